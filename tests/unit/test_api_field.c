/* SPDX-License-Identifier: BSD-2-Clause */
/* The public pull parser of delivery-status fields: groups, views, values, buffers. */
#include "bytes/utf8.h"

#include <modori.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/* Storage of exactly the size that is asked for, at an odd address. */
static modori_field_parser *make_parser(const char *data, size_t n, unsigned skew, char **ret_block)
{
    size_t size = modori_field_parser_size();
    modori_field_parser *parser = NULL;
    *ret_block = malloc(size + skew);
    cr_assert_not_null(*ret_block);
    memset(*ret_block, 0xA5, size + skew);
    cr_assert_eq(modori_field_parser_init(*ret_block + skew, size, data, n, &parser), MODORI_OK);
    return parser;
}

static const char report[] = "Reporting-MTA: dns; mx.example.com (the (inner) one)\r\n"
                             "X-Postfix-Queue-ID: 4Xabc\r\n"
                             "\r\n"
                             "Final-recipient : rfc822; User+2Btag@example.org\r\n"
                             "Action: Failed (bad mailbox)\r\n"
                             "Status: 5.1.1 (no such user)\r\n"
                             "Diagnostic-Code: smtp; 550-5.1.1 a (b\r\n"
                             " 550 5.1.1 c)\r\n"
                             "\r\n"
                             "Final-Recipient: utf-8; \\x{30CD}\\x{30B3}@example.jp\r\n"
                             "Last-Attempt-Date: Tue, 24 Nov 2026 03:52:00 +0900 (JST)\r\n"
                             "\r\n"
                             "From: x\r\nTo: y\r\n";

static const struct {
    int64_t group;
    const char *name, *type;
    int32_t form;
    const char *value;
} fields[] = {
    {0, "Reporting-MTA", "dns", MODORI_VALUE_UNFOLDED, "mx.example.com (the (inner) one)"},
    {0, "X-Postfix-Queue-ID", NULL, MODORI_VALUE_UNFOLDED, "4Xabc"},
    {1, "Final-recipient", "rfc822", MODORI_VALUE_XTEXT, "User+tag@example.org"},
    {1, "Action", NULL, MODORI_VALUE_WORD, "failed"},
    {1, "Status", NULL, MODORI_VALUE_STATUS, "5.1.1"},
    {1, "Diagnostic-Code", "smtp", MODORI_VALUE_UNFOLDED, "550-5.1.1 a (b 550 5.1.1 c)"},
    {2, "Final-Recipient", "utf-8", MODORI_VALUE_ADDRESS, "\xe3\x83\x8d\xe3\x82\xb3@example.jp"},
    {2, "Last-Attempt-Date", NULL, MODORI_VALUE_DATE, "2026-11-24T03:52:00+09:00"},
};

static void expect_text(const modori_field_parser *parser, int32_t key, const char *want)
{
    size_t len = 999;
    const char *text = modori_field_parser_text(parser, key, &len);
    cr_expect_eq(text == NULL, want == NULL, "key %d", (int)key);
    if (!text)
        cr_expect_eq(len, 999, "untouched where there is none");
    else if (want)
        cr_expect(len == strlen(want) && memcmp(text, want, len) == 0, "%.*s, want %s", (int)len, text, want);
}

Test(api_field, walks_over_a_report)
{
    char *block, value[64];
    size_t len;
    modori_field_parser *parser = make_parser(report, sizeof report - 1, 5, &block);
    cr_expect_eq(modori_field_parser_number(parser, MODORI_FIELD_GROUP), -1, "no field yet");
    expect_text(parser, MODORI_FIELD_NAME, NULL);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        cr_assert_eq(modori_field_parser_next(parser), 1);
        cr_expect_eq(modori_field_parser_number(parser, MODORI_FIELD_GROUP), fields[i].group, "%s", fields[i].name);
        int64_t offset = modori_field_parser_number(parser, MODORI_FIELD_OFFSET);
        cr_expect_eq(memcmp(report + offset, fields[i].name, strlen(fields[i].name)), 0);
        expect_text(parser, MODORI_FIELD_NAME, fields[i].name);
        expect_text(parser, MODORI_FIELD_TYPE, fields[i].type);
        cr_expect_eq(modori_field_parser_value(parser, fields[i].form, value, sizeof value, &len), MODORI_OK);
        cr_expect_str_eq(value, fields[i].value);
        cr_expect_eq(len, strlen(fields[i].value));
    }
    cr_expect_eq(modori_field_parser_next(parser), 0, "the returned header is no recipient");
    cr_expect_eq(modori_field_parser_next(parser), 0);
    cr_expect_eq(modori_field_parser_value(parser, MODORI_VALUE_UNFOLDED, value, sizeof value, &len),
                 MODORI_ERROR_ARGUMENT);
    free(block);
}

