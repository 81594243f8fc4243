/* SPDX-License-Identifier: BSD-2-Clause */
/* What a report offers for the places of sentences, escaped. */
#include "grammar/ip.h"
#include "say/escape.h"
#include "say/explain_teller.h"
#include "say/put.h"

static struct mdr_span quoted(struct mdr_teller *t, struct mdr_span s, size_t columns)
{
    return mdr_escape(t->speech.arena, s, false, columns);
}

static void set(struct mdr_teller *t, enum mdr_slot slot, struct mdr_span s)
{
    t->speech.slot[slot] = quoted(t, s, MDR_QUOTE_NAME);
}

/* "host [ip]", "host" or "[ip]". */
static struct mdr_span server_of(struct mdr_teller *t, struct mdr_span host, struct mdr_span ip)
{
    if (!host.p && !ip.p)
        return MDR_SPAN_NONE;
    struct mdr_builder b;
    mdr_builder_init(&b, t->speech.arena);
    if (host.p)
        mdr_escape_add(&b, host, false, MDR_QUOTE_NAME);
    if (host.p && ip.p)
        mdr_put_byte(&b, ' ');
    if (ip.p) {
        mdr_put_byte(&b, '[');
        mdr_escape_add(&b, ip, false, MDR_QUOTE_NAME);
        mdr_put_byte(&b, ']');
    }
    return mdr_builder_finish(&b).s;
}

/* The address of the reporting server, where a hop of the same name tells it. */
static struct mdr_span ip_of(const struct modori_report *report, struct mdr_span host)
{
    for (size_t i = report->hops; i-- > 0;) {
        const struct mdr_hop *hop = &report->hop[i];
        if (hop->text[MODORI_HOP_IP].p && mdr_equal_fold(hop->text[MODORI_HOP_HOST], host))
            return hop->text[MODORI_HOP_IP];
    }
    return MDR_SPAN_NONE;
}

/* The domain of the one address of a field; absent where it holds several, or a masked one. */
static struct mdr_span domain_of(struct mdr_span field)
{
    size_t at = field.p ? mdr_find_byte(field, '@', 0) : MDR_NOT_FOUND;
    if (at == MDR_NOT_FOUND || mdr_find_byte(field, '@', at + 1) != MDR_NOT_FOUND)
        return MDR_SPAN_NONE;
    struct mdr_span domain = mdr_span_from(field, at + 1);
    size_t n = 0;
    while (n < domain.n && (mdr_is_alnum(domain.p[n]) || domain.p[n] == '-' || domain.p[n] == '.'))
        n++;
    bool whole = n == domain.n || domain.p[n] == '>';
    domain = mdr_span_cut(domain, 0, n);
    return whole && mdr_find_byte(domain, '.', 0) != MDR_NOT_FOUND ? domain : MDR_SPAN_NONE;
}

void mdr_slots_report(struct mdr_teller *t)
{
    const struct modori_report *r = t->report;
    struct mdr_arena *arena = t->speech.arena;
    struct mdr_span reporter = mdr_report_reporter(r);
    set(t, MDR_SLOT_REPORTER, reporter);
    if (reporter.p)
        t->speech.slot[MDR_SLOT_OWN] = server_of(t, reporter, ip_of(r, reporter));
    set(t, MDR_SLOT_QUEUE, r->text[MODORI_REPORT_QUEUE_ID]);
    struct mdr_span sender = r->text[MODORI_REPORT_SENDER];
    set(t, MDR_SLOT_SENDER, mdr_unwrap(sender.p ? sender : r->text[MODORI_REPORT_ORIGINAL_FROM], '<', '>'));
    set(t, MDR_SLOT_SENDER_DOMAIN, domain_of(sender));
    set(t, MDR_SLOT_AUTHOR_DOMAIN, domain_of(r->text[MODORI_REPORT_ORIGINAL_FROM]));
    t->speech.slot[MDR_SLOT_SUBJECT] = quoted(t, r->text[MODORI_REPORT_ORIGINAL_SUBJECT], MDR_QUOTE_SUBJECT);
    set(t, MDR_SLOT_MESSAGE_ID, r->text[MODORI_REPORT_ORIGINAL_MESSAGE_ID]);
    t->speech.slot[MDR_SLOT_SENT] = mdr_sentence_time(arena, r->text[MODORI_REPORT_ORIGINAL_DATE]);
    set(t, MDR_SLOT_FROM, mdr_unwrap(r->text[MODORI_REPORT_FROM], '<', '>'));
    set(t, MDR_SLOT_CHARSET, r->text[MODORI_REPORT_ORIGINAL_CHARSET]);
    t->speech.slot[MDR_SLOT_LINKS] = mdr_sentence_number(arena, mdr_report_number(r, MODORI_REPORT_ORIGINAL_LINKS));
}

