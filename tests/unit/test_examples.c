/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every rule's example on the ways that a user's text takes, through the public interface: as a diagnostic, in a
 * report, quoted by a server, and pushed from a connection. The judge alone (test_verdict.c) never meets the shapes of
 * diagnostics, the fields, and the lines of a reply; they must not change what it says.
 */
#include "tests/unit/examples.h"
#include "tests/unit/verdict_facts.h"

#include <criterion/criterion.h>
#include <modori.h>
#include <stdio.h>
#include <stdlib.h>

#define EXAMPLES  (sizeof examples / sizeof *examples)
#define SKIP_MOST (EXAMPLES / 100)
#define INPUT_MAX 4096

/* What a way tells beside the text. */
struct told {
    const char *way;
    int32_t phase, speaker, action;
    const char *status;
};

static const char *name_of(int32_t reason)
{
    const char *name = modori_enum_name(MODORI_ENUM_REASON, reason, NULL);
    return name ? name : "none";
}

static struct mdr_span text_of(const struct example *e)
{
    return mdr_span_make(e->text, strlen(e->text));
}

static bool begins_with_reply(const struct example *e)
{
    return mdr_reply_code(text_of(e)) != 0;
}

/* The judge alone, told the same as the way tells. */
static struct mdr_verdict judge(const struct example *e, const struct told *told)
{
    struct mdr_facts facts = facts_of_line(text_of(e));
    struct mdr_verdict verdict;
    size_t at;
    if (facts.enhanced.class_digit == 0)
        mdr_reply_last_code(facts.words.s, &at, &facts.enhanced);
    facts.phase = told->phase;
    facts.speaker = told->speaker;
    facts.action = told->action;
    mdr_enhanced_read(mdr_span_make(told->status, strlen(told->status)), &facts.field);
    mdr_judge(&facts, &verdict);
    return verdict;
}

/* A shape that takes a reply out of the example, which says less than the whole: the same reason, but less sure. */
static bool holds_a_reply(const struct example *e)
{
    return strcmp(e->text, "5.1.0 - Unknown address error 550 'no'") == 0;
}

/* Reads the input and compares its only recipient with what the judge alone says. Returns the reason. */
static int32_t expect_same(modori_parser *parser, int32_t form, const char *input, const struct example *e,
                           const struct told *told)
{
    const modori_report *report = NULL;
    struct mdr_verdict v = judge(e, told);
    cr_assert_eq(modori_parser_read(parser, form, input, strlen(input), &report), MODORI_OK);
    const modori_recipient *r = modori_report_recipient(report, 0);
    int32_t reason = (int32_t)modori_recipient_number(r, MODORI_RECIPIENT_REASON);
    cr_expect_eq(reason, v.reason, "%s: %s: %s, not %s, for: %s", e->line, told->way, name_of(reason),
                 name_of(v.reason), input);
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_PERSISTENCE), v.persistence, "%s: %s: persistence of: %s",
                 e->line, told->way, input);
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_HARD), v.hard, "%s: %s: hard of: %s", e->line, told->way,
                 input);
    cr_expect(holds_a_reply(e) || modori_recipient_number(r, MODORI_RECIPIENT_CONFIDENCE) == v.confidence,
              "%s: %s: confidence of: %s", e->line, told->way, input);
    return reason;
}

static modori_parser *new_parser(void)
{
    modori_parser *parser = NULL;
    cr_assert_eq(modori_parser_new(NULL, NULL, &parser), MODORI_OK);
    return parser;
}

/* ---- as a diagnostic ---------------------------------------------------------------------------- */

/* Only a report has a format, a Status and an Action. */
static bool needs_a_report(const struct example *e)
{
    return e->dialect[0] || e->status[0] || e->action;
}

Test(examples, as_a_diagnostic)
{
    modori_parser *parser = new_parser();
    size_t skipped = 0;
    for (size_t i = 0; i < EXAMPLES; i++) {
        const struct example *e = &examples[i];
        struct told told = {"diagnostic", e->phase, e->speaker, 0, ""};
        if (needs_a_report(e)) {
            skipped++;
            continue;
        }
        cr_assert_eq(modori_parser_set_option(parser, MODORI_OPTION_PHASE, e->phase), MODORI_OK);
        cr_assert_eq(modori_parser_set_option(parser, MODORI_OPTION_SPEAKER, e->speaker), MODORI_OK);
        int32_t reason = expect_same(parser, MODORI_FORM_DIAGNOSTIC, e->text, e, &told);
        cr_expect_eq(reason == e->reason, e->wanted, "%s: %s: got %s for: %s", e->line, e->rule, name_of(reason),
                     e->text);
    }
    cr_expect_leq(skipped, SKIP_MOST);
    modori_parser_free(parser);
}

/* ---- in a report -------------------------------------------------------------------------------- */

