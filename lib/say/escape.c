/* SPDX-License-Identifier: BSD-2-Clause */
/* Text out of a mail, made harmless: see escape.h. */
#include "say/escape.h"
#include "bytes/ascii.h"
#include "say/put.h"
#include "say/width.h"

#define ESCAPE_LINE  60 /* columns of a line, of which a line end takes what is left */
#define WORD_DROPPED 40 /* columns of a word that is left out where it does not fit */

/* Ranges that are shown by number, ascending; U+FFFD is what stands for broken bytes, and may be seen. */
static const struct {
    uint32_t first, last;
} hidden[] = {
    {0x0000, 0x001F},   /* C0 */
    {0x007F, 0x009F},   /* DEL, C1 */
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x034F, 0x034F},   /* combining grapheme joiner */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x17B4, 0x17B5},   /* Khmer vowels that nobody sees */
    {0x180B, 0x180F},   /* Mongolian separators */
    {0x200B, 0x200F},   /* zero width, direction marks */
    {0x2028, 0x202E},   /* line and paragraph separators, direction embedding */
    {0x2060, 0x206F},   /* word joiner, isolates, deprecated format characters */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFA0, 0xFFA0},   /* half-width Hangul filler */
    {0xFFF0, 0xFFFB},   /* specials */
    {0x1D173, 0x1D17A}, /* musical format characters */
    {0xE0000, 0xE0FFF}, /* tags, variation selectors */
};

bool mdr_escape_plain(uint32_t character)
{
    if (character >= 0x20 && character < 0x7F)
        return true;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden && character >= hidden[i].first; i++)
        if (character <= hidden[i].last)
            return false;
    return true;
}

static void add_number(struct mdr_builder *b, uint32_t character)
{
    static const char digits[] = "0123456789abcdef";
    mdr_put(b, MDR_SPAN("\\u{"));
    unsigned shift = 4;
    while (shift < 20 && character >> shift >= 16)
        shift += 4;
    if (character < 16)
        shift = 0;
    for (;; shift -= 4) {
        mdr_put_byte(b, digits[character >> shift & 15]);
        if (shift == 0)
            break;
    }
    mdr_put_byte(b, '}');
}

/* Marks without width and line ends count, so that length and height are bounded. */
static size_t columns_of(uint32_t character, size_t before)
{
    if (character == '\n')
        return ESCAPE_LINE - before % ESCAPE_LINE;
    unsigned columns = mdr_width_char(character);
    return columns ? columns : 1;
}

#define NOTHING 0xFFFFFFFFu /* no character */

/* How far a text has come. */
struct pace {
    size_t columns;
    bool blank; /* ends in one */
};

/* The next character as it is shown; NOTHING: it is left out. */
static uint32_t shown(struct pace *pace, struct mdr_span s, size_t at, bool lines, size_t *ret_n)
{
    uint32_t c = mdr_char_at(s, at, ret_n);
    if (c == '\r' && at + 1 < s.n && s.p[at + 1] == '\n')
        return NOTHING;
    if (c == '\t' || (!lines && c == '\n'))
        c = ' ';
    if (c == ' ' && pace->blank && !lines)
        return NOTHING;
    pace->blank = c == ' ';
    pace->columns += columns_of(c, pace->columns);
    return c;
}

/* Where a text that is too long is cut: in front of a word that would lose its end, but for a very long one. */
static size_t shown_end(struct mdr_span s, bool lines, size_t max_columns)
{
    struct pace pace = {0, false};
    size_t word = 0, word_columns = 0;
    for (size_t at = 0, n = 0; at < s.n; at += n) {
        if (pace.columns >= max_columns) {
            bool inside = !mdr_is_space(s.p[at]) && word > 0 && pace.columns - word_columns <= WORD_DROPPED;
            return inside ? word : at;
        }
        uint32_t c = shown(&pace, s, at, lines, &n);
        if (c == ' ' || c == '\n') {
            word = at + n;
            word_columns = pace.columns;
        }
    }
    return s.n;
}

void mdr_escape_add(struct mdr_builder *b, struct mdr_span s, bool lines, size_t max_columns)
{
    struct pace pace = {0, false};
    size_t end = max_columns ? shown_end(s, lines, max_columns) : s.n;
    for (size_t at = 0, n = 0; at < end; at += n) {
        uint32_t c = shown(&pace, s, at, lines, &n);
        if (c == NOTHING)
            continue;
        if (c == ' ' || (lines && c == '\n'))
            mdr_put_byte(b, (char)c);
        else if (mdr_escape_plain(c))
            mdr_put(b, mdr_span_cut(s, at, at + n));
        else
            add_number(b, c);
    }
    if (end < s.n)
        mdr_put(b, pace.blank || (end > 0 && s.p[end - 1] == '\n') ? MDR_SPAN("[...]") : MDR_SPAN(" [...]"));
}

struct mdr_span mdr_escape(struct mdr_arena *arena, struct mdr_span s, bool lines, size_t max_columns)
{
    if (!s.p)
        return MDR_SPAN_NONE;
    struct mdr_builder b;
    mdr_builder_init(&b, arena);
    mdr_escape_add(&b, s, lines, max_columns);
    return mdr_builder_finish(&b).s;
}
