/* SPDX-License-Identifier: BSD-2-Clause */
/* The parser as a program sees it: options, what the caller tells of his own side, and memory that
 * is used again. */
#include "../../bench/counting.h"

#include <modori.h>

#include <criterion/criterion.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct counting counting;

static modori_parser *parser_new(void)
{
    modori_parser *parser = NULL;
    cr_assert_eq(modori_parser_new(counting_allocate, &counting, &parser), MODORI_OK);
    return parser;
}

static const modori_report *read_text(modori_parser *parser, int32_t form, const char *text)
{
    const modori_report *report = NULL;
    cr_assert_eq(modori_parser_read(parser, form, text, strlen(text), &report), MODORI_OK);
    return report;
}

static const modori_recipient *read_reply(modori_parser *parser, const char *text)
{
    const modori_recipient *recipient = modori_report_recipient(read_text(parser, MODORI_FORM_DIAGNOSTIC, text), 0);
    cr_assert(recipient, "%s", text);
    return recipient;
}

/* ---- addresses that hide another one ------------------------------------------------------------ */

static const struct {
    const char *address;
    int32_t form;
    const char *hidden;
} hidden_rows[] = {
    {"bounces+user=example.net@lists.example.org", MODORI_HIDDEN_OWN, "user@example.net"},
    {" <BOUNCES+User=Example.net@lists.example.org> ", MODORI_HIDDEN_OWN, "User@Example.net"},
    {"r-9f31@example.org", MODORI_HIDDEN_OWN, ""},
    {"bounces+user=example.net@lists.example.com", MODORI_HIDDEN_VERP, "user@example.net"},
    {"prvs=0123456789=user@example.org", MODORI_HIDDEN_BATV, "user@example.org"},
    {"SRS0=HHH=TT=example.net=user@relay.example", MODORI_HIDDEN_SRS, "user@example.net"},
    {"user@example.org", 0, NULL},
    {"", 0, NULL},
};

Test(api_parser, hidden_addresses)
{
    modori_parser *parser = parser_new();
    const char *own[] = {"bounces+{local}={domain}@lists.example.org", "r-{token}@example.org"};
    for (size_t i = 0; i < 2; i++)
        cr_assert_eq(modori_parser_add_own(parser, MODORI_OWN_VERP_PATTERN, own[i], MODORI_TERMINATED), MODORI_OK);
    for (size_t i = 0; i < sizeof hidden_rows / sizeof *hidden_rows; i++) {
        char buffer[64] = "untouched";
        size_t len = 99;
        const char *address = hidden_rows[i].address, *hidden = hidden_rows[i].hidden;
        int32_t form = modori_parser_hidden_address(parser, address, MODORI_TERMINATED, buffer, sizeof buffer, &len);
        cr_expect_eq(form, hidden_rows[i].form, "%s: %d", address, (int)form);
        cr_expect_str_eq(buffer, hidden ? hidden : "untouched", "%s", address);
        cr_expect_eq(len, hidden ? strlen(hidden) : 99, "%s", address);
        cr_expect_eq(modori_parser_hidden_address(parser, address, MODORI_TERMINATED, NULL, 0, NULL), form);
    }
    modori_parser_free(parser);
}

