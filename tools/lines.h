/* SPDX-License-Identifier: BSD-2-Clause */
/* See lines.c. */
#ifndef MODORI_LINES_H
#define MODORI_LINES_H

#include "tool.h"

struct lines {
    const char *source;
    int file;
    char *bytes;
    size_t n, room;
    size_t at;       /* of the next line */
    size_t searched; /* no line end stands between `at` and here */
    size_t keep;     /* from here on the bytes stay */
    bool begun; /* its first bytes have been seen */
    bool end, failed;
};

/* "-": stdin. False, with a message on stderr, when the file can't be opened. */
bool lines_open(struct lines *lines, const char *path);

/* The next line, its end cut off; it stays until the next call, or longer when it is kept. False at the end. */
bool lines_next(struct lines *lines, const char **ret_line, size_t *ret_len);

/* What stands from here on stays in memory, in one piece, until something later is kept. */
void lines_keep(struct lines *lines, const char *from);
const char *lines_kept(const struct lines *lines);

/* False when reading broke off; the message is on stderr then. */
bool lines_close(struct lines *lines);

#endif
