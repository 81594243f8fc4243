/* SPDX-License-Identifier: BSD-2-Clause */
/* Counting texts: see count.h. */
#include "count.h"
#include "tool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *need(void *memory)
{
    if (!memory)
        check_memory(MODORI_ERROR_MEMORY);
    return memory;
}

static size_t hash(const char *text, size_t n)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    return (size_t)(h ^ h >> 32);
}

static size_t slot_of(const struct count *count, const char *text, size_t n)
{
    size_t at = hash(text, n) & (count->slots - 1);
    while (count->slot[at]) {
        const struct counted *item = &count->item[count->slot[at] - 1];
        if (item->n == n && memcmp(item->text, text, n) == 0)
            break;
        at = (at + 1) & (count->slots - 1);
    }
    return at;
}

static void widen(struct count *count)
{
    size_t slots = count->slots ? count->slots * 2 : 64;
    free(count->slot);
    count->slot = need(calloc(slots, sizeof *count->slot));
    count->slots = slots;
    for (size_t i = 0; i < count->items; i++)
        count->slot[slot_of(count, count->item[i].text, count->item[i].n)] = i + 1;
}

static size_t item_new(struct count *count, const char *text, size_t n)
{
    if (count->items == count->room) {
        count->room = count->room ? count->room * 2 : 32;
        count->item = need(realloc(count->item, count->room * sizeof *count->item));
    }
    struct counted *item = &count->item[count->items];
    item->text = need(malloc(n + 1));
    memcpy(item->text, text, n);
    item->text[n] = '\0';
    item->n = n;
    item->times = 0;
    return count->items++;
}

size_t count_place(struct count *count, const char *text, size_t n)
{
    if (count->items + 1 > count->slots / 2)
        widen(count);
    size_t at = slot_of(count, text, n);
    if (!count->slot[at])
        count->slot[at] = item_new(count, text, n) + 1;
    return count->slot[at] - 1;
}

const struct counted *count_find(const struct count *count, const char *text, size_t n)
{
    size_t at = count->slots ? slot_of(count, text, n) : 0;
    return count->slots && count->slot[at] ? &count->item[count->slot[at] - 1] : NULL;
}

void count_add(struct count *count, const char *text, size_t n)
{
    size_t place = count_place(count, text, n); /* which may move the items */
    count->item[place].times++;
    count->total++;
}

static int more_often(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;
    if (x->times != y->times)
        return x->times > y->times ? -1 : 1;
    return strcmp(x->text, y->text);
}

void count_sort(struct count *count)
{
    if (count->items > 1)
        qsort(count->item, count->items, sizeof *count->item, more_often);
}

void count_free(struct count *count)
{
    for (size_t i = 0; i < count->items; i++)
        free(count->item[i].text);
    free(count->item);
    free(count->slot);
    *count = (struct count){NULL, 0, 0, NULL, 0, 0};
}
