/* SPDX-License-Identifier: BSD-2-Clause */
/* Who refused, where, when, what was said, and what that means. */
#include "grammar/ip.h"
#include "say/explain_teller.h"
#include "say/put.h"

#define ALTERNATIVES 2 /* that are told: as many as a verdict has */

/* In the order of telling; the last two stand in the reply itself. */
enum detail {
    DETAIL_FORWARDED,
    DETAIL_NEW,
    DETAIL_LIST,
    DETAIL_SIZE,
    DETAIL_WAIT,
    DETAIL_URL,
    DETAIL_SUPPORT,
    DETAILS
};

static bool failed(const struct mdr_teller *t)
{
    int64_t action = mdr_told(t, MODORI_RECIPIENT_ACTION);
    return action == MODORI_ACTION_FAILED || action == MDR_NUMBER_NONE;
}

static bool arrived(const struct mdr_teller *t)
{
    int64_t action = mdr_told(t, MODORI_RECIPIENT_ACTION);
    return action == MODORI_ACTION_DELIVERED || action == MODORI_ACTION_RELAYED || action == MODORI_ACTION_EXPANDED;
}

/* The content was sent, and whether it was accepted is not known: to call it refused would be wrong. */
static bool maybe_arrived(const struct mdr_teller *t)
{
    return mdr_told(t, MODORI_RECIPIENT_MAYBE_DELIVERED) == 1 && !arrived(t);
}

void mdr_tell_outcome(struct mdr_teller *t, size_t more)
{
    static const char stem[][22] = {"outcome-maybe-more-",   "outcome-more-",  "outcome-maybe-", "outcome-",
                                    "outcome-maybe-nobody-", "outcome-nobody-"}; /* every other one with a doubt */
    int32_t action = (int32_t)mdr_told(t, MODORI_RECIPIENT_ACTION);
    struct mdr_span text = MDR_SPAN_NONE;
    size_t first = more > 0 ? 0 : 2;
    if (more > 0)
        t->speech.slot[MDR_SLOT_COUNT] = mdr_sentence_number(t->speech.arena, (int64_t)more);
    for (size_t i = first; i < sizeof stem / sizeof *stem && !text.p; i++)
        if (i % 2 == 1 || maybe_arrived(t))
            text = mdr_sentence_of(&t->speech, stem[i], MODORI_ENUM_ACTION, action);
    if (!text.p)
        text = mdr_sentence_either(&t->speech, "outcome-said", "outcome-said-nobody");
    mdr_tell(t, MODORI_ITEM_OUTCOME, action > 0 ? action : 0, NULL, text);
}

/* ---- who -------------------------------------------------------------------------------------- */

static bool unreached(const struct mdr_teller *t)
{
    int64_t reason = mdr_told(t, MODORI_RECIPIENT_REASON);
    return mdr_told(t, MODORI_RECIPIENT_PHASE) == MODORI_PHASE_CONNECT || reason == MODORI_REASON_NET_CONNECT ||
           reason == MODORI_REASON_NET_LOST || reason == MODORI_REASON_TLS_FAILED;
}

/* Where a part of a host's name has a dot within and its second label is no "co" or "com": a domain that somebody
 * holds. */
static bool is_held(struct mdr_span domain)
{
    size_t dot = mdr_find_byte(domain, '.', 0);
    return dot != MDR_NOT_FOUND && (dot > 3 || mdr_find_byte(domain, '.', dot + 1) != MDR_NOT_FOUND);
}

static bool is_below(struct mdr_span name, struct mdr_span domain)
{
    return mdr_ends_with_fold(name, domain) &&
           (name.n == domain.n || (name.n > domain.n && name.p[name.n - domain.n - 1] == '.'));
}

bool mdr_is_recipients(const struct mdr_teller *t)
{
    struct mdr_span host = t->recipient->text[MODORI_RECIPIENT_REMOTE_HOST], domain = t->speech.slot[MDR_SLOT_DOMAIN];
    if (!host.p || !domain.p)
        return false;
    size_t dot = mdr_find_byte(host, '.', 0);
    struct mdr_span parent = dot == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_from(host, dot + 1);
    return is_below(host, domain) || (is_held(parent) && is_below(domain, parent));
}

