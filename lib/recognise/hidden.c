/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Addresses that hide another one: VERP, BATV (prvs), SRS. None has an RFC; the forms are those
 * that servers and list managers write. See hidden.h.
 */
#include "recognise/hidden.h"
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "recognise/word_list.h"

#include <modori.h>

/* The two parts of a hidden address, in the address that hides it. */
struct parts {
    struct mdr_span local;
    struct mdr_span domain; /* absent: only a local part is known */
};

static struct mdr_span join(struct mdr_arena *arena, struct parts parts)
{
    if (!parts.domain.p)
        return mdr_arena_copy(arena, parts.local);
    size_t n = parts.local.n + 1 + parts.domain.n;
    char *p = mdr_arena_give(arena, n + 1);
    if (!p)
        return MDR_SPAN_NONE;
    memcpy(p, parts.local.p, parts.local.n);
    p[parts.local.n] = '@';
    memcpy(p + parts.local.n + 1, parts.domain.p, parts.domain.n);
    p[n] = '\0';
    return mdr_span_make(p, n);
}

/* A name of at least two labels. */
static bool is_domain(struct mdr_span s)
{
    bool dotted = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.') {
            if (i == 0 || i + 1 == s.n || s.p[i - 1] == '.')
                return false;
            dotted = true;
        } else if (!mdr_is_alnum(s.p[i]) && s.p[i] != '-' && (unsigned char)s.p[i] < 0x80) {
            return false;
        }
    }
    return dotted;
}

/* What stands before the next "=" in *rest, which moves behind it; absent when there is no "=". */
static struct mdr_span take_word(struct mdr_span *rest)
{
    size_t at = mdr_find_byte(*rest, '=', 0);
    if (at == MDR_NOT_FOUND)
        return MDR_SPAN_NONE;
    struct mdr_span word = mdr_span_cut(*rest, 0, at);
    *rest = mdr_span_from(*rest, at + 1);
    return word;
}

static bool is_alnum_word(struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!mdr_is_alnum(s.p[i]) && s.p[i] != '+' && s.p[i] != '/' && s.p[i] != '-')
            return false;
    return s.n > 0;
}

/* ---- SRS ---------------------------------------------------------------------------------- */

static bool is_srs_separator(char c)
{
    return c == '=' || c == '+' || c == '-';
}

/* hash "=" timestamp "=" domain "=" user */
static bool read_srs_body(struct mdr_span rest, struct parts *ret)
{
    if (!is_alnum_word(take_word(&rest)) || !is_alnum_word(take_word(&rest)))
        return false;
    ret->domain = take_word(&rest);
    ret->local = rest;
    return rest.n > 0 && ret->domain.p && is_domain(ret->domain);
}

static bool read_srs(struct mdr_span local, struct parts *ret)
{
    size_t tag = mdr_find_fold(local, MDR_SPAN("+SRS="), 0);
    if (tag != MDR_NOT_FOUND)
        return read_srs_body(mdr_span_from(local, tag + 5), ret);
    if (local.n < 5 || !is_srs_separator(local.p[4]))
        return false;
    struct mdr_span rest = mdr_span_from(local, 5);
    if (mdr_starts_with_fold(local, MDR_SPAN("SRS0")))
        return read_srs_body(rest, ret);
    if (!mdr_starts_with_fold(local, MDR_SPAN("SRS1")))
        return false;
    /* hash "=" first forwarder "=" what followed its "SRS0" */
    if (!is_alnum_word(take_word(&rest)) || !take_word(&rest).p || rest.n == 0 || !is_srs_separator(rest.p[0]))
        return false;
    return read_srs_body(mdr_span_from(rest, 1), ret);
}

/* ---- BATV --------------------------------------------------------------------------------- */

/* A key number and a date, 4 digits, and 6 hex digits of a hash. */
static bool is_batv_tag(struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (i < 4 ? !mdr_is_digit(s.p[i]) : mdr_hex_value(s.p[i]) < 0)
            return false;
    return s.n == 10;
}

