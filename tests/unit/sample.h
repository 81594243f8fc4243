/* SPDX-License-Identifier: BSD-2-Clause */
/* Helpers for tests that walk over messages written in C. */
#ifndef TESTS_UNIT_SAMPLE_H
#define TESTS_UNIT_SAMPLE_H

#include "bytes/arena.h"
#include "bytes/limits.h"
#include "bytes/span.h"

#include <stdlib.h>
#include <string.h>

static inline struct mdr_span sample_span(const char *text)
{
    return mdr_span_make(text, strlen(text));
}

/* A copy that ends where its block ends, so that a sanitizer sees each byte read behind it. */
static inline char *sample_exact(struct mdr_span s)
{
    char *copy = malloc(s.n > 0 ? s.n : 1);
    if (!copy)
        abort();
    if (s.n > 0)
        memcpy(copy, s.p, s.n);
    return copy;
}

/* The text with another line end for each LF; to be freed. */
static inline char *sample_line_ends(struct mdr_span s, const char *line_end, size_t *ret_n)
{
    size_t n = 0, k = strlen(line_end);
    char *copy = malloc(s.n * k + 1);
    if (!copy)
        abort();
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\n') {
            copy[n++] = s.p[i];
            continue;
        }
        memcpy(copy + n, line_end, k);
        n += k;
    }
    *ret_n = n;
    return copy;
}

static inline struct mdr_limits sample_limits(void)
{
    return (struct mdr_limits){MDR_LIMIT_DEPTH,  MDR_LIMIT_PARTS,   MDR_LIMIT_RECIPIENTS,
                               MDR_LIMIT_FIELDS, MDR_LIMIT_NOTICE,  MDR_LIMIT_DIAGNOSTIC,
                               MDR_LIMIT_LIST,   MDR_LIMIT_WITNESS, MDR_LIMIT_FIELD};
}

static inline struct mdr_arena sample_arena(void)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, (struct mdr_allocator){NULL, NULL});
    return arena;
}

/* Numbers that look random and are the same each time. */
static inline unsigned sample_random(unsigned long *state)
{
    *state = (*state * 6364136223846793005UL + 1442695040888963407UL) & 0xffffffffffffffffUL;
    return (unsigned)(*state >> 33);
}

#endif
