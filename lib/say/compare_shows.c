/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The administrator's experiment: two mails to the same recipient, one came back and the other did not (or both
 * did). What the server could not have seen when it refused is not the cause, nor is what both mails have; what
 * only the refused one has may be.
 */
#include "bytes/ascii.h"
#include "say/compare.h"
#include "words/words.h"

#define SIZE_MUCH ((int64_t)1 << 20) /* bytes: below it no server refuses for the size */

static const char shown_name[MDR_SHOWN][18] = {
    [MDR_SHOWS_NOT_A_MAIL] = "not-a-mail",
    [MDR_SHOWS_OTHER_RECIPIENT] = "other-recipient",
    [MDR_SHOWS_RECIPIENT_UNKNOWN] = "recipient-unknown",
    [MDR_SHOWS_SAME_MAIL] = "same-mail",
    [MDR_SHOWS_ASSUMED] = "assumed",
    [MDR_SHOWS_NOT_ADDRESS] = "not-address",
    [MDR_SHOWS_NOT_SENDER] = "not-sender",
    [MDR_SHOWS_BEFORE_CONTENT] = "before-content",
    [MDR_SHOWS_NAMED_CAUSE] = "named-cause",
    [MDR_SHOWS_SENDER_TOO] = "sender-too",
    [MDR_SHOWS_SENDER_UNSEEN] = "sender-unseen",
    [MDR_SHOWS_ONE_SUSPECT] = "one-suspect",
    [MDR_SHOWS_SUSPECTS] = "suspects",
    [MDR_SHOWS_SEEN_SUSPECTS] = "seen-suspects",
    [MDR_SHOWS_NO_SUSPECT] = "no-suspect",
    [MDR_SHOWS_ONLY_TIME] = "only-time",
    [MDR_SHOWS_UNSEEN] = "unseen",
    [MDR_SHOWS_SAME_REFUSAL] = "same-refusal",
    [MDR_SHOWS_OTHER_REFUSAL] = "other-refusal",
    [MDR_SHOWS_UNDECIDED] = "undecided",
    [MDR_SHOWS_BOTH_ARRIVED] = "both-arrived",
    [MDR_SHOWS_WORDS] = "words",
};

struct mdr_span mdr_shown_name(enum mdr_shown shown)
{
    size_t n = 0;
    while (n < sizeof shown_name[shown] && shown_name[shown][n])
        n++;
    return mdr_span_make(shown_name[shown], n);
}

/* ---- what can have caused this refusal -------------------------------------------------------- */

/* What a server may have refused for, by its own words and by what it had seen. */
struct scope {
    bool content, sender; /* it may be that */
    bool size_only;       /* of the content: its size, its attachments */
    bool before;          /* the content had not been sent */
    bool named;           /* the server's own words name something outside of the content: */
    bool names_address;   /* the address itself */
    bool names_sender;    /* the sender, or the sending server */
};

static bool is_about_sender(int64_t party)
{
    return party == MODORI_PARTY_SENDER || party == MODORI_PARTY_SENDER_IP || party == MODORI_PARTY_SENDER_AUTH;
}

/* "Refused by policy", "message not accepted": the words leave open what it was. */
static bool is_open(int64_t reason, int64_t party)
{
    return reason <= 0 || reason == MODORI_REASON_POLICY_LOCAL || party == MODORI_PARTY_UNKNOWN;
}

static struct scope scope_of(const struct modori_recipient *r)
{
    int64_t reason = mdr_recipient_number(r, MODORI_RECIPIENT_REASON);
    int64_t phase = mdr_recipient_number(r, MODORI_RECIPIENT_PHASE);
    const struct mdr_reason *row = reason > 0 ? mdr_reason_find((int32_t)reason) : NULL;
    int64_t party = row ? row->party : MODORI_PARTY_UNKNOWN;
    struct scope s = {false, false, false, false, false, false, false};
    bool late = phase == MODORI_PHASE_BODY || phase == MODORI_PHASE_END_OF_DATA ||
                (phase == MODORI_PHASE_DATA && party == MODORI_PARTY_CONTENT); /* which some call all of the transfer */
    s.before = phase > 0 && !late && phase != MODORI_PHASE_QUIT && phase != MODORI_PHASE_RSET;
    s.size_only = reason == MODORI_REASON_SIZE_MESSAGE; /* which MAIL FROM may tell already, RFC 1870 */
    s.content = party == MODORI_PARTY_CONTENT || is_open(reason, party) || (party == MODORI_PARTY_RECIPIENT && late);
    s.sender = is_about_sender(party) || is_open(reason, party) || (s.content && !s.size_only) ||
               reason == MODORI_REASON_RCPT_REFUSED || reason == MODORI_REASON_RCPT_RESTRICTED;
    s.named = !s.content;
    s.names_address = s.named && ((row && row->hard) || reason == MODORI_REASON_RCPT_SYNTAX ||
                                  reason == MODORI_REASON_RCPT_DISABLED);
    s.names_sender = s.named && is_about_sender(party);
    if (s.before && !s.size_only)
        s.content = false;
    return s;
}

