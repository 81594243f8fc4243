/* SPDX-License-Identifier: BSD-2-Clause */
/* A guess by the votes of words: see lean.h. */
#include "judge/lean.h"
#include "bytes/ascii.h"

#include <modori.h>

#define WORDS_LEAST 3 /* that are known: one or two may mean anything */
#define LOUDEST     3 /* words that are told as evidence */

/* Votes, in sixteenths of a natural logarithm, that each point of strength is worth of the rule that won so far. */
#define VOTES_OF_STRENGTH 2

#define MARGIN            64 /* by which the words have to outvote what won so far: they often speak louder than they know */

/* The codes vote, too: texts with the same code are of the same kind. */
static void add_codes(const struct mdr_facts *facts, struct mdr_poll *poll)
{
    char text[20];
    struct mdr_enhanced code = mdr_facts_enhanced(facts);
    if (code.class_digit != 0)
        mdr_vote_add(poll, mdr_span_make(text, mdr_enhanced_write(code, text)));
    if (facts->reply >= 200 && facts->reply <= 599)
        mdr_vote_add(poll, mdr_span_make(text, mdr_write_number(text, (uint64_t)facts->reply)));
}

/* Whether a phrase was set aside that its sentence denies or supposes: such a sentence is full of words for it. */
static bool is_hedged(const struct mdr_classification *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct mdr_candidate *c = &all->candidate[i];
        if (c->parts > 0 && c->strength < MDR_STRENGTH_VAGUE && c->rule->strength >= MDR_STRENGTH_USUAL)
            return true;
    }
    return false;
}

/* The numbers with the most votes whose rules may be, the winner and the second; 0: none. */
static void find_winners(const struct mdr_facts *facts, struct mdr_classification *all, const struct mdr_poll *poll,
                         unsigned ret[2])
{
    ret[0] = ret[1] = 0;
    for (unsigned r = 1; r <= poll->table->reasons; r++) {
        int32_t score = mdr_vote_score(poll, r);
        if ((ret[1] != 0 && score <= mdr_vote_score(poll, ret[1])) || !mdr_rule_fits(facts, all, mdr_rules_by_words(r)))
            continue;
        bool wins = ret[0] == 0 || score > mdr_vote_score(poll, ret[0]);
        ret[1] = wins ? ret[0] : r;
        ret[0] = wins ? r : ret[0];
    }
}

/* Puts a word among the loudest so far, the louder first. */
static size_t rank(const struct mdr_poll *poll, unsigned reason, size_t word, size_t loudest[LOUDEST], size_t n)
{
    int32_t weight = mdr_vote_of(poll->table, poll->word[word].number, reason);
    if (weight == 0)
        return n;
    size_t at = n < LOUDEST ? n++ : LOUDEST;
    for (; at > 0 && mdr_vote_of(poll->table, poll->word[loudest[at - 1]].number, reason) < weight; at--)
        if (at < LOUDEST)
            loudest[at] = loudest[at - 1];
    if (at < LOUDEST)
        loudest[at] = word;
    return n;
}

/* The words that speak the loudest, in the order of the text, as the parts of a candidate. */
static void tell_words(const struct mdr_poll *poll, unsigned reason, struct mdr_candidate *c)
{
    size_t loudest[LOUDEST] = {0}, n = 0;
    for (size_t i = 0; i < poll->words; i++)
        n = rank(poll, reason, i, loudest, n);
    c->parts = 0;
    for (size_t i = 0; i < poll->words; i++)
        for (size_t k = 0; k < n; k++)
            if (loudest[k] == i) {
                c->part[c->parts++] = (struct mdr_lexicon_hit){poll->word[i].at, poll->word[i].end, 0, 0};
                c->weight += poll->word[i].end - poll->word[i].at;
            }
    c->at = c->parts > 0 ? c->part[0].at : 0;
}

/* The votes that the words have to outvote: for what won so far, or for texts that tell nothing. */
static int32_t votes_so_far(const struct mdr_poll *poll, const struct mdr_candidate *won)
{
    int32_t reason = won ? won->rule->reason : MODORI_REASON_OTHER_TEXT;
    for (unsigned r = 1; r <= poll->table->reasons; r++)
        if (mdr_rules_by_words(r)->reason == reason)
            return mdr_vote_score(poll, r) + (won ? VOTES_OF_STRENGTH * won->strength : 0);
    return INT32_MAX;
}

/* Adds the rule for a number as a candidate: its place. */
static size_t add(struct mdr_classification *all, const struct mdr_poll *poll, unsigned number, int strength)
{
    size_t at = all->n < MDR_CANDIDATES ? all->n++ : MDR_CANDIDATES - 1;
    all->candidate[at] = (struct mdr_candidate){.rule = mdr_rules_by_words(number), .strength = strength};
    tell_words(poll, number, &all->candidate[at]);
    return at;
}

void mdr_lean(const struct mdr_facts *facts, struct mdr_classification *all)
{
    const struct mdr_vote_table table = mdr_rules_votes();
    const struct mdr_candidate *won = all->best < all->n ? &all->candidate[all->best] : NULL;
    struct mdr_poll poll;
    if (mdr_facts_class(facts) == 2 || is_hedged(all))
        return;
    mdr_vote_count(&table, facts->words.s, &poll);
    if (poll.words < WORDS_LEAST)
        return;
    add_codes(facts, &poll);
    unsigned won_by[2];
    find_winners(facts, all, &poll, won_by);
    unsigned winner = won_by[0], second = won_by[1];
    const struct mdr_rule *rule = mdr_rules_by_words(winner);
    if (winner == 0 || rule->reason == MODORI_REASON_OTHER_TEXT || (won && rule->reason == won->rule->reason) ||
        mdr_vote_score(&poll, winner) - MARGIN < votes_so_far(&poll, won))
        return;
    if (second != 0 && mdr_rules_by_words(second)->reason != MODORI_REASON_OTHER_TEXT &&
        mdr_vote_score(&poll, second) > mdr_vote_score(&poll, winner) - MARGIN)
        add(all, &poll, second, MDR_STRENGTH_VAGUE); /* so strong that it is an alternative */
    all->best = add(all, &poll, winner, rule->strength);
}
