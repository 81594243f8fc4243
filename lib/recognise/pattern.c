/* SPDX-License-Identifier: BSD-2-Clause */
/* Matching of patterns: see pattern.h. */
#include "recognise/pattern.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

/* White space that one blank of a literal may stand for, in bytes: keeps every comparison bounded. */
#define BLANKS_MAX 96

static size_t skip_space(struct mdr_span s, size_t at)
{
    size_t from = at, n;
    while (at - from < BLANKS_MAX && (n = mdr_space_at(s, at)) > 0)
        at += n;
    return at;
}

/* The same, where a single blank between words is what mostly stands. */
static inline size_t skip_blank(struct mdr_span s, size_t at)
{
    if (at + 1 < s.n && s.p[at] == ' ' && mdr_is_alnum(s.p[at + 1]))
        return at + 1;
    return skip_space(s, at);
}

/* A fold inside a word: white space that begins with a line end. Returns where the word goes on. */
static size_t skip_fold(struct mdr_span s, size_t at)
{
    if (at == 0 || at >= s.n || (s.p[at] != '\n' && s.p[at] != '\r'))
        return at;
    return skip_space(s, at);
}

size_t mdr_literal_at(struct mdr_span s, size_t at, struct mdr_span literal)
{
    for (size_t i = 0; i < literal.n; i++) {
        char want = literal.p[i];
        if (at < s.n && want != ' ' && mdr_lower(s.p[at]) == want) {
            at++;
            continue;
        }
        if (want == ' ') {
            size_t end = skip_blank(s, at);
            if (end == at && !(at == s.n && i + 1 == literal.n))
                return MDR_NOT_FOUND;
            at = end;
            continue;
        }
        if (want == '\'' && at + 2 < s.n && memcmp(&s.p[at], "\xe2\x80\x99", 3) == 0) {
            at += 3;
            continue;
        }
        size_t on = i > 0 ? skip_fold(s, at) : at;
        if (on == at || on >= s.n || mdr_lower(s.p[on]) != want)
            return MDR_NOT_FOUND;
        at = on + 1;
    }
    return at;
}

/* Whether a literal may begin with this byte of the text: most places are told apart by it alone. */
static inline bool may_begin(struct mdr_span literal, char byte)
{
    char first = literal.p[0];
    if (mdr_lower(byte) == first)
        return true;
    if (first == ' ') /* or what else is white space, in ASCII or beyond (mdr_space_at) */
        return mdr_is_space(byte) || byte == '\xc2' || byte == '\xe3';
    return first == '\'' && byte == '\xe2';
}

/* The next byte that a literal may begin with, at or behind `at`. */
static size_t next_begin(struct mdr_span s, size_t at, struct mdr_span literal)
{
    char first = literal.p[0], upper = first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : first;
    if (first == ' ' || first == '\'')
        while (at < s.n && !may_begin(literal, s.p[at]))
            at++;
    else
        while (at < s.n && s.p[at] != first && s.p[at] != upper)
            at++;
    return at;
}

/* The first place at or behind `at` where a literal stands; *ret_end gets where it ends there. */
static size_t literal_find(struct mdr_span s, size_t at, struct mdr_span literal, size_t *ret_end)
{
    for (;;) {
        at = next_begin(s, at, literal);
        if (at >= s.n)
            return MDR_NOT_FOUND;
        *ret_end = mdr_literal_at(s, at, literal);
        if (*ret_end != MDR_NOT_FOUND)
            return at;
        size_t past = literal.p[0] == ' ' ? skip_space(s, at) : at;
        at = past > at ? past : at + 1;
    }
}

/* The last such place; to_end: the literal has to end the text. */
static size_t literal_find_last(struct mdr_span s, size_t from, struct mdr_span literal, bool to_end, size_t *ret_end)
{
    for (size_t at = s.n; at-- > from;) {
        size_t end = may_begin(literal, s.p[at]) ? mdr_literal_at(s, at, literal) : MDR_NOT_FOUND;
        if (end == MDR_NOT_FOUND)
            continue;
        if (to_end && end != s.n)
            return MDR_NOT_FOUND;
        while (literal.p[0] == ' ' && at > from && mdr_is_space(s.p[at - 1]))
            at--;
        *ret_end = end;
        return at;
    }
    return MDR_NOT_FOUND;
}

