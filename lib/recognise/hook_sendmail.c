/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sendmail's transcript of session. Lines of four kinds matter:
 *
 *     ... while talking to mx.example.org.:          a session begins
 *     >>> DATA                                       the command sent last
 *     <<< 550 5.1.1 <user@example.org>... unknown    a reply, every line of it
 *     550 5.1.1 <user@example.org>... User unknown   Sendmail's own summary
 *
 * Under pipelining the last ">>>" is not what a "<<<" answers: a reply below ">>> DATA" may be that
 * to RCPT (the summary says "User unknown", or a 503 follows because no recipient was left), to DATA
 * or to the message. A 503 behind another reply is a consequence and no cause; 221 answers QUIT.
 */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/reply.h"
#include "recognise/diagnostic.h"
#include "recognise/dialect_run.h"
#include "recognise/word_list.h"

#include <modori.h>

/* What the transcript says of one recipient, or of all. */
struct event {
    struct mdr_text reply;   /* "<<<", absent: a summary without one */
    struct mdr_text summary; /* Sendmail's own line, from its code or address on */
    struct mdr_text words;   /* what stands behind the address in it */
    struct mdr_text output;  /* the last line that a program of this server wrote above it */
    struct mdr_text address; /* absent: not told */
    struct mdr_text host, command;
    int32_t phase;
    bool own;     /* an event of the last transcript line that may still get its summary */
    bool program; /* of a command or a file, which no address names */
};

struct session {
    struct mdr_run *run;
    struct event *event;
    size_t n, room;
    struct mdr_text host, command;
    size_t begin; /* first event of this session */
    struct mdr_reply_lines reply;
    struct mdr_text output;  /* a line of no known kind: of a program, until its summary */
    size_t summed;           /* index + 1 of the event whose summary is the line before; 0: that is none */
    struct mdr_builder fold; /* of that summary, when it goes on */
    bool greeted;            /* a command was sent in this session */
    bool talked;             /* another server was talked to at all */
    bool broke_off;          /* a session broke off while a reply was waited for */
};

static struct event *event_add(struct session *t)
{
    if (t->n == t->room) {
        size_t room = t->room ? t->room * 2 : 8;
        struct event *grown = mdr_arena_grow(t->run->clues->arena, t->event, t->n, room, sizeof *grown);
        if (!grown)
            return NULL;
        t->event = grown;
        t->room = room;
    }
    struct event *event = &t->event[t->n++];
    memset(event, 0, sizeof *event);
    event->host = t->host;
    event->command = t->command;
    return event;
}

/* ---- replies -------------------------------------------------------------------------------- */

/* A reply to DATA that only says that no recipient was left. */
static bool is_consequence(struct mdr_span reply)
{
    uint16_t code = mdr_reply_code(reply);
    if (code == 221 || code == 503)
        return true;
    return code == 554 && mdr_word_has(MDR_WORDS_SENDMAIL_NOBODY, reply);
}

/* The replies before it in this session were then those to RCPT. */
static void note_consequence(struct session *t)
{
    for (size_t i = t->begin; i < t->n; i++)
        if (mdr_phase_of(t->event[i].command.s) == MODORI_PHASE_DATA)
            t->event[i].phase = MODORI_PHASE_RCPT;
}

static int32_t phase_now(const struct session *t)
{
    if (!t->greeted)
        return mdr_text_present(&t->host) ? MODORI_PHASE_BANNER : 0;
    int32_t phase = mdr_phase_of(t->command.s);
    return phase == MODORI_PHASE_DATA ? 0 : phase;
}

static void reply_end(struct session *t)
{
    struct mdr_text reply = mdr_reply_lines_take(&t->reply);
    if (!mdr_text_present(&reply))
        return;
    uint16_t code = mdr_reply_code(reply.s);
    if (is_consequence(reply.s) && (t->n > t->begin || code == 221)) {
        if (code != 221)
            note_consequence(t);
        return;
    }
    struct event *event = event_add(t);
    if (!event)
        return;
    t->talked = true;
    event->reply = reply;
    event->phase = phase_now(t);
    event->own = true;
    struct mdr_span address = mdr_address_find(reply.s);
    if (address.p && code >= 400)
        event->address = mdr_text_part(&reply, address);
}

