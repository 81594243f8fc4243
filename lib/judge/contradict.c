/* SPDX-License-Identifier: BSD-2-Clause */
/* Facts that disagree: see contradict.h. */
#include "judge/contradict.h"
#include "words/words.h"

#include <modori.h>

struct mdr_span mdr_book_of_status(struct mdr_enhanced code)
{
    char text[12];
    if (code.class_digit == 0 || code.detail == 0)
        return MDR_SPAN_NONE;
    return mdr_enhanced_code_text(mdr_span_make(text, mdr_enhanced_write(code, text)), MDR_CODE_MEANS, 0);
}

static void note(struct mdr_verdict *ret, int32_t contradiction)
{
    for (size_t i = 0; i < MDR_VERDICT_NOTES; i++)
        if (ret->contradiction[i] == 0) {
            ret->contradiction[i] = contradiction;
            return;
        }
}

/*
 * A text that decides, against a code that by the book says something else (tables/codes, "means"). An
 * enhanced code of the reply's own class says all that the reply code does, and more.
 */
static bool text_against_code(const struct mdr_facts *facts, const struct mdr_classification *all)
{
    if (all->best == all->n || all->candidate[all->best].rule->by_code)
        return false;
    int32_t reason = all->candidate[all->best].rule->reason;
    if (reason >= MODORI_REASON_OTHER_TEXT)
        return false;
    struct mdr_enhanced code = mdr_facts_enhanced(facts);
    if (!mdr_code_fits(mdr_book_of_status(code), reason))
        return true;
    bool refined = code.detail != 0 && code.class_digit == facts->reply / 100;
    return facts->reply != 0 && !refined &&
           !mdr_code_fits(mdr_reply_code_text(facts->reply, MDR_CODE_MEANS, 0), reason);
}

/* "Other or undefined" of the same subject, or of none, says less, but nothing else. */
static bool says_less(struct mdr_enhanced a, struct mdr_enhanced b)
{
    return a.detail == 0 && (a.subject == 0 || a.subject == b.subject);
}

static bool field_against_diagnostic(const struct mdr_facts *facts)
{
    struct mdr_enhanced field = facts->field, code = facts->enhanced;
    int class_digit = mdr_facts_class(facts);
    if (field.class_digit == 0 || (code.class_digit == 0 && facts->reply == 0))
        return false;
    if (class_digit == 4 && field.subject == 4 && field.detail == 7)
        return false; /* the queue's own "delivery time expired", beside the last temporary reply: RFC 3463 3.5 */
    if (code.class_digit == 0)
        return (class_digit == 2 || class_digit >= 4) && class_digit != field.class_digit;
    if (field.class_digit != code.class_digit)
        return true;
    return !mdr_enhanced_same(field, code) && !says_less(field, code) && !says_less(code, field);
}

/* An action and a code that can not both be true. Failed with 4.y.z is right: given up after many tries. */
static bool action_against_status(const struct mdr_facts *facts)
{
    int class_digit = facts->field.class_digit != 0 ? facts->field.class_digit : mdr_facts_class(facts);
    switch (facts->action) {
    case MODORI_ACTION_FAILED:
        return class_digit == 2;
    case MODORI_ACTION_DELAYED:
        return class_digit == 2 || class_digit == 5;
    case MODORI_ACTION_DELIVERED:
    case MODORI_ACTION_RELAYED:
    case MODORI_ACTION_EXPANDED:
        return class_digit == 4 || class_digit == 5;
    default:
        return false;
    }
}

/* Reasons that ask for another try by their very nature. */
static bool is_for_later(int32_t reason)
{
    switch (reason) {
    case MODORI_REASON_RCPT_RATE:
    case MODORI_REASON_SYS_BUSY:
    case MODORI_REASON_SYS_FULL:
    case MODORI_REASON_RATE_RECIPIENTS:
    case MODORI_REASON_GREYLIST:
        return true;
    default:
        return false;
    }
}

static bool reason_against_class(const struct mdr_facts *facts, int32_t number)
{
    const struct mdr_reason *reason = mdr_reason_find(number);
    int class_digit = mdr_facts_class(facts);
    if (!reason)
        return false;
    if (class_digit == 4)
        return reason->persistence == MODORI_PERSISTENCE_PERMANENT;
    return class_digit == 5 && is_for_later(number);
}

/*
 * An enhanced code says the same class as its reply (RFC 2034 4). Replies of 3yz have none; where servers
 * put one all the same, it can be of another class only.
 */
static bool enhanced_against_reply(const struct mdr_facts *facts)
{
    int32_t class_digit = facts->reply / 100;
    return facts->enhanced.class_digit != 0 && (class_digit == 2 || class_digit >= 4) &&
           class_digit != facts->enhanced.class_digit;
}

void mdr_contradict_facts(const struct mdr_facts *facts, struct mdr_verdict *ret)
{
    if (enhanced_against_reply(facts))
        note(ret, MODORI_CONTRADICTION_ENHANCED_AGAINST_REPLY);
    if (field_against_diagnostic(facts))
        note(ret, MODORI_CONTRADICTION_STATUS_FIELD_AGAINST_DIAGNOSTIC);
    if (action_against_status(facts))
        note(ret, MODORI_CONTRADICTION_ACTION_AGAINST_STATUS);
    if (facts->reply_flags & (MODORI_REPLY_FLAG_CODES_DIFFER | MODORI_REPLY_FLAG_ENHANCED_DIFFER))
        note(ret, MODORI_CONTRADICTION_REPLY_LINES_DIFFER);
}

void mdr_contradict(const struct mdr_facts *facts, const struct mdr_classification *all, struct mdr_verdict *ret)
{
    bool guessed = all->best < all->n && all->candidate[all->best].rule->by_words; /* it contradicts nothing */
    if (!guessed && text_against_code(facts, all))
        note(ret, MODORI_CONTRADICTION_TEXT_AGAINST_CODE);
    if (!guessed && reason_against_class(facts, ret->reason))
        note(ret, MODORI_CONTRADICTION_REASON_AGAINST_CLASS);
    mdr_contradict_facts(facts, ret);
}
