/* SPDX-License-Identifier: BSD-2-Clause */
/* MIME header bodies: parameters (RFC 2045 5.1, RFC 2231), encoded words (RFC 2047). */
#ifndef MDR_GRAMMAR_MIME_H
#define MDR_GRAMMAR_MIME_H

#include "bytes/text.h"
#include "grammar/charset.h"

/*
 * A parameter of a Content-Type or Content-Disposition body by its name: quoted strings, folds and
 * comments read, RFC 2231 sections joined and percent-decoded, RFC 2047 words decoded (they are not
 * allowed there, but common), UTF-8 out. Absent when there is none.
 */
struct mdr_text mdr_parameter(struct mdr_charset *charset, struct mdr_arena *arena, struct mdr_span parameters,
                              size_t base, struct mdr_span name);

/*
 * The raw value of a parameter, quotes cut off, for boundaries and charsets: no decoding, a view.
 * False when there is none.
 */
bool mdr_parameter_raw(struct mdr_span parameters, struct mdr_span name, struct mdr_span *ret);

/*
 * An unstructured header body (Subject) or a phrase: unfolded, encoded words decoded (adjacent words
 * of one charset joined first, so that split characters survive), 8-bit text made UTF-8, UTF-8 out.
 */
struct mdr_text mdr_header_decode(struct mdr_charset *charset, struct mdr_arena *arena, const struct mdr_text *body);

#endif
