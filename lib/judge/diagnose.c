/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Causes and advice of one recipient: the witnesses of this mail are put together as evidence, and
 * the rows of tables/causes.tab say what it means beside the reason.
 */
#include "bytes/ascii.h"
#include "judge/address_look.h"
#include "judge/hops.h"
#include "judge/witness.h"
#include "words/words.h"

#define ROW_ADVICE 4
#define NAME_LONG  80                  /* characters: 240 bytes of Japanese, where file systems end at 255 */
#define SIZE_LARGE ((int64_t)5 << 20)  /* bytes: the smallest limit that is common */
#define SIZE_SMALL ((int64_t)32 << 10) /* bytes: less than any server cuts off what it returns */

struct cause_row {
    uint32_t with, without; /* EVIDENCE_* bits that have to be there, and that must not */
    int32_t cause;          /* 0: none */
    int32_t advice[ROW_ADVICE];
};

struct cause_index {
    int32_t reason;
    uint16_t first, n;
};

#include "judge/causes.inc"

/* ---- evidence --------------------------------------------------------------------------------- */

static uint32_t when(bool holds, uint32_t evidence)
{
    return holds ? evidence : 0;
}

static uint32_t of_attachment(const struct mdr_attachment *attachment)
{
    static const uint32_t by_risk[] = {[MODORI_RISK_NONE] = 0,
                                       [MODORI_RISK_EXECUTABLE] = EVIDENCE_EXECUTABLE,
                                       [MODORI_RISK_MACRO] = EVIDENCE_MACRO,
                                       [MODORI_RISK_ARCHIVE] = EVIDENCE_ARCHIVE,
                                       [MODORI_RISK_MARKUP] = EVIDENCE_MARKUP};
    return EVIDENCE_ATTACHMENT | by_risk[attachment->risk] |
           when(attachment->has_path == 1 || attachment->name_length > NAME_LONG, EVIDENCE_ODD_NAME);
}

static uint32_t of_content(const struct modori_report *report)
{
    uint32_t evidence = 0;
    int64_t links = mdr_report_number(report, MODORI_REPORT_ORIGINAL_LINKS);
    evidence |= when(mdr_report_number(report, MODORI_REPORT_ORIGINAL_HTML) > MODORI_HTML_NONE, EVIDENCE_HTML);
    evidence |= when(links > 0, EVIDENCE_LINKS);
    bool came_back = mdr_report_number(report, MODORI_REPORT_ORIGINAL_HEADERS_ONLY) == 0;
    evidence |= when(links < 0 && !came_back, EVIDENCE_UNSEEN); /* what is encrypted came back all the same */
    evidence |= when(mdr_report_number(report, MODORI_REPORT_ORIGINAL_SCRIPTS) > 0, EVIDENCE_SCRIPT);
    evidence |= when(mdr_report_number(report, MODORI_REPORT_ORIGINAL_FORMS) > 0, EVIDENCE_FORM);
    evidence |= when(mdr_report_number(report, MODORI_REPORT_ORIGINAL_CHARSET_ODD) == 1, EVIDENCE_ODD_CHARSET);
    evidence |= when(mdr_report_number(report, MODORI_REPORT_ORIGINAL_SIZE) >= SIZE_LARGE, EVIDENCE_LARGE);
    for (size_t i = 0; i < report->attachments; i++)
        evidence |= of_attachment(&report->attachment[i]);
    return evidence;
}

/* The size that the text tells, or else that of what came back, against the limit that the text names. */
static uint32_t of_size(const struct modori_report *report, const struct modori_recipient *r)
{
    int64_t size = mdr_recipient_number(r, MODORI_RECIPIENT_SIZE);
    int64_t limit = mdr_recipient_number(r, MODORI_RECIPIENT_SIZE_LIMIT);
    if (size < 0)
        size = mdr_report_number(report, MODORI_REPORT_ORIGINAL_SIZE);
    bool whole = mdr_report_number(report, MODORI_REPORT_ORIGINAL_HEADERS_ONLY) == 0;
    return when(limit > 0 && size > limit, EVIDENCE_OVER_LIMIT) |
           when(whole && size >= 0 && size < SIZE_SMALL && (limit <= 0 || size <= limit), EVIDENCE_SMALL);
}

static struct mdr_span domain_of(struct mdr_span address)
{
    size_t at = mdr_find_last(address, '@');
    return at == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_from(address, at + 1);
}

