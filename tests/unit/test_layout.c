/* SPDX-License-Identifier: BSD-2-Clause */
/* Columns, line breaks, and what may reach a terminal. */
#include "say/escape.h"
#include "say/layout.h"
#include "say/width.h"

#include <criterion/criterion.h>

static struct mdr_span span(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

Test(width, east_asian)
{
    static const struct {
        const char *text;
        size_t columns;
    } rows[] = {
        {"", 0},
        {"abc", 3},
        {"\xE6\x88\xBB\xE3\x82\x8A", 4},              /* kanji, hiragana */
        {"\xEF\xBD\xB1\xEF\xBE\x9E", 2},              /* half-width kana with its sound mark */
        {"\xEF\xBC\xA1\xEF\xBC\x88", 4},              /* full-width letter and parenthesis */
        {"e\xCC\x81", 1},                             /* combining accent */
        {"\xF0\x9F\x93\xA7", 2},                      /* emoji */
        {"\xEA\xB0\x80\xE4\xBD\xA0", 4},              /* hangul, han */
        {"\xC3\xA9\xD0\x96\xE2\x80\xA6", 3},          /* ambiguous ones take one */
        {"\xF0\xA0\xAE\xB7", 2},                      /* beyond the BMP */
        {"\xFF\xFE", 2},                              /* no UTF-8 at all */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(mdr_width(span(rows[i].text)), rows[i].columns, "row %zu", i);
}

Test(escape, shows_what_cannot_be_seen)
{
    static const struct {
        const char *text;
        size_t n;
        bool lines;
        const char *want;
    } rows[] = {
        {"plain text", 10, false, "plain text"},
        {"a\x1B[31mred", 9, false, "a\\u{1b}[31mred"},
        {"\xE2\x80\xAE" "exe.txt", 10, false, "\\u{202e}exe.txt"},
        {"\xC2\x9B" "1m", 4, false, "\\u{9b}1m"},
        {"x\x07\x7F", 3, false, "x\\u{7}\\u{7f}"},
        {"a\tb  c", 6, false, "a b c"},
        {"550-a\r\n550 b", 12, true, "550-a\n550 b"},
        {"550-a\r\n550 b", 12, false, "550-a 550 b"},
        {"a\rb", 3, true, "a\\u{d}b"},
        {"a\xE2\x80\x8B" "b", 5, false, "a\\u{200b}b"},
        {"\xE6\x88\xBB\xE3\x82\x8A", 6, false, "\xE6\x88\xBB\xE3\x82\x8A"},
        {"\xF3\xA0\x81\x81", 4, false, "\\u{e0041}"},
        {"ab", 3, false, "ab\\u{0}"},
    };
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_span got = mdr_escape(&arena, mdr_span_make(rows[i].text, rows[i].n), rows[i].lines, 0);
        cr_expect_str_eq(got.p, rows[i].want, "row %zu", i);
    }
    cr_expect_str_eq(mdr_escape(&arena, span("123456789"), false, 5).p, "12345 [...]");
    /* In front of a word that would lose its end, and behind one that does not. */
    cr_expect_str_eq(mdr_escape(&arena, span("see the page at example"), false, 10).p, "see the [...]");
    cr_expect_str_eq(mdr_escape(&arena, span("see the page at example"), false, 12).p, "see the page [...]");
    cr_expect_str_eq(mdr_escape(&arena, span("see\tthe  page"), false, 9).p, "see the [...]");
    cr_expect_str_eq(mdr_escape(&arena, span("a 23456789012345678901234567890123456789012345"), false, 44).p,
                     "a 234567890123456789012345678901234567890123 [...]");
    cr_expect_null(mdr_escape(&arena, MDR_SPAN_NONE, false, 5).p);
    /* A line end takes what is left of its line: three lines of 60 columns are 180, however short they are. */
    cr_expect_str_eq(mdr_escape(&arena, span("one\ntwo\nthree\nfour"), true, 180).p, "one\ntwo\nthree\n[...]");
    mdr_arena_free(&arena);
}

struct wrap_row {
    const char *lead;
    size_t hang, columns;
    const char *text, *want;
};

/* Columns are few here, so that the rows stay readable; 16 columns of text is the least that layout gives. */
static const struct wrap_row wrap_rows[] = {
    {"", 0, 20, "", "\n"},
    {"Who", 5, 40, "short", "Who  short\n"},
    {"Who", 5, 25, "one two three four five six", "Who  one two three four\n     five six\n"},
    {"- ", 2, 22, "a\nb", "- a\n  b\n"},
    {"", 0, 20, "mx.very-long-host-name.partner.example", "mx.very-long-host-\nname.partner.example\n"},
    {"", 0, 20, "hanako.sato.office@tokyo.example", "hanako.sato.office\n@tokyo.example\n"},
    {"", 0, 20, "a.longwordwithoutanyplacetobreak", "a.longwordwithoutany\nplacetobreak\n"},
    /* Twenty columns hold ten of these; the full stop may not begin a line, so a character comes with it. */
    {"", 0, 20, "\xE3\x81\x82\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\xE3\x81\x8D\xE3\x81\x8F\xE3\x81\x91\xE3\x81\x93\xE3\x80\x82\xE3\x81\x95",
     "\xE3\x81\x82\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\xE3\x81\x8D\xE3\x81\x8F\xE3\x81\x91\n\xE3\x81\x93\xE3\x80\x82\xE3\x81\x95\n"},
    /* No room beside the lead: below it. */
    {"label", 15, 26, "one two three four five six", "label\n  one two three four five\n  six\n"},
    {"label", 15, 27, "one two three", "label          one two\n               three\n"},
    {"", 15, 20, "one", "  one\n"},
    {"label", 15, 20, "", "label\n"},
    /* An opening bracket does not end a line. */
    {"", 0, 20, "\xE3\x81\x82\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\xE3\x81\x8D\xE3\x81\x8F\xE3\x81\x91\xEF\xBC\x88\xE3\x81\x95\xEF\xBC\x89",
     "\xE3\x81\x82\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\xE3\x81\x8D\xE3\x81\x8F\xE3\x81\x91\n\xEF\xBC\x88\xE3\x81\x95\xEF\xBC\x89\n"},
    /* A short note in square brackets stays whole; a long one breaks as all text. */
    {"", 0, 20, "\xE3\x81\x82\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\xEF\xBC\xBB\xE7\xA2\xBA\xE5\xBA\xA6\xEF\xBC\x9A\xE9\xAB\x98\xEF\xBC\xBD",
     "\xE3\x81\x82\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\n\xEF\xBC\xBB\xE7\xA2\xBA\xE5\xBA\xA6\xEF\xBC\x9A\xE9\xAB\x98\xEF\xBC\xBD\n"},
    {"", 0, 20, "\xE3\x81\x82\xEF\xBC\xBB\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\xE3\x81\x8D\xE3\x81\x8F\xE3\x81\x91\xE3\x81\x93\xE3\x81\x95",
     "\xE3\x81\x82\xEF\xBC\xBB\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\xE3\x81\x8D\xE3\x81\x8F\xE3\x81\x91\n\xE3\x81\x93\xE3\x81\x95\n"},
    /* Between wide and narrow a line may end without a blank. */
    {"", 0, 20, "\xE3\x81\x82\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B" "partner.example",
     "\xE3\x81\x82\xE3\x81\x84\xE3\x81\x86\xE3\x81\x88\xE3\x81\x8A\xE3\x81\x8B\npartner.example\n"},
};

Test(layout, breaks_lines)
{
    for (size_t i = 0; i < sizeof wrap_rows / sizeof *wrap_rows; i++) {
        const struct wrap_row *row = &wrap_rows[i];
        struct mdr_arena arena;
        struct mdr_builder b;
        mdr_arena_init(&arena, mdr_allocator_default());
        mdr_builder_init(&b, &arena);
        struct mdr_page page = {&b, row->columns};
        mdr_page_write(&page, span(row->lead), row->hang, span(row->text));
        cr_expect_str_eq(mdr_builder_finish(&b).s.p, row->want, "row %zu", i);
        mdr_arena_free(&arena);
    }
}
