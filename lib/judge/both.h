/* SPDX-License-Identifier: BSD-2-Clause */
/* What two sources, the fields and the notice's text, say of one recipient; who spoke, and with which outcome. */
#ifndef MDR_JUDGE_BOTH_H
#define MDR_JUDGE_BOTH_H

#include "judge/gather.h"
#include "judge/verdict.h"
#include "recognise/diagnostic.h"

/* One recipient: what the fields say, what the notice says, and both diagnostics taken apart. */
struct mdr_both {
    const struct mdr_clue *fields, *told; /* NULL: nothing */
    struct mdr_utterance said_f, said_t;
    struct mdr_facts facts;
    struct mdr_builder beside;         /* room for the words beside, the same for each recipient */
    struct mdr_builder words, context; /* and for those whose line ends are left out */
};

/* A report that breaks off before the end of its delivery-status part. */
bool mdr_both_open(const struct mdr_case *c);

/* The enhanced code that a text begins with; class digit 0: none. */
struct mdr_enhanced mdr_both_code(const struct mdr_text *t);

/* MODORI_ACTION_*, 0 where nothing tells it. */
int32_t mdr_both_action(const struct mdr_case *c, const struct mdr_both *o);

/* MODORI_SPEAKER_*, 0 where nothing tells it; the action has to be known. */
int32_t mdr_both_speaker(const struct mdr_case *c, const struct mdr_both *o);

/* Takes back from the facts what may not be the last word of a report that breaks off. */
void mdr_both_leave_open(const struct mdr_case *c, struct mdr_both *o);

#endif
