/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ISO-2022-JP (RFC 1468; half-width kana by ESC ( I and JIS X 0212 by ESC $ ( D as they are sent)
 * and EUC-JP. Pairs of JIS X 0208 are brought to Shift_JIS by arithmetic and read as CP932: that one
 * has the characters of NEC and IBM (circled numbers, the ladder "taka") which other tables lack.
 */
#include "grammar/charset_inside.h"
#include "bytes/ascii.h"
#include "grammar/name.h"

#define PENDING 12 /* bytes that are collected before they are converted */

struct japanese {
    struct mdr_conversion *c;
    int32_t number; /* CP932, or JIS_X_0212 in EUC form */
    char bytes[PENDING + 3];
    size_t n;
    size_t at; /* of the first in the text */
};

static void flush(struct japanese *j)
{
    if (j->n > 0)
        mdr_conversion_iconv(j->c, j->number, mdr_span_make(j->bytes, j->n), j->at);
    j->n = 0;
}

static void pending(struct japanese *j, int32_t number, const unsigned char *bytes, size_t n, size_t at)
{
    if (j->n >= PENDING || j->number != number)
        flush(j);
    if (j->n == 0)
        j->at = at;
    j->number = number;
    for (size_t i = 0; i < n; i++)
        j->bytes[j->n++] = (char)bytes[i];
}

static void replace(struct japanese *j, size_t at)
{
    flush(j);
    mdr_conversion_replace(j->c, at);
}

/* A pair of JIS X 0208 (both 0x21 to 0x7E). */
static void add_0208(struct japanese *j, unsigned row, unsigned cell, size_t at)
{
    unsigned lead = (row + 1) / 2 + (row < 0x5F ? 0x70 : 0xB0);
    unsigned trail = row % 2 ? cell + (cell < 0x60 ? 0x1F : 0x20) : cell + 0x7E;
    const unsigned char pair[2] = {(unsigned char)lead, (unsigned char)trail};
    pending(j, MDR_CHARSET_CP932, pair, 2, at);
}

static void add_0212(struct japanese *j, unsigned row, unsigned cell, size_t at)
{
    const unsigned char triple[3] = {0x8F, (unsigned char)(row | 0x80), (unsigned char)(cell | 0x80)};
    pending(j, MDR_CHARSET_JIS_X_0212, triple, 3, at);
}

static void add_kana(struct japanese *j, unsigned c, size_t at)
{
    const unsigned char kana = (unsigned char)(c | 0x80);
    pending(j, MDR_CHARSET_CP932, &kana, 1, at);
}

enum mode { MODE_ASCII, MODE_KANA, MODE_0208, MODE_0212 };

struct designation {
    char bytes[5];
    enum mode mode;
};

/* Returns the length of the escape sequence at `at`, 0 when it is none of ours. */
static size_t read_escape(struct mdr_span s, size_t at, enum mode *mode)
{
    static const struct designation known[] = {
        {"$B", MODE_0208},  {"$@", MODE_0208},  {"(B", MODE_ASCII}, {"(J", MODE_ASCII}, {"(I", MODE_KANA},
        {"$(D", MODE_0212}, {"$(B", MODE_0208}, {"$(@", MODE_0208}, {"(H", MODE_ASCII}, {"&@", MODE_ASCII},
    };
    struct mdr_span rest = mdr_span_from(s, at + 1);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct mdr_span bytes = mdr_name(known[i].bytes);
        if (!mdr_starts_with(rest, bytes))
            continue;
        if (known[i].bytes[0] != '&') /* ESC & @ announces a revision, it changes nothing */
            *mode = known[i].mode;
        return bytes.n + 1;
    }
    return 0;
}

static bool is_94(unsigned c)
{
    return c >= 0x21 && c <= 0x7E;
}

/* One character in a mode other than ASCII; returns its length. */
static size_t add_character(struct japanese *j, struct mdr_span s, size_t at, enum mode mode)
{
    unsigned first = (unsigned char)s.p[at], second = at + 1 < s.n ? (unsigned char)s.p[at + 1] : 0;
    if (mode == MODE_KANA && first >= 0x21 && first <= 0x5F) {
        add_kana(j, first, at);
        return 1;
    }
    if (mode != MODE_KANA && is_94(first) && is_94(second)) {
        if (mode == MODE_0208)
            add_0208(j, first, second, at);
        else
            add_0212(j, first, second, at);
        return 2;
    }
    if (first > ' ' && first != 0x7F) {
        replace(j, at);
    } else {
        flush(j);
        mdr_conversion_copy(j->c, at, at + 1);
    }
    return 1;
}

void mdr_conversion_iso_2022_jp(struct mdr_conversion *c, size_t from, size_t to)
{
    struct japanese j = {.c = c};
    struct mdr_span s = mdr_span_cut(c->text->s, 0, to);
    enum mode mode = MODE_ASCII;
    for (size_t at = from, n; at < to; at += n) {
        n = s.p[at] == '\x1b' ? read_escape(s, at, &mode) : 0;
        if (n > 0)
            continue;
        if (mode != MODE_ASCII && s.p[at] != '\x1b') {
            n = add_character(&j, s, at, mode);
            continue;
        }
        flush(&j);
        size_t escape = mdr_find_byte(s, '\x1b', at + 1);
        n = (escape == MDR_NOT_FOUND ? to : escape) - at;
        mdr_conversion_copy(c, at, at + n);
    }
    flush(&j);
}

static bool is_high(unsigned c)
{
    return c >= 0xA1 && c <= 0xFE;
}

void mdr_conversion_euc_jp(struct mdr_conversion *c, size_t from, size_t to)
{
    struct japanese j = {.c = c};
    struct mdr_span s = mdr_span_cut(c->text->s, 0, to);
    for (size_t at = from, n; at < to; at += n) {
        unsigned first = (unsigned char)s.p[at], second = at + 1 < to ? (unsigned char)s.p[at + 1] : 0;
        unsigned third = at + 2 < to ? (unsigned char)s.p[at + 2] : 0;
        n = 1;
        if (first < 0x80) {
            flush(&j);
            while (at + n < to && (unsigned char)s.p[at + n] < 0x80)
                n++;
            mdr_conversion_copy(c, at, at + n);
        } else if (is_high(first) && is_high(second)) {
            add_0208(&j, first & 0x7F, second & 0x7F, at);
            n = 2;
        } else if (first == 0x8E && second >= 0xA1 && second <= 0xDF) {
            add_kana(&j, second, at);
            n = 2;
        } else if (first == 0x8F && is_high(second) && is_high(third)) {
            add_0212(&j, second & 0x7F, third & 0x7F, at);
            n = 3;
        } else {
            replace(&j, at);
        }
    }
    flush(&j);
}
