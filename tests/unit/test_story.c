/* SPDX-License-Identifier: BSD-2-Clause */
/* The story that the library was made for, from the bytes of the bounce to the words for the administrator. */
#include <criterion/criterion.h>
#include <modori.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file as a report of its own. */
static modori_report *read_file(const char *folder, const char *name)
{
    static char bytes[65536];
    char path[4096];
    const char *srcdir = getenv("srcdir");
    modori_parser *parser = NULL;
    snprintf(path, sizeof path, "%s/%s/%s", srcdir ? srcdir : ".", folder, name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    cr_assert_eq(modori_parser_new(NULL, NULL, &parser), MODORI_OK);
    cr_assert_eq(modori_parser_read(parser, MODORI_FORM_ANY, bytes, n, NULL), MODORI_OK);
    modori_report *report = modori_parser_take(parser);
    modori_parser_free(parser);
    cr_assert_not_null(report);
    return report;
}

static modori_report *read_example(const char *name)
{
    return read_file("examples/bounces", name);
}

static bool has(const modori_recipient *r, int32_t list, int32_t value)
{
    for (size_t i = 0; i < modori_recipient_list_count(r, list); i++)
        if (modori_recipient_list_at(r, list, i) == value)
            return true;
    return false;
}

static void expect_first(const modori_recipient *r, int32_t list, const int32_t *want, size_t n)
{
    for (size_t i = 0; i < n; i++)
        cr_expect_eq(modori_recipient_list_at(r, list, i), want[i], "list %d, place %zu", (int)list, i);
}

Test(story, an_html_mail_refused_at_the_end)
{
    static const int32_t causes[] = {MODORI_CAUSE_HTML_MAIL, MODORI_CAUSE_LINKS};
    static const int32_t advice[] = {MODORI_ADVICE_SEND_PLAIN_TEXT, MODORI_ADVICE_REMOVE_LINKS, MODORI_ADVICE_SEND_TEST,
                                     MODORI_ADVICE_ASK_REMOTE_ADMIN};
    modori_report *report = read_example("552-content-rejected.eml");
    cr_assert_eq(modori_report_recipient_count(report), 1);
    const modori_recipient *r = modori_report_recipient(report, 0);
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_SPEAKER), MODORI_SPEAKER_REMOTE);
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_PHASE), MODORI_PHASE_END_OF_DATA);
    cr_expect_eq(modori_recipient_number(r, MODORI_RECIPIENT_REASON), MODORI_REASON_CONTENT_REFUSED);
    cr_expect(has(r, MODORI_RECIPIENT_CONTRADICTIONS, MODORI_CONTRADICTION_TEXT_AGAINST_CODE));
    expect_first(r, MODORI_RECIPIENT_CAUSES, causes, sizeof causes / sizeof *causes);
    expect_first(r, MODORI_RECIPIENT_ADVICE, advice, sizeof advice / sizeof *advice);
    cr_expect_eq(modori_report_hop_count(report), 4);
    cr_expect_eq(modori_report_hop_number(report, 3, MODORI_HOP_ROLE), MODORI_ROLE_PARTNER);
    modori_report_free(report);
}

/* The same reply for another mail. */
Test(story, a_program_comes_first)
{
    static const int32_t advice[] = {MODORI_ADVICE_REMOVE_ATTACHMENT, MODORI_ADVICE_SEND_TEST};
    modori_report *report = read_example("552-exe-attachment.eml");
    const modori_recipient *r = modori_report_recipient(report, 0);
    expect_first(r, MODORI_RECIPIENT_ADVICE, advice, sizeof advice / sizeof *advice);
    cr_expect_not(has(r, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_SEND_PLAIN_TEXT));
    modori_report_free(report);
}

static void expect_words(const char *file, const char *lang, const char *const *words, size_t n)
{
    modori_report *report = read_example(file);
    modori_text *text = NULL;
    cr_assert_eq(modori_report_explain(report, lang, MODORI_EXPLAIN_ADMINISTRATOR, 0, &text), MODORI_OK);
    for (size_t i = 0; i < n; i++)
        cr_expect_not_null(strstr(modori_text_bytes(text, NULL), words[i]), "%s in %s lacks %s:\n%s", file, lang,
                           words[i], modori_text_bytes(text, NULL));
    modori_text_free(text);
    modori_report_free(report);
}

/* What people paste, masked, without any header. */
Test(story, pasted_texts)
{
    static const char *const content[][4] = {{"*****@******.**.ca", "mail.*****.**.ca", "552: ", "DATA"},
                                             {"*****@******.**.ca", "mail.*****.**.ca", "552：", "DATA"}};
    static const char *const unknown[][4] = {{"*****@*****.**.jp", "mail.*****.co.jp", "554: ", "RCPT TO"},
                                             {"*****@*****.**.jp", "mail.*****.co.jp", "554：", "RCPT TO"}};
    for (int i = 0; i < 2; i++) {
        expect_words("story-552.txt", i ? "ja" : "en", content[i], 4);
        expect_words("story-554.txt", i ? "ja" : "en", unknown[i], 4);
    }
    static const char *const english[] = {"\nBut  ", "Not as it is", "(recipient's side)"};
    expect_words("552-content-rejected.eml", "en", english, sizeof english / sizeof *english);
}

static void expect_comparison(const modori_report *a, const modori_report *b, const char *lang, const char *words)
{
    modori_text *text = NULL;
    cr_assert_eq(modori_report_compare(a, b, lang, 0, &text), MODORI_OK);
    cr_expect_not_null(strstr(modori_text_bytes(text, NULL), words), "%s", modori_text_bytes(text, NULL));
    modori_text_free(text);
}

/* One mail as HTML and as plain text, sent through a real Postfix to a filter that refuses HTML. */
Test(story, the_experiment_of_the_laboratory)
{
    modori_report *refused = read_file("tests/samples/experiment", "html-refused.eml");
    modori_report *taken = read_file("tests/samples/experiment", "plain-taken.mail");
    modori_text *text = NULL;
    cr_assert_eq(modori_report_compare_json(refused, taken, &text), MODORI_OK);
    const char *json = modori_text_bytes(text, NULL);
    cr_expect_not_null(
        strstr(json, "\"suspects\":[\"html\"],\"shows\":[\"not-address\",\"not-sender\",\"one-suspect\",\"words\"]"),
        "%s", json);
    modori_text_free(text);
    expect_comparison(refused, taken, "en", "\nHTML         HTML only                        No HTML\n");
    expect_comparison(refused, taken, "en", "\nSize         1145 B                           1253 B\n");
    expect_comparison(refused, taken, "en", "only this differs: HTML.");
    expect_comparison(taken, refused, "ja", "異なるのは「HTML 形式」だけ");
    modori_report_free(refused);
    modori_report_free(taken);
}

Test(story, the_experiment)
{
    modori_report *refused = read_example("552-content-rejected.eml");
    modori_report *arrived = read_example("plain-text-delivered.eml");
    modori_text *text = NULL;
    cr_assert_eq(modori_report_compare_json(refused, arrived, &text), MODORI_OK);
    const char *json = modori_text_bytes(text, NULL);
    cr_expect_not_null(strstr(json, "\"suspects\":[\"html\",\"links\"]"), "%s", json);
    cr_expect_not_null(strstr(json, "\"shows\":[\"not-address\",\"not-sender\",\"suspects\",\"words\"]"), "%s", json);
    modori_text_free(text);
    modori_report_free(refused);
    modori_report_free(arrived);
}
