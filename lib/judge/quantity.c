/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers with units: see quantity.h. */
#include "judge/quantity.h"
#include "bytes/ascii.h"
#include "bytes/cursor.h"
#include "bytes/utf8.h"
#include "recognise/word_list.h"

#define MOST_DIGITS 12
#define LEAD_BYTES  24 /* between a mark and its number: " of ", ": (", " exceeded ..." */
#define WORD_BYTES  24 /* of a number that is written as a word */
#define LARGEST     ((uint64_t)1 << 60)
#define SMALLEST    1000 /* without a unit: what is less is some other number, a reply's code for example */

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

/* A number of the list that is all of s; 0: none. */
static uint32_t number_word(struct mdr_span s)
{
    struct mdr_word word;
    return mdr_word_find(MDR_WORDS_NUMBER, s, &word) && word.end == s.n ? (uint32_t)word.value : 0;
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

/* A number of so many digits, or of the list, with white space behind it. */
static bool take_number(struct mdr_cursor *c, size_t digits, uint64_t *ret)
{
    struct mdr_word word;
    struct mdr_span rest = mdr_cursor_rest(c);
    if (mdr_cursor_number(c, digits, ret))
        return true;
    if (!mdr_word_find(MDR_WORDS_NUMBER, rest, &word) || mdr_space_at(rest, word.end) == 0)
        return false;
    *ret = (uint64_t)word.value;
    c->at += word.end;
    return true;
}

/* "30m" behind "1h": a smaller unit behind the rest of a larger one, an "and" or a comma between them; 0: none. */
static uint64_t smaller_time(struct mdr_cursor c, uint32_t larger)
{
    uint64_t number;
    struct mdr_word both;
    while (mdr_is_alpha(mdr_cursor_peek(&c)))
        c.at++;
    mdr_cursor_take(&c, ',');
    mdr_cursor_skip_space(&c);
    if (mdr_word_find(MDR_WORDS_TIME_AND, mdr_cursor_rest(&c), &both))
        c.at += both.end;
    mdr_cursor_skip_space(&c);
    if (!take_number(&c, 3, &number))
        return 0;
    mdr_cursor_skip_space(&c);
    uint32_t unit = time_unit(mdr_cursor_rest(&c));
    return unit < larger ? number * unit : 0;
}

/* A time at the cursor whose number is a word: "five minutes", "one hour and thirty minutes"; 0: none. */
static uint64_t spelled_time(struct mdr_cursor c)
{
    struct mdr_word word;
    uint64_t number;
    if (mdr_word_find(MDR_WORDS_TIME_SPELLED, mdr_cursor_rest(&c), &word))
        return (uint64_t)word.value;
    if (mdr_is_digit(mdr_cursor_peek(&c)) || !take_number(&c, 0, &number))
        return 0;
    mdr_cursor_skip_space(&c);
    uint32_t unit = time_unit(mdr_cursor_rest(&c)); /* "one" in "one or two hours" has none */
    return unit == 0 ? 0 : number * unit + smaller_time(c, unit);
}

/* The same at a word shortly behind, before any digit. */
static uint64_t spelled_time_near(struct mdr_cursor c)
{
    uint64_t seconds = 0;
    bool blank = true;
    for (size_t i = 0; i < LEAD_BYTES && !mdr_cursor_end(&c) && !mdr_is_digit(mdr_cursor_peek(&c)) && seconds == 0;
         i++, c.at++) {
        seconds = blank ? spelled_time(c) : 0;
        blank = mdr_is_space(mdr_cursor_peek(&c));
    }
    return seconds;
}

int64_t mdr_quantity_seconds(struct mdr_span s)
{
    struct mdr_cursor c = mdr_cursor_make(s);
    uint64_t number;
    uint64_t spelled = spelled_time_near(c);
    if (spelled > 0)
        return (int64_t)spelled;
    if (!skip_to_number(&c) || !mdr_cursor_number(&c, 7, &number))
        return -1;
    int64_t clock = clock_time(&c, number);
    if (clock >= 0)
        return clock;
    mdr_cursor_skip_space(&c);
    mdr_cursor_take(&c, '(');
    uint32_t unit = time_unit(mdr_cursor_rest(&c));
    return unit == 0 ? -1 : (int64_t)(number * unit + smaller_time(c, unit));
}

int64_t mdr_quantity_seconds_before(struct mdr_span s, size_t at)
{
    uint32_t unit = time_unit(mdr_span_from(s, at));
    while (at > 0 && mdr_is_blank(s.p[at - 1]))
        at--;
    size_t from = at;
    while (from > 0 && mdr_is_digit(s.p[from - 1]))
        from--;
    uint64_t number = 0;
    if (unit == 0)
        return -1;
    if (from < at)
        return mdr_read_number(mdr_span_cut(s, from, at), 7, &number) > 0 ? (int64_t)(number * unit) : -1;
    while (from > 0 && at - from < WORD_BYTES && !mdr_is_space(s.p[from - 1]))
        from--;
    number = number_word(mdr_span_cut(s, from, at));
    return number > 0 ? (int64_t)(number * unit) : -1;
}

/* "KB", "MiB", "Mo", "メガ" ..., or the letter alone; 1: bytes, or no unit. */
static uint64_t size_unit(struct mdr_span s)
{
    uint32_t unit = unit_of(MDR_WORDS_SIZE_UNIT, MDR_WORDS_SIZE_LETTER, s);
    return unit == 0 ? 1 : unit;
}

static bool digits_follow(struct mdr_span s, size_t at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at + i >= s.n || !mdr_is_digit(s.p[at + i]))
            return false;
    return at + n >= s.n || !mdr_is_digit(s.p[at + n]);
}

