/* SPDX-License-Identifier: BSD-2-Clause */
/* Two outcomes beside each other: what differs, and what that proves. */
#include "made_report.h"

#include "bytes/ascii.h"
#include "say/compare.h"

/* A mail that got through: no bounce, its own content in the report. */
static void made_arrival(struct modori_report *r)
{
    made_report(r, MODORI_KIND_NONE);
    mdr_report_set_text(r, MODORI_REPORT_ORIGINAL_FROM, made_span("Hanako <hanako.sato@tokyo.office.example>"));
    mdr_report_set_text(r, MODORI_REPORT_ORIGINAL_TO, made_span("<yamamoto@partner.example>"));
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_HTML, MODORI_HTML_NONE);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_LINKS, 0);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_SCRIPTS, 0);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_FORMS, 0);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_SIZE, 1100);
    struct mdr_hop *hop = mdr_report_add_hop(r);
    hop->text[MODORI_HOP_HOST] = mdr_report_copy(r, MDR_SPAN("relay.tsushin.example"));
    hop->role = MODORI_ROLE_RELAY;
    hop = mdr_report_add_hop(r);
    hop->text[MODORI_HOP_HOST] = mdr_report_copy(r, MDR_SPAN("mx.partner.example"));
    hop->role = MODORI_ROLE_PARTNER;
}

static void expect_shown(const char *label, const struct mdr_comparison *c, const enum mdr_shown *want, size_t n)
{
    for (int shown = 0; shown < MDR_SHOWN; shown++) {
        bool wanted = false;
        for (size_t i = 0; i < n; i++)
            wanted = wanted || want[i] == (enum mdr_shown)shown;
        struct mdr_span name = mdr_shown_name((enum mdr_shown)shown);
        cr_expect_eq(c->shown[shown], wanted, "%s: %.*s is %sshown", label, (int)name.n, name.p, wanted ? "not " : "");
    }
}

#define EXPECT_SHOWN(label, c, ...)                                                                                    \
    do {                                                                                                               \
        const enum mdr_shown want[] = {__VA_ARGS__};                                                                   \
        expect_shown(label, c, want, sizeof want / sizeof *want);                                                      \
    } while (0)

Test(compare, the_experiment)
{
    struct modori_report a, b;
    struct mdr_comparison c;
    made_story(&a);
    made_arrival(&b);
    for (int turn = 0; turn < 2; turn++) {
        mdr_comparison_make(&c, turn ? &b : &a, turn ? &a : &b);
        cr_expect_eq(c.what[MDR_WHAT_RECIPIENT], MDR_SAME);
        cr_expect_eq(c.what[MDR_WHAT_SENDER], MDR_SAME);
        cr_expect_eq(c.what[MDR_WHAT_ROUTE], MDR_SAME);
        cr_expect_eq(c.what[MDR_WHAT_SERVER], MDR_SAME);
        cr_expect_eq(c.what[MDR_WHAT_HTML], MDR_DIFFERS);
        cr_expect_eq(c.what[MDR_WHAT_LINKS], MDR_DIFFERS);
        cr_expect(c.suspect[MDR_WHAT_HTML] && c.suspect[MDR_WHAT_LINKS] && !c.suspect[MDR_WHAT_SIZE]);
        EXPECT_SHOWN("experiment", &c, MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS);
    }
    mdr_report_set_number(&b, MODORI_REPORT_ORIGINAL_LINKS, 4);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("only HTML", &c, MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_ONE_SUSPECT, MDR_SHOWS_WORDS);
    mdr_report_set_number(&b, MODORI_REPORT_ORIGINAL_HTML, MODORI_HTML_ONLY);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("more HTML got through", &c, MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_NO_SUSPECT);
    mdr_report_discard(&a);
    mdr_report_discard(&b);
}

Test(compare, what_is_not_proved)
{
    struct modori_report a, b;
    struct mdr_comparison c;
    made_story(&a);
    made_arrival(&b);
    mdr_report_set_text(&b, MODORI_REPORT_ORIGINAL_TO, made_span("other@partner.example"));
    mdr_report_set_text(&b, MODORI_REPORT_ORIGINAL_FROM, made_span("other@example.com"));
    mdr_report_set_number(&b, MODORI_REPORT_ORIGINAL_LINKS, MDR_NUMBER_NONE);
    mdr_report_set_number(&b, MODORI_REPORT_ORIGINAL_HTML, MDR_NUMBER_NONE);
    mdr_comparison_make(&c, &a, &b);
    cr_expect_eq(c.what[MDR_WHAT_HTML], MDR_UNKNOWN);
    EXPECT_SHOWN("all else", &c, MDR_SHOWS_OTHER_RECIPIENT, MDR_SHOWS_SENDER_TOO, MDR_SHOWS_UNSEEN);
    mdr_report_discard(&b);

    struct modori_recipient *p = made_story(&b);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("twice the same", &c, MDR_SHOWS_SAME_REFUSAL);
    made_number(p, MODORI_RECIPIENT_REPLY, 550);
    made_number(p, MODORI_RECIPIENT_REASON, MODORI_REASON_RCPT_UNKNOWN);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("two refusals", &c, MDR_SHOWS_OTHER_REFUSAL);
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("still tried", &c, MDR_SHOWS_UNDECIDED);
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELIVERED);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("a success report", &c, MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_NO_SUSPECT);
    mdr_report_discard(&a);
    mdr_report_discard(&b);
}

