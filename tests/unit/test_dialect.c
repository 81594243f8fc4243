/* SPDX-License-Identifier: BSD-2-Clause */
/* Dialects: every one of tables/dialects/ by its own examples. */
#include "recognise/dialect.h"
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
