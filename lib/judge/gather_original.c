/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The returned message: as a part of the report (RFC 6522 3), encoded or not, or quoted below a
 * marker in the notice's text; its header in full, its content as witness.
 */
#include "bytes/ascii.h"
#include "grammar/date.h"
#include "grammar/decode.h"
#include "grammar/field.h"
#include "grammar/mime.h"
#include "judge/gather.h"
#include "recognise/word_list.h"

struct original_field {
    struct mdr_span name;
    int32_t key;
};

static const struct original_field original_fields[] = {
    {{"Message-ID", 10}, MODORI_REPORT_ORIGINAL_MESSAGE_ID},
    {{"Subject", 7}, MODORI_REPORT_ORIGINAL_SUBJECT},
    {{"From", 4}, MODORI_REPORT_ORIGINAL_FROM},
    {{"To", 2}, MODORI_REPORT_ORIGINAL_TO},
    {{"Date", 4}, MODORI_REPORT_ORIGINAL_DATE},
    {{"References", 10}, MODORI_REPORT_ORIGINAL_REFERENCES},
    {{"In-Reply-To", 11}, MODORI_REPORT_ORIGINAL_IN_REPLY_TO},
    {{"List-Id", 7}, MODORI_REPORT_ORIGINAL_LIST_ID},
};

static void set_message_id(struct mdr_case *c, struct mdr_span body)
{
    struct mdr_span id = mdr_trim(body);
    size_t open = mdr_find_byte(id, '<', 0), close = open == MDR_NOT_FOUND ? open : mdr_find_byte(id, '>', open);
    if (close != MDR_NOT_FOUND)
        id = mdr_span_cut(id, open + 1, close);
    mdr_report_set_text(c->report, MODORI_REPORT_ORIGINAL_MESSAGE_ID, id);
}

static void set_date(struct mdr_case *c, struct mdr_span body)
{
    char date[MDR_DATE_SIZE];
    size_t n = mdr_date_read(body, date);
    if (n > 0)
        mdr_report_set_text(c->report, MODORI_REPORT_ORIGINAL_DATE, mdr_span_make(date, n));
}

/* The first field of a name counts, as RFC 5322 3.6 allows only one. */
static void note_field(struct mdr_case *c, struct mdr_span name, struct mdr_span body)
{
    for (size_t i = 0; i < sizeof original_fields / sizeof *original_fields; i++) {
        const struct original_field *field = &original_fields[i];
        if (!mdr_equal_fold(name, field->name) || c->report->text[field->key].p)
            continue;
        if (field->key == MODORI_REPORT_ORIGINAL_MESSAGE_ID)
            set_message_id(c, body);
        else if (field->key == MODORI_REPORT_ORIGINAL_DATE)
            set_date(c, body);
        else
            mdr_report_set_text(c->report, field->key, body);
    }
}

static void read_header(struct mdr_case *c, struct mdr_span header, size_t header_at)
{
    struct mdr_field_reader reader = mdr_field_reader_make(header);
    struct mdr_field field;
    while (mdr_field_next(&reader, &field)) {
        if (c->report->headers >= c->report->limits.fields) {
            mdr_report_find(c->report, MODORI_FINDING_LIMIT_FIELDS, header_at + field.at);
            return;
        }
        struct mdr_text raw = mdr_text_view(field.body, header_at + field.body_at);
        struct mdr_text body = mdr_gather_header(c, &raw);
        struct mdr_span value = mdr_trim(body.s);
        mdr_report_add_header(c->report, field.name, value);
        note_field(c, field.name, value);
    }
}

/* Raw 8-bit text of its header and of its attachments' names is in the charset of its own text, if in any. */
static void hint_charset(struct mdr_case *c, const struct mdr_message *message, size_t root)
{
    struct mdr_span label = mdr_content_charset(message, root);
    if (label.n > 0)
        c->charset->hint = label;
}

/* A message that stands decoded in memory of its own is walked by itself. */
static struct mdr_span read_text(struct mdr_case *c, const struct mdr_text *text, bool headers_only)
{
    struct mdr_message message;
    struct mdr_span s = mdr_trim(text->s);
    size_t witness = c->report->limits.witness;
    if (s.n == 0 || !mdr_message_has_header(s))
        return MDR_SPAN_NONE;
    if (!mdr_message_walk(c->scratch, &c->report->limits, mdr_span_cut(s, 0, witness), 0, NULL, NULL, &message))
        return MDR_SPAN_NONE;
    hint_charset(c, &message, 0);
    read_header(c, message.part[0].header, 0);
    headers_only = headers_only || mdr_trim(message.part[0].body).n == 0;
    mdr_report_set_number(c->report, MODORI_REPORT_ORIGINAL_HEADERS_ONLY, headers_only);
    mdr_content_read(c->scratch, c->charset, &message, 0, c->report);
    return message.part[0].header;
}

