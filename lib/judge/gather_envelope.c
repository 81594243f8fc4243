/* SPDX-License-Identifier: BSD-2-Clause */
/* The notice's own header: envelope facts, and whether a machine wrote it (RFC 3834 2, 5). */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/date.h"
#include "grammar/field.h"
#include "grammar/mime.h"
#include "judge/gather.h"
#include "recognise/word_list.h"

struct mdr_text mdr_gather_header(struct mdr_case *c, const struct mdr_text *body)
{
    size_t limit = c->report->limits.field;
    struct mdr_text raw = *body;
    if (raw.s.n > limit) {
        mdr_report_find(c->report, MODORI_FINDING_LIMIT_TEXT, mdr_text_source(&raw, limit));
        raw = mdr_text_cut(&raw, 0, limit);
    }
    return mdr_header_decode(c->charset, c->scratch, &raw);
}

/* What is read of the header, found in one pass. Those from DELIVERED_TO on tell whom it was delivered to, the surest
 * first. */
enum {
    MESSAGE_ID,
    FROM,
    SUBJECT,
    DATE,
    DELIVERED_TO,
    X_ORIGINAL_TO,
    ENVELOPE_TO,
    X_ENVELOPE_TO,
    APPARENTLY_TO,
    TO,
    OWN
};

struct own {
    struct mdr_text body[OWN]; /* as they stand */
};

static void find_own(struct mdr_case *c, struct own *ret)
{
    static const struct mdr_span names[OWN] = {[MESSAGE_ID] = {"Message-ID", 10},
                                               [FROM] = {"From", 4},
                                               [SUBJECT] = {"Subject", 7},
                                               [DATE] = {"Date", 4},
                                               [DELIVERED_TO] = {"Delivered-To", 12},
                                               [X_ORIGINAL_TO] = {"X-Original-To", 13},
                                               [ENVELOPE_TO] = {"Envelope-To", 11},
                                               [X_ENVELOPE_TO] = {"X-Envelope-To", 13},
                                               [APPARENTLY_TO] = {"Apparently-To", 13},
                                               [TO] = {"To", 2}};
    const struct mdr_part *top = &c->message.part[0];
    mdr_header_pick(top->header, top->header_at, names, OWN, ret->body);
}

static struct mdr_text header_text(struct mdr_case *c, const struct mdr_text *body)
{
    return body->s.p ? mdr_gather_header(c, body) : *body;
}

static struct mdr_text take(struct mdr_case *c, const struct mdr_text *body, int32_t key)
{
    struct mdr_text text = header_text(c, body);
    mdr_report_set_text(c->report, key, mdr_trim(text.s));
    return text;
}

static void take_date(struct mdr_case *c, const struct mdr_text *body)
{
    char date[MDR_DATE_SIZE];
    struct mdr_text text = header_text(c, body);
    if (!text.s.p)
        return;
    size_t n = mdr_date_read(text.s, date);
    if (n > 0)
        mdr_report_set_text(c->report, MODORI_REPORT_DATE, mdr_span_make(date, n));
    else
        mdr_report_find(c->report, MODORI_FINDING_DATE_UNREADABLE, mdr_text_source(&text, 0));
}

int32_t mdr_own_hidden(const struct mdr_own *own, struct mdr_arena *arena, struct mdr_span address,
                       struct mdr_span *ret)
{
    int32_t form = 0;
    for (size_t i = 0; i < own->patterns && form == 0; i++)
        form = mdr_address_hidden(arena, address, own->pattern[i], ret);
    return form != 0 ? form : mdr_address_hidden(arena, address, MDR_SPAN_NONE, ret);
}

static bool take_hidden(struct mdr_case *c, struct mdr_span address)
{
    struct mdr_span hidden = MDR_SPAN_NONE;
    int32_t form = address.p ? mdr_own_hidden(c->own, c->scratch, address, &hidden) : 0;
    if (form == 0)
        return false;
    mdr_report_set_number(c->report, MODORI_REPORT_HIDDEN, form);
    mdr_report_set_text(c->report, MODORI_REPORT_VERP, hidden);
    return true;
}

static void take_verp(struct mdr_case *c, const struct own *own)
{
    for (size_t i = DELIVERED_TO; i < OWN; i++) {
        struct mdr_text text = header_text(c, &own->body[i]);
        if (text.s.p && take_hidden(c, mdr_address_bare(text.s)))
            return;
    }
}

void mdr_gather_envelope(struct mdr_case *c)
{
    struct own own;
    find_own(c, &own);
    struct mdr_text id = header_text(c, &own.body[MESSAGE_ID]);
    mdr_report_set_text(c->report, MODORI_REPORT_MESSAGE_ID, mdr_unwrap(mdr_trim(id.s), '<', '>'));
    c->notice.from = take(c, &own.body[FROM], MODORI_REPORT_FROM);
    take(c, &own.body[TO], MODORI_REPORT_TO);
    c->notice.subject = take(c, &own.body[SUBJECT], MODORI_REPORT_SUBJECT);
    take_date(c, &own.body[DATE]);
    take_verp(c, &own);
}

/* ---- machine or person ------------------------------------------------------------------------ */

/* A field of the header as it stands; absent when it is not there. */
static struct mdr_span raw_field(const struct mdr_case *c, struct mdr_span name)
{
    const struct mdr_part *top = &c->message.part[0];
    return mdr_header_find(top->header, top->header_at, name).s;
}

/* The null reverse-path of RFC 5321 4.5.5, where the delivering server wrote it down. */
static bool null_sender(const struct mdr_case *c)
{
    struct mdr_span path = raw_field(c, MDR_SPAN("Return-Path"));
    return path.p && mdr_span_equal(mdr_trim(path), MDR_SPAN("<>"));
}

/* A field that no person's program writes, or a value that says so. */
static bool machine_field(const struct mdr_case *c)
{
    struct mdr_field_reader reader = mdr_field_reader_make(c->message.part[0].header);
    struct mdr_field field;
    for (size_t n = 0; n < c->report->limits.fields && mdr_field_next(&reader, &field); n++)
        if (mdr_word_has(MDR_WORDS_MACHINE_FIELD, field.name))
            return true;
    return false;
}

bool mdr_gather_is_machine(struct mdr_case *c)
{
    if (c->message.parts == 0)
        return false;
    struct mdr_span from = raw_field(c, MDR_SPAN("From"));
    return null_sender(c) ||
           mdr_find_fold(raw_field(c, MDR_SPAN("Auto-Submitted")), MDR_SPAN("auto-"), 0) != MDR_NOT_FOUND ||
           mdr_word_has(MDR_WORDS_PRECEDENCE, raw_field(c, MDR_SPAN("Precedence"))) ||
           mdr_word_has(MDR_WORDS_DAEMON, from) || mdr_word_has(MDR_WORDS_AUTOMATIC, from) || machine_field(c);
}
