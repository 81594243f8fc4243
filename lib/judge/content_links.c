/* SPDX-License-Identifier: BSD-2-Clause */
/* Links, scripts and forms, found by a small tokenizer for text and HTML: see content.h. */
#include "bytes/ascii.h"
#include "grammar/name.h"
#include "judge/content.h"

#define SLOTS_FIRST 64
#define PROBES      32 /* of the hash table; beyond them a link counts as new, so that no mail makes this slow */

void mdr_markup_init(struct mdr_markup *markup, struct mdr_arena *arena)
{
    *markup = (struct mdr_markup){{arena, NULL, 0, 0}, 0, 0};
}

/* ---- the set of links ------------------------------------------------------------------------- */

static bool slot_take(uint64_t *slot, size_t slots, uint64_t hash)
{
    for (size_t i = 0; i < PROBES; i++) {
        uint64_t *at = &slot[(hash + i) & (slots - 1)];
        if (*at == hash)
            return false;
        if (*at == 0) {
            *at = hash;
            return true;
        }
    }
    return true;
}

static bool links_grow(struct mdr_links *links)
{
    size_t slots = links->slots ? links->slots * 2 : SLOTS_FIRST;
    uint64_t *slot = mdr_arena_array(links->arena, slots, sizeof *slot);
    if (!slot)
        return false;
    for (size_t i = 0; i < links->slots; i++)
        if (links->slot[i])
            slot_take(slot, slots, links->slot[i]);
    links->slot = slot;
    links->slots = slots;
    return true;
}

/* FNV-1a over what stands behind "://": the host without letter case, "&amp;" as "&", no slash at the end. */
static uint64_t hash_of(struct mdr_span url)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    bool host = true;
    while (url.n > 0 && url.p[url.n - 1] == '/')
        url.n--;
    for (size_t i = 0; i < url.n; i++) {
        char c = url.p[i];
        host = host && c != '/' && c != '?' && c != '#';
        if (c == '&' && mdr_starts_with_fold(mdr_span_from(url, i), MDR_SPAN("&amp;"))) {
            hash = (hash ^ '&') * UINT64_C(1099511628211);
            i += 4;
            continue;
        }
        hash = (hash ^ (unsigned char)(host ? mdr_lower(c) : c)) * UINT64_C(1099511628211);
    }
    return hash ? hash : 1;
}

static void links_add(struct mdr_links *links, struct mdr_span url)
{
    if (url.n == 0 || (links->n >= links->slots / 2 && !links_grow(links)))
        return;
    links->n += slot_take(links->slot, links->slots, hash_of(url));
}

/* ---- addresses -------------------------------------------------------------------------------- */

/* The length of the scheme at the start of s, "www." counting as one of length 0; MDR_NOT_FOUND: none. */
static size_t scheme_of(struct mdr_span s)
{
    static const char scheme[][9] = {"http://", "https://", "ftp://"};
    for (size_t i = 0; i < sizeof scheme / sizeof *scheme; i++)
        if (mdr_starts_with_fold(s, mdr_name(scheme[i])))
            return strlen(scheme[i]);
    return mdr_starts_with_fold(s, MDR_SPAN("www.")) ? 0 : MDR_NOT_FOUND;
}

static bool ends_link(char c)
{
    unsigned char u = (unsigned char)c;
    return u <= 0x20 || u >= 0x7F || c == '<' || c == '>' || c == '"' || c == '`' || c == '{' || c == '}' || c == '|' ||
           c == '\\' || c == '^';
}

/* Marks that end a sentence rather than an address. */
static bool is_tail(char c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == ']' || c == '\'';
}

/*
 * Where the letters of a host in another script end ("http://例え.example/"), and an IP address in brackets; what
 * begins with a Latin letter is taken to be Latin, for text in such a script follows links without a blank.
 */
static size_t foreign_host(struct mdr_span s, size_t at)
{
    size_t end = at;
    if (at < s.n && s.p[at] == '[') {
        for (end++; end < s.n && (mdr_hex_value(s.p[end]) >= 0 || s.p[end] == ':' || s.p[end] == '.');)
            end++;
        return end < s.n && s.p[end] == ']' ? end + 1 : at;
    }
    while (end < s.n && ((unsigned char)s.p[end] >= 0x80 ||
                         (end > at && (mdr_is_alnum(s.p[end]) || s.p[end] == '-' || s.p[end] == '.'))))
        end++;
    struct mdr_span host = mdr_span_cut(s, at, end);
    return host.n > 0 && (unsigned char)host.p[0] >= 0x80 && mdr_find_byte(host, '.', 0) != MDR_NOT_FOUND ? end : at;
}

/* In the text of HTML "&amp;" is part of an address; other characters by name or number are what ends it. */
static bool ends_at_entity(struct mdr_span s, size_t at)
{
    static const char entity[][8] = {"&nbsp;", "&lt;", "&gt;", "&quot;", "&#"};
    for (size_t i = 0; s.p[at] == '&' && i < sizeof entity / sizeof *entity; i++)
        if (mdr_starts_with_fold(mdr_span_from(s, at), mdr_name(entity[i])))
            return true;
    return false;
}

