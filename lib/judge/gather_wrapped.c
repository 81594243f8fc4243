/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A message whose whole content is another one (Content-Type: message/rfc822): list managers hand on to
 * their owner what came to the list that way, or below a few words and under a subject of their own.
 * Where it is a daemon's notice, that notice is what speaks.
 */
#include "bytes/ascii.h"
#include "grammar/mime.h"
#include "judge/gather.h"
#include "recognise/dialect_mark.h"
#include "recognise/word_list.h"

#include <modori.h>

static struct mdr_text field_of(struct mdr_case *c, const struct mdr_part *part, struct mdr_span name)
{
    struct mdr_text body = mdr_header_find(part->header, part->header_at, name);
    return body.s.p ? mdr_gather_header(c, &body) : MDR_TEXT_NONE;
}

/* The part that holds the message that is handed on; MDR_PART_NONE: none is. */
static size_t handed_on(const struct mdr_case *c)
{
    const struct mdr_part *part = c->message.part;
    if (part[0].media == MDR_MEDIA_MESSAGE)
        return 0;
    if (!mdr_word_has(MDR_WORDS_HANDED_SUBJECT, mdr_trim(c->notice.subject.s)))
        return MDR_PART_NONE;
    for (size_t i = 1; i < c->message.parts; i++)
        if (part[i].media == MDR_MEDIA_MESSAGE && part[i].parent == 0)
            return i;
    return MDR_PART_NONE;
}

bool mdr_gather_wrapped(struct mdr_case *c)
{
    size_t i = handed_on(c);
    if (i == MDR_PART_NONE || i + 1 >= c->message.parts || c->message.part[i + 1].parent != i)
        return false;
    const struct mdr_part *outer = &c->message.part[i], *part = outer + 1;
    if (outer->encoding != MDR_ENCODING_IDENTITY || (i == 0 && mdr_notice_personal(&c->notice)))
        return false;
    struct mdr_notice inner = c->notice;
    inner.header = part->header;
    inner.from = field_of(c, part, MDR_SPAN("From"));
    inner.subject = field_of(c, part, MDR_SPAN("Subject"));
    if (!mdr_notice_daemon(&inner))
        return false;
    struct mdr_message message;
    size_t at = outer->body_at;
    if (!mdr_message_walk(c->scratch, &c->report->limits, outer->body, at, NULL, NULL, &message))
        return false;
    mdr_report_find(c->report, MODORI_FINDING_REPORT_NESTED, at);
    c->message = message;
    c->notice = inner;
    return true;
}
