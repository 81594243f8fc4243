/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Inputs that somebody makes to hurt: each in two sizes, one four times the other. Reading ends
 * with a report, the time grows no faster than the input, and the memory is bounded by it. TAP on stdout, public API only.
 */
#include <modori.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/*
 * One input: a head, then a unit over and over, then a tail. "%d" in a unit becomes its number; a tab at
 * the start of the tail becomes as many as there are units.
 */
struct hostile {
    const char *name, *head, *unit, *tail;
    size_t count; /* of the smaller size */
};

#define MAIL "From: MAILER-DAEMON@example.net (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\n"
#define POSTFIX \
    MAIL "\nThis is the mail system at host mail.example.net.\n\nI'm sorry to have to inform you that your message could not\n" \
         "be delivered to one or more recipients. It's attached below.\n\n"
#define REPORT \
    MAIL "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n" \
         "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.net\n\n"

#define FOLDS16  " x\n x\n x\n x\n x\n x\n x\n x\n x\n x\n x\n x\n x\n x\n x\n x\n"
#define FOLDS128 FOLDS16 FOLDS16 FOLDS16 FOLDS16 FOLDS16 FOLDS16 FOLDS16 FOLDS16
#define FOLDS    FOLDS128 FOLDS128 FOLDS128 FOLDS128 FOLDS128 FOLDS128 FOLDS128

