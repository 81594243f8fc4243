/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * quoted-printable, RFC 2045 6.7. Plain runs are copied whole; "=" before anything but two hex
 * digits or a line end stays as it is.
 */
#include "grammar/transfer.h"
#include "bytes/ascii.h"

#define ESCAPES 4 /* a seam for so many of them in a row */

struct qp {
    struct mdr_builder b;
    const struct mdr_text *body;
    struct mdr_chunk chunk; /* decoded escapes that are not written yet */
    size_t run;             /* from here on nothing was written yet, where the chunk is empty */
    bool broken;
};

static void write_run(struct qp *qp, size_t to)
{
    mdr_chunk_flush(&qp->chunk, &qp->b, qp->body);
    if (to <= qp->run)
        return;
    if (qp->body->seams == 0) {
        mdr_builder_add(&qp->b, mdr_span_cut(qp->body->s, qp->run, to), qp->body->base + qp->run);
        return;
    }
    struct mdr_text run = mdr_text_cut(qp->body, qp->run, to);
    mdr_builder_add_text(&qp->b, &run);
}

/* The "=" at `at`, in a line whose text ends at `end`; returns where to go on. */
static size_t read_escape(struct qp *qp, size_t at, size_t end)
{
    struct mdr_span s = qp->body->s;
    int high = end - at >= 3 ? mdr_hex_value(s.p[at + 1]) : -1;
    int low = high >= 0 ? mdr_hex_value(s.p[at + 2]) : -1;
    if (low < 0) {
        qp->broken = true;
        return at + 1;
    }
    if (qp->run < at || qp->chunk.n == ESCAPES)
        write_run(qp, at);
    mdr_chunk_byte(&qp->chunk, &qp->b, qp->body, (char)(high * 16 + low), at);
    return qp->run = at + 3;
}

/* The line from `at` to its LF (or the end) at lf. */
static void read_line(struct qp *qp, size_t at, size_t lf)
{
    struct mdr_span s = qp->body->s;
    size_t line_end = lf > at && lf < s.n && s.p[lf - 1] == '\r' ? lf - 1 : lf, end = lf;
    while (end > at && (mdr_is_blank(s.p[end - 1]) || s.p[end - 1] == '\r'))
        end--;
    bool soft = end > at && s.p[end - 1] == '=';
    size_t text_end = soft ? end - 1 : end;
    for (;;) {
        const char *hit = text_end > at ? memchr(s.p + at, '=', text_end - at) : NULL;
        if (!hit)
            break;
        at = read_escape(qp, (size_t)(hit - s.p), text_end);
    }
    if (!soft && end == line_end)
        return;
    write_run(qp, text_end);
    qp->run = soft ? lf + 1 : line_end; /* a soft line end goes, blanks before a hard one too */
}

struct mdr_text mdr_qp_decode(struct mdr_arena *arena, const struct mdr_text *body, size_t max, bool *ret_broken)
{
    struct qp qp = {.body = body};
    struct mdr_span s = body->s;
    mdr_builder_init(&qp.b, arena);
    mdr_builder_reserve(&qp.b, s.n < max ? s.n : max);
    for (size_t at = 0, lf; at < s.n && qp.b.n < max && !mdr_arena_failed(arena); at = lf + 1) {
        lf = mdr_find_byte(s, '\n', at);
        if (lf == MDR_NOT_FOUND)
            lf = s.n;
        read_line(&qp, at, lf);
    }
    write_run(&qp, s.n);
    *ret_broken = qp.broken;
    struct mdr_text text = mdr_builder_finish(&qp.b);
    return mdr_text_cut(&text, 0, max);
}
