/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The README's example: a bounce on standard input, explained. bounce.c is for programs that decide.
 * cc explain.c $(pkg-config --cflags --libs modori)
 */

#include <modori.h>
#include <stdio.h>

int main(void)
{
    static char mail[1 << 20];
    size_t size = fread(mail, 1, sizeof mail, stdin);
    modori_parser *parser;
    const modori_report *report;
    modori_text *text;

    if (modori_parser_new(NULL, NULL, &parser) != MODORI_OK ||
        modori_parser_read(parser, MODORI_FORM_ANY, mail, size, &report) != MODORI_OK ||
        modori_report_explain(report, "en", MODORI_EXPLAIN_ADMINISTRATOR, 0, &text) != MODORI_OK)
        return 1;
    fputs(modori_text_bytes(text, NULL), stdout);
    modori_text_free(text);
    modori_parser_free(parser);
    return 0;
}
