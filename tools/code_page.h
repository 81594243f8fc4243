/* SPDX-License-Identifier: BSD-2-Clause */
/* A code's facts for a person, line by line. */
#ifndef MODORI_CODE_PAGE_H
#define MODORI_CODE_PAGE_H

#include "tool.h"

/* One fact with its label; name is its key in JSON, lang a language tag or NULL. */
void code_page_row(const char *name, const char *text, size_t n, const char *lang);

#endif
