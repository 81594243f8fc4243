/* SPDX-License-Identifier: BSD-2-Clause */
/* Messages that report no outcome of a recipient: complaints, receipts, auto-replies, ordinary mail. */
#include "say/escape.h"
#include "say/explain_teller.h"
#include "words/words.h"

static void tell_feedback(struct mdr_teller *t)
{
    const struct modori_report *r = t->report;
    struct mdr_span source = r->text[MODORI_REPORT_FEEDBACK_SOURCE_IP];
    t->speech.slot[MDR_SLOT_TYPE] = mdr_escape(t->speech.arena, r->text[MODORI_REPORT_FEEDBACK_TYPE], false, 40);
    t->speech.slot[MDR_SLOT_IP] = mdr_escape(t->speech.arena, source, false, MDR_QUOTE_NAME);
    mdr_tell(t, MODORI_ITEM_DETAIL, 0, "label-feedback-type", t->speech.slot[MDR_SLOT_TYPE]);
    mdr_tell(t, MODORI_ITEM_DETAIL, 0, "label-feedback-source", t->speech.slot[MDR_SLOT_IP]);
}

/* Where there is no mail to speak of: an empty file, a picture. */
static void tell_no_mail(struct mdr_teller *t)
{
    const struct modori_report *r = t->report;
    for (size_t i = 0; i < r->findings; i++)
        if (r->finding[i].code == MODORI_FINDING_EMPTY_INPUT || r->finding[i].code == MODORI_FINDING_BINARY_INPUT)
            mdr_tell(t, MODORI_ITEM_DETAIL, 0, "label-meaning",
                     mdr_enum_text(MODORI_ENUM_FINDING, r->finding[i].code, t->speech.lang));
}

void mdr_tell_kind(struct mdr_teller *t, int32_t kind)
{
    t->speech.slot[MDR_SLOT_TIME] = mdr_sentence_time(t->speech.arena, t->report->text[MODORI_REPORT_DATE]);
    mdr_tell(t, MODORI_ITEM_OUTCOME, kind, NULL, mdr_sentence_of(&t->speech, "kind-", MODORI_ENUM_KIND, kind));
    mdr_tell(t, MODORI_ITEM_SPEAKER, 0, "label-from", t->speech.slot[MDR_SLOT_FROM]);
    mdr_tell(t, MODORI_ITEM_TIME, 0, "label-time", t->speech.slot[MDR_SLOT_TIME]);
    if (kind == MODORI_KIND_FEEDBACK)
        tell_feedback(t);
    if (kind == MODORI_KIND_NONE)
        tell_no_mail(t);
    mdr_tell_subject(t);
    mdr_tell(t, MODORI_ITEM_REASON, kind, "label-meaning",
             mdr_sentence_of(&t->speech, "kind-means-", MODORI_ENUM_KIND, kind));
    mdr_tell(t, MODORI_ITEM_ADVICE, 0, "label-advice",
             mdr_sentence_of(&t->speech, "kind-advice-", MODORI_ENUM_KIND, kind));
}
