/* SPDX-License-Identifier: BSD-2-Clause */
/* What people are told: from the facts of the mail, whole, in both languages, and on one screen. */
#include "made_report.h"

#include "say/explain.h"

/* What the administrator of the story had to work out by hand; the Japanese page says it in Japanese. */
static const char *const story_facts[] = {
    "yamamoto@partner.example", "mx.partner.example [198.51.100.25]", "relay.tsushin.example", "0E2D96C6",
    "2026-11-24 13:16:42 +09:00", "552 Error: content rejected", "hanako.sato@tokyo.office.example", "DATA", "552",
    "HTML", "postmaster", "20261124041642.0191@pc.office.example",
};

Test(explain, the_story)
{
    for (int lang = MDR_LANG_EN; lang <= MDR_LANG_JA; lang++) {
        struct modori_report r;
        struct mdr_arena arena;
        size_t widest;
        made_story_advice(made_story(&r));
        struct mdr_span page = made_page(&arena, &r, lang, MODORI_EXPLAIN_ADMINISTRATOR);
        for (size_t i = 0; i < sizeof story_facts / sizeof *story_facts; i++)
            cr_expect(made_holds(page, story_facts[i]), "language %d does not say %s:\n%s", lang, story_facts[i],
                      page.p);
        cr_expect_not(made_holds(page, "{"), "a place was left open:\n%s", page.p);
        cr_expect_leq(made_lines(page, &widest), 30, "more than a screen:\n%s", page.p);
        cr_expect_leq(widest, 78, "too wide:\n%s", page.p);
        mdr_arena_free(&arena);
        mdr_report_discard(&r);
    }
}

Test(explain, says_the_contradiction_and_the_advice)
{
    struct modori_report r;
    struct mdr_arena arena;
    made_story_advice(made_story(&r));
    struct mdr_span page = made_page(&arena, &r, MDR_LANG_EN, MODORI_EXPLAIN_ADMINISTRATOR);
    cr_expect(made_holds(page, "\nBut "));
    cr_expect(made_holds(page, "  1. Send it again as plain text."));
    cr_expect(made_holds(page, "Links (4)"));
    cr_expect(made_holds(page, "Reply at the end of DATA: 552 Error: content rejected"));
    cr_expect(made_holds(page, "from hanako.sato@tokyo.office.example\n"), "whose mail it was");
    mdr_arena_free(&arena);
    mdr_report_discard(&r);
}

/* Another fact, another page. */
static void change_code(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REPLY, 550);
}

static void change_stage(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_PHASE, MODORI_PHASE_RCPT);
}

static void change_text(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_DIAGNOSTIC, "552 Mailbox full");
}

static void change_host(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_REMOTE_HOST, "mx2.partner.example");
}

static void change_speaker(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_SPEAKER, MODORI_SPEAKER_REPORTER);
}

static void change_confidence(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_LOW);
}

static void change_persistence(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_PERSISTENCE, MODORI_PERSISTENCE_TRANSIENT);
}

static void change_action(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
}

static void change_links(struct modori_report *r)
{
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_LINKS, 5);
}

static void change_queue(struct modori_report *r)
{
    mdr_report_set_text(r, MODORI_REPORT_QUEUE_ID, made_span("1F57F6CA"));
}

Test(explain, follows_the_facts)
{
    static void (*const change[])(struct modori_report *) = {
        change_code,       change_stage,       change_text,   change_host,  change_speaker,
        change_confidence, change_persistence, change_action, change_links, change_queue,
    };
    for (size_t i = 0; i < 2 * (sizeof change / sizeof *change); i++) {
        int lang = i % 2 ? MDR_LANG_JA : MDR_LANG_EN;
        struct modori_report r;
        struct mdr_arena before, after;
        made_story_advice(made_story(&r));
        struct mdr_span one = made_page(&before, &r, lang, MODORI_EXPLAIN_ADMINISTRATOR);
        change[i / 2](&r);
        struct mdr_span other = made_page(&after, &r, lang, MODORI_EXPLAIN_ADMINISTRATOR);
        cr_expect_not(mdr_span_equal(one, other), "change %zu is not to be seen:\n%s", i / 2, one.p);
        mdr_arena_free(&before);
        mdr_arena_free(&after);
        mdr_report_discard(&r);
    }
}

