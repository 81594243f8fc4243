/* SPDX-License-Identifier: BSD-2-Clause */
/* Phrases over the hits of their literals: see phrase.h. */
#include "recognise/phrase.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "recognise/name.h"
#include "recognise/written.h"

/* A blank or a text's end at both sides: what stands there is part of no name. */
static inline bool stands_alone(struct mdr_span text, const struct mdr_lexicon_hit *hit)
{
    return (hit->at == 0 || text.p[hit->at - 1] == ' ') && (hit->end >= text.n || text.p[hit->end] == ' ');
}

/* Whether a hit is a word of who speaks; it is looked at once. */
static inline bool is_word(const struct mdr_phrase_hits *hits, struct mdr_lexicon_hit *hit)
{
    if ((hit->note & (MDR_PHRASE_NOTE_WORD | MDR_PHRASE_NOTE_NAME)) == 0) {
        bool word = stands_alone(hits->text, hit) || !mdr_name_around(hits->text, hit->at, hit->end);
        hit->note |= word ? MDR_PHRASE_NOTE_WORD : MDR_PHRASE_NOTE_NAME;
    }
    return (hit->note & MDR_PHRASE_NOTE_WORD) != 0;
}

static inline void set_bit(struct mdr_phrase_hits *hits, unsigned note)
{
    hits->set.bits[(note & MDR_PHRASE_NOTE_BIT) / 64] |= UINT64_C(1) << note % 64;
}

/* Whether a hit counts that was just found: then its bit is set. */
static bool counts(struct mdr_phrase_hits *hits, struct mdr_lexicon_hit *hit)
{
    if (hit->note & MDR_PHRASE_NOTE_OTHER) {
        if (hit->key < hits->table->marks && !mdr_name_at(hits->text, hit->at))
            return false; /* it counts only inside of a name */
        hit->note |= MDR_PHRASE_NOTE_WORD;
    }
    if (hit->key < hits->table->marks) /* no phrase has a mark */
        set_bit(hits, hit->note);
    return true;
}

/* The note of a key, as tables/gen/phrases.awk makes it for literals of words. */
static uint16_t note_of(const struct mdr_phrase_table *table, uint16_t key)
{
    unsigned other = key >= table->names ? MDR_PHRASE_NOTE_OTHER : 0;
    unsigned filed = table->filed_first[key] < table->filed_first[key + 1] ? MDR_PHRASE_NOTE_FILED : 0;
    return (uint16_t)(mdr_phrase_bit(key) | other | filed);
}

/* Literals that are no words of ASCII: first, and not in all the room, where the text has bytes beyond ASCII. */
static void collect_others(const struct mdr_phrase_table *table, struct mdr_span text, size_t offset, size_t most,
                           struct mdr_phrase_hits *hits)
{
    struct mdr_scan scan = mdr_scan_start(&table->scan, text);
    struct mdr_scan_hit hit;
    while (hits->n < most && mdr_scan_next(&scan, &hit)) {
        struct mdr_lexicon_hit *to = &hits->hit[hits->n];
        *to = (struct mdr_lexicon_hit){(uint32_t)(offset + hit.at), (uint32_t)(offset + hit.end), hit.key,
                                       note_of(table, hit.key)};
        hits->n += counts(hits, to);
    }
}

/*
 * Adds the n hits that stand behind the list, as far as they count, until there are `most`; how many it has come to. As
 * long as all count, they stay where they are.
 */
static size_t add_hits(struct mdr_phrase_hits *hits, size_t n, size_t most)
{
    struct mdr_lexicon_hit *first = &hits->hit[hits->n], *to = first, *end = &hits->hit[most];
    size_t i = 0, words = n < most - hits->n ? n : most - hits->n;
    for (; i < words && (first[i].note & MDR_PHRASE_NOTE_OTHER) == 0; i++)
        set_bit(hits, first[i].note);
    for (to += i; i < n && to < end; i++) {
        *to = first[i];
        to += counts(hits, to);
    }
    hits->n = (size_t)(to - hits->hit);
    return i;
}

/* The hits of a text from `offset` on, until there are `most`; where it stopped. */
static size_t collect_part(const struct mdr_phrase_table *table, struct mdr_span text, size_t offset, size_t most,
                           struct mdr_phrase_hits *hits)
{
    struct mdr_lexicon lexicon;
    if (offset + mdr_ascii_run(text, offset) < text.n) {
        hits->mixed = true;
        collect_others(table, mdr_span_from(text, offset), offset, hits->n + (most - hits->n) / 2, hits);
    }
    mdr_lexicon_start(&lexicon, &table->lexicon, text, offset);
    do {
        struct mdr_lexicon_hit *hit = &hits->hit[hits->n];
        size_t n = mdr_lexicon_next(&lexicon, hit, sizeof hits->hit / sizeof *hits->hit - hits->n);
        size_t come_to = add_hits(hits, n, most);
        if (come_to < n)
            return hit[come_to].at;
    } while (!mdr_lexicon_is_over(&lexicon));
    return text.n;
}

