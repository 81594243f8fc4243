/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Header-like fields "name: body", RFC 5322 2.2 and RFC 3464 2.1.1: pulled one after the other out
 * of a span. Serves message headers, MIME part headers and the groups of message/delivery-status.
 */
#ifndef MDR_GRAMMAR_FIELD_H
#define MDR_GRAMMAR_FIELD_H

#include "bytes/text.h"

struct mdr_field {
    struct mdr_span name; /* without blanks before the colon */
    struct mdr_span body; /* as it stands, folds included, the last line end cut off, leading blanks cut off */
    size_t at;            /* of the name's first byte in the span that is read */
    size_t body_at;
    bool after_blank;     /* an empty line stands before it: a new group may begin */
};

struct mdr_field_reader {
    struct mdr_span s;
    size_t at;
};

static inline struct mdr_field_reader mdr_field_reader_make(struct mdr_span s)
{
    return (struct mdr_field_reader){s, 0};
}

/*
 * The next field; false at the end. Empty lines are passed over and noted in after_blank; lines that
 * are neither a field nor a continuation are skipped (their number is bounded by the text).
 * Lines end in LF, CRLF, or CR alone where the span has no LF at all.
 */
bool mdr_field_next(struct mdr_field_reader *reader, struct mdr_field *ret);

/* The body on one line: each fold becomes one blank. A view when there is no fold. */
struct mdr_text mdr_field_unfold(struct mdr_arena *arena, const struct mdr_text *body);

/* "type; value" split at the first ";" (RFC 3464 2.1.2); false when there is no type. Both trimmed; comments cut from the type. */
bool mdr_field_split_type(struct mdr_span body, struct mdr_span *ret_type, struct mdr_span *ret_value);

/* The text without comments of RFC 5322 3.2.2 (nested, quoted pairs); an unbalanced "(" is no comment. */
struct mdr_text mdr_field_strip_comments(struct mdr_arena *arena, const struct mdr_text *t);

/* ---- delivery-status: which field is it (RFC 3464 2.2, 2.3 and what servers add) ------------ */

enum mdr_dsn_field {
    MDR_DSN_OTHER = 0,
    MDR_DSN_ORIGINAL_ENVELOPE_ID,
    MDR_DSN_REPORTING_MTA,
    MDR_DSN_GATEWAY,
    MDR_DSN_RECEIVED_FROM_MTA,
    MDR_DSN_ARRIVAL_DATE,
    MDR_DSN_X_QUEUE_ID,            /* X-<anything>-Queue-ID: the Postfix family */
    MDR_DSN_X_SENDER,              /* X-<anything>-Sender */
    MDR_DSN_X_ORIGINAL_MESSAGE_ID, /* Google */
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
    MDR_DSN_X_DISPLAY_NAME
};

/* Letter case does not count. */
enum mdr_dsn_field mdr_dsn_field_of(struct mdr_span name);
/* Whether a field belongs to a recipient's group. */
bool mdr_dsn_field_is_recipient(enum mdr_dsn_field field);

#endif
