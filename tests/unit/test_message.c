/* SPDX-License-Identifier: BSD-2-Clause */
/* The walk over messages: parts, boundaries, headers, odd input. */
#include "grammar/boundary.h"
#include "grammar/header.h"
#include "grammar/message.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <modori.h>
#include <stdio.h>

#define FINDINGS 64

struct seen {
    int32_t finding[FINDINGS];
    uint64_t offset[FINDINGS];
    size_t n;
};

static void see(void *context, int32_t finding, uint64_t offset)
{
    struct seen *seen = context;
    if (seen->n < FINDINGS) {
        seen->finding[seen->n] = finding;
        seen->offset[seen->n++] = offset;
    }
}

static bool saw(const struct seen *seen, int32_t finding)
{
    for (size_t i = 0; i < seen->n; i++)
        if (seen->finding[i] == finding)
            return true;
    return false;
}

/*
 * The parts as text: for each one its depth, a letter for its media, "r" when it is returned, "u"
 * when it is unclosed, and its body's first bytes up to a line end: "0M 1p[Hello] 1s[...]".
 */
static void describe(const struct mdr_message *message, char *out, size_t room)
{
    static const char media[] = "?phHtMmsfdai";
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < message->parts && n + 64 < room; i++) {
        const struct mdr_part *part = &message->part[i];
        n += (size_t)snprintf(out + n, room - n, "%s%u%c%s%s", i ? " " : "", part->depth, media[part->media],
                              part->returned ? "r" : "", part->closed ? "" : "u");
        if (part->media == MDR_MEDIA_MULTIPART || part->media == MDR_MEDIA_MESSAGE)
            continue;
        size_t k = 0;
        while (k < part->body.n && k < 20 && part->body.p[k] != '\n' && part->body.p[k] != '\r')
            k++;
        n += (size_t)snprintf(out + n, room - n, "[%.*s]", (int)k, part->body.p);
    }
}

#define HEAD "From: <>\nTo: a@example.org\n"
#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n"

struct row {
    const char *mail;
    const char *want;
    int32_t finding; /* one that has to be there; 0: none at all */
};

