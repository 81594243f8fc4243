/* SPDX-License-Identifier: BSD-2-Clause */
/* Text with provenance: see text.h. */
#include "bytes/text.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

/* The last seam at or before `at`: by halving, as a long text has many. */
static const struct mdr_seam *seam_of(const struct mdr_text *t, size_t at)
{
    size_t low = 0, high = t->seams;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (t->seam[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return &t->seam[low];
}

size_t mdr_text_source(const struct mdr_text *t, size_t at)
{
    if (t->seams == 0)
        return t->base + at;
    at += t->skip;
    /* The end of a text lies behind its last byte, not at the start of what follows. */
    size_t back = at > t->skip && at == t->skip + t->s.n ? 1 : 0;
    const struct mdr_seam *seam = seam_of(t, at - back);
    return seam->source + (at - seam->at);
}

struct mdr_text mdr_text_cut(const struct mdr_text *t, size_t from, size_t to)
{
    struct mdr_text cut = *t;
    if (to > t->s.n)
        to = t->s.n;
    if (from > to)
        from = to;
    cut.s = mdr_span_cut(t->s, from, to);
    if (t->seams == 0)
        cut.base += from;
    else
        cut.skip += from;
    return cut;
}

struct mdr_text mdr_text_part(const struct mdr_text *t, struct mdr_span part)
{
    if (!part.p)
        return MDR_TEXT_NONE;
    size_t from = (size_t)(part.p - t->s.p);
    return mdr_text_cut(t, from, from + part.n);
}

struct mdr_text mdr_text_trim(const struct mdr_text *t)
{
    return t->s.p ? mdr_text_part(t, mdr_trim(t->s)) : *t;
}

void mdr_builder_init(struct mdr_builder *b, struct mdr_arena *arena)
{
    *b = (struct mdr_builder){.arena = arena};
}

void mdr_builder_clear(struct mdr_builder *b)
{
    b->n = b->seams = 0;
}

void mdr_builder_reserve(struct mdr_builder *b, size_t n)
{
    if (n >= SIZE_MAX / 2 - b->n) {
        b->arena->failed = true;
        return;
    }
    if (b->bytes && b->room - b->n > n)
        return;
    size_t room = b->room < 64 ? 64 : b->room;
    while (room - b->n <= n)
        room = room > SIZE_MAX / 2 ? b->n + n + 1 : room * 2;
    char *bytes = mdr_arena_grow(b->arena, b->bytes, b->n, room, 1);
    if (bytes) {
        b->bytes = bytes;
        b->room = room;
    }
}

static void seam_add(struct mdr_builder *b, size_t source)
{
    if (b->seams > 0) {
        const struct mdr_seam *last = &b->seam[b->seams - 1];
        if (last->source + (b->n - last->at) == source)
            return;
    }
    if (b->seams == b->seam_room) {
        size_t room = b->seam_room ? b->seam_room * 2 : 8;
        struct mdr_seam *seam = mdr_arena_grow(b->arena, b->seam, b->seams, room, sizeof *seam);
        if (!seam)
            return;
        b->seam = seam;
        b->seam_room = room;
    }
    b->seam[b->seams++] = (struct mdr_seam){b->n, source};
}

void mdr_builder_add(struct mdr_builder *b, struct mdr_span s, size_t source)
{
    if (s.n == 0)
        return;
    mdr_builder_reserve(b, s.n);
    if (b->arena->failed)
        return;
    seam_add(b, source);
    memcpy(b->bytes + b->n, s.p, s.n);
    b->n += s.n;
}

void mdr_builder_add_text(struct mdr_builder *b, const struct mdr_text *t)
{
    if (t->seams == 0) {
        mdr_builder_add(b, t->s, t->base);
        return;
    }
    for (size_t at = 0; at < t->s.n;) {
        const struct mdr_seam *seam = seam_of(t, t->skip + at);
        size_t next = seam + 1 < t->seam + t->seams ? seam[1].at - t->skip : t->s.n;
        if (next > t->s.n)
            next = t->s.n;
        mdr_builder_add(b, mdr_span_cut(t->s, at, next), mdr_text_source(t, at));
        at = next;
    }
}

void mdr_builder_add_part(struct mdr_builder *b, const struct mdr_text *t, size_t from, size_t to)
{
    struct mdr_text part = mdr_text_cut(t, from, to);
    mdr_builder_add_text(b, &part);
}

void mdr_builder_add_byte(struct mdr_builder *b, char byte, size_t source)
{
    mdr_builder_add(b, mdr_span_make(&byte, 1), source);
}

void mdr_builder_add_joint(struct mdr_builder *b, struct mdr_span next, size_t source)
{
    if (!mdr_utf8_runs_on(mdr_span_make(b->bytes, b->n), next))
        mdr_builder_add_byte(b, ' ', source);
}

struct mdr_text mdr_builder_finish(struct mdr_builder *b)
{
    mdr_builder_reserve(b, 0);
    if (b->arena->failed)
        return MDR_TEXT_NONE;
    b->bytes[b->n] = '\0';
    struct mdr_text t = {mdr_span_make(b->bytes, b->n), 0, b->seam, b->seams, 0};
    if (b->seams == 1) { /* one run: it needs no list */
        t.base = b->seam[0].source;
        t.seams = 0;
        t.seam = NULL;
    }
    return t;
}
