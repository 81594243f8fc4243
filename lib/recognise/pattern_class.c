/* SPDX-License-Identifier: BSD-2-Clause */
/* What the captures of patterns take that do not run on to the next literal: see pattern.h. */
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/address.h"
#include "grammar/enhanced.h"
#include "recognise/pattern.h"

#define ADDRESS_MAX 1024
#define WORD_MAX    512

static size_t take(struct mdr_captures *ret, enum mdr_class class, struct mdr_span s, size_t at, size_t n)
{
    if (n > 0) {
        ret->have |= (uint32_t)1 << class;
        ret->at[class] = mdr_span_cut(s, at, at + n);
    }
    return n;
}

/* ---- hosts -------------------------------------------------------------------------------- */

/* Names of hosts, masked ones, addresses, and the paths of LMTP sockets. */
static bool is_host_byte(char c)
{
    return mdr_is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '*' || c == '/' || (unsigned char)c >= 0x80;
}

static size_t host_length(struct mdr_span s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && n < WORD_MAX && is_host_byte(s.p[at + n]) && mdr_space_at(s, at + n) == 0)
        n++;
    return n;
}

/* The dot of a fully qualified name, or of the sentence, is passed over but not taken. */
static size_t name_length(struct mdr_span s, size_t at, size_t n)
{
    while (n > 0 && (s.p[at + n - 1] == '.' || s.p[at + n - 1] == '-'))
        n--;
    return n;
}

static bool is_ip_byte(char c)
{
    return mdr_hex_value(c) >= 0 || c == '.' || c == ':' || c == '*' || c == 'x' || c == 'X';
}

static size_t ip_length(struct mdr_span s, size_t at)
{
    size_t n = 0;
    if (mdr_starts_with_fold(mdr_span_from(s, at), MDR_SPAN("ipv6:")))
        n = 5;
    while (at + n < s.n && n < 64 && is_ip_byte(s.p[at + n]))
        n++;
    while (n > 0 && (s.p[at + n - 1] == '.' || (s.p[at + n - 1] == ':' && !(n > 1 && s.p[at + n - 2] == ':'))))
        n--; /* the mark behind it is not a part of it */
    return n;
}

static bool ipv4_plain(struct mdr_span s)
{
    size_t at = 0;
    for (int part = 0; part < 4; part++) {
        uint64_t value = 0;
        size_t n = mdr_read_number(mdr_span_from(s, at), 3, &value);
        if (n == 0 || value > 255)
            return false;
        at += n;
        if (part < 3 && (at >= s.n || s.p[at++] != '.'))
            return false;
    }
    return at == s.n;
}

bool mdr_ip_plain(struct mdr_span s)
{
    if (ipv4_plain(s))
        return true;
    if (mdr_starts_with_fold(s, MDR_SPAN("ipv6:")))
        s = mdr_span_from(s, 5);
    size_t colons = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (mdr_hex_value(s.p[i]) < 0 && s.p[i] != ':' && s.p[i] != '.')
            return false;
        colons += s.p[i] == ':';
    }
    return colons >= 2 && colons <= 7;
}

static size_t take_ip(struct mdr_captures *ret, struct mdr_span s, size_t at)
{
    size_t n = ip_length(s, at);
    if (mdr_ip_plain(mdr_span_cut(s, at, at + n)))
        take(ret, MDR_CLASS_IP, s, at, n);
    return n;
}

/* The name with its last dot, but for a dot that the literal behind it wants. */
static size_t host_end(struct mdr_span s, size_t at, size_t n, struct mdr_span stop)
{
    size_t name = name_length(s, at, n);
    bool short_fits = stop.p && name > 0 && mdr_literal_at(s, at + name, stop) != MDR_NOT_FOUND;
    return short_fits && mdr_literal_at(s, at + n, stop) == MDR_NOT_FOUND ? name : n;
}

/* A fold is not indented further. */
#define FOLD_MAX 32

/* One blank, or a fold with the blanks around it: its length, 0 where there is none. */
static size_t gap_length(struct mdr_span s, size_t at)
{
    size_t n = 0;
    bool fold = false;
    while (at + n < s.n && n < FOLD_MAX && mdr_is_space(s.p[at + n]))
        fold = s.p[at + n++] == '\n' || fold;
    return fold || (n == 1 && s.p[at] == ' ') ? n : 0;
}

/* "[A]" or "(A)" at `at`, a gap allowed before it: its length, the address taken; 0: none. */
static size_t take_bracket(struct mdr_captures *ret, struct mdr_span s, size_t at)
{
    size_t from = at;
    at += gap_length(s, at);
    if (at >= s.n || (s.p[at] != '[' && s.p[at] != '('))
        return 0;
    char close = s.p[at] == '[' ? ']' : ')';
    size_t end = mdr_find_byte(mdr_span_cut(s, 0, at + 256), close, at);
    if (end == MDR_NOT_FOUND)
        return 0;
    size_t n = ip_length(s, at + 1);
    if (close == ')' && (n == 0 || at + 1 + n != end))
        return 0; /* a remark in parentheses is not an address */
    if (at + 1 + n == end)
        take_ip(ret, s, at + 1);
    return end + 1 - from;
}