static const struct hostile inputs[] = {
    {"newlines", "", "\n", "", 500000},
    {"carriage returns", "", "\r", "", 500000},
    {"one long line", "", "x", "", 500000},
    {"bytes that are no text", "", "\377\376", "", 250000},
    {"NUL bytes and a header", "Subject: x\n\n", "a\t", "", 250000},
    {"header fields", MAIL, "X-Field-%d: y\n", "\nhello\n", 5000},
    {"one folded header field", "Subject: x", "\n more", "\n\nhello\n", 50000},
    {"Received fields", "", "Received: from a%d.example (a [192.0.2.1]) by b.example; Mon, 1 Jan 2024 00:00:00 +0000\n", "\n", 2000},
    {"a header without a body", "", "Subject", "", 50000},
    {"encoded words", "Subject: ", "=?utf-8?q?a?= ", "\n\n", 10000},
    {"broken encoded words", "Subject: ", "=?", "\n\n", 100000},
    {"nested multiparts", "", "Content-Type: multipart/mixed; boundary=\"b%d\"\n\n--b%d\n", "", 12500},
    {"nested multiparts of one boundary", "", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "", 12500},
    {"nested messages", "", "Content-Type: message/rfc822\n\n", "", 12500},
    {"parts", MAIL "Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: text/plain\n\nhello\n", "--b--\n", 5000},
    {"boundaries that nearly fit", MAIL "Content-Type: multipart/mixed; boundary=bbbbbbbbbbbbbbbb\n\n", "--bbbbbbbbbbbbbbb\n", "", 20000},
    {"parameters", "Content-Type: multipart/mixed", "; x%d=y", "\n\nhello\n", 10000},
    {"parameter pieces", "Content-Type: multipart/report; boundary*0=b", "; boundary*%d=b", "\n\n--b\n", 10000},
    {"base64 that is none", MAIL "Content-Transfer-Encoding: base64\n\n", "=!=?", "", 100000},
    {"quoted-printable that ends in =", MAIL "Content-Transfer-Encoding: quoted-printable\n\n", "=\n=4", "", 100000},
    {"escape sequences", MAIL "Content-Type: text/plain; charset=iso-2022-jp\n\n", "\033$B\033(B", "", 50000},
    {"status groups", REPORT, "Final-Recipient: rfc822; u%d@example.org\nAction: failed\nStatus: 5.1.1\n\n", "--b--\n", 1500},
    {"one status group", REPORT "Final-Recipient: rfc822; u@example.org\n", "Diagnostic-Code: smtp; 550 5.1.1 no\n", "\n--b--\n", 10000},
    {"comments in a field", REPORT "Final-Recipient: rfc822; ", "(((", "\n\n--b--\n", 100000},
    {"Postfix recipients", POSTFIX, "<u%d@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n\n", "", 1000},
    {"one Postfix diagnostic", POSTFIX "<u@example.org>: host mx.example.org[192.0.2.1] said: 550 no\n", "    more text\n", "", 20000},
    {"said after said", POSTFIX "<u@example.org>: ", "host x[192.0.2.1] said: ", "550 no\n", 10000},
    {"phrases", POSTFIX "<u@example.org>: host x[192.0.2.1] said: 550 ", "user unknown mailbox full quota exceeded spam ", "\n", 5000},
    {"codes", "", "550 5.1.1 550-5.7.1 452 4.2.2 ", "", 10000},
    {"open angles", POSTFIX, "<", "", 100000},
    {"closed angles and at signs", POSTFIX, "<@>", "", 100000},
    {"brackets", POSTFIX "<u@example.org>: host ", "[(", " said: 550 no\n", 100000},
    {"links", POSTFIX "<u@example.org>: host x[192.0.2.1] said: 550 ", "http://x.example/?a=b@c ", "\n", 20000},
    {"quoted lines", MAIL "\n", "> <u@example.org>: user unknown\n", "", 10000},
    {"mbox separators", "", "From a@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n\nx\n\n", "", 5000},
    {"transcript lines", MAIL "\n   ----- Transcript of session follows -----\n", ">>> RCPT To:<u%d@example.org>\n<<< 550 5.1.1 no\n", "", 5000},
    {"blanks at a line's end", "From: MAILER-DAEMON@example.net\nSubject: Undelivered mail\n\n<u@example.org> hello ", ": ", "\t\n", 20000},
    {"folded summaries", MAIL "\n   ----- The following addresses had permanent fatal errors -----\n<u@example.org>\n\n   ----- Transcript of session follows -----\n", "550 5.1.1 <u%d@example.org>... User unknown\n" FOLDS, "", 40},
    {"log line", "Jan  1 00:00:00 mx postfix/smtp[1]: ABC: to=<u@example.org>, ", "relay=x[192.0.2.1]:25, ", "status=bounced (said: 550 no)\n", 10000},
    {"files in a text", REPORT "\n--b\nContent-Type: message/rfc822\n\n\n", "begin 644 %d.exe\n#9RX*\n", "\n--b--\n", 5000},
    {"files that are none", REPORT "\n--b\nContent-Type: message/rfc822\n\n\n", "begin 644 %d.exe\n", "\n--b--\n", 20000},
    {"files without data", REPORT "\n--b\nContent-Type: message/rfc822\n\n\n", "begin 644 %d.exe\n`\n", "\n--b--\n", 20000},
    {"a file without an end", REPORT "\n--b\nContent-Type: message/rfc822\n\n\nbegin 644 x.exe\n", "#9RX*\n", "\n--b--\n", 50000},
    {"style sheets", REPORT "\n--b\nContent-Type: message/rfc822\n\nContent-Type: text/html\n\n", "<p style='url(\"'><img srcset=\", x 1x,,\"><style>url('a", "\n--b--\n", 5000},
    {"HTML", REPORT "\n--b\nContent-Type: text/html\n\n", "<a href=x><b><script><form", "\n--b--\n", 20000},
};

/* Room for the unit with its numbers written out. */
static size_t unit_write(char *out, const char *unit, size_t number)
{
    size_t n = 0;
    for (const char *p = unit; *p; p++) {
        if (p[0] == '%' && p[1] == 'd') {
            n += (size_t)sprintf(out + n, "%zu", number);
            p++;
        } else {
            out[n++] = *p;
        }
    }
    return n;
}

static char *make(const struct hostile *h, size_t count, size_t *ret_n)
{
    size_t room = strlen(h->head) + strlen(h->tail) + count * (strlen(h->unit) + 17) + 1;
    char *bytes = malloc(room);
    if (!bytes)
        return NULL;
    size_t n = strlen(h->head);
    memcpy(bytes, h->head, n);
    if (strlen(h->unit) == 1) {
        memset(bytes + n, h->unit[0], count);
        n += count;
    } else {
        for (size_t i = 0; i < count; i++)
            n += unit_write(bytes + n, h->unit, i);
    }
    if (h->tail[0] == '\t') {
        memset(bytes + n, '\t', count);
        n += count;
    }
    memcpy(bytes + n, h->tail, strlen(h->tail));
    *ret_n = n + strlen(h->tail);
    return bytes;
}

