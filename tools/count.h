/* SPDX-License-Identifier: BSD-2-Clause */
/* Counting texts. */
#ifndef MODORI_TOOL_COUNT_H
#define MODORI_TOOL_COUNT_H

#include <stddef.h>

struct counted {
    char *text; /* NUL-terminated */
    size_t n;   /* its length */
    size_t times;
};

struct count {
    struct counted *item;
    size_t items, room;
    size_t *slot; /* hash table: index + 1; 0: free */
    size_t slots;
    size_t total; /* of all items' times */
};

/* Counts a text once more; ends the program without memory. */
void count_add(struct count *count, const char *text, size_t n);
/* The place of a text, which is added where it is new, and not counted. Places stay until the sorting. */
size_t count_place(struct count *count, const char *text, size_t n);
/* NULL where it was never added. */
const struct counted *count_find(const struct count *count, const char *text, size_t n);
/* The most frequent first; the same number by text. Nothing can be added afterwards. */
void count_sort(struct count *count);
void count_free(struct count *count);

#endif
