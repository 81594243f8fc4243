/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mbox, RFC 4155: messages divided by lines that begin with "From " and carry a date, at the start
 * or after an empty line, with a header line behind. Nothing else is taken for such a line, as "From "
 * begins many a sentence.
 */
#ifndef MODORI_TOOL_MBOX_H
#define MODORI_TOOL_MBOX_H

#include <stdbool.h>
#include <stddef.h>

bool mbox_begins(const char *data, size_t n);

/* Whether it begins with a header line, as a message does. */
bool mbox_is_header(const char *data, size_t n);

/*
 * The next message: *at is where its From_ line stands (0 at first) and moves on; *ret_from is the
 * byte after that line, *ret_to the end. False at the end.
 */
bool mbox_next(const char *data, size_t n, size_t *at, size_t *ret_from, size_t *ret_to);

#endif
