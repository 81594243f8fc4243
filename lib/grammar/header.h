/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines of a header block, RFC 5322 2.2 and 3.6.8: what the walk and mdr_header_find share. */
#ifndef MDR_GRAMMAR_HEADER_H
#define MDR_GRAMMAR_HEADER_H

#include "bytes/ascii.h"
#include "bytes/span.h"

/*
 * The next line at or after `at` (which has to be the start of a line itself) that begins with
 * `first`; a lower-case letter stands for both cases. MDR_NOT_FOUND when there is none. Looks at 64
 * bytes at once, so that bodies cost little.
 */
size_t mdr_line_starting(struct mdr_span s, char first, size_t at);
/* The same among the lines behind the one at `at`. */
size_t mdr_line_starting_behind(struct mdr_span s, char first, size_t at);

/* Where the line after the one at `at` begins: behind its LF, or the end. */
static inline size_t mdr_line_after(struct mdr_span s, size_t at)
{
    size_t end = mdr_find_byte(s, '\n', at);
    return end == MDR_NOT_FOUND ? s.n : end + 1;
}

/* Whether the line at `at` has nothing on it (but CRs before its LF). */
static inline bool mdr_line_empty(struct mdr_span s, size_t at)
{
    while (at < s.n && s.p[at] == '\r')
        at++;
    return at < s.n && s.p[at] == '\n';
}

/*
 * The length of the field name at `at`, 0 when the line is no field there. *ret_colon gets where its
 * colon stands; blanks may be before that.
 */
size_t mdr_field_name(struct mdr_span s, size_t at, size_t *ret_colon);

/* Whether it is a name that real headers have, or the groups of a delivery-status body. */
bool mdr_field_known(struct mdr_span name);

#endif