static const struct {
    const char *field;
    int32_t form;
    const char *value; /* NULL: there is none */
} value_rows[] = {
    {"Final-Recipient: rfc822; Neko <user@example.com> (cat)", MODORI_VALUE_ADDRESS, "user@example.com"},
    {"Final-Recipient: user@example.com", MODORI_VALUE_ADDRESS, "user@example.com"},
    {"Final-Recipient: rfc822;\r\n\tuser@example.com", MODORI_VALUE_ADDRESS, "user@example.com"},
    {"Final-Recipient: rfc822; \"a (b)\"@example.com", MODORI_VALUE_ADDRESS, "\"a (b)\"@example.com"},
    {"X-Actual-Recipient: X-Unix; |/usr/bin/procmail", MODORI_VALUE_ADDRESS, NULL},
    {"X-Actual-Recipient: X-Unix; |/usr/bin/procmail", MODORI_VALUE_UNFOLDED, "|/usr/bin/procmail"},
    {"Final-Recipient: rfc822;", MODORI_VALUE_ADDRESS, NULL},
    {"Final-Recipient: rfc822;", MODORI_VALUE_UNFOLDED, ""},
    {"Original-Recipient: rfc822; user+ab@example.com", MODORI_VALUE_XTEXT, "user+ab@example.com"},
    {"Original-Envelope-Id: a;b+3D", MODORI_VALUE_UNFOLDED, "a;b+3D"},
    {"Original-Envelope-Id: a;b+3D", MODORI_VALUE_XTEXT, "a;b="},
    {"Action: DELAYED", MODORI_VALUE_WORD, "delayed"},
    {"Action: (old) relayed(to x)", MODORI_VALUE_WORD, "relayed"},
    {"Action:", MODORI_VALUE_WORD, NULL},
    {"Action: (only)", MODORI_VALUE_WORD, NULL},
    {"Status: 5.01.1", MODORI_VALUE_STATUS, "5.01.1"},
    {"Status: 5.0.0 permanent", MODORI_VALUE_STATUS, "5.0.0"},
    {"Status: (x) 4.4.7", MODORI_VALUE_STATUS, "4.4.7"},
    {"Status: 3.0.0", MODORI_VALUE_STATUS, NULL},
    {"Status: 5.1.1.1", MODORI_VALUE_STATUS, NULL},
    {"Status:  ", MODORI_VALUE_STATUS, NULL},
    {"Arrival-Date: 31 Feb 2026 00:00:00 +0000", MODORI_VALUE_DATE, NULL},
    {"Diagnostic-Code: 550 5.1.1 a; b", MODORI_VALUE_UNFOLDED, "550 5.1.1 a; b"},
    {"Diagnostic-Code: smtp; a\xff\r\n  b  c", MODORI_VALUE_UNFOLDED, "a\xef\xbf\xbd b  c"},
    {"X-Note: a; b", MODORI_VALUE_UNFOLDED, "b"},
    {"X-Note: a b; c", MODORI_VALUE_UNFOLDED, "a b; c"},
    {"X-Note: a", 99, NULL},
};

#define VALUE_ROWS (sizeof value_rows / sizeof value_rows[0])

