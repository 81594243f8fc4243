/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Finds all literals of a generated table in a text by the words that they are made of, whatever their number.
 *
 * What scan.h does for literals of any bytes, this does for those of ASCII that have words, a few times faster: many
 * bytes at a time are told apart into those of words and others; each word of the text gets the number that it has
 * among all words of literals; from each word on, a tree of all literals is gone down by these numbers, from node to
 * node in one hash table. The end of a literal may be open: then its last word is a stem, which has to be what a word
 * of the text begins with. Words that are known have been compared with stems when the table was made, but for those
 * that many words begin with.
 *
 * Letter case does not count; what stands between two words, and how a blank may be written, is as in written.h.
 *
 * Tables are made by tables/gen/lexicon.awk as static arrays without pointers; the macro that comes with them gives the
 * struct.
 */
#ifndef MDR_RECOGNISE_LEXICON_H
#define MDR_RECOGNISE_LEXICON_H

#include "bytes/span.h"

#include <stdint.h>

#define MDR_LEXICON_WORDS 24 /* of one literal, at most */
#define MDR_LEXICON_ROOM  72 /* words of the text that are known at once */

/* Hits that begin with one word of the text, at most: of more, the rest may be lost. So many may be plain ones that end
 * with one word, too. */
#define MDR_LEXICON_OF_WORD 32
#define MDR_LEXICON_PLAIN   16

#define MDR_LEXICON_GOES_ON 255

#define MDR_LEXICON_UNKNOWN 0xffff /* the number of a word that the table does not know, and of what there is not */
#define MDR_LEXICON_INNER   255
#define MDR_LEXICON_WIDE    0x8000 /* at the number of a first stem: one of them is wide */

/* The bit of words that are unknown, or of digits: no stem has been compared with them when the table was made. */
#define MDR_LEXICON_STRAY 31

/* A literal of words with one blank between them and nothing else. */
struct mdr_lexicon_plain {
    uint16_t key;  /* the owner's number for it */
    uint16_t note; /* the owner's for hits of it */
    uint8_t n;
};

/* Any other one. */
struct mdr_lexicon_other {
    uint32_t text; /* where it stands in the pool */
    uint16_t key;
    uint16_t note;
    uint8_t n;
    uint8_t head; /* bytes before its first word; MDR_LEXICON_INNER: none, and it may begin behind digits ("10kb") */
    uint8_t tail; /* bytes behind its last word */
    bool spaced;  /* one blank stands between its words, and nothing else */
};

/* The literals that end somewhere. Where there are others, too, the key of the row behind the plain ones is the first
 * of them. */
struct mdr_lexicon_ends {
    uint16_t first; /* of the plain ones, */
    uint8_t plain;  /* which are so many, */
    uint8_t others; /* and so many others */
};

/* Where literals go on behind a word. */
struct mdr_lexicon_way {
    uint32_t more;   /* words that go on from here: a bit for each by mdr_lexicon_bit; stems: MDR_LEXICON_STRAY */
    uint16_t number; /* its own; behind a first word, where it is the word's slot: how many bytes that word has */
    uint16_t stem;   /* the first of the stems that go on from here, and MDR_LEXICON_WIDE or not; UNKNOWN: none */
    struct mdr_lexicon_ends ends;
};

/* A word behind others of some literals. Most are the last one of theirs. */
struct mdr_lexicon_node {
    uint32_t key;                 /* the number of the way before it, and of its word */
    struct mdr_lexicon_ends ends; /* MDR_LEXICON_GOES_ON for `plain`: `first` is the way that has them */
};

/* A word that a literal has, or that texts often have where one ends openly; its slot is its number. */
struct mdr_lexicon_known {
    uint64_t head; /* its first eight bytes, the first one lowest; 0: there is no word */
    uint64_t tail; /* its last eight, if it has more */
    struct mdr_lexicon_way way;
    uint32_t text; /* where it stands in the pool, if it is longer than both */
};

/* The beginning of a last word that is open. */
struct mdr_lexicon_stem {
    uint64_t head;
    uint32_t text; /* where it stands in the pool, if it is longer */
    struct mdr_lexicon_ends ends;
    uint8_t n;
    bool wide; /* so many words begin with it that it is compared with all, and not only with stray ones */
    bool last; /* of those that go on from one place */
};

