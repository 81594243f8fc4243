/* SPDX-License-Identifier: BSD-2-Clause */
/* Fields: folding, comments, types; and the groups of message/delivery-status. */
#include "bytes/ascii.h"
#include "grammar/byte_class.h"
#include "grammar/dsn_field.h"
#include "grammar/field.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct mdr_span span_of(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

/* ---- bytes -------------------------------------------------------------------------------- */

/* The table against what the classes mean. */
Test(field, bytes_are_of_their_classes)
{
    for (int i = 0; i < 256; i++) {
        char c = (char)i;
        bool ftext = i >= 33 && i <= 126 && i != ':';
        cr_expect_eq(mdr_byte_is(c, MDR_BYTE_FTEXT), ftext, "%#x", i);
        cr_expect_eq(mdr_byte_is(c, MDR_BYTE_NAME), ftext && !strchr("()<>@,;=\\\"[]", c), "%#x", i);
        cr_expect_eq(mdr_byte_is(c, MDR_BYTE_TOKEN), ftext && !strchr("()<>@,;\\\"/[]?=", c), "%#x", i);
        cr_expect_eq(mdr_byte_is(c, MDR_BYTE_WORD), !mdr_is_space(c) && (i == 0 || !strchr("();", c)), "%#x", i);
        cr_expect_eq(mdr_byte_is(c, MDR_BYTE_ATEXT), ftext && !strchr("()<>[]:;@\\,.\"", c), "%#x", i);
    }
}

/* ---- fields ------------------------------------------------------------------------------- */

/* All fields as "name=body;", "|" where an empty line stands before one. */
static void write_fields(struct mdr_span s, char *out, size_t size)
{
    struct mdr_field_reader reader = mdr_field_reader_make(s);
    struct mdr_field field;
    size_t n = 0;
    while (mdr_field_next(&reader, &field)) {
        cr_assert_leq(field.at + field.name.n, s.n);
        cr_assert_leq(field.body_at + field.body.n, s.n);
        cr_assert_eq(field.name.p, s.p + field.at);
        cr_assert_eq(field.body.p, s.p + field.body_at);
        if (n + field.name.n + field.body.n + 4 > size)
            continue;
        if (field.after_blank)
            out[n++] = '|';
        memcpy(out + n, field.name.p, field.name.n);
        n += field.name.n;
        out[n++] = '=';
        memcpy(out + n, field.body.p, field.body.n);
        n += field.body.n;
        out[n++] = ';';
    }
    out[n] = '\0';
}

static const struct {
    const char *text, *fields;
} field_rows[] = {
    {"A: b\n", "A=b;"},
    {"A: b\r\nC:d", "A=b;C=d;"},
    {"A: b\rC:d", "A=b;C=d;"},
    {"A: b\rC\nD: e", "A=b\rC;D=e;"},
    {"A: b\r\n\r\nC: d\r\n", "A=b;|C=d;"},
    {"\n\nA: b", "|A=b;"},
    {"A: b\n \t \nC: d", "A=b;|C=d;"},
    {"A: b\n c\n\td\nE: f", "A=b\n c\n\td;E=f;"},
    {"A:\n b", "A=b;"},
    {"A:", "A=;"},
    {"A:  \n\n", "A=;"},
    {"A : b\nC\t: d", "A=b;C=d;"},
    {"A b: c\nD: e", "D=e;"},
    {"junk\nA: b\njunk too\n folded junk\nC: d", "A=b;C=d;"},
    {": b\nA: c", "A=c;"},
    {"A: b\n c\n\n d\nE: f", "A=b\n c;|E=f;"},
    {"A: b: c", "A=b: c;"},
    {"A: b \t\n", "A=b;"},
    {"\xe3\x81\x82: b\nA: b", "A=b;"},
    {"", ""},
    {"\n", ""},
    {" A: b", ""},
    {"A", ""},
};

Test(field, reader_follows_the_table)
{
    char out[256];
    for (size_t i = 0; i < sizeof field_rows / sizeof field_rows[0]; i++) {
        write_fields(span_of(field_rows[i].text), out, sizeof out);
        cr_expect_str_eq(out, field_rows[i].fields, "%zu: %s", i, out);
    }
}

