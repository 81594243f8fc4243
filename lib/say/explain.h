/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An explanation as a list of items, each the answer to one question (who refused, at which stage, what to
 * do ...). The page of text and the public calls are made of the same list.
 */
#ifndef MDR_SAY_EXPLAIN_H
#define MDR_SAY_EXPLAIN_H

#include "report/report.h"
#include "say/sentence.h"

/* Not about one recipient. */
#define MDR_ITEM_WHOLE ((size_t)-1)

struct mdr_item {
    int32_t item;          /* MODORI_ITEM_*: which question it answers */
    int32_t value;         /* number of the enumeration behind it (a cause, an advice, a reason ...); 0: none */
    size_t recipient;      /* index of the recipient that it is about; MDR_ITEM_WHOLE */
    struct mdr_span label; /* "Refused by"; the same for all items of one question */
    struct mdr_span text;  /* escaped; a line feed begins another line */
};

struct mdr_items {
    struct mdr_arena *arena;
    struct mdr_item *item;
    size_t n, room;
};

/* All items, in the order of reading. Texts are static or in the arena. */
void mdr_items_make(struct mdr_items *items, struct mdr_arena *arena, const struct modori_report *report, int lang,
                    int32_t style);

#endif
