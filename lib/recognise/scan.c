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

/* Bytes of the text at `at` that one byte of a loose literal stands for; 0: it does not fit. */
static size_t loose_at(struct mdr_span s, size_t at, char byte)
{
    size_t n = 0, more;
    if (byte == ' ') {
        while (n < MDR_SCAN_BLANKS && (more = space_at(s, at + n)) > 0)
            n += more;
        return n;
    }
    if (byte == '\'' && at + 2 < s.n && memcmp(&s.p[at], "\xe2\x80\x99", 3) == 0)
        return 3;
    return at < s.n && mdr_lower(s.p[at]) == byte ? 1 : 0;
}

/* The same, ending before `at`. */
static size_t loose_before(struct mdr_span s, size_t at, char byte)
{
    size_t n = 0, more;
    if (byte == ' ') {
        while (n < MDR_SCAN_BLANKS && (more = space_before(s, at - n)) > 0)
            n += more;
        return n;
    }
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
