/* SPDX-License-Identifier: BSD-2-Clause */
/* Which part of the message is the notice, which the report, which the returned message. */
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/decode.h"
#include "grammar/mime.h"
#include "judge/gather.h"
#include "recognise/dialect_mark.h"

static bool is_attachment(const struct mdr_part *part)
{
    return mdr_starts_with_fold(part->disposition, MDR_SPAN("attachment"));
}

/* A report is not longer where it has to be decoded to be known. */
#define UNTYPED_MOST ((size_t)64 << 10)

/* The part's own place in the message, for findings about its encoding and charset. */
static void note_charset(struct mdr_case *c, int trouble, size_t at)
{
    static const int32_t finding[] = {0, MODORI_FINDING_CHARSET_UNKNOWN, MODORI_FINDING_CHARSET_WRONG,
                                      MODORI_FINDING_CHARSET_MIXED};
    if (trouble > MDR_CHARSET_FINE && trouble <= MDR_CHARSET_MIXED)
        mdr_report_find(c->report, finding[trouble], at);
}

/* The end of the CRs at `at`. */
static size_t behind_crs(struct mdr_span s, size_t at)
{
    while (at < s.n && s.p[at] == '\r')
        at++;
    return at;
}

struct mdr_text mdr_gather_line_ends(struct mdr_case *c, const struct mdr_text *t)
{
    size_t cr = mdr_find_byte(t->s, '\r', 0), from = 0;
    if (cr == MDR_NOT_FOUND)
        return *t;
    struct mdr_builder b;
    mdr_builder_init(&b, c->scratch);
    mdr_builder_reserve(&b, t->s.n);
    for (; cr != MDR_NOT_FOUND; cr = mdr_find_byte(t->s, '\r', from)) {
        mdr_builder_add_part(&b, t, from, cr);
        from = behind_crs(t->s, cr);
        /* CRs before an LF belong to it; each of others is a line end. */
        for (; cr < from && !(from < t->s.n && t->s.p[from] == '\n'); cr++)
            mdr_builder_add_byte(&b, '\n', mdr_text_source(t, cr));
    }
    mdr_builder_add_part(&b, t, from, t->s.n);
    return mdr_builder_finish(&b);
}

struct mdr_text mdr_gather_unmarked(const struct mdr_text *t)
{
    return mdr_text_cut(t, mdr_utf8_mark(t->s), t->s.n);
}

static struct mdr_text without_last_line(struct mdr_case *c, const struct mdr_text *t)
{
    size_t end = mdr_find_last(t->s, '\n'), n = end == MDR_NOT_FOUND ? 0 : end + 1;
    mdr_report_find(c->report, MODORI_FINDING_TRUNCATED, mdr_text_source(t, n));
    return mdr_text_cut(t, 0, n);
}

/*
 * A message that was cut in the middle of a line: half a line may say something else than the whole
 * one did ("5.1.1" of "5.1.10"), so it is not read.
 */
static struct mdr_text without_cut_line(struct mdr_case *c, size_t end, const struct mdr_text *t)
{
    size_t n = c->input.n;
    if (t->s.n == 0 || end != n || c->input.p[n - 1] == '\n' || c->input.p[n - 1] == '\r')
        return *t;
    return without_last_line(c, t);
}

struct mdr_text mdr_gather_part_text(struct mdr_case *c, size_t index)
{
    const struct mdr_part *part = &c->message.part[index];
    struct mdr_text body = mdr_text_view(part->body, part->body_at);
    struct mdr_span label = MDR_SPAN_NONE;
    bool broken = false;
    if (body.s.n > c->report->limits.notice) {
        mdr_report_find(c->report, MODORI_FINDING_LIMIT_TEXT, part->body_at + c->report->limits.notice);
        body = mdr_text_cut(&body, 0, c->report->limits.notice);
    }
    struct mdr_text text = mdr_decode(c->scratch, part->encoding, &body, c->report->limits.notice, &broken);
    if (broken)
        mdr_report_find(c->report, MODORI_FINDING_ENCODING_BROKEN, part->body_at);
    if (part->encoding == MDR_ENCODING_UNKNOWN)
        mdr_report_find(c->report, MODORI_FINDING_ENCODING_UNKNOWN, part->header_at);
    mdr_parameter_raw(part->parameters, MDR_SPAN("charset"), &label);
    struct mdr_text converted = text;
    note_charset(c, mdr_charset_convert(c->charset, c->scratch, &text, label, &converted), part->body_at);
    converted = mdr_gather_line_ends(c, &converted);
    converted = mdr_gather_unmarked(&converted);
    /* A whole line of an encoded part may be half a line of the text. */
    bool encoded = part->encoding != MDR_ENCODING_IDENTITY && part->depth > 0 && !part->closed;
    if (encoded && part->body_at + part->body.n == c->input.n && !mdr_ends_with_fold(converted.s, MDR_SPAN("\n")))
        return without_last_line(c, &converted);
    return without_cut_line(c, part->body_at + part->body.n, &converted);
}

