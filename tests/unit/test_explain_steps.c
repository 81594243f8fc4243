/* SPDX-License-Identifier: BSD-2-Clause */
/* Causes and steps of advice, in the words that fit the mail: whose record, which list, which attachment. */
#include "expect_line.h"

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

static void odd_address(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_SYNTAX, MODORI_CAUSE_ADDRESS_FORM, MODORI_ADVICE_CONTACT_OTHERWISE, 0);
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ADDRESS_FINDINGS, MODORI_ADDRESS_UPPER_CASE_DOMAIN);
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ADDRESS_FINDINGS, MODORI_ADDRESS_DOUBLED_DOT);
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

static void hosted(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_REMOTE_HOST, "mx.hosting.example");
}

static void masked_host(struct modori_report *r)
{
    made_text(&r->recipient[0], MODORI_RECIPIENT_REMOTE_HOST, "mx.****.example");
}

static void local_filter(struct modori_report *r)
{
    hosted(r);
    made_text(&r->recipient[0], MODORI_RECIPIENT_REMOTE_IP, "127.0.0.1");
}

static void filtered(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_REFUSED, MODORI_CAUSE_RECIPIENT_FILTER, MODORI_ADVICE_CONTACT_OTHERWISE, 0);
    mdr_report_set_text(r, MODORI_REPORT_ORIGINAL_FROM, made_span("Hanako <hanako@shop.example>"));
}

static void filtered_from_nobody(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_REFUSED, MODORI_CAUSE_RECIPIENT_FILTER, MODORI_ADVICE_CONTACT_OTHERWISE, 0);
}

static void moved_without_trace(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_MOVED, 0, MODORI_ADVICE_CONTACT_OTHERWISE, 0);
}

static void closed_group(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_RESTRICTED, 0, MODORI_ADVICE_CONTACT_OTHERWISE, 0);
}

static void unwanted(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_SENDER_BLOCKED, 0, MODORI_ADVICE_CONTACT_OTHERWISE, 0);
}

static void two_to_ask(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_IP_GEO, 0, MODORI_ADVICE_ASK_REMOTE_ADMIN, MODORI_ADVICE_ASK_PROVIDER);
}

static void one_to_ask(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_POLICY_LOCAL, 0, MODORI_ADVICE_ASK_REMOTE_ADMIN, 0);
}

static void broken_seal(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_AUTH_ARC, MODORI_CAUSE_FORWARDING, MODORI_ADVICE_ASK_OWN_ADMIN, 0);
}

static void dead_end(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_RCPT_UNKNOWN, MODORI_CAUSE_ADDRESS_GONE, MODORI_ADVICE_ASK_OWN_ADMIN,
                MODORI_ADVICE_SUPPRESS);
    made_number(&r->recipient[0], MODORI_RECIPIENT_HARD, 1);
    made_text(&r->recipient[0], MODORI_RECIPIENT_ALIAS, "sales@partner.example");
}

