/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing JSON, RFC 8259: commas and escapes are this file's business. */
#ifndef MDR_SAY_JSON_WRITER_H
#define MDR_SAY_JSON_WRITER_H

#include "bytes/text.h"

#include <stdint.h>

struct mdr_json {
    struct mdr_builder *b;
    bool comma; /* something stands before at this level */
};

void mdr_json_begin(struct mdr_json *j, char bracket);      /* '{' or '[' as a value */
void mdr_json_end(struct mdr_json *j, char bracket);        /* '}' or ']' */
void mdr_json_key(struct mdr_json *j, struct mdr_span key); /* one of ours: nothing in it needs an escape */

/* Values. What is not valid UTF-8 is replaced by U+FFFD; what acts on a terminal is escaped. */
void mdr_json_text(struct mdr_json *j, struct mdr_span s);
void mdr_json_number(struct mdr_json *j, int64_t value);
void mdr_json_literal(struct mdr_json *j, struct mdr_span literal); /* true, false, null */

/* The same, and null for what is absent: a span without bytes, a number below 0. */
void mdr_json_known_text(struct mdr_json *j, struct mdr_span s);
void mdr_json_known_number(struct mdr_json *j, int64_t value);

#endif
