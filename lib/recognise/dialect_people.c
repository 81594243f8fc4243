/* SPDX-License-Identifier: BSD-2-Clause */
/* Who wrote a notice, a machine or a person, by its header alone: see dialect_mark.h. */
#include "bytes/ascii.h"
#include "grammar/field.h"
#include "recognise/dialect_mark.h"

static bool holds_any(struct mdr_span s, const char (*words)[24], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (mdr_find_fold(s, mdr_span_make(words[i], strlen(words[i])), 0) != MDR_NOT_FOUND)
            return true;
    return false;
}

static bool is_machine_name(struct mdr_span from)
{
    static const char words[][24] = {"daemon",             "postmaster",    "post_master", "mail delivery", "mail system",
                                     "delivery subsystem", "administrator", "bounce",      "noreply",       "no-reply",
                                     "mailer",             "-admin@",       "-request@",   "microsoftexchange"};
    /* People have an address. */
    return mdr_find_byte(from, '@', 0) == MDR_NOT_FOUND || holds_any(from, words, sizeof words / sizeof words[0]);
}

static bool begins_like_an_answer(struct mdr_span subject)
{
    static const char words[][8] = {"re:", "aw:", "sv:", "fwd:", "fw:", "wg:", "tr:"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (mdr_starts_with_fold(subject, mdr_span_make(words[i], strlen(words[i]))))
            return true;
    return false;
}

static bool is_named(struct mdr_span name, const char *want)
{
    return mdr_equal_fold(name, mdr_span_make(want, strlen(want)));
}

/* A mailing list or a ticket system passes on what people write, notices that they quote too. */
static bool passes_on(struct mdr_span name)
{
    static const char names[][24] = {"list-id", "list-post", "x-beenthere", "rt-ticket", "x-otrs-queue"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (is_named(name, names[i]))
            return true;
    return false;
}

/* Subjects of failures, in the languages of templates: parts of words. */
static bool is_delivery_subject(struct mdr_span subject)
{
    static const char words[][24] = {
        "deliver", "returned", "fail",    "bounce",   "rejected", "could not be sent", "mail system error", "zustell",
        "fehl",    "remis",    "chec ",   "entreg",   "recapit",  "consegn",           "bezorg",            "bestelbaar",
        "lever",   "dostarcz", "doru",    "доставл",  "配信",     "配送",              "不達",              "届",
        "送信",    "エラー",   "戻",      "返送",     "退信",     "投递",              "배달",              "반송"};
    return holds_any(subject, words, sizeof words / sizeof words[0]);
}

/* What a header says for and against a person. */
struct person {
    bool answers;   /* the subject begins so */
    bool thread;    /* In-Reply-To, References */
    bool program;   /* of those that people write with */
    bool automatic; /* Auto-Submitted */
    bool passed_on; /* by a list or a ticket system */
    bool report;    /* the null reverse-path, X-Failed-Recipients */
};

static void look_for_person(const struct mdr_notice *notice, struct person *ret)
{
    struct mdr_field_reader reader = mdr_field_reader_make(notice->header);
    struct mdr_field field;
    *ret = (struct person){.answers = begins_like_an_answer(mdr_trim(notice->subject.s))};
    for (size_t n = 0; n < notice->limits->fields && mdr_field_next(&reader, &field); n++) {
        struct mdr_span body = mdr_trim(field.body);
        ret->passed_on = ret->passed_on || passes_on(field.name);
        ret->report = ret->report || is_named(field.name, "x-failed-recipients") ||
                      (is_named(field.name, "return-path") && mdr_span_equal(body, MDR_SPAN("<>")));
        ret->automatic = ret->automatic || (is_named(field.name, "auto-submitted") && !is_named(body, "no"));
        ret->thread = ret->thread || is_named(field.name, "in-reply-to") || is_named(field.name, "references");
        ret->program = ret->program || is_named(field.name, "user-agent") || is_named(field.name, "x-mailer");
    }
}

bool mdr_notice_personal(const struct mdr_notice *notice)
{
    struct person p;
    if (notice->header.n == 0 || notice->has_fields)
        return false;
    look_for_person(notice, &p);
    if (p.report)
        return false;
    if (is_machine_name(notice->from.s)) /* or of who looks after it, and answers */
        return p.answers && p.thread && p.program && !p.automatic && !mdr_notice_daemon_name(notice);
    if (p.answers || p.passed_on)
        return true;
    if (p.automatic)
        return false;
    struct mdr_span subject = mdr_trim(notice->subject.s);
    return p.thread || p.program || (subject.n > 0 && !is_delivery_subject(subject));
}

bool mdr_notice_forwards(const struct mdr_notice *notice)
{
    struct person p;
    if (notice->header.n == 0 || is_machine_name(notice->from.s))
        return false;
    look_for_person(notice, &p);
    return p.answers && !p.report && !p.automatic;
}

bool mdr_notice_machine(const struct mdr_notice *notice)
{
    if (notice->header.n == 0)
        return true;
    if (mdr_notice_personal(notice))
        return false;
    bool machine = is_machine_name(notice->from.s) && notice->from.s.n > 0;
    bool about = is_delivery_subject(notice->subject.s);
    struct mdr_field_reader reader = mdr_field_reader_make(notice->header);
    struct mdr_field field;
    for (size_t n = 0; n < notice->limits->fields && mdr_field_next(&reader, &field); n++) {
        if (is_named(field.name, "x-failed-recipients"))
            return true;
        if (is_named(field.name, "return-path") && mdr_span_equal(mdr_trim(field.body), MDR_SPAN("<>")))
            machine = true;
    }
    return machine && (about || notice->has_fields);
}

static bool null_path(const struct mdr_notice *notice)
{
    struct mdr_field_reader reader = mdr_field_reader_make(notice->header);
    struct mdr_field field;
    for (size_t n = 0; n < notice->limits->fields && mdr_field_next(&reader, &field); n++)
        if (is_named(field.name, "return-path") && mdr_span_equal(mdr_trim(field.body), MDR_SPAN("<>")))
            return true;
    return false;
}

bool mdr_notice_daemon_name(const struct mdr_notice *notice)
{
    static const char words[][24] = {"daemon", "postmaster", "post_master", "mail delivery", "mail system", "delivery subsystem"};
    return holds_any(notice->from.s, words, sizeof words / sizeof words[0]);
}

bool mdr_notice_daemon(const struct mdr_notice *notice)
{
    return mdr_notice_daemon_name(notice) || null_path(notice);
}

bool mdr_notice_tells_failure(const struct mdr_notice *notice)
{
    static const char words[][24] = {
        "undeliver",     "returned mail", "returned message",  "failure", "failed",
        "not delivered", "not be ",       "mail system error", "bounce"};
    return holds_any(notice->subject.s, words, sizeof words / sizeof words[0]) &&
           mdr_find_fold(notice->text.s, MDR_SPAN("successfully"), 0) == MDR_NOT_FOUND;
}
