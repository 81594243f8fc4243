/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How fast the library reads: `make bench`. Public interface only, one parser for everything.
 *
 *   bench [-t TEXTS] [-o SUBJECT] [-r ROUNDS] [-s SECONDS] FILE...    -o: that subject only, by its number
 *   bench -l FILE...                                                  lists them: number, items of a round, name
 *
 * The few replies that are here are read again and again, until the processor foresees every branch: the least that
 * the library can need. TEXTS has many replies, a line each, of which none comes again soon: what a server sees.
 *
 * -r: a fixed number of rounds and no clock, for tools that count instructions. Otherwise each subject runs for
 * SECONDS, and the fastest of its rounds counts: what a busy machine adds is not the library's.
 */
#include "counting.h"

#include <modori.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct sample {
    char *bytes;
    size_t n;
};

/* Reply texts as servers write them, around 80 bytes each. */
static const char *const replies[] = {
    "550 5.1.1 <user@example.com>: Recipient address rejected: User unknown in table",
    "552 5.2.2 <user@example.com>: the mailbox of this user is full, try again later",
    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example",
    "450 4.2.0 <user@example.com>: Recipient address rejected: Greylisted for 300 s.",
    "550 5.7.1 Message rejected due to SPF check failure for domain of example.net ..",
    "421 4.7.0 mx.example.com Error: too many connections from 192.0.2.1, slow down.",
    "552 5.3.4 Message size exceeds fixed maximum message size of 10485760 bytes here",
    "554 5.4.14 Hop count exceeded - possible mail loop detected on this message here",
    "451 4.3.0 Temporary system problem. Please try again later, or ask postmaster ..",
    "550-5.7.26 This mail has been blocked because the sender is unauthenticated.....",
    "552 Error: content rejected, see http://www.example.com/postmaster/why for more.",
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1) and so on",
};

#define REPLIES (sizeof replies / sizeof *replies)

static struct counting counting;

static void fail(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

/* ---- the clock ---------------------------------------------------------------------------------- */

/* Nanoseconds since the first call. */
static double now(void)
{
    static time_t first;
    struct timespec t;
    if (timespec_get(&t, TIME_UTC) != TIME_UTC)
        fail("no clock");
    if (first == 0)
        first = t.tv_sec;
    return (double)(t.tv_sec - first) * 1e9 + (double)t.tv_nsec;
}

struct subject {
    const char *name;
    void (*run)(void *context); /* one round */
    void *context;
    size_t items, bytes; /* of one round */
    const char *item;
};

static const char *texts;
static size_t fixed_rounds, only;
static double seconds = 1;
static int list;

#define SHORTEST 50e3 /* nanoseconds that are measured at once, so that the clock is no part of it */

/* So many rounds in a row: their time. */
static double timed(const struct subject *s, size_t rounds)
{
    double from = now();
    for (size_t i = 0; i < rounds; i++)
        s->run(s->context);
    return now() - from;
}

/* The least time of a round, in nanoseconds; 0 where nobody asks for it. *ret_rounds: how many
 * there were. */
static double least(const struct subject *s, size_t *ret_rounds)
{
    if (fixed_rounds > 0) {
        timed(s, fixed_rounds);
        return 0;
    }
    double once = timed(s, 1), best = 1e18, start = now();
    size_t rounds = once < SHORTEST ? (size_t)(SHORTEST / (once + 1)) + 1 : 1;
    for (*ret_rounds = 1; now() - start < seconds * 1e9; *ret_rounds += rounds) {
        double each = timed(s, rounds) / (double)rounds;
        best = each < best ? each : best;
    }
    return best;
}

static void measure(const struct subject *s)
{
    if (s->items == 0)
        return;
    s->run(s->context); /* the caches, and the parser's memory */
    size_t before = counting.calls, rounds = 0;
    double best = least(s, &rounds);
    if (fixed_rounds > 0)
        return;
    printf("%-28s %10.1f ns a %-8s %8.1f MB/s  %4.1f allocations\n", s->name, best / (double)s->items, s->item,
           (double)s->bytes / best * 1e3, (double)(counting.calls - before) / (double)(rounds * s->items));
}

/* ---- the subjects ------------------------------------------------------------------------------- */

struct reading {
    modori_parser *parser;
    int32_t form;
    const struct sample *sample;
    size_t samples;
};

static void read_all(void *context)
{
    const struct reading *r = context;
    for (size_t i = 0; i < r->samples; i++) {
        const modori_report *report;
        if (modori_parser_read(r->parser, r->form, r->sample[i].bytes, r->sample[i].n, &report) != MODORI_OK)
            fail("out of memory");
    }
}

static void write_all(void *context)
{
    const struct reading *r = context;
    for (size_t i = 0; i < r->samples; i++) {
        const modori_report *report;
        modori_text *text = NULL;
        if (modori_parser_read(r->parser, r->form, r->sample[i].bytes, r->sample[i].n, &report) != MODORI_OK ||
            modori_report_json(report, NULL, 0, 0, &text) != MODORI_OK)
            fail("out of memory");
        modori_text_free(text);
    }
}

static void push(const struct reading *r, int judge)
{
    char storage[8192];
    modori_reply_parser *parser;
    if (modori_reply_parser_init(storage, sizeof storage, &parser) != MODORI_OK)
        fail("no room for a reply parser");
    for (size_t i = 0; i < r->samples; i++) {
        (void)modori_reply_parser_feed(parser, r->sample[i].bytes, r->sample[i].n, NULL);
        if (modori_reply_parser_feed(parser, "\r\n", 2, NULL) != 1)
            (void)modori_reply_parser_finish(parser);
        int32_t reason, persistence, hard, confidence;
        if (judge && modori_reply_parser_judge(parser, 0, &reason, &persistence, &hard, &confidence) != MODORI_OK)
            fail("a reply that can't be judged");
    }
}

static void push_all(void *context)
{
    push(context, 0);
}

static void push_and_judge_all(void *context)
{
    push(context, 1);
}

static size_t bytes_of(const struct sample *sample, size_t n)
{
    size_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += sample[i].n;
    return sum;
}

/* ---- files -------------------------------------------------------------------------------------- */

static void load(struct sample *sample, const char *path)
{
    FILE *in = fopen(path, "rb");
    size_t room = 0, got;
    if (!in)
        fail(path);
    do {
        room = room ? room * 2 : 1 << 14;
        sample->bytes = realloc(sample->bytes, room);
        if (!sample->bytes)
            fail("out of memory");
        got = fread(sample->bytes + sample->n, 1, room - sample->n, in);
        sample->n += got;
    } while (sample->n == room);
    fclose(in);
}

/* The lines of a file: how many. They stay views into its bytes. */
static size_t split(const struct sample *file, struct sample **ret)
{
    size_t lines = 0;
    for (size_t at = 0; at < file->n;) {
        const char *end = memchr(file->bytes + at, '\n', file->n - at);
        size_t n = end ? (size_t)(end - file->bytes) - at : file->n - at;
        *ret = realloc(*ret, (lines + 1) * sizeof **ret);
        if (!*ret)
            fail("out of memory");
        (*ret)[lines++] = (struct sample){file->bytes + at, n};
        at += n + 1;
    }
    return lines;
}

static int options(int argc, char **argv)
{
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at += 2) {
        const char *value = at + 1 < argc ? argv[at + 1] : "";
        if (argv[at][1] == 'l') {
            list = 1;
            return at + 1;
        }
        if (argv[at][1] == 't')
            texts = value;
        else if (argv[at][1] == 'o')
            only = strtoul(value, NULL, 10);
        else if (argv[at][1] == 'r')
            fixed_rounds = strtoul(value, NULL, 10);
        else
            seconds = strtod(value, NULL);
    }
    return at;
}

