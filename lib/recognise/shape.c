/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Finding the shape of a diagnostic. One pass of the literal scanner finds which rows can fit at
 * all, by the longest literal of each; these few are tried in the order of the table.
 */
#include "recognise/shape.h"
#include "bytes/ascii.h"
#include "grammar/reply.h"
#include "recognise/diagnostic.h"
#include "recognise/scan.h"

#include <modori.h>

struct shape_row {
    uint32_t name;
    uint8_t name_n;
    uint8_t phase;
    uint8_t speaker;
    uint8_t flags;
};

#define SHAPE_FLAG_MAYBE 1
#define SHAPE_FLAG_CODE  2
#define SHAPE_FLAG_HIDES 4

/* A row that the scanner can't find, and two bytes in a row, or one, without which it does not fit; 0: none. */
struct always_row {
    uint16_t row;
    char byte[2];
};

struct phase_row {
    uint32_t text;
    uint8_t n;
    uint8_t phase;
};

#include "recognise/shape_tables.inc"

#define WORD_BITS 32
#define WORDS     ((SHAPE_ROWS + WORD_BITS - 1) / WORD_BITS)

static const struct mdr_pattern_set *set_make(struct mdr_pattern_set *set)
{
    *set = (struct mdr_pattern_set){shape_pool, shape_token, shape_pattern};
    return set;
}

static void candidate(uint32_t *bits, size_t row)
{
    bits[row / WORD_BITS] |= (uint32_t)1 << row % WORD_BITS;
}

static bool has_bytes(struct mdr_span s, const char byte[2])
{
    if (byte[0] == 0)
        return true;
    size_t at = mdr_find_byte(s, byte[0], 0);
    while (at != MDR_NOT_FOUND && byte[1] != 0 && (at + 1 == s.n || s.p[at + 1] != byte[1]))
        at = mdr_find_byte(s, byte[0], at + 1);
    return at != MDR_NOT_FOUND;
}

/* Rows with too short a literal for the scanner; those with the same bytes stand together. */
static void short_candidates(struct mdr_span s, uint32_t *bits)
{
    bool has = false;
    for (size_t i = 0; i < SHAPE_ALWAYS; i++) {
        const struct always_row *row = &shape_always[i];
        if (i == 0 || memcmp(row->byte, row[-1].byte, sizeof row->byte) != 0)
            has = has_bytes(s, row->byte);
        if (has)
            candidate(bits, row->row);
    }
}

/* The rows whose longest literal is in the text. */
static void scan_candidates(struct mdr_span s, uint32_t *bits)
{
    struct mdr_scan_table table = MDR_SCAN_TABLE(shape);
    struct mdr_scan scan = mdr_scan_start(&table, s);
    struct mdr_scan_hit hit;
    while (mdr_scan_next(&scan, &hit))
        candidate(bits, hit.key);
    short_candidates(s, bits);
}

/*
 * A fold inside a word hides a literal: all rows that begin with a literal are tried, and those with a
 * short one.
 */
static void all_literal(uint32_t *bits)
{
    for (size_t i = 0; i < SHAPE_ALWAYS; i++)
        candidate(bits, shape_always[i].row);
    for (size_t row = 0; row < SHAPE_ROWS; row++)
        if (shape_token[shape_pattern[row].first].class == MDR_CLASS_LITERAL)
            candidate(bits, row);
}

static bool match_row(size_t row, struct mdr_span s, struct mdr_shape *ret)
{
    struct mdr_pattern_set set;
    if (!mdr_pattern_match(set_make(&set), row, s, &ret->captures))
        return false;
    const struct shape_row *found = &shape_rows[row];
    if ((found->flags & SHAPE_FLAG_CODE) && mdr_reply_code(mdr_capture(&ret->captures, MDR_CLASS_REPLY)) == 0)
        return false;
    ret->row = row;
    ret->name = mdr_span_make(&shape_pool[found->name], found->name_n);
    ret->phase = found->phase;
    ret->speaker = found->speaker;
    ret->maybe_delivered = (found->flags & SHAPE_FLAG_MAYBE) != 0;
    ret->hides = (found->flags & SHAPE_FLAG_HIDES) != 0;
    return true;
}

static bool match_first(const uint32_t *bits, struct mdr_span s, struct mdr_shape *ret)
{
    for (size_t word = 0; word < WORDS; word++)
        for (size_t bit = 0; bit < WORD_BITS && bits[word] >> bit != 0; bit++)
            if ((bits[word] >> bit & 1) && match_row(word * WORD_BITS + bit, s, ret))
                return true;
    return false;
}

bool mdr_shape_match(struct mdr_span s, struct mdr_shape *ret)
{
    uint32_t bits[WORDS + 1] = {0};
    scan_candidates(s, bits);
    if (match_first(bits, s, ret))
        return true;
    if (mdr_find_byte(s, '\n', 0) == MDR_NOT_FOUND)
        return false;
    all_literal(bits);
    return match_first(bits, s, ret);
}

int32_t mdr_phase_of(struct mdr_span words)
{
    words = mdr_trim(words);
    if (words.n == 0)
        return 0;
    char first = mdr_lower(words.p[0]);
    for (size_t i = 0; i < PHASE_ROWS; i++) {
        const struct phase_row *row = &phase_rows[i];
        if (shape_pool[row->text] != first)
            continue;
        size_t end = mdr_literal_at(words, 0, mdr_span_make(&shape_pool[row->text], row->n));
        if (end != MDR_NOT_FOUND && (end == words.n || !mdr_is_alnum(words.p[end])))
            return row->phase;
    }
    return 0;
}