/* Puts the hits in the order of their first bytes. Those of one kind nearly are, so that few have to move far. */
static void sort(struct mdr_phrase_hits *hits)
{
    for (size_t i = 1; i < hits->n; i++) {
        struct mdr_lexicon_hit hit = hits->hit[i];
        size_t at = i;
        for (; at > 0 && hits->hit[at - 1].at > hit.at; at--)
            hits->hit[at] = hits->hit[at - 1];
        hits->hit[at] = hit;
    }
}

/* No branch: which hits these are, no processor foresees. */
static void list_filed(struct mdr_phrase_hits *hits)
{
    size_t n = 0;
    for (size_t i = 0; i < hits->n; i++) {
        hits->filed[n] = (uint16_t)i;
        n += (hits->hit[i].note & MDR_PHRASE_NOTE_FILED) != 0;
    }
    hits->fileds = n;
}

/*
 * Of a text with too much in it, head and tail count: many notices explain first and quote the reply last. No word is
 * cut: what is left of it would be another one.
 */
void mdr_phrase_collect(const struct mdr_phrase_table *table, struct mdr_span text, struct mdr_phrase_hits *ret)
{
    ret->table = table;
    ret->n = 0;
    ret->mixed = false;
    ret->set = (struct mdr_phrase_set){{0}};
    if (text.n > UINT32_MAX)
        text.n = UINT32_MAX;
    ret->text = text;
    size_t head = text.n <= MDR_PHRASE_HEAD + MDR_PHRASE_TAIL ? text.n : MDR_PHRASE_HEAD;
    while (mdr_is_inside_word(text, head))
        head--;
    size_t at = collect_part(table, mdr_span_cut(text, 0, head), 0, MDR_PHRASE_HITS - MDR_PHRASE_LAST, ret);
    if (at < text.n) {
        size_t tail = MDR_PHRASE_TAIL;
        if (at < head) /* too full of hits: as much of its end as the room left will do for */
            tail = at / ret->n * MDR_PHRASE_LAST / 2;
        if (text.n - at > tail)
            for (at = text.n - tail; mdr_is_inside_word(text, at);)
                at++;
        collect_part(table, text, at, MDR_PHRASE_HITS, ret);
    }
    if (ret->mixed)
        sort(ret);
    list_filed(ret);
}

/* A part: a literal, or a class of them. */
struct wanted {
    const struct mdr_phrase_set *set; /* NULL: one literal */
    const uint16_t *key;              /* ascending */
    size_t keys;
};

