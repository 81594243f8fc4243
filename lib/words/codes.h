/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of the code tables, reply codes and enhanced status codes alike. For lib/words only. */
#ifndef MDR_WORDS_CODES_H
#define MDR_WORDS_CODES_H

#include "words/pool.h"

/* Which of a row's retry texts: a reply has one, an enhanced code one each for 4.y.z and 5.y.z. */
#define MDR_RETRY_ANY 0
#define MDR_RETRY_4   1
#define MDR_RETRY_5   2

/* The order of the members is that of tables/gen/words_codes.awk. */
struct mdr_code_row {
    int32_t key;
    struct mdr_piece code, standard_text, standing, reference, phases, means;
    struct mdr_piece meaning[MDR_LANGS], notes[MDR_LANGS], retry[3][MDR_LANGS];
};

/* The row of a key, by binary search; NULL when there is none. */
const struct mdr_code_row *mdr_code_find(const struct mdr_code_row *rows, size_t count, int32_t key);

/* A fact of a row, by MODORI_CODE_*, but for the retry texts; {0, 0} where there is none. */
struct mdr_piece mdr_code_fact(const struct mdr_code_row *row, int32_t key, int lang);

#endif
