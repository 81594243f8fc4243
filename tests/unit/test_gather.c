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
