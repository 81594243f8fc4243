/* SPDX-License-Identifier: BSD-2-Clause */
/* Content-Transfer-Encodings, RFC 2045 6, with provenance; and HTML made readable. */
#ifndef MDR_GRAMMAR_DECODE_H
#define MDR_GRAMMAR_DECODE_H

#include "bytes/text.h"
#include "grammar/message.h"

/*
 * Decodes a body; identity gives a view. *ret_broken tells that the encoding was broken somewhere
 * (what could not be decoded is kept as it stands). max: at most so many decoded bytes.
 */
struct mdr_text mdr_decode(struct mdr_arena *arena, enum mdr_encoding encoding, const struct mdr_text *body, size_t max,
                           bool *ret_broken);

/* "quoted-printable", "BASE64", "7bit", with blanks and comments around. */
enum mdr_encoding mdr_encoding_of(struct mdr_span s);

/*
 * HTML (UTF-8) as plain text: tags out, blocks and <br> become line ends, entities decoded, script
 * and style dropped. For notices that are HTML only. By iteration, linear.
 */
struct mdr_text mdr_html_text(struct mdr_arena *arena, const struct mdr_text *html);

#endif
