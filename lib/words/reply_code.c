/* SPDX-License-Identifier: BSD-2-Clause */
/* SMTP reply codes, RFC 5321 4.2; codes that no table knows by their first and second digit, 4.2.1.
 */
#include "words/codes.h"
#include "words/words.h"

#include <modori.h>

#include "words/reply_codes.inc"

#define REPLY_ROWS   (sizeof reply_rows / sizeof reply_rows[0])
#define REPLY_LISTED (sizeof reply_listed / sizeof reply_listed[0])

static const struct mdr_code_row *find(int32_t key)
{
    return mdr_code_find(reply_rows, REPLY_ROWS, key);
}

/* The row of the code's first digit: keys 2 to 5; 0 stands for digits outside of the grammar. */
static const struct mdr_code_row *class_row(int32_t code)
{
    const struct mdr_code_row *row = find(code / 100);
    return row ? row : find(0);
}

static const struct mdr_code_row *best_row(int32_t code)
{
    const struct mdr_code_row *row = find(code);
    if (!row)
        row = find(code / 10); /* 45z */
    return row ? row : class_row(code);
}

struct mdr_span mdr_reply_code_text(int32_t code, int32_t key, int lang)
{
    if (code < 100 || code > 999)
        return MDR_SPAN_NONE;
    lang = mdr_lang_known(lang);
    const struct mdr_code_row *row = best_row(code);
    if (key != MODORI_CODE_RETRY)
        return mdr_pool_span(&reply_pool, mdr_code_fact(row, key, lang));
    if (row->retry[MDR_RETRY_ANY][lang].at == 0)
        row = class_row(code);
    return mdr_pool_span(&reply_pool, row->retry[MDR_RETRY_ANY][lang]);
}

size_t mdr_reply_code_count(void)
{
    return REPLY_LISTED;
}

int32_t mdr_reply_code_at(size_t index)
{
    return index < REPLY_LISTED ? reply_rows[reply_listed[index]].key : -1;
}
