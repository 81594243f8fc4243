/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * HTML as plain text, for notices that have no other form: what a browser shows, one line a block.
 * Not a parser of HTML: tags are skipped by their quotes, an unclosed one ends at the next "<".
 */
#include "grammar/decode.h"
#include "grammar/html_entity.h"
#include "grammar/name.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

#define NAME_ROOM 16
#define INDENT_MAX 16
#define TAG_MAX   ((size_t)64 << 10) /* a longer one is none */

struct html {
    const struct mdr_text *text;
    struct mdr_builder out;
    unsigned lines; /* line ends that wait for the next word: at most two, or two paragraphs' */
    bool blank;     /* a blank waits */
    bool pre;       /* inside of <pre>: line ends and indentation count */
    unsigned indent; /* blanks that were meant to be seen, since the last word or line end */
    size_t wait_at; /* where they come from */
    size_t skip_to; /* behind the last search for a closing tag that found none */
};

static size_t source(const struct html *html, size_t at)
{
    return mdr_text_source(html->text, at);
}

/* The line ends or the blank that stand before the next word, but for the text's beginning. */
static void write_wait(struct html *html)
{
    if (html->out.n > 0 && html->lines > 0)
        for (unsigned i = 0; i < html->lines; i++)
            mdr_builder_add_byte(&html->out, '\n', source(html, html->wait_at));
    else if (html->out.n > 0 && html->blank)
        mdr_builder_add_byte(&html->out, ' ', source(html, html->wait_at));
    for (unsigned i = 0; html->lines > 0 && i < html->indent; i++)
        mdr_builder_add_byte(&html->out, ' ', source(html, html->wait_at));
    html->lines = html->indent = 0;
    html->blank = false;
}

static void wait_blank(struct html *html, size_t at, bool seen)
{
    html->blank = true;
    html->wait_at = at;
    if (seen && html->indent < INDENT_MAX)
        html->indent++;
}

/* Of a tag that leaves an empty line. */
#define PARAGRAPH 2

static void wait_lines(struct html *html, unsigned lines, size_t at)
{
    /* A paragraph of blanks alone that are seen: an empty line where each line is drawn as a paragraph. */
    bool empty = lines == PARAGRAPH && html->lines == PARAGRAPH && html->indent > 0;
    if (empty)
        html->lines = 2 * PARAGRAPH;
    else if (lines > html->lines)
        html->lines = lines;
    if (lines > 0)
        html->indent = 0;
    html->wait_at = at;
}

static void write_word(struct html *html, size_t from, size_t to)
{
    write_wait(html);
    struct mdr_text word = mdr_text_cut(html->text, from, to);
    mdr_builder_add_text(&html->out, &word);
}

/* ---- entities ------------------------------------------------------------------------------- */

/* The entity at `at`, where "&" stands; returns where to go on, `at` when it is none. */
static size_t read_entity(struct html *html, size_t at)
{
    uint32_t character = 0;
    size_t n = mdr_html_entity(mdr_span_from(html->text->s, at), &character);
    if (n == 0)
        return at;
    if (character == 0xA0 || character == ' ' || character == '\n') { /* no-break space is a blank in a notice */
        wait_blank(html, at, character == 0xA0);
        return at + n;
    }
    char bytes[4];
    size_t k = mdr_utf8_write(bytes, character);
    write_wait(html);
    mdr_builder_add(&html->out, mdr_span_make(bytes, k), source(html, at));
    return at + n;
}

/* ---- tags ----------------------------------------------------------------------------------- */

static bool is_one_of(struct mdr_span name, const char (*rows)[12], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i][0] == mdr_lower(name.p[0]) && mdr_equal_fold(name, mdr_name(rows[i])))
            return true;
    return false;
}

/* Line ends that a tag stands for, where some wait already: 2 leave an empty line. */
static unsigned lines_of(struct mdr_span name, unsigned waiting)
{
    static const char blocks[][12] = {"div",    "tr",     "li",     "ul",      "ol",      "dl",    "dt",    "dd",
                                      "hr",     "pre",    "title",  "table",   "body",    "head",  "form",  "address",
                                      "section", "article", "header", "footer", "option", "caption"};
    static const char paragraphs[][12] = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"};
    if (name.n == 0)
        return 0;
    if (mdr_equal_fold(name, MDR_SPAN("br")))
        return waiting < PARAGRAPH ? waiting + 1 : PARAGRAPH;
    if (is_one_of(name, paragraphs, sizeof paragraphs / sizeof *paragraphs))
        return PARAGRAPH;
    return is_one_of(name, blocks, sizeof blocks / sizeof *blocks) ? 1 : 0;
}

static bool is_cell(struct mdr_span name)
{
    return mdr_equal_fold(name, MDR_SPAN("td")) || mdr_equal_fold(name, MDR_SPAN("th"));
}

