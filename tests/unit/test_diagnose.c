/* SPDX-License-Identifier: BSD-2-Clause */
/* Causes and advice: ranked by the evidence of one mail, not fixed by the reason. */
#include "made_report.h"

#include "judge/witness.h"

#define LIST 6

static void expect_list(const char *label, const struct modori_recipient *p, int32_t which, const int32_t want[LIST])
{
    const struct mdr_list *list = &p->list[which - MDR_LIST_BASE];
    int32_t enumeration = which == MODORI_RECIPIENT_CAUSES ? MODORI_ENUM_CAUSE : MODORI_ENUM_ADVICE;
    for (size_t i = 0; i < LIST; i++) {
        int32_t got = i < list->n ? list->item[i] : 0;
        cr_expect_eq(got, want[i], "%s: place %zu is %s", label, i, got ? mdr_enum_name(enumeration, got).p : "empty");
    }
}

static void attach(struct modori_report *r, const char *name, int32_t risk)
{
    struct mdr_attachment *a = mdr_report_add_attachment(r);
    a->name = mdr_report_copy(r, made_span(name));
    a->risk = risk;
    a->name_length = (int64_t)strlen(name);
}

static void plain_text(struct modori_report *r)
{
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_HTML, MODORI_HTML_NONE);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_LINKS, 0);
}

Test(diagnose, html_mail_with_links)
{
    static const int32_t causes[LIST] = {MODORI_CAUSE_HTML_MAIL, MODORI_CAUSE_LINKS};
    static const int32_t advice[LIST] = {MODORI_ADVICE_SEND_PLAIN_TEXT, MODORI_ADVICE_REMOVE_LINKS,
                                         MODORI_ADVICE_SEND_TEST, MODORI_ADVICE_ASK_REMOTE_ADMIN};
    struct modori_report r;
    struct modori_recipient *p = made_story(&r);
    mdr_diagnose(&r, 0);
    expect_list("story", p, MODORI_RECIPIENT_CAUSES, causes);
    expect_list("story", p, MODORI_RECIPIENT_ADVICE, advice);
    mdr_report_discard(&r);
}

/* The same reply, another mail. */
Test(diagnose, plain_text_with_a_program)
{
    static const int32_t causes[LIST] = {MODORI_CAUSE_EXECUTABLE};
    static const int32_t advice[LIST] = {MODORI_ADVICE_REMOVE_ATTACHMENT, MODORI_ADVICE_SEND_TEST,
                                         MODORI_ADVICE_ASK_REMOTE_ADMIN};
    struct modori_report r;
    struct modori_recipient *p = made_story(&r);
    plain_text(&r);
    attach(&r, "update.exe", MODORI_RISK_EXECUTABLE);
    mdr_diagnose(&r, 0);
    expect_list("exe", p, MODORI_RECIPIENT_CAUSES, causes);
    expect_list("exe", p, MODORI_RECIPIENT_ADVICE, advice);
    mdr_report_discard(&r);
}

Test(diagnose, plain_text_and_nothing_else)
{
    static const int32_t none[LIST] = {0};
    static const int32_t advice[LIST] = {MODORI_ADVICE_SEND_TEST, MODORI_ADVICE_ASK_REMOTE_ADMIN};
    struct modori_report r;
    struct modori_recipient *p = made_story(&r);
    plain_text(&r);
    mdr_diagnose(&r, 0);
    expect_list("plain", p, MODORI_RECIPIENT_CAUSES, none);
    expect_list("plain", p, MODORI_RECIPIENT_ADVICE, advice);
    mdr_report_discard(&r);
}

Test(diagnose, without_the_message)
{
    static const int32_t advice[LIST] = {MODORI_ADVICE_SEND_PLAIN_TEXT, MODORI_ADVICE_REMOVE_LINKS,
                                         MODORI_ADVICE_REMOVE_ATTACHMENT, MODORI_ADVICE_SEND_TEST,
                                         MODORI_ADVICE_ASK_REMOTE_ADMIN};
    struct modori_report r;
    made_report(&r, MODORI_KIND_FAILED);
    struct modori_recipient *p = made_refusal(&r, "a@b.example", 552, "552 Error: content rejected",
                                              MODORI_PHASE_END_OF_DATA, MODORI_REASON_CONTENT_REFUSED);
    mdr_diagnose(&r, 0);
    expect_list("bare", p, MODORI_RECIPIENT_ADVICE, advice);
    mdr_report_discard(&r);
}

