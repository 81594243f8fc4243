/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables of words: complete, unique, ordered, and worded in both languages for every id. */
#include "bytes/ascii.h"
#include "words/words.h"

#include <modori.h>

#include <criterion/criterion.h>

#define ENUMS 19 /* MODORI_ENUM_STATUS to MODORI_ENUM_ITEM, without a gap */

static int printed(struct mdr_span s)
{
    return (int)s.n;
}

static bool ends_with(struct mdr_span s, const char *end)
{
    return mdr_ends_with_fold(s, mdr_span_make(end, strlen(end)));
}

static bool has_non_ascii(struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return true;
    return false;
}

/* No control characters, no unfilled place, no blank at an end or doubled; a NUL behind it. */
static void expect_clean(struct mdr_span s)
{
    cr_assert(s.p && s.n > 0);
    cr_expect_eq(s.p[s.n], '\0', "no NUL behind \"%.*s\"", printed(s), s.p);
    for (size_t i = 0; i < s.n; i++)
        cr_expect((unsigned char)s.p[i] >= ' ' && s.p[i] != '{' && s.p[i] != '}', "\"%.*s\"", printed(s), s.p);
    cr_expect_eq(mdr_trim(s).n, s.n, "\"%.*s\"", printed(s), s.p);
    cr_expect_eq(mdr_find(s, MDR_SPAN("  "), 0), MDR_NOT_FOUND, "\"%.*s\"", printed(s), s.p);
}

static void expect_both(struct mdr_span en, struct mdr_span ja, const char *what)
{
    cr_assert(en.p && ja.p, "%s: no text", what);
    expect_clean(en);
    expect_clean(ja);
    cr_expect_not(has_non_ascii(en), "%s: \"%.*s\"", what, printed(en), en.p);
    cr_expect(has_non_ascii(ja), "%s: \"%.*s\"", what, printed(ja), ja.p);
}

static void expect_sentences(struct mdr_span en, struct mdr_span ja, const char *what)
{
    expect_both(en, ja, what);
    cr_expect(ends_with(en, ".") || ends_with(en, ".)"), "%s: \"%.*s\"", what, printed(en), en.p);
    cr_expect(ends_with(ja, "。"), "%s: \"%.*s\"", what, printed(ja), ja.p);
}

static void check_value(int32_t enumeration, int32_t value)
{
    struct mdr_span name = mdr_enum_name(enumeration, value);
    struct mdr_span en = mdr_enum_text(enumeration, value, MDR_LANG_EN);
    struct mdr_span ja = mdr_enum_text(enumeration, value, MDR_LANG_JA);
    int32_t back = -1000;
    expect_clean(name);
    cr_expect(mdr_enum_value(enumeration, name, &back));
    cr_expect_eq(back, value, "%.*s", printed(name), name.p);
    switch (enumeration) {
    case MODORI_ENUM_REASON:
    case MODORI_ENUM_CAUSE:
    case MODORI_ENUM_ADVICE: {
        struct mdr_span person_en = mdr_enum_text_person(enumeration, value, MDR_LANG_EN);
        struct mdr_span person_ja = mdr_enum_text_person(enumeration, value, MDR_LANG_JA);
        expect_sentences(person_en, person_ja, name.p);
    }
        expect_sentences(en, ja, name.p);
        break;
    case MODORI_ENUM_CONTRADICTION:
    case MODORI_ENUM_ADDRESS:
    case MODORI_ENUM_FINDING:
        expect_sentences(en, ja, name.p);
        break;
    default:
        expect_both(en, ja, name.p);
        cr_expect_not(ends_with(en, ".") || ends_with(ja, "。"), "a label: %s", name.p);
    }
}

Test(vocab, every_value_has_name_and_words)
{
    for (int32_t e = 1; e <= ENUMS; e++) {
        int32_t value, last = INT32_MIN;
        cr_assert_gt(mdr_enum_count(e), 1, "enumeration %d", e);
        for (size_t i = 0; i < mdr_enum_count(e); i++) {
            cr_assert(mdr_enum_at(e, i, &value));
            cr_expect_gt(value, last, "enumeration %d is not ascending", e);
            last = value;
            check_value(e, value);
        }
        cr_expect_not(mdr_enum_at(e, mdr_enum_count(e), &value));
    }
}

