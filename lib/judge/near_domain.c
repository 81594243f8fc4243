/* SPDX-License-Identifier: BSD-2-Clause */
/* Near misses of well-known mail domains: see address_look.h and tables/near-domains.tab. */
#include "bytes/ascii.h"
#include "judge/address_look.h"
#include "words/pool.h"

#define DOMAIN_LONGEST 64 /* no domain of the table is nearly as long */
#define LABEL_SHORT    5  /* a first label below it is too short for a letter to be a slip: aol, goo, web */

struct domain_row {
    struct mdr_piece written, meant;
};

#include "judge/near_domains.inc"

#define ROWS(kind) kind##_rows, kind##_file

static struct mdr_span text_of(const struct domain_row *row)
{
    return mdr_pool_span(&domain_pool, row->written);
}

static struct mdr_span meant(const struct domain_row *row)
{
    return mdr_pool_span(&domain_pool, row->meant);
}

/* What a domain's rows are filed under. */
static size_t file_of(char first)
{
    return (unsigned char)first & 0x7F;
}

static const struct domain_row *find(const struct domain_row *rows, const uint16_t *file, struct mdr_span domain)
{
    size_t first = file_of(domain.p[0]);
    for (size_t i = file[first]; i < file[first + 1]; i++)
        if (rows[i].written.n == domain.n && mdr_span_equal(text_of(&rows[i]), domain))
            return &rows[i];
    return NULL;
}

/*
 * Whether one slip of the fingers lies between two texts: a letter too many, too few, another one, or two
 * neighbours changed (a Damerau-Levenshtein distance of 1).
 */
static bool one_slip(struct mdr_span a, struct mdr_span b)
{
    if (a.n > b.n) {
        struct mdr_span swap = a;
        a = b;
        b = swap;
    }
    if (b.n - a.n > 1)
        return false;
    size_t head = 0;
    while (head < a.n && a.p[head] == b.p[head])
        head++;
    struct mdr_span rest_a = mdr_span_from(a, head), rest_b = mdr_span_from(b, head);
    if (a.n < b.n)
        return mdr_span_equal(rest_a, mdr_span_from(rest_b, 1));
    if (rest_a.n == 0)
        return false;
    if (mdr_span_equal(mdr_span_from(rest_a, 1), mdr_span_from(rest_b, 1)))
        return true;
    return rest_a.n >= 2 && rest_a.p[0] == rest_b.p[1] && rest_a.p[1] == rest_b.p[0] &&
           mdr_span_equal(mdr_span_from(rest_a, 2), mdr_span_from(rest_b, 2));
}

static size_t first_label(struct mdr_span domain)
{
    size_t dot = mdr_find_byte(domain, '.', 0);
    return dot == MDR_NOT_FOUND ? domain.n : dot;
}

/*
 * The beginning of a name is what people get right; other names that differ there are names of
 * others (amail, email, ymail). Doubling or changing the first two letters is a slip.
 */
static bool begins_alike(struct mdr_span domain, struct mdr_span known)
{
    if (domain.n < 2 || known.n < 2)
        return false;
    bool changed = domain.n == known.n && domain.p[0] == known.p[1] && domain.p[1] == known.p[0];
    return domain.p[0] == known.p[0] || changed;
}

static bool is_country(struct mdr_span label)
{
    for (size_t i = 0; label.n == 2 && i + 1 < sizeof countries; i += 2)
        if (mdr_span_equal(mdr_span_make(countries + i, 2), label))
            return true;
    return false;
}

/* "ne.jp": no other country has this. */
static bool ends_alone(struct mdr_span domain, struct mdr_span country)
{
    size_t n = domain.n - country.n;
    struct mdr_span above = mdr_span_cut(domain, 0, n > 0 ? n - 1 : 0);
    return find(ROWS(alone), mdr_span_from(domain, above.n - mdr_behind_last(above, '.').n)) != NULL;
}

