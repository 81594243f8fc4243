/* SPDX-License-Identifier: BSD-2-Clause */
/* Messages that report no outcome of a recipient: complaints, receipts, auto-replies, ordinary mail. */
#include "say/escape.h"
#include "say/explain_teller.h"
#include "say/put.h"
#include "words/words.h"

#define FEEDBACK_TYPE 40 /* bytes of a type; longer ones are none */

/* A word of a complaint (its type: RFC 5965 7.3) in lower case, as it stands in the ids of sentences. */
static struct mdr_span feedback_word(struct mdr_teller *t, int32_t key)
{
    struct mdr_builder b;
    struct mdr_span type = mdr_trim(t->report->text[key]);
    mdr_builder_init(&b, t->speech.arena);
    for (size_t i = 0; i < type.n && i < FEEDBACK_TYPE; i++)
        mdr_put_byte(&b, mdr_lower(type.p[i]));
    return b.n > 0 ? mdr_builder_finish(&b).s : MDR_SPAN_NONE;
}

/* A field of a complaint, its words in ours where there are any, else quoted. */
static void tell_field(struct mdr_teller *t, const char *label, const char *stem, int32_t key)
{
    struct mdr_span word = feedback_word(t, key);
    struct mdr_span known = word.p ? mdr_sentence_named(&t->speech, stem, word) : MDR_SPAN_NONE;
    mdr_tell(t, MODORI_ITEM_DETAIL, 0, label,
             known.p ? known : mdr_escape(t->speech.arena, t->report->text[key], false, FEEDBACK_TYPE));
}

static void tell_feedback(struct mdr_teller *t)
{
    const struct mdr_span *text = t->report->text;
    struct mdr_arena *arena = t->speech.arena;
    tell_field(t, "label-feedback-type", "feedback-type-", MODORI_REPORT_FEEDBACK_TYPE);
    tell_field(t, "label-feedback-failure", "feedback-failure-", MODORI_REPORT_FEEDBACK_FAILURE);
    tell_field(t, "label-feedback-result", "feedback-result-", MODORI_REPORT_FEEDBACK_RESULT);
    mdr_tell(t, MODORI_ITEM_DETAIL, 0, "label-feedback-domain",
             mdr_escape(arena, text[MODORI_REPORT_FEEDBACK_DOMAIN], false, MDR_QUOTE_NAME));
    mdr_tell(t, MODORI_ITEM_DETAIL, 0, "label-feedback-recipient",
             mdr_escape(arena, mdr_unwrap(text[MODORI_REPORT_FEEDBACK_RCPT_TO], '<', '>'), false, MDR_QUOTE_NAME));
    mdr_tell(t, MODORI_ITEM_DETAIL, 0, "label-feedback-source",
             mdr_escape(arena, text[MODORI_REPORT_FEEDBACK_SOURCE_IP], false, MDR_QUOTE_NAME));
    mdr_tell(t, MODORI_ITEM_DETAIL, 0, "label-feedback-message-id", t->speech.slot[MDR_SLOT_MESSAGE_ID]);
}

/* What a kind means or asks for; a complaint has sentences for some of its types. */
static struct mdr_span kind_sentence(struct mdr_teller *t, const char *stem, const char *by_type, int32_t kind,
                                     struct mdr_span type)
{
    struct mdr_span text = type.p ? mdr_sentence_named(&t->speech, by_type, type) : MDR_SPAN_NONE;
    return text.p ? text : mdr_sentence_of(&t->speech, stem, MODORI_ENUM_KIND, kind);
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
    struct mdr_span type = MDR_SPAN_NONE;
    if (kind == MODORI_KIND_FEEDBACK) {
        type = feedback_word(t, MODORI_REPORT_FEEDBACK_TYPE);
        tell_feedback(t);
    }
    if (kind == MODORI_KIND_NONE)
        tell_no_mail(t);
    if (!t->speech.slot[MDR_SLOT_SUBJECT].p)
        t->speech.slot[MDR_SLOT_SUBJECT] =
            mdr_escape(t->speech.arena, t->report->text[MODORI_REPORT_SUBJECT], false, MDR_QUOTE_SUBJECT);
    if (mdr_span_equal(t->speech.slot[MDR_SLOT_SENT], t->speech.slot[MDR_SLOT_TIME]))
        t->speech.slot[MDR_SLOT_SENT] = MDR_SPAN_NONE; /* of an ordinary mail: told above */
    mdr_tell_subject(t);
    mdr_tell(t, MODORI_ITEM_REASON, kind, "label-meaning",
             kind_sentence(t, "kind-means-", "feedback-means-", kind, type));
    mdr_tell(t, MODORI_ITEM_ADVICE, 0, "label-advice",
             kind_sentence(t, "kind-advice-", "feedback-advice-", kind, type));
}
