/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Finds all literals of a generated table in a text, in one pass, whatever their number.
 *
 * Each literal has an anchor: its eight rarest bytes, or four where it is shorter. The last four
 * bytes of the text, in the form in which literals are written, are hashed into a bitmap, which has
 * a bit for the end of every anchor; most bytes of a text need no more. Where the bit is set, the last
 * eight are hashed into another one, and the few literals of the buckets are compared. Bytes, not
 * words, so that Japanese works.
 *
 * Literals are lower case; letter case in the text does not count, and how else it may be written is as in
 * written.h.
 *
 * Tables are made by tables/gen/scan.awk as static arrays without pointers; the macro that comes
 * with them gives the struct:
 *
 *     struct mdr_scan_table table = MDR_SCAN_TABLE(phrases);
 *     struct mdr_scan scan = mdr_scan_start(&table, text);
 *     struct mdr_scan_hit hit;
 *     while (mdr_scan_next(&scan, &hit))
 *         ...
 */
#ifndef MDR_RECOGNISE_SCAN_H
#define MDR_RECOGNISE_SCAN_H

#include "bytes/span.h"

#include <stdint.h>

/* Bytes of anchors. */
#define MDR_SCAN_LONG  8
#define MDR_SCAN_SHORT 4

/* How a literal's ends are compared. */
#define MDR_SCAN_WORD_START 1 /* an alphanumeric first byte begins a word */
#define MDR_SCAN_WORD_END   2 /* an alphanumeric last byte ends a word */

struct mdr_scan_literal {
    uint32_t text; /* where it stands in the pool */
    uint16_t key;  /* the owner's number for it */
    uint16_t hash; /* of the anchor, the low half */
    uint8_t n;
    uint8_t anchor; /* one past the end of its anchor */
    uint8_t flags;
};

/* Literals with anchors of one length. */
struct mdr_scan_index {
    const uint16_t *bucket; /* first literal of each bucket; one more at the end */
    const uint32_t *bitmap; /* 65536 bits, by hash; the short one's: the last four bytes of long anchors, too */
    unsigned shift;         /* from a hash to its bucket */
};

struct mdr_scan_table {
    const char *pool;
    const struct mdr_scan_literal *literal; /* by index and bucket */
    struct mdr_scan_index for_long, for_short;
};

/* What tables/gen/scan.awk has emitted under a name. */
#define MDR_SCAN_TABLE(name)                                                                                           \
    {                                                                                                                  \
        name##_scan_pool, name##_scan_literal,                                                                         \
            {name##_scan_long_bucket, name##_scan_long_bitmap, name##_SCAN_LONG_SHIFT},                                \
        {                                                                                                              \
            name##_scan_short_bucket, name##_scan_short_bitmap, name##_SCAN_SHORT_SHIFT                                \
        }                                                                                                              \
    }

/* Literals that are still to be compared where the pass stands. */
struct mdr_scan_range {
    size_t entry, last;
    uint32_t hash; /* the low half */
};

struct mdr_scan {
    const struct mdr_scan_table *table;
    struct mdr_span text;
    size_t at;       /* the next byte to be read */
    uint64_t window; /* the last eight bytes, as literals are written; the last one is the lowest */
    size_t straight; /* from here to `at` each byte of the window is one byte of the text */
    struct mdr_scan_range now, then;
    size_t compared; /* bytes compared beside the pass itself, for the tests */
};

struct mdr_scan_hit {
    uint16_t key;
    size_t at, end; /* where it stands in the text: first byte, one past the last */
};

static inline struct mdr_scan mdr_scan_start(const struct mdr_scan_table *table, struct mdr_span text)
{
    return (struct mdr_scan){.table = table, .text = text};
}

/*
 * The next hit; false at the end. Hits come in the order of their anchors, so not strictly in the
 * order of their first bytes; hits may overlap.
 */
bool mdr_scan_next(struct mdr_scan *scan, struct mdr_scan_hit *ret);

#endif
