/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tables of reply codes and of enhanced status codes share. */
#include "words/codes.h"

#include "bytes/ascii.h"
#include "bytes/sorted.h"
#include "words/words.h"

#include <modori.h>

_Static_assert(offsetof(struct mdr_code_row, key) == 0, "rows begin with their key");

const struct mdr_code_row *mdr_code_find(const struct mdr_code_row *rows, size_t count, int32_t key)
{
    return mdr_sorted_number(key, rows, count, sizeof *rows);
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
    case MDR_CODE_MEANS:
        return row->means;
    default:
        return (struct mdr_piece){0, 0};
    }
}

bool mdr_code_fits(struct mdr_span names, int32_t reason)
{
    struct mdr_span name = mdr_enum_name(MODORI_ENUM_REASON, reason);
    for (size_t at = 0; at < names.n;) {
        size_t blank = mdr_find_byte(names, ' ', at), end = blank == MDR_NOT_FOUND ? names.n : blank;
        if (mdr_span_equal(mdr_span_cut(names, at, end), name))
            return true;
        at = end + 1;
    }
    return names.n == 0;
}
