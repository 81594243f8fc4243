/* SPDX-License-Identifier: BSD-2-Clause */
/* Two outcomes: whose they are, what differs between the mails and what does not. compare_shows.c concludes. */
#include "say/compare.h"
#include "bytes/ascii.h"
#include "grammar/byte_class.h"
#include "grammar/name.h"
#include "say/escape.h"
#include "say/put.h"
#include "words/words.h"

#define RECIPIENTS_TRIED 64 /* of each report, so that two long ones do not take for ever */
#define NAMES_TOLD       3  /* attachments that are named */
#define VALUE_LONGEST    60 /* columns of one value */

/* ---- names ------------------------------------------------------------------------------------ */

static const char what_name[MDR_WHATS][12] = {
    [MDR_WHAT_RECIPIENT] = "recipient", [MDR_WHAT_SENDER] = "sender",   [MDR_WHAT_ROUTE] = "route",
    [MDR_WHAT_SERVER] = "server",       [MDR_WHAT_HTML] = "html",       [MDR_WHAT_LINKS] = "links",
    [MDR_WHAT_SCRIPTS] = "scripts",     [MDR_WHAT_FORMS] = "forms",     [MDR_WHAT_ATTACHMENTS] = "attachments",
    [MDR_WHAT_SIZE] = "size",           [MDR_WHAT_CHARSET] = "charset",
};

static const char outcome_name[][8] = {"unknown", "failed", "delayed", "arrived"};

struct mdr_span mdr_what_name(enum mdr_what what)
{
    return mdr_name(what_name[what]);
}

struct mdr_span mdr_outcome_name(enum mdr_outcome outcome)
{
    return mdr_name(outcome_name[outcome]);
}

/* ---- which recipients, which outcome ---------------------------------------------------------- */

/* A file without a header of a mail is none: a picture, a list, an empty file. */
bool mdr_comparison_is_mail(const struct modori_report *report)
{
    return report->recipients > 0 || mdr_report_number(report, MODORI_REPORT_KIND) != MODORI_KIND_NONE ||
           report->text[MODORI_REPORT_ORIGINAL_FROM].p || report->text[MODORI_REPORT_ORIGINAL_TO].p ||
           report->text[MODORI_REPORT_ORIGINAL_MESSAGE_ID].p;
}

/* What answers a mail, and what complains of it, had got it. */
static enum mdr_outcome outcome_of_kind(const struct modori_report *report)
{
    switch (mdr_report_number(report, MODORI_REPORT_KIND)) {
    case MODORI_KIND_NONE:
        return mdr_comparison_is_mail(report) ? MDR_OUTCOME_ARRIVED : MDR_OUTCOME_UNKNOWN;
    case MODORI_KIND_RECEIPT:
    case MODORI_KIND_AUTO_REPLY:
    case MODORI_KIND_FEEDBACK:
        return MDR_OUTCOME_ARRIVED;
    default:
        return MDR_OUTCOME_UNKNOWN;
    }
}

static enum mdr_outcome outcome_of(const struct modori_report *report, const struct modori_recipient *r)
{
    if (!r)
        return outcome_of_kind(report);
    if (mdr_recipient_number(r, MODORI_RECIPIENT_MAYBE_DELIVERED) == 1)
        return MDR_OUTCOME_UNKNOWN; /* whatever was given up: it was not refused, and may be there */
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
        if (mdr_equal_fold(mdr_recipient_address(&report->recipient[i]), address))
            return &report->recipient[i];
    return NULL;
}

static bool has_failed(const struct modori_recipient *r)
{
    return mdr_recipient_number(r, MODORI_RECIPIENT_ACTION) == MODORI_ACTION_FAILED;
}

/* The first one that failed, or else the first one. */
static const struct modori_recipient *gravest(const struct modori_report *report)
{
    for (size_t i = 0; i < report->recipients; i++)
        if (has_failed(&report->recipient[i]))
            return &report->recipient[i];
    return report->recipients ? &report->recipient[0] : NULL;
}

static bool is_address_char(char c)
{
    return mdr_byte_is(c, MDR_BYTE_ATEXT) || (unsigned char)c >= 0x80 || c == '.' || c == '@';
}

