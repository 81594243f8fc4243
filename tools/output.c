/* SPDX-License-Identifier: BSD-2-Clause */
/* Output for people: nothing of a mail reaches a terminal unescaped. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

void complain(const char *source, const char *what)
{
    fflush(stdout);
    progress_clear();
    fputs("modori: ", stderr);
    print_safe(stderr, source, strlen(source), (size_t)-1);
    fprintf(stderr, ": %s\n", what);
}

void check_memory(int32_t status)
{
    if (status == MODORI_OK)
        return;
    complain("modori", status == MODORI_ERROR_MEMORY ? "out of memory" : "internal error");
    exit(EXIT_UNREAD);
}

bool is_japanese(const char *lang)
{
    return lang && (lang[0] | 0x20) == 'j' && (lang[1] | 0x20) == 'a' && (lang[2] == '\0' || strchr("-_.@", lang[2]));
}

modori_parser *parser_new(void)
{
    modori_parser *parser = NULL;
    check_memory(modori_parser_new(NULL, NULL, &parser));
    return parser;
}

/* MODORI_OWN_*: a form has a place in braces, an address nothing but digits, dots and colons; else it is a domain. */
static int32_t kind_of_own(const char *name)
{
    if (strchr(name, '{'))
        return MODORI_OWN_VERP_PATTERN;
    bool address = strchr(name, ':') != NULL || name[strspn(name, "0123456789.")] == '\0';
    return address ? MODORI_OWN_HOST : MODORI_OWN_DOMAIN;
}

modori_parser *parser_of(const struct options *options)
{
    modori_parser *parser = parser_new();
    for (int i = 0; i < options->owns; i++) {
        const char *name = options->own[i];
        int32_t status = modori_parser_add_own(parser, kind_of_own(name), name, MODORI_TERMINATED);
        if (status != MODORI_ERROR_ARGUMENT) {
            check_memory(status);
            continue;
        }
        complain(name, "is no domain, host, address or form for --own");
        modori_parser_free(parser);
        return NULL;
    }
    return parser;
}

void print_text(modori_text *text)
{
    size_t n = 0;
    const char *bytes = modori_text_bytes(text, &n);
    fwrite(bytes, 1, n, stdout);
    if (n == 0 || bytes[n - 1] != '\n')
        putchar('\n');
    modori_text_free(text);
}

size_t shown_sequence(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t length = s[0] < 0x80 ? 1 : s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : s[0] >= 0xC2 ? 2 : 0;
    if (length == 0 || length > n || (length == 1 && (s[0] < 0x20 || s[0] == 0x7F)))
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    if (length == 2 && s[0] == 0xC2 && s[1] < 0xA0)
        return 0; /* C1 controls */
    if (length == 3 && s[0] == 0xE2 &&
        ((s[1] == 0x80 && (s[2] & 0xFE) == 0x8E) || (s[1] == 0x80 && s[2] >= 0xAA && s[2] <= 0xAE) ||
         (s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9)))
        return 0; /* marks of writing direction */
    return length;
}

void print_safe(FILE *out, const char *s, size_t n, size_t max)
{
    const unsigned char *u = (const unsigned char *)s;
    for (size_t i = 0; i < n;) {
        if (i >= max) {
            fputs("...", out);
            return;
        }
        size_t length = shown_sequence(s + i, n - i);
        if (length > 0)
            fwrite(s + i, 1, length, out);
        else if (u[i] == '\n' || u[i] == '\t')
            fputc(' ', out);
        else
            fprintf(out, "\\x%02x", u[i]);
        i += length > 0 ? length : 1;
    }
}

static void print_field(const modori_recipient *recipient, int32_t key, const char *absent)
{
    size_t n = 0;
    const char *text = modori_recipient_text(recipient, key, &n);
    if (text)
        print_safe(stdout, text, n, 160);
    else
        fputs(absent, stdout);
}

static void print_name(int32_t enumeration, int64_t value)
{
    const char *name = value < 0 ? NULL : modori_enum_name(enumeration, (int32_t)value, NULL);
    fputs(name ? name : "-", stdout);
}

void print_recipient_line(const modori_recipient *recipient)
{
    int64_t reply = modori_recipient_number(recipient, MODORI_RECIPIENT_REPLY);
    print_field(recipient, MODORI_RECIPIENT_ADDRESS, "(no address)");
    fputs("  ", stdout);
    print_name(MODORI_ENUM_ACTION, modori_recipient_number(recipient, MODORI_RECIPIENT_ACTION));
    fputs("  ", stdout);
    if (reply > 0)
        printf("%d ", (int)reply);
    print_field(recipient, MODORI_RECIPIENT_STATUS, "-");
    fputs("  ", stdout);
    print_name(MODORI_ENUM_REASON, modori_recipient_number(recipient, MODORI_RECIPIENT_REASON));
    fputs("  ", stdout);
    print_name(MODORI_ENUM_PERSISTENCE, modori_recipient_number(recipient, MODORI_RECIPIENT_PERSISTENCE));
    fputs("  ", stdout);
    print_field(recipient, MODORI_RECIPIENT_DIAGNOSTIC, "");
    putchar('\n');
}
