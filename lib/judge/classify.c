/* SPDX-License-Identifier: BSD-2-Clause */
/* Collects the rules that fit and picks the strongest: see classify.h. */
#include "judge/classify.h"
#include "bytes/ascii.h"

struct mdr_enhanced mdr_facts_enhanced(const struct mdr_facts *facts)
{
    return facts->enhanced.class_digit != 0 ? facts->enhanced : facts->field;
}

int mdr_facts_class(const struct mdr_facts *facts)
{
    if (facts->reply >= 200 && facts->reply < 600)
        return (int)(facts->reply / 100);
    return mdr_facts_enhanced(facts).class_digit;
}

int32_t mdr_facts_exit(const struct mdr_facts *facts)
{
    uint64_t number;
    size_t n = mdr_read_number(facts->words.s, 3, &number);
    return n > 0 && n == facts->words.s.n ? (int32_t)number : -1;
}

/* ---- conditions --------------------------------------------------------------------------- */

static bool number_fits(const struct mdr_condition *c, int32_t number)
{
    return number >= (int32_t)c->low && number <= (int32_t)c->high;
}

static bool enhanced_fits(const struct mdr_condition *c, struct mdr_enhanced code)
{
    return code.class_digit >= c->class_low && code.class_digit <= c->class_high &&
           (c->subject == MDR_SUBJECT_ANY || c->subject == code.subject) && number_fits(c, code.detail);
}

static bool condition_fits(const struct mdr_condition *c, const struct mdr_facts *facts,
                           const struct mdr_phrase_hits *hits)
{
    switch (c->kind) {
    case MDR_CONDITION_PHASE:
        return number_fits(c, facts->phase);
    case MDR_CONDITION_REPLY:
        return number_fits(c, facts->reply);
    case MDR_CONDITION_ENHANCED:
        return enhanced_fits(c, mdr_facts_enhanced(facts));
    case MDR_CONDITION_SPEAKER:
        return number_fits(c, facts->speaker);
    case MDR_CONDITION_ACTION:
        return number_fits(c, facts->action);
    case MDR_CONDITION_DIALECT:
        return mdr_span_equal(facts->dialect, mdr_rules_text(c->low, c->high));
    case MDR_CONDITION_EXIT:
        return number_fits(c, mdr_facts_exit(facts));
    case MDR_CONDITION_LITERAL:
        return mdr_phrase_find(hits, c->low) != NULL;
    default:
        return false;
    }
}

/* All lines of a rule's conditions; the values of one line are alternatives. */
static bool conditions_fit(const struct mdr_rule *rule, const struct mdr_facts *facts,
                           const struct mdr_phrase_hits *hits)
{
    const struct mdr_condition *c = mdr_rule_conditions(rule);
    bool any = false;
    for (size_t i = 0; i < rule->conditions; i++) {
        any = any || condition_fits(&c[i], facts, hits);
        if (c[i].flags & MDR_CONDITION_OR)
            continue;
        if (any == ((c[i].flags & MDR_CONDITION_NOT) != 0))
            return false;
        any = false;
    }
    return true;
}

/* ---- candidates --------------------------------------------------------------------------- */

/* Stronger, or as strong with the longer phrase, or as long and earlier. */
static bool is_better(const struct mdr_candidate *a, const struct mdr_candidate *b)
{
    if (a->strength != b->strength)
        return a->strength > b->strength;
    if (a->weight != b->weight)
        return a->weight > b->weight;
    return a->at < b->at;
}

/* Keeps it; when there is no room, in the place of the weakest. */
static void keep(struct mdr_classification *all, const struct mdr_candidate *candidate)
{
    size_t at = all->n;
    if (at == MDR_CANDIDATES) {
        at = 0;
        for (size_t i = 1; i < all->n; i++)
            if (is_better(&all->candidate[at], &all->candidate[i]))
                at = i;
        if (!is_better(candidate, &all->candidate[at]))
            return;
    } else {
        all->n++;
    }
    all->candidate[at] = *candidate;
}

