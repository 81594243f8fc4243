/* SPDX-License-Identifier: BSD-2-Clause */
/* What a message is: the gravest outcome of its recipients, or what else it is. */
#ifndef MDR_JUDGE_KIND_H
#define MDR_JUDGE_KIND_H

#include "judge/gather.h"

/* MODORI_ACTION_* of a MODORI_KIND_FAILED .. DELIVERED; 0 for others. */
int32_t mdr_action_of_kind(int32_t kind);

/*
 * A disposition notification whose text says that a filter refused the message: RFC 5429 2.2 has the
 * rejections of a Sieve script in this form.
 */
bool mdr_kind_refused_receipt(const struct mdr_case *c);

/* Sets kind, is_bounce and is_machine. */
void mdr_kind_decide(struct mdr_case *c);

#endif
