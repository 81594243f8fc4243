/* SPDX-License-Identifier: BSD-2-Clause */
/* The shapes of diagnostics: which row of tables/shapes/ a text fits. */
#ifndef MDR_RECOGNISE_SHAPE_H
#define MDR_RECOGNISE_SHAPE_H

#include "recognise/pattern.h"

struct mdr_shape {
    size_t row; /* number of the pattern in the table */
    struct mdr_span name;
    int32_t phase, speaker;
    bool maybe_delivered;
    bool hides; /* it stands in place of what was answered */
    struct mdr_captures captures;
};

/* The first row that fits; false when none does. */
bool mdr_shape_match(struct mdr_span s, struct mdr_shape *ret);

#endif
