/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading a notice by its dialect: see dialect.h. */
#include "recognise/dialect.h"
#include "recognise/dialect_mark.h"
#include "recognise/dialect_run.h"

#include <modori.h>

static bool answers(int32_t kind)
{
    return kind == MODORI_KIND_AUTO_REPLY || kind == MODORI_KIND_CHALLENGE || kind == MODORI_KIND_RECEIPT ||
           kind == MODORI_KIND_FEEDBACK;
}

void mdr_dialect_read(const struct mdr_notice *notice, struct mdr_clues *clues, struct mdr_dialect *ret)
{
    struct mdr_dialect_table table;
    struct mdr_found found;
    memset(ret, 0, sizeof *ret);
    mdr_dialect_table_get(&table);
    mdr_dialect_find(&table, notice, &found);
    if (found.dialect == MDR_DIALECT_NONE)
        return;
    const struct mdr_dialect_row *row = &table.dialect[found.dialect];
    /* What a person answers may quote a notice; only what answers for a person looks like his. */
    if (!answers(row->kind) && mdr_notice_personal(notice))
        return;
    ret->name = mdr_span_make(&table.patterns.pool[row->name], row->name_n);
    ret->rule = ret->name;
    ret->kind = row->kind;
    ret->speaker = row->speaker;
    ret->hides_stage = row->hides != 0;
    ret->plain_original = row->decoded != 0;
    ret->sure = found.sure;
    ret->mark = found.mark;
    struct mdr_run run;
    memset(&run, 0, sizeof run);
    run.table = &table;
    run.notice = notice;
    run.dialect = row;
    run.clues = clues;
    run.found = ret;
    mdr_dialect_run(&run);
}
