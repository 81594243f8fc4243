/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Clues of one recipient put together, judged and written into the report. The machine-readable part
 * comes first, the notice's text second; facts that conflict are named in the contradictions.
 */
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/address.h"
#include "grammar/date.h"
#include "grammar/ip.h"
#include "judge/both.h"
#include "judge/kind.h"
#include "judge/match.h"
#include "judge/unbroken.h"
#include "judge/verdict.h"
#include "recognise/diagnostic.h"
#include "recognise/phrase.h"
#include "words/words.h"

static struct mdr_text first_text(const struct mdr_text *a, const struct mdr_text *b)
{
    return a && a->s.n > 0 ? *a : b ? *b : MDR_TEXT_NONE;
}

static int32_t first_number(int32_t a, int32_t b)
{
    return a ? a : b;
}

/* A text of a clue that may be missing as a whole. */
#define CLUE_TEXT(clue, member) ((clue) ? &(clue)->member : NULL)

static void listen(struct mdr_both *o)
{
    memset(&o->said_f, 0, sizeof o->said_f);
    memset(&o->said_t, 0, sizeof o->said_t);
    if (o->fields && o->fields->diagnostic.s.n > 0)
        mdr_diagnostic_read(&o->fields->diagnostic, o->fields->diagnostic_type.s, &o->said_f);
    if (o->told && o->told->diagnostic.s.n > 0)
        mdr_diagnostic_read(&o->told->diagnostic, o->told->diagnostic_type.s, &o->said_t);
}

/* Sendmail's Diagnostic-Code has a reply's first line; its transcript has the others, too, that tell cause and URL. */
static bool is_first_line(const struct mdr_utterance *line, const struct mdr_utterance *reply)
{
    struct mdr_span first = line->words.s, all = reply->words.s;
    return line->reply && line->reply == reply->reply && first.n > 0 && mdr_starts_with(all, first) &&
           first.n < all.n && (all.p[first.n] == '\n' || all.p[first.n] == '\r');
}

/* The reply that counts, and with it the words of whoever gave it. */
static void take_reply(struct mdr_both *o)
{
    struct mdr_facts *facts = &o->facts;
    const struct mdr_utterance *from = &o->said_f, *beside = &o->said_t;
    bool part = is_first_line(from, beside);
    if (part || (!from->reply && (beside->reply || from->words.s.n == 0))) {
        from = &o->said_t;
        beside = &o->said_f;
    }
    facts->words = from->words;
    facts->context = part ? MDR_TEXT_NONE : beside->words; /* a part of the words is no second witness */
    facts->reply = from->reply;
    facts->enhanced = from->enhanced;
    facts->enhanced_text = from->enhanced_text;
    facts->reply_text = from->reply_text;
    facts->reply_flags = from->reply_flags;
    if (!facts->enhanced.class_digit && beside->enhanced.class_digit &&
        (!beside->reply || beside->reply == from->reply)) {
        facts->enhanced = beside->enhanced;
        facts->enhanced_text = beside->enhanced_text;
    }
}

/*
 * Sendmail adds x.0.0 where the mailer gave it no better one, and works the Status field out of what it
 * knows besides: its own bare class says less than the field. A code of the other side stands.
 */
static void prefer_status(struct mdr_both *o)
{
    struct mdr_facts *facts = &o->facts;
    struct mdr_enhanced said = facts->enhanced, field = facts->field;
    bool vague = said.class_digit != 0 && said.subject == 0 && said.detail == 0;
    bool better = field.class_digit == said.class_digit && (field.subject != 0 || field.detail != 0);
    bool own = facts->speaker == MODORI_SPEAKER_REPORTER || (o->told && o->told->speaker == MODORI_SPEAKER_REPORTER);
    if (!vague || !better || !own)
        return;
    facts->enhanced = field;
    facts->enhanced_text = facts->field_text;
}

/* "@mx.example.com": what is left of an address where only its host was known; no source route either. */
static bool only_host(const struct mdr_text *address)
{
    return mdr_starts_with(address->s, MDR_SPAN("@")) && mdr_find_byte(address->s, '@', 1) == MDR_NOT_FOUND;
}

/*
 * Exim and Sendmail give the address that was expanded as the final one. The text names the one that
 * it became, and that failed. A field that holds a host alone names nobody either.
 */
static struct mdr_text address_of(const struct mdr_both *o)
{
    const struct mdr_clue *fields = o->fields, *told = o->told;
    bool named = told && mdr_find_byte(told->address.s, '@', 0) != MDR_NOT_FOUND;
    bool expanded = fields && named && fields->address.s.n > 0 &&
                    (mdr_equal_fold(told->alias.s, fields->address.s) || only_host(&fields->address));
    return expanded ? told->address : first_text(CLUE_TEXT(fields, address), CLUE_TEXT(told, address));
}