static void tell_remote(struct mdr_teller *t)
{
    int64_t reply = mdr_told(t, MODORI_RECIPIENT_REPLY);
    const char *label = "label-refused";
    if (arrived(t))
        label = "label-accepted";
    else if ((reply > 0 && reply < 500 && reply / 100 != 3) || !failed(t))
        label = "label-answered";
    struct mdr_span text =
        mdr_sentence_either(&t->speech, mdr_is_recipients(t) ? "who-recipients" : "who-remote", "who-remote-unnamed");
    /* A filter that the reporting server hands mail to: no server of the recipient's side. */
    if (mdr_ip_is_loopback(t->recipient->text[MODORI_RECIPIENT_REMOTE_IP]))
        text = mdr_sentence_either(&t->speech, "who-local", "who-local-unnamed");
    mdr_tell(t, MODORI_ITEM_SPEAKER, MODORI_SPEAKER_REMOTE, label, text);
    mdr_tell(t, MODORI_ITEM_REPORTER, 0, "label-reporter",
             mdr_sentence_either(&t->speech, "reporter-passes-queue", "reporter-passes"));
}

static void tell_reporter(struct mdr_teller *t)
{
    if (t->speech.slot[MDR_SLOT_SERVER].p && unreached(t)) {
        mdr_tell(t, MODORI_ITEM_SPEAKER, MODORI_SPEAKER_REPORTER, "label-tried", t->speech.slot[MDR_SLOT_SERVER]);
        bool maybe = maybe_arrived(t);
        mdr_tell(t, MODORI_ITEM_REPORTER, 0, "label-reporter",
                 mdr_sentence_either(&t->speech, maybe ? "reporter-unanswered-queue" : "reporter-tried-queue",
                                     maybe ? "reporter-unanswered" : "reporter-tried"));
        return;
    }
    if (arrived(t)) {
        struct mdr_span queued = mdr_sentence(&t->speech, "reporter-queue");
        mdr_tell(t, MODORI_ITEM_SPEAKER, MODORI_SPEAKER_REPORTER, "label-accepted",
                 queued.p ? queued : t->speech.slot[MDR_SLOT_REPORTER]);
        return;
    }
    struct mdr_span text = mdr_sentence_either(&t->speech, "who-reporter-queue", "who-reporter");
    mdr_tell(t, MODORI_ITEM_SPEAKER, MODORI_SPEAKER_REPORTER, "label-stopped",
             text.p ? text : mdr_sentence(&t->speech, "who-reporter-unnamed"));
}

static void tell_who(struct mdr_teller *t)
{
    int64_t speaker = mdr_told(t, MODORI_RECIPIENT_SPEAKER);
    if (speaker == MODORI_SPEAKER_REMOTE) {
        tell_remote(t);
    } else if (speaker == MODORI_SPEAKER_REPORTER) {
        tell_reporter(t);
    } else {
        struct mdr_span queued = mdr_sentence(&t->speech, "reporter-queue");
        mdr_tell(t, MODORI_ITEM_SPEAKER, 0, arrived(t) ? "label-accepted" : "label-tried",
                 t->speech.slot[MDR_SLOT_SERVER]);
        mdr_tell(t, MODORI_ITEM_REPORTER, 0, "label-reporter", queued.p ? queued : t->speech.slot[MDR_SLOT_REPORTER]);
    }
}

static void tell_stage(struct mdr_teller *t)
{
    int32_t phase = (int32_t)mdr_told(t, MODORI_RECIPIENT_PHASE);
    if (phase <= 0 || arrived(t))
        return;
    /* A server that answered was reached, even where the notice speaks of the connection only. */
    bool greeted = phase == MODORI_PHASE_CONNECT && mdr_told(t, MODORI_RECIPIENT_REPLY) > 0;
    /* Whoever refuses content has seen it: some reporters call all of its transfer DATA. */
    const struct mdr_reason *row = mdr_reason_find((int32_t)mdr_told(t, MODORI_RECIPIENT_REASON));
    bool seen = phase == MODORI_PHASE_DATA && row && row->party == MODORI_PARTY_CONTENT;
    mdr_tell(t, MODORI_ITEM_STAGE, phase, "label-stage",
             seen ? mdr_sentence(&t->speech, "stage-data-content")
                  : mdr_sentence_of(&t->speech, "stage-", MODORI_ENUM_PHASE, greeted ? MODORI_PHASE_BANNER : phase));
}

static void tell_time(struct mdr_teller *t)
{
    const char *id = "time-arrival";
    if (t->recipient->text[MODORI_RECIPIENT_LAST_ATTEMPT].p)
        id = "time-attempt";
    else if (t->report->text[MODORI_REPORT_DATE].p)
        id = "time-notice";
    mdr_tell(t, MODORI_ITEM_TIME, 0, "label-time", mdr_sentence(&t->speech, id));
}

