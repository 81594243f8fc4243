/* SPDX-License-Identifier: BSD-2-Clause */
/* The judge: every rule's example, the rules of confidence, contradictions, persistence, and what is extracted. */
#include "bytes/ascii.h"
#include "recognise/phrase.h"
#include "tests/unit/examples.h"
#include "tests/unit/verdict_facts.h"
#include "words/words.h"

#include <criterion/criterion.h>
#include <modori.h>

static struct mdr_facts facts_of_example(const struct example *e)
{
    struct mdr_facts facts = facts_of_line(mdr_span_make(e->text, strlen(e->text)));
    facts.phase = e->phase;
    facts.speaker = e->speaker;
    facts.action = e->action;
    facts.dialect = mdr_span_make(e->dialect, strlen(e->dialect));
    mdr_enhanced_read(mdr_span_make(e->status, strlen(e->status)), &facts.field);
    return facts;
}

static struct mdr_verdict judge_example(const struct example *e)
{
    struct mdr_facts facts = facts_of_example(e);
    struct mdr_verdict verdict;
    mdr_judge(&facts, &verdict);
    return verdict;
}

static struct mdr_verdict judge_line(const char *text, int32_t phase)
{
    struct mdr_facts facts = facts_of_line(mdr_span_make(text, strlen(text)));
    struct mdr_verdict verdict;
    facts.phase = phase;
    mdr_judge(&facts, &verdict);
    return verdict;
}

static const char *name_of(int32_t reason)
{
    struct mdr_span name = mdr_enum_name(MODORI_ENUM_REASON, reason);
    return name.p ? name.p : "?";
}

Test(verdict, every_rule_decides_for_its_example)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *e = &examples[i];
        struct mdr_verdict verdict = judge_example(e);
        cr_expect_eq(verdict.reason == e->reason, e->wanted, "%s: %s: got %s by %.*s for: %s", e->line, e->rule,
                     name_of(verdict.reason), verdict.evidences ? (int)verdict.evidence[0].rule.n : 1,
                     verdict.evidences ? verdict.evidence[0].rule.p : "-", e->text);
        if (e->wanted)
            cr_expect_gt(verdict.evidences, 0, "%s: no evidence", e->line);
    }
}

static bool is_by_words(struct mdr_span rule)
{
    return rule.n > 6 && memcmp(rule.p + rule.n - 6, "/words", 6) == 0;
}

/* Votes of words are a guess: never sure, nothing contradicts them, and what speaks for them stands in the text. */
Test(verdict, words_decide_with_low_confidence)
{
    size_t by_words = 0;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *e = &examples[i];
        struct mdr_verdict verdict = judge_example(e);
        if (verdict.evidences == 0 || !is_by_words(verdict.evidence[0].rule))
            continue;
        by_words++;
        cr_expect_eq(verdict.confidence, MODORI_CONFIDENCE_LOW, "%s", e->text);
        cr_expect_eq(verdict.contradiction[0], 0, "%s", e->text);
        for (size_t k = 0; k < verdict.evidences && is_by_words(verdict.evidence[k].rule); k++) {
            cr_expect_lt(k, 3, "%s", e->text);
            size_t at = verdict.evidence[k].offset, end = at + verdict.evidence[k].length;
            cr_expect(at < end && end <= strlen(e->text), "%s", e->text);
            cr_expect(k == 0 || at > verdict.evidence[k - 1].offset, "%s", e->text);
        }
    }
    cr_expect_gt(by_words, 30, "%zu examples are decided by words", by_words);
}