Test(api_parser, hidden_addresses_and_wrong_arguments)
{
    modori_parser *parser = parser_new();
    const char *batv = "prvs=0123456789=user@example.org";
    char buffer[17] = "untouched";
    size_t len = 0;
    cr_expect_eq(modori_parser_hidden_address(NULL, batv, 5, buffer, 17, &len), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_parser_hidden_address(parser, NULL, 0, buffer, 17, &len), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_parser_hidden_address(parser, batv, strlen(batv), NULL, 17, &len), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(len, 0);
    cr_expect_eq(modori_parser_hidden_address(parser, batv, strlen(batv), buffer, 16, &len), MODORI_ERROR_LIMIT);
    cr_expect_eq(len, 16);
    cr_expect_str_eq(buffer, "untouched");
    cr_expect_eq(modori_parser_hidden_address(parser, batv, strlen(batv), buffer, 17, &len), MODORI_HIDDEN_BATV);
    cr_expect_str_eq(buffer, "user@example.org");
    const char *wrong[] = {"bounces@example.org", "bounces+{local@example.org", ""};
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(modori_parser_add_own(parser, MODORI_OWN_VERP_PATTERN, wrong[i], MODORI_TERMINATED),
                     MODORI_ERROR_ARGUMENT, "%s", wrong[i]);
    modori_parser_free(parser);
}

Test(api_parser, a_question_leaves_the_report_alone)
{
    modori_parser *parser = parser_new();
    const modori_report *report = read_text(parser, MODORI_FORM_ANY,
                                            "From: MAILER-DAEMON@example.net\n"
                                            "To: r-9f31@example.org\n"
                                            "Delivered-To: prvs=0123456789=user@example.org\n"
                                            "Subject: failure notice\n\nhello\n");
    cr_expect_eq(modori_report_number(report, MODORI_REPORT_HIDDEN), MODORI_HIDDEN_BATV);
    cr_expect_eq(
        modori_parser_hidden_address(parser, "SRS0=H=T=example.net=a@relay.example", MODORI_TERMINATED, NULL, 0, NULL),
        MODORI_HIDDEN_SRS);
    cr_expect_str_eq(modori_report_text(report, MODORI_REPORT_VERP, NULL), "user@example.org");
    modori_parser_add_own(parser, MODORI_OWN_VERP_PATTERN, "prvs=0123456789={local}@example.org", MODORI_TERMINATED);
    report =
        read_text(parser, MODORI_FORM_ANY, "To: x@example.org\nDelivered-To: prvs=0123456789=user@example.org\n\nx\n");
    cr_expect_eq(modori_report_number(report, MODORI_REPORT_HIDDEN), MODORI_HIDDEN_OWN);
    cr_expect_str_eq(modori_report_text(report, MODORI_REPORT_VERP, NULL), "user");
    modori_parser_free(parser);
}

Test(api_parser, in_reply_to_by_both_of_its_names)
{
    modori_parser *parser = parser_new();
    const modori_report *report =
        read_text(parser, MODORI_FORM_ANY,
                  "From: MAILER-DAEMON@mail.example.org\nSubject: Undelivered Mail Returned to Sender\n"
                  "Content-Type: multipart/report; boundary=B\n\n--B\n"
                  "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; taro@example.com\n"
                  "Action: failed\nStatus: 5.1.1\n\n--B\nContent-Type: message/rfc822\n\n"
                  "From: hanako@example.org\nReply-To: desk@example.org\n"
                  "In-Reply-To: <question@example.com>\n\nYes.\n--B--\n");
    const char *id = modori_report_text(report, MODORI_REPORT_ORIGINAL_IN_REPLY_TO, NULL);
    cr_assert_not_null(id);
    cr_expect_str_eq(id, "<question@example.com>");
    cr_expect_eq(modori_report_text(report, MODORI_REPORT_ORIGINAL_REPLY_TO, NULL), id);
    const char *reply_to = modori_report_original_header(report, "reply-to", MODORI_TERMINATED, 0, NULL);
    cr_expect_str_eq(reply_to ? reply_to : "", "desk@example.org");
    modori_parser_free(parser);
}

/* ---- what the caller knows of a reply ----------------------------------------------------------- */

/* A mail server knows at which command it got a reply. RFC 5321 4.5.3.1.10: 452 and 552 at RCPT,
 * too many recipients. */
Test(api_parser, a_reply_at_a_stage_that_the_caller_knows)
{
    modori_parser *parser = parser_new();
    const modori_recipient *r = read_reply(parser, "452 4.5.3 Error: too many recipients");
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_PHASE), -1);
    cr_assert_eq(modori_parser_set_option(parser, MODORI_OPTION_PHASE, MODORI_PHASE_RCPT), MODORI_OK);
    cr_assert_eq(modori_parser_set_option(parser, MODORI_OPTION_SPEAKER, MODORI_SPEAKER_REMOTE), MODORI_OK);
    r = read_reply(parser, "452 4.5.3 Error: too many recipients");
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_PHASE), MODORI_PHASE_RCPT);
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_SPEAKER), MODORI_SPEAKER_REMOTE);
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_REASON), MODORI_REASON_RATE_RECIPIENTS);
    r = read_reply(parser, "host mx.example.net[192.0.2.1] said: 552 no (in reply to end of DATA command)");
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_PHASE), MODORI_PHASE_END_OF_DATA,
                 "the text's own word stands");
    cr_assert_eq(modori_parser_set_option(parser, MODORI_OPTION_PHASE, 0), MODORI_OK);
    r = read_reply(parser, "550 no");
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_PHASE), -1);
    cr_expect_eq(modori_parser_set_option(parser, MODORI_OPTION_PHASE, 99), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_parser_set_option(parser, MODORI_OPTION_SPEAKER, 3), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_parser_set_option(parser, MODORI_OPTION_SPEAKER, (int64_t)1 << 32 | 1), MODORI_ERROR_ARGUMENT);
    modori_parser_free(parser);
}