/* A page of the Japanese language holds nothing of the English one. */
Test(explain, says_it_in_one_language)
{
    static const char *const english[] = {"refused", "Reply",  "Stage", "What", "server", "Cause", "recipient",
                                          "Sender",  "Please", "the ",  "mail ", " of ",  " it "};
    for (int32_t style = MODORI_EXPLAIN_ADMINISTRATOR; style <= MODORI_EXPLAIN_PERSON; style++) {
        struct modori_report r;
        struct mdr_arena arena;
        made_story_advice(made_story(&r));
        struct mdr_span page = made_page(&arena, &r, MDR_LANG_JA, style);
        for (size_t i = 0; i < sizeof english / sizeof *english; i++)
            cr_expect_not(made_holds(page, english[i]), "style %d says %s:\n%s", (int)style, english[i], page.p);
        mdr_arena_free(&arena);
        mdr_report_discard(&r);
    }
}

/* Whatever the numbers are, something whole is said. */
Test(explain, every_reason_stage_and_action_has_words)
{
    for (size_t i = 0; i < mdr_enum_count(MODORI_ENUM_REASON); i++) {
        int32_t reason = 0, phase = 0, action = 0;
        mdr_enum_at(MODORI_ENUM_REASON, i, &reason);
        mdr_enum_at(MODORI_ENUM_PHASE, i % mdr_enum_count(MODORI_ENUM_PHASE), &phase);
        mdr_enum_at(MODORI_ENUM_ACTION, i % mdr_enum_count(MODORI_ENUM_ACTION), &action);
        for (int round = 0; round < 4; round++) {
            struct modori_report r;
            struct mdr_arena arena;
            size_t widest;
            made_report(&r, MODORI_KIND_FAILED);
            struct modori_recipient *p = made_refusal(&r, "a@b.example", 550, "550 no", phase, reason);
            made_number(p, MODORI_RECIPIENT_ACTION, action);
            struct mdr_span page = made_page(&arena, &r, round % 2, round / 2);
            cr_expect(page.n > 0 && !made_holds(page, "{") && !made_holds(page, "\n\n\n"), "reason %d:\n%s",
                      (int)reason, page.p);
            made_lines(page, &widest);
            cr_expect_leq(widest, 78);
            mdr_arena_free(&arena);
            mdr_report_discard(&r);
        }
    }
}

/* Each cause and each advice, alone and beside an unknown message. */
Test(explain, every_cause_and_advice_has_words)
{
    static const int32_t list[2][2] = {{MODORI_ENUM_CAUSE, MODORI_RECIPIENT_CAUSES},
                                       {MODORI_ENUM_ADVICE, MODORI_RECIPIENT_ADVICE}};
    for (int which = 0; which < 2; which++)
        for (size_t i = 0; i < mdr_enum_count(list[which][0]); i++)
            for (int round = 0; round < 4; round++) {
                int32_t value = 0;
                struct modori_report r;
                struct mdr_items items;
                struct mdr_arena arena;
                mdr_enum_at(list[which][0], i, &value);
                made_report(&r, MODORI_KIND_FAILED);
                struct modori_recipient *p =
                    made_refusal(&r, "a@b.example", 550, "550 no", MODORI_PHASE_RCPT, MODORI_REASON_OTHER_TEXT);
                mdr_recipient_add(p, list[which][1], value);
                mdr_arena_init(&arena, mdr_allocator_default());
                mdr_items_make(&items, &arena, &r, round % 2, round / 2);
                int32_t item = which ? MODORI_ITEM_ADVICE : MODORI_ITEM_CAUSE;
                bool told = false;
                for (size_t k = 0; k < items.n; k++)
                    told = told || (items.item[k].item == item && items.item[k].value == value && items.item[k].text.n);
                cr_expect(told, "%s %d", which ? "advice" : "cause", (int)value);
                mdr_arena_free(&arena);
                mdr_report_discard(&r);
            }
}

