/* SPDX-License-Identifier: BSD-2-Clause */
/* Walking over bytes: see cursor.h. */
#include "bytes/cursor.h"
#include "bytes/ascii.h"

bool mdr_cursor_take(struct mdr_cursor *c, char byte)
{
    if (c->at >= c->s.n || c->s.p[c->at] != byte)
        return false;
    c->at++;
    return true;
}

bool mdr_cursor_take_literal(struct mdr_cursor *c, struct mdr_span literal)
{
    if (!mdr_starts_with(mdr_cursor_rest(c), literal))
        return false;
    c->at += literal.n;
    return true;
}

bool mdr_cursor_take_fold(struct mdr_cursor *c, struct mdr_span literal)
{
    if (!mdr_starts_with_fold(mdr_cursor_rest(c), literal))
        return false;
    c->at += literal.n;
    return true;
}

size_t mdr_cursor_skip_blank(struct mdr_cursor *c)
{
    size_t from = c->at;
    while (c->at < c->s.n && mdr_is_blank(c->s.p[c->at]))
        c->at++;
    return c->at - from;
}

size_t mdr_cursor_skip_space(struct mdr_cursor *c)
{
    size_t from = c->at;
    while (c->at < c->s.n && mdr_is_space(c->s.p[c->at]))
        c->at++;
    return c->at - from;
}

bool mdr_cursor_number(struct mdr_cursor *c, size_t max_digits, uint64_t *ret)
{
    size_t n = mdr_read_number(mdr_cursor_rest(c), max_digits, ret);
    c->at += n;
    return n > 0;
}

bool mdr_cursor_until(struct mdr_cursor *c, char stop, size_t max, struct mdr_span *ret)
{
    struct mdr_span rest = mdr_span_cut(c->s, c->at, max < c->s.n - c->at ? c->at + max + 1 : c->s.n);
    size_t at = mdr_find_byte(rest, stop, 0);
    if (at == MDR_NOT_FOUND)
        return false;
    *ret = mdr_span_cut(rest, 0, at);
    c->at += at;
    return true;
}

bool mdr_cursor_line(struct mdr_cursor *c, struct mdr_span *ret)
{
    if (c->at >= c->s.n)
        return false;
    struct mdr_span rest = mdr_cursor_rest(c);
    size_t end = mdr_find_byte(rest, '\n', 0);
    size_t next = end == MDR_NOT_FOUND ? rest.n : end + 1;
    size_t n = end == MDR_NOT_FOUND ? rest.n : end;
    if (n > 0 && rest.p[n - 1] == '\r')
        n--;
    *ret = mdr_span_cut(rest, 0, n);
    c->at += next;
    return true;
}
