/* SPDX-License-Identifier: BSD-2-Clause */
/* Where addresses and replies stand in a line of a notice of no known family: see last_resort_line.h. */
#include "recognise/last_resort_line.h"
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/enhanced.h"
#include "grammar/reply.h"
#include "recognise/word_list.h"

static bool is_blank_or(char c, const char *marks)
{
    return mdr_is_blank(c) || (c != '\0' && strchr(marks, c) != NULL);
}

static bool is_around(char c)
{
    return is_blank_or(c, "<>*-'\":,;()[]");
}

/* ---- addresses -------------------------------------------------------------------------------- */

/* The end of what stands in front of an address at the start of its line: "2. <", "* '". */
static size_t behind_bullet(struct mdr_span line)
{
    size_t at = 0;
    while (at < line.n && mdr_is_blank(line.p[at]))
        at++;
    size_t digits = at;
    while (digits < line.n && mdr_is_digit(line.p[digits]))
        digits++;
    if (digits > at && digits + 1 < line.n && (line.p[digits] == '.' || line.p[digits] == ')') &&
        mdr_is_blank(line.p[digits + 1]))
        at = digits + 1;
    while (at < line.n && is_blank_or(line.p[at], "<*-'\""))
        at++;
    return at;
}

struct mdr_span mdr_line_address_first(struct mdr_span line, struct mdr_span *ret_behind)
{
    size_t at = behind_bullet(line);
    size_t n = mdr_address_read(mdr_span_from(line, at));
    if (n == 0)
        return MDR_SPAN_NONE;
    size_t behind = at + n;
    while (behind < line.n && is_blank_or(line.p[behind], ">:'\",;"))
        behind++;
    *ret_behind = mdr_span_from(line, behind);
    return mdr_span_cut(line, at, at + n);
}

#define NAME_MOST 80

/* "  Some Name <user@example.org>", in a list: indented, behind a bullet, or the name quoted. */
static struct mdr_span address_behind_name(struct mdr_span line, struct mdr_span *ret_behind)
{
    struct mdr_span item = mdr_trim(line);
    if (item.n < 3 || !is_blank_or(line.p[0], "*-\""))
        return MDR_SPAN_NONE;
    size_t open = mdr_find_byte(item, '<', 0), n;
    if (open == MDR_NOT_FOUND || open > NAME_MOST || mdr_find_byte(item, ':', 0) < open)
        return MDR_SPAN_NONE;
    struct mdr_span inside = mdr_span_from(item, open + 1);
    if ((n = mdr_address_read(inside)) == 0 || mdr_find_byte(inside, '>', n) != n || open + 2 + n < item.n)
        return MDR_SPAN_NONE;
    *ret_behind = MDR_SPAN_NONE;
    return mdr_span_cut(inside, 0, n);
}

/* An address behind words that call it a recipient. */
static struct mdr_span address_behind_label(struct mdr_span line, struct mdr_span *ret_behind)
{
    struct mdr_span found = mdr_address_find(line);
    if (!found.p)
        return MDR_SPAN_NONE;
    size_t at = (size_t)(found.p - line.p), label = at;
    while (label > 0 && is_blank_or(line.p[label - 1], "<\"'"))
        label--;
    struct mdr_span before = mdr_span_cut(line, 0, label);
    if (!mdr_word_has(MDR_WORDS_RECIPIENT_LABEL, before) || mdr_word_has(MDR_WORDS_SENDER_LABEL, before))
        return MDR_SPAN_NONE;
    *ret_behind = mdr_span_from(line, at + found.n);
    return found;
}

struct mdr_span mdr_line_address(struct mdr_span line, struct mdr_span *ret_behind)
{
    struct mdr_span found = mdr_line_address_first(line, ret_behind);
    if (!found.p)
        found = address_behind_label(line, ret_behind);
    return found.p ? found : address_behind_name(line, ret_behind);
}

struct mdr_span mdr_line_address_last(struct mdr_span line)
{
    struct mdr_span found = mdr_address_find(line);
    if (!found.p)
        return MDR_SPAN_NONE;
    size_t at = (size_t)(found.p - line.p), end = at + found.n;
    while (at > 0 && is_around(line.p[at - 1]) && line.p[at - 1] != ':')
        at--;
    while (end < line.n && is_around(line.p[end]))
        end++;
    struct mdr_span before = mdr_span_cut(line, 0, at);
    bool labelled = mdr_ends_with_fold(before, MDR_SPAN(":"));
    return labelled && end == line.n && !mdr_word_has(MDR_WORDS_SENDER_LABEL, before) ? found : MDR_SPAN_NONE;
}

bool mdr_line_role(struct mdr_span address)
{
    return mdr_word_has(MDR_WORDS_ROLE, address);
}

bool mdr_line_sender(struct mdr_span line, size_t at)
{
    while (at > 0 && is_blank_or(line.p[at - 1], "<"))
        at--;
    return mdr_word_has(MDR_WORDS_SENDER_LABEL, mdr_span_cut(line, 0, at));
}

