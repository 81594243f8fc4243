/* SPDX-License-Identifier: BSD-2-Clause */
/* Enhanced status codes: what is one, what only looks like one, and where one may stand. */
#include "grammar/enhanced.h"

#include <criterion/criterion.h>

static struct mdr_span span_of(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

static const struct {
    const char *text;
    size_t n; /* 0: none */
    const char *written;
} read_rows[] = {
    {"5.1.1", 5, "5.1.1"},
    {"5.1.1 User unknown", 5, "5.1.1"},
    {"2.0.0\r\n", 5, "2.0.0"},
    {"4.7.650 limited", 7, "4.7.650"},
    {"5.999.999", 9, "5.999.999"},
    {"5.01.1 x", 6, "5.1.1"},
    {"5.001.010)", 9, "5.1.10"},
    {"5.1.1)", 5, "5.1.1"},
    {"5.1.1: x", 5, "5.1.1"},
    {"5.1.1.", 5, "5.1.1"},
    {"5.1.1... User unknown", 5, "5.1.1"},
    {"5.1.1-User", 5, "5.1.1"},
    {"5.1.1<a@example.com>", 5, "5.1.1"},
    {"5.1.1\xe5\xae\x9b", 5, "5.1.1"},
    {"5.1.1\0x", 5, "5.1.1"},
    {"5.1.1.7", 0, NULL},
    {"5.1.1.example.net", 0, NULL},
    {"5.1.1a", 0, NULL},
    {"4.4.4b-GA", 0, NULL},
    {"4.1.8-2", 0, NULL},
    {"5.1.1@example.com", 0, NULL},
    {"5.1.1_x", 0, NULL},
    {"5.1.1/8.15", 0, NULL},
    {"5.1.1234", 0, NULL},
    {"5.1234.1", 0, NULL},
    {"5..1", 0, NULL},
    {"5.1.", 0, NULL},
    {"5.1", 0, NULL},
    {"5", 0, NULL},
    {"", 0, NULL},
    {"3.1.1", 0, NULL},
    {"1.1.1", 0, NULL},
    {"55.1.1", 0, NULL},
    {" 5.1.1", 0, NULL},
    {"5 .1.1", 0, NULL},
    {"X.1.1", 0, NULL},
};

Test(enhanced, is_read_at_the_start_only)
{
    for (size_t i = 0; i < sizeof read_rows / sizeof read_rows[0]; i++) {
        struct mdr_enhanced code = {9, 9, 9};
        char buffer[MDR_ENHANCED_SIZE];
        size_t n = mdr_enhanced_read(span_of(read_rows[i].text), &code);
        cr_expect_eq(n, read_rows[i].n, "%s: %zu", read_rows[i].text, n);
        if (n == 0) {
            cr_expect_eq(code.class_digit, 9, "%s: result touched", read_rows[i].text);
            continue;
        }
        size_t written = mdr_enhanced_write(code, buffer);
        cr_expect(mdr_span_equal(mdr_span_make(buffer, written), span_of(read_rows[i].written)), "%s",
                  read_rows[i].text);
    }
    cr_expect_eq(mdr_enhanced_read(MDR_SPAN_NONE, &(struct mdr_enhanced){0, 0, 0}), 0);
}

static const struct {
    const char *text;
    size_t at, n;
} after_rows[] = {
    {" 5.1.1 x", 1, 5},       {"-5.1.1 x", 1, 5},    {" #5.1.0 x", 2, 5},  {" (#5.1.1)", 3, 5},  {" (5.1.1)", 2, 5},
    {" [5.1.1] x", 2, 5},     {"-'5.1.1 <a>", 2, 5}, {": 5.1.1", 2, 5},    {" - 5.1.1", 3, 5},   {"   5.7.26 x", 3, 6},
    {"\r\n\t#5.1.0", 4, 5},   {"5.1.1", 0, 5},       {" \"5.1.1\"", 2, 5}, {"", 0, 0},           {"  ", 0, 0},
    {" x 5.1.1", 0, 0},       {" <5.1.1>", 0, 0},    {" ####5.1.1", 0, 0}, {" 192.0.2.1", 0, 0}, {" 5.1.1.2", 0, 0},
    {" [192.0.2.1] x", 0, 0}, {" mx5.1.1", 0, 0},    {" 55.1.1", 0, 0},
};

Test(enhanced, follows_a_reply_code_behind_marks)
{
    for (size_t i = 0; i < sizeof after_rows / sizeof after_rows[0]; i++) {
        struct mdr_enhanced code = {0, 0, 0};
        size_t at = 0;
        size_t n = mdr_enhanced_after_reply(span_of(after_rows[i].text), &at, &code);
        cr_expect_eq(n, after_rows[i].n, "'%s': %zu", after_rows[i].text, n);
        cr_expect_eq(at, after_rows[i].at, "'%s' at %zu", after_rows[i].text, at);
    }
}

Test(enhanced, compares_all_three_parts)
{
    struct mdr_enhanced a = {5, 1, 10};
    cr_expect(mdr_enhanced_same(a, (struct mdr_enhanced){5, 1, 10}));
    cr_expect_not(mdr_enhanced_same(a, (struct mdr_enhanced){5, 1, 1}));
    cr_expect_not(mdr_enhanced_same(a, (struct mdr_enhanced){5, 10, 10}));
    cr_expect_not(mdr_enhanced_same(a, (struct mdr_enhanced){4, 1, 10}));
}
