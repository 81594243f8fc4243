/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A message whose whole content is another one (Content-Type: message/rfc822): list managers hand on to
 * their owner what came to the list that way. Where it is a daemon's notice, that notice is what speaks.
 */
#include "grammar/mime.h"
#include "judge/gather.h"
#include "recognise/dialect_mark.h"

#include <modori.h>

static struct mdr_text field_of(struct mdr_case *c, const struct mdr_part *part, struct mdr_span name)
{
    struct mdr_text body = mdr_header_find(part->header, part->header_at, name);
    return body.s.p ? mdr_gather_header(c, &body) : MDR_TEXT_NONE;
}

bool mdr_gather_wrapped(struct mdr_case *c)
{
    const struct mdr_part *outer = &c->message.part[0], *part = outer + 1;
    if (c->message.parts < 2 || outer->media != MDR_MEDIA_MESSAGE || outer->encoding != MDR_ENCODING_IDENTITY)
        return false;
    if (mdr_notice_personal(&c->notice))
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
