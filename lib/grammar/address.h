/* SPDX-License-Identifier: BSD-2-Clause */
/* Mail addresses as they stand in reports and notices, RFC 5321 4.1.2, RFC 6531, RFC 3461 4, RFC
 * 6533 3. */
#ifndef MDR_GRAMMAR_ADDRESS_H
#define MDR_GRAMMAR_ADDRESS_H

#include "bytes/text.h"

#include <stdint.h>

/* Longer parts are no addresses (RFC 5321 4.5.3.1 has 64 and 255 bytes); they bound every search.
 */
#define MDR_ADDRESS_LOCAL  256
#define MDR_ADDRESS_DOMAIN 512

/*
 * The address at the start of s: a local part (dot-string, quoted string, masked with "*", UTF-8,
 * or with the escapes of RFC 6533), "@", and a domain or address literal (masked ones too).
 * Carriers' forms that break the grammar are read (doubled dots, a dot before the "@"). Letter case
 * is kept. A dot at the end belongs to it only where ">" follows. A domain ends where Japanese or
 * other text follows an ASCII name without a blank. Returns its length, 0 when there is none.
 */
size_t mdr_address_read(struct mdr_span s);

/* The first address in s, for texts that only contain one; absent when there is none. */
struct mdr_span mdr_address_find(struct mdr_span s);

/*
 * The bare address of a mailbox as a field holds it: display name, comments, angle brackets, a
 * leading "mailto:" or source route, and quotes around the whole are removed; what is then left is
 * kept as it stands, blanks inside too. Absent when nothing that could be an address is left: no
 * local part ("@mx.example"), a command ("|procmail"), a file or X.500 name ("/o=Org/cn=user"). An
 * address without "@" (a local user) is kept when it is one word.
 */
struct mdr_span mdr_address_bare(struct mdr_span s);

/*
 * Whether the address (or host, or IP address) was masked by a person: "*" in a domain or host, or
 * a local part with several "*" or nothing else (a single "*" among letters is a legal character).
 */
bool mdr_address_masked(struct mdr_span s);

/* ---- encodings ---------------------------------------------------------------------------- */

/*
 * xtext of RFC 3461 4: every "+" is followed by two upper-case hex digits and the result is
 * printable ASCII, so that user+tag and user+ab are none. True too for a text without "+".
 */
bool mdr_xtext_plain(struct mdr_span s);
/* Decodes it; the text itself when there is nothing to decode or it is not plain xtext. */
struct mdr_text mdr_xtext_decode(struct mdr_arena *arena, const struct mdr_text *t);
/* The byte that s begins with, decoded when it is "+HH"; *ret_n gets how many bytes it takes. s is
 * not empty. */
char mdr_xtext_byte(struct mdr_span s, size_t *ret_n);

/* Decodes \x{HEX} of RFC 6533 3 (utf-8-addr-xtext, utf-8-addr-unitext); invalid escapes stay as
 * they are. */
struct mdr_text mdr_utf8_address_decode(struct mdr_arena *arena, const struct mdr_text *t);
/*
 * A valid escape at the start of s: 2 to 6 hex digits without useless zeros, no surrogate, no NUL,
 * nothing beyond 10FFFF, and of ASCII only what has to be escaped (controls, SP, "\", "+", "=").
 * Returns its length and the character, 0 when there is none.
 */
size_t mdr_utf8_escape(struct mdr_span s, uint32_t *ret_character);

#endif
