/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text into lines of a given width: words are kept whole where they fit, wide characters may be
 * separated except where Japanese line breaking (JIS X 4051) forbids it: no closing mark, small kana or
 * prolonged sound mark begins a line, no opening mark ends one.
 */
#ifndef MDR_SAY_LAYOUT_H
#define MDR_SAY_LAYOUT_H

#include "bytes/text.h"

struct mdr_page {
    struct mdr_builder *b;
    size_t columns; /* of a line */
};

/*
 * Writes lead and then text, wrapped; every line but the first is indented by `hang` columns, and the
 * first is padded to them (a lead that is wider pushes its own line). On a page too narrow for that, text
 * stands below lead. A line feed in the text begins another line. Ends with a line feed.
 */
void mdr_page_write(struct mdr_page *page, struct mdr_span lead, size_t hang, struct mdr_span text);

/* Where the line that begins at `from` of s ends, when it has `room` columns (at least one character is taken, so
 * that there is always progress); *ret_next gets where the next line begins. */
size_t mdr_line_end(struct mdr_span s, size_t from, size_t room, size_t *ret_next);

#endif
