/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The walk: from delimiter to delimiter, with a stack of open parts. Level i of the stack is a part
 * of depth i. An outer delimiter ends everything above its level (RFC 2046 5.1.2).
 */
#include "grammar/walk.h"
#include "grammar/header.h"
#include "grammar/mime.h"
#include "grammar/parameter.h"

#include <modori.h>

void mdr_walk_find(const struct mdr_walk *walk, int32_t finding, size_t at)
{
    if (walk->find)
        walk->find(walk->context, finding, (uint64_t)walk->base + at);
}

static struct mdr_part *part_of(const struct mdr_walk *walk, size_t level)
{
    return &walk->message->part[walk->levels.level[level].part];
}

/* Odd structure inside of the returned message is not told: it is often cut on purpose (see `closed`). */
static void find_of_part(const struct mdr_walk *walk, const struct mdr_part *part, int32_t finding, size_t at)
{
    if (!part->returned)
        mdr_walk_find(walk, finding, at);
}

static bool parts_full(struct mdr_walk *walk, size_t at)
{
    if (walk->message->parts == 0 || walk->message->parts < walk->limits->parts)
        return false;
    if (!walk->full)
        mdr_walk_find(walk, MODORI_FINDING_LIMIT_PARTS, at);
    return walk->full = true;
}

/* A new part at the end of the list; NULL when there may be none. */
static struct mdr_part *part_add(struct mdr_walk *walk, size_t at)
{
    struct mdr_message *message = walk->message;
    if (parts_full(walk, at))
        return NULL;
    if (message->parts == walk->room) {
        size_t room = walk->room ? walk->room * 2 : 8;
        struct mdr_part *part = mdr_arena_grow(walk->arena, message->part, message->parts, room, sizeof *part);
        if (!part)
            return NULL;
        message->part = part;
        walk->room = room;
    }
    return &message->part[message->parts++];
}

/* What a part is before its header is read, by the one that contains it. */
static void part_default(const struct mdr_walk *walk, struct mdr_part *part)
{
    *part = (struct mdr_part){.parent = MDR_PART_NONE, .media = MDR_MEDIA_TEXT_PLAIN};
    if (walk->levels.n == 0)
        return;
    const struct mdr_part *parent = part_of(walk, walk->levels.n - 1);
    part->parent = walk->levels.level[walk->levels.n - 1].part;
    part->depth = parent->depth + 1;
    part->returned = parent->returned || parent->media == MDR_MEDIA_MESSAGE;
    if (parent->media == MDR_MEDIA_MULTIPART && mdr_starts_with_fold(parent->type, MDR_SPAN("multipart/digest")))
        part->media = MDR_MEDIA_MESSAGE;
}

/* Whether parts are looked for inside of the new part; those that lie too deep are opaque. */
static bool may_descend(struct mdr_walk *walk, const struct mdr_part *part, size_t at)
{
    if (part->media != MDR_MEDIA_MULTIPART && part->media != MDR_MEDIA_MESSAGE)
        return false;
    if (part->depth < walk->depth)
        return true;
    if (!walk->deep)
        mdr_walk_find(walk, MODORI_FINDING_LIMIT_DEPTH, at);
    walk->deep = true;
    return false;
}

/* The boundary that a multipart names; n 0 when it names none. */
static struct mdr_span boundary_of(struct mdr_walk *walk, const struct mdr_part *part)
{
    const struct mdr_span name = MDR_SPAN("boundary");
    struct mdr_span boundary, label;
    bool extended;
    if (mdr_parameter_raw(part->parameters, name, &boundary))
        return boundary;
    return mdr_parameter_join(walk->arena, part->parameters, 0, name, &label, &extended).s;
}

static void level_push(struct mdr_walk *walk, const struct mdr_part *part, bool multipart)
{
    struct mdr_level *level = &walk->levels.level[walk->levels.n++];
    *level = (struct mdr_level){.part = walk->message->parts - 1, .multipart = multipart};
    if (multipart)
        level->boundary = boundary_of(walk, part);
}

