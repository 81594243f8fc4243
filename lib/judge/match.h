/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which clue of the notice speaks of the same recipient as which clue of the fields: by address, by
 * the address it was expanded from, and by their order where there is only one left of each. Linear, by
 * a hash over the addresses.
 */
#ifndef MDR_JUDGE_MATCH_H
#define MDR_JUDGE_MATCH_H

#include "recognise/clue.h"

struct mdr_match {
    const struct mdr_clues *fields, *told;
    size_t *slot; /* hash table: index of a told clue + 1; 0: free */
    size_t mask;
    size_t *by_alias; /* the same over the addresses that were expanded: index of the next one to take */
    size_t *next;     /* of a told clue: the next one with the same alias, index + 1; 0: none */
    bool ready;       /* false: memory ran out */
    bool open;        /* the fields break off: more recipients may have stood there */
    bool lone;        /* a recipient of the fields that the notice does not name */
    bool *used;       /* told clues that have been given out */
    size_t next_fields, next_told;
};

void mdr_match_init(struct mdr_match *match, struct mdr_arena *arena, const struct mdr_clues *fields,
                    const struct mdr_clues *told);

/*
 * The next recipient: its clue of the fields, of the notice, or both. The fields' recipients come
 * first, in their order; those that only the notice names come after, and only where the fields name
 * none at all, or break off behind those that the notice names, too.
 */
bool mdr_match_next(struct mdr_match *match, const struct mdr_clue **ret_fields, const struct mdr_clue **ret_told);

#endif