/* ---- suspects --------------------------------------------------------------------------------- */

static bool has_attachment(const struct modori_report *report, const struct mdr_attachment *attachment)
{
    for (size_t i = 0; i < report->attachments && i < MDR_LIMIT_LIST; i++)
        if (mdr_span_equal(report->attachment[i].name, attachment->name) &&
            mdr_span_equal(report->attachment[i].type, attachment->type))
            return true;
    return false;
}

/* Whether the mail that failed has more of it than the one that arrived. */
static bool has_more(const struct mdr_comparison *c, enum mdr_what what, int failed)
{
    const struct modori_report *bad = c->report[failed], *good = c->report[1 - failed];
    if (what == MDR_WHAT_ATTACHMENTS) {
        for (size_t i = 0; i < bad->attachments; i++)
            if (!has_attachment(good, &bad->attachment[i]))
                return true;
        return false;
    }
    if (what == MDR_WHAT_CHARSET)
        return mdr_report_number(bad, MODORI_REPORT_ORIGINAL_CHARSET_ODD) == 1;
    int64_t more = mdr_report_number(bad, mdr_what_number(what)), less = mdr_report_number(good, mdr_what_number(what));
    return more > less && (what != MDR_WHAT_SIZE || more >= SIZE_MUCH);
}

static bool is_suspect(const struct mdr_comparison *c, enum mdr_what what, int failed, const struct scope *scope)
{
    if (c->what[what] != MDR_DIFFERS)
        return false;
    switch (what) {
    case MDR_WHAT_RECIPIENT:
        return false;
    case MDR_WHAT_SENDER:
    case MDR_WHAT_ROUTE:
        return scope->sender;
    case MDR_WHAT_SERVER:
        return scope->sender || scope->content; /* another server may ask for other things */
    case MDR_WHAT_SIZE:
    case MDR_WHAT_ATTACHMENTS:
        return scope->content && has_more(c, what, failed);
    default:
        return scope->content && !scope->size_only && has_more(c, what, failed);
    }
}

/* ---- conclusions ------------------------------------------------------------------------------ */

static void find_suspects(struct mdr_comparison *c, int failed, const struct scope *scope, bool unseen)
{
    bool content = false;
    for (int what = 0; what < MDR_WHATS; what++) {
        c->suspect[what] = is_suspect(c, (enum mdr_what)what, failed, scope);
        c->suspects += c->suspect[what];
        content = content || (c->suspect[what] && what >= MDR_WHAT_HTML);
    }
    c->shown[MDR_SHOWS_ONE_SUSPECT] = c->suspects == 1 && !unseen;
    c->shown[MDR_SHOWS_SUSPECTS] = c->suspects > 1 && !unseen;
    c->shown[MDR_SHOWS_SEEN_SUSPECTS] = c->suspects > 0 && unseen;
    c->shown[MDR_SHOWS_UNSEEN] = unseen;
    c->shown[MDR_SHOWS_WORDS] = content && !scope->size_only;
}

static void conclude_sender(struct mdr_comparison *c, const struct scope *scope)
{
    enum mdr_sameness sender = c->what[MDR_WHAT_SENDER], route = c->what[MDR_WHAT_ROUTE];
    if (sender == MDR_SAME && route == MDR_SAME)
        c->shown[MDR_SHOWS_NOT_SENDER] = !scope->names_sender;
    else if (scope->sender)
        c->shown[sender == MDR_DIFFERS || route == MDR_DIFFERS ? MDR_SHOWS_SENDER_TOO : MDR_SHOWS_SENDER_UNSEEN] = true;
}

