/* SPDX-License-Identifier: BSD-2-Clause */
/* The way of one input through the rooms: see gather.h. */
#include "judge/gather.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/field.h"
#include "grammar/mime.h"
#include "recognise/dialect_mark.h"
#include <modori.h>

static void find(void *context, int32_t finding, uint64_t offset)
{
    mdr_report_find(context, finding, offset);
}

/* A body of message/delivery-status without anything around: its first field is one of those. */
static bool is_fields(struct mdr_span s)
{
    struct mdr_field_reader reader = mdr_field_reader_make(s);
    struct mdr_field field;
    return mdr_field_next(&reader, &field) && mdr_dsn_field_of(field.name) != MDR_DSN_OTHER;
}

#define BLOCK 32

/* How many of n bytes, 255 at most, are control bytes that no mail has: no branch inside, for vectors. */
static size_t odd_bytes(const char *p, size_t n)
{
    unsigned char odd = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i]; /* white space, SO, SI and ESC are fine */
        odd += (unsigned char)((c < 0x20) & ((c < '\t') | (c > 0x0F)) & (c != 0x1B));
    }
    return odd;
}

/* Control bytes that no mail has, early in the input. */
static bool is_binary(struct mdr_span s)
{
    size_t odd = 0, i = 0, n = s.n < 1024 ? s.n : 1024;
    for (; n - i >= BLOCK; i += BLOCK)
        odd += odd_bytes(s.p + i, BLOCK);
    odd += odd_bytes(s.p + i, n - i);
    return odd > n / 20 + 1;
}

static int32_t recognise_form(struct mdr_span s)
{
    s = mdr_span_from(s, mdr_utf8_mark(s));
    if (!mdr_message_is(s))
        return MODORI_FORM_NOTICE;
    return is_fields(s) ? MODORI_FORM_DELIVERY_STATUS : MODORI_FORM_MESSAGE;
}

static void look_at_bytes(struct mdr_case *c)
{
    size_t nul = mdr_find_byte(c->input, '\0', 0);
    if (c->input.n == 0)
        mdr_report_find(c->report, MODORI_FINDING_EMPTY_INPUT, 0);
    else if (nul != MDR_NOT_FOUND)
        mdr_report_find(c->report, MODORI_FINDING_NUL_BYTE, nul);
    if (is_binary(c->input))
        mdr_report_find(c->report, MODORI_FINDING_BINARY_INPUT, 0);
}

/* Raw 8-bit header text is in the charset of the body, if in any. */
static struct mdr_span body_charset(const struct mdr_message *message)
{
    struct mdr_span label = MDR_SPAN_NONE;
    for (size_t i = 0; i < message->parts && !label.p; i++)
        if (!message->part[i].returned && message->part[i].media <= MDR_MEDIA_TEXT_HTML)
            mdr_parameter_raw(message->part[i].parameters, MDR_SPAN("charset"), &label);
    return label;
}

/* Servers stamp their notices as auto-replied, too: only a subject tells that it is such a reply and no more. */
static bool needs_last_resort(const struct mdr_case *c)
{
    /* Whom a header names, or a format that is not sure, is known without his reason: it may still stand there. */
    bool named = c->told.n > 0 && (c->told.clue[0].source == MDR_CLUE_HEADER || !c->dialect.sure);
    if (c->fields.n > 0 || (c->told.n > 0 && !(named && !mdr_clues_have_words(&c->told))))
        return false;
    if (c->dialect.kind == MODORI_KIND_AUTO_REPLY && !c->dialect.sure)
        return mdr_notice_daemon_name(&c->notice) &&
               (mdr_notice_tells_failure(&c->notice) || mdr_notice_tells_delay(&c->notice));
    return c->dialect.kind == 0;
}

/* Fields that say nothing of why: the notice's words may, whoever wrote them. */
static bool lacks_words(const struct mdr_clues *fields)
{
    for (size_t i = 0; i < fields->n; i++)
        if (fields->clue[i].diagnostic.s.n == 0)
            return true;
    return false;
}

static void read_message(struct mdr_case *c)
{
    struct modori_report *report = c->report;
    if (!mdr_message_walk(c->scratch, &report->limits, c->input, 0, find, report, &c->message))
        return;
    c->notice.message = &c->message;
    c->notice.header = c->message.part[0].header;
    c->charset->hint = body_charset(&c->message);
    mdr_gather_envelope(c);
    if (mdr_gather_wrapped(c))
        c->charset->hint = body_charset(&c->message);
    mdr_gather_parts(c);
    c->notice.text = mdr_gather_drawn(c, &c->notice.text);
    bool own = mdr_equal_fold(c->message.part[0].type, MDR_SPAN("multipart/report"));
    if (!own && mdr_notice_forwards(&c->notice))
        c->fields_part = MDR_PART_NONE;
    if (c->fields_part != MDR_PART_NONE) {
        struct mdr_text body = mdr_gather_part_text(c, c->fields_part);
        c->notice.has_fields = true;
        c->notice.fields = body.s;
        c->fields_open = !c->message.part[c->fields_part].closed;
        mdr_gather_fields(c, &body);
    }
    mdr_dialect_read(&c->notice, &c->told, &c->dialect);
    if (c->fields.n == 0)
        mdr_gather_text_fields(c);
    if (c->fields.n == 0)
        mdr_gather_failed(c);
    if (needs_last_resort(c))
        mdr_last_resort(&c->notice, &c->told);
    /* Where it breaks off, the text may name more. */
    if (c->told.n == 0 && (lacks_words(&c->fields) || (c->fields_open && c->fields.n > 0)))
        mdr_last_resort(&c->notice, &c->told);
    mdr_gather_nobody(c);
}