static uint32_t of_address(const struct modori_recipient *r)
{
    static const struct {
        int32_t finding;
        uint32_t evidence;
    } by_finding[] = {
        {MODORI_ADDRESS_NEAR_MISS, EVIDENCE_NEAR_MISS},      {MODORI_ADDRESS_FULL_WIDTH, EVIDENCE_ODD_ADDRESS},
        {MODORI_ADDRESS_SPACE, EVIDENCE_ODD_ADDRESS},        {MODORI_ADDRESS_NO_DOT, EVIDENCE_ODD_ADDRESS},
        {MODORI_ADDRESS_DOUBLED_DOT, EVIDENCE_CARRIER_FORM}, {MODORI_ADDRESS_TRAILING_DOT, EVIDENCE_CARRIER_FORM},
    };
    uint32_t evidence = 0;
    struct mdr_span address = r->text[MODORI_RECIPIENT_ADDRESS], original = r->text[MODORI_RECIPIENT_ORIGINAL_ADDRESS];
    for (size_t i = 0; i < sizeof by_finding / sizeof *by_finding; i++)
        evidence |= when(mdr_recipient_has(r, MODORI_RECIPIENT_ADDRESS_FINDINGS, by_finding[i].finding),
                         by_finding[i].evidence);
    evidence |= when(mdr_domain_is_carrier(domain_of(address)), EVIDENCE_CARRIER);
    evidence |=
        when(r->text[MODORI_RECIPIENT_ALIAS].p || (original.p && address.p && !mdr_equal_fold(original, address)),
             EVIDENCE_FORWARDED);
    return evidence;
}

/* A server on the way that serves others than the sender, too, and is not on the recipient's side. */
static bool is_shared_way(const struct modori_report *report, const struct modori_recipient *r)
{
    struct mdr_span reporter = mdr_report_reporter(report);
    for (size_t i = 0; i < report->hops; i++)
        if (report->hop[i].role == MODORI_ROLE_RELAY)
            return true;
    return reporter.p && (report->text[MODORI_REPORT_SENDER].p || report->text[MODORI_REPORT_ORIGINAL_FROM].p) &&
           !mdr_hop_is_senders(report, reporter) && !mdr_hop_is_recipients(r, reporter);
}

/* Who reports stands on the recipient's side, and not on the sender's: nothing of the sender's own is at fault. */
static bool is_reported_there(const struct modori_report *report, const struct modori_recipient *r)
{
    struct mdr_span reporter = mdr_report_reporter(report);
    return reporter.p && mdr_hop_is_recipients(r, reporter) && !mdr_hop_is_senders(report, reporter);
}

/* Who reports stands on both sides: the recipient's postmaster is who reads this. */
static bool is_reported_at_home(const struct modori_report *report, const struct modori_recipient *r)
{
    struct mdr_span reporter = mdr_report_reporter(report);
    return reporter.p && mdr_hop_is_recipients(r, reporter) && mdr_hop_is_senders(report, reporter);
}

static uint32_t of_refusal(const struct modori_report *report, const struct modori_recipient *r)
{
    int64_t phase = mdr_recipient_number(r, MODORI_RECIPIENT_PHASE);
    int64_t speaker = mdr_recipient_number(r, MODORI_RECIPIENT_SPEAKER);
    return when(speaker == MODORI_SPEAKER_REMOTE, EVIDENCE_REMOTE) |
           when(speaker == MODORI_SPEAKER_REPORTER, EVIDENCE_REPORTER) |
           when(phase >= MODORI_PHASE_BODY && phase <= MODORI_PHASE_END_OF_DATA, EVIDENCE_CONTENT_STAGE) |
           when(mdr_recipient_number(r, MODORI_RECIPIENT_FINAL) != 0, EVIDENCE_GIVEN_UP) |
           when(mdr_recipient_number(r, MODORI_RECIPIENT_FINAL) == MDR_NUMBER_NONE, EVIDENCE_OPEN) |
           when(mdr_recipient_number(r, MODORI_RECIPIENT_PERSISTENCE) == MODORI_PERSISTENCE_TRANSIENT,
                EVIDENCE_TRANSIENT) |
           when(r->text[MODORI_RECIPIENT_NEW_ADDRESS].p != NULL, EVIDENCE_NEW) |
           when(mdr_recipient_number(r, MODORI_RECIPIENT_MAYBE_DELIVERED) == 1, EVIDENCE_DUPLICATE) |
           when(mdr_recipient_number(r, MODORI_RECIPIENT_CONFIDENCE) < MODORI_CONFIDENCE_HIGH, EVIDENCE_DOUBTFUL) |
           when(is_shared_way(report, r), EVIDENCE_SHARED) | when(is_reported_there(report, r), EVIDENCE_THERE) |
           when(is_reported_at_home(report, r), EVIDENCE_OWN);
}

