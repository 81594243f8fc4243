/* SPDX-License-Identifier: BSD-2-Clause */
/* What is told of a mail that is odd or broken: which findings, and where. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <criterion/criterion.h>
#include <modori.h>
#include <stdio.h>
#include <string.h>

#define NOTICE "From: MAILER-DAEMON@mail.example.org\nSubject: Undelivered Mail Returned to Sender\n"
#define MULTIPART(type) NOTICE "Content-Type: multipart/" type "; boundary=B\n\n"
#define REPORT          MULTIPART("report; report-type=delivery-status")
#define STATUS          "--B\nContent-Type: message/delivery-status\n\n"
#define GROUP           "Final-Recipient: rfc822; taro@example.com\nAction: failed\nStatus: 5.1.1\n"
#define END             "\n--B--\n"
#define RETURNED        "\n--B\nContent-Type: message/rfc822\n\n"

struct row {
    const char *input;
    const char *want; /* names of the findings in their order, a blank behind each */
    const char *mark; /* where the last of them was seen; NULL: not looked at */
};

static const struct row rows[] = {
    {"", "empty-input ", NULL},
    {REPORT STATUS GROUP END, "", NULL},
    /* ---- a part's text ---- */
    {NOTICE "Content-Type: text/plain; charset=klingon\n\n<taro@example.com>: 550 no \xfe\xff\n", "charset-unknown ", NULL},
    {NOTICE "Content-Type: text/plain; charset=klingon\n\n<taro@example.com>: 550 no\n", "", NULL},
    {NOTICE "Content-Type: text/plain; charset=us-ascii\n\n<taro@example.com>: 550 caf\xc3\xa9\n", "charset-wrong ", NULL},
#ifdef HAVE_ICONV
    {NOTICE "Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$BF|K\\\x1b(B\n<taro@example.com>: 550 \xe6\x97\xa5\n",
     "charset-mixed ", NULL},
#endif
    {NOTICE "Content-Transfer-Encoding: base64\n\nPHRhcm9AZXhhbXBsZS5jb20+OiA1NTAgbm8K*=*=*\n", "encoding-broken ", NULL},
    {NOTICE "Content-Transfer-Encoding: base64\n\nPHRhcm9AZXhhbXBsZS5jb20+OiA1NTAgbm8K\n", "", NULL},
    {NOTICE "Content-Transfer-Encoding: x-none\n\n<taro@example.com>: 550 no\n", "encoding-unknown ", NULL},
    {"Date: yesterday\n" NOTICE "\n<taro@example.com>: 550 no\n", "date-unreadable ", "yesterday"},
    {"Date: Tue, 24 Nov 2026 13:16:42 +0900\n" NOTICE "\n<taro@example.com>: 550 no\n", "", NULL},
    /* ---- what holds the report, RFC 6522 3 ---- */
    {MULTIPART("report") STATUS GROUP END, "report-type-wrong ", "From: MAILER"},
    {MULTIPART("mixed") STATUS GROUP END, "report-type-wrong ", "From: MAILER"},
    {MULTIPART("mixed; report-type=delivery-status") STATUS GROUP END, "report-type-wrong ", NULL},
    {MULTIPART("report; report-type=disposition-notification") STATUS GROUP END, "report-type-wrong ", NULL},
    {MULTIPART("Report; Report-Type=\"Delivery-Status\"") STATUS GROUP END, "", NULL},
    {REPORT "--B\nContent-Type: message/global-delivery-status\n\n" GROUP END, "", NULL},
    {MULTIPART("report; report-type=feedback-report") "--B\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
     "User-Agent: x/1\nVersion: 1\n" END, "", NULL},
    {REPORT "--B\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\n" END,
     "report-type-wrong ", NULL},
    {MULTIPART("report; report-type=disposition-notification") "--B\nContent-Type: message/disposition-notification\n\n"
     "Final-Recipient: rfc822; taro@example.com\nDisposition: manual-action/MDN-sent-manually; displayed\n" END, "", NULL},
    {REPORT STATUS GROUP RETURNED "From: MAILER-DAEMON@example.net\nContent-Type: multipart/mixed; boundary=C\n\n--C\n"
     "Content-Type: message/delivery-status\n\n" GROUP "\n--C--\n" END, "", NULL},
    /* ---- groups and fields, RFC 3464 2 ---- */
    {REPORT STATUS "Reporting-MTA: dns; mail.example.org\n" GROUP END, "group-merged ", "Final-Recipient"},
    {REPORT STATUS "Reporting-MTA: dns; mail.example.org\n\n" GROUP END, "", NULL},
    {REPORT STATUS "Reporting-MTA: dns; mail.example.org\n\n" GROUP "\nReporting-MTA: dns; mail.example.org\n" END, "group-doubled ",
     "Reporting-MTA: dns; mail.example.org\n\n--B--"},
    {REPORT STATUS GROUP "Status: 5.1.2\n" END, "field-repeated ", "Status: 5.1.2"},
    {REPORT STATUS GROUP "Remote-MTA: dns; a.example\nRemote-MTA: dns; b.example\n" END, "", NULL},
    {REPORT STATUS "Original-Recipient: rfc822; taro@example.com\nAction: failed\nStatus: 5.1.1\n" END, "field-missing ",
     "taro@example.com"},
    {REPORT STATUS "Final-Recipient: taro@example.com\nAction: failed\nStatus: 5.1.1\n" END, "field-untyped ",
     "taro@example.com"},
    {REPORT STATUS "Final-Recipient: rfc822; taro@example.com\nAction: failed\nStatus: none\n" END, "status-invalid ", "none"},
    {REPORT STATUS "Final-Recipient: rfc822; taro@example.com\nAction: failed\nStatus:\n" END, "field-empty ", NULL},
    {REPORT STATUS "Final-Recipient: rfc822; taro@example.com\nAction:\nStatus: 5.1.1\n" END, "field-empty ", NULL},
    {REPORT STATUS "Final-Recipient: rfc822; taro@example.com\nAction: bounced\nStatus: 5.1.1\n" END, "action-unknown ", "bounced"},
    {REPORT STATUS "Final-Recipient: rfc822; taro@example.com\nAction: expired\nStatus: 4.4.7\n" END, "action-unknown ", "expired"},
    {REPORT STATUS "Final-Recipient: rfc822; ta**@example.com\nAction: failed\nStatus: 5.1.1\n" END, "masked ", "ta**@example.com"},
    {"From: MAILER-DAEMON@mail.example.org\nSubject: failure notice\n\nHi. This is the qmail-send program at mail.example.org.\n"
     "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
     "This is a permanent error; I've given up. Sorry it didn't work out.\n",
     "no-recipient ", NULL},
};

