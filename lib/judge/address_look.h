/* SPDX-License-Identifier: BSD-2-Clause */
/* Near misses of well-known mail domains. */
#ifndef MDR_JUDGE_ADDRESS_LOOK_H
#define MDR_JUDGE_ADDRESS_LOOK_H

#include "bytes/arena.h"

/*
 * The well-known domain that a domain probably means, absent when it is one itself, or real, or nothing
 * like one. Letter case of ASCII does not count. The text is static, or in the arena.
 */
struct mdr_span mdr_domain_meant(struct mdr_arena *arena, struct mdr_span domain);

/* Whether a domain, or one above it, is a Japanese mobile carrier's. */
bool mdr_domain_is_carrier(struct mdr_span domain);

#endif
