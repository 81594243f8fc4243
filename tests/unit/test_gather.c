/* SPDX-License-Identifier: BSD-2-Clause */
/* Facts of one recipient that stand in several places of a report, or in an odd one: which of them counts. */
#include <criterion/criterion.h>
#include <modori.h>
#include <string.h>

struct row {
    const char *what;
    const char *input;
    size_t recipients;
    const char *address, *status; /* of the first recipient; NULL: none */
    int64_t reply, confidence;    /* 0: not looked at */
};

static modori_report *read_text(const char *text)
{
    modori_parser *parser = NULL;
    cr_assert_eq(modori_parser_new(NULL, NULL, &parser), MODORI_OK);
    cr_assert_eq(modori_parser_read(parser, MODORI_FORM_ANY, text, strlen(text), NULL), MODORI_OK);
    modori_report *report = modori_parser_take(parser);
    modori_parser_free(parser);
    cr_assert_not_null(report);
    return report;
}

static void expect_text(const struct row *row, const modori_recipient *r, int32_t key, const char *want)
{
    size_t n = 0;
    const char *got = modori_recipient_text(r, key, &n);
    if (!want)
        cr_expect(n == 0, "%s: %.*s", row->what, (int)n, got);
    else
        cr_expect(got && n == strlen(want) && memcmp(got, want, n) == 0, "%s: \"%.*s\"", row->what, (int)n,
                  got ? got : "");
}

static void expect_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct row *row = &rows[i];
        modori_report *report = read_text(row->input);
        cr_expect_eq(modori_report_recipient_count(report), row->recipients, "%s: %zu recipients", row->what,
                     modori_report_recipient_count(report));
        if (row->recipients > 0 && modori_report_recipient_count(report) > 0) {
            const modori_recipient *r = modori_report_recipient(report, 0);
            expect_text(row, r, MODORI_RECIPIENT_ADDRESS, row->address);
            expect_text(row, r, MODORI_RECIPIENT_STATUS, row->status);
            if (row->reply)
                cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_REPLY), row->reply, "%s", row->what);
            if (row->confidence)
                cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_CONFIDENCE), row->confidence, "%s",
                             row->what);
        }
        modori_report_free(report);
    }
}

#define SENDMAIL                                                                                                   \
    "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>\n"                                               \
    "To: <alice@example.com>\n"                                                                                    \
    "Subject: Returned mail: see transcript for details\n"                                                         \
    "MIME-Version: 1.0\n"                                                                                          \
    "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n"                              \
    "--b\n\n"                                                                                                      \
    "   ----- The following addresses had permanent fatal errors -----\n"                                          \
    "<bob@example.org>\n\n"                                                                                        \
    "   ----- Transcript of session follows -----\n"

#define STATUS_PART "\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"

Test(gather, fields_and_words)
{
    static const struct row rows[] = {
        {"a final recipient without its local part",
         SENDMAIL "550 5.1.2 <bob@example.org>... Host unknown\n" STATUS_PART
                  "Final-Recipient: RFC822; @mail.example.org\nAction: failed\nStatus: 5.1.2\n\n--b--\n",
         1, "bob@example.org", "5.1.2", 550, 0},
        {"a bare class of the reporter yields to the field",
         SENDMAIL "550 5.0.0 <bob@example.org>... Insufficient permission\n" STATUS_PART
                  "Final-Recipient: RFC822; bob@example.org\nAction: failed\nStatus: 5.3.0\n"
                  "Diagnostic-Code: X-Unix; 77\n\n--b--\n",
         1, "bob@example.org", "5.3.0", 550, 0},
        {"that of the other side does not",
         SENDMAIL "... while talking to mail.example.org.:\n>>> RCPT To:<bob@example.org>\n"
                  "<<< 550 5.0.0 No\n" STATUS_PART
                  "Final-Recipient: RFC822; bob@example.org\nAction: failed\nStatus: 5.1.1\n"
                  "Remote-MTA: DNS; mail.example.org\nDiagnostic-Code: SMTP; 550 5.0.0 No\n\n--b--\n",
         1, "bob@example.org", "5.0.0", 550, 0},
    };
    expect_rows(rows, sizeof rows / sizeof *rows);
}

#define FIELDS                                                                                                     \
    "Reporting-MTA: dns; mx.example.net\n\n"                                                                       \
    "Final-Recipient: RFC822; bob@example.org\nAction: failed\nStatus: 5.2.2\n"                                    \
    "Diagnostic-Code: SMTP; 552 mailbox full\n\n"
