/* SPDX-License-Identifier: BSD-2-Clause */
/* Reasons and their columns. */
#include "words/words.h"

#include <modori.h>

#include "words/reasons.inc"

const struct mdr_reason *mdr_reason_find(int32_t number)
{
    size_t low = 0, high = sizeof reasons / sizeof reasons[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reasons[middle].number == number)
            return &reasons[middle];
        if (reasons[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