/*
 * Whether a word shows that it is a host's name. "Connection reset by peer", "connect to server: ..." have a word of
 * the sentence where others have a name: without a dot inside, or a digit beside a letter, it may be either. RFC
 * 6761 6.3 has one name without both.
 */
static bool shows_name(struct mdr_span word)
{
    bool letter = false, digit = false;
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] == '.')
            return true;
        letter = letter || mdr_is_alpha(word.p[i]);
        digit = digit || mdr_is_digit(word.p[i]);
    }
    return (letter && digit) || mdr_equal_fold(word, MDR_SPAN("localhost"));
}

static size_t digits_at(struct mdr_span s, size_t at)
{
    uint64_t value;
    return mdr_read_number(mdr_span_from(s, at), 5, &value);
}

/* ":25" at `at`: the digits behind the colon, 0: none. */
static size_t port_digits(struct mdr_span s, size_t at)
{
    size_t digits = at < s.n && s.p[at] == ':' ? digits_at(s, at + 1) : 0;
    size_t behind = at + 1 + digits;
    return digits > 0 && (behind >= s.n || !mdr_is_alnum(s.p[behind])) ? digits : 0;
}

/* Whether a bracket of so many bytes at `at` makes a name of the word before it: it touches it, or holds an address. */
static bool bracket_shows_name(struct mdr_span s, size_t at, size_t bracket)
{
    size_t gap = gap_length(s, at);
    if (bracket == 0 || gap == 0)
        return bracket > 0;
    return ip_length(s, at + gap + 1) + gap + 2 == bracket;
}

/* A host; a word that may be one of the sentence fits where it stands and is not taken. */
static size_t take_host(struct mdr_captures *ret, struct mdr_span s, size_t at, struct mdr_span stop)
{
    size_t n = host_length(s, at), name = name_length(s, at, n);
    struct mdr_captures address; /* not asked for */
    address.have = 0;
    if (shows_name(mdr_span_cut(s, at, at + name)) || bracket_shows_name(s, at + n, take_bracket(&address, s, at + n)))
        take(ret, MDR_CLASS_HOST, s, at, name);
    return host_end(s, at, n, stop);
}

/* The server that reports names itself as it likes. */
static size_t take_mta(struct mdr_captures *ret, struct mdr_span s, size_t at, struct mdr_span stop)
{
    size_t n = host_length(s, at);
    take(ret, MDR_CLASS_MTA, s, at, name_length(s, at, n));
    return host_end(s, at, n, stop);
}

/* H[A]:P, H [A], [A]:P, H:P, A, H; of H alone see shows_name */
static size_t take_server(struct mdr_captures *ret, struct mdr_span s, size_t at, struct mdr_span stop)
{
    size_t n = host_length(s, at);
    size_t bracket = take_bracket(ret, s, at + n);
    size_t name = name_length(s, at, n);
    /* A name that is an address in itself says the address only, where nothing stands in brackets. */
    struct mdr_span word = mdr_span_cut(s, at, at + name);
    bool ip_only = bracket == 0 && mdr_ip_plain(word);
    size_t end = bracket == 0 ? host_end(s, at, n, stop) : n + bracket;
    size_t digits = end > 0 ? port_digits(s, at + end) : 0;
    if (bracket_shows_name(s, at + n, bracket) || digits > 0 || ip_only || shows_name(word))
        take(ret, ip_only ? MDR_CLASS_IP : MDR_CLASS_HOST, s, at, name);
    return digits > 0 ? end + 1 + take(ret, MDR_CLASS_PORT, s, at + end + 1, digits) : end;
}

/* ---- words -------------------------------------------------------------------------------- */

/* Up to a blank, or to the first byte of the literal behind it. */
static size_t word_length(struct mdr_span s, size_t at, struct mdr_span stop)
{
    size_t n = 0;
    char end = stop.p && stop.n > 0 ? stop.p[0] : ' ';
    while (at + n < s.n && n < WORD_MAX && mdr_space_at(s, at + n) == 0) {
        if (end != ' ' && mdr_lower(s.p[at + n]) == end && mdr_literal_at(s, at + n, stop) != MDR_NOT_FOUND)
            break;
        n++;
    }
    return n;
}

static bool has_alnum(struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (mdr_is_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
            return true;
    return false;
}

static size_t queue_length(struct mdr_span s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && n < 64 &&
           (mdr_is_alnum(s.p[at + n]) || s.p[at + n] == '-' || s.p[at + n] == '_' || s.p[at + n] == '.'))
        n++;
    return n;
}

/* ---- addresses ---------------------------------------------------------------------------- */

