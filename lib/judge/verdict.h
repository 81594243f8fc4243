/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The verdict over one recipient: from facts with offsets to a reason, how sure it is, what else it
 * could be, and what the text tells besides. By the rules of tables/reasons/.
 */
#ifndef MDR_JUDGE_VERDICT_H
#define MDR_JUDGE_VERDICT_H

#include "bytes/text.h"
#include "grammar/enhanced.h"

#include <stdint.h>

/* What the judge sees. */
struct mdr_facts {
    struct mdr_text words;        /* the words of whoever refused */
    struct mdr_text context;      /* further words of the reporter about the same recipient; absent: none */
    int32_t reply;                /* 0: none */
    struct mdr_enhanced enhanced; /* of the reply; class_digit 0: none */
    struct mdr_enhanced field;    /* of the Status field; class_digit 0: none */
    uint32_t reply_flags;         /* MODORI_REPLY_FLAG_* bits of the reply */
    struct mdr_text reply_text, enhanced_text, field_text; /* where they stand; absent: none */
    struct mdr_text stage_text;                            /* the words that tell the phase; absent: none */
    int32_t phase, speaker, action;                        /* 0: not told */
    struct mdr_span dialect;
    struct mdr_text address; /* the recipient's */
    bool last_resort;        /* clues of the last resort only */
};

#define MDR_VERDICT_ALTERNATIVES 2
#define MDR_VERDICT_EVIDENCE     4
#define MDR_VERDICT_NOTES        8

struct mdr_verdict_evidence {
    struct mdr_span rule;
    size_t offset, length; /* in the message */
};

struct mdr_verdict {
    int32_t reason;                                /* MODORI_REASON_* */
    int32_t confidence;                            /* MODORI_CONFIDENCE_* */
    int32_t alternative[MDR_VERDICT_ALTERNATIVES]; /* best first; 0 ends */
    int32_t contradiction[MDR_VERDICT_NOTES];      /* MODORI_CONTRADICTION_*; 0 ends */
    struct mdr_verdict_evidence evidence[MDR_VERDICT_EVIDENCE];
    size_t evidences;
    int32_t persistence; /* MODORI_PERSISTENCE_*: by the rules of CONTRACT "persistence" */
    bool hard;
    /* what the text tells besides; absent or -1: not told */
    struct mdr_text blocklist, new_address, url, support_id;
    int64_t retry_after, size, size_limit;
};

/* Judges; nothing is allocated. */
void mdr_judge(const struct mdr_facts *facts, struct mdr_verdict *ret);

/*
 * The same for reason, confidence, persistence and hard, and nothing else of *ret is written: a few times faster. Facts
 * have no context.
 */
void mdr_judge_brief(const struct mdr_facts *facts, struct mdr_verdict *ret);

/* Of a success: there is no reason, but its facts may disagree. Fills the contradictions, nothing else. */
void mdr_judge_success(const struct mdr_facts *facts, struct mdr_verdict *ret);

#endif
