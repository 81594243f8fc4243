/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing JSON: see json_writer.h. */
#include "say/json_writer.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

static void put(struct mdr_json *j, struct mdr_span s)
{
    mdr_builder_add(j->b, s, j->b->n);
}

static void separate(struct mdr_json *j)
{
    if (j->comma)
        put(j, MDR_SPAN(","));
    j->comma = true;
}

void mdr_json_begin(struct mdr_json *j, char bracket)
{
    separate(j);
    put(j, mdr_span_make(&bracket, 1));
    j->comma = false;
}

void mdr_json_end(struct mdr_json *j, char bracket)
{
    put(j, mdr_span_make(&bracket, 1));
    j->comma = true;
}

static struct mdr_span unicode_escape(uint32_t character, char buffer[6])
{
    static const char hex[] = "0123456789abcdef";
    memcpy(buffer, "\\u", 2);
    for (size_t i = 0; i < 4; i++)
        buffer[5 - i] = hex[character >> (4 * i) & 15];
    return mdr_span_make(buffer, 6);
}

/*
 * Characters that must not stand in a JSON string, and those that would act on a terminal: C1
 * controls and marks of writing direction. *ret_n gets how many bytes it takes.
 */
static struct mdr_span escape(struct mdr_span s, char buffer[6], size_t *ret_n)
{
    unsigned char c = (unsigned char)s.p[0];
    *ret_n = 1;
    switch (c) {
    case '"':
        return MDR_SPAN("\\\"");
    case '\\':
        return MDR_SPAN("\\\\");
    case '\n':
        return MDR_SPAN("\\n");
    case '\r':
        return MDR_SPAN("\\r");
    case '\t':
        return MDR_SPAN("\\t");
    default:
        break;
    }
    if (c < 0x20 || c == 0x7F)
        return unicode_escape(c, buffer);
    if (c < 0x80)
        return MDR_SPAN_NONE;
    if (mdr_utf8_sequence(s) == 0)
        return MDR_SPAN("\\ufffd");
    uint32_t character = mdr_utf8_char(s, ret_n);
    bool acts = character < 0xA0 || (character >= 0x200E && character <= 0x200F) ||
                (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    return acts ? unicode_escape(character, buffer) : MDR_SPAN_NONE;
}

/* Nearly all bytes of a report: they stand for themselves. */
static inline bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

static void put_string(struct mdr_json *j, struct mdr_span s)
{
    char buffer[6];
    size_t from = 0, n = 1;
    put(j, MDR_SPAN("\""));
    for (size_t i = 0; i < s.n; i += n) {
        n = 1;
        if (is_plain(s.p[i]))
            continue;
        struct mdr_span e = escape(mdr_span_from(s, i), buffer, &n);
        if (!e.p)
            continue;
        put(j, mdr_span_cut(s, from, i));
        put(j, e);
        from = i + n;
    }
    put(j, mdr_span_from(s, from));
    put(j, MDR_SPAN("\""));
}

void mdr_json_key(struct mdr_json *j, struct mdr_span key)
{
    put(j, j->comma ? MDR_SPAN(",\"") : MDR_SPAN("\""));
    put(j, key);
    put(j, MDR_SPAN("\":"));
    j->comma = false;
}

void mdr_json_text(struct mdr_json *j, struct mdr_span s)
{
    separate(j);
    put_string(j, s);
}

void mdr_json_number(struct mdr_json *j, int64_t value)
{
    char digits[21];
    size_t sign = value < 0 ? 1 : 0;
    digits[0] = '-';
    uint64_t size = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    size_t n = sign + mdr_write_number(digits + sign, size);
    separate(j);
    put(j, mdr_span_make(digits, n));
}

void mdr_json_literal(struct mdr_json *j, struct mdr_span literal)
{
    separate(j);
    put(j, literal);
}

void mdr_json_known_text(struct mdr_json *j, struct mdr_span s)
{
    if (s.p)
        mdr_json_text(j, s);
    else
        mdr_json_literal(j, MDR_SPAN("null"));
}

void mdr_json_known_number(struct mdr_json *j, int64_t value)
{
    if (value >= 0)
        mdr_json_number(j, value);
    else
        mdr_json_literal(j, MDR_SPAN("null"));
}
