/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Appending to a text that the library makes itself: it comes from no message, so its provenance is its own offsets
 * (one run, no seams).
 */
#ifndef MDR_SAY_PUT_H
#define MDR_SAY_PUT_H

#include "bytes/ascii.h"
#include "bytes/text.h"

static inline void mdr_put(struct mdr_builder *b, struct mdr_span s)
{
    mdr_builder_add(b, s, b->n);
}

static inline void mdr_put_byte(struct mdr_builder *b, char byte)
{
    mdr_builder_add_byte(b, byte, b->n);
}

static inline void mdr_put_blanks(struct mdr_builder *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        mdr_put_byte(b, ' ');
}

static inline void mdr_put_number(struct mdr_builder *b, uint64_t value)
{
    char digits[20];
    size_t n = mdr_write_number(digits, value);
    mdr_put(b, mdr_span_make(digits, n));
}

#endif
