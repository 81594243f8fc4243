/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Gathering: from the bytes of one input to a finished report. The way of a message: the walk finds
 * the parts; fields, dialect or log line give clues; clues of one recipient are merged; each
 * recipient is judged; the returned message, the address and the hops testify; causes and advice
 * come last.
 */
#ifndef MDR_JUDGE_GATHER_H
#define MDR_JUDGE_GATHER_H

#include "grammar/charset.h"
#include "grammar/message.h"
#include "judge/witness.h"
#include "recognise/clue.h"
#include "recognise/dialect.h"
#include "recognise/hidden.h"
#include "report/report.h"

/* One input while it is being read. The scratch arena holds all that the report does not keep. */
struct mdr_case {
    struct mdr_arena *scratch;
    struct mdr_charset *charset;
    const struct mdr_own *own;
    struct modori_report *report;
    struct mdr_span input;
    struct mdr_message message; /* of MODORI_FORM_MESSAGE */
    struct mdr_notice notice;
    struct mdr_clues fields; /* of the delivery-status part */
    struct mdr_clues told;   /* of the notice text, a header, a log line */
    struct mdr_dialect dialect;
    size_t fields_part;     /* index of the delivery-status part, MDR_PART_NONE: none */
    size_t returned_part;   /* index of the part that holds the returned message, MDR_PART_NONE: none */
    size_t report_part;     /* index of a feedback or disposition part, MDR_PART_NONE: none */
    int32_t phase, speaker; /* what the caller knows of a diagnostic; 0: nothing */
    bool shared_words;      /* no recipient has words of its own: the notice's are for all of them */
    bool fields_open;       /* the delivery-status part has no end: its last group may lack fields */
};

/* Reads one input into an empty report. form is MODORI_FORM_*. */
void mdr_gather(struct mdr_case *c, int32_t form);

/* ---- the steps, each in a file of its own ---------------------------------------------------- */

/* gather_parts.c: which part is what; the notice's text. */
void mdr_gather_parts(struct mdr_case *c);
/* A text part decoded and made UTF-8, LF line ends; findings noted. */
struct mdr_text mdr_gather_part_text(struct mdr_case *c, size_t part);

/* A text with LF for each of its line ends; itself where it has no other. */
struct mdr_text mdr_gather_line_ends(struct mdr_case *c, const struct mdr_text *t);

/* Without the byte order mark in front (RFC 3629 6), which editors and .NET put there. */
struct mdr_text mdr_gather_unmarked(const struct mdr_text *t);

/* gather_pasted.c: a text as its server wrote it, without the blanks that do not break and the empty lines behind each
 * line that gateways draw it with; itself where there are none. */
struct mdr_text mdr_gather_drawn(struct mdr_case *c, const struct mdr_text *t);
/* The same of a text that a person copied, without what programs put into its lines and between them. */
struct mdr_text mdr_gather_pasted(struct mdr_case *c, const struct mdr_text *t);
/* Without the blanks and marks of quoting that all of its lines begin with; itself where there are none. */
struct mdr_text mdr_gather_without_margin(struct mdr_case *c, const struct mdr_text *t);

/* gather_fields.c: the groups of message/delivery-status as clues. */
void mdr_gather_fields(struct mdr_case *c, const struct mdr_text *body);
/* Whether a text of unknown type begins with such fields and holds a recipient's group. */
bool mdr_gather_is_report(struct mdr_span s);

/* gather_text_fields.c: the same, where they stand in the notice's text; fields that are not the notice's own are left.
 */
void mdr_gather_text_fields(struct mdr_case *c);
/* The notice's text above the returned message. */
struct mdr_text mdr_gather_own_text(const struct mdr_case *c);

/* gather_failed.c: recipients that only the header X-Failed-Recipients names. */
void mdr_gather_failed(struct mdr_case *c);

/* gather_nobody.c: whom a notice means that names nobody, by what it returns. */
void mdr_gather_nobody(struct mdr_case *c);

/* gather_envelope.c: a header field's body unfolded and decoded, as far as the limit. */
struct mdr_text mdr_gather_header(struct mdr_case *c, const struct mdr_text *body);
/* The notice's own header; whether a machine wrote it. */
void mdr_gather_envelope(struct mdr_case *c);
/* What an envelope address hides, by the caller's own forms first: MODORI_HIDDEN_*, 0: nothing. */
int32_t mdr_own_hidden(const struct mdr_own *own, struct mdr_arena *arena, struct mdr_span address,
                       struct mdr_span *ret);
bool mdr_gather_is_machine(struct mdr_case *c);

/* gather_wrapped.c: a notice that is the whole content of another message takes its place; whether it did. */
bool mdr_gather_wrapped(struct mdr_case *c);

/* gather_original.c: the returned message's header and content; returns its header block, empty when none came back. */
struct mdr_span mdr_gather_original(struct mdr_case *c);
/* A message that reports nothing, looked at in the same way: one of the two outcomes to compare. */
void mdr_gather_itself(struct mdr_case *c);

/* gather_feedback.c: the fields of a feedback report. */
void mdr_gather_feedback(struct mdr_case *c);

/* merge.c: clues of one recipient put together, judged and written into the report. */
void mdr_merge(struct mdr_case *c);

#endif
