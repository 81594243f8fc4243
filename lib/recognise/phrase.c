/* SPDX-License-Identifier: BSD-2-Clause */
/* Phrases over the scanner's hits: see phrase.h. */
#include "recognise/phrase.h"
#include "bytes/ascii.h"
#include "recognise/name.h"

/* Words only outside of names, names only inside. */
static bool counts(const struct mdr_phrase_table *table, struct mdr_span text, const struct mdr_scan_hit *hit)
{
    if (hit->key >= table->marks)
        return true;
    return hit->key >= table->names ? mdr_name_at(text, hit->at) : !mdr_name_around(text, hit->at, hit->end);
}

/* Takes a hit into the list; false when there are `most`. */
static bool take(struct mdr_phrase_hits *hits, const struct mdr_scan_hit *hit, size_t offset, size_t most)
{
    if (hits->n == most)
        return false;
    hits->mask |= (uint64_t)1 << (hit->key & 63);
    hits->hit[hits->n++] =
        (struct mdr_phrase_hit){(uint32_t)(offset + hit->at), (uint32_t)(offset + hit->end), hit->key};
    return true;
}

/* Literals that are no words of ASCII: first, and not in all the room, where the text has bytes beyond ASCII. */
static void collect_others(const struct mdr_phrase_table *table, struct mdr_span text, size_t offset, size_t most,
                           struct mdr_phrase_hits *hits)
{
    struct mdr_scan scan = mdr_scan_start(&table->scan, text);
    struct mdr_scan_hit hit;
    while (mdr_scan_next(&scan, &hit))
        if (counts(table, text, &hit) && !take(hits, &hit, offset, most))
            return;
}

static bool is_ascii(struct mdr_span s)
{
    unsigned char all = 0;
    for (size_t i = 0; i < s.n; i++)
        all |= (unsigned char)s.p[i];
    return all < 0x80;
}

/* The hits of a text from `offset` on, until there are `most`; where it stopped. */
static size_t collect_part(const struct mdr_phrase_table *table, struct mdr_span all, size_t offset, size_t most,
                           struct mdr_phrase_hits *hits)
{
    struct mdr_span text = mdr_span_from(all, offset);
    struct mdr_lexicon lexicon;
    struct mdr_scan_hit hit[MDR_LEXICON_HITS];
    size_t n;
    if (!is_ascii(text))
        collect_others(table, text, offset, hits->n + (most - hits->n) / 2, hits);
    mdr_lexicon_start(&lexicon, &table->lexicon, text);
    while ((n = mdr_lexicon_next(&lexicon, hit)) > 0)
        for (size_t i = 0; i < n; i++)
            if (counts(table, text, &hit[i]) && !take(hits, &hit[i], offset, most))
                return offset + hit[i].at;
    return all.n;
}

/* Of a text with too much in it, head and tail count: many notices explain first and quote the reply last. */
void mdr_phrase_collect(const struct mdr_phrase_table *table, struct mdr_span text, struct mdr_phrase_hits *ret)
{
    ret->table = table;
    ret->n = 0;
    ret->mask = 0;
    if (text.n > UINT32_MAX)
        text.n = UINT32_MAX;
    ret->text = text;
    size_t head = text.n <= MDR_PHRASE_HEAD + MDR_PHRASE_TAIL ? text.n : MDR_PHRASE_HEAD;
    size_t at = collect_part(table, mdr_span_cut(text, 0, head), 0, MDR_PHRASE_HITS - MDR_PHRASE_LAST, ret);
    if (at == text.n)
        return;
    size_t tail = MDR_PHRASE_TAIL;
    if (at < head) /* too full of hits: as much of its end as the room left will do for */
        tail = at / ret->n * MDR_PHRASE_LAST / 2;
    if (text.n - at > tail)
        at = text.n - tail;
    collect_part(table, text, at, MDR_PHRASE_HITS, ret);
}

/* A part with what its class is looked up by. */
struct wanted {
    const uint16_t *key; /* ascending */
    size_t keys;
    uint64_t mask; /* bit (key mod 64) of each */
};

static inline struct wanted wanted_make(const struct mdr_phrase_table *table, const uint16_t *part)
{
    if (*part < table->classes)
        return (struct wanted){part, 1, (uint64_t)1 << (*part & 63)};
    const uint16_t *first = &table->class_first[*part - table->classes];
    return (struct wanted){&table->class_key[first[0]], (size_t)(first[1] - first[0]),
                           table->class_mask[*part - table->classes]};
}

static bool is_among(const struct wanted *wanted, uint16_t key)
{
    size_t low = 0, high = wanted->keys;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (wanted->key[middle] < key)
            low = middle + 1;
        else if (wanted->key[middle] > key)
            high = middle;
        else
            return true;
    }
    return false;
}

