/* SPDX-License-Identifier: BSD-2-Clause */
/* SMTP replies in memory, RFC 5321 4.2: see reply.h. */
#include "grammar/reply.h"
#include "bytes/ascii.h"

#include <modori.h>

/*
 * Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
 * Reply-code = %x32-35 %x30-35 %x30-39     ; second digits 6 to 9 are sent too ("571")
 */

static bool has_digits(const char *p)
{
    return mdr_is_digit(p[0]) && mdr_is_digit(p[1]) && mdr_is_digit(p[2]);
}

/* ":" ends a code ("550: no"), but not the first group of an IPv6 address or a time. */
static bool is_colon_border(struct mdr_span s, size_t at)
{
    struct mdr_enhanced code;
    if (at + 1 >= s.n || (!mdr_is_digit(s.p[at + 1]) && s.p[at + 1] != ':'))
        return true;
    return mdr_enhanced_read(mdr_span_from(s, at + 1), &code) > 0;
}

static bool is_border(struct mdr_span s, size_t at)
{
    if (at >= s.n)
        return true;
    char c = s.p[at];
    if (mdr_is_space(c) || c == '-')
        return true;
    if (c == ':')
        return is_colon_border(s, at);
    if (c == '.' || c == ',')
        return at + 1 >= s.n || !mdr_is_alnum(s.p[at + 1]);
    return c == '#' || c == '\'' || c == '"' || c == '(' || c == '[' || c == '<' || c == ';';
}

uint16_t mdr_reply_code(struct mdr_span s)
{
    if (s.n < 3 || !has_digits(s.p) || s.p[0] < '2' || s.p[0] > '5' || !is_border(s, 3))
        return 0;
    return (uint16_t)((s.p[0] - '0') * 100 + (s.p[1] - '0') * 10 + (s.p[2] - '0'));
}

/* ---- one line ----------------------------------------------------------------------------- */

/* "550 550 5.1.1": where the second code stands; at itself when the code is not doubled. */
static size_t skip_doubled(struct mdr_span s, size_t at)
{
    size_t second = at + 1;
    while (second < s.n && mdr_is_blank(s.p[second]))
        second++;
    if (second + 3 > s.n || memcmp(s.p + second, s.p, 3) != 0)
        return at;
    char c = second + 3 < s.n ? s.p[second + 3] : ' ';
    return mdr_is_space(c) || c == '-' ? second + 3 : at;
}

/* What closes a mark that stood before the enhanced code, or is written right after it. */
static bool is_closing(char c)
{
    return c == ')' || c == ']' || c == '\'' || c == '"' || c == ':' || c == '.';
}

/* A separator at `at` passed over; tells whether it was "-". "550: no" and the like are seen. */
static size_t skip_separator(struct mdr_span s, size_t at, bool *ret_more)
{
    if (at >= s.n)
        return at;
    char c = s.p[at];
    if (c != '-' && !mdr_is_blank(c) && c != ':' && c != '.' && c != ',' && c != ';')
        return at;
    *ret_more = *ret_more || s.p[at] == '-';
    return at + 1;
}

size_t mdr_reply_line_head(struct mdr_span s, bool *ret_more)
{
    *ret_more = false;
    size_t at = skip_separator(s, 3, ret_more);
    size_t doubled = at > 3 ? skip_doubled(s, 3) : 3;
    return doubled > 3 ? skip_separator(s, doubled, ret_more) : at;
}

void mdr_reply_line_body(struct mdr_span s, size_t head, struct mdr_reply_line *ret)
{
    size_t at = head, end = s.n, skip = 0;
    ret->enhanced = MDR_ENHANCED_NONE;
    ret->enhanced_n = mdr_enhanced_after_reply(mdr_span_from(s, at), &skip, &ret->enhanced);
    ret->enhanced_at = at + skip;
    if (ret->enhanced_n > 0) {
        at = ret->enhanced_at + ret->enhanced_n;
        while (at < end && is_closing(s.p[at]))
            at++;
    }
    while (at < end && mdr_is_space(s.p[at]))
        at++;
    while (end > at && mdr_is_space(s.p[end - 1]))
        end--;
    ret->text_at = at;
    ret->text_n = end - at;
}

