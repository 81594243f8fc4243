/* SPDX-License-Identifier: BSD-2-Clause */
/* Replies in memory: codes by position, lines, lost line ends, disagreement. */
#include "grammar/reply.h"

#include <modori.h>

#include <criterion/criterion.h>
#include <stdlib.h>

#define DIFFER   MODORI_REPLY_FLAG_CODES_DIFFER
#define ENHANCED MODORI_REPLY_FLAG_ENHANCED_DIFFER
#define CLASS    MODORI_REPLY_FLAG_CLASS_DIFFERS
#define CUT      MODORI_REPLY_FLAG_TRUNCATED
#define ODD      MODORI_REPLY_FLAG_UNUSUAL
#define OPEN     MODORI_REPLY_FLAG_INCOMPLETE

static struct mdr_span span_of(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

static const struct {
    const char *text;
    unsigned code; /* 0: no reply */
    const char *enhanced;
    uint32_t flags;
    size_t lines;
    const char *first, *last; /* texts of these lines */
    size_t rest;              /* bytes behind the reply */
} view_rows[] = {
    {"550 5.1.1 <a@example.com> User unknown", 550, "5.1.1", 0, 1, "<a@example.com> User unknown", NULL, 0},
    {"  552 Error: content\r\n    rejected", 552, "", 0, 1, "Error: content\r\n    rejected", NULL, 0},
    {"550", 550, "", 0, 1, "", NULL, 0},
    {"450-4.7.1 policy check failed 550 5.7.1 message refused", 550, "5.7.1",
     DIFFER | MODORI_REPLY_FLAG_ENHANCED_DIFFER, 2, "policy check failed", "message refused", 0},
    {"450-4.7.1 see 550 5 or 550 4.7.1 for more", 450, "4.7.1", MODORI_REPLY_FLAG_INCOMPLETE, 1,
     "see 550 5 or 550 4.7.1 for more", NULL, 0},
    {"550 ", 550, "", 0, 1, "", NULL, 0},
    {"550 5.1.1", 550, "5.1.1", 0, 1, "", NULL, 0},
    {"571 Delivery not authorized", 571, "", 0, 1, "Delivery not authorized", NULL, 0},
    {"550 #5.1.0 Address rejected.", 550, "5.1.0", 0, 1, "Address rejected.", NULL, 0},
    {"550\n    #5.1.0 Address rejected.", 550, "5.1.0", 0, 1, "Address rejected.", NULL, 0},
    {"550 (#5.1.1) no", 550, "5.1.1", 0, 1, "no", NULL, 0},
    {"554 [5.7.1] no", 554, "5.7.1", 0, 1, "no", NULL, 0},
    {"550: 5.1.1: no", 550, "5.1.1", ODD, 1, "no", NULL, 0},
    {"550:User unknown", 550, "", ODD, 1, "User unknown", NULL, 0},
    {"554. No", 554, "", ODD, 1, "No", NULL, 0},
    {"550#5.1.1 x", 550, "5.1.1", ODD, 1, "x", NULL, 0},
    {"550-'5.1.1 <a@example.com> no", 550, "5.1.1", OPEN, 1, "<a@example.com> no", NULL, 0},
    {"550\t5.1.1\tx", 550, "5.1.1", 0, 1, "x", NULL, 0},
    /* doubled codes */
    {"550 550 5.1.1 no", 550, "5.1.1", 0, 1, "no", NULL, 0},
    {"550 550-5.1.1 a 550-5.1.1 b 550 5.1.1 c", 550, "5.1.1", 0, 3, "a", "c", 0},
    {"550 551 5.1.1 no", 550, "", 0, 1, "551 5.1.1 no", NULL, 0},
    {"250-234 Text\r\n250 x", 250, "", 0, 2, "234 Text", "x", 0},
    /* lines with their ends */
    {"550-a\r\n550-b\r\n550 c", 550, "", 0, 3, "a", "c", 0},
    {"550-a\n550-b\n550 c\n", 550, "", 0, 3, "a", "c", 0},
    {"550-5.1.1 a\n 550-5.1.1 b\n 550 5.1.1 c", 550, "5.1.1", 0, 3, "a", "c", 0},
    {"550-\r\n550 x", 550, "", 0, 2, "", "x", 0},
    {"550-x\r\n550", 550, "", 0, 2, "x", "", 0},
    {"550-see 550 mails\r\n550 end", 550, "", 0, 2, "see 550 mails", "end", 0},
    {"550-a\nb\n550 c", 550, "", 0, 2, "a\nb", "c", 0},
    {"550-a\n  500 mails\n550 c", 550, "", 0, 2, "a\n  500 mails", "c", 0},
    {"550-a", 550, "", OPEN, 1, "a", NULL, 0},
    {"550 a\r\n221 2.0.0 Bye", 550, "", 0, 1, "a", NULL, 13},
    {"550 a\r\n550 b", 550, "", 0, 1, "a", NULL, 5},
    /* codes that differ */
    {"220-mx.example ESMTP\r\n521 5.7.1 no", 521, "5.7.1", DIFFER, 2, "mx.example ESMTP", "no", 0},
    {"550-5.1.1 a\n550 5.7.1 b", 550, "5.7.1", ENHANCED, 2, "a", "b", 0},
    {"550-5.1.1 a\n550 4.2.2 b", 550, "5.1.1", ENHANCED, 2, "a", "b", 0},
    {"550-5.1.1 a\n550 b", 550, "5.1.1", 0, 2, "a", "b", 0},
    {"550 4.4.7 QUEUE.Expired; message expired", 550, "4.4.7", CLASS, 1, "QUEUE.Expired; message expired", NULL, 0},
    /* line ends lost */
    {"550-5.1.1 a 550-5.1.1 b 550 5.1.1 c", 550, "5.1.1", 0, 3, "a", "c", 0},
    {"550-a 550 c (in reply to RCPT TO command)", 550, "", 0, 2, "a", "c (in reply to RCPT TO command)", 0},
    {"550-a 551 b 550 c", 550, "", 0, 2, "a 551 b", "c", 0},
    {"550-no 550 mails 550-b 550 c", 550, "", 0, 3, "no 550 mails", "c", 0},
    {"450-4.7.1 a 550 5.7.1 b", 550, "5.7.1", DIFFER | ENHANCED, 2, "a", "b", 0},
    {"450-4.7.1 a 550-5.7.1 b 550 5.7.1 c", 550, "5.7.1", DIFFER | ENHANCED, 3, "a", "c", 0},
    {"550-5.1.1 see 450 4.7.1 a 550 5.1.1 b", 550, "5.1.1", 0, 2, "see 450 4.7.1 a", "b", 0},
    {"550-5.1.1 a 450 5.7.1 b", 550, "5.1.1", OPEN, 1, "a 450 5.7.1 b", NULL, 0},
    {"550-5.1.1 a 450 b", 550, "5.1.1", OPEN, 1, "a 450 b", NULL, 0},
    {"450-4.7.1 a 550-5.7.1 b 550 x 550-5.7.1 c 550 5.7.1 d", 550, "5.7.1", DIFFER | ENHANCED, 4, "a", "d", 0},
    {"550-a 550 b\n  550 c", 550, "", 0, 2, "a", "b", 7},
    {"550-a 550", 550, "", 0, 2, "a", "", 0},
    {"550-a user550 b", 550, "", OPEN, 1, "a user550 b", NULL, 0},
    {"550-a\r550 b", 550, "", 0, 2, "a", "b", 0},
    {"550 a 550 b", 550, "", 0, 1, "a 550 b", NULL, 0},
    {"550 see 550-99 x", 550, "", 0, 1, "see 550-99 x", NULL, 0},
    /* what only looks like a reply */
    {"", 0, NULL, 0, 0, NULL, NULL, 0},
    {"55", 0, NULL, 0, 0, NULL, NULL, 0},
    {"5500 x", 0, NULL, 0, 0, NULL, NULL, 0},
    {"550a", 0, NULL, 0, 0, NULL, NULL, 0},
    {"550EFA", 0, NULL, 0, 0, NULL, NULL, 0},
    {"550@example.com", 0, NULL, 0, 0, NULL, NULL, 0},
    {"550.1", 0, NULL, 0, 0, NULL, NULL, 0},
    {"220:6d:26bf:1447", 0, NULL, 0, 0, NULL, NULL, 0},
    {"250/251", 0, NULL, 0, 0, NULL, NULL, 0},
    {"192.0.2.1", 0, NULL, 0, 0, NULL, NULL, 0},
    {"199 x", 0, NULL, 0, 0, NULL, NULL, 0},
    {"600 x", 0, NULL, 0, 0, NULL, NULL, 0},
    {"User unknown 550", 0, NULL, 0, 0, NULL, NULL, 0},
    {"\xef\xbc\x95\xef\xbc\x95\xef\xbc\x90 x", 0, NULL, 0, 0, NULL, NULL, 0},
};

#define VIEW_ROWS (sizeof view_rows / sizeof view_rows[0])

static void expect_text(const char *of, struct mdr_span s, const struct mdr_reply_line *line, const char *want)
{
    struct mdr_span text = mdr_span_cut(s, line->text_at, line->text_at + line->text_n);
    cr_expect(mdr_span_equal(text, span_of(want)), "%s: text '%.*s', want '%s'", of, (int)text.n, text.p, want);
}

Test(reply, view_follows_the_table)
{
    for (size_t i = 0; i < VIEW_ROWS; i++) {
        struct mdr_reply_view view;
        const char *text = view_rows[i].text;
        struct mdr_span s = span_of(text);
        bool found = mdr_reply_view(s, &view);
        cr_expect_eq(view.code, view_rows[i].code, "%s: %u", text, view.code);
        cr_expect_eq(found, view_rows[i].code != 0, "%s", text);
        if (!found || view_rows[i].code == 0)
            continue;
        struct mdr_span enhanced = mdr_span_cut(s, view.enhanced_at, view.enhanced_at + view.enhanced_n);
        cr_expect(mdr_span_equal(enhanced, span_of(view_rows[i].enhanced)), "%s: %.*s", text, (int)enhanced.n,
                  enhanced.p);
        cr_expect_eq(view.flags, view_rows[i].flags, "%s: flags %u", text, (unsigned)view.flags);
        cr_expect_eq(view.lines, view_rows[i].lines, "%s: %zu lines", text, view.lines);
        cr_expect_eq(s.n - view.n, view_rows[i].rest, "%s: rest %zu", text, s.n - view.n);
        expect_text(text, s, &view.line[0], view_rows[i].first);
        if (view_rows[i].last)
            expect_text(text, s, &view.line[view.kept - 1], view_rows[i].last);
        for (size_t k = 0; k < view.kept; k++)
            cr_expect_eq(mdr_reply_code(mdr_span_from(s, view.line[k].code_at)), view.line[k].code, "%s", text);
    }
}

/* Every prefix, in memory of exactly its size, so that a read too far shows under ASan and
 * valgrind. */
static void view_prefix(const char *text, size_t n)
{
    struct mdr_reply_view view;
    char *copy = malloc(n ? n : 1);
    cr_assert_not_null(copy);
    memcpy(copy, text, n);
    struct mdr_span s = mdr_span_make(copy, n);
    if (mdr_reply_view(s, &view)) {
        cr_expect_leq(view.n, n);
        cr_expect_leq(view.enhanced_at + view.enhanced_n, n);
        for (size_t i = 0; i < view.kept; i++) {
            cr_expect_leq(view.line[i].text_at + view.line[i].text_n, n, "%.*s", (int)n, copy);
            cr_expect_leq(view.line[i].code_at + 3, n);
        }
    }
    free(copy);
}

Test(reply, view_of_every_prefix_stays_inside)
{
    for (size_t i = 0; i < VIEW_ROWS; i++)
        for (size_t n = 0; n <= strlen(view_rows[i].text); n++)
            view_prefix(view_rows[i].text, n);
}

Test(reply, view_of_changed_texts_stays_inside)
{
    static const char swap[] = "025. -\r\n#(:'\0\xe5x";
    uint32_t random = 1;
    for (unsigned round = 0; round < 60000; round++) {
        char text[96];
        const char *seed = view_rows[round % VIEW_ROWS].text;
        size_t n = strlen(seed) < sizeof text ? strlen(seed) : sizeof text;
        memcpy(text, seed, n);
        for (int change = 0; change < 3 && n > 0; change++) {
            random = random * 1664525U + 1013904223U;
            text[(random >> 8) % n] = swap[(random >> 24) % (sizeof swap - 1)];
        }
        view_prefix(text, n);
    }
}

Test(reply, keeps_the_last_line_of_very_many)
{
    static char text[200 * 12 + 32];
    struct mdr_reply_view view;
    size_t n = 0;
    for (int i = 0; i < 200; i++, n += 12)
        memcpy(text + n, "550-5.1.1 a\n", 12);
    memcpy(text + n, "550 5.1.2 end", 14);
    cr_assert(mdr_reply_view(span_of(text), &view));
    cr_expect_eq(view.lines, 201);
    cr_expect_eq(view.kept, MDR_REPLY_LINES);
    cr_expect_eq(view.flags, CUT | ENHANCED);
    cr_expect_eq(view.enhanced.detail, 2);
    expect_text("many", span_of(text), &view.line[view.kept - 1], "end");
}

/* A megabyte of lines without a line end, which a careless reader would search again for each line. */
Test(reply, time_is_linear, .timeout = 5)
{
    size_t n = 1 << 20;
    char *text = malloc(n);
    struct mdr_reply_view view;
    cr_assert_not_null(text);
    for (size_t i = 0; i + 4 < n; i += 5)
        memcpy(text + i, "550- ", 5);
    text[n - 1] = ' ';
    cr_expect(mdr_reply_view(mdr_span_make(text, n), &view));
    static const char codes[] = "450-4.7.1 550-5.7.1 452-4.2.2 ";
    for (size_t i = 0; i < n; i++)
        text[i] = codes[i % (sizeof codes - 1)];
    cr_expect(mdr_reply_view(mdr_span_make(text, n), &view));
    for (size_t i = 0; i + 10 <= n; i += 10) { /* all codes, each again and again */
        memcpy(text + i, "550-5.7.1 ", 10);
        text[i] = text[i + 4] = "245"[i / 10 % 3];
        text[i + 1] = (char)('0' + i / 30 % 10);
        text[i + 2] = (char)('0' + i / 300 % 10);
    }
    cr_expect(mdr_reply_view(mdr_span_make(text, n), &view));
    for (size_t i = 0; i + 4 < n; i += 5)
        memcpy(text + i, "55 50", 5);
    memcpy(text, "550-", 4);
    cr_expect(mdr_reply_view(mdr_span_make(text, n), &view));
    cr_expect_eq(view.lines, 1);
    for (size_t i = 4; i + 4 < n; i += 5)
        memcpy(text + i, "\n55 5", 5);
    cr_expect(mdr_reply_view(mdr_span_make(text, n), &view));
    free(text);
}

static const struct {
    unsigned code;
    const char *text, *host, *path;
} word_rows[] = {
    {220, "mx.example.com ESMTP ready", "mx.example.com", NULL},
    {220, "mx.example.com, ready", "mx.example.com", NULL},
    {220, "[192.0.2.1] ready", "[192.0.2.1]", NULL},
    {220, "mail ESMTP", "mail", NULL},
    {220, "Ready to start TLS", NULL, NULL},
    {221, "Bye", NULL, NULL},
    {221, "mx.example.com closing", "mx.example.com", NULL},
    {421, "mx.example.com Error: too many", "mx.example.com", NULL},
    {421, "Service unavailable.", NULL, NULL},
    {421, "goodbye.", NULL, NULL},
    {421, "[TSS04] Messages from 192.0.2.25 deferred", NULL, NULL},
    {421, "[IPv6:2001:db8::1] no", "[IPv6:2001:db8::1]", NULL},
    {521, "mx.example.com does not accept mail", "mx.example.com", NULL},
    {550, "mx.example.com ESMTP", NULL, NULL},
    {251, "User not local; will forward to <b@example.org>", NULL, "b@example.org"},
    {551, "try <@a.example,@b.example:b@example.org> now", NULL, "b@example.org"},
    {551, "try <> now", NULL, NULL},
    {551, "try <b@example.org", NULL, NULL},
    {550, "try <b@example.org>", NULL, NULL},
    {251, "", NULL, NULL},
    {220, "", NULL, NULL},
};

Test(reply, words_for_machines)
{
    for (size_t i = 0; i < sizeof word_rows / sizeof word_rows[0]; i++) {
        struct mdr_span text = span_of(word_rows[i].text);
        struct mdr_span host = mdr_reply_host((uint16_t)word_rows[i].code, text);
        struct mdr_span path = mdr_reply_path((uint16_t)word_rows[i].code, text);
        cr_expect_eq(host.p == NULL, word_rows[i].host == NULL, "%s: host", word_rows[i].text);
        cr_expect_eq(path.p == NULL, word_rows[i].path == NULL, "%s: path", word_rows[i].text);
        if (host.p && word_rows[i].host)
            cr_expect(mdr_span_equal(host, span_of(word_rows[i].host)), "%s", word_rows[i].text);
        if (path.p && word_rows[i].path)
            cr_expect(mdr_span_equal(path, span_of(word_rows[i].path)), "%s", word_rows[i].text);
    }
}
