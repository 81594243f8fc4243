/* SPDX-License-Identifier: BSD-2-Clause */
/* A line of a notice of no known family: which address in it is a recipient's, what is said of it, which reply refuses.
 */
#ifndef MDR_RECOGNISE_LAST_RESORT_LINE_H
#define MDR_RECOGNISE_LAST_RESORT_LINE_H

#include "bytes/span.h"

/* The address that a line begins with, behind blanks, bullets and brackets; *ret_behind: what follows it. Absent, and
 * *ret_behind untouched, when there is none. */
struct mdr_span mdr_line_address_first(struct mdr_span line, struct mdr_span *ret_behind);

/* The same, or the one behind words that call it a recipient, or behind a name in a list. */
struct mdr_span mdr_line_address(struct mdr_span line, struct mdr_span *ret_behind);

/* "Unknown user: user@example.org": the one at the end behind a colon, but not that of a sender. */
struct mdr_span mdr_line_address_last(struct mdr_span line);

/* Whom to ask, not who failed. */
bool mdr_line_role(struct mdr_span address);

/* Whether words like "Sender:" stand in front of the byte at `at`. */
bool mdr_line_sender(struct mdr_span line, size_t at);

/* What is said of an address in its own line: "(unknown user)", "[timeout]", ". Gone.", ": mailbox unavailable". */
struct mdr_span mdr_line_words(struct mdr_span address, struct mdr_span behind);

/* A reply that refuses: at the start of the line, behind a colon, behind words like "said", or with both codes. */
struct mdr_span mdr_line_refusal(struct mdr_span line);

/* Only the last of these: both codes, of one class, behind a blank, a bracket or a quotation mark. */
struct mdr_span mdr_line_refusal_coded(struct mdr_span line);

/* The head of a returned message, or a rule that announces it. */
bool mdr_line_returned(struct mdr_span line);

#endif
