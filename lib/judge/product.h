/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of products with telling words in them: "Full Mailbox Security: user unknown". */
#ifndef MDR_JUDGE_PRODUCT_H
#define MDR_JUDGE_PRODUCT_H

#include "judge/classify.h"

/*
 * Sets aside phrases that are part of such a name, in capitalized words before a noun that programs are named with
 * (list "product"): they count for less than what a code may mean. Then those that their sentence takes back
 * (hedged.h). Whether one of them was the strongest.
 */
bool mdr_set_aside(const struct mdr_facts *facts, struct mdr_classification *all);

#endif
