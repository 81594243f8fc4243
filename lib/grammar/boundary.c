/* SPDX-License-Identifier: BSD-2-Clause */
/* Delimiters of multiparts: see boundary.h. */
#include "grammar/boundary.h"
#include "grammar/header.h"

#include <stdint.h>

/* What stands behind a boundary: nothing but blanks (its delimiter), or "--" and blanks (its close). */
static bool delimiter_tail(struct mdr_span s, size_t at, struct mdr_delimiter *ret)
{
    bool close = s.n - at >= 2 && s.p[at] == '-' && s.p[at + 1] == '-';
    if (close)
        at += 2;
    while (at < s.n && (mdr_is_blank(s.p[at]) || s.p[at] == '\r'))
        at++;
    if (at < s.n && s.p[at] != '\n')
        return false;
    ret->next = at < s.n ? at + 1 : at;
    ret->close = close;
    return true;
}

bool mdr_delimiter_at(const struct mdr_levels *levels, struct mdr_span s, size_t at, struct mdr_delimiter *ret)
{
    size_t longest = 0;
    if (s.n - at < 3 || s.p[at] != '-' || s.p[at + 1] != '-')
        return false;
    size_t from = at + 2;
    for (size_t i = levels->n; i-- > 0;) {
        struct mdr_span b = levels->level[i].boundary;
        struct mdr_delimiter found;
        if (b.n <= longest || s.n - from < b.n || s.p[from] != b.p[0] || memcmp(s.p + from, b.p, b.n) != 0 ||
            !delimiter_tail(s, from + b.n, &found))
            continue;
        longest = b.n;
        *ret = (struct mdr_delimiter){at, found.next, i, found.close};
    }
    return longest > 0;
}

static bool any_boundary(const struct mdr_levels *levels)
{
    for (size_t i = 0; i < levels->n; i++)
        if (levels->level[i].boundary.n > 0)
            return true;
    return false;
}

bool mdr_delimiter_next(const struct mdr_levels *levels, struct mdr_span s, size_t at, struct mdr_delimiter *ret)
{
    if (!any_boundary(levels))
        return false;
    for (at = mdr_line_starting(s, '-', at); at != MDR_NOT_FOUND; at = mdr_line_starting_behind(s, '-', at))
        if (mdr_delimiter_at(levels, s, at, ret))
            return true;
    return false;
}

/* ---- guessing ------------------------------------------------------------------------------- */

#define GUESS_LINES    32 /* different "--" lines that are remembered */
#define BOUNDARY_ROOM  70 /* RFC 2046 5.1.1 */

struct guess {
    struct mdr_span boundary;
    size_t at;
};

/* The boundary that the "--" line at `at` would have; absent when no generator writes such a one. */
static struct mdr_span boundary_of_line(struct mdr_span s, size_t at, bool *ret_close)
{
    struct mdr_span b = mdr_span_cut(s, at + 2, at + 2 + BOUNDARY_ROOM + 4);
    size_t end = mdr_find_byte(b, '\n', 0);
    if (end == MDR_NOT_FOUND && s.n - at > BOUNDARY_ROOM + 6)
        return MDR_SPAN_NONE;
    b = mdr_span_cut(b, 0, end == MDR_NOT_FOUND ? b.n : end);
    while (b.n > 0 && mdr_is_space(b.p[b.n - 1]))
        b.n--;
    *ret_close = b.n > 2 && b.p[b.n - 1] == '-' && b.p[b.n - 2] == '-';
    if (*ret_close)
        b.n -= 2;
    bool word = false;
    for (size_t i = 0; i < b.n; i++) {
        if (b.p[i] <= ' ' || b.p[i] == 0x7f)
            return MDR_SPAN_NONE;
        word = word || mdr_is_alnum(b.p[i]);
    }
    return word && b.n <= BOUNDARY_ROOM ? b : MDR_SPAN_NONE;
}

/* Whether the boundary was seen before; remembers it when there is room. */
static const struct guess *guess_seen(struct guess *seen, size_t *n, struct mdr_span b, size_t at)
{
    for (size_t i = 0; i < *n; i++)
        if (mdr_span_equal(seen[i].boundary, b))
            return &seen[i];
    if (*n < GUESS_LINES)
        seen[(*n)++] = (struct guess){b, at};
    return NULL;
}

struct mdr_span mdr_boundary_guess(struct mdr_span body, size_t *ret_at)
{
    struct guess seen[GUESS_LINES], repeated = {MDR_SPAN_NONE, 0};
    size_t n = 0;
    for (size_t at = mdr_line_starting(body, '-', 0); at != MDR_NOT_FOUND;
         at = mdr_line_starting_behind(body, '-', at)) {
        bool close = false;
        if (body.n - at < 3 || body.p[at + 1] != '-')
            continue;
        struct mdr_span b = boundary_of_line(body, at, &close);
        if (!b.p)
            continue;
        struct mdr_span next = mdr_span_from(body, mdr_line_after(body, at));
        if (!close && mdr_starts_with_fold(next, MDR_SPAN("content-"))) {
            *ret_at = at;
            return b;
        }
        const struct guess *again = repeated.boundary.p ? NULL : guess_seen(seen, &n, b, at);
        if (again)
            repeated = *again;
    }
    if (repeated.boundary.p)
        *ret_at = repeated.at;
    return repeated.boundary;
}

#define PREAMBLE_MOST 1024 /* bytes above the first delimiter: one line or two, by all generators */

struct mdr_span mdr_boundary_lost(struct mdr_span body, size_t *ret_at)
{
    size_t at = 0;
    struct mdr_span b = mdr_boundary_guess(body, &at);
    if (!b.p || !mdr_starts_with_fold(mdr_span_from(body, mdr_line_after(body, at)), MDR_SPAN("content-")))
        return MDR_SPAN_NONE;
    /* Where it stands first it is a delimiter, and not a parameter of a header. */
    size_t first = mdr_find(mdr_span_cut(body, 0, PREAMBLE_MOST), b, 0);
    if (first == MDR_NOT_FOUND || first < 2 || body.p[first - 1] != '-' || body.p[first - 2] != '-' ||
        (first > 2 && body.p[first - 3] != '\n'))
        return MDR_SPAN_NONE;
    *ret_at = first - 2;
    return b;
}
