/* SPDX-License-Identifier: BSD-2-Clause */
/* reply and log: single diagnostics and log lines. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

struct diagnostics {
    const struct options *options;
    modori_parser *parser;
    int32_t form;
};

static void print_recipients(const struct diagnostics *d, const modori_report *report)
{
    for (size_t i = 0; i < modori_report_recipient_count(report); i++) {
        const modori_recipient *recipient = modori_report_recipient(report, i);
        modori_text *text = NULL;
        if (d->options->json) {
            check_memory(modori_recipient_json(recipient, &text));
            print_text(text);
        } else {
            print_recipient_line(recipient);
        }
    }
}

static void print_explanation(const struct diagnostics *d, const modori_report *report)
{
    modori_text *text = NULL;
    check_memory(modori_report_explain(report, d->options->lang, style_of(d->options), 0, &text));
    print_text(text);
}

static void take(const struct diagnostics *d, const char *s, size_t n)
{
    const modori_report *report = NULL;
    check_memory(modori_parser_read(d->parser, d->form, s, n, &report));
    if (d->form == MODORI_FORM_DIAGNOSTIC && !d->options->json)
        print_explanation(d, report);
    else
        print_recipients(d, report);
}

static bool has_code(const char *s, size_t n)
{
    return n >= 3 && s[0] >= '2' && s[0] <= '5' && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9';
}

/* Whether " NNN " with the line's own code stands later in it: a reply whose line ends were lost. */
static bool ends_itself(const char *s, size_t n)
{
    for (size_t i = 4; i + 5 <= n; i++)
        if (s[i] == ' ' && memcmp(s + i + 1, s, 3) == 0 && s[i + 4] == ' ')
            return true;
    return false;
}

/* A line that says: more lines of this reply follow (RFC 5321 4.2). */
static bool continues(const char *s, size_t n)
{
    return n > 3 && has_code(s, n) && s[3] == '-' && !ends_itself(s, n);
}

/* Each reply, of one or several lines, is one diagnostic; so is each other line that is not empty. */
static void take_lines(const struct diagnostics *d, const char *source, const struct buffer *buffer)
{
    size_t at = 0, n, lines = 0;
    const char *line, *first = NULL;
    while (input_line(buffer, &at, &line, &n)) {
        progress_show(source, ++lines, "lines");
        bool same = first && has_code(line, n) && memcmp(first, line, 3) == 0;
        if (first && !same) {
            take(d, first, (size_t)(line - first));
            first = NULL;
        }
        if (n == 0)
            continue;
        if (!first)
            first = line;
        if (d->form == MODORI_FORM_DIAGNOSTIC && continues(line, n))
            continue;
        take(d, first, (size_t)(line + n - first));
        first = NULL;
    }
    if (first)
        take(d, first, (size_t)(buffer->bytes + buffer->n - first));
}

static char *joined_words(const struct options *options)
{
    size_t n = 1;
    for (int i = 0; i < options->arguments; i++)
        n += strlen(options->argument[i]) + 1;
    char *text = calloc(1, n);
    if (!text)
        check_memory(MODORI_ERROR_MEMORY);
    size_t at = 0;
    for (int i = 0; i < options->arguments; i++) {
        size_t length = strlen(options->argument[i]);
        if (i > 0)
            text[at++] = ' ';
        memcpy(text + at, options->argument[i], length);
        at += length;
    }
    return text;
}

/* The stage that the caller knows; false when there is none of that name. */
static bool set_phase(const struct diagnostics *d)
{
    int32_t phase;
    if (!d->options->phase)
        return true;
    if (modori_enum_value(MODORI_ENUM_PHASE, d->options->phase, MODORI_TERMINATED, &phase) != MODORI_OK)
        return false;
    check_memory(modori_parser_set_option(d->parser, MODORI_OPTION_PHASE, phase));
    return true;
}

int verb_reply(const struct options *options)
{
    struct diagnostics d = {options, parser_new(), MODORI_FORM_DIAGNOSTIC};
    int status = EXIT_READ;
    if (!set_phase(&d)) {
        complain(options->phase, "not a stage: connect, banner, ehlo, starttls, auth, mail, rcpt, data, body, end-of-data, rset, quit");
        modori_parser_free(d.parser);
        return EXIT_USAGE;
    }
    bool standard = options->arguments == 0 || (options->arguments == 1 && strcmp(options->argument[0], "-") == 0);
    if (standard) {
        struct buffer buffer = {NULL, 0, 0};
        if (input_file("-", &buffer))
            take_lines(&d, "-", &buffer);
        else
            status = EXIT_UNREAD;
        free(buffer.bytes);
    } else {
        char *text = joined_words(options);
        take(&d, text, strlen(text));
        free(text);
    }
    modori_parser_free(d.parser);
    return status;
}

int verb_log(const struct options *options)
{
    struct diagnostics d = {options, parser_new(), MODORI_FORM_LOG_LINE};
    struct buffer buffer = {NULL, 0, 0};
    int status = EXIT_READ;
    progress_start(options->output_at_end);
    for (int i = 0; i < options->arguments; i++) {
        if (input_file(options->argument[i], &buffer))
            take_lines(&d, options->argument[i], &buffer);
        else
            status = EXIT_UNREAD;
    }
    progress_clear();
    free(buffer.bytes);
    modori_parser_free(d.parser);
    return status;
}
