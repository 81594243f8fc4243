/* SPDX-License-Identifier: BSD-2-Clause */
/* The verdict over one recipient: see verdict.h. Down once: rules, weights, then what the text tells besides. */
#include "judge/classify.h"
#include "judge/contradict.h"
#include "judge/extract.h"
#include "judge/weigh.h"

static const struct mdr_verdict untold = {.retry_after = -1, .size = -1, .size_limit = -1};

void mdr_judge_success(const struct mdr_facts *facts, struct mdr_verdict *ret)
{
    *ret = untold;
    mdr_contradict_facts(facts, ret);
}

void mdr_judge(const struct mdr_facts *facts, struct mdr_verdict *ret)
{
    struct mdr_classification all;
    *ret = untold;
    mdr_classify(facts, &all);
    mdr_weigh_reason(facts, &all, ret);
    mdr_weigh_persistence(facts, ret);
    mdr_contradict(facts, &all, ret);
    mdr_extract(facts, &all, ret);
}

void mdr_judge_brief(const struct mdr_facts *facts, struct mdr_verdict *ret)
{
    struct mdr_classification all;
    mdr_classify_brief(facts, &all);
    mdr_weigh_brief(facts, &all, ret);
    mdr_weigh_persistence(facts, ret);
}
