/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of the command share. The command uses <modori.h> and nothing else of the library. */
#ifndef MODORI_TOOL_H
#define MODORI_TOOL_H

#include <modori.h>

#include <stdbool.h>
#include <stdio.h>

/* Exit status, CONTRACT section 2. */
#define EXIT_READ    0 /* every input was read, whatever it said */
#define EXIT_UNREAD  1 /* an input could not be read */
#define EXIT_USAGE   2

struct options {
    bool json;
    bool person;      /* explain for the person whose mail it was */
    const char *lang; /* NULL: English */
    const char *by;   /* key of stats */
    const char *phase; /* of replies whose text does not tell it; NULL: not known */
    const char **own; /* the caller's own domains, hosts, VERP forms */
    int owns;
    bool output_at_end; /* the verb prints when all is read */
    char **argument;
    int arguments;
};

/* MODORI_EXPLAIN_*: for whom. */
static inline int32_t style_of(const struct options *options)
{
    return options->person ? MODORI_EXPLAIN_PERSON : MODORI_EXPLAIN_ADMINISTRATOR;
}

/* ---- verbs: each returns an exit status ------------------------------------------------------- */

int verb_parse(const struct options *options);
int verb_explain(const struct options *options);
int verb_reply(const struct options *options);
int verb_log(const struct options *options);
int verb_code(const struct options *options);
int verb_compare(const struct options *options);
int verb_stats(const struct options *options);

/* ---- input.c: files, folders, mboxes, stdin --------------------------------------------------- */

/* One message of the input. */
struct message {
    const char *source; /* path as given, or folder and path below it */
    size_t index;       /* which message of it, from 0 */
    const char *data;
    size_t len;
};

/* Called for each message; false stops. */
typedef bool message_taker(void *context, const struct message *message);

/* Called for whole lines of a file that is long and no message; how many of them are of a log. */
typedef size_t lines_taker(void *context, const char *lines, size_t n);

/*
 * Reads each path in turn; what can't be read is named on stderr and makes EXIT_UNREAD. take_lines: for those who read
 * logs, too; else NULL.
 */
int input_each(const struct options *options, message_taker *take, lines_taker *take_lines, void *context);

/* Reads a whole file ("-": stdin) into *buffer, which grows; false with a message on stderr. */
struct buffer {
    char *bytes;
    size_t n, room;
};
bool input_file(const char *path, struct buffer *buffer);

/* The next line of a buffer, line end cut off; false at the end. */
bool input_line(const struct buffer *buffer, size_t *at, const char **ret_line, size_t *ret_len);

/* ---- progress.c: long work, on a terminal ----------------------------------------------------- */

/* Before the work. Output that runs along on the same terminal is progress enough: none is shown then. */
void progress_start(bool output_at_end);

/* How far it is; shown now and then only. */
void progress_show(const char *source, size_t n, const char *unit);

/* Takes the line away: before anything else is written to stderr, and at the end. */
void progress_clear(void);

/* ---- columns.c ------------------------------------------------------------------------------- */

/* Columns of a text as print_safe shows it. */
size_t text_columns(const char *s, size_t n);
/* Prints a text as print_safe does, with "..." in place of what is beyond `most` columns; returns the columns. */
size_t print_columns(const char *s, size_t n, size_t most);
/* The terminal's width, within what reads well; 0 (the library's own) elsewhere. */
int32_t columns(void);
/* Whether the environment asks for UTF-8. */
bool shows_utf8(void);

/* ---- output.c -------------------------------------------------------------------------------- */

/* Whether a language tag, or what the environment says, is Japanese; else the command speaks English. */
bool is_japanese(const char *lang);

/* A parser, or the end of the program when there is no memory. */
modori_parser *parser_new(void);

/* A parser that knows the caller's own side; NULL, with a message on stderr, where a name of it is none. */
modori_parser *parser_of(const struct options *options);

/* Prints a text of the library, frees it, ends the line. */
void print_text(modori_text *text);

/* Prints text of a mail with everything escaped that could act on a terminal; at most max bytes of it. */
void print_safe(FILE *out, const char *s, size_t n, size_t max);

/* The length of the UTF-8 sequence at s, 0 where there is none that may be shown. */
size_t shown_sequence(const char *s, size_t n);

/* One line about one recipient, for people. */
void print_recipient_line(const modori_recipient *recipient);

/* "modori: SOURCE: WHAT" on stderr, the source escaped. */
void complain(const char *source, const char *what);

/* A status of the library that only a lack of memory explains. */
void check_memory(int32_t status);

#endif
