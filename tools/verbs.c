/* SPDX-License-Identifier: BSD-2-Clause */
/* parse and explain: messages in, one object or one explanation each. */
#include "tool.h"

#include <string.h>

struct reading {
    const struct options *options;
    modori_parser *parser;
    size_t messages;
};

static void print_json(const modori_report *report, const struct message *message)
{
    modori_text *text = NULL;
    check_memory(modori_report_json(report, message->source, MODORI_TERMINATED, message->index, &text));
    print_text(text);
}

/* What is odd in the mail itself, and where. */
static void print_findings(const modori_report *report)
{
    int32_t finding;
    uint64_t offset;
    for (size_t i = 0; modori_report_finding(report, i, &finding, &offset) == MODORI_OK; i++)
        printf("%s%s at %llu", i > 0 ? ", " : "; odd: ", modori_enum_name(MODORI_ENUM_FINDING, finding, NULL),
               (unsigned long long)offset);
}

static void print_short(const modori_report *report, const struct message *message)
{
    const char *kind =
        modori_enum_name(MODORI_ENUM_KIND, (int32_t)modori_report_number(report, MODORI_REPORT_KIND), NULL);
    const char *dialect = modori_report_text(report, MODORI_REPORT_DIALECT, NULL);
    print_safe(stdout, message->source, strlen(message->source), (size_t)-1);
    if (message->index > 0)
        printf(" (message %zu)", message->index);
    printf(": %s%s%s", kind ? kind : "-", dialect ? ", " : "", dialect ? dialect : "");
    print_findings(report);
    putchar('\n');
    for (size_t i = 0; i < modori_report_recipient_count(report); i++) {
        fputs("    ", stdout);
        print_recipient_line(modori_report_recipient(report, i));
    }
}

static const modori_report *read_message(struct reading *r, const struct message *message)
{
    const modori_report *report = NULL;
    check_memory(modori_parser_read(r->parser, MODORI_FORM_ANY, message->data, message->len, &report));
    return report;
}

static bool parse_one(void *context, const struct message *message)
{
    struct reading *r = context;
    const modori_report *report = read_message(r, message);
    if (r->options->json)
        print_json(report, message);
    else
        print_short(report, message);
    return !ferror(stdout);
}

int verb_parse(const struct options *options)
{
    struct reading r = {options, parser_of(options), 0};
    if (!r.parser)
        return EXIT_USAGE;
    int status = input_each(options, parse_one, NULL, &r);
    modori_parser_free(r.parser);
    return status;
}

static bool explain_one(void *context, const struct message *message)
{
    struct reading *r = context;
    const modori_report *report = read_message(r, message);
    if (r->options->json) {
        print_json(report, message);
        return !ferror(stdout);
    }
    if (r->messages++ > 0)
        putchar('\n');
    bool given = strcmp(message->source, r->options->argument[0]) == 0; /* else the file is one of a folder */
    if (!given || r->options->arguments > 1 || message->index > 0) {
        print_safe(stdout, message->source, strlen(message->source), (size_t)-1);
        printf(message->index > 0 ? " (message %zu)\n" : "\n", message->index);
    }
    modori_text *text = NULL;
    check_memory(modori_report_explain(report, r->options->lang, style_of(r->options), columns(), &text));
    print_text(text);
    return !ferror(stdout);
}

int verb_explain(const struct options *options)
{
    struct reading r = {options, parser_of(options), 0};
    if (!r.parser)
        return EXIT_USAGE;
    int status = input_each(options, explain_one, NULL, &r);
    modori_parser_free(r.parser);
    return status;
}
