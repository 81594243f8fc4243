/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines and their breaks: see layout.h. */
#include "say/layout.h"
#include "say/put.h"
#include "say/width.h"

#define LAYOUT_LEAST 16 /* columns of text beside a lead; a page that is narrower gets longer lines */

/* Characters that may not begin a line; ascending. */
static const uint16_t no_start[] = {
    0x0021, 0x0025, 0x0029, 0x002C, 0x002E, 0x003A, 0x003B, 0x003F, 0x005D, 0x007D, 0x00BB, 0x2019, 0x201D,
    0x2026, 0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301C,
    0x303B, 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x3095, 0x3096,
    0x309B, 0x309C, 0x309D, 0x309E, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7,
    0x30EE, 0x30F5, 0x30F6, 0x30FB, 0x30FC, 0x30FD, 0x30FE, 0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A,
    0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF60, 0xFF61, 0xFF63, 0xFF64, 0xFF65, 0xFF70, 0xFF9E, 0xFF9F,
};

/* Characters that may not end a line; ascending. */
static const uint16_t no_end[] = {
    0x0028, 0x005B, 0x007B, 0x00AB, 0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E,
    0x3010, 0x3014, 0x3016, 0x3018, 0x301D, 0xFF08, 0xFF3B, 0xFF5B, 0xFF5F, 0xFF62,
};

static bool is_one_of(const uint16_t *list, size_t n, uint32_t character)
{
    for (size_t i = 0; i < n && list[i] <= character; i++)
        if (list[i] == character)
            return true;
    return false;
}

/* Whether a line may end between two characters, the first of which is no blank. */
static bool may_part(uint32_t before, uint32_t after)
{
    if (mdr_width_char(before) != 2 && mdr_width_char(after) != 2)
        return false;
    return !is_one_of(no_start, sizeof no_start / sizeof *no_start, after) &&
           !is_one_of(no_end, sizeof no_end / sizeof *no_end, before) && mdr_width_char(after) != 0;
}

static size_t skip_blanks(struct mdr_span s, size_t at)
{
    while (at < s.n && s.p[at] == ' ')
        at++;
    return at;
}

/* Where an address, a host or a URL that is longer than a line reads best in two. */
static bool may_part_word(uint32_t before, uint32_t after)
{
    return after == '@' || before == '.' || before == '/' || before == '-';
}

size_t mdr_line_end(struct mdr_span s, size_t from, size_t room, size_t *ret_next)
{
    size_t used = 0, n = 0, end = from; /* end: the last place where the line may end */
    size_t part = from;                 /* the last one of a long word, not too far before its end */
    uint32_t before = ' ';
    for (size_t at = from; at < s.n; at += n) {
        uint32_t c = mdr_char_at(s, at, &n);
        if (c == '\n') {
            *ret_next = at + 1;
            return at;
        }
        if (at > from && before != ' ' && (c == ' ' || may_part(before, c)))
            end = at;
        if (used > room / 2 && used <= room && may_part_word(before, c))
            part = at;
        used += mdr_width_char(c);
        if (used > room && c != ' ') {
            if (end == from) /* one long word */
                end = part > from ? part : at > from ? at : at + n;
            *ret_next = skip_blanks(s, end);
            return end;
        }
        before = c;
    }
    *ret_next = s.n;
    return s.n;
}

void mdr_page_write(struct mdr_page *page, struct mdr_span lead, size_t hang, struct mdr_span text)
{
    size_t lead_columns = mdr_width(lead);
    mdr_put(page->b, lead);
    if (lead_columns < hang && text.n > 0)
        mdr_put_blanks(page->b, hang - lead_columns);
    size_t start = lead_columns > hang ? lead_columns : hang;
    size_t at = 0;
    do {
        size_t room = page->columns > start + LAYOUT_LEAST ? page->columns - start : LAYOUT_LEAST;
        size_t next, end = mdr_line_end(text, at, room, &next);
        if (at > 0 && end > at)
            mdr_put_blanks(page->b, hang);
        while (end > at && text.p[end - 1] == ' ')
            end--;
        mdr_put(page->b, mdr_span_cut(text, at, end));
        mdr_put_byte(page->b, '\n');
        at = next;
        start = hang;
    } while (at < text.n);
}
