/* SPDX-License-Identifier: BSD-2-Clause */
/* Every loop over input is bounded by one of these; passing one leaves a finding. */
#ifndef MDR_BYTES_LIMITS_H
#define MDR_BYTES_LIMITS_H

#include <stddef.h>

struct mdr_limits {
    size_t depth;      /* nested MIME parts */
    size_t parts;      /* MIME parts of a message */
    size_t recipients; /* recipients of a report */
    size_t fields;     /* header fields of one header */
    size_t notice;     /* bytes of notice text */
    size_t diagnostic; /* bytes of one diagnostic that are kept */
    size_t list;       /* hops, attachments, findings */
    size_t witness;    /* bytes of the returned message that are examined */
    size_t field;      /* bytes of one header field that are decoded */
};

#define MDR_LIMIT_DEPTH      32
#define MDR_LIMIT_PARTS      1024
#define MDR_LIMIT_RECIPIENTS 100000
#define MDR_LIMIT_FIELDS     10000
#define MDR_LIMIT_NOTICE     ((size_t)16 << 20)
#define MDR_LIMIT_DIAGNOSTIC ((size_t)8 << 10)
#define MDR_LIMIT_LIST       1000
#define MDR_LIMIT_WITNESS    ((size_t)4 << 20)
#define MDR_LIMIT_FIELD      ((size_t)256 << 10)

#endif
