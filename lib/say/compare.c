/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The administrator's experiment: two mails to the same recipient, one came back and the other did
 * not (or both did). What differs may be the cause, what does not differ is none of it.
 */
#include "say/compare.h"
#include "bytes/ascii.h"
#include "say/escape.h"
#include "say/put.h"
#include "words/words.h"

#define SIZE_MUCH    ((int64_t)1 << 20) /* bytes: below it no server refuses for the size */
#define NAMES_TOLD   3                  /* attachments that are named */
#define VALUE_LONGEST 60                /* columns of one value */

/* ---- names ------------------------------------------------------------------------------------ */

static const char what_name[MDR_WHATS][12] = {
    [MDR_WHAT_RECIPIENT] = "recipient", [MDR_WHAT_SENDER] = "sender", [MDR_WHAT_ROUTE] = "route",
    [MDR_WHAT_SERVER] = "server",       [MDR_WHAT_HTML] = "html",     [MDR_WHAT_LINKS] = "links",
    [MDR_WHAT_SCRIPTS] = "scripts",     [MDR_WHAT_FORMS] = "forms",   [MDR_WHAT_ATTACHMENTS] = "attachments",
    [MDR_WHAT_SIZE] = "size",           [MDR_WHAT_CHARSET] = "charset",
};

static const char shown_name[MDR_SHOWN][16] = {
    [MDR_SHOWS_OTHER_RECIPIENT] = "other-recipient",
    [MDR_SHOWS_NOT_ADDRESS] = "not-address",
    [MDR_SHOWS_NOT_SENDER] = "not-sender",
    [MDR_SHOWS_SENDER_TOO] = "sender-too",
    [MDR_SHOWS_ONE_SUSPECT] = "one-suspect",
    [MDR_SHOWS_SUSPECTS] = "suspects",
    [MDR_SHOWS_NO_SUSPECT] = "no-suspect",
    [MDR_SHOWS_UNSEEN] = "unseen",
    [MDR_SHOWS_SAME_REFUSAL] = "same-refusal",
    [MDR_SHOWS_OTHER_REFUSAL] = "other-refusal",
    [MDR_SHOWS_UNDECIDED] = "undecided",
    [MDR_SHOWS_BOTH_ARRIVED] = "both-arrived",
    [MDR_SHOWS_WORDS] = "words",
};

static const char outcome_name[][8] = {"unknown", "failed", "delayed", "arrived"};

struct mdr_span mdr_what_name(enum mdr_what what)
{
    return mdr_span_make(what_name[what], strlen(what_name[what]));
}

struct mdr_span mdr_shown_name(enum mdr_shown shown)
{
    size_t n = 0;
    while (n < sizeof shown_name[shown] && shown_name[shown][n])
        n++;
    return mdr_span_make(shown_name[shown], n);
}

struct mdr_span mdr_outcome_name(enum mdr_outcome outcome)
{
    return mdr_span_make(outcome_name[outcome], strlen(outcome_name[outcome]));
}

/* ---- which recipients, which outcome ---------------------------------------------------------- */

static struct mdr_span address_of(const struct modori_recipient *r)
{
    struct mdr_span address = r->text[MODORI_RECIPIENT_ADDRESS];
    return address.p ? address : r->text[MODORI_RECIPIENT_ORIGINAL_ADDRESS];
}

static enum mdr_outcome outcome_of(const struct modori_report *report, const struct modori_recipient *r)
{
    if (!r)
        return mdr_report_number(report, MODORI_REPORT_KIND) == MODORI_KIND_NONE ? MDR_OUTCOME_ARRIVED
                                                                                 : MDR_OUTCOME_UNKNOWN;
    switch (mdr_recipient_number(r, MODORI_RECIPIENT_ACTION)) {
    case MODORI_ACTION_FAILED:
        return MDR_OUTCOME_FAILED;
    case MODORI_ACTION_DELAYED:
        return MDR_OUTCOME_DELAYED;
    case MODORI_ACTION_DELIVERED:
    case MODORI_ACTION_RELAYED:
    case MODORI_ACTION_EXPANDED:
        return MDR_OUTCOME_ARRIVED;
    default:
        return mdr_recipient_number(r, MODORI_RECIPIENT_REPLY) >= 400 ? MDR_OUTCOME_FAILED : MDR_OUTCOME_UNKNOWN;
    }
}

static const struct modori_recipient *find(const struct modori_report *report, struct mdr_span address)
{
    for (size_t i = 0; i < report->recipients; i++)
        if (mdr_equal_fold(address_of(&report->recipient[i]), address))
            return &report->recipient[i];
    return NULL;
}

