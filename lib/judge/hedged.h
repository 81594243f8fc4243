/* SPDX-License-Identifier: BSD-2-Clause */
/* Phrases that a sentence has without saying them: it denies them, supposes them, or gives a title that has them. */
#ifndef MDR_JUDGE_HEDGED_H
#define MDR_JUDGE_HEDGED_H

#include "judge/classify.h"

enum mdr_hedge {
    MDR_SAID,     /* as it stands */
    MDR_SUPPOSED, /* "if the mailbox is full", "make sure that SPF ...", "Subject: ..." */
    MDR_DENIED    /* "the mailbox is not full", "no virus was found" */
};

/* How the phrase of a candidate stands in its sentence. */
enum mdr_hedge mdr_hedge_of(const struct mdr_facts *facts, const struct mdr_classification *all,
                            const struct mdr_candidate *c);

/*
 * A phrase that the sentence takes back does not decide: what is denied counts for nothing (strength 0), what is
 * supposed for less than what a code may mean; all->best is the strongest of the rest. Whether one was the strongest.
 */
bool mdr_set_aside_hedged(const struct mdr_facts *facts, struct mdr_classification *all);

/* Whether the text has marks that stand between several causes: without one, no list is looked for. */
bool mdr_may_list(const struct mdr_facts *facts, const struct mdr_candidate *c);

/* Whether its sentence announces several causes before it: "one of the following reasons: ...", "either ...". */
bool mdr_announces_several(const struct mdr_facts *facts, const struct mdr_classification *all,
                           const struct mdr_candidate *c);

#endif
