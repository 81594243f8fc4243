/* SPDX-License-Identifier: BSD-2-Clause */
/* Literals by their words: see lexicon.h. The hashes have to agree with tables/gen/lexicon.awk. */
#include "recognise/lexicon.h"
#include "bytes/ascii.h"
#include "recognise/written.h"

#define BLOCK       56 /* bytes that are told apart at once: as many as bits, less those of one more load */
#define BLOCK_WORDS 38 /* " 1a 1a", again and again */

/* 21 bits each, so that awk's numbers hold the products. */
#define FACTOR_FIRST  1540483u
#define FACTOR_SECOND 1883561u
#define FACTOR_THIRD  1299709u
#define FACTOR_FOURTH 2015177u
#define FACTOR_NODE   1664525u

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
    return at + 8 <= s.n ? load(&s.p[at]) : load_last(s, at);
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

/* Whether a word has the bytes of a text of the pool from the ninth one on, before `to`. */
static bool middle_fits(struct mdr_lexicon *l, uint32_t text, size_t to, size_t at)
{
    const char *rest = &l->table->pool[text];
    for (size_t i = 8; i < to; i++)
        if (mdr_lower(l->text.p[at + i]) != rest[i])
            return false;
    l->compared += to;
    return true;
}

/* Of a word by its first eight bytes, and, where it is longer, its last eight. */
static inline uint32_t hash_of(uint64_t head, uint64_t tail)
{
    uint32_t hash = (uint32_t)head * FACTOR_FIRST + (uint32_t)(head >> 32) * FACTOR_SECOND;
    return tail == 0 ? hash : hash + (uint32_t)tail * FACTOR_THIRD + (uint32_t)(tail >> 32) * FACTOR_FOURTH;
}

/* Whether a word of the table has what is behind the first eight bytes of a word, which are the same. */
static inline bool is_known(struct mdr_lexicon *l, const struct mdr_lexicon_known *known, uint64_t tail, size_t at,
                            size_t n)
{
    return known->tail == tail && (n <= 8 || (known->n == n && (n <= 16 || middle_fits(l, known->text, n - 8, at))));
}

