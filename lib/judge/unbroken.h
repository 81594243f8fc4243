/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of Chinese and Japanese whose letters a line end parts. */
#ifndef MDR_JUDGE_UNBROKEN_H
#define MDR_JUDGE_UNBROKEN_H

#include "bytes/text.h"

/*
 * The text without line ends, and what is around them (an indentation, the codes of a reply's next line), between two
 * letters of scripts that are written without blanks: who folds such a text does so within words. Where there are none
 * it is the text itself, else it is built in b, which is emptied before. Texts that are longer than what is read of
 * one stay as they are.
 */
struct mdr_text mdr_unbroken(struct mdr_builder *b, const struct mdr_text *t);

#endif
