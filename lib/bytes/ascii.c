/* SPDX-License-Identifier: BSD-2-Clause */
/* ASCII without a locale: see ascii.h. */
#include "bytes/ascii.h"

int mdr_hex_value(char c)
{
    if (mdr_is_digit(c))
        return c - '0';
    c = mdr_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#define EIGHT 8

bool mdr_bytes_equal_fold(const char *a, const char *b, size_t n)
{
    size_t i = 0;
    while (n - i >= EIGHT && memcmp(a + i, b + i, EIGHT) == 0) /* mostly written alike */
        i += EIGHT;
    for (; i < n; i++)
        if (a[i] != b[i] && mdr_lower(a[i]) != mdr_lower(b[i]))
            return false;
    return true;
}

bool mdr_starts_with(struct mdr_span s, struct mdr_span prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

#define BLOCK 16

/* Whether a line end is among BLOCK bytes: no branch inside, so that it is done by vectors. */
static bool block_has_line_end(const char *p)
{
    unsigned char hit = 0;
    for (size_t i = 0; i < BLOCK; i++)
        hit |= (unsigned char)((p[i] == '\n') | (p[i] == '\r'));
    return hit != 0;
}

size_t mdr_find_last(struct mdr_span s, char c)
{
    for (size_t at = s.n; at > 0; at--)
        if (s.p[at - 1] == c)
            return at - 1;
    return MDR_NOT_FOUND;
}

size_t mdr_find_line_end(struct mdr_span s, size_t from)
{
    while (from < s.n && s.n - from >= BLOCK && !block_has_line_end(s.p + from))
        from += BLOCK;
    while (from < s.n && s.p[from] != '\n' && s.p[from] != '\r')
        from++;
    return from;
}

size_t mdr_find(struct mdr_span s, struct mdr_span needle, size_t from)
{
    if (needle.n == 0)
        return from <= s.n ? from : MDR_NOT_FOUND;
    for (size_t at = mdr_find_byte(s, needle.p[0], from); at != MDR_NOT_FOUND;
         at = mdr_find_byte(s, needle.p[0], at + 1)) {
        if (s.n - at < needle.n)
            return MDR_NOT_FOUND;
        if (memcmp(s.p + at, needle.p, needle.n) == 0)
            return at;
    }
    return MDR_NOT_FOUND;
}

size_t mdr_find_fold(struct mdr_span s, struct mdr_span needle, size_t from)
{
    if (needle.n == 0)
        return from <= s.n ? from : MDR_NOT_FOUND;
    char first = mdr_lower(needle.p[0]);
    for (size_t at = from; at < s.n && s.n - at >= needle.n; at++)
        if (mdr_lower(s.p[at]) == first && mdr_bytes_equal_fold(s.p + at, needle.p, needle.n))
            return at;
    return MDR_NOT_FOUND;
}

struct mdr_span mdr_trim_ends(struct mdr_span s)
{
    while (s.n > 0 && mdr_is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n > 0 && mdr_is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

struct mdr_span mdr_unwrap(struct mdr_span s, char open, char close)
{
    if (s.n >= 2 && s.p[0] == open && s.p[s.n - 1] == close)
        return mdr_span_cut(s, 1, s.n - 1);
    return s;
}

size_t mdr_read_number(struct mdr_span s, size_t max_digits, uint64_t *ret)
{
    uint64_t value = 0;
    size_t n = 0;
    if (max_digits > 19)
        max_digits = 19;
    for (; n < s.n && mdr_is_digit(s.p[n]); n++) {
        if (n == max_digits)
            return 0;
        value = value * 10 + (uint64_t)(s.p[n] - '0');
    }
    if (n > 0)
        *ret = value;
    return n;
}

size_t mdr_write_number(char *buffer, uint64_t value)
{
    char reversed[20];
    size_t n = 0;
    do {
        reversed[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (size_t i = 0; i < n; i++)
        buffer[i] = reversed[n - 1 - i];
    return n;
}
