/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines of a page for a person, and a code's facts in them. */
#ifndef MODORI_CODE_PAGE_H
#define MODORI_CODE_PAGE_H

#include "tool.h"

/* A label, and behind `indent` columns a text, broken to fit. */
void page_row(const char *label, size_t indent, const char *text, size_t n);

/* One fact with its label; name is its key in JSON, lang a language tag or NULL. */
void code_page_row(const char *name, const char *text, size_t n, const char *lang);

#endif
