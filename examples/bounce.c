/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The example of libmodori(3): who did not get the mail, why, and what to do. The bounce comes on
 * standard input. cc bounce.c $(pkg-config --cflags --libs modori)
 */

#include <modori.h>
#include <stdio.h>

int main(void)
{
    static char mail[1 << 20];
    size_t size = fread(mail, 1, sizeof mail, stdin);
    modori_parser *parser;
    const modori_report *report;

    if (modori_parser_new(NULL, NULL, &parser) != MODORI_OK ||
        modori_parser_read(parser, MODORI_FORM_ANY, mail, size, &report) != MODORI_OK)
        return 1;
    for (size_t i = 0; i < modori_report_recipient_count(report); i++) {
        const modori_recipient *to = modori_report_recipient(report, i);
        const char *address = modori_recipient_text(to, MODORI_RECIPIENT_ADDRESS, NULL);
        int32_t reason = (int32_t)modori_recipient_number(to, MODORI_RECIPIENT_REASON);
        int32_t advice = modori_recipient_list_at(to, MODORI_RECIPIENT_ADVICE, 0);

        if (reason == -1) /* a success has none */
            continue;
        printf("%s: %s\n", address ? address : "(no address)",
               modori_enum_name(MODORI_ENUM_REASON, reason, NULL));
        if (advice != -1)
            printf("  %s\n", modori_enum_text(MODORI_ENUM_ADVICE, advice, "en", NULL));
    }
    modori_parser_free(parser);
    return 0;
}