/* The same name in two countries: most of the big ones are in many. */
static bool other_country(struct mdr_span domain, struct mdr_span known)
{
    struct mdr_span country = mdr_behind_last(domain, '.'), known_country = mdr_behind_last(known, '.');
    size_t n = domain.n - country.n;
    if (ends_alone(known, known_country))
        return false;
    return is_country(country) && is_country(known_country) && n == known.n - known_country.n &&
           mdr_span_equal(mdr_span_cut(domain, 0, n), mdr_span_cut(known, 0, n));
}

static bool is_near(struct mdr_span domain, struct mdr_span known)
{
    if (!begins_alike(domain, known) || !one_slip(domain, known) || other_country(domain, known))
        return false;
    size_t label = first_label(known);
    if (label >= LABEL_SHORT)
        return true;
    /* A short name has to be right; the slip is behind it, and an ending of two letters is some other country's. */
    bool same_name =
        domain.n > label && mdr_span_equal(mdr_span_cut(domain, 0, label + 1), mdr_span_cut(known, 0, label + 1));
    return same_name && mdr_find_byte(mdr_span_from(known, label + 1), '.', 0) != MDR_NOT_FOUND;
}

static bool same_without_dots(struct mdr_span a, struct mdr_span b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.n && a.p[i] == '.')
            i++;
        while (j < b.n && b.p[j] == '.')
            j++;
        if (i >= a.n || j >= b.n)
            return i >= a.n && j >= b.n;
        if (a.p[i++] != b.p[j++])
            return false;
    }
}

static size_t lower_into(char *buffer, struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        buffer[i] = mdr_lower(s.p[i]);
    return s.n;
}

/* A last label that exists nowhere, put right. */
static struct mdr_span ending_meant(struct mdr_arena *arena, struct mdr_span domain)
{
    size_t dot = domain.n - mdr_behind_last(domain, '.').n;
    const struct domain_row *row = dot > 0 ? find(ROWS(ending), mdr_span_from(domain, dot)) : NULL;
    if (!row)
        return MDR_SPAN_NONE;
    char right[DOMAIN_LONGEST * 2];
    struct mdr_span ending = meant(row);
    memcpy(right, domain.p, dot);
    memcpy(right + dot, ending.p, ending.n);
    return mdr_arena_copy(arena, mdr_span_make(right, dot + ending.n));
}

/* The known domain that one is near to, of those in rows from `from` on up to `to`. */
static struct mdr_span near_among(struct mdr_span domain, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        struct mdr_span known = text_of(&known_rows[i]);
        if (is_near(domain, known) || same_without_dots(domain, known))
            return known;
    }
    return MDR_SPAN_NONE;
}

/* Only those that have its first letter first, or its second one (see begins_alike), or any behind a dot. */
static struct mdr_span near_of(struct mdr_span domain)
{
    if (domain.p[0] == '.')
        return near_among(domain, 0, sizeof known_rows / sizeof *known_rows);
    size_t first = file_of(domain.p[0]), second = domain.n > 1 ? file_of(domain.p[1]) : first;
    struct mdr_span known = near_among(domain, known_file[first], known_file[first + 1]);
    if (!known.p && second != first)
        known = near_among(domain, known_file[second], known_file[second + 1]);
    return known;
}

struct mdr_span mdr_domain_meant(struct mdr_arena *arena, struct mdr_span domain)
{
    char lower[DOMAIN_LONGEST];
    if (domain.n == 0 || domain.n > DOMAIN_LONGEST)
        return MDR_SPAN_NONE;
    struct mdr_span s = mdr_span_make(lower, lower_into(lower, domain));
    if (find(ROWS(known), s) || find(ROWS(real), s))
        return MDR_SPAN_NONE;
    const struct domain_row *row = find(ROWS(confused), s);
    if (row)
        return meant(row);
    struct mdr_span known = near_of(s);
    return known.p ? known : ending_meant(arena, s);
}

bool mdr_domain_is_carrier(struct mdr_span domain)
{
    for (size_t i = 0; i < sizeof carrier_rows / sizeof *carrier_rows; i++) {
        struct mdr_span carrier = text_of(&carrier_rows[i]);
        if (mdr_ends_with_fold(domain, carrier) && (domain.n == carrier.n || domain.p[domain.n - carrier.n - 1] == '.'))
            return true;
    }
    return false;
}
