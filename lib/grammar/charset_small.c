/* SPDX-License-Identifier: BSD-2-Clause */
/* The charsets that need no table from outside: windows-1252 (and iso-8859-1) and UTF-7 (RFC 2152). */
#include "grammar/charset_inside.h"
#include "grammar/transfer.h"

#define REPLACEMENT 0xFFFDu

/* 0x80 to 0x9F, where iso-8859-1 has controls that no mail means; 0: not assigned. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

void mdr_conversion_windows_1252(struct mdr_conversion *c, size_t from, size_t to)
{
    struct mdr_span s = c->text->s;
    size_t plain = from;
    for (size_t at = from; at < to; at++) {
        unsigned byte = (unsigned char)s.p[at];
        if (byte < 0x80)
            continue;
        mdr_conversion_copy(c, plain, at);
        plain = at + 1;
        uint32_t character = byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
        if (character == 0)
            mdr_conversion_replace(c, at);
        else
            mdr_conversion_char(c, character, at);
    }
    mdr_conversion_copy(c, plain, to);
}

/* The UTF-16 units of one shifted run, put together. */
struct units {
    uint32_t bits;
    unsigned have; /* bits that are not used yet */
    uint32_t high; /* a surrogate that waits for its second */
};

static void add_unit(struct mdr_conversion *c, struct units *units, uint32_t unit, size_t at)
{
    bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (units->high > 0 && low) {
        mdr_conversion_char(c, 0x10000 + ((units->high - 0xD800) << 10) + (unit - 0xDC00), at);
        units->high = 0;
        return;
    }
    if (units->high > 0 || low)
        mdr_conversion_replace(c, at);
    units->high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
    if (units->high == 0 && !low)
        mdr_conversion_char(c, unit, at);
}

/* The base64 run that begins at `at` (behind its "+"); returns where it ends. */
static size_t read_shifted(struct mdr_conversion *c, size_t at, size_t to)
{
    struct units units = {0, 0, 0};
    struct mdr_span s = c->text->s;
    for (int value; at < to && (value = mdr_base64_value(s.p[at])) >= 0; at++) {
        units.bits = (units.bits & 0xFFFF) << 6 | (uint32_t)value;
        units.have += 6;
        if (units.have < 16)
            continue;
        units.have -= 16;
        add_unit(c, &units, units.bits >> units.have & 0xFFFF, at);
    }
    if (units.high > 0)
        mdr_conversion_replace(c, at - 1);
    return at < to && s.p[at] == '-' ? at + 1 : at;
}

/* Whether the run is long enough for a character; "1+2" is none. */
static bool is_shifted(struct mdr_span s, size_t at, size_t to)
{
    return to - at >= 3 && at < to && mdr_base64_value(s.p[at]) >= 0 && mdr_base64_value(s.p[at + 1]) >= 0 &&
           mdr_base64_value(s.p[at + 2]) >= 0;
}

void mdr_conversion_utf7(struct mdr_conversion *c, size_t from, size_t to)
{
    struct mdr_span s = c->text->s;
    size_t plain = from, at = from;
    while (at < to) {
        if (s.p[at] != '+') {
            at++;
            continue;
        }
        bool shifted = is_shifted(s, at + 1, to);
        bool plus = at + 1 < to && s.p[at + 1] == '-';
        mdr_conversion_copy(c, plain, shifted ? at : at + 1);
        at = shifted ? read_shifted(c, at + 1, to) : at + 1 + plus;
        plain = at;
    }
    mdr_conversion_copy(c, plain, to);
}