/* An address in running text at `at`; returns where it ends, `at` when there is none. */
static size_t take_address(struct mdr_links *links, struct mdr_span s, size_t at, bool html)
{
    size_t scheme = scheme_of(mdr_span_from(s, at));
    if (scheme == MDR_NOT_FOUND)
        return at;
    size_t start = at + scheme, foreign = scheme > 0 ? foreign_host(s, start) : start, end = foreign;
    while (end < s.n && !ends_link(s.p[end]) && !(html && ends_at_entity(s, end)))
        end++;
    size_t last = end;
    while (last > start && is_tail(s.p[last - 1]))
        last--;
    if (last > start && (foreign > start || mdr_is_alnum(s.p[start])))
        links_add(links, mdr_span_cut(s, start, last));
    return end > at ? end : at;
}

/* The next byte that an address may begin with, at or behind `at`: in a text most are none. */
static size_t next_first(struct mdr_span s, size_t at)
{
    for (; at < s.n; at++) {
        char c = (char)(s.p[at] | 0x20); /* in lower case */
        if (c == 'h' || c == 'w' || c == 'f')
            break;
    }
    return at;
}

static bool may_begin(struct mdr_span s, size_t at)
{
    char c = mdr_lower(s.p[at]);
    if (c != 'h' && c != 'f' && c != 'w')
        return false;
    char before = at > 0 ? s.p[at - 1] : ' ';
    if (c == 'w' && (before == '@' || before == '-' || before == '.'))
        return false; /* part of an address or of another host's name */
    return !mdr_is_alnum(before);
}

void mdr_markup_text(struct mdr_markup *markup, struct mdr_span text)
{
    for (size_t at = next_first(text, 0); at < text.n;) {
        size_t end = may_begin(text, at) ? take_address(&markup->links, text, at, false) : at;
        at = next_first(text, end > at ? end : at + 1);
    }
}

/* ---- HTML ------------------------------------------------------------------------------------- */

static bool is_name(char c)
{
    return mdr_is_alnum(c) || c == '-' || c == ':' || c == '_';
}

static struct mdr_span take_name(struct mdr_span s, size_t *at)
{
    size_t from = *at;
    while (*at < s.n && is_name(s.p[*at]))
        ++*at;
    return mdr_span_cut(s, from, *at);
}

/* The value of an attribute at *at, behind its "=". */
static struct mdr_span take_value(struct mdr_span s, size_t *at)
{
    *at = mdr_skip_space(s, *at);
    char quote = *at < s.n ? s.p[*at] : '\0';
    size_t from = *at, end;
    if (quote == '"' || quote == '\'') {
        from++;
        end = mdr_find_byte(s, quote, from);
        if (end == MDR_NOT_FOUND)
            end = s.n;
        *at = end < s.n ? end + 1 : end;
    } else {
        end = from;
        while (end < s.n && !mdr_is_space(s.p[end]) && s.p[end] != '>')
            end++;
        *at = end;
    }
    return mdr_trim(mdr_span_cut(s, from, end));
}

