/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A notice of failure that names nobody. A gateway that wraps a report into words of its own often
 * leaves the recipient out: then the wrapped report speaks. Servers of old times told only which host
 * failed: then the returned message tells to whom it was going, if that was one address. And a known
 * server may write in a form that its dialect does not know.
 */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/mime.h"
#include "judge/gather.h"
#include "judge/kind.h"
#include "recognise/word_list.h"

#include <modori.h>

static bool names_nobody(const struct mdr_case *c)
{
    for (size_t i = 0; i < c->told.n; i++)
        if (c->told.clue[i].address.s.n > 0)
            return false;
    return c->fields.n == 0;
}

static bool tells_failure(const struct mdr_case *c)
{
    int32_t action = mdr_action_of_kind(c->dialect.kind);
    if (c->dialect.kind != 0)
        return action == MODORI_ACTION_FAILED || action == MODORI_ACTION_DELAYED;
    if (c->told.n == 1 && c->told.clue[0].source == MDR_CLUE_LAST_RESORT)
        return true;
    return c->dialect.sure && (c->told.n == 1 || c->told.action == MODORI_ACTION_FAILED);
}

/* ---- the report that was wrapped -------------------------------------------------------------- */

/* The message that came back as a part. */
static size_t returned_message(const struct mdr_case *c)
{
    size_t child = c->returned_part == MDR_PART_NONE ? c->message.parts : c->returned_part + 1;
    return child < c->message.parts && c->message.part[child].parent == c->returned_part ? child : MDR_PART_NONE;
}

/* Its own report, not one that it returns in its turn. */
static size_t wrapped_report(const struct mdr_case *c)
{
    const struct mdr_part *part = c->message.part;
    size_t message = returned_message(c);
    if (message == MDR_PART_NONE || !mdr_equal_fold(part[message].type, MDR_SPAN("multipart/report")))
        return MDR_PART_NONE;
    for (size_t i = message + 1; i < c->message.parts; i++)
        if (part[i].parent == message && part[i].media == MDR_MEDIA_DELIVERY_STATUS)
            return i;
    return MDR_PART_NONE;
}

static void take_wrapped(struct mdr_case *c)
{
    size_t report = wrapped_report(c);
    if (report == MDR_PART_NONE)
        return;
    struct mdr_text body = mdr_gather_part_text(c, report);
    mdr_report_find(c->report, MODORI_FINDING_REPORT_NESTED, c->message.part[report].body_at);
    c->fields_open = !c->message.part[report].closed;
    mdr_gather_fields(c, &body);
}

/* ---- the receipt that says it ----------------------------------------------------------------- */

/* Sieve's reject answers with a receipt (RFC 3028 4.1): who refused stands there. */
static void take_receipt(struct mdr_case *c)
{
    if (!mdr_kind_refused_receipt(c))
        return;
    struct mdr_text body = mdr_gather_part_text(c, c->report_part);
    mdr_gather_fields(c, &body);
}

/* ---- the returned message's own recipient ----------------------------------------------------- */

/* The header below the notice's text, if it is there up to the empty line: half a list of addresses is another one. */
static struct mdr_text quoted_header(const struct mdr_text *text)
{
    size_t end = mdr_find(text->s, MDR_SPAN("\n\n"), 0);
    return end == MDR_NOT_FOUND ? MDR_TEXT_NONE : mdr_text_cut(text, 0, end + 1);
}

/* The header of what came back, as a part or below the notice's text; absent when it is not complete. */
static struct mdr_text returned_header(const struct mdr_case *c)
{
    size_t message = returned_message(c);
    if (message == MDR_PART_NONE && c->returned_part == MDR_PART_NONE)
        return quoted_header(&c->told.returned);
    const struct mdr_part *part = &c->message.part[message != MDR_PART_NONE ? message : c->returned_part];
    struct mdr_text header = message != MDR_PART_NONE ? mdr_text_view(part->header, part->header_at)
                                                      : mdr_text_view(part->body, part->body_at);
    return header.base + header.s.n < c->input.n ? header : MDR_TEXT_NONE;
}

static struct mdr_text header_field(struct mdr_case *c, struct mdr_span name)
{
    struct mdr_text header = returned_header(c);
    struct mdr_text body = mdr_header_find(header.s, mdr_text_source(&header, 0), name);
    return body.s.p ? mdr_gather_header(c, &body) : MDR_TEXT_NONE;
}

/* The one address of a field; absent when it holds none or several. */
static struct mdr_text only_address(const struct mdr_text *body)
{
    struct mdr_span first = mdr_address_find(body->s);
    if (!first.p)
        return MDR_TEXT_NONE;
    struct mdr_span more = mdr_span_from(body->s, (size_t)(first.p - body->s.p) + first.n);
    return mdr_address_find(more).p ? MDR_TEXT_NONE : mdr_text_part(body, first);
}

/* A report that came back was going to a sender. */
static bool returns_report(struct mdr_case *c)
{
    struct mdr_text type = header_field(c, MDR_SPAN("Content-Type")), from = header_field(c, MDR_SPAN("From"));
    return mdr_find_fold(type.s, MDR_SPAN("multipart/report"), 0) != MDR_NOT_FOUND ||
           mdr_word_has(MDR_WORDS_DAEMON, from.s);
}

static void take_returned_to(struct mdr_case *c)
{
    /* A notice that tells to whom the mail was going, and by a name who failed, means somebody else: Exchange. */
    if (c->told.original_to.s.n > 0)
        return;
    if (c->told.n > 1 || returns_report(c) || header_field(c, MDR_SPAN("Cc")).s.n > 0)
        return;
    struct mdr_text body = header_field(c, MDR_SPAN("To"));
    struct mdr_text address = only_address(&body);
    struct mdr_clue *clue = c->told.n == 1 ? &c->told.clue[0] : NULL;
    if (address.s.n == 0)
        return;
    if (!clue)
        clue = mdr_clues_add(&c->told, MDR_CLUE_LAST_RESORT);
    if (!clue)
        return;
    clue->address = address;
    clue->source = MDR_CLUE_LAST_RESORT;
}

/* ---- a form that its dialect does not know ---------------------------------------------------- */

/* A version or a variant of a known server: what reads notices of no known family may find whom it names. */
static bool take_last_resort(struct mdr_case *c)
{
    struct mdr_clues found = {.arena = c->scratch, .limit = c->report->limits.recipients}, *told = &c->told;
    struct mdr_notice own = c->notice;
    if (told->original_to.s.n > 0) /* see take_returned_to */
        return false;
    own.text = mdr_gather_own_text(c);
    mdr_last_resort(&own, &found);
    if (found.n == 0 || found.clue[0].address.s.n == 0)
        return false;
    if (told->n == 1 && found.n == 1) {
        told->clue[0].address = found.clue[0].address;
        if (told->clue[0].diagnostic.s.n == 0)
            told->clue[0].diagnostic = found.clue[0].diagnostic;
        return true;
    }
    told->clue = found.clue;
    told->n = found.n;
    told->room = found.room;
    if (told->action == 0)
        told->action = found.action;
    return true;
}

void mdr_gather_nobody(struct mdr_case *c)
{
    if (!names_nobody(c) || !tells_failure(c))
        return;
    take_wrapped(c);
    if (c->fields.n == 0)
        take_receipt(c);
    if (c->fields.n == 0)
        take_returned_to(c);
    if (names_nobody(c) && take_last_resort(c))
        return;
    if (c->fields.n == 0)
        mdr_report_find(c->report, MODORI_FINDING_NO_RECIPIENT, 0);
}
