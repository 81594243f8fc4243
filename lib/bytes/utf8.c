/* SPDX-License-Identifier: BSD-2-Clause */
/* UTF-8: see utf8.h. */
#include "bytes/utf8.h"
#include "bytes/ascii.h"

/* The second byte's range decides over overlong forms, surrogates and the end of Unicode. */
static bool second_fits(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

size_t mdr_utf8_sequence(struct mdr_span s)
{
    if (s.n == 0)
        return 0;
    unsigned char first = (unsigned char)s.p[0];
    if (first < 0x80)
        return 1;
    size_t n = first >= 0xC2 && first <= 0xDF   ? 2
               : first >= 0xE0 && first <= 0xEF ? 3
               : first >= 0xF0 && first <= 0xF4 ? 4
                                                : 0;
    if (n == 0 || n > s.n || !second_fits(first, (unsigned char)s.p[1]))
        return 0;
    for (size_t i = 2; i < n; i++)
        if (((unsigned char)s.p[i] & 0xC0) != 0x80)
            return 0;
    return n;
}

uint32_t mdr_utf8_char(struct mdr_span s, size_t *ret_n)
{
    static const unsigned char mask[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    size_t n = mdr_utf8_sequence(s);
    if (n == 0)
        n = s.n > 0 ? 1 : 0;
    uint32_t character = n > 0 ? (unsigned char)s.p[0] & mask[n] : 0;
    for (size_t i = 1; i < n; i++)
        character = character << 6 | ((unsigned char)s.p[i] & 0x3Fu);
    *ret_n = n;
    return character;
}

struct mdr_span mdr_utf8_head(struct mdr_span s, size_t n)
{
    while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return mdr_span_cut(s, 0, n);
}

size_t mdr_utf8_write(char *buffer, uint32_t character)
{
    if (character < 0x80) {
        buffer[0] = (char)character;
        return 1;
    }
    size_t n = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--) {
        buffer[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    buffer[0] = (char)(lead[n] | character);
    return n;
}

#define EIGHT 8

static inline uint64_t eight_at(const char *p)
{
    uint64_t eight;
    memcpy(&eight, p, EIGHT);
    return eight;
}

#define HIGH UINT64_C(0x8080808080808080)

size_t mdr_ascii_run(struct mdr_span s, size_t at)
{
    size_t from = at;
    for (; s.n - at >= 4 * EIGHT; at += 4 * EIGHT) {
        const char *p = s.p + at;
        if ((eight_at(p) | eight_at(p + EIGHT) | eight_at(p + 2 * EIGHT) | eight_at(p + 3 * EIGHT)) & HIGH)
            break;
    }
    for (; s.n - at >= EIGHT; at += EIGHT)
        if (eight_at(s.p + at) & HIGH)
            break;
    while (at < s.n && (unsigned char)s.p[at] < 0x80)
        at++;
    return at - from;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Whether eight bytes are ASCII, and none is below `low`, 0x20 at most. */
static inline bool eight_from(uint64_t eight, unsigned low)
{
    return ((eight | (eight - EACH(low))) & HIGH) == 0;
}

/* Whether eight bytes are ASCII, and none is NUL. */
static bool eight_plain(const char *p)
{
    return eight_from(eight_at(p), 1);
}

static bool eight_printable(const char *p)
{
    uint64_t eight = eight_at(p);
    return eight_from(eight, ' ') && eight_from(eight ^ EACH(0x7F), 1); /* and no DEL */
}

size_t mdr_printable_run(struct mdr_span s, size_t at)
{
    size_t from = at;
    while (s.n - at >= EIGHT && eight_printable(s.p + at))
        at += EIGHT;
    while (at < s.n && s.p[at] >= ' ' && s.p[at] < 0x7F)
        at++;
    return at - from;
}

bool mdr_utf8_clean(struct mdr_span s)
{
    for (size_t i = 0; i < s.n;) {
        if (s.n - i >= EIGHT && eight_plain(s.p + i)) {
            i += EIGHT;
            continue;
        }
        /* The rest with what stands before it, which was looked at. */
        if (s.n - i < EIGHT && s.n >= EIGHT && eight_plain(s.p + s.n - EIGHT))
            return true;
        size_t n = 1;
        if ((unsigned char)s.p[i] >= 0x80 || s.p[i] == '\0')
            n = s.p[i] == '\0' ? 0 : mdr_utf8_sequence(mdr_span_from(s, i));
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}

size_t mdr_utf8_mark(struct mdr_span s)
{
    return mdr_starts_with(s, MDR_SPAN("\xef\xbb\xbf")) ? 3 : 0;
}

size_t mdr_space_beyond(struct mdr_span s, size_t at)
{
    if (at + 1 < s.n && memcmp(&s.p[at], "\xc2\xa0", 2) == 0)
        return 2;
    return at + 2 < s.n && memcmp(&s.p[at], "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

/* ---- scripts without blanks ----------------------------------------------------------------- */

/* Letters of Han, kana (half-width ones, too) and full-width Latin; not Hangul, which has blanks between its words. */
static bool is_letter_of_run(uint32_t c)
{
    return (c >= 0x3005 && c <= 0x3007) || /* marks that repeat, and zero */
           (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x31F0 && c <= 0x31FF) || /* kana, no middle dot */
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||                /* Han */
           (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || /* full-width digits and letters */
           (c >= 0xFF41 && c <= 0xFF5A) || (c >= 0xFF66 && c <= 0xFF9F) || /* half-width kana */
           (c >= 0x20000 && c <= 0x3FFFF);                                 /* Han of the further planes */
}

static bool letter_at(struct mdr_span s, size_t at)
{
    struct mdr_span rest = mdr_span_from(s, at);
    size_t n = rest.n > 0 ? mdr_utf8_sequence(rest) : 0;
    return n > 1 && is_letter_of_run(mdr_utf8_char(rest, &n));
}

/* The same of the one that ends before `at`. */
static bool letter_before(struct mdr_span s, size_t at)
{
    size_t n = 1;
    while (n < 4 && n < at && ((unsigned char)s.p[at - n] & 0xC0) == 0x80)
        n++;
    return at >= n && letter_at(mdr_span_cut(s, 0, at), at - n);
}

/* Whether one text ends with the first bytes of a character, and the other begins with the rest of them. */
static bool parts_character(struct mdr_span before, struct mdr_span after)
{
    char whole[4];
    size_t head = 1;
    while (head < 4 && head <= before.n && ((unsigned char)before.p[before.n - head] & 0xC0) == 0x80)
        head++;
    if (head > 3 || head > before.n || (unsigned char)before.p[before.n - head] < 0xC0)
        return false;
    size_t n = head;
    memcpy(whole, &before.p[before.n - head], head);
    for (size_t at = 0; n < 4 && at < after.n && ((unsigned char)after.p[at] & 0xC0) == 0x80; at++)
        whole[n++] = after.p[at];
    return mdr_utf8_sequence(mdr_span_make(whole, n)) > head;
}

bool mdr_utf8_runs_on(struct mdr_span before, struct mdr_span after)
{
    return before.n > 0 && after.n > 0 && ((unsigned char)after.p[0] & 0x80) != 0 &&
           ((letter_before(before, before.n) && letter_at(after, 0)) || parts_character(before, after));
}
