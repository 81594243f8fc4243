/* SPDX-License-Identifier: BSD-2-Clause */
/* UTF-8, RFC 3629 4. */
#ifndef MDR_BYTES_UTF8_H
#define MDR_BYTES_UTF8_H

#include "bytes/ascii.h"
#include "bytes/span.h"

#include <stdint.h>

/* The length (1 to 4) of the valid sequence at the start of s, 0 when there is none: no overlong form,
 * no surrogate, nothing beyond U+10FFFF. */
size_t mdr_utf8_sequence(struct mdr_span s);

/* The character at the start of s, which begins with a valid sequence; *ret_n gets its length. */
uint32_t mdr_utf8_char(struct mdr_span s, size_t *ret_n);

/* The first n bytes of a valid text at most, and no part of a character at the end. */
struct mdr_span mdr_utf8_head(struct mdr_span s, size_t n);

/* Writes a character; returns its length. buffer has 4 bytes at least. */
size_t mdr_utf8_write(char *buffer, uint32_t character);

/* How many bytes of ASCII stand at `at`, which is no more than the length. */
size_t mdr_ascii_run(struct mdr_span s, size_t at);

/* The same of printable ASCII, from blank to tilde. */
size_t mdr_printable_run(struct mdr_span s, size_t at);

/* Whether all of s is valid and without NUL. */
bool mdr_utf8_clean(struct mdr_span s);

/*
 * Whether a fold between two texts stands for nothing: a letter of Chinese or Japanese, which are written without
 * blanks, ends the one and begins the other, or a character has its first bytes in the one and the rest in the other.
 */
bool mdr_utf8_runs_on(struct mdr_span before, struct mdr_span after);

/* Bytes of the byte order mark that s begins with; 0: none. */
size_t mdr_utf8_mark(struct mdr_span s);

/* Bytes of a white space beyond ASCII at `at`: NO-BREAK SPACE (C2 A0), IDEOGRAPHIC SPACE (E3 80 80); 0: none. */
size_t mdr_space_beyond(struct mdr_span s, size_t at);

/* The same, of ASCII too. */
static inline size_t mdr_space_at(struct mdr_span s, size_t at)
{
    if (at >= s.n)
        return 0;
    return (unsigned char)s.p[at] < 0x80 ? mdr_is_space(s.p[at]) : mdr_space_beyond(s, at);
}

#endif
