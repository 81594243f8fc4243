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
    mdr_report_discard(&a);
    mdr_report_discard(&b);
}

/* ---- what a comparison shows, fact by fact: one that came back, one that arrived -------------- */

struct proof_row {
    const char *label;
    void (*change)(struct modori_report *refused, struct modori_report *arrived);
    enum mdr_shown want[8]; /* MDR_SHOWN ends */
    const char *suspects;   /* names, a blank behind each */
};

static void nothing(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    (void)arrived;
}

static void set_reason(struct modori_report *refused, int32_t reason, int32_t phase)
{
    made_number(&refused->recipient[0], MODORI_RECIPIENT_REASON, reason);
    made_number(&refused->recipient[0], MODORI_RECIPIENT_PHASE, phase);
}

static void only_html(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    mdr_report_set_number(arrived, MODORI_REPORT_ORIGINAL_LINKS, 4);
}

static void less_html_refused(struct modori_report *refused, struct modori_report *arrived)
{
    only_html(refused, arrived);
    mdr_report_set_number(arrived, MODORI_REPORT_ORIGINAL_HTML, MODORI_HTML_ONLY);
}

static void full(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    set_reason(refused, MODORI_REASON_RCPT_FULL, MODORI_PHASE_RCPT);
}

static void policy_before_content(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    set_reason(refused, MODORI_REASON_POLICY_LOCAL, MODORI_PHASE_RCPT);
}

static void policy_at_data(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    set_reason(refused, MODORI_REASON_POLICY_LOCAL, MODORI_PHASE_DATA);
}

static void content_at_data(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    set_reason(refused, MODORI_REASON_CONTENT_SPAM, MODORI_PHASE_DATA);
}

static void listed(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    set_reason(refused, MODORI_REASON_IP_LISTED, MODORI_PHASE_RCPT);
}

/* Its Content-Type tells of HTML; the rest of it is not there. */
static void only_header(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    mdr_report_set_number(refused, MODORI_REPORT_ORIGINAL_LINKS, MDR_NUMBER_NONE);
    mdr_report_set_number(refused, MODORI_REPORT_ORIGINAL_SIZE, MDR_NUMBER_NONE);
}

static void masked_hosts(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    mdr_report_set_text(refused, MODORI_REPORT_REPORTING_MTA, MDR_SPAN("*****.***.example"));
    made_text(&refused->recipient[0], MODORI_RECIPIENT_REMOTE_HOST, "mail.*****.example");
}

static void unknown_user_at_rcpt(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    set_reason(refused, MODORI_REASON_RCPT_UNKNOWN, MODORI_PHASE_RCPT);
}

/* "User unknown" of a server that had taken the address before. */
static void unknown_user_at_the_end(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    set_reason(refused, MODORI_REASON_RCPT_UNKNOWN, MODORI_PHASE_END_OF_DATA);
}

static void too_large_at_mail(struct modori_report *refused, struct modori_report *arrived)
{
    (void)arrived;
    set_reason(refused, MODORI_REASON_SIZE_MESSAGE, MODORI_PHASE_MAIL);
    mdr_report_set_number(refused, MODORI_REPORT_ORIGINAL_SIZE, (int64_t)30 << 20);
}

static void other_sender(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    mdr_report_set_text(arrived, MODORI_REPORT_ORIGINAL_FROM, made_span("taro@example.com"));
    mdr_report_set_text(refused, MODORI_REPORT_ORIGINAL_FROM, made_span("Hanako <hanako@example.com>"));
}

static void spf_by_another_way(struct modori_report *refused, struct modori_report *arrived)
{
    set_reason(refused, MODORI_REASON_AUTH_SPF, MODORI_PHASE_END_OF_DATA);
    arrived->hop[0].text[MODORI_HOP_HOST] = mdr_report_copy(arrived, MDR_SPAN("other.example.com"));
}

