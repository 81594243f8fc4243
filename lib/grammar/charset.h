/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Charsets to UTF-8. The one user of iconv; descriptors are opened by a name from an allow-list only
 * and kept for the next text. Without iconv, or for an unknown label, text is kept as bytes with
 * what is not UTF-8 replaced, and reported.
 */
#ifndef MDR_GRAMMAR_CHARSET_H
#define MDR_GRAMMAR_CHARSET_H

#include "bytes/text.h"

#include <stdint.h>

#define MDR_CHARSET_CACHE 8

struct mdr_charset {
    void *descriptor[MDR_CHARSET_CACHE];
    int32_t number[MDR_CHARSET_CACHE]; /* which charset of the list it is for */
    size_t used, next;
    bool unicode;         /* the input is Unicode text already: labels are ignored (MODORI_OPTION_UNICODE_TEXT) */
    bool keep;            /* do not guess for unknown labels (MODORI_OPTION_KEEP_BYTES) */
    struct mdr_span hint; /* what 8-bit text without a label may be: the body's own label, for headers; may be absent */
};

/* All zero. Set the options and the hint behind it. */
void mdr_charset_init(struct mdr_charset *charset);
/* Closes the descriptors; it may be used again. */
void mdr_charset_close(struct mdr_charset *charset);

/* What happened to a text; the caller turns it into findings. */
#define MDR_CHARSET_FINE    0
#define MDR_CHARSET_UNKNOWN 1 /* no such charset here: bytes kept, invalid ones replaced */
#define MDR_CHARSET_WRONG   2 /* the text is not what its label says: read as something else */
#define MDR_CHARSET_MIXED   3 /* two charsets in one text, both read */

/*
 * Turns t, labelled `label` (absent: none), into UTF-8 without NUL and invalid sequences. A view of t
 * itself when it is plain ASCII (or valid UTF-8 and so labelled, or not labelled). Line by line, so that
 * one bad line does not spoil the others: UTF-8 bytes inside a part labelled iso-2022-jp survive, and
 * so does unlabelled ISO-2022-JP. Seams are kept for each line.
 */
int mdr_charset_convert(struct mdr_charset *charset, struct mdr_arena *arena, const struct mdr_text *t,
                        struct mdr_span label, struct mdr_text *ret);

#endif
