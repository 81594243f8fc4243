/* SPDX-License-Identifier: BSD-2-Clause */
/* The only file that calls the allocator: see arena.h. */
#include "bytes/arena.h"

#include <stdalign.h>
#include <stdlib.h>

#define BLOCK_SIZE ((size_t)16 << 10)
#define ALIGNMENT  alignof(max_align_t)

struct mdr_block {
    struct mdr_block *next;
    size_t size; /* of the bytes behind this head */
    size_t used;
};

#define HEAD_SIZE ((sizeof(struct mdr_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

static void *allocate_libc(void *context, void *old, size_t old_size, size_t new_size)
{
    (void)context;
    (void)old_size;
    if (new_size == 0) {
        free(old);
        return NULL;
    }
    return realloc(old, new_size);
}

struct mdr_allocator mdr_allocator_default(void)
{
    return (struct mdr_allocator){allocate_libc, NULL};
}

void *mdr_allocator_new(struct mdr_allocator allocator, size_t size)
{
    void *block = allocator.allocate(allocator.context, NULL, 0, size);
    if (block)
        memset(block, 0, size);
    return block;
}

void mdr_allocator_free(struct mdr_allocator allocator, void *block, size_t size)
{
    if (block)
        allocator.allocate(allocator.context, block, size, 0);
}

void mdr_arena_init(struct mdr_arena *arena, struct mdr_allocator allocator)
{
    *arena = (struct mdr_arena){allocator, NULL, NULL, false};
    if (!allocator.allocate)
        arena->allocator = mdr_allocator_default();
}

void mdr_arena_free(struct mdr_arena *arena)
{
    struct mdr_block *next;
    for (struct mdr_block *block = arena->first; block; block = next) {
        next = block->next;
        mdr_allocator_free(arena->allocator, block, HEAD_SIZE + block->size);
    }
    arena->first = arena->current = NULL;
    arena->failed = false;
}

void mdr_arena_reset(struct mdr_arena *arena)
{
    for (struct mdr_block *block = arena->first; block; block = block->next)
        block->used = 0;
    arena->current = arena->first;
    arena->failed = false;
}

static char *block_bytes(struct mdr_block *block)
{
    return (char *)block + HEAD_SIZE;
}

/* A new block behind the current one; blocks double, so that their number stays small. */
static struct mdr_block *block_add(struct mdr_arena *arena, size_t size)
{
    size_t room = arena->current ? arena->current->size : BLOCK_SIZE / 2;
    room = room > SIZE_MAX / 4 ? room : room * 2;
    if (room < size)
        room = size;
    if (room > SIZE_MAX - HEAD_SIZE)
        return NULL;
    struct mdr_block *block = arena->allocator.allocate(arena->allocator.context, NULL, 0, HEAD_SIZE + room);
    if (!block)
        return NULL;
    block->size = room;
    block->used = 0;
    block->next = arena->current ? arena->current->next : NULL;
    if (arena->current)
        arena->current->next = block;
    else
        arena->first = block;
    return block;
}

void *mdr_arena_give(struct mdr_arena *arena, size_t size)
{
    if (arena->failed || size > SIZE_MAX - ALIGNMENT) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct mdr_block *block = arena->current;
    /* Blocks of an earlier message that are too small are passed over. */
    while (block && block->size - block->used < size && block->next)
        block = arena->current = block->next;
    if (!block || block->size - block->used < size)
        block = block_add(arena, size);
    if (!block) {
        arena->failed = true;
        return NULL;
    }
    arena->current = block;
    void *given = block_bytes(block) + block->used;
    block->used += size;
    return given;
}

void *mdr_arena_array(struct mdr_arena *arena, size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size) {
        arena->failed = true;
        return NULL;
    }
    void *given = mdr_arena_give(arena, count * size);
    if (given)
        memset(given, 0, count * size);
    return given;
}

/* Whether `old` ends where the current block's free room begins, so that it can grow there. */
static bool grow_in_place(struct mdr_arena *arena, char *old, size_t old_size, size_t new_size)
{
    struct mdr_block *block = arena->current;
    if (!block || !old || new_size > SIZE_MAX - ALIGNMENT)
        return false;
    old_size = (old_size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    new_size = (new_size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (old_size > block->used || old != block_bytes(block) + (block->used - old_size) ||
        block->size - (block->used - old_size) < new_size)
        return false;
    block->used += new_size - old_size;
    return true;
}

void *mdr_arena_grow(struct mdr_arena *arena, void *old, size_t old_count, size_t new_count, size_t size)
{
    if (arena->failed || (size > 0 && new_count > SIZE_MAX / size)) {
        arena->failed = true;
        return NULL;
    }
    char *given = old;
    if (!grow_in_place(arena, old, old_count * size, new_count * size)) {
        given = mdr_arena_give(arena, new_count * size);
        if (given && old)
            memcpy(given, old, old_count * size);
    }
    if (given)
        memset(given + old_count * size, 0, (new_count - old_count) * size);
    return given;
}

struct mdr_span mdr_arena_copy(struct mdr_arena *arena, struct mdr_span s)
{
    if (!s.p || s.n == SIZE_MAX)
        return MDR_SPAN_NONE;
    char *copy = mdr_arena_give(arena, s.n + 1);
    if (!copy)
        return MDR_SPAN_NONE;
    if (s.n > 0)
        memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    return mdr_span_make(copy, s.n);
}
