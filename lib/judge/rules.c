/* SPDX-License-Identifier: BSD-2-Clause */
/* Access to the compiled rules: see rules.h. */
#include "judge/rules.h"

#include "judge/reasons.inc"

struct mdr_phrase_table mdr_rules_phrases(void)
{
    return (struct mdr_phrase_table){
        MDR_LEXICON_TABLE(reasons), MDR_SCAN_TABLE(reasons), reasons_phrase,    reasons_filed_first, reasons_filed,
        reasons_class_first,        reasons_class_key,       reasons_class_set, REASONS_NAMES,       REASONS_MARKS,
        REASONS_LITERALS,
    };
}

size_t mdr_rules_at_least(int strength)
{
    return strength < 100 ? reasons_at_least[strength > 0 ? strength : 0] : 0;
}

const struct mdr_rule *mdr_rules(void)
{
    return reasons_rule;
}

const struct mdr_condition *mdr_rules_conditions(void)
{
    return reasons_condition;
}

struct mdr_span mdr_rules_text(size_t at, size_t n)
{
    return mdr_span_make(&reasons_pool[at], n);
}

struct mdr_span mdr_rule_name(const struct mdr_rule *rule)
{
    return mdr_rules_text(rule->name, rule->name_n);
}

uint16_t mdr_rules_marks(void)
{
    return REASONS_MARKS;
}

enum mdr_mark_kind mdr_rules_mark(uint16_t key)
{
    return (enum mdr_mark_kind)reasons_mark[key - REASONS_MARKS];
}

bool mdr_rules_may_have_mark(const struct mdr_phrase_hits *hits, enum mdr_mark_kind kind, size_t from, size_t to)
{
    if (hits->text.n > MDR_PHRASE_HEAD || hits->n >= MDR_PHRASE_HITS - MDR_PHRASE_LAST)
        return true;
    for (size_t i = 0; i < hits->n; i++) {
        const struct mdr_lexicon_hit *hit = &hits->hit[i];
        if (hit->key >= REASONS_MARKS && reasons_mark[hit->key - REASONS_MARKS] == kind && hit->at >= from &&
            hit->end <= to)
            return true;
    }
    return false;
}

struct mdr_vote_table mdr_rules_votes(void)
{
    return (struct mdr_vote_table)MDR_VOTE_TABLE(reasons);
}

const struct mdr_rule *mdr_rules_by_words(unsigned number)
{
    return &reasons_rule[reasons_vote_rule[number]];
}

const uint16_t *mdr_rules_filed(uint32_t key, size_t *ret_n)
{
    size_t bucket = key * 40503u >> (32 - REASONS_KEY_BITS);
    size_t at = reasons_key_bucket[bucket], end = reasons_key_bucket[bucket + 1], n = 0;
    while (at < end && reasons_key[at] != key)
        at++;
    while (at + n < end && reasons_key[at + n] == key)
        n++;
    *ret_n = n;
    return &reasons_key_rule[at];
}

uint32_t mdr_rules_key_reply(unsigned code)
{
    return 0x20000000u + code;
}

uint32_t mdr_rules_key_exit(unsigned status)
{
    return 0x40000000u + status;
}

uint32_t mdr_rules_key_enhanced(unsigned subject, unsigned detail)
{
    return 0x10000000u + subject * 4096u + detail;
}
