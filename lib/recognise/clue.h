/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Clues: what one source (the delivery-status fields, the notice text, a header, a log line) says of
 * one recipient, as texts that lead back to the message. Recognisers write clues, the gatherer
 * merges those of one recipient, and only the judges make a verdict of them.
 */
#ifndef MDR_RECOGNISE_CLUE_H
#define MDR_RECOGNISE_CLUE_H

#include "bytes/text.h"

#include <stdint.h>

enum mdr_clue_source {
    MDR_CLUE_FIELDS = 1, /* message/delivery-status */
    MDR_CLUE_NOTICE,     /* text of the notice, by a dialect */
    MDR_CLUE_HEADER,     /* X-Failed-Recipients and the like */
    MDR_CLUE_LOG,        /* a log line */
    MDR_CLUE_DIAGNOSTIC, /* a single reply or reason line */
    MDR_CLUE_LAST_RESORT /* an address near a reply in a text of no known family */
};

struct mdr_clue {
    enum mdr_clue_source source;
    int32_t action;  /* MODORI_ACTION_*; 0: not told */
    int32_t phase;   /* MODORI_PHASE_*, where a dialect's own words tell it beside the diagnostic; 0: not told */
    int32_t speaker; /* MODORI_SPEAKER_*, likewise */
    struct mdr_text address;  /* who failed (final recipient); may lack a domain */
    struct mdr_text original; /* Original-Recipient as it stands, type cut off */
    struct mdr_text original_type;
    struct mdr_text actual;     /* X-Actual-Recipient */
    struct mdr_text alias;      /* the address that expanded to it ("expanded from") */
    struct mdr_text status;     /* enhanced code in a place of its own (Status field, dsn= of a log) */
    struct mdr_text remark;     /* what a comment behind that code says */
    struct mdr_text diagnostic; /* the whole text about this recipient, joined; may hold several lines (LF) */
    struct mdr_text diagnostic_type;
    struct mdr_text host, ip, port; /* the server that was talked to, where told beside the diagnostic */
    struct mdr_text command;        /* command it answered, where told beside the diagnostic ("RCPT TO") */
    struct mdr_text last_attempt, retry_until;
};

struct mdr_clues {
    struct mdr_arena *arena;
    struct mdr_clue *clue;
    size_t n, room, limit;
    bool over; /* more than limit */
    /* facts of the whole notice */
    struct mdr_text reporting_mta, queue_id, sender, arrival_date, envelope_id;
    struct mdr_text original_message_id, original_subject, original_date,
        original_to; /* as the notice itself tells them */
    struct mdr_text
        returned;   /* the returned message or its header, quoted below a marker in the notice; absent: none */
    int32_t action; /* for all recipients that have none of their own; 0: not told */
};

/* A new, empty clue at the end; NULL at the limit or without memory. Valid until the next is added. */
struct mdr_clue *mdr_clues_add(struct mdr_clues *clues, enum mdr_clue_source source);

/* Whether something is said about one of the recipients. */
bool mdr_clues_have_words(const struct mdr_clues *clues);

#endif