/* Whether an address stands in a field by itself, and not as a part of another one. */
static bool holds_address(struct mdr_span field, struct mdr_span address)
{
    for (size_t at = mdr_find_fold(field, address, 0); at != MDR_NOT_FOUND;
         at = mdr_find_fold(field, address, at + 1)) {
        size_t end = at + address.n;
        if ((at == 0 || !is_address_char(field.p[at - 1])) && (end == field.n || !is_address_char(field.p[end])))
            return true;
    }
    return false;
}

static bool is_masked(struct mdr_span s)
{
    return mdr_find_byte(s, '*', 0) != MDR_NOT_FOUND;
}

static struct mdr_span bare(struct mdr_span address)
{
    size_t open = address.p ? mdr_find_byte(address, '<', 0) : MDR_NOT_FOUND;
    size_t close = open == MDR_NOT_FOUND ? open : mdr_find_byte(address, '>', open);
    return close == MDR_NOT_FOUND ? address : mdr_span_cut(address, open + 1, close);
}

static bool is_one_address(struct mdr_span field)
{
    size_t at = field.p ? mdr_find_byte(field, '@', 0) : MDR_NOT_FOUND;
    return at != MDR_NOT_FOUND && mdr_find_byte(field, '@', at + 1) == MDR_NOT_FOUND && !is_masked(field);
}

static bool is_copied(const struct modori_report *report)
{
    for (size_t i = 0; i < report->headers; i++)
        if (mdr_equal_fold(report->header[i].name, MDR_SPAN("Cc")))
            return true;
    return false;
}

/* Whether a field holds an address from which the mail was passed on: it may have been sent to the same recipient. */
static bool holds_earlier(struct mdr_span field, const struct modori_recipient *r)
{
    static const int32_t key[] = {MODORI_RECIPIENT_ORIGINAL_ADDRESS, MODORI_RECIPIENT_ALIAS};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        if (r->text[key[i]].n > 0 && holds_address(field, r->text[key[i]]))
            return true;
    return false;
}

/*
 * A message that arrived names its recipients in its header, and not always all of them: only a mail that
 * names one other address and nobody else went elsewhere.
 */
