/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What programs do to a notice that a person copies out of them: blanks that do not break, links behind addresses, one
 * indentation or mark of quoting for all of it, an empty line behind each line. Dialects know none of it.
 */
#include "bytes/ascii.h"
#include "judge/gather.h"

/* A text that is no longer than t. */
static void begin(struct mdr_builder *b, struct mdr_case *c, const struct mdr_text *t)
{
    mdr_builder_init(b, c->scratch);
    mdr_builder_reserve(b, t->s.n);
}

/* ---- within a line ---------------------------------------------------------------------------- */

#define HARD_BLANK MDR_SPAN("\xC2\xA0")
#define LINK       MDR_SPAN("<mailto:")

static struct mdr_text without_hard_blanks(struct mdr_case *c, const struct mdr_text *t)
{
    size_t at = mdr_find(t->s, HARD_BLANK, 0), from = 0;
    if (at == MDR_NOT_FOUND)
        return *t;
    struct mdr_builder b;
    begin(&b, c, t);
    for (; at != MDR_NOT_FOUND; at = mdr_find(t->s, HARD_BLANK, from)) {
        mdr_builder_add_part(&b, t, from, at);
        mdr_builder_add_byte(&b, ' ', mdr_text_source(t, at));
        from = at + HARD_BLANK.n;
    }
    mdr_builder_add_part(&b, t, from, t->s.n);
    return mdr_builder_finish(&b);
}

/* The end of the link at `at` if it repeats what stands in front of it: "user@example.org<mailto:user@example.org>". */
static size_t link_end(struct mdr_span s, size_t at)
{
    size_t begin = at + LINK.n, end = begin;
    while (end < s.n && s.p[end] != '>' && s.p[end] != '<' && s.p[end] != '\n')
        end++;
    size_t n = end - begin;
    if (end == s.n || s.p[end] != '>' || n == 0 || n > at)
        return at;
    return mdr_equal_fold(mdr_span_cut(s, at - n, at), mdr_span_cut(s, begin, end)) ? end + 1 : at;
}

static struct mdr_text without_links(struct mdr_case *c, const struct mdr_text *t)
{
    size_t at = mdr_find_fold(t->s, LINK, 0), from = 0;
    if (at == MDR_NOT_FOUND)
        return *t;
    struct mdr_builder b;
    begin(&b, c, t);
    for (; at != MDR_NOT_FOUND; at = mdr_find_fold(t->s, LINK, at + 1)) {
        size_t end = link_end(t->s, at);
        if (end == at)
            continue;
        mdr_builder_add_part(&b, t, from, at);
        from = end;
        at = end - 1;
    }
    mdr_builder_add_part(&b, t, from, t->s.n);
    return mdr_builder_finish(&b);
}

/* ---- line by line ----------------------------------------------------------------------------- */

static size_t line_end(struct mdr_span s, size_t at)
{
    size_t end = mdr_find_byte(s, '\n', at);
    return end == MDR_NOT_FOUND ? s.n : end;
}

static bool is_empty(struct mdr_span s, size_t at, size_t end)
{
    return mdr_trim(mdr_span_cut(s, at, end)).n == 0;
}

/* How many lines at least have to have no other one beside them: less may be short paragraphs. */
#define SPACED_LEAST 6

/* An empty line stands behind each line, and more of them where there was one before. */
static bool is_spaced(struct mdr_span s)
{
    size_t lines = 0, empty = 2;
    bool wide = false;
    for (size_t at = 0, end; at < s.n; at = end + 1) {
        end = line_end(s, at);
        if (is_empty(s, at, end)) {
            empty++;
            continue;
        }
        if (empty == 0)
            return false;
        wide = wide || (lines > 0 && empty > 2);
        lines++;
        empty = 0;
    }
    return wide && lines >= SPACED_LEAST;
}

static struct mdr_text without_spacing(struct mdr_case *c, const struct mdr_text *t)
{
    if (!is_spaced(t->s))
        return *t;
    struct mdr_builder b;
    bool extra = false;
    begin(&b, c, t);
    for (size_t at = 0, end; at < t->s.n; at = end + 1) {
        end = line_end(t->s, at);
        bool drop = extra && is_empty(t->s, at, end);
        extra = !drop;
        if (!drop)
            mdr_builder_add_part(&b, t, at, end < t->s.n ? end + 1 : end);
    }
    return mdr_builder_finish(&b);
}

struct mdr_text mdr_gather_drawn(struct mdr_case *c, const struct mdr_text *t)
{
    struct mdr_text text = without_hard_blanks(c, t);
    return without_spacing(c, &text);
}

struct mdr_text mdr_gather_pasted(struct mdr_case *c, const struct mdr_text *t)
{
    struct mdr_text text = without_hard_blanks(c, t);
    text = without_links(c, &text);
    return without_spacing(c, &text);
}

static size_t margin_of(struct mdr_span line)
{
    size_t n = 0;
    while (n < line.n && (mdr_is_blank(line.p[n]) || line.p[n] == '>'))
        n++;
    return n;
}

/* What all lines begin with, but those that have nothing else: blanks, and marks of quoting. */
static size_t common_margin(struct mdr_span s)
{
    struct mdr_span margin = MDR_SPAN_NONE;
    for (size_t at = 0, end; at < s.n; at = end + 1) {
        end = line_end(s, at);
        struct mdr_span line = mdr_span_cut(s, at, end);
        size_t n = margin_of(line), same = 0;
        if (n == line.n)
            continue;
        if (!margin.p)
            margin = mdr_span_cut(line, 0, n);
        while (same < margin.n && same < n && line.p[same] == margin.p[same])
            same++;
        margin.n = same;
        if (same == 0)
            return 0;
    }
    return margin.n;
}

struct mdr_text mdr_gather_without_margin(struct mdr_case *c, const struct mdr_text *t)
{
    size_t margin = common_margin(t->s);
    if (margin == 0)
        return *t;
    struct mdr_builder b;
    begin(&b, c, t);
    for (size_t at = 0, end; at < t->s.n; at = end + 1) {
        end = line_end(t->s, at);
        mdr_builder_add_part(&b, t, end - at > margin ? at + margin : end, end < t->s.n ? end + 1 : end);
    }
    return mdr_builder_finish(&b);
}