/* What there is to know of words besides where they stand. */
static void know_words(struct mdr_lexicon *l, struct mdr_lexicon_word *word, const struct mdr_lexicon_word *end)
{
    const struct mdr_lexicon_known *known = l->table->known;
    const uint64_t *heads = l->table->head;
    const uint16_t *number = l->table->number;
    unsigned shift = l->table->known_shift;
    struct mdr_span text = l->text;
    size_t before = l->end;
    for (; word < end; word++) {
        size_t at = word->at, n = word->n;
        word->inner = at == before;
        word->spaced = at == before + 1 && text.p[before] == ' ';
        before = at + n;
        uint64_t head = first_bytes(load_at(text, at) | EACH(0x20), n); /* one bit makes letters lower */
        uint64_t tail = n > 8 ? load(&text.p[before - 8]) | EACH(0x20) : 0;
        size_t slot = hash_of(head, tail) >> shift;
        while (heads[slot] != 0 && (heads[slot] != head || !is_known(l, &known[number[slot]], tail, at, n)))
            slot++;
        word->head = head;
        word->number = number[slot];
    }
    l->end = before;
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

/* Digits before a letter are a word of their own. Returns where the next word goes. */
static struct mdr_lexicon_word *put_number(struct mdr_lexicon *l, struct mdr_lexicon_word *word, size_t at, size_t end)
{
    size_t stop = at;
    while (stop < end && mdr_is_digit(l->text.p[stop]))
        stop++;
    if (stop == end && end - at == 3 && skip_code(l, at))
        return word;
    *word++ = (struct mdr_lexicon_word){.at = (uint32_t)at, .n = (uint32_t)(stop - at)};
    if (stop < end)
        *word++ = (struct mdr_lexicon_word){.at = (uint32_t)stop, .n = (uint32_t)(end - stop)};
    return word;
}

/* The end of a word that is longer than a block. */
static size_t long_end(struct mdr_span s, size_t at)
{
    while (at < s.n && mdr_is_alnum(s.p[at]))
        at++;
    return at;
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

/* The words of the next block. One that is not over is left to the next one, unless it is longer than a block. */
static void read_block(struct mdr_lexicon *l)
{
    size_t from = l->read, rest = l->text.n - from, n = rest < BLOCK ? rest : BLOCK;
    uint64_t mask = word_bytes(mdr_span_make(&l->text.p[from], n)), here = (UINT64_C(1) << n) - 1;
    uint64_t begins = mask & ~(mask << 1), ends = mask << 1 & ~mask;
    struct mdr_lexicon_word *first = &l->word[l->words], *word = first;
    size_t read = from + n;
    if (n < rest && mask == here)
        read = long_end(l->text, read);
    else if (n < rest)
        ends &= here;
    for (; ends != 0; ends &= ends - 1, begins &= begins - 1) {
        size_t at = from + lowest(begins), end = from + lowest(ends);
        if (at < l->skip) { /* codes, with a word right behind them or not */
            if (end <= l->skip)
                continue;
            at = l->skip;
        }
        if (mdr_is_digit(l->text.p[at])) {
            word = put_number(l, word, at, end == from + n ? read : end);
        } else {
            word->at = (uint32_t)at;
            word->n = (uint32_t)(end - at);
            word++;
        }
    }
    know_words(l, first, word);
    l->words = (size_t)(word - l->word);
    l->read = begins != 0 ? from + lowest(begins) : read;
}

_Static_assert(MDR_LEXICON_WORDS + BLOCK_WORDS <= MDR_LEXICON_ROOM, "a block has room behind the words of a way");

/* Makes further words known, behind those that no way has begun with yet. Behind the last stands one of no bytes. */
static void read_words(struct mdr_lexicon *l)
{
    l->words -= l->next;
    if (l->words > 0)
        memmove(l->word, &l->word[l->next], l->words * sizeof *l->word);
    l->next = 0;
    while (l->read < l->text.n && l->words + BLOCK_WORDS <= MDR_LEXICON_ROOM)
        read_block(l);
    l->word[l->words] = (struct mdr_lexicon_word){.number = MDR_LEXICON_UNKNOWN};
}

/* ---- comparing ------------------------------------------------------------------------------------ */

/* One byte of a literal that is of no word, right behind one of the text. */
static inline bool byte_behind(char byte, struct mdr_span s, size_t *end)
{
    if (byte == ' ' || byte == '\'')
        return mdr_written_rest(&byte, 1, s, end);
    if (*end >= s.n || s.p[*end] != byte)
        return false;
    ++*end;
    return true;
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
    size_t rest = literal->n - from;
    l->compared += literal->n;
    if (rest == 1 ? !byte_behind(text[from], l->text, &end) : !mdr_written_rest(&text[from], rest, l->text, &end))
        return false;
    if (head > 0 && !mdr_written_start(text, head, l->text, &at))
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
    if (hit > l->last_plain)
        return hit;
    for (const struct mdr_lexicon_literal *end = literal + ends->plain; literal < end; literal++, hit++)
        *hit = (struct mdr_lexicon_hit){at, at + literal->n, literal->key, literal->note};
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
    if (spaced)
        hit = take_plain(l, ends, first, hit);
    return ends->others > 0 || !spaced ? take_others(l, ends, first, spaced, hit) : hit;
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
        if (first_bytes(word->head, stem->n) == stem->head && word->n >= stem->n &&
            (stem->n <= 8 || middle_fits(l, stem->text, stem->n, word->at)))
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
    const uint16_t *slot = &l->table->slot[((uint32_t)word->head & 0xffffff) * FACTOR_FIRST >> 21];
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
        size_t wait = l->read == l->text.n ? 0 : MDR_LEXICON_WORDS, stop = l->words > wait ? l->words - wait : 0;
        const struct mdr_lexicon_word *word = &l->word[l->next], *end = &l->word[stop];
        while (word < end && hit <= full)
            hit = take_word(l, word++, hit);
        l->next = (size_t)(word - l->word);
        if (word < end || wait == 0)
            return (size_t)(hit - ret);
        read_words(l);
    }
}
