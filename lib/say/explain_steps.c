/* SPDX-License-Identifier: BSD-2-Clause */
/* What may be the cause, what to do, and the block to quote to those who can help. */
#include "say/escape.h"
#include "say/explain_teller.h"
#include "say/put.h"

#define SIZE_TOLD ((int64_t)1 << 20) /* bytes: a message below it is not called large */
#define NAMES     3                  /* attachments that are named together */
#define CAUSES    4                  /* that are told, so that a page stays on a screen; the lists are ranked */
#define STEPS     6                  /* of advice, likewise */

static const struct mdr_list *list_of(const struct mdr_teller *t, int32_t list)
{
    return &t->recipient->list[list - MDR_LIST_BASE];
}

/* ---- which attachment a cause or an advice speaks of ------------------------------------------ */

static int32_t risk_of(int32_t cause)
{
    switch (cause) {
    case MODORI_CAUSE_EXECUTABLE:
        return MODORI_RISK_EXECUTABLE;
    case MODORI_CAUSE_MACRO:
        return MODORI_RISK_MACRO;
    case MODORI_CAUSE_ARCHIVE:
        return MODORI_RISK_ARCHIVE;
    case MODORI_CAUSE_ATTACHMENT_MARKUP:
        return MODORI_RISK_MARKUP;
    default:
        return MODORI_RISK_NONE;
    }
}

static struct mdr_span escaped_name(struct mdr_teller *t, const struct mdr_attachment *attachment)
{
    return attachment ? mdr_escape(t->speech.arena, attachment->name, false, MDR_QUOTE_SUBJECT) : MDR_SPAN_NONE;
}

/* The names of all attachments of a risk, the first few of them; absent where none has a name. */
static struct mdr_span names_of(struct mdr_teller *t, int32_t risk)
{
    const struct modori_report *r = t->report;
    struct mdr_builder b;
    size_t named = 0;
    mdr_builder_init(&b, t->speech.arena);
    for (size_t i = 0; i < r->attachments && named <= NAMES; i++) {
        if (!r->attachment[i].name.p || r->attachment[i].risk != risk)
            continue;
        if (named > 0)
            mdr_put(&b, MDR_SPAN(", "));
        if (named++ < NAMES)
            mdr_escape_add(&b, r->attachment[i].name, false, MDR_QUOTE_SUBJECT);
        else
            mdr_put(&b, MDR_SPAN("..."));
    }
    return named > 0 ? mdr_builder_finish(&b).s : MDR_SPAN_NONE;
}

/* The one that a step speaks of where none is dangerous: the largest, the one with the oddest name, or the only one. */
static const struct mdr_attachment *chosen(const struct mdr_teller *t, int32_t advice)
{
    const struct modori_report *r = t->report;
    const struct mdr_attachment *best = NULL;
    bool by_size = mdr_told(t, MODORI_RECIPIENT_REASON) == MODORI_REASON_SIZE_MESSAGE;
    bool by_name = advice == MODORI_ADVICE_RENAME_ATTACHMENT;
    if (!by_size && !by_name && r->attachments > 1)
        return NULL;
    for (size_t i = 0; i < r->attachments; i++) {
        const struct mdr_attachment *here = &r->attachment[i];
        if (!here->name.p)
            continue;
        if (!best || (by_name && (here->has_path == 1) > (best->has_path == 1)) ||
            (by_name && here->has_path == best->has_path && here->name_length > best->name_length) ||
            (!by_name && here->size > best->size))
            best = here;
    }
    return best;
}

static void choose_name(struct mdr_teller *t, int32_t advice)
{
    static const int32_t by_danger[] = {MODORI_CAUSE_EXECUTABLE, MODORI_CAUSE_MACRO, MODORI_CAUSE_ATTACHMENT_MARKUP,
                                        MODORI_CAUSE_ARCHIVE};
    bool dangerous = advice != MODORI_ADVICE_RENAME_ATTACHMENT;
    for (size_t i = 0; i < sizeof by_danger / sizeof *by_danger && dangerous; i++)
        if (mdr_recipient_has(t->recipient, MODORI_RECIPIENT_CAUSES, by_danger[i])) {
            t->speech.slot[MDR_SLOT_NAME] = names_of(t, risk_of(by_danger[i]));
            return;
        }
    t->speech.slot[MDR_SLOT_NAME] = escaped_name(t, chosen(t, advice));
}

/* ---- causes and advice ------------------------------------------------------------------------ */