int main(int argc, char **argv)
{
    struct sample text[REPLIES];
    int at = options(argc, argv);
    size_t files = (size_t)(argc - at);
    struct sample *mail = calloc(files + 1, sizeof *mail);
    modori_parser *parser;
    if (!mail || modori_parser_new(counting_allocate, &counting, &parser) != MODORI_OK)
        fail("out of memory");
    for (size_t i = 0; i < REPLIES; i++)
        text[i] = (struct sample){(char *)(uintptr_t)replies[i], strlen(replies[i])};
    for (size_t i = 0; i < files; i++)
        load(&mail[i], argv[at + (int)i]);
    struct sample file = {NULL, 0}, *line = NULL;
    if (texts)
        load(&file, texts);
    size_t lines = split(&file, &line), line_bytes = bytes_of(line, lines);
    struct reading short_ones = {parser, MODORI_FORM_DIAGNOSTIC, text, REPLIES};
    struct reading many = {parser, MODORI_FORM_DIAGNOSTIC, line, lines};
    struct reading long_ones = {parser, MODORI_FORM_ANY, mail, files};
    size_t reply_bytes = bytes_of(text, REPLIES), mail_bytes = bytes_of(mail, files);
    const struct subject subjects[] = {
        {"reply pushed", push_all, &short_ones, REPLIES, reply_bytes, "reply"},
        {"reply pushed and judged", push_and_judge_all, &short_ones, REPLIES, reply_bytes, "reply"},
        {"reply text judged", read_all, &short_ones, REPLIES, reply_bytes, "reply"},
        {"reply text judged, as JSON", write_all, &short_ones, REPLIES, reply_bytes, "reply"},
        {"other reply pushed, judged", push_and_judge_all, &many, lines, line_bytes, "reply"},
        {"other reply text judged", read_all, &many, lines, line_bytes, "reply"},
        {"message judged", read_all, &long_ones, files, mail_bytes, "message"},
        {"message judged, as JSON", write_all, &long_ones, files, mail_bytes, "message"},
    };
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        if (subjects[i].items == 0)
            continue;
        if (list)
            printf("%zu %zu %s\n", i + 1, subjects[i].items, subjects[i].name);
        else if (only == 0 || only == i + 1)
            measure(&subjects[i]);
    }
    if (fixed_rounds == 0 && files > 0 && !list)
        printf("%zu messages of %zu bytes on average\n", files, mail_bytes / files);
    if (fixed_rounds == 0 && lines > 0 && !list)
        printf("%zu other replies of %zu bytes on average\n", lines, line_bytes / lines);
    for (size_t i = 0; i < files; i++)
        free(mail[i].bytes);
    free(mail);
    free(line);
    free(file.bytes);
    modori_parser_free(parser);
    return 0;
}