/* Texts that no example has. Single words, what a sentence supposes, and texts that tell nothing decide nothing. */
Test(verdict, words_decide_only_where_they_tell)
{
    static const struct {
        const char *text;
        int32_t phase;
        bool by_words;
    } rows[] = {
        {"554 such a mailbox was never made at this office", 0, true},
        {"554 such a mailbox was never made at this office", MODORI_PHASE_CONNECT, false},
        {"550 5.1.1 the certificates of hosts and TLS", 0, false},
        {"250 such a mailbox was never made at this office", 0, false},
        {"554 mailbox", 0, false},
        {"554 If such a mailbox was never made, or the mailbox is full, ask the office", 0, false},
        {"554 We are sorry about this", 0, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_verdict verdict = judge_line(rows[i].text, rows[i].phase);
        cr_expect_eq(verdict.evidences > 0 && is_by_words(verdict.evidence[0].rule), rows[i].by_words, "%s: %s by %.*s",
                     rows[i].text, name_of(verdict.reason), (int)verdict.evidence[0].rule.n,
                     verdict.evidence[0].rule.p);
    }
}

/* What the words speak for nearly as loud is an alternative, and so is what a code says. */
Test(verdict, words_of_two_causes)
{
    struct mdr_verdict verdict = judge_line("550 5.7.1 Your machine is on some naughty list of ours", 0);
    cr_assert_gt(verdict.evidences, 0);
    cr_expect(is_by_words(verdict.evidence[0].rule));
    cr_expect_eq(verdict.alternative[0], MODORI_REASON_POLICY_LOCAL);
    cr_expect_neq(verdict.alternative[1], 0);
    cr_expect_neq(verdict.alternative[1], verdict.reason);
}

/* Servers break a reply's lines at any blank, and begin each with the codes: RFC 5321 4.2.1. */
Test(verdict, every_rule_decides_wherever_a_line_ends)
{
    char text[2000];
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct mdr_facts facts = facts_of_example(&examples[i]);
        struct mdr_span words = facts.words.s;
        for (size_t at = 1; at < words.n && words.n + 11 <= sizeof text; at++) {
            if (words.p[at] != ' ')
                continue;
            memcpy(text, words.p, at);
            memcpy(text + at, "\r\n550-5.0.0 ", 12);
            memcpy(text + at + 12, words.p + at + 1, words.n - at - 1);
            struct mdr_verdict verdict;
            facts.words = mdr_text_view(mdr_span_make(text, words.n + 11), 0);
            mdr_judge(&facts, &verdict);
            cr_expect_eq(verdict.reason == examples[i].reason, examples[i].wanted, "%s: %s: got %s for: %.*s",
                         examples[i].line, examples[i].rule, name_of(verdict.reason), (int)words.n + 11, text);
        }
    }
}

/* The quick judge leaves out what can't change its answers. */
Test(verdict, brief_says_the_same)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *e = &examples[i];
        struct mdr_facts facts = facts_of_example(e);
        struct mdr_verdict whole, brief;
        mdr_judge(&facts, &whole);
        mdr_judge_brief(&facts, &brief);
        cr_expect(brief.reason == whole.reason && brief.confidence == whole.confidence &&
                      brief.persistence == whole.persistence && brief.hard == whole.hard,
                  "%s: %s, not %s, for: %s", e->line, name_of(brief.reason), name_of(whole.reason), e->text);
    }
}

Test(verdict, confidence_follows_its_rules)
{
    static const struct {
        const char *text;
        int32_t phase, confidence;
    } rows[] = {
        /* the cause in its own words, with a code or without */
        {"550 5.1.1 <nobody@example.com>: user unknown", 0, MODORI_CONFIDENCE_HIGH},
        {"user unknown", 0, MODORI_CONFIDENCE_HIGH},
        /* an enhanced code that means one thing only */
        {"550 5.1.1", 0, MODORI_CONFIDENCE_HIGH},
        /* words that usually mean it, alone and with a code that says the same */
        {"552 5.7.0 This message was blocked because its content presents a potential security issue", 0,
         MODORI_CONFIDENCE_MEDIUM},
        {"550 5.1.1 mailbox unavailable", 0, MODORI_CONFIDENCE_HIGH},
        /* nearly as strong words for another kind of reason */
        {"554 virus found, SPF check failed", 0, MODORI_CONFIDENCE_MEDIUM},
        /* nearly as strong words for what the deciding rule calls possible itself */
        {"550 Unknown user nobody@example.jp", MODORI_PHASE_END_OF_DATA, MODORI_CONFIDENCE_MEDIUM},
        /* the text of the standard adds to the code only that it says the same */
        {"421 mx.example.com Service not available, closing transmission channel", 0, MODORI_CONFIDENCE_MEDIUM},
        /* a reply code alone does not vouch for itself */
        {"550 no", 0, MODORI_CONFIDENCE_LOW},
        {"450 please try again", 0, MODORI_CONFIDENCE_LOW},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_verdict verdict = judge_line(rows[i].text, rows[i].phase);
        cr_expect_eq(verdict.confidence, rows[i].confidence, "%s: confidence %d, reason %s", rows[i].text,
                     (int)verdict.confidence, name_of(verdict.reason));
    }
}