/* A report of reports: the outermost one counts, and those beside it. */
static void take_fields_part(struct mdr_case *c, size_t i)
{
    const struct mdr_part *part = c->message.part;
    if (c->fields_part == MDR_PART_NONE || part[i].depth < part[c->fields_part].depth)
        c->fields_part = i;
    else
        mdr_report_find(c->report, MODORI_FINDING_REPORT_NESTED, part[i].body_at);
}

/* The returned message's own part: it holds what came back, and nothing that came back holds it. */
static bool holds_returned(const struct mdr_case *c, const struct mdr_part *part)
{
    bool inside = part->parent != MDR_PART_NONE && c->message.part[part->parent].returned;
    return !inside && (part->media == MDR_MEDIA_TEXT_HEADERS || (part->media == MDR_MEDIA_MESSAGE && !part->returned));
}

/* The type of a report is lost where a gateway makes files of its parts: its fields still tell. */
static bool is_untyped_report(struct mdr_case *c, size_t i)
{
    const struct mdr_part *part = &c->message.part[i];
    bool any =
        part->media == MDR_MEDIA_TEXT_PLAIN || part->media == MDR_MEDIA_OTHER || part->media == MDR_MEDIA_APPLICATION;
    if (i == 0 || !any)
        return false;
    if (part->encoding == MDR_ENCODING_IDENTITY)
        return mdr_gather_is_report(part->body);
    return is_attachment(part) && part->body.n < UNTYPED_MOST && mdr_gather_is_report(mdr_gather_part_text(c, i).s);
}

/* RFC 6522 3: what holds the report's part is a multipart/report, and names its type. */
static void note_container(struct mdr_case *c, size_t i, struct mdr_span type)
{
    size_t parent = i == MDR_PART_NONE ? MDR_PART_NONE : c->message.part[i].parent;
    if (parent == MDR_PART_NONE)
        return;
    const struct mdr_part *container = &c->message.part[parent];
    struct mdr_span named = MDR_SPAN_NONE;
    mdr_parameter_raw(container->parameters, MDR_SPAN("report-type"), &named);
    if (!mdr_equal_fold(mdr_trim(container->type), MDR_SPAN("multipart/report")) || !mdr_equal_fold(named, type))
        mdr_report_find(c->report, MODORI_FINDING_REPORT_TYPE_WRONG, container->header_at);
}

static void find_parts(struct mdr_case *c)
{
    for (size_t i = 0; i < c->message.parts; i++) {
        const struct mdr_part *part = &c->message.part[i];
        if (c->returned_part == MDR_PART_NONE && holds_returned(c, part))
            c->returned_part = i;
        if (part->returned)
            continue;
        if (part->media == MDR_MEDIA_DELIVERY_STATUS)
            take_fields_part(c, i);
        else if ((part->media == MDR_MEDIA_FEEDBACK || part->media == MDR_MEDIA_DISPOSITION) &&
                 c->report_part == MDR_PART_NONE)
            c->report_part = i;
    }
    for (size_t i = 0; i < c->message.parts && c->fields_part == MDR_PART_NONE && c->report_part == MDR_PART_NONE; i++)
        if (!c->message.part[i].returned && is_untyped_report(c, i))
            c->fields_part = i;
    note_container(c, c->fields_part, MDR_SPAN("delivery-status"));
    bool feedback = c->report_part != MDR_PART_NONE && c->message.part[c->report_part].media == MDR_MEDIA_FEEDBACK;
    note_container(c, c->report_part, feedback ? MDR_SPAN("feedback-report") : MDR_SPAN("disposition-notification"));
}

#define PLAIN (1u << MDR_MEDIA_TEXT_PLAIN)
#define HTML  (1u << MDR_MEDIA_TEXT_HTML)
#define FILES (1u << 31) /* those that are to be shown as files, too */

