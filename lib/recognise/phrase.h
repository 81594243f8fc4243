/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Phrases: literals in a row, with gaps or without, over one pass of the lexicon. Tables are made by
 * tables/gen/reasons.awk. Only what a server says counts: literals inside of names (addresses, URLs,
 * host names) do not, but for those that are meant to be found there.
 */
#ifndef MDR_RECOGNISE_PHRASE_H
#define MDR_RECOGNISE_PHRASE_H

#include "recognise/lexicon.h"
#include "recognise/scan.h"

#define MDR_PHRASE_PARTS 5
#define MDR_PHRASE_TOUCH 3    /* bytes that "+" may stand for, a run of white space as one, */
#define MDR_PHRASE_NEAR  24   /* that ".." may, */
#define MDR_PHRASE_GAP   90   /* that "*" may */
#define MDR_PHRASE_HITS  192  /* hits that are kept of one text, */
#define MDR_PHRASE_LAST  64   /* so many of them for what stands last */
#define MDR_PHRASE_HEAD  4096 /* of a longer text only its head and its tail are read */
#define MDR_PHRASE_TAIL  1024

/* What has to be kept of head and tail where the middle is left out: no word is cut, no phrase goes from one to the
 * other. */
#define MDR_PHRASE_KEEP_HEAD (MDR_PHRASE_HEAD + 512)
#define MDR_PHRASE_KEEP_TAIL (MDR_PHRASE_TAIL + 512)

/* Literals as bits of a set: the frequent ones, which have the lowest keys, one each, the others together. */
#define MDR_PHRASE_BITS     512
#define MDR_PHRASE_FREQUENT 256

struct mdr_phrase_set {
    uint64_t bits[MDR_PHRASE_BITS / 64];
};

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

/* A phrase where it is filed, ascending under each key. */
struct mdr_phrase_filed {
    uint16_t phrase;
    uint16_t bit; /* of a literal that it has to have, too, */
    uint16_t set; /* and the class that it has to have one of; behind all classes stands one that has all bits */
};

/* Keys of literals: words from 0, then those that only count inside of names, then marks, which always count. */
struct mdr_phrase_table {
    struct mdr_lexicon_table lexicon;
    struct mdr_scan_table scan; /* literals that are no words of ASCII */
    const struct mdr_phrase *phrase;
    const uint16_t *filed_first; /* by key: first entry in `filed`; one more at the end */
    const struct mdr_phrase_filed *filed;
    const uint16_t *class_first;            /* by class: first entry in class_key; one more at the end */
    const uint16_t *class_key;              /* ascending in a class */
    const struct mdr_phrase_set *class_set; /* by class: the bits of its keys */
    uint16_t names, marks;                  /* first key of each kind */
    uint16_t classes;                       /* one past the last key */
};

/*
 * The note of a hit. Literals inside of names do not count, but for those that are meant to be found there: whether a
 * word is part of a name is seen when somebody asks.
 */
#define MDR_PHRASE_NOTE_BIT   511  /* the literal's bit */
#define MDR_PHRASE_NOTE_WORD  512  /* it was seen: it is a word of who speaks, */
#define MDR_PHRASE_NOTE_NAME  1024 /* or it is part of a name */
#define MDR_PHRASE_NOTE_OTHER 2048 /* it is no literal of words: it counts only inside of names, or always */
#define MDR_PHRASE_NOTE_FILED 4096 /* phrases are filed under it */

struct mdr_phrase_hits {
    const struct mdr_phrase_table *table;
    struct mdr_span text;
    struct mdr_lexicon_hit hit[MDR_PHRASE_HITS + MDR_LEXICON_OF_WORD]; /* the last ones: room to work in */
    size_t n;
    uint16_t filed[MDR_PHRASE_HITS]; /* those that phrases are filed under, by their numbers */
    size_t fileds;
    bool mixed;                /* literals beyond ASCII were looked for, too */
    struct mdr_phrase_set set; /* the bits of all hits, so that most questions need no search */
};

/* The literals of the table that a text has, in the order of their first bytes. */
void mdr_phrase_collect(const struct mdr_phrase_table *table, struct mdr_span text, struct mdr_phrase_hits *ret);

/* Whether a phrase fits that may, and is filed under the key of hit `i`: then its parts are in ret. */
bool mdr_phrase_fits(const struct mdr_phrase *phrase, struct mdr_phrase_hits *hits, size_t i,
                     struct mdr_lexicon_hit ret[MDR_PHRASE_PARTS]);

/* mdr_phrase_has without a look at the bits. */
bool mdr_phrase_search(struct mdr_phrase_hits *hits, uint16_t part);

static inline uint16_t mdr_phrase_bit(uint16_t key)
{
    unsigned others = MDR_PHRASE_BITS - MDR_PHRASE_FREQUENT;
    return (uint16_t)(key < MDR_PHRASE_FREQUENT ? key : MDR_PHRASE_FREQUENT + key % others);
}

static inline bool mdr_phrase_set_has(const struct mdr_phrase_set *set, size_t bit)
{
    return (set->bits[bit / 64] >> bit % 64 & 1) != 0;
}

static inline bool mdr_phrase_sets_meet(const struct mdr_phrase_set *a, const struct mdr_phrase_set *b)
{
    const uint64_t *one = a->bits, *other = b->bits;
    return ((one[0] & other[0]) | (one[1] & other[1]) | (one[2] & other[2]) | (one[3] & other[3]) |
            (one[4] & other[4]) | (one[5] & other[5]) | (one[6] & other[6]) | (one[7] & other[7])) != 0;
}

/* Whether a phrase may fit that is filed under one of the hits. Both are asked, for which one says no is not foreseen.
 */
static inline bool mdr_phrase_may_fit(const struct mdr_phrase_hits *hits, const struct mdr_phrase_filed *filed)
{
    unsigned literal = mdr_phrase_set_has(&hits->set, filed->bit);
    unsigned one_of = mdr_phrase_sets_meet(&hits->set, &hits->table->class_set[filed->set]);
    return (literal & one_of) != 0;
}

/* Whether a part may be among the hits, by the bits: mostly it is not, and no search is needed. */
static inline bool mdr_phrase_may_have(const struct mdr_phrase_hits *hits, uint16_t part)
{
    if (part < hits->table->classes)
        return mdr_phrase_set_has(&hits->set, mdr_phrase_bit(part));
    return mdr_phrase_sets_meet(&hits->set, &hits->table->class_set[part - hits->table->classes]);
}

/* Whether a part (a key or a class) is among the hits. */
static inline bool mdr_phrase_has(struct mdr_phrase_hits *hits, uint16_t part)
{
    return mdr_phrase_may_have(hits, part) && mdr_phrase_search(hits, part);
}

#endif