static bool read_batv(struct mdr_span local, struct mdr_span domain, struct parts *ret)
{
    struct mdr_span rest, word;
    ret->domain = domain;
    if (mdr_starts_with_fold(local, MDR_SPAN("btv1=="))) {
        rest = mdr_span_from(local, 6);
        word = take_word(&rest);
        ret->local = rest.n > 1 ? mdr_span_from(rest, 1) : MDR_SPAN_NONE;
        return is_alnum_word(word) && rest.n > 1 && rest.p[0] == '=';
    }
    bool prvs = mdr_starts_with_fold(local, MDR_SPAN("prvs="));
    if (!prvs && !mdr_starts_with_fold(local, MDR_SPAN("msprvs1=")))
        return false;
    rest = mdr_span_from(local, prvs ? 5 : 8);
    word = take_word(&rest);
    if (!word.p || word.n == 0 || rest.n == 0)
        return false;
    ret->local = prvs && !is_batv_tag(word) && is_batv_tag(rest) ? word : rest; /* an early draft: tag last */
    return ret->local.p == word.p || is_alnum_word(word);
}

/* ---- VERP --------------------------------------------------------------------------------- */

/* Numbers that list managers and mailers put before the user ("list-return-42-",
 * "bounces+123-ab4f-"). */
static struct mdr_span skip_serials(struct mdr_span s)
{
    bool number = false;
    for (;;) {
        size_t end = mdr_find_byte(s, '-', 0), digits = 0, hex = 0;
        if (end == MDR_NOT_FOUND || end == 0)
            return s;
        for (size_t i = 0; i < end; i++) {
            digits += mdr_is_digit(s.p[i]);
            hex += mdr_hex_value(s.p[i]) >= 0;
        }
        if (digits < end && !(number && end == 4 && hex == 4))
            return s;
        number = number || digits == end;
        s = mdr_span_from(s, end + 1);
    }
}

/* Where the last word that means "bounce to here" ends, with the hyphens around it; MDR_NOT_FOUND. */
static size_t behind_keyword(struct mdr_span s)
{
    struct mdr_word_search search;
    struct mdr_word word;
    size_t behind = MDR_NOT_FOUND;
    mdr_word_search_start(&search, MDR_WORDS_RETURN_PATH, s);
    while (mdr_word_search_next(&search, &word))
        if (word.end < s.n && s.p[word.end] == '-' && (word.at == 0 || s.p[word.at - 1] == '-'))
            behind = word.end + 1;
    return behind;
}

/* The user behind the prefix of a VERP local part; absent where the border is not clear. */
static struct mdr_span verp_user(struct mdr_span s)
{
    size_t plus = mdr_find_byte(s, '+', 0);
    if (plus == MDR_NOT_FOUND)
        plus = mdr_find_byte(s, '=', 0);
    if (plus != MDR_NOT_FOUND)
        return plus > 0 ? skip_serials(mdr_span_from(s, plus + 1)) : MDR_SPAN_NONE;
    size_t behind = behind_keyword(s);
    if (behind == MDR_NOT_FOUND) {
        size_t dash = mdr_find_byte(s, '-', 0);
        if (dash == MDR_NOT_FOUND || dash == 0)
            return MDR_SPAN_NONE;
        behind = dash + 1;
    }
    struct mdr_span user = skip_serials(mdr_span_from(s, behind));
    return mdr_find_byte(user, '-', 0) == MDR_NOT_FOUND ? user : MDR_SPAN_NONE;
}

static bool read_verp(struct mdr_span local, struct parts *ret)
{
    size_t equals = mdr_find_last(local, '=');
    if (equals == MDR_NOT_FOUND)
        return false;
    ret->domain = mdr_span_from(local, equals + 1);
    ret->local = verp_user(mdr_span_cut(local, 0, equals));
    return ret->local.n > 0 && is_domain(ret->domain);
}

/* ---- the caller's pattern ------------------------------------------------------------------- */