static struct mdr_span read_part(struct mdr_case *c)
{
    const struct mdr_part *part = &c->message.part[c->returned_part];
    bool headers_only = part->media == MDR_MEDIA_TEXT_HEADERS;
    size_t child = c->returned_part + 1;
    if (part->encoding == MDR_ENCODING_IDENTITY && !headers_only && child < c->message.parts &&
        c->message.part[child].parent == c->returned_part) {
        const struct mdr_part *inner = &c->message.part[child];
        hint_charset(c, &c->message, child);
        read_header(c, inner->header, inner->header_at);
        mdr_report_set_number(c->report, MODORI_REPORT_ORIGINAL_HEADERS_ONLY, mdr_trim(inner->body).n == 0);
        mdr_content_read(c->scratch, c->charset, &c->message, child, c->report);
        return inner->header;
    }
    bool broken = false;
    struct mdr_text body = mdr_text_view(part->body, part->body_at);
    struct mdr_text text = mdr_decode(c->scratch, part->encoding, &body, c->report->limits.witness, &broken);
    if (broken)
        mdr_report_find(c->report, MODORI_FINDING_ENCODING_BROKEN, part->body_at);
    return read_text(c, &text, headers_only);
}

/* ---- below the notice's text, without any marker ---------------------------------------------- */

/* Paragraphs are looked at so far down. */
#define QUOTED_NEAR ((size_t)64 << 10)
/* A header has so many of the usual fields, its Message-ID among them: within a text, and as a part of its own. */
#define QUOTED_FIELDS 4
#define PART_FIELDS   2

/* A daemon's own header, which a person may have copied above its text, is none that came back. */
static bool is_from_daemon(const struct mdr_field *field)
{
    return mdr_equal_fold(field->name, MDR_SPAN("From")) && mdr_word_has(MDR_WORDS_DAEMON, field->body);
}

static size_t is_usual(const struct mdr_field *field)
{
    for (size_t i = 0; i < sizeof original_fields / sizeof *original_fields; i++)
        if (mdr_equal_fold(field->name, original_fields[i].name))
            return 1;
    return 0;
}

/* Where in a paragraph the fields of a message's header begin, up to its end; MDR_NOT_FOUND: they do not. */
static size_t header_in(struct mdr_span paragraph, size_t least)
{
    struct mdr_field_reader reader = mdr_field_reader_make(paragraph);
    struct mdr_field field;
    size_t usual = 0, start = MDR_NOT_FOUND, end = 0;
    bool id = false;
    while (mdr_field_next(&reader, &field)) {
        if (start == MDR_NOT_FOUND)
            start = field.at; /* below a title */
        else if (field.at != end)
            return MDR_NOT_FOUND;
        if (is_from_daemon(&field))
            return MDR_NOT_FOUND;
        end = reader.at;
        id = id || mdr_equal_fold(field.name, MDR_SPAN("Message-ID"));
        usual += is_usual(&field);
    }
    return id && usual >= least && end == paragraph.n ? start : MDR_NOT_FOUND;
}

/* Behind whom the notice names: what stands above him is a header of its own. */
static size_t behind_first(const struct mdr_case *c)
{
    struct mdr_span s = c->notice.text.s;
    const char *named = c->told.n > 0 ? c->told.clue[0].address.s.p : NULL;
    return named && s.p && named >= s.p && named < s.p + s.n ? (size_t)(named - s.p) : s.n;
}

static struct mdr_text find_quoted(const struct mdr_case *c)
{
    const struct mdr_text *text = &c->notice.text;
    struct mdr_span near = mdr_span_cut(text->s, 0, QUOTED_NEAR);
    size_t at = mdr_find(near, MDR_SPAN("\n\n"), behind_first(c)), end;
    for (; at != MDR_NOT_FOUND; at = end) {
        while (at < near.n && near.p[at] == '\n')
            at++;
        end = mdr_find(near, MDR_SPAN("\n\n"), at);
        size_t header = header_in(mdr_span_cut(near, at, end == MDR_NOT_FOUND ? near.n : end + 1), QUOTED_FIELDS);
        if (header != MDR_NOT_FOUND)
            return mdr_text_cut(text, at + header, text->s.n);
    }
    return MDR_TEXT_NONE;
}

/* Servers of old times, and people who copy, leave out the marker. */
static struct mdr_span read_quoted(struct mdr_case *c)
{
    struct mdr_text quoted = find_quoted(c);
    return quoted.s.p ? read_text(c, &quoted, false) : MDR_SPAN_NONE;
}

/* ---- a part of another type ------------------------------------------------------------------- */

