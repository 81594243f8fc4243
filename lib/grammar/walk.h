/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of the walk share: its state, and the reading of a part's header. */
#ifndef MDR_GRAMMAR_WALK_H
#define MDR_GRAMMAR_WALK_H

#include "grammar/boundary.h"
#include "grammar/message.h"

struct mdr_walk {
    struct mdr_arena *arena;
    const struct mdr_limits *limits;
    struct mdr_span s; /* the whole input */
    size_t base;       /* where its first byte stands */
    mdr_finder *find;
    void *context;
    struct mdr_message *message;
    size_t room; /* for parts */
    struct mdr_levels levels;
    size_t depth;                 /* limit */
    bool deep, full, many_fields; /* said already */
};

void mdr_walk_find(const struct mdr_walk *walk, int32_t finding, size_t at);

/*
 * Reads the header at `at` into the part (its Content fields, and what they say). A message's header
 * may hold odd lines; a part's may not, as its empty line may be missing. Returns where the body
 * begins: behind the empty line, or at the first line that is no header's, or at a delimiter.
 */
size_t mdr_walk_header(struct mdr_walk *walk, size_t at, struct mdr_part *part, bool message);

/* Behind leading empty lines and a "From " line, when a field stands there; else `at`. */
size_t mdr_walk_leading(struct mdr_span s, size_t at);

/* All parts of the input, the first one with its header at `at`. */
void mdr_walk_parts(struct mdr_walk *walk, size_t at);

/* What a Content-Type body says: media, type and parameters. */
void mdr_media_read(struct mdr_span body, struct mdr_part *part);

#endif
