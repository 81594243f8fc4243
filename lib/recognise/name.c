/* SPDX-License-Identifier: BSD-2-Clause */
/* What is a name and no word: see name.h. */
#include "recognise/name.h"
#include "bytes/ascii.h"

/* Bytes that no address, URL or host name in running text has inside: 64 bits for each quarter. */
static const uint64_t borders[4] = {
    0xffffffffu | 1ull << ' ' | 1ull << '"' | 1ull << '\'' | 1ull << '(' | 1ull << ')' | 1ull << ',' | 1ull << ';' |
        1ull << '<' | 1ull << '>',
    1ull << ('[' - 64) | 1ull << (']' - 64) | 1ull << ('`' - 64) | 1ull << ('{' - 64) | 1ull << ('|' - 64) |
        1ull << ('}' - 64) | 1ull << (0x7f - 64),
    UINT64_MAX, UINT64_MAX, /* beyond ASCII */
};

static inline bool is_border(char c)
{
    return borders[(uint8_t)c >> 6] >> ((uint8_t)c & 63) & 1;
}

/* Where an URL begins with its scheme, in a token or with a word before it; MDR_NOT_FOUND: it has none. */
static size_t scheme_at(struct mdr_span token)
{
    size_t at = mdr_find(token, MDR_SPAN("://"), 0);
    while (at != MDR_NOT_FOUND && at > 0 && mdr_is_alnum(token.p[at - 1]))
        at--;
    return at;
}

/* Neither a port, nor part of an IPv6 address: a label in front of a name, or a word behind one. */
static bool is_label_colon(struct mdr_span s, size_t at)
{
    return s.p[at] == ':' && at + 1 < s.n && mdr_is_alpha(s.p[at + 1]);
}

/* Dots in a row are part of no domain: "user@example.com...mailbox full". */
static bool is_ellipsis(struct mdr_span s, size_t at, size_t sign)
{
    return s.p[at] == '.' && at > sign && at + 1 < s.n && s.p[at + 1] == '.';
}

/* Of a token what belongs to the byte at `at`: "unknown:user@example.com:mailbox" has three parts. */
static struct mdr_span part_at(struct mdr_span token, size_t at)
{
    size_t scheme = scheme_at(token), sign = mdr_find_last(token, '@');
    if (scheme != MDR_NOT_FOUND && at >= scheme)
        return mdr_span_from(token, scheme);
    size_t from = 0, to = scheme != MDR_NOT_FOUND ? scheme : token.n;
    for (size_t i = 0; i < to; i++) {
        if (!is_label_colon(token, i) && !is_ellipsis(token, i, sign == MDR_NOT_FOUND ? 0 : sign))
            continue;
        if (i >= at) {
            to = i;
            break;
        }
        from = i + 1;
    }
    return mdr_span_cut(token, from, to);
}

static bool has_parts(struct mdr_span token)
{
    return mdr_find_byte(token, ':', 0) != MDR_NOT_FOUND || mdr_find(token, MDR_SPAN(".."), 0) != MDR_NOT_FOUND;
}

struct mdr_span mdr_name_token(struct mdr_span text, size_t at)
{
    size_t from = at, to = at, least = at > MDR_NAME_LONGEST ? at - MDR_NAME_LONGEST : 0;
    while (from > least && !is_border(text.p[from - 1]))
        from--;
    while (to < text.n && to - at < MDR_NAME_LONGEST && !is_border(text.p[to]))
        to++;
    struct mdr_span token = mdr_span_cut(text, from, to);
    if (has_parts(token))
        token = part_at(token, at - from);
    /* A sentence's end is no part of it. */
    while (token.n > 0 && memchr(".:!", token.p[token.n - 1], 3))
        token.n--;
    return token;
}

