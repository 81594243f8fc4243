/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How sure a verdict is (modori-verdict(7) tells all of it to users):
 *
 *   high    a phrase that names the cause in its own words (strength 60 and more), and no phrase that
 *           is nearly as strong (within 5) for another kind of reason, or for one that the rule itself
 *           calls possible, or of another fate (hard or not), or joined to it by an "or";
 *           or a phrase that usually means it (40 to 59) and a code that says the same;
 *           or, where no phrase of 40 and more says something else, an enhanced code that means one
 *           thing only (a rule by code of 40 and more).
 *   medium  a phrase or a code of 40 and more alone; a vaguer phrase (20 to 39) with a code that says the
 *           same; what would be high, from clues of the last resort, with a rival, or where the notice
 *           itself has a sentence (80 and more) of another cause; or where the sentence names another cause,
 *           too (by its rule, or by an "or" beside the phrase), and no enhanced code says which. A rival does not
 *           count beside an enhanced code that a provider made for the verdict's reason (detail of 100 and more).
 *   low     all else, and what only single words speak for (lean.h). A phrase that its sentence denies or supposes, or
 *           that is part of a name, is set aside before.
 */
#include "judge/weigh.h"
#include "bytes/ascii.h"
#include "judge/contradict.h"
#include "judge/hedged.h"
#include "judge/joined.h"
#include "judge/lean.h"
#include "judge/product.h"
#include "words/words.h"

#include <modori.h>

/* ---- reason, confidence, alternatives, evidence ------------------------------------------------ */

static int group_of(int32_t reason)
{
    return (int)(reason / 100);
}

/* Whether a rule says itself that the other reason may be the cause. */
static bool names_as_possible(const struct mdr_rule *rule, int32_t reason)
{
    for (size_t i = 0; i < MDR_RULE_OTHERS; i++)
        if (rule->other[i] == reason)
            return true;
    return false;
}

/* Whether two rules name the same other reason: neither takes the doubt of the other away. */
static bool share_doubt(const struct mdr_rule *a, const struct mdr_rule *b)
{
    for (size_t i = 0; i < MDR_RULE_OTHERS; i++)
        if (a->other[i] != 0 && names_as_possible(b, a->other[i]))
            return true;
    return false;
}

/*
 * Whether a code without phrase speaks for the same reason: the strength of the strongest of other rules than the one
 * that decides, 0: none. *ret_certain: one does without the doubt that the deciding rule has itself.
 */
static int agreeing_code(const struct mdr_classification *all, int32_t reason, bool *ret_certain)
{
    const struct mdr_rule *decides = all->candidate[all->best].rule;
    int agrees = 0;
    *ret_certain = false;
    for (size_t i = 0; i < all->n; i++) {
        const struct mdr_candidate *c = &all->candidate[i];
        if (c->rule == decides || !c->rule->by_code || c->rule->reason != reason || c->strength < MDR_STRENGTH_VAGUE)
            continue;
        agrees = c->strength > agrees ? c->strength : agrees;
        *ret_certain = *ret_certain || !share_doubt(c->rule, decides);
    }
    return agrees;
}

/* Reasons of one family of which one lets the address come back and the other does not. */
static bool is_other_fate(int32_t a, int32_t b)
{
    const struct mdr_reason *of_a = mdr_reason_find(a), *of_b = mdr_reason_find(b);
    return of_a && of_b && of_a->persistence != of_b->persistence && of_a->hard != of_b->hard;
}

/*
 * Whether a phrase, at least so strong, speaks for another kind of reason, or one that the rule calls possible, or
 * that has another fate, or that an "or" joins.
 */
static bool has_rival(const struct mdr_facts *facts, const struct mdr_classification *all, int strength)
{
    const struct mdr_candidate *best = &all->candidate[all->best];
    for (size_t i = 0; i < all->n; i++) {
        const struct mdr_candidate *c = &all->candidate[i];
        int32_t reason = c->rule->reason;
        if (!c->rule->by_code && c->strength >= strength && reason != best->rule->reason &&
            (group_of(reason) != group_of(best->rule->reason) || names_as_possible(best->rule, reason) ||
             is_other_fate(reason, best->rule->reason) || mdr_joined_by_or(facts, best, c)) &&
            mdr_hedge_of(facts, all, c) == MDR_SAID)
            return true;
    }
    return false;
}

