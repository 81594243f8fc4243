/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates: forms that are read, and those that are refused because they do not exist or say too
 * little. */
#include "grammar/date.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>

static const struct {
    const char *text, *date; /* NULL: can't be read */
} rows[] = {
    /* RFC 5322 3.3 */
    {"Tue, 24 Nov 2026 03:52:00 +0900", "2026-11-24T03:52:00+09:00"},
    {"Tue, 24 Nov 2026 03:52:00 +0900 (JST)", "2026-11-24T03:52:00+09:00"},
    {"24 Nov 2026 03:52 -0330", "2026-11-24T03:52:00-03:30"},
    {"  1 Feb 2026 23:59:60 +0000", "2026-02-01T23:59:60+00:00"},
    {"Tue,24 Nov 2026 3:52:00 +0900", "2026-11-24T03:52:00+09:00"},
    {"Tue, 24 Nov 2026\r\n 03:52:00 +0900", "2026-11-24T03:52:00+09:00"},
    {"Tue (day), 24 (\\) x) Nov 2026 03:52:00 (a (b)) +0900", "2026-11-24T03:52:00+09:00"},
    {"TUESDAY, 24 november 2026 03:52:00 +0900", "2026-11-24T03:52:00+09:00"},
    {"Mon, 24 Nov 2026 03:52:00 +0900", "2026-11-24T03:52:00+09:00"}, /* the weekday does not decide */
    {"29 Feb 2024 00:00:00 +0000", "2024-02-29T00:00:00+00:00"},
    {"29 Feb 2000 00:00:00 +0000", "2000-02-29T00:00:00+00:00"},
    {"24 Nov 2026 03:52:00 -0000", "2026-11-24T03:52:00-00:00"},
    /* RFC 5322 4.3 */
    {"24 Nov 26 03:52:00 EST", "2026-11-24T03:52:00-05:00"},
    {"24 Nov 99 03:52:00 PDT", "1999-11-24T03:52:00-07:00"},
    {"24 Nov 49 03:52:00 UT", "2049-11-24T03:52:00+00:00"},
    {"24 Nov 50 03:52:00 UT", "1950-11-24T03:52:00+00:00"},
    {"24 Nov 126 03:52:00 GMT", "2026-11-24T03:52:00+00:00"},
    {"24 Nov 2026 03:52:00 gmt", "2026-11-24T03:52:00+00:00"},
    {"24 Nov 2026 03:52:00 Z", "2026-11-24T03:52:00+00:00"},
    {"24 Nov 2026 03:52:00 A", "2026-11-24T03:52:00-00:00"},
    {"24 Nov 2026 03:52:00 y", "2026-11-24T03:52:00-00:00"},
    {"24 Nov 2026 03:52:00 JST", "2026-11-24T03:52:00+09:00"},
    {"24 Nov 2026 03:52:00 +0900 JST", "2026-11-24T03:52:00+09:00"},
    {"24 Nov 2026 03:52:00 CST +0800", "2026-11-24T03:52:00+08:00"},
    {"24 Nov 2026 03:52:00 GMT+0900", "2026-11-24T03:52:00+09:00"},
    {"24 Nov 2026 03:52:00 -0500 (EST); ignored 7", "2026-11-24T03:52:00-05:00"},
    /* ctime, ISO 8601 and the like */
    {"Tue Nov 24 03:52:00 2026 +0900", "2026-11-24T03:52:00+09:00"},
    {"Tue Nov  4 03:52:00 JST 2026", "2026-11-04T03:52:00+09:00"},
    {"2026-11-24T03:52:00Z", "2026-11-24T03:52:00+00:00"},
    {"2026-11-24T03:52:00+09:00", "2026-11-24T03:52:00+09:00"},
    {"2026-11-24T03:52:00.123456-05:00", "2026-11-24T03:52:00-05:00"},
    {"2026-11-24t03:52z", "2026-11-24T03:52:00+00:00"},
    {"2026-11-24 03:52:00 +0900", "2026-11-24T03:52:00+09:00"},
    {"2026/11/24 03:52:00 +0900", "2026-11-24T03:52:00+09:00"},
    {"2026-11-24 03:52:00+09", "2026-11-24T03:52:00+09:00"},
    {"24-Nov-2026 03:52:00 +0900", "2026-11-24T03:52:00+09:00"},
    {"24-Nov-26 03:52:00 UTC", "2026-11-24T03:52:00+00:00"},
    /* days and times that do not exist */
    {"29 Feb 2023 00:00:00 +0000", NULL},
    {"29 Feb 1900 00:00:00 +0000", NULL},
    {"31 Apr 2026 00:00:00 +0000", NULL},
    {"0 Nov 2026 00:00:00 +0000", NULL},
    {"32 Nov 2026 00:00:00 +0000", NULL},
    {"24 Nov 2026 24:00:00 +0000", NULL},
    {"24 Nov 2026 03:60:00 +0000", NULL},
    {"24 Nov 2026 03:52:61 +0000", NULL},
    {"24 Nov 1899 03:52:00 +0000", NULL},
    {"2026-13-24T03:52:00Z", NULL},
    {"2026-00-24T03:52:00Z", NULL},
    {"24 Nov 2026 03:52:00 +2400", NULL},
    {"24 Nov 2026 03:52:00 +0960", NULL},
    /* too little, too much, something else */
    {"24 Nov 2026 03:52:00", NULL},
    {"Tue Nov 24 03:52:00 2026", NULL},
    {"24 Nov 2026 +0900", NULL},
    {"24 Nov 03:52:00 +0900", NULL},
    {"2026 03:52:00 +0900", NULL},
    {"24 Nov 2026 03:52:00 IST", NULL},
    {"24 Nov 2026 03:52:00 J", NULL},
    {"24 Nov 2026 3:52 PM +0900", NULL},
    {"24 Nov Nov 2026 03:52:00 +0900", NULL},
    {"24 Nov 2026 2027 03:52:00 +0900", NULL},
    {"24 Nov 2026 03:52:00 03:52:00 +0900", NULL},
    {"24 Foo 2026 03:52:00 +0900", NULL},
    {"24 Nov 20260 03:52:00 +0900", NULL},
    {"24 Nov 2026 03:5:00 +0900", NULL},
    {"24 Nov 2026 03:52: +0900", NULL},
    {"24 Nov 2026 03:52:00 0900", NULL},
    {"24 Nov 2026 03:52:00 +090", NULL},
    {"24 Nov 2026 (open 03:52:00 +0900", NULL},
    {"24-Nov- 03:52:00 +0900", NULL},
    {"24--2026 03:52:00 +0900", NULL},
    {"2026-11/24T03:52:00Z", NULL},
    {"2026-11-24T", NULL},
    {"yesterday", NULL},
    {"", NULL},
    {" ,,, ", NULL},
};