/* What a parser holds at once: so many bytes for each of the input, and some more for the smallest. */
#define MEMORY_FACTOR 400
#define MEMORY_LEAST  ((size_t)4 << 20)

struct memory {
    size_t held, most;
};

static void *give(void *context, void *old, size_t old_size, size_t new_size)
{
    struct memory *memory = context;
    if (new_size > old_size && new_size - old_size > memory->most - memory->held)
        return NULL;
    void *block = new_size ? realloc(old, new_size) : NULL;
    if (!new_size)
        free(old);
    if (block || !new_size)
        memory->held = memory->held - old_size + new_size;
    return block;
}

/* Processor seconds for reading and explaining; negative when there is no report. */
static double cost(const char *bytes, size_t n, int32_t form)
{
    modori_parser *parser = NULL;
    const modori_report *report = NULL;
    modori_text *text = NULL;
    struct memory memory = {0, MEMORY_LEAST + MEMORY_FACTOR * n};
    clock_t start = clock();
    if (modori_parser_new(give, &memory, &parser) != MODORI_OK)
        return -1;
    int32_t status = modori_parser_read(parser, form, bytes, n, &report);
    if (status == MODORI_OK)
        status = modori_report_json(report, NULL, 0, 0, &text);
    modori_text_free(text);
    if (status == MODORI_OK)
        status = modori_report_explain(report, "ja", MODORI_EXPLAIN_ADMINISTRATOR, 0, &text);
    if (status == MODORI_OK)
        modori_text_free(text);
    modori_parser_free(parser);
    return status == MODORI_OK ? (double)(clock() - start) / CLOCKS_PER_SEC : -1;
}

#define ROUNDS 4

/* Four times the input: a cost that grows with its square is sixteen times. Half of that is allowed, and some
   milliseconds for what the clock can't see. */
static int grows(double one, double four)
{
    return four > 8 * one + 0.03;
}

/* The least of some rounds counts: a machine may be busy. */
static const char *try(const struct hostile *h, int32_t form, size_t times, double *ret_seconds)
{
    size_t n = 0, m = 0;
    char *small = make(h, times * h->count, &n), *large = make(h, 4 * times * h->count, &m);
    const char *wrong = small && large ? "the time grows faster than the input" : "no memory for the input";
    double least_one = 1e9, least_four = 1e9;
    for (int round = 0; round < ROUNDS && small && large && wrong; round++) {
        double one = cost(small, n, form), four = cost(large, m, form);
        least_one = one < least_one ? one : least_one;
        least_four = four < least_four ? four : least_four;
        if (one < 0 || four < 0) {
            wrong = "no report";
            break;
        }
        if (!grows(least_one, least_four))
            wrong = NULL;
    }
    free(small);
    free(large);
    *ret_seconds = least_four;
    return wrong;
}

/* hostile [N]: sizes N times as large, and every form of input. */
int main(int argc, char **argv)
{
    size_t times = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
    static const int32_t forms[] = {MODORI_FORM_ANY, MODORI_FORM_DIAGNOSTIC, MODORI_FORM_DELIVERY_STATUS, MODORI_FORM_NOTICE,
                                    MODORI_FORM_LOG_LINE};
    size_t count = sizeof(inputs) / sizeof(*inputs);
    int failed = 0;
    printf("1..%zu\n", count);
    for (size_t i = 0; i < count; i++) {
        const char *wrong = NULL;
        double seconds = 0, longest = 0;
        for (size_t f = 0; f < (times > 1 ? sizeof(forms) / sizeof(*forms) : 3) && !wrong; f++) {
            wrong = try(&inputs[i], forms[f], times, &seconds);
            longest = seconds > longest ? seconds : longest;
            if (wrong)
                printf("# form %d: %s\n", (int)forms[f], wrong);
        }
        printf("%sok %zu - %s # %.3f s\n", wrong ? "not " : "", i + 1, inputs[i].name, longest);
        fflush(stdout);
        failed += wrong != NULL;
    }
    return failed > 0;
}
