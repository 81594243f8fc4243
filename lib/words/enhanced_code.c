/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Enhanced status codes, RFC 3463 and the registry of RFC 5248. "X" stands for the class where a
 * code is named without one ("X.1.1").
 */
#include "bytes/cursor.h"
#include "words/codes.h"
#include "words/words.h"

#include <modori.h>

#include "words/enhanced_codes.inc"

#define ENHANCED_ROWS   (sizeof enhanced_rows / sizeof enhanced_rows[0])
#define ENHANCED_LISTED (sizeof enhanced_listed / sizeof enhanced_listed[0])

/* A code in numbers; class 0 for "X". */
struct enhanced {
    int32_t class, subject, detail;
};

/* "." and 1 to 3 digits without leading zeros, RFC 3463 2. */
static bool read_part(struct mdr_cursor *c, int32_t *ret)
{
    uint64_t number;
    if (!mdr_cursor_take(c, '.'))
        return false;
    bool zero = mdr_cursor_peek(c) == '0';
    size_t start = c->at;
    if (!mdr_cursor_number(c, 3, &number) || (zero && c->at - start > 1))
        return false;
    *ret = (int32_t)number;
    return true;
}

static bool read_code(struct mdr_span code, struct enhanced *ret)
{
    struct mdr_cursor c = mdr_cursor_make(code);
    char class = mdr_cursor_peek(&c);
    if (class != '2' && class != '4' && class != '5' && class != 'X')
        return false;
    mdr_cursor_take(&c, class);
    ret->class = class == 'X' ? 0 : class - '0';
    return read_part(&c, &ret->subject) && read_part(&c, &ret->detail) && mdr_cursor_end(&c);
}

/* Keys: see tables/gen/words_codes.awk. */
static const struct mdr_code_row *find(int32_t key)
{
    return mdr_code_find(enhanced_rows, ENHANCED_ROWS, key);
}

static const struct mdr_code_row *class_row(const struct enhanced *code)
{
    return find(-10 + code->class);
}

static const struct mdr_code_row *best_row(const struct enhanced *code)
{
    const struct mdr_code_row *row = find(code->subject * 1001 + code->detail + 1);
    if (!row)
        row = find(code->subject * 1001);
    return row ? row : class_row(code);
}

static struct mdr_piece retry_text(const struct mdr_code_row *row, const struct enhanced *code, int lang)
{
    struct mdr_piece own = {0, 0};
    if (code->class == 4)
        own = row->retry[MDR_RETRY_4][lang];
    else if (code->class == 5)
        own = row->retry[MDR_RETRY_5][lang];
    return own.at != 0 ? own : class_row(code)->retry[MDR_RETRY_ANY][lang];
}

struct mdr_span mdr_enhanced_code_text(struct mdr_span code, int32_t key, int lang)
{
    struct enhanced numbers;
    if (!read_code(code, &numbers))
        return MDR_SPAN_NONE;
    lang = mdr_lang_known(lang);
    const struct mdr_code_row *row = best_row(&numbers);
    struct mdr_piece piece = key == MODORI_CODE_RETRY ? retry_text(row, &numbers, lang) : mdr_code_fact(row, key, lang);
    return mdr_pool_span(&enhanced_pool, piece);
}

size_t mdr_enhanced_code_count(void)
{
    return ENHANCED_LISTED;
}

struct mdr_span mdr_enhanced_code_at(size_t index)
{
    if (index >= ENHANCED_LISTED)
        return MDR_SPAN_NONE;
    return mdr_pool_span(&enhanced_pool, enhanced_rows[enhanced_listed[index]].code);
}
