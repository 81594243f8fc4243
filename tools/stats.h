/* SPDX-License-Identifier: BSD-2-Clause */
/* Between the files of stats: what is counted, what stands out, what is printed. */
#ifndef MODORI_TOOL_STATS_H
#define MODORI_TOOL_STATS_H

#include "count.h"
#include "tool.h"

enum key { REASON, DOMAIN, HOST, PHASE, SENDER, DAY, SENDING_IP, SENDER_AND_DOMAIN, SENDER_AND_RECIPIENT, KEYS };

#define SHOWN_KEYS 6 /* --by takes the first six */

struct stats {
    const struct options *options;
    modori_parser *parser;
    struct count count[KEYS];
    struct count delivered;  /* domains of recipients that got their mail */
    struct count queued;     /* "queue id, recipient" of log lines: a mail that is put off again counts once */
    struct count senders;    /* addresses that log lines name as senders */
    struct count sent;       /* queue ids, with the place of their sender in `senders` and 1 more as `times` */
    struct count why[KEYS];  /* "value, TAB, reason", of the keys that may stand out */
    struct count refused_ip; /* sending addresses that were refused for what they are */
    struct count refused_at; /* "address, TAB, domain" of these refusals */
    size_t messages, lines, bounces, recipients;
};

/* What is not chance: one value, and why it is so. */
struct outstanding {
    const struct counted *item;  /* NULL: nothing stands out */
    size_t of;                   /* of so many that tell the key */
    const struct counted *cause; /* the commonest reason among them, its text behind the TAB; NULL: none */
    size_t places;               /* SENDING_IP: recipients' domains that refused it */
    size_t attempts;             /* DOMAIN: failed and delivered ones there; 0: deliveries are not known */
};

const char *stats_key_name(enum key key);

/* stats_senders.c: what a log line without a result tells of a sender; whom one has told for a queue id, or NULL. */
void stats_note_sender(struct stats *s, const char *line, size_t n);
const char *stats_noted_sender(const struct stats *s, const char *queue, size_t n, size_t *ret_n);

/* stats_stand.c. The counts have to be sorted. */
struct outstanding stats_outstanding(const struct stats *s, enum key key);

/* stats_say.c */
void stats_print_words(struct stats *s, enum key key);
void stats_print_json(const struct stats *s);

#endif