/* Courier's text names the address that was expanded, its fields the one that it became. */
static struct mdr_text alias_of(const struct mdr_both *o)
{
    const struct mdr_clue *fields = o->fields, *told = o->told;
    struct mdr_text alias = first_text(CLUE_TEXT(told, alias), CLUE_TEXT(fields, alias));
    alias = first_text(&alias, &o->said_t.alias);
    bool renamed = fields && told && fields->address.s.n > 0 && told->address.s.n > 0 &&
                   mdr_equal_fold(told->address.s, fields->original.s) &&
                   !mdr_equal_fold(told->address.s, fields->address.s);
    return alias.s.n == 0 && renamed ? told->address : alias;
}

/* What speaks for a recipient without a diagnostic; never the words about another one. Until the next recipient. */
static struct mdr_text words_beside(const struct mdr_case *c, struct mdr_both *o)
{
    struct mdr_text remark = first_text(CLUE_TEXT(o->fields, remark), NULL);
    if (!c->shared_words || remark.s.n == 0)
        return c->shared_words ? mdr_gather_own_text(c) : remark;
    struct mdr_text notice = mdr_gather_own_text(c);
    /* Only so much of a long text is read, and there may be many recipients. */
    bool all = notice.s.n <= MDR_PHRASE_KEEP_HEAD + MDR_PHRASE_KEEP_TAIL;
    struct mdr_text head = mdr_text_cut(&notice, 0, all ? notice.s.n : MDR_PHRASE_KEEP_HEAD);
    struct mdr_text tail = mdr_text_cut(&notice, all ? notice.s.n : notice.s.n - MDR_PHRASE_KEEP_TAIL, notice.s.n);
    mdr_builder_clear(&o->beside);
    mdr_builder_add_text(&o->beside, &remark);
    mdr_builder_add_byte(&o->beside, '\n', mdr_text_source(&notice, 0));
    mdr_builder_add_text(&o->beside, &head);
    mdr_builder_add_text(&o->beside, &tail);
    return mdr_builder_finish(&o->beside);
}

static void collect(const struct mdr_case *c, struct mdr_both *o)
{
    struct mdr_facts *facts = &o->facts;
    memset(facts, 0, sizeof *facts);
    take_reply(o);
    /* Of one recipient that only the fields tell, what the notice says speaks, too. */
    bool untold = !o->told && c->fields.n == 1;
    if (facts->context.s.n == 0 && facts->words.s.n == 0)
        facts->context = words_beside(c, o);
    else if (facts->context.s.n == 0 && untold)
        facts->context = mdr_gather_own_text(c);
    facts->words = mdr_unbroken(&o->words, &facts->words);
    facts->context = mdr_unbroken(&o->context, &facts->context);
    facts->field_text = first_text(CLUE_TEXT(o->fields, status), CLUE_TEXT(o->told, status));
    facts->field = mdr_both_code(&facts->field_text);
    facts->phase = first_number(o->said_t.phase, o->said_f.phase);
    facts->stage_text = o->said_t.phase ? o->said_t.stage : o->said_f.stage;
    if (!facts->phase && o->told)
        facts->phase = first_number(o->told->phase, mdr_phase_of(o->told->command.s));
    facts->action = mdr_both_action(c, o);
    facts->speaker = mdr_both_speaker(c, o);
    prefer_status(o);
    mdr_both_leave_open(c, o);
    facts->dialect = c->dialect.name;
    facts->address = address_of(o);
    if (!facts->address.s.p)
        facts->address = first_text(&o->said_t.address, &o->said_f.address);
    facts->last_resort = !o->fields && o->told && o->told->source == MDR_CLUE_LAST_RESORT;
}

#define REPLY_TEXT_MOST 2048 /* bytes of a reply that are shown by themselves */

/* ---- writing ---------------------------------------------------------------------------------- */

static void set(struct modori_recipient *r, int32_t key, struct mdr_text text)
{
    mdr_recipient_set_text(r, key, mdr_trim(text.s));
}

static void set_date(struct modori_recipient *r, int32_t key, const struct mdr_text *text)
{
    char date[MDR_DATE_SIZE];
    if (text && text->s.n > 0)
        mdr_recipient_set_text(r, key, mdr_span_make(date, mdr_date_read(text->s, date)));
}

