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

/*
 * A code at the very start of s: "5.1.1". Returns its length, 0 when there is none. What follows has
 * to be a border (the end, a blank, a mark), so that 5.1.1.7 and 5.1.1a are none. Leading zeros are
 * read (they are seen), ret has the number without them.
 */
size_t mdr_enhanced_read(struct mdr_span s, struct mdr_enhanced *ret);

/*
 * A code where one may follow a reply code: after blanks, "#", "'", "(", "[", ":", "-" and their
 * usual combinations ("#5.1.0", "(5.1.1)", "[5.1.1]", "'5.1.1"). ret_at gets where it begins in s.
 * Returns the length of the code alone, 0 when there is none.
 */
size_t mdr_enhanced_after_reply(struct mdr_span s, size_t *ret_at, struct mdr_enhanced *ret);

/* Whether two codes are the same. */
bool mdr_enhanced_same(struct mdr_enhanced a, struct mdr_enhanced b);

/* Writes "5.1.1" without leading zeros; buffer has 12 bytes at least. Returns the length. */
size_t mdr_enhanced_write(struct mdr_enhanced code, char *buffer);

#endif