/* Attributes that lead somewhere or load something. */
static bool leads(struct mdr_span name)
{
    static const char names[][11] = {"href", "src", "action", "formaction", "data", "poster", "background"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (mdr_equal_fold(name, mdr_name(names[i])))
            return true;
    return false;
}

/* "onclick", "onload" ...: a script in an attribute. */
static bool is_handler(struct mdr_span name)
{
    bool letters = name.n > 5;
    for (size_t i = 0; i < name.n && letters; i++)
        letters = mdr_is_alpha(name.p[i]);
    return letters && mdr_starts_with_fold(name, MDR_SPAN("on"));
}

/* An address that stands by itself: none of the mail's own parts ("cid:"), none of the page ("#top"). */
static void take_whole(struct mdr_markup *markup, struct mdr_span url)
{
    size_t scheme = mdr_starts_with(url, MDR_SPAN("//")) ? 2 : scheme_of(url);
    if (scheme != MDR_NOT_FOUND && scheme > 0)
        links_add(&markup->links, mdr_span_from(url, scheme));
}

/* "a.png 1x, b.png 2x": the addresses of images for several sizes; commas may stand inside of one. */
static void take_set(struct mdr_markup *markup, struct mdr_span set)
{
    for (size_t at = 0; at < set.n;) {
        while (at < set.n && (mdr_is_space(set.p[at]) || set.p[at] == ','))
            at++;
        size_t from = at;
        while (at < set.n && !mdr_is_space(set.p[at]))
            at++;
        size_t end = at;
        while (end > from && set.p[end - 1] == ',')
            end--;
        take_whole(markup, mdr_span_cut(set, from, end));
        size_t comma = end < at ? end : mdr_find_byte(set, ',', at);
        at = comma == MDR_NOT_FOUND ? set.n : comma + 1;
    }
}

/* The quote that an address in a style sheet begins with, written out or, in an attribute, by name or number. */
static struct mdr_span quote_at(struct mdr_span s, size_t at)
{
    static const char quotes[][8] = {"\"", "'", "&quot;", "&apos;", "&#34;", "&#39;"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        struct mdr_span quote = mdr_name(quotes[i]);
        if (mdr_starts_with_fold(mdr_span_from(s, at), quote))
            return quote;
    }
    return MDR_SPAN_NONE;
}

/* What a style sheet loads: "url(a.png)", with quotes or without. */
static void take_style(struct mdr_markup *markup, struct mdr_span css)
{
    for (size_t at = mdr_find_byte(css, '(', 0); at != MDR_NOT_FOUND; at = mdr_find_byte(css, '(', at)) {
        bool url = at >= 3 && mdr_starts_with_fold(mdr_span_from(css, at - 3), MDR_SPAN("url"));
        at = url ? mdr_skip_space(css, at + 1) : at + 1;
        if (!url)
            continue;
        struct mdr_span quote = quote_at(css, at), close = quote.n > 0 ? quote : MDR_SPAN(")");
        at += quote.n;
        size_t end = quote.n > 1 ? mdr_find_fold(css, close, at) : mdr_find_byte(css, close.p[0], at);
        if (end == MDR_NOT_FOUND)
            return;
        take_whole(markup, mdr_trim(mdr_span_cut(css, at, end)));
        at = end;
    }
}

static void look_at_value(struct mdr_markup *markup, struct mdr_span name, struct mdr_span value)
{
    if (is_handler(name) && value.n > 0)
        markup->scripts++;
    if (mdr_equal_fold(name, MDR_SPAN("style")))
        take_style(markup, value);
    if (mdr_equal_fold(name, MDR_SPAN("srcset")) || mdr_equal_fold(name, MDR_SPAN("imagesrcset")))
        take_set(markup, value);
    if (!leads(name))
        return;
    if (mdr_starts_with_fold(value, MDR_SPAN("javascript:")) || mdr_starts_with_fold(value, MDR_SPAN("vbscript:")))
        markup->scripts++;
    take_whole(markup, value);
}

/* The attributes of a tag; returns where the tag ends, behind its ">". */
static size_t take_attributes(struct mdr_markup *markup, struct mdr_span s, size_t at)
{
    while (at < s.n && s.p[at] != '>') {
        if (!is_name(s.p[at])) {
            at++;
            continue;
        }
        struct mdr_span name = take_name(s, &at);
        size_t next = mdr_skip_space(s, at);
        if (next >= s.n || s.p[next] != '=')
            continue;
        at = next + 1;
        look_at_value(markup, name, take_value(s, &at));
    }
    return at < s.n ? at + 1 : at;
}

/* The end of what a browser does not show. */
static size_t skip_raw(struct mdr_span s, size_t at, struct mdr_span closing)
{
    size_t found = mdr_find_fold(s, closing, at);
    return found == MDR_NOT_FOUND ? s.n : found;
}

static size_t take_tag(struct mdr_markup *markup, struct mdr_span s, size_t at)
{
    if (mdr_starts_with(mdr_span_from(s, at), MDR_SPAN("<!--"))) {
        size_t end = mdr_find(s, MDR_SPAN("-->"), at + 2); /* "<!-->" is an empty one */
        return end == MDR_NOT_FOUND ? s.n : end + 3;
    }
    size_t after = at + 1;
    bool markup_declaration = after < s.n && (s.p[after] == '!' || s.p[after] == '?');
    bool closing = after < s.n && s.p[after] == '/';
    if (markup_declaration || closing) {
        size_t end = mdr_find_byte(s, '>', after);
        return end == MDR_NOT_FOUND ? s.n : end + 1;
    }
    struct mdr_span name = take_name(s, &after);
    if (name.n == 0)
        return at + 1;
    bool script = mdr_equal_fold(name, MDR_SPAN("script"));
    markup->scripts += script;
    markup->forms += mdr_equal_fold(name, MDR_SPAN("form"));
    size_t end = take_attributes(markup, s, after);
    if (script)
        return skip_raw(s, end, MDR_SPAN("</script"));
    if (!mdr_equal_fold(name, MDR_SPAN("style")))
        return end;
    size_t behind = skip_raw(s, end, MDR_SPAN("</style"));
    take_style(markup, mdr_span_cut(s, end, behind));
    return behind;
}

void mdr_markup_html(struct mdr_markup *markup, struct mdr_span html)
{
    for (size_t at = 0; at < html.n;) {
        size_t end = at;
        if (html.p[at] == '<')
            end = take_tag(markup, html, at);
        else if (may_begin(html, at))
            end = take_address(&markup->links, html, at, true);
        at = end > at ? end : at + 1;
    }
}