/* What the reporter says beside in a sentence of one cause, where that is another than the verdict's; NULL: nothing. */
static const struct mdr_rule *doubt_beside(const struct mdr_classification *all, int32_t reason)
{
    const struct mdr_rule *beside = all->beside;
    return beside && beside->strength >= MDR_STRENGTH_SENTENCE && beside->reason != reason ? beside : NULL;
}

/* A code that by the book stands for the reason that the words give, and for no other. */
static bool code_settles(const struct mdr_facts *facts, int32_t reason)
{
    struct mdr_span book = mdr_book_of_status(mdr_facts_enhanced(facts));
    return book.n > 0 && mdr_find_byte(book, ' ', 0) == MDR_NOT_FOUND && mdr_code_fits(book, reason);
}

/* Whether a phrase of another reason begins between the two places. */
static bool has_other(const struct mdr_classification *all, size_t from, size_t to)
{
    int32_t reason = all->candidate[all->best].rule->reason;
    for (size_t i = 0; i < all->n; i++) {
        const struct mdr_candidate *c = &all->candidate[i];
        if (c->parts > 0 && c->at >= from && c->at < to && c->rule->reason != reason)
            return true;
    }
    return false;
}

/* Whether an "or" that may join what comes to the same joins another reason to what decides. */
static bool is_in_list(const struct mdr_facts *facts, const struct mdr_classification *all)
{
    const struct mdr_candidate *best = &all->candidate[all->best];
    size_t list = mdr_list_behind(facts, best);
    return (list > 0 && has_other(all, list, SIZE_MAX)) ||
           (mdr_or_right_before(facts, best) && has_other(all, 0, best->at));
}

/* Whether the sentence that decides names further causes, and nothing else tells which it is. */
static bool names_several(const struct mdr_facts *facts, const struct mdr_classification *all)
{
    const struct mdr_candidate *best = &all->candidate[all->best];
    bool join = mdr_may_join(facts, all), plain = best->rule->names_others || (join && mdr_or_beside(facts, best));
    if ((!plain && !mdr_may_list(facts, best)) || code_settles(facts, best->rule->reason))
        return false;
    return plain || mdr_announces_several(facts, all, best) || (join && is_in_list(facts, all));
}

/* Whether words that name the cause, or usually mean it, are sure, as far as other words go. */
static bool words_are_sure(const struct mdr_facts *facts, const struct mdr_classification *all, int agrees,
                           bool certain)
{
    int strength = all->candidate[all->best].strength;
    if (strength < MDR_STRENGTH_USUAL || (strength < MDR_STRENGTH_OWN_WORDS && !certain))
        return false;
    /* Beside a code that one provider made for this reason, what else the words speak of is not the cause. */
    bool settled = agrees >= MDR_STRENGTH_CODE && mdr_facts_enhanced(facts).detail >= MDR_DETAIL_OWN;
    return settled || !has_rival(facts, all, strength - MDR_RIVAL_DISTANCE);
}

/* Whether the words deny the reason. */
static bool is_denied(const struct mdr_classification *all, int32_t reason)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->candidate[i].strength == 0 && all->candidate[i].rule->reason == reason)
            return true;
    return false;
}

static int32_t confidence_of(const struct mdr_facts *facts, const struct mdr_classification *all)
{
    const struct mdr_candidate *best = &all->candidate[all->best];
    int32_t reason = best->rule->reason;
    bool certain, high, cut = (facts->reply_flags & MODORI_REPLY_FLAG_INCOMPLETE) != 0;
    int agrees = agreeing_code(all, reason, &certain);
    if (best->rule->by_code)
        high = best->strength >= MDR_STRENGTH_CODE && !has_rival(facts, all, MDR_STRENGTH_USUAL) &&
               !is_denied(all, reason);
    else /* the rest of a reply that breaks off may tell why */
        high = words_are_sure(facts, all, agrees, certain && !(cut && facts->enhanced.class_digit == 0));
    if (high && !names_several(facts, all))
        return facts->last_resort || doubt_beside(all, reason) ? MODORI_CONFIDENCE_MEDIUM : MODORI_CONFIDENCE_HIGH;
    if (best->strength >= MDR_STRENGTH_USUAL || (best->strength >= MDR_STRENGTH_VAGUE && agrees > 0))
        return MODORI_CONFIDENCE_MEDIUM;
    return MODORI_CONFIDENCE_LOW;
}