/* Gateways that know no message/rfc822 make a text of it, or a file. */
static bool is_untyped(const struct mdr_case *c, size_t i)
{
    const struct mdr_part *part = &c->message.part[i];
    bool own = i == c->fields_part || i == c->report_part;
    return !part->returned && !own &&
           (part->media == MDR_MEDIA_TEXT_PLAIN || part->media == MDR_MEDIA_TEXT_OTHER ||
            part->media == MDR_MEDIA_APPLICATION || part->media == MDR_MEDIA_OTHER);
}

/* Its text, where that begins with a message's header. */
static struct mdr_text untyped_text(struct mdr_case *c, size_t i)
{
    const struct mdr_part *part = &c->message.part[i];
    struct mdr_text body = mdr_text_view(part->body, part->body_at);
    bool broken = false;
    struct mdr_text text = mdr_decode(c->scratch, part->encoding, &body, c->report->limits.witness, &broken);
    text = mdr_text_trim(&text);
    if (!mdr_message_has_header(text.s))
        return MDR_TEXT_NONE;
    text = mdr_gather_line_ends(c, &text);
    size_t end = mdr_find(text.s, MDR_SPAN("\n\n"), 0);
    size_t header = header_in(mdr_span_cut(text.s, 0, end == MDR_NOT_FOUND ? text.s.n : end + 1), PART_FIELDS);
    return header == 0 ? text : MDR_TEXT_NONE;
}

/* Behind the first text, which is the notice's own. */
static struct mdr_span read_untyped(struct mdr_case *c)
{
    bool behind = false;
    for (size_t i = 0; i < c->message.parts; i++) {
        enum mdr_media media = c->message.part[i].media;
        struct mdr_text text = behind && is_untyped(c, i) ? untyped_text(c, i) : MDR_TEXT_NONE;
        if (text.s.p)
            return read_text(c, &text, false);
        behind = behind || media == MDR_MEDIA_TEXT_PLAIN || media == MDR_MEDIA_TEXT_HTML;
    }
    return MDR_SPAN_NONE;
}

/* ---- what is told ----------------------------------------------------------------------------- */

/* What the notice itself tells of the message, where no header came back. */
static void take_told(struct mdr_case *c, const struct mdr_text *told, int32_t key)
{
    if (c->report->text[key].p || !told->s.p)
        return;
    if (key == MODORI_REPORT_ORIGINAL_MESSAGE_ID)
        set_message_id(c, told->s);
    else if (key == MODORI_REPORT_ORIGINAL_DATE)
        set_date(c, told->s);
    else
        mdr_report_set_text(c->report, key, mdr_trim(told->s));
}

/* RFC 8098 3.2.5: what a receipt is for, whether the message came back or not. */
static void take_receipt_id(struct mdr_case *c)
{
    if (c->report_part == MDR_PART_NONE || c->message.part[c->report_part].media != MDR_MEDIA_DISPOSITION)
        return;
    struct mdr_text body = mdr_gather_part_text(c, c->report_part);
    struct mdr_text id = mdr_header_find(body.s, mdr_text_source(&body, 0), MDR_SPAN("Original-Message-ID"));
    take_told(c, &id, MODORI_REPORT_ORIGINAL_MESSAGE_ID);
}

void mdr_gather_itself(struct mdr_case *c)
{
    const struct mdr_part *top = &c->message.part[0];
    hint_charset(c, &c->message, 0);
    read_header(c, top->header, top->header_at);
    mdr_report_set_number(c->report, MODORI_REPORT_ORIGINAL_HEADERS_ONLY, mdr_trim(top->body).n == 0);
    mdr_content_read(c->scratch, c->charset, &c->message, 0, c->report);
}

struct mdr_span mdr_gather_original(struct mdr_case *c)
{
    struct mdr_span header = MDR_SPAN_NONE;
    const struct mdr_clues *clues[] = {&c->fields, &c->told};
    if (c->returned_part != MDR_PART_NONE)
        header = read_part(c);
    if (c->report->headers == 0 && c->told.returned.s.p)
        header = read_text(c, &c->told.returned, false);
    if (c->report->headers == 0 && c->returned_part == MDR_PART_NONE && !c->told.returned.s.p)
        header = read_quoted(c);
    if (c->report->headers == 0 && c->returned_part == MDR_PART_NONE)
        header = read_untyped(c);
    for (size_t i = 0; i < 2; i++) {
        take_told(c, &clues[i]->original_message_id, MODORI_REPORT_ORIGINAL_MESSAGE_ID);
        take_told(c, &clues[i]->original_subject, MODORI_REPORT_ORIGINAL_SUBJECT);
        take_told(c, &clues[i]->original_date, MODORI_REPORT_ORIGINAL_DATE);
        take_told(c, &clues[i]->original_to, MODORI_REPORT_ORIGINAL_TO);
    }
    take_receipt_id(c);
    return header;
}
