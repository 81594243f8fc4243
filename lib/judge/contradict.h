/* SPDX-License-Identifier: BSD-2-Clause */
/* Which facts of a recipient disagree, with each other or with the reason. */
#ifndef MDR_JUDGE_CONTRADICT_H
#define MDR_JUDGE_CONTRADICT_H

#include "judge/classify.h"

/* The reasons that a code stands for by the book; a code that says nothing in particular names none. */
struct mdr_span mdr_book_of_status(struct mdr_enhanced code);

/* Fills the contradictions of a verdict whose reason is known. */
void mdr_contradict(const struct mdr_facts *facts, const struct mdr_classification *all, struct mdr_verdict *ret);

/* Those of the facts alone, for which no reason is needed. */
void mdr_contradict_facts(const struct mdr_facts *facts, struct mdr_verdict *ret);

#endif
