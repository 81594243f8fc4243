/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Header-like fields "name: body", RFC 5322 2.2 and RFC 3464 2.1.1: pulled one after the other out
 * of a span. Serves message headers, MIME part headers and the groups of message/delivery-status
 * (dsn_field.h).
 */
#ifndef MDR_GRAMMAR_FIELD_H
#define MDR_GRAMMAR_FIELD_H

#include "bytes/text.h"

struct mdr_field {
    struct mdr_span name; /* without blanks before the colon */
    struct mdr_span body; /* as it stands, folds included; blanks and folds at its start, blanks and line
                             ends at its end cut off; empty, but present, when nothing is left */
    size_t at;            /* of the name's first byte in the span that is read */
    size_t body_at;
    bool after_blank; /* an empty line stands before it: a new group may begin */
};

struct mdr_field_reader {
    struct mdr_span s;
    size_t at;
    char eol; /* LF (or CRLF; a CR alone is a byte like any other then), or CR where the span has no LF at all */
};

static inline struct mdr_field_reader mdr_field_reader_make(struct mdr_span s)
{
    return (struct mdr_field_reader){s, 0, s.n > 0 && memchr(s.p, '\n', s.n) ? '\n' : '\r'};
}

/*
 * The next field; false at the end. Empty lines (white space only too: most senders mean an empty
 * line, although RFC 5322 4.2 has it as folding) are passed over and noted in after_blank; lines
 * that are neither a field nor a continuation are skipped (their number is bounded by the text).
 * Blanks before the colon are read (RFC 5322 4.5.8). Lines end as eol says. A reader may
 * be copied: both then read on by themselves.
 */
bool mdr_field_next(struct mdr_field_reader *reader, struct mdr_field *ret);

/* A bit for each letter of ASCII, in either case; other bytes share them. */
static inline uint32_t mdr_letter_bit(char c)
{
    return (uint32_t)1 << (c & 31);
}

/*
 * The next field whose name begins with one of the letters (a bit each, see above), or with what shares its
 * bit; others are passed over, which costs less than reading them. after_blank tells nothing then.
 */
bool mdr_field_next_in(struct mdr_field_reader *reader, uint32_t letters, struct mdr_field *ret);

/* The body on one line: each line end, with the blanks around it, becomes one blank. A view when
 * there is no fold. */
struct mdr_text mdr_field_unfold(struct mdr_arena *arena, const struct mdr_text *body);

/*
 * "type; value" split at the first ";" (RFC 3464 2.1.2). Both trimmed; comments cut from the type.
 * A type is one atom, and not a number ("550; no" has none). False when there is no type: *ret_type
 * is absent then and *ret_value the whole, trimmed.
 */
bool mdr_field_split_type(struct mdr_span body, struct mdr_span *ret_type, struct mdr_span *ret_value);

/*
 * The length of the comment (RFC 5322 3.2.2: nested, quoted pairs) at the start of s, which begins
 * with "("; 0 when it is not closed.
 */
size_t mdr_field_comment(struct mdr_span s);

/* Where the white space and comments end that stand at s[at] (CFWS of RFC 5322 3.2.2). */
size_t mdr_field_skip(struct mdr_span s, size_t at);

/*
 * The text without comments, trimmed. What stands between quotes is none; a "(" that is not closed
 * is none, nor is anything behind it (so that the rest is not swallowed, and time stays linear).
 * Not for the text of a Diagnostic-Code, where parentheses are part of the reply. A view when
 * there is nothing to cut out of the middle.
 */
struct mdr_text mdr_field_strip_comments(struct mdr_arena *arena, const struct mdr_text *t);

/* ---- delivery-status: which field is it; its group: dsn_field.h ----------------------------- */

enum mdr_dsn_field {
    MDR_DSN_OTHER = 0,
    /* per message, RFC 3464 2.2 */
    MDR_DSN_ORIGINAL_ENVELOPE_ID,
    MDR_DSN_REPORTING_MTA,
    MDR_DSN_GATEWAY,
    MDR_DSN_RECEIVED_FROM_MTA,
    MDR_DSN_ARRIVAL_DATE,
    MDR_DSN_DELIVER_BY_DATE,       /* RFC 2852 5 */
    MDR_DSN_X_QUEUE_ID,            /* X-<anything>-Queue-ID: the Postfix family */
    MDR_DSN_X_SENDER,              /* X-<anything>-Sender */
    MDR_DSN_X_ORIGINAL_MESSAGE_ID, /* Google */
    /* per recipient, RFC 3464 2.3 and what servers add */
    MDR_DSN_ORIGINAL_RECIPIENT,
    MDR_DSN_FINAL_RECIPIENT,
    MDR_DSN_ACTUAL_RECIPIENT, /* X-Actual-Recipient */
    MDR_DSN_ACTION,
    MDR_DSN_STATUS,
    MDR_DSN_REMOTE_MTA,
    MDR_DSN_DIAGNOSTIC_CODE,
    MDR_DSN_LOCALIZED_DIAGNOSTIC,
    MDR_DSN_LAST_ATTEMPT_DATE,
    MDR_DSN_FINAL_LOG_ID,
    MDR_DSN_WILL_RETRY_UNTIL,
    MDR_DSN_X_SUPPLEMENTARY_INFO,
    MDR_DSN_X_NETWORK_ERROR,
    MDR_DSN_X_DISPLAY_NAME,
    MDR_DSN_FIELDS /* how many there are */
};

/* Letter case does not count. */
enum mdr_dsn_field mdr_dsn_field_of(struct mdr_span name);

#endif
