/* SPDX-License-Identifier: BSD-2-Clause */
/* Line ends within words: see unbroken.h. */
#include "judge/unbroken.h"
#include "bytes/utf8.h"
#include "recognise/phrase.h"
#include "recognise/written.h"

/* What parts two letters around the line end at `at`: from *ret_from on so many bytes; 0: it parts none. */
static size_t break_around(struct mdr_span s, size_t at, size_t *ret_from)
{
    size_t from = at, back;
    while (at - from < MDR_WRITTEN_BLANKS && (back = mdr_written_space_before(s, from)) > 0)
        from -= back;
    size_t n = mdr_written_blank(s, from);
    *ret_from = from;
    if (!mdr_utf8_runs_on(mdr_span_cut(s, 0, from), mdr_span_from(s, from + n)))
        return 0;
    struct mdr_span second = mdr_span_cut(s, at + 1, from + n); /* an empty line ends more than a line */
    return mdr_find_byte(second, '\n', 0) == MDR_NOT_FOUND ? n : 0;
}

/* The next such place from `at` on. */
static size_t find_break(struct mdr_span s, size_t at, size_t *ret_from)
{
    size_t n;
    for (; (at = mdr_find_byte(s, '\n', at)) != MDR_NOT_FOUND; at++)
        if ((n = break_around(s, at, ret_from)) > 0)
            return n;
    return 0;
}

struct mdr_text mdr_unbroken(struct mdr_builder *b, const struct mdr_text *t)
{
    size_t from = 0, at = 0, n;
    if (t->s.n > MDR_PHRASE_HEAD + MDR_PHRASE_TAIL || mdr_ascii_run(t->s, 0) == t->s.n ||
        (n = find_break(t->s, 0, &at)) == 0)
        return *t;
    mdr_builder_clear(b);
    mdr_builder_reserve(b, t->s.n);
    for (; n > 0; n = find_break(t->s, from, &at)) {
        mdr_builder_add_part(b, t, from, at);
        from = at + n;
    }
    mdr_builder_add_part(b, t, from, t->s.n);
    return mdr_builder_finish(b);
}