/* Passing over other letters gives what reading all and leaving them out does. */
Test(field, fields_by_their_first_letter_are_those_of_a_full_reading)
{
    const uint32_t letters = mdr_letter_bit('a') | mdr_letter_bit('E');
    for (size_t i = 0; i < sizeof field_rows / sizeof field_rows[0]; i++) {
        struct mdr_span s = span_of(field_rows[i].text);
        struct mdr_field_reader all = mdr_field_reader_make(s), some = mdr_field_reader_make(s);
        struct mdr_field want, have;
        while (mdr_field_next(&all, &want)) {
            if (want.name.p[0] != 'A' && want.name.p[0] != 'E')
                continue;
            cr_assert(mdr_field_next_in(&some, letters, &have), "%zu: %.*s", i, (int)want.name.n, want.name.p);
            cr_expect_eq(have.at, want.at, "%zu", i);
            cr_expect(mdr_span_equal(have.body, want.body), "%zu: %.*s", i, (int)have.body.n, have.body.p);
        }
        cr_expect_not(mdr_field_next_in(&some, letters, &have), "%zu: one too many", i);
        cr_expect_eq(some.at, s.n, "%zu", i);
    }
}

static const struct {
    const char *body, *unfolded;
} fold_rows[] = {
    {"a b", "a b"},
    {"a\n b", "a b"},
    {"a \r\n\t b", "a b"},
    {"550-5.1.1 a\r\n 550 5.1.1 b", "550-5.1.1 a 550 5.1.1 b"},
    {"a\r b", "a b"},
    {"\n a", "a"},
    {"a\n ", "a"},
    {"a\n \n b\n c", "a b c"},
    {"", ""},
    {"\xe6\x88\xbb\n \xe3\x82\x8a", "\xe6\x88\xbb\xe3\x82\x8a"},      /* written without blanks */
    {"\xe6\x88\xbb \xe3\x82\x8a\n b", "\xe6\x88\xbb \xe3\x82\x8a b"}, /* a blank that stands there was meant */
    {"a \xe6\x88\n \xbb b", "a \xe6\x88\xbb b"},                      /* folded at bytes */
    {"a \xe6\x88\n \xbb\xbb b", "a \xe6\x88\xbb\xbb b"},
    {"a \xe6\n \xbb b", "a \xe6 \xbb b"},                         /* no character even so */
    {"\xed\x95\x9c\n \xea\xb8\x80", "\xed\x95\x9c \xea\xb8\x80"}, /* Hangul has blanks */
};

Test(field, unfolding_leads_back_to_the_message)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < sizeof fold_rows / sizeof fold_rows[0]; i++) {
        const char *body = fold_rows[i].body;
        struct mdr_text view = mdr_text_view(span_of(body), 1000);
        struct mdr_text t = mdr_field_unfold(&arena, &view);
        cr_expect(mdr_span_equal(t.s, span_of(fold_rows[i].unfolded)), "%zu: '%.*s'", i, (int)t.s.n, t.s.p);
        for (size_t k = 0; k < t.s.n; k++)
            if (t.s.p[k] != ' ')
                cr_expect_eq(body[mdr_text_source(&t, k) - 1000], t.s.p[k], "%zu byte %zu", i, k);
    }
    struct mdr_text plain = mdr_text_view(MDR_SPAN("no fold"), 5);
    cr_expect_eq(mdr_field_unfold(&arena, &plain).s.p, plain.s.p, "a text without fold is not copied");
    mdr_arena_free(&arena);
}

static const struct {
    const char *body, *type, *value; /* type NULL: none */
} type_rows[] = {
    {"rfc822;a@example.com", "rfc822", "a@example.com"},
    {" rfc822 ; a@example.com ", "rfc822", "a@example.com"},
    {"rfc822;\r\n a@example.com", "rfc822", "a@example.com"},
    {"RFC822 (new) ; a@example.com", "RFC822", "a@example.com"},
    {"(old (x)) dns; mx.example.com (192.0.2.1)", "dns", "mx.example.com (192.0.2.1)"},
    {"smtp;550 a; b", "smtp", "550 a; b"},
    {"X-mPOP-Fallback_MX; lost", "X-mPOP-Fallback_MX", "lost"},
    {"utf-8; \\x{30CD}@example.jp", "utf-8", "\\x{30CD}@example.jp"},
    {"X-Unix; |/usr/bin/procmail", "X-Unix", "|/usr/bin/procmail"},
    {"smtp;", "smtp", ""},
    {"a@example.com", NULL, "a@example.com"},
    {"550 5.1.1 a; b", NULL, "550 5.1.1 a; b"},
    {"550; a", NULL, "550; a"},
    {"mx.example.com; x", NULL, "mx.example.com; x"},
    {"\"a;b\"@example.com", NULL, "\"a;b\"@example.com"},
    {"; a", NULL, "; a"},
    {"rfc822 (open; a", NULL, "rfc822 (open; a"},
    {"", NULL, ""},
};