/* The first one that failed, or else the first one. */
static const struct modori_recipient *gravest(const struct modori_report *report)
{
    for (size_t i = 0; i < report->recipients; i++)
        if (mdr_recipient_number(&report->recipient[i], MODORI_RECIPIENT_ACTION) == MODORI_ACTION_FAILED)
            return &report->recipient[i];
    return report->recipients ? &report->recipient[0] : NULL;
}

/* A message that arrived names its recipients in its To field. */
static enum mdr_sameness is_named(const struct modori_report *report, const struct modori_recipient *r)
{
    struct mdr_span to = report->text[MODORI_REPORT_ORIGINAL_TO];
    if (!to.p || !r || !address_of(r).p)
        return MDR_UNKNOWN;
    return mdr_find_fold(to, address_of(r), 0) != MDR_NOT_FOUND ? MDR_SAME : MDR_DIFFERS;
}

static void choose_recipients(struct mdr_comparison *c)
{
    const struct modori_recipient *one = gravest(c->report[0]), *other = gravest(c->report[1]);
    if (one && other) {
        const struct modori_recipient *same = find(c->report[1], address_of(one));
        other = same ? same : other;
        c->what[MDR_WHAT_RECIPIENT] = !address_of(one).p || !address_of(other).p ? MDR_UNKNOWN
                                      : same                                     ? MDR_SAME
                                                                                 : MDR_DIFFERS;
    } else {
        c->what[MDR_WHAT_RECIPIENT] = one ? is_named(c->report[1], one) : is_named(c->report[0], other);
    }
    c->recipient[0] = one;
    c->recipient[1] = other;
    for (int side = 0; side < 2; side++)
        c->outcome[side] = outcome_of(c->report[side], c->recipient[side]);
}

/* ---- values ----------------------------------------------------------------------------------- */

static struct mdr_span bare(struct mdr_span address)
{
    size_t open = address.p ? mdr_find_byte(address, '<', 0) : MDR_NOT_FOUND;
    size_t close = open == MDR_NOT_FOUND ? open : mdr_find_byte(address, '>', open);
    return close == MDR_NOT_FOUND ? address : mdr_span_cut(address, open + 1, close);
}

static const struct mdr_hop *hop_of(const struct modori_report *report, int32_t role)
{
    for (size_t i = report->hops; i-- > 0;)
        if (report->hop[i].role == role)
            return &report->hop[i];
    return NULL;
}

/* Who handed the mail to the recipient's server: the reporter, or the hop before the last. */
static struct mdr_span route_of(const struct modori_report *report)
{
    const struct mdr_hop *partner = hop_of(report, MODORI_ROLE_PARTNER);
    if (report->text[MODORI_REPORT_REPORTING_MTA].p)
        return report->text[MODORI_REPORT_REPORTING_MTA];
    if (partner && partner > report->hop)
        return partner[-1].text[MODORI_HOP_HOST];
    return MDR_SPAN_NONE;
}

static struct mdr_span server_of(const struct mdr_comparison *c, int side)
{
    const struct mdr_hop *partner = hop_of(c->report[side], MODORI_ROLE_PARTNER);
    if (c->recipient[side] && c->recipient[side]->text[MODORI_RECIPIENT_REMOTE_HOST].p)
        return c->recipient[side]->text[MODORI_RECIPIENT_REMOTE_HOST];
    return partner && !c->recipient[side] ? partner->text[MODORI_HOP_HOST] : MDR_SPAN_NONE;
}

static struct mdr_span sender_of(const struct modori_report *report)
{
    struct mdr_span sender = report->text[MODORI_REPORT_SENDER];
    return bare(sender.p ? sender : report->text[MODORI_REPORT_ORIGINAL_FROM]);
}

static struct mdr_span text_of(const struct mdr_comparison *c, enum mdr_what what, int side)
{
    switch (what) {
    case MDR_WHAT_RECIPIENT:
        return c->recipient[side] ? address_of(c->recipient[side]) : bare(c->report[side]->text[MODORI_REPORT_ORIGINAL_TO]);
    case MDR_WHAT_SENDER:
        return sender_of(c->report[side]);
    case MDR_WHAT_ROUTE:
        return route_of(c->report[side]);
    case MDR_WHAT_SERVER:
        return server_of(c, side);
    default:
        return c->report[side]->text[MODORI_REPORT_ORIGINAL_CHARSET];
    }
}

