/* SPDX-License-Identifier: BSD-2-Clause */
/* Enhanced status codes, RFC 3463 2 and RFC 2034 4: see enhanced.h. */
#include "grammar/enhanced.h"
#include "bytes/ascii.h"

#define MARKS_MAX 3

/*
 * status-code = class "." subject "." detail
 * class       = "2" / "4" / "5"
 * subject     = 1*3digit
 * detail      = 1*3digit
 */

/* 1 to 3 digits at s[at]; their count, 0 when there are none or more. */
static size_t read_part(struct mdr_span s, size_t at, uint16_t *ret)
{
    unsigned value = 0;
    size_t n = 0;
    while (at + n < s.n && mdr_is_digit(s.p[at + n])) {
        if (n == 3)
            return 0;
        value = value * 10 + (unsigned)(s.p[at + n] - '0');
        n++;
    }
    *ret = (uint16_t)value;
    return n;
}

static bool is_border(struct mdr_span s, size_t at)
{
    if (at >= s.n)
        return true;
    char c = s.p[at];
    char next = at + 1 < s.n ? s.p[at + 1] : ' ';
    if (c == '.')
        return !mdr_is_alnum(next);
    if (c == '-')
        return !mdr_is_digit(next);
    return !mdr_is_alnum(c) && c != '_' && c != '@' && c != '/' && c != '%' && c != '+';
}

size_t mdr_enhanced_read(struct mdr_span s, struct mdr_enhanced *ret)
{
    struct mdr_enhanced code;
    if (s.n < 5 || s.p[1] != '.' || (s.p[0] != '5' && s.p[0] != '4' && s.p[0] != '2'))
        return 0;
    code.class_digit = (uint8_t)(s.p[0] - '0');
    size_t at = 2;
    size_t n = read_part(s, at, &code.subject);
    at += n;
    if (n == 0 || at >= s.n || s.p[at] != '.')
        return 0;
    at++;
    n = read_part(s, at, &code.detail);
    at += n;
    if (n == 0 || !is_border(s, at))
        return 0;
    *ret = code;
    return at;
}

static bool is_mark(char c)
{
    return c == '#' || c == '\'' || c == '"' || c == '(' || c == '[' || c == ':' || c == '-';
}

size_t mdr_enhanced_after_reply(struct mdr_span s, size_t *ret_at, struct mdr_enhanced *ret)
{
    unsigned marks = 0;
    size_t at = 0;
    for (; at < s.n && !mdr_is_digit(s.p[at]); at++) {
        if (mdr_is_space(s.p[at]))
            continue;
        if (!is_mark(s.p[at]) || marks++ == MARKS_MAX)
            return 0;
    }
    size_t n = mdr_enhanced_read(mdr_span_from(s, at), ret);
    if (n > 0)
        *ret_at = at;
    return n;
}

bool mdr_enhanced_same(struct mdr_enhanced a, struct mdr_enhanced b)
{
    return a.class_digit == b.class_digit && a.subject == b.subject && a.detail == b.detail;
}

size_t mdr_enhanced_write(struct mdr_enhanced code, char *buffer)
{
    char digits[20];
    size_t at = 0;
    buffer[at++] = (char)('0' + code.class_digit % 10);
    const uint16_t part[2] = {code.subject, code.detail};
    for (size_t i = 0; i < 2; i++) {
        size_t n = mdr_write_number(digits, part[i] % 1000U);
        buffer[at++] = '.';
        memcpy(buffer + at, digits, n);
        at += n;
    }
    return at;
}
