/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Postfix's transcript for the postmaster: a whole session as " In:  COMMAND" and " Out: REPLY",
 * long lines folded with an indentation. In the transcripts of the client ("Unexpected response from
 * H[A]:P.") the two are swapped, and commands stand before the replies that they got, RFC 2920: replies
 * come in the order of the commands. A refused RCPT is a clue of its own; what is refused later concerns
 * all recipients that were accepted.
 */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/reply.h"
#include "recognise/diagnostic.h"
#include "recognise/dialect_run.h"
#include "recognise/word_list.h"

#include <modori.h>

#define NO_CLUE SIZE_MAX

/* A command whose reply is still to come. */
struct pending {
    int32_t phase;
    size_t clue; /* of its recipient, or NO_CLUE */
};

struct transcript {
    struct mdr_run *run;
    struct pending *pending;
    size_t n, first, room;
    struct pending last; /* what an unasked reply is given to */
    struct mdr_reply_lines reply;
    bool client;                /* the reporter was the client */
    struct mdr_captures server; /* that it talked to */
    struct mdr_text server_line;
    struct mdr_text refused; /* what MAIL was answered with, the first time */
};

/* ---- commands ------------------------------------------------------------------------------- */

static void expect_reply(struct transcript *t, int32_t phase, size_t clue)
{
    t->last = (struct pending){phase, clue};
    if (t->n == t->room) {
        size_t room = t->room ? t->room * 2 : 16;
        struct pending *grown = mdr_arena_grow(t->run->clues->arena, t->pending, t->n, room, sizeof *grown);
        if (!grown)
            return;
        t->pending = grown;
        t->room = room;
    }
    t->pending[t->n++] = t->last;
}

static void take_server(const struct transcript *t, struct mdr_text *to, enum mdr_class class)
{
    struct mdr_span s = mdr_capture(&t->server, class);
    if (s.p)
        *to = mdr_text_part(&t->server_line, s);
}

/* A clue for the recipient of this command; it stays only if it is refused, now or later. */
static size_t take_rcpt(struct transcript *t, const struct mdr_text *command)
{
    struct mdr_span s = mdr_address_find(command->s);
    struct mdr_clue *clue = s.p ? mdr_run_recipient(t->run, mdr_text_part(command, s)) : NULL;
    if (!clue)
        return NO_CLUE;
    take_server(t, &clue->host, MDR_CLASS_HOST);
    take_server(t, &clue->ip, MDR_CLASS_IP);
    take_server(t, &clue->port, MDR_CLASS_PORT);
    return t->run->clues->n - 1;
}

static void take_command(struct transcript *t, const struct mdr_text *command)
{
    int32_t phase = mdr_phase_of(command->s);
    size_t clue = NO_CLUE;
    if (t->first == 0) /* a session that begins without its greeting */
        t->first = t->n;
    if (phase == MODORI_PHASE_RCPT) {
        clue = take_rcpt(t, command);
    } else if (phase == MODORI_PHASE_MAIL) {
        struct mdr_span sender = mdr_address_find(command->s);
        if (sender.p)
            t->run->clues->sender = mdr_text_part(command, sender);
    }
    expect_reply(t, phase, clue);
}

/* ---- replies -------------------------------------------------------------------------------- */

static void give(struct transcript *t, struct mdr_clue *clue, struct mdr_text reply, int32_t phase)
{
    if (clue->action != 0)
        return;
    clue->diagnostic = reply;
    clue->phase = phase;
    clue->speaker = t->client ? MODORI_SPEAKER_REMOTE : MODORI_SPEAKER_REPORTER;
    clue->action = MODORI_ACTION_FAILED;
}

/* Later refusals concern every recipient that had been accepted until then. */
static void give_all(struct transcript *t, struct mdr_text reply, int32_t phase)
{
    struct mdr_clues *clues = t->run->clues;
    for (size_t i = t->run->first; i < clues->n; i++)
        give(t, &clues->clue[i], reply, phase);
}

static void take_reply(struct transcript *t)
{
    struct mdr_text reply = mdr_reply_lines_take(&t->reply);
    if (!mdr_text_present(&reply))
        return;
    struct pending asked = t->first < t->n ? t->pending[t->first++] : t->last;
    uint16_t code = mdr_reply_code(reply.s);
    if (code == 354)
        expect_reply(t, MODORI_PHASE_END_OF_DATA, NO_CLUE);
    else if (code > 0 && code < 400) /* 0: "999" and the like */
        return;
    else if (asked.clue == NO_CLUE) {
        give_all(t, reply, asked.phase);
        if (asked.phase == MODORI_PHASE_MAIL && !mdr_text_present(&t->refused))
            t->refused = reply;
    } else
        give(t, &t->run->clues->clue[asked.clue], reply, asked.phase);
}

static void add_reply_line(struct transcript *t, const struct mdr_text *line)
{
    if (mdr_reply_lines_add(&t->reply, t->run, line))
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
        mdr_builder_add_joint(&joined, more.s, mdr_text_source(&more, 0));
        mdr_builder_add_text(&joined, &more);
        *at = next;
    }
    return joined.arena ? mdr_builder_finish(&joined) : first;
}

/* "Unexpected response from H[A]:P.": the reporter was the client. */
static void take_head(struct transcript *t, const struct mdr_text *line)
{
    struct mdr_text trimmed = mdr_text_trim(line);
    struct mdr_word head;
    if (!mdr_word_find(MDR_WORDS_POSTMASTER_CLIENT, trimmed.s, &head))
        return;
    t->client = true;
    t->server_line = trimmed;
    mdr_class_read(MDR_CLASS_SERVER, trimmed.s, head.end, MDR_SPAN_NONE, &t->server);
}

/* Three digits and what ends them: a reply, though its number may be none. */
static bool is_reply_line(struct mdr_span s)
{
    return s.n >= 3 && mdr_is_digit(s.p[0]) && mdr_is_digit(s.p[1]) && mdr_is_digit(s.p[2]) &&
           (s.n == 3 || s.p[3] == ' ' || s.p[3] == '-');
}

/* Recipients that nobody refused are no clues. */
static void drop_accepted(struct mdr_run *run)
{
    size_t kept = run->first;
    for (size_t i = run->first; i < run->clues->n; i++)
        if (run->clues->clue[i].action != 0)
            run->clues->clue[kept++] = run->clues->clue[i];
    run->clues->n = run->group = kept;
}

/* A sender who was refused named no recipient: the reply is all there is to tell. */
static void add_refused(struct transcript *t)
{
    if (t->run->clues->n > t->run->first || !mdr_text_present(&t->refused))
        return;
    struct mdr_clue *clue = mdr_run_recipient(t->run, MDR_TEXT_NONE);
    if (clue)
        give(t, clue, t->refused, MODORI_PHASE_MAIL);
}

void mdr_hook_postmaster(struct mdr_run *run, size_t at)
{
    struct transcript t;
    memset(&t, 0, sizeof t);
    t.run = run;
    mdr_run_flush(run);
    expect_reply(&t, MODORI_PHASE_BANNER, NO_CLUE);
    while (at < run->notice->text.s.n) {
        size_t next, skip;
        struct mdr_text line = mdr_run_line(run, at, &next);
        int side = side_of(line.s, &skip);
        if (side == 0) {
            take_head(&t, &line);
            at = next;
            continue;
        }
        struct mdr_text whole = unfold(run, &at);
        if ((side == 1) == t.client && is_reply_line(whole.s))
            add_reply_line(&t, &whole);
        else if (whole.s.n > 0)
            take_command(&t, &whole);
    }
    drop_accepted(run);
    add_refused(&t);
    run->stopped = true;
}