/* ---- what it means ---------------------------------------------------------------------------- */

/* Whether an advice could change anything for this mail. */
static bool can_help(int32_t advice, uint32_t evidence)
{
    switch (advice) {
    case MODORI_ADVICE_SEND_PLAIN_TEXT:
        return evidence & (EVIDENCE_HTML | EVIDENCE_UNSEEN);
    case MODORI_ADVICE_REMOVE_LINKS:
        return evidence & (EVIDENCE_LINKS | EVIDENCE_UNSEEN);
    case MODORI_ADVICE_REMOVE_ATTACHMENT:
    case MODORI_ADVICE_RENAME_ATTACHMENT:
        return evidence & (EVIDENCE_ATTACHMENT | EVIDENCE_UNSEEN);
    case MODORI_ADVICE_RETRY_LATER:
    case MODORI_ADVICE_SEND_TEST:
    case MODORI_ADVICE_SUPPRESS:
    case MODORI_ADVICE_SUPPRESS_AFTER_REPEAT:
        return evidence & EVIDENCE_GIVEN_UP; /* a queue that still tries does it by itself, or better */
    default:
        return true;
    }
}

static void advise(struct modori_recipient *r, int32_t advice, uint32_t evidence)
{
    if (advice && can_help(advice, evidence))
        mdr_recipient_add(r, MODORI_RECIPIENT_ADVICE, advice);
}

static void apply(struct modori_recipient *r, const struct cause_row *row, uint32_t evidence)
{
    if ((evidence & row->with) != row->with || (evidence & row->without))
        return;
    if (row->cause)
        mdr_recipient_add(r, MODORI_RECIPIENT_CAUSES, row->cause);
    for (size_t i = 0; i < ROW_ADVICE; i++)
        advise(r, row->advice[i], evidence);
}

static const struct cause_index *rows_of(int64_t reason)
{
    for (size_t i = 0; i < sizeof cause_index / sizeof *cause_index; i++)
        if (cause_index[i].reason == reason)
            return &cause_index[i];
    return NULL;
}

static bool was_refused(const struct modori_recipient *r)
{
    int64_t action = mdr_recipient_number(r, MODORI_RECIPIENT_ACTION);
    return action == MODORI_ACTION_FAILED || action == MODORI_ACTION_DELAYED || action == MDR_NUMBER_NONE;
}

/*
 * Waiting helps against what goes away by itself; against all else something is to be done first, queue or no queue:
 * a sending address does not leave a list by itself, and an address that is probably mistyped waits for nothing.
 */
static bool can_wait(int64_t reason, uint32_t evidence)
{
    const struct mdr_reason *row = mdr_reason_find((int32_t)reason);
    return !(evidence & (EVIDENCE_GIVEN_UP | EVIDENCE_NEAR_MISS)) &&
           (!row || (row->persistence != MODORI_PERSISTENCE_PERMANENT && row->party != MODORI_PARTY_SENDER_IP));
}

/* "421" alone is not worth reading. */
static bool has_words(struct mdr_span text)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.n && letters < 3; i++)
        letters = mdr_is_alpha(text.p[i]) || (unsigned char)text.p[i] >= 0x80 ? letters + 1 : 0;
    return letters >= 3;
}

void mdr_diagnose(struct modori_report *report, size_t index)
{
    if (index >= report->recipients)
        return;
    struct modori_recipient *r = &report->recipient[index];
    int64_t reason = mdr_recipient_number(r, MODORI_RECIPIENT_REASON);
    const struct cause_index *rows = rows_of(reason);
    if (!rows || !was_refused(r))
        return;
    uint32_t evidence = of_content(report) | of_size(report, r) | of_address(r) | of_refusal(report, r);
    if (can_wait(reason, evidence))
        advise(r, MODORI_ADVICE_WAIT, evidence);
    if (mdr_recipient_number(r, MODORI_RECIPIENT_CONFIDENCE) == MODORI_CONFIDENCE_LOW &&
        has_words(r->text[MODORI_RECIPIENT_DIAGNOSTIC]))
        advise(r, MODORI_ADVICE_READ_TEXT, evidence);
    for (size_t i = 0; i < rows->n; i++)
        apply(r, &cause_rows[rows->first + i], evidence);
}
