/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines of an explanation one by one: one fact changed, one sentence more, less or other. */
#include "made_report.h"

struct line_row {
    const char *label;
    void (*change)(struct modori_report *r);
    const char *with, *without; /* NULL: nothing to look for */
};

static void specific_code(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_STATUS, "5.3.4");
    r->recipient[0].list[MODORI_RECIPIENT_CONTRADICTIONS - MDR_LIST_BASE].n = 0;
}

static void doubted_code(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_STATUS, "5.3.4");
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_CONTRADICTIONS,
                      MODORI_CONTRADICTION_STATUS_FIELD_AGAINST_DIAGNOSTIC);
}

/* 5.1.10 is a null MX by the book, and an unknown recipient where Exchange Online says it. */
static void own_sense(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_STATUS, "5.1.10");
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_RCPT_UNKNOWN);
}

static void open_code(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REPLY, 554);
}

static void full(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_RCPT_FULL);
}

static void greylisted_for_good(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_RATE_RECIPIENTS);
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_CONTRADICTIONS, MODORI_CONTRADICTION_REASON_AGAINST_CLASS);
}

static void local_filter(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_REMOTE_IP, "127.0.0.1");
}

static void decided_itself(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_SPEAKER, MODORI_SPEAKER_REPORTER);
}

static void only_retry(struct modori_report *r)
{
    r->recipient[0].list[MODORI_RECIPIENT_ADVICE - MDR_LIST_BASE].n = 0;
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_RETRY_LATER);
}

static void listed(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_PERSISTENCE, MODORI_PERSISTENCE_TRANSIENT);
    r->recipient[0].list[MODORI_RECIPIENT_ADVICE - MDR_LIST_BASE].n = 0;
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_DELIST);
}

static void joined_lines(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_DIAGNOSTIC,
              "550-5.1.1 No such user here. See\n550-5.1.1 the help for 550 of our pages: 550 5.1.1 "
              "https://www.example.net/550");
    made_number(&r->recipient[0], MODORI_RECIPIENT_REPLY, 550);
}

static void joined_plain_lines(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_DIAGNOSTIC, "550-No such user here\n550 550 see the help");
    made_number(&r->recipient[0], MODORI_RECIPIENT_REPLY, 550);
}

static void two_codes(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_DIAGNOSTIC, "450-4.7.1 policy check failed 550 5.7.1 message refused");
}

static void hosted(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_REMOTE_HOST, "mx.hosting.example");
}

static void sister(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_REMOTE_HOST, "mx.tokyo.example");
    made_text(&r->recipient[0], MODORI_RECIPIENT_ADDRESS, "taro@users.tokyo.example");
}

static void below_a_category(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_REMOTE_HOST, "mx.co.example");
    made_text(&r->recipient[0], MODORI_RECIPIENT_ADDRESS, "taro@other.co.example");
}

static void doubled(struct modori_report *r)
{
    only_retry(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_MAYBE_DELIVERED, 1);
}

static void doubted_arrival(struct modori_report *r)
{
    doubled(r);
    r->recipient[0].list[MODORI_RECIPIENT_ADVICE - MDR_LIST_BASE].n = 0;
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_CONTACT_OTHERWISE);
}

static void unsure_address(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_HARD, 1);
    made_number(&r->recipient[0], MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_MEDIUM);
    r->recipient[0].list[MODORI_RECIPIENT_ADVICE - MDR_LIST_BASE].n = 0;
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ADVICE, MODORI_ADVICE_SUPPRESS);
}

static void probed(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_ACTION, MDR_NUMBER_NONE);
    made_number(&r->recipient[0], MODORI_RECIPIENT_REPLY, 250);
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MDR_NUMBER_NONE);
}

static void accepted_itself(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELIVERED);
    made_number(&r->recipient[0], MODORI_RECIPIENT_SPEAKER, MODORI_SPEAKER_REPORTER);
    made_text(&r->recipient[0], MODORI_RECIPIENT_DIAGNOSTIC, "delivered to mailbox");
}

static void universal_time(struct modori_report *r)
{
    mdr_report_set_text(r, MODORI_REPORT_DATE, made_span("2026-11-24T04:16:42-00:00"));
}