Test(explain, nothing_of_the_mail_reaches_the_terminal_as_it_is)
{
    for (int round = 0; round < 4; round++) {
        struct modori_report r;
        struct mdr_arena arena;
        struct modori_recipient *p = made_story(&r);
        made_story_advice(p);
        const char *evil = "\x1B]0;x\x07 \xE2\x80\xAE \xC2\x9B" "31m";
        for (int32_t key = 1; key < MDR_RECIPIENT_TEXTS; key++)
            made_text(p, key, evil);
        for (int32_t key = 1; key < MDR_REPORT_TEXTS; key++)
            mdr_report_set_text(&r, key, made_span(evil));
        struct mdr_span page = made_page(&arena, &r, round % 2, round / 2);
        for (size_t i = 0; i < page.n; i++)
            cr_assert(page.p[i] == '\n' || (unsigned char)page.p[i] >= 0x20, "byte %d", page.p[i]);
        cr_expect_not(made_holds(page, "\xE2\x80\xAE"));
        cr_expect_not(made_holds(page, "\xC2\x9B"));
        cr_expect(made_holds(page, "\\u{1b}"));
        mdr_arena_free(&arena);
        mdr_report_discard(&r);
    }
}

Test(explain, many_recipients_stay_on_a_screen)
{
    struct modori_report r;
    struct mdr_arena arena;
    size_t widest;
    made_report(&r, MODORI_KIND_FAILED);
    for (int i = 0; i < 10000; i++) {
        char address[32] = "user0000@partner.example";
        for (int at = 7, n = i; at > 3; at--, n /= 10)
            address[at] = (char)('0' + n % 10);
        struct modori_recipient *p = made_refusal(&r, address, i < 20 ? 250 : 550, "550 User unknown",
                                                  MODORI_PHASE_RCPT, i < 20 ? 0 : MODORI_REASON_RCPT_UNKNOWN);
        made_number(p, MODORI_RECIPIENT_ACTION, i < 20 ? MODORI_ACTION_DELIVERED : MODORI_ACTION_FAILED);
        made_text(p, MODORI_RECIPIENT_REMOTE_HOST, i % 50 ? "mx.partner.example" : address);
    }
    for (int lang = MDR_LANG_EN; lang <= MDR_LANG_JA; lang++) {
        struct mdr_span page = made_page(&arena, &r, lang, MODORI_EXPLAIN_ADMINISTRATOR);
        cr_expect_leq(made_lines(page, &widest), 26, "%s", page.p);
        cr_expect(made_holds(page, "user0021@partner.example"), "the gravest outcome comes first:\n%s", page.p);
        cr_expect(made_holds(page, "9778"), "the rest of its group is counted:\n%s", page.p);
        mdr_arena_free(&arena);
    }
    mdr_report_discard(&r);
}

/* Much that may be the cause, much to do, a long reply: still a page. */
Test(explain, a_full_page_stays_on_a_screen)
{
    static const int32_t causes[] = {MODORI_CAUSE_EXECUTABLE, MODORI_CAUSE_HTML_MAIL, MODORI_CAUSE_LINKS,
                                     MODORI_CAUSE_SCRIPT,     MODORI_CAUSE_FORM,      MODORI_CAUSE_CHARSET};
    for (int round = 0; round < 4; round++) {
        struct modori_report r;
        struct mdr_arena arena;
        size_t widest;
        char words[700] = "552 ";
        struct modori_recipient *p = made_story(&r);
        for (size_t i = 4; i + 1 < sizeof words; i++)
            words[i] = i % 9 ? 'x' : ' ';
        made_text(p, MODORI_RECIPIENT_DIAGNOSTIC, words);
        made_text(p, MODORI_RECIPIENT_SUPPORT_ID, "xxxxxxxx xxxxxxxx");
        made_story_advice(p);
        p->list[MODORI_RECIPIENT_CAUSES - MDR_LIST_BASE].n = 0;
        for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
            mdr_recipient_add(p, MODORI_RECIPIENT_CAUSES, causes[i]);
        struct mdr_span page = made_page(&arena, &r, round % 2, round / 2);
        cr_expect_leq(made_lines(page, &widest), 41, "%s", page.p);
        cr_expect_not(made_holds(page, "Id to quote"), "the reply holds it:\n%s", page.p);
        cr_expect_not(made_holds(page, "characters the mail is written"), "four causes at most:\n%s", page.p);
        mdr_arena_free(&arena);
        mdr_report_discard(&r);
    }
}

