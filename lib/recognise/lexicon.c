/* SPDX-License-Identifier: BSD-2-Clause */
/* Literals by their words: see lexicon.h. The hashes have to agree with tables/gen/lexicon.awk. */
#include "recognise/lexicon.h"
#include "bytes/ascii.h"
#include "recognise/written.h"

#define NOWHERE     ((size_t)-1)
#define BLOCK       64 /* bytes that are told apart at once */
#define BLOCK_WORDS 42 /* "1a " again and again */

/* 21 bits each, so that awk's numbers hold the products. */
#define FACTOR_FIRST  1540483u
#define FACTOR_SECOND 1883561u
#define FACTOR_THIRD  1299709u
#define FACTOR_FOURTH 2015177u
#define FACTOR_WAY    1664525u
#define SALT_STEM     1540865741u

/* ---- eight bytes at once -------------------------------------------------------------------------- */

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The first byte lowest, whatever the machine's order. */
static inline uint64_t load(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 | (uint64_t)u[3] << 24 | (uint64_t)u[4] << 32 |
           (uint64_t)u[5] << 40 | (uint64_t)u[6] << 48 | (uint64_t)u[7] << 56;
}

/* Near the end, what is beyond it is 0. */
static uint64_t load_last(struct mdr_span s, size_t at)
{
    uint64_t bytes = 0;
    if (s.n >= 8)
        return at == s.n ? 0 : load(&s.p[s.n - 8]) >> 8 * (8 - (s.n - at));
    for (size_t i = s.n; i > at; i--)
        bytes = bytes << 8 | (unsigned char)s.p[i - 1];
    return bytes;
}

static inline uint64_t load_at(struct mdr_span s, size_t at)
{
    return s.n - at >= 8 ? load(&s.p[at]) : load_last(s, at);
}

/* The high bit of each byte that lies between two ASCII ones; bytes beyond ASCII do not. */
static inline uint64_t between(uint64_t bytes, unsigned low, unsigned high)
{
    uint64_t seven = bytes & EACH(0x7f);
    return (seven + EACH(0x80 - low)) & ~(seven + EACH(0x7f - high)) & ~bytes & EACH(0x80);
}

static inline uint64_t lower(uint64_t bytes)
{
    return bytes | between(bytes, 'A', 'Z') >> 2;
}

