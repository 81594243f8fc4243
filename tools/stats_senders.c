/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stats: who sent a mail of which a log line tells a delivery. Postfix, Sendmail and Exim tell it in a line of its own,
 * before those of the recipients; the queue id stands in all of them.
 */
#include "stats.h"

#include <string.h>

#define QUEUE_LEAST 5 /* bytes of a queue id */
#define QUEUE_MOST  40

struct piece {
    const char *s;
    size_t n;
};

static const char *find(const char *line, size_t n, const char *mark)
{
    size_t length = strlen(mark);
    const char *at = line, *end = line + n;
    while ((size_t)(end - at) >= length && (at = memchr(at, mark[0], (size_t)(end - at) - length + 1)) != NULL) {
        if (memcmp(at, mark, length) == 0)
            return at;
        at++;
    }
    return NULL;
}

static bool is_queue_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
}

/* The word that ends at a place of a line, where it can be a queue id; else an empty one. */
static struct piece queue_before(const char *line, const char *end)
{
    const char *at = end;
    while (at > line && is_queue_char(at[-1]))
        at--;
    size_t n = (size_t)(end - at);
    bool whole = at == line || at[-1] == ' ';
    return (struct piece){at, whole && n >= QUEUE_LEAST && n <= QUEUE_MOST ? n : 0};
}

/* The address at a place of a line, without brackets; empty for the null sender. */
static struct piece address_at(const char *at, const char *end)
{
    bool open = at < end && *at == '<';
    const char *from = open ? at + 1 : at, *to = from;
    while (to < end && *to != ' ' && *to != '>' && (open || *to != ','))
        to++;
    return (struct piece){from, (size_t)(to - from)};
}

void stats_note_sender(struct stats *s, const char *line, size_t n)
{
    static const char exim[] = " <= ", other[] = ": from=";
    const char *mark = find(line, n, exim);
    size_t length = sizeof exim - 1;
    if (!mark) {
        mark = find(line, n, other);
        length = sizeof other - 1;
    }
    if (!mark)
        return;
    struct piece queue = queue_before(line, mark), sender = address_at(mark + length, line + n);
    if (queue.n == 0 || sender.n == 0 || !memchr(sender.s, '@', sender.n))
        return;
    size_t who = count_place(&s->senders, sender.s, sender.n), place = count_place(&s->sent, queue.s, queue.n);
    s->sent.item[place].times = who + 1; /* a queue id may be used again: the last one counts */
}

const char *stats_noted_sender(const struct stats *s, const char *queue, size_t n, size_t *ret_n)
{
    const struct counted *item = queue ? count_find(&s->sent, queue, n) : NULL;
    if (!item || item->times == 0)
        return NULL;
    const struct counted *sender = &s->senders.item[item->times - 1];
    *ret_n = sender->n;
    return sender->text;
}
