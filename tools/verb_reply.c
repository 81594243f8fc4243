/* SPDX-License-Identifier: BSD-2-Clause */
/* reply and log: single diagnostics and log lines. */
#include "lines.h"

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
    check_memory(modori_report_explain(report, d->options->lang, style_of(d->options), columns(), &text));
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

static bool is_blank(const char *s, size_t n)
{
    while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
        n--;
    return n == 0;
}

/* Each reply, of one or several lines, is one diagnostic; so is each other line with anything in it. */
static int take_lines(const struct diagnostics *d, const char *source)
{
    struct lines lines;
    const char *line;
    size_t n, count = 0;
    bool open = false; /* what is kept is a reply whose last line is still to come */
    if (!lines_open(&lines, source))
        return EXIT_UNREAD;
    while (lines_next(&lines, &line, &n)) {
        progress_show(source, ++count, "lines");
        bool same = open && has_code(line, n) && memcmp(lines_kept(&lines), line, 3) == 0;
        if (open && !same)
            take(d, lines_kept(&lines), (size_t)(line - lines_kept(&lines)));
        if (!same)
            lines_keep(&lines, line);
        open = d->form == MODORI_FORM_DIAGNOSTIC && continues(line, n);
        if (!open && !is_blank(line, n))
            take(d, lines_kept(&lines), (size_t)(line + n - lines_kept(&lines)));
        if (!open)
            lines_keep(&lines, line + n);
    }
    if (open)
        take(d, lines_kept(&lines), (size_t)(lines.bytes + lines.n - lines_kept(&lines)));
    return lines_close(&lines) ? EXIT_READ : EXIT_UNREAD;
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
        complain(options->phase, "not a stage: connect, banner, ehlo, starttls, auth, mail, rcpt, "
                                 "data, body, end-of-data, rset, quit");
        modori_parser_free(d.parser);
        return EXIT_USAGE;
    }
    if (options->arguments == 0 || (options->arguments == 1 && strcmp(options->argument[0], "-") == 0)) {
        status = take_lines(&d, "-");
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
    int status = EXIT_READ;
    progress_start(options->output_at_end);
    for (int i = 0; i < options->arguments; i++)
        if (take_lines(&d, options->argument[i]) != EXIT_READ)
            status = EXIT_UNREAD;
    progress_clear();
    modori_parser_free(d.parser);
    return status;
}
