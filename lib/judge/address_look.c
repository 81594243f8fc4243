/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is odd in a recipient's address: what people type wrong (full-width letters of a Japanese
 * keyboard, blanks, a domain nearly right), and forms that break RFC 5321 4.1.2 although carriers
 * gave them out (doubled dots, a dot before the "@").
 */
#include "judge/address_look.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/byte_class.h"
#include "judge/witness.h"

#define ADDRESS_LONGEST 320 /* RFC 5321 4.5.3.1: 64, "@", 255 */

struct look {
    struct modori_recipient *recipient;
    char bytes[ADDRESS_LONGEST]; /* the address as it was probably meant */
    size_t n;
    bool spaces, wide; /* were among its characters */
    bool changed;      /* bytes is not what stood there */
};

static void note(struct look *l, int32_t finding)
{
    mdr_recipient_add(l->recipient, MODORI_RECIPIENT_ADDRESS_FINDINGS, finding);
}

static void put(struct look *l, char c)
{
    if (l->n < ADDRESS_LONGEST)
        l->bytes[l->n++] = c;
}

/* Blanks, and marks without any width that come along with copied text; the joiners U+200C and U+200D are letters'
 * matter. */
static bool is_wide_space(uint32_t c)
{
    return c == 0xA0 || c == 0xAD || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202F) || c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/*
 * The ASCII character that a full-width one stands for, 0 for none. Marks of Japanese sentences stand for a dot. The
 * hyphen and the tilde of JIS X 0208 come out of most converters as a minus sign or a dash, and as a wave dash.
 */
static char narrow(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return (char)(c - 0xFF01 + 0x21);
    if (c == 0x3001 || c == 0x3002 || c == 0xFF61 || c == 0xFF64 || c == 0x30FB)
        return '.';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return '-';
    return c == 0x301C ? '~' : '\0';
}

/* On a Japanese keyboard the key of the hyphen gives the mark of long vowels: behind a Latin letter it is meant so. */
static bool is_hyphen(const struct look *l, uint32_t c)
{
    return (c == 0x30FC || c == 0xFF70) && l->n > 0 && mdr_is_alnum(l->bytes[l->n - 1]);
}

/* One character of the address: copied, made narrow, or left out. */
static void take_char(struct look *l, struct mdr_span s)
{
    size_t n;
    uint32_t c = (unsigned char)s.p[0] < 0x80 ? (unsigned char)s.p[0] : mdr_utf8_char(s, &n);
    if (c == ' ' || c == '\t' || is_wide_space(c)) {
        l->spaces = true;
    } else if (narrow(c) || is_hyphen(l, c)) {
        l->wide = true;
        put(l, is_hyphen(l, c) ? '-' : narrow(c));
    } else {
        for (size_t i = 0; i < s.n; i++)
            put(l, s.p[i]);
    }
}

/* A quoted local part may hold anything (RFC 5321 4.1.2): how long it is with its "@", 0: it is not quoted. */
static size_t quoted_local(struct mdr_span address)
{
    size_t at = 1;
    if (!mdr_starts_with(address, MDR_SPAN("\"")))
        return 0;
    while (at < address.n && address.p[at] != '"')
        at += address.p[at] == '\\' ? 2 : 1;
    return at + 1 < address.n && address.p[at + 1] == '@' ? at + 2 : 0;
}

/* False for an address that is longer than any can be. */
static bool take_all(struct look *l, struct mdr_span address)
{
    if (address.n > ADDRESS_LONGEST)
        return false;
    size_t at = quoted_local(address);
    memcpy(l->bytes, address.p, at);
    l->n = at;
    while (at < address.n) {
        size_t n = mdr_utf8_sequence(mdr_span_from(address, at));
        if (n == 0)
            n = 1;
        take_char(l, mdr_span_cut(address, at, at + n));
        at += n;
    }
    return true;
}

/*
 * A local part that is quoted for its dots only ("ta..ro", as Postfix writes it, RFC 5321 4.1.2): without the quotes. Of
 * any other one nothing is odd.
 */
static struct mdr_span dots_of_quoted(struct mdr_span local)
{
    struct mdr_span inside = mdr_unwrap(local, '"', '"');
    for (size_t i = 0; i < inside.n; i++)
        if (!mdr_byte_is(inside.p[i], MDR_BYTE_ATEXT) && inside.p[i] != '.')
            return MDR_SPAN_NONE;
    return inside;
}

