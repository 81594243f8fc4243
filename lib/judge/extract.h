/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the text tells besides the reason: the blocklist, how long to wait, size and limit, a new
 * address, a URL to read, an id to quote. Places are marked by tables/reasons/marks.rules; only bytes
 * that stand there are taken.
 */
#ifndef MDR_JUDGE_EXTRACT_H
#define MDR_JUDGE_EXTRACT_H

#include "judge/classify.h"

/* Needs the reason in *ret; fills blocklist, new_address, url, support_id, retry_after, size, size_limit. */
void mdr_extract(const struct mdr_facts *facts, const struct mdr_classification *all, struct mdr_verdict *ret);

#endif
