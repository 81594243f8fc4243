/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers with units: see quantity.h. */
#include "judge/quantity.h"
#include "bytes/ascii.h"
#include "bytes/cursor.h"

#define MOST_DIGITS 12
#define LEAD_BYTES  24 /* between a mark and its number: " of ", ": (", " exceeded ..." */

static const struct {
    char name[8];
    uint32_t seconds;
} time_units[] = {
    /* longer names before shorter ones that they begin with */
    {"sec", 1},     {"sek", 1},     {"seg", 1},        {"\xe7\xa7\x92", 1},
    {"min", 60},    {"\xe5\x88\x86", 60},              {"h", 3600},
    {"std", 3600},  {"stund", 3600},                   {"\xe6\x99\x82", 3600},
    {"or", 3600},   {"uur", 3600},  {"uren", 3600},    {"\xd1\x81\xd0\xb5\xd0\xba", 1},
    {"\xd0\xbc\xd0\xb8\xd0\xbd", 60},                  {"\xd1\x87\xd0\xb0\xd1\x81", 3600},
    {"da", 86400},  {"tag", 86400}, {"\xe6\x97\xa5", 86400},
    {"s", 1},       {"m", 60},      {"d", 86400},
};

static uint32_t time_unit(struct mdr_span s)
{
    for (size_t i = 0; i < sizeof time_units / sizeof *time_units; i++) {
        struct mdr_span name = mdr_span_make(time_units[i].name, strlen(time_units[i].name));
        if (!mdr_starts_with_fold(s, name))
            continue;
        /* a single letter stands alone: "5m", not "5 messages" */
        if (name.n == 1 && s.n > 1 && mdr_is_alpha(s.p[1]) && name.p[0] != 'h')
            continue;
        return time_units[i].seconds;
    }
    return 0;
}

/* To the next digit over blanks, letters and a few marks; false when there is none near. */
static bool skip_to_number(struct mdr_cursor *c)
{
    for (size_t i = 0; i < LEAD_BYTES && !mdr_cursor_end(c); i++, c->at++) {
        char byte = mdr_cursor_peek(c);
        if (mdr_is_digit(byte))
            return true;
        if (byte == '<' || byte == '@' || byte == '[' || byte == ';')
            return false;
    }
    return false;
}

/* "00:05:00" or "05:00" behind the first number; -1: no clock. */
static int64_t clock_time(struct mdr_cursor *c, uint64_t first)
{
    uint64_t second, third;
    struct mdr_cursor ahead = *c;
    if (!mdr_cursor_take(&ahead, ':') || !mdr_cursor_number(&ahead, 2, &second))
        return -1;
    *c = ahead;
    if (mdr_cursor_take(&ahead, ':') && mdr_cursor_number(&ahead, 2, &third))
        return (int64_t)(first * 3600 + second * 60 + third);
    return (int64_t)(first * 60 + second);
}

int64_t mdr_quantity_seconds(struct mdr_span s)
{
    struct mdr_cursor c = mdr_cursor_make(s);
    uint64_t number;
    if (!skip_to_number(&c) || !mdr_cursor_number(&c, 7, &number))
        return -1;
    int64_t clock = clock_time(&c, number);
    if (clock >= 0)
        return clock;
    mdr_cursor_skip_space(&c);
    mdr_cursor_take(&c, '(');
    uint32_t unit = time_unit(mdr_cursor_rest(&c));
    return unit == 0 ? -1 : (int64_t)(number * unit);
}

int64_t mdr_quantity_seconds_before(struct mdr_span s, size_t at)
{
    uint32_t unit = time_unit(mdr_span_from(s, at));
    while (at > 0 && mdr_is_blank(s.p[at - 1]))
        at--;
    size_t from = at;
    while (from > 0 && mdr_is_digit(s.p[from - 1]))
        from--;
    uint64_t number;
    if (unit == 0 || from == at || mdr_read_number(mdr_span_cut(s, from, at), 7, &number) == 0)
        return -1;
    return (int64_t)(number * unit);
}

static uint64_t size_unit(struct mdr_span s)
{
    if (s.n == 0 || !mdr_is_alpha(s.p[0]))
        return 1;
    char second = s.n > 1 ? mdr_lower(s.p[1]) : ' ';
    bool unit = !mdr_is_alpha(second) || second == 'b' || second == 'i' || mdr_starts_with_fold(mdr_span_from(s, 1), MDR_SPAN("ilo")) ||
                mdr_starts_with_fold(mdr_span_from(s, 1), MDR_SPAN("ega")) || mdr_starts_with_fold(mdr_span_from(s, 1), MDR_SPAN("iga"));
    switch (unit ? mdr_lower(s.p[0]) : ' ') {
    case 'k':
        return 1024;
    case 'm':
        return 1024 * 1024;
    case 'g':
        return 1024 * 1024 * 1024;
    default:
        return 1;
    }
}

int64_t mdr_quantity_bytes(struct mdr_span s)
{
    struct mdr_cursor c = mdr_cursor_make(s);
    uint64_t number, tenths = 0;
    if (!skip_to_number(&c) || !mdr_cursor_number(&c, MOST_DIGITS, &number))
        return -1;
    bool decimal = false;
    struct mdr_cursor ahead = c;
    if (mdr_cursor_take(&ahead, '.') && mdr_is_digit(mdr_cursor_peek(&ahead))) {
        tenths = (uint64_t)(mdr_cursor_peek(&ahead) - '0');
        while (mdr_is_digit(mdr_cursor_peek(&ahead)) && ahead.at < c.at + 8)
            ahead.at++;
        c = ahead;
        decimal = true;
    }
    if (mdr_cursor_peek(&c) == '.' && decimal)
        return -1; /* an enhanced code or an IP */
    mdr_cursor_skip_space(&c);
    uint64_t unit = size_unit(mdr_cursor_rest(&c));
    if (decimal && unit == 1)
        return -1;
    return (int64_t)(number * unit + tenths * unit / 10);
}