/* A server's reply stands, but where the notice itself names another cause in a whole sentence that is told. */
Test(verdict, a_sentence_beside_is_a_doubt)
{
    static const struct {
        const char *beside;
        int32_t confidence, alternative;
    } rows[] = {
        {"Your message was automatically rejected: Not enough disk space", MODORI_CONFIDENCE_MEDIUM,
         MODORI_REASON_RCPT_FULL},
        {"The mailbox could not be found.", MODORI_CONFIDENCE_HIGH, 0}, /* the same */
        {"Please try again later.", MODORI_CONFIDENCE_HIGH, 0},         /* no sentence of one cause */
    };
    static const char reply[] = "550 5.1.1 <nobody@example.com>... User unknown";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_facts facts = facts_of_line(mdr_span_make(reply, sizeof reply - 1));
        struct mdr_verdict verdict;
        facts.context = mdr_text_view(mdr_span_make(rows[i].beside, strlen(rows[i].beside)), 0);
        mdr_judge(&facts, &verdict);
        cr_expect_eq(verdict.reason, MODORI_REASON_RCPT_UNKNOWN, "%s", rows[i].beside);
        cr_expect_eq(verdict.confidence, rows[i].confidence, "%s: confidence %d", rows[i].beside,
                     (int)verdict.confidence);
        cr_expect_eq(verdict.alternative[0], rows[i].alternative, "%s: %d", rows[i].beside,
                     (int)verdict.alternative[0]);
    }
}

/* A notice that explains at length and quotes the reply last: in a text too full of words to keep them all, too. */
Test(verdict, the_end_of_a_long_text_counts)
{
    static const char explanation[] =
        "If you need help please contact your administrator and try to send the message again later. The server of "
        "the recipient may be busy, and the mailbox may receive mail for another account of the user. ";
    static const char cause[] = "The reason: user unknown";
    for (size_t times = 0; times < 40; times += 13) {
        char text[sizeof explanation * 40 + sizeof cause];
        size_t n = 0;
        for (size_t i = 0; i < times; i++, n += sizeof explanation - 1)
            memcpy(text + n, explanation, sizeof explanation - 1);
        memcpy(text + n, cause, sizeof cause);
        struct mdr_facts facts = facts_of_line(mdr_span_make(text, n + sizeof cause - 1));
        struct mdr_verdict verdict;
        mdr_judge(&facts, &verdict);
        cr_expect_eq(verdict.reason, MODORI_REASON_RCPT_UNKNOWN, "%zu times: %s", times, name_of(verdict.reason));
    }
}

/* Where reading stops, and where it goes on, in the middle of a long text: in front of a word and behind one. */
Test(verdict, no_word_is_cut_in_a_long_text)
{
    static const struct {
        size_t at; /* of the words */
        const char *words;
        int32_t reason;
    } rows[] = {
        {MDR_PHRASE_HEAD - 12, "user unknown to us", MODORI_REASON_RCPT_UNKNOWN},
        {MDR_PHRASE_HEAD - 12, "user unknownness", MODORI_REASON_OTHER_TEXT},
        {9000 - MDR_PHRASE_TAIL - 1, " user unknown", MODORI_REASON_RCPT_UNKNOWN},
        {9000 - MDR_PHRASE_TAIL - 5, "superuser unknown", MODORI_REASON_OTHER_TEXT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[9000];
        for (size_t at = 0; at < sizeof text; at++)
            text[at] = at % 2 == 0 ? '-' : ' ';
        memcpy(text + rows[i].at, rows[i].words, strlen(rows[i].words));
        struct mdr_facts facts = {.words = mdr_text_view(mdr_span_make(text, sizeof text), 0)};
        struct mdr_verdict verdict;
        mdr_judge(&facts, &verdict);
        cr_expect_eq(verdict.reason, rows[i].reason, "%s: %s", rows[i].words, name_of(verdict.reason));
    }
}