struct mdr_lexicon_table {
    const char *pool;
    const struct mdr_lexicon_plain *plain; /* two more at the end, which may be read */
    const struct mdr_lexicon_other *other;
    const struct mdr_lexicon_known *known; /* each in the slot of its hash, or in one behind */
    const struct mdr_lexicon_way *way;     /* the first one leads nowhere */
    const struct mdr_lexicon_node *node;   /* by bucket */
    const uint16_t *node_bucket;           /* first node of each; one more at the end */
    const struct mdr_lexicon_stem *stem;
    const uint16_t *slot; /* by the hash of three bytes: the first stem that is all the words of a literal; UNKNOWN */
    uint8_t known_shift, node_shift; /* from a hash to its slot or bucket */
};

/* What tables/gen/lexicon.awk has emitted under a name. */
#define MDR_LEXICON_TABLE(name)                                                                                        \
    {                                                                                                                  \
        name##_lexicon_pool, name##_lexicon_plain, name##_lexicon_other, name##_lexicon_known, name##_lexicon_way,     \
            name##_lexicon_node, name##_lexicon_node_bucket, name##_lexicon_stem, name##_lexicon_slot,                 \
            name##_LEXICON_KNOWN_SHIFT, name##_LEXICON_NODE_SHIFT                                                      \
    }

/* A word of the text. */
struct mdr_lexicon_word {
    uint64_t head; /* its first eight bytes, in lower case, the first one lowest */
    uint32_t at, n;
    uint16_t number;
    uint8_t bit; /* in `more` of the way before it */
    bool inner;  /* digits stand right before it */
    bool spaced; /* the word before it, and one blank */
};

struct mdr_lexicon_hit {
    uint32_t at, end; /* where it stands in the text: first byte, one past the last */
    uint16_t key;
    uint16_t note; /* at first the literal's */
};

struct mdr_lexicon {
    const struct mdr_lexicon_table *table;
    struct mdr_span text;
    struct mdr_lexicon_word word[MDR_LEXICON_ROOM + 1];
    size_t words, next;                        /* known ones; the one that the next way begins with */
    size_t read;                               /* bytes of the text that are words already */
    size_t end;                                /* of the last word */
    size_t begun;                              /* where the next one begins, which is not over yet */
    uint64_t open, number;                     /* 1: there is such a one; it is of digits so far */
    size_t skip;                               /* to where codes of a reply's next line go */
    size_t compared;                           /* bytes compared beside the pass itself, for the tests */
    struct mdr_lexicon_hit *last, *last_plain; /* one past the room for hits; the last place with room for plain ones */
};

/* Finds what is in a text from `from` on, where no word may be cut. Behind UINT32_MAX bytes nothing is read. */
static inline void mdr_lexicon_start(struct mdr_lexicon *lexicon, const struct mdr_lexicon_table *table,
                                     struct mdr_span text, size_t from)
{
    lexicon->table = table;
    lexicon->text = mdr_span_cut(text, 0, UINT32_MAX);
    lexicon->read = from;
    lexicon->words = lexicon->next = lexicon->skip = lexicon->begun = lexicon->compared = 0;
    lexicon->open = lexicon->number = 0;
    lexicon->end = (size_t)-2;
}

/* Whether all words of the text are known. */
static inline bool mdr_lexicon_is_read(const struct mdr_lexicon *lexicon)
{
    return lexicon->read == lexicon->text.n && !lexicon->open;
}

/* Whether all ways were gone: there are no further hits. */
static inline bool mdr_lexicon_is_over(const struct mdr_lexicon *lexicon)
{
    return mdr_lexicon_is_read(lexicon) && lexicon->next == lexicon->words;
}

/*
 * The next hits, in the order of the words that they begin with: how many; 0 at the end. Hits may overlap. There has to
 * be room for MDR_LEXICON_OF_WORD or more.
 */
size_t mdr_lexicon_next(struct mdr_lexicon *lexicon, struct mdr_lexicon_hit *ret, size_t room);

#endif
