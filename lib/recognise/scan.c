/* SPDX-License-Identifier: BSD-2-Clause */
/* One pass for all literals: see scan.h. The hashes have to agree with tables/gen/scan.awk. */
#include "recognise/scan.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "recognise/written.h"

/* 21 bits, so that awk's numbers hold the products. */
#define FACTOR_SHORT 1540483u
#define FACTOR_LONG  1883561u

/* The high half of a hash leads to bitmap and bucket, the low half is compared with the literal's. */
static inline uint32_t hash_short(uint64_t window)
{
    return (uint32_t)window * FACTOR_SHORT;
}

static inline uint32_t hash_long(uint64_t window)
{
    return (uint32_t)(window >> 32) * FACTOR_LONG + hash_short(window);
}

/* Whether some literal has this hash, or one that leads to the same bit. */
static inline bool has_bit(const uint32_t *bitmap, uint32_t hash)
{
    return (bitmap[hash >> 21] >> (hash >> 16 & 31) & 1) != 0;
}

static inline struct mdr_scan_range range_of(const struct mdr_scan_index *index, uint32_t hash)
{
    const uint16_t *bucket = &index->bucket[hash >> 16 >> index->shift];
    return (struct mdr_scan_range){bucket[0], bucket[1], hash & 0xffff};
}

/* ---- the pass ---------------------------------------------------------------------------------- */

/*
 * Bytes as literals are written: lower case, white space a blank. 0 stands for bytes that may begin a
 * character that is written otherwise.
 */
#define SAME8(x)  x, x + 1, x + 2, x + 3, x + 4, x + 5, x + 6, x + 7
#define SAME32(x) SAME8(x), SAME8(x + 8), SAME8(x + 16), SAME8(x + 24)
static const uint8_t as_written[256] = {
    1,   1,   2,   3,          4,          5,          6,         7,          8,           ' ',         ' ',
    ' ', ' ', ' ', 14,         15,         SAME8(16),  SAME8(24), SAME32(32), '@',         'a',         'b',
    'c', 'd', 'e', 'f',        'g',        'h',        'i',       'j',        'k',         'l',         'm',
    'n', 'o', 'p', 'q',        'r',        's',        't',       'u',        'v',         'w',         'x',
    'y', 'z', '[', '\\',       ']',        '^',        '_',       SAME32(96), SAME32(128), SAME32(160), 192,
    193, 0,   195, SAME8(196), SAME8(204), SAME8(212), 220,       221,        222,         223,         224,
    225, 0,   0,   SAME8(228), SAME8(236), SAME8(244), 252,       253,        254,         255,
};

/* What a literal writes for the character at `at`, which is beyond ASCII, and how many bytes of the text that is. */
static uint8_t written_at(struct mdr_span s, size_t at, size_t *ret_n)
{
    if ((*ret_n = mdr_space_at(s, at)) > 0)
        return ' ';
    *ret_n = 3;
    if (at + 2 < s.n && memcmp(&s.p[at], "\xe2\x80\x99", 3) == 0)
        return '\'';
    *ret_n = 1;
    return (uint8_t)s.p[at];
}

/*
 * White space at `at`, of which the first n bytes are known to be: all of it that one blank stands
 * for, with the codes of a reply's next line.
 */
static size_t whole_blank(struct mdr_span s, size_t at, size_t n)
{
    bool more = at + n < s.n && s.p[at + n] <= '5'; /* blanks, digits, bytes beyond ASCII */
    return more ? mdr_written_blank(s, at) : n;
}

/* What a literal writes for n bytes of the text. */
struct written {
    size_t n;
    uint8_t byte;
};

/* For white space, a control, or what is written otherwise, at `at`. */
static struct written read_special(struct mdr_span s, size_t at, uint8_t byte)
{
    size_t n = 1;
    if (byte == 0)
        byte = written_at(s, at, &n);
    if (byte == ' ')
        n = whole_blank(s, at, n);
    return (struct written){n, byte};
}

