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
 * What is no word of one that is not plain: from the first word on to both sides, byte for byte. Where one blank stands
 * between the words of text and literal, only at both ends.
 */
static bool compare(struct mdr_lexicon *l, const struct mdr_lexicon_other *literal,
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

static inline struct mdr_lexicon_hit hit_of(const struct mdr_lexicon_plain *literal, uint32_t at)
{
    return (struct mdr_lexicon_hit){at, at + literal->n, literal->key, literal->note};
}

/*
 * Literals that end with a word, as far as there is room, to `hit` and on. In a text of words with one blank between
 * them the plain ones are there. Most often there are two at most, or none: they are written in any case, since how
 * many there are no processor foresees. Returns where the next hit goes.
 */
static inline struct mdr_lexicon_hit *take_plain(struct mdr_lexicon *l, const struct mdr_lexicon_ends *ends,
                                                 const struct mdr_lexicon_word *first, bool spaced,
                                                 struct mdr_lexicon_hit *hit)
{
    const struct mdr_lexicon_plain *literal = &l->table->plain[ends->first];
    size_t n = spaced ? ends->plain : 0;
    if (hit > l->last_plain)
        return hit;
    hit[0] = hit_of(&literal[0], first->at);
    hit[1] = hit_of(&literal[1], first->at);
    for (size_t i = 2; i < n; i++)
        hit[i] = hit_of(&literal[i], first->at);
    return hit + n;
}

/* Whether what stands between the words from one to another is what one blank of a literal may stand for, each time. */
static bool are_blanks_between(struct mdr_lexicon *l, const struct mdr_lexicon_word *first,
                               const struct mdr_lexicon_word *last)
{
    for (const struct mdr_lexicon_word *word = first; word < last; word++) {
        size_t end = (size_t)word->at + word->n, blank = mdr_written_blank(l->text, end);
        l->compared += blank;
        if (blank == 0 || end + blank != word[1].at)
            return false;
    }
    return true;
}

/* The plain ones where the blanks are written otherwise. They end with the word `last`, or within it. */
static struct mdr_lexicon_hit *take_blanked(struct mdr_lexicon *l, const struct mdr_lexicon_ends *ends,
                                            const struct mdr_lexicon_word *first, const struct mdr_lexicon_word *last,
                                            struct mdr_lexicon_hit *hit)
{
    const struct mdr_lexicon_plain *literal = &l->table->plain[ends->first];
    size_t wider = last->at - first->at; /* by so much the text is, than the words before the last with their blanks */
    for (const struct mdr_lexicon_word *word = first; word < last; word++)
        wider -= word->n + 1u;
    for (size_t i = 0; i < ends->plain && hit < l->last; i++) {
        *hit = hit_of(&literal[i], first->at);
        hit++->end += (uint32_t)wider;
    }
    return hit;
}

/* The other ones, and all where the words stand otherwise. */
static struct mdr_lexicon_hit *take_others(struct mdr_lexicon *l, const struct mdr_lexicon_ends *ends,
                                           const struct mdr_lexicon_word *first, const struct mdr_lexicon_word *last,
                                           bool spaced, struct mdr_lexicon_hit *hit)
{
    const struct mdr_lexicon_other *other = &l->table->other[l->table->plain[ends->first + ends->plain].key];
    if (!spaced && ends->plain > 0 && !first->inner && are_blanks_between(l, first, last))
        hit = take_blanked(l, ends, first, last, hit);
    for (size_t i = 0; i < ends->others && hit < l->last; i++)
        hit += compare(l, &other[i], first, spaced, hit);
    return hit;
}

static inline struct mdr_lexicon_hit *take_ends(struct mdr_lexicon *l, const struct mdr_lexicon_ends *ends,
                                                const struct mdr_lexicon_word *first,
                                                const struct mdr_lexicon_word *last, bool spaced,
                                                struct mdr_lexicon_hit *hit)
{
    hit = take_plain(l, ends, first, spaced, hit);
    return ends->others + (spaced ? 0 : ends->plain) > 0 ? take_others(l, ends, first, last, spaced, hit) : hit;
}

/* ---- the tree ------------------------------------------------------------------------------------- */

/* The node behind a way by a word; NULL: there is none. Most are the first one of their bucket, or the next. */
static inline const struct mdr_lexicon_node *child(const struct mdr_lexicon_table *table, uint32_t parent,
                                                   uint32_t word)
{
    uint32_t key = parent << 16 | word, hash = key * FACTOR_NODE;
    const uint16_t *bucket = &table->node_bucket[hash >> table->node_shift];
    const struct mdr_lexicon_node *node = &table->node[bucket[0]], *end = &table->node[bucket[1]];
    node += node->key != key;
    while (node < end && node->key != key)
        node++;
    return node < end ? node : NULL;
}

/* Literals that end with one of the stems from one on, which is what `word` begins with. */
static struct mdr_lexicon_hit *take_stems(struct mdr_lexicon *l, const struct mdr_lexicon_stem *stem,
                                          const struct mdr_lexicon_word *first, const struct mdr_lexicon_word *word,
                                          bool spaced, struct mdr_lexicon_hit *hit)
{
    for (bool last = false; !last; stem++) {
        last = stem->last;
        if ((stem->wide || word->bit == MDR_LEXICON_STRAY) && mdr_first_bytes(word->head, stem->n) == stem->head &&
            word->n >= stem->n && (stem->n <= 8 || mdr_lexicon_middle_fits(l, stem->text, stem->n, word->at)))
            hit = take_ends(l, &stem->ends, first, word, spaced, hit);
    }
    return hit;
}

/* From word to word, as far as literals go. */
static inline struct mdr_lexicon_hit *take_way(struct mdr_lexicon *l, const struct mdr_lexicon_word *first,
                                               struct mdr_lexicon_hit *hit)
{
    const struct mdr_lexicon_table *table = l->table;
    const struct mdr_lexicon_word *word = first;
    const struct mdr_lexicon_way *way = &table->known[first->number].way;
    const struct mdr_lexicon_ends *ends = &way->ends;
    uint32_t number = first->number;
    bool spaced = !first->inner;
    for (;;) {
        word++;
        if (!word->inner) /* else a letter follows, and the word goes on */
            hit = take_ends(l, ends, first, &word[-1], spaced, hit);
        spaced = spaced & word->spaced;
        if ((way->more >> word->bit & 1) == 0)
            return hit;
        if (way->stem != MDR_LEXICON_UNKNOWN && (word->bit == MDR_LEXICON_STRAY || (way->stem & MDR_LEXICON_WIDE) != 0))
            hit = take_stems(l, &table->stem[way->stem & ~MDR_LEXICON_WIDE], first, word, spaced, hit);
        const struct mdr_lexicon_node *node = child(table, number, word->number);
        if (!node)
            return hit;
        bool goes_on = node->ends.plain == MDR_LEXICON_GOES_ON;
        way = &table->way[goes_on ? node->ends.first : 0];
        ends = goes_on ? &way->ends : &node->ends;
        number = way->number;
    }
}

/* What begins with the next word. */
static inline struct mdr_lexicon_hit *take_word(struct mdr_lexicon *l, const struct mdr_lexicon_word *word,
                                                struct mdr_lexicon_hit *hit)
{
    if (word->number != MDR_LEXICON_UNKNOWN)
        return take_way(l, word, hit);
    uint16_t stem = l->table->slot[((uint32_t)word->head & 0xffffff) * FACTOR_SLOT >> 21];
    return stem != MDR_LEXICON_UNKNOWN ? take_stems(l, &l->table->stem[stem], word, word, !word->inner, hit) : hit;
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
