/* SPDX-License-Identifier: BSD-2-Clause */
/* From the rules that fit to the verdict: how sure, what else, and which facts disagree. */
#ifndef MDR_JUDGE_WEIGH_H
#define MDR_JUDGE_WEIGH_H

#include "judge/classify.h"

/*
 * Each fills its part of the verdict. The reason comes first, and sets aside in *all what the sentence takes back; brief
 * sets nothing but that and its confidence.
 */
void mdr_weigh_reason(const struct mdr_facts *facts, struct mdr_classification *all, struct mdr_verdict *ret);
void mdr_weigh_brief(const struct mdr_facts *facts, struct mdr_classification *all, struct mdr_verdict *ret);
void mdr_weigh_persistence(const struct mdr_facts *facts, struct mdr_verdict *ret);

#endif