static enum mdr_sameness is_named(const struct modori_report *report, const struct modori_recipient *r)
{
    static const char field[][16] = {"To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "Received"};
    struct mdr_span to = report->text[MODORI_REPORT_ORIGINAL_TO];
    struct mdr_span address = r ? mdr_recipient_address(r) : MDR_SPAN_NONE;
    if (!address.p || is_masked(address))
        return MDR_UNKNOWN;
    if (holds_address(to, address))
        return MDR_SAME;
    for (size_t i = 0; i < report->headers; i++)
        for (size_t k = 0; k < sizeof field / sizeof *field; k++) {
            if (mdr_equal_fold(report->header[i].name, mdr_name(field[k])) &&
                holds_address(report->header[i].body, address))
                return MDR_SAME;
        }
    return is_one_address(to) && !is_copied(report) && !holds_earlier(to, r) ? MDR_DIFFERS : MDR_UNKNOWN;
}

/* Two reports: a recipient of both counts, one that failed first. */
static void choose_common(struct mdr_comparison *c)
{
    const struct modori_report *a = c->report[0], *b = c->report[1];
    for (int side = 0; side < 2 && c->what[MDR_WHAT_RECIPIENT] == MDR_UNKNOWN; side++)
        for (size_t i = 0; i < c->report[side]->recipients && i < RECIPIENTS_TRIED; i++) {
            const struct modori_recipient *r = &c->report[side]->recipient[i];
            struct mdr_span address = mdr_recipient_address(r);
            const struct modori_recipient *same = address.p && has_failed(r) ? find(side ? a : b, address) : NULL;
            if (!same)
                continue;
            c->recipient[side] = r;
            c->recipient[1 - side] = same;
            c->what[MDR_WHAT_RECIPIENT] = is_masked(address) ? MDR_UNKNOWN : MDR_SAME;
            return;
        }
    struct mdr_span one = mdr_recipient_address(c->recipient[0]);
    const struct modori_recipient *same = find(b, one);
    if (same)
        c->recipient[1] = same;
    struct mdr_span other = mdr_recipient_address(c->recipient[1]);
    bool known = one.p && other.p && !is_masked(one) && !is_masked(other);
    bool perhaps = holds_earlier(other, c->recipient[0]) || holds_earlier(one, c->recipient[1]);
    c->what[MDR_WHAT_RECIPIENT] = known && same ? MDR_SAME : known && !perhaps ? MDR_DIFFERS : MDR_UNKNOWN;
}

/* A report and a message that arrived: of several recipients the one that the message names counts. */
static void choose_named(struct mdr_comparison *c, int side)
{
    const struct modori_report *bounce = c->report[side], *arrived = c->report[1 - side];
    c->what[MDR_WHAT_RECIPIENT] = is_named(arrived, c->recipient[side]);
    for (size_t i = 0; i < bounce->recipients && i < RECIPIENTS_TRIED && c->what[MDR_WHAT_RECIPIENT] != MDR_SAME; i++)
        if (has_failed(&bounce->recipient[i]) && is_named(arrived, &bounce->recipient[i]) == MDR_SAME) {
            c->recipient[side] = &bounce->recipient[i];
            c->what[MDR_WHAT_RECIPIENT] = MDR_SAME;
        }
}

/* Two messages that arrived: where each names one address and nobody else. */
static enum mdr_sameness compare_named(const struct mdr_comparison *c)
{
    struct mdr_span a = c->report[0]->text[MODORI_REPORT_ORIGINAL_TO],
                    b = c->report[1]->text[MODORI_REPORT_ORIGINAL_TO];
    if (!is_one_address(a) || !is_one_address(b))
        return MDR_UNKNOWN;
    if (mdr_equal_fold(bare(a), bare(b)))
        return MDR_SAME;
    return is_copied(c->report[0]) || is_copied(c->report[1]) ? MDR_UNKNOWN : MDR_DIFFERS;
}

static void choose_recipients(struct mdr_comparison *c)
{
    c->recipient[0] = gravest(c->report[0]);
    c->recipient[1] = gravest(c->report[1]);
    if (c->recipient[0] && c->recipient[1])
        choose_common(c);
    else if (c->recipient[0] || c->recipient[1])
        choose_named(c, c->recipient[0] ? 0 : 1);
    else
        c->what[MDR_WHAT_RECIPIENT] = compare_named(c);
    for (int side = 0; side < 2; side++)
        c->outcome[side] = outcome_of(c->report[side], c->recipient[side]);
}

/* ---- values ----------------------------------------------------------------------------------- */

static const struct mdr_hop *hop_of(const struct modori_report *report, int32_t role)
{
    for (size_t i = report->hops; i-- > 0;)
        if (report->hop[i].role == role)
            return &report->hop[i];
    return NULL;
}

/* Who handed the mail to the recipient's server: the reporter, or the hop before the recipient's. */
static struct mdr_span route_of(const struct modori_report *report)
{
    const struct mdr_hop *partner = hop_of(report, MODORI_ROLE_PARTNER);
    struct mdr_span reporter = mdr_report_reporter(report);
    while (partner && partner > report->hop && partner[-1].role == MODORI_ROLE_PARTNER)
        partner--;
    if (reporter.p)
        return reporter;
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

/*
 * The author where both tell him: envelope senders may be another one for each mail (VERP). Else what there is.
 */
static struct mdr_span sender_of(const struct mdr_comparison *c, int side)
{
    const struct modori_report *here = c->report[side], *there = c->report[1 - side];
    struct mdr_span from = here->text[MODORI_REPORT_ORIGINAL_FROM], sender = here->text[MODORI_REPORT_SENDER];
    if (from.p && there->text[MODORI_REPORT_ORIGINAL_FROM].p)
        return bare(from);
    return bare(sender.p ? sender : from);
}

static struct mdr_span text_of(const struct mdr_comparison *c, enum mdr_what what, int side)
{
    switch (what) {
    case MDR_WHAT_RECIPIENT:
        return c->recipient[side] ? mdr_recipient_address(c->recipient[side])
                                  : bare(c->report[side]->text[MODORI_REPORT_ORIGINAL_TO]);
    case MDR_WHAT_SENDER:
        return sender_of(c, side);
    case MDR_WHAT_ROUTE:
        return route_of(c->report[side]);
    case MDR_WHAT_SERVER:
        return server_of(c, side);
    default:
        return c->report[side]->text[MODORI_REPORT_ORIGINAL_CHARSET];
    }
}

int32_t mdr_what_number(enum mdr_what what)
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
    if (!a.p || !b.p || is_masked(a) || is_masked(b))
        return MDR_UNKNOWN;
    return mdr_equal_fold(a, b) ? MDR_SAME : MDR_DIFFERS;
}

bool mdr_comparison_is_seen(const struct modori_report *report)
{
    return mdr_report_number(report, MODORI_REPORT_ORIGINAL_LINKS) != MDR_NUMBER_NONE;
}

bool mdr_comparison_is_whole(const struct modori_report *report)
{
    return mdr_comparison_is_seen(report) && mdr_report_number(report, MODORI_REPORT_ORIGINAL_SIZE) != MDR_NUMBER_NONE;
}

/* What there is of something in both, where what was cut off of one may hold more of it. */
static enum mdr_sameness compare_amounts(const struct mdr_comparison *c, int64_t a, int64_t b)
{
    if (a < 0 || b < 0)
        return MDR_UNKNOWN;
    bool whole[2] = {mdr_comparison_is_whole(c->report[0]), mdr_comparison_is_whole(c->report[1])};
    bool sure = (whole[0] || a > b) && (whole[1] || b > a);
    return !sure ? MDR_UNKNOWN : a == b ? MDR_SAME : MDR_DIFFERS;
}

static bool was_at(const struct modori_report *report, struct mdr_span host)
{
    for (size_t i = 0; i < report->hops; i++)
        if (mdr_equal_fold(report->hop[i].text[MODORI_HOP_HOST], host))
            return true;
    return false;
}

/* Servers of two names are one way where either mail has been at the other one's, too. */
static enum mdr_sameness compare_routes(const struct mdr_comparison *c)
{
    struct mdr_span one = text_of(c, MDR_WHAT_ROUTE, 0), other = text_of(c, MDR_WHAT_ROUTE, 1);
    enum mdr_sameness sameness = compare_texts(one, other);
    if (sameness == MDR_DIFFERS && (was_at(c->report[0], other) || was_at(c->report[1], one)))
        return MDR_SAME;
    return sameness;
}

/* An author and an envelope sender may be two addresses of one sender. */
static enum mdr_sameness compare_senders(const struct mdr_comparison *c)
{
    const struct mdr_span *a = c->report[0]->text, *b = c->report[1]->text;
    enum mdr_sameness sameness = compare_texts(sender_of(c, 0), sender_of(c, 1));
    bool like_with_like = (a[MODORI_REPORT_ORIGINAL_FROM].p && b[MODORI_REPORT_ORIGINAL_FROM].p) ||
                          (a[MODORI_REPORT_SENDER].p && b[MODORI_REPORT_SENDER].p);
    return sameness == MDR_DIFFERS && !like_with_like ? MDR_UNKNOWN : sameness;
}

static enum mdr_sameness compare_attachments(const struct mdr_comparison *c)
{
    const struct modori_report *a = c->report[0], *b = c->report[1];
    if (!mdr_comparison_is_seen(a) || !mdr_comparison_is_seen(b))
        return MDR_UNKNOWN;
    enum mdr_sameness amounts = compare_amounts(c, (int64_t)a->attachments, (int64_t)b->attachments);
    if (amounts != MDR_SAME)
        return amounts;
    for (size_t i = 0; i < a->attachments; i++)
        if (!mdr_span_equal(a->attachment[i].name, b->attachment[i].name) ||
            !mdr_span_equal(a->attachment[i].type, b->attachment[i].type))
            return MDR_DIFFERS;
    return MDR_SAME;
}

bool mdr_comparison_is_one_mail(const struct mdr_comparison *c)
{
    struct mdr_span id = c->report[0]->text[MODORI_REPORT_ORIGINAL_MESSAGE_ID];
    return id.p && mdr_span_equal(id, c->report[1]->text[MODORI_REPORT_ORIGINAL_MESSAGE_ID]);
}

static enum mdr_sameness compare_what(const struct mdr_comparison *c, enum mdr_what what)
{
    if (what == MDR_WHAT_ATTACHMENTS)
        return compare_attachments(c);
    if (mdr_what_number(what)) {
        int64_t a = mdr_report_number(c->report[0], mdr_what_number(what));
        int64_t b = mdr_report_number(c->report[1], mdr_what_number(what));
        if (what == MDR_WHAT_LINKS || what == MDR_WHAT_SCRIPTS || what == MDR_WHAT_FORMS)
            return compare_amounts(c, a, b);
        if (a < 0 || b < 0)
            return MDR_UNKNOWN;
        /* One mail has one size, but for what servers on the way have put before it. */
        return a == b || (what == MDR_WHAT_SIZE && mdr_comparison_is_one_mail(c)) ? MDR_SAME : MDR_DIFFERS;
    }
    return compare_texts(text_of(c, what, 0), text_of(c, what, 1));
}

void mdr_comparison_make(struct mdr_comparison *c, const struct modori_report *one, const struct modori_report *other)
{
    memset(c, 0, sizeof *c);
    c->report[0] = one;
    c->report[1] = other;
    choose_recipients(c);
    for (int what = MDR_WHAT_RECIPIENT + 1; what < MDR_WHATS; what++)
        c->what[what] = compare_what(c, (enum mdr_what)what);
    c->what[MDR_WHAT_ROUTE] = compare_routes(c);
    c->what[MDR_WHAT_SENDER] = compare_senders(c);
    mdr_comparison_conclude(c);
}

struct mdr_value mdr_comparison_raw(const struct mdr_comparison *c, enum mdr_what what, int side)
{
    struct mdr_value value = {false, MDR_NUMBER_NONE, MDR_SPAN_NONE};
    value.is_number = mdr_what_number(what) != 0;
    if (value.is_number)
        value.number = mdr_report_number(c->report[side], mdr_what_number(what));
    else if (what != MDR_WHAT_ATTACHMENTS)
        value.text = text_of(c, what, side);
    return value;
}

bool mdr_comparison_is_known(const struct mdr_comparison *c, enum mdr_what what)
{
    for (int side = 0; side < 2; side++) {
        struct mdr_value value = mdr_comparison_raw(c, what, side);
        if (what == MDR_WHAT_ATTACHMENTS ? mdr_comparison_is_seen(c->report[side]) : value.number >= 0 || value.text.p)
            return true;
    }
    return false;
}

/* ---- values for people ------------------------------------------------------------------------ */

static struct mdr_span attachments_text(const struct modori_report *report, struct mdr_speech *speech)
{
    struct mdr_builder b;
    if (!mdr_comparison_is_seen(report))
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

/* In bytes where two sizes that differ would read the same. */
static struct mdr_span size_text(const struct mdr_comparison *c, struct mdr_arena *arena, int side)
{
    int64_t here = mdr_report_number(c->report[side], MODORI_REPORT_ORIGINAL_SIZE);
    struct mdr_span text = mdr_sentence_size(arena, here);
    struct mdr_span there =
        mdr_sentence_size(arena, mdr_report_number(c->report[1 - side], MODORI_REPORT_ORIGINAL_SIZE));
    if (!text.p || c->what[MDR_WHAT_SIZE] != MDR_DIFFERS || !mdr_span_equal(text, there))
        return text;
    struct mdr_builder b;
    mdr_builder_init(&b, arena);
    mdr_put_number(&b, (uint64_t)here);
    mdr_put(&b, MDR_SPAN(" B"));
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
        return size_text(c, speech->arena, side);
    if (mdr_what_number(what))
        return mdr_sentence_number(speech->arena, mdr_report_number(report, mdr_what_number(what)));
    return mdr_escape(speech->arena, text_of(c, what, side), false, VALUE_LONGEST);
}