/* Whether a reason is in the verdict already. */
static bool is_alternative(const struct mdr_verdict *ret, int32_t reason)
{
    if (reason == ret->reason)
        return true;
    for (size_t i = 0; i < MDR_VERDICT_ALTERNATIVES && ret->alternative[i] != 0; i++)
        if (ret->alternative[i] == reason)
            return true;
    return false;
}

static void add_alternative(struct mdr_verdict *ret, int32_t reason)
{
    if (reason == 0 || is_alternative(ret, reason))
        return;
    for (size_t i = 0; i < MDR_VERDICT_ALTERNATIVES; i++)
        if (ret->alternative[i] == 0) {
            ret->alternative[i] = reason;
            return;
        }
}

/* They tell how it ended, not why: the queue's time was over, a command made no sense after the refusal. */
static bool is_consequence(int32_t reason, int32_t of)
{
    return reason == MODORI_REASON_TIME_EXPIRED ||
           (reason == MODORI_REASON_PROTO_SYNTAX && group_of(of) != group_of(reason));
}

/* Words nearly as plain as those that decide, or a code that has one meaning. */
static bool is_evidence(const struct mdr_candidate *c, const struct mdr_candidate *best)
{
    int least = best->strength - MDR_OTHER_DISTANCE;
    if (c->rule->by_code && least > MDR_STRENGTH_CODE)
        least = MDR_STRENGTH_CODE;
    if (least < MDR_STRENGTH_VAGUE)
        least = MDR_STRENGTH_VAGUE;
    return c->strength >= least && !is_consequence(c->rule->reason, best->rule->reason);
}

/* What the deciding rule names itself, then the other reasons that the words say, the strongest first. */
static void find_alternatives(const struct mdr_facts *facts, const struct mdr_classification *all,
                              struct mdr_verdict *ret)
{
    const struct mdr_candidate *best = &all->candidate[all->best];
    for (size_t i = 0; i < MDR_RULE_OTHERS; i++)
        add_alternative(ret, best->rule->other[i]);
    const struct mdr_rule *beside = doubt_beside(all, ret->reason);
    add_alternative(ret, beside ? beside->reason : 0);
    for (size_t round = 0; round < MDR_VERDICT_ALTERNATIVES; round++) {
        const struct mdr_candidate *next = NULL;
        for (size_t i = 0; i < all->n; i++) {
            const struct mdr_candidate *c = &all->candidate[i];
            bool better = !next || c->strength > next->strength;
            if (better && is_evidence(c, best) && !is_alternative(ret, c->rule->reason) &&
                mdr_hedge_of(facts, all, c) == MDR_SAID)
                next = c;
        }
        if (!next)
            return;
        add_alternative(ret, next->rule->reason);
    }
}

static void add_evidence(struct mdr_verdict *ret, const struct mdr_rule *rule, const struct mdr_text *text, size_t from,
                         size_t to)
{
    if (ret->evidences == MDR_VERDICT_EVIDENCE)
        return;
    size_t begin = mdr_text_source(text, from), end = begin;
    if (to > from)
        end = mdr_text_source(text, to - 1) + 1;
    ret->evidence[ret->evidences++] =
        (struct mdr_verdict_evidence){mdr_rule_name(rule), begin, end > begin ? end - begin : to - from};
}

/* A rule without a phrase that asks for no code: rows about the reply's are left out where it is filed under that. */
static bool is_by_stage(const struct mdr_facts *facts, const struct mdr_rule *rule)
{
    return rule->by_code && rule->conditions == 0 && facts->reply == 0;
}

/* The bytes that tell the stage; where it was told beside, the words, of which no rule knows more. */
static void add_stage_evidence(const struct mdr_facts *facts, struct mdr_verdict *ret, const struct mdr_rule *rule)
{
    const struct mdr_text *text = mdr_text_present(&facts->stage_text) ? &facts->stage_text : &facts->words;
    if (mdr_text_present(text))
        add_evidence(ret, rule, text, 0, text->s.n);
}