static bool is_text(const struct mdr_part *part, unsigned media)
{
    bool shown = (media & FILES) != 0 || !is_attachment(part);
    return !part->returned && (media >> part->media & 1) != 0 && shown;
}

/* Appends the texts of these media types that stand before part `end`; returns how many. */
static size_t add_texts(struct mdr_case *c, unsigned media, size_t end, struct mdr_builder *b,
                        struct mdr_text *ret_first)
{
    size_t n = 0;
    for (size_t i = 0; i < end && b->n < c->report->limits.notice; i++) {
        const struct mdr_part *part = &c->message.part[i];
        if (!is_text(part, media))
            continue;
        struct mdr_text text = mdr_gather_part_text(c, i);
        if (part->media == MDR_MEDIA_TEXT_HTML)
            text = mdr_html_text(c->scratch, &text);
        if (n++ == 0)
            *ret_first = text;
        else {
            if (n == 2)
                mdr_builder_add_text(b, ret_first);
            mdr_builder_add_byte(b, '\n', part->body_at);
            mdr_builder_add_byte(b, '\n', part->body_at);
            mdr_builder_add_text(b, &text);
        }
    }
    return n;
}

static bool take_texts(struct mdr_case *c, unsigned media, size_t end)
{
    struct mdr_builder b;
    struct mdr_text first = MDR_TEXT_NONE;
    mdr_builder_init(&b, c->scratch);
    size_t n = add_texts(c, media, end, &b, &first);
    if (n > 0)
        c->notice.text = n == 1 ? first : mdr_builder_finish(&b);
    return mdr_trim(c->notice.text.s).n > 0;
}

/* Non-MIME reports inside a multipart stand in front of the first boundary, or behind the last. */
static void take_outside_text(struct mdr_case *c)
{
    struct mdr_text preamble = mdr_text_view(c->message.preamble, c->message.preamble_at);
    struct mdr_text epilogue = mdr_text_view(c->message.epilogue, c->message.epilogue_at);
    struct mdr_text text = mdr_trim(preamble.s).n > 0 ? preamble : epilogue;
    if (!text.s.p)
        return;
    size_t end = text.base + text.s.n;
    mdr_charset_convert(c->charset, c->scratch, &text, MDR_SPAN_NONE, &c->notice.text);
    c->notice.text = mdr_gather_line_ends(c, &c->notice.text);
    c->notice.text = without_cut_line(c, end, &c->notice.text);
}

/* Whether the HTML of part i stands as plain text beside it, too: RFC 2046 5.1.4. */
static bool has_alternative(const struct mdr_case *c, size_t i)
{
    const struct mdr_part *part = c->message.part;
    size_t up = part[i].parent;
    while (up != MDR_PART_NONE && !mdr_equal_fold(part[up].type, MDR_SPAN("multipart/alternative")))
        up = part[up].parent;
    if (up == MDR_PART_NONE)
        return false;
    for (size_t k = up + 1; k < c->message.parts && part[k].depth > part[up].depth; k++)
        if (is_text(&part[k], PLAIN))
            return true;
    return false;
}

/* A notice in HTML, below which a gateway has put a part of its own. */
static bool html_leads(const struct mdr_case *c, size_t end)
{
    for (size_t i = 0; i < end; i++) {
        const struct mdr_part *part = &c->message.part[i];
        if (is_text(part, PLAIN) && mdr_trim(part->body).n > 0)
            return false;
        if (is_text(part, HTML))
            return !has_alternative(c, i);
    }
    return false;
}

void mdr_gather_parts(struct mdr_case *c)
{
    find_parts(c);
    size_t all = c->message.parts, before = c->fields_part != MDR_PART_NONE ? c->fields_part : all;
    if (html_leads(c, before) && take_texts(c, PLAIN | HTML, before))
        return;
    if (take_texts(c, PLAIN, before) || take_texts(c, HTML, before) || take_texts(c, PLAIN, all) ||
        take_texts(c, HTML, all) || take_texts(c, 1u << MDR_MEDIA_TEXT_OTHER, all))
        return;
    /* McAfee's appliances write what they have to say into a file; what else has no words but files has none of its own. */
    if (mdr_notice_daemon(&c->notice) && take_texts(c, PLAIN | FILES, before))
        return;
    take_outside_text(c);
}
