/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of products: see product.h. */
#include "judge/product.h"
#include "bytes/ascii.h"
#include "judge/hedged.h"
#include "recognise/word_list.h"

#define NOUN_LONGEST 16

static size_t word_start(struct mdr_span s, size_t at)
{
    while (at > 0 && mdr_is_alpha(s.p[at - 1]))
        at--;
    return at;
}

static size_t word_end(struct mdr_span s, size_t at)
{
    while (at < s.n && mdr_is_alpha(s.p[at]))
        at++;
    return at;
}

/* "Gateway", not "GATEWAY": a text in capitals tells no names from words. */
static bool is_capitalized(struct mdr_span word)
{
    return word.n > 1 && mdr_is_upper(word.p[0]) && !mdr_is_upper(word.p[word.n - 1]);
}

static bool is_noun(struct mdr_span word)
{
    return word.n <= NOUN_LONGEST && is_capitalized(word) && mdr_word_has(MDR_WORDS_PRODUCT, word);
}

/*
 * The noun that the phrase ends in front of, or within ("RBL Check" of "RBL Checker"). What has such a noun for its own
 * last word speaks of the program: "Rejected By Spam Filter".
 */
static bool is_product_name(struct mdr_span s, size_t end)
{
    size_t start = word_start(s, end), next = word_end(s, end);
    if (start == end || !mdr_is_upper(s.p[start]))
        return false;
    struct mdr_span last = mdr_span_cut(s, start, next);
    if (is_noun(last))
        return next > end;
    if (next + 1 >= s.n || s.p[next] != ' ' || !mdr_is_upper(s.p[next + 1]))
        return false;
    return is_noun(mdr_span_cut(s, next + 1, word_end(s, next + 1)));
}

/* Whether a noun may follow, or go on: most often none does, and no word is looked at. */
static inline bool may_go_on(struct mdr_span s, size_t end)
{
    return end + 1 < s.n && (s.p[end] == ' ' ? mdr_is_upper(s.p[end + 1]) : mdr_is_alpha(s.p[end]));
}

/* Whether the strongest was part of a name. */
static bool set_aside_products(const struct mdr_facts *facts, struct mdr_classification *all)
{
    bool any = false;
    for (size_t i = 0; i < all->n; i++) {
        struct mdr_candidate *c = &all->candidate[i];
        if (c->parts == 0 || c->strength < MDR_STRENGTH_USUAL)
            continue;
        struct mdr_span s = mdr_candidate_text(facts, c)->s;
        size_t end = c->part[c->parts - 1].end;
        if (!may_go_on(s, end) || !is_product_name(s, end))
            continue;
        c->strength = MDR_STRENGTH_VAGUE - 1;
        any = any || i == all->best;
    }
    if (any)
        mdr_choose_best(all);
    return any;
}

bool mdr_set_aside(const struct mdr_facts *facts, struct mdr_classification *all)
{
    bool named = set_aside_products(facts, all);
    return mdr_set_aside_hedged(facts, all) || named;
}
