/* SPDX-License-Identifier: BSD-2-Clause */
/* Words for people, by language: documented in modori.h. */
#include "api_text.h"
#include "say/explain.h"
#include "say/say.h"
#include "words/words.h"

#define COLUMNS       78   /* of a page, where the caller does not say */
#define COLUMNS_LEAST 20
#define COLUMNS_MOST  1000

/* 0 is the library's own; what no page can be made of is an argument error (-1). */
static int32_t columns_of(int32_t columns)
{
    if (columns == 0)
        return COLUMNS;
    return columns < COLUMNS_LEAST || columns > COLUMNS_MOST ? -1 : columns;
}

static bool is_style(int32_t style)
{
    return style == MODORI_EXPLAIN_ADMINISTRATOR || style == MODORI_EXPLAIN_PERSON;
}

int32_t modori_report_explain(const modori_report *report, const char *lang, int32_t style, int32_t columns,
                              modori_text **ret_text)
{
    int32_t width = columns_of(columns);
    if (!report || !ret_text || !is_style(style) || width < 0)
        return MODORI_ERROR_ARGUMENT;
    struct modori_text *text = mdr_text_object_new(report->arena.allocator);
    if (!text)
        return MODORI_ERROR_MEMORY;
    mdr_explain(mdr_text_object_builder(text), report, mdr_lang_of(lang), style, width);
    return mdr_text_object_finish(text, ret_text);
}

int32_t modori_report_compare(const modori_report *report, const modori_report *other, const char *lang,
                              int32_t columns, modori_text **ret_text)
{
    int32_t width = columns_of(columns);
    if (!report || !other || !ret_text || width < 0)
        return MODORI_ERROR_ARGUMENT;
    struct modori_text *text = mdr_text_object_new(report->arena.allocator);
    if (!text)
        return MODORI_ERROR_MEMORY;
    mdr_compare(mdr_text_object_builder(text), report, other, mdr_lang_of(lang), width);
    return mdr_text_object_finish(text, ret_text);
}

int32_t modori_report_compare_json(const modori_report *report, const modori_report *other, modori_text **ret_text)
{
    if (!report || !other || !ret_text)
        return MODORI_ERROR_ARGUMENT;
    struct modori_text *text = mdr_text_object_new(report->arena.allocator);
    if (!text)
        return MODORI_ERROR_MEMORY;
    mdr_compare_json(mdr_text_object_builder(text), report, other);
    return mdr_text_object_finish(text, ret_text);
}

/* ---- an explanation, piece by piece ------------------------------------------------------------ */

struct modori_explanation {
    struct mdr_arena arena;
    struct mdr_items items;
};

/* Texts of the tables are static; those of this mail are in the explanation's arena already, NUL-terminated. */
int32_t modori_report_explanation(const modori_report *report, const char *lang, int32_t style,
                                  modori_explanation **ret_explanation)
{
    if (!report || !ret_explanation || !is_style(style))
        return MODORI_ERROR_ARGUMENT;
    struct mdr_allocator allocator = report->arena.allocator;
    struct modori_explanation *explanation = mdr_allocator_new(allocator, sizeof *explanation);
    if (!explanation)
        return MODORI_ERROR_MEMORY;
    mdr_arena_init(&explanation->arena, allocator);
    mdr_items_make(&explanation->items, &explanation->arena, report, mdr_lang_of(lang), style);
    if (mdr_arena_failed(&explanation->arena)) {
        modori_explanation_free(explanation);
        return MODORI_ERROR_MEMORY;
    }
    *ret_explanation = explanation;
    return MODORI_OK;
}

size_t modori_explanation_count(const modori_explanation *explanation)
{
    return explanation ? explanation->items.n : 0;
}

int32_t modori_explanation_item(const modori_explanation *explanation, size_t index, int32_t *ret_item,
                                int32_t *ret_value, size_t *ret_recipient)
{
    if (!explanation || index >= explanation->items.n)
        return MODORI_ERROR_ARGUMENT;
    const struct mdr_item *item = &explanation->items.item[index];
    if (ret_item)
        *ret_item = item->item;
    if (ret_value)
        *ret_value = item->value;
    if (ret_recipient)
        *ret_recipient = item->recipient;
    return MODORI_OK;
}

static const char *give(struct mdr_span s, size_t *ret_len)
{
    if (s.p && ret_len)
        *ret_len = s.n;
    return s.p;
}

const char *modori_explanation_label(const modori_explanation *explanation, size_t index, size_t *ret_len)
{
    if (!explanation || index >= explanation->items.n)
        return NULL;
    return give(explanation->items.item[index].label, ret_len);
}

const char *modori_explanation_text(const modori_explanation *explanation, size_t index, size_t *ret_len)
{
    if (!explanation || index >= explanation->items.n)
        return NULL;
    return give(explanation->items.item[index].text, ret_len);
}

void modori_explanation_free(modori_explanation *explanation)
{
    if (!explanation)
        return;
    struct mdr_allocator allocator = explanation->arena.allocator;
    mdr_arena_free(&explanation->arena);
    mdr_allocator_free(allocator, explanation, sizeof *explanation);
}
