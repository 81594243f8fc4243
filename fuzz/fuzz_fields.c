/* SPDX-License-Identifier: BSD-2-Clause */
/* The body of a message/delivery-status part, pulled field by field (RFC 3464). */
#include "exercise.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void inside(const modori_field_parser *parser, int32_t key, const uint8_t *data, size_t size)
{
    size_t len = 0;
    const char *text = modori_field_parser_text(parser, key, &len);
    const char *base = (const char *)data;
    if (text && (text < base || len > size || text + len > base + size))
        exercise_fault("a field's text is a view of the input");
}

static void values(const modori_field_parser *parser)
{
    char buffer[256];
    for (int32_t form = MODORI_VALUE_UNFOLDED; form <= MODORI_VALUE_DATE; form++) {
        size_t full = 0, again = 0;
        int32_t status = modori_field_parser_value(parser, form, buffer, sizeof(buffer), &full);
        if (status == MODORI_OK && (full >= sizeof(buffer) || buffer[full] != '\0'))
            exercise_fault("a value ends in NUL");
        if (status == MODORI_OK && full > 0 &&
            (modori_field_parser_value(parser, form, buffer, full, &again) != MODORI_ERROR_LIMIT || again != full))
            exercise_fault("a small buffer is told how much it takes");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    void *storage = malloc(modori_field_parser_size());
    modori_field_parser *parser = NULL;
    if (!copy || !storage)
        abort();
    if (size)
        memcpy(copy, data, size);
    if (modori_field_parser_init(storage, modori_field_parser_size(), copy, size, &parser) != MODORI_OK)
        exercise_fault("a field parser can be made in the storage that it asked for");
    size_t fields = 0;
    int64_t last = -1;
    int32_t more;
    while ((more = modori_field_parser_next(parser)) == 1) {
        int64_t offset = modori_field_parser_number(parser, MODORI_FIELD_OFFSET);
        if (offset <= last || offset >= (int64_t)size || ++fields > size)
            exercise_fault("fields go forward");
        last = offset;
        inside(parser, MODORI_FIELD_NAME, copy, size);
        inside(parser, MODORI_FIELD_TYPE, copy, size);
        inside(parser, MODORI_FIELD_BODY, copy, size);
        values(parser);
    }
    if (more != 0)
        exercise_fault("fields end");
    free(storage);
    free(copy);
    return 0;
}