/* The number of another sentence is of something else. */
static bool begins_sentence(struct mdr_span s)
{
    for (size_t i = 0; i + 2 < s.n; i++)
        if (s.p[i] == '.' && mdr_is_space(s.p[i + 1]) && mdr_is_alpha(s.p[i + 2]))
            return true;
    return false;
}

struct amount {
    uint64_t number, tenths;
    size_t groups; /* of three digits behind a mark */
    char mark;     /* between them, or before the fraction */
    bool fraction;
};

/* "10485760", "20,480,000", "20.480.000", "10.5", "10,5"; false for what is longer than any size. */
static bool take_amount(struct mdr_cursor *c, struct amount *ret)
{
    size_t from = c->at;
    if (!mdr_cursor_number(c, MOST_DIGITS, &ret->number))
        return false;
    bool short_head = c->at - from <= 3;
    ret->mark = mdr_cursor_peek(c);
    if (ret->mark != '.' && ret->mark != ',')
        return true;
    while (short_head && ret->groups < 3 && mdr_cursor_peek(c) == ret->mark && digits_follow(c->s, c->at + 1, 3)) {
        uint64_t three = 0;
        c->at++;
        mdr_cursor_number(c, 3, &three);
        ret->number = ret->number * 1000 + three;
        ret->groups++;
    }
    if (ret->groups > 0 || c->at + 1 >= c->s.n || !mdr_is_digit(c->s.p[c->at + 1]))
        return true;
    ret->fraction = true;
    ret->tenths = (uint64_t)(c->s.p[c->at + 1] - '0');
    for (c->at++; mdr_is_digit(mdr_cursor_peek(c)) && c->at < from + 20;)
        c->at++;
    return true;
}

/* What is joined to a number makes something else of it: a code, an IP address, a date, a time, a host, an id. */
static bool is_part_of_more(const struct mdr_cursor *c, size_t from)
{
    char before = from > 0 ? c->s.p[from - 1] : ' ', after = mdr_cursor_peek(c);
    char next = c->at + 1 < c->s.n ? c->s.p[c->at + 1] : ' ';
    bool digit = mdr_is_digit(next);
    bool id = mdr_is_alnum(next) && (after == '_' || (after == '-' && c->at - from > 6)); /* "10-MB" is none */
    return mdr_is_alnum(before) || before == '.' || before == '-' || before == '/' || id ||
           (digit && (after == '.' || after == '-' || after == '/' || after == ':' || after == ','));
}

int64_t mdr_quantity_bytes(struct mdr_span s)
{
    struct mdr_cursor c = mdr_cursor_make(s);
    struct amount amount = {0, 0, 0, '\0', false};
    if (!skip_to_number(&c))
        return -1;
    size_t from = c.at;
    if (begins_sentence(mdr_span_cut(s, 0, from)) || !take_amount(&c, &amount) || is_part_of_more(&c, from))
        return -1;
    mdr_cursor_skip_space(&c);
    if (mdr_word_has(MDR_WORDS_NO_SIZE, mdr_cursor_rest(&c)))
        return -1;
    uint64_t unit = size_unit(mdr_cursor_rest(&c));
    if (amount.groups == 1 && amount.mark == '.' && unit > 1) /* "1.500 MB": a fraction; of bytes there is none */
        return (int64_t)(amount.number * unit / 1000);
    if ((unit == 1 && (amount.fraction || amount.number < SMALLEST)) || amount.number > LARGEST / unit)
        return -1;
    return (int64_t)(amount.number * unit + amount.tenths * unit / 10);
}
