/* SPDX-License-Identifier: BSD-2-Clause */
/* Header blocks by lines: see header.h and message.h. */
#include "grammar/header.h"
#include "grammar/byte_class.h"
#include "grammar/field.h"
#include "grammar/message.h"
#include "grammar/name.h"

#define BLOCK 64

/* Whether a line end with `first` behind it is among BLOCK bytes: no branch inside, so that it is done by vectors. */
static bool block_has(const char *p, unsigned char first)
{
    unsigned char hit = 0;
    for (size_t i = 0; i < BLOCK; i++)
        hit |= (unsigned char)((p[i] == '\n') & (((unsigned char)p[i + 1] | 0x20) == first));
    return hit != 0;
}

/*
 * Where a line end with `first` behind it stands at or after `at`. "-" and the lower-case letters have
 * the bit 0x20; setting it in the text folds upper case (and makes CR a "-", which is looked at again).
 */
static size_t find_line(struct mdr_span s, char first, size_t at)
{
    while (at < s.n) {
        if (s.n - at > BLOCK && !block_has(s.p + at, (unsigned char)first)) {
            at += BLOCK;
            continue;
        }
        size_t end = s.n - at > BLOCK ? at + BLOCK : s.n - 1;
        for (; at < end; at++)
            if (s.p[at] == '\n' && mdr_lower(s.p[at + 1]) == first)
                return at + 1;
        if (end == s.n - 1)
            break;
    }
    return MDR_NOT_FOUND;
}

size_t mdr_line_starting(struct mdr_span s, char first, size_t at)
{
    if (at >= s.n)
        return MDR_NOT_FOUND;
    return mdr_lower(s.p[at]) == first ? at : find_line(s, first, at);
}

size_t mdr_line_starting_behind(struct mdr_span s, char first, size_t at)
{
    return find_line(s, first, at);
}

size_t mdr_field_name(struct mdr_span s, size_t at, size_t *ret_colon)
{
    size_t end = at;
    while (end < s.n && mdr_byte_is(s.p[end], MDR_BYTE_NAME))
        end++;
    size_t colon = end;
    while (colon < s.n && mdr_is_blank(s.p[colon]))
        colon++;
    if (end == at || colon >= s.n || s.p[colon] != ':')
        return 0;
    *ret_colon = colon;
    return end - at;
}