/* Letters of one case only: "example", "EXAMPLE", not "Expired" (the start of a sentence after a dot). */
static bool is_top_label(struct mdr_span label)
{
    if (label.n < 2)
        return false;
    for (size_t i = 0; i < label.n; i++)
        if (!mdr_is_alpha(label.p[i]) || mdr_is_upper(label.p[i]) != mdr_is_upper(label.p[0]))
            return false;
    return true;
}

bool mdr_name_is_host(struct mdr_span token)
{
    size_t label = 0, labels = 0;
    for (size_t i = 0; i <= token.n; i++) {
        if (i < token.n && token.p[i] != '.') {
            if (!mdr_is_alnum(token.p[i]) && token.p[i] != '-' && token.p[i] != '_')
                return false;
            continue;
        }
        if (i == label)
            return false;
        labels++;
        if (i == token.n)
            break;
        label = i + 1;
    }
    return labels > 1 && is_top_label(mdr_span_from(token, label));
}

/* A host name, a port or path behind it or not. */
static bool is_host_and_more(struct mdr_span token)
{
    for (size_t i = 0; i < token.n; i++)
        if (token.p[i] == '/' || token.p[i] == ':' || token.p[i] == '#')
            return mdr_name_is_host(mdr_span_cut(token, 0, i));
    return mdr_name_is_host(token);
}

static bool is_path(struct mdr_span token)
{
    return token.n > 2 && token.p[0] == '/' && mdr_find_byte(token, '/', 1) != MDR_NOT_FOUND;
}

/* Most tokens are plain words. */
static bool is_plain(struct mdr_span token)
{
    for (size_t i = 0; i < token.n; i++)
        if (token.p[i] == '.' || token.p[i] == '@' || token.p[i] == '/' || token.p[i] == ':')
            return false;
    return true;
}

static bool is_name(struct mdr_span token)
{
    if (is_plain(token))
        return false;
    size_t sign = mdr_find_byte(token, '@', 0);
    if (sign != MDR_NOT_FOUND && sign + 1 < token.n)
        return true;
    return mdr_find(token, MDR_SPAN("://"), 0) != MDR_NOT_FOUND || is_path(token) || is_host_and_more(token);
}

/* Nothing of a name follows: a border, the end, or a mark and then one of these. */
static bool ends_here(struct mdr_span text, size_t end)
{
    if (end >= text.n || is_border(text.p[end]))
        return true;
    char c = text.p[end];
    return (c == '.' || c == ':' || c == '!' || c == '?') && (end + 1 == text.n || is_border(text.p[end + 1]));
}

bool mdr_name_at(struct mdr_span text, size_t at)
{
    return is_name(mdr_name_token(text, at));
}

/* "user" in "user@example.com": no need to read the whole address. */
static bool is_local_part(struct mdr_span text, size_t end)
{
    return end + 1 < text.n && text.p[end] == '@' && mdr_is_alnum(text.p[end + 1]) && mdr_is_alnum(text.p[end - 1]);
}

static bool has_digit(struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (mdr_is_digit(s.p[i]))
            return true;
    return false;
}

/* Letters, hyphens and a number at the end, as machines are named: "greylist01", "mx-spam-2". */
static bool is_machine(struct mdr_span token)
{
    for (size_t i = 0; i < token.n; i++)
        if (!mdr_is_alnum(token.p[i]) && token.p[i] != '-')
            return false;
    return token.n > 1 && mdr_is_alpha(token.p[0]) && mdr_is_digit(token.p[token.n - 1]);
}

bool mdr_name_around(struct mdr_span text, size_t at, size_t end)
{
    if (is_local_part(text, end))
        return true;
    if (at > 0 && !is_border(text.p[at - 1]) && !is_border(text.p[at]) && is_name(mdr_name_token(text, at)))
        return true;
    if (ends_here(text, end) || is_border(text.p[end - 1]))
        return false;
    struct mdr_span token = mdr_name_token(text, end - 1);
    /* With a digit of its own it is no word, but a code: "VS99-IP" of "VS99-IP1". */
    return is_name(token) || (is_machine(token) && !has_digit(mdr_span_cut(text, at, end)));
}