/* "{word}" at the start of s: its length, 0 when there is none. */
static size_t placeholder(struct mdr_span s)
{
    size_t close = s.n > 0 && s.p[0] == '{' ? mdr_find_byte(s, '}', 0) : MDR_NOT_FOUND;
    return close == MDR_NOT_FOUND ? 0 : close + 1;
}

/* What a placeholder takes: up to the last (local part) or first place where `literal` stands. */
static size_t take_up_to(struct mdr_span rest, struct mdr_span literal, bool last)
{
    if (literal.n == 0)
        return rest.n;
    size_t found = MDR_NOT_FOUND;
    for (size_t at = mdr_find_fold(rest, literal, 0); at != MDR_NOT_FOUND; at = mdr_find_fold(rest, literal, at + 1)) {
        found = at;
        if (!last)
            break;
    }
    return found;
}

bool mdr_hidden_pattern_fits(struct mdr_span pattern)
{
    size_t words = 0, at = 0, word;
    while ((at = mdr_find_byte(pattern, '{', at)) != MDR_NOT_FOUND) {
        word = placeholder(mdr_span_from(pattern, at));
        if (word == 0)
            return false;
        at += word;
        words++;
    }
    return words > 0;
}

static bool read_pattern(struct mdr_span rest, struct mdr_span pattern, struct parts *ret)
{
    *ret = (struct parts){MDR_SPAN_NONE, MDR_SPAN_NONE};
    if (!mdr_hidden_pattern_fits(pattern))
        return false;
    while (pattern.n > 0) {
        size_t open = mdr_find_byte(pattern, '{', 0);
        struct mdr_span literal = mdr_span_cut(pattern, 0, open == MDR_NOT_FOUND ? pattern.n : open);
        if (!mdr_starts_with_fold(rest, literal))
            return false;
        rest = mdr_span_from(rest, literal.n);
        pattern = mdr_span_from(pattern, literal.n);
        if (pattern.n == 0)
            break;
        size_t word = placeholder(pattern);
        struct mdr_span name = mdr_span_cut(pattern, 1, word - 1);
        pattern = mdr_span_from(pattern, word);
        open = mdr_find_byte(pattern, '{', 0);
        bool local = mdr_span_equal(name, MDR_SPAN("local"));
        size_t n = take_up_to(rest, mdr_span_cut(pattern, 0, open == MDR_NOT_FOUND ? pattern.n : open), local);
        if (n == MDR_NOT_FOUND || n == 0 || mdr_find_byte(mdr_span_cut(rest, 0, n), '@', 0) != MDR_NOT_FOUND)
            return false;
        if (local)
            ret->local = mdr_span_cut(rest, 0, n);
        else if (mdr_span_equal(name, MDR_SPAN("domain")))
            ret->domain = mdr_span_cut(rest, 0, n);
        rest = mdr_span_from(rest, n);
    }
    return pattern.n == 0 && rest.n == 0;
}

/* ---- all of them ---------------------------------------------------------------------------- */

int32_t mdr_address_hidden(struct mdr_arena *arena, struct mdr_span address, struct mdr_span pattern,
                           struct mdr_span *ret)
{
    struct parts parts;
    int32_t form = 0;
    size_t at = mdr_find_last(address, '@');
    if (at == MDR_NOT_FOUND || address.n > MDR_ADDRESS_LOCAL + MDR_ADDRESS_DOMAIN)
        return 0;
    struct mdr_span local = mdr_span_cut(address, 0, at), domain = mdr_span_from(address, at + 1);
    if (pattern.p)
        form = read_pattern(address, pattern, &parts) ? MODORI_HIDDEN_OWN : 0;
    else if (read_srs(local, &parts))
        form = MODORI_HIDDEN_SRS;
    else if (read_batv(local, domain, &parts))
        form = MODORI_HIDDEN_BATV;
    else if (read_verp(local, &parts))
        form = MODORI_HIDDEN_VERP;
    if (form == 0)
        return 0;
    struct mdr_span found = parts.local.p ? join(arena, parts) : MDR_SPAN_NONE;
    if (parts.local.p && !found.p)
        return 0;
    *ret = found;
    return form;
}