static const struct row rows[] = {
    {"", "0p[]", 0},
    {"\n\n\n", "0p[]", MODORI_FINDING_NO_HEADER},
    {"Hi. This is the qmail-send program at example.org.\n<a@example.org>:\n", "0p[Hi. This is the qmai]",
     MODORI_FINDING_NO_HEADER},
    {HEAD "\nHello\n", "0p[Hello]", 0},
    {HEAD "Subject: no body", "0p[]", 0},
    {"From nobody Mon Nov 24 03:55:00 2026\n" HEAD "\nHello\n", "0p[Hello]", 0},
    {"\n\r\n   \n" HEAD "\nHello\n", "0p[Hello]", 0},
    {"\xef\xbb\xbf" HEAD "\nHello\n", "0p[Hello]", 0},
    {HEAD "\n>From the start\n", "0p[>From the start]", 0},
    {HEAD "Hello without an empty line\n", "0p[Hello without an emp]", 0},
    {HEAD "a lost line\nSubject: x\n\nHello\n", "0p[Hello]", MODORI_FINDING_HEADER_MALFORMED},
    {HEAD "Received: from a\nby b;\nDate: c\nX-Last: d\nits rest\n\nHello\n", "0p[Hello]",
     MODORI_FINDING_HEADER_MALFORMED},
    {HEAD "X-Last: d\nbody without an empty line\n\nHello\n", "0p[body without an empt]", 0},
    {HEAD MIXED "preamble\n--b\n\nOne\n--b\nContent-Type: text/html\n\nTwo\n--b--\nepilogue\n", "0M 1p[One] 1h[Two]",
     0},
    {HEAD MIXED "--b \t\n\nOne\n--b--  \n", "0M 1p[One]", 0},
    {HEAD MIXED "--b\n\nOne\n--bc\n--b\n\nTwo\n--b--\n", "0M 1p[One] 1p[Two]", 0},
    {HEAD MIXED "--b\n\nOne\n", "0Mu 1pu[One]", MODORI_FINDING_PART_UNCLOSED},
    {HEAD MIXED "--b\n--b\n\n--b--\n", "0M 1p[] 1p[]", 0},
    {HEAD MIXED "--b\nno header\n--b--\n", "0M 1p[no header]", 0},
    {HEAD MIXED "--b\nContent-Type: text/html\nmissing empty line\n--b--\n", "0M 1h[missing empty line]", 0},
    /* an outer delimiter ends inner parts at any depth */
    {HEAD MIXED "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: multipart/mixed; boundary=d\n\n"
                "--d\n\nDeep\n--b\n\nOuter\n--b--\n",
     "0M 1Mu 2Mu 3pu[Deep] 1p[Outer]", MODORI_FINDING_PART_UNCLOSED},
    /* the same boundary inside and outside; the inner close counts first */
    {HEAD MIXED "--b\n" MIXED "--b\n\nIn\n--b--\n--b\n\nOut\n--b--\n", "0M 1M 2p[In] 1p[Out]", 0},
    /* the longest known boundary counts */
    {HEAD "Content-Type: multipart/mixed; boundary=\"b--\"\n\n--b--\n" MIXED "--b\n\nIn\n--b--\n\nOut\n--b----\n",
     "0M 1Mu 2pu[In] 1p[Out]", MODORI_FINDING_PART_UNCLOSED},
    /* boundaries that are missing, wrong, or hard to read */
    {HEAD "Content-Type: multipart/mixed\n\nwords\n--x1\nContent-Type: text/html\n\nOne\n--x1--\n", "0M 1h[One]",
     MODORI_FINDING_BOUNDARY_GUESSED},
    {HEAD MIXED "--x1\n\nOne\n--x1\n\nTwo\n--x1--\n", "0M 1p[One] 1p[Two]", MODORI_FINDING_BOUNDARY_GUESSED},
    {HEAD MIXED "a line\n-- \nsignature\n-----\n-----\n", "0Mu", MODORI_FINDING_BOUNDARY_MISSING},
    {HEAD "Content-Type: multipart/mixed; boundary=a:b/c=d\n\n--a:b/c=d\n\nOne\n--a:b/c=d--\n", "0M 1p[One]", 0},
    {HEAD "Content-Type: multipart/mixed; boundary=\"b c\" junk; x=y\n\n--b c\n\nOne\n--b c--\n", "0M 1p[One]", 0},
    {HEAD "Content-Type: multipart/mixed; boundary*0=\"b\";\n boundary*1=cd\n\n--bcd\n\nOne\n--bcd--\n", "0M 1p[One]",
     0},
    {HEAD "Content-Type: multipart/mixed;\n\tboundary = \"b\"\n\n--b\n\nOne\n--b--\n", "0M 1p[One]", 0},
    {HEAD "Content-Type: multipart/mixed; x=\"y\";\nboundary=\"b\"\n\n--b\n\nOne\n--b--\n", "0M 1p[One]",
     MODORI_FINDING_HEADER_MALFORMED},
    /* types */
    {HEAD "Content-Type: multipart/mx6d; boundary=b\n\n--b\nContent-Type: text/rfc822-header\n\nX: y\n--b--\n",
     "0M 1Hr[X: y]", 0},
    {HEAD MIXED "--b\nContent-Type: MESSAGE/Delivery-Status\n\nReporting-MTA: dns; x\n--b--\n",
     "0M 1s[Reporting-MTA: dns; ]", 0},
    {HEAD MIXED "--b\nContent-Type: message/global-headers\n\nX: y\n--b\nContent-Type: message/feedback-report\n\nA: b\n"
                "--b\nContent-Type: message/disposition-notification\n\nC: d\n--b--\n",
     "0M 1Hr[X: y] 1f[A: b] 1d[C: d]", 0},
    {HEAD "Content-Type: text\n\nOne\n", "0p[One]", 0},
    {HEAD "Content-Type: image/png\n\nOne\n", "0i[One]", 0},
    {HEAD "Content-Type: application/zip\n\nOne\n", "0a[One]", 0},
    {HEAD "Content-Type: text / html (a comment); charset=utf-8\n\nOne\n", "0h[One]", 0},
    {HEAD "Content-Type: multipat/mixed; boundary=b\n\n--b\n\nOne\n--b--\n", "0M 1p[One]", 0},
    /* the returned message */
    {HEAD MIXED "--b\nContent-Type: message/rfc822\n\n\nSubject: s\n" MIXED "--b\n\nIn\n--b--\n--b--\n",
     "0M 1m 2Mr 3pr[In]", 0},
    {HEAD MIXED "--b\nContent-Type: message/rfc822\n\nSubject: s\nContent-Type: multipart/mixed; boundary=c\n\n--b--\n",
     "0M 1m 2Mru", 0},
    {HEAD MIXED "--b\nContent-Type: message/rfc822\n\n--b--\n", "0M 1m", 0},
    {HEAD MIXED "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdA==\n--b--\n", "0M 1m",
     0},
    {HEAD "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: s\n\nIn\n--b--\n", "0M 1m 2pr[In]", 0},
    {HEAD "Content-Type: message/rfc822\n\nSubject: s\n\nIn\n", "0m 1pr[In]", 0},
};