/* A message whose Content-Type was lost on its way, though its body has parts: they are looked for. */
static struct mdr_span lost_boundary(const struct mdr_walk *walk, const struct mdr_part *part, size_t at)
{
    if (walk->levels.n > 0 || part->type.n > 0 || part->header.n == 0)
        return MDR_SPAN_NONE;
    size_t found = 0;
    struct mdr_span boundary = mdr_boundary_lost(mdr_span_from(walk->s, at), &found);
    if (boundary.p)
        mdr_walk_find(walk, MODORI_FINDING_BOUNDARY_GUESSED, at + found);
    return boundary;
}

/* A part with its header at *at, on top of the stack; *at moves to its body. False: the walk has to end. */
static bool part_open(struct mdr_walk *walk, size_t *at, bool message, bool header)
{
    struct mdr_part *part = part_add(walk, *at);
    if (!part)
        return false;
    part_default(walk, part);
    if (header)
        *at = mdr_walk_header(walk, *at, part, message);
    else
        part->header = mdr_span_cut(walk->s, *at, *at);
    if (part->media == MDR_MEDIA_TEXT_HEADERS)
        part->returned = true;
    part->body_at = walk->base + *at;
    struct mdr_span lost = lost_boundary(walk, part, *at);
    if (lost.p)
        part->media = MDR_MEDIA_MULTIPART;
    bool descend = may_descend(walk, part, *at);
    level_push(walk, part, descend && part->media == MDR_MEDIA_MULTIPART);
    if (lost.p && descend)
        walk->levels.level[walk->levels.n - 1].boundary = lost;
    return true;
}

size_t mdr_walk_leading(struct mdr_span s, size_t at)
{
    size_t from = at, colon;
    for (;;) {
        size_t line = at; /* the last one that may be a field: a line of blanks only is none */
        for (; at < s.n && mdr_is_space(s.p[at]); at++)
            if (s.p[at] == '\n')
                line = at + 1;
        at = line;
        struct mdr_span rest = mdr_span_from(s, at);
        if (!mdr_starts_with(rest, MDR_SPAN("From ")) && !mdr_starts_with(rest, MDR_SPAN(">From ")))
            break;
        at = mdr_line_after(s, at);
    }
    return mdr_field_name(s, at, &colon) > 0 ? at : from;
}

/*
 * Opens the message inside of the message/rfc822 part on top of the stack, if there is one: not when
 * the body is encoded, or a delimiter follows at once.
 */
static bool open_message(struct mdr_walk *walk, size_t *at, bool *ret_opened)
{
    const struct mdr_part *part = part_of(walk, walk->levels.n - 1);
    struct mdr_delimiter delimiter;
    struct mdr_span rest = mdr_span_from(walk->s, *at);
    *ret_opened = false;
    if (part->media != MDR_MEDIA_MESSAGE || part->depth >= walk->depth || rest.n == 0 ||
        mdr_delimiter_at(&walk->levels, walk->s, *at, &delimiter))
        return true;
    if (part->encoding == MDR_ENCODING_QUOTED_PRINTABLE ||
        (part->encoding == MDR_ENCODING_BASE64 && !mdr_message_has_header(rest)))
        return true;
    if (parts_full(walk, *at))
        return true;
    *at = mdr_walk_leading(walk->s, *at);
    *ret_opened = true;
    return part_open(walk, at, true, true);
}

/* The line end before a delimiter belongs to it. */
static size_t before_line_end(struct mdr_span s, size_t from, size_t at)
{
    if (at > from && s.p[at - 1] == '\n')
        at--;
    if (at > from && s.p[at - 1] == '\r')
        at--;
    return at;
}

/* Whether the end of the levels from `keep` on is the right end of `level`: no multipart between has its close missing.
 */
static bool ends_well(const struct mdr_walk *walk, size_t keep, size_t level)
{
    for (size_t i = keep; i < level; i++)
        if (walk->levels.level[i].multipart)
            return false;
    return true;
}

static void part_end(struct mdr_walk *walk, size_t level, size_t end, bool well)
{
    const struct mdr_level *l = &walk->levels.level[level];
    struct mdr_part *part = part_of(walk, level);
    size_t from = part->body_at - walk->base;
    if (end < from) { /* the header ran into the delimiter */
        part->header.n = end - (part->header_at - walk->base);
        part->body_at = walk->base + (from = end);
    }
    part->body = mdr_span_cut(walk->s, from, end);
    part->closed = part->closed || (well && !l->multipart);
    if (part->closed || !l->multipart || walk->full || mdr_trim(part->body).n == 0)
        return;
    if (l->delimiters == 0)
        find_of_part(walk, part, MODORI_FINDING_BOUNDARY_MISSING, from);
    else
        find_of_part(walk, part, MODORI_FINDING_PART_UNCLOSED, end);
}

