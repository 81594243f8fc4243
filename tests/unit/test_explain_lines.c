/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines of an explanation one by one: one fact changed, one sentence more, less or other. */
#include "expect_line.h"

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

static void too_large(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_SIZE_MESSAGE);
    made_number(&r->recipient[0], MODORI_RECIPIENT_SIZE, 15 << 20);
    made_number(&r->recipient[0], MODORI_RECIPIENT_SIZE_LIMIT, 10 << 20);
    r->recipient[0].list[MODORI_RECIPIENT_CAUSES - MDR_LIST_BASE].n = 0;
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_CAUSES, MODORI_CAUSE_SIZE);
}

static void large_without_limit(struct modori_report *r)
{
    too_large(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_SIZE_LIMIT, MDR_NUMBER_NONE);
}

static void unauthenticated(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_AUTH_FAILED);
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

static void content_at_data(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_PHASE, MODORI_PHASE_DATA);
}

static void refused_greeting(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_PHASE, MODORI_PHASE_CONNECT);
}

static void arrived_perhaps(struct modori_report *r)
{
    made_number(&r->recipient[0], MODORI_RECIPIENT_MAYBE_DELIVERED, 1);
}

/* Postfix's "timed out while sending end of data -- message may be sent more than once". */
static void unanswered(struct modori_report *r)
{
    arrived_perhaps(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_SPEAKER, MODORI_SPEAKER_REPORTER);
    made_number(&r->recipient[0], MODORI_RECIPIENT_REASON, MODORI_REASON_NET_LOST);
}

static void unanswered_so_far(struct modori_report *r)
{
    unanswered(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
    made_number(&r->recipient[0], MODORI_RECIPIENT_FINAL, 0);
}

static void in_double_doubt(struct modori_report *r)
{
    in_doubt(r);
    mdr_recipient_add(&r->recipient[0], MODORI_RECIPIENT_ALTERNATIVES, MODORI_REASON_CONTENT_VIRUS);
}

static void guessed_from_the_code(struct modori_report *r)
{
    greylisted_for_good(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_LOW);
}

static void cut_short(struct modori_report *r)
{
    mdr_report_find(r, MODORI_FINDING_CHARSET_WRONG, 1);
    mdr_report_find(r, MODORI_FINDING_TRUNCATED, 2);
    mdr_report_find(r, MODORI_FINDING_TRUNCATED, 3);
}

static void still_queued(struct modori_report *r)
{
    expired(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_ACTION, MODORI_ACTION_DELAYED);
}

static void queued_for_no_cause(struct modori_report *r)
{
    still_queued(r);
    made_number(&r->recipient[0], MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_LOW);
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

/* A notice of Exim or qmail without a report: only the way of the mail tells whose it is. */
static void reporter_of_the_way(struct modori_report *r)
{
    r->text[MODORI_REPORT_REPORTING_MTA] = MDR_SPAN_NONE;
    struct mdr_hop *hop = mdr_report_add_hop(r);
    hop->text[MODORI_HOP_HOST] = mdr_report_copy(r, MDR_SPAN("mail.office.example"));
    hop->text[MODORI_HOP_IP] = mdr_report_copy(r, MDR_SPAN("192.0.2.10"));
    hop->role = MODORI_ROLE_REPORTER;
}

static const struct line_row line_rows[] = {
    {"a reporter that only the way tells", reporter_of_the_way, "Sending server: mail.office.example [192.0.2.10]",
     NULL},
    {"a queue that still tries has not expired", still_queued, "still in the queue", "too long"},
    {"no guess that nobody knows", unknown_text, "in words that this program does not", "only a guess"},
    {"who reports need not have sent", reported_only, "Reporting server: relay.tsushin.example, queue id 0E2D96C6",
     "Sending server"},
    {"an enhanced code that says it all", specific_code, "5.3.4: ", "552: "},
    {"both codes where they are in doubt", doubted_code, "552: ", NULL},
    {"no contradiction of a code that is not there", no_code, NULL, "\nBut "},
    {"a code in a sense of the server's own", own_sense, "not say what 5.1.10 means", NULL},
    {"a size beside its limit is not told once more", too_large, "15.0 MB large; at most 10.0 MB", "Cause?"},
    {"a size without a limit", large_without_limit, "Cause?       Its size: 15.0 MB", "at most"},
    {"which checks failed may stand in the text", unauthenticated, "at least one of SPF",
     "does not say which"},
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
    {"content that DATA refuses was seen", content_at_data, "what is refused is the content", "not sent yet"},
    {"who answers was reached", refused_greeting, "Greeting: ", "no SMTP session"},
    {"a guess is no witness against a code", guessed_from_the_code, "only a guess", "is a permanent code"},
    {"what is missing is said once", cut_short, "Besides      The mail ends too early.\nTry again", "charset"},
    {"it may be there", arrived_perhaps, "Not yet: ", "Not as it is"},
    {"no refusal where it may be there", unanswered, "Perhaps delivered, perhaps not: ", "Not delivered"},
    {"who got no answer did get through", unanswered, "sent the content\n             and got no answer to it",
     "get through"},
    {"what an unanswered end of data means", unanswered, "nobody knows whether it was accepted", "during the session"},
    {"a queue that may deliver twice", unanswered_so_far, "arrived, it may arrive twice.\n", "Not yet: "},
    {"two other reasons in doubt", in_double_doubt,
     "judged to be spam.\n             The message was judged to carry malware.\nTry again", NULL},
    {"no guess that the queue tells no cause", queued_for_no_cause, "still in the queue", "only a guess"},
};

Test(explain_lines, single_lines)
{
    for (size_t i = 0; i < sizeof line_rows / sizeof *line_rows; i++)
        expect_line(&line_rows[i]);
}