#define SECOND "Final-Recipient: RFC822; carol@example.org\nAction: delayed\nStatus: 4.4.1\n\n"
#define DAEMON                                                                                                     \
    "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>\n"                                               \
    "To: <alice@example.com>\nSubject: Returned mail: see transcript for details\n"
#define LIST "   ----- The following addresses had permanent fatal errors -----\n<bob@example.org>\n\n"

Test(gather, fields_outside_of_a_part_of_their_own)
{
    static const struct row rows[] = {
        {"the header has lost its Content-Type",
         DAEMON "\n--b/mx\n\n" LIST "--b/mx\nContent-Type: message/delivery-status\n\n" FIELDS SECOND
                "--b/mx\nContent-Type: message/rfc822\n\nMessage-ID: <1@example.com>\nTo: bob@example.org\n\nHi\n",
         2, "bob@example.org", "5.2.2", 552, 0},
        {"a delimiter that is indented",
         DAEMON "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\n" LIST
                " --b\nContent-Type: message/delivery-status\n\n" FIELDS "--b--\n",
         1, "bob@example.org", "5.2.2", 552, 0},
        {"a part that is called a text",
         DAEMON "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\n" LIST
                "--b\nContent-Type: text/plain; name=\"details.txt\"\n\n" FIELDS SECOND "--b--\n",
         2, "bob@example.org", "5.2.2", 552, 0},
        {"a part that is a file in base64",
         DAEMON "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\nIt failed.\n\n"
                "--b\nContent-Type: application/octet-stream; name=\"ATT1.dat\"\nContent-Disposition: attachment\n"
                "Content-Transfer-Encoding: base64\n\n"
                "RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGJvYkBleGFtcGxlLm9yZwpBY3Rpb246IGZhaWxlZApT\n"
                "dGF0dXM6IDUuMi4yCg==\n--b--\n",
         1, "bob@example.org", "5.2.2", 0, 0},
        {"below the words, the action first",
         DAEMON "\n" LIST "Action: failed\nStatus: 5.2.2 (mailbox full)\nFinal-recipient: rfc822;bob@example.org\n",
         1, "bob@example.org", "5.2.2", 0, 0},
        {"those of another report",
         DAEMON "\n" LIST "Final-recipient: rfc822;dave@example.net\nAction: failed\nStatus: 5.7.1\n",
         1, "bob@example.org", NULL, 0, 0},
        {"half a pair of brackets",
         DAEMON "Content-Type: multipart/report; boundary=\"b\"\n\n--b\nContent-Type: message/delivery-status\n\n"
                "Final-Recipient: RFC822; bob@example.org>\nAction: failed\nStatus: 5.1.1\n\n--b--\n",
         1, "bob@example.org", "5.1.1", 0, 0},
        {"a quoted message has its Content-Type still",
         "From: MAILER-DAEMON@mx.example.net\nSubject: failure notice\n\n"
         "Hi. This is the qmail-send program at mx.example.net.\n\n<bob@example.org>:\n"
         "Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n"
         "Return-Path: <alice@example.com>\nContent-Type: multipart/mixed; boundary=\"b\"\n\n"
         "--b\nContent-Type: text/plain\n\nHi\n--b--\n",
         1, "bob@example.org", "5.1.1", 0, 0},
        {"an address beside the fields of a text without a header",
         "Hello,\n\nyour message was not delivered:\n\nFinal-Recipient: rfc822; bob@example.org\nAction: failed\n"
         "Status: 5.1.1\n\nWrite to carol@example.org: user unknown\n",
         1, "bob@example.org", "5.1.1", 0, 0},
        {"line ends of CR in front of the first part",
         "From: MAILER-DAEMON@mx.example.net\rSubject: failure notice\rContent-Type: multipart/mixed; boundary=\"b\"\r\r"
         "Hi. This is the qmail-send program at mx.example.net.\r\r<bob@example.org>:\r"
         "Sorry, no mailbox here by that name. (#5.1.1)\r\r--b\r\r\r--b--\r",
         1, "bob@example.org", "5.1.1", 0, 0},
        {"a person's mail",
         "From: Bob <bob@example.org>\nTo: <alice@example.com>\nSubject: Re: returned mail\n"
         "In-Reply-To: <1@example.com>\n\nWhat is this?\n\n" FIELDS,
         0, NULL, NULL, 0, 0},
        {"a receipt as a text",
         DAEMON "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\nRead.\n\n--b\nContent-Type: text/plain\n\n"
                "Final-Recipient: rfc822; bob@example.org\nStatus: none\nDisposition: manual-action; displayed\n\n--b--\n",
         0, NULL, NULL, 0, 0},
    };
    expect_rows(rows, sizeof rows / sizeof *rows);
    modori_report *report = read_text(rows[0].input);
    const char *id = modori_report_text(report, MODORI_REPORT_ORIGINAL_MESSAGE_ID, NULL);
    cr_expect(id && strcmp(id, "1@example.com") == 0, "%s", id ? id : "none");
    modori_report_free(report);
}

