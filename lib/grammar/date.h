/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates of RFC 5322 3.3 (obsolete forms, comments and zone names too), out to RFC 3339. */
#ifndef MDR_GRAMMAR_DATE_H
#define MDR_GRAMMAR_DATE_H

#include "bytes/span.h"

#define MDR_DATE_SIZE 32 /* "2026-11-24T03:52:00+09:00" and a NUL */

/*
 * Reads a date and writes it as RFC 3339 (in the zone that it was written in), NUL-terminated, into
 * buffer. Returns the length, 0 when it can't be read: a day, month or time that does not exist, no
 * time, no zone, or a zone name that tells no offset for sure. buffer is untouched then.
 *
 * Read are the forms of RFC 5322 3.3 and 4.3 (weekday and seconds may be missing, two-digit years,
 * GMT, EST ..., a military letter other than Z says nothing and gives -00:00), those of asctime and
 * ctime ("Tue Nov 24 03:52:00 2026 +0900"), and of ISO 8601 ("2026-11-24 03:52:00.5 +09:00"). A
 * numeric zone wins over a name beside it. What follows a complete date is not looked at.
 */
size_t mdr_date_read(struct mdr_span s, char buffer[MDR_DATE_SIZE]);

#endif
