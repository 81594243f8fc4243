/* SPDX-License-Identifier: BSD-2-Clause */
/* One attachment of the returned message: its name, what it is, and how mail filters see it. */
#ifndef MDR_JUDGE_ATTACHMENT_H
#define MDR_JUDGE_ATTACHMENT_H

#include "grammar/charset.h"
#include "grammar/message.h"
#include "grammar/uuencode.h"
#include "report/report.h"

/*
 * Whether a leaf part is an attachment: it says so, it has a name, or it is nothing that is shown as
 * the text of the message.
 */
bool mdr_attachment_is(const struct mdr_part *part);

/*
 * Writes it into the report. *budget is the number of bytes that may still be looked at; a larger part
 * gets no size.
 */
void mdr_attachment_write(struct mdr_arena *scratch, struct mdr_charset *charset, const struct mdr_part *part,
                          size_t *budget, struct modori_report *report);

/* The same of a file that stands encoded in a text: nothing tells its media type. */
void mdr_attachment_write_file(const struct mdr_uu_file *file, struct modori_report *report);

/* The risk that a file name and a media type ("application/zip") show together. */
int32_t mdr_attachment_risk(struct mdr_span name, struct mdr_span type);

/* Bytes that a body has when it is decoded, found without decoding; -1 where the encoding is not known. */
int64_t mdr_decoded_size(enum mdr_encoding encoding, struct mdr_span body);

#endif
