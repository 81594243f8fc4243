/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What must hold for every report, whatever the input was: each getter answers, texts are UTF-8
 * with a NUL only behind them, offsets lie inside of the input, JSON is JSON. Fuzzers and sweeps
 * share it.
 */
#ifndef MODORI_FUZZ_EXERCISE_H
#define MODORI_FUZZ_EXERCISE_H

#include <modori.h>

/* Ends the program with a message when something does not hold. len is the length of the input. */
void exercise_report(const modori_report *report, size_t len);

/* Ends the program unless the text is UTF-8 without control characters (but LF when lines is set). */
void exercise_text(const char *text, size_t len, int lines);

/* Ends the program unless the text is one JSON value. */
void exercise_json(const char *text, size_t len);

void exercise_fault(const char *what);

#endif
