/* SPDX-License-Identifier: BSD-2-Clause */
/* Dialects: every one of tables/dialects/ by its own examples. */
#include "grammar/field.h"
#include "recognise/dialect.h"
#include "recognise/dialect_table.h"
#include "words/words.h"

#include "expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct dialect_example {
    const char *dialect, *place, *header, *text, *fields, *want;
};

static const struct dialect_example examples[] = {
#include "dialect_examples.inc"
};

static struct mdr_span span(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

/* The body of a header field, for examples: names at the start of a line. */
static struct mdr_text body_of(struct mdr_span header, const char *name)
{
    size_t at = mdr_find(header, span(name), 0);
    if (at == MDR_NOT_FOUND)
        return MDR_TEXT_NONE;
    at += strlen(name);
    return mdr_text_view(mdr_trim(mdr_span_cut(header, at, mdr_find_byte(header, '\n', at))), 0);
}

static void got_clue(const struct mdr_clue *clue, const struct mdr_utterance *u, const struct expect *e, char *buffer,
                     size_t size, const char *place)
{
    if (expect_is(e, "address"))
        expect_text(buffer, size, clue->address.s);
    else if (expect_is(e, "original"))
        expect_text(buffer, size, clue->original.s);
    else if (expect_is(e, "action"))
        expect_name(buffer, size, expect_actions, clue->action);
    else if (expect_is(e, "diagnostic"))
        expect_text(buffer, size, clue->diagnostic.s);
    else if (expect_is(e, "status") && u->enhanced.class_digit == 0)
        expect_text(buffer, size, clue->status.s);
    else if (expect_is(e, "alias") && mdr_text_present(&clue->alias))
        expect_text(buffer, size, clue->alias.s);
    else if (expect_is(e, "host") && mdr_text_present(&clue->host))
        expect_text(buffer, size, clue->host.s);
    else if (expect_is(e, "ip") && mdr_text_present(&clue->ip))
        expect_text(buffer, size, clue->ip.s);
    else if (expect_is(e, "phase") && u->phase == 0)
        expect_name(buffer, size, expect_phases, clue->phase ? clue->phase : mdr_phase_of(clue->command.s));
    else if (expect_is(e, "speaker") && u->speaker == 0)
        expect_name(buffer, size, expect_speakers, clue->speaker);
    else
        cr_assert(expect_utterance(u, e, buffer, size), "%s: no such key: %.*s", place, (int)e->key.n, e->key.p);
}

static void got_notice(const struct mdr_clues *c, const struct mdr_dialect *d, const struct expect *e, char *buffer,
                       size_t size, const char *place)
{
    if (expect_is(e, "mta"))
        expect_text(buffer, size, c->reporting_mta.s);
    else if (expect_is(e, "queue"))
        expect_text(buffer, size, c->queue_id.s);
    else if (expect_is(e, "sender"))
        expect_text(buffer, size, c->sender.s);
    else if (expect_is(e, "message-id"))
        expect_text(buffer, size, c->original_message_id.s);
    else if (expect_is(e, "subject"))
        expect_text(buffer, size, c->original_subject.s);
    else if (expect_is(e, "to"))
        expect_text(buffer, size, c->original_to.s);
    else if (expect_is(e, "action"))
        expect_name(buffer, size, expect_actions, c->action);
    else if (expect_is(e, "returned"))
        snprintf(buffer, size, "%d", mdr_text_present(&c->returned));
    else if (expect_is(e, "sure"))
        snprintf(buffer, size, "%d", d->sure);
    else if (expect_is(e, "speaker"))
        expect_name(buffer, size, expect_speakers, d->speaker);
    else if (expect_is(e, "kind"))
        expect_text(buffer, size, d->kind ? mdr_enum_name(MODORI_ENUM_KIND, d->kind) : MDR_SPAN("none"));
    else
        cr_assert(false, "%s: no such key: %.*s", place, (int)e->key.n, e->key.p);
}

static void check(const struct dialect_example *x, const struct mdr_clues *clues, const struct mdr_dialect *d)
{
    struct mdr_span rest = span(x->want);
    size_t clue = 0;
    bool nothing = false;
    while (rest.n > 0) {
        size_t end = mdr_find_byte(rest, '\n', 0);
        struct expect e = {mdr_span_cut(rest, 0, end), MDR_SPAN_NONE, MDR_SPAN_NONE};
        rest = mdr_span_from(rest, end + 1);
        bool notice = mdr_starts_with(e.rest, MDR_SPAN("notice "));
        if (mdr_span_equal(e.rest, MDR_SPAN("nothing"))) {
            nothing = true;
            cr_expect(!mdr_span_equal(d->name, span(x->dialect)), "%s: is recognised", x->place);
            continue;
        }
        if (notice)
            e.rest = mdr_span_from(e.rest, 7);
        else
            cr_assert_lt(clue, clues->n, "%s: %zu recipients only", x->place, clues->n);
        struct mdr_utterance u;
        memset(&u, 0, sizeof u);
        if (!notice)
            mdr_diagnostic_read(&clues->clue[clue].diagnostic, MDR_SPAN_NONE, &u);
        while (expect_next(&e)) {
            char got[1024];
            if (notice)
                got_notice(clues, d, &e, got, sizeof got, x->place);
            else
                got_clue(&clues->clue[clue], &u, &e, got, sizeof got, x->place);
            cr_expect(mdr_span_equal(span(got), e.value), "%s: %.*s is \"%s\", not \"%.*s\"", x->place, (int)e.key.n,
                      e.key.p, got, (int)e.value.n, e.value.p);
        }
        clue += !notice;
    }
    if (nothing)
        return;
    cr_expect(mdr_span_equal(d->name, span(x->dialect)), "%s: recognised as \"%.*s\"", x->place, (int)d->name.n,
              d->name.p ? d->name.p : "");
    cr_expect_eq(clues->n, clue, "%s: %zu recipients", x->place, clues->n);
}

Test(dialect, every_one_by_its_examples)
{
    static const struct mdr_limits limits = {MDR_LIMIT_DEPTH,  MDR_LIMIT_PARTS,   MDR_LIMIT_RECIPIENTS,
                                             MDR_LIMIT_FIELDS, MDR_LIMIT_NOTICE,  MDR_LIMIT_DIAGNOSTIC,
                                             MDR_LIMIT_LIST,   MDR_LIMIT_WITNESS, MDR_LIMIT_FIELD};
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const struct dialect_example *x = &examples[i];
        struct mdr_span header = span(x->header);
        struct mdr_notice notice = {.header = header,
                                    .from = body_of(header, "From:"),
                                    .subject = body_of(header, "Subject:"),
                                    .text = mdr_text_view(span(x->text), 0),
                                    .fields = span(x->fields),
                                    .has_fields = x->fields[0] != '\0',
                                    .limits = &limits};
        struct mdr_clues clues = {.arena = &arena, .limit = 100};
        struct mdr_dialect dialect;
        mdr_arena_reset(&arena);
        mdr_dialect_read(&notice, &clues, &dialect);
        check(x, &clues, &dialect);
    }
    mdr_arena_free(&arena);
}