Test(vocab, unknown_is_absent)
{
    int32_t value = 77;
    cr_expect_eq(mdr_enum_count(0), 0);
    cr_expect_eq(mdr_enum_count(-1), 0);
    cr_expect_eq(mdr_enum_count(ENUMS + 1), 0);
    cr_expect_null(mdr_enum_name(MODORI_ENUM_KIND, 99).p);
    cr_expect_null(mdr_enum_text(MODORI_ENUM_KIND, -1, MDR_LANG_JA).p);
    cr_expect_null(mdr_enum_text_person(MODORI_ENUM_KIND, 99, MDR_LANG_JA).p);
    cr_expect_not(mdr_enum_value(MODORI_ENUM_KIND, MDR_SPAN("Failed"), &value));
    cr_expect_not(mdr_enum_value(MODORI_ENUM_KIND, MDR_SPAN("faile"), &value));
    cr_expect_not(mdr_enum_value(MODORI_ENUM_KIND, MDR_SPAN_NONE, &value));
    cr_expect_not(mdr_enum_value(99, MDR_SPAN("failed"), &value));
    cr_expect_eq(value, 77);
    cr_expect(mdr_span_equal(mdr_enum_text(MODORI_ENUM_KIND, MODORI_KIND_FAILED, 42), MDR_SPAN("Delivery failed")),
              "a number that is no language is English");
}

