/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A diagnostic taken apart: who speaks, to which server it was, at which stage, where the reply
 * stands, and which words are those of whoever refused. By the shapes of tables/shapes/; structure only, no
 * verdict.
 */
#ifndef MDR_RECOGNISE_DIAGNOSTIC_H
#define MDR_RECOGNISE_DIAGNOSTIC_H

#include "bytes/text.h"
#include "grammar/reply.h"

#include <stdint.h>

struct mdr_utterance {
    struct mdr_span shape;   /* name of the shape that fits ("postfix-said"); absent: none */
    int32_t speaker;         /* MODORI_SPEAKER_*; 0: not told */
    int32_t phase;           /* MODORI_PHASE_*; 0: not told */
    int32_t maybe_delivered; /* 1: the text says so, else 0 */
    bool hides;              /* the text stands in place of what was answered, if anything was */
    struct mdr_text words; /* what counts for the verdict: the remote's words (its reply text, codes cut off), else the
                              reporter's own */
    struct mdr_text reply_text;    /* the reply as it stands, from its code on; absent: none */
    int32_t reply;                 /* code of the last line; 0: none */
    struct mdr_enhanced enhanced;  /* class_digit 0: none */
    struct mdr_text enhanced_text; /* "5.1.1" as it stands */
    uint32_t reply_flags;          /* MODORI_REPLY_FLAG_* */
    struct mdr_text host, ip, port;
    struct mdr_text command; /* as it stands: "RCPT TO command" */
    struct mdr_text stage;   /* the words that tell the phase: "connect to", "end of DATA command"; absent: none */
    struct mdr_text address; /* an address that the line names as the one that failed; absent: none */
    struct mdr_text alias;
    bool enough; /* the shape tells the structure for sure (not the fallback) */
};

/*
 * Reads a diagnostic. type is the diagnostic type where known ("smtp", "x-postfix", "x-unix"), absent
 * otherwise: "smtp" makes a leading code a reply of the remote. Works for one line or several (joined
 * by LF), folded or not. Where no shape fits, a reply at the start is still found.
 */
void mdr_diagnostic_read(const struct mdr_text *text, struct mdr_span type, struct mdr_utterance *ret);

/* The stage that a command or state name tells ("RCPT TO", "end of DATA", "sending MAIL FROM",
 * "performing the EHLO handshake", "sending end of data -- message may be sent more than once"); 0: none. */
int32_t mdr_phase_of(struct mdr_span words);

#endif
