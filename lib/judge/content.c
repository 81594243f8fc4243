/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The returned message as a witness: what a filter on its way saw of it. HTML or text, links,
 * scripts, forms, attachments, size, charset. What did not come back is left unknown.
 */
#include "judge/content.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/decode.h"
#include "grammar/mime.h"
#include "judge/attachment.h"
#include "judge/witness.h"

struct reading {
    struct mdr_arena *scratch;
    struct mdr_charset *charset;
    const struct mdr_message *message;
    struct modori_report *report;
    struct mdr_markup markup;
    size_t root, end; /* the parts from root up to (not including) end are the returned message */
    size_t budget;    /* bytes that may still be looked at */
    bool cut;         /* not all of it came back, or not all was looked at */
    bool sealed;      /* a part of it is encrypted, or wrapped by a signature */
    bool plain, html, alternative;
    bool odd_charset, seen_text;
};

/* Parts stand in the order of the message: what is deeper and behind belongs to the root. */
static size_t end_of(const struct mdr_message *message, size_t root)
{
    size_t end = root + 1;
    while (end < message->parts && message->part[end].depth > message->part[root].depth)
        end++;
    return end;
}

static bool is_text(const struct mdr_part *part)
{
    return part->media == MDR_MEDIA_TEXT_PLAIN || part->media == MDR_MEDIA_TEXT_HTML;
}

static bool is_of_type(const struct mdr_part *part, struct mdr_span type)
{
    return mdr_starts_with_fold(mdr_trim(part->type), type);
}

static bool in_alternative(const struct reading *r, size_t index)
{
    size_t parent = r->message->part[index].parent;
    while (parent != MDR_PART_NONE && parent >= r->root) {
        if (is_of_type(&r->message->part[parent], MDR_SPAN("multipart/alternative")))
            return true;
        parent = r->message->part[parent].parent;
    }
    return false;
}

/* In a message that is attached to the returned one: seen by filters, but not the form of the mail itself. */
static bool in_attached(const struct reading *r, size_t index)
{
    for (size_t at = index; at > r->root; at = r->message->part[at].parent)
        if (r->message->part[r->message->part[at].parent].media == MDR_MEDIA_MESSAGE)
            return true;
    return false;
}

/* A message as a part: not one that a report returns, nor those of a digest. */
static bool is_attached_message(const struct reading *r, size_t index)
{
    const struct mdr_part *part = &r->message->part[index];
    if (part->media != MDR_MEDIA_MESSAGE || index == r->root)
        return false;
    const struct mdr_part *parent = &r->message->part[part->parent];
    return !is_of_type(parent, MDR_SPAN("multipart/report")) && !is_of_type(parent, MDR_SPAN("multipart/digest"));
}

/* RFC 8551 3.2, RFC 3156 4: what the text looks like is not to be seen from outside. */
static bool is_sealed(const struct mdr_part *part)
{
    return is_of_type(part, MDR_SPAN("application/pkcs7-mime")) ||
           is_of_type(part, MDR_SPAN("application/x-pkcs7-mime")) || is_of_type(part, MDR_SPAN("multipart/encrypted"));
}

/* Text that the reader sees; a named text part is an attachment, unless it is one of two forms of the same text. */
static bool is_body(const struct reading *r, size_t index)
{
    const struct mdr_part *part = &r->message->part[index];
    if (!is_text(part) || mdr_starts_with_fold(mdr_trim(part->disposition), MDR_SPAN("attachment")))
        return false;
    return index == r->root || !mdr_attachment_is(part) || in_alternative(r, index);
}

/* ---- text ------------------------------------------------------------------------------------- */

/* Nothing but blanks, those of HTML editors and of Japanese among them: such a text beside HTML is none. */
static bool is_blank(struct mdr_span s)
{
    for (size_t at = 0, n; at < s.n; at += n) {
        if (mdr_utf8_sequence(mdr_span_from(s, at)) == 0)
            return false;
        uint32_t c = mdr_utf8_char(mdr_span_from(s, at), &n);
        if (!(mdr_is_space(s.p[at]) || c == 0xA0 || c == 0x3000 || c == 0x200B || c == 0xFEFF))
            return false;
    }
    return true;
}