/* Names that other programs rely on. */
Test(vocab, names_of_the_outside)
{
    static const struct {
        int32_t enumeration, value;
        const char *name;
    } rows[] = {
        {MODORI_ENUM_STATUS, MODORI_OK, "ok"},
        {MODORI_ENUM_STATUS, MODORI_ERROR_STATE, "state"},
        {MODORI_ENUM_KIND, MODORI_KIND_AUTO_REPLY, "auto-reply"},
        {MODORI_ENUM_ACTION, MODORI_ACTION_FAILED, "failed"},
        {MODORI_ENUM_SPEAKER, MODORI_SPEAKER_REPORTER, "reporter"},
        {MODORI_ENUM_PHASE, MODORI_PHASE_END_OF_DATA, "end-of-data"},
        {MODORI_ENUM_REASON, MODORI_REASON_RCPT_UNKNOWN, "rcpt.unknown"},
        {MODORI_ENUM_REASON, MODORI_REASON_GREYLIST, "greylist"},
        {MODORI_ENUM_REASON, MODORI_REASON_OTHER_NONE, "other.none"},
        {MODORI_ENUM_PARTY, MODORI_PARTY_REMOTE_SYSTEM, "remote-system"},
        {MODORI_ENUM_PERSISTENCE, MODORI_PERSISTENCE_TRANSIENT, "transient"},
        {MODORI_ENUM_CONFIDENCE, MODORI_CONFIDENCE_HIGH, "high"},
        {MODORI_ENUM_CONTRADICTION, MODORI_CONTRADICTION_TEXT_AGAINST_CODE, "text-against-code"},
        {MODORI_ENUM_ROLE, MODORI_ROLE_OWN, "own"},
        {MODORI_ENUM_HTML, MODORI_HTML_ALTERNATIVE, "alternative"},
        {MODORI_ENUM_RISK, MODORI_RISK_MARKUP, "markup"},
        {MODORI_ENUM_ADDRESS, MODORI_ADDRESS_UPPER_CASE_DOMAIN, "upper-case-domain"},
        {MODORI_ENUM_FINDING, MODORI_FINDING_CHARSET_WRONG, "charset-wrong"},
        {MODORI_ENUM_CAUSE, MODORI_CAUSE_HTML_MAIL, "html-mail"},
        {MODORI_ENUM_ADVICE, MODORI_ADVICE_SEND_PLAIN_TEXT, "send-plain-text"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct mdr_span name = mdr_enum_name(rows[i].enumeration, rows[i].value);
        cr_assert(name.p, "%s", rows[i].name);
        cr_expect_str_eq(name.p, rows[i].name);
    }
}

Test(reasons, every_reason_has_its_columns)
{
    size_t count = mdr_enum_count(MODORI_ENUM_REASON);
    cr_expect_eq(count, 49);
    for (size_t i = 0; i < count; i++) {
        int32_t number = 0;
        mdr_enum_at(MODORI_ENUM_REASON, i, &number);
        const struct mdr_reason *reason = mdr_reason_find(number);
        cr_assert(reason, "%d", number);
        cr_expect_eq(reason->number, number);
        cr_expect(mdr_enum_name(MODORI_ENUM_PARTY, reason->party).p);
        cr_expect(mdr_enum_name(MODORI_ENUM_PERSISTENCE, reason->persistence).p);
        cr_expect(!reason->hard || reason->persistence == MODORI_PERSISTENCE_PERMANENT);
        cr_expect(mdr_enum_name(MODORI_ENUM_ADVICE, reason->advice[0]).p, "%d has no advice", number);
        for (size_t k = 1; k < 4; k++)
            cr_expect(reason->advice[k] == 0 ||
                      (reason->advice[k - 1] != 0 && mdr_enum_name(MODORI_ENUM_ADVICE, reason->advice[k]).p));
    }
    cr_expect_null(mdr_reason_find(0));
    cr_expect_null(mdr_reason_find(100));
    cr_expect_null(mdr_reason_find(999));
    const struct mdr_reason *unknown = mdr_reason_find(MODORI_REASON_RCPT_UNKNOWN);
    cr_expect(unknown->hard && unknown->party == MODORI_PARTY_RECIPIENT);
    cr_expect_eq(unknown->advice[0], MODORI_ADVICE_FIX_ADDRESS);
    cr_expect_eq(unknown->advice[1], MODORI_ADVICE_SUPPRESS);
    cr_expect_eq(unknown->advice[2], 0);
}

Test(texts, are_found_by_id_and_language)
{
    static const char *ids[] = {"code.standing.standard", "code.standing.extension", "code.standing.listed-only",
                                "code.standing.non-standard", "code.standing.unknown"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        struct mdr_span id = mdr_span_make(ids[i], strlen(ids[i]));
        expect_both(mdr_text_find(id, MDR_LANG_EN), mdr_text_find(id, MDR_LANG_JA), ids[i]);
    }
    cr_expect_null(mdr_text_find(MDR_SPAN("code.standing"), MDR_LANG_EN).p);
    cr_expect_null(mdr_text_find(MDR_SPAN("zzz"), MDR_LANG_JA).p);
    cr_expect_null(mdr_text_find(MDR_SPAN_NONE, MDR_LANG_JA).p);
}

Test(texts, language_tags)
{
    static const struct {
        const char *tag;
        int lang;
    } rows[] = {{"ja", MDR_LANG_JA},      {"JA", MDR_LANG_JA}, {"ja-JP", MDR_LANG_JA}, {"ja_JP.UTF-8", MDR_LANG_JA},
                {"ja.utf8", MDR_LANG_JA}, {"en", MDR_LANG_EN}, {"jav", MDR_LANG_EN},   {"j", MDR_LANG_EN},
                {"", MDR_LANG_EN},        {"de", MDR_LANG_EN}, {NULL, MDR_LANG_EN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_eq(mdr_lang_of(rows[i].tag), rows[i].lang, "%s", rows[i].tag ? rows[i].tag : "NULL");
}

/* ---- codes ------------------------------------------------------------------------------------ */

static struct mdr_span reply(int32_t code, int32_t key, int lang)
{
    return mdr_reply_code_text(code, key, lang);
}

static struct mdr_span enhanced(const char *code, int32_t key, int lang)
{
    return mdr_enhanced_code_text(mdr_span_make(code, strlen(code)), key, lang);
}

static void expect_text(struct mdr_span text, const char *want)
{
    cr_assert(text.p, "absent, not \"%s\"", want);
    cr_expect_str_eq(text.p, want);
}

static void check_reply(int32_t code)
{
    char name[4] = {(char)('0' + code / 100), (char)('0' + code / 10 % 10), (char)('0' + code % 10), '\0'};
    expect_sentences(reply(code, MODORI_CODE_MEANING, MDR_LANG_EN), reply(code, MODORI_CODE_MEANING, MDR_LANG_JA),
                     name);
    expect_sentences(reply(code, MODORI_CODE_RETRY, MDR_LANG_EN), reply(code, MODORI_CODE_RETRY, MDR_LANG_JA), name);
    struct mdr_span notes_en = reply(code, MODORI_CODE_NOTES, MDR_LANG_EN);
    struct mdr_span notes_ja = reply(code, MODORI_CODE_NOTES, MDR_LANG_JA);
    cr_expect_eq(notes_en.p == NULL, notes_ja.p == NULL, "%s", name);
    if (notes_en.p)
        expect_sentences(notes_en, notes_ja, name);
    cr_expect(reply(code, MODORI_CODE_STANDING, MDR_LANG_EN).p, "%s", name);
}

Test(codes, every_reply_code_is_explained)
{
    int32_t last = 0;
    cr_expect_eq(mdr_reply_code_count(), 78);
    for (size_t i = 0; i < mdr_reply_code_count(); i++) {
        int32_t code = mdr_reply_code_at(i);
        cr_expect_gt(code, last);
        last = code;
        check_reply(code);
        expect_clean(reply(code, MODORI_CODE_PHASES, MDR_LANG_EN));
        struct mdr_span standing = reply(code, MODORI_CODE_STANDING, MDR_LANG_EN);
        cr_expect_not(mdr_span_equal(standing, MDR_SPAN("unknown")), "%d", code);
        if (mdr_span_equal(standing, MDR_SPAN("standard"))) {
            expect_clean(reply(code, MODORI_CODE_STANDARD_TEXT, MDR_LANG_EN));
            expect_clean(reply(code, MODORI_CODE_REFERENCE, MDR_LANG_EN));
        }
    }
    cr_expect_eq(mdr_reply_code_at(mdr_reply_code_count()), -1);
}

static size_t expect_reasons(struct mdr_span names)
{
    size_t n = 0;
    for (size_t at = 0; at < names.n; n++) {
        size_t blank = mdr_find_byte(names, ' ', at), end = blank == MDR_NOT_FOUND ? names.n : blank;
        int32_t reason = 0;
        cr_expect(mdr_enum_value(MODORI_ENUM_REASON, mdr_span_cut(names, at, end), &reason), "%s", names.p + at);
        cr_expect(mdr_code_fits(names, reason));
        at = end + 1;
    }
    return n;
}

/* What codes mean by the book is told in reasons that there are. */
Test(codes, mean_reasons)
{
    size_t n = 0;
    for (size_t i = 0; i < mdr_reply_code_count(); i++)
        n += expect_reasons(mdr_reply_code_text(mdr_reply_code_at(i), MDR_CODE_MEANS, MDR_LANG_EN));
    for (size_t i = 0; i < mdr_enhanced_code_count(); i++)
        n += expect_reasons(mdr_enhanced_code_text(mdr_enhanced_code_at(i), MDR_CODE_MEANS, MDR_LANG_EN));
    cr_expect_gt(n, 80);
    cr_expect_not(mdr_code_fits(MDR_SPAN("rcpt.full size.message"), MODORI_REASON_CONTENT_REFUSED));
    cr_expect_not(mdr_code_fits(MDR_SPAN("rcpt.full size.message"), 0));
    cr_expect(mdr_code_fits(mdr_reply_code_text(550, MDR_CODE_MEANS, MDR_LANG_EN), MODORI_REASON_AUTH_DMARC));
}

/* The codes that administrators meet have a text of their own for everything. */
Test(codes, common_reply_codes_have_own_texts)
{
    static const int32_t codes[] = {200, 211, 214, 220, 221, 250, 251, 252, 354, 421, 450, 451,
                                    452, 500, 501, 502, 503, 504, 550, 551, 552, 553, 554};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        for (int lang = MDR_LANG_EN; lang <= MDR_LANG_JA; lang++) {
            int32_t unknown = codes[i] / 100 * 100 + 99; /* the class's text: no table has x99 */
            struct mdr_span retry = reply(codes[i], MODORI_CODE_RETRY, lang);
            cr_expect_not(codes[i] != 200 && mdr_span_equal(retry, reply(unknown, MODORI_CODE_RETRY, lang)), "%d",
                          codes[i]);
            cr_expect(reply(codes[i], MODORI_CODE_NOTES, lang).p || codes[i] == 211, "%d", codes[i]);
        }
}

Test(codes, unknown_reply_codes_by_class_and_second_digit)
{
    for (int32_t code = 100; code <= 999; code++)
        check_reply(code);
    static const int32_t unknown[] = {299, 359, 457, 499, 559, 599, 199, 678};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        expect_text(reply(unknown[i], MODORI_CODE_STANDING, MDR_LANG_JA), "unknown");
    cr_expect_not(mdr_span_equal(reply(457, MODORI_CODE_MEANING, 0), reply(499, MODORI_CODE_MEANING, 0)));
    cr_expect(mdr_span_equal(reply(457, MODORI_CODE_RETRY, 0), reply(499, MODORI_CODE_RETRY, 0)));
    cr_expect_null(reply(559, MODORI_CODE_STANDARD_TEXT, MDR_LANG_EN).p);
    cr_expect_null(reply(99, MODORI_CODE_MEANING, MDR_LANG_EN).p);
    cr_expect_null(reply(1000, MODORI_CODE_MEANING, MDR_LANG_EN).p);
    cr_expect_null(reply(-550, MODORI_CODE_MEANING, MDR_LANG_EN).p);
    cr_expect_null(reply(550, 99, MDR_LANG_EN).p);
    expect_text(reply(552, MODORI_CODE_STANDARD_TEXT, MDR_LANG_JA),
                "Requested mail action aborted: exceeded storage allocation");
}

static void check_enhanced(const char *code)
{
    expect_sentences(enhanced(code, MODORI_CODE_MEANING, MDR_LANG_EN), enhanced(code, MODORI_CODE_MEANING, MDR_LANG_JA),
                     code);
    expect_sentences(enhanced(code, MODORI_CODE_RETRY, MDR_LANG_EN), enhanced(code, MODORI_CODE_RETRY, MDR_LANG_JA),
                     code);
    struct mdr_span notes_en = enhanced(code, MODORI_CODE_NOTES, MDR_LANG_EN);
    struct mdr_span notes_ja = enhanced(code, MODORI_CODE_NOTES, MDR_LANG_JA);
    cr_expect_eq(notes_en.p == NULL, notes_ja.p == NULL, "%s", code);
    if (notes_en.p)
        expect_sentences(notes_en, notes_ja, code);
}

Test(codes, every_enhanced_code_is_explained)
{
    cr_expect_eq(mdr_enhanced_code_count(), 93);
    for (size_t i = 0; i < mdr_enhanced_code_count(); i++) {
        struct mdr_span name = mdr_enhanced_code_at(i);
        char code[16];
        cr_assert(name.p && name.n < sizeof code);
        memcpy(code, name.p, name.n + 1);
        for (const char *class = "X245"; *class; class ++) {
            code[0] = *class;
            check_enhanced(code);
        }
        struct mdr_span standing = enhanced(code, MODORI_CODE_STANDING, MDR_LANG_EN);
        bool own = mdr_span_equal(standing, MDR_SPAN("non-standard"));
        cr_expect_not(mdr_span_equal(standing, MDR_SPAN("unknown")), "%s", code);
        cr_expect(own || enhanced(code, MODORI_CODE_REFERENCE, MDR_LANG_EN).p, "%s", code);
    }
    cr_expect_null(mdr_enhanced_code_at(mdr_enhanced_code_count()).p);
}

Test(codes, unknown_enhanced_codes_by_subject_then_class)
{
    static const char *unknown[] = {"5.0.999", "5.1.352", "4.2.99",    "5.3.77", "5.4.317", "4.5.9", "5.6.11",
                                    "5.7.999", "5.8.1",   "4.999.999", "2.9.0",  "X.9.9",   "X.1.99"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        check_enhanced(unknown[i]);
        expect_text(enhanced(unknown[i], MODORI_CODE_STANDING, MDR_LANG_EN), "unknown");
        cr_expect_null(enhanced(unknown[i], MODORI_CODE_STANDARD_TEXT, MDR_LANG_EN).p);
    }
    cr_expect_not(
        mdr_span_equal(enhanced("5.1.352", MODORI_CODE_MEANING, 0), enhanced("5.9.1", MODORI_CODE_MEANING, 0)));
    cr_expect_not(mdr_span_equal(enhanced("5.9.1", MODORI_CODE_MEANING, 0), enhanced("4.9.1", MODORI_CODE_MEANING, 0)));
    cr_expect_not(mdr_span_equal(enhanced("5.7.1", MODORI_CODE_RETRY, 0), enhanced("4.7.1", MODORI_CODE_RETRY, 0)));
    expect_text(enhanced("5.1.1", MODORI_CODE_STANDARD_TEXT, MDR_LANG_JA), "Bad destination mailbox address");
}

Test(codes, what_is_no_enhanced_code)
{
    static const char *bad[] = {"",         "5",     "5.1",   "5.1.",  "5.1.1.", "5.1.1 ", " 5.1.1", "5.01.1", "5.1.01",
                                "5.1.1000", "3.1.1", "6.0.0", "x.1.1", "5,1,1",  "5.-1.1", "55.1.1", "5.1.1.1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect_null(enhanced(bad[i], MODORI_CODE_MEANING, MDR_LANG_EN).p, "\"%s\"", bad[i]);
    cr_expect_null(mdr_enhanced_code_text(MDR_SPAN_NONE, MODORI_CODE_MEANING, MDR_LANG_EN).p);
}
