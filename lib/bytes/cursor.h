/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A cursor walks over a span. Every call moves it on success only, takes a maximum where it could
 * run on, and never allocates.
 */
#ifndef MDR_BYTES_CURSOR_H
#define MDR_BYTES_CURSOR_H

#include "bytes/span.h"

#include <stdint.h>

struct mdr_cursor {
    struct mdr_span s; /* everything */
    size_t at;         /* the next byte */
};

static inline struct mdr_cursor mdr_cursor_make(struct mdr_span s)
{
    return (struct mdr_cursor){s, 0};
}

static inline bool mdr_cursor_end(const struct mdr_cursor *c)
{
    return c->at >= c->s.n;
}

static inline struct mdr_span mdr_cursor_rest(const struct mdr_cursor *c)
{
    return mdr_span_from(c->s, c->at);
}

/* The next byte, or 0 at the end (a NUL in the text looks the same: ask mdr_cursor_end). */
static inline char mdr_cursor_peek(const struct mdr_cursor *c)
{
    return c->at < c->s.n ? c->s.p[c->at] : '\0';
}

/* One given byte. */
bool mdr_cursor_take(struct mdr_cursor *c, char byte);

/* Over white space, if any. */
void mdr_cursor_skip_space(struct mdr_cursor *c);

/* Digits, 1 to max_digits of them; more than that is no number. */
bool mdr_cursor_number(struct mdr_cursor *c, size_t max_digits, uint64_t *ret);

#endif