#define ROWS (sizeof rows / sizeof rows[0])

Test(date, follows_the_table)
{
    for (size_t i = 0; i < ROWS; i++) {
        char buffer[MDR_DATE_SIZE] = "untouched";
        size_t n = mdr_date_read(mdr_span_make(rows[i].text, strlen(rows[i].text)), buffer);
        cr_expect_eq(n, rows[i].date ? strlen(rows[i].date) : 0, "%s: %zu '%s'", rows[i].text, n, buffer);
        cr_expect_str_eq(buffer, rows[i].date ? rows[i].date : "untouched", "%s: %s", rows[i].text, buffer);
    }
    char buffer[MDR_DATE_SIZE];
    cr_expect_eq(mdr_date_read(MDR_SPAN_NONE, buffer), 0);
}

/* What was written is read again as itself. */
static void read_exactly(const char *text, size_t n)
{
    char buffer[MDR_DATE_SIZE], again[MDR_DATE_SIZE];
    char *copy = malloc(n ? n : 1);
    cr_assert_not_null(copy);
    memcpy(copy, text, n);
    size_t length = mdr_date_read(mdr_span_make(copy, n), buffer);
    free(copy);
    if (length == 0)
        return;
    cr_expect_eq(length, 25);
    cr_expect_eq(buffer[length], '\0');
    cr_expect_eq(mdr_date_read(mdr_span_make(buffer, length), again), length, "%s", buffer);
    cr_expect_str_eq(buffer, again);
}

Test(date, prefixes_and_changed_texts_stay_inside)
{
    static const char swap[] = "0123 :+-,()\\TZ\0\xe3";
    uint32_t random = 5;
    for (size_t i = 0; i < ROWS; i++) {
        size_t n = strlen(rows[i].text);
        char text[96];
        cr_assert_leq(n, sizeof text);
        for (size_t cut = 0; cut <= n; cut++)
            read_exactly(rows[i].text, cut);
        for (unsigned round = 0; round < 500 && n > 0; round++) {
            memcpy(text, rows[i].text, n);
            for (int change = 0; change < 2; change++) {
                random = random * 1664525U + 1013904223U;
                text[(random >> 8) % n] = swap[(random >> 24) % (sizeof swap - 1)];
            }
            read_exactly(text, n);
        }
    }
}
