/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates of RFC 5322 3.3 (obsolete forms, comments and zone names too), out to RFC 3339. */
#ifndef MDR_GRAMMAR_DATE_H
#define MDR_GRAMMAR_DATE_H

#include "bytes/span.h"

#define MDR_DATE_SIZE 32 /* "2026-11-24T03:52:00+09:00" and a NUL */

/*
 * Reads a date and writes it as RFC 3339 (in the zone that it was written in) into buffer. Returns
 * the length, 0 when it can't be read (a day or month that does not exist, no zone at all ...).
 */
size_t mdr_date_read(struct mdr_span s, char buffer[MDR_DATE_SIZE]);

#endif
