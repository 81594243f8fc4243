/* SPDX-License-Identifier: BSD-2-Clause */
/* Mail addresses as they stand in reports and notices, RFC 5321 4.1.2, RFC 6531, RFC 3461 4, RFC 6533 3. */
#ifndef MDR_GRAMMAR_ADDRESS_H
#define MDR_GRAMMAR_ADDRESS_H

#include "bytes/text.h"

/*
 * The address at the start of s: a local part (dot-string, quoted string, masked with "*", or UTF-8),
 * "@", and a domain or address literal (masked ones too). Carriers' forms that break the grammar are
 * read (doubled dots, a dot before the "@"). Returns its length, 0 when there is none.
 */
size_t mdr_address_read(struct mdr_span s);

/* The first address in s, for texts that only contain one; absent when there is none. */
struct mdr_span mdr_address_find(struct mdr_span s);

/*
 * The bare address of a mailbox as a field holds it: display name, comments, angle brackets, a
 * leading "mailto:" or source route, and quotes around the whole are removed. Absent when nothing
 * that could be an address is left; an address without "@" (a local user) is kept.
 */
struct mdr_span mdr_address_bare(struct mdr_span s);

/* Whether the address (or host) was masked by a person: it holds "*" where the grammar has letters. */
bool mdr_address_masked(struct mdr_span s);

/* xtext of RFC 3461 4: every "+" is followed by two upper-case hex digits and the result is printable. */
bool mdr_xtext_plain(struct mdr_span s);
/* Decodes it; the text itself when there is nothing to decode or it is not plain xtext. */
struct mdr_text mdr_xtext_decode(struct mdr_arena *arena, const struct mdr_text *t);

/* Decodes \x{HEX} of RFC 6533 3 (utf-8-addr-xtext, utf-8-addr-unitext); invalid escapes stay as they are. */
struct mdr_text mdr_utf8_address_decode(struct mdr_arena *arena, const struct mdr_text *t);

/* What an envelope recipient hides. */
#define MDR_HIDDEN_NONE 0
#define MDR_HIDDEN_VERP 1 /* list-bounces+user=example.org@lists.example.com */
#define MDR_HIDDEN_BATV 2 /* prvs=0123456789=user@example.org */
#define MDR_HIDDEN_SRS  3 /* SRS0=HHH=TT=example.org=user@relay.example */

/*
 * Recognises VERP, BATV and SRS and decodes the address that it hides into the arena. pattern is the
 * caller's own VERP form ("bounces+{local}={domain}@lists.example.org"), or absent for the usual ones.
 * Returns MDR_HIDDEN_*; *ret is written when it is not NONE.
 */
int mdr_address_hidden(struct mdr_arena *arena, struct mdr_span address, struct mdr_span pattern,
                       struct mdr_span *ret);

#endif
