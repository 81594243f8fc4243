/* SPDX-License-Identifier: BSD-2-Clause */
/* Character references of HTML. */
#ifndef MDR_GRAMMAR_HTML_ENTITY_H
#define MDR_GRAMMAR_HTML_ENTITY_H

#include "bytes/span.h"

#include <stdint.h>

/* The reference at the start of s ("&#64;", "&#x40;", "&amp;"): its length, 0 when it is none. */
size_t mdr_html_entity(struct mdr_span s, uint32_t *ret_character);

#endif