/* ---- limits ------------------------------------------------------------------------------------- */

static bool has_finding(const modori_report *report, int32_t code)
{
    int32_t finding;
    for (size_t i = 0; modori_report_finding(report, i, &finding, NULL) == MODORI_OK; i++)
        if (finding == code)
            return true;
    return false;
}

/* A field that goes on and on is read as far as the limit, and said so. */
Test(api_parser, a_long_field)
{
    modori_parser *parser = parser_new();
    const char *mail = "From: MAILER-DAEMON@example.net\nSubject: a subject of some length\n\nhello\n";
    const modori_report *report = read_text(parser, MODORI_FORM_ANY, mail);
    cr_expect_str_eq(modori_report_text(report, MODORI_REPORT_SUBJECT, NULL), "a subject of some length");
    cr_expect_not(has_finding(report, MODORI_FINDING_LIMIT_TEXT));
    cr_assert_eq(modori_parser_set_option(parser, MODORI_OPTION_LIMIT_FIELD, 9), MODORI_OK);
    report = read_text(parser, MODORI_FORM_ANY, mail);
    cr_expect_str_eq(modori_report_text(report, MODORI_REPORT_SUBJECT, NULL), "a subject");
    cr_expect(has_finding(report, MODORI_FINDING_LIMIT_TEXT));
    modori_parser_free(parser);
}

/* RFC 5321 6.3 takes a mail with a hundred Received fields for one that runs in a circle: more are
 * not read. */
Test(api_parser, a_hundred_received_fields)
{
    modori_parser *parser = parser_new();
    static char mail[100 * 128];
    for (int fields = 100; fields <= 101; fields++) {
        size_t n = 0;
        for (int i = 0; i < fields; i++)
            n += (size_t)snprintf(mail + n, sizeof mail - n,
                                  "Received: from a%d.example by b%d.example; Mon, 1 Jan 2024 00:00:00 +0000\n", i, i);
        snprintf(mail + n, sizeof mail - n, "Subject: x\n\nhello\n");
        const modori_report *report = read_text(parser, MODORI_FORM_MESSAGE, mail);
        cr_expect_eq(modori_report_hop_count(report), 200, "%d fields", fields);
        cr_expect_eq(has_finding(report, MODORI_FINDING_LIMIT_LIST), fields > 100, "%d fields", fields);
    }
    modori_parser_free(parser);
}

/* ---- memory ------------------------------------------------------------------------------------- */

