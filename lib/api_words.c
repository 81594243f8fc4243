/* SPDX-License-Identifier: BSD-2-Clause */
/* The public functions for names, meanings and codes: checks of arguments, then down to words. */
#include "words/words.h"

#include <modori.h>

/* The bytes, with a NUL behind them in every table; NULL and an untouched length when absent. */
static const char *leave(struct mdr_span text, size_t *ret_len)
{
    if (text.p && ret_len)
        *ret_len = text.n;
    return text.p;
}

static struct mdr_span enter(const char *text, size_t len)
{
    return mdr_span_make(text, len == MODORI_TERMINATED ? strlen(text) : len);
}

const char *modori_enum_name(int32_t enumeration, int32_t value, size_t *ret_len)
{
    return leave(mdr_enum_name(enumeration, value), ret_len);
}

int32_t modori_enum_value(int32_t enumeration, const char *name, size_t name_len, int32_t *ret_value)
{
    int32_t value;
    if (!name || !ret_value || !mdr_enum_value(enumeration, enter(name, name_len), &value))
        return MODORI_ERROR_ARGUMENT;
    *ret_value = value;
    return MODORI_OK;
}

size_t modori_enum_count(int32_t enumeration)
{
    return mdr_enum_count(enumeration);
}

int32_t modori_enum_at(int32_t enumeration, size_t index, int32_t *ret_value)
{
    int32_t value;
    if (!ret_value || !mdr_enum_at(enumeration, index, &value))
        return MODORI_ERROR_ARGUMENT;
    *ret_value = value;
    return MODORI_OK;
}

const char *modori_enum_text(int32_t enumeration, int32_t value, const char *lang, size_t *ret_len)
{
    return leave(mdr_enum_text(enumeration, value, mdr_lang_of(lang)), ret_len);
}

const char *modori_enum_text_person(int32_t enumeration, int32_t value, const char *lang, size_t *ret_len)
{
    return leave(mdr_enum_text_person(enumeration, value, mdr_lang_of(lang)), ret_len);
}

/* Facts that have no public key stay inside. */
static bool is_public(int32_t key)
{
    return key >= MODORI_CODE_STANDARD_TEXT && key <= MODORI_CODE_RETRY;
}

const char *modori_reply_code_text(int32_t code, int32_t key, const char *lang, size_t *ret_len)
{
    if (!is_public(key))
        return NULL;
    return leave(mdr_reply_code_text(code, key, mdr_lang_of(lang)), ret_len);
}

const char *modori_enhanced_code_text(const char *code, size_t code_len, int32_t key, const char *lang, size_t *ret_len)
{
    if (!code || !is_public(key))
        return NULL;
    return leave(mdr_enhanced_code_text(enter(code, code_len), key, mdr_lang_of(lang)), ret_len);
}

size_t modori_reply_code_count(void)
{
    return mdr_reply_code_count();
}

int32_t modori_reply_code_at(size_t index)
{
    return mdr_reply_code_at(index);
}

size_t modori_enhanced_code_count(void)
{
    return mdr_enhanced_code_count();
}

const char *modori_enhanced_code_at(size_t index, size_t *ret_len)
{
    return leave(mdr_enhanced_code_at(index), ret_len);
}
