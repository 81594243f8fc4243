/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A span is a view: bytes that somebody else owns. p may be NULL, which means "absent"; an empty
 * text that is present has a p and n 0.
 */
#ifndef MDR_BYTES_SPAN_H
#define MDR_BYTES_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct mdr_span {
    const char *p;
    size_t n;
};

#define MDR_SPAN_NONE ((struct mdr_span){NULL, 0})
/* A string literal as a span. */
#define MDR_SPAN(literal) ((struct mdr_span){"" literal "", sizeof(literal) - 1})

static inline struct mdr_span mdr_span_make(const char *p, size_t n)
{
    return (struct mdr_span){p, n};
}

/* The part from `from` up to (not including) `to`; both are cut to the span. */
static inline struct mdr_span mdr_span_cut(struct mdr_span s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (struct mdr_span){s.p ? s.p + from : NULL, to - from};
}

static inline struct mdr_span mdr_span_from(struct mdr_span s, size_t from)
{
    return mdr_span_cut(s, from, s.n);
}

static inline bool mdr_span_equal(struct mdr_span a, struct mdr_span b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

#endif