static bool is_ascii(struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

static struct mdr_span label_of(const struct mdr_part *part)
{
    struct mdr_span label = MDR_SPAN_NONE;
    if (part->parameters.p)
        mdr_parameter_raw(part->parameters, MDR_SPAN("charset"), &label);
    return mdr_trim(label);
}

struct mdr_span mdr_content_charset(const struct mdr_message *message, size_t root)
{
    size_t end = root < message->parts ? end_of(message, root) : root;
    for (size_t i = root; i < end; i++) {
        struct mdr_span label = is_text(&message->part[i]) ? label_of(&message->part[i]) : MDR_SPAN_NONE;
        if (label.n > 0)
            return label;
    }
    return MDR_SPAN_NONE;
}

/* Decoded and in UTF-8; at most what the budget allows. */
static struct mdr_text text_of(struct reading *r, const struct mdr_part *part)
{
    bool broken = false;
    struct mdr_text body = mdr_text_view(part->body, part->body_at), text = body;
    if (body.s.n > r->budget) {
        body = mdr_text_cut(&body, 0, r->budget);
        r->cut = true;
    }
    r->budget -= body.s.n;
    struct mdr_text decoded = mdr_decode(r->scratch, part->encoding, &body, body.s.n, &broken);
    struct mdr_span label = label_of(part);
    int trouble = mdr_charset_convert(r->charset, r->scratch, &decoded, label, &text);
    r->odd_charset = r->odd_charset || trouble != MDR_CHARSET_FINE || (label.n == 0 && !is_ascii(decoded.s));
    return text;
}

/* Links, and files that are encoded in the text itself; what such a file holds is no text. */
static void read_plain(struct reading *r, struct mdr_span text)
{
    struct mdr_uu_file file;
    size_t at = 0;
    for (; mdr_uu_find(text, at, &file); at = file.end) {
        mdr_markup_text(&r->markup, mdr_span_cut(text, at, file.at));
        mdr_attachment_write_file(&file, r->report);
    }
    mdr_markup_text(&r->markup, mdr_span_from(text, at));
}

static void count_links(struct reading *r, const struct mdr_part *part, struct mdr_span text)
{
    if (part->media == MDR_MEDIA_TEXT_HTML)
        mdr_markup_html(&r->markup, text);
    else
        read_plain(r, text);
}

static void read_attached_text(struct reading *r, const struct mdr_part *part)
{
    bool odd_charset = r->odd_charset;
    struct mdr_text text = text_of(r, part);
    r->odd_charset = odd_charset;
    count_links(r, part, text.s);
}

static void read_text(struct reading *r, size_t index)
{
    const struct mdr_part *part = &r->message->part[index];
    struct mdr_span label = label_of(part);
    if (label.n > 0 && !r->seen_text)
        mdr_report_set_text(r->report, MODORI_REPORT_ORIGINAL_CHARSET, label);
    r->seen_text = true;
    struct mdr_text text = text_of(r, part);
    count_links(r, part, text.s);
    if (part->media == MDR_MEDIA_TEXT_HTML) {
        r->html = true;
    } else if (!is_blank(text.s)) {
        r->plain = true;
        r->alternative = r->alternative || in_alternative(r, index);
    }
}

/* ---- the message ------------------------------------------------------------------------------ */

static void set(struct reading *r, int32_t key, size_t value)
{
    mdr_report_set_number(r->report, key, (int64_t)value);
}

static void write_html(struct reading *r)
{
    int32_t html = r->html ? r->alternative ? MODORI_HTML_ALTERNATIVE : MODORI_HTML_ONLY : MODORI_HTML_NONE;
    if (!r->html && r->cut)
        return; /* it may have been in what is missing */
    mdr_report_set_number(r->report, MODORI_REPORT_ORIGINAL_HTML, html);
}

static void write_numbers(struct reading *r)
{
    if (r->sealed && !r->seen_text)
        return;
    write_html(r);
    set(r, MODORI_REPORT_ORIGINAL_LINKS, r->markup.links.n);
    set(r, MODORI_REPORT_ORIGINAL_SCRIPTS, r->markup.scripts);
    set(r, MODORI_REPORT_ORIGINAL_FORMS, r->markup.forms);
    if (r->seen_text)
        set(r, MODORI_REPORT_ORIGINAL_CHARSET_ODD, r->odd_charset);
}

/* A multipart whose last boundary is missing, or a copy that ends at the limit, was cut somewhere. */
static bool was_cut(const struct reading *r)
{
    for (size_t i = r->root; i < r->end; i++)
        if (r->message->part[i].media == MDR_MEDIA_MULTIPART && !r->message->part[i].closed)
            return true;
    return false;
}

/* Line ends of one byte. A message has CRLF where it goes, RFC 5321 2.3.8, whatever the file has. */
static size_t short_ends(struct mdr_span s)
{
    size_t n = 0;
    for (size_t at = mdr_find_byte(s, '\n', 0); at != MDR_NOT_FOUND; at = mdr_find_byte(s, '\n', at + 1))
        n += at == 0 || s.p[at - 1] != '\r';
    return n;
}

/* As its server counted it, to compare it with limits. */
static void write_size(struct reading *r)
{
    const struct mdr_part *part = &r->message->part[r->root];
    size_t size = part->body_at + part->body.n - part->header_at;
    bool at_limit = r->root == 0 && size >= r->report->limits.witness;
    bool short_line = part->body_at == part->header_at + part->header.n + 1; /* the empty one between */
    if (part->body.n > 0 && !at_limit && !was_cut(r))
        set(r, MODORI_REPORT_ORIGINAL_SIZE, size + short_ends(part->header) + short_line + short_ends(part->body));
}

/* Only the header came back: it tells the form of a message that is one part, and nothing else. */
static void read_header_only(struct reading *r)
{
    const struct mdr_part *part = &r->message->part[r->root];
    struct mdr_span label = label_of(part);
    if (part->media == MDR_MEDIA_TEXT_HTML)
        set(r, MODORI_REPORT_ORIGINAL_HTML, MODORI_HTML_ONLY);
    else if (part->media == MDR_MEDIA_TEXT_PLAIN)
        set(r, MODORI_REPORT_ORIGINAL_HTML, MODORI_HTML_NONE);
    if (is_text(part) && label.n > 0)
        mdr_report_set_text(r->report, MODORI_REPORT_ORIGINAL_CHARSET, label);
    if (part->media != MDR_MEDIA_MULTIPART && !is_text(part) && mdr_attachment_is(part)) {
        size_t none = 0;
        mdr_attachment_write(r->scratch, r->charset, part, &none, r->report);
        if (r->report->attachments > 0)
            r->report->attachment[r->report->attachments - 1].size = MDR_NUMBER_NONE;
    }
}

void mdr_content_read(struct mdr_arena *scratch, struct mdr_charset *charset, const struct mdr_message *message,
                      size_t root, struct modori_report *report)
{
    struct reading r = {.scratch = scratch, .charset = charset, .message = message, .report = report, .root = root};
    if (root >= message->parts)
        return;
    r.end = end_of(message, root);
    r.budget = report->limits.witness;
    mdr_markup_init(&r.markup, scratch);
    if (mdr_report_number(report, MODORI_REPORT_ORIGINAL_HEADERS_ONLY) == 1) {
        read_header_only(&r);
        return;
    }
    r.cut = was_cut(&r);
    for (size_t i = root; i < r.end; i++) {
        const struct mdr_part *part = &message->part[i];
        r.sealed = r.sealed || is_sealed(part);
        if (is_body(&r, i) && in_attached(&r, i))
            read_attached_text(&r, part);
        else if (is_body(&r, i))
            read_text(&r, i);
        else if (mdr_attachment_is(part) || is_attached_message(&r, i))
            mdr_attachment_write(scratch, charset, part, &r.budget, report);
    }
    write_numbers(&r);
    write_size(&r);
}