static void look_at_local(struct look *l, struct mdr_span local)
{
    if (mdr_find(local, MDR_SPAN(".."), 0) != MDR_NOT_FOUND)
        note(l, MODORI_ADDRESS_DOUBLED_DOT);
    if (local.n > 0 && local.p[local.n - 1] == '.')
        note(l, MODORI_ADDRESS_TRAILING_DOT);
}

/* The domain stands at the end of the bytes. */
static struct mdr_span without_doubled_dots(struct look *l, struct mdr_span domain)
{
    size_t from = l->n - domain.n, to = from;
    for (size_t i = from; i < l->n; i++)
        if (l->bytes[i] != '.' || i == from || l->bytes[i - 1] != '.')
            l->bytes[to++] = l->bytes[i];
    l->n = to;
    l->changed = true;
    return mdr_span_make(l->bytes + from, to - from);
}

/* Returns the domain without what is too much in it. */
static struct mdr_span look_at_domain(struct look *l, struct mdr_span domain)
{
    for (size_t i = 0; i < domain.n; i++)
        if (mdr_is_upper(domain.p[i])) {
            note(l, MODORI_ADDRESS_UPPER_CASE_DOMAIN);
            break;
        }
    if (mdr_find(domain, MDR_SPAN(".."), 0) != MDR_NOT_FOUND) {
        note(l, MODORI_ADDRESS_DOUBLED_DOT);
        domain = without_doubled_dots(l, domain);
    }
    if (domain.n > 0 && domain.p[domain.n - 1] == '.') {
        note(l, MODORI_ADDRESS_TRAILING_DOT);
        l->changed = true;
        domain.n--;
    }
    if (domain.n > 0 && mdr_find_byte(domain, '.', 0) == MDR_NOT_FOUND)
        note(l, MODORI_ADDRESS_NO_DOT);
    return domain;
}

static void suggest(struct look *l, struct mdr_span local, struct mdr_span domain)
{
    struct mdr_builder b;
    mdr_builder_init(&b, l->recipient->arena);
    mdr_builder_add(&b, local, 0);
    mdr_builder_add_byte(&b, '@', b.n);
    mdr_builder_add(&b, domain, b.n);
    mdr_recipient_set_text(l->recipient, MODORI_RECIPIENT_SUGGESTION, mdr_builder_finish(&b).s);
}

void mdr_address_look(struct modori_recipient *recipient)
{
    struct mdr_span address = mdr_recipient_address(recipient);
    /* A masked address is not looked at, nor one with quotes where none belong. */
    bool quoted = address.p && quoted_local(address) > 0;
    if (!address.p || mdr_find_byte(address, '*', 0) != MDR_NOT_FOUND ||
        (!quoted && mdr_find_byte(address, '"', 0) != MDR_NOT_FOUND))
        return;
    struct look l = {.recipient = recipient};
    if (!take_all(&l, address))
        return;
    struct mdr_span typed = mdr_span_make(l.bytes, l.n);
    size_t at = mdr_find_last(typed, '@');
    if (at == MDR_NOT_FOUND || at == 0)
        return;
    struct mdr_span local = mdr_span_cut(typed, 0, at), domain = mdr_span_from(typed, at + 1);
    if (!quoted && mdr_find_byte(local, '@', 0) != MDR_NOT_FOUND)
        return; /* more than one address */
    if (l.wide)
        note(&l, MODORI_ADDRESS_FULL_WIDTH);
    if (l.spaces)
        note(&l, MODORI_ADDRESS_SPACE);
    l.changed = l.wide || l.spaces;
    look_at_local(&l, quoted ? dots_of_quoted(local) : local);
    if (domain.n == 0 || domain.p[0] == '[')
        return;
    domain = look_at_domain(&l, domain);
    struct mdr_span meant = mdr_domain_meant(recipient->arena, domain);
    if (meant.p) {
        note(&l, MODORI_ADDRESS_NEAR_MISS);
        domain = meant;
    }
    if (domain.n > 0 && (meant.p || l.changed))
        suggest(&l, local, domain);
}
