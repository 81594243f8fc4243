/* SPDX-License-Identifier: BSD-2-Clause */
/* Reports and their JSON. */
#include "report/report.h"
#include "say/json_writer.h"
#include "say/say.h"

#include <criterion/criterion.h>

static const struct mdr_limits limits = {.recipients = 3, .list = 10, .fields = 10};

static struct mdr_span json_of(struct mdr_arena *arena, struct mdr_span text)
{
    struct mdr_builder b;
    struct mdr_json j = {&b, false};
    mdr_builder_init(&b, arena);
    mdr_json_text(&j, text);
    return mdr_builder_finish(&b).s;
}

Test(json, escapes_what_json_and_terminals_mind)
{
    static const struct {
        struct mdr_span text;
        const char *want;
    } rows[] = {
        {{"a\"b\\c", 5}, "\"a\\\"b\\\\c\""},
        {{"\r\n\t\x1b[0m\x7f", 8}, "\"\\r\\n\\t\\u001b[0m\\u007f\""},
        {{"\xe6\x88\xbb\xe3\x82\x8a", 6}, "\"\xe6\x88\xbb\xe3\x82\x8a\""},
        {{"\xc2\x9b"
          "31m",
          5},
         "\"\\u009b31m\""},
        {{"\xe2\x80\xae"
          "exe",
          6},
         "\"\\u202eexe\""},
        {{"\xff\xe6\x88", 3}, "\"\\ufffd\\ufffd\\ufffd\""},
        {{"", 0}, "\"\""},
    };
    struct mdr_arena arena;
    mdr_arena_init(&arena, (struct mdr_allocator){NULL, NULL});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(json_of(&arena, rows[i].text).p, rows[i].want, "row %zu", i);
    mdr_arena_free(&arena);
}

Test(json, writes_a_report)
{
    struct modori_report report;
    struct mdr_arena arena;
    struct mdr_builder b;
    mdr_report_init(&report, mdr_allocator_default(), &limits);
    mdr_report_set_number(&report, MODORI_REPORT_KIND, MODORI_KIND_FAILED);
    mdr_report_set_number(&report, MODORI_REPORT_IS_BOUNCE, 1);
    mdr_report_set_text(&report, MODORI_REPORT_ORIGINAL_SUBJECT, MDR_SPAN("x"));
    struct modori_recipient *r = mdr_report_add_recipient(&report);
    mdr_recipient_set_text(r, MODORI_RECIPIENT_ADDRESS, MDR_SPAN("user@example.jp"));
    mdr_recipient_set_number(r, MODORI_RECIPIENT_REPLY, 552);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_REASON, MODORI_REASON_CONTENT_REFUSED);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_HARD, 0);
    mdr_recipient_add(r, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_SEND_PLAIN_TEXT);
    mdr_recipient_add(r, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_SEND_PLAIN_TEXT);
    mdr_recipient_add_evidence(r, MDR_SPAN("a/b"), 7, 9);
    mdr_report_find(&report, MODORI_FINDING_MASKED, 3);
    mdr_arena_init(&arena, mdr_allocator_default());
    mdr_builder_init(&b, &arena);
    mdr_json_report(&b, &report, MDR_SPAN("in.eml"), 2);
    const char *got = mdr_builder_finish(&b).s.p;
    static const char *const parts[] = {
        "{\"source\":\"in.eml\",\"index\":2,\"kind\":\"failed\",\"is_bounce\":true,\"is_machine\":null,",
        "\"recipients\":[{\"address\":\"user@example.jp\",",
        "\"reply\":552,\"diagnostic\":null,",
        "\"reason\":\"content.refused\",",
        "\"hard\":false,",
        "\"advice\":[\"send-plain-text\"],\"evidence\":[{\"rule\":\"a/b\",\"offset\":7,\"length\":9}]}],",
        "\"original\":{\"message_id\":null,\"subject\":\"x\",",
        "\"findings\":[{\"code\":\"masked\",\"offset\":3}]}",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect(strstr(got, parts[i]) != NULL, "part %zu is missing in %s", i, got);
    mdr_arena_free(&arena);
    mdr_report_discard(&report);
}

Test(report, keeps_its_limits_and_its_text_clean)
{
    struct modori_report report;
    mdr_report_init(&report, mdr_allocator_default(), &limits);
    for (int i = 0; i < 3; i++)
        cr_expect_not_null(mdr_report_add_recipient(&report));
    cr_expect_null(mdr_report_add_recipient(&report));
    cr_assert_eq(report.findings, 1);
    cr_expect_eq(report.finding[0].code, MODORI_FINDING_LIMIT_RECIPIENTS);
    for (size_t i = 0; i < 100; i++)
        mdr_report_find(&report, MODORI_FINDING_NUL_BYTE, i);
    cr_expect_eq(report.findings, 1 + MDR_FINDINGS_OF_A_KIND);
    mdr_report_set_text(&report, MODORI_REPORT_SUBJECT, mdr_span_make("a\0b\xff", 4));
    cr_expect_str_eq(report.text[MODORI_REPORT_SUBJECT].p, "a\xef\xbf\xbd"
                                                           "b\xef\xbf\xbd");
    mdr_report_set_text(&report, MODORI_REPORT_TO, MDR_SPAN(""));
    cr_expect_null(report.text[MODORI_REPORT_TO].p, "an empty text is absent");
    mdr_report_clear(&report);
    cr_expect_eq(report.recipients, 0);
    cr_expect_eq(report.number[1], MDR_NUMBER_NONE);
    mdr_report_discard(&report);
}