struct mdr_span mdr_say_by_reason(const struct mdr_teller *t, const char *stem, int32_t enumeration, int32_t value)
{
    struct mdr_builder b;
    struct mdr_span reason = mdr_enum_name(MODORI_ENUM_REASON, (int32_t)mdr_told(t, MODORI_RECIPIENT_REASON));
    struct mdr_span name = mdr_enum_name(enumeration, value);
    if (!reason.p || !name.p || mdr_told(t, MODORI_RECIPIENT_CONFIDENCE) == MODORI_CONFIDENCE_LOW)
        return MDR_SPAN_NONE; /* what rests on a guess is not told in particular */
    mdr_builder_init(&b, t->speech.arena);
    mdr_put(&b, reason);
    mdr_put_byte(&b, '-');
    mdr_put(&b, name);
    struct mdr_span id = mdr_builder_finish(&b).s;
    return id.p ? mdr_sentence_named(&t->speech, stem, id) : MDR_SPAN_NONE;
}

/*
 * The words for a cause or an advice: a sentence with this mail's own facts in it where there is one, else its
 * plain meaning.
 */
static struct mdr_span words_of(struct mdr_teller *t, const char *stem, const char *other, int32_t enumeration,
                                int32_t value)
{
    struct mdr_span text = mdr_sentence_of(&t->speech, stem, enumeration, value);
    if (!text.p && other)
        text = mdr_sentence_of(&t->speech, other, enumeration, value);
    return text.p ? text : mdr_meaning(t, enumeration, value);
}

