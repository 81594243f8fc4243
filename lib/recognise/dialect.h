/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dialects: the forms in which servers write their notices, as rows of tables/dialects/.
 */
#ifndef MDR_RECOGNISE_DIALECT_H
#define MDR_RECOGNISE_DIALECT_H

#include "bytes/limits.h"
#include "grammar/message.h"
#include "recognise/clue.h"

/* What a recogniser may look at. */
struct mdr_notice {
    const struct mdr_message *message; /* for structure and the message header; NULL: bare notice text */
    struct mdr_span header;            /* header block of the message itself; empty: none */
    struct mdr_text from, subject;     /* decoded */
    struct mdr_text text;              /* text of the notice: the first text part(s), decoded, UTF-8, LF line ends */
    bool has_fields;                   /* there is a delivery-status part (or body) */
    struct mdr_span fields;            /* its body */
    const struct mdr_limits *limits;
};

struct mdr_dialect {
    struct mdr_span name; /* "postfix", "exim" ...; absent: none was recognised */
    int32_t kind;         /* what the dialect is of: MODORI_KIND_FAILED for "reports failures", MODORI_KIND_DELAYED ...,
                             MODORI_KIND_TRANSCRIPT; 0: as its recipients say */
    int32_t speaker;      /* who speaks where neither the text nor the fields tell it: MODORI_SPEAKER_*; 0: not known */
    bool sure;            /* recognised by a mark that nothing else has; false: by weaker signs */
    bool hides_stage;     /* its notices quote replies without their stage: absence is a finding */
    bool plain_original;  /* it writes Original-Recipient decoded, without xtext */
    struct mdr_span rule; /* name of the row that recognised it */
    struct mdr_text mark; /* the bytes that did */
};

/*
 * Recognises the dialect of a notice and takes its clues. Without any dialect *ret has no name and
 * nothing is added. Quoted lines (">" in front) never count. Linear in the text.
 */
void mdr_dialect_read(const struct mdr_notice *notice, struct mdr_clues *clues, struct mdr_dialect *ret);

/*
 * The last resort, for notices of no known family: an address near a reply. Clues that are there already
 * (of X-Failed-Recipients) get their diagnostics, and no others are added.
 */
void mdr_last_resort(const struct mdr_notice *notice, struct mdr_clues *clues);

/* One log line with a delivery result (Postfix, Exim, Sendmail, OpenSMTPD); false when it is none. */
bool mdr_logline_read(const struct mdr_text *line, struct mdr_clues *clues, struct mdr_dialect *ret);

#endif