/* ---- what ------------------------------------------------------------------------------------- */

static void tell_reply(struct mdr_teller *t)
{
    bool reply = mdr_told(t, MODORI_RECIPIENT_REPLY) > 0;
    mdr_tell(t, MODORI_ITEM_REPLY, 0, reply ? "label-reply" : "label-text", t->speech.slot[MDR_SLOT_REPLY]);
}

/* A code whose detail says nothing (5.0.0, 5.7.0) is not worth a line. */
static bool says_something(struct mdr_span status)
{
    return status.n >= 5 && !mdr_ends_with_fold(status, MDR_SPAN(".0"));
}

/* Whether the enhanced code says all that the reply code does, and more: the server said it, in the same class. */
static bool says_it_all(const struct mdr_teller *t, struct mdr_span status)
{
    return says_something(status) && status.p[0] - '0' == mdr_told(t, MODORI_RECIPIENT_REPLY) / 100 &&
           !mdr_recipient_has(t->recipient, MODORI_RECIPIENT_CONTRADICTIONS,
                              MODORI_CONTRADICTION_STATUS_FIELD_AGAINST_DIAGNOSTIC);
}

/* "552: what it means by the book". Returns whether the book and the reason part company. */
static bool tell_code(struct mdr_teller *t, struct mdr_span code, int32_t value, struct mdr_span meaning,
                      struct mdr_span names)
{
    int32_t reason = (int32_t)mdr_told(t, MODORI_RECIPIENT_REASON);
    if (!meaning.p)
        return false;
    t->speech.slot[MDR_SLOT_MEANING] = meaning;
    t->speech.slot[MDR_SLOT_CODE] = code;
    mdr_tell(t, MODORI_ITEM_CODE, value, "label-code", mdr_sentence(&t->speech, "code"));
    return reason > 0 && reason < MODORI_REASON_OTHER_TEXT && !mdr_code_fits(names, reason);
}

static void tell_against_code(struct mdr_teller *t)
{
    mdr_tell(t, MODORI_ITEM_CONTRADICTION, MODORI_CONTRADICTION_TEXT_AGAINST_CODE, "label-contradiction",
             mdr_sentence(&t->speech, "contradiction-text-against-code"));
}

/* The codes that say something, and behind them which of them the text contradicts. */
static void tell_codes(struct mdr_teller *t)
{
    int32_t reply = (int32_t)mdr_told(t, MODORI_RECIPIENT_REPLY);
    struct mdr_span status = t->recipient->text[MODORI_RECIPIENT_STATUS];
    struct mdr_span said = t->speech.slot[MDR_SLOT_CODE];
    bool reply_differs = false, status_differs = false;
    if (reply > 0 && !says_it_all(t, status))
        reply_differs = tell_code(t, said, reply, mdr_reply_code_text(reply, MODORI_CODE_MEANING, t->speech.lang),
                                  mdr_reply_code_text(reply, MDR_CODE_MEANS, t->speech.lang));
    if (says_something(status))
        status_differs = tell_code(t, t->speech.slot[MDR_SLOT_STATUS], 0,
                                   mdr_enhanced_code_text(status, MODORI_CODE_MEANING, t->speech.lang),
                                   mdr_enhanced_code_text(status, MDR_CODE_MEANS, t->speech.lang));
    t->speech.slot[MDR_SLOT_CODE] = said;
    if (!mdr_recipient_has(t->recipient, MODORI_RECIPIENT_CONTRADICTIONS, MODORI_CONTRADICTION_TEXT_AGAINST_CODE))
        return;
    if (status_differs) {
        t->speech.slot[MDR_SLOT_CODE] = t->speech.slot[MDR_SLOT_STATUS];
        tell_against_code(t);
        t->speech.slot[MDR_SLOT_CODE] = said;
    } else if (reply_differs) {
        tell_against_code(t);
    }
}

static bool is_temporary_code(const struct mdr_teller *t)
{
    struct mdr_span status = t->recipient->text[MODORI_RECIPIENT_STATUS];
    int64_t reply = mdr_told(t, MODORI_RECIPIENT_REPLY);
    return reply > 0 ? reply / 100 == 4 : status.n > 0 && status.p[0] == '4';
}

/* Which of the two is temporary: the cause by its nature, or the code. */
static const char *class_sentence(const struct mdr_teller *t)
{
    return is_temporary_code(t) ? "contradiction-class-temporary" : "contradiction-class-permanent";
}

