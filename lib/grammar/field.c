/* SPDX-License-Identifier: BSD-2-Clause */
/* Header-like fields: see field.h. */
#include "grammar/field.h"
#include "bytes/ascii.h"
#include "grammar/byte_class.h"

/*
 * field      = field-name *WSP ":" unstructured CRLF    ; RFC 5322 2.2, the WSP is of 4.5.8
 * field-name = 1*ftext                                  ; %d33-57 / %d59-126
 */

/* Where the line at `at` ends. */
static size_t line_end(const struct mdr_field_reader *reader, size_t at)
{
    size_t end = mdr_find_byte(reader->s, reader->eol, at);
    return end == MDR_NOT_FOUND ? reader->s.n : end;
}

/* The reader moves behind the line that ends at `end`. */
static void go_behind(struct mdr_field_reader *reader, size_t end)
{
    reader->at = end < reader->s.n ? end + 1 : end;
}

static bool is_blank_line(struct mdr_span s, size_t at, size_t end)
{
    while (at < end && mdr_is_space(s.p[at]))
        at++;
    return at >= end;
}

/* The name at the start of a line and where its body begins; false when the line is no field. */
static bool read_name(struct mdr_span s, size_t at, size_t end, struct mdr_field *ret)
{
    size_t name_end = at;
    while (name_end < end && mdr_byte_is(s.p[name_end], MDR_BYTE_FTEXT))
        name_end++;
    size_t colon = name_end;
    while (colon < end && mdr_is_blank(s.p[colon]))
        colon++;
    if (name_end == at || colon == end || s.p[colon] != ':')
        return false;
    ret->name = mdr_span_cut(s, at, name_end);
    ret->at = at;
    ret->body_at = colon + 1;
    return true;
}

/* The end of the field whose first line ends at `end`; the reader moves behind it. */
static size_t read_folds(struct mdr_field_reader *reader, size_t end)
{
    struct mdr_span s = reader->s;
    while (reader->at < s.n && mdr_is_blank(s.p[reader->at])) {
        size_t line = line_end(reader, reader->at);
        if (is_blank_line(s, reader->at, line))
            break;
        end = line;
        go_behind(reader, line);
    }
    return end;
}

bool mdr_field_next(struct mdr_field_reader *reader, struct mdr_field *ret)
{
    struct mdr_span s = reader->s;
    ret->after_blank = false;
    while (reader->at < s.n) {
        size_t at = reader->at, end = line_end(reader, at);
        go_behind(reader, end);
        if (is_blank_line(s, at, end)) {
            ret->after_blank = true;
        } else if (read_name(s, at, end, ret)) {
            end = read_folds(reader, end);
            while (ret->body_at < end && mdr_is_space(s.p[ret->body_at]))
                ret->body_at++;
            while (end > ret->body_at && mdr_is_space(s.p[end - 1]))
                end--;
            ret->body = mdr_span_cut(s, ret->body_at, end);
            return true;
        }
    }
    return false;
}

bool mdr_field_next_in(struct mdr_field_reader *reader, uint32_t letters, struct mdr_field *ret)
{
    while (reader->at < reader->s.n) {
        if (!(letters & mdr_letter_bit(reader->s.p[reader->at])))
            go_behind(reader, line_end(reader, reader->at));
        else if (mdr_field_next(reader, ret) && (letters & mdr_letter_bit(ret->name.p[0])))
            return true;
    }
    return false;
}

/* ---- bodies ------------------------------------------------------------------------------- */

struct mdr_text mdr_field_unfold(struct mdr_arena *arena, const struct mdr_text *body)
{
    struct mdr_span s = body->s;
    size_t fold = mdr_find_line_end(s, 0);
    if (fold == s.n)
        return *body;
    struct mdr_builder b;
    mdr_builder_init(&b, arena);
    mdr_builder_reserve(&b, s.n);
    for (size_t at = 0; at < s.n;) {
        size_t end = fold;
        while (end > at && mdr_is_space(s.p[end - 1]))
            end--;
        mdr_builder_add_part(&b, body, at, end);
        at = fold;
        while (at < s.n && mdr_is_space(s.p[at]))
            at++;
        if (at < s.n && b.n > 0)
            mdr_builder_add_joint(&b, mdr_span_from(s, at), mdr_text_source(body, fold));
        fold = mdr_find_line_end(s, at);
    }
    return mdr_builder_finish(&b);
}

size_t mdr_field_comment(struct mdr_span s)
{
    size_t depth = 0;
    for (size_t at = 0; at < s.n; at++) {
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == '(')
            depth++;
        else if (s.p[at] == ')' && --depth == 0)
            return at + 1;
    }
    return 0;
}

/* Where the next comment begins, at or behind `from`, and its length; s.n when there is none. */
static size_t find_comment(struct mdr_span s, size_t from, size_t *ret_n)
{
    bool quoted = false;
    for (size_t at = from; at < s.n; at++) {
        if (s.p[at] == '\\') {
            at++;
        } else if (s.p[at] == '"') {
            quoted = !quoted;
        } else if (s.p[at] == '(' && !quoted) {
            *ret_n = mdr_field_comment(mdr_span_from(s, at));
            return *ret_n > 0 ? at : s.n;
        }
    }
    return s.n;
}

struct mdr_text mdr_field_strip_comments(struct mdr_arena *arena, const struct mdr_text *t)
{
    size_t n = 0, at = 0;
    size_t comment = find_comment(t->s, 0, &n);
    if (comment == t->s.n)
        return mdr_text_trim(t);
    struct mdr_builder b;
    mdr_builder_init(&b, arena);
    while (at < t->s.n) {
        mdr_builder_add_part(&b, t, at, comment);
        if (comment == t->s.n)
            break;
        at = comment + n;
        comment = find_comment(t->s, at, &n);
    }
    struct mdr_text stripped = mdr_builder_finish(&b);
    return mdr_text_trim(&stripped);
}

/* ---- "type; value" ------------------------------------------------------------------------ */

static bool is_number(struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!mdr_is_digit(s.p[i]))
            return false;
    return true;
}

size_t mdr_field_skip(struct mdr_span s, size_t at)
{
    while (at < s.n) {
        size_t n = mdr_is_space(s.p[at]) ? 1 : s.p[at] == '(' ? mdr_field_comment(mdr_span_from(s, at)) : 0;
        if (n == 0)
            break;
        at += n;
    }
    return at;
}

bool mdr_field_split_type(struct mdr_span body, struct mdr_span *ret_type, struct mdr_span *ret_value)
{
    size_t from = mdr_field_skip(body, 0), end = from;
    while (end < body.n && mdr_byte_is(body.p[end], MDR_BYTE_ATEXT))
        end++;
    size_t at = mdr_field_skip(body, end);
    struct mdr_span type = mdr_span_cut(body, from, end);
    bool typed = at < body.n && body.p[at] == ';' && !is_number(type);
    *ret_type = typed ? type : MDR_SPAN_NONE;
    *ret_value = mdr_trim(typed ? mdr_span_from(body, at + 1) : body);
    return typed;
}
