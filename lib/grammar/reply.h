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

#define MDR_REPLY_LINES 64 /* lines of one reply that are kept; of more, the last one takes the last place */

/* ---- parts of a line ---------------------------------------------------------------------- */

/*
 * A reply code at the very start of s: 200 to 599 with a border behind it (the end, a blank, "-",
 * or a mark such as servers put before an enhanced code); no address, port, version or longer
 * number. Returns it, 0 when there is none.
 */
uint16_t mdr_reply_code(struct mdr_span s);

/*
 * The server's name that the text of a 220, 221, 421 or 521 begins with (its first word, RFC 5321
 * 4.2.1), an address literal too. Many servers write no name there ("221 Bye", "421 Too many
 * connections"), so that a word counts only with a dot inside, or before "ESMTP". Absent otherwise.
 */
struct mdr_span mdr_reply_host(uint16_t code, struct mdr_span text);

/* The <path> in the text of a 251 or 551, without brackets and source route; absent otherwise. */
struct mdr_span mdr_reply_path(uint16_t code, struct mdr_span text);

/*
 * The enhanced code that qmail and its patches end a reply with: "550 sorry, no mailbox here by that name
 * (#5.1.1 - chkuser)", or "[#5.1.1]". Returns its length, and where it stands; 0 when there is none.
 */
size_t mdr_reply_last_code(struct mdr_span text, size_t *ret_at, struct mdr_enhanced *ret);

/* ---- view --------------------------------------------------------------------------------- */

struct mdr_reply_line {
    uint16_t code;                  /* 0: this line has none (push only) */
    struct mdr_enhanced enhanced;   /* class_digit 0: none */
    size_t code_at;                 /* where its three digits stand in the text */
    size_t enhanced_at, enhanced_n; /* where it stands */
    size_t text_at, text_n;         /* what follows, trimmed */
};

struct mdr_reply_view {
    uint16_t code;                /* of the last line; 0: no reply here */
    struct mdr_enhanced enhanced; /* the last one whose class is the reply's, else the last one;
                                     class_digit 0: none */
    size_t enhanced_at, enhanced_n;
    size_t n;       /* bytes of the text that the reply takes, with its last line end */
    uint32_t flags; /* MODORI_REPLY_FLAG_* bits; BARE_LF and MALFORMED are of connections only */
    size_t lines;   /* lines found: more than MDR_REPLY_LINES are not all kept */
    size_t kept;    /* lines kept: line[0] to line[kept - 1], which is the reply's last line;
                       the rest of the array is not written */
    struct mdr_reply_line line[MDR_REPLY_LINES];
};

/*
 * A reply at the very start of s (blanks skipped), as mdr_reply_code. Lines:
 *
 * - A line whose code is followed by "-" goes on to the next one that begins with a code; one that
 * is not is the last. Codes may differ ("220-" ... "521 "): flagged, the last one decides.
 * - A line end before anything but a code is folding, and so is one before blanks and another code:
 *   the text goes on.
 * - Where folding has lost line ends, a new line begins before " NNN-", and before " NNN " when no
 *   " NNN-" follows, only where NNN is the first code and the line before it had "-". So a number
 * in the text ("send no 500 mails") starts no line.
 *   Where the first code does not come again at all, another one counts when an enhanced code of its
 *   class stands right behind it ("450-4.7.1 a 550 5.7.1 b").
 * - A doubled code ("550 550 5.1.1 ...") counts once.
 *
 * The reply ends before the line that begins with another reply's code, else at the end of s.
 * Returns false when there is none; only ret->code is written then (0).
 */
bool mdr_reply_view(struct mdr_span s, struct mdr_reply_view *ret);

/* ---- shared by view and push -------------------------------------------------------------- */

/*
 * s is a line from its code on. The head is the code (3 bytes), its separators, and the same code
 * once more where it is doubled; *ret_more tells whether the line goes on ("-"). Returns its
 * length.
 */
size_t mdr_reply_line_head(struct mdr_span s, bool *ret_more);

/* Enhanced code and text of a line, whose head ends at `head` and which ends with s. Writes all of
 * *ret but the code. */
void mdr_reply_line_body(struct mdr_span s, size_t head, struct mdr_reply_line *ret);

/*
 * Which line's enhanced code counts for the reply: the last one whose class is that of the reply
 * code, else the last one. Returns its index, the number of lines when there is none.
 */
size_t mdr_reply_choose(uint16_t code, const struct mdr_reply_line *line, size_t lines);

#endif
