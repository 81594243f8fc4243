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

/* What rules are asked about. */
struct told {
    const struct mdr_facts *facts;
    struct mdr_phrase_hits *hits; /* in the words that a rule is tried on */
    struct mdr_enhanced enhanced;
    int32_t exit;
};

static inline bool number_fits(const struct mdr_condition *c, int32_t number)
{
    return number >= (int32_t)c->low && number <= (int32_t)c->high;
}

static inline bool enhanced_fits(const struct mdr_condition *c, struct mdr_enhanced code)
{
    return code.class_digit >= c->class_low && code.class_digit <= c->class_high &&
           (c->subject == MDR_SUBJECT_ANY || c->subject == code.subject) && number_fits(c, code.detail);
}

static inline bool condition_fits(const struct mdr_condition *c, const struct told *told)
{
    switch (c->kind) {
    case MDR_CONDITION_REPLY:
        return number_fits(c, told->facts->reply);
    case MDR_CONDITION_ENHANCED:
        return enhanced_fits(c, told->enhanced);
    case MDR_CONDITION_DIALECT:
        return mdr_span_equal(told->facts->dialect, mdr_rules_text(c->low, c->high));
    case MDR_CONDITION_EXIT:
        return number_fits(c, told->exit);
    case MDR_CONDITION_LITERAL:
        return mdr_phrase_has(told->hits, c->low);
    default:
        return false;
    }
}

/* All lines of a rule's conditions; the values of one line are alternatives. */
static bool lines_fit(const struct mdr_rule *rule, const struct told *told)
{
    const struct mdr_condition *c = &mdr_rules_conditions()[rule->first_condition];
    bool any = false;
    for (size_t i = 0; i < rule->conditions; i++) {
        any = any || condition_fits(&c[i], told);
        if (c[i].flags & MDR_CONDITION_OR)
            continue;
        if (any == ((c[i].flags & MDR_CONDITION_NOT) != 0))
            return false;
        any = false;
    }
    return true;
}

