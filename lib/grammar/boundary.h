/* SPDX-License-Identifier: BSD-2-Clause */
/* Multipart delimiters, RFC 2046 5.1.1: known boundaries, and boundaries guessed. */
#ifndef MDR_GRAMMAR_BOUNDARY_H
#define MDR_GRAMMAR_BOUNDARY_H

#include "bytes/span.h"

#define MDR_LEVELS 65 /* open parts at once: the message itself and 64 below */

/* An open part; one that is no multipart, or whose close was seen, has no boundary. */
struct mdr_level {
    size_t part;
    struct mdr_span boundary; /* n 0: none (any more) */
    size_t delimiters;        /* seen so far */
    bool multipart;           /* its parts are looked for */
    bool guessed;             /* a guess was made already */
};

struct mdr_levels {
    struct mdr_level level[MDR_LEVELS];
    size_t n;
};

struct mdr_delimiter {
    size_t at;    /* of the line */
    size_t next;  /* the line after it */
    size_t level; /* whose it is */
    bool close;
};

/*
 * Whether the line at `at` is a delimiter of an open level: the longest boundary counts, the
 * innermost of equal ones.
 */
bool mdr_delimiter_at(const struct mdr_levels *levels, struct mdr_span s, size_t at, struct mdr_delimiter *ret);

/* The next delimiter in a line at or after `at`, which has to be the start of a line. */
bool mdr_delimiter_next(const struct mdr_levels *levels, struct mdr_span s, size_t at, struct mdr_delimiter *ret);

/*
 * The boundary that a multipart without (the right) one may have: of the first "--" line with a
 * Content- field below, else of the first "--" line that comes again or is closed. Absent when there
 * is none. *ret_at gets where that line stands.
 */
struct mdr_span mdr_boundary_guess(struct mdr_span body, size_t *ret_at);

/*
 * The boundary of a body whose Content-Type was lost: of its first "--" line, if a Content- field
 * stands below, and nothing above tells that the boundary is that of a message quoted here.
 */
struct mdr_span mdr_boundary_lost(struct mdr_span body, size_t *ret_at);

#endif
