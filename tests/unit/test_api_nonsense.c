/* SPDX-License-Identifier: BSD-2-Clause */
/* Every public function with NULL, keys that are none, and indexes past the end: modori.h says what
 * they answer. */
#include <modori.h>

#include <criterion/criterion.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const int32_t keys[] = {INT32_MIN, -1,  0,   1,   5,   20,  62,  99,  100, 200,
                               201,       204, 216, 228, 299, 300, 301, 306, 999, INT32_MAX};
static const size_t indexes[] = {0, 1, 2, 1000000, SIZE_MAX / 2, SIZE_MAX - 1, SIZE_MAX};

#define KEYS    (sizeof keys / sizeof *keys)
#define INDEXES (sizeof indexes / sizeof *indexes)

static const char bounce[] =
    "From: MAILER-DAEMON@example.net (Mail Delivery System)\nSubject: Undelivered Mail Returned to "
    "Sender\n"
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n"
    "This is the mail system at host mail.example.net.\n\n<user@example.org>: host "
    "mx.example.org[192.0.2.1] said: 550\n"
    "    5.1.1 User unknown (in reply to RCPT TO command)\n\n--b\nContent-Type: message/rfc822\n\n"
    "Received: from a.example (a.example [192.0.2.7]) by mail.example.net; Mon, 1 Jan 2024 "
    "00:00:00 +0900\n"
    "Subject: hello\nContent-Type: application/zip; name=a.zip\n\nx\n--b--\n";

static bool is_key(int32_t key, int32_t first, int32_t last)
{
    return key >= first && key <= last;
}

/* What is there has an end; what is not there has no text, no number, and is an error where a
 * status is the answer. */
static void ask_recipient(const modori_recipient *recipient)
{
    const char *rule;
    size_t len;
    uint64_t offset, length;
    for (size_t k = 0; k < KEYS; k++) {
        cr_expect_eq(modori_recipient_text(recipient, keys[k], NULL), modori_recipient_text(recipient, keys[k], &len));
        if (!is_key(keys[k], MODORI_RECIPIENT_ADDRESS, MODORI_RECIPIENT_REPLY_TEXT))
            cr_expect_null(modori_recipient_text(recipient, keys[k], NULL), "key %d", (int)keys[k]);
        if (!is_key(keys[k], MODORI_RECIPIENT_ACTION, MODORI_RECIPIENT_SIZE_LIMIT))
            cr_expect_eq(modori_recipient_number(recipient, keys[k]), -1, "key %d", (int)keys[k]);
        size_t count = modori_recipient_list_count(recipient, keys[k]);
        for (size_t i = 0; i < INDEXES; i++)
            cr_expect_eq(modori_recipient_list_at(recipient, keys[k], indexes[i]) == -1, indexes[i] >= count);
    }
    for (size_t i = 0; i < INDEXES; i++) {
        int32_t status = modori_recipient_evidence(recipient, indexes[i], &rule, &len, &offset, &length);
        cr_expect_eq(status, modori_recipient_evidence(recipient, indexes[i], NULL, NULL, NULL, NULL));
        cr_expect_eq(status == MODORI_OK, indexes[i] < modori_recipient_evidence_count(recipient));
    }
    cr_expect_eq(modori_recipient_json(recipient, NULL), MODORI_ERROR_ARGUMENT);
}

static void ask_hop(const modori_report *report, size_t index, int32_t key)
{
    const char *text = modori_report_hop_text(report, index, key, NULL);
    int64_t number = modori_report_hop_number(report, index, key);
    bool there = index < modori_report_hop_count(report);
    if (!there || !is_key(key, MODORI_HOP_HOST, MODORI_HOP_TIME))
        cr_expect_null(text, "hop %zu, key %d", index, (int)key);
    if (!there || key != MODORI_HOP_ROLE)
        cr_expect_eq(number, -1, "hop %zu, key %d", index, (int)key);
}

static void ask_attachment(const modori_report *report, size_t index, int32_t key)
{
    const char *text = modori_report_attachment_text(report, index, key, NULL);
    int64_t number = modori_report_attachment_number(report, index, key);
    bool there = index < modori_report_attachment_count(report);
    if (!there || !is_key(key, MODORI_ATTACHMENT_NAME, MODORI_ATTACHMENT_TYPE))
        cr_expect_null(text, "attachment %zu, key %d", index, (int)key);
    if (!there || !is_key(key, MODORI_ATTACHMENT_SIZE, MODORI_ATTACHMENT_HAS_PATH))
        cr_expect_eq(number, -1, "attachment %zu, key %d", index, (int)key);
}

static void ask_lists(const modori_report *report)
{
    size_t len;
    for (size_t i = 0; i < INDEXES; i++) {
        cr_expect_eq(modori_report_finding(report, indexes[i], NULL, NULL) == MODORI_OK,
                     indexes[i] < modori_report_finding_count(report));
        cr_expect_eq(modori_report_recipient(report, indexes[i]) != NULL,
                     indexes[i] < modori_report_recipient_count(report));
        for (size_t k = 0; k < KEYS; k++) {
            ask_hop(report, indexes[i], keys[k]);
            ask_attachment(report, indexes[i], keys[k]);
        }
        cr_expect_null(modori_report_original_header(report, NULL, indexes[i], 0, &len));
        cr_expect_null(modori_report_original_header(report, "", 0, indexes[i], NULL));
        const char *subject = modori_report_original_header(report, "subject", MODORI_TERMINATED, indexes[i], NULL);
        cr_expect(!subject || indexes[i] == 0, "there is one at most");
    }
}