static void keep_match(struct mdr_classification *all, const struct mdr_rule *rule,
                       const struct mdr_phrase_match *match, bool context)
{
    struct mdr_candidate candidate = {.rule = rule, .strength = rule->strength, .context = context};
    candidate.parts = match->phrase->parts;
    candidate.at = match->part[0].at;
    for (size_t i = 0; i < candidate.parts; i++) {
        candidate.part[i] = match->part[i];
        candidate.weight += match->part[i].end - match->part[i].at;
    }
    if (context)
        candidate.strength -= candidate.strength > MDR_CONTEXT_DISCOUNT ? MDR_CONTEXT_DISCOUNT : candidate.strength - 1;
    keep(all, &candidate);
}

static void add_phrases(struct mdr_classification *all, const struct mdr_facts *facts,
                        const struct mdr_phrase_hits *hits, bool context)
{
    const struct mdr_phrase_table *table = hits->table;
    for (size_t i = 0; i < hits->n; i++) {
        uint16_t key = hits->hit[i].key;
        for (size_t f = table->filed[key]; f < table->filed[key + 1]; f++) {
            const struct mdr_phrase *phrase = &table->phrase[table->filed_phrase[f]];
            const struct mdr_rule *rule = mdr_rule_at(phrase->owner);
            struct mdr_phrase_match match;
            if (mdr_phrase_fits(phrase, hits, i, &match) && conditions_fit(rule, facts, hits))
                keep_match(all, rule, &match, context);
        }
    }
}

static void add_key(struct mdr_classification *all, const struct mdr_facts *facts, uint32_t key)
{
    size_t n;
    const uint16_t *number = mdr_rules_filed(key, &n);
    for (size_t i = 0; i < n; i++) {
        const struct mdr_rule *rule = mdr_rule_at(number[i]);
        if (!conditions_fit(rule, facts, &all->hits))
            continue;
        struct mdr_candidate candidate = {.rule = rule, .strength = rule->strength};
        keep(all, &candidate);
    }
}

/* Rules that decide by the codes: exact ones first, then those of a hundred ("5.7.5xx") and of a subject. */
static void add_codes(struct mdr_classification *all, const struct mdr_facts *facts)
{
    struct mdr_enhanced code = mdr_facts_enhanced(facts);
    if (code.class_digit != 0 && code.subject < 10) {
        add_key(all, facts, mdr_rules_key_enhanced(code.subject, code.detail < 1000 ? code.detail : 999));
        if (code.detail >= 100 && code.detail < 1000)
            add_key(all, facts, mdr_rules_key_enhanced(code.subject, 1000u + code.detail / 100u));
        add_key(all, facts, mdr_rules_key_enhanced(code.subject, 2000));
    }
    if (facts->reply >= 100 && facts->reply <= 999) {
        unsigned reply = (unsigned)facts->reply;
        add_key(all, facts, mdr_rules_key_reply(reply));
        add_key(all, facts, mdr_rules_key_reply(1000 + reply / 10));
        add_key(all, facts, mdr_rules_key_reply(2000 + reply / 100));
    }
    int32_t status = mdr_facts_exit(facts);
    if (status >= 0)
        add_key(all, facts, mdr_rules_key_exit((unsigned)status));
    add_key(all, facts, MDR_RULES_KEY_ALWAYS);
}

static void pick(struct mdr_classification *all)
{
    all->best = all->n;
    for (size_t i = 0; i < all->n; i++)
        if (all->best == all->n || is_better(&all->candidate[i], &all->candidate[all->best]))
            all->best = i;
}

void mdr_classify(const struct mdr_facts *facts, struct mdr_classification *ret)
{
    struct mdr_phrase_table table = mdr_rules_phrases();
    ret->n = 0;
    ret->hits.n = 0;
    mdr_phrase_collect(&table, facts->words.s, &ret->hits);
    add_phrases(ret, facts, &ret->hits, false);
    add_codes(ret, facts);
    pick(ret);
    bool weak = ret->best == ret->n || ret->candidate[ret->best].strength < MDR_STRENGTH_OWN_WORDS;
    ret->beside = NULL;
    if (!mdr_text_present(&facts->context))
        return;
    struct mdr_phrase_hits hits;
    mdr_phrase_collect(&table, facts->context.s, &hits);
    if (weak) {
        add_phrases(ret, facts, &hits, true);
        pick(ret);
    } else {
        struct mdr_classification beside = {.n = 0};
        add_phrases(&beside, facts, &hits, false);
        pick(&beside);
        if (beside.best < beside.n)
            ret->beside = beside.candidate[beside.best].rule;
    }
}
