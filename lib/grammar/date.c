/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates, RFC 5322 3.3 and 4.3: see date.h. */
#include "grammar/date.h"
#include "bytes/ascii.h"
#include "grammar/field.h"
#include "grammar/name.h"

#define WORDS_MAX 16 /* words of a date; what is behind them is none of it */

/*
 * date-time = [ day-name "," ] day month year hour ":" minute [ ":" second ] zone
 *
 * The words are told apart by their form, not by their place, which serves asctime and ISO forms
 * too: every part may come once.
 */

enum zone_kind {
    ZONE_NONE = 0,
    ZONE_NAME,    /* a name that stands for an offset */
    ZONE_UNKNOWN, /* a military letter: RFC 5322 4.3 */
    ZONE_NUMBER
};

struct date {
    unsigned year, month, day, hour, minute, second;
    bool has_year, has_month, has_day, has_time;
    enum zone_kind zone;
    int offset; /* minutes */
    bool wrong; /* something was met twice, or has no sense */
};

/* ---- pieces ------------------------------------------------------------------------------- */

/* Digits at s[*at]: least to most of them; *at moves behind them. */
static bool take_digits(struct mdr_span s, size_t *at, size_t least, size_t most, unsigned *ret)
{
    size_t n = 0;
    unsigned value = 0;
    while (*at + n < s.n && n < most && mdr_is_digit(s.p[*at + n]))
        value = value * 10 + (unsigned)(s.p[*at + n++] - '0');
    if (n < least || (*at + n < s.n && mdr_is_digit(s.p[*at + n])))
        return false;
    *at += n;
    *ret = value;
    return true;
}

static bool take_byte(struct mdr_span s, size_t *at, char c)
{
    if (*at >= s.n || s.p[*at] != c)
        return false;
    (*at)++;
    return true;
}

#define NAME_SIZE 10

/* The place of a name, or of its first three letters, in a list, from 1; 0 when it is not there. */
static unsigned name_index(struct mdr_span word, const char (*list)[NAME_SIZE], unsigned names)
{
    if (word.n < 3 || word.n >= NAME_SIZE || !mdr_is_alpha(word.p[0]))
        return 0;
    char first = mdr_lower(word.p[0]);
    for (unsigned i = 0; i < names; i++)
        if (first == list[i][0] && mdr_equal_fold(word, mdr_span_make(list[i], word.n)) &&
            (word.n == 3 || list[i][word.n] == '\0'))
            return i + 1;
    return 0;
}

static unsigned month_of(struct mdr_span word)
{
    static const char months[12][NAME_SIZE] = {"january", "february", "march",     "april",   "may",      "june",
                                               "july",    "august",   "september", "october", "november", "december"};
    return name_index(word, months, 12);
}

static bool is_weekday(struct mdr_span word)
{
    static const char days[7][NAME_SIZE] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};
    return name_index(word, days, 7) > 0;
}

/* ---- zones -------------------------------------------------------------------------------- */

struct zone_row {
    char name[5];
    signed char hours;
};

/* Those of RFC 5322 4.3, and names that mean one offset everywhere. */
static const struct zone_row zones[] = {
    {"UT", 0},   {"GMT", 0},  {"UTC", 0},  {"Z", 0},    {"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
    {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}, {"JST", 9},  {"KST", 9},  {"WET", 0},  {"WEST", 1},
    {"CET", 1},  {"CEST", 2}, {"MET", 1},  {"MEST", 2}, {"EET", 2},  {"EEST", 3}, {"MSK", 3},
};

/* "+0900", "+09:00", "-5" of ISO 8601. */
static bool zone_number(struct mdr_span word, int *ret)
{
    unsigned hours, minutes = 0;
    size_t at = 1;
    if (word.n < 2 || (word.p[0] != '+' && word.p[0] != '-'))
        return false;
    if (word.n == 5) {
        if (!take_digits(word, &at, 4, 4, &hours))
            return false;
        minutes = hours % 100;
        hours /= 100;
    } else if (!take_digits(word, &at, 1, 2, &hours)) {
        return false;
    } else if (take_byte(word, &at, ':') && !take_digits(word, &at, 2, 2, &minutes)) {
        return false;
    }
    if (at != word.n || hours > 23 || minutes > 59)
        return false;
    *ret = (int)(hours * 60 + minutes);
    if (word.p[0] == '-')
        *ret = -*ret;
    return true;
}

static bool zone_name(struct mdr_span word, struct date *date)
{
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (!mdr_equal_fold(word, mdr_name(zones[i].name)))
            continue;
        date->zone = ZONE_NAME;
        date->offset = zones[i].hours * 60;
        return true;
    }
    if (word.n != 1 || !mdr_is_alpha(word.p[0]) || mdr_lower(word.p[0]) == 'j')
        return false;
    date->zone = ZONE_UNKNOWN;
    return true;
}

