/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Phrases that a sentence has without saying them: see hedged.h. Which words take a cause back is told by
 * tables/words; here is where they have to stand for that.
 */
#include "judge/hedged.h"
#include "bytes/ascii.h"
#include "recognise/word_list.h"
#include "recognise/written.h"

#define SENTENCE_LONGEST  200 /* bytes before a phrase that may belong to its sentence */
#define TITLE_LONGEST     100 /* bytes of a title before a phrase in it */
#define WORD_REACH        12  /* bytes of a phrase that a word before it may reach into: "si l'adresse" */
#define SUPPOSES_SHORTEST 2   /* so many bytes hold no condition */
#define BEHIND_LONGEST    40  /* bytes behind a phrase in which a word may take it back */
#define WORD_LONGEST      16  /* bytes of a word before a phrase */
#define FLAT              64  /* bytes that are looked at for a word of a list */
#define LIGHT_WORDS       3   /* words between a "not" and what it denies: "not yet been listed" */

/* Values of the words in tables/words. */
#define NOT_DENIES     1
#define NOT_LIGHT      2
#define NOT_CAN        3 /* "could not be ..." tells of a failure, "may not be ..." of a refusal */
#define SUPPOSES_ONE   1
#define SUPPOSES_MANY  2
#define SUPPOSES_NOT   3
#define SUPPOSES_MAYBE 4
#define CJK_MARK       '\xe3' /* the first byte of an ideographic comma in UTF-8 */
#define TITLE_UNENDED  1 /* a label, of which the rest of the line is the title; else it ends with a quotation mark */

/* Those in the text of a candidate; NULL: they were not kept. */
static const struct mdr_phrase_hits *hits_of(const struct mdr_classification *all, const struct mdr_candidate *c)
{
    return c->context ? NULL : &all->hits;
}

/* Whether a word of the list begins s, wherever its lines end; *ret_value gets what it is. */
static bool begins_with(enum mdr_word_list list, struct mdr_span s, int32_t *ret_value)
{
    char flat[FLAT];
    size_t n = 0;
    for (size_t at = 0; at < s.n && n < FLAT; n++) {
        size_t blank = mdr_written_blank(s, at);
        flat[n] = blank > 0 ? ' ' : s.p[at];
        at += blank > 0 ? blank : 1;
    }
    struct mdr_word word = {0, 0, 0};
    bool found = mdr_word_find(list, mdr_span_make(flat, n), &word);
    *ret_value = word.value;
    return found;
}

/* ---- denied ---------------------------------------------------------------------------------- */

/* The last word of s, before white space; empty: there is none, or it is too long to be looked for. */
static struct mdr_span last_word(struct mdr_span s)
{
    size_t blank = mdr_written_blank_before(s, s.n), end = s.n - blank, at = end;
    if (blank == 0)
        return MDR_SPAN_NONE;
    while (at > 0 && end - at <= WORD_LONGEST && !mdr_is_space(s.p[at - 1]))
        at--;
    if (end - at > WORD_LONGEST)
        return MDR_SPAN_NONE;
    if (at < end && s.p[at] == '(')
        at++;
    return mdr_span_cut(s, at, end);
}

/* What the last word of *s is for a "not", 0: nothing; *s ends before it then. */
static int32_t take_word(struct mdr_span *s)
{
    struct mdr_word found;
    struct mdr_span word = last_word(*s);
    if (word.n == 0 || !mdr_word_find(MDR_WORDS_NOT, word, &found))
        return 0;
    *s = mdr_span_make(s->p, (size_t)(word.p - s->p));
    return found.value;
}

/* Whether a "not" ends s, with nothing but light words behind it. */
static bool ends_with_not(struct mdr_span s)
{
    for (size_t i = 0; i <= LIGHT_WORDS; i++) {
        int32_t value = take_word(&s);
        if (value == NOT_DENIES)
            return take_word(&s) != NOT_CAN;
        if (value != NOT_LIGHT)
            return false;
    }
    return false;
}

static bool is_denied(struct mdr_span s, const struct mdr_candidate *c)
{
    int32_t value;
    for (size_t i = 0; i < c->parts; i++)
        if (ends_with_not(mdr_span_cut(s, i > 0 ? c->part[i - 1].end : 0, c->part[i].at)) &&
            !begins_with(MDR_WORDS_GRANTED, mdr_span_from(s, c->part[i].at), &value))
            return true;
    return false;
}