Test(api_field, values_follow_the_table)
{
    for (size_t i = 0; i < VALUE_ROWS; i++) {
        char *block, value[64] = "untouched";
        size_t len = 999;
        const char *want = value_rows[i].value;
        modori_field_parser *parser = make_parser(value_rows[i].field, MODORI_TERMINATED, 0, &block);
        cr_assert_eq(modori_field_parser_next(parser), 1);
        int32_t status = modori_field_parser_value(parser, value_rows[i].form, value, sizeof value, &len);
        cr_expect_eq(status, want ? MODORI_OK : MODORI_ERROR_ARGUMENT, "%s: %d", value_rows[i].field, (int)status);
        cr_expect_str_eq(value, want ? want : "untouched", "%s: %s", value_rows[i].field, value);
        cr_expect_eq(len, want ? strlen(want) : 999, "%s", value_rows[i].field);
        free(block);
    }
}

Test(api_field, buffers_that_are_too_small)
{
    char *block;
    size_t len = 0;
    modori_field_parser *parser = make_parser("Action: failed", MODORI_TERMINATED, 1, &block);
    cr_assert_eq(modori_field_parser_next(parser), 1);
    cr_expect_eq(modori_field_parser_value(parser, MODORI_VALUE_WORD, NULL, 0, &len), MODORI_ERROR_LIMIT);
    cr_expect_eq(len, 6);
    for (size_t size = 0; size < 9; size++) {
        char value[9] = "########";
        int32_t status = modori_field_parser_value(parser, MODORI_VALUE_WORD, value, size, NULL);
        cr_expect_eq(status, size > 6 ? MODORI_OK : MODORI_ERROR_LIMIT);
        cr_expect_str_eq(value, size > 6 ? "failed" : "########");
    }
    free(block);
}

Test(api_field, arguments)
{
    char storage[8];
    modori_field_parser *parser = NULL;
    cr_expect_eq(modori_field_parser_init(NULL, 1000, "a", 1, &parser), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_field_parser_init(storage, 8, "a", 1, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_field_parser_init(storage, 8, NULL, 1, &parser), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_field_parser_init(storage, 8, "a", 1, &parser), MODORI_ERROR_LIMIT);
    cr_expect_null(parser);
    cr_expect_eq(modori_field_parser_next(NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_field_parser_number(NULL, MODORI_FIELD_GROUP), -1);
    cr_expect_null(modori_field_parser_text(NULL, MODORI_FIELD_NAME, NULL));
    cr_expect_eq(modori_field_parser_value(NULL, MODORI_VALUE_WORD, storage, 8, NULL), MODORI_ERROR_ARGUMENT);
    char *block;
    parser = make_parser(NULL, 0, 0, &block);
    cr_expect_eq(modori_field_parser_next(parser), 0);
    free(block);
    parser = make_parser("A: b", MODORI_TERMINATED, 0, &block);
    cr_assert_eq(modori_field_parser_next(parser), 1);
    cr_expect_eq(modori_field_parser_value(parser, MODORI_VALUE_UNFOLDED, NULL, 8, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_field_parser_number(parser, 99), -1);
    expect_text(parser, 99, NULL);
    free(block);
}

/* All values of all fields, from memory of exactly its size. */
static void read_all(const char *text, size_t n)
{
    char *block, value[256], *copy = malloc(n ? n : 1);
    cr_assert_not_null(copy);
    memcpy(copy, text, n);
    modori_field_parser *parser = make_parser(copy, n, 0, &block);
    while (modori_field_parser_next(parser) == 1)
        for (int32_t form = MODORI_VALUE_UNFOLDED; form <= MODORI_VALUE_DATE; form++) {
            size_t len = 0;
            if (modori_field_parser_value(parser, form, value, sizeof value, &len) != MODORI_OK)
                continue;
            cr_assert_eq(strlen(value), len);
            cr_assert(mdr_utf8_clean(mdr_span_make(value, len)));
        }
    free(block);
    free(copy);
}

Test(api_field, prefixes_and_changed_reports)
{
    static const char swap[] = "\n\r :;()\\\"\0\xe3\xff+x{";
    uint32_t random = 13;
    for (size_t n = 0; n < sizeof report; n++)
        read_all(report, n);
    for (unsigned round = 0; round < 8000; round++) {
        char text[sizeof report];
        memcpy(text, report, sizeof report);
        for (int change = 0; change < 8; change++) {
            random = random * 1664525U + 1013904223U;
            text[(random >> 8) % sizeof report] = swap[(random >> 24) % (sizeof swap - 1)];
        }
        read_all(text, sizeof report - random % 40);
    }
}