/* A bare 552 behind DATA: the size of a small mail is not what it means. */
Test(diagnose, a_code_of_storage_without_words)
{
    static const int32_t small[LIST] = {MODORI_CAUSE_HTML_MAIL, MODORI_CAUSE_LINKS}, size[LIST] = {MODORI_CAUSE_SIZE};
    static const struct {
        int64_t bytes, confidence;
        const int32_t *causes;
    } rows[] = {{2100, MODORI_CONFIDENCE_MEDIUM, small},
                {40000, MODORI_CONFIDENCE_MEDIUM, size},
                {2100, MODORI_CONFIDENCE_HIGH, size}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct modori_report r;
        struct modori_recipient *p = made_story(&r);
        mdr_report_set_number(&r, MODORI_REPORT_ORIGINAL_SIZE, rows[i].bytes);
        made_number(p, MODORI_RECIPIENT_REASON, MODORI_REASON_SIZE_MESSAGE);
        made_number(p, MODORI_RECIPIENT_CONFIDENCE, rows[i].confidence);
        mdr_diagnose(&r, 0);
        expect_list("552", p, MODORI_RECIPIENT_CAUSES, rows[i].causes);
        mdr_report_discard(&r);
    }
}

struct unknown_row {
    const char *address;
    int32_t causes[LIST], advice[LIST];
};

