/* SPDX-License-Identifier: BSD-2-Clause */
/* Mail addresses in texts and fields: see address.h. */
#include "grammar/address.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/byte_class.h"
#include "grammar/field.h"

/*
 * Mailbox    = Local-part "@" ( Domain / address-literal )    ; RFC 5321 4.1.2, RFC 6531 3.3
 * Local-part = Dot-string / Quoted-string
 */

/* ---- letters beyond ASCII ----------------------------------------------------------------- */

/* Marks, blanks and brackets of Unicode that stand around an address but never in one. */
static bool is_wide_mark(uint32_t c)
{
    return c < 0xC0 ||                                                     /* Latin-1 marks */
           (c >= 0x2000 && c <= 0x206F) ||                                 /* general punctuation */
           (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x303F) || /* CJK marks and brackets */
           (c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) || /* full-width marks */
           (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) || c == 0xFEFF || c == 0xFFFD;
}

/* The letter beyond ASCII at the start of s; its length, 0 when there is none. */
static size_t wide_letter(struct mdr_span s, uint32_t *ret)
{
    size_t n = s.n > 0 && (unsigned char)s.p[0] >= 0x80 ? mdr_utf8_sequence(s) : 0;
    if (n == 0)
        return 0;
    *ret = mdr_utf8_char(s, &n);
    return is_wide_mark(*ret) ? 0 : n;
}

/* The same for the letter that ends at s[end]. */
static size_t wide_letter_before(struct mdr_span s, size_t end, uint32_t *ret)
{
    size_t n = 1;
    while (n < 4 && n < end && ((unsigned char)s.p[end - n] & 0xC0) == 0x80)
        n++;
    return end >= n && wide_letter(mdr_span_cut(s, end - n, end), ret) == n ? n : 0;
}

/* Scripts that are written without blanks, so that a text may run into an ASCII address. */
static bool runs_on(uint32_t c)
{
    return c >= 0x0E00;
}

/* ---- parts -------------------------------------------------------------------------------- */

static size_t read_quoted(struct mdr_span s)
{
    for (size_t at = 1; at < s.n && at <= MDR_ADDRESS_LOCAL; at++) {
        if (s.p[at] == '\r' || s.p[at] == '\n')
            return 0;
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == '"')
            return at + 1;
    }
    return 0;
}

static size_t read_dot_string(struct mdr_span s)
{
    size_t at = 0;
    uint32_t c;
    while (at < s.n && at <= MDR_ADDRESS_LOCAL) {
        size_t n = mdr_byte_is(s.p[at], MDR_BYTE_ATEXT) || s.p[at] == '.' ? 1 : wide_letter(mdr_span_from(s, at), &c);
        if (n == 0 && s.p[at] == '\\')
            n = mdr_utf8_escape(mdr_span_from(s, at), &c);
        if (n == 0)
            break;
        at += n;
    }
    return at;
}

/* "[192.0.2.1]", "[IPv6:2001:db8::1]", masked ones too. */
static size_t read_literal(struct mdr_span s)
{
    size_t at = 1;
    while (at < s.n && at < 64 && (mdr_is_alnum(s.p[at]) || s.p[at] == '.' || s.p[at] == ':' || s.p[at] == '*'))
        at++;
    return at > 1 && at < s.n && s.p[at] == ']' ? at + 1 : 0;
}

static bool is_domain_byte(char c)
{
    return mdr_is_alnum(c) || c == '-' || c == '_' || c == '*';
}

/* What ends a domain belongs to the sentence around it: dots and hyphens. */
static size_t cut_domain_end(struct mdr_span s, size_t end)
{
    size_t n = end;
    while (n > 0 && (s.p[n - 1] == '.' || s.p[n - 1] == '-' || s.p[n - 1] == '_'))
        n--;
    return n > 0 && n < end && end < s.n && s.p[end] == '>' ? end : n;
}

static size_t read_domain(struct mdr_span s)
{
    bool dotted = false, ascii = false; /* a dot was seen; this label is ASCII so far */
    size_t at = 0;
    uint32_t c;
    if (s.n > 0 && s.p[0] == '[')
        return read_literal(s);
    while (at < s.n && at < MDR_ADDRESS_DOMAIN) {
        size_t n = 1;
        if (s.p[at] == '.') {
            if (at == 0)
                return 0;
            dotted = true;
            ascii = false;
        } else if (is_domain_byte(s.p[at])) {
            ascii = true;
        } else {
            n = wide_letter(mdr_span_from(s, at), &c);
            if (n == 0 || (dotted && ascii && runs_on(c)))
                break;
        }
        at += n;
    }
    return cut_domain_end(s, at);
}

size_t mdr_address_read(struct mdr_span s)
{
    if (s.n == 0 || s.p[0] == '@')
        return 0;
    size_t local = s.p[0] == '"' ? read_quoted(s) : read_dot_string(s);
    if (local == 0 || local >= s.n || s.p[local] != '@')
        return 0;
    size_t domain = read_domain(mdr_span_from(s, local + 1));
    return domain > 0 ? local + 1 + domain : 0;
}

/* ---- finding ------------------------------------------------------------------------------ */

/* Where the quoted string that ends right before `end` begins; end when there is none. */
static size_t quoted_start(struct mdr_span s, size_t end)
{
    size_t least = end > MDR_ADDRESS_LOCAL ? end - MDR_ADDRESS_LOCAL : 0;
    for (size_t at = end - 1; at > least; at--) {
        if (s.p[at - 1] == '\r' || s.p[at - 1] == '\n')
            break;
        if (s.p[at - 1] == '"' && read_quoted(mdr_span_cut(s, at - 1, end)) == end - (at - 1))
            return at - 1;
    }
    return end;
}