static const struct line_row step_rows[] = {
    {"where mail is passed on is put right", dead_end, "correct yamamoto@partner.example there, or take it out.\n",
     "your own mail server"},
    {"nothing to the alias until then", dead_end, "send nothing more to sales@partner.example", "the lists"},
    {"where the recipient has gone is asked", moved_without_trace, "new address.\n", "mail comes back"},
    {"who may open a group is asked", closed_group, "or whoever runs the group", "mail comes back"},
    {"who can tell of a block is told", unwanted, "tell the administrator there", "mail comes back"},
    {"a block to quote stands once", two_to_ask,
     "  2. Ask the provider whose server sent the message, too, and quote the same.",
     "Ask the provider whose server sent the message, and quote this:"},
    {"the block of a step without number", one_to_ask, "and quote this:\n    Time: ", "\n     Time: "},
    {"a seal is no proof that it was forwarded", broken_seal, "may be wrong or broken", "was forwarded on its way"},
    {"whom a recipient's filter has to let in", filtered, "to let in mail from shop.example", "mail comes back"},
    {"a filter, and no sender", filtered_from_nobody, "mail comes back", "let in"},
    {"who else can be asked", hosted, "or whoever runs\n     mx.hosting.example, and quote this:", NULL},
    {"nobody runs a masked host", masked_host, "Ask the postmaster of partner.example, and quote", "whoever"},
    {"a filter beside the reporter is nobody's", local_filter, "Ask the postmaster of partner.example, and quote",
     "whoever"},
    {"whose SPF record", spf,
     "Add the sending server relay.tsushin.example to the SPF record of\n    tokyo.office.example", "reverse DNS"},
    {"SPF behind a forwarder", spf_forwarded, "rewritten (SRS)", "Add the sending"},
    {"no SPF record of a masked domain", spf_of_nobody, "the envelope sender's domain", "***.example in DNS"},
    {"whose DMARC policy", dmarc, "Make SPF or DKIM pass for shop.example", "office.example, the domain"},
    {"whose reverse DNS", rdns, "(PTR) of relay.tsushin.example", NULL},
    {"which list, and its page", list_and_page, "got the address listed at bl.example, stop that", "operator of"},
    {"the page of a list without a name", only_page, "server names this page: https://bl.example/x", "listed at"},
    {"who makes room in a mailbox", full_mailbox, "only the recipient can make room.", "some hours"},
    {"no other try before there is room", full_mailbox, "Yes, once there is room in the mailbox", "Yes, later"},
    {"no correction and no suppression of one address", unknown_user,
     "  2. If the address was right, send nothing more", "Send nothing more to this"},
    {"suppression alone", forwarded_user, "  - Send nothing more to this address", "was right"},
    {"nothing to do against greylisting", greylisted, "  - Nothing: the server tries again", "Cause?"},
    {"a new address once", moved, "  - Send to taro@new.example", "The new address is"},
    {"what does not go away by itself", temporary_by_code, "Probably not: the code is temporary", "Yes, later"},
    {"a domain that is nearly another one", mistyped, "did you mean taro@provider.example?", "Yes, later"},
    {"what is odd in an address", odd_address, "has two dots in a row", "breaks the rules"},
    {"no promise that rests on a guess", perhaps_full, "Perhaps: ", "room"},
};

Test(explain_steps, words_that_fit)
{
    for (size_t i = 0; i < sizeof step_rows / sizeof *step_rows; i++)
        expect_line(&step_rows[i]);
}

/* ---- attachments ------------------------------------------------------------------------------ */

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

static void attachment_unseen(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_CONTENT_ATTACHMENT, 0, MODORI_ADVICE_REMOVE_ATTACHMENT, 0);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_LINKS, MDR_NUMBER_NONE);
}

static void link_unseen(struct modori_report *r)
{
    with_advice(r, MODORI_REASON_URL_LISTED, 0, MODORI_ADVICE_REMOVE_LINKS, 0);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_LINKS, MDR_NUMBER_NONE);
}

static const struct line_row attachment_rows[] = {
    {"all programs", programs, "  - Send it again without one.exe, two.com, and hand", "plan.pdf"},
    {"the first few of many", many_programs, "one.exe, two.com, three.bat, ..., and hand", "four.cmd"},
    {"the largest of what is too large", too_large, "Send it again without film.mp4, and", "small.pdf"},
    {"its size and the limit", too_large, "The message is 20.0 MB large; at most 10.0 MB is allowed.", NULL},
    {"no size of what did not come back whole", cut_off, "At most 10.0 MB is allowed.", "50 KB"},
    {"the name that has a path", odd_name, "Give C:\\x.pdf a short", "Give one.exe"},
    {"nobody knows which of two", any_of_two, "without the attachment", "plan.pdf"},
    {"none came back, and yet there was one", attachment_unseen, "without the attachment, and hand", "If it had"},
    {"a link that did not come back", link_unseen, "without the link that is on the list", "If it contained"},
};

Test(explain_steps, attachments)
{
    for (size_t i = 0; i < sizeof attachment_rows / sizeof *attachment_rows; i++)
        expect_line(&attachment_rows[i]);
}