#define OLD                                                                                                        \
    DAEMON "\n   ----- Transcript of session follows -----\n"                                                      \
           "421 example.org (smtp)... Deferred: Connection timed out during user open with example.org\n\n"        \
           "   ----- Unsent message follows -----\n"
#define WRAPPER(body)                                                                                              \
    DAEMON "Content-Type: multipart/mixed; boundary=\"w\"\n\n--w\n\n"                                              \
           "----- The following addresses had permanent fatal errors -----\n\n"                                    \
           "--w\nContent-Type: message/rfc822\n\n" body "\n--w--\n"
#define REPORT                                                                                                     \
    "From: MAILER-DAEMON@mx.example.net\nTo: <alice@example.com>\nSubject: Returned mail\n"                        \
    "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\n" LIST                  \
    "--b\nContent-Type: message/delivery-status\n\n" FIELDS "--b--\n"

Test(gather, nobody_is_named)
{
    static const struct row rows[] = {
        {"the message was going to one address", OLD "From: alice@example.com\nTo: Bob <bob@example.org>\n\nHi\n", 1,
         "bob@example.org", NULL, 421, MODORI_CONFIDENCE_MEDIUM},
        {"to two", OLD "From: alice@example.com\nTo: bob@example.org, carol@example.org\n\nHi\n", 1, NULL, NULL, 421, 0},
        {"and to a copy", OLD "To: bob@example.org\nCc: carol@example.org\n\nHi\n", 1, NULL, NULL, 421, 0},
        {"to a list that is broken off", OLD "From: alice@example.com\nTo: bob@example.org,\n", 1, NULL, NULL, 421, 0},
        {"a report was wrapped", WRAPPER(REPORT), 1, "bob@example.org", "5.2.2", 552, 0},
        {"a report in words: its addressee is no recipient",
         WRAPPER("From: MAILER-DAEMON@mx.example.net\nTo: alice@example.com\nSubject: Returned mail\n\nfailed\n"), 0,
         NULL, NULL, 0, 0},
        {"whoever is named counts, and not what the wrapped report says",
         DAEMON "Content-Type: multipart/mixed; boundary=\"w\"\n\n--w\n\n"
                "----- The following addresses had permanent fatal errors -----\n<alice@example.com>\n\n"
                "--w\nContent-Type: message/rfc822\n\n" REPORT "\n--w--\n",
         1, "alice@example.com", NULL, 0, 0},
    };
    expect_rows(rows, sizeof rows / sizeof *rows);
}

Test(gather, summary_of_the_session)
{
    static const struct row rows[] = {
        {"nobody else spoke: Sendmail's own reply",
         DAEMON "\n" LIST "   ----- Transcript of session follows -----\n451 4.0.0 Operating system error\n", 1,
         "bob@example.org", "4.0.0", 451, 0},
        {"another server's counts before it",
         DAEMON "\n" LIST "   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n"
                ">>> RCPT To:<bob@example.org>\n<<< 552 mailbox full\n554 5.0.0 Service unavailable\n",
         1, "bob@example.org", NULL, 552, 0},
    };
    expect_rows(rows, sizeof rows / sizeof *rows);
}

/* Brackets belong to the field's writing, not to the address; "<>" is nobody's. */
Test(gather, an_original_recipient_in_brackets)
{
    static const char *const final[] = {"rfc822; alice@example.com", "system; <>", "rfc822; <>"};
    for (size_t i = 0; i < sizeof final / sizeof *final; i++) {
        char body[256] = "Reporting-MTA: dns; mx.example.net\n\n"
                         "Original-Recipient: rfc822; <alice@example.com>\nFinal-Recipient: ";
        strcat(strcat(body, final[i]), "\nAction: failed\nStatus: 5.1.1\n");
        const struct row row = {final[i], body, 1, "alice@example.com", "5.1.1", 0, 0};
        expect_rows(&row, 1);
        modori_report *report = read_text(body);
        const modori_recipient *r = modori_report_recipient(report, 0);
        expect_text(&row, r, MODORI_RECIPIENT_ORIGINAL_ADDRESS, "alice@example.com");
        expect_text(&row, r, MODORI_RECIPIENT_ORIGINAL_ADDRESS_RAW, "<alice@example.com>");
        modori_report_free(report);
    }
}

