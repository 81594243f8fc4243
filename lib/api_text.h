/* SPDX-License-Identifier: BSD-2-Clause */
/* The text objects that the library gives away: a builder of their own, in an arena of their own. */
#ifndef MDR_API_TEXT_H
#define MDR_API_TEXT_H

#include "bytes/text.h"

#include <modori.h>

/* An empty text with the allocator of a report; NULL without memory. */
struct modori_text *mdr_text_object_new(struct mdr_allocator allocator);
struct mdr_builder *mdr_text_object_builder(struct modori_text *text);

/*
 * Ends the building: on success *ret_text gets the text; otherwise it is freed. Returns a MODORI_
 * status.
 */
int32_t mdr_text_object_finish(struct modori_text *text, struct modori_text **ret_text);

#endif