static void reply_line(struct session *t, const struct mdr_text *line)
{
    if (mdr_reply_lines_add(&t->reply, t->run, line))
        reply_end(t);
}

/* ---- summaries ------------------------------------------------------------------------------ */

/* "550 5.1.1 " in front of a summary: its length. */
static size_t code_length(struct mdr_span s)
{
    struct mdr_enhanced code;
    if (mdr_reply_code(s) == 0)
        return 0;
    size_t at = s.n > 4 ? 4 : s.n;
    size_t n = mdr_enhanced_read(mdr_span_from(s, at), &code);
    return n > 0 && at + n < s.n ? at + n + 1 : at;
}

/* The replies since the last summary belong to this recipient, if any were given. */
static struct event *reply_of(struct session *t, struct mdr_span words)
{
    struct event *found = NULL;
    for (size_t i = t->n; i > t->begin && t->event[i - 1].own; i--) {
        t->event[i - 1].own = false;
        if (!found)
            found = &t->event[i - 1];
    }
    if (found && mdr_word_has(MDR_WORDS_SENDMAIL_UNKNOWN, words) && found->phase == 0 && t->greeted)
        found->phase = MODORI_PHASE_RCPT;
    return found;
}

/* "mx.example.org (smtp)", "mx.example.org.tcp": a host and by which mailer, no recipient. */
static bool is_site(struct mdr_span named)
{
    if (named.n > 6 && named.p[named.n - 1] == ')' && mdr_find_byte(named, '(', 0) != MDR_NOT_FOUND)
        return true;
    return mdr_find_byte(named, '@', 0) == MDR_NOT_FOUND && mdr_word_has(MDR_WORDS_SENDMAIL_MAILER, named);
}

/* "|/usr/bin/archive", /var/spool/archive: what an alias may expand to. */
static bool is_program(struct mdr_span named)
{
    struct mdr_span bare = mdr_unwrap(named, '"', '"');
    return bare.n > 1 && (bare.p[0] == '|' || bare.p[0] == '/');
}

/* "ADDR... TEXT", with or without codes in front; false when the line is none. */
static bool summary_line(struct session *t, const struct mdr_text *line)
{
    size_t code = code_length(line->s);
    size_t dots = mdr_find(line->s, MDR_SPAN("... "), code);
    if (dots == MDR_NOT_FOUND)
        return false;
    struct mdr_span named = mdr_trim(mdr_span_cut(line->s, code, dots));
    struct mdr_span words = mdr_span_from(line->s, dots + 4);
    struct mdr_span address = mdr_address_bare(named);
    bool site = is_site(named);
    if (site || !address.p || mdr_find_byte(address, ' ', 0) != MDR_NOT_FOUND)
        address = MDR_SPAN_NONE;
    if (site && t->n > t->begin && t->event[t->n - 1].own)
        return true; /* of the host; the recipients' own lines follow */
    struct event *event = reply_of(t, words);
    if (!event && (event = event_add(t)))
        event->output = t->output;
    t->output = MDR_TEXT_NONE;
    if (!event)
        return true;
    t->summed = (size_t)(event - t->event) + 1;
    event->summary = *line;
    event->words = mdr_text_part(line, words);
    event->program = is_program(named) && !mdr_text_present(&event->reply);
    if (address.p)
        event->address = mdr_text_part(line, address);
    return true;
}

#define SUMMARY_MOST 2048
#define FULL_LINE    60