static modori_report *read_bytes(const char *bytes, size_t n)
{
    modori_parser *parser = NULL;
    cr_assert_eq(modori_parser_new(NULL, NULL, &parser), MODORI_OK);
    cr_assert_eq(modori_parser_read(parser, MODORI_FORM_MESSAGE, bytes, n, NULL), MODORI_OK);
    modori_report *report = modori_parser_take(parser);
    modori_parser_free(parser);
    return report;
}

/* Names of the findings, a blank behind each; *ret_at gets where the last of them was seen. */
static void list_findings(const modori_report *report, char *names, size_t size, uint64_t *ret_at)
{
    names[0] = '\0';
    for (size_t i = 0; i < modori_report_finding_count(report); i++) {
        int32_t finding = 0;
        cr_assert_eq(modori_report_finding(report, i, &finding, ret_at), MODORI_OK);
        size_t n = strlen(names);
        snprintf(names + n, size - n, "%s ", modori_enum_name(MODORI_ENUM_FINDING, finding, NULL));
    }
}

Test(finding, of_odd_mails_and_of_sound_ones)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        char names[256];
        uint64_t at = 0;
        modori_report *report = read_bytes(row->input, strlen(row->input));
        list_findings(report, names, sizeof names, &at);
        cr_expect_str_eq(names, row->want, "row %zu: %s", i, names);
        if (row->mark && strcmp(names, row->want) == 0)
            cr_expect(strncmp(row->input + at, row->mark, strlen(row->mark)) == 0, "row %zu: at %.20s", i, row->input + at);
        modori_report_free(report);
    }
}

Test(finding, of_bytes_that_are_no_mail)
{
    static char bytes[4096];
    char names[256];
    uint64_t at = 0;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 37 % 251);
    modori_report *report = read_bytes(bytes, sizeof bytes);
    list_findings(report, names, sizeof names, &at);
    cr_expect(strstr(names, "binary-input ") && strstr(names, "nul-byte "), "%s", names);
    modori_report_free(report);
}