/* "</STYLE>", "<!DOCTYPE html>", "<a href=...>": HTML of a message that came back, and no X.400 address ("/S=user"). */
static bool is_tag(struct mdr_span inside)
{
    size_t equals = mdr_find_byte(inside, '=', 0), blank = mdr_find_byte(inside, ' ', 0);
    if (mdr_find_byte(inside, '@', 0) != MDR_NOT_FOUND)
        return blank < equals && equals != MDR_NOT_FOUND;
    if (inside.p[0] == '/')
        return equals == MDR_NOT_FOUND;
    return inside.p[0] == '!' || inside.p[0] == '?' || (blank < equals && equals != MDR_NOT_FOUND);
}

/* "<...>" at `at`: an address with brackets; what stands in them is taken as it is. */
static size_t take_bracketed(struct mdr_captures *ret, enum mdr_class class, struct mdr_span s, size_t at)
{
    struct mdr_span near = mdr_span_cut(s, 0, at + ADDRESS_MAX);
    size_t end = mdr_find_byte(near, '>', at + 1);
    if (end == MDR_NOT_FOUND || end == at + 1 || mdr_find_byte(mdr_span_cut(near, 0, end), '\n', at) != MDR_NOT_FOUND)
        return 0;
    if (s.p[at + 1] == ' ' || mdr_find_byte(mdr_span_cut(near, 0, end), '<', at + 1) != MDR_NOT_FOUND)
        return 0;
    if (is_tag(mdr_span_cut(s, at + 1, end)))
        return 0;
    take(ret, class, s, at + 1, end - at - 1);
    return end + 1 - at;
}

/* The pattern has its own brackets: anything on the line up to the closing one. */
static size_t take_until(struct mdr_captures *ret, enum mdr_class class, struct mdr_span s, size_t at,
                         struct mdr_span stop)
{
    struct mdr_span near = mdr_span_cut(s, 0, at + ADDRESS_MAX);
    for (size_t end = at; end < near.n && near.p[end] != '\n' && near.p[end] != '<'; end++)
        if (near.p[end] == '>' && mdr_literal_at(s, end, stop) != MDR_NOT_FOUND)
            return take(ret, class, s, at, end - at);
    return 0;
}

static size_t take_address(struct mdr_captures *ret, enum mdr_class class, struct mdr_span s, size_t at,
                           struct mdr_span stop)
{
    if (at >= s.n)
        return 0;
    if (s.p[at] == '<')
        return take_bracketed(ret, class, s, at);
    if (stop.p && stop.n > 0 && stop.p[0] == '>')
        return take_until(ret, class, s, at, stop);
    return take(ret, class, s, at, mdr_address_read(mdr_span_from(s, at)));
}

/*
 * A recipient without a domain: a word, but no line of dashes. The name of a directory (RFC 2253 2.3, as Notes writes
 * it: "CN=Jane Doe/O=Example") has blanks, and the line is its own.
 */
static size_t local_length(struct mdr_span s, size_t at, struct mdr_span stop)
{
    struct mdr_span line = mdr_span_cut(s, at, at + ADDRESS_MAX);
    size_t end = mdr_find_byte(line, '\n', 0);
    line = mdr_trim(mdr_span_cut(line, 0, end));
    if (!stop.p && mdr_starts_with_fold(line, MDR_SPAN("CN=")) && mdr_find_byte(line, '/', 0) != MDR_NOT_FOUND)
        return line.n;
    size_t n = word_length(s, at, stop);
    return has_alnum(mdr_span_cut(s, at, at + n)) ? n : 0;
}

size_t mdr_class_read(enum mdr_class class, struct mdr_span s, size_t at, struct mdr_span stop,
                      struct mdr_captures *ret)
{
    struct mdr_enhanced code;
    switch (class) {
    case MDR_CLASS_RECIPIENT:
    case MDR_CLASS_ADDRESS:
    case MDR_CLASS_ALIAS:
    case MDR_CLASS_ORIGINAL:
    case MDR_CLASS_SENDER:
        return take_address(ret, class, s, at, stop);
    case MDR_CLASS_SERVER:
        return take_server(ret, s, at, stop);
    case MDR_CLASS_HOST:
        return take_host(ret, s, at, stop);
    case MDR_CLASS_MTA:
        return take_mta(ret, s, at, stop);
    case MDR_CLASS_IP:
        return take_ip(ret, s, at);
    case MDR_CLASS_PORT:
    case MDR_CLASS_NUMBER:
        return take(ret, class, s, at, digits_at(s, at));
    case MDR_CLASS_STATUS:
        return take(ret, class, s, at, mdr_enhanced_read(mdr_span_from(s, at), &code));
    case MDR_CLASS_QUEUE:
        return take(ret, class, s, at, queue_length(s, at));
    case MDR_CLASS_LOCAL:
        return take(ret, class, s, at, local_length(s, at, stop));
    default: /* a word */
        return take(ret, class, s, at, word_length(s, at, stop));
    }
}
