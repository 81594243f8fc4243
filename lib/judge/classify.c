/* SPDX-License-Identifier: BSD-2-Clause */
/* Collects the rules that fit and picks the strongest: see classify.h. */
#include "judge/classify.h"
#include "bytes/ascii.h"
#include "bytes/word_bits.h"
#include "recognise/written.h"

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
    bool lines; /* the words have more than one */
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
        if (c[i].kind == MDR_CONDITION_REST) {
            if (!mdr_phrase_may_have(told->hits, c[i].low))
                return true;
            continue;
        }
        any = any || condition_fits(&c[i], told);
        if (c[i].flags & MDR_CONDITION_OR)
            continue;
        if (any == ((c[i].flags & MDR_CONDITION_NOT) != 0))
            return false;
        any = false;
    }
    return true;
}

static inline bool stage_fits(const struct mdr_rule *rule, const struct mdr_facts *facts)
{
    return (rule->phases >> (facts->phase & 15) & rule->speakers >> (facts->speaker & 7) &
            rule->actions >> (facts->action & 7) & 1) != 0;
}

static inline bool conditions_fit(const struct mdr_rule *rule, const struct told *told)
{
    return stage_fits(rule, told->facts) && (rule->conditions == 0 || lines_fit(rule, told));
}

/* ---- candidates --------------------------------------------------------------------------- */

#define ANY_DISTANCE 100 /* no rule is weaker by so much */

/* Where the next one is put together, to be kept or not. */
static inline struct mdr_candidate *candidate_new(struct mdr_classification *all)
{
    return &all->candidate[all->n];
}

/* The place of the weakest one, of all for which there is room. */
static size_t weakest(const struct mdr_classification *all)
{
    size_t at = 0;
    for (size_t i = 1; i < MDR_CANDIDATES; i++)
        if (mdr_candidate_is_better(&all->candidate[at], &all->candidate[i]))
            at = i;
    return at;
}

/* Keeps the new one; when there is no room, in the place of the weakest. Of equals the first is the best. */
static void keep(struct mdr_classification *all)
{
    size_t at = all->n;
    if (at < MDR_CANDIDATES) {
        all->n++;
    } else {
        at = weakest(all);
        if (!mdr_candidate_is_better(candidate_new(all), &all->candidate[at]))
            return;
        all->candidate[at] = *candidate_new(all);
    }
    if (mdr_candidate_is_better(&all->candidate[at], &all->candidate[all->best]))
        all->best = at;
}

/* Bytes of a part; where it goes over a line end, white space is one, with the codes of a reply's next line or not. */
static size_t length_over_lines(struct mdr_span s)
{
    if (mdr_find_byte(s, '\n', 0) == MDR_NOT_FOUND)
        return s.n;
    size_t n = 0;
    for (size_t at = 0; at < s.n; n++) {
        size_t blank = mdr_written_blank(s, at);
        at += blank > 0 ? blank : 1;
    }
    return n;
}

void mdr_choose_best(struct mdr_classification *all)
{
    all->best = all->n;
    for (size_t i = 0; i < all->n; i++)
        if (all->candidate[i].strength > 0 &&
            (all->best == all->n || mdr_candidate_is_better(&all->candidate[i], &all->candidate[all->best])))
            all->best = i;
}

/* What there is to say of the new one, whose parts are known. */
static void fill(struct mdr_candidate *candidate, const struct mdr_rule *rule, const struct told *told, size_t parts,
                 bool context)
{
    candidate->rule = rule;
    candidate->strength = rule->strength;
    candidate->context = context;
    candidate->parts = parts;
    candidate->at = parts > 0 ? candidate->part[0].at : 0;
    candidate->weight = 0;
    for (size_t i = 0; i < parts; i++) {
        size_t at = candidate->part[i].at, end = candidate->part[i].end;
        candidate->weight += told->lines ? length_over_lines(mdr_span_cut(told->hits->text, at, end)) : end - at;
    }
    if (context)
        candidate->strength -= rule->strength > MDR_CONTEXT_DISCOUNT ? MDR_CONTEXT_DISCOUNT : rule->strength - 1;
}

#define ASKED 8

/* What was found of the conditions of some rules: most often several phrases of one rule fit a text. */
struct asked {
    uint16_t rule[ASKED]; /* its number and one; 0: none */
    bool fits[ASKED];
};

static bool conditions_fit_as_asked(struct asked *asked, uint16_t number, const struct told *told)
{
    size_t at = number % ASKED;
    if (asked->rule[at] != number + 1) {
        asked->rule[at] = (uint16_t)(number + 1);
        asked->fits[at] = conditions_fit(&mdr_rules()[number], told);
    }
    return asked->fits[at];
}

static inline bool is_refused(const struct asked *asked, uint16_t number)
{
    return asked->rule[number % ASKED] == number + 1 && !asked->fits[number % ASKED];
}

/* Takes a phrase that is filed under the key of hit `i`, if it fits. */
static bool take_phrase(struct mdr_classification *all, const struct told *told, struct asked *asked,
                        const struct mdr_phrase *phrase, size_t i, bool context)
{
    struct mdr_candidate *candidate = candidate_new(all);
    if (is_refused(asked, phrase->owner) || !mdr_phrase_fits(phrase, told->hits, i, candidate->part) ||
        !conditions_fit_as_asked(asked, phrase->owner, told))
        return false;
    fill(candidate, &mdr_rules()[phrase->owner], told, phrase->parts, context);
    keep(all);
    return true;
}