static bool walk(struct mdr_arena *arena, struct mdr_span s, struct seen *seen, struct mdr_message *ret)
{
    struct mdr_limits limits = sample_limits();
    seen->n = 0;
    return mdr_message_walk(arena, &limits, s, 0, see, seen, ret);
}

static void check_row(const struct row *row, struct mdr_span mail, const char *line_ends)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_message message;
    struct seen seen;
    char have[512];
    cr_assert(walk(&arena, mail, &seen, &message));
    describe(&message, have, sizeof have);
    cr_expect_str_eq(have, row->want, "%s: \"%s\": have %s", line_ends, row->mail, have);
    if (row->finding)
        cr_expect(saw(&seen, row->finding), "%s: no finding %d in \"%s\"", line_ends, row->finding, row->mail);
    else
        for (size_t i = 0; i < seen.n; i++)
            cr_expect(seen.finding[i] == MODORI_FINDING_CR_ONLY, "finding %d in \"%s\"", seen.finding[i], row->mail);
    mdr_arena_free(&arena);
}

Test(message, rows_in_each_kind_of_line_end)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_span lf = sample_span(rows[i].mail);
        check_row(&rows[i], lf, "LF");
        const char *kind[] = {"\r\n", "\r"};
        for (size_t k = 0; k < 2; k++) {
            size_t n;
            char *copy = sample_line_ends(lf, kind[k], &n);
            check_row(&rows[i], mdr_span_make(copy, n), k ? "CR" : "CRLF");
            free(copy);
        }
    }
}

Test(message, offsets_count_from_the_base)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_limits limits = sample_limits();
    struct seen seen = {.n = 0};
    struct mdr_message message;
    const char *mail = HEAD MIXED "pre\n--b\nContent-Type: text/html\n\nOne\n--b--\nepi\n";
    cr_assert(mdr_message_walk(&arena, &limits, sample_span(mail), 1000, see, &seen, &message));
    cr_assert_eq(message.parts, 2);
    cr_expect_eq(message.part[1].body_at, 1000 + (size_t)(strstr(mail, "One") - mail));
    cr_expect_eq(message.part[1].header_at, 1000 + (size_t)(strstr(mail, "Content-Type: text") - mail));
    cr_expect_eq(message.preamble_at, 1000 + (size_t)(strstr(mail, "pre\n") - mail));
    cr_expect(mdr_span_equal(message.preamble, MDR_SPAN("pre")));
    cr_expect_eq(message.epilogue_at, 1000 + (size_t)(strstr(mail, "epi") - mail));
    cr_expect(mdr_span_equal(message.epilogue, MDR_SPAN("epi\n")));
    cr_expect(mdr_span_equal(message.part[1].type, MDR_SPAN("text/html")));
    mdr_arena_free(&arena);
}

