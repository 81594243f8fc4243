/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Finds all literals of a generated table in a text, in one pass, whatever their number.
 *
 * Each literal has an anchor, its four rarest bytes. Every four bytes of the text are hashed into a
 * bitmap of 8 KiB; only where a bit is set are the few literals of that bucket compared. Bytes, not
 * words, so that Japanese works. Letter case of ASCII never counts: literals are lower case, the
 * text is folded as it is read.
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

#define MDR_SCAN_ANCHOR 4 /* bytes */

/* How a literal is compared. */
#define MDR_SCAN_LOOSE      1 /* see below */
#define MDR_SCAN_WORD_START 2 /* an alphanumeric first byte begins a word */
#define MDR_SCAN_WORD_END   4 /* an alphanumeric last byte ends a word */

/*
 * In a loose literal a blank stands for any run of white space, line ends too, and the codes with
 * which the next line of a reply begins ("550-5.1.1"); "'" stands for a typographic apostrophe, too.
 */

/* The white space that one blank of a loose literal may stand for, in bytes. */
#define MDR_SCAN_BLANKS 96

struct mdr_scan_literal {
    uint32_t text; /* where it stands in the pool */
    uint16_t key;  /* the owner's number for it */
    uint16_t hash; /* of the anchor */
    uint8_t n;
    uint8_t anchor; /* where its anchor stands in it */
    uint8_t flags;
};

struct mdr_scan_table {
    const char *pool;
    const struct mdr_scan_literal *literal; /* by bucket */
    const uint16_t *bucket;                 /* first literal of each bucket; one more at the end */
    const uint8_t *bitmap;                  /* 65536 bits, by hash */
    unsigned shift;                         /* from a hash to its bucket */
};

/* What tables/gen/scan.awk has emitted under a name. */
#define MDR_SCAN_TABLE(name)                                                                       \
    {                                                                                              \
        name##_scan_pool, name##_scan_literal, name##_scan_bucket, name##_scan_bitmap,             \
            name##_SCAN_SHIFT                                                                      \
    }

struct mdr_scan {
    const struct mdr_scan_table *table;
    struct mdr_span text;
    size_t at;          /* next anchor position */
    size_t entry, last; /* literals still to be compared at at-1 */
    size_t compared;    /* bytes looked at beside the pass itself, for the tests */
};

struct mdr_scan_hit {
    uint16_t key;
    size_t at, end; /* where it stands in the text: first byte, one past the last */
};

static inline struct mdr_scan mdr_scan_start(const struct mdr_scan_table *table, struct mdr_span text)
{
    return (struct mdr_scan){table, text, 0, 0, 0, 0};
}

/*
 * The next hit; false at the end. Hits come in the order of their anchors, so not strictly in the
 * order of their first bytes; hits may overlap.
 */
bool mdr_scan_next(struct mdr_scan *scan, struct mdr_scan_hit *ret);

#endif
