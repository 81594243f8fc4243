/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Phrases: literals in a row, with gaps or without, over one pass of the scanner. Tables are made by
 * tables/gen/reasons.awk. Only what a server says counts: literals inside of names (addresses, URLs,
 * host names) do not, but for those that are meant to be found there.
 */
#ifndef MDR_RECOGNISE_PHRASE_H
#define MDR_RECOGNISE_PHRASE_H

#include "recognise/lexicon.h"

#define MDR_PHRASE_PARTS 5
#define MDR_PHRASE_TOUCH 3    /* bytes that "+" may stand for */
#define MDR_PHRASE_NEAR  24   /* bytes that ".." may stand for */
#define MDR_PHRASE_GAP   90   /* bytes that "*" may stand for */
#define MDR_PHRASE_HITS  192  /* hits that are kept of one text, */
#define MDR_PHRASE_LAST  64   /* so many of them for what stands last */
#define MDR_PHRASE_HEAD  4096 /* of a longer text only its head and its tail are read */
#define MDR_PHRASE_TAIL  1024

/* How a part stands to the one before it. */
enum mdr_phrase_join {
    MDR_PHRASE_NEXT = 0, /* behind it, within MDR_PHRASE_GAP */
    MDR_PHRASE_CLOSE,    /* behind it, within MDR_PHRASE_NEAR */
    MDR_PHRASE_TOUCHING, /* right behind it, within MDR_PHRASE_TOUCH */
    MDR_PHRASE_ANYWHERE
};

/* A part is the key of a literal, or, from the table's `classes` on, a class of literals. */
struct mdr_phrase {
    uint16_t owner; /* rule that it belongs to */
    uint16_t part[MDR_PHRASE_PARTS];
    uint8_t join[MDR_PHRASE_PARTS]; /* enum mdr_phrase_join; of the first part unused */
    uint8_t parts;
    uint8_t trigger; /* the part under whose literals it is filed */
};

/* Keys of literals: words from 0, then those that only count inside of names, then marks, which always count. */
struct mdr_phrase_table {
    struct mdr_lexicon_table lexicon;
    struct mdr_scan_table scan; /* literals that are no words of ASCII */
    const struct mdr_phrase *phrase;
    const uint16_t *filed; /* by key: first entry in filed_phrase; one more at the end */
    const uint16_t *filed_phrase;
    const uint16_t *class_first; /* by class: first entry in class_key; one more at the end */
    const uint16_t *class_key;   /* ascending in a class */
    const uint64_t *class_mask;  /* by class: bit (key mod 64) of each of its keys */
    uint16_t names, marks;       /* first key of each kind */
    uint16_t classes;            /* one past the last key */
};

struct mdr_phrase_hit {
    uint32_t at, end;
    uint16_t key;
};

struct mdr_phrase_hits {
    const struct mdr_phrase_table *table;
    struct mdr_span text;
    struct mdr_phrase_hit hit[MDR_PHRASE_HITS];
    size_t n;
    uint64_t mask; /* bit (key mod 64) of each hit, so that most questions need no search */
};

struct mdr_phrase_match {
    const struct mdr_phrase *phrase;
    struct mdr_phrase_hit part[MDR_PHRASE_PARTS];
};

/* The literals of the table that a text has. */
void mdr_phrase_collect(const struct mdr_phrase_table *table, struct mdr_span text, struct mdr_phrase_hits *ret);

/* Whether a phrase fits that is filed under the key of hit `i`. */
bool mdr_phrase_fits(const struct mdr_phrase *phrase, const struct mdr_phrase_hits *hits, size_t i,
                     struct mdr_phrase_match *ret);

/* The first hit of a part (a key or a class); NULL when there is none. */
const struct mdr_phrase_hit *mdr_phrase_find(const struct mdr_phrase_hits *hits, uint16_t part);

#endif
