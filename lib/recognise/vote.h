/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the words of a text speak for, each by itself: the naive Bayes classifier, over a table that tells for each word
 * how much it speaks for each reason. It knows texts that no phrase fits, and is no more than a guess.
 *
 * A word is known by the hash of its first seven letters, in lower case, or, in writing that has no blanks, a pair of
 * signs is. Addresses, host names and URLs have no words. Tables are made by tables/gen/votes.awk.
 */
#ifndef MDR_RECOGNISE_VOTE_H
#define MDR_RECOGNISE_VOTE_H

#include "bytes/span.h"

#include <stdint.h>

#define MDR_VOTE_REASONS 64 /* their numbers are less */
#define MDR_VOTE_WORDS   48 /* known words of a text that count: its first ones */

/* So much a word speaks for a reason, in sixteenths of a natural logarithm, as all scores. */
struct mdr_vote {
    uint8_t reason, weight;
};

struct mdr_vote_table {
    const struct mdr_vote *vote;
    const uint16_t *first;    /* of each word: its first vote; one more at the end */
    const uint32_t *word;     /* their hashes, ascending */
    const uint16_t *bucket;   /* by the highest 12 bits of a hash: the first word; one more at the end */
    const int16_t *prior;     /* of each reason, from 1 on: what speaks for it without a word, */
    const int16_t *unrelated; /* and for each known word, whatever it is */
    uint8_t reasons;          /* the highest number */
};

/* What tables/gen/votes.awk has emitted under a name. */
#define MDR_VOTE_TABLE(name)                                                                                           \
    {                                                                                                                  \
        name##_vote, name##_vote_first, name##_vote_word, name##_vote_bucket, name##_vote_prior,                       \
            name##_vote_unrelated, name##_VOTE_REASONS                                                                 \
    }

struct mdr_vote_word {
    uint32_t at, end; /* where it stands first */
    uint16_t number;
};

struct mdr_poll {
    const struct mdr_vote_table *table;
    int32_t votes[MDR_VOTE_REASONS];           /* for each reason, of those words that know it */
    int32_t voters;                            /* known words, and those that were added */
    struct mdr_vote_word word[MDR_VOTE_WORDS]; /* known ones of the text, each once */
    size_t words;
};

/* Counts the votes of a text's words. */
void mdr_vote_count(const struct mdr_vote_table *table, struct mdr_span text, struct mdr_poll *ret);

/* Counts one more word, which does not stand in the text: a code. */
void mdr_vote_add(struct mdr_poll *poll, struct mdr_span word);

/* What they come to for a reason. */
static inline int32_t mdr_vote_score(const struct mdr_poll *poll, unsigned reason)
{
    return poll->table->prior[reason] + poll->votes[reason] + poll->voters * poll->table->unrelated[reason];
}

/* What a known word speaks for a reason; 0: nothing. */
int32_t mdr_vote_of(const struct mdr_vote_table *table, uint16_t number, unsigned reason);

#endif
