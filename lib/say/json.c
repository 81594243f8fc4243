/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A report as JSON. Which key is written how is a row of a table; the order of the rows is the
 * order of the keys.
 */
#include "say/json_writer.h"
#include "grammar/name.h"
#include "say/say.h"
#include "words/words.h"

enum form { TEXT, NUMBER, NAME, TRUTH };

/* Keys stand in the rows themselves: pointers would have to be relocated in every process. */
struct row {
    char key[24];
    int32_t from;        /* MODORI_REPORT_* or MODORI_RECIPIENT_* */
    enum form form;
    int32_t enumeration; /* for NAME */
    bool always;         /* null when absent; the others are left out */
};

#define ROW_TEXT(key, from, always)         {key, from, TEXT, 0, always}
#define ROW_NUMBER(key, from, always)       {key, from, NUMBER, 0, always}
#define ROW_TRUTH(key, from, always)        {key, from, TRUTH, 0, always}
#define ROW_NAME(key, from, which, always)  {key, from, NAME, which, always}
#define ROWS(rows)                          rows, sizeof(rows) / sizeof *(rows)

static const struct row report_rows[] = {
    ROW_NAME("kind", MODORI_REPORT_KIND, MODORI_ENUM_KIND, true),
    ROW_TRUTH("is_bounce", MODORI_REPORT_IS_BOUNCE, true),
    ROW_TRUTH("is_machine", MODORI_REPORT_IS_MACHINE, true),
    ROW_TEXT("dialect", MODORI_REPORT_DIALECT, true),
};

static const struct row envelope_rows[] = {
    ROW_TEXT("message_id", MODORI_REPORT_MESSAGE_ID, true), ROW_TEXT("from", MODORI_REPORT_FROM, true),
    ROW_TEXT("to", MODORI_REPORT_TO, true),                 ROW_TEXT("date", MODORI_REPORT_DATE, true),
    ROW_TEXT("subject", MODORI_REPORT_SUBJECT, true),       ROW_TEXT("verp", MODORI_REPORT_VERP, false),
    ROW_NAME("verp_form", MODORI_REPORT_HIDDEN, MODORI_ENUM_HIDDEN, false),
};

static const struct row reporter_rows[] = {
    ROW_TEXT("reporting_mta", MODORI_REPORT_REPORTING_MTA, true),
    ROW_TEXT("queue_id", MODORI_REPORT_QUEUE_ID, true),
    ROW_TEXT("envelope_id", MODORI_REPORT_ENVELOPE_ID, false),
    ROW_TEXT("arrival_date", MODORI_REPORT_ARRIVAL_DATE, true),
    ROW_TEXT("sender", MODORI_REPORT_SENDER, false),
};

static const struct row original_rows[] = {
    ROW_TEXT("message_id", MODORI_REPORT_ORIGINAL_MESSAGE_ID, true),
    ROW_TEXT("subject", MODORI_REPORT_ORIGINAL_SUBJECT, true),
    ROW_TEXT("from", MODORI_REPORT_ORIGINAL_FROM, true),
    ROW_TEXT("to", MODORI_REPORT_ORIGINAL_TO, true),
    ROW_TEXT("date", MODORI_REPORT_ORIGINAL_DATE, true),
    ROW_TEXT("references", MODORI_REPORT_ORIGINAL_REFERENCES, false),
    ROW_TEXT("in_reply_to", MODORI_REPORT_ORIGINAL_IN_REPLY_TO, false),
    ROW_TEXT("list_id", MODORI_REPORT_ORIGINAL_LIST_ID, false),
    ROW_TRUTH("headers_only", MODORI_REPORT_ORIGINAL_HEADERS_ONLY, true),
};

static const struct row content_rows[] = {
    ROW_NAME("html", MODORI_REPORT_ORIGINAL_HTML, MODORI_ENUM_HTML, true),
    ROW_NUMBER("links", MODORI_REPORT_ORIGINAL_LINKS, true),
    ROW_NUMBER("scripts", MODORI_REPORT_ORIGINAL_SCRIPTS, true),
    ROW_NUMBER("forms", MODORI_REPORT_ORIGINAL_FORMS, true),
    ROW_NUMBER("size", MODORI_REPORT_ORIGINAL_SIZE, true),
    ROW_TEXT("charset", MODORI_REPORT_ORIGINAL_CHARSET, true),
    ROW_TRUTH("charset_odd", MODORI_REPORT_ORIGINAL_CHARSET_ODD, false),
};

