/* SPDX-License-Identifier: BSD-2-Clause */
/* Looking a row up in an ascending table, by halving. */
#ifndef MDR_BYTES_SORTED_H
#define MDR_BYTES_SORTED_H

#include <stddef.h>
#include <stdint.h>

/* How a key stands to a row: below 0 in front of it, 0 it is this one, above 0 behind it. */
typedef int mdr_order(const void *key, const void *row);

/* The row for a key, of n rows of `size` bytes each; NULL when there is none. */
static inline const void *mdr_sorted_find(const void *key, const void *rows, size_t n, size_t size, mdr_order *order)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const void *row = (const char *)rows + middle * size;
        int side = order(key, row);
        if (side == 0)
            return row;
        if (side < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The same for rows that begin with a number, which is the key. */
static inline const void *mdr_sorted_number(int32_t key, const void *rows, size_t n, size_t size)
{
    const char *row = rows;
    while (n > 1) {
        size_t half = n / 2;
        const char *middle = row + half * size;
        row = *(const int32_t *)(const void *)middle <= key ? middle : row;
        n -= half;
    }
    return n == 1 && *(const int32_t *)(const void *)row == key ? row : NULL;
}

#endif
