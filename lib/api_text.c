/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts made by the library, and JSON, the first of them: documented in modori.h. */
#include "api_text.h"
#include "say/say.h"

struct modori_text {
    struct mdr_arena arena;
    struct mdr_builder builder;
    struct mdr_span s;
};

struct modori_text *mdr_text_object_new(struct mdr_allocator allocator)
{
    struct modori_text *text = mdr_allocator_new(allocator, sizeof *text);
    if (text) {
        mdr_arena_init(&text->arena, allocator);
        mdr_builder_init(&text->builder, &text->arena);
    }
    return text;
}

struct mdr_builder *mdr_text_object_builder(struct modori_text *text)
{
    return &text->builder;
}

int32_t mdr_text_object_finish(struct modori_text *text, struct modori_text **ret_text)
{
    text->s = mdr_builder_finish(&text->builder).s;
    if (mdr_arena_failed(&text->arena)) {
        modori_text_free(text);
        return MODORI_ERROR_MEMORY;
    }
    *ret_text = text;
    return MODORI_OK;
}

const char *modori_text_bytes(const modori_text *text, size_t *ret_len)
{
    if (!text)
        return NULL;
    if (ret_len)
        *ret_len = text->s.n;
    return text->s.p;
}

void modori_text_free(modori_text *text)
{
    if (!text)
        return;
    struct mdr_allocator allocator = text->arena.allocator;
    mdr_arena_free(&text->arena);
    mdr_allocator_free(allocator, text, sizeof *text);
}

int32_t modori_report_json(const modori_report *report, const char *source, size_t source_len, uint64_t index,
                           modori_text **ret_text)
{
    if (!report || !ret_text)
        return MODORI_ERROR_ARGUMENT;
    struct modori_text *text = mdr_text_object_new(report->arena.allocator);
    if (!text)
        return MODORI_ERROR_MEMORY;
    struct mdr_span name = MDR_SPAN_NONE;
    if (source)
        name = mdr_span_make(source, source_len == MODORI_TERMINATED ? strlen(source) : source_len);
    mdr_json_report(&text->builder, report, name, index);
    return mdr_text_object_finish(text, ret_text);
}

int32_t modori_recipient_json(const modori_recipient *recipient, modori_text **ret_text)
{
    if (!recipient || !ret_text)
        return MODORI_ERROR_ARGUMENT;
    struct modori_text *text = mdr_text_object_new(recipient->arena->allocator);
    if (!text)
        return MODORI_ERROR_MEMORY;
    mdr_json_recipient(&text->builder, recipient);
    return mdr_text_object_finish(text, ret_text);
}
