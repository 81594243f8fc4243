/* SPDX-License-Identifier: BSD-2-Clause */
/* Language tags, and the general sentences of tables/lang/. */
#include "bytes/ascii.h"
#include "bytes/sorted.h"
#include "words/pool.h"
#include "words/words.h"

struct texts_row {
    struct mdr_piece id;
    struct mdr_piece text[MDR_LANGS];
};

#include "words/texts.inc"

/* The tag's first part decides; a locale's name ("ja_JP.UTF-8") is read like a tag of RFC 5646. */
int mdr_lang_of(const char *tag)
{
    if (!tag || mdr_lower(tag[0]) != 'j' || mdr_lower(tag[1]) != 'a')
        return MDR_LANG_EN;
    return mdr_is_alnum(tag[2]) ? MDR_LANG_EN : MDR_LANG_JA;
}

int mdr_lang_known(int lang)
{
    return lang == MDR_LANG_JA ? MDR_LANG_JA : MDR_LANG_EN;
}

static int by_id(const void *id, const void *row)
{
    return mdr_span_order(*(const struct mdr_span *)id,
                          mdr_pool_span(&texts_pool, ((const struct texts_row *)row)->id));
}

struct mdr_span mdr_text_find(struct mdr_span id, int lang)
{
    const struct texts_row *row =
        mdr_sorted_find(&id, texts_rows, sizeof texts_rows / sizeof *texts_rows, sizeof *texts_rows, by_id);
    return row ? mdr_pool_span(&texts_pool, row->text[mdr_lang_known(lang)]) : MDR_SPAN_NONE;
}