/* Whoever is told to show the page to somebody finds on it what that one needs. */
Test(explain, a_page_to_be_shown_holds_what_is_needed)
{
    static const int32_t action[] = {MODORI_ACTION_FAILED, MODORI_ACTION_DELAYED, 0};
    for (size_t i = 0; i < sizeof action / sizeof *action; i++) {
        struct modori_report r;
        struct mdr_arena arena;
        made_report(&r, MODORI_KIND_FAILED);
        struct modori_recipient *p = made_refusal(&r, "a@b.example", 421, "421 4.7.0 busy", MODORI_PHASE_MAIL,
                                                  MODORI_REASON_POLICY_LOCAL);
        made_number(p, MODORI_RECIPIENT_ACTION, action[i] ? action[i] : MDR_NUMBER_NONE);
        mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_ASK_REMOTE_ADMIN);
        struct mdr_span page = made_page(&arena, &r, MDR_LANG_EN, MODORI_EXPLAIN_PERSON);
        cr_expect(made_holds(page, "  - Please show this page to your mail administrator."), "%s", page.p);
        cr_expect(made_holds(page, "     Reply at MAIL FROM: 421 4.7.0 busy\n"), "%s", page.p);
        mdr_arena_free(&arena);
        mdr_report_discard(&r);
    }
}

/* Two administrators to be asked are one to the person. */
Test(explain, the_administrator_is_asked_once)
{
    for (int32_t style = MODORI_EXPLAIN_ADMINISTRATOR; style <= MODORI_EXPLAIN_PERSON; style++) {
        struct modori_report r;
        struct mdr_items items;
        struct mdr_arena arena;
        size_t steps = 0;
        made_report(&r, MODORI_KIND_FAILED);
        struct modori_recipient *p = made_refusal(&r, "a@b.example", 554, "554 too many hops", MODORI_PHASE_END_OF_DATA,
                                                  MODORI_REASON_ROUTE_LOOP);
        mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_ASK_REMOTE_ADMIN);
        mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_ASK_OWN_ADMIN);
        mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_FIX_SPF);
        mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_FIX_DKIM);
        mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_FIX_DMARC);
        mdr_arena_init(&arena, mdr_allocator_default());
        mdr_items_make(&items, &arena, &r, MDR_LANG_EN, style);
        for (size_t i = 0; i < items.n; i++)
            steps += items.item[i].item == MODORI_ITEM_ADVICE;
        cr_expect_eq(steps, style == MODORI_EXPLAIN_PERSON ? 2 : 5);
        mdr_arena_free(&arena);
        mdr_report_discard(&r);
    }
}

/* Recipients that are not explained in full share a line for each reason, as sure as it is, whatever host and code. */
Test(explain, others_share_a_line)
{
    struct modori_report r;
    struct mdr_arena arena;
    made_report(&r, MODORI_KIND_FAILED);
    made_refusal(&r, "full@a.example", 552, "552 Mailbox full", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_FULL);
    made_refusal(&r, "one@b.example", 550, "550 User unknown", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_UNKNOWN);
    made_refusal(&r, "two@c.example", 553, "553 No such user", MODORI_PHASE_END_OF_DATA, MODORI_REASON_RCPT_UNKNOWN);
    struct modori_recipient *p =
        made_refusal(&r, "four@e.example", 550, "550 no", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_UNKNOWN);
    made_number(p, MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_LOW);
    p = made_refusal(&r, "three@d.example", 250, "250 ok", MODORI_PHASE_END_OF_DATA, 0);
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELIVERED);
    p = made_refusal(&r, "five@f.example", 450, "450 User unknown", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_UNKNOWN);
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
    p = made_refusal(&r, "six@g.example", 550, "550 User unknown", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_UNKNOWN);
    made_number(p, MODORI_RECIPIENT_MAYBE_DELIVERED, 1);
    struct mdr_span page = made_page(&arena, &r, MDR_LANG_EN, MODORI_EXPLAIN_ADMINISTRATOR);
    cr_expect(made_holds(page, "Not delivered: full@a.example\n"), "%s", page.p);
    cr_expect(made_holds(page, "  - five@f.example: not delivered yet. The recipient's mailbox does not exist.\n"), "%s",
              page.p);
    cr_expect(made_holds(page, "  - six@g.example: perhaps delivered, perhaps not. The recipient's mailbox\n"),
              "%s", page.p);
    cr_expect(made_holds(page, "  - one@b.example, two@c.example: The recipient's mailbox does not exist.\n"), "%s",
              page.p);
    cr_expect(made_holds(page, "  - four@e.example: The recipient's mailbox does not exist. (only a guess)\n"), "%s",
              page.p);
    cr_expect(made_holds(page, "  - three@d.example: delivered\n"), "%s", page.p);
    mdr_arena_free(&arena);
    mdr_report_discard(&r);
}

