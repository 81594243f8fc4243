/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines of a file or of stdin as they come, so that a log may be longer than the memory, or still
 * be written. */
#include "lines.h"
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOM_FIRST   ((size_t)64 << 10)
#define LONGEST_LINE ((size_t)16 << 20) /* bytes, of a reply with all its lines, modori(1) */

bool lines_open(struct lines *lines, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    *lines = (struct lines){.source = path, .file = standard ? 0 : open(path, O_RDONLY | O_CLOEXEC)};
    if (lines->file >= 0)
        return true;
    complain(path, strerror(errno));
    return false;
}

static bool fail(struct lines *lines, const char *what)
{
    complain(lines->source, what);
    lines->failed = true;
    return false;
}

/* Room behind what is there: what is not kept goes, then the buffer grows. */
static bool make_room(struct lines *lines)
{
    size_t keep = lines->keep;
    if (keep > 0) {
        memmove(lines->bytes, lines->bytes + keep, lines->n - keep);
        lines->n -= keep;
        lines->at -= keep;
        lines->searched -= keep;
        lines->keep = 0;
    }
    if (lines->n < lines->room)
        return true;
    size_t room = lines->room ? lines->room * 2 : ROOM_FIRST;
    if (room > LONGEST_LINE) {
        lines->n = lines->at; /* no beginning of it is told as if it were a line */
        return fail(lines, "a line, or a reply, has more than 16 MiB");
    }
    char *bytes = realloc(lines->bytes, room);
    if (!bytes)
        return fail(lines, "out of memory");
    lines->bytes = bytes;
    lines->room = room;
    return true;
}

/* More bytes; at the end, or when something goes wrong, there will be none any more. */
static void fill(struct lines *lines)
{
    ssize_t got = 0;
    fflush(stdout); /* whoever reads along gets what there is before the next one is waited for */
    if (make_room(lines))
        do
            got = read(lines->file, lines->bytes + lines->n, lines->room - lines->n);
        while (got < 0 && errno == EINTR);
    if (got < 0)
        fail(lines, strerror(errno));
    const char *wrong = !lines->begun && got > 0 ? source_compressed(lines->bytes, (size_t)got) : NULL;
    lines->begun = true;
    if (wrong) {
        fail(lines, wrong);
        got = 0;
    }
    lines->end = got <= 0;
    lines->n += got > 0 ? (size_t)got : 0;
}

bool lines_next(struct lines *lines, const char **ret_line, size_t *ret_len)
{
    const char *end = NULL;
    for (;;) {
        if (lines->n > lines->searched)
            end = memchr(lines->bytes + lines->searched, '\n', lines->n - lines->searched);
        if (end || lines->end)
            break;
        lines->searched = lines->n;
        fill(lines);
    }
    if (lines->at >= lines->n)
        return false;
    const char *line = lines->bytes + lines->at;
    size_t n = end ? (size_t)(end - line) : lines->n - lines->at;
    lines->at += n + (end ? 1 : 0);
    lines->searched = lines->at;
    *ret_line = line;
    *ret_len = n > 0 && line[n - 1] == '\r' ? n - 1 : n;
    return true;
}

void lines_keep(struct lines *lines, const char *from)
{
    lines->keep = (size_t)(from - lines->bytes);
}

const char *lines_kept(const struct lines *lines)
{
    return lines->bytes + lines->keep;
}

bool lines_close(struct lines *lines)
{
    if (lines->file > 0)
        close(lines->file);
    free(lines->bytes);
    return !lines->failed;
}