bool mdr_field_known(struct mdr_span name)
{
    static const char known[][24] = {
        "received", "return-path", "from", "to", "subject",
        "date", "message-id", "mime-version", "delivered-to",
        "reply-to", "sender", "cc", "auto-submitted",
        "authentication-results", "references", "in-reply-to", "precedence",
        "envelope-to", "delivery-date", "errors-to", "organization",
        "user-agent", "reporting-mta", "reporting-ua", "final-recipient",
        "arrival-date", "diagnostic-code", "remote-mta", "feedback-type",
        "disposition",
    };
    static const char family[][12] = {"x-", "content-", "resent-",
                                             "list-", "dkim-", "arc-",
                                             "original-", "received-", "thread-"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (mdr_equal_fold(name, mdr_name(known[i])))
            return true;
    for (size_t i = 0; i < sizeof family / sizeof *family; i++)
        if (mdr_starts_with_fold(name, mdr_name(family[i])))
            return true;
    return false;
}

#define HEADER_LOOK 16 /* fields that are looked at before a text is taken for no header */
#define HEADER_ODD  3  /* lines that are none, behind a known field: folds that lost their blanks */

/* Behind the line end at `at`: LF with the CRs before it, or one CR. */
static size_t behind_line_end(struct mdr_span s, size_t at)
{
    size_t lf = at;
    while (lf < s.n && s.p[lf] == '\r')
        lf++;
    if (lf < s.n && s.p[lf] == '\n')
        return lf + 1;
    return at < s.n ? at + 1 : at;
}

/* The next line, of text whose lines may end in CR alone. */
static size_t next_line(struct mdr_span s, size_t at)
{
    return behind_line_end(s, mdr_find_line_end(s, at));
}

static bool is_empty_line(struct mdr_span s, size_t at)
{
    return at < s.n && (s.p[at] == '\r' || s.p[at] == '\n');
}

/* The first line that has more on it than blanks. */
static size_t leading_lines(struct mdr_span s)
{
    size_t line = 0;
    for (size_t at = 0; at < s.n && mdr_is_space(s.p[at]); at++)
        if (s.p[at] == '\r' || s.p[at] == '\n')
            line = at + 1;
    return line;
}

bool mdr_message_has_header(struct mdr_span s)
{
    size_t at = leading_lines(s), fields = 0, odd = 0, colon = 0;
    bool known = false;
    if (mdr_starts_with(mdr_span_from(s, at), MDR_SPAN("From ")))
        at = next_line(s, at);
    for (; at < s.n && fields < HEADER_LOOK && !is_empty_line(s, at); at = next_line(s, at)) {
        if (fields > 0 && mdr_is_blank(s.p[at]))
            continue;
        size_t name = mdr_is_alpha(s.p[at]) ? mdr_field_name(s, at, &colon) : 0;
        if (name == 0 || mdr_starts_with(mdr_span_from(s, colon + 1), MDR_SPAN("//"))) {
            if (!known || ++odd > HEADER_ODD)
                return false;
            continue;
        }
        known = known || mdr_field_known(mdr_span_make(s.p + at, name));
        if (++fields > 1 && known)
            return true;
    }
    return known && odd == 0;
}

/* Whether the field goes on in the line at `at`: a fold, or one that has lost its blank. */
static bool is_fold(struct mdr_span header, size_t at)
{
    size_t colon;
    if (at >= header.n || header.p[at] == '\r' || header.p[at] == '\n')
        return false;
    return mdr_is_blank(header.p[at]) || mdr_field_name(header, at, &colon) == 0;
}

/* The body of the field whose colon is given: to the end of its last folded line. */
static struct mdr_span field_body(struct mdr_span header, char eol, size_t colon)
{
    size_t from = colon + 1, end;
    while (from < header.n && mdr_is_blank(header.p[from]))
        from++;
    for (end = mdr_find_byte(header, eol, from); end != MDR_NOT_FOUND; end = mdr_find_byte(header, eol, end + 1))
        if (!is_fold(header, end + 1))
            break;
    if (end == MDR_NOT_FOUND)
        end = header.n;
    while (end > from && (header.p[end - 1] == '\r' || header.p[end - 1] == '\n'))
        end--;
    return mdr_span_cut(header, from, end);
}

/* Where the colon of the field stands that the line at `at` is, if it has that name. */
static size_t colon_of(struct mdr_span header, size_t at, struct mdr_span name)
{
    size_t colon = at + name.n;
    if (!mdr_starts_with_fold(mdr_span_from(header, at), name))
        return MDR_NOT_FOUND;
    while (colon < header.n && mdr_is_blank(header.p[colon]))
        colon++;
    return colon < header.n && header.p[colon] == ':' ? colon : MDR_NOT_FOUND;
}

void mdr_header_pick(struct mdr_span header, size_t header_at, const struct mdr_span *name, size_t n,
                     struct mdr_text *ret)
{
    char eol = mdr_find_byte(header, '\n', 0) == MDR_NOT_FOUND ? '\r' : '\n';
    uint32_t letters = 0;
    size_t missing = n;
    for (size_t i = 0; i < n; i++) {
        ret[i] = MDR_TEXT_NONE;
        letters |= mdr_letter_bit(name[i].p[0]);
    }
    for (size_t at = 0, end; at < header.n && missing > 0; at = end == MDR_NOT_FOUND ? header.n : end + 1) {
        end = mdr_find_byte(header, eol, at);
        for (size_t i = 0; i < n && (letters & mdr_letter_bit(header.p[at])); i++) {
            if (ret[i].s.p || mdr_letter_bit(name[i].p[0]) != mdr_letter_bit(header.p[at]))
                continue;
            size_t colon = colon_of(header, at, name[i]);
            if (colon == MDR_NOT_FOUND)
                continue;
            struct mdr_span body = field_body(header, eol, colon);
            ret[i] = mdr_text_view(body, header_at + (size_t)(body.p - header.p));
            missing--;
        }
    }
}

struct mdr_text mdr_header_find(struct mdr_span header, size_t header_at, struct mdr_span name)
{
    struct mdr_text found;
    mdr_header_pick(header, header_at, &name, 1, &found);
    return found;
}