struct match {
    const struct mdr_pattern_set *set;
    const struct mdr_pattern *pattern;
    struct mdr_span s;
    struct mdr_captures *captures;
};

static const struct mdr_token *token_at(const struct match *m, size_t i)
{
    return i < m->pattern->tokens ? &m->set->token[m->pattern->first + i] : NULL;
}

static struct mdr_span literal_of(const struct match *m, const struct mdr_token *token)
{
    return token && token->class == MDR_CLASS_LITERAL ? mdr_span_make(&m->set->pool[token->text], token->n)
                                                      : MDR_SPAN_NONE;
}

/* A capture that runs on: up to the literal behind it, or to the end. Returns where the text goes on. */
static size_t run_on(struct match *m, size_t i, size_t at)
{
    const struct mdr_token *token = token_at(m, i);
    struct mdr_span stop = literal_of(m, token_at(m, i + 1));
    size_t to = m->s.n, end = m->s.n;
    if (stop.p) {
        bool last = !token_at(m, i + 2);
        to = last || token->class == MDR_CLASS_REPLY ? literal_find_last(m->s, at, stop, last, &end)
                                                     : literal_find(m->s, at, stop, &end);
        if (to == MDR_NOT_FOUND)
            return MDR_NOT_FOUND;
    }
    m->captures->have |= (uint32_t)1 << token->class;
    m->captures->at[token->class] = mdr_trim(mdr_span_cut(m->s, at, to));
    return end;
}

/* One token at `at`; *i moves on by the tokens that were used. */
static size_t match_token(struct match *m, size_t *i, size_t at)
{
    const struct mdr_token *token = token_at(m, *i);
    if (token->class == MDR_CLASS_LITERAL) {
        (*i)++;
        return mdr_literal_at(m->s, at, literal_of(m, token));
    }
    if (token->class >= MDR_CLASS_TEXT) {
        at = run_on(m, *i, at);
        *i += token_at(m, *i + 1) ? 2 : 1;
        return at;
    }
    struct mdr_span stop = literal_of(m, token_at(m, *i + 1));
    (*i)++;
    size_t n = mdr_class_read((enum mdr_class)token->class, m->s, at, stop, m->captures);
    return n > 0 ? at + n : MDR_NOT_FOUND;
}

/* Blanks in front: a form that is told by its indentation needs exactly as many. */
static bool indent_fits(const struct mdr_pattern *pattern, struct mdr_span s, size_t *ret_at)
{
    size_t at = 0;
    while (at < s.n && mdr_is_blank(s.p[at]))
        at++;
    *ret_at = at;
    return pattern->indent == MDR_INDENT_ANY || at == pattern->indent;
}

/* Most patterns begin with a literal, and most texts with another one. */
static bool may_fit(const struct mdr_pattern_set *set, const struct mdr_pattern *pattern, struct mdr_span s, size_t at)
{
    const struct mdr_token *first = &set->token[pattern->first];
    return at >= s.n || pattern->tokens == 0 || first->class != MDR_CLASS_LITERAL ||
           may_begin(mdr_span_make(&set->pool[first->text], first->n), s.p[at]);
}

/* The same of its end: a literal in the last place has to end the text. */
static bool may_end(const struct match *m, size_t at)
{
    struct mdr_span last = literal_of(m, token_at(m, m->pattern->tokens - 1u));
    if (last.n == 0 || m->s.n <= at)
        return true;
    char end = last.p[last.n - 1];
    return end == ' ' || end == '\'' || mdr_lower(m->s.p[m->s.n - 1]) == end;
}

static bool match_from(struct match *m, size_t at)
{
    while (m->s.n > at && mdr_is_space(m->s.p[m->s.n - 1]))
        m->s.n--;
    if (!may_end(m, at))
        return false;
    for (size_t i = 0; i < m->pattern->tokens;) {
        at = match_token(m, &i, at);
        if (at == MDR_NOT_FOUND)
            return false;
    }
    return at == m->s.n;
}

bool mdr_pattern_match(const struct mdr_pattern_set *set, size_t index, struct mdr_span s, struct mdr_captures *ret)
{
    const struct mdr_pattern *pattern = &set->pattern[index];
    ret->have = 0;
    size_t at;
    if (!indent_fits(pattern, s, &at) || !may_fit(set, pattern, s, at))
        return false;
    struct match m = {set, pattern, s, ret};
    return match_from(&m, at);
}
