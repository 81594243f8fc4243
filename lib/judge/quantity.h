/* SPDX-License-Identifier: BSD-2-Clause */
/* Quantities in running text: "300 seconds", "5 min", "00:05:00", "10 MB", "10485760". */
#ifndef MDR_JUDGE_QUANTITY_H
#define MDR_JUDGE_QUANTITY_H

#include "bytes/span.h"

#include <stdint.h>

/* A time at or shortly behind the start of s, in seconds; -1: none. */
int64_t mdr_quantity_seconds(struct mdr_span s);

/* A time whose unit begins at `at`, with the number right before it ("300秒後"); -1: none. */
int64_t mdr_quantity_seconds_before(struct mdr_span s, size_t at);

/* A size at or shortly behind the start of s, in bytes; without a unit it is bytes. -1: none. */
int64_t mdr_quantity_bytes(struct mdr_span s);

#endif
