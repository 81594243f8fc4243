/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A report without a part of its own: its fields stand in the notice's text. Old servers write them
 * there, mails lose their Content-Type on the way, delimiters are damaged, people paste.
 */
#include "bytes/ascii.h"
#include "grammar/dsn_field.h"
#include "grammar/field.h"
#include "judge/gather.h"
#include "judge/kind.h"
#include "recognise/dialect_mark.h"

#include <modori.h>

/* Fields that no prose has at the start of a line. */
static bool is_sure(enum mdr_dsn_field which)
{
    return which == MDR_DSN_FINAL_RECIPIENT || which == MDR_DSN_ORIGINAL_RECIPIENT || which == MDR_DSN_REPORTING_MTA;
}

/* Where the first block of fields begins that holds a sure one. */
static size_t block_start(struct mdr_span s)
{
    struct mdr_field_reader reader = mdr_field_reader_make(s);
    struct mdr_field field;
    size_t start = MDR_NOT_FOUND;
    while (mdr_field_next(&reader, &field)) {
        enum mdr_dsn_field which = mdr_dsn_field_of(field.name);
        if (field.after_blank || which == MDR_DSN_OTHER)
            start = MDR_NOT_FOUND;
        if (which != MDR_DSN_OTHER && start == MDR_NOT_FOUND)
            start = field.at;
        if (is_sure(which))
            return start;
    }
    return MDR_NOT_FOUND;
}

/* Its end: a line that is a delimiter or a rule. What the reader takes for a returned header it leaves by itself. */
static size_t block_end(struct mdr_span s, size_t at)
{
    while (at < s.n && !mdr_starts_with(mdr_span_from(s, at), MDR_SPAN("--"))) {
        size_t end = mdr_find_byte(s, '\n', at);
        at = end == MDR_NOT_FOUND ? s.n : end + 1;
    }
    return at;
}

static bool is_told(const struct mdr_clues *told, struct mdr_span address)
{
    for (size_t i = 0; address.n > 0 && i < told->n; i++)
        if (mdr_equal_fold(told->clue[i].address.s, address) || mdr_equal_fold(told->clue[i].alias.s, address))
            return true;
    return false;
}

/* The notice's own report speaks of somebody whom its words name, if they name anybody. */
static bool is_own(const struct mdr_clues *fields, const struct mdr_clues *told)
{
    bool names = false, complete = false;
    for (size_t i = 0; i < told->n; i++)
        names = names || told->clue[i].address.s.n > 0;
    for (size_t i = 0; i < fields->n; i++) {
        const struct mdr_clue *clue = &fields->clue[i];
        if (names && (is_told(told, clue->address.s) || is_told(told, clue->original.s)))
            return true;
        complete = complete || (clue->address.s.n > 0 && (clue->action || clue->status.s.n > 0));
    }
    return !names && complete;
}

struct mdr_text mdr_gather_own_text(const struct mdr_case *c)
{
    const struct mdr_text *text = &c->notice.text;
    struct mdr_span s = text->s;
    const char *returned = c->told.returned.s.p;
    bool inside = returned && s.p && returned >= s.p && returned <= s.p + s.n;
    return inside ? mdr_text_cut(text, 0, (size_t)(returned - s.p)) : *text;
}

/* Behind the report in lines of their own: the delimiter and the header of the part that returned the message. */
static void find_returned(struct mdr_case *c, size_t at)
{
    const struct mdr_text *text = &c->notice.text;
    struct mdr_text rest = mdr_text_cut(text, at, text->s.n);
    size_t end = mdr_find(rest.s, MDR_SPAN("\n\n"), 0);
    if (c->told.returned.s.p || end == MDR_NOT_FOUND)
        return;
    struct mdr_text type = mdr_header_find(mdr_span_cut(rest.s, 0, end), 0, MDR_SPAN("Content-Type"));
    if (mdr_starts_with_fold(type.s, MDR_SPAN("message/rfc822")) ||
        mdr_starts_with_fold(type.s, MDR_SPAN("text/rfc822-headers")))
        c->told.returned = mdr_text_cut(&rest, end + 2, rest.s.n);
}

void mdr_gather_text_fields(struct mdr_case *c)
{
    struct mdr_span s = mdr_gather_own_text(c).s;
    bool bounce = c->dialect.kind == 0 || mdr_action_of_kind(c->dialect.kind) != 0;
    if (!bounce || mdr_find_fold(s, MDR_SPAN("-Recipient:"), 0) == MDR_NOT_FOUND)
        return;
    if (c->told.n == 0 && !mdr_notice_machine(&c->notice))
        return;
    size_t start = block_start(s);
    if (start == MDR_NOT_FOUND)
        return;
    struct mdr_text body = mdr_text_cut(&c->notice.text, start, block_end(s, start));
    struct mdr_clues before = c->fields;
    mdr_gather_fields(c, &body);
    if (!is_own(&c->fields, &c->told)) {
        before.clue = c->fields.clue; /* it may have moved */
        before.room = c->fields.room;
        c->fields = before;
        return;
    }
    c->fields_open = start + body.s.n == c->notice.text.s.n;
    find_returned(c, start + body.s.n);
}