Test(message, cr_only_is_copied_byte_for_byte)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_message message;
    struct seen seen;
    struct mdr_span mail = MDR_SPAN("From: <>\rSubject: x\r\rOne\rTwo\r\n");
    cr_assert(walk(&arena, mail, &seen, &message));
    cr_expect(message.cr_only);
    cr_expect(saw(&seen, MODORI_FINDING_CR_ONLY));
    cr_expect_eq(message.part[0].body_at, 21);
    cr_expect(mdr_span_equal(message.part[0].body, MDR_SPAN("One\nTwo\r\n")));
    cr_assert(walk(&arena, MDR_SPAN("From: <>\nSubject: a\rb\r\rc\n\nOne\n"), &seen, &message));
    cr_expect_not(message.cr_only);
    mdr_arena_free(&arena);
}

/* Cut after each byte: nothing is read behind the end, and parts lie inside of what contains them. */
Test(message, every_cut)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_message message;
    struct seen seen;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_span all = sample_span(rows[i].mail);
        for (size_t n = 0; n <= all.n; n++) {
            char *exact = sample_exact(mdr_span_cut(all, 0, n));
            mdr_arena_reset(&arena);
            cr_assert(walk(&arena, mdr_span_make(exact, n), &seen, &message));
            for (size_t k = 0; k < message.parts; k++) {
                const struct mdr_part *part = &message.part[k];
                cr_assert_leq(part->header_at + part->header.n, part->body_at, "row %zu cut %zu", i, n);
                cr_assert_leq(part->body_at + part->body.n, n, "row %zu cut %zu", i, n);
                if (part->parent == MDR_PART_NONE)
                    continue;
                const struct mdr_part *parent = &message.part[part->parent];
                cr_assert_lt(part->parent, k);
                cr_assert_geq(part->header_at, parent->body_at);
                cr_assert_leq(part->body_at + part->body.n, parent->body_at + parent->body.n);
            }
            free(exact);
        }
    }
    mdr_arena_free(&arena);
}

Test(message, mutations_do_no_harm)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_message message;
    struct seen seen;
    unsigned long state = 1;
    for (int round = 0; round < 20000; round++) {
        struct mdr_span s = sample_span(rows[sample_random(&state) % (sizeof rows / sizeof *rows)].mail);
        char *copy = sample_exact(s);
        for (int k = 0; s.n > 0 && k < 3; k++)
            copy[sample_random(&state) % s.n] = "\n\r-b: \0\xff"[sample_random(&state) % 8];
        mdr_arena_reset(&arena);
        cr_assert(walk(&arena, mdr_span_make(copy, s.n), &seen, &message));
        free(copy);
    }
    mdr_arena_free(&arena);
}

Test(message, limits)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_limits limits = sample_limits();
    struct mdr_message message;
    struct seen seen = {.n = 0};
    struct mdr_span mail = MDR_SPAN(HEAD MIXED "--b\n\nOne\n--b\n\nTwo\n--b\n\nThree\n--b--\n");
    char have[256];
    limits.parts = 3;
    cr_assert(mdr_message_walk(&arena, &limits, mail, 0, see, &seen, &message));
    describe(&message, have, sizeof have);
    cr_expect_str_eq(have, "0Mu 1p[One] 1p[Two]");
    cr_expect(saw(&seen, MODORI_FINDING_LIMIT_PARTS));
    cr_expect_eq(seen.n, 1);
    seen.n = 0;
    limits = sample_limits();
    limits.depth = 1;
    mail = MDR_SPAN(HEAD MIXED "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nOne\n--c--\n--b--\n");
    cr_assert(mdr_message_walk(&arena, &limits, mail, 0, see, &seen, &message));
    describe(&message, have, sizeof have);
    cr_expect_str_eq(have, "0M 1M");
    cr_expect(saw(&seen, MODORI_FINDING_LIMIT_DEPTH));
    seen.n = 0;
    limits = sample_limits();
    limits.fields = 1;
    cr_assert(mdr_message_walk(&arena, &limits, MDR_SPAN(HEAD "\nOne\n"), 0, see, &seen, &message));
    cr_expect(saw(&seen, MODORI_FINDING_LIMIT_FIELDS));
    cr_assert(walk(&arena, MDR_SPAN(HEAD "\nO\0ne\n"), &seen, &message));
    cr_expect(saw(&seen, MODORI_FINDING_NUL_BYTE));
    cr_expect_eq(message.part[0].body.n, 5);
    mdr_arena_free(&arena);
}

