/* SPDX-License-Identifier: BSD-2-Clause */
/* Causes that a reply joins by an "or": see joined.h. */
#include "judge/joined.h"
#include "bytes/ascii.h"
#include "recognise/word_list.h"
#include "recognise/written.h"

#define OR_LONGEST     24 /* bytes between two phrases that an "or" joins */
#define OR_WORD        12 /* bytes of the longest one */
#define OR_SHORT       4  /* bytes of a short word, and how many of them */
#define OR_SHORT_WORDS 2
#define OR_LIST        40 /* bytes of what a list has before its "or" */
#define OR_PLAIN       1  /* value of a word that means nothing else in another language */

/* The part of a candidate with which its own begins, behind the byte at `end`; NULL: none. */
static const struct mdr_lexicon_hit *part_behind(const struct mdr_candidate *c, size_t end)
{
    for (size_t i = 0; i < c->parts; i++)
        if (c->part[i].at >= end)
            return &c->part[i];
    return NULL;
}

/*
 * An "or", and little else, between two phrases: "mailbox disabled or over quota", "no such user, or disabled". They
 * may begin with the same word, so where they end tells their order.
 */
bool mdr_joined_by_or(const struct mdr_facts *facts, const struct mdr_candidate *a, const struct mdr_candidate *b)
{
    if (a->context || b->context || a->parts == 0 || b->parts == 0)
        return false;
    const struct mdr_lexicon_hit *first = &a->part[a->parts - 1], *second = part_behind(b, first->end);
    if (!second) {
        first = &b->part[b->parts - 1];
        second = part_behind(a, first->end);
    }
    if (!second || second->at - first->end > OR_LONGEST)
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

/* A stroke before a word, which is an "or" in the language of forms: "disabled|suspended". */
static bool is_stroke(struct mdr_span s, size_t at)
{
    return at + 1 < s.n && s.p[at] == '|' && mdr_is_alpha(s.p[at + 1]);
}

/* The same behind a phrase, over the rest of its last word, and the marks and the line end between. */
static bool or_behind(struct mdr_span s)
{
    size_t at = 0, end, begin;
    while (at < s.n && mdr_is_alpha(s.p[at]))
        at++;
    begin = at;
    if (is_stroke(s, at))
        return true;
    if (at < s.n && (s.p[at] == ',' || s.p[at] == ';'))
        at++;
    at += mdr_written_blank(s, at);
    return (at > begin || at == s.n || !mdr_is_alnum(s.p[at])) && begins_with_or(mdr_span_from(s, at), &end);
}

/* The last word of s before `end`; its start, or `end` if there is none, or one too long to be an "or". */
static size_t word_start(struct mdr_span s, size_t end)
{
    size_t at = end;
    while (at > 0 && end - at <= OR_WORD && !mdr_is_space(s.p[at - 1]))
        at--;
    return end - at <= OR_WORD ? at : end;
}

/* The same of one of the last words of s, behind which nothing stands but short words: "or has been closed". */
static bool or_before(struct mdr_span s)
{
    size_t end = s.n;
    for (size_t i = 0; i <= OR_SHORT_WORDS; i++) {
        size_t blank = mdr_written_blank_before(mdr_span_cut(s, 0, end), end), or_end;
        end -= blank;
        size_t at = word_start(s, end);
        if (blank == 0 || at == end || at == 0)
            return false;
        if (begins_with_or(mdr_span_cut(s, at, end), &or_end) && at + or_end == end)
            return true;
        if (end - at > OR_SHORT || !mdr_is_alpha(s.p[at]) || !mdr_is_alpha(s.p[end - 1]))
            return false;
        end = at;
    }
    return false;
}

/* The same at the end of s in languages that write no blanks. */
static bool or_right_before(struct mdr_span s)
{
    size_t or_end;
    if (s.n == 0 || (uint8_t)s.p[s.n - 1] < 0x80)
        return false;
    for (size_t n = 3; n <= OR_WORD && n <= s.n; n += 3)
        if (begins_with_or(mdr_span_from(s, s.n - n), &or_end) && or_end == n)
            return true;
    return false;
}

bool mdr_may_join(const struct mdr_facts *facts, const struct mdr_classification *all)
{
    return all->candidate[all->best].context || all->hits.mixed ||
           mdr_rules_may_have_mark(&all->hits, MDR_MARK_OR, 0, SIZE_MAX) ||
           mdr_find_byte(facts->words.s, '|', 0) != MDR_NOT_FOUND;
}

/*
 * "Mailbox not found or access denied", "mailbox unavailable or full": an "or" right behind the deciding phrase, or
 * before a part of it, joins to it what else may be the cause, whether a rule knows that or not.
 */
bool mdr_or_beside(const struct mdr_facts *facts, const struct mdr_candidate *c)
{
    struct mdr_span s = mdr_candidate_text(facts, c)->s;
    for (size_t i = 0; i < c->parts; i++)
        if (or_before(mdr_span_cut(s, i > 0 ? c->part[i - 1].end : 0, c->part[i].at)))
            return true;
    return c->parts > 0 && or_behind(mdr_span_from(s, c->part[c->parts - 1].end));
}

/* "存在しないか、停止されています": with nothing between, where no blanks are written. */
bool mdr_or_right_before(const struct mdr_facts *facts, const struct mdr_candidate *c)
{
    return c->parts > 0 && or_right_before(mdr_span_cut(mdr_candidate_text(facts, c)->s, 0, c->part[0].at));
}

/* "The mailbox is full, closed or overloaded": behind a comma, a few words, and an "or"; 0: there is none. */
static size_t or_in_list(struct mdr_span s)
{
    size_t end;
    if (s.n == 0 || s.p[0] != ',')
        return 0;
    for (size_t at = 1; at < s.n && at < OR_LIST; at++) {
        if (s.p[at] == '.' || s.p[at] == ';' || s.p[at] == ':' || s.p[at] == '(')
            return 0;
        if (mdr_is_space(s.p[at]) && begins_with_or(mdr_span_from(s, at + 1), &end))
            return at + 1 + end;
    }
    return 0;
}

size_t mdr_list_behind(const struct mdr_facts *facts, const struct mdr_candidate *c)
{
    if (c->parts == 0)
        return 0;
    size_t end = c->part[c->parts - 1].end;
    size_t or_end = or_in_list(mdr_span_from(mdr_candidate_text(facts, c)->s, end));
    return or_end > 0 ? end + or_end : 0;
}