static void by_a_second_relay(struct modori_report *refused, struct modori_report *arrived)
{
    struct mdr_hop *hop = mdr_report_add_hop(refused);
    hop->text[MODORI_HOP_HOST] = mdr_report_copy(refused, MDR_SPAN("out2.tsushin.example"));
    arrived->hop[0].text[MODORI_HOP_HOST] = mdr_report_copy(arrived, MDR_SPAN("out2.tsushin.example"));
}

static void other_recipient(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    mdr_report_set_text(arrived, MODORI_REPORT_ORIGINAL_TO, made_span("<nyamamoto@partner.example>"));
}

static void recipient_in_copy(struct modori_report *refused, struct modori_report *arrived)
{
    other_recipient(refused, arrived);
    mdr_report_add_header(arrived, MDR_SPAN("Cc"), MDR_SPAN("ito@example.com, Yamamoto <YAMAMOTO@partner.example>"));
}

static void recipient_not_told(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    mdr_report_set_text(arrived, MODORI_REPORT_ORIGINAL_TO, made_span("undisclosed-recipients:;"));
}

static void sent_copy(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    arrived->hops = 0;
}

static void refused_cut(struct modori_report *refused, struct modori_report *arrived)
{
    mdr_report_set_number(refused, MODORI_REPORT_ORIGINAL_SIZE, MDR_NUMBER_NONE);
    mdr_report_set_number(refused, MODORI_REPORT_ORIGINAL_HTML, MDR_NUMBER_NONE);
    mdr_report_set_number(arrived, MODORI_REPORT_ORIGINAL_LINKS, 4);
}

static void content_unseen(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    mdr_report_set_number(arrived, MODORI_REPORT_ORIGINAL_LINKS, MDR_NUMBER_NONE);
    mdr_report_set_number(arrived, MODORI_REPORT_ORIGINAL_HTML, MDR_NUMBER_NONE);
}

static void same_mail(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    less_html_refused(refused, arrived);
    mdr_report_set_text(arrived, MODORI_REPORT_ORIGINAL_MESSAGE_ID, made_span("20261124041642.0191@pc.office.example"));
}

static void no_mail(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    mdr_report_discard(arrived);
    made_report(arrived, MODORI_KIND_NONE);
}

static void answered(struct modori_report *refused, struct modori_report *arrived)
{
    (void)refused;
    mdr_report_discard(arrived);
    made_report(arrived, MODORI_KIND_AUTO_REPLY);
}

