/* SPDX-License-Identifier: BSD-2-Clause */
/* Literals by their words: see lexicon.h. The hashes have to agree with tables/gen/lexicon.awk. */
#include "recognise/lexicon.h"
#include "bytes/ascii.h"
#include "bytes/word_bits.h"
#include "recognise/lexicon_words.h"
#include "recognise/written.h"

/* 21 bits each, so that awk's numbers hold the products. */
#define FACTOR_SLOT 1540483u
#define FACTOR_NODE 1664525u

/* ---- comparing ------------------------------------------------------------------------------------ */

/* Whether a byte of a literal may stand where one of the text does, before more is looked at. */
static inline bool may_be(char byte, char in_text)
{
    return byte == ' ' || byte == '\'' || mdr_lower(in_text) == byte;
}

/*
 * What is no word: from the first word on to both sides, byte for byte. Where one blank stands between the words of
 * text and literal, only at both ends.
 */
static bool compare(struct mdr_lexicon *l, const struct mdr_lexicon_literal *literal,
                    const struct mdr_lexicon_word *first, bool spaced, struct mdr_lexicon_hit *ret)
{
    const char *text = &l->table->pool[literal->text];
    size_t head = literal->head == MDR_LEXICON_INNER ? 0 : literal->head, from = head, at = first->at, end = at;
    if (first->inner && literal->head == 0)
        return false;
    if (spaced && literal->spaced) {
        from = (size_t)literal->n - literal->tail;
        end += from - head;
    }
    struct mdr_span s = l->text;
    size_t rest = literal->n - from;
    l->compared += literal->n;
    if (rest > 0 && (end >= s.n || !may_be(text[from], s.p[end]) || !mdr_written_rest(&text[from], rest, s, &end)))
        return false;
    if (head > 0 && (at == 0 || !may_be(text[head - 1], s.p[at - 1]) || !mdr_written_start(text, head, s, &at)))
        return false;
    *ret = (struct mdr_lexicon_hit){(uint32_t)at, (uint32_t)end, literal->key, literal->note};
    return true;
}

/*
 * Literals that end with a word, as far as there is room, to `hit` and on. In a text of words with one blank between
 * them the plain ones are there. Returns where the next hit goes.
 */
static inline struct mdr_lexicon_hit *take_plain(struct mdr_lexicon *l, const struct mdr_lexicon_ends *ends,
                                                 const struct mdr_lexicon_word *first, struct mdr_lexicon_hit *hit)
{
    const struct mdr_lexicon_literal *literal = &l->table->literal[ends->literal];
    uint32_t at = first->at;
    unsigned n = ends->plain;
    if (hit > l->last_plain)
        return hit;
    do {
        *hit++ = (struct mdr_lexicon_hit){at, at + literal->n, literal->key, literal->note};
        literal++;
    } while (--n > 0);
    return hit;
}

/* The other ones, and all where the words stand otherwise. */
static struct mdr_lexicon_hit *take_others(struct mdr_lexicon *l, const struct mdr_lexicon_ends *ends,
                                           const struct mdr_lexicon_word *first, bool spaced,
                                           struct mdr_lexicon_hit *hit)
{
    const struct mdr_lexicon_literal *literal = &l->table->literal[ends->literal];
    size_t n = (size_t)ends->plain + ends->others;
    for (size_t i = spaced ? ends->plain : 0; i < n && hit < l->last; i++)
        hit += compare(l, &literal[i], first, spaced, hit);
    return hit;
}

static inline struct mdr_lexicon_hit *take_ends(struct mdr_lexicon *l, const struct mdr_lexicon_ends *ends,
                                                const struct mdr_lexicon_word *first, bool spaced,
                                                struct mdr_lexicon_hit *hit)
{
    if (spaced && ends->plain > 0)
        hit = take_plain(l, ends, first, hit);
    return ends->others > 0 || (!spaced && ends->plain > 0) ? take_others(l, ends, first, spaced, hit) : hit;
}

/* ---- the tree ------------------------------------------------------------------------------------- */

