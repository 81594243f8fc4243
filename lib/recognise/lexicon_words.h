/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of a text, with their numbers in a lexicon's table, as far as there is room: for lexicon.c. */
#ifndef MDR_RECOGNISE_LEXICON_WORDS_H
#define MDR_RECOGNISE_LEXICON_WORDS_H

#include "recognise/lexicon.h"

/* Makes further words known, behind those that no way has begun with yet. Behind the last stands one of no bytes. */
void mdr_lexicon_read(struct mdr_lexicon *lexicon);

/* Whether what stands at `at` has the bytes of a text of the pool from the ninth one on, before `to`. */
bool mdr_lexicon_middle_fits(struct mdr_lexicon *lexicon, uint32_t text, size_t to, size_t at);

#endif