static inline bool conditions_fit(const struct mdr_rule *rule, const struct told *told)
{
    const struct mdr_facts *facts = told->facts;
    return (rule->phases >> (facts->phase & 15) & rule->speakers >> (facts->speaker & 7) &
            rule->actions >> (facts->action & 7) & 1) != 0 &&
           (rule->conditions == 0 || lines_fit(rule, told));
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
    size_t at = 0;
    if (all->n < MDR_CANDIDATES) {
        all->candidate[all->n++] = *candidate;
        return;
    }
    for (size_t i = 1; i < all->n; i++)
        if (is_better(&all->candidate[at], &all->candidate[i]))
            at = i;
    if (is_better(candidate, &all->candidate[at]))
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

/* The phrases from number `from` on and before `to`, which are the weaker ones the further behind. */
static void add_phrases(struct mdr_classification *all, const struct told *told, size_t from, size_t to, bool context)
{
    struct mdr_phrase_hits *hits = told->hits;
    const struct mdr_phrase_table *table = hits->table;
    const struct mdr_rule *rules = mdr_rules();
    for (size_t i = 0; i < hits->n; i++) {
        const uint16_t *filed = &table->filed[hits->hit[i].key];
        for (size_t f = filed[0]; f < filed[1]; f++) {
            size_t number = table->filed_phrase[f];
            if (number < from || number >= to)
                continue;
            const struct mdr_phrase *phrase = &table->phrase[number];
            const struct mdr_rule *rule = &rules[phrase->owner];
            struct mdr_phrase_match match;
            if (mdr_phrase_fits(phrase, hits, i, &match) && conditions_fit(rule, told))
                keep_match(all, rule, &match, context);
        }
    }
}

static void pick(struct mdr_classification *all)
{
    all->best = all->n;
    for (size_t i = 0; i < all->n; i++)
        if (all->best == all->n || is_better(&all->candidate[i], &all->candidate[all->best]))
            all->best = i;
}

/* Phrases that name a cause first. Where there is one, those that are weaker by more than `distance` do not count. */
static void add_words(struct mdr_classification *all, const struct told *told, int distance)
{
    size_t strong = mdr_rules_at_least(MDR_STRENGTH_OWN_WORDS), most = mdr_rules_at_least(0);
    add_phrases(all, told, 0, strong, false);
    pick(all);
    if (all->best < all->n)
        most = mdr_rules_at_least(all->candidate[all->best].strength - distance);
    if (most > strong)
        add_phrases(all, told, strong, most, false);
    pick(all);
}

static void add_key(struct mdr_classification *all, const struct told *told, uint32_t key)
{
    size_t n;
    const uint16_t *number = mdr_rules_filed(key, &n);
    const struct mdr_rule *rules = mdr_rules();
    for (size_t i = 0; i < n; i++) {
        const struct mdr_rule *rule = &rules[number[i]];
        if (!conditions_fit(rule, told))
            continue;
        struct mdr_candidate candidate = {.rule = rule, .strength = rule->strength};
        keep(all, &candidate);
    }
}

/* Rules that decide by the codes: exact ones first, then those of a hundred ("5.7.5xx") and of a subject. */
static void add_codes(struct mdr_classification *all, const struct told *told)
{
    struct mdr_enhanced code = told->enhanced;
    int32_t reply = told->facts->reply;
    if (code.class_digit != 0 && code.subject < 10) {
        add_key(all, told, mdr_rules_key_enhanced(code.subject, code.detail < 1000 ? code.detail : 999));
        if (code.detail >= 100 && code.detail < 1000)
            add_key(all, told, mdr_rules_key_enhanced(code.subject, 1000u + code.detail / 100u));
        add_key(all, told, mdr_rules_key_enhanced(code.subject, 2000));
    }
    if (reply >= 100 && reply <= 999) {
        add_key(all, told, mdr_rules_key_reply((unsigned)reply));
        add_key(all, told, mdr_rules_key_reply(1000 + (unsigned)reply / 10));
        add_key(all, told, mdr_rules_key_reply(2000 + (unsigned)reply / 100));
    }
    if (told->exit >= 0)
        add_key(all, told, mdr_rules_key_exit((unsigned)told->exit));
    add_key(all, told, MDR_RULES_KEY_ALWAYS);
}

/* The reporter's words beside: where nothing plain was said, they count; else they may give reason for doubt. */
static void look_beside(struct mdr_classification *all, const struct told *words, const struct mdr_phrase_table *table)
{
    struct mdr_phrase_hits hits;
    struct told told = *words;
    mdr_phrase_collect(table, words->facts->context.s, &hits);
    told.hits = &hits;
    if (all->best == all->n || all->candidate[all->best].strength < MDR_STRENGTH_OWN_WORDS) {
        add_phrases(all, &told, 0, mdr_rules_at_least(0), true);
        pick(all);
        return;
    }
    struct mdr_classification beside = {.n = 0};
    add_words(&beside, &told, MDR_OTHER_DISTANCE);
    if (beside.best < beside.n)
        all->beside = beside.candidate[beside.best].rule;
}

/* What the words say. */
static struct told begin(const struct mdr_facts *facts, const struct mdr_phrase_table *table, int distance,
                         struct mdr_classification *ret)
{
    struct told told = {facts, &ret->hits, mdr_facts_enhanced(facts), mdr_facts_exit(facts)};
    ret->n = 0;
    ret->beside = NULL;
    mdr_phrase_collect(table, facts->words.s, &ret->hits);
    add_words(ret, &told, distance);
    return told;
}

void mdr_classify(const struct mdr_facts *facts, struct mdr_classification *ret)
{
    struct mdr_phrase_table table = mdr_rules_phrases();
    struct told told = begin(facts, &table, MDR_OTHER_DISTANCE, ret);
    add_codes(ret, &told);
    pick(ret);
    if (mdr_text_present(&facts->context))
        look_beside(ret, &told, &table);
}

/* A phrase that names the cause is stronger than any code. */
void mdr_classify_brief(const struct mdr_facts *facts, struct mdr_classification *ret)
{
    struct mdr_phrase_table table = mdr_rules_phrases();
    struct told told = begin(facts, &table, MDR_RIVAL_DISTANCE, ret);
    if (ret->best < ret->n && ret->candidate[ret->best].strength >= MDR_STRENGTH_OWN_WORDS)
        return;
    add_codes(ret, &told);
    pick(ret);
}