/* A summary that goes on in an indented line, as mail programs fold them. */
static bool summary_fold(struct session *t, const struct mdr_text *line)
{
    struct event *event = t->summed > 0 ? &t->event[t->summed - 1] : NULL;
    if (!event || !mdr_text_present(&event->summary) || line->s.n == 0 || line->s.p[0] == '>')
        return false;
    if (event->summary.s.n > SUMMARY_MOST)
        return true;
    size_t head = event->summary.s.n - event->words.s.n;
    if (event->summary.s.p != t->fold.bytes) { /* its first fold */
        mdr_builder_init(&t->fold, t->run->clues->arena);
        mdr_builder_add_text(&t->fold, &event->summary);
    }
    mdr_builder_add_joint(&t->fold, line->s, mdr_text_source(line, 0));
    mdr_builder_add_text(&t->fold, line);
    event->summary = mdr_builder_finish(&t->fold);
    event->words = mdr_text_cut(&event->summary, head, event->summary.s.n);
    return true;
}

/* "554 5.0.0 Service unavailable": of the session as a whole; the first tells most where nobody else spoke. */
static void session_summary(struct session *t, const struct mdr_text *line)
{
    for (size_t i = t->n; i > t->begin && t->event[i - 1].own; i--)
        t->event[i - 1].own = false;
    if (t->talked || t->n > 0)
        return;
    struct event *event = event_add(t);
    if (!event)
        return;
    t->summed = t->n;
    event->summary = *line;
    event->words = mdr_text_cut(line, code_length(line->s), line->s.n);
}

/* ---- lines ---------------------------------------------------------------------------------- */

static bool session_line(struct session *t, const struct mdr_text *line)
{
    struct mdr_word head;
    if (!mdr_word_find(MDR_WORDS_SENDMAIL_SESSION, line->s, &head))
        return false;
    size_t end = line->s.n;
    while (end > head.end && (line->s.p[end - 1] == ':' || line->s.p[end - 1] == '.'))
        end--;
    t->host = mdr_text_cut(line, head.end, end);
    t->command = MDR_TEXT_NONE;
    t->greeted = false;
    t->talked = true;
    t->begin = t->n;
    return true;
}

/* "procmail: Quota exceeded while writing ...": its name, then what it says. */
static bool is_output(struct mdr_span line)
{
    size_t colon = mdr_find(line, MDR_SPAN(": "), 0);
    return colon != MDR_NOT_FOUND && colon > 0 && mdr_find_byte(mdr_span_cut(line, 0, colon), ' ', 0) == MDR_NOT_FOUND;
}

/* Folded without an indentation, at the end of a long line; Sendmail's own lines begin with a capital. */
static bool is_rest(const struct session *t, struct mdr_span line)
{
    bool full = t->summed > 0 && t->event[t->summed - 1].summary.s.n >= FULL_LINE;
    bool own = mdr_find(line, MDR_SPAN("... "), 0) != MDR_NOT_FOUND || is_output(line);
    return full && !own && line.n > 0 && line.p[0] >= 'a' && line.p[0] <= 'z';
}

static void take_line(struct session *t, const struct mdr_text *whole)
{
    struct mdr_text line = mdr_text_trim(whole);
    if (mdr_starts_with(line.s, MDR_SPAN("<<< "))) {
        t->summed = 0;
        struct mdr_text reply = mdr_text_cut(&line, 4, line.s.n);
        reply_line(t, &reply);
        return;
    }
    if (t->reply.open)
        reply_end(t);
    bool indented = whole->s.n > line.s.n && mdr_is_blank(whole->s.p[0]);
    if ((indented || is_rest(t, line.s)) && summary_fold(t, &line))
        return;
    t->summed = 0;
    if (mdr_word_has(MDR_WORDS_SENDMAIL_BROKEN, line.s))
        t->broke_off = true;
    if (mdr_starts_with(line.s, MDR_SPAN(">>> "))) {
        t->command = mdr_text_cut(&line, 4, line.s.n);
        t->greeted = true;
    } else if (!session_line(t, &line) && !summary_line(t, &line)) {
        if (mdr_reply_code(line.s) != 0)
            session_summary(t, &line);
        else if (is_output(line.s))
            t->output = line;
    }
}

/* The transcript ends where the returned message, another section or a MIME boundary begins. */
static bool is_end(struct mdr_span line)
{
    struct mdr_span s = mdr_trim(line);
    return mdr_starts_with(s, MDR_SPAN("----- ")) || (mdr_starts_with(line, MDR_SPAN("--")) && line.n > 10);
}