static const char report_format[] =
    "From: <MAILER-DAEMON@mx.example.net>\r\nTo: <sender@example.net>\r\nSubject: Report\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n"
    "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\n"
    "Final-Recipient: rfc822; nobody@example.com\r\nAction: %s\r\n%s%s%sDiagnostic-Code: %s; %s\r\n\r\n--b--\r\n";

/* The type of a Diagnostic-Code tells the speaker, and its text the stage or nothing does. */
static struct told told_by_report(const struct example *e)
{
    struct told told = {"report", 0, e->speaker, e->action, e->status};
    if (told.speaker == 0 && begins_with_reply(e))
        told.speaker = MODORI_SPEAKER_REMOTE;
    if (told.action == 0)
        told.action = MODORI_ACTION_FAILED;
    return told;
}

/* The report is no notice of any server's. */
static bool needs_a_dialect(const struct example *e)
{
    return e->dialect[0];
}

Test(examples, in_a_report)
{
    modori_parser *parser = new_parser();
    char input[INPUT_MAX];
    size_t skipped = 0;
    for (size_t i = 0; i < EXAMPLES; i++) {
        const struct example *e = &examples[i];
        struct told told = told_by_report(e);
        if (needs_a_dialect(e)) {
            skipped++;
            continue;
        }
        int n = snprintf(input, sizeof input, report_format, modori_enum_name(MODORI_ENUM_ACTION, told.action, NULL),
                         e->status[0] ? "Status: " : "", e->status, e->status[0] ? "\r\n" : "",
                         told.speaker == MODORI_SPEAKER_REPORTER ? "x-unix" : "smtp", e->text);
        cr_assert(n > 0 && (size_t)n < sizeof input);
        expect_same(parser, MODORI_FORM_MESSAGE, input, e, &told);
    }
    cr_expect_leq(skipped, SKIP_MOST);
    modori_parser_free(parser);
}

/* ---- quoted ------------------------------------------------------------------------------------- */

static const struct quote {
    const char *before, *behind;
    int32_t phase;
} quotes[] = {
    {"host mx.example.com[192.0.2.1] said: ", " (in reply to RCPT TO command)", MODORI_PHASE_RCPT},
    {"host mx.example.com[192.0.2.1] said: ", " (in reply to MAIL FROM command)", MODORI_PHASE_MAIL},
    {"host mx.example.com[192.0.2.1] said: ", " (in reply to end of DATA command)", MODORI_PHASE_END_OF_DATA},
    {"host mx.example.com[192.0.2.1] said: ", "", 0},
    {"host mx.example.com[192.0.2.1] refused to talk to me: ", "", 0},
    {"SMTP error from remote mail server after RCPT TO:<nobody@example.com>: host mx.example.com [192.0.2.1]: ", "",
     MODORI_PHASE_RCPT},
    {"SMTP error from remote mail server after end of data: ", "", MODORI_PHASE_END_OF_DATA},
    {"192.0.2.1 does not like recipient.\nRemote host said: ", "\nGiving up on 192.0.2.1.", MODORI_PHASE_RCPT},
    {"192.0.2.1 failed after I sent the message.\nRemote host said: ", "", MODORI_PHASE_END_OF_DATA},
    {"(reason: ", ")", 0},
    {"The response from the remote server was:\n", "", 0},
    {"Remote Server returned '", "'", 0},
    {"mx.example.com #", " ##", 0},
    {"<<< ", "", 0},
    {"SMTP; ", "", 0},
};

/* Words without a code are tried in the first quote only: in most others only a reply has its place. */
Test(examples, quoted)
{
    modori_parser *parser = new_parser();
    char input[INPUT_MAX];
    for (size_t i = 0; i < EXAMPLES; i++) {
        const struct example *e = &examples[i];
        size_t n = begins_with_reply(e) ? sizeof quotes / sizeof *quotes : 1;
        for (size_t q = 0; q < n; q++) {
            struct told told = {"quoted", quotes[q].phase, MODORI_SPEAKER_REMOTE, 0, ""};
            int length = snprintf(input, sizeof input, "%s%s%s", quotes[q].before, e->text, quotes[q].behind);
            cr_assert(length > 0 && (size_t)length < sizeof input);
            expect_same(parser, MODORI_FORM_DIAGNOSTIC, input, e, &told);
        }
    }
    modori_parser_free(parser);
}

/* ---- pushed ------------------------------------------------------------------------------------- */

static int32_t push(modori_reply_parser *parser, const char *bytes, int32_t phase)
{
    int32_t reason = -1;
    cr_assert_eq(modori_reply_parser_feed(parser, bytes, strlen(bytes), NULL), 1, "%s", bytes);
    cr_assert_eq(modori_reply_parser_judge(parser, phase, &reason, NULL, NULL, NULL), MODORI_OK, "%s", bytes);
    return reason;
}