Test(field, types_are_one_atom)
{
    for (size_t i = 0; i < sizeof type_rows / sizeof type_rows[0]; i++) {
        struct mdr_span type, value;
        bool typed = mdr_field_split_type(span_of(type_rows[i].body), &type, &value);
        cr_expect_eq(typed, type_rows[i].type != NULL, "%s", type_rows[i].body);
        cr_expect_eq(type.p != NULL, typed);
        if (typed && type_rows[i].type)
            cr_expect(mdr_span_equal(type, span_of(type_rows[i].type)), "%s: %.*s", type_rows[i].body, (int)type.n,
                      type.p);
        cr_expect(mdr_span_equal(value, span_of(type_rows[i].value)), "%s: %.*s", type_rows[i].body, (int)value.n,
                  value.p);
    }
}

static const struct {
    const char *text, *stripped;
} comment_rows[] = {
    {"failed", "failed"},
    {"delivered (to mailbox)", "delivered"},
    {"(a) b (c (d) e) f", "b  f"},
    {"a (\\) b) c", "a  c"},
    {"5.1.1 (user \"unknown)", "5.1.1"},
    {"\"a (b)\" c (d)", "\"a (b)\" c"},
    {"a (b", "a (b"},
    {"a (b (c) d", "a (b (c) d"},
    {"a (x) b (c", "a  b (c"},
    {"a ) b", "a ) b"},
    {"a\\(b", "a\\(b"},
    {"()", ""},
    {"", ""},
    {"(a\\", "(a\\"},
};

Test(field, comments_are_cut_where_they_are_closed)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < sizeof comment_rows / sizeof comment_rows[0]; i++) {
        struct mdr_text view = mdr_text_view(span_of(comment_rows[i].text), 0);
        struct mdr_text t = mdr_field_strip_comments(&arena, &view);
        cr_expect(mdr_span_equal(t.s, span_of(comment_rows[i].stripped)), "%s: '%.*s'", comment_rows[i].text,
                  (int)t.s.n, t.s.p);
    }
    mdr_arena_free(&arena);
}

/* ---- delivery-status ---------------------------------------------------------------------- */

