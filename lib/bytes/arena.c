/* SPDX-License-Identifier: BSD-2-Clause */
/* The only file that calls the allocator: see arena.h. */
#include "bytes/arena.h"

#include <stdalign.h>
#include <stdlib.h>

#define BLOCK_SIZE ((size_t)16 << 10)
#define BLOCK_MOST ((size_t)4 << 20)  /* a larger one holds one thing only */
#define ALONE      ((size_t)64 << 10) /* arrays that may move have a block of their own from here on */
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
    *arena = (struct mdr_arena){.allocator = allocator};
    if (!allocator.allocate)
        arena->allocator = mdr_allocator_default();
}

static void blocks_free(struct mdr_arena *arena, struct mdr_block *block)
{
    struct mdr_block *next;
    for (; block; block = next) {
        next = block->next;
        mdr_allocator_free(arena->allocator, block, HEAD_SIZE + block->size);
    }
}

void mdr_arena_free(struct mdr_arena *arena)
{
    blocks_free(arena, arena->first);
    blocks_free(arena, arena->alone);
    arena->first = arena->current = arena->alone = NULL;
    arena->failed = false;
}

void mdr_arena_reset(struct mdr_arena *arena)
{
    for (struct mdr_block *block = arena->first; block; block = block->next)
        block->used = 0;
    for (struct mdr_block *block = arena->alone; block; block = block->next)
        block->used = 0;
    arena->current = arena->first;
    arena->failed = false;
}

static char *block_bytes(struct mdr_block *block)
{
    return (char *)block + HEAD_SIZE;
}

static size_t aligned(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static struct mdr_block *block_new(const struct mdr_arena *arena, size_t room)
{
    if (room > SIZE_MAX - HEAD_SIZE)
        return NULL;
    struct mdr_block *block = arena->allocator.allocate(arena->allocator.context, NULL, 0, HEAD_SIZE + room);
    if (block)
        *block = (struct mdr_block){NULL, room, 0};
    return block;
}

/* A new block behind the current one. */
static struct mdr_block *block_add(struct mdr_arena *arena, size_t room)
{
    struct mdr_block *block = block_new(arena, room);
    if (!block)
        return NULL;
    block->next = arena->current ? arena->current->next : NULL;
    if (arena->current)
        arena->current->next = block;
    else
        arena->first = block;
    return block;
}

/* Blocks double, so that their number stays small, up to a size of which a half can be left empty. */
static size_t next_size(const struct mdr_arena *arena, size_t least)
{
    size_t room = arena->current ? arena->current->size : BLOCK_SIZE / 2;
    room = room < BLOCK_MOST / 2 ? room * 2 : BLOCK_MOST;
    return room < least ? least : room;
}

void *mdr_arena_give(struct mdr_arena *arena, size_t size)
{
    if (arena->failed || size > SIZE_MAX - ALIGNMENT) {
        arena->failed = true;
        return NULL;
    }
    size = aligned(size);
    struct mdr_block *block = arena->current;
    /* Blocks of an earlier message that are too small are passed over. */
    while (block && block->size - block->used < size && block->next)
        block = arena->current = block->next;
    if (!block || block->size - block->used < size)
        block = block_add(arena, next_size(arena, size));
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
    old_size = aligned(old_size);
    new_size = aligned(new_size);
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

/* Where the block of an array stands in the list of those alone; old NULL: of an empty one that is large enough. */
static struct mdr_block **find_alone(struct mdr_arena *arena, const char *old, size_t size)
{
    struct mdr_block **link = &arena->alone;
    while (*link && !(old ? block_bytes(*link) == old : (*link)->used == 0 && (*link)->size >= size))
        link = &(*link)->next;
    return link;
}

/* A block for one array. */
static struct mdr_block *give_alone(struct mdr_arena *arena, size_t size)
{
    struct mdr_block *block = *find_alone(arena, NULL, size);
    if (block)
        return block;
    block = block_new(arena, size);
    if (block) {
        block->next = arena->alone;
        arena->alone = block;
    }
    return block;
}

/* The block of an array made larger; it may move. */
static struct mdr_block *resize_alone(struct mdr_arena *arena, struct mdr_block **link, size_t size)
{
    struct mdr_block *block = *link;
    if (size <= block->size)
        return block;
    block = arena->allocator.allocate(arena->allocator.context, block, HEAD_SIZE + block->size, HEAD_SIZE + size);
    if (block) {
        block->size = size;
        *link = block;
    }
    return block;
}

void *mdr_arena_move(struct mdr_arena *arena, void *old, size_t old_count, size_t new_count, size_t size)
{
    if (arena->failed || new_count > (SIZE_MAX - HEAD_SIZE) / size) {
        arena->failed = true;
        return NULL;
    }
    size_t old_size = old_count * size, new_size = new_count * size;
    if (new_size < ALONE)
        return mdr_arena_grow(arena, old, old_count, new_count, size);
    struct mdr_block **link = old ? find_alone(arena, old, 0) : NULL;
    bool alone = link && *link;
    struct mdr_block *block = alone ? resize_alone(arena, link, new_size) : give_alone(arena, new_size);
    if (!block) {
        arena->failed = true;
        return NULL;
    }
    block->used = new_size;
    if (!alone && old)
        memcpy(block_bytes(block), old, old_size);
    memset(block_bytes(block) + old_size, 0, new_size - old_size);
    return block_bytes(block);
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
