/* SPDX-License-Identifier: BSD-2-Clause */
/* Literals by their words: see lexicon.h. The hashes have to agree with tables/gen/lexicon.awk. */
#include "recognise/lexicon.h"
#include "bytes/ascii.h"
#include "recognise/written.h"

#define NOWHERE     ((size_t)-2)
#define BLOCK       64 /* bytes that are told apart at once */
#define BLOCK_WORDS 44 /* " 1a 1a", again and again, behind a "1a" that the block before has left open */

/* 21 bits each, so that awk's numbers hold the products. */
#define FACTOR_FIRST  1540483u
#define FACTOR_SECOND 1883561u
#define FACTOR_THIRD  1299709u
#define FACTOR_FOURTH 2015177u
#define FACTOR_WAY    1664525u

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
    if (s.n >= 8 && at < s.n)
        return load(&s.p[s.n - 8]) >> 8 * (8 - (s.n - at));
    for (size_t i = s.n; i > at; i--)
        bytes = bytes << 8 | (unsigned char)s.p[i - 1];
    return bytes;
}

static inline uint64_t load_at(struct mdr_span s, size_t at)
{
    return s.n - at >= 8 ? load(&s.p[at]) : load_last(s, at);
}

/* Which of eight bytes are letters and digits of ASCII: a bit each, the first byte's lowest. */
static inline uint64_t word_bits(uint64_t bytes)
{
    uint64_t seven = bytes & EACH(0x7f), low = seven | EACH(0x20);
    uint64_t letters = (low + EACH(0x80 - 'a')) & (EACH(0x80 + 'z') - low);
    uint64_t digits = (seven + EACH(0x80 - '0')) & (EACH(0x80 + '9') - seven);
    uint64_t high = (letters | digits) & ~bytes & EACH(0x80);
    return (high >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline uint64_t first_bytes(uint64_t bytes, size_t n)
{
    static const uint64_t mask[] = {
        0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff, UINT64_MAX,
    };
    return bytes & mask[n < 8 ? n : 8];
}

/* The lowest bit that is set, by a de Bruijn sequence. */
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
    word->spaced = at == l->end + 1 && l->text.p[l->end] == ' ';
    l->end = at + n;
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
static inline uint64_t word_bytes(struct mdr_span s)
{
    uint64_t mask = 0;
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8)
        mask |= word_bits(load(&s.p[i])) << i;
    return i < s.n ? mask | word_bits(load_last(s, i)) << i : mask;
}

/* The words of the next block. */
static void read_block(struct mdr_lexicon *l)
{
    size_t from = l->read, rest = l->text.n - from, n = rest < BLOCK ? rest : BLOCK;
    uint64_t mask = word_bytes(mdr_span_make(&l->text.p[from], n));
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

_Static_assert(MDR_LEXICON_WORDS + BLOCK_WORDS <= MDR_LEXICON_ROOM, "a block has room behind the words of a way");

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

static inline void add_hit(struct mdr_lexicon *l, uint16_t key, size_t at, size_t end)
{
    if (l->hits < MDR_LEXICON_HITS)
        l->hit[l->hits++] = (struct mdr_scan_hit){key, at, end};
}

/* Byte for byte, from the first word on to both sides. */
static void compare(struct mdr_lexicon *l, const struct mdr_lexicon_literal *literal,
                    const struct mdr_lexicon_word *first)
{
    const char *text = &l->table->pool[literal->text];
    size_t head = literal->head == MDR_LEXICON_INNER ? 0 : literal->head, at = first->at, end = at;
    if (first->inner && literal->head == 0)
        return;
    l->compared += literal->n;
    if (mdr_written_start(text, head, l->text, &at) && mdr_written_rest(&text[head], literal->n - head, l->text, &end))
        add_hit(l, literal->key, at, end);
}

static void compare_all(struct mdr_lexicon *l, const struct mdr_lexicon_literal *literal, size_t n,
                        const struct mdr_lexicon_word *first)
{
    for (size_t i = 0; i < n; i++)
        compare(l, &literal[i], first);
}

/* In a text of words with one blank between them, the plain ones are there. */
static inline void take_literals(struct mdr_lexicon *l, struct mdr_lexicon_ends ends, bool spaced,
                                 const struct mdr_lexicon_word *first)
{
    const struct mdr_lexicon_literal *literal = &l->table->literal[ends.literal];
    size_t plain = spaced ? ends.plain : 0, rest = (size_t)ends.plain + ends.others - plain;
    for (size_t i = 0; i < plain; i++)
        add_hit(l, literal[i].key, first->at, (size_t)first->at + literal[i].n);
    if (rest > 0)
        compare_all(l, &literal[plain], rest, first);
}

/* ---- the tree ------------------------------------------------------------------------------------- */

/* What a long word has behind its first eight bytes. */
static bool rest_fits(struct mdr_lexicon *l, uint32_t text, size_t n, size_t at)
{
    const char *rest = &l->table->pool[text];
    l->compared += n;
    for (size_t i = 8; i < n; i++)
        if (mdr_lower(l->text.p[at + i]) != rest[i])
            return false;
    return true;
}

/* The node behind a node by a word; NULL: there is none. */
static inline const struct mdr_lexicon_node *child(struct mdr_lexicon *l, size_t parent, uint32_t hash,
                                                   const struct mdr_lexicon_word *word)
{
    const struct mdr_lexicon_table *table = l->table;
    const uint16_t *bucket = &table->bucket[hash >> table->shift];
    for (const struct mdr_lexicon_node *node = &table->node[bucket[0]], *end = &table->node[bucket[1]]; node < end;
         node++)
        if (node->head == word->head && node->parent == parent && node->n == word->n &&
            (word->n <= 8 || rest_fits(l, node->text, word->n, word->at)))
            return node;
    return NULL;
}

/* Literals that end with a stem, which is what `word` begins with. */
static inline void take_stems(struct mdr_lexicon *l, size_t from, size_t to, bool spaced,
                              const struct mdr_lexicon_word *first, const struct mdr_lexicon_word *word)
{
    for (const struct mdr_lexicon_stem *stem = &l->table->stem[from], *end = &l->table->stem[to]; stem < end; stem++)
        if (first_bytes(word->head, stem->n) == stem->head && word->n >= stem->n &&
            (stem->n <= 8 || rest_fits(l, stem->text, stem->n, word->at)))
            take_literals(l, stem->ends, spaced, first);
}

/* From word to word, as far as literals go. False where not even the first word is known. */
static bool take_way(struct mdr_lexicon *l, const struct mdr_lexicon_word *first)
{
    const struct mdr_lexicon_word *end = &l->word[l->words];
    size_t parent = MDR_LEXICON_ROOT;
    uint32_t hash = 0;
    bool spaced = !first->inner;
    for (const struct mdr_lexicon_word *word = first;; word++) {
        hash = hash * FACTOR_WAY + word->hash;
        const struct mdr_lexicon_node *node = child(l, parent, hash, word);
        if (!node)
            return word > first;
        bool last = word + 1 == end;
        if (last || !word[1].inner) /* else a letter follows, and the word goes on */
            take_literals(l, node->ends, spaced, first);
        if (last)
            return true;
        parent = (size_t)(node - l->table->node);
        spaced = spaced && word[1].spaced;
        take_stems(l, node->stem, (size_t)node->stem + node->stems, spaced, first, word + 1);
        if ((node->more >> (word[1].hash >> 28) & 1) == 0)
            return true;
    }
}

size_t mdr_lexicon_next(struct mdr_lexicon *l, struct mdr_scan_hit ret[MDR_LEXICON_HITS])
{
    const struct mdr_lexicon_table *table = l->table;
    l->hit = ret;
    l->hits = 0;
    while (l->hits <= MDR_LEXICON_HITS - MDR_LEXICON_OF_WORD) {
        read_words(l);
        if (l->next == l->words)
            break;
        const struct mdr_lexicon_word *word = &l->word[l->next++];
        if ((table->start[word->hash >> 21] >> (word->hash >> 16 & 31) & 1) != 0 && take_way(l, word))
            continue;
        const uint16_t *slot = &table->slot[((uint32_t)word->head & 0xffffff) * FACTOR_FIRST >> 21];
        take_stems(l, slot[0], slot[1], !word->inner, word, word);
    }
    return l->hits;
}
