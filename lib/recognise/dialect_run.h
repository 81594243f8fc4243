/* SPDX-License-Identifier: BSD-2-Clause */
/* The line machine of a dialect while it runs over a notice. */
#ifndef MDR_RECOGNISE_DIALECT_RUN_H
#define MDR_RECOGNISE_DIALECT_RUN_H

#include "recognise/dialect.h"
#include "recognise/dialect_table.h"

struct mdr_run {
    const struct mdr_dialect_table *table;
    const struct mdr_notice *notice;
    const struct mdr_dialect_row *dialect;
    struct mdr_clues *clues;
    struct mdr_dialect *found;
    size_t first;  /* clue: its first one */
    size_t group;  /* first clue that the diagnostic being built is for */
    size_t titled; /* first clue below the words that last told an outcome of all */
    size_t next;   /* byte of the text: the next line */
    uint8_t state; /* of the dialect */
    bool stopped;
    bool open; /* a diagnostic is being built */
    struct mdr_builder diagnostic;
};

/* Runs the machine over the whole notice. */
void mdr_dialect_run(struct mdr_run *run);

/* The clue that captures fill; NULL before the first recipient. */
struct mdr_clue *mdr_run_clue(struct mdr_run *run);

/* Ends the diagnostic that is being built and begins a clue for a recipient; NULL at the limit. */
struct mdr_clue *mdr_run_recipient(struct mdr_run *run, struct mdr_text address);

/* Adds a text to the diagnostic, behind `joint` when it is not the first. */
void mdr_run_append(struct mdr_run *run, const struct mdr_text *text, char joint);

/* Ends the diagnostic and gives it to its clues. */
void mdr_run_flush(struct mdr_run *run);

/* The line at byte `at` of the notice, without its end; *ret_next gets where the next one begins. */
struct mdr_text mdr_run_line(const struct mdr_run *run, size_t at, size_t *ret_next);

/* The reply of a transcript while its lines are still coming. */
struct mdr_reply_lines {
    struct mdr_builder text;
    bool open;
};

/* Adds a line, without its mark; true: it was the last one, "250 " and not "250-". */
bool mdr_reply_lines_add(struct mdr_reply_lines *lines, struct mdr_run *run, const struct mdr_text *line);

/* The reply, complete or not; the next line begins another one. */
struct mdr_text mdr_reply_lines_take(struct mdr_reply_lines *lines);

/* A quoted line: ">" in front of it, after blanks at most. */
bool mdr_line_quoted(struct mdr_span line);

/* ---- hooks: what rows can't say ------------------------------------------------------------- */

/* Sendmail's transcript of session: replies are paired with commands and recipients. */
void mdr_hook_sendmail(struct mdr_run *run, size_t at);

/* Postfix's transcript for the postmaster: In:/Out: pairs. */
void mdr_hook_postmaster(struct mdr_run *run, size_t at);

/* Amazon SES's notification as JSON. */
void mdr_hook_ses(struct mdr_run *run, size_t at);

#endif