/* The bytes of the code that a rule without phrase has read. */
static void add_code_evidence(const struct mdr_facts *facts, struct mdr_verdict *ret, const struct mdr_rule *rule)
{
    if (mdr_facts_exit(facts) >= 0)
        add_evidence(ret, rule, &facts->words, 0, facts->words.s.n);
    else if (facts->enhanced.class_digit != 0 && mdr_text_present(&facts->enhanced_text))
        add_evidence(ret, rule, &facts->enhanced_text, 0, facts->enhanced_text.s.n);
    else if (facts->reply != 0 && facts->reply_text.s.n >= 3)
        add_evidence(ret, rule, &facts->reply_text, 0, 3);
    else if (mdr_text_present(&facts->field_text))
        add_evidence(ret, rule, &facts->field_text, 0, facts->field_text.s.n);
}

static void find_evidence(const struct mdr_facts *facts, const struct mdr_classification *all, struct mdr_verdict *ret)
{
    const struct mdr_candidate *best = &all->candidate[all->best];
    if (is_by_stage(facts, best->rule)) {
        add_stage_evidence(facts, ret, best->rule);
        return;
    }
    if (best->rule->by_code) {
        add_code_evidence(facts, ret, best->rule);
        return;
    }
    const struct mdr_text *text = mdr_candidate_text(facts, best);
    for (size_t i = 0; i < best->parts; i++)
        add_evidence(ret, best->rule, text, best->part[i].at, best->part[i].end);
    for (size_t i = 0; i < all->n; i++)
        if (all->candidate[i].rule->by_code && all->candidate[i].rule->reason == ret->reason &&
            !is_by_stage(facts, all->candidate[i].rule)) {
            add_code_evidence(facts, ret, all->candidate[i].rule);
            return;
        }
}

static void tell_reason(const struct mdr_facts *facts, struct mdr_classification *all, struct mdr_verdict *ret)
{
    ret->confidence = all->best < all->n ? confidence_of(facts, all) : MODORI_CONFIDENCE_LOW;
    if (ret->confidence == MODORI_CONFIDENCE_LOW)
        mdr_lean(facts, all);
    bool text = mdr_text_present(&facts->words) && facts->words.s.n > 0;
    if (all->best < all->n)
        ret->reason = all->candidate[all->best].rule->reason;
    else
        ret->reason = text ? MODORI_REASON_OTHER_TEXT : MODORI_REASON_OTHER_NONE;
}

/* In brief, what the strongest phrase outweighs is not collected: it is asked for where that one does not count. */
void mdr_weigh_brief(const struct mdr_facts *facts, struct mdr_classification *all, struct mdr_verdict *ret)
{
    if (mdr_set_aside(facts, all)) {
        mdr_classify(facts, all);
        mdr_set_aside(facts, all);
    }
    tell_reason(facts, all, ret);
}

void mdr_weigh_reason(const struct mdr_facts *facts, struct mdr_classification *all, struct mdr_verdict *ret)
{
    mdr_set_aside(facts, all);
    tell_reason(facts, all, ret);
    if (all->best == all->n)
        return;
    find_alternatives(facts, all, ret);
    find_evidence(facts, all, ret);
}

/* ---- persistence ------------------------------------------------------------------------------- */

/*
 * "Delivery time expired", 4.4.7: given up on something transient. Queues put a 550 or 554 of their own in front
 * of it, which tells that the message failed, not what kept it.
 */
static bool tells_expiry(struct mdr_enhanced code)
{
    return code.class_digit == 4 && code.subject == 4 && code.detail == 7;
}

/*
 * Of the cause: the reason's column; where that says unknown, the reply's class; a 4yz makes it at most transient. What
 * is a mere guess gives up no address.
 */
void mdr_weigh_persistence(const struct mdr_facts *facts, struct mdr_verdict *ret)
{
    const struct mdr_reason *reason = mdr_reason_find(ret->reason);
    int class_digit = mdr_facts_class(facts);
    ret->persistence = reason ? reason->persistence : MODORI_PERSISTENCE_UNKNOWN;
    if (ret->persistence == MODORI_PERSISTENCE_UNKNOWN && class_digit == 5)
        ret->persistence = MODORI_PERSISTENCE_PERMANENT;
    if (class_digit == 4 || (ret->reason == MODORI_REASON_TIME_EXPIRED && tells_expiry(mdr_facts_enhanced(facts))))
        ret->persistence = MODORI_PERSISTENCE_TRANSIENT;
    ret->hard = reason && reason->hard && ret->persistence == MODORI_PERSISTENCE_PERMANENT;
}