#define REPORT_OF(fields)                                                                                          \
    "From: MAILER-DAEMON@mx.example.net\nSubject: Delivery report\n"                                               \
    "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\nIt failed.\n\n"         \
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n" fields "\n--b--\n"
#define BOB "Final-Recipient: rfc822; bob@example.org\nAction: failed\n"

Test(gather, odd_fields)
{
    static const struct row rows[] = {
        {"a comment before the status", REPORT_OF(BOB "Status: (permanent) 5.1.1\n"), 1, "bob@example.org", "5.1.1", 0, 0},
        {"a reply code before the status", REPORT_OF(BOB "Status: 550 5.1.1\n"), 1, "bob@example.org", "5.1.1", 0, 0},
        {"a reply code for a status", REPORT_OF(BOB "Status: 550\nDiagnostic-Code: smtp; 5.1.1 unknown\n"), 1,
         "bob@example.org", "5.1.1", 0, 0},
        {"a reply in quotes", REPORT_OF(BOB "Status: 5.0.0\nDiagnostic-Code: smtp; \"552 5.2.2 full\"\n"), 1,
         "bob@example.org", "5.2.2", 552, 0},
        {"a type twice", REPORT_OF(BOB "Diagnostic-Code: smtp; SMTP; 552 5.2.2 full\n"), 1, "bob@example.org", "5.2.2", 552, 0},
        {"folds that lost their blanks",
         REPORT_OF(BOB "Status: 5.0.0\nDiagnostic-Code: smtp; 550-no such\n550 5.1.1 user here\nRemote-MTA: dns; mx.example.org\n"),
         1, "bob@example.org", "5.1.1", 550, 0},
        {"what stands behind the empty line is no fold",
         REPORT_OF(BOB "Status: 5.0.0\nDiagnostic-Code: smtp; 550 no\n\n550 5.1.1 other words\n"), 1, "bob@example.org",
         "5.0.0", 550, 0},
        {"a group twice", REPORT_OF(BOB "Status: 5.1.1\n\n" BOB "Status: 5.1.1\n"), 1, "bob@example.org", "5.1.1", 0, 0},
        {"a recipient twice with other outcomes", REPORT_OF(BOB "Status: 5.1.1\n\n" BOB "Status: 5.2.2\n"), 2,
         "bob@example.org", "5.1.1", 0, 0},
        {"the original recipient alone, as xtext", REPORT_OF("Original-Recipient: rfc822; bob+2Bx@example.org\nAction: failed\n"),
         1, "bob+x@example.org", NULL, 0, 0},
    };
    expect_rows(rows, sizeof rows / sizeof *rows);
}

Test(gather, address_beside_the_name)
{
    static const char *const values[] = {"mx.example.org ([192.0.2.1])", "mx.example.org [192.0.2.1]",
                                         "mx.example.org (192.0.2.1, the server for example.org.)", "[192.0.2.1]",
                                         "mx.example.org (TCP|198.51.100.1|47323|192.0.2.1|25) (mx ESMTP)"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char text[1024] = "";
        strcat(text, "Reporting-MTA: dns; mx.example.net\n\n" BOB "Remote-MTA: dns; ");
        strcat(strcat(text, values[i]), "\n");
        modori_report *report = read_text(text);
        const char *ip = modori_recipient_text(modori_report_recipient(report, 0), MODORI_RECIPIENT_REMOTE_IP, NULL);
        cr_expect(ip && strcmp(ip, "192.0.2.1") == 0, "%s: %s", values[i], ip ? ip : "none");
        modori_report_free(report);
    }
}

Test(gather, words_of_no_known_family_beside_fields)
{
    static const struct row rows[] = {
        {"the reply stands in the words only",
         "From: MAILER-DAEMON@mx.example.net\nSubject: Undeliverable mail\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\n"
         "Failed to deliver to 'bob@example.org'\nmodule reports:\n host mx.example.org says:\n"
         " 550 bob@example.org unknown user account\n\n"
         "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n" BOB "Status: 5.0.0\n\n--b--\n",
         1, "bob@example.org", "5.0.0", 550, MODORI_CONFIDENCE_HIGH},
    };
    expect_rows(rows, sizeof rows / sizeof *rows);
}

Test(gather, encoded_text_that_breaks_off)
{
    static const struct row rows[] = {
        {"a soft line break is the end",
         "From: MAILER-DAEMON@mx.example.net\nSubject: failure notice\n"
         "Content-Type: multipart/report; boundary=\"b\"\n\n--b\nContent-Transfer-Encoding: quoted-printable\n\n"
         "Hi. This is the qmail-send program at mx.example.net.\n\n<bob@example.org>:\nRemote host said: 550 5.1.1=\n",
         1, "bob@example.org", NULL, 0, 0},
    };
    expect_rows(rows, sizeof rows / sizeof *rows);
}

