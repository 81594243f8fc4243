/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Character classes and comparisons of ASCII, independent of any locale, and searches in spans.
 * "fold" means: A to Z count as a to z; all other bytes stand for themselves.
 */
#ifndef MDR_BYTES_ASCII_H
#define MDR_BYTES_ASCII_H

#include "bytes/span.h"

#include <stdint.h>

#define MDR_NOT_FOUND ((size_t)-1)

static inline bool mdr_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool mdr_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool mdr_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || mdr_is_upper(c);
}

static inline bool mdr_is_alnum(char c)
{
    return mdr_is_alpha(c) || mdr_is_digit(c);
}

/* SP and HTAB: LWSP inside a line. */
static inline bool mdr_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline bool mdr_is_space(char c)
{
    return mdr_is_blank(c) || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

/* Where the white space at `at` ends: `at` itself where none stands there. */
static inline size_t mdr_skip_space(struct mdr_span s, size_t at)
{
    while (at < s.n && mdr_is_space(s.p[at]))
        at++;
    return at;
}

static inline char mdr_lower(char c)
{
    return mdr_is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

/* The value of a hex digit, or -1. */
int mdr_hex_value(char c);

bool mdr_bytes_equal_fold(const char *a, const char *b, size_t n);

static inline bool mdr_equal_fold(struct mdr_span a, struct mdr_span b)
{
    return a.n == b.n && mdr_bytes_equal_fold(a.p, b.p, a.n);
}

static inline bool mdr_starts_with_fold(struct mdr_span s, struct mdr_span prefix)
{
    return s.n >= prefix.n && mdr_bytes_equal_fold(s.p, prefix.p, prefix.n);
}

static inline bool mdr_ends_with_fold(struct mdr_span s, struct mdr_span suffix)
{
    return s.n >= suffix.n && mdr_bytes_equal_fold(s.p + (s.n - suffix.n), suffix.p, suffix.n);
}

bool mdr_starts_with(struct mdr_span s, struct mdr_span prefix);

/* Whether a letter or digit stands right before `at`, and at it: a word goes over this place. */
static inline bool mdr_is_inside_word(struct mdr_span s, size_t at)
{
    return at > 0 && at < s.n && mdr_is_alnum(s.p[at - 1]) && mdr_is_alnum(s.p[at]);
}

/* Where a byte or a text is first seen at or after `from`; MDR_NOT_FOUND when it is not. */
static inline size_t mdr_find_byte(struct mdr_span s, char c, size_t from)
{
    const char *hit = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;
    return hit ? (size_t)(hit - s.p) : MDR_NOT_FOUND;
}

size_t mdr_find(struct mdr_span s, struct mdr_span needle, size_t from);
size_t mdr_find_fold(struct mdr_span s, struct mdr_span needle, size_t from);

/* Where a byte is last seen; MDR_NOT_FOUND when it is not. */
size_t mdr_find_last(struct mdr_span s, char c);
/* What stands behind it; all of s when it is not seen. */
static inline struct mdr_span mdr_behind_last(struct mdr_span s, char c)
{
    size_t at = mdr_find_last(s, c);
    return at == MDR_NOT_FOUND ? s : mdr_span_from(s, at + 1);
}

/* Where the next CR or LF stands at or after `from`; s.n (or `from`, if that is behind it) when there is none. */
size_t mdr_find_line_end(struct mdr_span s, size_t from);

struct mdr_span mdr_trim_ends(struct mdr_span s);

/* White space cut off at both ends. */
static inline struct mdr_span mdr_trim(struct mdr_span s)
{
    bool fine = s.n > 0 && !mdr_is_space(s.p[0]) && !mdr_is_space(s.p[s.n - 1]); /* as most are */
    return fine ? s : mdr_trim_ends(s);
}

/* One pair of enclosing characters cut off, when both are there. */
struct mdr_span mdr_unwrap(struct mdr_span s, char open, char close);

/*
 * Decimal digits at the start of s: at most max_digits (19 or less) are read, more than that is no
 * number. Returns the count of digits, 0 when there is no number; *ret is untouched then.
 */
size_t mdr_read_number(struct mdr_span s, size_t max_digits, uint64_t *ret);

/* Writes a number in decimal; buffer has 20 bytes at least. Returns the count of digits. */
size_t mdr_write_number(char *buffer, uint64_t value);

#endif
