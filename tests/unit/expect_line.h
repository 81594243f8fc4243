/* SPDX-License-Identifier: BSD-2-Clause */
/* One fact of the story changed, one sentence of its explanation more, less or other. */
#ifndef EXPECT_LINE_H
#define EXPECT_LINE_H

#include "made_report.h"

struct line_row {
    const char *label;
    void (*change)(struct modori_report *r);
    const char *with, *without; /* NULL: nothing to look for */
};

static inline void expect_line(const struct line_row *row)
{
    struct modori_report r;
    struct mdr_arena arena;
    made_story_advice(made_story(&r));
    row->change(&r);
    struct mdr_span page = made_page(&arena, &r, MDR_LANG_EN, MODORI_EXPLAIN_ADMINISTRATOR);
    if (row->with)
        cr_expect(made_holds(page, row->with), "%s:\n%s", row->label, page.p);
    if (row->without)
        cr_expect_not(made_holds(page, row->without), "%s:\n%s", row->label, page.p);
    mdr_arena_free(&arena);
    mdr_report_discard(&r);
}

#endif
