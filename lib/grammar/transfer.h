/* SPDX-License-Identifier: BSD-2-Clause */
/* The decoders behind mdr_decode, and what they share. */
#ifndef MDR_GRAMMAR_TRANSFER_H
#define MDR_GRAMMAR_TRANSFER_H

#include "bytes/text.h"

/*
 * Decoded bytes do not stand one by one in the message. A chunk collects some of them under the place
 * of the first, so that seams stay few: an offset is off by less than a chunk's own source bytes.
 */
#define MDR_CHUNK 12

struct mdr_chunk {
    char bytes[MDR_CHUNK];
    size_t n;
    size_t at; /* in the encoded text, of the first */
};

/* Writes the chunk out. */
static inline void mdr_chunk_flush(struct mdr_chunk *chunk, struct mdr_builder *b, const struct mdr_text *body)
{
    if (chunk->n > 0)
        mdr_builder_add(b, mdr_span_make(chunk->bytes, chunk->n), mdr_text_source(body, chunk->at));
    chunk->n = 0;
}

static inline void mdr_chunk_byte(struct mdr_chunk *chunk, struct mdr_builder *b, const struct mdr_text *body,
                                  char byte, size_t at)
{
    if (chunk->n == MDR_CHUNK)
        mdr_chunk_flush(chunk, b, body);
    if (chunk->n == 0)
        chunk->at = at;
    chunk->bytes[chunk->n++] = byte;
}

struct mdr_text mdr_qp_decode(struct mdr_arena *arena, const struct mdr_text *body, size_t max, bool *ret_broken);
struct mdr_text mdr_base64_decode(struct mdr_arena *arena, const struct mdr_text *body, size_t max, bool *ret_broken);
struct mdr_text mdr_uuencode_decode(struct mdr_arena *arena, const struct mdr_text *body, size_t max, bool *ret_broken);

/* The value of a character of the base64 alphabet (RFC 2045 6.8), or -1. */
int mdr_base64_value(char c);

#endif
