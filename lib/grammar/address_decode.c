/* SPDX-License-Identifier: BSD-2-Clause */
/* The encodings of addresses, RFC 3461 4 (xtext) and RFC 6533 3: see address.h. */
#include "grammar/address.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

/* ---- xtext -------------------------------------------------------------------------------- */

/*
 * xtext   = *( xchar / hexchar )
 * xchar   = %d33-42 / %d44-60 / %d62-126    ; not "+", not "="
 * hexchar = "+" 2HEXDIG                     ; upper case
 */

static int upper_hex(char c)
{
    return c >= 'a' && c <= 'f' ? -1 : mdr_hex_value(c);
}

/* The byte that "+HH" at s[at] stands for, -1 when it stands for none. */
static int hexchar(struct mdr_span s, size_t at)
{
    if (s.n - at < 3 || s.p[at] != '+')
        return -1;
    int high = upper_hex(s.p[at + 1]), low = upper_hex(s.p[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool mdr_xtext_plain(struct mdr_span s)
{
    for (size_t at = mdr_find_byte(s, '+', 0); at != MDR_NOT_FOUND; at = mdr_find_byte(s, '+', at + 3)) {
        int byte = hexchar(s, at);
        if (byte < 32 || byte > 126)
            return false;
    }
    return true;
}

char mdr_xtext_byte(struct mdr_span s, size_t *ret_n)
{
    int byte = hexchar(s, 0);
    *ret_n = byte < 0 ? 1 : 3;
    return byte < 0 ? s.p[0] : (char)byte;
}

struct mdr_text mdr_xtext_decode(struct mdr_arena *arena, const struct mdr_text *t)
{
    size_t at = 0, plus = mdr_find_byte(t->s, '+', 0), n;
    if (plus == MDR_NOT_FOUND || !mdr_xtext_plain(t->s))
        return *t;
    struct mdr_builder b;
    mdr_builder_init(&b, arena);
    while (plus != MDR_NOT_FOUND) {
        mdr_builder_add_part(&b, t, at, plus);
        mdr_builder_add_byte(&b, mdr_xtext_byte(mdr_span_from(t->s, plus), &n), mdr_text_source(t, plus));
        at = plus + n;
        plus = mdr_find_byte(t->s, '+', at);
    }
    mdr_builder_add_part(&b, t, at, t->s.n);
    return mdr_builder_finish(&b);
}

/* ---- \x{HEX} ------------------------------------------------------------------------------ */

/*
 * EmbeddedUnicodeChar = %x5C.78 "{" HEXPOINT "}"    ; "\x{...}"
 * QCHAR = %x21-2a / %x2c-3c / %x3e-5b / %x5d-7e     ; these need no escape, and may have none
 */

static bool may_be_escaped(uint32_t c)
{
    if (c >= 0x80)
        return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    return (c > 0 && c <= 0x20) || c == '+' || c == '=' || c == '\\' || c == 0x7F;
}

size_t mdr_utf8_escape(struct mdr_span s, uint32_t *ret_character)
{
    uint32_t c = 0;
    size_t digits = 0;
    if (s.n < 6 || s.p[0] != '\\' || (s.p[1] != 'x' && s.p[1] != 'X') || s.p[2] != '{')
        return 0;
    for (; digits < 7 && 3 + digits < s.n && mdr_hex_value(s.p[3 + digits]) >= 0; digits++)
        c = c * 16 + (uint32_t)mdr_hex_value(s.p[3 + digits]);
    size_t end = 3 + digits;
    bool zeros = digits > 2 && s.p[3] == '0';
    if (digits < 2 || digits > 6 || zeros || end >= s.n || s.p[end] != '}' || !may_be_escaped(c))
        return 0;
    *ret_character = c;
    return end + 1;
}

struct mdr_text mdr_utf8_address_decode(struct mdr_arena *arena, const struct mdr_text *t)
{
    size_t at = 0, escape = mdr_find_byte(t->s, '\\', 0);
    if (escape == MDR_NOT_FOUND)
        return *t;
    struct mdr_builder b;
    mdr_builder_init(&b, arena);
    for (; escape != MDR_NOT_FOUND; escape = mdr_find_byte(t->s, '\\', escape)) {
        uint32_t c;
        char bytes[4];
        size_t n = mdr_utf8_escape(mdr_span_from(t->s, escape), &c);
        if (n == 0) {
            escape++;
            continue;
        }
        mdr_builder_add_part(&b, t, at, escape);
        for (size_t i = 0, length = mdr_utf8_write(bytes, c); i < length; i++)
            mdr_builder_add_byte(&b, bytes[i], mdr_text_source(t, escape));
        at = escape += n;
    }
    mdr_builder_add_part(&b, t, at, t->s.n);
    return mdr_builder_finish(&b);
}