/* Most copy the xtext of ORCPT (RFC 3461 4.2); some write it decoded, where a "+" is one. */
static void write_original_address(struct mdr_case *c, struct modori_recipient *r, const struct mdr_both *o)
{
    struct mdr_text raw = first_text(CLUE_TEXT(o->fields, original), CLUE_TEXT(o->told, original));
    if (raw.s.n == 0)
        return;
    struct mdr_text decoded = raw;
    bool utf8 = o->fields && mdr_equal_fold(o->fields->original_type.s, MDR_SPAN("utf-8"));
    if (utf8)
        decoded = mdr_utf8_address_decode(c->scratch, &raw);
    else if (!c->dialect.plain_original)
        decoded = mdr_xtext_decode(c->scratch, &raw);
    mdr_recipient_set_text(r, MODORI_RECIPIENT_ORIGINAL_ADDRESS, mdr_unwrap(mdr_trim(decoded.s), '<', '>'));
    set(r, MODORI_RECIPIENT_ORIGINAL_ADDRESS_RAW, raw);
}

static void write_addresses(struct mdr_case *c, struct modori_recipient *r, const struct mdr_both *o)
{
    write_original_address(c, r, o);
    if (mdr_span_equal(mdr_trim(o->facts.address.s),
                       MDR_SPAN("<>"))) /* nobody's address: who was asked for is all that is known */
        mdr_recipient_set_text(r, MODORI_RECIPIENT_ADDRESS, r->text[MODORI_RECIPIENT_ORIGINAL_ADDRESS]);
    else
        set(r, MODORI_RECIPIENT_ADDRESS, o->facts.address);
    set(r, MODORI_RECIPIENT_ACTUAL_ADDRESS, first_text(CLUE_TEXT(o->fields, actual), CLUE_TEXT(o->told, actual)));
    set(r, MODORI_RECIPIENT_ALIAS, alias_of(o));
}

static void write_remote(struct modori_recipient *r, const struct mdr_both *o)
{
    struct mdr_text host = first_text(&o->said_t.host, CLUE_TEXT(o->told, host));
    struct mdr_text ip = first_text(&o->said_t.ip, CLUE_TEXT(o->told, ip));
    struct mdr_text port = first_text(&o->said_t.port, CLUE_TEXT(o->told, port));
    host = first_text(&host, &o->said_f.host);
    ip = first_text(&ip, &o->said_f.ip);
    port = first_text(&port, CLUE_TEXT(o->fields, port));
    host = first_text(&host, CLUE_TEXT(o->fields, host));
    ip = first_text(&ip, CLUE_TEXT(o->fields, ip));
    struct mdr_span bare = mdr_unwrap(mdr_trim(host.s), '[', ']');
    if (bare.n > 0 && mdr_ip_is(bare)) {
        if (ip.s.n == 0)
            mdr_recipient_set_text(r, MODORI_RECIPIENT_REMOTE_IP, bare);
        bare = MDR_SPAN_NONE;
    }
    mdr_recipient_set_text(r, MODORI_RECIPIENT_REMOTE_HOST, bare);
    struct mdr_span literal = mdr_unwrap(mdr_trim(ip.s), '[', ']');
    if (mdr_starts_with_fold(literal, MDR_SPAN("IPv6:")))
        literal = mdr_span_from(literal, 5);
    if (literal.n > 0 && mdr_ip_is(literal))
        mdr_recipient_set_text(r, MODORI_RECIPIENT_REMOTE_IP, literal);
    uint64_t number;
    if (mdr_read_number(mdr_trim(port.s), 5, &number) > 0 && number < 65536)
        mdr_recipient_set_number(r, MODORI_RECIPIENT_REMOTE_PORT, (int64_t)number);
}

static void write_diagnostic(struct mdr_case *c, struct modori_recipient *r, const struct mdr_both *o)
{
    const struct mdr_clue *from = o->fields && o->fields->diagnostic.s.n > 0 ? o->fields : o->told;
    if (!from)
        return;
    struct mdr_span s = from->diagnostic.s;
    size_t limit = c->report->limits.diagnostic;
    if (s.n > limit) {
        s = mdr_utf8_head(s, limit);
        mdr_report_find(c->report, MODORI_FINDING_LIMIT_TEXT, mdr_text_source(&from->diagnostic, s.n));
    }
    mdr_recipient_set_text(r, MODORI_RECIPIENT_DIAGNOSTIC, mdr_trim(s));
    set(r, MODORI_RECIPIENT_DIAGNOSTIC_TYPE, from->diagnostic_type);
}

