/* SPDX-License-Identifier: BSD-2-Clause */
/* Which rules of tables/reasons/ speak for a recipient's facts, and which of them is the strongest. */
#ifndef MDR_JUDGE_CLASSIFY_H
#define MDR_JUDGE_CLASSIFY_H

#include "judge/rules.h"
#include "judge/verdict.h"

#define MDR_CANDIDATES 24 /* rules that are kept; further ones are weaker or far behind in the text */

/* Strengths, as tables/reasons/README explains them. */
#define MDR_STRENGTH_SENTENCE  80  /* a sentence that servers have for this one cause */
#define MDR_STRENGTH_OWN_WORDS 60  /* the phrase names the cause in its own words */
#define MDR_STRENGTH_USUAL     40  /* it usually means that */
#define MDR_STRENGTH_VAGUE     20  /* it may */
#define MDR_STRENGTH_CODE      40  /* an enhanced code that says one thing only */
#define MDR_RIVAL_DISTANCE     5   /* words nearly as strong as those that decide */
#define MDR_OTHER_DISTANCE     25  /* words so much vaguer than those that decide allow no other reason */
#define MDR_DETAIL_OWN         100 /* details from here on are providers' own, each for one thing */
#define MDR_CONTEXT_DISCOUNT   15  /* words of the reporter count less than those of who refused */

struct mdr_candidate {
    const struct mdr_rule *rule;
    int strength;
    size_t weight; /* bytes of the phrase, wherever its lines end; 0: by code */
    size_t at;     /* where it begins */
    bool context;  /* in the reporter's words beside */
    size_t parts;
    struct mdr_lexicon_hit part[MDR_PHRASE_PARTS];
};

struct mdr_classification {
    struct mdr_candidate candidate[MDR_CANDIDATES + 1]; /* the last one: room to work in */
    size_t n;
    size_t best;                   /* index; n: none */
    const struct mdr_rule *beside; /* what the reporter's words beside say, where they do not decide; NULL: nothing */
    struct mdr_phrase_hits hits;   /* in the words */
};

/* Fills *ret. */
void mdr_classify(const struct mdr_facts *facts, struct mdr_classification *ret);

/* Only what reason and confidence depend on; facts have no context. */
void mdr_classify_brief(const struct mdr_facts *facts, struct mdr_classification *ret);

/* Whether a rule's conditions hold. */
bool mdr_rule_fits(const struct mdr_facts *facts, struct mdr_classification *all, const struct mdr_rule *rule);

/* Stronger, or as strong with the longer phrase, or as long and earlier. */
static inline bool mdr_candidate_is_better(const struct mdr_candidate *a, const struct mdr_candidate *b)
{
    if (a->strength != b->strength)
        return a->strength > b->strength;
    return a->weight != b->weight ? a->weight > b->weight : a->at < b->at;
}

/* Sets `best` anew to the strongest, the first of equals; none where all are set aside, at strength 0. */
void mdr_choose_best(struct mdr_classification *all);

/* The text that its phrase is in. */
static inline const struct mdr_text *mdr_candidate_text(const struct mdr_facts *facts, const struct mdr_candidate *c)
{
    return c->context ? &facts->context : &facts->words;
}

/* The code that counts: the reply's, else the Status field's; class_digit 0: none. */
struct mdr_enhanced mdr_facts_enhanced(const struct mdr_facts *facts);

/* Words that are the exit status of a program alone ("X-Unix; 67"); -1: they are not. */
int32_t mdr_facts_exit(const struct mdr_facts *facts);

/* The class digit of reply, enhanced code or Status field, in this order; 0: none. */
int mdr_facts_class(const struct mdr_facts *facts);

#endif
