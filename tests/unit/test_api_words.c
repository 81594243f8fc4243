/* SPDX-License-Identifier: BSD-2-Clause */
/* Names, meanings and codes as a program that includes only <modori.h> sees them. */
#include <modori.h>

#include <criterion/criterion.h>
#include <string.h>

/* len is read after the call that gives text has filled it. */
static void expect(const char *text, const size_t *len, const char *want)
{
    cr_assert(text, "absent, not \"%s\"", want);
    cr_expect_str_eq(text, want);
    cr_expect_eq(*len, strlen(want), "%s", want);
}

Test(api_words, enumerations)
{
    size_t len = 7;
    int32_t value = 7;
    expect(modori_enum_name(MODORI_ENUM_REASON, MODORI_REASON_RCPT_UNKNOWN, &len), &len, "rcpt.unknown");
    cr_expect_str_eq(modori_enum_name(MODORI_ENUM_KIND, MODORI_KIND_NONE, NULL), "none");
    len = 7;
    cr_expect_null(modori_enum_name(MODORI_ENUM_REASON, 1, &len));
    cr_expect_null(modori_enum_name(0, 1, &len));
    cr_expect_null(modori_enum_text(MODORI_ENUM_REASON, 1, "ja", &len));
    cr_expect_eq(len, 7, "untouched where there is nothing");

    cr_expect_eq(modori_enum_value(MODORI_ENUM_PHASE, "end-of-data", MODORI_TERMINATED, &value), MODORI_OK);
    cr_expect_eq(value, MODORI_PHASE_END_OF_DATA);
    cr_expect_eq(modori_enum_value(MODORI_ENUM_PHASE, "rcpt to", 4, &value), MODORI_OK);
    cr_expect_eq(value, MODORI_PHASE_RCPT);
    cr_expect_eq(modori_enum_value(MODORI_ENUM_PHASE, "RCPT", 4, &value), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_enum_value(MODORI_ENUM_PHASE, "", 0, &value), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_enum_value(MODORI_ENUM_PHASE, NULL, 4, &value), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_enum_value(99, "rcpt", 4, &value), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_enum_value(MODORI_ENUM_PHASE, "rcpt", 4, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(value, MODORI_PHASE_RCPT, "untouched on failure");
}

Test(api_words, enumerations_by_index)
{
    int32_t value = 7;
    cr_expect_eq(modori_enum_count(MODORI_ENUM_REASON), 49);
    cr_expect_eq(modori_enum_count(0), 0);
    cr_expect_eq(modori_enum_at(MODORI_ENUM_STATUS, 0, &value), MODORI_OK);
    cr_expect_eq(value, MODORI_ERROR_STATE);
    cr_expect_eq(modori_enum_at(MODORI_ENUM_STATUS, 5, &value), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_enum_at(MODORI_ENUM_STATUS, (size_t)-1, &value), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_enum_at(MODORI_ENUM_STATUS, 0, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(value, MODORI_ERROR_STATE);
}

Test(api_words, languages)
{
    size_t len = 0;
    const char *en = modori_enum_text(MODORI_ENUM_REASON, MODORI_REASON_RCPT_FULL, NULL, &len);
    expect(en, &len, "The recipient's mailbox is full.");
    cr_expect_eq(modori_enum_text(MODORI_ENUM_REASON, MODORI_REASON_RCPT_FULL, "de", NULL), en);
    expect(modori_enum_text(MODORI_ENUM_REASON, MODORI_REASON_RCPT_FULL, "ja-JP", &len), &len,
           "宛先のメールボックスが満杯です。");
}

/* Advice, causes and reasons in two forms, in two languages, none of them the same. */
Test(api_words, for_the_person)
{
    static const int32_t enumeration[] = {MODORI_ENUM_REASON, MODORI_ENUM_CAUSE, MODORI_ENUM_ADVICE};
    for (size_t e = 0; e < sizeof enumeration / sizeof *enumeration; e++)
        for (size_t i = 0; i < modori_enum_count(enumeration[e]); i++) {
            int32_t value = 0;
            modori_enum_at(enumeration[e], i, &value);
            for (int lang = 0; lang < 2; lang++) {
                size_t n = 0, person_n = 0;
                const char *text = modori_enum_text(enumeration[e], value, lang ? "ja" : "en", &n);
                const char *person = modori_enum_text_person(enumeration[e], value, lang ? "ja" : "en", &person_n);
                cr_assert(text && person && n > 0 && person_n > 0, "%d %d", enumeration[e], value);
                cr_expect(strcmp(text, person) != 0 || enumeration[e] == MODORI_ENUM_CAUSE, "%s", text);
                cr_expect_eq(strlen(person), person_n);
            }
        }
    size_t len = 1;
    cr_expect_null(modori_enum_text_person(MODORI_ENUM_ADVICE, 1, "ja", &len));
    cr_expect_eq(len, 1, "untouched");
    expect(modori_enum_text_person(MODORI_ENUM_PHASE, MODORI_PHASE_AUTH, NULL, &len), &len, "AUTH, the login");
}

Test(api_words, codes)
{
    size_t len = 7;
    expect(modori_reply_code_text(550, MODORI_CODE_STANDARD_TEXT, NULL, &len), &len,
           "Requested action not taken: mailbox unavailable");
    len = 7;
    cr_expect_null(modori_reply_code_text(99, MODORI_CODE_MEANING, "ja", &len));
    cr_expect_null(modori_reply_code_text(550, 0, "ja", &len));
    cr_expect_null(modori_reply_code_text(550, 101, "ja", &len));
    cr_expect_null(modori_enhanced_code_text("5.1.1", 5, 102, "ja", &len));
    cr_expect_null(modori_enhanced_code_text(NULL, 5, MODORI_CODE_MEANING, "ja", &len));
    cr_expect_null(modori_enhanced_code_text("5.1", 3, MODORI_CODE_MEANING, "ja", &len));
    cr_expect_eq(len, 7);
    expect(modori_enhanced_code_text("5.0.0 x", 5, MODORI_CODE_STANDARD_TEXT, NULL, &len), &len,
           "Other undefined Status");
    cr_expect_str_eq(modori_enhanced_code_text("4.0.0", MODORI_TERMINATED, MODORI_CODE_STANDING, NULL, NULL),
                     "standard");
    cr_expect_eq(modori_reply_code_at(0), 200);
    cr_expect_eq(modori_reply_code_at(modori_reply_code_count()), -1);
    expect(modori_enhanced_code_at(0, &len), &len, "X.0.0");
    cr_expect_null(modori_enhanced_code_at(modori_enhanced_code_count(), &len));
}
