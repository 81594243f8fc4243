/* SPDX-License-Identifier: BSD-2-Clause */
/* Causes that a reply joins by an "or": see joined.h. */
#include "judge/joined.h"
#include "bytes/ascii.h"
#include "recognise/word_list.h"
#include "recognise/written.h"

#define OR_LONGEST 24 /* bytes between two phrases that an "or" joins */
#define OR_WORD    12 /* bytes of the longest one */
#define OR_PLAIN   1  /* value of a word that means nothing else in another language */

/* An "or", and little else, between two phrases: "mailbox disabled or over quota", "no such user, or disabled". */
bool mdr_joined_by_or(const struct mdr_facts *facts, const struct mdr_candidate *a, const struct mdr_candidate *b)
{
    if (a->context || b->context || a->parts == 0 || b->parts == 0)
        return false;
    const struct mdr_lexicon_hit *first = &a->part[a->parts - 1], *second = &b->part[0];
    if (first->end > second->at) {
        first = &b->part[b->parts - 1];
        second = &a->part[0];
    }
    if (first->end > second->at || second->at - first->end > OR_LONGEST)
        return false;
    struct mdr_span between = mdr_span_cut(facts->words.s, first->end, second->at);
    while (between.n > 0 && (mdr_is_space(between.p[0]) || between.p[0] == ',' || between.p[0] == ';'))
        between = mdr_span_from(between, 1);
    return mdr_word_has(MDR_WORDS_OR, between);
}

/* An "or" of one meaning at the start of s; *ret_end gets where it ends. */
static bool begins_with_or(struct mdr_span s, size_t *ret_end)
{
    struct mdr_word word;
    if (!mdr_word_find(MDR_WORDS_OR, s, &word) || word.value != OR_PLAIN)
        return false;
    *ret_end = word.end;
    return true;
}

/* The same behind a phrase, over the marks and the line end between. */
static bool or_behind(struct mdr_span s)
{
    size_t at = 0, end;
    if (s.n > 0 && (s.p[0] == ',' || s.p[0] == ';'))
        at++;
    at += mdr_written_blank(s, at);
    return (at > 0 || s.n == 0 || !mdr_is_alnum(s.p[0])) && begins_with_or(mdr_span_from(s, at), &end);
}

/* The same of the last word of s, with nothing but white space behind it. */
static bool or_before(struct mdr_span s)
{
    size_t end = s.n - mdr_written_blank_before(s, s.n), at = end, or_end;
    if (end == s.n || end == 0 || ((uint8_t)s.p[end - 1] < 0x80 && !mdr_is_alpha(s.p[end - 1])))
        return false;
    while (at > 0 && end - at <= OR_WORD && !mdr_is_space(s.p[at - 1]))
        at--;
    return at > 0 && end - at <= OR_WORD && begins_with_or(mdr_span_from(s, at), &or_end) && at + or_end == end;
}

/*
 * "Mailbox not found or access denied", "mailbox unavailable or full": an "or" right behind the deciding phrase, or
 * before a part of it, joins to it what else may be the cause, whether a rule knows that or not.
 */
bool mdr_or_beside(const struct mdr_facts *facts, const struct mdr_candidate *c)
{
    struct mdr_span s = c->context ? facts->context.s : facts->words.s;
    for (size_t i = 0; i < c->parts; i++)
        if (or_before(mdr_span_cut(s, i > 0 ? c->part[i - 1].end : 0, c->part[i].at)))
            return true;
    return c->parts > 0 && or_behind(mdr_span_from(s, c->part[c->parts - 1].end));
}
