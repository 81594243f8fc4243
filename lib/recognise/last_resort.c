/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Notices of no known family: an address at the start of a line, and a reply that refuses behind it
 * or at the start of one of the next lines. Only in what a machine wrote: a person may write about a
 * bounce just the same. Quoted lines, and what follows the head of a returned message, do not count.
 */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/reply.h"
#include "recognise/dialect.h"
#include "recognise/dialect_mark.h"
#include "recognise/dialect_run.h"

#include <modori.h>

/* A reply stands at most so many lines below its recipient. */
#define NEAR_LINES 4
/* And a recipient in one of the first lines of a notice. */
#define LINES_MAX 400

/* The address that a line begins with, behind blanks, bullets and brackets; *ret_behind: what follows it. */
static struct mdr_span address_at_start(struct mdr_span line, struct mdr_span *ret_behind)
{
    size_t at = 0;
    while (at < line.n && (mdr_is_blank(line.p[at]) || line.p[at] == '<' || line.p[at] == '*' || line.p[at] == '-' ||
                           line.p[at] == '\'' || line.p[at] == '"'))
        at++;
    size_t n = mdr_address_read(mdr_span_from(line, at));
    if (n == 0)
        return MDR_SPAN_NONE;
    size_t behind = at + n;
    while (behind < line.n && (line.p[behind] == '>' || line.p[behind] == ':' || line.p[behind] == '\'' ||
                               line.p[behind] == '"' || line.p[behind] == ',' || mdr_is_blank(line.p[behind])))
        behind++;
    *ret_behind = mdr_span_from(line, behind);
    return mdr_span_cut(line, at, at + n);
}

/* A reply that refuses, with words behind its code. */
static bool is_refusal(struct mdr_span s)
{
    s = mdr_trim(s);
    return mdr_reply_code(s) >= 400 && s.n > 4;
}

/* Where a refusal stands in a line: at its start, or behind "said:" and the like. */
static struct mdr_span refusal_in(struct mdr_span line)
{
    static const char words[][8] = {"said: ", "says: ", "reply: ", "<<< "};
    if (is_refusal(line))
        return mdr_trim(line);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t at = mdr_find_fold(line, mdr_span_make(words[i], strlen(words[i])), 0);
        struct mdr_span behind = at == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_from(line, at + strlen(words[i]));
        if (behind.p && is_refusal(behind))
            return mdr_trim(behind);
    }
    return MDR_SPAN_NONE;
}

/* The head of a returned message, or a rule that announces it. */
static bool is_returned(struct mdr_span line)
{
    static const char words[][24] = {"original message", "returned message", "copy of the message", "message headers",
                                     "message header", "original headers"};
    if (mdr_starts_with_fold(line, MDR_SPAN("Received:")) || mdr_starts_with_fold(line, MDR_SPAN("Return-Path:")))
        return true;
    if (!mdr_starts_with(mdr_trim(line), MDR_SPAN("--")))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (mdr_find_fold(line, mdr_span_make(words[i], strlen(words[i])), 0) != MDR_NOT_FOUND)
            return true;
    return false;
}

static void add(struct mdr_clues *clues, const struct mdr_text *text, struct mdr_span address, struct mdr_span refusal)
{
    for (size_t i = 0; i < clues->n; i++)
        if (mdr_equal_fold(clues->clue[i].address.s, address))
            return;
    struct mdr_clue *clue = mdr_clues_add(clues, MDR_CLUE_LAST_RESORT);
    if (!clue)
        return;
    clue->address = mdr_text_part(text, address);
    clue->diagnostic = mdr_text_part(text, refusal);
}

void mdr_last_resort(const struct mdr_notice *notice, struct mdr_clues *clues)
{
    struct mdr_run run;
    struct mdr_span address = MDR_SPAN_NONE;
    size_t near = 0;
    if (!mdr_notice_machine(notice))
        return;
    memset(&run, 0, sizeof run);
    run.notice = notice;
    for (size_t at = 0, lines = 0; at < notice->text.s.n && lines < LINES_MAX; lines++, near++) {
        struct mdr_text line = mdr_run_line(&run, at, &at);
        if (is_returned(line.s))
            return;
        if (mdr_line_quoted(line.s))
            continue;
        struct mdr_span behind = line.s, found = address_at_start(line.s, &behind);
        if (found.p) {
            address = found;
            near = 0;
        }
        struct mdr_span refusal = refusal_in(behind);
        if (refusal.p && address.p && near <= NEAR_LINES) {
            add(clues, &notice->text, address, refusal);
            address = MDR_SPAN_NONE;
        }
    }
}