static const char *const inputs[] = {
    "550-5.1.1 <user@example.com>: Recipient address rejected:\n550 5.1.1 User unknown",
    "From: MAILER-DAEMON@example.net (Mail Delivery System)\nSubject: "
    "=?utf-8?q?Undelivered_Mail?=\n"
    "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; "
    "boundary=b\n\n--b\n\n"
    "This is the mail system at host mail.example.net.\n\n<user@example.org>: host "
    "mx.example.org[192.0.2.1] said: 550\n"
    "    5.1.1 User unknown (in reply to RCPT TO command)\n\n--b\nContent-Type: "
    "message/delivery-status\n\n"
    "Reporting-MTA: dns; mail.example.net\nArrival-Date: Mon,  1 Jan 2024 00:00:00 +0900\n\n"
    "Final-Recipient: rfc822; user@example.org\nAction: failed\nStatus: 5.1.1\n"
    "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n\n--b\nContent-Type: message/rfc822\n\n"
    "Received: from a.example (a.example [192.0.2.7]) by mail.example.net; Mon, 1 Jan 2024 "
    "00:00:00 +0900\n"
    "From: a@example.net\nSubject: hello\nMessage-ID: <1@example.net>\nContent-Type: text/html\n\n"
    "<a href=\"http://www.example.com/\">x</a>\n\n--b--\n",
    "Jan  1 00:00:00 mx postfix/smtp[1]: 4ABC: to=<user@example.org>, "
    "relay=mx.example.org[192.0.2.1]:25, delay=1, "
    "dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 no (in reply to "
    "RCPT TO command))",
};

Test(api_parser, a_parser_that_is_used_again_allocates_nothing)
{
    static const int32_t forms[] = {MODORI_FORM_DIAGNOSTIC, MODORI_FORM_ANY, MODORI_FORM_LOG_LINE};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        modori_parser *parser = parser_new();
        cr_expect_eq(modori_report_recipient_count(read_text(parser, forms[i], inputs[i])), 1, "%zu", i);
        size_t before = counting.calls;
        for (size_t times = 0; times < 100; times++)
            read_text(parser, forms[i], inputs[i]);
        cr_expect_eq(counting.calls, before, "input %zu: %zu allocations", i, counting.calls - before);
        modori_parser_free(parser);
    }
}

/* All of them in turn, too: what one needs is there for the others. */
Test(api_parser, so_does_one_that_reads_different_things)
{
    static const int32_t forms[] = {MODORI_FORM_DIAGNOSTIC, MODORI_FORM_ANY, MODORI_FORM_LOG_LINE};
    modori_parser *parser = parser_new();
    size_t before = 0;
    for (size_t times = 0; times < 100; times++) {
        for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
            read_text(parser, forms[i], inputs[i]);
        before = times == 0 ? counting.calls : before;
    }
    cr_expect_eq(counting.calls, before, "%zu allocations", counting.calls - before);
    modori_parser_free(parser);
}

/* Whichever allocation fails: then there is no report, and the next input is read as if nothing had been. */
Test(api_parser, has_nothing_to_take_after_a_failed_read)
{
    static const char text[] = "550 5.1.1 <user@example.com>: Recipient address rejected: User unknown";
    size_t failed = 0;
    for (size_t k = 1; k < 200; k++) {
        modori_parser *parser = parser_new();
        counting.fails_from = counting.fails_until = counting.calls + k;
        const modori_report *none = NULL;
        int32_t status = modori_parser_read(parser, MODORI_FORM_DIAGNOSTIC, text, sizeof text - 1, &none);
        counting.fails_from = counting.fails_until = 0;
        if (status == MODORI_OK) {
            modori_parser_free(parser);
            break;
        }
        failed++;
        cr_expect_eq(status, MODORI_ERROR_MEMORY);
        cr_expect_null(none);
        cr_expect_null(modori_parser_take(parser), "allocation %zu", k);
        cr_expect_not_null(read_reply(parser, text));
        modori_report *taken = modori_parser_take(parser);
        cr_expect_not_null(taken);
        modori_report_free(taken);
        modori_parser_free(parser);
    }
    cr_expect_gt(failed, 0);
    cr_expect_eq(counting.blocks, 0);
}