Test(explain, other_kinds)
{
    for (size_t i = 0; i < mdr_enum_count(MODORI_ENUM_KIND); i++)
        for (int lang = MDR_LANG_EN; lang <= MDR_LANG_JA; lang++) {
            int32_t kind = 0;
            struct modori_report r;
            struct mdr_arena arena;
            mdr_enum_at(MODORI_ENUM_KIND, i, &kind);
            made_report(&r, kind);
            struct mdr_span page = made_page(&arena, &r, lang, MODORI_EXPLAIN_ADMINISTRATOR);
            cr_expect(page.n > 20 && page.p[page.n - 2] != '\n', "kind %d:\n%s", (int)kind, page.p);
            mdr_arena_free(&arena);
            mdr_report_discard(&r);
        }
}

/* A complaint's type has its own words; one that nobody knows is quoted. */
Test(explain, complaints_by_type)
{
    static const struct {
        const char *type, *with, *without;
    } row[] = {{"abuse", "unwanted mail (abuse)", "authentication"},
               {"Auth-Failure", "If the mail is your own, correct what failed", "off the list"},
               {"auth-failure",
                "Failed check  DKIM: the body is not the one that was signed (bodyhash)\nResult        x-held\n",
                "x-held)"},
               {"auth-failure", "Domain        office.example\n", "(x-held"},
               {"not-spam", "What to do\n  - Nothing.\n", "off the list"},
               {"virus", "which of your machines or accounts", "off the list"},
               {"fraud", "change its passwords", "off the list"},
               {"opt-out", "Take the recipient off the list.\n", "find out why"},
               {"x-new\x1B[1m", "x-new\\u{1b}[1m", "(abuse)"}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct modori_report r;
        struct mdr_arena arena;
        made_report(&r, MODORI_KIND_FEEDBACK);
        mdr_report_set_text(&r, MODORI_REPORT_FEEDBACK_TYPE, made_span(row[i].type));
        if (strcmp(row[i].type, "auth-failure") == 0) {
            mdr_report_set_text(&r, MODORI_REPORT_FEEDBACK_FAILURE, made_span("BodyHash"));
            mdr_report_set_text(&r, MODORI_REPORT_FEEDBACK_RESULT, made_span("x-held"));
            mdr_report_set_text(&r, MODORI_REPORT_FEEDBACK_DOMAIN, made_span("office.example"));
        }
        mdr_report_set_text(&r, MODORI_REPORT_FEEDBACK_RCPT_TO, made_span("<taro@partner.example>"));
        mdr_report_set_text(&r, MODORI_REPORT_ORIGINAL_MESSAGE_ID, made_span("1@office.example"));
        mdr_report_set_text(&r, MODORI_REPORT_SUBJECT, made_span("FW: Autumn catalogue"));
        struct mdr_span page = made_page(&arena, &r, MDR_LANG_EN, MODORI_EXPLAIN_ADMINISTRATOR);
        cr_expect(made_holds(page, row[i].with), "%s:\n%s", row[i].type, page.p);
        cr_expect_not(made_holds(page, row[i].without), "%s:\n%s", row[i].type, page.p);
        cr_expect(made_holds(page, "taro@partner.example\n") && made_holds(page, "FW: Autumn catalogue"),
                  "%s", page.p);
        cr_expect(made_holds(page, " 1@office.example\n"), "whom it went to, a log tells by this:\n%s", page.p);
        mdr_arena_free(&arena);
        mdr_report_discard(&r);
    }
}

Test(explain, survives_without_memory)
{
    struct modori_report r;
    made_story_advice(made_story(&r));
    struct mdr_arena arena;
    struct mdr_builder b;
    mdr_arena_init(&arena, mdr_allocator_default());
    arena.failed = true;
    mdr_builder_init(&b, &arena);
    mdr_explain(&b, &r, MDR_LANG_EN, MODORI_EXPLAIN_ADMINISTRATOR, 78);
    cr_expect(mdr_arena_failed(&arena));
    mdr_arena_free(&arena);
    mdr_report_discard(&r);
}
