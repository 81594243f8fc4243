/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Any bytes, in each form that modori_parser_read takes. A parser that has read other things before
 * says the same as a new one.
 */
#include "exercise.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static modori_text *read_json(modori_parser *parser, int32_t form, const uint8_t *data, size_t size)
{
    const modori_report *report = NULL;
    modori_text *json = NULL;
    if (modori_parser_read(parser, form, data, size, &report) != MODORI_OK)
        exercise_fault("every input can be read");
    exercise_report(report, size);
    if (modori_report_json(report, NULL, 0, 0, &json) != MODORI_OK)
        exercise_fault("every report has its JSON");
    return json;
}

static void same(const modori_text *a, const modori_text *b)
{
    size_t a_len, b_len;
    const char *x = modori_text_bytes(a, &a_len), *y = modori_text_bytes(b, &b_len);
    if (a_len != b_len || memcmp(x, y, a_len) != 0)
        exercise_fault("a used parser says the same as a new one");
}

/* The first line as an envelope address, and as the caller's own pattern of one. */
static void hidden(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, '\n', size) : NULL;
    size_t line = end ? (size_t)(end - data) : size, len = 0;
    char buffer[128];
    modori_parser *parser = NULL;
    if (modori_parser_new(NULL, NULL, &parser) != MODORI_OK)
        return;
    (void)modori_parser_add_own(parser, MODORI_OWN_VERP_PATTERN, (const char *)data, line);
    int32_t form = modori_parser_hidden_address(parser, (const char *)data, line, buffer, sizeof buffer, &len);
    if (form > 0 && (len >= sizeof buffer || buffer[len] != '\0' || !modori_enum_name(MODORI_ENUM_HIDDEN, form, NULL)))
        exercise_fault("a hidden address is whole");
    if (form > 0 && len > 0 &&
        modori_parser_hidden_address(parser, (const char *)data, line, buffer, len, NULL) != MODORI_ERROR_LIMIT)
        exercise_fault("a small buffer is refused");
    modori_parser_free(parser);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static modori_parser *used;
    if (!used && modori_parser_new(NULL, NULL, &used) != MODORI_OK)
        return 0;
    /* A buffer of just this size, so that a sanitizer sees the first byte past the end. */
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy)
        return 0;
    if (size)
        memcpy(copy, data, size);
    hidden(copy, size);
    int32_t form = MODORI_FORM_ANY, last = MODORI_FORM_LOG_LINE;
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
    form = last = (int32_t)(size % (MODORI_FORM_LOG_LINE + 1)); /* an engine gets further with one form a run */
#endif
    for (; form <= last; form++) {
        modori_parser *fresh = NULL;
        if (modori_parser_new(NULL, NULL, &fresh) != MODORI_OK)
            break;
        modori_text *a = read_json(used, form, copy, size), *b = read_json(fresh, form, copy, size);
        same(a, b);
        modori_text_free(a);
        modori_text_free(b);
        modori_parser_free(fresh);
    }
    free(copy);
    return 0;
}