static const struct row feedback_rows[] = {
    ROW_TEXT("type", MODORI_REPORT_FEEDBACK_TYPE, true),
    ROW_TEXT("source_ip", MODORI_REPORT_FEEDBACK_SOURCE_IP, true),
    ROW_TEXT("user_agent", MODORI_REPORT_FEEDBACK_USER_AGENT, true),
    ROW_TEXT("reported_domain", MODORI_REPORT_FEEDBACK_DOMAIN, false),
    ROW_TEXT("reported_uri", MODORI_REPORT_FEEDBACK_URI, false),
    ROW_TEXT("original_mail_from", MODORI_REPORT_FEEDBACK_MAIL_FROM, false),
    ROW_TEXT("original_rcpt_to", MODORI_REPORT_FEEDBACK_RCPT_TO, false),
    ROW_TEXT("arrival_date", MODORI_REPORT_FEEDBACK_ARRIVAL, false),
    ROW_TEXT("auth_failure", MODORI_REPORT_FEEDBACK_FAILURE, false),
    ROW_TEXT("delivery_result", MODORI_REPORT_FEEDBACK_RESULT, false),
};

static const struct row recipient_rows[] = {
    ROW_TEXT("address", MODORI_RECIPIENT_ADDRESS, true),
    ROW_TEXT("original_address", MODORI_RECIPIENT_ORIGINAL_ADDRESS, false),
    ROW_TEXT("original_address_raw", MODORI_RECIPIENT_ORIGINAL_ADDRESS_RAW, false),
    ROW_TEXT("actual_address", MODORI_RECIPIENT_ACTUAL_ADDRESS, false),
    ROW_TEXT("alias", MODORI_RECIPIENT_ALIAS, false),
    ROW_NAME("action", MODORI_RECIPIENT_ACTION, MODORI_ENUM_ACTION, true),
    ROW_TEXT("status", MODORI_RECIPIENT_STATUS, true),
    ROW_TEXT("status_field", MODORI_RECIPIENT_STATUS_FIELD, false),
    ROW_NUMBER("reply", MODORI_RECIPIENT_REPLY, true),
    ROW_TEXT("reply_text", MODORI_RECIPIENT_REPLY_TEXT, false),
    ROW_TEXT("diagnostic", MODORI_RECIPIENT_DIAGNOSTIC, true),
    ROW_TEXT("diagnostic_type", MODORI_RECIPIENT_DIAGNOSTIC_TYPE, false),
    ROW_NAME("speaker", MODORI_RECIPIENT_SPEAKER, MODORI_ENUM_SPEAKER, true),
    ROW_TEXT("remote_host", MODORI_RECIPIENT_REMOTE_HOST, true),
    ROW_TEXT("remote_ip", MODORI_RECIPIENT_REMOTE_IP, true),
    ROW_NUMBER("remote_port", MODORI_RECIPIENT_REMOTE_PORT, false),
    ROW_NAME("phase", MODORI_RECIPIENT_PHASE, MODORI_ENUM_PHASE, true),
    ROW_TRUTH("maybe_delivered", MODORI_RECIPIENT_MAYBE_DELIVERED, false),
    ROW_NAME("reason", MODORI_RECIPIENT_REASON, MODORI_ENUM_REASON, true),
    ROW_NAME("party", MODORI_RECIPIENT_PARTY, MODORI_ENUM_PARTY, true),
    ROW_NAME("persistence", MODORI_RECIPIENT_PERSISTENCE, MODORI_ENUM_PERSISTENCE, true),
    ROW_TRUTH("final", MODORI_RECIPIENT_FINAL, true),
    ROW_TRUTH("hard", MODORI_RECIPIENT_HARD, true),
    ROW_NAME("confidence", MODORI_RECIPIENT_CONFIDENCE, MODORI_ENUM_CONFIDENCE, true),
    ROW_TEXT("blocklist", MODORI_RECIPIENT_BLOCKLIST, false),
    ROW_NUMBER("retry_after", MODORI_RECIPIENT_RETRY_AFTER, false),
    ROW_NUMBER("size", MODORI_RECIPIENT_SIZE, false),
    ROW_NUMBER("size_limit", MODORI_RECIPIENT_SIZE_LIMIT, false),
    ROW_TEXT("new_address", MODORI_RECIPIENT_NEW_ADDRESS, false),
    ROW_TEXT("url", MODORI_RECIPIENT_URL, false),
    ROW_TEXT("support_id", MODORI_RECIPIENT_SUPPORT_ID, false),
    ROW_TEXT("last_attempt", MODORI_RECIPIENT_LAST_ATTEMPT, false),
    ROW_TEXT("retry_until", MODORI_RECIPIENT_RETRY_UNTIL, false),
};

struct list_row {
    char key[24];
    int32_t list, enumeration;
    bool always;
};

