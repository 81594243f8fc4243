/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sentences of tables/lang with places to fill: "{server}, the recipient's side". A sentence is
 * whole in each language; only names, addresses, numbers and quotations are put into its places. A
 * sentence with a place that this mail cannot fill is not said at all.
 */
#ifndef MDR_SAY_SENTENCE_H
#define MDR_SAY_SENTENCE_H

#include "bytes/text.h"

#include <stdint.h>

/* What can be put into a sentence; the names of the places are in sentence.c. */
enum mdr_slot {
    MDR_SLOT_ADDRESS,
    MDR_SLOT_ORIGINAL, /* the address before it was expanded or forwarded */
    MDR_SLOT_DOMAIN,   /* of the recipient's address */
    MDR_SLOT_SERVER,   /* "host [ip]" that was talked to */
    MDR_SLOT_HOST,
    MDR_SLOT_OTHER, /* the same where its name does not prove that it is the recipient's */
    MDR_SLOT_REPORTER,
    MDR_SLOT_OWN,    /* "host [ip]" of the reporting server */
    MDR_SLOT_CLIENT, /* the same where it is the one that talked to the server */
    MDR_SLOT_QUEUE,
    MDR_SLOT_TIME,
    MDR_SLOT_UNTIL,
    MDR_SLOT_SENT, /* when the returned message was written */
    MDR_SLOT_CODE,
    MDR_SLOT_STATUS,
    MDR_SLOT_FIELD,   /* the DSN's own Status field */
    MDR_SLOT_MEANING, /* of a code, by the book */
    MDR_SLOT_REPLY,
    MDR_SLOT_REASON,
    MDR_SLOT_STAGE,
    MDR_SLOT_SENDER,
    MDR_SLOT_SENDER_DOMAIN, /* whose SPF record counts */
    MDR_SLOT_AUTHOR_DOMAIN, /* of the From field: whose DMARC policy counts */
    MDR_SLOT_SUBJECT,
    MDR_SLOT_MESSAGE_ID,
    MDR_SLOT_SUGGESTION,
    MDR_SLOT_NEW,
    MDR_SLOT_LIST,
    MDR_SLOT_URL,
    MDR_SLOT_SUPPORT,
    MDR_SLOT_SIZE,
    MDR_SLOT_LIMIT,
    MDR_SLOT_WAIT,
    MDR_SLOT_LINKS,
    MDR_SLOT_NAME, /* of an attachment */
    MDR_SLOT_CHARSET,
    MDR_SLOT_FROM, /* of the notice itself */
    MDR_SLOT_TYPE,
    MDR_SLOT_IP,
    MDR_SLOT_COUNT, /* a number of recipients */
    MDR_SLOTS
};

struct mdr_speech {
    struct mdr_arena *arena;
    int lang;
    int32_t style;                   /* MODORI_EXPLAIN_* */
    const char *room;                /* "explain." or "compare.": what the ids of the sentences begin with */
    struct mdr_span slot[MDR_SLOTS]; /* escaped already; absent: not known */
};

/*
 * The sentence `id`, filled. For a person "person.<id>" is looked for first, then (and for an administrator)
 * the one of the room. Absent when there is none or a place stays empty.
 */
struct mdr_span mdr_sentence(const struct mdr_speech *speech, const char *id);

/* The first of two that can be said. */
struct mdr_span mdr_sentence_either(const struct mdr_speech *speech, const char *id, const char *other);

/* A reason with how sure it is, which becomes the speech's reason; alone where there is no sentence for that. */
struct mdr_span mdr_sentence_judged(struct mdr_speech *speech, struct mdr_span reason, int32_t confidence);

/* "<stem><name of the value>": one sentence for each value of an enumeration. */
struct mdr_span mdr_sentence_of(const struct mdr_speech *speech, const char *stem, int32_t enumeration, int32_t value);

/* "<stem><name>", where the name is no enumeration's. */
struct mdr_span mdr_sentence_named(const struct mdr_speech *speech, const char *stem, struct mdr_span name);

/* A number as a text. */
struct mdr_span mdr_sentence_number(struct mdr_arena *arena, int64_t value);
/* Bytes as people write them: "812 B", "34 KB", "25.3 MB". */
struct mdr_span mdr_sentence_size(struct mdr_arena *arena, int64_t bytes);
/* An RFC 3339 date as people read it: "2026-11-24 03:52:00 +09:00". */
struct mdr_span mdr_sentence_time(struct mdr_arena *arena, struct mdr_span date);

#endif