/* A reason that is a guess, often from the code alone: its nature is no witness against the code. */
static bool is_guess(const struct mdr_teller *t)
{
    return mdr_told(t, MODORI_RECIPIENT_CONFIDENCE) == MODORI_CONFIDENCE_LOW;
}

static struct mdr_span contradiction_text(struct mdr_teller *t, int32_t contradiction)
{
    struct mdr_span said = t->speech.slot[MDR_SLOT_CODE], text = MDR_SPAN_NONE;
    if (contradiction == MODORI_CONTRADICTION_REASON_AGAINST_CLASS) {
        if (!said.p)
            t->speech.slot[MDR_SLOT_CODE] = t->speech.slot[MDR_SLOT_STATUS];
        text = mdr_sentence(&t->speech, class_sentence(t));
        t->speech.slot[MDR_SLOT_CODE] = said;
    } else {
        text = mdr_sentence_of(&t->speech, "contradiction-", MODORI_ENUM_CONTRADICTION, contradiction);
    }
    return text.p ? text : mdr_enum_text(MODORI_ENUM_CONTRADICTION, contradiction, t->speech.lang);
}

static void tell_contradictions(struct mdr_teller *t)
{
    const struct mdr_list *list = &t->recipient->list[MODORI_RECIPIENT_CONTRADICTIONS - MDR_LIST_BASE];
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i] != MODORI_CONTRADICTION_TEXT_AGAINST_CODE && /* said beside the codes */
            (list->item[i] != MODORI_CONTRADICTION_REASON_AGAINST_CLASS || !is_guess(t)))
            mdr_tell(t, MODORI_ITEM_CONTRADICTION, list->item[i], "label-contradiction",
                     contradiction_text(t, list->item[i]));
}

/* ---- what it means ---------------------------------------------------------------------------- */

/* What is waited for, of a message that is still in the queue; absent where the reason tells it as it stands. */
static struct mdr_span delayed_text(const struct mdr_teller *t, int32_t reason)
{
    if (mdr_told(t, MODORI_RECIPIENT_ACTION) != MODORI_ACTION_DELAYED)
        return MDR_SPAN_NONE;
    return mdr_sentence_of(&t->speech, "delayed-", MODORI_ENUM_REASON, reason);
}

static struct mdr_span reason_text(const struct mdr_teller *t, int32_t reason)
{
    struct mdr_span text = delayed_text(t, reason);
    if (!text.p && maybe_arrived(t))
        text = mdr_sentence_of(&t->speech, "maybe-", MODORI_ENUM_REASON, reason);
    return text.p ? text : mdr_meaning(t, MODORI_ENUM_REASON, reason);
}

/* A reason with how sure it is; of a sure one that is said only where it is asked for. */
static struct mdr_span judged_text(struct mdr_teller *t, int32_t reason, bool sure_too)
{
    int32_t confidence = (int32_t)mdr_told(t, MODORI_RECIPIENT_CONFIDENCE);
    bool open = reason >= MODORI_REASON_OTHER_TEXT || delayed_text(t, reason).p; /* that nobody knows is no guess */
    struct mdr_span text = reason_text(t, reason);
    if (!open && (sure_too || confidence != MODORI_CONFIDENCE_HIGH))
        return mdr_sentence_judged(&t->speech, text, confidence);
    return t->speech.slot[MDR_SLOT_REASON] = text;
}

static void tell_reason(struct mdr_teller *t)
{
    int32_t reason = (int32_t)mdr_told(t, MODORI_RECIPIENT_REASON);
    if (reason <= 0 || arrived(t))
        return;
    int32_t confidence = (int32_t)mdr_told(t, MODORI_RECIPIENT_CONFIDENCE);
    mdr_tell(t, MODORI_ITEM_REASON, reason, "label-reason",
             judged_text(t, reason, t->speech.style == MODORI_EXPLAIN_ADMINISTRATOR));
    const struct mdr_list *list = &t->recipient->list[MODORI_RECIPIENT_ALTERNATIVES - MDR_LIST_BASE];
    for (size_t i = 0; i < list->n && i < ALTERNATIVES && confidence != MODORI_CONFIDENCE_HIGH; i++)
        mdr_tell(t, MODORI_ITEM_ALTERNATIVE, list->item[i], "label-alternative", reason_text(t, list->item[i]));
}

/* The reply is quoted whole: what it holds need not be told again. */
bool mdr_is_whole(const struct mdr_teller *t)
{
    return !mdr_ends_with_fold(t->speech.slot[MDR_SLOT_REPLY], MDR_SPAN("[...]"));
}