static const struct list_row list_rows[] = {
    {"contradictions", MODORI_RECIPIENT_CONTRADICTIONS, MODORI_ENUM_CONTRADICTION, true},
    {"alternatives", MODORI_RECIPIENT_ALTERNATIVES, MODORI_ENUM_REASON, true},
    {"causes", MODORI_RECIPIENT_CAUSES, MODORI_ENUM_CAUSE, true},
    {"advice", MODORI_RECIPIENT_ADVICE, MODORI_ENUM_ADVICE, true},
    {"address_findings", MODORI_RECIPIENT_ADDRESS_FINDINGS, MODORI_ENUM_ADDRESS, false},
};

static void write_name(struct mdr_json *j, int32_t enumeration, int64_t value)
{
    mdr_json_known_text(j, mdr_enum_name(enumeration, (int32_t)value));
}

static void write_row(struct mdr_json *j, const struct row *row, const struct mdr_span *text, const int64_t *number)
{
    struct mdr_span s = row->form == TEXT ? text[row->from] : MDR_SPAN_NONE;
    int64_t value = row->form == TEXT ? MDR_NUMBER_NONE : number[row->from - MDR_NUMBER_BASE];
    bool absent = row->form == TEXT ? !s.p : value == MDR_NUMBER_NONE;
    if (absent && !row->always)
        return;
    mdr_json_key(j, mdr_name(row->key));
    if (absent)
        mdr_json_literal(j, MDR_SPAN("null"));
    else if (row->form == TEXT)
        mdr_json_text(j, s);
    else if (row->form == NUMBER)
        mdr_json_number(j, value);
    else if (row->form == TRUTH)
        mdr_json_literal(j, value ? MDR_SPAN("true") : MDR_SPAN("false"));
    else
        write_name(j, row->enumeration, value);
}

static void write_rows(struct mdr_json *j, const struct row *row, size_t n, const struct mdr_span *text,
                       const int64_t *number)
{
    for (size_t i = 0; i < n; i++)
        write_row(j, &row[i], text, number);
}

static bool any_row(const struct row *row, size_t n, const struct modori_report *report)
{
    for (size_t i = 0; i < n; i++)
        if (row[i].form == TEXT ? report->text[row[i].from].p != NULL
                                : report->number[row[i].from - MDR_NUMBER_BASE] != MDR_NUMBER_NONE)
            return true;
    return false;
}

static void write_optional_text(struct mdr_json *j, struct mdr_span key, struct mdr_span s)
{
    mdr_json_key(j, key);
    mdr_json_known_text(j, s);
}

static void write_lists(struct mdr_json *j, const struct modori_recipient *recipient)
{
    for (size_t i = 0; i < sizeof list_rows / sizeof *list_rows; i++) {
        const struct list_row *row = &list_rows[i];
        const struct mdr_list *list = &recipient->list[row->list - MDR_LIST_BASE];
        if (list->n == 0 && !row->always)
            continue;
        mdr_json_key(j, mdr_name(row->key));
        mdr_json_begin(j, '[');
        for (size_t k = 0; k < list->n; k++)
            write_name(j, row->enumeration, list->item[k]);
        mdr_json_end(j, ']');
    }
    if (recipient->text[MODORI_RECIPIENT_SUGGESTION].p)
        write_optional_text(j, MDR_SPAN("suggestion"), recipient->text[MODORI_RECIPIENT_SUGGESTION]);
}

static void write_evidence(struct mdr_json *j, const struct modori_recipient *recipient)
{
    mdr_json_key(j, MDR_SPAN("evidence"));
    mdr_json_begin(j, '[');
    for (size_t i = 0; i < recipient->evidences; i++) {
        const struct mdr_evidence *e = &recipient->evidence[i];
        mdr_json_begin(j, '{');
        mdr_json_key(j, MDR_SPAN("rule"));
        mdr_json_text(j, e->rule);
        mdr_json_key(j, MDR_SPAN("offset"));
        mdr_json_number(j, (int64_t)e->offset);
        mdr_json_key(j, MDR_SPAN("length"));
        mdr_json_number(j, (int64_t)e->length);
        mdr_json_end(j, '}');
    }
    mdr_json_end(j, ']');
}

static void write_recipient(struct mdr_json *j, const struct modori_recipient *recipient)
{
    mdr_json_begin(j, '{');
    write_rows(j, ROWS(recipient_rows), recipient->text, recipient->number);
    write_lists(j, recipient);
    write_evidence(j, recipient);
    mdr_json_end(j, '}');
}

