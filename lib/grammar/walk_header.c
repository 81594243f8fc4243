/* SPDX-License-Identifier: BSD-2-Clause */
/* The header of a message or part: where it ends, and its Content fields. See walk.h. */
#include "grammar/walk.h"
#include "grammar/decode.h"
#include "grammar/header.h"
#include "grammar/name.h"

#include <modori.h>

enum { FIELD_TYPE, FIELD_ENCODING, FIELD_DISPOSITION, FIELDS, FIELD_OTHER = FIELDS };

struct content {
    struct mdr_span body[FIELDS]; /* with their folds; the first of a name counts */
    int open;                     /* which one may go on in the next line */
    size_t from;                  /* where its body began */
    size_t fields;                /* of the header so far */
    bool odd;                     /* an odd line was told, or need not be (in the returned message) */
};

static int content_field(struct mdr_span name)
{
    static const char known[FIELDS][28] = {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition"};
    if (name.n < 12 || mdr_lower(name.p[0]) != 'c')
        return FIELD_OTHER;
    for (int i = 0; i < FIELDS; i++)
        if (mdr_equal_fold(name, mdr_name(known[i])))
            return i;
    return FIELD_OTHER;
}

/* The open field ends before the line at `at`. */
static void content_end(struct content *content, struct mdr_span s, size_t at)
{
    if (content->open != FIELD_OTHER) {
        struct mdr_span body = mdr_trim(mdr_span_cut(s, content->from, at));
        if (!content->body[content->open].p && body.n > 0)
            content->body[content->open] = body;
    }
    content->open = FIELD_OTHER;
}

static void content_begin(struct content *content, struct mdr_span name, size_t colon)
{
    content->open = content_field(name);
    content->from = colon + 1;
}

#define ODD_LINES          16 /* in a row, that a message's header may have */
#define ODD_LINES_RETURNED 200 /* a returned one's, where no notice could be lost by it */

/* What the look at odd lines has to know. */
struct header {
    bool message;    /* a message's header, not a MIME part's */
    size_t odd_most; /* lines in a row */
    size_t known_to; /* up to here the header was seen to go on */
};

/*
 * Whether the header goes on behind the odd line at `at`: a field follows it. Pasted mails have whole
 * runs of folded lines without their blanks; behind more than one odd line only a field that is known
 * proves that the header was not over before them.
 */
static bool goes_on(struct header *header, struct mdr_span s, size_t at)
{
    size_t colon, odd = 1;
    if (at < header->known_to)
        return true;
    for (at = mdr_line_after(s, at); at < s.n && !mdr_line_empty(s, at); at = mdr_line_after(s, at)) {
        if (mdr_is_blank(s.p[at]) && header->message)
            continue;
        size_t name = mdr_is_alpha(s.p[at]) ? mdr_field_name(s, at, &colon) : 0;
        if (name > 0 && !header->message)
            return mdr_starts_with_fold(mdr_span_from(s, at), MDR_SPAN("content-"));
        if (name > 0 && (odd == 1 || mdr_field_known(mdr_span_make(s.p + at, name)))) {
            header->known_to = at;
            return true;
        }
        if (!header->message || ++odd > header->odd_most)
            return false;
    }
    /* Up to the empty line: the rest of the last field, when earlier ones have lost their folds too. */
    bool rest = header->known_to > 0 && at < s.n;
    if (rest)
        header->known_to = at;
    return rest;
}

/* Whether the line at `at` is the rest of the open Content field, which broke off at a ";". */
static bool is_rest(const struct content *content, struct mdr_span s, size_t at)
{
    struct mdr_span body = mdr_trim(mdr_span_cut(s, content->from, at));
    return content->open != FIELD_OTHER && body.n > 0 && body.p[body.n - 1] == ';';
}

static void apply(const struct content *content, struct mdr_part *part)
{
    part->disposition = content->body[FIELD_DISPOSITION];
    if (content->body[FIELD_ENCODING].p)
        part->encoding = mdr_encoding_of(content->body[FIELD_ENCODING]);
    if (content->body[FIELD_TYPE].p)
        mdr_media_read(content->body[FIELD_TYPE], part);
}

static void many_fields(struct mdr_walk *walk, size_t at)
{
    if (!walk->many_fields)
        mdr_walk_find(walk, MODORI_FINDING_LIMIT_FIELDS, at);
    walk->many_fields = true;
}

/* The line at `at`, which is no fold: a field, or an odd line. False: it belongs to the body. */
static bool read_line(struct mdr_walk *walk, struct content *content, size_t at, bool first, struct header *header)
{
    struct mdr_span s = walk->s;
    size_t colon = 0, name = mdr_field_name(s, at, &colon);
    if (name == 0 && (first || !(is_rest(content, s, at) || goes_on(header, s, at))))
        return false;
    if (name == 0) {
        if (!content->odd)
            mdr_walk_find(walk, MODORI_FINDING_HEADER_MALFORMED, at);
        content->odd = true;
        return true;
    }
    content_end(content, s, at);
    if (++content->fields <= walk->limits->fields)
        content_begin(content, mdr_span_make(s.p + at, name), colon);
    else
        many_fields(walk, at);
    return true;
}

size_t mdr_walk_header(struct mdr_walk *walk, size_t at, struct mdr_part *part, bool message)
{
    struct content content = {.open = FIELD_OTHER, .odd = part->returned};
    struct header header = {message, part->returned ? ODD_LINES_RETURNED : ODD_LINES, 0};
    struct mdr_span s = walk->s;
    struct mdr_delimiter delimiter;
    size_t from = at;
    for (; at < s.n && !mdr_line_empty(s, at); at = mdr_line_after(s, at)) {
        if (s.p[at] == '-' && mdr_delimiter_at(&walk->levels, s, at, &delimiter))
            break;
        bool fold = mdr_is_blank(s.p[at]) && at > from;
        if (!fold && !read_line(walk, &content, at, at == from, &header))
            break;
    }
    content_end(&content, s, at);
    part->header = mdr_span_cut(s, from, at);
    part->header_at = walk->base + from;
    apply(&content, part);
    return at < s.n && mdr_line_empty(s, at) ? mdr_line_after(s, at) : at;
}
