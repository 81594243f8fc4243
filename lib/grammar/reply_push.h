/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * SMTP replies pushed from a connection, RFC 5321 4.2: any chunking gives the same result, and all
 * memory is the caller's. One reply at a time; the bytes behind it are not touched.
 *
 * What is not by the grammar:
 * - A line that does not begin with three digits is a malformed reply of its own when it comes
 *   first. Inside a reply it is taken for text (a line end that slipped into a text is the usual
 *   cause), because ending the reply there would put every later reply out of step.
 * - Three digits that are no reply code (below 200, from 600 on) frame lines as codes do, but the
 *   line is malformed.
 * - Any byte but "-" behind the code makes the line the last one.
 * - A line ends in LF; a CR that no LF follows is a byte of the text.
 */
#ifndef MDR_GRAMMAR_REPLY_PUSH_H
#define MDR_GRAMMAR_REPLY_PUSH_H

#include "grammar/reply.h"

#define MDR_PUSH_HEAD 64  /* bytes of a line that code, marks and enhanced code have to stand in */
#define MDR_PUSH_WORD 512 /* of a host or path, with its NUL */

struct mdr_push_line {
    uint16_t code; /* 0: malformed */
    struct mdr_enhanced enhanced;
    char written[MDR_ENHANCED_SIZE]; /* the enhanced code as text, NUL-terminated */
    unsigned char written_n;
    size_t text_at, text_n; /* in the store, a NUL behind it */
};

enum mdr_push_state {
    MDR_PUSH_IDLE = 0, /* nothing read, or a reply is complete: the next byte begins one */
    MDR_PUSH_HEAD_OF_LINE,
    MDR_PUSH_TEXT
};

struct modori_reply_parser {
    char *store;  /* texts, each with a NUL */
    size_t limit; /* bytes of text that fit; the NULs have room of their own */
    size_t used;  /* of the store */
    size_t texts; /* bytes of text in it */
    enum mdr_push_state state;
    bool complete;
    bool cr;        /* a CR waits for its LF */
    bool more;      /* the line being read, or the last one, goes on */
    bool full;      /* the current line does not fit */
    uint16_t code;  /* of the last line that has one */
    uint32_t flags; /* MODORI_REPLY_FLAG_* */
    size_t lines;   /* lines of this reply; line[] keeps the first ones and the last */
    size_t kept;
    struct mdr_enhanced enhanced; /* the first one seen */
    struct mdr_enhanced chosen;   /* of a complete reply: the one that counts; class_digit 0: none */
    char head[MDR_PUSH_HEAD];
    size_t head_n;
    char wide[4]; /* an unfinished UTF-8 sequence */
    size_t wide_n;
    char word[MDR_PUSH_WORD]; /* host or path, the first one */
    size_t word_n;
    bool word_is_path;
    struct mdr_push_line line[MDR_REPLY_LINES];
};

/* Bytes that a parser and its store need, without alignment; SIZE_MAX when that is no size. */
size_t mdr_push_size(size_t limit);

/* storage is aligned, and size at least mdr_push_size(1). */
struct modori_reply_parser *mdr_push_init(void *storage, size_t size);

/* Forgets what was read. */
void mdr_push_reset(struct modori_reply_parser *push);

/* Takes bytes up to the end of a reply; returns how many. push->complete tells whether it is there.
 */
size_t mdr_push_feed(struct modori_reply_parser *push, struct mdr_span s);

/* The end of the connection; false when nothing was read since the last reply. */
bool mdr_push_finish(struct modori_reply_parser *push);

#endif