size_t mdr_reply_choose(uint16_t code, const struct mdr_reply_line *line, size_t lines)
{
    size_t chosen = lines;
    for (size_t i = lines; i-- > 0;) {
        if (line[i].enhanced.class_digit == 0)
            continue;
        if (line[i].enhanced.class_digit == code / 100)
            return i;
        if (chosen == lines)
            chosen = i;
    }
    return chosen;
}

size_t mdr_reply_last_code(struct mdr_span text, size_t *ret_at, struct mdr_enhanced *ret)
{
    for (size_t at = mdr_find_byte(text, '#', 1); at != MDR_NOT_FOUND; at = mdr_find_byte(text, '#', at + 1)) {
        bool open = text.p[at - 1] == '(' || text.p[at - 1] == '[';
        size_t n = open ? mdr_enhanced_read(mdr_span_from(text, at + 1), ret) : 0;
        if (n == 0)
            continue;
        *ret_at = at + 1;
        return n;
    }
    return 0;
}

/* ---- where a line ends -------------------------------------------------------------------- */

/* Each search goes over a byte once: what was found last is kept until the lines have passed it. */
struct scan {
    struct mdr_span s;
    char first[3];       /* the code that lines are looked for with: the first line's, as a rule */
    size_t dash;         /* where the next " NNN-" of the first code stands */
    size_t next;         /* where the next line that a line end begins starts */
    size_t next_code_at; /* and its code */
};

/* The first code again, behind white space, in s[from, to); with "-" behind it, or with a blank
 * too. */
static size_t find_again(const struct scan *scan, size_t from, size_t to, bool dash_only)
{
    struct mdr_span s = mdr_span_cut(scan->s, 0, to);
    for (size_t at = mdr_find_byte(s, scan->first[0], from); at != MDR_NOT_FOUND;
         at = mdr_find_byte(s, scan->first[0], at + 1)) {
        if (at + 3 > s.n)
            return MDR_NOT_FOUND;
        if (at == 0 || !mdr_is_space(s.p[at - 1]) || memcmp(s.p + at, scan->first, 3) != 0)
            continue;
        char c = at + 3 < scan->s.n ? s.p[at + 3] : ' ';
        if (c == '-' || (!dash_only && mdr_is_space(c)))
            return at;
    }
    return MDR_NOT_FOUND;
}

static size_t find_dash(struct scan *scan, size_t from)
{
    if (scan->dash < from)
        scan->dash = find_again(scan, from, scan->s.n, true);
    return scan->dash;
}

/* The code that the line behind the line end at `lf` begins with; 0 when that is folded text. */
static uint16_t code_behind(const struct scan *scan, size_t lf, size_t *ret_at)
{
    size_t at = lf + 1;
    while (at < scan->s.n && mdr_is_blank(scan->s.p[at]))
        at++;
    if (at > lf + 1 && (scan->s.n - at < 3 || memcmp(scan->s.p + at, scan->first, 3) != 0))
        return 0;
    *ret_at = at;
    return mdr_reply_code(mdr_span_from(scan->s, at));
}

/* The start of the next line that begins with a code, behind `from`; s.n when there is none. */
static size_t next_by_line_end(struct scan *scan, size_t from, size_t *ret_code_at)
{
    if (scan->next <= from) {
        scan->next = scan->next_code_at = scan->s.n;
        for (size_t lf = mdr_find_byte(scan->s, '\n', from); lf != MDR_NOT_FOUND;
             lf = mdr_find_byte(scan->s, '\n', lf + 1))
            if (code_behind(scan, lf, &scan->next_code_at) != 0) {
                scan->next = lf + 1;
                break;
            }
    }
    *ret_code_at = scan->next_code_at;
    return scan->next;
}

/*
 * Another code behind white space, with an enhanced code of its class right behind it ("450-4.7.1 a
 * 550 5.7.1 b"): no text has that by chance. s.n when there is none.
 */