/* High bits as the low eight bits of a number, the first byte lowest. */
static inline uint64_t gathered(uint64_t high_bits)
{
    return (high_bits >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline uint64_t first_bytes(uint64_t bytes, size_t n)
{
    static const uint64_t mask[] = {
        0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff, UINT64_MAX,
    };
    return bytes & mask[n < 8 ? n : 8];
}

/* The lowest bit that is set, by a de Bruijn sequence; compilers know it. */
static inline unsigned lowest(uint64_t bits)
{
    static const uint8_t place[64] = {
        0,  1,  2,  53, 3,  7,  54, 27, 4,  38, 41, 8,  34, 55, 48, 28, 62, 5,  39, 46, 44, 42,
        22, 9,  24, 35, 59, 56, 49, 18, 29, 11, 63, 52, 6,  26, 37, 40, 33, 47, 61, 45, 43, 21,
        23, 58, 17, 10, 51, 25, 36, 32, 60, 20, 57, 16, 50, 31, 19, 15, 30, 14, 13, 12,
    };
    return place[(bits & (~bits + 1)) * UINT64_C(0x022fdd63cc95386d) >> 58];
}

/* ---- words of the text ---------------------------------------------------------------------------- */

/* All bytes of words are letters and digits: one bit makes the letters lower. */
static inline uint32_t hash_of(struct mdr_span s, uint64_t head, size_t at, size_t n)
{
    uint32_t hash = (uint32_t)head * FACTOR_FIRST + (uint32_t)(head >> 32) * FACTOR_SECOND;
    if (n <= 8)
        return hash;
    uint64_t tail = load(&s.p[at + n - 8]) | EACH(0x20);
    return hash + (uint32_t)tail * FACTOR_THIRD + (uint32_t)(tail >> 32) * FACTOR_FOURTH;
}

/* Behind white space, the codes of a reply's next line are part of it. */
static bool skip_code(struct mdr_lexicon *l, size_t at)
{
    if (!mdr_written_space_before(l->text, at))
        return false;
    size_t codes = mdr_written_codes(l->text, at);
    l->skip = at + codes;
    return codes > 0;
}

static inline void put_word(struct mdr_lexicon *l, size_t at, size_t n, bool inner)
{
    struct mdr_lexicon_word *word = &l->word[l->words++];
    word->at = (uint32_t)at;
    word->n = (uint32_t)n;
    word->inner = inner;
    word->head = first_bytes(load_at(l->text, at) | EACH(0x20), n);
    word->hash = hash_of(l->text, word->head, at, n);
}

/* Digits before a letter are a word of their own. */
static void add_number(struct mdr_lexicon *l, size_t at, size_t n)
{
    const char *p = &l->text.p[at];
    size_t digits = 1;
    if (n == 3 && (*p == '4' || *p == '5') && skip_code(l, at))
        return;
    while (digits < n && mdr_is_digit(p[digits]))
        digits++;
    put_word(l, at, digits, false);
    if (digits < n)
        put_word(l, at + digits, n - digits, true);
}

static inline void add_word(struct mdr_lexicon *l, size_t at, size_t n)
{
    if (at < l->skip)
        return;
    if (mdr_is_digit(l->text.p[at]))
        add_number(l, at, n);
    else
        put_word(l, at, n, false);
}

/* Which of the next bytes are of words, a bit each. */
static inline uint64_t word_bytes(const struct mdr_lexicon *l, size_t n)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < n; i += 8) {
        uint64_t bytes = load_at(l->text, l->read + i);
        uint64_t high = between(bytes | EACH(0x20), 'a', 'z') | between(bytes, '0', '9');
        mask |= gathered(high) << i;
    }
    return mask;
}

/* The words of the next block. */
static void read_block(struct mdr_lexicon *l)
{
    size_t from = l->read, rest = l->text.n - from, n = rest < BLOCK ? rest : BLOCK;
    uint64_t mask = word_bytes(l, n);
    uint64_t edges = mask ^ (mask << 1 | (l->open != NOWHERE));
    for (; edges != 0; edges &= edges - 1) {
        size_t at = from + lowest(edges);
        if (l->open == NOWHERE) {
            l->open = at;
        } else {
            add_word(l, l->open, at - l->open);
            l->open = NOWHERE;
        }
    }
    l->read += n;
    if (l->read == l->text.n && l->open != NOWHERE) {
        add_word(l, l->open, l->text.n - l->open);
        l->open = NOWHERE;
    }
}

/* Makes known all words that the way from the next one on may take. */
static void read_words(struct mdr_lexicon *l)
{
    if (l->read == l->text.n || l->next + MDR_LEXICON_WORDS < l->words)
        return;
    l->words -= l->next;
    memmove(l->word, &l->word[l->next], l->words * sizeof *l->word);
    l->next = 0;
    while (l->read < l->text.n && l->words + BLOCK_WORDS <= MDR_LEXICON_ROOM)
        read_block(l);
}

/* ---- comparing ------------------------------------------------------------------------------------ */

/* Byte for byte, as most texts write it. */
static inline bool same(const char *literal, size_t n, struct mdr_span s, size_t at)
{
    if (s.n - at < n)
        return false;
    size_t i = 0;
    for (; i + 8 < n; i += 8)
        if (load(&literal[i]) != lower(load(&s.p[at + i])))
            return false;
    return first_bytes(load(&literal[i]) ^ lower(load_at(s, at + i)), n - i) == 0;
}

/* Words of the same ends have the same hash, whatever is between. */
static inline bool ends_word(struct mdr_span s, size_t end)
{
    return end == s.n || !mdr_is_alnum(s.p[end]) || !mdr_is_alnum(s.p[end - 1]);
}

