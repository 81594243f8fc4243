/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tables of reply codes and of enhanced status codes share. */
#include "words/codes.h"

#include "words/words.h"

#include <modori.h>

const struct mdr_code_row *mdr_code_find(const struct mdr_code_row *rows, size_t count, int32_t key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].key == key)
            return &rows[middle];
        if (rows[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct mdr_piece mdr_code_fact(const struct mdr_code_row *row, int32_t key, int lang)
{
    switch (key) {
    case MODORI_CODE_STANDARD_TEXT:
        return row->standard_text;
    case MODORI_CODE_MEANING:
        return row->meaning[lang];
    case MODORI_CODE_REFERENCE:
        return row->reference;
    case MODORI_CODE_PHASES:
        return row->phases;
    case MODORI_CODE_NOTES:
        return row->notes[lang];
    case MODORI_CODE_STANDING:
        return row->standing;
    case MDR_CODE_CLASSES:
        return row->classes;
    case MDR_CODE_RELATED:
        return row->related;
    default:
        return (struct mdr_piece){0, 0};
    }
}