static int32_t number_key(enum mdr_what what)
{
    static const int32_t key[MDR_WHATS] = {
        [MDR_WHAT_HTML] = MODORI_REPORT_ORIGINAL_HTML,       [MDR_WHAT_LINKS] = MODORI_REPORT_ORIGINAL_LINKS,
        [MDR_WHAT_SCRIPTS] = MODORI_REPORT_ORIGINAL_SCRIPTS, [MDR_WHAT_FORMS] = MODORI_REPORT_ORIGINAL_FORMS,
        [MDR_WHAT_SIZE] = MODORI_REPORT_ORIGINAL_SIZE,
    };
    return key[what];
}

/* ---- same or not ------------------------------------------------------------------------------ */

static enum mdr_sameness compare_texts(struct mdr_span a, struct mdr_span b)
{
    if (!a.p || !b.p)
        return MDR_UNKNOWN;
    return mdr_equal_fold(a, b) ? MDR_SAME : MDR_DIFFERS;
}

static bool seen(const struct modori_report *report)
{
    return mdr_report_number(report, MODORI_REPORT_ORIGINAL_LINKS) != MDR_NUMBER_NONE;
}

static enum mdr_sameness compare_attachments(const struct modori_report *a, const struct modori_report *b)
{
    if (!seen(a) || !seen(b))
        return MDR_UNKNOWN;
    if (a->attachments != b->attachments)
        return MDR_DIFFERS;
    for (size_t i = 0; i < a->attachments; i++)
        if (!mdr_span_equal(a->attachment[i].name, b->attachment[i].name) ||
            !mdr_span_equal(a->attachment[i].type, b->attachment[i].type))
            return MDR_DIFFERS;
    return MDR_SAME;
}

static enum mdr_sameness compare_what(const struct mdr_comparison *c, enum mdr_what what)
{
    if (what == MDR_WHAT_ATTACHMENTS)
        return compare_attachments(c->report[0], c->report[1]);
    if (number_key(what)) {
        int64_t a = mdr_report_number(c->report[0], number_key(what));
        int64_t b = mdr_report_number(c->report[1], number_key(what));
        return a < 0 || b < 0 ? MDR_UNKNOWN : a == b ? MDR_SAME : MDR_DIFFERS;
    }
    return compare_texts(text_of(c, what, 0), text_of(c, what, 1));
}

/* ---- what it shows ---------------------------------------------------------------------------- */

/* Whether the mail that failed has more of it than the one that arrived. */
static bool is_suspect(const struct mdr_comparison *c, enum mdr_what what, int failed)
{
    const struct modori_report *bad = c->report[failed], *good = c->report[1 - failed];
    if (c->what[what] != MDR_DIFFERS)
        return false;
    if (what == MDR_WHAT_ATTACHMENTS)
        return bad->attachments > 0;
    if (what == MDR_WHAT_CHARSET)
        return mdr_report_number(bad, MODORI_REPORT_ORIGINAL_CHARSET_ODD) == 1;
    if (!number_key(what))
        return false;
    int64_t more = mdr_report_number(bad, number_key(what)), less = mdr_report_number(good, number_key(what));
    return more > less && (what != MDR_WHAT_SIZE || more >= SIZE_MUCH);
}

static void find_suspects(struct mdr_comparison *c, int failed)
{
    for (int what = 0; what < MDR_WHATS; what++) {
        c->suspect[what] = is_suspect(c, (enum mdr_what)what, failed);
        c->suspects += c->suspect[what];
    }
}

/* One failed, the other arrived: the experiment. */
static void conclude_experiment(struct mdr_comparison *c, int failed)
{
    bool sender_alike = c->what[MDR_WHAT_SENDER] == MDR_SAME && c->what[MDR_WHAT_ROUTE] != MDR_DIFFERS;
    bool sender_differs = c->what[MDR_WHAT_SENDER] == MDR_DIFFERS || c->what[MDR_WHAT_ROUTE] == MDR_DIFFERS;
    bool both_seen = seen(c->report[0]) && seen(c->report[1]);
    find_suspects(c, failed);
    c->shown[MDR_SHOWS_NOT_ADDRESS] = c->what[MDR_WHAT_RECIPIENT] == MDR_SAME;
    c->shown[MDR_SHOWS_NOT_SENDER] = sender_alike;
    c->shown[MDR_SHOWS_SENDER_TOO] = sender_differs;
    c->shown[MDR_SHOWS_ONE_SUSPECT] = c->suspects == 1;
    c->shown[MDR_SHOWS_SUSPECTS] = c->suspects > 1;
    c->shown[MDR_SHOWS_NO_SUSPECT] = c->suspects == 0 && both_seen && !sender_differs;
    c->shown[MDR_SHOWS_UNSEEN] = !both_seen;
    c->shown[MDR_SHOWS_WORDS] = c->suspects > 0;
}