static void bracketed(struct modori_report *r)
{
    mdr_report_set_text(r, MODORI_REPORT_SENDER, made_span("<hanako@office.example>"));
}

static void host_without_domain(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_ADDRESS, "taro@mailhub0");
}

static void with_long_reply(struct modori_report *r, const char *start)
{
    char words[512];
    memset(words, 'x', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    memcpy(words, start, strlen(start));
    made_text(&r->recipient[0], MODORI_RECIPIENT_DIAGNOSTIC, words);
}

static void page_in_reply(struct modori_report *r)
{
    with_long_reply(r, "552 See https://www.example.net/help for ");
    made_text(&r->recipient[0], MODORI_RECIPIENT_URL, "https://www.example.net/help");
}

static void with_support(struct modori_report *r)
{
    with_long_reply(r, "552 ");
    made_text(&r->recipient[0], MODORI_RECIPIENT_SUPPORT_ID, "AB12-34");
}

static void no_code(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REPLY, MDR_NUMBER_NONE);
}

static void masked(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_ADDRESS, "***@**.example");
}

static void expired(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_TIME_EXPIRED);
}

static void unseen(struct modori_report *r)
{
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_HTML, MDR_NUMBER_NONE);
}

static void in_doubt(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_MEDIUM);
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ALTERNATIVES, MODORI_REASON_CONTENT_SPAM);
}

static void sure(struct modori_report *r)
{
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ALTERNATIVES, MODORI_REASON_CONTENT_SPAM);
}

static void refused_greeting(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_PHASE, MODORI_PHASE_CONNECT);
}

static void arrived_perhaps(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_MAYBE_DELIVERED, 1);
}

static void with_advice(struct modori_report *r, int32_t reason, int32_t cause, int32_t advice, int32_t next)
{
    struct modori_recipient *p = &r->recipient[0];
    p->list[MODORI_RECIPIENT_CAUSES - MDR_LIST_BASE].n = p->list[MODORI_RECIPIENT_ADVICE - MDR_LIST_BASE].n = 0;
    made_number(p, MODORI_RECIPIENT_REASON, reason);
    if (cause)
        mdr_recipient_add(p, MODORI_RECIPIENT_CAUSES, cause);
    mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, advice);
    if (next)
        mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, next);
}

static void spf(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_AUTH_SPF, MODORI_CAUSE_SENDER_DNS, MODORI_ADVICE_FIX_SPF, 0);
}

static void spf_forwarded(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_AUTH_SPF, MODORI_CAUSE_FORWARDING, MODORI_ADVICE_FIX_SPF, 0);
}

static void spf_of_nobody(struct modori_report *r)
{
    spf(r);
    mdr_report_set_text(r, MODORI_REPORT_SENDER, made_span("h***@***.example"));
}

static void dmarc(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_AUTH_DMARC, MODORI_CAUSE_SENDER_DNS, MODORI_ADVICE_FIX_DMARC, 0);
    mdr_report_set_text(r, MODORI_REPORT_ORIGINAL_FROM, made_span("Hanako <hanako@shop.example>"));
}

static void rdns(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_IP_RDNS, MODORI_CAUSE_SENDER_DNS, MODORI_ADVICE_FIX_RDNS, 0);
}

static void list_and_page(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_IP_LISTED, 0, MODORI_ADVICE_DELIST, 0);
    made_text(&r->recipient[0], MODORI_RECIPIENT_BLOCKLIST, "bl.example");
    made_text(&r->recipient[0], MODORI_RECIPIENT_URL, "https://bl.example/x");
}

static void only_page(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_IP_LISTED, 0, MODORI_ADVICE_DELIST, 0);
    made_text(&r->recipient[0], MODORI_RECIPIENT_URL, "https://bl.example/x");
}

static void full_mailbox(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_FULL, MODORI_CAUSE_MAILBOX_FULL, MODORI_ADVICE_CONTACT_OTHERWISE,
                MODORI_ADVICE_RETRY_LATER);
    made_number(&r->recipient[0], MODORI_RECIPIENT_PERSISTENCE, MODORI_PERSISTENCE_TRANSIENT);
}

