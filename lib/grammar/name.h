/* SPDX-License-Identifier: BSD-2-Clause */
/* Short lists of names that are part of a grammar: rows of fixed width, without pointers to relocate. */
#ifndef MDR_GRAMMAR_NAME_H
#define MDR_GRAMMAR_NAME_H

#include "bytes/span.h"

static inline struct mdr_span mdr_name(const char *row)
{
    return mdr_span_make(row, strlen(row));
}

#endif
