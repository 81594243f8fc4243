/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An arena gives memory that is freed all at once. Reset keeps the blocks for the next message, so
 * that a reused parser does not allocate. A failed allocation sticks: every later one fails too, and
 * the one who owns the arena asks mdr_arena_failed once at the end instead of after each call.
 */
#ifndef MDR_BYTES_ARENA_H
#define MDR_BYTES_ARENA_H

#include "bytes/span.h"

#include <stdint.h>

typedef void *mdr_allocate(void *context, void *old, size_t old_size, size_t new_size);

struct mdr_allocator {
    mdr_allocate *allocate;
    void *context;
};

struct mdr_block;

struct mdr_arena {
    struct mdr_allocator allocator;
    struct mdr_block *first;   /* all blocks, in the order of their use */
    struct mdr_block *current; /* the one that gives */
    struct mdr_block *alone;   /* others, each with one array */
    bool failed;
};

/* allocate NULL: the C library's. */
void mdr_arena_init(struct mdr_arena *arena, struct mdr_allocator allocator);
void mdr_arena_free(struct mdr_arena *arena);
/* Everything given out is gone; the memory stays for the next time. */
void mdr_arena_reset(struct mdr_arena *arena);

static inline bool mdr_arena_failed(const struct mdr_arena *arena)
{
    return arena->failed;
}

/* size bytes, aligned for anything, not cleared; NULL when there is no memory. */
void *mdr_arena_give(struct mdr_arena *arena, size_t size);
/* count items of size bytes, all zero. */
void *mdr_arena_array(struct mdr_arena *arena, size_t count, size_t size);
/*
 * Makes an array larger: old holds old_count items; the new one has room for new_count. Grows in
 * place when old is the last thing given.
 */
void *mdr_arena_grow(struct mdr_arena *arena, void *old, size_t old_count, size_t new_count, size_t size);

/*
 * The same for arrays that may become large: what was given before is given back, so that nothing may
 * point into it. size is not 0.
 */
void *mdr_arena_move(struct mdr_arena *arena, void *old, size_t old_count, size_t new_count, size_t size);

/* A copy with a NUL behind it; an absent span stays absent. */
struct mdr_span mdr_arena_copy(struct mdr_arena *arena, struct mdr_span s);

/* The plain allocator, for the few objects that live outside of an arena. */
struct mdr_allocator mdr_allocator_default(void);
void *mdr_allocator_new(struct mdr_allocator allocator, size_t size);
void mdr_allocator_free(struct mdr_allocator allocator, void *block, size_t size);

#endif
