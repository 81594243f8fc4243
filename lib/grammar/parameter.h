/* SPDX-License-Identifier: BSD-2-Clause */
/* Parameters of a header body, RFC 2045 5.1 and RFC 2231, before any charset is looked at. */
#ifndef MDR_GRAMMAR_PARAMETER_H
#define MDR_GRAMMAR_PARAMETER_H

#include "bytes/text.h"

struct mdr_parameter {
    struct mdr_span name;
    struct mdr_span value; /* as it stands, quotes cut off */
    bool quoted;
};

struct mdr_parameter_reader {
    struct mdr_span s;
    size_t at;
    bool no_comments; /* a "(" was never closed: it is no comment */
};

static inline struct mdr_parameter_reader mdr_parameter_reader_make(struct mdr_span s)
{
    return (struct mdr_parameter_reader){s, 0, false};
}

/* The next "name=value"; what is none is passed over. False at the end. */
bool mdr_parameter_next(struct mdr_parameter_reader *reader, struct mdr_parameter *ret);

/*
 * The bytes of a parameter: of "name*" or of its sections, joined in the order of their numbers and
 * percent-decoded, or of plain "name" (quoted pairs read, folds taken out), in this order of
 * preference. *ret_label gets the charset that it names, absent when it names none; *ret_extended
 * whether it was percent-encoded. Absent when there is none.
 */
struct mdr_text mdr_parameter_join(struct mdr_arena *arena, struct mdr_span parameters, size_t base,
                                   struct mdr_span name, struct mdr_span *ret_label, bool *ret_extended);

#endif