static size_t find_other(const struct scan *scan, size_t from)
{
    struct mdr_span s = scan->s;
    struct mdr_enhanced enhanced;
    for (size_t at = from + 1; at + 4 < s.n; at++) {
        if (!mdr_is_digit(s.p[at]) || !mdr_is_space(s.p[at - 1]) || (s.p[at + 3] != ' ' && s.p[at + 3] != '-'))
            continue;
        uint16_t code = mdr_reply_code(mdr_span_from(s, at));
        if (code >= 400 && mdr_enhanced_read(mdr_span_from(s, at + 4), &enhanced) > 0 &&
            enhanced.class_digit == code / 100)
            return at;
    }
    return s.n;
}

/*
 * The same for a line that goes on. Real line ends that stand where they should (the next line is
 * not indented) are trusted more than a number between blanks.
 */
static size_t next_of_more(struct scan *scan, size_t from, size_t *ret_code_at)
{
    size_t next = next_by_line_end(scan, from, ret_code_at);
    size_t at = find_dash(scan, from);
    if (at == MDR_NOT_FOUND && (next == scan->s.n || *ret_code_at > next))
        at = find_again(scan, from, next, false);
    if (at >= next) { /* not found too */
        at = next == scan->s.n ? find_other(scan, from) : next;
        if (at == next)
            return next;
        memcpy(scan->first, scan->s.p + at, 3); /* what follows has that code */
        scan->dash = 0;
    }
    return *ret_code_at = at;
}

/* ---- the whole reply ---------------------------------------------------------------------- */

/* Room for one more line; the last one kept gives way when there is none. */
static struct mdr_reply_line *add_line(struct mdr_reply_view *view)
{
    view->lines++;
    if (view->kept < MDR_REPLY_LINES)
        return &view->line[view->kept++];
    view->flags |= MODORI_REPLY_FLAG_TRUNCATED;
    return &view->line[view->kept - 1];
}

/* view->enhanced is the first one seen until the reply is complete. */
static void compare_line(struct mdr_reply_view *view, uint16_t first, const struct mdr_reply_line *line)
{
    if (line->code != first)
        view->flags |= MODORI_REPLY_FLAG_CODES_DIFFER;
    if (view->enhanced.class_digit == 0)
        view->enhanced = line->enhanced;
    else if (line->enhanced.class_digit != 0 && !mdr_enhanced_same(view->enhanced, line->enhanced))
        view->flags |= MODORI_REPLY_FLAG_ENHANCED_DIFFER;
}

static void decide(struct mdr_reply_view *view)
{
    const struct mdr_reply_line *last = &view->line[view->kept - 1];
    view->code = last->code;
    size_t chosen = mdr_reply_choose(view->code, view->line, view->kept);
    view->enhanced = MDR_ENHANCED_NONE;
    if (chosen == view->kept)
        return;
    view->enhanced = view->line[chosen].enhanced;
    view->enhanced_at = view->line[chosen].enhanced_at;
    view->enhanced_n = view->line[chosen].enhanced_n;
    if (view->enhanced.class_digit != view->code / 100)
        view->flags |= MODORI_REPLY_FLAG_CLASS_DIFFERS;
}

/* Reads the line whose code stands at `at`; returns where the next one's code stands, 0 at the end.
 */
static size_t read_line(struct scan *scan, size_t at, uint16_t code, struct mdr_reply_view *view)
{
    bool more;
    size_t code_at;
    size_t head = at + mdr_reply_line_head(mdr_span_from(scan->s, at), &more);
    size_t next = more ? next_of_more(scan, head, &code_at) : next_by_line_end(scan, head, &code_at);
    char separator = at + 3 < scan->s.n ? scan->s.p[at + 3] : ' ';
    if (separator != '-' && !mdr_is_space(separator))
        view->flags |= MODORI_REPLY_FLAG_UNUSUAL;
    struct mdr_reply_line *line = add_line(view);
    mdr_reply_line_body(mdr_span_cut(scan->s, 0, next), head, line);
    line->code = code;
    line->code_at = at;
    view->n = next;
    if (!more)
        return 0;
    if (next == scan->s.n)
        view->flags |= MODORI_REPLY_FLAG_INCOMPLETE;
    return next == scan->s.n ? 0 : code_at;
}

