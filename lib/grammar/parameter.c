/* SPDX-License-Identifier: BSD-2-Clause */
/* Parameters: see parameter.h. */
#include "grammar/parameter.h"
#include "grammar/mime.h"
#include "bytes/ascii.h"
#include "grammar/byte_class.h"
#include "grammar/field.h"

/* Blanks, folds and comments. */
static size_t skip_comments(struct mdr_parameter_reader *reader, size_t at)
{
    struct mdr_span s = reader->s;
    while (at < s.n) {
        if (s.p[at] == '(' && !reader->no_comments) {
            size_t n = mdr_field_comment(mdr_span_from(s, at));
            reader->no_comments = n == 0;
            if (n == 0)
                break;
            at += n;
        } else if (mdr_is_space(s.p[at])) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

static size_t word_end(struct mdr_span s, size_t at)
{
    while (at < s.n && mdr_byte_is(s.p[at], MDR_BYTE_TOKEN))
        at++;
    return at;
}

/* The length of "name" when "name=" stands at `at`, else 0. */
static size_t name_length(struct mdr_span s, size_t at)
{
    size_t end = word_end(s, at), n = end - at;
    while (end < s.n && mdr_is_blank(s.p[end]))
        end++;
    return end < s.n && s.p[end] == '=' ? n : 0;
}

/*
 * Where ISO-2022-JP that stands raw at `at` goes back to ASCII: its bytes are two a character, '"', ";" and "\\" among
 * them. `at` when none begins there, or none that ends in its line.
 */
static size_t shifted_end(struct mdr_span s, size_t at)
{
    size_t end = at + 2;
    if (end >= s.n || s.p[at] != '\x1b' || s.p[at + 1] != '$')
        return at;
    while (end < s.n && s.p[end] != '\x1b' && s.p[end] != '\r' && s.p[end] != '\n')
        end++;
    return end < s.n && s.p[end] == '\x1b' ? end : at;
}

/* A quoted string; one that is never closed ends with its line or at a ";". Returns where to go on. */
static size_t read_quoted(struct mdr_span s, size_t at, struct mdr_span *ret)
{
    size_t end = at + 1, cut = MDR_NOT_FOUND;
    for (; end < s.n && s.p[end] != '"'; end++) {
        end = shifted_end(s, end);
        if (cut == MDR_NOT_FOUND && (s.p[end] == ';' || s.p[end] == '\r' || s.p[end] == '\n'))
            cut = end;
        if (s.p[end] == '\\')
            end++;
    }
    if (end < s.n) {
        *ret = mdr_span_cut(s, at + 1, end);
        return end + 1;
    }
    if (cut == MDR_NOT_FOUND)
        cut = s.n;
    *ret = mdr_trim(mdr_span_cut(s, at + 1, cut));
    return cut;
}

/*
 * Whether the "(" at `at` begins a comment: what follows it is not the rest of a file's name, as in
 * "a (1).pdf". *ret_end gets where it ends.
 */
static bool real_comment(struct mdr_parameter_reader *reader, size_t at, size_t *ret_end)
{
    struct mdr_span s = reader->s;
    *ret_end = reader->no_comments ? at : at + mdr_field_comment(mdr_span_from(s, at));
    reader->no_comments = *ret_end == at;
    return *ret_end > at && (*ret_end == s.n || s.p[*ret_end] == ';' || mdr_is_space(s.p[*ret_end]));
}

/*
 * A value without quotes: to the next ";", with the blanks inside that no grammar allows (in a file's
 * name), but not where another "name=" or a comment follows the blank.
 */
static size_t read_token(struct mdr_parameter_reader *reader, size_t at, struct mdr_span *ret)
{
    struct mdr_span s = reader->s;
    size_t end = at, next;
    while (end < s.n && s.p[end] != ';') {
        if (!mdr_is_space(s.p[end])) {
            end = shifted_end(s, end) + 1;
            continue;
        }
        for (next = end; next < s.n && mdr_is_space(s.p[next]);)
            next++;
        if (next < s.n && name_length(s, next) > 0)
            break;
        if (next < s.n && s.p[next] == '(' && real_comment(reader, next, &next))
            break;
        end = next;
    }
    *ret = mdr_trim(mdr_span_cut(s, at, end));
    return end;
}

bool mdr_parameter_next(struct mdr_parameter_reader *reader, struct mdr_parameter *ret)
{
    struct mdr_span s = reader->s;
    while (reader->at < s.n) {
        size_t at = skip_comments(reader, reader->at);
        size_t name = name_length(s, at);
        if (name == 0) { /* a separator, or what is none: the next one may follow it */
            size_t end = word_end(s, at);
            reader->at = end > at ? end : at + 1;
            continue;
        }
        ret->name = mdr_span_cut(s, at, at + name);
        at = skip_comments(reader, mdr_find_byte(s, '=', at + name) + 1);
        ret->quoted = at < s.n && s.p[at] == '"';
        reader->at = ret->quoted ? read_quoted(s, at, &ret->value) : read_token(reader, at, &ret->value);
        return true;
    }
    return false;
}

bool mdr_parameter_raw(struct mdr_span parameters, struct mdr_span name, struct mdr_span *ret)
{
    struct mdr_parameter_reader reader = mdr_parameter_reader_make(parameters);
    struct mdr_parameter parameter;
    while (mdr_parameter_next(&reader, &parameter)) {
        if (!mdr_equal_fold(parameter.name, name))
            continue;
        *ret = mdr_trim(parameter.value);
        return true;
    }
    return false;
}

/* ---- RFC 2231 ------------------------------------------------------------------------------- */

#define SECTIONS 128

struct section {
    struct mdr_span value; /* p NULL: not there */
    bool extended;
    bool quoted;
};

struct sections {
    struct section plain;          /* name= */
    struct section list[SECTIONS]; /* name*N=, name*N*= */
    struct section whole;          /* name*= */
};

/* Which one of the parameter's forms `name` is: the place to keep it, NULL when it is another parameter. */
static struct section *section_of(struct sections *sections, struct mdr_span have, struct mdr_span name)
{
    if (!mdr_starts_with_fold(have, name))
        return NULL;
    struct mdr_span rest = mdr_span_from(have, name.n);
    uint64_t number = 0;
    if (rest.n == 0)
        return &sections->plain;
    if (rest.p[0] != '*')
        return NULL;
    if (rest.n == 1)
        return &sections->whole;
    rest = mdr_span_from(rest, 1);
    size_t digits = mdr_read_number(rest, 3, &number);
    bool star = digits + 1 == rest.n && rest.p[digits] == '*';
    if (digits == 0 || number >= SECTIONS || (digits != rest.n && !star))
        return NULL;
    sections->list[number].extended = star;
    return &sections->list[number];
}

static void sections_read(struct sections *sections, struct mdr_span parameters, struct mdr_span name)
{
    struct mdr_parameter_reader reader = mdr_parameter_reader_make(parameters);
    struct mdr_parameter parameter;
    while (mdr_parameter_next(&reader, &parameter)) {
        struct section *section = section_of(sections, parameter.name, name);
        if (!section || section->value.p)
            continue;
        section->value = parameter.value;
        section->quoted = parameter.quoted;
    }
    sections->whole.extended = true;
}

/* charset'language'text: cuts the first two off. */
static void read_label(struct section *section, struct mdr_span *ret_label)
{
    size_t first = mdr_find_byte(section->value, '\'', 0);
    size_t second = first == MDR_NOT_FOUND ? first : mdr_find_byte(section->value, '\'', first + 1);
    if (!section->extended || second == MDR_NOT_FOUND)
        return;
    if (first > 0)
        *ret_label = mdr_span_cut(section->value, 0, first);
    section->value = mdr_span_from(section->value, second + 1);
}

/* %HH at `at`: its value, or -1. */
static int percent_value(struct mdr_span s, size_t at)
{
    if (s.p[at] != '%' || s.n - at < 3)
        return -1;
    int high = mdr_hex_value(s.p[at + 1]), low = mdr_hex_value(s.p[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* One section's text; source: where it stands. */
static void section_add(struct mdr_builder *b, const struct section *section, size_t source)
{
    struct mdr_span s = section->value;
    for (size_t at = 0; at < s.n; at++) {
        int value = section->extended ? percent_value(s, at) : -1;
        if (value >= 0) {
            mdr_builder_add_byte(b, (char)value, source + at);
            at += 2;
            continue;
        }
        if (s.p[at] == '\r' || s.p[at] == '\n') /* a fold: its blank stays */
            continue;
        if (section->quoted && s.p[at] == '\\' && at + 1 < s.n && (s.p[at + 1] == '"' || s.p[at + 1] == '\\'))
            at++;
        mdr_builder_add_byte(b, s.p[at], source + at);
    }
}

struct mdr_text mdr_parameter_join(struct mdr_arena *arena, struct mdr_span parameters, size_t base,
                                   struct mdr_span name, struct mdr_span *ret_label, bool *ret_extended)
{
    struct sections sections = {0};
    struct mdr_builder b;
    size_t from = 0, end = 1;
    sections_read(&sections, parameters, name);
    *ret_label = MDR_SPAN_NONE;
    struct section *list = sections.list;
    if (sections.whole.value.p)
        list = &sections.whole;
    else if (!sections.list[0].value.p)
        list = &sections.plain;
    else
        while (end < SECTIONS && sections.list[end].value.p)
            end++;
    if (!list->value.p)
        return MDR_TEXT_NONE;
    *ret_extended = list->extended;
    read_label(list, ret_label);
    mdr_builder_init(&b, arena);
    for (; from < end; from++)
        section_add(&b, &list[from], base + (size_t)(list[from].value.p - parameters.p));
    return mdr_builder_finish(&b);
}