/* "user@example.org: mailbox unavailable". */
static bool is_before_colon(struct mdr_span address, struct mdr_span behind)
{
    struct mdr_span between = mdr_span_make(address.p + address.n, (size_t)(behind.p - address.p) - address.n);
    return mdr_find_byte(between, ':', 0) != MDR_NOT_FOUND;
}

struct mdr_span mdr_line_words(struct mdr_span address, struct mdr_span behind)
{
    char first = behind.n > 0 ? behind.p[0] : '\0';
    bool own = first == '[' || first == '(' || first == '.' || (first != '\0' && is_before_colon(address, behind));
    return own ? mdr_trim(behind) : MDR_SPAN_NONE;
}

/* ---- replies ---------------------------------------------------------------------------------- */

/* A reply that refuses, with words behind its code. Trimmed by the caller. */
static bool is_refusal(struct mdr_span s)
{
    return mdr_reply_code(s) >= 400 && s.n > 4;
}

/* The first refusal behind a colon. */
static struct mdr_span refusal_behind_colon(struct mdr_span line)
{
    for (size_t at = mdr_find(line, MDR_SPAN(": "), 0); at != MDR_NOT_FOUND;
         at = mdr_find(line, MDR_SPAN(": "), at + 1)) {
        struct mdr_span behind = mdr_trim(mdr_span_from(line, at + 2));
        if (is_refusal(behind))
            return behind;
    }
    return MDR_SPAN_NONE;
}

static bool is_label_byte(char c)
{
    return mdr_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* "Reason:550 unknown user": a word, and no host's name, in front of a colon that has no blank behind it. */
static bool is_label_before(struct mdr_span line, size_t colon)
{
    size_t at = colon;
    while (at > 0 && is_label_byte(line.p[at - 1]))
        at--;
    if (colon - at < 2 || (at > 0 && strchr(".-/@[:", line.p[at - 1]) != NULL))
        return false;
    return !mdr_is_digit(line.p[colon - 1]) && mdr_find_byte(line, ' ', colon) != MDR_NOT_FOUND;
}

static struct mdr_span refusal_behind_label(struct mdr_span line)
{
    for (size_t at = mdr_find_byte(line, ':', 0); at != MDR_NOT_FOUND; at = mdr_find_byte(line, ':', at + 1)) {
        struct mdr_span behind = mdr_span_from(line, at + 1);
        if (is_refusal(behind) && is_label_before(line, at))
            return behind;
    }
    return MDR_SPAN_NONE;
}

/*
 * "(550 5.1.1 User unknown)", "Response 550 5.1.1 User unknown": behind words of any language. Without the second code,
 * of its class, it might be any number.
 */
struct mdr_span mdr_line_refusal_coded(struct mdr_span line)
{
    for (size_t at = 1; at < line.n; at++) {
        char before = line.p[at - 1];
        struct mdr_enhanced code;
        size_t begin;
        if ((line.p[at] != '4' && line.p[at] != '5') || !is_blank_or(before, "([\"'"))
            continue;
        struct mdr_span s = mdr_span_from(line, at);
        if (!is_refusal(s) || mdr_enhanced_after_reply(mdr_span_from(s, 3), &begin, &code) == 0 ||
            code.class_digit != line.p[at] - '0')
            continue;
        size_t end = mdr_is_blank(before) ? MDR_NOT_FOUND
                                          : mdr_find_last(s, before == '('   ? ')'
                                                             : before == '[' ? ']'
                                                                             : before);
        return end == MDR_NOT_FOUND ? s : mdr_span_cut(s, 0, end);
    }
    return MDR_SPAN_NONE;
}

struct mdr_span mdr_line_refusal(struct mdr_span line)
{
    struct mdr_word_search search;
    struct mdr_word word;
    line = mdr_trim(line); /* here, and not for each of the words: its end may be one long blank */
    if (is_refusal(line))
        return line;
    struct mdr_span behind = refusal_behind_colon(line);
    if (!behind.p)
        behind = refusal_behind_label(line);
    if (behind.p)
        return behind;
    mdr_word_search_start(&search, MDR_WORDS_BEFORE_REPLY, line);
    while (mdr_word_search_next(&search, &word)) {
        behind = mdr_span_from(line, word.end);
        bool wide = (unsigned char)line.p[word.end - 1] >= 0x80; /* a colon of East Asia needs no blank behind it */
        if (behind.n > 0 && (wide || behind.p[0] == ' ') && is_refusal(mdr_trim(behind)))
            return mdr_trim(behind);
    }
    return mdr_line_refusal_coded(line);
}

bool mdr_line_returned(struct mdr_span line)
{
    if (mdr_word_has(MDR_WORDS_RETURNED_HEAD, line))
        return true;
    return mdr_starts_with(mdr_trim(line), MDR_SPAN("--")) && mdr_word_has(MDR_WORDS_RETURNED_RULE, line);
}
