/* SPDX-License-Identifier: BSD-2-Clause */
/* The scanner: what counts as a hit, and that a larger table does not make it look at more bytes. */
#include "recognise/scan.h"

#include <criterion/criterion.h>

#include "tests/unit/scan_tables.inc"

static const struct mdr_scan_table few_table = MDR_SCAN_TABLE(few);
static const struct mdr_scan_table many_table = MDR_SCAN_TABLE(many);

/* Keys of all hits in a row, as bits. */
static unsigned keys_in(const struct mdr_scan_table *table, const char *text)
{
    struct mdr_scan scan = mdr_scan_start(table, mdr_span_make(text, strlen(text)));
    struct mdr_scan_hit hit;
    unsigned keys = 0;
    while (mdr_scan_next(&scan, &hit)) {
        cr_expect_lt(hit.at, hit.end, "%s", text);
        cr_expect_leq(hit.end, strlen(text), "%s", text);
        keys |= 1u << hit.key;
    }
    return keys;
}

static const struct {
    const char *text;
    unsigned keys;
} rows[] = {
    {"", 0},
    {"spa", 0},
    {"User unknown", 1 << 2},
    {"USER  \r\n\t UNKNOWN", 1 << 2},
    {"user\xc2\xa0unknown", 1 << 2},
    {"user\xe3\x80\x80unknown", 1 << 2},
    {"user\r\n550-5.1.1 unknown", 1 << 2},
    {"user 550-5.1.1 unknown", 1 << 2},
    {"user\n550 5.1.1 unknown", 1 << 2},
    {"user\n550-unknown", 1 << 2},
    {"mailbox\n450 4.2.1 not\n450-found", 1 << 1},
    {"mailbox\n450 4.2.1 not\n450found", 0},
    {"user 1550 5.1.1 unknown", 0},
    {"userunknown", 0},
    {"superuser unknown", 0},
    {"user unknowns", 0},
    {"(user unknown)", 1 << 2},
    {"mailbox not found; user unknown", 1 << 1 | 1 << 2},
    {"It doesn't exist", 1 << 3},
    {"It doesn\xe2\x80\x99t exist", 1 << 3},
    {"blocked", 1 << 4},
    {"unblock", 0},
    {"宛先が見つかりません。", 1 << 5},
    {"This message was created automatically", 1 << 6},
    {"This message was created  automatically", 1 << 6},
    {"spam", 1 << 7 | 1 << 8},
    {"spamhaus", 1 << 8},
    {"Получатель не найден", 1 << 10},
    {"ПОЛУЧАТЕЛЬ\nНЕ НАЙДЕН", 1 << 10},
    {"ПОЛУЧАТЕЛЬ НЕ НАЙДЕЛ", 0},
    {"Получатель\n550-5.1.1не\n550 5.1.1найден", 1 << 10},
    {"échec\n550-5.1.1de\n550-5.1.1la\n550-5.1.1remise\n550 5.1.1à\n550 5.1.1÷", 1 << 11},
    {"user\n550 5.1.1unknown", 1 << 2},
    {"ÉCHEC DE LA REMISE À ÷", 1 << 11},
    {"échec de la remise à ÷", 1 << 11},
    {"Échec de la remise à ×", 0},
    {"SKRZYNKA ŁÓDŹ ŹLE", 1 << 12},
    {"Skrzynka łódź źle", 1 << 12},
    {"ΧΡΉΣΤΗΣ ωπ", 0}, /* a final sigma and a tonos are other letters */
    {"Χρήστης ωπ", 1 << 13},
    {"ЁЛКА ђ", 1 << 14},
    {"ёлка Ђ", 1 << 14},
    {"пол\xd0\x83чатель не найден", 0}, /* a capital whose second byte is the small letter's */
    {"полу\xd0\x87атель не найден", 0},
    {"получа\xd0\x82ель не найден", 0},
    {"получател\xd0\x8c не найден", 0},
    {"\xd0", 0},
    {"\xce\xc3\xd0", 0},
    {"is a \"quoted\\path?"
     "?/",
     1 << 9},
};

Test(scan, finds_literals_as_their_flags_say)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(keys_in(&few_table, rows[i].text), rows[i].keys, "few: %s", rows[i].text);
        cr_expect_eq(keys_in(&many_table, rows[i].text), rows[i].keys, "many: %s", rows[i].text);
    }
}

Test(scan, tells_where)
{
    struct mdr_span text = MDR_SPAN("550 the User \n unknown here");
    struct mdr_scan scan = mdr_scan_start(&few_table, text);
    struct mdr_scan_hit hit;
    cr_assert(mdr_scan_next(&scan, &hit));
    cr_expect_eq(hit.key, 2);
    cr_expect_eq(hit.at, 8);
    cr_expect_eq(hit.end, 22);
    cr_expect_not(mdr_scan_next(&scan, &hit));
}

static size_t compared(const struct mdr_scan_table *table, struct mdr_span text)
{
    struct mdr_scan scan = mdr_scan_start(table, text);
    struct mdr_scan_hit hit;
    while (mdr_scan_next(&scan, &hit))
        continue;
    return scan.compared;
}

Test(scan, looks_at_no_more_bytes_with_more_literals)
{
    static const char text[] = "The mail system could not deliver: host mx.example.com[192.0.2.1] said: 550 5.1.1 "
                               "<someone@example.com>: Recipient address rejected: User unknown in virtual table; "
                               "please check the address and try again, or ask your postmaster about it. ";
    struct mdr_span s = {text, sizeof text - 1};
    size_t small = compared(&few_table, s), large = compared(&many_table, s);
    cr_expect_gt(small, 0);
    cr_expect_lt(large, small + 40, "%zu bytes with few literals, %zu with many", small, large);
}

/* Long runs of what literals begin with, and of blanks: the work stays in proportion to the text. */
Test(scan, is_linear_on_hostile_text)
{
    static char text[200000];
    const char *units[] = {"user ", "mailbox not foun", " ", "doesn'", "spam", "\xe3\x80\x80"};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]);
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = units[u][i % n];
        cr_expect_lt(compared(&few_table, mdr_span_make(text, sizeof text)), 6 * sizeof text, "%s", units[u]);
    }
}
