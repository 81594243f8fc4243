/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Values of delivery-status fields written into a buffer of the caller, without an arena: unfolded,
 * decoded, valid UTF-8 without NUL.
 */
#ifndef MDR_GRAMMAR_DSN_VALUE_H
#define MDR_GRAMMAR_DSN_VALUE_H

#include "grammar/field.h"

/* Whether the field's grammar has a type before the first ";"; unknown fields may have one. */
bool mdr_dsn_field_is_typed(enum mdr_dsn_field which);

/* The body of a field split by that: an absent type where there is none. Both trimmed. */
void mdr_dsn_value_split(enum mdr_dsn_field which, struct mdr_span body, struct mdr_span *ret_type,
                         struct mdr_span *ret_value);

/*
 * Writes the value in the form MODORI_VALUE_*, at most size bytes of it, and no NUL. Returns false
 * when the body has no such value; *ret_n gets the full length.
 */
bool mdr_dsn_value_write(enum mdr_dsn_field which, struct mdr_span body, int32_t form, char *buffer, size_t size,
                         size_t *ret_n);

#endif
