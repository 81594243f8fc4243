/* SPDX-License-Identifier: BSD-2-Clause */
/* The public calls for words: arguments, languages, and memory that runs out. */
#include "made_report.h"

#include "../../bench/counting.h"

static void add_advice(struct modori_recipient *p)
{
    mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_SEND_PLAIN_TEXT);
    mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_ASK_REMOTE_ADMIN);
}

Test(api_say, wrong_arguments)
{
    struct modori_report r;
    modori_text *text = NULL;
    modori_explanation *explanation = NULL;
    made_story(&r);
    cr_expect_eq(modori_report_explain(NULL, "en", 0, 0, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explain(&r, "en", 0, 0, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explain(&r, "en", 2, 0, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explain(&r, "en", 0, 5, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explain(&r, "en", 0, -1, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explanation(&r, "en", -1, &explanation), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_explanation(&r, "en", 0, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_compare(&r, NULL, "en", 0, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_report_compare_json(NULL, &r, &text), MODORI_ERROR_ARGUMENT);
    cr_expect_null(text);
    cr_expect_null(explanation);
    cr_expect_eq(modori_explanation_count(NULL), 0);
    cr_expect_eq(modori_explanation_item(NULL, 0, NULL, NULL, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_null(modori_explanation_label(NULL, 0, NULL));
    cr_expect_null(modori_explanation_text(NULL, 0, NULL));
    modori_explanation_free(NULL);
    mdr_report_discard(&r);
}

static void explain(const struct modori_report *r, const char *lang, modori_text **ret)
{
    cr_assert_eq(modori_report_explain(r, lang, MODORI_EXPLAIN_ADMINISTRATOR, 0, ret), MODORI_OK);
}

Test(api_say, an_unknown_language_is_english)
{
    struct modori_report r;
    modori_text *english, *unknown, *none, *japanese, *region;
    made_story(&r);
    explain(&r, "en", &english);
    explain(&r, "xx", &unknown);
    explain(&r, NULL, &none);
    explain(&r, "ja", &japanese);
    explain(&r, "ja-JP", &region);
    const char *words = modori_text_bytes(english, NULL);
    cr_expect_str_eq(modori_text_bytes(unknown, NULL), words);
    cr_expect_str_eq(modori_text_bytes(none, NULL), words);
    cr_expect_str_neq(modori_text_bytes(japanese, NULL), words);
    cr_expect_str_eq(modori_text_bytes(region, NULL), modori_text_bytes(japanese, NULL));
    modori_text_free(english);
    modori_text_free(unknown);
    modori_text_free(none);
    modori_text_free(japanese);
    modori_text_free(region);
    mdr_report_discard(&r);
}

/* The columns of the widest line. */
static size_t widest(const char *page)
{
    size_t most = 0;
    while (*page) {
        size_t n = strcspn(page, "\n"), columns = mdr_width(mdr_span_make(page, n));
        most = columns > most ? columns : most;
        page += n + (page[n] != '\0');
    }
    return most;
}

Test(api_say, no_line_is_wider_than_asked_for)
{
    static const char *const lang[] = {"en", "ja"};
    struct modori_report failed, arrived;
    made_story(&failed);
    made_story(&arrived);
    add_advice(&failed.recipient[0]);
    mdr_report_set_number(&arrived, MODORI_REPORT_KIND, MODORI_KIND_NONE);
    for (int32_t columns = 20; columns <= 100; columns++) {
        for (int i = 0; i < 4; i++) {
            modori_text *page = NULL, *compared = NULL;
            cr_assert_eq(modori_report_explain(&failed, lang[i % 2], i / 2, columns, &page), MODORI_OK);
            cr_assert_eq(modori_report_compare(&failed, &arrived, lang[i % 2], columns, &compared), MODORI_OK);
            size_t explained = widest(modori_text_bytes(page, NULL)), both = widest(modori_text_bytes(compared, NULL));
            cr_expect_leq(explained, (size_t)columns, "explain %d, %d columns: %zu", i, (int)columns, explained);
            cr_expect_leq(both, (size_t)columns, "compare %d, %d columns: %zu", i, (int)columns, both);
            modori_text_free(page);
            modori_text_free(compared);
        }
    }
    mdr_report_discard(&failed);
    mdr_report_discard(&arrived);
}

Test(api_say, piece_by_piece)
{
    struct modori_report r;
    modori_explanation *e = NULL;
    add_advice(made_story(&r));
    cr_assert_eq(modori_report_explanation(&r, "en", MODORI_EXPLAIN_ADMINISTRATOR, &e), MODORI_OK);
    mdr_report_discard(&r); /* the explanation stands alone */
    bool reason = false, quote = false;
    for (size_t i = 0; i < modori_explanation_count(e); i++) {
        int32_t item = 0, value = 0;
        size_t recipient = 7, n = 0;
        cr_assert_eq(modori_explanation_item(e, i, &item, &value, &recipient), MODORI_OK);
        cr_expect_eq(recipient, 0);
        const char *text = modori_explanation_text(e, i, &n);
        cr_expect(text && strlen(text) == n && n > 0, "item %d", (int)item);
        cr_expect_eq(modori_explanation_label(e, i, NULL) == NULL, item == MODORI_ITEM_OUTCOME);
        reason = reason || (item == MODORI_ITEM_REASON && value == MODORI_REASON_CONTENT_REFUSED);
        quote = quote || (item == MODORI_ITEM_QUOTE && strstr(text, "552 Error: content rejected"));
    }
    cr_expect(reason && quote);
    cr_expect_eq(modori_explanation_item(e, modori_explanation_count(e), NULL, NULL, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_null(modori_explanation_text(e, modori_explanation_count(e), NULL));
    modori_explanation_free(e);
}

/* So many calls get memory. */
static void enough_for(struct counting *counting, size_t most)
{
    counting->calls = 0;
    counting->fails_from = most + 1;
    counting->fails_until = SIZE_MAX;
}

/* Each allocation fails in turn: an error, nothing written, nothing lost. */
Test(api_say, without_memory)
{
    struct counting counting = {0};
    struct modori_report r;
    add_advice(made_story(&r));
    struct mdr_allocator own = r.arena.allocator;
    r.arena.allocator = (struct mdr_allocator){counting_allocate, &counting};
    bool done = false;
    for (size_t most = 0; most < 200 && !done; most++) {
        modori_text *text = NULL, *json = NULL, *both = NULL;
        modori_explanation *e = NULL;
        enough_for(&counting, most);
        int32_t one = modori_report_explain(&r, "ja", MODORI_EXPLAIN_ADMINISTRATOR, 0, &text);
        enough_for(&counting, most);
        int32_t two = modori_report_explanation(&r, "en", MODORI_EXPLAIN_PERSON, &e);
        enough_for(&counting, most);
        int32_t three = modori_report_compare(&r, &r, "en", 0, &both);
        enough_for(&counting, most);
        int32_t four = modori_report_compare_json(&r, &r, &json);
        cr_expect_eq(one == MODORI_OK, text != NULL);
        cr_expect_eq(two == MODORI_OK, e != NULL);
        cr_expect_eq(three == MODORI_OK, both != NULL);
        cr_expect_eq(four == MODORI_OK, json != NULL);
        cr_expect(one == MODORI_OK || one == MODORI_ERROR_MEMORY);
        done = text && e && both && json;
        modori_text_free(text);
        modori_text_free(both);
        modori_text_free(json);
        modori_explanation_free(e);
        cr_expect_eq(counting.blocks, 0, "%zu blocks are lost", counting.blocks);
    }
    cr_expect(done, "it never had enough");
    r.arena.allocator = own;
    mdr_report_discard(&r);
}