static void read_fields(struct mdr_case *c)
{
    struct mdr_text body = mdr_text_view(c->input, 0);
    body = mdr_gather_unmarked(&body);
    c->notice.has_fields = true;
    c->notice.fields = body.s;
    mdr_gather_fields(c, &body);
    mdr_dialect_read(&c->notice, &c->told, &c->dialect);
}

/* The text of a person's clipboard or of an editor: its charset is guessed from its bytes. */
static struct mdr_text plain_text(struct mdr_case *c)
{
    struct mdr_text raw = mdr_text_view(c->input, 0), text = raw;
    int trouble = mdr_charset_convert(c->charset, c->scratch, &raw, MDR_SPAN_NONE, &text);
    if (trouble == MDR_CHARSET_UNKNOWN || trouble == MDR_CHARSET_WRONG)
        mdr_report_find(c->report, MODORI_FINDING_CHARSET_WRONG, 0);
    return mdr_gather_unmarked(&text);
}

static void clues_init(struct mdr_case *c, struct mdr_clues *clues)
{
    *clues = (struct mdr_clues){.arena = c->scratch, .limit = c->report->limits.recipients};
}

static void read_notice(struct mdr_case *c)
{
    mdr_report_find(c->report, MODORI_FINDING_NO_HEADER, 0);
    if (c->input.n > c->report->limits.notice) {
        mdr_report_find(c->report, MODORI_FINDING_LIMIT_TEXT, c->report->limits.notice);
        c->input.n = c->report->limits.notice;
    }
    struct mdr_text text = plain_text(c);
    text = mdr_gather_line_ends(c, &text);
    text = mdr_gather_pasted(c, &text);
    struct mdr_text bare = mdr_gather_without_margin(c, &text);
    c->notice.text = bare;
    mdr_dialect_read(&c->notice, &c->told, &c->dialect);
    /* Some lines of a server are indented all the same: a few of them alone are no quotation. */
    if (c->told.n == 0 && c->notice.text.s.p != text.s.p) {
        c->notice.text = text;
        clues_init(c, &c->told);
        mdr_dialect_read(&c->notice, &c->told, &c->dialect);
    }
    if (c->told.n == 0)
        c->notice.text = bare; /* what is quoted as a whole is no quotation within it */
    mdr_gather_text_fields(c);
    if (c->fields.n == 0 && c->told.n == 0)
        mdr_last_resort(&c->notice, &c->told);
}

/* One reply or reason line: it is the diagnostic of a recipient that the line may name. */
static void read_diagnostic(struct mdr_case *c)
{
    struct mdr_text text = plain_text(c);
    struct mdr_clue *clue = mdr_clues_add(&c->told, MDR_CLUE_DIAGNOSTIC);
    if (!clue)
        return;
    clue->diagnostic = mdr_text_trim(&text);
    clue->phase = c->phase;
    clue->speaker = c->speaker;
}

static void read_log_line(struct mdr_case *c)
{
    struct mdr_text text = plain_text(c);
    text = mdr_text_trim(&text);
    mdr_logline_read(&text, &c->told, &c->dialect);
}

/* The returned message and the way it went; of a message that is no report, the message itself. */
static void testify(struct mdr_case *c)
{
    struct mdr_span original = MDR_SPAN_NONE;
    if (c->message.parts > 0 && mdr_report_number(c->report, MODORI_REPORT_KIND) == MODORI_KIND_NONE) {
        mdr_gather_itself(c);
        original = c->notice.header;
    } else {
        original = mdr_gather_original(c);
    }
    mdr_hops_read(c->scratch, original, c->notice.header, c->own, c->report);
}

void mdr_gather(struct mdr_case *c, int32_t form)
{
    c->fields_part = c->returned_part = c->report_part = MDR_PART_NONE;
    c->notice.limits = &c->report->limits;
    clues_init(c, &c->fields);
    clues_init(c, &c->told);
    mdr_report_set_number(c->report, MODORI_REPORT_KIND, MODORI_KIND_NONE);
    look_at_bytes(c);
    if (form == MODORI_FORM_ANY)
        form = recognise_form(c->input);
    if (form == MODORI_FORM_MESSAGE)
        read_message(c);
    else if (form == MODORI_FORM_DELIVERY_STATUS)
        read_fields(c);
    else if (form == MODORI_FORM_NOTICE)
        read_notice(c);
    else if (form == MODORI_FORM_DIAGNOSTIC)
        read_diagnostic(c);
    else
        read_log_line(c);
    if (c->fields.over || c->told.over)
        mdr_report_find(c->report, MODORI_FINDING_LIMIT_RECIPIENTS, 0);
    mdr_merge(c);
    if (form == MODORI_FORM_MESSAGE || form == MODORI_FORM_NOTICE)
        testify(c);
    for (size_t i = 0; i < c->report->recipients; i++)
        mdr_diagnose(c->report, i);
    c->charset->hint = MDR_SPAN_NONE; /* it was a view of the input */
}