static void write_status(struct modori_recipient *r, const struct mdr_both *o)
{
    const struct mdr_facts *facts = &o->facts;
    char code[12];
    if (facts->enhanced.class_digit)
        mdr_recipient_set_text(r, MODORI_RECIPIENT_STATUS,
                               mdr_span_make(code, mdr_enhanced_write(facts->enhanced, code)));
    else if (facts->field.class_digit)
        mdr_recipient_set_text(r, MODORI_RECIPIENT_STATUS, mdr_span_make(code, mdr_enhanced_write(facts->field, code)));
    if (o->fields)
        set(r, MODORI_RECIPIENT_STATUS_FIELD, o->fields->status);
    if (facts->reply) {
        mdr_recipient_set_number(r, MODORI_RECIPIENT_REPLY, facts->reply);
        mdr_recipient_set_text(r, MODORI_RECIPIENT_REPLY_TEXT,
                               mdr_utf8_head(mdr_trim(facts->reply_text.s), REPLY_TEXT_MOST));
    }
}

static void set_known(struct modori_recipient *r, int32_t key, int32_t value)
{
    if (value)
        mdr_recipient_set_number(r, key, value);
}

static void write_facts(struct mdr_case *c, struct modori_recipient *r, const struct mdr_both *o)
{
    write_addresses(c, r, o);
    write_remote(r, o);
    write_diagnostic(c, r, o);
    write_status(r, o);
    set_known(r, MODORI_RECIPIENT_ACTION, o->facts.action);
    set_known(r, MODORI_RECIPIENT_SPEAKER, o->facts.speaker);
    set_known(r, MODORI_RECIPIENT_PHASE, o->facts.phase);
    if (o->said_f.maybe_delivered || o->said_t.maybe_delivered)
        mdr_recipient_set_number(r, MODORI_RECIPIENT_MAYBE_DELIVERED, 1);
    if (o->facts.action == MODORI_ACTION_FAILED || o->facts.action == MODORI_ACTION_DELAYED)
        mdr_recipient_set_number(r, MODORI_RECIPIENT_FINAL, o->facts.action == MODORI_ACTION_FAILED);
    set_date(r, MODORI_RECIPIENT_LAST_ATTEMPT, CLUE_TEXT(o->fields, last_attempt));
    set_date(r, MODORI_RECIPIENT_RETRY_UNTIL, CLUE_TEXT(o->fields, retry_until));
}

static void write_told(struct modori_recipient *r, const struct mdr_verdict *v)
{
    set(r, MODORI_RECIPIENT_BLOCKLIST, v->blocklist);
    set(r, MODORI_RECIPIENT_NEW_ADDRESS, v->new_address);
    set(r, MODORI_RECIPIENT_URL, v->url);
    set(r, MODORI_RECIPIENT_SUPPORT_ID, v->support_id);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_RETRY_AFTER, v->retry_after);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_SIZE, v->size);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_SIZE_LIMIT, v->size_limit);
}

static void write_contradictions(struct modori_recipient *r, const struct mdr_verdict *v)
{
    for (size_t i = 0; i < MDR_VERDICT_NOTES && v->contradiction[i]; i++)
        mdr_recipient_add(r, MODORI_RECIPIENT_CONTRADICTIONS, v->contradiction[i]);
}

/* Of what a charset made longer, some characters have one place together: its end is no further than the input's. */
static void write_evidence(const struct mdr_case *c, struct modori_recipient *r, const struct mdr_verdict *v)
{
    for (size_t i = 0; i < v->evidences; i++) {
        uint64_t offset = v->evidence[i].offset, length = v->evidence[i].length;
        offset = offset < c->input.n ? offset : c->input.n;
        length = length < c->input.n - offset ? length : c->input.n - offset;
        mdr_recipient_add_evidence(r, v->evidence[i].rule, offset, length);
    }
}

static void write_verdict(const struct mdr_case *c, struct modori_recipient *r, const struct mdr_verdict *v)
{
    const struct mdr_reason *reason = mdr_reason_find(v->reason);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_REASON, v->reason);
    if (reason)
        mdr_recipient_set_number(r, MODORI_RECIPIENT_PARTY, reason->party);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_PERSISTENCE, v->persistence);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_HARD, v->hard);
    mdr_recipient_set_number(r, MODORI_RECIPIENT_CONFIDENCE, v->confidence);
    write_contradictions(r, v);
    for (size_t i = 0; i < MDR_VERDICT_ALTERNATIVES && v->alternative[i]; i++)
        mdr_recipient_add(r, MODORI_RECIPIENT_ALTERNATIVES, v->alternative[i]);
    write_evidence(c, r, v);
    write_told(r, v);
}