/* A zone word: number, name, or a name with a number behind it ("GMT+0900"). */
static bool read_zone(struct mdr_span word, struct date *date)
{
    size_t sign = 0;
    while (sign < word.n && mdr_is_alpha(word.p[sign]))
        sign++;
    struct mdr_span number = mdr_span_from(word, sign);
    bool known = sign == 0 || date->zone == ZONE_NUMBER || zone_name(mdr_span_cut(word, 0, sign), date);
    if (number.n == 0)
        return sign > 0 && known;
    int offset;
    if (!known || date->zone == ZONE_NUMBER || !zone_number(number, &offset))
        return false;
    date->offset = offset;
    date->zone = offset == 0 && number.p[0] == '-' ? ZONE_UNKNOWN : ZONE_NUMBER;
    return true;
}

/* ---- words -------------------------------------------------------------------------------- */

/* "03:52", "3:52:00", "03:52:00.25"; a zone may hang on ("03:52:00Z", "03:52:00+09:00"). */
static bool read_time(struct mdr_span word, struct date *date)
{
    unsigned hour, minute, second = 0, fraction;
    size_t at = 0;
    if (!take_digits(word, &at, 1, 2, &hour) || !take_byte(word, &at, ':') || !take_digits(word, &at, 2, 2, &minute))
        return false;
    if (take_byte(word, &at, ':') && !take_digits(word, &at, 2, 2, &second))
        return false;
    if (take_byte(word, &at, '.') && !take_digits(word, &at, 1, 9, &fraction))
        return false;
    date->wrong = date->wrong || date->has_time || hour > 23 || minute > 59 || second > 60;
    date->has_time = true;
    date->hour = hour;
    date->minute = minute;
    date->second = second;
    return at == word.n || read_zone(mdr_span_from(word, at), date);
}

static void set_year(struct date *date, unsigned year, size_t digits)
{
    if (digits == 2)
        year += year < 50 ? 2000 : 1900;
    else if (digits == 3)
        year += 1900;
    date->wrong = date->wrong || date->has_year || year < 1900;
    date->year = year;
    date->has_year = true;
}

static void set_month(struct date *date, unsigned month)
{
    date->wrong = date->wrong || date->has_month || month < 1 || month > 12;
    date->month = month;
    date->has_month = true;
}

static void set_day(struct date *date, unsigned day)
{
    date->wrong = date->wrong || date->has_day;
    date->day = day;
    date->has_day = true;
}

/* A day or a year: the first short number is the day. */
static bool read_number(struct mdr_span word, struct date *date)
{
    unsigned value;
    size_t at = 0;
    if (!take_digits(word, &at, 1, 4, &value) || at != word.n)
        return false;
    if (at <= 2 && !date->has_day)
        set_day(date, value);
    else if (at > 1)
        set_year(date, value, at);
    else
        date->wrong = true;
    return true;
}

