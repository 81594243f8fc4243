/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Generated tables hold no pointers (no relocations when the library is loaded): a text is a piece
 * of the table's string pool, as tables/gen/lib.awk writes them; the piece {0, 0} is "absent".
 */
#ifndef MDR_WORDS_POOL_H
#define MDR_WORDS_POOL_H

#include "bytes/span.h"

#include <stdint.h>

#define MDR_LANGS 2 /* a text by language is struct mdr_piece[MDR_LANGS], index MDR_LANG_* */

struct mdr_piece {
    uint32_t at;
    uint32_t n;
};

static inline struct mdr_span mdr_pool_span(const void *pool, struct mdr_piece piece)
{
    if (piece.at == 0)
        return MDR_SPAN_NONE;
    return mdr_span_make((const char *)pool + piece.at, piece.n);
}

/* Ascending order of bytes: below 0, 0, above 0. The generators sort the same way. */
static inline int mdr_span_order(struct mdr_span a, struct mdr_span b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.p, b.p, n);
    if (order != 0 || a.n == b.n)
        return order;
    return a.n < b.n ? -1 : 1;
}

#endif