/* A recipient without words of its own is judged by a comment behind its status, never by another one's words. */
Test(gather, words_of_others)
{
    static const char remark[] = "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>\n"
                                 "Subject: Returned mail\n"
                                 "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n"
                                 "--b\n\n<alice@example.org>: 550 user unknown\n\n--b\n"
                                 "Content-Type: message/delivery-status\n\n"
                                 "Reporting-MTA: dns; mx.example.net\n\n"
                                 "Final-Recipient: rfc822; alice@example.org\n"
                                 "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 user unknown\n\n"
                                 "Final-Recipient: rfc822; bob@example.com\n"
                                 "Action: delayed\nStatus: 4.0.0 (example.com: host name lookup failure)\n\n"
                                 "Final-Recipient: rfc822; carol@example.com\n"
                                 "Action: delayed\nStatus: 4.0.0\n\n--b--\n";
    static const int64_t reason[] = {MODORI_REASON_RCPT_UNKNOWN, MODORI_REASON_ROUTE_DNS, MODORI_REASON_OTHER_NONE};
    modori_report *report = read_text(remark);
    cr_assert_eq(modori_report_recipient_count(report), 3);
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(modori_recipient_number(modori_report_recipient(report, i), MODORI_RECIPIENT_REASON), reason[i],
                     "recipient %zu: %d", i,
                     (int)modori_recipient_number(modori_report_recipient(report, i), MODORI_RECIPIENT_REASON));
    modori_report_free(report);
}

/* A comment that tells nothing leaves the notice its say. */
Test(gather, comment_beside_notice)
{
    static const char mail[] = "From: postmaster@mx.example.net\n"
                               "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n"
                               "--b\n\nInvalid address - alice\n\n--b\n"
                               "Content-Type: message/delivery-status\n\n"
                               "Reporting-MTA: dns; mx.example.net\n\n"
                               "Final-Recipient: rfc822; alice@example.org\n"
                               "Action: failed\nStatus: 5.0.0 (unknown permanent failure)\n\n--b--\n";
    modori_report *report = read_text(mail);
    const modori_recipient *r = modori_report_recipient(report, 0);
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_REASON), MODORI_REASON_RCPT_UNKNOWN);
    modori_report_free(report);
}

/* A notice whose last line has no end may have quoted the other side behind the break. */
Test(gather, torn_last_line)
{
#define TORN_NOTICE                                                                                                \
    "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)\n"                                                  \
    "Subject: Undelivered Mail Returned to Sender\n\n"                                                             \
    "This is the mail system at host mx.example.net.\n\n"                                                          \
    "<alice@example.org>: connect to mx.example.org[192.0.2.1]: server refused\n"
    static const char *const input[] = {TORN_NOTICE "    to talk to m", TORN_NOTICE};
    static const int64_t speaker[] = {-1, MODORI_SPEAKER_REPORTER}, phase[] = {-1, MODORI_PHASE_CONNECT};
    for (size_t i = 0; i < 2; i++) {
        modori_report *report = read_text(input[i]);
        const modori_recipient *r = modori_report_recipient(report, 0);
        expect_text(&(struct row){.what = "torn"}, r, MODORI_RECIPIENT_ADDRESS, "alice@example.org");
        cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_SPEAKER), speaker[i], "speaker of %zu", i);
        cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_PHASE), phase[i], "phase of %zu", i);
        modori_report_free(report);
    }
}

/* Of a charset whose characters are shorter than in UTF-8: what the evidence is ends where the message does. */
Test(gather, evidence_at_the_end_of_a_charset)
{
    static const char mail[] = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nSubject: Undeliverable\n"
                               "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n"
                               "<bob@example.org>: 550 \xd1\xdd\xc9\xcb \xd0\xc5\xd2\xc5\xd0\xcf\xcc\xce\xc5\xce\n";
    modori_report *report = read_text(mail);
    cr_assert_eq(modori_report_recipient_count(report), 1);
    const modori_recipient *r = modori_report_recipient(report, 0);
    for (size_t i = 0; i < modori_recipient_evidence_count(r); i++) {
        uint64_t offset = 0, length = 0;
        cr_expect_eq(modori_recipient_evidence(r, i, NULL, NULL, &offset, &length), MODORI_OK);
        cr_expect(offset + length < sizeof mail, "%zu: %d and %d", i, (int)offset, (int)length);
    }
    modori_report_free(report);
}
