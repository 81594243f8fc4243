/* SPDX-License-Identifier: BSD-2-Clause */
/* The public pull parser of delivery-status fields. The work: grammar/dsn_field.c,
 * grammar/dsn_value.c. */
#include "grammar/dsn_field.h"
#include "grammar/dsn_value.h"

#include <modori.h>

#include <stdalign.h>

struct modori_field_parser {
    struct mdr_dsn_reader reader;
    struct mdr_dsn_item item;
    bool has_item;
};

#define ALIGNMENT alignof(struct modori_field_parser)

size_t modori_field_parser_size(void)
{
    return sizeof(struct modori_field_parser) + ALIGNMENT - 1;
}

int32_t modori_field_parser_init(void *storage, size_t storage_size, const void *data, size_t len,
                                 modori_field_parser **ret_parser)
{
    if (!storage || !ret_parser || (!data && len > 0))
        return MODORI_ERROR_ARGUMENT;
    size_t skip = (ALIGNMENT - (uintptr_t)storage % ALIGNMENT) % ALIGNMENT;
    if (storage_size < skip || storage_size - skip < sizeof(struct modori_field_parser))
        return MODORI_ERROR_LIMIT;
    void *aligned = (char *)storage + skip;
    modori_field_parser *parser = aligned;
    const char *bytes = data;
    if (len == MODORI_TERMINATED)
        len = strlen(bytes);
    memset(parser, 0, sizeof *parser);
    parser->reader = mdr_dsn_reader_make(mdr_span_make(bytes ? bytes : "", len));
    *ret_parser = parser;
    return MODORI_OK;
}

int32_t modori_field_parser_next(modori_field_parser *parser)
{
    if (!parser)
        return MODORI_ERROR_ARGUMENT;
    parser->has_item = mdr_dsn_next(&parser->reader, &parser->item);
    return parser->has_item;
}

int64_t modori_field_parser_number(const modori_field_parser *parser, int32_t key)
{
    if (!parser || !parser->has_item)
        return -1;
    switch (key) {
    case MODORI_FIELD_GROUP:
        return (int64_t)parser->item.group;
    case MODORI_FIELD_OFFSET:
        return (int64_t)parser->item.field.at;
    default:
        return -1;
    }
}

static struct mdr_span type_of(const struct mdr_dsn_item *item)
{
    struct mdr_span type, value;
    mdr_dsn_value_split(item->which, item->field.body, &type, &value);
    return type;
}

const char *modori_field_parser_text(const modori_field_parser *parser, int32_t key, size_t *ret_len)
{
    struct mdr_span text = MDR_SPAN_NONE;
    if (!parser || !parser->has_item)
        return NULL;
    if (key == MODORI_FIELD_NAME)
        text = parser->item.field.name;
    else if (key == MODORI_FIELD_BODY)
        text = parser->item.field.body;
    else if (key == MODORI_FIELD_TYPE)
        text = type_of(&parser->item);
    if (ret_len && text.p)
        *ret_len = text.n;
    return text.p;
}

int32_t modori_field_parser_value(const modori_field_parser *parser, int32_t form, char *buffer, size_t buffer_size,
                                  size_t *ret_len)
{
    size_t n, written;
    if (!parser || !parser->has_item || (!buffer && buffer_size > 0))
        return MODORI_ERROR_ARGUMENT;
    const struct mdr_dsn_item *item = &parser->item;
    if (!mdr_dsn_value_write(item->which, item->field.body, form, NULL, 0, &n))
        return MODORI_ERROR_ARGUMENT;
    if (ret_len)
        *ret_len = n;
    if (n >= buffer_size)
        return MODORI_ERROR_LIMIT;
    mdr_dsn_value_write(item->which, item->field.body, form, buffer, n, &written);
    buffer[n] = '\0';
    return MODORI_OK;
}
