/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Finds all literals of a generated table in a text by the words that they are made of, whatever their number.
 *
 * What scan.h does for literals of any bytes, this does for those of ASCII that begin and end with words, a few times
 * faster: eight bytes at a time are told apart into those of words and others; from each word on, a tree of
 * all literals is gone down, by the hash of the words so far. Most words begin no literal, which one bit tells. The end
 * of a literal may be open: then its last word is a stem, which has to be what a word of the text begins with.
 *
 * Letter case does not count; what stands between two words, and how a blank may be written, is as in written.h.
 *
 * Tables are made by tables/gen/lexicon.awk as static arrays without pointers; the macro that comes with them gives the
 * struct.
 */
#ifndef MDR_RECOGNISE_LEXICON_H
#define MDR_RECOGNISE_LEXICON_H

#include "recognise/scan.h"

#define MDR_LEXICON_WORDS 24 /* of one literal, at most */
#define MDR_LEXICON_ROOM  68 /* words of the text that are known at once */
#define MDR_LEXICON_HITS  64 /* that are told at once */

/* Hits that begin with one word of the text, at most: of more, the rest may be lost. */
#define MDR_LEXICON_OF_WORD 32

#define MDR_LEXICON_INNER   255

struct mdr_lexicon_literal {
    uint32_t text; /* where it stands in the pool */
    uint16_t key;  /* the owner's number for it */
    uint8_t n;
    uint8_t head; /* bytes before its first word; MDR_LEXICON_INNER: none, and it may begin behind digits ("10kb") */
};

#define MDR_LEXICON_ROOT 0xffff /* the parent of a first word */

/* The literals that end somewhere: first those that are words with a blank between them and nothing else. */
struct mdr_lexicon_ends {
    uint16_t literal; /* the first of them */
    uint8_t plain;    /* so many plain ones, */
    uint8_t others;   /* and so many others */
};

/* A word on the way of some literals. */
struct mdr_lexicon_node {
    uint64_t head;   /* its first eight bytes, the first one lowest */
    uint32_t text;   /* where it stands in the pool */
    uint16_t parent; /* the node before it */
    uint16_t more;   /* words that go on from here: a bit by the highest four of their hashes */
    uint16_t stem;   /* the first of the stems that go on from here, */
    uint8_t stems;   /* and how many there are */
    uint8_t n;       /* bytes of the word */
    struct mdr_lexicon_ends ends;
};

/* The beginning of a last word that is open. */
struct mdr_lexicon_stem {
    uint64_t head;
    uint32_t text;
    struct mdr_lexicon_ends ends;
    uint8_t n;
};

struct mdr_lexicon_table {
    const char *pool;
    const struct mdr_lexicon_literal *literal;
    const struct mdr_lexicon_node *node; /* by bucket */
    const uint16_t *bucket;              /* first node of each; one more at the end */
    const uint32_t *start;               /* 65536 bits, by hash: words that a literal begins with */
    const struct mdr_lexicon_stem *stem;
    const uint16_t *slot; /* by the hash of three bytes: the first stem that is all the words of a literal; one more */
    unsigned shift;       /* from a hash to its bucket */
};

/* What tables/gen/lexicon.awk has emitted under a name. */
#define MDR_LEXICON_TABLE(name)                                                                                        \
    {                                                                                                                  \
        name##_lexicon_pool, name##_lexicon_literal, name##_lexicon_node, name##_lexicon_bucket,                       \
            name##_lexicon_start_bitmap, name##_lexicon_stem, name##_lexicon_slot, name##_LEXICON_SHIFT                \
    }

/* A word of the text. */
struct mdr_lexicon_word {
    uint64_t head; /* its first eight bytes, in lower case, the first one lowest */
    uint32_t hash;
    uint32_t at, n;
    bool inner;  /* digits stand right before it */
    bool spaced; /* the word before it, and one blank */
};

struct mdr_lexicon {
    const struct mdr_lexicon_table *table;
    struct mdr_span text;
    struct mdr_lexicon_word word[MDR_LEXICON_ROOM];
    size_t words, next;    /* known ones; the one that the next way begins with */
    size_t read;           /* bytes of the text that are words already */
    size_t end;            /* of the last word */
    size_t open, skip;     /* where a word began that is not over; to where codes of a reply's next line go */
    size_t hits, compared; /* bytes compared beside the pass itself, for the tests */
    struct mdr_scan_hit *hit;
};

/* The text has at most UINT32_MAX bytes: what is behind is not read. */
static inline void mdr_lexicon_start(struct mdr_lexicon *lexicon, const struct mdr_lexicon_table *table,
                                     struct mdr_span text)
{
    lexicon->table = table;
    lexicon->text = mdr_span_cut(text, 0, UINT32_MAX);
    lexicon->words = lexicon->next = lexicon->read = lexicon->skip = lexicon->compared = 0;
    lexicon->open = lexicon->end = (size_t)-2;
}

/*
 * The next hits, in the order of the words that they begin with: how many; 0 at the end. Hits may overlap.
 */
size_t mdr_lexicon_next(struct mdr_lexicon *lexicon, struct mdr_scan_hit ret[MDR_LEXICON_HITS]);

#endif
