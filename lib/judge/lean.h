/* SPDX-License-Identifier: BSD-2-Clause */
/* Where neither a phrase nor a code tells more than a guess would, what the single words of the text lean to. */
#ifndef MDR_JUDGE_LEAN_H
#define MDR_JUDGE_LEAN_H

#include "judge/classify.h"

/*
 * Lets the words vote where the verdict is not sure. What won so far has its strength as votes; where the words outvote
 * that, the rule of their reason becomes the best candidate, and those words that speak for it the loudest are its
 * parts.
 */
void mdr_lean(const struct mdr_facts *facts, struct mdr_classification *all);

#endif