/* "2026-11-24", "2026/11/24", with "T03:52:00Z" behind it or not; "24-Nov-2026". */
static bool read_joined(struct mdr_span word, struct date *date)
{
    unsigned first, second;
    size_t at = 0;
    if (!take_digits(word, &at, 1, 4, &first) || at == word.n)
        return false;
    char mark = word.p[at];
    size_t digits = at++;
    if (mark != '-' && mark != '/')
        return false;
    if (digits == 4) {
        if (!take_digits(word, &at, 2, 2, &second) || !take_byte(word, &at, mark))
            return false;
        set_year(date, first, 4);
        set_month(date, second);
        if (!take_digits(word, &at, 2, 2, &second))
            return false;
        set_day(date, second);
        return at == word.n ||
               ((take_byte(word, &at, 'T') || take_byte(word, &at, 't')) && read_time(mdr_span_from(word, at), date));
    }
    size_t name = at;
    while (at < word.n && mdr_is_alpha(word.p[at]))
        at++;
    set_month(date, month_of(mdr_span_cut(word, name, at)));
    set_day(date, first);
    size_t year = ++at;
    if (digits > 2 || year >= word.n || word.p[year - 1] != mark || !take_digits(word, &at, 2, 4, &first))
        return false;
    set_year(date, first, at - year);
    return at == word.n;
}

static bool read_word(struct mdr_span word, struct date *date)
{
    if (mdr_is_digit(word.p[0]))
        return read_number(word, date) ||
               (mdr_find_byte(word, ':', 0) <= 2 ? read_time(word, date) : read_joined(word, date));
    unsigned month = month_of(word);
    if (month > 0)
        set_month(date, month);
    return month > 0 || is_weekday(word) || read_zone(word, date);
}

/* ---- the whole ---------------------------------------------------------------------------- */

/* Most bytes are told apart by the first comparison. */
static bool ends_word(char c)
{
    return c <= ',' && (mdr_is_space(c) || c == '(' || c == ',');
}

/* The next word; commas and comments part words as blanks do. Empty at the end. */
static struct mdr_span next_word(struct mdr_span s, size_t *at)
{
    while (*at < s.n) {
        size_t n = mdr_is_space(s.p[*at]) || s.p[*at] == ',' ? 1 : 0;
        if (s.p[*at] == '(')
            n = mdr_field_comment(mdr_span_from(s, *at));
        if (n == 0)
            break;
        *at += n;
    }
    size_t from = *at, end = from;
    while (end < s.n && !ends_word(s.p[end]))
        end++;
    *at = end;
    return mdr_span_cut(s, from, end);
}

static bool is_complete(const struct date *date)
{
    return date->has_year && date->has_month && date->has_day && date->has_time && date->zone != ZONE_NONE;
}

static bool exists(const struct date *date)
{
    static const unsigned char days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (date->year % 4 == 0 && date->year % 100 != 0) || date->year % 400 == 0;
    if (date->wrong || !is_complete(date) || date->day < 1)
        return false;
    return date->day <= days[date->month] || (leap && date->month == 2 && date->day == 29);
}

/* `digits` digits of value and a mark behind them; returns where the next thing goes. */
static char *put(char *to, unsigned value, size_t digits, char mark)
{
    for (size_t i = digits; i > 0; i--) {
        to[i - 1] = (char)('0' + value % 10);
        value /= 10;
    }
    to[digits] = mark;
    return to + digits + 1;
}

static size_t write_date(const struct date *date, char *buffer)
{
    bool west = date->offset < 0 || date->zone == ZONE_UNKNOWN;
    unsigned offset = (unsigned)(date->offset < 0 ? -date->offset : date->offset);
    if (date->zone == ZONE_UNKNOWN)
        offset = 0;
    char *to = put(buffer, date->year, 4, '-');
    to = put(to, date->month, 2, '-');
    to = put(to, date->day, 2, 'T');
    to = put(to, date->hour, 2, ':');
    to = put(to, date->minute, 2, ':');
    to = put(to, date->second, 2, west ? '-' : '+');
    to = put(to, offset / 60, 2, ':');
    to = put(to, offset % 60, 2, '\0');
    return (size_t)(to - buffer) - 1;
}

size_t mdr_date_read(struct mdr_span s, char buffer[MDR_DATE_SIZE])
{
    struct date date = {0};
    size_t at = 0;
    for (int words = 0; words < WORDS_MAX && !is_complete(&date); words++) {
        struct mdr_span word = next_word(s, &at);
        if (word.n == 0 || !read_word(word, &date))
            return 0;
    }
    int offset;
    if (date.zone == ZONE_NAME && zone_number(next_word(s, &at), &offset)) /* "JST +0900" */
        date.offset = offset;
    return exists(&date) ? write_date(&date, buffer) : 0;
}