static inline void compare(struct mdr_lexicon *l, const struct mdr_lexicon_literal *literal,
                           const struct mdr_lexicon_word *first, bool whole)
{
    const char *text = &l->table->pool[literal->text];
    size_t head = literal->head == MDR_LEXICON_INNER ? 0 : literal->head, n = literal->n, at = first->at - head;
    size_t end = at + n;
    l->compared += n;
    if (l->hits == MDR_LEXICON_HITS || (first->inner && literal->head == 0))
        return;
    if (first->at < head || !same(text, n, l->text, at)) {
        at = end = first->at;
        if (!mdr_written_start(text, head, l->text, &at) || !mdr_written_rest(&text[head], n - head, l->text, &end))
            return;
    }
    if (whole && !ends_word(l->text, end))
        return;
    l->hit[l->hits++] = (struct mdr_scan_hit){literal->key, at, end};
}

/* ---- the tree ------------------------------------------------------------------------------------- */

static inline const struct mdr_lexicon_node *node_of(const struct mdr_lexicon_table *table, uint32_t hash)
{
    const uint16_t *bucket = &table->bucket[hash >> table->shift];
    for (size_t i = bucket[0]; i < bucket[1]; i++)
        if (table->node[i].tag == (hash & 0xffff))
            return &table->node[i];
    return NULL;
}

/* whole: they end where a word does. */
static inline void compare_all(struct mdr_lexicon *l, const struct mdr_lexicon_node *node,
                               const struct mdr_lexicon_word *first, bool whole)
{
    for (size_t i = 0; i < node->literals; i++)
        compare(l, &l->table->literal[node->literal + i], first, whole);
}

/* Literals that end with a stem, which is what `word` begins with: the lengths are bits of `stems`. */
static void take_stems(struct mdr_lexicon *l, uint32_t way, uint32_t stems, const struct mdr_lexicon_word *first,
                       const struct mdr_lexicon_word *word)
{
    for (; stems != 0; stems &= stems - 1) {
        size_t n = lowest(stems);
        if (word->n < n)
            return; /* the others are longer */
        uint32_t hash = hash_of(l->text, first_bytes(word->head, n), word->at, n);
        const struct mdr_lexicon_node *node = node_of(l->table, way * FACTOR_WAY + hash + SALT_STEM);
        if (node)
            compare_all(l, node, first, false);
    }
}

/* From word to word, as far as literals go. */
static void take_way(struct mdr_lexicon *l, const struct mdr_lexicon_word *first)
{
    const struct mdr_lexicon_word *end = &l->word[l->words];
    uint32_t way = 0;
    for (const struct mdr_lexicon_word *word = first; word < end; word++) {
        way = way * FACTOR_WAY + word->hash;
        const struct mdr_lexicon_node *node = node_of(l->table, way);
        if (!node)
            return;
        compare_all(l, node, first, true);
        if (word + 1 == end)
            return;
        if (node->stems != 0)
            take_stems(l, way, node->stems, first, word + 1);
        if ((node->more >> (word[1].hash >> 27) & 1) == 0)
            return;
    }
}

size_t mdr_lexicon_next(struct mdr_lexicon *l, struct mdr_scan_hit ret[MDR_LEXICON_HITS])
{
    const struct mdr_lexicon_table *table = l->table;
    l->hit = ret;
    l->hits = 0;
    while (l->hits == 0) {
        read_words(l);
        if (l->next == l->words)
            break;
        const struct mdr_lexicon_word *word = &l->word[l->next++];
        uint32_t stems = table->stems[((uint32_t)word->head & 0xffffff) * FACTOR_FIRST >> 21];
        if (stems != 0)
            take_stems(l, 0, stems, word, word);
        if (table->start[word->hash >> 21] >> (word->hash >> 16 & 31) & 1)
            take_way(l, word);
    }
    return l->hits;
}
