/* SPDX-License-Identifier: BSD-2-Clause */
/* Addresses that hide another one: VERP, BATV, SRS, and forms of the caller's own. */
#ifndef MDR_RECOGNISE_HIDDEN_H
#define MDR_RECOGNISE_HIDDEN_H

#include "bytes/arena.h"
#include "bytes/span.h"

#include <stdint.h>

/*
 * Recognises VERP, BATV and SRS and decodes the address that it hides into the arena. pattern is
 * the caller's own form ("bounces+{local}={domain}@lists.example.org"), or absent for the usual
 * ones. In a pattern {local} and {domain} are what is looked for, any other {word} stands for
 * anything but "@"; letter case does not count; without {domain} the result is the local part
 * alone, without {local} it is absent. Where a usual form could be cut in two ways (which "-" is
 * the border?) there is none.
 * Returns MODORI_HIDDEN_*, 0: none; *ret is written when there is one.
 */
int32_t mdr_address_hidden(struct mdr_arena *arena, struct mdr_span address, struct mdr_span pattern,
                           struct mdr_span *ret);

/* Whether a caller's form has a {word}, and none that is open. */
bool mdr_hidden_pattern_fits(struct mdr_span pattern);

#endif
