/* SPDX-License-Identifier: BSD-2-Clause */
/* From a finished report to words: JSON for programs, explanations for people. */
#ifndef MDR_SAY_SAY_H
#define MDR_SAY_SAY_H

#include "bytes/text.h"
#include "report/report.h"

/*
 * All writers append to a builder (seams do not matter here: source 0). When memory runs out the builder's arena
 * says so; the caller asks once at the end.
 */

/* One line of JSON, no line end; source absent: no source and index keys. */
void mdr_json_report(struct mdr_builder *b, const struct modori_report *report, struct mdr_span source, uint64_t index);
void mdr_json_recipient(struct mdr_builder *b, const struct modori_recipient *recipient);

/* lang is MDR_LANG_*, style MODORI_EXPLAIN_*, columns > 0. */
void mdr_explain(struct mdr_builder *b, const struct modori_report *report, int lang, int32_t style, int32_t columns);

/* Two outcomes for the same recipient. */
void mdr_compare(struct mdr_builder *b, const struct modori_report *one, const struct modori_report *other, int lang,
                 int32_t columns);
void mdr_compare_json(struct mdr_builder *b, const struct modori_report *one, const struct modori_report *other);

#endif