/* Whether a key is the part, or one of its class. */
static inline bool is_wanted(const struct wanted *wanted, uint16_t key)
{
    return (wanted->mask >> (key & 63) & 1) != 0 && is_among(wanted, key);
}

static const struct mdr_phrase_hit *find(const struct mdr_phrase_hits *hits, const uint16_t *part)
{
    struct wanted wanted = wanted_make(hits->table, part);
    if ((wanted.mask & hits->mask) == 0)
        return NULL;
    for (size_t i = 0; i < hits->n; i++)
        if (is_wanted(&wanted, hits->hit[i].key))
            return &hits->hit[i];
    return NULL;
}

const struct mdr_phrase_hit *mdr_phrase_find(const struct mdr_phrase_hits *hits, uint16_t part)
{
    return find(hits, &part);
}

static uint32_t reach(uint8_t join)
{
    if (join == MDR_PHRASE_TOUCHING)
        return MDR_PHRASE_TOUCH;
    return join == MDR_PHRASE_CLOSE ? MDR_PHRASE_NEAR : MDR_PHRASE_GAP;
}

/* RFC 5321 4.5.3.1: 64 bytes of local part, 255 of domain; no address makes a longer gap. */
#define ADDRESS_MOST 320

static bool ends_address(char c)
{
    return mdr_is_space(c) || mdr_find_byte(MDR_SPAN("<>()[]{}\"',;"), c, 0) != MDR_NOT_FOUND;
}

/* The bytes from one literal to another one, where an address between them counts as one: it may have any length. */
static bool near_enough(const struct mdr_phrase_hits *hits, uint8_t join, uint32_t from, uint32_t to)
{
    uint32_t gap = to - from, most = reach(join);
    if (gap <= most)
        return true;
    if (join == MDR_PHRASE_TOUCHING || gap > most + ADDRESS_MOST)
        return false;
    struct mdr_span between = mdr_span_cut(hits->text, from, to);
    size_t at = mdr_find_byte(between, '@', 0), begin = at, end = at;
    if (at == MDR_NOT_FOUND)
        return false;
    while (begin > 0 && !ends_address(between.p[begin - 1]))
        begin--;
    while (end < between.n && !ends_address(between.p[end]))
        end++;
    return gap - (end - begin) + 1 <= most;
}

/* The nearest hit of a part behind `from`. */
static const struct mdr_phrase_hit *behind(const struct mdr_phrase_hits *hits, const uint16_t *part, uint8_t join,
                                           uint32_t from)
{
    const struct mdr_phrase_hit *best = NULL;
    if (join == MDR_PHRASE_ANYWHERE)
        return find(hits, part);
    struct wanted wanted = wanted_make(hits->table, part);
    if ((wanted.mask & hits->mask) == 0)
        return NULL;
    for (size_t i = 0; i < hits->n; i++) {
        const struct mdr_phrase_hit *hit = &hits->hit[i];
        if (hit->at >= from && (!best || hit->at < best->at) && is_wanted(&wanted, hit->key) &&
            near_enough(hits, join, from, hit->at))
            best = hit;
    }
    return best;
}

/* The nearest hit of a part that ends before `to`. */
static const struct mdr_phrase_hit *before(const struct mdr_phrase_hits *hits, const uint16_t *part, uint8_t join,
                                           uint32_t to)
{
    const struct mdr_phrase_hit *best = NULL;
    if (join == MDR_PHRASE_ANYWHERE)
        return find(hits, part);
    struct wanted wanted = wanted_make(hits->table, part);
    if ((wanted.mask & hits->mask) == 0)
        return NULL;
    for (size_t i = 0; i < hits->n; i++) {
        const struct mdr_phrase_hit *hit = &hits->hit[i];
        if (hit->end <= to && (!best || hit->end > best->end) && is_wanted(&wanted, hit->key) &&
            near_enough(hits, join, hit->end, to))
            best = hit;
    }
    return best;
}

bool mdr_phrase_fits(const struct mdr_phrase *phrase, const struct mdr_phrase_hits *hits, size_t i,
                     struct mdr_phrase_match *ret)
{
    const struct mdr_phrase_hit *hit;
    ret->phrase = phrase;
    ret->part[phrase->trigger] = hits->hit[i];
    for (size_t p = phrase->trigger + 1u; p < phrase->parts; p++) {
        hit = behind(hits, &phrase->part[p], phrase->join[p], ret->part[p - 1].end);
        if (!hit)
            return false;
        ret->part[p] = *hit;
    }
    for (size_t p = phrase->trigger; p > 0; p--) {
        hit = before(hits, &phrase->part[p - 1], phrase->join[p], ret->part[p].at);
        if (!hit)
            return false;
        ret->part[p - 1] = *hit;
    }
    return true;
}
