/* SPDX-License-Identifier: BSD-2-Clause */
/* Causes that a reply joins by an "or": one of them holds, and it does not say which. */
#ifndef MDR_JUDGE_JOINED_H
#define MDR_JUDGE_JOINED_H

#include "judge/classify.h"

/* Whether an "or", and little else, stands between two phrases: "mailbox disabled or over quota". */
bool mdr_joined_by_or(const struct mdr_facts *facts, const struct mdr_candidate *a, const struct mdr_candidate *b);

/* Whether there is an "or" in the text that decides, so that it is worth a look where. */
bool mdr_may_join(const struct mdr_facts *facts, const struct mdr_classification *all);

/* Whether one stands right beside a phrase, so that it joins something to it, whether a rule knows that or not. */
bool mdr_or_beside(const struct mdr_facts *facts, const struct mdr_candidate *c);

/* The same right before it, in languages that write no blanks; it may join what comes to the same. */
bool mdr_or_right_before(const struct mdr_facts *facts, const struct mdr_candidate *c);

/* Where a list that goes on behind the phrase ("full, closed or ...") has its "or": one past its end. 0: no list. */
size_t mdr_list_behind(const struct mdr_facts *facts, const struct mdr_candidate *c);

#endif
