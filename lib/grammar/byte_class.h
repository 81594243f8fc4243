/* SPDX-License-Identifier: BSD-2-Clause */
/* What a byte may be part of, by one look: names are read byte by byte, and of these a message has many. */
#ifndef MDR_GRAMMAR_BYTE_CLASS_H
#define MDR_GRAMMAR_BYTE_CLASS_H

#include <stdbool.h>

enum {
    MDR_BYTE_FTEXT = 1, /* of a field's name, RFC 5322 2.2: printable, and no ":" */
    MDR_BYTE_NAME = 2,  /* the same, but for ()<>@,;:=\"[], which a sentence, an address or a parameter has */
    MDR_BYTE_TOKEN = 4, /* of a parameter's name, RFC 2045 5.1 */
    MDR_BYTE_WORD = 8,  /* of a word of a Received field: all but white space, parentheses and ";" */
    MDR_BYTE_ATEXT = 16 /* of an atom, RFC 5322 3.2.3 */
};

extern const unsigned char mdr_byte_class[256];

static inline bool mdr_byte_is(char c, int class)
{
    return (mdr_byte_class[(unsigned char)c] & class) != 0;
}

#endif