/* One failed, the other arrived: the experiment. */
static void conclude_experiment(struct mdr_comparison *c, int failed)
{
    struct scope scope = scope_of(c->recipient[failed]);
    bool both_seen = mdr_comparison_is_whole(c->report[0]) && mdr_comparison_is_whole(c->report[1]);
    const struct modori_report *arrived = c->report[1 - failed];
    c->shown[MDR_SHOWS_RECIPIENT_UNKNOWN] = c->what[MDR_WHAT_RECIPIENT] == MDR_UNKNOWN;
    c->shown[MDR_SHOWS_ASSUMED] = !c->recipient[1 - failed] && arrived->hops == 0 &&
                                  mdr_report_number(arrived, MODORI_REPORT_KIND) == MODORI_KIND_NONE;
    c->shown[MDR_SHOWS_NOT_ADDRESS] = c->what[MDR_WHAT_RECIPIENT] == MDR_SAME && !scope.names_address;
    c->shown[MDR_SHOWS_BEFORE_CONTENT] = scope.before && !scope.size_only;
    c->shown[MDR_SHOWS_NAMED_CAUSE] = scope.named;
    conclude_sender(c, &scope);
    find_suspects(c, failed, &scope, !both_seen && scope.content && !c->shown[MDR_SHOWS_SAME_MAIL]);
    bool unexplained =
        c->suspects == 0 && !scope.named && !c->shown[MDR_SHOWS_UNSEEN] && !c->shown[MDR_SHOWS_SENDER_UNSEEN];
    c->shown[unexplained && scope.content && !c->shown[MDR_SHOWS_SAME_MAIL] ? MDR_SHOWS_NO_SUSPECT
                                                                            : MDR_SHOWS_ONLY_TIME] = unexplained;
}

/* For the same reason, or, where the reason is nothing that a server named, in the same words of the protocol. */
static bool refused_alike(const struct mdr_comparison *c)
{
    static const int32_t key[] = {MODORI_RECIPIENT_REASON, MODORI_RECIPIENT_PHASE, MODORI_RECIPIENT_REPLY};
    int64_t reason = mdr_recipient_number(c->recipient[0], MODORI_RECIPIENT_REASON);
    size_t keys = reason > 0 && reason < MODORI_REASON_OTHER_TEXT && reason != MODORI_REASON_POLICY_LOCAL ? 1 : 3;
    for (size_t i = 0; i < keys; i++)
        if (mdr_recipient_number(c->recipient[0], key[i]) != mdr_recipient_number(c->recipient[1], key[i]))
            return false;
    return true;
}

static void conclude_refusals(struct mdr_comparison *c)
{
    bool alike = refused_alike(c);
    c->shown[MDR_SHOWS_RECIPIENT_UNKNOWN] = c->what[MDR_WHAT_RECIPIENT] == MDR_UNKNOWN;
    c->shown[MDR_SHOWS_SAME_REFUSAL] = alike && !c->shown[MDR_SHOWS_SAME_MAIL];
    c->shown[MDR_SHOWS_OTHER_REFUSAL] = !alike;
}

void mdr_comparison_conclude(struct mdr_comparison *c)
{
    enum mdr_outcome one = c->outcome[0], other = c->outcome[1];
    if (!mdr_comparison_is_mail(c->report[0]) || !mdr_comparison_is_mail(c->report[1])) {
        c->shown[MDR_SHOWS_NOT_A_MAIL] = true;
        return;
    }
    c->shown[MDR_SHOWS_SAME_MAIL] = mdr_comparison_is_one_mail(c);
    c->shown[MDR_SHOWS_OTHER_RECIPIENT] = c->what[MDR_WHAT_RECIPIENT] == MDR_DIFFERS;
    if (one == MDR_OUTCOME_ARRIVED && other == MDR_OUTCOME_ARRIVED)
        c->shown[MDR_SHOWS_BOTH_ARRIVED] = true;
    else if (one == MDR_OUTCOME_UNKNOWN || other == MDR_OUTCOME_UNKNOWN || one == MDR_OUTCOME_DELAYED ||
             other == MDR_OUTCOME_DELAYED)
        c->shown[MDR_SHOWS_UNDECIDED] = true;
    else if (c->shown[MDR_SHOWS_OTHER_RECIPIENT])
        return; /* each recipient, or the server of each, may have rules of its own */
    else if (one != other)
        conclude_experiment(c, one == MDR_OUTCOME_FAILED ? 0 : 1);
    else
        conclude_refusals(c);
}