static void perhaps_full(struct modori_report *r)
{
    full_mailbox(r);
    r->recipient[0].list[MODORI_RECIPIENT_CAUSES - MDR_LIST_BASE].n = 0;
    made_number(&r->recipient[0], MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_LOW);
}

static void unknown_user(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_UNKNOWN, MODORI_CAUSE_ADDRESS_GONE, MODORI_ADVICE_FIX_ADDRESS,
                MODORI_ADVICE_SUPPRESS);
}

static void forwarded_user(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_UNKNOWN, MODORI_CAUSE_ADDRESS_GONE, MODORI_ADVICE_SUPPRESS, 0);
}

static void greylisted(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_GREYLIST, MODORI_CAUSE_DELIBERATE_DELAY, MODORI_ADVICE_WAIT, 0);
    made_number(&r->recipient[0], MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
}

static void moved(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_MOVED, MODORI_CAUSE_ADDRESS_GONE, MODORI_ADVICE_USE_NEW_ADDRESS, 0);
    made_text(&r->recipient[0], MODORI_RECIPIENT_NEW_ADDRESS, "taro@new.example");
}

static void temporary_by_code(struct modori_report *r)
{
    unknown_user(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_REPLY, 450);
    made_number(&r->recipient[0], MODORI_RECIPIENT_PERSISTENCE, MODORI_PERSISTENCE_TRANSIENT);
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_CONTRADICTIONS, MODORI_CONTRADICTION_REASON_AGAINST_CLASS);
}

static void mistyped(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_NET_CONNECT, MODORI_CAUSE_MISTYPED_DOMAIN, MODORI_ADVICE_FIX_ADDRESS,
                MODORI_ADVICE_RETRY_LATER);
    made_text(&r->recipient[0], MODORI_RECIPIENT_SUGGESTION, "taro@provider.example");
    made_number(&r->recipient[0], MODORI_RECIPIENT_PERSISTENCE, MODORI_PERSISTENCE_TRANSIENT);
}

static void still_queued(struct modori_report *r)
{
    expired(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
}

static void unknown_text(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_OTHER_TEXT);
    made_number(&r->recipient[0], MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_LOW);
}

/* A notice of the recipient's own server, which talked to nobody. */
static void reported_only(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_SPEAKER, MDR_NUMBER_NONE);
    r->recipient[0].text[MODORI_RECIPIENT_REMOTE_HOST] = MDR_SPAN_NONE;
    r->recipient[0].text[MODORI_RECIPIENT_REMOTE_IP] = MDR_SPAN_NONE;
}

