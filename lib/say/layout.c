/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines and their breaks: see layout.h. */
#include "say/layout.h"
#include "say/put.h"
#include "say/width.h"

#define LAYOUT_LEAST 12 /* columns of text beside a lead; where there is no room for them it stands below the lead */
#define BELOW        2  /* columns by which it is indented there */
#define NOTE_OPEN    0xFF3B
#define NOTE_CLOSE   0xFF3D
#define NOTE_MOST    14 /* columns of a note in full-width brackets that stays whole: the confidence of a verdict */

/* no_start, no_end: characters that may not begin or end a line; ascending. */
#include "say/line_breaks.inc"

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
    size_t note = 0;                    /* the column up to which a note that has begun is kept whole */
    uint32_t before = ' ';
    for (size_t at = from; at < s.n; at += n) {
        uint32_t c = mdr_char_at(s, at, &n);
        if (c == '\n') {
            *ret_next = at + 1;
            return at;
        }
        if (before == NOTE_CLOSE)
            note = 0;
        if (at > from && before != ' ' && used >= note && (c == ' ' || may_part(before, c)))
            end = at;
        if (c == NOTE_OPEN)
            note = used + NOTE_MOST;
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
    if (text.n > 0 && page->columns < hang + LAYOUT_LEAST) {
        if (lead.n > 0) {
            mdr_put(page->b, lead);
            mdr_put_byte(page->b, '\n');
        }
        lead = MDR_SPAN_NONE;
        hang = BELOW;
    }
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