Test(diagnose, unknown_user)
{
    static const struct unknown_row rows[] = {
        {"taro@example.jp",
         {MODORI_CAUSE_MISTYPED_ADDRESS, MODORI_CAUSE_ADDRESS_GONE},
         {MODORI_ADVICE_FIX_ADDRESS, MODORI_ADVICE_SUPPRESS}},
        {"taro@"
         "gmial.com",
         {MODORI_CAUSE_MISTYPED_DOMAIN},
         {MODORI_ADVICE_FIX_ADDRESS, MODORI_ADVICE_SUPPRESS}},
        {"taro@"
         "docomo.ne.jp",
         {MODORI_CAUSE_RECIPIENT_FILTER, MODORI_CAUSE_MISTYPED_ADDRESS, MODORI_CAUSE_ADDRESS_GONE},
         {MODORI_ADVICE_CONTACT_OTHERWISE, MODORI_ADVICE_FIX_ADDRESS, MODORI_ADVICE_SUPPRESS}},
        {"ta\xEF\xBD\x92o@example.jp",
         {MODORI_CAUSE_ADDRESS_FORM, MODORI_CAUSE_ADDRESS_GONE},
         {MODORI_ADVICE_FIX_ADDRESS, MODORI_ADVICE_SUPPRESS}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct modori_report r;
        made_report(&r, MODORI_KIND_FAILED);
        struct modori_recipient *p =
            made_refusal(&r, rows[i].address, 550, "550 User unknown", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_UNKNOWN);
        mdr_address_look(p);
        mdr_diagnose(&r, 0);
        expect_list(rows[i].address, p, MODORI_RECIPIENT_CAUSES, rows[i].causes);
        expect_list(rows[i].address, p, MODORI_RECIPIENT_ADVICE, rows[i].advice);
        mdr_report_discard(&r);
    }
}

/* A queue that still tries needs patience, no second copy. */
Test(diagnose, while_the_queue_tries)
{
    static const int32_t advice[LIST] = {MODORI_ADVICE_WAIT, MODORI_ADVICE_ASK_OWN_ADMIN};
    struct modori_report r;
    made_report(&r, MODORI_KIND_DELAYED);
    struct modori_recipient *p =
        made_refusal(&r, "a@b.example", 0, "Connection timed out", MODORI_PHASE_CONNECT, MODORI_REASON_NET_CONNECT);
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
    made_number(p, MODORI_RECIPIENT_FINAL, 0);
    mdr_diagnose(&r, 0);
    expect_list("delayed", p, MODORI_RECIPIENT_ADVICE, advice);
    mdr_report_discard(&r);
}

Test(diagnose, size_and_shared_relay)
{
    static const int32_t size[LIST] = {MODORI_CAUSE_SIZE};
    static const int32_t shared[LIST] = {MODORI_CAUSE_SHARED_RELAY, MODORI_CAUSE_SPAM_SENT};
    static const int32_t own[LIST] = {MODORI_CAUSE_SPAM_SENT};
    struct modori_report r;
    struct modori_recipient *p = made_story(&r);
    made_number(p, MODORI_RECIPIENT_REASON, MODORI_REASON_SIZE_MESSAGE);
    mdr_diagnose(&r, 0);
    expect_list("size", p, MODORI_RECIPIENT_CAUSES, size);
    mdr_report_discard(&r);
    p = made_story(&r);
    made_number(p, MODORI_RECIPIENT_REASON, MODORI_REASON_IP_LISTED);
    mdr_diagnose(&r, 0);
    expect_list("through a provider", p, MODORI_RECIPIENT_CAUSES, shared);
    mdr_report_discard(&r);
    p = made_story(&r);
    mdr_report_set_text(&r, MODORI_REPORT_REPORTING_MTA, MDR_SPAN("mail.office.example"));
    made_number(p, MODORI_RECIPIENT_REASON, MODORI_REASON_IP_LISTED);
    mdr_diagnose(&r, 0);
    expect_list("own server", p, MODORI_RECIPIENT_CAUSES, own);
    mdr_report_discard(&r);
}

/* Nothing of the content was sent when DATA itself was refused. */
Test(diagnose, before_the_content)
{
    static const int32_t early[LIST] = {MODORI_ADVICE_ASK_REMOTE_ADMIN};
    static const int32_t late[LIST] = {MODORI_ADVICE_SEND_TEST, MODORI_ADVICE_ASK_REMOTE_ADMIN};
    for (int32_t phase = MODORI_PHASE_DATA; phase <= MODORI_PHASE_END_OF_DATA; phase++) {
        struct modori_report r;
        made_report(&r, MODORI_KIND_FAILED);
        plain_text(&r);
        struct modori_recipient *p =
            made_refusal(&r, "a@b.example", 550, "550 5.7.1 Rejected by policy", phase, MODORI_REASON_POLICY_LOCAL);
        mdr_diagnose(&r, 0);
        expect_list("DATA", p, MODORI_RECIPIENT_ADVICE, phase == MODORI_PHASE_DATA ? early : late);
        mdr_report_discard(&r);
    }
}

/* What does not go away by itself is not waited for, though the queue still tries. */
Test(diagnose, what_waiting_does_not_help)
{
    static const int32_t rdns[LIST] = {MODORI_ADVICE_FIX_RDNS};
    static const int32_t greylist[LIST] = {MODORI_ADVICE_WAIT};
    static const int32_t listed[LIST] = {MODORI_ADVICE_DELIST, MODORI_ADVICE_ASK_PROVIDER, MODORI_ADVICE_WAIT};
    static const int32_t reason[] = {MODORI_REASON_IP_RDNS, MODORI_REASON_GREYLIST, MODORI_REASON_IP_LISTED};
    static const int32_t *const want[] = {rdns, greylist, listed};
    for (int i = 0; i < 3; i++) {
        struct modori_report r;
        made_report(&r, MODORI_KIND_DELAYED);
        struct modori_recipient *p =
            made_refusal(&r, "a@b.example", 450, "450 4.7.1 Client host rejected", MODORI_PHASE_RCPT, reason[i]);
        made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
        made_number(p, MODORI_RECIPIENT_PERSISTENCE, MODORI_PERSISTENCE_TRANSIENT);
        made_number(p, MODORI_RECIPIENT_FINAL, 0);
        mdr_diagnose(&r, 0);
        expect_list("delayed", p, MODORI_RECIPIENT_ADVICE, want[i]);
        mdr_report_discard(&r);
    }
}

/* Of a reply alone nobody knows whether a queue has given up. */
Test(diagnose, greylisting)
{
    static const int32_t final[LIST] = {MODORI_ADVICE_RETRY_LATER, MODORI_ADVICE_ASK_OWN_ADMIN};
    static const int32_t open[LIST] = {MODORI_ADVICE_RETRY_LATER};
    for (int i = 0; i < 2; i++) {
        struct modori_report r;
        made_report(&r, MODORI_KIND_FAILED);
        struct modori_recipient *p =
            made_refusal(&r, "a@b.example", 450, "450 4.7.1 Greylisted", MODORI_PHASE_RCPT, MODORI_REASON_GREYLIST);
        made_number(p, MODORI_RECIPIENT_FINAL, i ? MDR_NUMBER_NONE : 1);
        mdr_diagnose(&r, 0);
        expect_list("greylist", p, MODORI_RECIPIENT_ADVICE, i ? open : final);
        mdr_report_discard(&r);
    }
}

struct side_row {
    const char *reporter;
    int32_t reason, speaker;
    int32_t causes[LIST], advice[LIST];
};

/* Whose server it is that reports decides who has to act. */
Test(diagnose, whose_server)
{
    static const struct side_row rows[] = {
        {"mx2.partner.example",
         MODORI_REASON_SYS_MAILER,
         MODORI_SPEAKER_REPORTER,
         {MODORI_CAUSE_REMOTE_TROUBLE},
         {MODORI_ADVICE_ASK_REMOTE_ADMIN}},
        {"mail.office.example",
         MODORI_REASON_SYS_MAILER,
         MODORI_SPEAKER_REPORTER,
         {MODORI_CAUSE_OWN_CONFIGURATION},
         {MODORI_ADVICE_ASK_OWN_ADMIN, MODORI_ADVICE_ASK_REMOTE_ADMIN}},
        {"mail.office.example",
         MODORI_REASON_AUTH_SPF,
         MODORI_SPEAKER_REMOTE,
         {MODORI_CAUSE_SENDER_DNS},
         {MODORI_ADVICE_FIX_SPF}},
        {"mail.forwarder.example",
         MODORI_REASON_AUTH_SPF,
         MODORI_SPEAKER_REMOTE,
         {MODORI_CAUSE_FORWARDING, MODORI_CAUSE_SENDER_DNS},
         {MODORI_ADVICE_FIX_SPF}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct modori_report r;
        struct modori_recipient *p = made_story(&r);
        r.hops = 0;
        mdr_report_set_text(&r, MODORI_REPORT_REPORTING_MTA, made_span(rows[i].reporter));
        made_text(p, MODORI_RECIPIENT_ORIGINAL_ADDRESS, "all@lists.example");
        made_number(p, MODORI_RECIPIENT_REASON, rows[i].reason);
        made_number(p, MODORI_RECIPIENT_SPEAKER, rows[i].speaker);
        mdr_diagnose(&r, 0);
        expect_list(rows[i].reporter, p, MODORI_RECIPIENT_CAUSES, rows[i].causes);
        expect_list(rows[i].reporter, p, MODORI_RECIPIENT_ADVICE, rows[i].advice);
        mdr_report_discard(&r);
    }
}

/* A text is worth reading where it has words. */
Test(diagnose, what_is_read)
{
    static const int32_t bare[LIST] = {MODORI_ADVICE_ASK_REMOTE_ADMIN};
    static const int32_t words[LIST] = {MODORI_ADVICE_READ_TEXT, MODORI_ADVICE_ASK_REMOTE_ADMIN};
    static const char *const text[] = {"554", "554 5.0.0 - x1", "554 not you", "554 \xE6\x8B\x92"};
    for (size_t i = 0; i < 4; i++) {
        struct modori_report r;
        made_report(&r, MODORI_KIND_FAILED);
        struct modori_recipient *p =
            made_refusal(&r, "a@b.example", 554, text[i], MODORI_PHASE_RCPT, MODORI_REASON_POLICY_LOCAL);
        made_number(p, MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_LOW);
        mdr_diagnose(&r, 0);
        expect_list(text[i], p, MODORI_RECIPIENT_ADVICE, i < 2 ? bare : words);
        mdr_report_discard(&r);
    }
}

/* Whatever the reason is, something can be done; what was delivered needs nothing. */
Test(diagnose, every_reason)
{
    for (size_t i = 0; i < mdr_enum_count(MODORI_ENUM_REASON); i++) {
        int32_t reason = 0;
        struct modori_report r;
        mdr_enum_at(MODORI_ENUM_REASON, i, &reason);
        for (int delivered = 0; delivered < 2; delivered++) {
            made_report(&r, MODORI_KIND_FAILED);
            struct modori_recipient *p = made_refusal(&r, "a@b.example", 550, "550 no", MODORI_PHASE_RCPT, reason);
            if (delivered)
                made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELIVERED);
            mdr_diagnose(&r, 0);
            const struct mdr_list *advice = &p->list[MODORI_RECIPIENT_ADVICE - MDR_LIST_BASE];
            cr_expect_eq(advice->n == 0, delivered == 1, "%s: %zu steps", mdr_enum_name(MODORI_ENUM_REASON, reason).p,
                         advice->n);
            mdr_report_discard(&r);
        }
    }
}
