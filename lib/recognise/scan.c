/* SPDX-License-Identifier: BSD-2-Clause */
/* One pass for all literals: see scan.h. The hash has to agree with tables/gen/scan.awk. */
#include "recognise/scan.h"
#include "bytes/ascii.h"

#define HASH_FACTOR 1540483u /* 21 bits, so that awk's numbers hold the product */
#define FOLD_BITS   0x20202020u

static inline unsigned anchor_hash(const char *p)
{
    uint32_t word = (uint32_t)(uint8_t)p[0] | (uint32_t)(uint8_t)p[1] << 8 |
                    (uint32_t)(uint8_t)p[2] << 16 | (uint32_t)(uint8_t)p[3] << 24;
    return (word | FOLD_BITS) * HASH_FACTOR >> 16;
}

/* To the next anchor that some literal has; sets the range of those to compare. */
static bool advance(struct mdr_scan *scan)
{
    const uint8_t *bitmap = scan->table->bitmap;
    const char *p = scan->text.p;
    size_t n = scan->text.n;
    for (size_t at = scan->at; at + MDR_SCAN_ANCHOR <= n; at++) {
        unsigned hash = anchor_hash(&p[at]);
        if ((bitmap[hash >> 3] >> (hash & 7) & 1) == 0)
            continue;
        const uint16_t *bucket = &scan->table->bucket[hash >> scan->table->shift];
        scan->entry = bucket[0];
        scan->last = bucket[1];
        scan->at = at + 1;
        return true;
    }
    scan->at = n;
    return false;
}

/* Bytes of white space at `at`: ASCII, NO-BREAK SPACE (C2 A0), IDEOGRAPHIC SPACE (E3 80 80). */
static size_t space_at(struct mdr_span s, size_t at)
{
    if (at >= s.n)
        return 0;
    if (mdr_is_space(s.p[at]))
        return 1;
    if (at + 1 < s.n && memcmp(&s.p[at], "\xc2\xa0", 2) == 0)
        return 2;
    return at + 2 < s.n && memcmp(&s.p[at], "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

/* The same, ending before `at`. */
static size_t space_before(struct mdr_span s, size_t at)
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

/*
 * The codes with which the next line of a reply begins, "550-5.1.1" or "550 5.1.1", RFC 5321 4.2.1 and
 * RFC 2034 4: 0 when there are none.
 */
static size_t codes_at(struct mdr_span s, size_t at)
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
        if (space_before(s, at - n) > 0 && codes_at(s, at - n) == n)
            return n;
    return 0;
}

static size_t spaces_at(struct mdr_span s, size_t at)
{
    size_t n = 0, more;
    while (n < MDR_SCAN_BLANKS && (more = space_at(s, at + n)) > 0)
        n += more;
    return n;
}

static size_t spaces_before(struct mdr_span s, size_t at)
{
    size_t n = 0, more;
    while (n < MDR_SCAN_BLANKS && (more = space_before(s, at - n)) > 0)
        n += more;
    return n;
}

/* White space, with the codes of a reply's next line in it or not. */
static size_t blank_at(struct mdr_span s, size_t at)
{
    size_t n = spaces_at(s, at);
    size_t codes = n > 0 ? codes_at(s, at + n) : 0;
    if (codes > 0)
        n += codes + spaces_at(s, at + n + codes);
    return n;
}

static size_t blank_before(struct mdr_span s, size_t at)
{
    size_t n = spaces_before(s, at);
    size_t codes = n > 0 || (at > 0 && s.p[at - 1] == '-') ? codes_before(s, at - n) : 0;
    if (codes > 0)
        n += codes + spaces_before(s, at - n - codes);
    return n;
}

/* Bytes of the text at `at` that one byte of a loose literal stands for; 0: it does not fit. */
static size_t loose_at(struct mdr_span s, size_t at, char byte)
{
    if (byte == ' ')
        return blank_at(s, at);
    if (byte == '\'' && at + 2 < s.n && memcmp(&s.p[at], "\xe2\x80\x99", 3) == 0)
        return 3;
    return at < s.n && mdr_lower(s.p[at]) == byte ? 1 : 0;
}

/* The same, ending before `at`. */
static size_t loose_before(struct mdr_span s, size_t at, char byte)
{
    if (byte == ' ')
        return blank_before(s, at);
    if (byte == '\'' && at >= 3 && memcmp(&s.p[at - 3], "\xe2\x80\x99", 3) == 0)
        return 3;
    return at > 0 && mdr_lower(s.p[at - 1]) == byte ? 1 : 0;
}

/* From the anchor to both ends, byte by byte of the literal. */
static bool fits_loose(const char *literal, size_t n, size_t anchor, struct mdr_span s, struct mdr_scan_hit *hit)
{
    size_t step;
    for (size_t i = anchor; i < n; i++, hit->end += step)
        if ((step = loose_at(s, hit->end, literal[i])) == 0)
            return false;
    for (size_t i = anchor; i > 0; i--, hit->at -= step)
        if ((step = loose_before(s, hit->at, literal[i - 1])) == 0)
            return false;
    return true;
}

static bool fits_plain(const char *literal, size_t n, size_t anchor, struct mdr_span s, struct mdr_scan_hit *hit)
{
    if (hit->at < anchor || s.n - hit->at < n - anchor)
        return false;
    hit->at -= anchor;
    hit->end = hit->at + n;
    for (size_t i = 0; i < n; i++)
        if (mdr_lower(s.p[hit->at + i]) != literal[i])
            return false;
    return true;
}

static bool borders_fit(unsigned flags, struct mdr_span s, const struct mdr_scan_hit *hit)
{
    if (flags & MDR_SCAN_WORD_START && hit->at > 0 && mdr_is_alnum(s.p[hit->at]) && mdr_is_alnum(s.p[hit->at - 1]))
        return false;
    return !(flags & MDR_SCAN_WORD_END && hit->end < s.n && mdr_is_alnum(s.p[hit->end - 1]) &&
             mdr_is_alnum(s.p[hit->end]));
}

static bool literal_fits(struct mdr_scan *scan, const struct mdr_scan_literal *literal, struct mdr_scan_hit *hit)
{
    const char *text = &scan->table->pool[literal->text];
    hit->key = literal->key;
    hit->at = hit->end = scan->at - 1;
    bool fits = literal->flags & MDR_SCAN_LOOSE ? fits_loose(text, literal->n, literal->anchor, scan->text, hit)
                                                : fits_plain(text, literal->n, literal->anchor, scan->text, hit);
    scan->compared += hit->end - hit->at + 1;
    return fits && borders_fit(literal->flags, scan->text, hit);
}

bool mdr_scan_next(struct mdr_scan *scan, struct mdr_scan_hit *ret)
{
    for (;;) {
        while (scan->entry < scan->last) {
            const struct mdr_scan_literal *literal = &scan->table->literal[scan->entry++];
            struct mdr_scan_hit hit;
            if (literal->hash == anchor_hash(&scan->text.p[scan->at - 1]) && literal_fits(scan, literal, &hit)) {
                *ret = hit;
                return true;
            }
        }
        if (!advance(scan))
            return false;
    }
}
