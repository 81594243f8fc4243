/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Patterns of lines and diagnostics: literals and captures, compiled from the rule files by
 * tables/gen/pattern.awk. Deterministic: a capture that may run on ends at the next literal, and
 * nothing is ever tried twice. Linear in the text.
 *
 * A pattern has to fit the whole text; "*" stands for anything. In literals the letter case of ASCII
 * does not count, a blank stands for any run of white space (line ends too), and a fold (a line end
 * with blanks) may also stand inside a word. "'" stands for a typographic apostrophe too.
 */
#ifndef MDR_RECOGNISE_PATTERN_H
#define MDR_RECOGNISE_PATTERN_H

#include "bytes/span.h"

#include <stdint.h>

/* What a token is. The classes from MDR_CLASS_TEXT on run on to the next literal. */
enum mdr_class {
    MDR_CLASS_LITERAL = 0,
    MDR_CLASS_RECIPIENT, /* an address, with or without angle brackets */
    MDR_CLASS_ADDRESS,
    MDR_CLASS_ALIAS,
    MDR_CLASS_ORIGINAL,
    MDR_CLASS_SENDER,
    MDR_CLASS_LOCAL,  /* a recipient without a domain: anything without blanks, or a directory's name */
    MDR_CLASS_SERVER, /* H[A]:P and its parts: gives host, ip and port; a bare word that shows no host fits, and gives
                         nothing */
    MDR_CLASS_HOST,   /* likewise */
    MDR_CLASS_IP,     /* a masked one fits, but gives nothing */
    MDR_CLASS_PORT,
    MDR_CLASS_MTA,
    MDR_CLASS_STATUS, /* 5.1.1 */
    MDR_CLASS_NUMBER,
    MDR_CLASS_WORD,
    MDR_CLASS_QUEUE,
    MDR_CLASS_TEXT, /* up to the first place where the next literal fits */
    MDR_CLASS_ANY,
    MDR_CLASS_WORDS,
    MDR_CLASS_MORE, /* a diagnostic that is read in its turn */
    MDR_CLASS_COMMAND,
    MDR_CLASS_STATE,
    MDR_CLASS_DATE,
    MDR_CLASS_REPLY, /* up to the last place where the next literal fits */
    MDR_CLASSES
};

struct mdr_token {
    uint32_t text; /* of a literal, in the pool */
    uint16_t n;
    uint16_t class;
};

#define MDR_INDENT_ANY 255

struct mdr_pattern {
    uint16_t first; /* token */
    uint8_t tokens;
    uint8_t indent; /* blanks that have to stand in front, or MDR_INDENT_ANY */
};

/* The patterns of one generated file. */
struct mdr_pattern_set {
    const char *pool;
    const struct mdr_token *token;
    const struct mdr_pattern *pattern;
};

struct mdr_captures {
    uint32_t have; /* bit of each class that was captured */
    struct mdr_span at[MDR_CLASSES];
};

static inline bool mdr_captured(const struct mdr_captures *captures, enum mdr_class class)
{
    return (captures->have >> class & 1) != 0;
}

/* What a class captured; absent when it is not in the pattern. */
static inline struct mdr_span mdr_capture(const struct mdr_captures *captures, enum mdr_class class)
{
    return mdr_captured(captures, class) ? captures->at[class] : MDR_SPAN_NONE;
}

/* Whether a pattern fits s; *ret is undefined when it does not. */
bool mdr_pattern_match(const struct mdr_pattern_set *set, size_t index, struct mdr_span s, struct mdr_captures *ret);

/* ---- for the parts of this engine --------------------------------------------------------- */

/* A literal at `at`: where it ends, MDR_NOT_FOUND when it does not stand there. */
size_t mdr_literal_at(struct mdr_span s, size_t at, struct mdr_span literal);

/* What a class that does not run on takes at `at`, 0 when nothing; stop: the literal behind it, or absent. */
size_t mdr_class_read(enum mdr_class class, struct mdr_span s, size_t at, struct mdr_span stop,
                      struct mdr_captures *ret);

/* Whether s looks like an IP address that can be told (no masked one). */
bool mdr_ip_plain(struct mdr_span s);

#endif