/* Successes have no cause; a reply of 2yz or 3yz is no refusal. */
static bool needs_verdict(const struct mdr_facts *facts)
{
    if (facts->action)
        return facts->action == MODORI_ACTION_FAILED || facts->action == MODORI_ACTION_DELAYED;
    if (facts->reply)
        return facts->reply >= 400;
    int class_digit = facts->enhanced.class_digit ? facts->enhanced.class_digit : facts->field.class_digit;
    return class_digit != 2;
}

/* What the server that wrote the report kept to itself. */
static void note_hidden(struct mdr_case *c, const struct mdr_both *o, size_t at)
{
    const struct mdr_facts *facts = &o->facts;
    bool instead = (o->said_f.hides || o->said_t.hides) && !facts->reply;
    bool quoted = c->dialect.hides_stage && facts->reply && facts->speaker == MODORI_SPEAKER_REMOTE;
    if (instead)
        mdr_report_find(c->report, MODORI_FINDING_REPLY_HIDDEN, at);
    if ((instead || quoted) && !facts->phase)
        mdr_report_find(c->report, MODORI_FINDING_STAGE_HIDDEN, at);
}

static void note_findings(struct mdr_case *c, const struct mdr_both *o)
{
    const struct mdr_facts *facts = &o->facts;
    size_t at = facts->address.s.p ? mdr_text_source(&facts->address, 0) : 0;
    if (facts->address.s.n > 0 && mdr_address_masked(facts->address.s))
        mdr_report_find(c->report, MODORI_FINDING_MASKED, at);
    if (facts->action == MODORI_ACTION_FAILED || facts->action == MODORI_ACTION_DELAYED)
        note_hidden(c, o, at);
}

static void write_one(struct mdr_case *c, struct mdr_both *o)
{
    listen(o);
    collect(c, o);
    struct modori_recipient *r = mdr_report_add_recipient(c->report);
    if (!r)
        return;
    write_facts(c, r, o);
    note_findings(c, o);
    struct mdr_verdict verdict;
    if (needs_verdict(&o->facts)) {
        mdr_judge(&o->facts, &verdict);
        write_verdict(c, r, &verdict);
    } else {
        mdr_judge_success(&o->facts, &verdict);
        write_contradictions(r, &verdict);
    }
    if (o->said_f.reply && o->said_t.reply && o->said_f.reply != o->said_t.reply)
        mdr_recipient_add(r, MODORI_RECIPIENT_CONTRADICTIONS, MODORI_CONTRADICTION_NOTICE_AGAINST_FIELDS);
    mdr_address_look(r);
}

/* ---- which clue belongs to which -------------------------------------------------------------- */

static void write_all(struct mdr_case *c)
{
    struct mdr_match match;
    struct mdr_both one;
    c->shared_words = !mdr_clues_have_words(&c->fields) && !mdr_clues_have_words(&c->told);
    mdr_builder_init(&one.beside, c->scratch);
    mdr_builder_init(&one.words, c->scratch);
    mdr_builder_init(&one.context, c->scratch);
    mdr_match_init(&match, c->scratch, &c->fields, &c->told);
    match.open = c->fields_open;
    while (mdr_match_next(&match, &one.fields, &one.told))
        write_one(c, &one);
}

static void write_notice_facts(struct mdr_case *c)
{
    static const int32_t keys[] = {MODORI_REPORT_REPORTING_MTA, MODORI_REPORT_QUEUE_ID, MODORI_REPORT_SENDER,
                                   MODORI_REPORT_ENVELOPE_ID};
    const struct mdr_text *texts[2][4] = {
        {&c->fields.reporting_mta, &c->fields.queue_id, &c->fields.sender, &c->fields.envelope_id},
        {&c->told.reporting_mta, &c->told.queue_id, &c->told.sender, &c->told.envelope_id}};
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 4; k++)
            if (!c->report->text[keys[k]].p)
                mdr_report_set_text(c->report, keys[k], mdr_trim(texts[i][k]->s));
    char date[MDR_DATE_SIZE];
    struct mdr_text arrival = first_text(&c->fields.arrival_date, &c->told.arrival_date);
    if (arrival.s.n > 0)
        mdr_report_set_text(c->report, MODORI_REPORT_ARRIVAL_DATE, mdr_span_make(date, mdr_date_read(arrival.s, date)));
    struct mdr_span dialect = c->dialect.name;
    if (dialect.n == 0 && c->fields.n > 0)
        dialect = MDR_SPAN("rfc3464");
    mdr_report_set_text(c->report, MODORI_REPORT_DIALECT, dialect);
}

void mdr_merge(struct mdr_case *c)
{
    write_notice_facts(c);
    if (c->report_part == MDR_PART_NONE || mdr_kind_refused_receipt(c))
        write_all(c);
    else
        mdr_gather_feedback(c);
    mdr_kind_decide(c);
}
