/* SPDX-License-Identifier: BSD-2-Clause */
/* Columns of characters: see width.h and tables/width.tab. */
#include "say/width.h"
#include "bytes/sorted.h"
#include "bytes/utf8.h"

struct range {
    uint32_t first, last;
    uint8_t columns;
};

#include "say/width.inc"

static int by_character(const void *character, const void *row)
{
    const struct range *range = row;
    uint32_t c = *(const uint32_t *)character;
    return c < range->first ? -1 : c > range->last;
}

unsigned mdr_width_char(uint32_t character)
{
    if (character < ranges[0].first)
        return 1;
    const struct range *range =
        mdr_sorted_find(&character, ranges, sizeof ranges / sizeof *ranges, sizeof *ranges, by_character);
    return range ? range->columns : 1;
}

uint32_t mdr_char_at(struct mdr_span s, size_t at, size_t *ret_n)
{
    struct mdr_span rest = mdr_span_from(s, at);
    if ((unsigned char)rest.p[0] < 0x80) {
        *ret_n = 1;
        return (unsigned char)rest.p[0];
    }
    if (mdr_utf8_sequence(rest) == 0) {
        *ret_n = 1;
        return 0xFFFD;
    }
    return mdr_utf8_char(rest, ret_n);
}

size_t mdr_width(struct mdr_span s)
{
    size_t columns = 0;
    for (size_t at = 0, n = 0; at < s.n; at += n)
        columns += mdr_width_char(mdr_char_at(s, at, &n));
    return columns;
}
