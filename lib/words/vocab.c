/* SPDX-License-Identifier: BSD-2-Clause */
/* Enumerations: name, number and meaning of every value. */
#include "bytes/sorted.h"
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

_Static_assert(offsetof(struct vocab_row, value) == 0, "rows begin with their key");

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
    return mdr_sorted_number(value, &vocab_rows[range.first], range.count, sizeof *vocab_rows);
}

struct mdr_span mdr_enum_name(int32_t enumeration, int32_t value)
{
    const struct vocab_row *row = find(enumeration, value);
    return row ? mdr_pool_span(&vocab_pool, row->name) : MDR_SPAN_NONE;
}

static int by_name(const void *name, const void *index)
{
    const struct vocab_row *row = &vocab_rows[*(const uint16_t *)index];
    return mdr_span_order(*(const struct mdr_span *)name, mdr_pool_span(&vocab_pool, row->name));
}

bool mdr_enum_value(int32_t enumeration, struct mdr_span name, int32_t *ret)
{
    struct vocab_range range = range_of(enumeration);
    const uint16_t *index =
        mdr_sorted_find(&name, &vocab_by_name[range.first], range.count, sizeof *vocab_by_name, by_name);
    if (index)
        *ret = vocab_rows[*index].value;
    return index != NULL;
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
