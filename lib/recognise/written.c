/* SPDX-License-Identifier: BSD-2-Clause */
/* How a text may write a literal: see written.h. */
#include "recognise/written.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

/* ---- letter case beyond ASCII --------------------------------------------------------------------- */

/* U+00C0 to U+00FF, but for the multiplication sign. */
static uint8_t latin_1(uint8_t second)
{
    return second >= 0x80 && second <= 0x9e && second != 0x97 ? second + 0x20 : second;
}

/* U+0100 to U+017F are pairs, the capital first: an even number, in two stretches an odd one. */
static uint8_t latin_a(uint8_t first, uint8_t second)
{
    unsigned c = (unsigned)(first - 0xc0) << 6 | (second & 0x3f);
    bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);
    bool paired = c != 0x130 && c != 0x131 && c != 0x138 && c != 0x13f && c != 0x149 && c != 0x178 && c != 0x17f;
    return paired && (c & 1) == odd ? second + 1 : second;
}

/* Small letters from U+03C0 and U+0440 on have another first byte than their capitals. */
static bool moves_on(uint8_t first, uint8_t second)
{
    if (first == 0xce)
        return second >= 0xa0 && second <= 0xa9;
    return first == 0xd0 && ((second >= 0xa0 && second <= 0xaf) || (second >= 0x80 && second <= 0x8f));
}

static uint8_t greek_or_cyrillic(uint8_t first, uint8_t second)
{
    if (moves_on(first, second))
        return second < 0x90 ? second + 0x10 : second - 0x20;
    bool capital = second <= 0x9f && second >= (first == 0xce ? 0x91 : 0x90);
    return capital ? second + 0x20 : second;
}

uint8_t mdr_written_beyond(struct mdr_span s, size_t at)
{
    uint8_t c = (uint8_t)s.p[at], before = at > 0 ? (uint8_t)s.p[at - 1] : 0;
    if (c >= 0xc0) /* the first byte */
        return (c == 0xce || c == 0xd0) && at + 1 < s.n && moves_on(c, (uint8_t)s.p[at + 1]) ? c + 1 : c;
    switch (before) {
    case 0xc3:
        return latin_1(c);
    case 0xc4:
    case 0xc5:
        return latin_a(before, c);
    case 0xce:
    case 0xd0:
        return greek_or_cyrillic(before, c);
    default:
        return c;
    }
}

/* ---- white space ------------------------------------------------------------------------------- */

