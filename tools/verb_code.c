/* SPDX-License-Identifier: BSD-2-Clause */
/* code: what a reply code or an enhanced code means; the whole table without one. */
#include "code_page.h"

#include <string.h>

struct code {
    bool enhanced;
    int32_t reply;
    const char *text;
    size_t n;
};

/* What is printed of a code, and how JSON names it. */
struct fact {
    int32_t key;
    const char *name;
};

static const struct fact facts[] = {
    {MODORI_CODE_STANDARD_TEXT, "standard_text"},
    {MODORI_CODE_MEANING, "meaning"},
    {MODORI_CODE_RETRY, "retry"},
    {MODORI_CODE_NOTES, "notes"},
    {MODORI_CODE_PHASES, "phases"},
    {MODORI_CODE_STANDING, "standing"},
    {MODORI_CODE_REFERENCE, "reference"},
};

#define FACTS (sizeof facts / sizeof *facts)

static const char *fact_of(const struct code *code, int32_t key, const char *lang, size_t *ret_n)
{
    if (code->enhanced)
        return modori_enhanced_code_text(code->text, code->n, key, lang, ret_n);
    return modori_reply_code_text(code->reply, key, lang, ret_n);
}

/* "552", "5.7.26", "X.7.26"; anything else is no code. */
static bool read_code(const char *word, struct code *ret)
{
    size_t n = strlen(word);
    *ret = (struct code){.text = word, .n = n};
    if (n == 3 && strspn(word, "0123456789") == 3) {
        ret->reply = (word[0] - '0') * 100 + (word[1] - '0') * 10 + (word[2] - '0');
        return ret->reply >= 100;
    }
    ret->enhanced = true;
    return modori_enhanced_code_text(word, n, MODORI_CODE_MEANING, NULL, NULL) != NULL;
}

/* Texts of the tables are plain: only quotes and backslashes need care. */
static void print_json_string(const char *s, size_t n)
{
    putchar('"');
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '"' || s[i] == '\\')
            putchar('\\');
        putchar(s[i]);
    }
    putchar('"');
}

static void print_json(const struct code *code, const char *lang)
{
    fputs("{\"code\":", stdout);
    if (code->enhanced)
        print_json_string(code->text, code->n);
    else
        printf("%d", (int)code->reply);
    for (size_t i = 0; i < FACTS; i++) {
        size_t n = 0;
        const char *text = fact_of(code, facts[i].key, lang, &n);
        printf(",\"%s\":", facts[i].name);
        if (text && n > 0)
            print_json_string(text, n);
        else
            fputs("null", stdout);
    }
    puts("}");
}

static void print_words(const struct code *code, const char *lang)
{
    if (code->enhanced)
        print_safe(stdout, code->text, code->n, 40);
    else
        printf("%d", (int)code->reply);
    for (size_t i = 0; i < FACTS; i++) {
        size_t n = 0;
        const char *text = fact_of(code, facts[i].key, lang, &n);
        if (i == 0)
            printf("%s%.*s\n", text && n > 0 ? "  " : "", (int)n, text && n > 0 ? text : "");
        else if (text && n > 0)
            code_page_row(facts[i].name, text, n, lang);
    }
}

static void print_row(const struct code *code, const char *lang)
{
    size_t n = 0;
    const char *text = fact_of(code, MODORI_CODE_MEANING, lang, &n);
    if (code->enhanced)
        printf("%-7.*s ", (int)code->n, code->text);
    else
        printf("%-7d ", (int)code->reply);
    fwrite(text ? text : "", 1, text ? n : 0, stdout);
    putchar('\n');
}

static void print_table(const struct options *options)
{
    for (size_t i = 0; i < modori_reply_code_count(); i++) {
        struct code code = {.reply = modori_reply_code_at(i)};
        if (options->json)
            print_json(&code, options->lang);
        else
            print_row(&code, options->lang);
    }
    for (size_t i = 0; i < modori_enhanced_code_count(); i++) {
        struct code code = {.enhanced = true};
        code.text = modori_enhanced_code_at(i, &code.n);
        if (options->json)
            print_json(&code, options->lang);
        else
            print_row(&code, options->lang);
    }
}

int verb_code(const struct options *options)
{
    int status = EXIT_READ;
    if (options->arguments == 0)
        print_table(options);
    for (int i = 0; i < options->arguments; i++) {
        struct code code;
        if (!read_code(options->argument[i], &code)) {
            complain(options->argument[i], "neither a reply code (552) nor an enhanced code (5.7.26)");
            status = EXIT_UNREAD;
        } else if (options->json) {
            print_json(&code, options->lang);
        } else {
            if (i > 0)
                putchar('\n');
            print_words(&code, options->lang);
        }
    }
    return status;
}