/*
 * A multipart of which no delimiter was seen up to `end`: guesses its boundary, once. Nothing lies
 * on the stack above it but what its missing delimiter would have ended. True: walk it again.
 */
static bool guess(struct mdr_walk *walk, size_t level, size_t end)
{
    struct mdr_level *l = &walk->levels.level[level];
    size_t from = part_of(walk, level)->body_at - walk->base, at = 0;
    if (!l->multipart || l->delimiters > 0 || l->guessed)
        return false;
    l->guessed = true;
    struct mdr_span boundary = mdr_boundary_guess(mdr_span_cut(walk->s, from, end), &at);
    if (!boundary.p)
        return false;
    l->boundary = boundary;
    find_of_part(walk, part_of(walk, level), MODORI_FINDING_BOUNDARY_GUESSED, from + at);
    return true;
}

/* Text before the first delimiter of the outermost multipart, and behind its close. */
static void outer_text(struct mdr_walk *walk, size_t end)
{
    const struct mdr_part *part = &walk->message->part[0];
    if (part->media != MDR_MEDIA_MULTIPART)
        return;
    size_t from = part->body_at - walk->base;
    if (!walk->message->preamble.p) {
        walk->message->preamble = mdr_span_cut(walk->s, from, before_line_end(walk->s, from, end));
        walk->message->preamble_at = part->body_at;
    } else if (part->closed) {
        from = walk->message->epilogue_at - walk->base;
        walk->message->epilogue = mdr_span_cut(walk->s, from, end);
    }
}

/*
 * Ends the levels from `keep` on, the innermost first, at a delimiter or at the end of the input.
 * Where a boundary has to be guessed, stops with that level on top: false, and *ret_again is its body.
 */
static bool levels_end(struct mdr_walk *walk, size_t keep, size_t at, bool delimiter, size_t *ret_again)
{
    while (walk->levels.n > keep) {
        size_t level = walk->levels.n - 1;
        size_t from = part_of(walk, level)->body_at - walk->base;
        size_t lowest = part_of(walk, level)->header_at - walk->base;
        size_t end = delimiter ? before_line_end(walk->s, lowest, at) : at;
        if (guess(walk, level, end)) {
            *ret_again = from;
            return false;
        }
        part_end(walk, level, end, ends_well(walk, keep, level));
        walk->levels.n--;
    }
    return true;
}

static void multipart_close(struct mdr_walk *walk, const struct mdr_delimiter *delimiter)
{
    walk->levels.level[delimiter->level].boundary = MDR_SPAN_NONE;
    part_of(walk, delimiter->level)->closed = true;
    if (delimiter->level == 0)
        walk->message->epilogue_at = walk->base + delimiter->next;
}

/* What a delimiter does; *at moves on. False: the walk has to end. */
static bool delimiter_read(struct mdr_walk *walk, const struct mdr_delimiter *delimiter, size_t *at)
{
    if (!levels_end(walk, delimiter->level + 1, delimiter->at, true, at))
        return true;
    walk->levels.level[delimiter->level].delimiters++;
    if (delimiter->level == 0)
        outer_text(walk, delimiter->at);
    *at = delimiter->next;
    if (!delimiter->close)
        return part_open(walk, at, false, true);
    multipart_close(walk, delimiter);
    return true;
}

void mdr_walk_parts(struct mdr_walk *walk, size_t at)
{
    struct mdr_delimiter delimiter;
    bool opened, on = part_open(walk, &at, true, walk->message->has_header);
    while (on) {
        do
            on = open_message(walk, &at, &opened);
        while (on && opened);
        if (!on)
            break;
        if (mdr_delimiter_next(&walk->levels, walk->s, at, &delimiter))
            on = delimiter_read(walk, &delimiter, &at);
        else if (levels_end(walk, 0, walk->s.n, false, &at))
            break;
    }
    if (mdr_arena_failed(walk->arena))
        return;
    levels_end(walk, 0, walk->s.n, false, &at);
    outer_text(walk, walk->s.n);
}