static void write_attachments(struct mdr_json *j, const struct modori_report *report)
{
    mdr_json_key(j, MDR_SPAN("attachments"));
    mdr_json_begin(j, '[');
    for (size_t i = 0; i < report->attachments; i++) {
        const struct mdr_attachment *a = &report->attachment[i];
        mdr_json_begin(j, '{');
        write_optional_text(j, MDR_SPAN("name"), a->name);
        write_optional_text(j, MDR_SPAN("type"), a->type);
        mdr_json_key(j, MDR_SPAN("size"));
        mdr_json_known_number(j, a->size);
        mdr_json_key(j, MDR_SPAN("risk"));
        write_name(j, MODORI_ENUM_RISK, a->risk);
        mdr_json_key(j, MDR_SPAN("name_length"));
        mdr_json_number(j, a->name_length < 0 ? 0 : a->name_length);
        mdr_json_key(j, MDR_SPAN("has_path"));
        mdr_json_literal(j, a->has_path ? MDR_SPAN("true") : MDR_SPAN("false"));
        mdr_json_end(j, '}');
    }
    mdr_json_end(j, ']');
}

static void write_original(struct mdr_json *j, const struct modori_report *report)
{
    mdr_json_key(j, MDR_SPAN("original"));
    /* Of a message that reports nothing, the facts there are its own: nothing came back. */
    if (mdr_report_number(report, MODORI_REPORT_KIND) == MODORI_KIND_NONE || !any_row(ROWS(original_rows), report)) {
        mdr_json_literal(j, MDR_SPAN("null"));
        return;
    }
    mdr_json_begin(j, '{');
    write_rows(j, ROWS(original_rows), report->text, report->number);
    mdr_json_key(j, MDR_SPAN("content"));
    if (report->attachments > 0 || any_row(ROWS(content_rows), report)) {
        mdr_json_begin(j, '{');
        write_rows(j, ROWS(content_rows), report->text, report->number);
        write_attachments(j, report);
        mdr_json_end(j, '}');
    } else {
        mdr_json_literal(j, MDR_SPAN("null"));
    }
    mdr_json_end(j, '}');
}

static void write_hops(struct mdr_json *j, const struct modori_report *report)
{
    mdr_json_key(j, MDR_SPAN("hops"));
    mdr_json_begin(j, '[');
    for (size_t i = 0; i < report->hops; i++) {
        const struct mdr_hop *hop = &report->hop[i];
        mdr_json_begin(j, '{');
        write_optional_text(j, MDR_SPAN("host"), hop->text[MODORI_HOP_HOST]);
        write_optional_text(j, MDR_SPAN("ip"), hop->text[MODORI_HOP_IP]);
        mdr_json_key(j, MDR_SPAN("role"));
        write_name(j, MODORI_ENUM_ROLE, hop->role);
        write_optional_text(j, MDR_SPAN("time"), hop->text[MODORI_HOP_TIME]);
        mdr_json_end(j, '}');
    }
    mdr_json_end(j, ']');
}

static void write_findings(struct mdr_json *j, const struct modori_report *report)
{
    mdr_json_key(j, MDR_SPAN("findings"));
    mdr_json_begin(j, '[');
    for (size_t i = 0; i < report->findings; i++) {
        mdr_json_begin(j, '{');
        mdr_json_key(j, MDR_SPAN("code"));
        write_name(j, MODORI_ENUM_FINDING, report->finding[i].code);
        mdr_json_key(j, MDR_SPAN("offset"));
        mdr_json_number(j, (int64_t)report->finding[i].offset);
        mdr_json_end(j, '}');
    }
    mdr_json_end(j, ']');
}

void mdr_json_report(struct mdr_builder *b, const struct modori_report *report, struct mdr_span source, uint64_t index)
{
    struct mdr_json writer = {b, false}, *j = &writer;
    mdr_json_begin(j, '{');
    if (source.p) {
        write_optional_text(j, MDR_SPAN("source"), source);
        mdr_json_key(j, MDR_SPAN("index"));
        mdr_json_number(j, (int64_t)index);
    }
    write_rows(j, ROWS(report_rows), report->text, report->number);
    mdr_json_key(j, MDR_SPAN("envelope"));
    mdr_json_begin(j, '{');
    write_rows(j, ROWS(envelope_rows), report->text, report->number);
    mdr_json_end(j, '}');
    write_rows(j, ROWS(reporter_rows), report->text, report->number);
    mdr_json_key(j, MDR_SPAN("recipients"));
    mdr_json_begin(j, '[');
    for (size_t i = 0; i < report->recipients; i++)
        write_recipient(j, &report->recipient[i]);
    mdr_json_end(j, ']');
    write_original(j, report);
    write_hops(j, report);
    if (any_row(ROWS(feedback_rows), report)) {
        mdr_json_key(j, MDR_SPAN("feedback"));
        mdr_json_begin(j, '{');
        write_rows(j, ROWS(feedback_rows), report->text, report->number);
        mdr_json_end(j, '}');
    }
    write_findings(j, report);
    mdr_json_end(j, '}');
}

void mdr_json_recipient(struct mdr_builder *b, const struct modori_recipient *recipient)
{
    struct mdr_json writer = {b, false};
    write_recipient(&writer, recipient);
}
