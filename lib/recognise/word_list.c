/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of lists: see word_list.h. */
#include "recognise/word_list.h"
#include "bytes/ascii.h"
#include "words/pool.h"

#include <modori.h>

enum place { PLACE_START, PLACE_END, PLACE_WHOLE, PLACE_ANYWHERE };

struct word_row {
    struct mdr_piece text; /* absent: the scanner has it */
    int32_t value;
};

struct list_row {
    uint16_t first, compared, end; /* rows; up to `compared` those that the scanner has not, the longest first */
    uint8_t place;
    bool word;      /* no letter or digit may stand beside a letter or digit of it */
    uint32_t edges; /* bytes that words of a place begin with (at the end: end with): a bit for each, folded to 32 */
};

#include "recognise/word_lists.inc"

static bool may_have_edge(const struct list_row *list, struct mdr_span s)
{
    if (s.n == 0)
        return false;
    char edge = list->place == PLACE_END ? s.p[s.n - 1] : s.p[0];
    return (list->edges >> ((unsigned char)mdr_lower(edge) & 31) & 1) != 0;
}

/* Whether a word stands at the list's place, which is one of the ends. */
static bool fits(const struct list_row *list, struct mdr_span s, struct mdr_span word)
{
    if (s.n < word.n)
        return false;
    switch (list->place) {
    case PLACE_START:
        return mdr_starts_with_fold(s, word) && !(list->word && mdr_is_inside_word(s, word.n));
    case PLACE_END:
        return mdr_ends_with_fold(s, word) && !(list->word && mdr_is_inside_word(s, s.n - word.n));
    default:
        return mdr_equal_fold(s, word);
    }
}

static bool find_at_edge(const struct list_row *list, struct mdr_span s, struct mdr_word *ret)
{
    if (!may_have_edge(list, s))
        return false;
    for (size_t row = list->first; row < list->compared; row++) {
        if (list->place == PLACE_WHOLE && word_rows[row].text.n != s.n)
            continue;
        struct mdr_span word = mdr_pool_span(&word_pool, word_rows[row].text);
        if (!fits(list, s, word))
            continue;
        size_t at = list->place == PLACE_END ? s.n - word.n : 0;
        *ret = (struct mdr_word){at, at + word.n, word_rows[row].value};
        return true;
    }
    return false;
}

void mdr_word_search_start(struct mdr_word_search *search, enum mdr_word_list list, struct mdr_span s)
{
    search->list = list;
    search->row = list_rows[list].first;
    search->table = (struct mdr_scan_table)MDR_SCAN_TABLE(word);
    search->scan = mdr_scan_start(&search->table, s);
}

bool mdr_word_search_next(struct mdr_word_search *search, struct mdr_word *ret)
{
    const struct list_row *list = &list_rows[search->list];
    struct mdr_scan_hit hit;
    while (mdr_scan_next(&search->scan, &hit))
        if (hit.key >= list->compared && hit.key < list->end) {
            *ret = (struct mdr_word){hit.at, hit.end, word_rows[hit.key].value};
            return true;
        }
    while (search->row < list->compared) {
        const struct word_row *row = &word_rows[search->row++];
        struct mdr_span word = mdr_pool_span(&word_pool, row->text);
        size_t at = mdr_find_fold(search->scan.text, word, 0);
        if (at == MDR_NOT_FOUND)
            continue;
        *ret = (struct mdr_word){at, at + word.n, row->value};
        return true;
    }
    return false;
}

bool mdr_word_find(enum mdr_word_list list, struct mdr_span s, struct mdr_word *ret)
{
    struct mdr_word_search search;
    struct mdr_word ignored;
    ret = ret ? ret : &ignored;
    if (list_rows[list].place != PLACE_ANYWHERE)
        return find_at_edge(&list_rows[list], s, ret);
    mdr_word_search_start(&search, list, s);
    return mdr_word_search_next(&search, ret);
}