/* The length of what one step back from `at` adds to a dot-string. */
static size_t step_back(struct mdr_span s, size_t at, bool ascii)
{
    uint32_t c;
    char byte = s.p[at - 1];
    if (mdr_byte_is(byte, MDR_BYTE_ATEXT) || byte == '.')
        return 1;
    if (byte == '\\') /* \x{30CD}: its tail was passed as atext */
        return mdr_utf8_escape(mdr_span_from(s, at - 1), &c) > 0 ? 1 : 0;
    size_t n = wide_letter_before(s, at, &c);
    return n > 0 && ascii && runs_on(c) ? 0 : n;
}

/* Where the local part begins that ends right before the "@" at `end`; end when there is none. */
static size_t local_start(struct mdr_span s, size_t end)
{
    if (end > 1 && s.p[end - 1] == '"')
        return quoted_start(s, end);
    size_t at = end, n;
    while (at > 0 && end - at < MDR_ADDRESS_LOCAL) {
        bool ascii = at < end && (unsigned char)s.p[at] < 0x80 && s.p[at] != '\\';
        n = step_back(s, at, ascii);
        if (n == 0)
            break;
        at -= n;
    }
    /* An apostrophe in front is a quote of the sentence, and a dot its end. */
    while (at < end && (s.p[at] == '\'' || s.p[at] == '`' || s.p[at] == '.'))
        at++;
    return at;
}

struct mdr_span mdr_address_find(struct mdr_span s)
{
    for (size_t at = mdr_find_byte(s, '@', 0); at != MDR_NOT_FOUND; at = mdr_find_byte(s, '@', at + 1)) {
        size_t from = local_start(s, at);
        if (from == at)
            continue;
        size_t n = mdr_address_read(mdr_span_from(s, from));
        if (n > at - from)
            return mdr_span_cut(s, from, from + n);
    }
    return MDR_SPAN_NONE;
}

/* ---- bare --------------------------------------------------------------------------------- */

/* The first `c` outside of quotes and comments; MDR_NOT_FOUND when there is none. */
static size_t find_outside(struct mdr_span s, char c)
{
    bool quoted = false;
    for (size_t at = 0; at < s.n; at++) {
        if (s.p[at] == c && !quoted)
            return at;
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == '"')
            quoted = !quoted;
        else if (s.p[at] == '(' && !quoted) {
            size_t n = mdr_field_comment(mdr_span_from(s, at));
            if (n == 0)
                return mdr_find_byte(s, c, at);
            at += n - 1;
        }
    }
    return MDR_NOT_FOUND;
}

/* "<address>"; a bracket that is not closed ends with the text. */
static struct mdr_span inside_brackets(struct mdr_span s)
{
    size_t open = find_outside(s, '<');
    if (open == MDR_NOT_FOUND)
        return s;
    struct mdr_span inner = mdr_span_from(s, open + 1);
    size_t close = find_outside(inner, '>');
    return mdr_trim(mdr_span_cut(inner, 0, close == MDR_NOT_FOUND ? inner.n : close));
}

/* Comments at both ends. */
static struct mdr_span without_comments(struct mdr_span s)
{
    size_t n;
    while (s.n > 0 && s.p[0] == '(' && (n = mdr_field_comment(s)) > 0)
        s = mdr_trim(mdr_span_from(s, n));
    size_t open = s.n > 0 && s.p[s.n - 1] == ')' ? find_outside(s, '(') : MDR_NOT_FOUND;
    return open == MDR_NOT_FOUND ? s : mdr_trim(mdr_span_cut(s, 0, open));
}

static struct mdr_span without_prefix(struct mdr_span s)
{
    if (mdr_starts_with_fold(s, MDR_SPAN("mailto:")))
        s = mdr_trim(mdr_span_from(s, 7));
    if (s.n > 0 && s.p[0] == '@') { /* source route of RFC 5321 4.1.2, "@a,@b:user@c" */
        size_t colon = mdr_find_byte(s, ':', 0);
        if (colon != MDR_NOT_FOUND)
            s = mdr_trim(mdr_span_from(s, colon + 1));
    }
    return s;
}

static struct mdr_span without_quotes(struct mdr_span s)
{
    struct mdr_span inner = mdr_unwrap(s, '\'', '\'');
    if (inner.n == s.n && s.n > 1 && s.p[0] == '"' && read_quoted(s) == s.n)
        inner = mdr_span_cut(s, 1, s.n - 1);
    return mdr_trim(inner);
}

/* One word of what a local part may hold, without "/" (files, X.500) and "|" (commands). */
static bool is_local_user(struct mdr_span s)
{
    return s.p[0] == '"' ? read_quoted(s) == s.n
                         : read_dot_string(s) == s.n && mdr_find_byte(s, '/', 0) == MDR_NOT_FOUND;
}

struct mdr_span mdr_address_bare(struct mdr_span s)
{
    s = without_comments(inside_brackets(mdr_trim(s)));
    s = without_prefix(without_quotes(s));
    while (s.n > 0 && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == ';'))
        s.n--;
    if (s.n == 0 || s.p[0] == '|' || s.p[0] == '@' || s.p[0] == ':')
        return MDR_SPAN_NONE;
    if (mdr_find_byte(s, '@', 0) != MDR_NOT_FOUND)
        return s;
    return is_local_user(s) ? s : MDR_SPAN_NONE;
}

/* ---- masks -------------------------------------------------------------------------------- */

bool mdr_address_masked(struct mdr_span s)
{
    size_t stars = 0, at = s.n;
    while (at > 0 && s.p[at - 1] != '@')
        if (s.p[--at] == '*')
            return true;
    size_t local = at > 0 ? at - 1 : 0;
    for (size_t i = 0; i < local; i++)
        stars += s.p[i] == '*';
    return stars > 1 || (stars == 1 && local == 1);
}
