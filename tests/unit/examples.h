/* SPDX-License-Identifier: BSD-2-Clause */
/* Every example of tables/reasons/, as tables/gen/reasons.awk prints them. */
#ifndef MDR_TESTS_EXAMPLES_H
#define MDR_TESTS_EXAMPLES_H

#include <stdint.h>

static const struct example {
    const char *line, *rule;
    int32_t reason;
    const char *text;
    int wanted; /* 0: any reason but this one */
    int32_t phase, speaker, action;
    const char *dialect, *status;
} examples[] = {
#include "tests/unit/examples.inc"
};

#endif