/* ---- what it means for the recipients ------------------------------------------------------- */

/* Comparisons of recipients with events: their number is bounded by a multiple of both. */
#define COMPARED_FACTOR 64

struct pairing {
    struct session *t;
    size_t budget;
};

static bool same_address(struct mdr_span a, struct mdr_span b)
{
    return a.p && b.p && mdr_equal_fold(mdr_address_bare(a), mdr_address_bare(b));
}

/* "(reason: ...)" has the reply's first line only, with a blank or a hyphen behind the code. */
static bool is_reason_of(struct mdr_span reason, struct mdr_span reply)
{
    size_t end = mdr_find_byte(reply, '\n', 0);
    struct mdr_span first = mdr_trim(mdr_span_cut(reply, 0, end));
    reason = mdr_trim(reason);
    if (reason.n < 3 || reason.n != first.n || memcmp(reason.p, first.p, 3) != 0)
        return false;
    return reason.n == 3 || mdr_span_equal(mdr_span_from(reason, 4), mdr_span_from(first, 4));
}

/* "(reason: Deferred)": the summary tells what for. */
static bool begins_summary(struct mdr_span reason, struct mdr_span words)
{
    reason = mdr_trim(reason);
    return words.n > reason.n && mdr_starts_with_fold(words, reason) && words.p[reason.n] == ':';
}

/*
 * The event of a recipient: one that names the address, best of all with the reply that the reason
 * repeats; else the one whose reply the reason repeats. Looked for from where the last one was found,
 * as both lists run in the same order.
 */
static struct event *event_of(struct pairing *p, const struct mdr_clue *clue, size_t *from)
{
    struct event *named = NULL, *repeated = NULL;
    for (size_t i = 0; i < p->t->n && p->budget > 0; i++, p->budget--) {
        size_t at = (*from + i) % p->t->n;
        struct event *event = &p->t->event[at];
        bool here = same_address(event->address.s, clue->address.s);
        bool again = is_reason_of(clue->diagnostic.s, event->reply.s);
        if (here && (again || !mdr_text_present(&clue->diagnostic))) {
            *from = at;
            return event;
        }
        if (here && !named)
            named = event;
        if (again && !repeated)
            repeated = event;
    }
    return repeated ? repeated : named;
}

/* Sendmail's own line from its code on; what it quotes stands for itself. */
static struct mdr_text own_words(const struct event *event)
{
    bool coded = mdr_reply_code(event->summary.s) != 0 && mdr_reply_code(event->words.s) == 0;
    return coded ? event->summary : event->words;
}

/* "403 4.7.0 TLS handshake failed": a code that is not that of the reply it stands for. */
static bool is_own_reason(const struct mdr_clue *clue, const struct event *event)
{
    uint16_t code = mdr_reply_code(clue->diagnostic.s);
    return code != 0 && mdr_text_present(&event->reply) && code != mdr_reply_code(event->reply.s) &&
           mdr_find(event->words.s, mdr_trim(clue->diagnostic.s), 0) != MDR_NOT_FOUND;
}

/* "procmail: Quota exceeded while writing ...": what a program said tells more than the status that it left. */
static void add_output(const struct session *t, struct mdr_clue *clue, const struct event *event)
{
    struct mdr_builder b;
    if (!mdr_text_present(&event->output) || !mdr_text_present(&clue->diagnostic))
        return;
    mdr_builder_init(&b, t->run->clues->arena);
    mdr_builder_add_text(&b, &clue->diagnostic);
    mdr_builder_add_byte(&b, '\n', mdr_text_source(&event->output, 0));
    mdr_builder_add_text(&b, &event->output);
    clue->diagnostic = mdr_builder_finish(&b);
}