/* What begins a further line of a reply, "550-5.1.1 " or "550 5.1.1 ": its length; 0: nothing does. */
static size_t line_start(struct mdr_span s, size_t at, struct mdr_span enhanced)
{
    if (at + 4 > s.n || memcmp(s.p + at, s.p, 3) != 0 || (s.p[at + 3] != '-' && s.p[at + 3] != ' '))
        return 0;
    if (enhanced.n > 0 && mdr_starts_with(mdr_span_from(s, at + 4), enhanced))
        return 4 + enhanced.n;
    bool line = s.p[at - 1] == '\n' || (enhanced.n == 0 && s.p[at + 3] == '-'); /* "550 " could be anything */
    return line ? 4 : 0;
}

/* The enhanced code behind the first line's "550-", with its blank. */
static struct mdr_span first_enhanced(struct mdr_span s)
{
    size_t blank = mdr_find_byte(s, ' ', 4);
    struct mdr_span enhanced = blank == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_cut(s, 4, blank + 1);
    return enhanced.n < 6 || enhanced.n > 12 || enhanced.p[1] != '.' ? MDR_SPAN_NONE : enhanced;
}

/*
 * A reply of several lines as one text: "550-5.1.1 No such user, 550 5.1.1 see ..." is "550 5.1.1 No such user, see
 * ...", its lines ended or joined as the reporting server has left them (RFC 5321 4.2.1; RFC 2034 4 has the enhanced
 * code in each line). Any other text as it is.
 */
