/* SPDX-License-Identifier: BSD-2-Clause */
/* Reasons and their columns. */
#include "bytes/sorted.h"
#include "words/words.h"

#include <modori.h>

#include "words/reasons.inc"

_Static_assert(offsetof(struct mdr_reason, number) == 0, "rows begin with their key");

const struct mdr_reason *mdr_reason_find(int32_t number)
{
    return mdr_sorted_number(number, reasons, sizeof reasons / sizeof *reasons, sizeof *reasons);
}
