/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of the library, all generated from tables/: names, texts by language, codes. */
#ifndef MDR_WORDS_WORDS_H
#define MDR_WORDS_WORDS_H

#include "bytes/span.h"

#include <stdint.h>

/* Languages; anything else is English. */
#define MDR_LANG_EN 0
#define MDR_LANG_JA 1

/* "ja", "ja-JP", "JA_jp.UTF-8" is Japanese. NULL is English. */
int mdr_lang_of(const char *tag);
/* The same language, or English for a number that is none. */
int mdr_lang_known(int lang);

/* ---- enumerations: name <-> number <-> meaning ---------------------------------------------- */

struct mdr_span mdr_enum_name(int32_t enumeration, int32_t value); /* absent: unknown */
bool mdr_enum_value(int32_t enumeration, struct mdr_span name, int32_t *ret);
size_t mdr_enum_count(int32_t enumeration);
bool mdr_enum_at(int32_t enumeration, size_t index, int32_t *ret);
struct mdr_span mdr_enum_text(int32_t enumeration, int32_t value, int lang); /* what it means */
/* In words for the person whose mail it was: reasons, causes, advice; others as mdr_enum_text. */
struct mdr_span mdr_enum_text_person(int32_t enumeration, int32_t value, int lang);

/* ---- reasons: their columns ----------------------------------------------------------------- */

struct mdr_reason {
    int32_t number;
    int32_t party;       /* MODORI_PARTY_* */
    int32_t persistence; /* MODORI_PERSISTENCE_* */
    bool hard;           /* the address itself will not come back */
    int32_t advice[4];   /* MODORI_ADVICE_*, best first, 0 ends */
};

/* NULL for an unknown number. */
const struct mdr_reason *mdr_reason_find(int32_t number);

/* ---- other texts: sentences of explain, by id ("explain.who-remote") ------------------------- */

/* A text of tables/lang/en.tab and ja.tab by its id; absent when there is no such id. */
struct mdr_span mdr_text_find(struct mdr_span id, int lang);

/* ---- codes ----------------------------------------------------------------------------------- */

/* Beside MODORI_CODE_*: the names of the reasons that a code stands for by the book ("rcpt.full size.message"). */
#define MDR_CODE_MEANS 101

/* key is MODORI_CODE_*; unknown codes by class and second digit. Absent: no such code at all. */
struct mdr_span mdr_reply_code_text(int32_t code, int32_t key, int lang);

/*
 * Whether a reason is one that a code names by the book ("names": a text of MDR_CODE_MEANS); true where the code
 * leaves the reason open.
 */
bool mdr_code_fits(struct mdr_span names, int32_t reason);

size_t mdr_reply_code_count(void);
int32_t mdr_reply_code_at(size_t index); /* -1 past the end */

/* code is "5.7.26"; unknown details are answered by subject, unknown subjects by class. */
struct mdr_span mdr_enhanced_code_text(struct mdr_span code, int32_t key, int lang);
size_t mdr_enhanced_code_count(void);
struct mdr_span mdr_enhanced_code_at(size_t index); /* "X.1.1" */

#endif