/* Whether the part of the reply that is shown holds it, for those who see the reply. */
static bool is_shown(const struct mdr_teller *t, enum mdr_slot slot)
{
    return t->speech.style == MODORI_EXPLAIN_ADMINISTRATOR && t->speech.slot[slot].n > 0 &&
           mdr_find(t->speech.slot[MDR_SLOT_REPLY], t->speech.slot[slot], 0) != MDR_NOT_FOUND;
}

/* What the text tells besides: one line each, in this order. */
static void tell_details(struct mdr_teller *t)
{
    size_t last = mdr_is_whole(t) && t->speech.style == MODORI_EXPLAIN_ADMINISTRATOR ? DETAIL_URL : DETAILS;
    static const char detail[DETAILS][17] = {
        [DETAIL_FORWARDED] = "detail-forwarded", [DETAIL_NEW] = "detail-new",   [DETAIL_LIST] = "detail-list",
        [DETAIL_SIZE] = "detail-size",           [DETAIL_WAIT] = "detail-wait", [DETAIL_URL] = "detail-url",
        [DETAIL_SUPPORT] = "detail-support"};
    for (size_t i = 0; i < last; i++) {
        if ((i == DETAIL_SUPPORT && (mdr_asks(t) || is_shown(t, MDR_SLOT_SUPPORT))) ||
            (i == DETAIL_URL && (mdr_recipient_has(t->recipient, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_READ_TEXT) ||
                                 is_shown(t, MDR_SLOT_URL))) ||
            (i == DETAIL_NEW &&
             mdr_recipient_has(t->recipient, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_USE_NEW_ADDRESS)))
            continue; /* stands below, or above */
        struct mdr_span text = mdr_sentence(&t->speech, detail[i]);
        if (!text.p && i == DETAIL_SIZE)
            text = mdr_sentence(&t->speech, "detail-limit");
        mdr_tell(t, MODORI_ITEM_DETAIL, (int32_t)i + 1, "label-detail", text);
    }
}

/* What this explanation had to do without, each once: it rests on less than the server said. */
static void tell_gaps(struct mdr_teller *t)
{
    static const int32_t gap[] = {MODORI_FINDING_TRUNCATED, MODORI_FINDING_REPLY_TRUNCATED, MODORI_FINDING_REPLY_HIDDEN,
                                  MODORI_FINDING_LIMIT_RECIPIENTS};
    const struct modori_report *r = t->report;
    for (size_t i = 0; i < sizeof gap / sizeof *gap; i++) {
        size_t at = 0;
        while (at < r->findings && r->finding[at].code != gap[i])
            at++;
        if (at < r->findings)
            mdr_tell(t, MODORI_ITEM_DETAIL, 0, "label-detail",
                     mdr_enum_text(MODORI_ENUM_FINDING, gap[i], t->speech.lang));
    }
}

/* What is temporary, but goes away only when the sender's side does something: a blocklist's entry, a rate. */
static bool has_to_act(const struct mdr_teller *t)
{
    static const int32_t act[] = {MODORI_ADVICE_DELIST, MODORI_ADVICE_SLOW_DOWN, MODORI_ADVICE_SPLIT_RECIPIENTS,
                                  MODORI_ADVICE_FIX_RDNS, MODORI_ADVICE_FIX_SENDER};
    for (size_t i = 0; i < sizeof act / sizeof *act; i++)
        if (mdr_recipient_has(t->recipient, MODORI_RECIPIENT_ADVICE, act[i]))
            return true;
    return false;
}

/* A temporary code for what does not go away by itself: the tries that it asks for will hardly help. */
static bool is_hopeless(const struct mdr_teller *t)
{
    return is_temporary_code(t) && !is_guess(t) &&
           mdr_recipient_has(t->recipient, MODORI_RECIPIENT_CONTRADICTIONS, MODORI_CONTRADICTION_REASON_AGAINST_CLASS);
}