static bool refused_alike(const struct mdr_comparison *c)
{
    static const int32_t key[] = {MODORI_RECIPIENT_REASON, MODORI_RECIPIENT_PHASE, MODORI_RECIPIENT_REPLY};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        if (mdr_recipient_number(c->recipient[0], key[i]) != mdr_recipient_number(c->recipient[1], key[i]))
            return false;
    return true;
}

static void conclude(struct mdr_comparison *c)
{
    enum mdr_outcome one = c->outcome[0], other = c->outcome[1];
    c->shown[MDR_SHOWS_OTHER_RECIPIENT] = c->what[MDR_WHAT_RECIPIENT] == MDR_DIFFERS;
    if (one == MDR_OUTCOME_FAILED && other == MDR_OUTCOME_ARRIVED)
        conclude_experiment(c, 0);
    else if (one == MDR_OUTCOME_ARRIVED && other == MDR_OUTCOME_FAILED)
        conclude_experiment(c, 1);
    else if (one == MDR_OUTCOME_ARRIVED && other == MDR_OUTCOME_ARRIVED)
        c->shown[MDR_SHOWS_BOTH_ARRIVED] = true;
    else if (one == MDR_OUTCOME_FAILED && other == MDR_OUTCOME_FAILED)
        c->shown[refused_alike(c) ? MDR_SHOWS_SAME_REFUSAL : MDR_SHOWS_OTHER_REFUSAL] = true;
    else
        c->shown[MDR_SHOWS_UNDECIDED] = true;
}

void mdr_comparison_make(struct mdr_comparison *c, const struct modori_report *one, const struct modori_report *other)
{
    memset(c, 0, sizeof *c);
    c->report[0] = one;
    c->report[1] = other;
    choose_recipients(c);
    for (int what = MDR_WHAT_RECIPIENT + 1; what < MDR_WHATS; what++)
        c->what[what] = compare_what(c, (enum mdr_what)what);
    conclude(c);
}

struct mdr_value mdr_comparison_raw(const struct mdr_comparison *c, enum mdr_what what, int side)
{
    struct mdr_value value = {false, MDR_NUMBER_NONE, MDR_SPAN_NONE};
    value.is_number = number_key(what) != 0;
    if (value.is_number)
        value.number = mdr_report_number(c->report[side], number_key(what));
    else if (what != MDR_WHAT_ATTACHMENTS)
        value.text = text_of(c, what, side);
    return value;
}

bool mdr_comparison_is_known(const struct mdr_comparison *c, enum mdr_what what)
{
    for (int side = 0; side < 2; side++) {
        struct mdr_value value = mdr_comparison_raw(c, what, side);
        if (what == MDR_WHAT_ATTACHMENTS ? seen(c->report[side]) : value.number >= 0 || value.text.p)
            return true;
    }
    return false;
}

/* ---- values for people ------------------------------------------------------------------------ */

static struct mdr_span attachments_text(const struct modori_report *report, struct mdr_speech *speech)
{
    struct mdr_builder b;
    if (!seen(report))
        return MDR_SPAN_NONE;
    if (report->attachments == 0)
        return mdr_sentence(speech, "none");
    mdr_builder_init(&b, speech->arena);
    for (size_t i = 0; i < report->attachments && i < NAMES_TOLD; i++) {
        struct mdr_span name = report->attachment[i].name;
        if (i > 0)
            mdr_put(&b, MDR_SPAN(", "));
        mdr_escape_add(&b, name.p ? name : report->attachment[i].type, false, VALUE_LONGEST);
    }
    if (report->attachments > NAMES_TOLD)
        mdr_put(&b, MDR_SPAN(", ..."));
    return mdr_builder_finish(&b).s;
}

struct mdr_span mdr_comparison_value(const struct mdr_comparison *c, struct mdr_speech *speech, enum mdr_what what,
                                     int side)
{
    const struct modori_report *report = c->report[side];
    if (what == MDR_WHAT_ATTACHMENTS)
        return attachments_text(report, speech);
    if (what == MDR_WHAT_HTML)
        return mdr_enum_text(MODORI_ENUM_HTML, (int32_t)mdr_report_number(report, MODORI_REPORT_ORIGINAL_HTML),
                             speech->lang);
    if (what == MDR_WHAT_SIZE)
        return mdr_sentence_size(speech->arena, mdr_report_number(report, MODORI_REPORT_ORIGINAL_SIZE));
    if (number_key(what))
        return mdr_sentence_number(speech->arena, mdr_report_number(report, number_key(what)));
    return mdr_escape(speech->arena, text_of(c, what, side), false, VALUE_LONGEST);
}