/* ---- each mark and rule by a line that it was written for ---------------------------------------- */

#define RULE_TEST_MARK 1
#define RULE_TEST_RULE 2

struct rule_test {
    int what;
    const char *dialect, *place;
    uint16_t number; /* of a mark, or of a rule's pattern */
    const char *line; /* of its own; else one of the dialect's examples has to fit */
};

static const struct rule_test rule_tests[] = {
#include "dialect_rules.inc"
};

static bool pattern_fits(const struct mdr_dialect_table *t, uint16_t pattern, struct mdr_span line)
{
    struct mdr_captures captures;
    return pattern == MDR_PATTERN_NONE || mdr_pattern_match(&t->patterns, pattern, line, &captures);
}

static bool some_line_fits(const struct mdr_dialect_table *t, uint16_t pattern, struct mdr_span text)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = mdr_find_byte(text, '\n', at);
        end = end == MDR_NOT_FOUND ? text.n : end;
        if (pattern_fits(t, pattern, mdr_span_cut(text, at, end)))
            return true;
        at = end + 1;
    }
    return false;
}

static bool some_field_fits(const struct mdr_dialect_table *t, const struct mdr_mark_row *m, struct mdr_span block)
{
    struct mdr_field_reader reader = mdr_field_reader_make(block);
    struct mdr_field field;
    struct mdr_span want = mdr_span_make(&t->patterns.pool[m->name], m->name_n);
    struct mdr_span head = m->star == 255 ? want : mdr_span_cut(want, 0, m->star);
    struct mdr_span tail = m->star == 255 ? want : mdr_span_from(want, m->star + 1u);
    while (mdr_field_next(&reader, &field))
        if ((m->star != 255 || field.name.n == want.n) && mdr_starts_with_fold(field.name, head) &&
            mdr_ends_with_fold(field.name, tail) && pattern_fits(t, m->pattern, mdr_trim(field.body)))
            return true;
    return false;
}

/* Whether a mark fits a header, a text or delivery-status fields. */
static bool mark_fits(const struct mdr_dialect_table *t, const struct mdr_mark_row *m, struct mdr_span header,
                      struct mdr_span text, struct mdr_span fields)
{
    switch (m->place) {
    case MDR_MARK_FROM:
        return pattern_fits(t, m->pattern, body_of(header, "From:").s);
    case MDR_MARK_SUBJECT:
        return pattern_fits(t, m->pattern, body_of(header, "Subject:").s);
    case MDR_MARK_HEADER:
        return some_field_fits(t, m, header);
    case MDR_MARK_FIELD:
        return some_field_fits(t, m, fields);
    default:
        return some_line_fits(t, m->pattern, text);
    }
}

static bool fits_example(const struct mdr_dialect_table *t, const struct rule_test *r, const struct dialect_example *x)
{
    if (r->what == RULE_TEST_RULE)
        return some_line_fits(t, r->number, span(x->text));
    return mark_fits(t, &t->mark[r->number], span(x->header), span(x->text), span(x->fields));
}

/* A line of its own: of the text, or, for a mark elsewhere, a line of the header or of the fields. */
static bool fits_own(const struct mdr_dialect_table *t, const struct rule_test *r)
{
    struct mdr_span line = span(r->line);
    return r->what == RULE_TEST_RULE ? pattern_fits(t, r->number, line)
                                     : mark_fits(t, &t->mark[r->number], line, line, line);
}

Test(dialect, every_rule_has_a_line_that_it_fits)
{
    struct mdr_dialect_table table;
    mdr_dialect_table_get(&table);
    for (size_t i = 0; i < sizeof rule_tests / sizeof rule_tests[0]; i++) {
        const struct rule_test *r = &rule_tests[i];
        if (r->line[0] != '\0') {
            cr_expect(fits_own(&table, r), "%s: its line does not fit", r->place);
            continue;
        }
        bool fits = false;
        for (size_t k = 0; k < sizeof examples / sizeof examples[0] && !fits; k++)
            fits = strcmp(examples[k].dialect, r->dialect) == 0 && fits_example(&table, r, &examples[k]);
        cr_expect(fits, "%s: no line of an example fits", r->place);
    }
}