/* Temporary, and nobody tries any more. */
static struct mdr_span retry_later_text(struct mdr_teller *t)
{
    struct mdr_span text = MDR_SPAN_NONE;
    if (has_to_act(t))
        return mdr_sentence(&t->speech, "retry-when-done");
    if (is_hopeless(t))
        return mdr_sentence(&t->speech, "retry-hopeless");
    if (mdr_recipient_has(t->recipient, MODORI_RECIPIENT_CAUSES, MODORI_CAUSE_MISTYPED_DOMAIN))
        return mdr_sentence(&t->speech, "retry-when-right");
    if (mdr_told(t, MODORI_RECIPIENT_REASON) == MODORI_REASON_TIME_EXPIRED || (is_guess(t) && !is_temporary_code(t)))
        return mdr_sentence(&t->speech, "retry-unknown");
    if (!is_guess(t))
        text = mdr_sentence_of(&t->speech, "retry-", MODORI_ENUM_REASON, (int32_t)mdr_told(t, MODORI_RECIPIENT_REASON));
    if (text.p)
        return text;
    bool open = mdr_told(t, MODORI_RECIPIENT_FINAL) != 1; /* a reply alone: nobody knows of a queue */
    return mdr_sentence(&t->speech, open ? "retry-transient-open" : "retry-transient");
}

static struct mdr_span retry_text(struct mdr_teller *t)
{
    if (maybe_arrived(t))
        return mdr_sentence(&t->speech,
                            mdr_told(t, MODORI_RECIPIENT_FINAL) == 0 ? "retry-maybe-goes-on" : "retry-maybe-delivered");
    if (mdr_told(t, MODORI_RECIPIENT_FINAL) == 0)
        return mdr_sentence_either(&t->speech, "retry-goes-on-until", "retry-goes-on");
    if (mdr_told(t, MODORI_RECIPIENT_HARD) == 1)
        return mdr_sentence(&t->speech, mdr_told(t, MODORI_RECIPIENT_CONFIDENCE) == MODORI_CONFIDENCE_HIGH
                                            ? "retry-hard"
                                            : "retry-hard-unsure");
    if (mdr_told(t, MODORI_RECIPIENT_PERSISTENCE) == MODORI_PERSISTENCE_TRANSIENT)
        return retry_later_text(t);
    if (mdr_told(t, MODORI_RECIPIENT_REASON) == MODORI_REASON_TIME_EXPIRED)
        return mdr_sentence(&t->speech, "retry-unknown");
    return mdr_sentence_of(&t->speech, "retry-", MODORI_ENUM_PERSISTENCE,
                           (int32_t)mdr_told(t, MODORI_RECIPIENT_PERSISTENCE));
}

static void tell_retry(struct mdr_teller *t)
{
    if (!arrived(t) && mdr_told(t, MODORI_RECIPIENT_REASON) > 0)
        mdr_tell(t, MODORI_ITEM_RETRY, 0, "label-retry", retry_text(t));
}

struct mdr_span mdr_say_short(struct mdr_teller *t)
{
    int32_t reason = (int32_t)mdr_told(t, MODORI_RECIPIENT_REASON);
    if (reason > 0 && !arrived(t)) {
        const char *form = "other-reason";
        if (maybe_arrived(t))
            form = "other-maybe";
        else if (mdr_told(t, MODORI_RECIPIENT_ACTION) == MODORI_ACTION_DELAYED)
            form = "other-waits";
        t->speech.slot[MDR_SLOT_REASON] = judged_text(t, reason, false);
        return mdr_sentence_either(&t->speech, form, "other-reason-nobody");
    }
    return mdr_sentence_of(&t->speech, "other-", MODORI_ENUM_ACTION, (int32_t)mdr_told(t, MODORI_RECIPIENT_ACTION));
}

void mdr_tell_subject(struct mdr_teller *t)
{
    struct mdr_span sent = mdr_sentence(&t->speech, "subject-sent");
    mdr_tell(t, MODORI_ITEM_SUBJECT, 0, "label-subject", sent.p ? sent : t->speech.slot[MDR_SLOT_SUBJECT]);
}

/* For the administrator, who has to know whose mail it was. */
static void tell_message(struct mdr_teller *t)
{
    struct mdr_span both = mdr_sentence(&t->speech, "message-from");
    mdr_tell(t, MODORI_ITEM_SUBJECT, 0, "label-message",
             both.p ? both : mdr_sentence_either(&t->speech, "message-sender", "message-subject"));
}

void mdr_tell_facts(struct mdr_teller *t)
{
    if (t->speech.style == MODORI_EXPLAIN_PERSON) {
        mdr_tell_subject(t);
        tell_reason(t);
        tell_details(t);
        tell_retry(t);
        return;
    }
    tell_message(t);
    tell_who(t);
    tell_stage(t);
    tell_time(t);
    tell_reply(t);
    tell_codes(t);
    tell_contradictions(t);
    tell_reason(t);
    tell_details(t);
    tell_gaps(t);
    tell_retry(t);
}
