/* SPDX-License-Identifier: BSD-2-Clause */
/* Who wrote a notice, a machine or a person, by its header alone: see dialect_mark.h. */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/field.h"
#include "recognise/dialect_mark.h"
#include "recognise/word_list.h"

/* Names of mail systems, and of those who look after them. */
static bool is_system_name(struct mdr_span from)
{
    bool daemon = mdr_word_has(MDR_WORDS_DAEMON, from) && !mdr_word_has(MDR_WORDS_OTHER_DAEMON, from);
    return daemon || mdr_word_has(MDR_WORDS_POSTMASTER, from);
}

static bool is_machine_name(struct mdr_span from)
{
    /* People have an address: Courier's "<@>" is none. */
    return !mdr_address_find(from).p || is_system_name(from) || mdr_word_has(MDR_WORDS_AUTOMATIC, from) ||
           mdr_word_has(MDR_WORDS_OFFICE, from);
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

/* The null reverse-path of RFC 5321 4.5.5, where the delivering server wrote it down. */
static bool is_null_path(const struct mdr_field *field)
{
    return mdr_equal_fold(field->name, MDR_SPAN("Return-Path")) &&
           mdr_span_equal(mdr_trim(field->body), MDR_SPAN("<>"));
}

static bool names_failed(const struct mdr_field *field)
{
    return mdr_equal_fold(field->name, MDR_SPAN("X-Failed-Recipients"));
}

static bool is_automatic(const struct mdr_field *field)
{
    return mdr_equal_fold(field->name, MDR_SPAN("Auto-Submitted")) &&
           !mdr_equal_fold(mdr_trim(field->body), MDR_SPAN("no"));
}

static bool is_either(struct mdr_span name, struct mdr_span a, struct mdr_span b)
{
    return mdr_equal_fold(name, a) || mdr_equal_fold(name, b);
}

static void look_for_person(const struct mdr_notice *notice, struct person *ret)
{
    struct mdr_field_reader reader = mdr_field_reader_make(notice->header);
    struct mdr_field field;
    *ret = (struct person){.answers = mdr_word_has(MDR_WORDS_ANSWER, mdr_trim(notice->subject.s))};
    for (size_t n = 0; n < notice->limits->fields && mdr_field_next(&reader, &field); n++) {
        ret->passed_on = ret->passed_on || mdr_word_has(MDR_WORDS_HANDED_ON_FIELD, field.name);
        ret->report = ret->report || names_failed(&field) || is_null_path(&field);
        ret->automatic = ret->automatic || is_automatic(&field);
        ret->thread = ret->thread || is_either(field.name, MDR_SPAN("In-Reply-To"), MDR_SPAN("References"));
        ret->program = ret->program || is_either(field.name, MDR_SPAN("User-Agent"), MDR_SPAN("X-Mailer"));
    }
}

static bool is_about_delivery(struct mdr_span subject)
{
    return mdr_word_has(MDR_WORDS_DELIVERY_SUBJECT, subject) || mdr_word_has(MDR_WORDS_FAILURE_SUBJECT, subject) ||
           mdr_word_has(MDR_WORDS_DELAY_SUBJECT, subject);
}

/* People who ask about a bounce have delivery in their subject, too: only a report says that it is one, or that it
 * failed. */
static bool is_report_subject(struct mdr_span subject)
{
    return mdr_word_has(MDR_WORDS_REPORT_SUBJECT, subject) || mdr_word_has(MDR_WORDS_FAILURE_SUBJECT, subject) ||
           mdr_word_has(MDR_WORDS_DELAY_SUBJECT, subject);
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
        return p.answers && p.thread && p.program && !p.automatic && !mdr_word_has(MDR_WORDS_DAEMON, notice->from.s);
    if (p.answers || p.passed_on)
        return true;
    if (p.automatic)
        return false;
    struct mdr_span subject = mdr_trim(notice->subject.s);
    return p.thread || p.program || (subject.n > 0 && !is_report_subject(subject));
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
    bool about = is_about_delivery(notice->subject.s);
    struct mdr_field_reader reader = mdr_field_reader_make(notice->header);
    struct mdr_field field;
    for (size_t n = 0; n < notice->limits->fields && mdr_field_next(&reader, &field); n++) {
        if (names_failed(&field))
            return true;
        machine = machine || is_null_path(&field);
    }
    return machine && (about || notice->has_fields);
}

static bool null_path(const struct mdr_notice *notice)
{
    struct mdr_field_reader reader = mdr_field_reader_make(notice->header);
    struct mdr_field field;
    for (size_t n = 0; n < notice->limits->fields && mdr_field_next(&reader, &field); n++)
        if (is_null_path(&field))
            return true;
    return false;
}

bool mdr_notice_daemon_name(const struct mdr_notice *notice)
{
    return is_system_name(notice->from.s);
}

bool mdr_notice_daemon(const struct mdr_notice *notice)
{
    return mdr_notice_daemon_name(notice) || null_path(notice);
}

bool mdr_notice_tells_failure(const struct mdr_notice *notice)
{
    return mdr_word_has(MDR_WORDS_FAILURE_SUBJECT, notice->subject.s) &&
           !mdr_word_has(MDR_WORDS_SUCCESS, notice->text.s);
}

bool mdr_notice_tells_delay(const struct mdr_notice *notice)
{
    return mdr_word_has(MDR_WORDS_DELAY_SUBJECT, notice->subject.s) &&
           !mdr_word_has(MDR_WORDS_FAILURE_SUBJECT, notice->subject.s);
}
