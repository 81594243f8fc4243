/* SPDX-License-Identifier: BSD-2-Clause */
/* Who spoke, and with which outcome: see both.h. A report that was cut must not state what the whole one would not. */
#include "judge/both.h"
#include "bytes/ascii.h"
#include "judge/kind.h"
#include "recognise/dialect_mark.h"

#include <modori.h>

struct mdr_enhanced mdr_both_code(const struct mdr_text *t)
{
    struct mdr_enhanced code = {0, 0, 0};
    if (t && t->s.n > 0)
        mdr_enhanced_read(t->s, &code);
    return code;
}

bool mdr_both_open(const struct mdr_case *c)
{
    if (c->fields_open || c->message.parts == 0)
        return c->fields_open;
    const struct mdr_part *top = &c->message.part[0];
    bool more = c->fields_part == MDR_PART_NONE && c->returned_part == MDR_PART_NONE;
    return !top->closed && more && mdr_equal_fold(top->type, MDR_SPAN("multipart/report"));
}

/* Breaks off, in its last group or before it: the action may have stood behind the break. */
static bool breaks_off(const struct mdr_case *c, const struct mdr_both *o)
{
    if (o->fields)
        return c->fields_open && o->fields == &c->fields.clue[c->fields.n - 1];
    return mdr_both_open(c);
}

/* Whom the text alone tells, and nobody behind it: what breaks off is about this one. */
static bool is_last_told(const struct mdr_case *c, const struct mdr_both *o)
{
    return !o->fields && o->told && o->told == &c->told.clue[c->told.n - 1];
}

/* The notice's last line has no end (RFC 5322 2.1), and nothing came back below it: more of it may have stood there. */
static bool is_torn(const struct mdr_case *c, const struct mdr_both *o)
{
    if (c->message.parts == 0 || !is_last_told(c, o))
        return false;
    char last = c->input.p[c->input.n - 1];
    bool more = c->fields_part == MDR_PART_NONE && c->returned_part == MDR_PART_NONE && !c->told.returned.s.p;
    return more && last != '\n' && last != '\r';
}

/*
 * What a shape says, or the dialect of this recipient, is sure. A type "smtp" is less: Sendmail gives
 * it to what it says itself. RFC 3464 2.3.5: a Remote-MTA says that the Diagnostic-Code came from it.
 */
int32_t mdr_both_speaker(const struct mdr_case *c, const struct mdr_both *o)
{
    bool open = breaks_off(c, o) || is_torn(c, o);
    /* What breaks off in the notice may have quoted the other side further down. */
    bool last = open && is_last_told(c, o);
    if (o->said_t.enough && o->said_t.speaker && !(last && o->said_t.speaker == MODORI_SPEAKER_REPORTER))
        return o->said_t.speaker;
    if (o->said_f.enough && o->said_f.speaker)
        return o->said_f.speaker;
    if (o->told && o->told->speaker)
        return open && o->told->speaker == MODORI_SPEAKER_REPORTER ? 0 : o->told->speaker;
    if (o->said_f.speaker)
        return o->said_f.speaker;
    if (o->said_t.speaker && !last)
        return o->said_t.speaker;
    if (o->said_f.reply && o->fields->host.s.n > 0)
        return MODORI_SPEAKER_REMOTE;
    /* A notice that ends with the address may have been cut there. */
    bool rest = o->fields ||
                (o->told && (o->told->diagnostic.s.n > 0 || c->told.returned.s.p || c->returned_part != MDR_PART_NONE));
    bool refused = o->facts.action == MODORI_ACTION_FAILED || o->facts.action == MODORI_ACTION_DELAYED;
    return refused && rest && !open ? c->dialect.speaker : 0;
}

/* In so many words: of this recipient, of all, or of the kind of notice; 0: not told. */
static int32_t action_told(const struct mdr_case *c, const struct mdr_both *o)
{
    int32_t action = o->fields ? o->fields->action : 0;
    if (!action && o->told)
        action = o->told->action;
    if (!action)
        action = c->fields.action ? c->fields.action : c->told.action;
    if (!action && c->dialect.kind >= MODORI_KIND_FAILED && c->dialect.kind <= MODORI_KIND_DELIVERED)
        action = mdr_action_of_kind(c->dialect.kind);
    return action;
}

int32_t mdr_both_action(const struct mdr_case *c, const struct mdr_both *o)
{
    int32_t action = action_told(c, o);
    /* What the text calls delivered or relayed may be the other one by the fields: Postfix, Exim. */
    bool success = action == MODORI_ACTION_DELIVERED || action == MODORI_ACTION_RELAYED;
    bool stated = o->fields && o->fields->action;
    if (action && (!success || stated || !breaks_off(c, o)))
        return action;
    if (action || breaks_off(c, o))
        return 0;
    bool report = o->fields || (o->told && o->told->source != MDR_CLUE_DIAGNOSTIC);
    success = o->said_f.reply / 100 == 2 || o->said_t.reply / 100 == 2 ||
              (o->fields && mdr_both_code(&o->fields->status).class_digit == 2); /* Postfix's "deliverable" */
    if (!report || success)
        return 0;
    /* A template in a language of its own: the words that tell it is late are not known, those of a subject may be. */
    return mdr_notice_tells_delay(&c->notice) ? MODORI_ACTION_DELAYED : MODORI_ACTION_FAILED;
}

/* Where a report breaks off, what the server says itself is not its last word: a better code may have followed. */
void mdr_both_leave_open(const struct mdr_case *c, struct mdr_both *o)
{
    if (o->facts.speaker == 0 && is_torn(c, o))
        o->facts.phase = 0; /* who spoke, and so when, may have stood behind the break */
    if (!o->told || o->told->speaker != MODORI_SPEAKER_REPORTER || o->facts.field.class_digit || !breaks_off(c, o))
        return;
    o->facts.reply = 0;
    o->facts.enhanced = (struct mdr_enhanced){0, 0, 0};
}
