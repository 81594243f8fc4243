/* SPDX-License-Identifier: BSD-2-Clause */
/* Recognising dialects: see dialect_mark.h. */
#include "recognise/dialect_mark.h"
#include "bytes/ascii.h"
#include "grammar/field.h"

#include <modori.h>

/* Marks stand near the top of a notice; what is further down may be the returned message. */
#define NEAR ((size_t)64 << 10)
/* A line with a mark is not longer. */
#define LINE_MAX_BYTES ((size_t)2 << 10)

/* What speaks for a dialect. */
struct tally {
    bool out, strong, hinted;
    uint8_t signs;
    size_t at; /* of its first strong mark: 0 for the header, 1 and up for the text */
    struct mdr_text mark;
};

struct finder {
    const struct mdr_dialect_table *table;
    const struct mdr_notice *notice;
    struct tally tally[MDR_DIALECTS_MAX];
    bool spoken[MDR_DIALECTS_MAX]; /* something speaks for it or against: it has a tally */
    uint8_t seen[MDR_MARKS_MAX / 8];
};

static void note(struct finder *f, size_t row, size_t at, struct mdr_text mark)
{
    const struct mdr_mark_row *m = &f->table->mark[row];
    struct tally *tally = &f->tally[m->dialect];
    if (row >= MDR_MARKS_MAX || (f->seen[row / 8] >> row % 8 & 1))
        return;
    f->seen[row / 8] |= (uint8_t)(1u << row % 8);
    if (!f->spoken[m->dialect])
        memset(tally, 0, sizeof *tally);
    f->spoken[m->dialect] = true;
    if (m->weight == MDR_MARK_NOT) {
        tally->out = true;
        return;
    }
    if (m->weight == MDR_MARK_SIGN || (m->weight == MDR_MARK_HINT && !tally->hinted))
        tally->signs++;
    tally->hinted = tally->hinted || m->weight == MDR_MARK_HINT;
    if (m->weight == MDR_MARK_STRONG && (!tally->strong || at < tally->at)) {
        tally->strong = true;
        tally->at = at;
        tally->mark = mark;
    } else if (!mdr_text_present(&tally->mark)) {
        tally->mark = mark;
    }
}

static bool fits(const struct finder *f, const struct mdr_mark_row *m, struct mdr_span s)
{
    struct mdr_captures captures;
    if (m->byte != '\0' && mdr_find_byte(s, m->byte, 0) == MDR_NOT_FOUND)
        return false;
    return m->pattern == MDR_PATTERN_NONE || mdr_pattern_match(&f->table->patterns, m->pattern, s, &captures);
}

/* ---- header, delivery-status fields --------------------------------------------------------- */

static bool name_fits(const struct finder *f, const struct mdr_mark_row *m, struct mdr_span name)
{
    struct mdr_span want = mdr_span_make(&f->table->patterns.pool[m->name], m->name_n);
    if (m->star == 255)
        return mdr_lower(name.p[0]) == mdr_lower(want.p[0]) && mdr_equal_fold(name, want);
    struct mdr_span head = mdr_span_cut(want, 0, m->star), tail = mdr_span_from(want, m->star + 1u);
    return name.n > head.n + tail.n && mdr_starts_with_fold(name, head) && mdr_ends_with_fold(name, tail);
}

static void look_at_field(struct finder *f, size_t file, const struct mdr_field *field)
{
    for (size_t i = f->table->place[file]; i < f->table->place[file + 1]; i++) {
        size_t row = f->table->place_mark[i];
        const struct mdr_mark_row *m = &f->table->mark[row];
        if (name_fits(f, m, field->name) && fits(f, m, field->body))
            note(f, row, 0, mdr_text_view(field->body, 0));
    }
}

/* One pass over the fields, those that a mark may be of compared with the marks that the name may have. */
static void look_at_fields(struct finder *f, enum mdr_mark_place place, uint32_t letters, struct mdr_span block)
{
    struct mdr_field_reader reader = mdr_field_reader_make(block);
    struct mdr_field field;
    for (size_t n = 0; n < f->notice->limits->fields && mdr_field_next_in(&reader, letters, &field); n++) {
        look_at_field(f, mdr_mark_file(f->table, place, 0), &field);
        if (field.name.n <= f->table->name_longest)
            look_at_field(f, mdr_mark_file(f->table, place, field.name.n), &field);
    }
}

/* From or Subject: the scanner finds the marks that can fit, a few have too short a literal for it. */
static void look_at_text(struct finder *f, enum mdr_mark_place place, const struct mdr_text *text)
{
    if (!mdr_text_present(text))
        return;
    struct mdr_scan scan = mdr_scan_start(&f->table->scan_heading, text->s);
    struct mdr_scan_hit hit;
    while (mdr_scan_next(&scan, &hit))
        if (hit.key < f->table->marks && f->table->mark[hit.key].place == place &&
            fits(f, &f->table->mark[hit.key], text->s))
            note(f, hit.key, 0, *text);
    size_t file = mdr_mark_file(f->table, place, 0);
    for (size_t i = f->table->place[file]; i < f->table->place[file + 1]; i++) {
        size_t row = f->table->place_mark[i];
        if (fits(f, &f->table->mark[row], text->s))
            note(f, row, 0, *text);
    }
}

/* ---- lines ---------------------------------------------------------------------------------- */

static bool is_quoted(struct mdr_span s, size_t from, size_t to)
{
    while (from < to && mdr_is_blank(s.p[from]))
        from++;
    return from < to && s.p[from] == '>';
}