static const struct line_row line_rows[] = {
    {"whose SPF record", spf,
     "Add the sending server relay.tsushin.example to the SPF record of\n    tokyo.office.example", "reverse DNS"},
    {"SPF behind a forwarder", spf_forwarded, "rewritten (SRS)", "Add the sending"},
    {"no SPF record of a masked domain", spf_of_nobody, "the envelope sender's domain", "***.example in DNS"},
    {"whose DMARC policy", dmarc, "Make SPF or DKIM pass for shop.example", "office.example, the domain"},
    {"whose reverse DNS", rdns, "(PTR) of relay.tsushin.example", NULL},
    {"which list, and its page", list_and_page, "got the address listed at bl.example, stop that", "operator of"},
    {"the page of a list without a name", only_page, "server names this page: https://bl.example/x",
     "listed at"},
    {"who makes room in a mailbox", full_mailbox, "only the recipient can make room.", "some hours"},
    {"no other try before there is room", full_mailbox, "Yes, once there is room in the mailbox", "Yes, later"},
    {"no correction and no suppression of one address", unknown_user,
     "  2. If the address was right, send nothing more", "Send nothing more to this"},
    {"suppression alone", forwarded_user, "  - Send nothing more to this address", "was right"},
    {"nothing to do against greylisting", greylisted, "  - Nothing: the server tries again", "Cause?"},
    {"a new address once", moved, "  - Send to taro@new.example", "The new address is"},
    {"what does not go away by itself", temporary_by_code, "Probably not: the code is temporary", "Yes, later"},
    {"a domain that is nearly another one", mistyped, "did you mean taro@provider.example?", "Yes, later"},
    {"no promise that rests on a guess", perhaps_full, "Perhaps: ", "room"},
    {"a queue that still tries has not expired", still_queued, "still in the queue", "too long"},
    {"no guess that nobody knows", unknown_text, "no rule knows it.\n", "only a guess"},
    {"who reports need not have sent", reported_only, "Reporting server: relay.tsushin.example, queue id 0E2D96C6",
     "Sending server"},
    {"an enhanced code that says it all", specific_code, "5.3.4: ", "552: "},
    {"both codes where they are in doubt", doubted_code, "552: ", NULL},
    {"no contradiction of a code that is not there", no_code, NULL, "\nBut "},
    {"a code in a sense of the server's own", own_sense, "not say what 5.1.10 means", NULL},
    {"554 leaves the reason open", open_code, "554: ", "\nBut "},
    {"552 is a full mailbox by the book", full, "552: ", "\nBut "},
    {"which of the two is temporary", greylisted_for_good, "552 is a permanent code", "the other way round"},
    {"a filter beside the reporter", local_filter, "[127.0.0.1], a filter on the machine of\n", "recipient's side"},
    {"who reports may be the recipient's side", decided_itself, "itself (queue id 0E2D96C6); no other server", NULL},
    {"no queue that still tries where it has given up", only_retry, "  - Send it again after some hours.", "  1. "},
    {"what goes away only when it is solved", listed, "Yes, but only after", "Yes, later"},
    {"lines of a reply that were joined", joined_lines,
     "550 5.1.1 No such user here. See the help for 550 of our pages:\n             https://www.example.net/550\n",
     "550-"},
    {"lines without enhanced codes", joined_plain_lines, "550 No such user here 550 see the help\n", "550-"},
    {"lines of two codes stay", two_codes, "450-4.7.1 policy check failed 550 5.7.1 message refused\n", NULL},
    {"a name that is not the recipient's", hosted, "[198.51.100.25] (the other side)\n", "recipient's side"},
    {"a name below the parent's domain", sister, "[198.51.100.25] (recipient's side)\n", NULL},
    {"many a domain is below .co", below_a_category, "[198.51.100.25] (the other side)\n", NULL},
    {"no doubled mail", doubled, "If it did not arrive, send it again.", "after some hours"},
    {"whether it arrived is asked", doubted_arrival, "whether the message arrived", "mail comes back"},
    {"no never where it is not certain", unsure_address, "Probably not: mail", "every time"},
    {"no suppression where it is not certain", unsure_address, "If mail to this address comes back again",
     "reputation"},
    {"an address that was only asked for", probed, "Answered by  mx.partner.example", "Refused by"},
    {"who accepts does not refuse", accepted_itself, "Accepted by  relay.tsushin.example (queue id 0E2D96C6)\n",
     "refused"},
    {"a zone that is none", universal_time, "04:16:42 UTC", "-00:00"},
    {"no brackets around a whole address", bracketed, "from hanako@office.example\n", "<hanako"},
    {"no postmaster of a single word", host_without_domain, "postmaster of the other side", "of mailhub0"},
    {"a page that the shown part of a reply names already", page_in_reply, "[...]", "explains itself"},
    {"an id is quoted once", with_support, "Id to quote: AB12-34", "other side: AB12-34"},
    {"no postmaster of a masked domain", masked, "postmaster of the other side", "**.example, and quote"},
    {"an expired queue tells of no cause", expired, "Perhaps: ", "Not as it is"},
    {"advice with an if", unseen, "If it was HTML mail", NULL},
    {"another reason in doubt", in_doubt, "Or perhaps", NULL},
    {"no other reason when sure", sure, NULL, "Or perhaps"},
    {"who answers was reached", refused_greeting, "Greeting: ", "no SMTP session"},
    {"it may be there", arrived_perhaps, "Not yet: ", "Not as it is"},
};