static const struct proof_row proof_rows[] = {
    {"HTML and links", nothing, {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN},
     "html links "},
    {"only HTML", only_html, {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_ONE_SUSPECT, MDR_SHOWS_WORDS, MDR_SHOWN},
     "html "},
    {"what got through has more of it", less_html_refused,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_NO_SUSPECT, MDR_SHOWN}, ""},
    {"a full mailbox is not in the content", full,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_BEFORE_CONTENT, MDR_SHOWS_NAMED_CAUSE, MDR_SHOWN}, ""},
    {"no content was sent", policy_before_content,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_BEFORE_CONTENT, MDR_SHOWS_ONLY_TIME, MDR_SHOWN}, ""},
    {"unknown, and known", unknown_user_at_rcpt,
     {MDR_SHOWS_NOT_SENDER, MDR_SHOWS_BEFORE_CONTENT, MDR_SHOWS_NAMED_CAUSE, MDR_SHOWN}, ""},
    {"unknown behind the content", unknown_user_at_the_end,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN}, "html links "},
    {"a size that MAIL FROM tells", too_large_at_mail,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_ONE_SUSPECT, MDR_SHOWN}, "size "},
    {"DATA itself is refused", policy_at_data,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_BEFORE_CONTENT, MDR_SHOWS_ONLY_TIME, MDR_SHOWN}, ""},
    {"DATA, and yet the content", content_at_data,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN}, "html links "},
    {"a list that the sender stands on, and does not", listed,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_BEFORE_CONTENT, MDR_SHOWS_NAMED_CAUSE, MDR_SHOWN}, ""},
    {"no more than a header", only_header,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_SEEN_SUSPECTS, MDR_SHOWS_UNSEEN, MDR_SHOWS_WORDS, MDR_SHOWN},
     "html "},
    {"names that somebody has masked", masked_hosts,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_SENDER_UNSEEN, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN}, "html links "},
    {"another sender", other_sender, {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_SENDER_TOO, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN},
     "sender html links "},
    {"SPF fails by one way only", spf_by_another_way,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NAMED_CAUSE, MDR_SHOWS_SENDER_TOO, MDR_SHOWS_ONE_SUSPECT, MDR_SHOWN}, "route "},
    {"two servers of one way", by_a_second_relay,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN}, "html links "},
    {"an address that ends like it", other_recipient, {MDR_SHOWS_OTHER_RECIPIENT, MDR_SHOWN}, ""},
    {"the address is in Cc", recipient_in_copy,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN}, "html links "},
    {"nobody knows to whom", recipient_not_told,
     {MDR_SHOWS_RECIPIENT_UNKNOWN, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN}, "html links "},
    {"a copy of what was sent", sent_copy,
     {MDR_SHOWS_ASSUMED, MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_SENDER_UNSEEN, MDR_SHOWS_SUSPECTS, MDR_SHOWS_WORDS, MDR_SHOWN},
     "html links "},
    {"the same, as far as it was not cut off", refused_cut,
     {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_UNSEEN, MDR_SHOWN}, ""},
    {"content that is not there", content_unseen, {MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_UNSEEN, MDR_SHOWN}, ""},
    {"one mail", same_mail,
     {MDR_SHOWS_SAME_MAIL, MDR_SHOWS_NOT_ADDRESS, MDR_SHOWS_NOT_SENDER, MDR_SHOWS_ONLY_TIME, MDR_SHOWN}, ""},
    {"no mail at all", no_mail, {MDR_SHOWS_NOT_A_MAIL, MDR_SHOWN}, ""},
    {"an answer proves that it arrived", answered,
     {MDR_SHOWS_RECIPIENT_UNKNOWN, MDR_SHOWS_SENDER_UNSEEN, MDR_SHOWS_UNSEEN, MDR_SHOWN}, ""},
};

Test(compare, shows_what_is_proved_and_no_more)
{
    for (size_t i = 0; i < 2 * (sizeof proof_rows / sizeof *proof_rows); i++) {
        const struct proof_row *row = &proof_rows[i / 2];
        struct modori_report refused, arrived;
        struct mdr_comparison c;
        char suspects[100] = "";
        size_t n = 0;
        made_story(&refused);
        made_arrival(&arrived);
        row->change(&refused, &arrived);
        mdr_comparison_make(&c, i % 2 ? &arrived : &refused, i % 2 ? &refused : &arrived);
        while (row->want[n] != MDR_SHOWN)
            n++;
        expect_shown(row->label, &c, row->want, n);
        for (int what = 0; what < MDR_WHATS; what++)
            if (c.suspect[what])
                strcat(strncat(suspects, mdr_what_name((enum mdr_what)what).p, mdr_what_name((enum mdr_what)what).n), " ");
        cr_expect_str_eq(suspects, row->suspects, "%s: %s", row->label, suspects);
        mdr_report_discard(&refused);
        mdr_report_discard(&arrived);
    }
}

/* ---- two reports ------------------------------------------------------------------------------ */