bool mdr_reply_view(struct mdr_span s, struct mdr_reply_view *ret)
{
    size_t at = mdr_skip_space(s, 0);
    uint16_t code = mdr_reply_code(mdr_span_from(s, at));
    ret->code = code;
    if (code == 0)
        return false;
    ret->enhanced = MDR_ENHANCED_NONE;
    ret->enhanced_at = ret->enhanced_n = ret->n = ret->lines = ret->kept = 0;
    ret->flags = 0;
    struct scan scan = {.s = s, .first = {s.p[at], s.p[at + 1], s.p[at + 2]}};
    uint16_t first = code;
    do {
        at = read_line(&scan, at, code, ret);
        compare_line(ret, first, &ret->line[ret->kept - 1]);
        code = at > 0 ? mdr_reply_code(mdr_span_from(s, at)) : 0;
    } while (at > 0);
    decide(ret);
    return true;
}

/* ---- texts for machines ------------------------------------------------------------------- */

static struct mdr_span first_word(struct mdr_span text)
{
    size_t n = 0;
    while (n < text.n && !mdr_is_space(text.p[n]))
        n++;
    return mdr_span_cut(text, 0, n);
}

/* A dot between letters or digits, and nothing that a domain (RFC 5321 4.1.2) does not have. */
static bool is_domain(struct mdr_span s, bool *ret_dotted)
{
    *ret_dotted = false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '.') {
            if (i == 0 || i + 1 == s.n || s.p[i - 1] == '.')
                return false;
            *ret_dotted = true;
        } else if (!mdr_is_alnum(s.p[i]) && c != '-' && c != '_' && c != '*' && c < 0x80) {
            return false;
        }
    }
    return s.n > 0;
}

/* "[192.0.2.1]", "[IPv6:2001:db8::1]", RFC 5321 4.1.3; not "[TSS04]". */
static bool is_literal(struct mdr_span word)
{
    struct mdr_span inner = mdr_unwrap(word, '[', ']');
    if (inner.n == word.n)
        return false;
    if (mdr_starts_with_fold(inner, MDR_SPAN("IPv6:")))
        return true;
    bool dotted = false;
    for (size_t i = 0; i < inner.n; i++) {
        if (!mdr_is_digit(inner.p[i]) && inner.p[i] != '.')
            return false;
        dotted = dotted || inner.p[i] == '.';
    }
    return dotted;
}

static bool says_smtp(struct mdr_span rest)
{
    struct mdr_span word = first_word(mdr_trim(rest));
    return mdr_equal_fold(word, MDR_SPAN("ESMTP")) || mdr_equal_fold(word, MDR_SPAN("SMTP")) ||
           mdr_equal_fold(word, MDR_SPAN("LMTP"));
}

struct mdr_span mdr_reply_host(uint16_t code, struct mdr_span text)
{
    bool dotted = false;
    if (code != 220 && code != 221 && code != 421 && code != 521)
        return MDR_SPAN_NONE;
    struct mdr_span word = first_word(text);
    struct mdr_span rest = mdr_span_from(text, word.n);
    if (word.n > 0 && word.p[0] == '[')
        return is_literal(word) ? word : MDR_SPAN_NONE;
    while (word.n > 0 && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == ';' || word.p[word.n - 1] == ':'))
        word.n--;
    if (word.n == 0 || !is_domain(word, &dotted))
        return MDR_SPAN_NONE;
    return dotted || says_smtp(rest) ? word : MDR_SPAN_NONE;
}

struct mdr_span mdr_reply_path(uint16_t code, struct mdr_span text)
{
    if (code != 251 && code != 551)
        return MDR_SPAN_NONE;
    size_t open = mdr_find_byte(text, '<', 0);
    size_t close = open == MDR_NOT_FOUND ? MDR_NOT_FOUND : mdr_find_byte(text, '>', open);
    if (close == MDR_NOT_FOUND || close == open + 1)
        return MDR_SPAN_NONE;
    struct mdr_span path = mdr_span_cut(text, open + 1, close);
    size_t route = path.p[0] == '@' ? mdr_find_byte(path, ':', 0) : MDR_NOT_FOUND;
    path = route == MDR_NOT_FOUND ? path : mdr_span_from(path, route + 1);
    return path.n > 0 ? path : MDR_SPAN_NONE;
}