/* The same of a word right behind, in languages that have it there; none of them begins with ASCII. */
static bool is_denied_behind(struct mdr_span s)
{
    return s.n > 0 && (uint8_t)s.p[0] >= 0xC0 && mdr_word_has(MDR_WORDS_NOT_BEHIND, s);
}

/* ---- supposed -------------------------------------------------------------------------------- */

/* Whether a new line begins with a capital letter, behind the codes of its reply: most often a sentence of its own. */
static bool begins_sentence(struct mdr_span s, size_t line_end)
{
    size_t at = line_end + mdr_written_blank(s, line_end);
    return at < s.n && mdr_is_upper(s.p[at]);
}

static bool is_border(struct mdr_span s, size_t at)
{
    char c = s.p[at];
    if (c == '\n')
        return begins_sentence(s, at);
    return (c == '.' || c == '!' || c == '?' || c == ';') && at + 1 < s.n && mdr_is_space(s.p[at + 1]);
}

/* Where the sentence begins that has the byte at `at`. */
static size_t sentence_start(struct mdr_span s, size_t at)
{
    size_t least = at > SENTENCE_LONGEST ? at - SENTENCE_LONGEST : 0;
    while (at > least && !is_border(s, at - 1))
        at--;
    return at;
}

/* Where a condition ends that stands before: at a comma and the like. */
static bool is_mark(char c)
{
    return c == ',' || c == ':' || c == '(' || c == ')';
}

/*
 * What words in s from `start` on make of what follows. Those of a condition have to begin before the phrase, which is
 * at `end`; a "might" may stand before its last part, too.
 */
struct said {
    bool supposes, several, denies;
};

static struct said read_words(struct mdr_span s, const struct mdr_phrase_hits *hits, size_t start, size_t end,
                              size_t last, size_t to)
{
    struct said ret = {false, false, false};
    if (hits && !mdr_rules_may_have_mark(hits, MDR_MARK_HEDGE, start, to))
        return ret;
    struct mdr_word_search search;
    struct mdr_word word;
    mdr_word_search_start(&search, MDR_WORDS_SUPPOSES, mdr_span_cut(s, start, to < s.n ? to : s.n));
    while (mdr_word_search_next(&search, &word)) {
        bool before = start + word.at < end;
        bool maybe = word.value == SUPPOSES_MAYBE && (before || start + word.end <= last);
        ret.supposes = ret.supposes || maybe || (before && word.value == SUPPOSES_ONE);
        ret.several = ret.several || (before && word.value == SUPPOSES_MANY);
        ret.denies = ret.denies || word.value == SUPPOSES_NOT;
    }
    return ret;
}

/* Where the part of the sentence begins of which a condition still holds at `end`. */
static size_t clause_start(struct mdr_span s, size_t end)
{
    size_t least = end > SENTENCE_LONGEST ? end - SENTENCE_LONGEST : 0, at = end;
    while (at > least && (mdr_is_alnum(s.p[at - 1]) || !(is_mark(s.p[at - 1]) || is_border(s, at - 1))))
        at--;
    return at;
}

/* Whether words may stand between the parts of a phrase. */
static bool has_gaps(const struct mdr_candidate *c)
{
    for (size_t i = 1; i < c->parts; i++)
        if (c->part[i].at > c->part[i - 1].end + SUPPOSES_SHORTEST)
            return true;
    return false;
}

/*
 * What the clause says before the phrase and between its parts; only where it has room for words is anything looked
 * for. A word at the start of the text has no blank before it.
 */
static struct said read_clause(struct mdr_span s, const struct mdr_phrase_hits *hits, const struct mdr_candidate *c,
                               size_t start)
{
    size_t end = c->part[0].at, last = c->part[c->parts - 1].at;
    bool before = end - start > SUPPOSES_SHORTEST, between = has_gaps(c);
    size_t from = before ? start : c->part[0].end, to = between && last > end ? last : end;
    if (!before && !between)
        return (struct said){false, false, false};
    if (before && to < end + WORD_REACH)
        to = end + WORD_REACH;
    struct said ret = read_words(s, hits, from, end, last, to);
    ret.denies = ret.denies || (start == 0 && end <= WORD_LONGEST);
    return ret;
}

static bool is_asked(struct mdr_span s, const struct mdr_candidate *c)
{
    for (size_t i = 0; i < c->parts; i++) {
        size_t end = c->part[i].end;
        if (end < s.n && s.p[end] == '?' && (end + 1 == s.n || mdr_is_space(s.p[end + 1]) || s.p[end + 1] == '"'))
            return true;
    }
    return false;
}