Test(compare, two_reports)
{
    struct modori_report a, b;
    struct mdr_comparison c;
    made_story(&a);
    struct modori_recipient *p = made_story(&b);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("twice the same", &c, MDR_SHOWS_SAME_MAIL);
    mdr_report_set_number(&b, MODORI_REPORT_ORIGINAL_SIZE,
                          mdr_report_number(&a, MODORI_REPORT_ORIGINAL_SIZE) + 300);
    mdr_comparison_make(&c, &a, &b);
    cr_expect_eq(c.what[MDR_WHAT_SIZE], MDR_SAME, "what was put before it on its way");
    mdr_report_set_number(&b, MODORI_REPORT_ORIGINAL_SIZE, MDR_NUMBER_NONE);
    mdr_comparison_make(&c, &a, &b);
    cr_expect_eq(c.what[MDR_WHAT_SIZE], MDR_UNKNOWN, "one mail, of which one has no size");
    mdr_report_set_text(&b, MODORI_REPORT_ORIGINAL_MESSAGE_ID, made_span("other@pc.office.example"));
    made_number(p, MODORI_RECIPIENT_REPLY, 554);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("the same reason in other words", &c, MDR_SHOWS_SAME_REFUSAL);
    made_number(p, MODORI_RECIPIENT_REASON, MODORI_REASON_RCPT_UNKNOWN);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("two refusals", &c, MDR_SHOWS_OTHER_REFUSAL);
    made_number(&a.recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_POLICY_LOCAL);
    made_number(p, MODORI_RECIPIENT_REASON, MODORI_REASON_POLICY_LOCAL);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("two rules that nobody explains", &c, MDR_SHOWS_OTHER_REFUSAL);
    made_text(p, MODORI_RECIPIENT_ADDRESS, "ito@partner.example");
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("to two recipients", &c, MDR_SHOWS_OTHER_RECIPIENT);
    made_text(p, MODORI_RECIPIENT_ADDRESS, "*****@partner.example");
    made_text(&a.recipient[0], MODORI_RECIPIENT_ADDRESS, "*****@partner.example");
    mdr_comparison_make(&c, &a, &b);
    cr_expect_eq(c.what[MDR_WHAT_RECIPIENT], MDR_UNKNOWN, "masked addresses may be two");
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("still tried", &c, MDR_SHOWS_UNDECIDED);
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_FAILED);
    made_number(p, MODORI_RECIPIENT_MAYBE_DELIVERED, 1);
    mdr_comparison_make(&c, &a, &b);
    EXPECT_SHOWN("given up, and perhaps there", &c, MDR_SHOWS_UNDECIDED);
    cr_expect_eq(c.outcome[1], MDR_OUTCOME_UNKNOWN);
    mdr_report_discard(&a);
    mdr_report_discard(&b);
}

/* Of many recipients those count that both reports tell of, one that failed first. */
Test(compare, a_common_recipient)
{
    struct modori_report a, b;
    struct mdr_comparison c;
    made_story(&a);
    made_refusal(&a, "common@partner.example", 552, "552 Error: content rejected", MODORI_PHASE_END_OF_DATA,
                 MODORI_REASON_CONTENT_REFUSED);
    made_report(&b, MODORI_KIND_DELIVERED);
    struct modori_recipient *p = made_refusal(&b, "Common@partner.example", 250, "250 ok", MODORI_PHASE_END_OF_DATA, 0);
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELIVERED);
    mdr_comparison_make(&c, &a, &b);
    cr_expect_eq(c.recipient[0], &a.recipient[1]);
    cr_expect_eq(c.what[MDR_WHAT_RECIPIENT], MDR_SAME);
    cr_expect(c.outcome[0] == MDR_OUTCOME_FAILED && c.outcome[1] == MDR_OUTCOME_ARRIVED);
    mdr_report_discard(&b);
    made_arrival(&b);
    mdr_report_set_text(&b, MODORI_REPORT_ORIGINAL_TO, made_span("common@partner.example"));
    mdr_comparison_make(&c, &b, &a);
    cr_expect_eq(c.recipient[1], &a.recipient[1], "the one that the mail names");
    cr_expect_eq(c.what[MDR_WHAT_RECIPIENT], MDR_SAME);
    mdr_report_discard(&a);
    mdr_report_discard(&b);
}