/* Phrases, each with the number of the hit that it is filed under. */
struct listed {
    uint16_t phrase, hit;
};

#define LISTED 64 /* that are looked at together: as many as bits */

/* Tries those of the listed phrases whose bits are set. Returns where those begin that are too weak now. */
static size_t try_phrases(struct mdr_classification *all, const struct told *told, struct asked *asked,
                          const struct listed *listed, uint64_t bits, size_t to, int distance, bool context)
{
    for (; bits != 0; bits &= bits - 1) {
        const struct listed *one = &listed[mdr_lowest_bit(bits)];
        const struct mdr_phrase *phrase = &told->hits->table->phrase[one->phrase];
        if (one->phrase >= to || !take_phrase(all, told, asked, phrase, one->hit, context))
            continue;
        size_t least = mdr_rules_at_least(all->candidate[all->best].strength - distance);
        to = least < to ? least : to;
    }
    return to;
}

/*
 * The phrases from number `from` on and before `to`, which are the weaker ones the further behind; of them those that
 * are not weaker by more than `distance` than another one that fits. Which ones may fit no processor foresees: that is
 * found out without a branch.
 */
static void add_phrases(struct mdr_classification *all, const struct told *told, size_t from, size_t to, int distance,
                        bool context)
{
    const struct mdr_phrase_hits *hits = told->hits;
    const struct mdr_phrase_table *table = hits->table;
    struct asked asked = {{0}, {false}};
    struct listed listed[LISTED];
    uint64_t bits = 0;
    size_t n = 0;
    for (size_t i = 0; i < hits->fileds; i++) {
        const uint16_t *first = &table->filed_first[hits->hit[hits->filed[i]].key];
        const struct mdr_phrase_filed *filed = &table->filed[first[0]], *end = &table->filed[first[1]];
        do {
            bool may = (filed->phrase >= from) & (filed->phrase < to) & mdr_phrase_may_fit(hits, filed);
            listed[n] = (struct listed){filed->phrase, hits->filed[i]};
            bits |= (uint64_t)may << n;
            if (++n == LISTED) {
                to = try_phrases(all, told, &asked, listed, bits, to, distance, context);
                bits = n = 0;
            }
        } while (++filed < end && filed->phrase < to);
    }
    try_phrases(all, told, &asked, listed, bits, to, distance, context);
}

/* Phrases that name a cause first. Where there is one, those that are weaker by more than `distance` do not count. */
static void add_words(struct mdr_classification *all, const struct told *told, int distance)
{
    size_t strong = mdr_rules_at_least(MDR_STRENGTH_OWN_WORDS), most = mdr_rules_at_least(0);
    add_phrases(all, told, 0, strong, distance, false);
    if (all->best < all->n)
        most = mdr_rules_at_least(all->candidate[all->best].strength - distance);
    if (most > strong)
        add_phrases(all, told, strong, most, distance, false);
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
        fill(candidate_new(all), rule, told, 0, false);
        keep(all);
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

static inline bool has_lines(struct mdr_span s)
{
    return mdr_find_byte(s, '\n', 0) != MDR_NOT_FOUND;
}

/* The reporter's words beside: where nothing plain was said, they count; else they may give reason for doubt. */
static void look_beside(struct mdr_classification *all, const struct told *words, const struct mdr_phrase_table *table)
{
    struct mdr_phrase_hits hits;
    struct told told = *words;
    mdr_phrase_collect(table, words->facts->context.s, &hits);
    told.hits = &hits;
    told.lines = has_lines(words->facts->context.s);
    if (all->best == all->n || all->candidate[all->best].strength < MDR_STRENGTH_OWN_WORDS) {
        add_phrases(all, &told, 0, mdr_rules_at_least(0), ANY_DISTANCE, true);
        return;
    }
    struct mdr_classification beside = {.n = 0};
    add_words(&beside, &told, MDR_OTHER_DISTANCE);
    if (beside.best < beside.n)
        all->beside = beside.candidate[beside.best].rule;
}

static struct told told_of(const struct mdr_facts *facts, struct mdr_phrase_hits *hits)
{
    return (struct told){facts, hits, mdr_facts_enhanced(facts), mdr_facts_exit(facts), has_lines(facts->words.s)};
}

bool mdr_rule_fits(const struct mdr_facts *facts, struct mdr_classification *all, const struct mdr_rule *rule)
{
    if (!stage_fits(rule, facts) || rule->conditions == 0)
        return stage_fits(rule, facts);
    struct told told = told_of(facts, &all->hits);
    return lines_fit(rule, &told);
}

/* What the words say. */
static struct told begin(const struct mdr_facts *facts, const struct mdr_phrase_table *table, int distance,
                         struct mdr_classification *ret)
{
    struct told told = told_of(facts, &ret->hits);
    ret->n = ret->best = 0;
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
    if (mdr_text_present(&facts->context))
        look_beside(ret, &told, &table);
}

/* A phrase that names the cause is stronger than any code; a provider's own may still take doubt away. */
void mdr_classify_brief(const struct mdr_facts *facts, struct mdr_classification *ret)
{
    struct mdr_phrase_table table = mdr_rules_phrases();
    struct told told = begin(facts, &table, MDR_RIVAL_DISTANCE, ret);
    if (ret->best < ret->n && ret->candidate[ret->best].strength >= MDR_STRENGTH_OWN_WORDS &&
        told.enhanced.detail < MDR_DETAIL_OWN)
        return;
    add_codes(ret, &told);
}