size_t mdr_written_space_before(struct mdr_span s, size_t at)
{
    if (at == 0)
        return 0;
    if (mdr_is_space(s.p[at - 1]))
        return 1;
    if (at >= 2 && memcmp(&s.p[at - 2], "\xc2\xa0", 2) == 0)
        return 2;
    return at >= 3 && memcmp(&s.p[at - 3], "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

/* Digits of one to three, at `at`: how many. */
static size_t digits_at(struct mdr_span s, size_t at)
{
    size_t n = 0;
    while (n < 3 && at + n < s.n && mdr_is_digit(s.p[at + n]))
        n++;
    return n;
}

size_t mdr_written_codes(struct mdr_span s, size_t at)
{
    if (at >= s.n || (s.p[at] != '4' && s.p[at] != '5') || digits_at(s, at) != 3)
        return 0;
    size_t end = at + 3, subject, detail;
    if (end == s.n || (s.p[end] != '-' && s.p[end] != ' '))
        return 0;
    size_t code = end + 1;
    if (digits_at(s, code) != 1 || code + 1 >= s.n || s.p[code + 1] != '.' || (subject = digits_at(s, code + 2)) == 0)
        return s.p[end] == '-' ? 4 : 3;
    size_t dot = code + 2 + subject;
    if (dot >= s.n || s.p[dot] != '.' || (detail = digits_at(s, dot + 1)) == 0)
        return s.p[end] == '-' ? 4 : 3;
    return dot + 1 + detail - at;
}

#define CODES_LONGEST 13 /* "550-5.123.123" */

/* The same, ending before `at` and with white space in front. */
static size_t codes_before(struct mdr_span s, size_t at)
{
    if (at == 0 || (!mdr_is_digit(s.p[at - 1]) && s.p[at - 1] != '-'))
        return 0;
    for (size_t n = 3; n <= CODES_LONGEST && n < at; n++)
        if (mdr_written_space_before(s, at - n) > 0 && mdr_written_codes(s, at - n) == n)
            return n;
    return 0;
}

static size_t spaces_at(struct mdr_span s, size_t at)
{
    size_t n = 0, more;
    while (n < MDR_WRITTEN_BLANKS && (more = mdr_space_at(s, at + n)) > 0)
        n += more;
    return n;
}

static size_t spaces_before(struct mdr_span s, size_t at)
{
    size_t n = 0, more;
    while (n < MDR_WRITTEN_BLANKS && (more = mdr_written_space_before(s, at - n)) > 0)
        n += more;
    return n;
}

/* White space, with the codes of a reply's next line in it or not. */
size_t mdr_written_blank(struct mdr_span s, size_t at)
{
    if (at + 1 < s.n && s.p[at] == ' ' && mdr_is_alpha(s.p[at + 1])) /* as most are */
        return 1;
    size_t n = spaces_at(s, at);
    size_t codes = n > 0 ? mdr_written_codes(s, at + n) : 0;
    if (codes > 0)
        n += codes + spaces_at(s, at + n + codes);
    return n;
}

size_t mdr_written_blank_before(struct mdr_span s, size_t at)
{
    if (at >= 2 && s.p[at - 1] == ' ' && mdr_is_alpha(s.p[at - 2]))
        return 1;
    size_t n = spaces_before(s, at);
    size_t codes = codes_before(s, at - n);
    if (codes > 0)
        n += codes + spaces_before(s, at - n - codes);
    return n;
}

/* ---- comparing --------------------------------------------------------------------------------- */

/* Bytes of the text at `at` that one byte of a literal stands for; 0: it does not fit. */
static size_t fits_at(struct mdr_span s, size_t at, char byte)
{
    if (byte == ' ')
        return mdr_written_blank(s, at);
    if (byte == '\'' && at + 2 < s.n && memcmp(&s.p[at], "\xe2\x80\x99", 3) == 0)
        return 3;
    return at < s.n && mdr_written_byte(s, at) == (uint8_t)byte ? 1 : 0;
}

/* The same, ending before `at`. */
static size_t fits_before(struct mdr_span s, size_t at, char byte)
{
    if (byte == ' ')
        return mdr_written_blank_before(s, at);
    if (byte == '\'' && at >= 3 && memcmp(&s.p[at - 3], "\xe2\x80\x99", 3) == 0)
        return 3;
    return at > 0 && mdr_written_byte(s, at - 1) == (uint8_t)byte ? 1 : 0;
}

/* Most bytes stand for themselves. Blanks do not, nor do those beyond ASCII, which may be half of a capital letter. */
static inline bool is_plain(char byte)
{
    return byte > ' ' && (uint8_t)byte < 0x80;
}

/* What follows the anchor. */
bool mdr_written_rest(const char *literal, size_t n, struct mdr_span s, size_t *end)
{
    size_t step;
    for (size_t i = 0; i < n; i++, *end += step) {
        step = 1;
        if ((*end >= s.n || mdr_lower(s.p[*end]) != literal[i] || !is_plain(literal[i])) &&
            (step = fits_at(s, *end, literal[i])) == 0)
            return false;
    }
    return true;
}

/* What stands before, n bytes of the literal. */
bool mdr_written_start(const char *literal, size_t n, struct mdr_span s, size_t *at)
{
    size_t step;
    for (; n > 0; n--, *at -= step) {
        step = 1;
        if ((*at == 0 || mdr_lower(s.p[*at - 1]) != literal[n - 1] || !is_plain(literal[n - 1])) &&
            (step = fits_before(s, *at, literal[n - 1])) == 0)
            return false;
    }
    return true;
}