static bool is_dropped(struct mdr_span name)
{
    return mdr_equal_fold(name, MDR_SPAN("script")) || mdr_equal_fold(name, MDR_SPAN("style"));
}

/* What may follow a tag's name; not that of an address or URL in "<>" that was written without entities. */
static bool ends_name(struct mdr_span s, size_t from, size_t end)
{
    if (end >= s.n || mdr_is_space(s.p[end]) || s.p[end] == '>' || s.p[end] == '/')
        return true;
    return s.p[end] == ':' && end - from <= 3; /* <o:p> */
}

/* The end of the tag at `at`: behind its ">" outside of quotes, else before the next "<" or at the end. */
static size_t tag_end(struct mdr_span s, size_t at)
{
    char quote = '\0';
    size_t end = s.n - at > TAG_MAX ? at + TAG_MAX : s.n, open = 0;
    for (size_t i = at + 1; i < end; i++) {
        if (s.p[i] == '<' && open == 0)
            open = i;
        if (quote != '\0')
            quote = s.p[i] == quote ? '\0' : quote;
        else if (s.p[i] == '>')
            return i + 1;
        else if ((s.p[i] == '"' || s.p[i] == '\'') && s.p[i - 1] == '=')
            quote = s.p[i];
        else if (s.p[i] == '<')
            return i;
    }
    return open > 0 ? open : end;
}

/* Behind the closing tag of a dropped element; the end of the text when there is none. */
static size_t skip_element(struct html *html, struct mdr_span name, size_t at)
{
    struct mdr_span s = html->text->s;
    for (at = mdr_find(s, MDR_SPAN("</"), at); at != MDR_NOT_FOUND; at = mdr_find(s, MDR_SPAN("</"), at + 2))
        if (mdr_starts_with_fold(mdr_span_from(s, at + 2), name))
            return tag_end(s, at);
    return s.n;
}

/* "<!-- ... -->"; returns where to go on: one that is never closed ends with its line. */
static size_t skip_comment(struct html *html, size_t at)
{
    struct mdr_span s = html->text->s;
    size_t end = at < html->skip_to ? MDR_NOT_FOUND : mdr_find(s, MDR_SPAN("-->"), at + 4);
    if (end != MDR_NOT_FOUND)
        return end + 3;
    html->skip_to = s.n;
    end = mdr_find_byte(s, '\n', at);
    return end == MDR_NOT_FOUND ? s.n : end;
}

/* The "<" at `at`; returns where to go on, `at` when no tag begins there ("a < b"). */
static size_t read_tag(struct html *html, size_t at)
{
    struct mdr_span s = html->text->s;
    if (mdr_starts_with(mdr_span_from(s, at), MDR_SPAN("<!--")))
        return skip_comment(html, at);
    size_t from = at + 1;
    bool close = from < s.n && s.p[from] == '/';
    from += close;
    size_t end = from;
    while (end < s.n && end - from < NAME_ROOM && mdr_is_alnum(s.p[end]))
        end++;
    bool declaration = end == from && from < s.n && (s.p[from] == '!' || s.p[from] == '?');
    if (!declaration && (end == from || !mdr_is_alpha(s.p[from]) || !ends_name(s, from, end)))
        return at;
    struct mdr_span name = mdr_span_cut(s, from, end);
    if (is_cell(name) && close) {
        wait_blank(html, at, false);
    }
    wait_lines(html, lines_of(name, html->lines), at);
    if (mdr_equal_fold(name, MDR_SPAN("pre")))
        html->pre = !close;
    end = tag_end(s, at);
    return is_dropped(name) && !close ? skip_element(html, name, end) : end;
}

static void read_space(struct html *html, size_t at)
{
    const char *p = html->text->s.p;
    char c = p[at];
    /* The first blank behind a no-break space is seen, too: "&nbsp; " is an indentation by two. */
    bool behind = html->indent > 0 && at > 0 && !mdr_is_space(p[at - 1]);
    wait_blank(html, at, html->pre ? c == ' ' : behind);
    if (!html->pre || c != '\n')
        return;
    html->indent = 0;
    if (html->lines < 2)
        html->lines++;
}

struct mdr_text mdr_html_text(struct mdr_arena *arena, const struct mdr_text *text)
{
    struct html html = {.text = text};
    struct mdr_span s = text->s;
    mdr_builder_init(&html.out, arena);
    for (size_t at = 0, next; at < s.n && !mdr_arena_failed(arena); at = next) {
        next = at;
        if (mdr_is_space(s.p[at])) {
            read_space(&html, at);
            next = at + 1;
        } else if (s.p[at] == '<') {
            next = read_tag(&html, at);
        } else if (s.p[at] == '&') {
            next = read_entity(&html, at);
        }
        if (next > at)
            continue;
        for (next = at + 1; next < s.n && !mdr_is_space(s.p[next]) && s.p[next] != '<' && s.p[next] != '&';)
            next++;
        write_word(&html, at, next);
    }
    return mdr_builder_finish(&html.out);
}