/* The node behind a node by a word; NULL: there is none. */
static inline const struct mdr_lexicon_node *child(const struct mdr_lexicon_table *table, uint32_t parent,
                                                   uint32_t word)
{
    uint32_t key = parent << 16 | word, hash = key * FACTOR_NODE;
    const uint16_t *bucket = &table->node_bucket[hash >> table->node_shift];
    for (size_t i = bucket[0]; i < bucket[1]; i++)
        if (table->node[i].key == key)
            return &table->node[i];
    return NULL;
}

/* Literals that end with one of n stems, which is what `word` begins with. */
static struct mdr_lexicon_hit *take_stems(struct mdr_lexicon *l, const struct mdr_lexicon_stem *stem, size_t n,
                                          const struct mdr_lexicon_word *first, const struct mdr_lexicon_word *word,
                                          bool spaced, struct mdr_lexicon_hit *hit)
{
    for (const struct mdr_lexicon_stem *end = stem + n; stem < end; stem++)
        if (mdr_first_bytes(word->head, stem->n) == stem->head && word->n >= stem->n &&
            (stem->n <= 8 || mdr_lexicon_middle_fits(l, stem->text, stem->n, word->at)))
            hit = take_ends(l, &stem->ends, first, spaced, hit);
    return hit;
}

/* Unknown, or digits: no stem has been compared with it when the table was made. */
static inline bool is_stray(const struct mdr_lexicon_word *word)
{
    return word->number == MDR_LEXICON_UNKNOWN || (word->head & 0xff) <= '9';
}

/* From word to word, as far as literals go. */
static inline struct mdr_lexicon_hit *take_way(struct mdr_lexicon *l, const struct mdr_lexicon_word *first,
                                               struct mdr_lexicon_hit *hit)
{
    const struct mdr_lexicon_word *word = first;
    const struct mdr_lexicon_node *node = &l->table->known[first->number].node;
    for (bool spaced = !first->inner; node; node = child(l->table, node->number, word->number)) {
        word++;
        if (!word->inner) /* else a letter follows, and the word goes on */
            hit = take_ends(l, &node->ends, first, spaced, hit);
        spaced = spaced && word->spaced;
        if (node->stems > 0 && is_stray(word))
            hit = take_stems(l, &l->table->stem[node->stem], node->stems, first, word, spaced, hit);
        if ((node->more >> (word->number & 15) & 1) == 0)
            break;
    }
    return hit;
}

/* What begins with the next word. */
static inline struct mdr_lexicon_hit *take_word(struct mdr_lexicon *l, const struct mdr_lexicon_word *word,
                                                struct mdr_lexicon_hit *hit)
{
    if (word->number != MDR_LEXICON_UNKNOWN)
        return take_way(l, word, hit);
    const uint16_t *slot = &l->table->slot[((uint32_t)word->head & 0xffffff) * FACTOR_SLOT >> 21];
    size_t stems = (size_t)(slot[1] - slot[0]);
    return stems > 0 ? take_stems(l, &l->table->stem[slot[0]], stems, word, word, !word->inner, hit) : hit;
}

size_t mdr_lexicon_next(struct mdr_lexicon *l, struct mdr_lexicon_hit *ret, size_t room)
{
    struct mdr_lexicon_hit *hit = ret, *full = &ret[room - MDR_LEXICON_OF_WORD];
    l->last = &ret[room];
    l->last_plain = l->last - MDR_LEXICON_PLAIN;
    for (;;) {
        /* Ways begin where all words that they may take are known, or there are no more. */
        size_t wait = mdr_lexicon_is_read(l) ? 0 : MDR_LEXICON_WORDS, stop = l->words > wait ? l->words - wait : 0;
        const struct mdr_lexicon_word *word = &l->word[l->next], *end = &l->word[stop];
        while (word < end) {
            hit = take_word(l, word++, hit);
            if (hit > full)
                break;
        }
        l->next = (size_t)(word - l->word);
        if (wait == 0 || hit > full)
            return (size_t)(hit - ret);
        mdr_lexicon_read(l);
    }
}
