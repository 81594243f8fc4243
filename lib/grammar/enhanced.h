/* SPDX-License-Identifier: BSD-2-Clause */
/* Enhanced mail system status codes, RFC 3463 2: where they stand and what they look like. */
#ifndef MDR_GRAMMAR_ENHANCED_H
#define MDR_GRAMMAR_ENHANCED_H

#include "bytes/span.h"

#include <stdint.h>

struct mdr_enhanced {
    uint8_t class_digit; /* 2, 4 or 5; 0: none */
    uint16_t subject;
    uint16_t detail;
};

#define MDR_ENHANCED_NONE ((struct mdr_enhanced){0, 0, 0})
#define MDR_ENHANCED_SIZE 12 /* "5.999.999", a NUL, and room */

/*
 * A code at the very start of s: "5.1.1". Returns its length, 0 when there is none; *ret is
 * untouched then. What follows has to be a border, so that an address (5.1.1.7, 5.1.1@), a host
 * (5.1.1.example) and a version (5.1.1a, 5.1.1-2, 5.1.1/8) are none; "5.1.1." and "5.1.1-x" are.
 * Leading zeros are read (they are seen), *ret has the numbers without them.
 * What stands before it is the caller's business: ask only where a code has its place.
 */
size_t mdr_enhanced_read(struct mdr_span s, struct mdr_enhanced *ret);

/*
 * A code where one may follow a reply code: after blanks (line ends too, as folding may cut there)
 * and at most three of the marks # ' " ( [ : - ("#5.1.0", "(#5.1.1)", "[5.1.1]", "'5.1.1",
 * "- 5.1.1"). Returns the length of the code alone, 0 when there is none; *ret_at gets where it
 * begins in s. Both are untouched when there is none.
 */
size_t mdr_enhanced_after_reply(struct mdr_span s, size_t *ret_at, struct mdr_enhanced *ret);

/* Whether two codes are the same. */
bool mdr_enhanced_same(struct mdr_enhanced a, struct mdr_enhanced b);

/* Writes "5.1.1" without leading zeros, and no NUL; buffer has MDR_ENHANCED_SIZE bytes. Returns the
 * length. */
size_t mdr_enhanced_write(struct mdr_enhanced code, char *buffer);

#endif
