/* SPDX-License-Identifier: BSD-2-Clause */
/* Enumerations: name, number and meaning of every value. */
#include "words/pool.h"
#include "words/words.h"

#include <modori.h>

struct vocab_row {
    int32_t value;
    struct mdr_piece name;
    struct mdr_piece text[MDR_LANGS];
    struct mdr_piece person[MDR_LANGS];
};

/* Rows of one enumeration, ascending by value; the same part of vocab_by_name is ascending by name.
 */
struct vocab_range {
    uint16_t first, count;
};

#include "words/vocab.inc"

#define VOCAB_ENUMS (sizeof vocab_ranges / sizeof vocab_ranges[0])

static struct vocab_range range_of(int32_t enumeration)
{
    if (enumeration < 0 || (size_t)enumeration >= VOCAB_ENUMS)
        return (struct vocab_range){0, 0};
    return vocab_ranges[enumeration];
}

static const struct vocab_row *find(int32_t enumeration, int32_t value)
{
    struct vocab_range range = range_of(enumeration);
    size_t low = range.first, high = low + range.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (vocab_rows[middle].value == value)
            return &vocab_rows[middle];
        if (vocab_rows[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct mdr_span mdr_enum_name(int32_t enumeration, int32_t value)
{
    const struct vocab_row *row = find(enumeration, value);
    return row ? mdr_pool_span(&vocab_pool, row->name) : MDR_SPAN_NONE;
}

bool mdr_enum_value(int32_t enumeration, struct mdr_span name, int32_t *ret)
{
    struct vocab_range range = range_of(enumeration);
    size_t low = range.first, high = low + range.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct vocab_row *row = &vocab_rows[vocab_by_name[middle]];
        int order = mdr_span_order(mdr_pool_span(&vocab_pool, row->name), name);
        if (order == 0) {
            *ret = row->value;
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

size_t mdr_enum_count(int32_t enumeration)
{
    return range_of(enumeration).count;
}

bool mdr_enum_at(int32_t enumeration, size_t index, int32_t *ret)
{
    struct vocab_range range = range_of(enumeration);
    if (index >= range.count)
        return false;
    *ret = vocab_rows[range.first + index].value;
    return true;
}

struct mdr_span mdr_enum_text(int32_t enumeration, int32_t value, int lang)
{
    const struct vocab_row *row = find(enumeration, value);
    return row ? mdr_pool_span(&vocab_pool, row->text[mdr_lang_known(lang)]) : MDR_SPAN_NONE;
}

struct mdr_span mdr_enum_text_person(int32_t enumeration, int32_t value, int lang)
{
    const struct vocab_row *row = find(enumeration, value);
    lang = mdr_lang_known(lang);
    if (row && row->person[lang].at != 0)
        return mdr_pool_span(&vocab_pool, row->person[lang]);
    return mdr_enum_text(enumeration, value, lang);
}