/* A reply at the reason's place is completed by the transcript; where there is no reason, it is the reason. */
static void apply(const struct session *t, struct mdr_clue *clue, const struct event *event)
{
    bool reply = mdr_text_present(&event->reply);
    bool told = mdr_text_present(&clue->diagnostic);
    if (reply && (!told || is_reason_of(clue->diagnostic.s, event->reply.s) || mdr_reply_code(clue->diagnostic.s) == 0))
        clue->diagnostic = event->reply;
    else if (!told || is_reason_of(clue->diagnostic.s, event->words.s) ||
             begins_summary(clue->diagnostic.s, event->words.s))
        clue->diagnostic = own_words(event);
    if (is_own_reason(clue, event)) {
        clue->speaker = MODORI_SPEAKER_REPORTER;
        clue->host = event->host;
        clue->phase = event->phase;
        return;
    }
    if (!reply) {
        clue->speaker = MODORI_SPEAKER_REPORTER;
        add_output(t, clue, event);
        /* The same words for a connection that is not made, and for one that falls silent. */
        if (!t->broke_off && mdr_word_has(MDR_WORDS_SENDMAIL_TIMEOUT, event->words.s))
            clue->phase = MODORI_PHASE_CONNECT;
        return;
    }
    clue->speaker = MODORI_SPEAKER_REMOTE;
    clue->host = event->host;
    clue->phase = event->phase;
    if (event->phase != 0)
        clue->command = event->command;
}

/* Where nothing is said by name: the last reply of the transcript, when there is one recipient only. */
static struct event *last_reply(const struct session *t)
{
    for (size_t i = t->n; i > 0; i--)
        if (mdr_text_present(&t->event[i - 1].reply))
            return &t->event[i - 1];
    return t->n > 0 ? &t->event[t->n - 1] : NULL;
}

/* Recipients that only the transcript names: warnings, and notices of old versions. */
static void add_named(struct session *t)
{
    for (size_t i = 0; i < t->n; i++) {
        struct event *event = &t->event[i];
        if (!mdr_text_present(&event->address) || !mdr_text_present(&event->summary))
            continue;
        struct mdr_clue *clue = mdr_run_recipient(t->run, event->address);
        if (clue)
            apply(t, clue, event);
    }
    struct event *event = last_reply(t);
    bool named = event && (mdr_text_present(&event->reply) || mdr_text_present(&event->summary));
    if (t->run->clues->n == t->run->first && named) {
        struct mdr_clue *clue = mdr_run_recipient(t->run, MDR_TEXT_NONE);
        if (clue)
            apply(t, clue, event);
    }
}

/* The summary of a command or a file: of the next recipient, in the order of the list, whom nothing else names. */
static struct event *program_of(const struct session *t, size_t *from)
{
    while (*from < t->n)
        if (t->event[(*from)++].program)
            return &t->event[*from - 1];
    return NULL;
}

static void pair(struct session *t)
{
    struct mdr_clues *clues = t->run->clues;
    size_t first = t->run->first, from = 0, program = 0;
    struct pairing p = {t, COMPARED_FACTOR * (clues->n - first + t->n) + 4096};
    if (clues->n == first) {
        add_named(t);
        return;
    }
    for (size_t i = first; i < clues->n; i++) {
        struct event *event = event_of(&p, &clues->clue[i], &from);
        if (!event && clues->n - first == 1 && mdr_reply_code(clues->clue[i].diagnostic.s) == 0)
            event = last_reply(t);
        else if (!event && !mdr_text_present(&clues->clue[i].diagnostic))
            event = program_of(t, &program);
        if (event)
            apply(t, &clues->clue[i], event);
        else if (!t->talked)
            clues->clue[i].speaker = MODORI_SPEAKER_REPORTER;
    }
}

void mdr_hook_sendmail(struct mdr_run *run, size_t at)
{
    struct session t;
    memset(&t, 0, sizeof t);
    t.run = run;
    mdr_run_flush(run);
    mdr_run_line(run, at, &at); /* the marker itself */
    while (at < run->notice->text.s.n) {
        size_t next;
        struct mdr_text line = mdr_run_line(run, at, &next);
        if (is_end(line.s))
            break;
        take_line(&t, &line);
        at = next;
    }
    if (t.reply.open)
        reply_end(&t);
    pair(&t);
    run->group = run->clues->n;
    run->next = at;
}