static void expect_line(const struct line_row *row)
{
    struct modori_report r;
    struct mdr_arena arena;
    made_story_advice(made_story(&r));
    row->change(&r);
    struct mdr_span page = made_page(&arena, &r, MDR_LANG_EN, MODORI_EXPLAIN_ADMINISTRATOR);
    if (row->with)
        cr_expect(made_holds(page, row->with), "%s:\n%s", row->label, page.p);
    if (row->without)
        cr_expect_not(made_holds(page, row->without), "%s:\n%s", row->label, page.p);
    mdr_arena_free(&arena);
    mdr_report_discard(&r);
}

Test(explain_lines, single_lines)
{
    for (size_t i = 0; i < sizeof line_rows / sizeof *line_rows; i++)
        expect_line(&line_rows[i]);
}

static void attach(struct modori_report *r, const char *name, int32_t risk, int64_t size)
{
    struct mdr_attachment *a = mdr_report_add_attachment(r);
    a->name = mdr_report_copy(r, made_span(name));
    a->risk = risk;
    a->size = size;
    a->name_length = (int64_t)strlen(name);
    a->has_path = mdr_find_byte(a->name, '\\', 0) != MDR_NOT_FOUND;
}

static void programs(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_CONTENT_ATTACHMENT, MODORI_CAUSE_EXECUTABLE, MODORI_ADVICE_REMOVE_ATTACHMENT, 0);
    attach(r, "plan.pdf", MODORI_RISK_NONE, 100);
    attach(r, "one.exe", MODORI_RISK_EXECUTABLE, 100);
    attach(r, "two.com", MODORI_RISK_EXECUTABLE, 100);
}

static void many_programs(struct modori_report *r)
{
    programs(r);
    attach(r, "three.bat", MODORI_RISK_EXECUTABLE, 100);
    attach(r, "four.cmd", MODORI_RISK_EXECUTABLE, 100);
}

static void too_large(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_SIZE_MESSAGE, MODORI_CAUSE_SIZE, MODORI_ADVICE_SHRINK_MESSAGE,
                MODORI_ADVICE_REMOVE_ATTACHMENT);
    made_number(&r->recipient[0], MODORI_RECIPIENT_SIZE_LIMIT, 10 << 20);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_SIZE, 20 << 20);
    attach(r, "small.pdf", MODORI_RISK_NONE, 100);
    attach(r, "film.mp4", MODORI_RISK_NONE, 15 << 20);
}

static void cut_off(struct modori_report *r)
{
    too_large(r);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_SIZE, 50 << 10);
}

static void odd_name(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_CONTENT_REFUSED, MODORI_CAUSE_EXECUTABLE, MODORI_ADVICE_RENAME_ATTACHMENT, 0);
    attach(r, "a-rather-long-name-without-a-path.pdf", MODORI_RISK_NONE, 100);
    attach(r, "C:\\x.pdf", MODORI_RISK_NONE, 100);
    attach(r, "one.exe", MODORI_RISK_EXECUTABLE, 100);
}

static void any_of_two(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_CONTENT_ATTACHMENT, 0, MODORI_ADVICE_REMOVE_ATTACHMENT, 0);
    attach(r, "plan.pdf", MODORI_RISK_NONE, 100);
    attach(r, "map.pdf", MODORI_RISK_NONE, 100);
}

static const struct line_row attachment_rows[] = {
    {"all programs", programs, "  - Send it again without one.exe, two.com, and hand", "plan.pdf"},
    {"the first few of many", many_programs, "one.exe, two.com, three.bat, ..., and hand", "four.cmd"},
    {"the largest of what is too large", too_large, "Send it again without film.mp4, and", "small.pdf"},
    {"its size and the limit", too_large, "The message is 20.0 MB large; at most 10.0 MB is allowed.", NULL},
    {"no size of what did not come back whole", cut_off, "At most 10.0 MB is allowed.", "50 KB"},
    {"the name that has a path", odd_name, "Give C:\\x.pdf a short", "Give one.exe"},
    {"nobody knows which of two", any_of_two, "without the attachment", "plan.pdf"},
};

Test(explain_lines, attachments)
{
    for (size_t i = 0; i < sizeof attachment_rows / sizeof *attachment_rows; i++)
        expect_line(&attachment_rows[i]);
}
