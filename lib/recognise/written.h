/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How a text may write a literal of a table: in letters of any case (of all that are written in two bytes, too), each
 * blank as any run of white space with the codes of a reply's next line in it, "'" as U+2019. What scan.h and lexicon.h
 * share.
 */
#ifndef MDR_RECOGNISE_WRITTEN_H
#define MDR_RECOGNISE_WRITTEN_H

#include "bytes/ascii.h"

#include <stdint.h>

/* The white space that one blank of a literal may stand for, in bytes. */
#define MDR_WRITTEN_BLANKS 96

/* The same for a byte beyond ASCII. */
uint8_t mdr_written_beyond(struct mdr_span s, size_t at);

/*
 * The byte at `at` as a literal writes it: in lower case, which has as many bytes in the Latin, Greek and Cyrillic
 * letters that two bytes of UTF-8 hold.
 */
static inline uint8_t mdr_written_byte(struct mdr_span s, size_t at)
{
    uint8_t c = (uint8_t)s.p[at];
    return c < 0x80 ? (uint8_t)mdr_lower(s.p[at]) : mdr_written_beyond(s, at);
}

/*
 * The codes with which the next line of a reply begins, at `at`: "550-5.1.1" or "550 5.1.1", RFC 5321 4.2.1 and
 * RFC 2034 4. Returns their length, 0 when there are none.
 */
size_t mdr_written_codes(struct mdr_span s, size_t at);

/* Bytes of one white space (as mdr_space_at) that end before `at`. */
size_t mdr_written_space_before(struct mdr_span s, size_t at);

/* White space at `at`, with such codes in it or not: its length. */
size_t mdr_written_blank(struct mdr_span s, size_t at);

/* The same, ending before `at`. */
size_t mdr_written_blank_before(struct mdr_span s, size_t at);

/* Whether n bytes of a literal stand in s from *end on, which moves behind them. */
bool mdr_written_rest(const char *literal, size_t n, struct mdr_span s, size_t *end);

/* The same backwards: whether they end at *at, which moves to their first byte. */
bool mdr_written_start(const char *literal, size_t n, struct mdr_span s, size_t *at);

#endif
