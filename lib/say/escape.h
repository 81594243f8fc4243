/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text out of a mail, made harmless for a terminal and for the eye: control characters, marks that
 * change the direction of writing, and characters that nobody can see are shown as \u{..}.
 */
#ifndef MDR_SAY_ESCAPE_H
#define MDR_SAY_ESCAPE_H

#include "bytes/text.h"

#include <stdint.h>

/* Whether a character may stand as it is. A line feed may not. */
bool mdr_escape_plain(uint32_t character);

/*
 * Appends s, escaped; tabs become blanks. Line feeds are kept when `lines`, and runs of blanks become one blank when
 * not. At most max_columns columns (0: no limit) are written, then "[...]".
 */
void mdr_escape_add(struct mdr_builder *b, struct mdr_span s, bool lines, size_t max_columns);

/* The same as a text of its own in the arena; an absent text stays absent. */
struct mdr_span mdr_escape(struct mdr_arena *arena, struct mdr_span s, bool lines, size_t max_columns);

#endif