Test(dsn_field, names)
{
    static const struct {
        const char *name;
        enum mdr_dsn_field id;
    } rows[] = {
        {"Final-Recipient", MDR_DSN_FINAL_RECIPIENT},
        {"final-recipient", MDR_DSN_FINAL_RECIPIENT},
        {"Original-recipient", MDR_DSN_ORIGINAL_RECIPIENT},
        {"DIAGNOSTIC-CODE", MDR_DSN_DIAGNOSTIC_CODE},
        {"X-Postfix-Queue-ID", MDR_DSN_X_QUEUE_ID},
        {"X-Outbound-Mail-Relay-Queue-Id", MDR_DSN_X_QUEUE_ID},
        {"X-Postfix-Sender", MDR_DSN_X_SENDER},
        {"X-Original-Message-ID", MDR_DSN_X_ORIGINAL_MESSAGE_ID},
        {"X-Actual-Recipient", MDR_DSN_ACTUAL_RECIPIENT},
        {"Deliver-by-date", MDR_DSN_DELIVER_BY_DATE},
        {"Localized-Diagnostic", MDR_DSN_LOCALIZED_DIAGNOSTIC},
        {"X-Display-Name", MDR_DSN_X_DISPLAY_NAME},
        {"Final-Recipients", MDR_DSN_OTHER},
        {"Queue-ID", MDR_DSN_OTHER},
        {"X-Sender", MDR_DSN_OTHER},
        {"X-Queue-ID", MDR_DSN_OTHER},
        {"", MDR_DSN_OTHER},
        {"X-", MDR_DSN_OTHER},
        {"Action ", MDR_DSN_OTHER},
        {"Subject", MDR_DSN_OTHER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_eq(mdr_dsn_field_of(span_of(rows[i].name)), rows[i].id, "%s", rows[i].name);
}

#define PER_MESSAGE "Reporting-MTA: dns; mx.example.com\nArrival-Date: x\n"
#define FINAL(x)    "Final-Recipient: rfc822; " x "@example.org\n"
#define ORIGINAL(x) "Original-Recipient: rfc822; " x "@example.org\n"
#define ACTION      "Action: failed\n"
#define STATUS      "Status: 5.1.1\n"
#define CODE        "Diagnostic-Code: smtp; 550 no\n"
#define REMOTE      "Remote-MTA: dns; mx.example.org\n"

/* Each field's group; "+" where a group begins, "*" where it is merged, "!" for a per-message group
 * again. */
static const struct {
    const char *what, *text, *groups;
} group_rows[] = {
    {"by the book", PER_MESSAGE "\n" FINAL("a") ACTION STATUS "\n" FINAL("b") ACTION STATUS, "00+111+222"},
    {"Exim's order", PER_MESSAGE "\n" ACTION FINAL("a") STATUS "\n" ACTION FINAL("b") STATUS, "00+111+222"},
    {"original first", PER_MESSAGE "\n" ORIGINAL("a") FINAL("a") ACTION "\n" ORIGINAL("b") FINAL("b") ACTION,
     "00+111+222"},
    {"no per-message group", FINAL("a") ACTION STATUS "\n" FINAL("b") ACTION, "+111+22"},
    {"merged first group", PER_MESSAGE FINAL("a") ACTION STATUS, "00*111"},
    {"merged, action first", PER_MESSAGE ACTION FINAL("a") STATUS "\n" ACTION FINAL("b"), "00*111+22"},
    {"merged, per-message fields last", FINAL("a") ACTION PER_MESSAGE, "+11!0!0"},
    {"stray empty lines", PER_MESSAGE "\n" FINAL("a") "\n" ACTION "\n" STATUS "\n\n" CODE, "00+1111"},
    {"stray empty lines, two recipients",
     PER_MESSAGE "\n" FINAL("a") "\n" ACTION "\n" STATUS "\n" FINAL("b") "\n" ACTION, "00+111+22"},
    {"stray empty line inside the message's", "Reporting-MTA: x\n\nArrival-Date: y\n\n" FINAL("a") ACTION, "00+11"},
    {"no empty line at all", PER_MESSAGE FINAL("a") ACTION STATUS FINAL("b") ACTION STATUS, "00*111*222"},
    {"no empty line, Exim's order", PER_MESSAGE "\n" ACTION FINAL("a") STATUS ACTION FINAL("b") STATUS, "00+111*222"},
    {"two status fields of one recipient", PER_MESSAGE "\n" FINAL("a") STATUS STATUS, "00+111"},
    {"two remote hosts of one recipient", PER_MESSAGE "\n" FINAL("a") ACTION REMOTE REMOTE CODE, "00+11111"},
    {"a weak field first", PER_MESSAGE "\n" REMOTE FINAL("a") ACTION, "00+111"},
    {"a weak block goes on", PER_MESSAGE "\n" FINAL("a") ACTION "\n" REMOTE "X-Note: y\n", "00+1111"},
    {"a diagnostic apart", PER_MESSAGE "\n" FINAL("a") ACTION STATUS CODE "\n" CODE, "00+11111"},
    {"the message's group again", PER_MESSAGE "\n" FINAL("a") ACTION "\n" PER_MESSAGE "\n" FINAL("b") ACTION,
     "00+11!0!0+22"},
    {"the same, merged", PER_MESSAGE FINAL("a") ACTION "\n" PER_MESSAGE FINAL("b") ACTION, "00*11!0!0*22"},
    {"returned header",
     PER_MESSAGE "\n" FINAL("a") ACTION
     "\nReceived: x\nFrom: c@example.net\nTo: a@example.org\nStatus: RO\n" ORIGINAL("q"),
     "00+11"},
    {"header before it", "From: c@example.net\nSubject: x\nStatus: RO\n\n" PER_MESSAGE "\n" FINAL("a") ACTION,
     "00000+11"},
    {"subject of a recipient is none", PER_MESSAGE "\n" FINAL("a") ACTION "Subject: x\nTo: y\n", "00+1111"},
    {"one header field is no header", PER_MESSAGE "\n" FINAL("a") ACTION "\nDate: x\nX-Note: y\n", "00+1111"},
    {"unknown block", PER_MESSAGE "\n" FINAL("a") ACTION "\nX-Note: y\n", "00+111"},
    {"nothing", "", ""},
    {"only a message's", PER_MESSAGE, "00"},
    {"CRLF", "Reporting-MTA: x\r\n\r\nFinal-Recipient: y\r\n\r\nAction: z\r\n", "0+11"},
    {"CR", "Reporting-MTA: x\r\rFinal-Recipient: y\rAction: z\r", "0+11"},
};

static void write_groups(struct mdr_span s, char *out, size_t size)
{
    struct mdr_dsn_reader reader = mdr_dsn_reader_make(s);
    struct mdr_dsn_item item;
    size_t n = 0, last = 0;
    while (mdr_dsn_next(&reader, &item)) {
        cr_assert(item.group == 0 || item.group == last + (item.begins ? 1 : 0));
        last = item.group ? item.group : last;
        if (n + 3 > size)
            continue;
        if (item.begins)
            out[n++] = item.merged ? '*' : '+';
        if (item.again)
            out[n++] = '!';
        out[n++] = (char)('0' + item.group % 10);
    }
    out[n] = '\0';
    cr_expect_not(mdr_dsn_next(&reader, &item), "the end stays the end");
}

#define GROUP_ROWS (sizeof group_rows / sizeof group_rows[0])

Test(dsn_field, groups_follow_the_table)
{
    char out[256];
    for (size_t i = 0; i < GROUP_ROWS; i++) {
        write_groups(span_of(group_rows[i].text), out, sizeof out);
        cr_expect_str_eq(out, group_rows[i].groups, "%s: %s", group_rows[i].what, out);
    }
}

Test(dsn_field, the_returned_header_is_left_to_the_caller)
{
    struct mdr_span s = span_of(FINAL("a") ACTION "\nReceived: x\nFrom: y\n");
    struct mdr_dsn_reader reader = mdr_dsn_reader_make(s);
    struct mdr_dsn_item item;
    while (mdr_dsn_next(&reader, &item))
        ;
    cr_expect(reader.ended);
    cr_expect_str_eq(s.p + reader.fields.at, "\nReceived: x\nFrom: y\n");
}

Test(dsn_field, repeated_fields_are_told)
{
    struct mdr_dsn_reader reader =
        mdr_dsn_reader_make(span_of(FINAL("a") STATUS STATUS "X-a: b\nX-a: b\n\n" FINAL("b") STATUS));
    struct mdr_dsn_item item;
    char out[16];
    size_t n = 0;
    while (mdr_dsn_next(&reader, &item))
        out[n++] = item.repeated ? 'r' : '-';
    out[n] = '\0';
    cr_expect_str_eq(out, "--r----");
}

/* Every prefix and many changed texts, in memory of exactly their size. */
static void read_all(const char *text, size_t n)
{
    char out[256];
    char *copy = malloc(n ? n : 1);
    cr_assert_not_null(copy);
    memcpy(copy, text, n);
    write_fields(mdr_span_make(copy, n), out, sizeof out);
    write_groups(mdr_span_make(copy, n), out, sizeof out);
    struct mdr_span type, value;
    mdr_field_split_type(mdr_span_make(copy, n), &type, &value);
    free(copy);
}

Test(dsn_field, every_prefix_stays_inside)
{
    for (size_t i = 0; i < GROUP_ROWS; i++)
        for (size_t n = 0; n <= strlen(group_rows[i].text); n++)
            read_all(group_rows[i].text, n);
    for (size_t i = 0; i < sizeof type_rows / sizeof type_rows[0]; i++)
        for (size_t n = 0; n <= strlen(type_rows[i].body); n++)
            read_all(type_rows[i].body, n);
}

Test(dsn_field, changed_texts_stay_inside)
{
    static const char swap[] = "\n\r :;()\\\"\0\xe3x";
    uint32_t random = 7;
    for (unsigned round = 0; round < 30000; round++) {
        char text[256];
        const char *seed = group_rows[round % GROUP_ROWS].text;
        size_t n = strlen(seed) < sizeof text ? strlen(seed) : sizeof text;
        memcpy(text, seed, n);
        for (int change = 0; change < 4 && n > 0; change++) {
            random = random * 1664525U + 1013904223U;
            text[(random >> 8) % n] = swap[(random >> 24) % (sizeof swap - 1)];
        }
        read_all(text, n);
    }
}

Test(dsn_field, time_is_linear, .timeout = 5)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    size_t n = 1 << 20;
    char *text = malloc(n);
    cr_assert_not_null(text);
    static const char *const unit[] = {"\n", "a:\n\n", "a:\n \n", "(",          "(a",
                                       "()", "\\",     "\r",      "Action:x\n", "Action:\n\n"};
    for (size_t u = 0; u < sizeof unit / sizeof unit[0]; u++) {
        size_t m = strlen(unit[u]);
        for (size_t i = 0; i < n; i++)
            text[i] = unit[u][i % m];
        read_all(text, n);
        struct mdr_text view = mdr_text_view(mdr_span_make(text, n), 0);
        mdr_arena_reset(&arena);
        mdr_field_unfold(&arena, &view);
        mdr_field_strip_comments(&arena, &view);
    }
    free(text);
    mdr_arena_free(&arena);
}
