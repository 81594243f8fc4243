/* SPDX-License-Identifier: BSD-2-Clause */
/* See source.c. */
#ifndef MODORI_TOOL_SOURCE_H
#define MODORI_TOOL_SOURCE_H

#include "tool.h"

/* Bytes of one message, modori(1): more than any server passes on, less than a machine has. */
#define MESSAGE_MOST ((size_t)256 << 20)

struct source {
    const char *path;
    FILE *in;
    struct buffer *buffer; /* what was read and not dropped */
    bool end, failed;
    bool begun; /* its first bytes have been seen */
};

/* What is wrong with a file that begins with these bytes, because it is compressed; NULL: it is not. */
const char *source_compressed(const char *bytes, size_t n);

/* "-": stdin. The buffer is the caller's, emptied. False, with a message on stderr, when it can't be opened. */
bool source_open(struct source *source, const char *path, struct buffer *buffer);

/* More bytes behind those that are there. False when there are none, or when something went wrong: it is said then. */
bool source_more(struct source *source);

/* The first n bytes are done with. */
void source_drop(struct source *source, size_t n);

/* False when it could not be read whole; the message is on stderr then. */
bool source_close(struct source *source);

#endif