/* Broken at the blank at `at`; the next line begins with so many bytes of the first one: its codes. */
static void push_broken(modori_reply_parser *parser, const struct example *e, size_t at, size_t codes, int32_t whole)
{
    char input[INPUT_MAX];
    int n = snprintf(input, sizeof input, "%.3s-%.*s\r\n%.*s%s\r\n", e->text, (int)at - 4, e->text + 4, (int)codes,
                     e->text, e->text + at + 1);
    cr_assert(n > 0 && (size_t)n < sizeof input);
    int32_t reason = push(parser, input, e->phase);
    cr_expect_eq(reason, whole, "%s: %s, not %s, for: %s", e->line, name_of(reason), name_of(whole), input);
}

/* At each blank, the enhanced code in the first line only, or in both as RFC 2034 4 has it. Returns how often. */
static size_t push_in_two_lines(modori_reply_parser *parser, const struct example *e, size_t codes, int32_t whole)
{
    size_t n = 0;
    for (size_t at = 4; e->text[at]; at++) {
        if (e->text[at] != ' ')
            continue;
        push_broken(parser, e, at, 4, whole);
        n++;
        if (codes > 4 && at >= codes) {
            push_broken(parser, e, at, codes, whole);
            n++;
        }
    }
    return n;
}

/* A reply that refuses, "550 text". */
static bool is_refusal(const struct example *e)
{
    return mdr_reply_code(text_of(e)) >= 400 && e->text[3] == ' ';
}

Test(examples, pushed)
{
    size_t size = modori_reply_parser_size(0), whole = 0, broken = 0;
    char *storage = malloc(size), input[INPUT_MAX];
    modori_reply_parser *parser = NULL;
    cr_assert_eq(modori_reply_parser_init(storage, size, &parser), MODORI_OK);
    for (size_t i = 0; i < EXAMPLES; i++) {
        const struct example *e = &examples[i];
        struct told told = {"pushed", e->phase, MODORI_SPEAKER_REMOTE, 0, ""};
        struct mdr_reply_view view;
        if (!is_refusal(e) || !mdr_reply_view(text_of(e), &view))
            continue;
        snprintf(input, sizeof input, "%s\r\n", e->text);
        int32_t reason = push(parser, input, e->phase), wanted = judge(e, &told).reason;
        cr_expect_eq(reason, wanted, "%s: %s, not %s, for: %s", e->line, name_of(reason), name_of(wanted), input);
        broken += push_in_two_lines(parser, e, view.line[0].text_at, reason);
        whole++;
    }
    cr_expect_gt(whole, EXAMPLES / 10);
    cr_expect_gt(broken, whole, "most have more blanks than one");
    free(storage);
}

/* ---- read in two lines -------------------------------------------------------------------------- */

/* What a shape asks for itself stands in one line, as its server writes it. */
static bool is_broken_shape(const struct example *e)
{
    return strcmp(e->text, "451 4.4.1 reply: read error from mx.example.com.") == 0;
}

/* Alone and quoted, with `end` between the lines. */
static void read_broken(modori_parser *parser, const struct example *e, size_t at, const char *end)
{
    const struct told alone = {"two lines", e->phase, MODORI_SPEAKER_REMOTE, 0, ""};
    const struct told quoted = {"two lines quoted", quotes[0].phase, MODORI_SPEAKER_REMOTE, 0, ""};
    char lines[INPUT_MAX / 2], input[INPUT_MAX];
    int n = snprintf(lines, sizeof lines, "%.3s-%.*s%s%.3s %s", e->text, (int)at - 4, e->text + 4, end, e->text,
                     e->text + at + 1);
    cr_assert(n > 0 && (size_t)n < sizeof lines);
    expect_same(parser, MODORI_FORM_DIAGNOSTIC, lines, e, &alone);
    n = snprintf(input, sizeof input, "%s%s%s", quotes[0].before, lines, quotes[0].behind);
    cr_assert(n > 0 && (size_t)n < sizeof input);
    expect_same(parser, MODORI_FORM_DIAGNOSTIC, input, e, &quoted);
}

/* At each blank, the line end as it was, and lost as by folding. */
Test(examples, read_in_two_lines)
{
    modori_parser *parser = new_parser();
    cr_assert_eq(modori_parser_set_option(parser, MODORI_OPTION_SPEAKER, MODORI_SPEAKER_REMOTE), MODORI_OK);
    for (size_t i = 0; i < EXAMPLES; i++) {
        const struct example *e = &examples[i];
        if (!is_refusal(e) || is_broken_shape(e))
            continue;
        cr_assert_eq(modori_parser_set_option(parser, MODORI_OPTION_PHASE, e->phase), MODORI_OK);
        for (size_t at = 4; e->text[at]; at++) {
            if (e->text[at] != ' ')
                continue;
            read_broken(parser, e, at, "\r\n");
            read_broken(parser, e, at, " ");
        }
    }
    modori_parser_free(parser);
}