/* Deep nesting stays a list of bounded depth. */
Test(message, fifty_thousand_multiparts)
{
    static const char one[] = "--b\nContent-Type: multipart/mixed; boundary=b\n\n";
    size_t n = sizeof HEAD MIXED - 1, k = sizeof one - 1, count = 50000;
    char *mail = malloc(n + k * count);
    cr_assert_not_null(mail);
    memcpy(mail, HEAD MIXED, n);
    for (size_t i = 0; i < count; i++)
        memcpy(mail + n + i * k, one, k);
    struct mdr_arena arena = sample_arena();
    struct mdr_message message;
    struct seen seen;
    cr_assert(walk(&arena, mdr_span_make(mail, n + k * count), &seen, &message));
    cr_expect(saw(&seen, MODORI_FINDING_LIMIT_DEPTH));
    cr_expect_leq(message.parts, MDR_LIMIT_PARTS);
    for (size_t i = 0; i < message.parts; i++)
        cr_expect_leq(message.part[i].depth, MDR_LIMIT_DEPTH);
    mdr_arena_free(&arena);
    free(mail);
}

Test(message, has_header)
{
    static const struct {
        const char *text;
        bool want;
    } cases[] = {
        {"From: a\nTo: b\n", true},
        {"Subject: one\n\n", true},
        {"Subject : one\n\n", true},
        {"Received: from a\n by b\nDate: c\n", true},
        {"Received: from a\n(folds that lost their blanks)\nby b\nDate: c\n", true},
        {"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b\n", true},
        {"X-Own: 1\nfoo: 2\n", true},
        {"foo: 1\nbar: 2\nSubject: 3\n", true},
        {"foo: 1\nbar: 2\n\n", false},
        {"Error:\n\ntext\n", false},
        {"", false},
        {"\n", false},
        {"<a@example.org>: host x.example said: 550\nFrom: b\n", false},
        {"a@example.org: unknown\nFrom: b\n", false},
        {"Hi. This is the qmail-send program\nFrom: b\n", false},
        {"550 5.1.1: unknown\nFrom: b\n", false},
        {"http://example.org/\nFrom: b\n", false},
        {" From: a\nTo: b\n", false},
        {"foo: 1\rbar: 2\rSubject: 3\r\rtext\r", true},
        {"foo: 1\rbar: 2\r\rSubject: 3\r", false},
        {"foo: 1\r\r\nbar: 2\r\r\nSubject: 3\r\r\n", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(mdr_message_has_header(sample_span(cases[i].text)), cases[i].want, "\"%s\"", cases[i].text);
}

Test(message, header_find)
{
    struct mdr_span header = MDR_SPAN("Subject: one\r\nX-Subject: no\r\nSUBJECT: two\r\nTo : a@b,\r\n\tc@d\r\nEmpty:\r\nLast: x");
    struct mdr_text t = mdr_header_find(header, 100, MDR_SPAN("subject"));
    cr_expect(mdr_span_equal(t.s, MDR_SPAN("one")));
    cr_expect_eq(t.base, 109);
    t = mdr_header_find(header, 0, MDR_SPAN("to"));
    cr_expect(mdr_span_equal(t.s, MDR_SPAN("a@b,\r\n\tc@d")));
    t = mdr_header_find(header, 0, MDR_SPAN("Empty"));
    cr_expect(mdr_text_present(&t));
    cr_expect_eq(t.s.n, 0);
    t = mdr_header_find(header, 0, MDR_SPAN("last"));
    cr_expect(mdr_span_equal(t.s, MDR_SPAN("x")));
    t = mdr_header_find(header, 0, MDR_SPAN("Sub"));
    cr_expect_not(mdr_text_present(&t));
    t = mdr_header_find(MDR_SPAN("A: 1\rB: 2\r 3\rC: 4\r"), 0, MDR_SPAN("b"));
    cr_expect(mdr_span_equal(t.s, MDR_SPAN("2\r 3")));
    t = mdr_header_find(MDR_SPAN("Message-ID:\n<lost.fold@example.org>\nDate: x\n"), 0, MDR_SPAN("message-id"));
    cr_expect(mdr_span_equal(mdr_trim(t.s), MDR_SPAN("<lost.fold@example.org>")));
}

/* Many names in one pass: each gets what a search for it alone finds. */
Test(message, header_pick)
{
    static const struct mdr_span names[] = {{"Subject", 7}, {"To", 2}, {"Sub", 3},
                                            {"last", 4},    {"to", 2}, {"Empty", 5}};
    enum { NAMES = sizeof names / sizeof *names };
    struct mdr_span header =
        MDR_SPAN("Subject: one\nX-To: no\nSUBJECT: two\nTo : a@b,\n\tc@d\nTo: e@f\nEmpty:\nLast: x");
    for (size_t n = 0; n <= header.n; n++) {
        struct mdr_text have[NAMES];
        struct mdr_span cut = mdr_span_cut(header, 0, n);
        mdr_header_pick(cut, 100, names, NAMES, have);
        for (size_t i = 0; i < NAMES; i++) {
            struct mdr_text want = mdr_header_find(cut, 100, names[i]);
            cr_assert_eq(have[i].s.p, want.s.p, "%zu of %zu bytes", i, n);
            cr_assert_eq(have[i].s.n, want.s.n, "%zu of %zu bytes", i, n);
            cr_assert_eq(have[i].base, want.base, "%zu of %zu bytes", i, n);
        }
    }
}

/* The search by blocks finds what a search by bytes finds, at each place. */
Test(message, line_starting)
{
    char text[300];
    for (size_t at = 0; at + 1 < sizeof text; at++) {
        memset(text, 'x', sizeof text);
        text[at] = '\n';
        text[at + 1] = 'C';
        struct mdr_span s = mdr_span_make(text, sizeof text);
        cr_assert_eq(mdr_line_starting(s, 'c', 0), at + 1);
        cr_assert_eq(mdr_line_starting_behind(s, 'c', at + 1), MDR_NOT_FOUND);
        cr_assert_eq(mdr_line_starting(mdr_span_cut(s, 0, at + 1), 'c', 0), MDR_NOT_FOUND);
        text[at + 1] = '\r'; /* CR with the bit 0x20 is "-" */
        cr_assert_eq(mdr_line_starting(s, '-', 0), MDR_NOT_FOUND);
    }
}

Test(message, header_with_cr_line_ends)
{
    static const struct {
        const char *input;
        bool is;
    } inputs[] = {{"X: 1\rSubject: two\r\rtext\r", true},       {"X: 1\nSubject: two\n\ntext\n", true},
                {"X: 1\r\nSubject: two\r\n\r\ntext\r\n", true}, {"Hello,\rSubject: two\r\rtext\r", false},
                {"X: 1\rY: 2\r\rSubject: three\r", false},     {"", false}};
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++)
        cr_expect_eq(mdr_message_is(mdr_span_make(inputs[i].input, strlen(inputs[i].input))), inputs[i].is, "row %zu", i);
}
