/* SPDX-License-Identifier: BSD-2-Clause */
/* A whole message: its line ends and its first bytes, then the walk. See message.h. */
#include "grammar/message.h"
#include "grammar/header.h"
#include "grammar/walk.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

#include <modori.h>

/*
 * Whether lines end in CR alone: no LF at all, or two lone CRs and more before the first one (as
 * when something put a line end behind a file of that kind).
 */
static bool is_cr_only(struct mdr_span s)
{
    size_t lf = mdr_find_byte(s, '\n', 0);
    struct mdr_span first = mdr_span_cut(s, 0, lf == MDR_NOT_FOUND ? s.n : lf);
    while (first.n > 0 && lf != MDR_NOT_FOUND && first.p[first.n - 1] == '\r')
        first.n--;
    size_t cr = mdr_find_byte(first, '\r', 0);
    if (cr == MDR_NOT_FOUND || lf == MDR_NOT_FOUND)
        return cr != MDR_NOT_FOUND;
    cr = mdr_find_byte(first, '\r', cr + 1);
    return cr != MDR_NOT_FOUND && cr + 1 < first.n && mdr_find_byte(first, '\r', cr + 1) != MDR_NOT_FOUND;
}

/* A copy with LF in the place of each lone CR. */
static struct mdr_span copy_with_lf(char *copy, struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        copy[i] = s.p[i] == '\r' && !(i + 1 < s.n && s.p[i + 1] == '\n') ? '\n' : s.p[i];
    return mdr_span_make(copy, s.n);
}

static struct mdr_span with_lf(struct mdr_arena *arena, struct mdr_span s)
{
    char *copy = mdr_arena_give(arena, s.n);
    return copy ? copy_with_lf(copy, s) : MDR_SPAN_NONE;
}

#define HEAD_LOOK 4096 /* bytes of a header with CR line ends that are looked at */

bool mdr_message_is(struct mdr_span s)
{
    char head[HEAD_LOOK];
    if (is_cr_only(s))
        s = copy_with_lf(head, mdr_span_cut(s, 0, HEAD_LOOK));
    return mdr_message_has_header(s);
}

static void find_bytes(const struct mdr_walk *walk)
{
    size_t nul = mdr_find_byte(walk->s, '\0', 0);
    if (nul != MDR_NOT_FOUND)
        mdr_walk_find(walk, MODORI_FINDING_NUL_BYTE, nul);
    if (walk->message->cr_only)
        mdr_walk_find(walk, MODORI_FINDING_CR_ONLY, mdr_find_byte(walk->s, '\n', 0));
}

/* Where the header begins: behind a byte order mark, empty lines and a "From " line. */
static size_t header_start(struct mdr_walk *walk)
{
    size_t at = mdr_walk_leading(walk->s, mdr_utf8_mark(walk->s));
    walk->message->has_header = mdr_message_has_header(mdr_span_from(walk->s, at));
    if (walk->message->has_header)
        return at;
    if (walk->s.n > 0)
        mdr_walk_find(walk, MODORI_FINDING_NO_HEADER, 0);
    return 0;
}

bool mdr_message_walk(struct mdr_arena *arena, const struct mdr_limits *limits, struct mdr_span s, size_t base,
                      mdr_finder *find, void *context, struct mdr_message *ret)
{
    struct mdr_message message = {0};
    struct mdr_walk walk = {
        .arena = arena, .limits = limits, .s = s, .base = base, .find = find, .context = context, .message = &message};
    walk.depth = limits->depth < MDR_DEPTH_MAX ? limits->depth : MDR_DEPTH_MAX;
    if (!s.p)
        walk.s = MDR_SPAN("");
    message.cr_only = is_cr_only(walk.s);
    if (message.cr_only)
        walk.s = with_lf(arena, walk.s);
    if (mdr_arena_failed(arena))
        return false;
    find_bytes(&walk);
    mdr_walk_parts(&walk, header_start(&walk));
    if (mdr_arena_failed(arena))
        return false;
    *ret = message;
    return true;
}