static inline struct wanted wanted_make(const struct mdr_phrase_table *table, const uint16_t *part)
{
    if (*part < table->classes)
        return (struct wanted){NULL, part, 1};
    size_t class = (size_t)*part - table->classes;
    const uint16_t *first = &table->class_first[class];
    return (struct wanted){&table->class_set[class], &table->class_key[first[0]], (size_t)(first[1] - first[0])};
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

/* Whether a hit is of the class: a frequent literal has its bit for itself. */
static inline bool is_of_class(const struct wanted *wanted, const struct mdr_lexicon_hit *hit)
{
    return mdr_phrase_set_has(wanted->set, hit->note & MDR_PHRASE_NOTE_BIT) &&
           (hit->key < MDR_PHRASE_FREQUENT || is_among(wanted, hit->key));
}

/* The first hit of the part from number `i` on; the number of hits: there is none. */
static inline size_t seek(const struct mdr_phrase_hits *hits, const struct wanted *wanted, size_t i)
{
    if (wanted->set)
        while (i < hits->n && !is_of_class(wanted, &hits->hit[i]))
            i++;
    else
        while (i < hits->n && hits->hit[i].key != *wanted->key)
            i++;
    return i;
}

/* One past the last hit of the part before number `i`; 0: there is none. */
static inline size_t seek_back(const struct mdr_phrase_hits *hits, const struct wanted *wanted, size_t i)
{
    if (wanted->set)
        while (i > 0 && !is_of_class(wanted, &hits->hit[i - 1]))
            i--;
    else
        while (i > 0 && hits->hit[i - 1].key != *wanted->key)
            i--;
    return i;
}

/* The first hit of a part that is a word; the number of hits: there is none. */
static size_t find(struct mdr_phrase_hits *hits, const uint16_t *part)
{
    struct wanted wanted = wanted_make(hits->table, part);
    size_t i = seek(hits, &wanted, 0);
    while (i < hits->n && !is_word(hits, &hits->hit[i]))
        i = seek(hits, &wanted, i + 1);
    return i;
}

bool mdr_phrase_search(struct mdr_phrase_hits *hits, uint16_t part)
{
    return find(hits, &part) < hits->n;
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

/* The first address in a text; empty: none. */
static struct mdr_span address_in(struct mdr_span text)
{
    size_t at = mdr_find_byte(text, '@', 0), begin = at, end = at;
    if (at == MDR_NOT_FOUND)
        return MDR_SPAN_NONE;
    while (begin > 0 && !ends_address(text.p[begin - 1]))
        begin--;
    while (end < text.n && !ends_address(text.p[end]))
        end++;
    return mdr_span_cut(text, begin, end);
}

static inline size_t blank_at(struct mdr_span s, size_t at)
{
    return s.p[at] > ' ' && s.p[at] <= '~' ? 0 : mdr_written_blank(s, at);
}

/*
 * Whether one literal is near enough to another one: by the bytes between them, where an address, which may have any
 * length, counts as one, and so does white space with the codes of a reply's next line.
 */
static bool near_enough(const struct mdr_phrase_hits *hits, uint8_t join, uint32_t from, uint32_t to)
{
    uint32_t gap = to - from, most = reach(join), n = 0;
    if (gap <= most)
        return true;
    if (gap > most + ADDRESS_MOST)
        return false;
    struct mdr_span between = mdr_span_cut(hits->text, from, to);
    struct mdr_span address = join == MDR_PHRASE_TOUCHING ? MDR_SPAN_NONE : address_in(between);
    size_t begin = address.n > 0 ? (size_t)(address.p - between.p) : between.n, end = begin + address.n;
    for (size_t at = 0; at < between.n && n <= most; n++) {
        size_t step = at >= begin && at < end ? end - at : blank_at(between, at);
        at += step > 0 ? step : 1;
    }
    return n <= most;
}

/*
 * The nearest hit of a part behind the end of hit `i`; the number of hits: there is none. Hits stand in the order of
 * their first bytes.
 */
static size_t behind(struct mdr_phrase_hits *hits, const uint16_t *part, uint8_t join, size_t i)
{
    uint32_t from = hits->hit[i].end, most = reach(join) + ADDRESS_MOST;
    struct wanted wanted = wanted_make(hits->table, part);
    while ((i = seek(hits, &wanted, i + 1)) < hits->n) {
        struct mdr_lexicon_hit *hit = &hits->hit[i];
        if (hit->at > from && hit->at - from > most)
            return hits->n;
        if (hit->at >= from && is_word(hits, hit) && near_enough(hits, join, from, hit->at))
            return i;
    }
    return hits->n;
}

/* The nearest one that ends before hit `i`; of several with one end the longest, or the shortest. */
static size_t before(struct mdr_phrase_hits *hits, const uint16_t *part, uint8_t join, size_t i, bool shortest)
{
    uint32_t to = hits->hit[i].at;
    size_t best = hits->n;
    struct wanted wanted = wanted_make(hits->table, part);
    for (; (i = seek_back(hits, &wanted, i)) > 0; i--) {
        struct mdr_lexicon_hit *hit = &hits->hit[i - 1];
        if (hit->end <= to && (best == hits->n || hit->end >= hits->hit[best].end + shortest) && is_word(hits, hit) &&
            near_enough(hits, join, hit->end, to))
            best = i - 1;
    }
    return best;
}

/* The parts before the one that the phrase is filed under, which is hit `i`. */
static bool all_before(const struct mdr_phrase *phrase, struct mdr_phrase_hits *hits, size_t i, bool shortest,
                       struct mdr_lexicon_hit ret[MDR_PHRASE_PARTS])
{
    for (size_t p = phrase->trigger; p > 0; p--) {
        const uint16_t *part = &phrase->part[p - 1];
        i = phrase->join[p] == MDR_PHRASE_ANYWHERE ? find(hits, part)
                                                   : before(hits, part, phrase->join[p], i, shortest);
        if (i == hits->n)
            return false;
        ret[p - 1] = hits->hit[i];
    }
    return true;
}

bool mdr_phrase_fits(const struct mdr_phrase *phrase, struct mdr_phrase_hits *hits, size_t i,
                     struct mdr_lexicon_hit ret[MDR_PHRASE_PARTS])
{
    if (!is_word(hits, &hits->hit[i]))
        return false;
    ret[phrase->trigger] = hits->hit[i];
    for (size_t p = phrase->trigger + 1u, at = i; p < phrase->parts; p++) {
        bool anywhere = phrase->join[p] == MDR_PHRASE_ANYWHERE;
        at = anywhere ? find(hits, &phrase->part[p]) : behind(hits, &phrase->part[p], phrase->join[p], at);
        if (at == hits->n)
            return false;
        ret[p] = hits->hit[at];
    }
    /* A longer one may leave no room for what stands before it: "mail" + "(server|mail server)". */
    return all_before(phrase, hits, i, false, ret) || (phrase->trigger > 1 && all_before(phrase, hits, i, true, ret));
}
