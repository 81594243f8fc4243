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

/* A literal; fold: letter case of ASCII does not count. */
bool mdr_cursor_take_literal(struct mdr_cursor *c, struct mdr_span literal);
bool mdr_cursor_take_fold(struct mdr_cursor *c, struct mdr_span literal);

/* SP and HTAB; returns how many. */
size_t mdr_cursor_skip_blank(struct mdr_cursor *c);
/* SP, HTAB, CR, LF. */
size_t mdr_cursor_skip_space(struct mdr_cursor *c);

/* Digits, 1 to max_digits of them; more than that is no number. */
bool mdr_cursor_number(struct mdr_cursor *c, size_t max_digits, uint64_t *ret);

/* Bytes up to (not including) a stop byte, which has to come within max bytes. */
bool mdr_cursor_until(struct mdr_cursor *c, char stop, size_t max, struct mdr_span *ret);

/*
 * The next line without its line end; a line ends in LF or CRLF, the last one with the text.
 * False at the end.
 */
bool mdr_cursor_line(struct mdr_cursor *c, struct mdr_span *ret);

#endif
