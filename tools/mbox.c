/* SPDX-License-Identifier: BSD-2-Clause */
/* mbox: see mbox.h. */
#include "mbox.h"

#include <string.h>

static size_t line_end(const char *data, size_t n, size_t at)
{
    const char *end = memchr(data + at, '\n', n - at);
    return end ? (size_t)(end - data) + 1 : n;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "Tue Nov 24 03:52:00 2026": a month name and a time of day are what no sentence has together. */
static bool has_date(const char *line, size_t n)
{
    static const char months[] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    bool month = false, time = false;
    for (size_t i = 0; i + 5 <= n; i++) {
        for (size_t m = 0; line[i] == ' ' && line[i + 4] == ' ' && m < 12; m++)
            month = month || memcmp(line + i + 1, months + 4 * m, 3) == 0;
        time = time ||
               (digit(line[i]) && digit(line[i + 1]) && line[i + 2] == ':' && digit(line[i + 3]) && digit(line[i + 4]));
    }
    return month && time;
}

/* A header line: a name of letters, digits and "-", then a colon. */
static bool is_header_line(const char *data, size_t n, size_t at)
{
    size_t from = at;
    while (at < n && at - from < 80 &&
           ((data[at] >= 'a' && data[at] <= 'z') || (data[at] >= 'A' && data[at] <= 'Z') || digit(data[at]) ||
            data[at] == '-' || data[at] == '_'))
        at++;
    return at > from && at < n && data[at] == ':';
}

bool mbox_is_header(const char *data, size_t n)
{
    return is_header_line(data, n, 0);
}

static bool is_from_line(const char *data, size_t n, size_t at)
{
    if (n - at < 5 || memcmp(data + at, "From ", 5) != 0)
        return false;
    size_t end = line_end(data, n, at);
    size_t next = end;
    if (next < n && data[next] == '>') /* ">From " lines of some writers stand in between */
        next = line_end(data, n, next);
    return has_date(data + at, end - at) && is_header_line(data, n, next);
}

bool mbox_begins(const char *data, size_t n)
{
    return is_from_line(data, n, 0);
}

bool mbox_next(const char *data, size_t n, size_t *at, size_t *ret_from, size_t *ret_to)
{
    if (*at >= n)
        return false;
    size_t line = line_end(data, n, *at);
    bool empty = false;
    *ret_from = line;
    for (; line < n; line = line_end(data, n, line)) {
        if (empty && data[line] == 'F' && is_from_line(data, n, line))
            break;
        empty = data[line] == '\n' || (data[line] == '\r' && line + 1 < n && data[line + 1] == '\n');
    }
    *ret_to = line;
    *at = line;
    return true;
}
