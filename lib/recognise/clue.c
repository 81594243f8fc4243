/* SPDX-License-Identifier: BSD-2-Clause */
/* The list of clues: see clue.h. */
#include "recognise/clue.h"

#define ROOM_FIRST 1 /* most notices are about one recipient */

struct mdr_clue *mdr_clues_add(struct mdr_clues *clues, enum mdr_clue_source source)
{
    if (clues->n >= clues->limit) {
        clues->over = true;
        return NULL;
    }
    if (clues->n == clues->room) {
        size_t room = clues->room ? clues->room * 2 : ROOM_FIRST;
        struct mdr_clue *grown = mdr_arena_move(clues->arena, clues->clue, clues->n, room, sizeof *grown);
        if (!grown)
            return NULL;
        clues->clue = grown;
        clues->room = room;
    }
    struct mdr_clue *clue = &clues->clue[clues->n++];
    memset(clue, 0, sizeof *clue);
    clue->source = source;
    return clue;
}

bool mdr_clues_have_words(const struct mdr_clues *clues)
{
    for (size_t i = 0; i < clues->n; i++)
        if (clues->clue[i].diagnostic.s.n > 0)
            return true;
    return false;
}
