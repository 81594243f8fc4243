/* SPDX-License-Identifier: BSD-2-Clause */
/* compare: two outcomes for the same recipient. */
#include "mbox.h"
#include "tool.h"

#include <stdlib.h>
#include <string.h>

/* The first message of a file as a report of its own; NULL when the file can't be read. */
static modori_report *read_one(modori_parser *parser, const char *path)
{
    struct buffer buffer = {NULL, 0, 0};
    modori_report *report = NULL;
    if (input_file(path, &buffer)) {
        size_t at = 0, from = 0, to = buffer.n;
        if (mbox_begins(buffer.bytes, buffer.n))
            mbox_next(buffer.bytes, buffer.n, &at, &from, &to);
        check_memory(modori_parser_read(parser, MODORI_FORM_ANY, buffer.bytes + from, to - from, NULL));
        report = modori_parser_take(parser);
    }
    free(buffer.bytes);
    return report;
}

int verb_compare(const struct options *options)
{
    if (strcmp(options->argument[0], "-") == 0 && strcmp(options->argument[1], "-") == 0) {
        complain("compare", "only one of the two can be the standard input");
        return EXIT_USAGE;
    }
    modori_parser *parser = parser_of(options);
    if (!parser)
        return EXIT_USAGE;
    modori_report *a = read_one(parser, options->argument[0]);
    modori_report *b = a ? read_one(parser, options->argument[1]) : NULL;
    modori_text *text = NULL;
    if (a && b) {
        check_memory(options->json ? modori_report_compare_json(a, b, &text)
                                   : modori_report_compare(a, b, options->lang, columns(), &text));
        print_text(text);
    }
    int status = a && b ? EXIT_READ : EXIT_UNREAD;
    modori_report_free(a);
    modori_report_free(b);
    modori_parser_free(parser);
    return status;
}