Test(compare, attachments)
{
    struct modori_report a, b;
    struct mdr_comparison c;
    made_story(&a);
    made_arrival(&b);
    mdr_report_set_number(&a, MODORI_REPORT_ORIGINAL_HTML, MODORI_HTML_NONE);
    mdr_report_set_number(&a, MODORI_REPORT_ORIGINAL_LINKS, 0);
    struct mdr_attachment *attachment = mdr_report_add_attachment(&a);
    attachment->name = mdr_report_copy(&a, MDR_SPAN("update.exe"));
    mdr_comparison_make(&c, &a, &b);
    cr_expect(c.suspect[MDR_WHAT_ATTACHMENTS]);
    EXPECT_SHOWN("attachment", &c, MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_ONE_SUSPECT, MDR_SHOWS_WORDS);
    mdr_report_discard(&a);
    mdr_report_discard(&b);
}

Test(compare, page_and_json)
{
    struct modori_report a, b;
    struct mdr_arena arena;
    struct mdr_builder text;
    size_t widest;
    made_story(&a);
    made_arrival(&b);
    mdr_arena_init(&arena, mdr_allocator_default());
    for (int lang = MDR_LANG_EN; lang <= MDR_LANG_JA; lang++) {
        mdr_builder_init(&text, &arena);
        mdr_compare(&text, &a, &b, lang, 78);
        struct mdr_span page = mdr_builder_finish(&text).s;
        cr_expect_leq(made_lines(page, &widest), 30, "%s", page.p);
        cr_expect_leq(widest, 78, "%s", page.p);
        cr_expect_neq(mdr_find(page, MDR_SPAN("552 Error: content rejected"), 0), MDR_NOT_FOUND);
        cr_expect_neq(mdr_find(page, MDR_SPAN("yamamoto@partner.example"), 0), MDR_NOT_FOUND);
        cr_expect_eq(mdr_find_byte(page, '{', 0), MDR_NOT_FOUND, "%s", page.p);
    }
    mdr_builder_init(&text, &arena);
    mdr_compare_json(&text, &a, &b);
    struct mdr_span json = mdr_builder_finish(&text).s;
    cr_expect_neq(mdr_find(json, MDR_SPAN("{\"what\":\"html\",\"values\":[\"alternative\",\"none\"]}"), 0), MDR_NOT_FOUND,
                  "%s", json.p);
    cr_expect_neq(mdr_find(json, MDR_SPAN("\"suspects\":[\"html\",\"links\"]"), 0), MDR_NOT_FOUND, "%s", json.p);
    mdr_arena_free(&arena);
    mdr_report_discard(&a);
    mdr_report_discard(&b);
}

/* Each conclusion has its sentence in both languages. */
Test(compare, every_conclusion_has_words)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (int lang = MDR_LANG_EN; lang <= MDR_LANG_JA; lang++) {
        struct mdr_speech speech = {.arena = &arena, .lang = lang, .room = "compare."};
        speech.slot[MDR_SLOT_LIST] = MDR_SPAN("x");
        for (int shown = 0; shown < MDR_SHOWN; shown++)
            cr_expect_not_null(mdr_sentence_named(&speech, "shows-", mdr_shown_name((enum mdr_shown)shown)).p, "%d", shown);
        for (int what = 0; what < MDR_WHATS; what++)
            cr_expect_not_null(mdr_sentence_named(&speech, "what-", mdr_what_name((enum mdr_what)what)).p, "%d", what);
        for (int outcome = MDR_OUTCOME_UNKNOWN; outcome <= MDR_OUTCOME_ARRIVED; outcome++)
            cr_expect_not_null(mdr_sentence_named(&speech, "outcome-", mdr_outcome_name((enum mdr_outcome)outcome)).p);
    }
    mdr_arena_free(&arena);
}