static void ask_report(const modori_report *report)
{
    size_t len;
    modori_text *text = NULL;
    modori_explanation *explanation = NULL;
    for (size_t k = 0; k < KEYS; k++) {
        cr_expect_eq(modori_report_text(report, keys[k], NULL), modori_report_text(report, keys[k], &len));
        if (!is_key(keys[k], MODORI_REPORT_DIALECT, MODORI_REPORT_SENDER))
            cr_expect_null(modori_report_text(report, keys[k], NULL), "key %d", (int)keys[k]);
        if (!is_key(keys[k], MODORI_REPORT_KIND, MODORI_REPORT_ORIGINAL_CHARSET_ODD))
            cr_expect_eq(modori_report_number(report, keys[k]), -1, "key %d", (int)keys[k]);
    }
    ask_lists(report);
    for (size_t i = 0; i < INDEXES; i++)
        ask_recipient(modori_report_recipient(report, indexes[i]));
    cr_expect_eq(modori_report_json(report, "x", 1, 0, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explain(report, "en", 2, 0, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explain(report, "en", 0, 0, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explanation(report, "en", -1, &explanation), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_compare(report, NULL, "en", 0, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_compare_json(NULL, report, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_null(text, "untouched on failure");
    cr_expect_null(explanation, "untouched on failure");
}

Test(api_nonsense, reports)
{
    modori_parser *parser = NULL;
    const modori_report *report = NULL;
    ask_report(NULL);
    cr_assert_eq(modori_parser_new(NULL, NULL, &parser), MODORI_OK);
    cr_assert_eq(modori_parser_read(parser, MODORI_FORM_ANY, bounce, sizeof bounce - 1, &report), MODORI_OK);
    cr_assert_eq(modori_report_recipient_count(report), 1);
    cr_assert_geq(modori_report_hop_count(report), 1);
    ask_report(report);
    cr_assert_eq(modori_parser_read(parser, MODORI_FORM_ANY, NULL, 0, &report), MODORI_OK);
    ask_report(report);
    modori_parser_free(parser);
}

Test(api_nonsense, parsers)
{
    modori_parser *parser = NULL;
    const modori_report *report = NULL;
    cr_expect_eq(modori_parser_new(NULL, NULL, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_parser_read(NULL, MODORI_FORM_ANY, "x", 1, &report), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_parser_set_option(NULL, MODORI_OPTION_LIMIT_DEPTH, 1), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_parser_add_own(NULL, MODORI_OWN_DOMAIN, "x", 1), MODORI_ERROR_ARGUMENT);
    cr_expect_null(modori_parser_take(NULL));
    cr_assert_eq(modori_parser_new(NULL, NULL, &parser), MODORI_OK);
    cr_expect_null(modori_parser_take(parser), "nothing was read");
    for (size_t k = 0; k < KEYS; k++) {
        cr_expect_eq(modori_parser_set_option(parser, keys[k], -1), MODORI_ERROR_ARGUMENT);
        cr_expect_eq(modori_parser_add_own(parser, keys[k], "", 0), MODORI_ERROR_ARGUMENT);
        cr_expect_eq(modori_parser_add_own(parser, keys[k], NULL, MODORI_TERMINATED), MODORI_ERROR_ARGUMENT);
        cr_expect_eq(modori_parser_read(parser, keys[k], NULL, 1, &report), MODORI_ERROR_ARGUMENT);
        cr_expect_eq(modori_parser_read(parser, keys[k], "x", MODORI_TERMINATED, &report), MODORI_ERROR_ARGUMENT);
    }
    cr_expect_null(report, "untouched on failure");
    for (int32_t option = MODORI_OPTION_LIMIT_DEPTH; option <= MODORI_OPTION_LIMIT_FIELD; option++) {
        cr_expect_eq(modori_parser_set_option(parser, option, 0), MODORI_ERROR_ARGUMENT);
        cr_expect_eq(modori_parser_set_option(parser, option, 1), MODORI_OK);
    }
    cr_assert_eq(modori_parser_read(parser, MODORI_FORM_ANY, bounce, sizeof bounce - 1, NULL), MODORI_OK);
    modori_report *taken = modori_parser_take(parser);
    ask_report(taken); /* with every limit at its least */
    modori_report_free(taken);
    modori_parser_free(parser);
}

Test(api_nonsense, objects_that_are_not_there)
{
    size_t len = 7;
    modori_parser_free(NULL);
    modori_report_free(NULL);
    modori_text_free(NULL);
    modori_explanation_free(NULL);
    modori_reply_parser_reset(NULL);
    cr_expect_null(modori_text_bytes(NULL, &len));
    cr_expect_eq(modori_explanation_count(NULL), 0);
    cr_expect_eq(modori_explanation_item(NULL, 0, NULL, NULL, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_reply_parser_feed(NULL, "x", 1, &len), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_reply_parser_finish(NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_reply_parser_number(NULL, MODORI_REPLY_CODE, 0), -1);
    cr_expect_null(modori_reply_parser_text(NULL, MODORI_REPLY_TEXT, 0, &len));
    cr_expect_eq(modori_reply_parser_judge(NULL, 0, NULL, NULL, NULL, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_field_parser_next(NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_field_parser_value(NULL, MODORI_VALUE_UNFOLDED, NULL, 0, &len), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(len, 7, "untouched on failure");
}
