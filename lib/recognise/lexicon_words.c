/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of a text and their numbers: see lexicon_words.h. The hash has to agree with tables/gen/lexicon.awk. */
#include "recognise/lexicon_words.h"
#include "bytes/ascii.h"
#include "bytes/word_bits.h"
#include "recognise/written.h"

#define BLOCK_WORDS 43 /* " 1a 1a", again and again */

/* 21 bits each, so that awk's numbers hold the products. */
#define FACTOR_FIRST  1540483u
#define FACTOR_SECOND 1883561u
#define FACTOR_THIRD  1299709u
#define FACTOR_FOURTH 2015177u

bool mdr_lexicon_middle_fits(struct mdr_lexicon *l, uint32_t text, size_t to, size_t at)
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

/* The number of a word of less than eight bytes: no longer one begins so, for there is a byte of 0 in its head. */
static inline uint16_t number_of_short(const struct mdr_lexicon_known *first, unsigned shift, uint64_t head)
{
    const struct mdr_lexicon_known *known = &first[hash_of(head, 0) >> shift];
    while ((known->head != head) & (known->head != 0))
        known++;
    return known->head != 0 ? (uint16_t)(known - first) : MDR_LEXICON_UNKNOWN;
}

/* Whether a word is the same as a known one, whose first eight bytes it has. */
static bool is_same(struct mdr_lexicon *l, const struct mdr_lexicon_known *known, uint64_t tail, size_t at, size_t n)
{
    return known->tail == tail && known->way.number == n &&
           (n <= 16 || mdr_lexicon_middle_fits(l, known->text, n - 8, at));
}

/* The number of a word of eight bytes or more, which ends before `end`. */
static uint16_t number_of_long(struct mdr_lexicon *l, uint64_t head, size_t at, size_t end)
{
    const struct mdr_lexicon_known *first = l->table->known, *known;
    uint64_t tail = end - at > 8 ? mdr_load_eight(&l->text.p[end - 8]) | MDR_EACH_BYTE(0x20) : 0;
    known = &first[hash_of(head, tail) >> l->table->known_shift];
    while (known->head != 0 && (known->head != head || !is_same(l, known, tail, at, end - at)))
        known++;
    return known->head != 0 ? (uint16_t)(known - first) : MDR_LEXICON_UNKNOWN;
}

/*
 * Of a reply's next line the codes are no words. Whether digits are all part of them; else their begin is behind what
 * is.
 */
static bool is_of_codes(struct mdr_lexicon *l, size_t *at, size_t end)
{
    bool behind = end < l->text.n && mdr_is_alpha(l->text.p[end]);
    if (*at >= l->skip && end - *at == 3 && !behind && mdr_written_space_before(l->text, *at))
        l->skip = *at + mdr_written_codes(l->text, *at);
    if (*at < l->skip)
        *at = l->skip < end ? l->skip : end;
    return *at == end;
}

/* Known words have one of the other bits, by their numbers. */
static inline uint8_t bit_of(uint16_t number, bool digits)
{
    unsigned bit = number & 31u;
    bit -= bit == MDR_LEXICON_STRAY;
    bool stray = digits | (number == MDR_LEXICON_UNKNOWN);
    return (uint8_t)(stray ? MDR_LEXICON_STRAY : bit);
}

/* Where the next word begins, taken out of those of a block; anywhere, if there is none. */
static inline size_t next_begin(size_t block, uint64_t *begins)
{
    size_t at = block + mdr_lowest_bit(*begins | UINT64_C(1) << 63);
    *begins &= *begins - 1;
    return at;
}

/*
 * The words that end in the next block, or at the text's end. Digits before a letter are a word of their own: adding
 * its first bit to a run of digits leaves a bit behind it.
 */
static void read_block(struct mdr_lexicon *l)
{
    const struct mdr_lexicon_known *known = l->table->known;
    const struct mdr_span text = l->text;
    const unsigned shift = l->table->known_shift;
    const size_t read = l->read;
    struct mdr_word_bits bits = mdr_word_bits(text, read);
    uint64_t before = bits.words << 1 | l->open, begins = bits.words & ~before, ends = before & ~bits.words;
    uint64_t behind = bits.digits + ((begins & bits.digits) | l->number), split = behind & ~bits.digits & bits.words;
    struct mdr_lexicon_word *word = &l->word[l->words];
    size_t last = l->end, at = l->begun, end;
    begins |= split;
    ends |= split;
    if (!l->open)
        at = next_begin(read, &begins);
    for (; ends != 0; at = next_begin(read, &begins)) {
        end = read + mdr_lowest_bit(ends);
        ends &= ends - 1;
        uint64_t head = mdr_load_up_to_eight(text, at) | MDR_EACH_BYTE(0x20); /* one bit makes letters lower */
        if ((head & 0xff) <= '9') {
            if (is_of_codes(l, &at, end))
                continue;
            head = mdr_load_up_to_eight(text, at) | MDR_EACH_BYTE(0x20);
        }
        size_t n = end - at;
        word->at = (uint32_t)at;
        word->n = (uint32_t)n;
        word->inner = at == last;
        word->spaced = (at == last + 1) & (text.p[at - (at > 0)] == ' ');
        bool digits = (head & 0xff) <= '9';
        if (n < 8)
            word->number = number_of_short(known, shift, head = mdr_first_bytes(head, n));
        else
            word->number = number_of_long(l, head, at, end);
        word->head = head;
        word->bit = bit_of(word->number, digits);
        word++;
        last = end;
    }
    l->begun = at;
    l->open = bits.words >> (MDR_WORD_BITS - 1);
    l->number = behind < bits.digits;
    l->words = (size_t)(word - l->word);
    l->end = last;
    l->read = text.n - read < MDR_WORD_BITS ? text.n : read + MDR_WORD_BITS;
}

_Static_assert(MDR_LEXICON_WORDS + BLOCK_WORDS <= MDR_LEXICON_ROOM, "a block has room behind the words of a way");

void mdr_lexicon_read(struct mdr_lexicon *l)
{
    l->words -= l->next;
    if (l->next > 0)
        memmove(l->word, &l->word[l->next], l->words * sizeof *l->word);
    l->next = 0;
    while (!mdr_lexicon_is_read(l) && l->words + BLOCK_WORDS <= MDR_LEXICON_ROOM)
        read_block(l);
    l->word[l->words] = (struct mdr_lexicon_word){.number = MDR_LEXICON_UNKNOWN, .bit = MDR_LEXICON_STRAY};
}
