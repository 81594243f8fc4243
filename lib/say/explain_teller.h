/* SPDX-License-Identifier: BSD-2-Clause */
/* Between the files of explain: who tells what about which recipient. */
#ifndef MDR_SAY_EXPLAIN_TELLER_H
#define MDR_SAY_EXPLAIN_TELLER_H

#include "say/explain.h"
#include "words/words.h"

/* Columns of quotations: an address or a host, a subject, a reply. */
#define MDR_QUOTE_NAME    120
#define MDR_QUOTE_SUBJECT 56
#define MDR_QUOTE_REPLY   320
#define MDR_QUOTE_AGAIN   120 /* a reply so long that it stands above without its end */

struct mdr_teller {
    struct mdr_speech speech;
    const struct modori_report *report;
    const struct modori_recipient *recipient; /* NULL: the whole report */
    size_t index;                             /* of the recipient; MDR_ITEM_WHOLE */
    struct mdr_items *items;
};

/* Adds an item; nothing when the text is absent. label: id of a sentence, NULL for none. */
void mdr_tell(struct mdr_teller *t, int32_t item, int32_t value, const char *label, struct mdr_span text);

/* A number or text of the recipient. */
static inline int64_t mdr_told(const struct mdr_teller *t, int32_t key)
{
    return mdr_recipient_number(t->recipient, key);
}

/* What a value means, in the words of whom it is told to. */
static inline struct mdr_span mdr_meaning(const struct mdr_teller *t, int32_t enumeration, int32_t value)
{
    bool person = t->speech.style == MODORI_EXPLAIN_PERSON;
    return person ? mdr_enum_text_person(enumeration, value, t->speech.lang)
                  : mdr_enum_text(enumeration, value, t->speech.lang);
}

/* A sentence for a value beside this recipient's reason, "<stem><reason>-<value>"; absent where there is none. */
struct mdr_span mdr_say_by_reason(const struct mdr_teller *t, const char *stem, int32_t enumeration, int32_t value);

/* explain_slots.c: what can be put into sentences. */
void mdr_slots_report(struct mdr_teller *t);
void mdr_slots_recipient(struct mdr_teller *t, size_t index);
struct mdr_span mdr_reply_text(struct mdr_arena *arena, struct mdr_span s);

/* explain_facts.c: who, where, when, what, and what that means. */
void mdr_tell_facts(struct mdr_teller *t);
/* Whether the name of the server that answered proves that it is the recipient's: it, or its parent, holds the domain. */
bool mdr_is_recipients(const struct mdr_teller *t);
/* Which mail it was. */
void mdr_tell_subject(struct mdr_teller *t);
void mdr_tell_outcome(struct mdr_teller *t, size_t more);
/* What the outcome is in one line, for recipients that are not explained in full. */
struct mdr_span mdr_say_short(struct mdr_teller *t);

/* explain_steps.c: causes, advice and the block to quote. */
void mdr_tell_causes(struct mdr_teller *t);
void mdr_tell_advice(struct mdr_teller *t);
/* Whether the reply is quoted whole. */
bool mdr_is_whole(const struct mdr_teller *t);
/* Whether there will be a block to quote. */
bool mdr_asks(const struct mdr_teller *t);

/* explain_kinds.c: messages that report no failure of a recipient. */
void mdr_tell_kind(struct mdr_teller *t, int32_t kind);

/* explain_others.c: recipients beyond the first. */
void mdr_tell_recipients(struct mdr_teller *t);

#endif
