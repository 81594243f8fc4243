/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * SMTP replies, RFC 5321 4.2, in two ways: pushed from a connection (any chunking, no heap), and
 * viewed in a text that lies in memory whole (a diagnostic, a transcript), where line ends may have
 * been lost by folding ("550-5.1.1 a 550-5.1.1 b 550 5.1.1 c").
 */
#ifndef MDR_GRAMMAR_REPLY_H
#define MDR_GRAMMAR_REPLY_H

#include "bytes/span.h"
#include "grammar/enhanced.h"

#include <stdint.h>

/* ---- view --------------------------------------------------------------------------------- */

#define MDR_REPLY_LINES 64 /* lines of one reply that a view keeps; more are counted and flagged */

struct mdr_reply_line {
    uint16_t code;                 /* 0: this line has none */
    size_t code_at;                /* where its three digits stand in the text */
    struct mdr_enhanced enhanced;  /* class_digit 0: none */
    size_t enhanced_at, enhanced_n; /* where it stands */
    size_t text_at, text_n;        /* what follows, trimmed */
};

struct mdr_reply_view {
    uint16_t code;                /* of the last line; 0: no reply here */
    struct mdr_enhanced enhanced; /* the last one whose class is the reply's, else the last one; class_digit 0: none */
    size_t enhanced_at, enhanced_n;
    size_t code_at;               /* of the last line's code */
    size_t n;                     /* bytes of the text that the reply takes */
    uint32_t flags;               /* MODORI_REPLY_FLAG_* bits */
    size_t lines;                 /* lines found; at most MDR_REPLY_LINES are kept */
    struct mdr_reply_line line[MDR_REPLY_LINES];
};

/*
 * A reply at the very start of s (blanks skipped): a code of 200 to 599 with a border behind it
 * (end, blank, "-", or one of the marks that servers put before an enhanced code). The text runs to
 * the end of s. Lines are split at line ends and, where folding has lost those, before " NNN-" and
 * " NNN " only where NNN is the first code and the line before it had "-". A doubled code ("550 550
 * 5.1.1 ...") counts once. Returns false when there is none; ret->code is 0 then.
 */
bool mdr_reply_view(struct mdr_span s, struct mdr_reply_view *ret);

/* ---- push --------------------------------------------------------------------------------- */

/* The public modori_reply_parser: see modori.h for what each call means. */
struct modori_reply_parser;

#endif
