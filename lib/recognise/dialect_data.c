/* SPDX-License-Identifier: BSD-2-Clause */
/* The generated rows of tables/dialects/: see dialect_table.h. */
#include "recognise/dialect.h"
#include "recognise/dialect_table.h"

#include <modori.h>

#include "recognise/dialect_tables.inc"

_Static_assert(DIALECT_ROWS <= MDR_DIALECTS_MAX && MARK_ROWS <= MDR_MARKS_MAX, "make more room in dialect_table.h");

void mdr_dialect_table_get(struct mdr_dialect_table *ret)
{
    *ret = (struct mdr_dialect_table){
        .dialect = dialect_rows,
        .dialects = DIALECT_ROWS,
        .mark = mark_rows,
        .marks = MARK_ROWS,
        .line_mark = line_marks,
        .line_marks = LINE_MARKS,
        .place_mark = place_marks,
        .place = mark_places,
        .name_longest = NAME_LONGEST,
        .header_letters = HEADER_LETTERS,
        .field_letters = FIELD_LETTERS,
        .state = state_rows,
        .rule = rule_rows,
        .op = op_rows,
        .patterns = {dialect_pool, dialect_token, dialect_pattern},
        .scan = MDR_SCAN_TABLE(dialect),
        .scan_heading = MDR_SCAN_TABLE(heading),
    };
}
