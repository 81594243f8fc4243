/* SPDX-License-Identifier: BSD-2-Clause */
/* The rules of tables/reasons/ as tables/gen/reasons.awk has compiled them. */
#ifndef MDR_JUDGE_RULES_H
#define MDR_JUDGE_RULES_H

#include "recognise/phrase.h"
#include "recognise/vote.h"

#define MDR_RULE_OTHERS 2

/* Sets of phases, speakers and actions that the rule is for: a bit each, bit 0 for "not told". */
struct mdr_rule {
    uint32_t name; /* "rcpt.unknown/user-unknown" in the pool */
    uint16_t first_condition;
    int16_t reason;                 /* MODORI_REASON_* */
    int16_t other[MDR_RULE_OTHERS]; /* reasons that it may also be; 0: none */
    uint16_t phases;
    uint8_t speakers, actions;
    uint8_t name_n;
    uint8_t strength;
    uint8_t conditions;
    bool by_code : 1;      /* no phrase: reply code, enhanced code or phase decide */
    bool names_others : 1; /* its sentence names the other reasons itself */
    bool by_words : 1;     /* the words decide, each by itself: see lean.h */
};

enum mdr_condition_kind {
    MDR_CONDITION_REPLY = 1,
    MDR_CONDITION_ENHANCED,
    MDR_CONDITION_DIALECT, /* low: its name in the pool; high: the length */
    MDR_CONDITION_LITERAL, /* low: its key */
    MDR_CONDITION_EXIT,    /* the words are the exit status of a program alone */
    MDR_CONDITION_REST     /* low: a class that has all literals of the conditions behind, which are all "unless" */
};

#define MDR_CONDITION_NOT 1 /* "unless" */
#define MDR_CONDITION_OR  2 /* this one or the next, which is of the same line */
#define MDR_SUBJECT_ANY   0xffff

/* Numbers fit when they lie between low and high; 0 to 0: "not told". */
struct mdr_condition {
    uint8_t kind, flags;
    uint8_t class_low, class_high;
    uint16_t subject;
    uint16_t low, high;
};

/* What the text tells besides the reason: where to look for it. */
enum mdr_mark_kind {
    MDR_MARK_LIST = 1,   /* a blocklist's name follows */
    MDR_MARK_WAIT,       /* a time to wait follows */
    MDR_MARK_SIZE,       /* the message's size follows */
    MDR_MARK_LIMIT,      /* the limit follows */
    MDR_MARK_ADDRESS,    /* a new address follows */
    MDR_MARK_URL,        /* a URL begins here */
    MDR_MARK_ID_AFTER,   /* the id to quote follows */
    MDR_MARK_ID_BEFORE,  /* it stands before this */
    MDR_MARK_ID_AROUND,  /* it is in the bracket around this */
    MDR_MARK_ID_BRACKET, /* it is in the next bracket */
    MDR_MARK_ZONE,       /* this is a blocklist's zone or name */
    MDR_MARK_HEDGE,      /* a word of the list `supposes` of tables/words */
    MDR_MARK_OR          /* one of the list `or`, in ASCII */
};

/* Lookups by code: each gives the rules of one key. */
uint32_t mdr_rules_key_reply(unsigned code);
uint32_t mdr_rules_key_exit(unsigned status);
uint32_t mdr_rules_key_enhanced(unsigned subject, unsigned detail);
#define MDR_RULES_KEY_ALWAYS 0x30000000u

/* Phrases stand in the order of their rules' strength, the strongest first. */
struct mdr_phrase_table mdr_rules_phrases(void);
size_t mdr_rules_at_least(int strength);                /* how many phrases have a strength (0 to 99) or more */
const struct mdr_rule *mdr_rules(void);                 /* by number */
const struct mdr_condition *mdr_rules_conditions(void); /* all of them */
struct mdr_span mdr_rule_name(const struct mdr_rule *rule);
struct mdr_span mdr_rules_text(size_t at, size_t n);
uint16_t mdr_rules_marks(void);                  /* the first key that is a mark */
enum mdr_mark_kind mdr_rules_mark(uint16_t key); /* of a key that is a mark */

/*
 * Whether a mark of a kind may be among the hits between two places, so that words of a list need to be looked for:
 * most often none is. Of a text that is too long or too full, nobody knows.
 */
bool mdr_rules_may_have_mark(const struct mdr_phrase_hits *hits, enum mdr_mark_kind kind, size_t from, size_t to);

/* What single words speak for, and the rule that stands for each number there. */
struct mdr_vote_table mdr_rules_votes(void);
const struct mdr_rule *mdr_rules_by_words(unsigned number);

/* Rules without a phrase that are filed under a key: their numbers; *ret_n of them. */
const uint16_t *mdr_rules_filed(uint32_t key, size_t *ret_n);

#endif
