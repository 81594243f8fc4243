/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing JSON: see json_writer.h. */
#include "say/json_writer.h"
#include "bytes/ascii.h"

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

/* What stands for a byte that must not stand in a JSON string; nothing for the others. */
static struct mdr_span escape(char c, char buffer[6])
{
    static const char hex[] = "0123456789abcdef";
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
        if ((unsigned char)c >= 0x20 && c != 0x7F)
            return MDR_SPAN_NONE;
        memcpy(buffer, "\\u00", 4);
        buffer[4] = hex[(unsigned char)c >> 4];
        buffer[5] = hex[(unsigned char)c & 15];
        return mdr_span_make(buffer, 6);
    }
}

static void put_string(struct mdr_json *j, struct mdr_span s)
{
    char buffer[6];
    size_t from = 0;
    put(j, MDR_SPAN("\""));
    for (size_t i = 0; i < s.n; i++) {
        struct mdr_span e = escape(s.p[i], buffer);
        if (!e.p)
            continue;
        put(j, mdr_span_cut(s, from, i));
        put(j, e);
        from = i + 1;
    }
    put(j, mdr_span_from(s, from));
    put(j, MDR_SPAN("\""));
}

void mdr_json_key(struct mdr_json *j, struct mdr_span key)
{
    separate(j);
    put_string(j, key);
    put(j, MDR_SPAN(":"));
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
