/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Postfix's transcript for the postmaster: a whole session as " In:  COMMAND" and " Out: REPLY",
 * long lines folded with an indentation. A refused RCPT is a clue of its own; what is refused later
 * concerns all recipients that were accepted. In the transcripts of the client the two are swapped,
 * so what looks like a reply is the reply.
 */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/reply.h"
#include "recognise/diagnostic.h"
#include "recognise/dialect_run.h"

#include <modori.h>

struct transcript {
    struct mdr_run *run;
    struct mdr_text command;   /* the last one */
    int32_t phase;             /* what a reply now would answer */
    struct mdr_builder reply;  /* lines so far */
    bool open;                 /* a reply is not complete yet */
    int32_t speaker;
    size_t accepted;           /* clues of accepted recipients are the last ones, this many */
};

/* ---- commands ------------------------------------------------------------------------------- */

/* A clue for the recipient of this command; it stays only if it is refused, now or later. */
static void take_rcpt(struct transcript *t)
{
    struct mdr_span s = mdr_address_find(t->command.s);
    if (s.p && mdr_run_recipient(t->run, mdr_text_part(&t->command, s)))
        t->accepted++;
}

static void take_command(struct transcript *t, const struct mdr_text *command)
{
    t->command = *command;
    t->phase = mdr_phase_of(command->s);
    if (t->phase == MODORI_PHASE_RCPT) {
        take_rcpt(t);
    } else if (t->phase == MODORI_PHASE_MAIL) {
        struct mdr_span sender = mdr_address_find(command->s);
        if (sender.p)
            t->run->clues->sender = mdr_text_part(command, sender);
    }
}

/* ---- replies -------------------------------------------------------------------------------- */

static void give(struct transcript *t, struct mdr_clue *clue, struct mdr_text reply)
{
    clue->diagnostic = reply;
    clue->phase = t->phase;
    clue->speaker = t->speaker;
    clue->action = MODORI_ACTION_FAILED;
}

/* Later refusals concern every recipient that had been accepted until then. */
static void give_accepted(struct transcript *t, struct mdr_text reply)
{
    struct mdr_clues *clues = t->run->clues;
    for (size_t i = clues->n - t->accepted; i < clues->n; i++)
        give(t, &clues->clue[i], reply);
    t->accepted = 0;
}

/* The refused recipient is moved before the accepted ones. */
static void give_refused(struct transcript *t, struct mdr_text reply)
{
    struct mdr_clues *clues = t->run->clues;
    size_t last = clues->n - 1, first = clues->n - t->accepted;
    struct mdr_clue refused = clues->clue[last];
    clues->clue[last] = clues->clue[first];
    give(t, &refused, reply);
    clues->clue[first] = refused;
    t->accepted--;
}

static void take_reply(struct transcript *t)
{
    struct mdr_text reply = mdr_builder_finish(&t->reply);
    uint16_t code = mdr_text_present(&reply) ? mdr_reply_code(reply.s) : 0;
    t->open = false;
    if (code == 354)
        t->phase = MODORI_PHASE_END_OF_DATA;
    else if (code >= 400 && t->accepted > 0 && t->phase == MODORI_PHASE_RCPT)
        give_refused(t, reply);
    else if (code >= 400 && t->accepted > 0)
        give_accepted(t, reply);
}

static void add_reply_line(struct transcript *t, const struct mdr_text *line)
{
    if (!t->open)
        mdr_builder_init(&t->reply, t->run->clues->arena);
    else
        mdr_builder_add_byte(&t->reply, '\n', mdr_text_source(line, 0));
    mdr_builder_add_text(&t->reply, line);
    t->open = true;
    if (line->s.n < 4 || line->s.p[3] != '-')
        take_reply(t);
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* " In:  x" and " Out: x": 1 and 2; 0: something else. */
static int side_of(struct mdr_span line, size_t *ret_at)
{
    struct mdr_span s = mdr_trim(line);
    *ret_at = (size_t)(s.p - line.p);
    if (mdr_starts_with(s, MDR_SPAN("In:"))) {
        *ret_at += 3;
        return 1;
    }
    if (mdr_starts_with(s, MDR_SPAN("Out:"))) {
        *ret_at += 4;
        return 2;
    }
    return 0;
}

/* A line with the folded ones behind it, joined. */
static struct mdr_text unfold(struct mdr_run *run, size_t *at)
{
    size_t next, skip;
    struct mdr_text line = mdr_run_line(run, *at, &next);
    side_of(line.s, &skip);
    struct mdr_text first = mdr_text_cut(&line, skip, line.s.n);
    first = mdr_text_trim(&first);
    struct mdr_builder joined = {0};
    *at = next;
    while (*at < run->notice->text.s.n) {
        line = mdr_run_line(run, *at, &next);
        if (mdr_trim(line.s).n == 0 || !mdr_is_blank(line.s.p[0]) || side_of(line.s, &skip) != 0)
            break;
        if (!joined.arena) {
            mdr_builder_init(&joined, run->clues->arena);
            mdr_builder_add_text(&joined, &first);
        }
        struct mdr_text more = mdr_text_trim(&line);
        mdr_builder_add_byte(&joined, ' ', mdr_text_source(&more, 0));
        mdr_builder_add_text(&joined, &more);
        *at = next;
    }
    return joined.arena ? mdr_builder_finish(&joined) : first;
}

void mdr_hook_postmaster(struct mdr_run *run, size_t at)
{
    struct transcript t;
    memset(&t, 0, sizeof t);
    t.run = run;
    t.phase = MODORI_PHASE_BANNER;
    while (at < run->notice->text.s.n) {
        size_t next, skip;
        struct mdr_text line = mdr_run_line(run, at, &next);
        int side = side_of(line.s, &skip);
        if (side == 0) {
            at = next;
            continue;
        }
        struct mdr_text whole = unfold(run, &at);
        if (mdr_reply_code(whole.s) != 0) {
            t.speaker = side == 1 ? MODORI_SPEAKER_REMOTE : MODORI_SPEAKER_REPORTER;
            add_reply_line(&t, &whole);
        } else if (whole.s.n > 0) {
            take_command(&t, &whole);
        }
    }
    run->clues->n -= t.accepted < run->clues->n - run->first ? t.accepted : run->clues->n - run->first;
    run->group = run->clues->n;
    run->stopped = true;
}
