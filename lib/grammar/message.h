/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The walk over a message, RFC 5322 and RFC 2046: one pass by lines, by iteration, into a flat list
 * of parts. Boundaries are kept on a stack of bounded depth; deeper parts are opaque.
 */
#ifndef MDR_GRAMMAR_MESSAGE_H
#define MDR_GRAMMAR_MESSAGE_H

#include "bytes/arena.h"
#include "bytes/limits.h"
#include "bytes/text.h"

#include <stdint.h>

enum mdr_media {
    MDR_MEDIA_OTHER = 0,
    MDR_MEDIA_TEXT_PLAIN,
    MDR_MEDIA_TEXT_HTML,
    MDR_MEDIA_TEXT_HEADERS, /* text/rfc822-headers, message/global-headers (and their typos) */
    MDR_MEDIA_TEXT_OTHER,
    MDR_MEDIA_MULTIPART,
    MDR_MEDIA_MESSAGE,         /* message/rfc822, message/global, message/partial */
    MDR_MEDIA_DELIVERY_STATUS, /* message/delivery-status, message/global-delivery-status */
    MDR_MEDIA_FEEDBACK,        /* message/feedback-report */
    MDR_MEDIA_DISPOSITION,     /* message/disposition-notification (and global-) */
    MDR_MEDIA_APPLICATION,
    MDR_MEDIA_IMAGE_AUDIO_VIDEO
};

enum mdr_encoding {
    MDR_ENCODING_IDENTITY = 0, /* 7bit, 8bit, binary, none given */
    MDR_ENCODING_QUOTED_PRINTABLE,
    MDR_ENCODING_BASE64,
    MDR_ENCODING_UUENCODE,
    MDR_ENCODING_UNKNOWN
};

#define MDR_PART_NONE ((size_t)-1)

#define MDR_DEPTH_MAX 64 /* what limits.depth can be at most */

struct mdr_part {
    size_t parent;  /* index of the part that contains it; MDR_PART_NONE for the message itself */
    unsigned depth; /* 0: the message itself */
    bool returned;  /* inside a message/rfc822 (or text/rfc822-headers) part: never a report of this message */
    bool closed;    /* its end was seen (a boundary, or it needs none) */
    enum mdr_media media;
    enum mdr_encoding encoding;
    struct mdr_span header; /* header block, as it stands; empty for a part without header */
    size_t header_at;
    struct mdr_span body;
    size_t body_at;
    struct mdr_span type;        /* "text/plain", as it stands; absent: default */
    struct mdr_span parameters;  /* of Content-Type, as it stands, folds included: read with mime.h */
    struct mdr_span disposition; /* Content-Disposition's body, as it stands */
};

struct mdr_message {
    struct mdr_part *part;
    size_t parts;
    struct mdr_span preamble; /* text before the first boundary of the outermost multipart */
    size_t preamble_at;
    struct mdr_span epilogue;
    size_t epilogue_at;
    bool has_header; /* the input began with a header */
    bool cr_only;    /* line ends are CR: the walk was over a copy, see below */
};

/* What the walk found odd: it has no report to write to. */
typedef void mdr_finder(void *context, int32_t finding, uint64_t offset);

/*
 * A message/rfc822 part whose encoding is quoted-printable or base64 (not allowed, but seen) is not
 * descended into: decode its body, walk that with base 0, and lead offsets back with mdr_text_source.
 *
 * Findings: NO_HEADER, NUL_BYTE (the first one), CR_ONLY, LIMIT_DEPTH, LIMIT_PARTS, LIMIT_FIELDS,
 * BOUNDARY_MISSING (a multipart without parts), BOUNDARY_GUESSED, PART_UNCLOSED, HEADER_MALFORMED.
 *
 * Walks s, whose first byte stands at `base` of the input (all offsets of the parts count from
 * there). Part 0 is the message itself. A message without any header is one text/plain part.
 * A leading "From " line of an mbox and leading empty lines are passed over.
 * CR-only input is copied with LF line ends first (same length, so that offsets hold).
 * False when there is no memory; *ret is untouched then.
 */
bool mdr_message_walk(struct mdr_arena *arena, const struct mdr_limits *limits, struct mdr_span s, size_t base,
                      mdr_finder *find, void *context, struct mdr_message *ret);

/* Whether s begins like a header: a field name, a colon, and at least one more field or an empty line. */
bool mdr_message_has_header(struct mdr_span s);

/* The same of a whole input, whose lines may end in CR alone. */
bool mdr_message_is(struct mdr_span s);

/* The first field of that name in a header block, any letter case; absent when there is none. Not unfolded. */
struct mdr_text mdr_header_find(struct mdr_span header, size_t header_at, struct mdr_span name);

/* The same of n names (none of them empty) in one pass: ret has room for n. */
void mdr_header_pick(struct mdr_span header, size_t header_at, const struct mdr_span *name, size_t n,
                     struct mdr_text *ret);

#endif
