/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that stand encoded in a text, without MIME: uuencode of POSIX, in its two forms. */
#ifndef MDR_GRAMMAR_UUENCODE_H
#define MDR_GRAMMAR_UUENCODE_H

#include "bytes/span.h"

#include <stdint.h>

struct mdr_uu_file {
    struct mdr_span name; /* of its first line, "begin 644 name" */
    size_t at, end;       /* where its first line begins, and what is behind its last one */
    int64_t size;         /* bytes of the file; -1: not known, the end is missing or something else stands before it */
};

/*
 * The next file at or behind `from`, where a line begins. A "begin" line alone is none: a line of data, or the end of
 * an empty file, follows it. Linear, all calls over a text together, where each begins at the end of what was found
 * before.
 */
bool mdr_uu_find(struct mdr_span text, size_t from, struct mdr_uu_file *ret);

#endif
