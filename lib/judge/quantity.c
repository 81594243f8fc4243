/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers with units: see quantity.h. */
#include "judge/quantity.h"
#include "bytes/ascii.h"
#include "bytes/cursor.h"
#include "recognise/word_list.h"

#define MOST_DIGITS 12
#define LEAD_BYTES  24 /* between a mark and its number: " of ", ": (", " exceeded ..." */

/* What a list of units gives for the one that begins s, else a list of letters for one that stands alone: "5m", not
 * "5 messages". 0: none. */
static uint32_t unit_of(enum mdr_word_list units, enum mdr_word_list letters, struct mdr_span s)
{
    struct mdr_word word;
    bool found = mdr_word_find(units, s, &word) ||
                 (mdr_word_find(letters, s, &word) && (s.n == word.end || !mdr_is_alpha(s.p[word.end])));
    return found ? (uint32_t)word.value : 0;
}

static uint32_t time_unit(struct mdr_span s)
{
    return unit_of(MDR_WORDS_TIME_UNIT, MDR_WORDS_TIME_LETTER, s);
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
    uint32_t unit = unit_of(MDR_WORDS_SIZE_UNIT, MDR_WORDS_SIZE_LETTER, s);
    return unit == 0 ? 1 : unit;
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