/* To the next anchor that some literal has; sets the ranges of those to compare. */
static bool advance(struct mdr_scan *scan)
{
    const struct mdr_scan_index *for_long = &scan->table->for_long, *for_short = &scan->table->for_short;
    const uint32_t *long_bitmap = for_long->bitmap, *short_bitmap = for_short->bitmap;
    const struct mdr_span s = scan->text;
    uint64_t window = scan->window;
    for (size_t at = scan->at; at < s.n;) {
        uint8_t byte = as_written[(uint8_t)s.p[at]];
        if (byte <= ' ') {
            struct written written = read_special(s, at, byte);
            byte = written.byte;
            at += written.n;
            if (written.n > 1)
                scan->straight = at;
        } else {
            byte = byte < 0x80 ? byte : mdr_written_beyond(s, at);
            at++;
        }
        window = window << 8 | byte;
        uint32_t half = hash_short(window);
        if (!has_bit(short_bitmap, half))
            continue;
        uint32_t full = hash_long(window);
        scan->now = has_bit(long_bitmap, full) ? range_of(for_long, full) : (struct mdr_scan_range){0};
        scan->then = range_of(for_short, half);
        if (scan->now.entry == scan->now.last && scan->then.entry == scan->then.last)
            continue;
        scan->at = at;
        scan->window = window;
        return true;
    }
    scan->at = s.n;
    return false;
}

/* ---- comparing --------------------------------------------------------------------------------- */

/* Four bytes as they stand in a window, the last one lowest, whatever the machine's order. */
static inline uint32_t as_half_window(const char *p)
{
    return (uint32_t)(uint8_t)p[0] << 24 | (uint32_t)(uint8_t)p[1] << 16 | (uint32_t)(uint8_t)p[2] << 8 |
           (uint32_t)(uint8_t)p[3];
}

/* Whether the anchor is what the window holds, byte for byte: hashes may be equal by chance. */
static inline bool anchor_fits(const struct mdr_scan *scan, const char *end, size_t size)
{
    if ((uint32_t)scan->window != as_half_window(end - MDR_SCAN_SHORT))
        return false;
    return size == MDR_SCAN_SHORT || (uint32_t)(scan->window >> 32) == as_half_window(end - MDR_SCAN_LONG);
}

/*
 * The anchor ends where the pass stands. Where each byte of the window is one of the text, it needs
 * no further look; else it is compared with the rest, byte by byte.
 */
static bool text_fits(const struct mdr_scan *scan, const char *literal, size_t n, size_t anchor,
                      struct mdr_scan_hit *hit)
{
    size_t size = n < MDR_SCAN_LONG ? MDR_SCAN_SHORT : MDR_SCAN_LONG;
    if (!anchor_fits(scan, &literal[anchor], size) ||
        !mdr_written_rest(&literal[anchor], n - anchor, scan->text, &hit->end))
        return false;
    if (scan->at - scan->straight < size)
        return mdr_written_start(literal, anchor, scan->text, &hit->at);
    hit->at -= size;
    return anchor == size || mdr_written_start(literal, anchor - size, scan->text, &hit->at);
}

static bool borders_fit(unsigned flags, struct mdr_span s, const struct mdr_scan_hit *hit)
{
    return !(flags & MDR_SCAN_WORD_START && mdr_is_inside_word(s, hit->at)) &&
           !(flags & MDR_SCAN_WORD_END && mdr_is_inside_word(s, hit->end));
}

static bool literal_fits(struct mdr_scan *scan, const struct mdr_scan_literal *literal, struct mdr_scan_hit *hit)
{
    hit->key = literal->key;
    hit->at = hit->end = scan->at;
    scan->compared += literal->n;
    return text_fits(scan, &scan->table->pool[literal->text], literal->n, literal->anchor, hit) &&
           borders_fit(literal->flags, scan->text, hit);
}

bool mdr_scan_next(struct mdr_scan *scan, struct mdr_scan_hit *ret)
{
    for (;;) {
        while (scan->now.entry < scan->now.last) {
            const struct mdr_scan_literal *literal = &scan->table->literal[scan->now.entry++];
            if (literal->hash == scan->now.hash && literal_fits(scan, literal, ret))
                return true;
        }
        if (scan->then.entry < scan->then.last) {
            scan->now = scan->then;
            scan->then.last = 0;
        } else if (!advance(scan)) {
            return false;
        }
    }
}