/* Two mails that arrived went to one recipient where each names one, and the same; one mail has one size. */
Test(compare, two_arrivals)
{
    static const struct {
        const char *to, *cc;
        enum mdr_sameness want;
    } row[] = {{"Yamamoto <YAMAMOTO@partner.example>", NULL, MDR_SAME},
               {"ito@partner.example", NULL, MDR_DIFFERS},
               {"ito@partner.example", "yamamoto@partner.example", MDR_UNKNOWN},
               {"ito@partner.example, yamamoto@partner.example", NULL, MDR_UNKNOWN},
               {"y***@partner.example", NULL, MDR_UNKNOWN}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct modori_report a, b;
        struct mdr_comparison c;
        made_arrival(&a);
        made_arrival(&b);
        mdr_report_set_text(&b, MODORI_REPORT_ORIGINAL_TO, made_span(row[i].to));
        if (row[i].cc)
            mdr_report_add_header(&b, MDR_SPAN("Cc"), made_span(row[i].cc));
        mdr_report_set_number(&b, MODORI_REPORT_ORIGINAL_SIZE, 1700);
        mdr_comparison_make(&c, &a, &b);
        cr_expect_eq(c.what[MDR_WHAT_RECIPIENT], row[i].want, "%s", row[i].to);
        cr_expect_eq(c.what[MDR_WHAT_SIZE], MDR_DIFFERS);
        mdr_report_set_text(&a, MODORI_REPORT_ORIGINAL_MESSAGE_ID, MDR_SPAN("1@office.example"));
        mdr_report_set_text(&b, MODORI_REPORT_ORIGINAL_MESSAGE_ID, MDR_SPAN("1@office.example"));
        mdr_comparison_make(&c, &a, &b);
        cr_expect_eq(c.what[MDR_WHAT_SIZE], MDR_SAME, "of one mail, whatever stands before it");
        mdr_report_discard(&a);
        mdr_report_discard(&b);
    }
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
    struct mdr_attachment *same = mdr_report_add_attachment(&b), *more = mdr_report_add_attachment(&b);
    same->name = mdr_report_copy(&b, MDR_SPAN("plan.pdf"));
    more->name = mdr_report_copy(&b, MDR_SPAN("update.exe"));
    mdr_comparison_make(&c, &a, &b);
    cr_expect_not(c.suspect[MDR_WHAT_ATTACHMENTS], "the same one got through");
    b.attachments = 1;
    mdr_comparison_make(&c, &a, &b);
    cr_expect(c.suspect[MDR_WHAT_ATTACHMENTS], "another one got through");
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
        cr_expect_neq(mdr_find(page, MDR_SPAN("秋の案内"), 0), MDR_NOT_FOUND, "which mail is which: %s", page.p);
        cr_expect_eq(mdr_find_byte(page, '{', 0), MDR_NOT_FOUND, "%s", page.p);
    }
    /* Words that are no reply, and how sure their reason is. */
    made_number(&a.recipient[0], MODORI_RECIPIENT_REPLY, MDR_NUMBER_NONE);
    made_number(&a.recipient[0], MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_LOW);
    mdr_builder_init(&text, &arena);
    mdr_compare(&text, &a, &b, MDR_LANG_EN, 78);
    struct mdr_span doubted = mdr_builder_finish(&text).s;
    cr_expect_neq(mdr_find(doubted, MDR_SPAN("\nText "), 0), MDR_NOT_FOUND, "%s", doubted.p);
    cr_expect_neq(mdr_find(doubted, MDR_SPAN("(only"), 0), MDR_NOT_FOUND, "%s", doubted.p);
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
        for (int what = 0; what < MDR_WHATS; what++) {
            cr_expect_not_null(mdr_sentence_named(&speech, "what-", mdr_what_name((enum mdr_what)what)).p, "%d", what);
            cr_expect_not_null(mdr_sentence_named(&speech, "as-cause-", mdr_what_name((enum mdr_what)what)).p, "%d", what);
        }
        for (int outcome = MDR_OUTCOME_UNKNOWN; outcome <= MDR_OUTCOME_ARRIVED; outcome++)
            cr_expect_not_null(mdr_sentence_named(&speech, "outcome-", mdr_outcome_name((enum mdr_outcome)outcome)).p);
    }
    mdr_arena_free(&arena);
}