struct mdr_span mdr_reply_text(struct mdr_arena *arena, struct mdr_span s)
{
    struct mdr_builder b;
    if (s.n < 5 || s.p[3] != '-')
        return s;
    for (size_t i = 0; i < 3; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return s;
    struct mdr_span enhanced = first_enhanced(s);
    mdr_builder_init(&b, arena);
    mdr_put(&b, mdr_span_cut(s, 0, 3));
    mdr_put_byte(&b, ' ');
    size_t from = 4;
    for (size_t at = 4; at < s.n; at++) {
        size_t n = s.p[at] == ' ' || s.p[at] == '\n' ? line_start(s, at + 1, enhanced) : 0;
        if (n == 0)
            continue;
        mdr_put(&b, mdr_trim(mdr_span_cut(s, from, at)));
        mdr_put_byte(&b, ' ');
        from = at + 1 + n;
        at += n;
    }
    if (from == 4) /* one line, or lines of several codes */
        return s;
    mdr_put(&b, mdr_span_from(s, from));
    return mdr_builder_finish(&b).s;
}

static void slots_address(struct mdr_teller *t)
{
    const struct mdr_span *text = t->recipient->text;
    struct mdr_span address = text[MODORI_RECIPIENT_ADDRESS];
    struct mdr_span original = text[MODORI_RECIPIENT_ALIAS];
    if (!original.p)
        original = text[MODORI_RECIPIENT_ORIGINAL_ADDRESS];
    if (!address.p)
        address = original;
    set(t, MDR_SLOT_ADDRESS, address);
    set(t, MDR_SLOT_ORIGINAL, mdr_equal_fold(original, address) ? MDR_SPAN_NONE : original);
    size_t at = mdr_find_last(address, '@');
    struct mdr_span domain = at == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_from(address, at + 1);
    bool masked = domain.p && mdr_find_byte(domain, '*', 0) != MDR_NOT_FOUND;
    bool complete = domain.p && mdr_find_byte(domain, '.', 0) != MDR_NOT_FOUND;
    set(t, MDR_SLOT_DOMAIN, masked || !complete ? MDR_SPAN_NONE : domain);
    set(t, MDR_SLOT_SUGGESTION, text[MODORI_RECIPIENT_SUGGESTION]);
    set(t, MDR_SLOT_NEW, text[MODORI_RECIPIENT_NEW_ADDRESS]);
}

/* "45 s", "5 min", "2 h": by the units of the language. */
static struct mdr_span wait_of(struct mdr_teller *t, int64_t seconds)
{
    if (seconds <= 0)
        return MDR_SPAN_NONE;
    const char *unit = "unit-seconds";
    int64_t n = seconds;
    if (seconds >= 7200 && seconds % 3600 == 0) {
        unit = "unit-hours";
        n = seconds / 3600;
    } else if (seconds >= 120) {
        unit = "unit-minutes";
        n = (seconds + 59) / 60;
    }
    struct mdr_speech speech = t->speech;
    speech.slot[MDR_SLOT_COUNT] = mdr_sentence_number(speech.arena, n);
    return mdr_sentence(&speech, unit);
}

static void slots_numbers(struct mdr_teller *t)
{
    struct mdr_arena *arena = t->speech.arena;
    struct mdr_span *slot = t->speech.slot;
    slot[MDR_SLOT_CODE] = mdr_sentence_number(arena, mdr_told(t, MODORI_RECIPIENT_REPLY));
    int64_t size = mdr_told(t, MODORI_RECIPIENT_SIZE), limit = mdr_told(t, MODORI_RECIPIENT_SIZE_LIMIT);
    if (size < 0) {
        size = mdr_report_number(t->report, MODORI_REPORT_ORIGINAL_SIZE);
        if (limit > 0 && size <= limit)
            size = MDR_NUMBER_NONE; /* what came back is not all of it */
    }
    slot[MDR_SLOT_SIZE] = mdr_sentence_size(arena, size);
    slot[MDR_SLOT_LIMIT] = mdr_sentence_size(arena, limit);
    slot[MDR_SLOT_WAIT] = wait_of(t, mdr_told(t, MODORI_RECIPIENT_RETRY_AFTER));
}

void mdr_slots_recipient(struct mdr_teller *t, size_t index)
{
    t->index = index;
    t->recipient = &t->report->recipient[index];
    const struct mdr_span *text = t->recipient->text;
    struct mdr_arena *arena = t->speech.arena;
    slots_address(t);
    slots_numbers(t);
    t->speech.slot[MDR_SLOT_MEANING] = MDR_SPAN_NONE;
    t->speech.slot[MDR_SLOT_SERVER] =
        server_of(t, text[MODORI_RECIPIENT_REMOTE_HOST], text[MODORI_RECIPIENT_REMOTE_IP]);
    bool talked = t->speech.slot[MDR_SLOT_SERVER].p || mdr_told(t, MODORI_RECIPIENT_SPEAKER) == MODORI_SPEAKER_REMOTE;
    t->speech.slot[MDR_SLOT_CLIENT] = talked ? t->speech.slot[MDR_SLOT_OWN] : MDR_SPAN_NONE;
    set(t, MDR_SLOT_HOST, text[MODORI_RECIPIENT_REMOTE_HOST]);
    bool other = mdr_told(t, MODORI_RECIPIENT_SPEAKER) == MODORI_SPEAKER_REMOTE && !mdr_is_recipients(t) &&
                 !mdr_ip_is_loopback(text[MODORI_RECIPIENT_REMOTE_IP]) &&
                 mdr_find_byte(text[MODORI_RECIPIENT_REMOTE_HOST], '*', 0) == MDR_NOT_FOUND;
    t->speech.slot[MDR_SLOT_OTHER] = other ? t->speech.slot[MDR_SLOT_HOST] : MDR_SPAN_NONE;
    set(t, MDR_SLOT_STATUS, text[MODORI_RECIPIENT_STATUS]);
    set(t, MDR_SLOT_FIELD, text[MODORI_RECIPIENT_STATUS_FIELD]);
    set(t, MDR_SLOT_LIST, text[MODORI_RECIPIENT_BLOCKLIST]);
    set(t, MDR_SLOT_URL, text[MODORI_RECIPIENT_URL]);
    set(t, MDR_SLOT_SUPPORT, text[MODORI_RECIPIENT_SUPPORT_ID]);
    struct mdr_span words =
        text[text[MODORI_RECIPIENT_REPLY_TEXT].p ? MODORI_RECIPIENT_REPLY_TEXT : MODORI_RECIPIENT_DIAGNOSTIC];
    t->speech.slot[MDR_SLOT_REPLY] = mdr_escape(arena, mdr_reply_text(arena, mdr_trim(words)), true, MDR_QUOTE_REPLY);
    t->speech.slot[MDR_SLOT_UNTIL] = mdr_sentence_time(arena, text[MODORI_RECIPIENT_RETRY_UNTIL]);
    t->speech.slot[MDR_SLOT_STAGE] =
        mdr_sentence_of(&t->speech, "at-", MODORI_ENUM_PHASE, (int32_t)mdr_told(t, MODORI_RECIPIENT_PHASE));
    struct mdr_span attempt = text[MODORI_RECIPIENT_LAST_ATTEMPT];
    if (!attempt.p)
        attempt = t->report->text[MODORI_REPORT_DATE];
    if (!attempt.p)
        attempt = t->report->text[MODORI_REPORT_ARRIVAL_DATE];
    t->speech.slot[MDR_SLOT_TIME] = mdr_sentence_time(arena, attempt);
}