/* The line around byte `at`; false when it is too long, or quoted. */
static bool line_around(struct mdr_span s, size_t at, size_t *ret_from, size_t *ret_to)
{
    size_t from = at, to = mdr_find_byte(mdr_span_cut(s, 0, at + LINE_MAX_BYTES + 1), '\n', at);
    while (from > 0 && s.p[from - 1] != '\n')
        if (at - --from > LINE_MAX_BYTES)
            return false;
    if (to == MDR_NOT_FOUND && s.n - at > LINE_MAX_BYTES)
        return false;
    *ret_from = from;
    *ret_to = to == MDR_NOT_FOUND ? s.n : to;
    return !is_quoted(s, from, *ret_to);
}

static bool is_seen(const struct finder *f, size_t row)
{
    return (f->seen[row / 8] >> row % 8 & 1) != 0;
}

static void look_at_line(struct finder *f, size_t row, size_t from, size_t to)
{
    if (!is_seen(f, row) && fits(f, &f->table->mark[row], mdr_span_cut(f->notice->text.s, from, to)))
        note(f, row, 1 + from, mdr_text_cut(&f->notice->text, from, to));
}

/* A mark with too short a literal for the scanner: each line that has a byte of it. */
static void look_for_byte(struct finder *f, struct mdr_span near, const struct mdr_line_mark *mark)
{
    for (size_t at = mdr_find_byte(near, mark->byte, 0); at != MDR_NOT_FOUND && !is_seen(f, mark->row);
         at = mdr_find_byte(near, mark->byte, at)) {
        size_t from, to;
        if (line_around(near, at, &from, &to) && to - from <= LINE_MAX_BYTES)
            look_at_line(f, mark->row, from, to);
        at = mdr_find_byte(near, '\n', at);
        if (at == MDR_NOT_FOUND)
            break;
    }
}

static void look_at_lines(struct finder *f)
{
    struct mdr_span near = mdr_span_cut(f->notice->text.s, 0, NEAR);
    struct mdr_scan scan = mdr_scan_start(&f->table->scan, near);
    struct mdr_scan_hit hit;
    size_t last_row = MDR_MARKS_MAX, last_at = 0, from, to;
    while (mdr_scan_next(&scan, &hit)) {
        /* The same mark again within one line would look at that line once more for nothing. */
        if (hit.key == last_row && hit.at - last_at < LINE_MAX_BYTES &&
            !memchr(&near.p[last_at], '\n', hit.at - last_at))
            continue;
        last_row = hit.key;
        last_at = hit.at;
        if (hit.key < MDR_MARKS_MAX && !is_seen(f, hit.key) && line_around(near, hit.at, &from, &to))
            look_at_line(f, hit.key, from, to);
    }
    for (size_t i = 0; i < f->table->line_marks; i++)
        look_for_byte(f, near, &f->table->line_mark[i]);
}

/* ---- the choice ----------------------------------------------------------------------------- */

static bool holds(const struct mdr_notice *notice, uint8_t when)
{
    if ((when & MDR_WHEN_FIELDS) && !notice->has_fields)
        return false;
    if ((when & MDR_WHEN_NO_FIELDS) && notice->has_fields)
        return false;
    if ((when & MDR_WHEN_HEADER) && notice->header.n == 0)
        return false;
    return !((when & MDR_WHEN_BARE) && notice->header.n > 0);
}

/* Whether dialect a is the better one: a strong mark first, then the earlier mark, then the rank. */
static bool is_better(const struct finder *f, size_t a, size_t b)
{
    if (b == MDR_DIALECT_NONE)
        return true;
    const struct tally *ta = &f->tally[a], *tb = &f->tally[b];
    if (ta->strong != tb->strong)
        return ta->strong;
    if (ta->strong && ta->at != tb->at)
        return ta->at < tb->at;
    if (f->table->dialect[a].rank != f->table->dialect[b].rank)
        return f->table->dialect[a].rank < f->table->dialect[b].rank;
    return ta->signs > tb->signs;
}

static void choose(const struct finder *f, struct mdr_found *ret)
{
    ret->dialect = MDR_DIALECT_NONE;
    for (size_t i = 0; i < f->table->dialects && i < MDR_DIALECTS_MAX; i++) {
        if (!f->spoken[i])
            continue;
        const struct tally *tally = &f->tally[i];
        const struct mdr_dialect_row *row = &f->table->dialect[i];
        bool enough = tally->strong || (tally->signs > 0 && tally->signs >= row->need);
        if (enough && !tally->out && holds(f->notice, row->when) && is_better(f, i, ret->dialect))
            ret->dialect = i;
    }
    if (ret->dialect == MDR_DIALECT_NONE)
        return;
    ret->sure = f->tally[ret->dialect].strong;
    ret->mark = f->tally[ret->dialect].mark;
}

void mdr_dialect_find(const struct mdr_dialect_table *table, const struct mdr_notice *notice, struct mdr_found *ret)
{
    struct finder f;
    memset(f.spoken, 0, sizeof f.spoken);
    memset(f.seen, 0, sizeof f.seen);
    memset(ret, 0, sizeof *ret);
    f.table = table;
    f.notice = notice;
    look_at_fields(&f, MDR_MARK_HEADER, table->header_letters, notice->header);
    look_at_fields(&f, MDR_MARK_FIELD, table->field_letters, notice->fields);
    look_at_text(&f, MDR_MARK_FROM, &notice->from);
    look_at_text(&f, MDR_MARK_SUBJECT, &notice->subject);
    look_at_lines(&f);
    choose(&f, ret);
}
