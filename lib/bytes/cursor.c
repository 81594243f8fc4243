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

void mdr_cursor_skip_space(struct mdr_cursor *c)
{
    c->at = mdr_skip_space(c->s, c->at);
}

bool mdr_cursor_number(struct mdr_cursor *c, size_t max_digits, uint64_t *ret)
{
    size_t n = mdr_read_number(mdr_cursor_rest(c), max_digits, ret);
    c->at += n;
    return n > 0;
}
