/* SPDX-License-Identifier: BSD-2-Clause */
/* Numeric references, and the names of tables/entities.tab. See html_entity.h. */
#include "grammar/html_entity.h"
#include "bytes/ascii.h"
#include "bytes/sorted.h"
#include "words/pool.h"

#define DIGITS_MAX 8
#define NAME_BYTES 8

struct entity {
    uint8_t n;
    char name[NAME_BYTES + 1];
    uint16_t character;
};

#include "grammar/html_entities.inc"

/* "#64" or "#x40"; its end without the ";". */
static size_t read_number(struct mdr_span s, size_t at, uint32_t *ret)
{
    unsigned radix = 10;
    uint32_t value = 0;
    if (at < s.n && mdr_lower(s.p[at]) == 'x') {
        radix = 16;
        at++;
    }
    size_t from = at;
    for (; at < s.n && at - from < DIGITS_MAX; at++) {
        int digit = mdr_hex_value(s.p[at]);
        if (digit < 0 || (unsigned)digit >= radix)
            break;
        value = value * radix + (unsigned)digit;
    }
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (at == from)
        return 0;
    *ret = value == 0 || value > 0x10FFFF || surrogate ? 0xFFFD : value;
    return at;
}

static int by_name(const void *name, const void *row)
{
    const struct entity *entity = row;
    return mdr_span_order(*(const struct mdr_span *)name, mdr_span_make(entity->name, entity->n));
}

static size_t read_name(struct mdr_span s, size_t at, uint32_t *ret)
{
    size_t end = at;
    while (end < s.n && end - at < NAME_BYTES && mdr_is_alnum(s.p[end]))
        end++;
    struct mdr_span name = mdr_span_cut(s, at, end);
    const struct entity *entity =
        mdr_sorted_find(&name, entities, sizeof entities / sizeof *entities, sizeof *entities, by_name);
    if (!entity)
        return 0;
    *ret = entity->character;
    return end;
}

size_t mdr_html_entity(struct mdr_span s, uint32_t *ret_character)
{
    if (s.n < 2 || s.p[0] != '&')
        return 0;
    size_t end = s.p[1] == '#' ? read_number(s, 2, ret_character) : read_name(s, 1, ret_character);
    if (end == 0)
        return 0;
    return end < s.n && s.p[end] == ';' ? end + 1 : end;
}
