/* SPDX-License-Identifier: BSD-2-Clause */
/* How many columns a text takes on a terminal, Unicode Standard Annex 11. By our own table: the C library's depends on
 * the locale. */
#ifndef MDR_SAY_WIDTH_H
#define MDR_SAY_WIDTH_H

#include "bytes/span.h"

#include <stdint.h>

/* 0, 1 or 2; ambiguous characters take one column. */
unsigned mdr_width_char(uint32_t character);

/* Of a text in UTF-8; bytes that are none count as one column each. */
size_t mdr_width(struct mdr_span s);

/* The character at `at` of s and its length; U+FFFD and 1 where the bytes are no UTF-8. at < s.n. */
uint32_t mdr_char_at(struct mdr_span s, size_t at, size_t *ret_n);

#endif