/* A cause that says no more than the reason has said above. */
static bool is_said(const struct mdr_teller *t, int32_t cause)
{
    static const int32_t said[][2] = {{MODORI_REASON_GREYLIST, MODORI_CAUSE_DELIBERATE_DELAY},
                                      {MODORI_REASON_RCPT_REFUSED, MODORI_CAUSE_RECIPIENT_FILTER},
                                      {MODORI_REASON_RCPT_MOVED, MODORI_CAUSE_ADDRESS_GONE}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (mdr_told(t, MODORI_RECIPIENT_REASON) == said[i][0] && cause == said[i][1])
            return true;
    return false;
}

/* What is odd in the form of the address. */
static struct mdr_span form_text(struct mdr_teller *t)
{
    static const int32_t odd[] = {MODORI_ADDRESS_FULL_WIDTH, MODORI_ADDRESS_SPACE, MODORI_ADDRESS_NO_DOT,
                                  MODORI_ADDRESS_DOUBLED_DOT, MODORI_ADDRESS_TRAILING_DOT};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (mdr_recipient_has(t->recipient, MODORI_RECIPIENT_ADDRESS_FINDINGS, odd[i]))
            return mdr_sentence_of(&t->speech, "cause-form-", MODORI_ENUM_ADDRESS, odd[i]);
    return MDR_SPAN_NONE;
}

static struct mdr_span cause_text(struct mdr_teller *t, int32_t cause)
{
    struct mdr_span text = cause == MODORI_CAUSE_ADDRESS_FORM ? form_text(t) : MDR_SPAN_NONE;
    if (text.p)
        return text;
    text = mdr_say_by_reason(t, "cause-by-", MODORI_ENUM_CAUSE, cause);
    return text.p ? text : words_of(t, "cause-", "cause-plain-", MODORI_ENUM_CAUSE, cause);
}

void mdr_tell_causes(struct mdr_teller *t)
{
    const struct mdr_list *list = list_of(t, MODORI_RECIPIENT_CAUSES);
    int64_t size = mdr_report_number(t->report, MODORI_REPORT_ORIGINAL_SIZE);
    bool size_is_said = t->speech.slot[MDR_SLOT_SIZE].p && t->speech.slot[MDR_SLOT_LIMIT].p; /* among the details */
    if (size < SIZE_TOLD && mdr_told(t, MODORI_RECIPIENT_SIZE) < SIZE_TOLD)
        t->speech.slot[MDR_SLOT_SIZE] = MDR_SPAN_NONE;
    for (size_t i = 0; i < list->n && i < CAUSES; i++) {
        t->speech.slot[MDR_SLOT_NAME] = names_of(t, risk_of(list->item[i]));
        if (!is_said(t, list->item[i]) && !(size_is_said && list->item[i] == MODORI_CAUSE_SIZE))
            mdr_tell(t, MODORI_ITEM_CAUSE, list->item[i], "label-cause", cause_text(t, list->item[i]));
    }
}

/* What an advice is about did not come back: it has to say "if". */
static bool is_unseen(const struct mdr_teller *t, int32_t advice)
{
    int32_t key = advice == MODORI_ADVICE_SEND_PLAIN_TEXT ? MODORI_REPORT_ORIGINAL_HTML : MODORI_REPORT_ORIGINAL_LINKS;
    return mdr_report_number(t->report, key) == MDR_NUMBER_NONE;
}

/* Others are asked, and need something to be quoted: only one of the steps says it. */
static bool asks(int32_t advice)
{
    return advice == MODORI_ADVICE_ASK_REMOTE_ADMIN || advice == MODORI_ADVICE_ASK_PROVIDER;
}

/* Whether the reply that is quoted holds the id, so that it need not stand in a line of its own. */
static bool support_is_quoted(const struct mdr_teller *t)
{
    struct mdr_span id = t->speech.slot[MDR_SLOT_SUPPORT];
    return id.n > 0 && mdr_find(t->speech.slot[MDR_SLOT_REPLY], id, 0) != MDR_NOT_FOUND;
}

/* The lines of the block, in their order. */
enum line {
    LINE_TIME,
    LINE_SENDER,
    LINE_RECIPIENT,
    LINE_MESSAGE_ID,
    LINE_CLIENT, /* this one or the next */
    LINE_REPORTER,
    LINE_SERVER,
    LINE_REPLY, /* likewise */
    LINE_TEXT,
    LINE_SUPPORT,
    LINES
};

static struct mdr_span quote_text(struct mdr_teller *t)
{
    static const char line[LINES][2][22] = {
        /* the second form where the first cannot be said */
        [LINE_TIME] = {"quote-time", ""},
        [LINE_SENDER] = {"quote-sender", ""},
        [LINE_RECIPIENT] = {"quote-recipient", ""},
        [LINE_MESSAGE_ID] = {"quote-message-id", ""},
        [LINE_CLIENT] = {"quote-client", "quote-client-plain"},
        [LINE_REPORTER] = {"quote-reporter", "quote-reporter-plain"},
        [LINE_SERVER] = {"quote-server", ""},
        [LINE_REPLY] = {"quote-reply", "quote-reply-plain"},
        [LINE_TEXT] = {"quote-text", ""},
        [LINE_SUPPORT] = {"quote-support", ""},
    };
    bool reply = mdr_told(t, MODORI_RECIPIENT_REPLY) > 0, client = t->speech.slot[MDR_SLOT_CLIENT].p != NULL;
    bool bare = reply && t->recipient->text[MODORI_RECIPIENT_REPLY_TEXT].p != NULL;
    struct mdr_span said =
        mdr_trim(t->recipient->text[bare ? MODORI_RECIPIENT_REPLY_TEXT : MODORI_RECIPIENT_DIAGNOSTIC]);
    bool again = t->speech.style == MODORI_EXPLAIN_ADMINISTRATOR && !mdr_is_whole(t);
    t->speech.slot[MDR_SLOT_REPLY] = mdr_escape(t->speech.arena, mdr_reply_text(t->speech.arena, said), true,
                                                again ? MDR_QUOTE_AGAIN : MDR_QUOTE_REPLY);
    const bool needless[LINES] = {[LINE_CLIENT] = !client,
                                  [LINE_REPORTER] = client,
                                  [LINE_REPLY] = !reply,
                                  [LINE_TEXT] = reply,
                                  [LINE_SUPPORT] = support_is_quoted(t)};
    struct mdr_builder b;
    mdr_builder_init(&b, t->speech.arena);
    for (size_t i = 0; i < LINES; i++) {
        struct mdr_span text = needless[i] ? MDR_SPAN_NONE : mdr_sentence_either(&t->speech, line[i][0], line[i][1]);
        if (!text.p)
            continue;
        if (b.n > 0)
            mdr_put_byte(&b, '\n');
        mdr_put(&b, text);
    }
    return b.n > 0 ? mdr_builder_finish(&b).s : MDR_SPAN_NONE;
}

static bool has(const struct mdr_teller *t, int32_t list, int32_t item)
{
    return mdr_recipient_has(t->recipient, list, item);
}

/* The address that is gone is one that the mail was passed on to: its sender has nothing to correct or take off a list.
 */
static bool is_redirected(const struct mdr_teller *t)
{
    return t->speech.slot[MDR_SLOT_ORIGINAL].p && !t->speech.slot[MDR_SLOT_SUGGESTION].p &&
           mdr_told(t, MODORI_RECIPIENT_HARD) == 1;
}

/* The form for this place among the steps, this reason, this doubt; absent where the advice is the usual one. */
static struct mdr_span special_text(struct mdr_teller *t, int32_t advice, bool first, bool quoted)
{
    const struct {
        bool fits;
        const char *stem;
    } form[] = {
        {first, "advice-first-"},
        {quoted, "advice-again-"}, /* what they are to be shown stands above already */
        {is_redirected(t), "advice-redirected-"},
        {has(t, MODORI_RECIPIENT_CAUSES, MODORI_CAUSE_FORWARDING), "advice-forwarded-"},
        {has(t, MODORI_RECIPIENT_CAUSES, MODORI_CAUSE_RECIPIENT_FILTER), "advice-filter-"},
        {mdr_told(t, MODORI_RECIPIENT_CONFIDENCE) != MODORI_CONFIDENCE_HIGH, "advice-unsure-"},
        {mdr_told(t, MODORI_RECIPIENT_MAYBE_DELIVERED) == 1, "advice-maybe-"},
        {has(t, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_FIX_ADDRESS), "advice-else-"},
    };
    struct mdr_span text = MDR_SPAN_NONE;
    for (size_t i = 0; i < sizeof form / sizeof *form && !text.p; i++)
        if (form[i].fits)
            text = mdr_sentence_of(&t->speech, form[i].stem, MODORI_ENUM_ADVICE, advice);
    return text.p ? text : mdr_say_by_reason(t, "advice-by-", MODORI_ENUM_ADVICE, advice);
}

/* The form that fits best: "at" has more facts of this mail in it than the usual one, "url" has another one. */
static struct mdr_span advice_text(struct mdr_teller *t, int32_t advice, bool first, bool quoted)
{
    static const char facts[][12] = {"advice-at-", "advice-", "advice-url-"};
    struct mdr_span text = special_text(t, advice, first, quoted);
    for (size_t i = 0; i < sizeof facts / sizeof *facts && !text.p; i++)
        text = mdr_sentence_of(&t->speech, facts[i], MODORI_ENUM_ADVICE, advice);
    if (!text.p) /* the mail has no fact for it, but the reason says that there is an attachment, a link */
        text = mdr_say_by_reason(t, "advice-bare-by-", MODORI_ENUM_ADVICE, advice);
    if (text.p)
        return text;
    const char *other = is_unseen(t, advice) ? "advice-if-" : "advice-plain-";
    if (advice == MODORI_ADVICE_RETRY_LATER)
        other = mdr_told(t, MODORI_RECIPIENT_FINAL) == 1 ? "advice-final-" : NULL;
    return words_of(t, "advice-", other, MODORI_ENUM_ADVICE, advice);
}

bool mdr_asks(const struct mdr_teller *t)
{
    const struct mdr_list *list = list_of(t, MODORI_RECIPIENT_ADVICE);
    for (size_t i = 0; i < list->n && i < STEPS; i++)
        if (asks(list->item[i]))
            return true;
    int64_t action = mdr_told(t, MODORI_RECIPIENT_ACTION);
    return t->speech.style == MODORI_EXPLAIN_PERSON && (action == MODORI_ACTION_FAILED || action == MDR_NUMBER_NONE);
}

/* Who is to do what a step asks for, where to the person that is somebody whom further steps name, too. */
enum office { OFFICE_OTHER, OFFICE_ADMINISTRATOR, OFFICE_RECORDS };

static enum office office_of(int32_t advice)
{
    switch (advice) {
    case MODORI_ADVICE_ASK_OWN_ADMIN:
    case MODORI_ADVICE_ASK_REMOTE_ADMIN:
        return OFFICE_ADMINISTRATOR;
    case MODORI_ADVICE_FIX_SPF:
    case MODORI_ADVICE_FIX_DKIM:
    case MODORI_ADVICE_FIX_DMARC:
        return OFFICE_RECORDS;
    default:
        return OFFICE_OTHER;
    }
}

/*
 * To the person both administrators are one, and so is what these do for a domain's records: the second of such steps
 * says nothing new.
 */
static bool is_told_already(const struct mdr_teller *t, const struct mdr_list *list, size_t index)
{
    enum office office = office_of(list->item[index]);
    if (t->speech.style != MODORI_EXPLAIN_PERSON || office == OFFICE_OTHER)
        return false;
    for (size_t i = 0; i < index; i++)
        if (office_of(list->item[i]) == office)
            return true;
    return false;
}

void mdr_tell_advice(struct mdr_teller *t)
{
    const struct mdr_list *list = list_of(t, MODORI_RECIPIENT_ADVICE);
    bool person = t->speech.style == MODORI_EXPLAIN_PERSON;
    bool quoted = false;
    for (size_t i = 0; i < list->n && i < STEPS; i++) {
        if (is_told_already(t, list, i))
            continue;
        choose_name(t, list->item[i]);
        mdr_tell(t, MODORI_ITEM_ADVICE, list->item[i], "label-advice", advice_text(t, list->item[i], i == 0, quoted));
        if (!quoted && !person && asks(list->item[i])) {
            mdr_tell(t, MODORI_ITEM_QUOTE, 0, "label-quote", quote_text(t));
            quoted = true;
        }
    }
    if (person && mdr_asks(t))
        mdr_tell(t, MODORI_ITEM_QUOTE, 0, "label-quote", quote_text(t));
}
