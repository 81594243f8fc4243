/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A text with its provenance. Where text was unfolded, decoded or joined, its bytes no longer stand
 * in the message as they are; each text therefore carries a list of seams that lead from a byte of
 * it back to the byte of the message that it came from, so that every verdict can name the bytes
 * that it read.
 *
 * A text that stands in the message as it is (a view) has one seam at most: `base`.
 */
#ifndef MDR_BYTES_TEXT_H
#define MDR_BYTES_TEXT_H

#include "bytes/arena.h"
#include "bytes/span.h"

#include <stdint.h>

/* From byte `at` of the text on (to the next seam) byte at+k came from `source`+k of the message. */
struct mdr_seam {
    size_t at;
    size_t source;
};

struct mdr_text {
    struct mdr_span s;
    size_t base;                 /* source of the first byte, where there are no seams */
    const struct mdr_seam *seam; /* ascending by `at`; NULL: one run from `base` */
    size_t seams;
    size_t skip; /* bytes of the seams' text that were cut off at the front */
};

/* A view of message bytes: s stands at `source` of the message. */
static inline struct mdr_text mdr_text_view(struct mdr_span s, size_t source)
{
    return (struct mdr_text){s, source, NULL, 0, 0};
}

#define MDR_TEXT_NONE ((struct mdr_text){{NULL, 0}, 0, NULL, 0, 0})

static inline bool mdr_text_present(const struct mdr_text *t)
{
    return t->s.p != NULL;
}

/* Where byte `at` of the text stands in the message (at may be the length: one past the last byte). */
size_t mdr_text_source(const struct mdr_text *t, size_t at);

/* The part from `from` up to `to`, with its provenance. No copy. */
struct mdr_text mdr_text_cut(const struct mdr_text *t, size_t from, size_t to);

/* A sub-span of t->s as a text; part must lie inside t->s. */
struct mdr_text mdr_text_part(const struct mdr_text *t, struct mdr_span part);

/* White space cut off at both ends. */
struct mdr_text mdr_text_trim(const struct mdr_text *t);

/* ---- building ----------------------------------------------------------------------------- */

struct mdr_builder {
    struct mdr_arena *arena;
    char *bytes;
    size_t n, room;
    struct mdr_seam *seam;
    size_t seams, seam_room;
};

void mdr_builder_init(struct mdr_builder *b, struct mdr_arena *arena);
/* Empties it and keeps its room: what it built before is overwritten. */
void mdr_builder_clear(struct mdr_builder *b);
/* Room for n more bytes, so that adding does not copy. Optional. */
void mdr_builder_reserve(struct mdr_builder *b, size_t n);
/* Bytes that stand at `source` of the message. */
void mdr_builder_add(struct mdr_builder *b, struct mdr_span s, size_t source);
/* Another text, with its provenance. */
void mdr_builder_add_text(struct mdr_builder *b, const struct mdr_text *t);
/* A part of one, as mdr_text_cut cuts it. */
void mdr_builder_add_part(struct mdr_builder *b, const struct mdr_text *t, size_t from, size_t to);
/* One byte that stands for what is at `source`. */
void mdr_builder_add_byte(struct mdr_builder *b, char byte, size_t source);
/* The blank that stands for a line end at `source`, where `next` follows: none within a word of Chinese or Japanese. */
void mdr_builder_add_joint(struct mdr_builder *b, struct mdr_span next, size_t source);
/* What was built, NUL-terminated; absent when the arena failed. */
struct mdr_text mdr_builder_finish(struct mdr_builder *b);

#endif
