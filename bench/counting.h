/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An allocator that counts what is asked of it, and fails when it is told to. For the bench and for tests; it stands
 * here because the bench, as all that is outside of the library, includes <modori.h> and what is its own only.
 */
#ifndef BENCH_COUNTING_H
#define BENCH_COUNTING_H

#include <stddef.h>
#include <stdlib.h>

struct counting {
    size_t calls;                   /* that asked for memory */
    size_t blocks;                  /* that are not given back yet */
    size_t fails_from, fails_until; /* calls that get none, the first is 1; all 0: none of them */
};

/* A modori_allocate. The context is a struct counting. */
static inline void *counting_allocate(void *context, void *old, size_t old_size, size_t new_size)
{
    struct counting *counting = context;
    (void)old_size;
    if (new_size == 0) {
        counting->blocks -= old != NULL;
        free(old);
        return NULL;
    }
    counting->calls++;
    if (counting->calls >= counting->fails_from && counting->calls <= counting->fails_until)
        return NULL;
    void *given = realloc(old, new_size);
    if (given && !old)
        counting->blocks++;
    return given;
}

#endif
