/* SPDX-License-Identifier: BSD-2-Clause */
/* The fields of a feedback report, RFC 5965 3 and RFC 6591 3. */
#include "bytes/ascii.h"
#include "grammar/date.h"
#include "grammar/field.h"
#include "judge/gather.h"

struct feedback_field {
    struct mdr_span name;
    int32_t key;
};

static const struct feedback_field feedback_fields[] = {
    {{"Feedback-Type", 13}, MODORI_REPORT_FEEDBACK_TYPE},
    {{"Source-IP", 9}, MODORI_REPORT_FEEDBACK_SOURCE_IP},
    {{"User-Agent", 10}, MODORI_REPORT_FEEDBACK_USER_AGENT},
    {{"Reported-Domain", 15}, MODORI_REPORT_FEEDBACK_DOMAIN},
    {{"Reported-URI", 12}, MODORI_REPORT_FEEDBACK_URI},
    {{"Original-Mail-From", 18}, MODORI_REPORT_FEEDBACK_MAIL_FROM},
    {{"Original-Rcpt-To", 16}, MODORI_REPORT_FEEDBACK_RCPT_TO},
    {{"Arrival-Date", 12}, MODORI_REPORT_FEEDBACK_ARRIVAL},
    {{"Received-Date", 13}, MODORI_REPORT_FEEDBACK_ARRIVAL}, /* RFC 5965 3.2: the same, historic */
    {{"Auth-Failure", 12}, MODORI_REPORT_FEEDBACK_FAILURE},
    {{"Delivery-Result", 15}, MODORI_REPORT_FEEDBACK_RESULT},
    {{"Reporting-MTA", 13}, MODORI_REPORT_REPORTING_MTA},
    {{"Original-Envelope-Id", 20}, MODORI_REPORT_ENVELOPE_ID},
};

static struct mdr_span value_of(int32_t key, struct mdr_span body)
{
    struct mdr_span type, value;
    body = mdr_trim(body);
    if (key == MODORI_REPORT_FEEDBACK_MAIL_FROM || key == MODORI_REPORT_FEEDBACK_RCPT_TO)
        return mdr_unwrap(body, '<', '>');
    if (key == MODORI_REPORT_FEEDBACK_SOURCE_IP)
        return mdr_unwrap(body, '[', ']');
    if (key == MODORI_REPORT_REPORTING_MTA && mdr_field_split_type(body, &type, &value))
        return value;
    return body;
}

static void take(struct mdr_case *c, int32_t key, struct mdr_span body)
{
    char date[MDR_DATE_SIZE];
    if (c->report->text[key].p)
        return;
    struct mdr_span value = value_of(key, body);
    if (key == MODORI_REPORT_FEEDBACK_ARRIVAL)
        value = mdr_span_make(date, mdr_date_read(value, date));
    mdr_report_set_text(c->report, key, value);
}

void mdr_gather_feedback(struct mdr_case *c)
{
    struct mdr_text body = mdr_gather_part_text(c, c->report_part);
    struct mdr_field_reader reader = mdr_field_reader_make(body.s);
    struct mdr_field field;
    for (size_t n = 0; n < c->report->limits.fields && mdr_field_next(&reader, &field); n++) {
        struct mdr_text raw = mdr_text_part(&body, field.body);
        struct mdr_text value = mdr_field_unfold(c->scratch, &raw);
        for (size_t i = 0; i < sizeof feedback_fields / sizeof *feedback_fields; i++)
            if (mdr_equal_fold(field.name, feedback_fields[i].name))
                take(c, feedback_fields[i].key, value.s);
    }
}
