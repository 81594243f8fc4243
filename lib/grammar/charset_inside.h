/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of the charset converter share. */
#ifndef MDR_GRAMMAR_CHARSET_INSIDE_H
#define MDR_GRAMMAR_CHARSET_INSIDE_H

#include "grammar/charset.h"

/* ---- names: charset_names.c ----------------------------------------------------------------- */

/* The charsets that are read here; from MDR_CHARSET_ICONV on only by iconv. */
enum {
    MDR_CHARSET_NONE = 0, /* no label, or one that says nothing */
    MDR_CHARSET_STRANGE,  /* a label that is not in the list */
    MDR_CHARSET_ASCII,
    MDR_CHARSET_UTF8,
    MDR_CHARSET_UTF7,
    MDR_CHARSET_WINDOWS_1252, /* also what is labelled iso-8859-1 */
    MDR_CHARSET_ISO_2022_JP,
    MDR_CHARSET_EUC_JP,
    MDR_CHARSET_CP932,
    MDR_CHARSET_ICONV,
    MDR_CHARSET_JIS_X_0212 = MDR_CHARSET_ICONV, /* inside of the Japanese ones */
    MDR_CHARSET_UTF_16LE,
    MDR_CHARSET_UTF_16BE,
    MDR_CHARSET_ISO_2022_KR,
    MDR_CHARSET_GB18030,
    MDR_CHARSET_BIG5,
    MDR_CHARSET_CP949,
    MDR_CHARSET_EUC_TW,
    MDR_CHARSET_JOHAB,
    MDR_CHARSET_SINGLE, /* from here on one byte a character */
    MDR_CHARSET_ISO_8859_2 = MDR_CHARSET_SINGLE,
    MDR_CHARSET_ISO_8859_3,
    MDR_CHARSET_ISO_8859_4,
    MDR_CHARSET_ISO_8859_5,
    MDR_CHARSET_ISO_8859_6,
    MDR_CHARSET_ISO_8859_7,
    MDR_CHARSET_ISO_8859_8,
    MDR_CHARSET_WINDOWS_1254,
    MDR_CHARSET_ISO_8859_10,
    MDR_CHARSET_WINDOWS_874,
    MDR_CHARSET_ISO_8859_13,
    MDR_CHARSET_ISO_8859_14,
    MDR_CHARSET_ISO_8859_15,
    MDR_CHARSET_ISO_8859_16,
    MDR_CHARSET_WINDOWS_1250,
    MDR_CHARSET_WINDOWS_1251,
    MDR_CHARSET_WINDOWS_1253,
    MDR_CHARSET_WINDOWS_1255,
    MDR_CHARSET_WINDOWS_1256,
    MDR_CHARSET_WINDOWS_1257,
    MDR_CHARSET_WINDOWS_1258,
    MDR_CHARSET_KOI8_R,
    MDR_CHARSET_KOI8_U,
    MDR_CHARSET_CP437,
    MDR_CHARSET_CP850,
    MDR_CHARSET_CP852,
    MDR_CHARSET_CP866,
    MDR_CHARSET_MACINTOSH,
    MDR_CHARSETS
};

/* Which charset a label names; letter case and marks in it do not count. */
int32_t mdr_charset_number(struct mdr_span label);

/* The names that iconv may know it by, the best first: NULL behind the last one. Constants, never the mail's. */
const char *mdr_charset_iconv_name(int32_t number, size_t i);

/* A row of the list of labels, for its test; NULL behind the last one. */
const char *mdr_charset_label(size_t i, int32_t *ret_number);

/* ---- a conversion --------------------------------------------------------------------------- */

struct mdr_conversion {
    struct mdr_charset *charset;
    const struct mdr_text *text;
    struct mdr_builder out;
    bool replaced; /* something was no character */
};

/* Bytes of UTF-8 that stand for what is at `at` of the text. */
void mdr_conversion_add(struct mdr_conversion *c, struct mdr_span utf8, size_t at);
/* Bytes of the text that are UTF-8 already; what is not becomes U+FFFD. */
void mdr_conversion_copy(struct mdr_conversion *c, size_t from, size_t to);
void mdr_conversion_char(struct mdr_conversion *c, uint32_t character, size_t at);
/* U+FFFD for the byte at `at`. */
void mdr_conversion_replace(struct mdr_conversion *c, size_t at);

/* The bytes from `from` to `to` of the text, which hold no line end inside (but of UTF-16). */
void mdr_conversion_windows_1252(struct mdr_conversion *c, size_t from, size_t to);
void mdr_conversion_utf7(struct mdr_conversion *c, size_t from, size_t to);
void mdr_conversion_iso_2022_jp(struct mdr_conversion *c, size_t from, size_t to);
void mdr_conversion_euc_jp(struct mdr_conversion *c, size_t from, size_t to);

/* Whether iconv is there and knows the charset: opens it. */
bool mdr_iconv_ready(struct mdr_charset *charset, int32_t number);
/* By iconv: bytes that begin with what is at `at` of the text. */
void mdr_conversion_iconv(struct mdr_conversion *c, int32_t number, struct mdr_span bytes, size_t at);

/* ---- guessing: charset_guess.c -------------------------------------------------------------- */

/* How much of a text is UTF-8: sequences of two bytes, of more, and bytes that fit into none. */
struct mdr_utf8_count {
    size_t two, more, bad;
};

struct mdr_utf8_count mdr_utf8_count(struct mdr_span s);
/* How many bytes at the start of s, which is no valid sequence, are one broken character: a cut one is one. */
size_t mdr_utf8_broken(struct mdr_span s);

/* Which of EUC-JP and CP932 the 8-bit text is; MDR_CHARSET_NONE when it is neither. */
int32_t mdr_guess_japanese(struct mdr_span s);
/* The same for 8-bit text that is known to be Japanese (the hint is ISO-2022-JP), and may be a few kanji only. */
int32_t mdr_guess_in_japanese(struct mdr_span s);

/* Whether ESC and a designation of ISO-2022-JP stand in s. */
bool mdr_has_jis_escape(struct mdr_span s);

#endif