/* "... の場合は": a word behind that makes a condition or a question of it. */
static bool is_supposed_behind(struct mdr_span s)
{
    for (size_t at = 0; at < s.n && at < BEHIND_LONGEST; at++) {
        if (mdr_is_space(s.p[at]) || s.p[at] == ',' || s.p[at] == '.')
            return false;
        struct mdr_word word;
        if ((uint8_t)s.p[at] >= 0xC0 && mdr_word_find(MDR_WORDS_SUPPOSED_BEHIND, mdr_span_from(s, at), &word))
            return word.value == SUPPOSES_ONE;
    }
    return false;
}

/* Whether a mark that ends s begins the title of a message: a label's colon, or a quotation mark that is closed behind.
 */
static bool begins_title(struct mdr_span s, struct mdr_span behind)
{
    struct mdr_word word;
    bool label = s.n > 1 && (mdr_is_alpha(s.p[s.n - 2]) || (uint8_t)s.p[s.n - 2] >= 0x80 || s.p[s.n - 1] == '"');
    if (!label || !mdr_word_find(MDR_WORDS_TITLE, s, &word))
        return false;
    return word.value == TITLE_UNENDED || mdr_find_byte(behind, s.p[s.n - 1], 0) != MDR_NOT_FOUND;
}

/* Whether the title of a message has the byte at `end`, where `clause` is the start of its part of the sentence. */
static bool is_in_title(struct mdr_span s, size_t clause, size_t end, struct mdr_span behind)
{
    if (clause > 0 && begins_title(mdr_span_cut(s, 0, clause), behind))
        return true;
    if (mdr_find_byte(s, '"', 0) == MDR_NOT_FOUND)
        return false;
    size_t at = end;
    while (at > 0 && end - at < TITLE_LONGEST && s.p[at - 1] != '"' && s.p[at - 1] != '\n')
        at--;
    return at > 0 && s.p[at - 1] == '"' && begins_title(mdr_span_cut(s, 0, at), behind);
}

enum mdr_hedge mdr_hedge_of(const struct mdr_facts *facts, const struct mdr_classification *all,
                            const struct mdr_candidate *c)
{
    const struct mdr_phrase_hits *hits = hits_of(all, c);
    if (c->parts == 0)
        return MDR_SAID;
    struct mdr_span s = mdr_candidate_text(facts, c)->s, behind = mdr_span_from(s, c->part[c->parts - 1].end);
    size_t start = clause_start(s, c->part[0].at);
    struct said said = read_clause(s, hits, c, start);
    if ((said.denies && is_denied(s, c)) || is_denied_behind(behind))
        return MDR_DENIED;
    if (said.supposes || is_asked(s, c) || is_supposed_behind(behind) || is_in_title(s, start, c->part[0].at, behind))
        return MDR_SUPPOSED;
    return MDR_SAID;
}

bool mdr_may_list(const struct mdr_facts *facts, const struct mdr_candidate *c)
{
    struct mdr_span s = mdr_candidate_text(facts, c)->s;
    return mdr_find_byte(s, ',', 0) != MDR_NOT_FOUND || mdr_find_byte(s, ';', 0) != MDR_NOT_FOUND ||
           mdr_find_byte(s, CJK_MARK, 0) != MDR_NOT_FOUND;
}

bool mdr_announces_several(const struct mdr_facts *facts, const struct mdr_classification *all,
                           const struct mdr_candidate *c)
{
    const struct mdr_phrase_hits *hits = hits_of(all, c);
    size_t end = c->parts > 0 ? c->part[0].at : 0;
    if (end == 0 || (hits && !mdr_rules_may_have_mark(hits, MDR_MARK_HEDGE, 0, end)))
        return false;
    struct mdr_span s = mdr_candidate_text(facts, c)->s;
    return read_words(s, hits, sentence_start(s, end), end, end, end).several;
}

/* ---- set aside ------------------------------------------------------------------------------- */

bool mdr_set_aside_hedged(const struct mdr_facts *facts, struct mdr_classification *all)
{
    bool any = false;
    while (all->best < all->n) {
        struct mdr_candidate *best = &all->candidate[all->best];
        enum mdr_hedge hedge = best->strength >= MDR_STRENGTH_USUAL ? mdr_hedge_of(facts, all, best) : MDR_SAID;
        if (hedge == MDR_SAID)
            return any;
        best->strength = hedge == MDR_DENIED ? 0 : MDR_STRENGTH_VAGUE - 1;
        mdr_choose_best(all);
        any = true;
    }
    return any;
}
