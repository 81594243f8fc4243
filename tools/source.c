/* SPDX-License-Identifier: BSD-2-Clause */
/* A file or stdin in pieces, as many bytes at a time as its user needs at once: an mbox or a log may be longer than
 * the memory, and what never ends is told from a message. */
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST ((size_t)64 << 10)
#define LARGE      ((size_t)16 << 20) /* takes a while to read */

bool source_open(struct source *source, const char *path, struct buffer *buffer)
{
    bool standard = strcmp(path, "-") == 0;
    *source = (struct source){path, standard ? stdin : fopen(path, "rb"), buffer, false, false, false};
    buffer->n = 0;
    if (source->in)
        return true;
    complain(path, strerror(errno));
    return false;
}

/* Rotated logs are, and archives of mail: nobody is helped by being told that there is no bounce in it. */
const char *source_compressed(const char *bytes, size_t n)
{
    static const struct {
        const char *bytes, *wrong;
        size_t at, n;
    } kinds[] = {
        {"\x1f\x8b\x08", "it is compressed with gzip: zcat FILE | modori VERB -", 0, 3},
        {"1AY&SY", "it is compressed with bzip2: bzcat FILE | modori VERB -", 4, 6}, /* behind "BZh9" */
        {"\xfd\x37zXZ", "it is compressed with xz: xzcat FILE | modori VERB -", 0, 5},
        {"\x28\xb5\x2f\xfd", "it is compressed with zstd: zstdcat FILE | modori VERB -", 0, 4},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (n >= kinds[i].at + kinds[i].n && memcmp(bytes + kinds[i].at, kinds[i].bytes, kinds[i].n) == 0)
            return kinds[i].wrong;
    return NULL;
}

static bool fail(struct source *source, const char *what)
{
    complain(source->path, what);
    source->failed = true;
    return false;
}

static bool grow(struct source *source)
{
    struct buffer *buffer = source->buffer;
    size_t room = buffer->room ? buffer->room * 2 : ROOM_FIRST;
    if (room > MESSAGE_MOST)
        return fail(source, "no message: it has more than 256 MiB");
    char *bytes = realloc(buffer->bytes, room);
    if (!bytes)
        return fail(source, "out of memory");
    buffer->bytes = bytes;
    buffer->room = room;
    return true;
}

bool source_more(struct source *source)
{
    struct buffer *buffer = source->buffer;
    if (source->end || source->failed || (buffer->n == buffer->room && !grow(source)))
        return false;
    size_t n = fread(buffer->bytes + buffer->n, 1, buffer->room - buffer->n, source->in);
    buffer->n += n;
    source->end = buffer->n < buffer->room;
    if (ferror(source->in))
        return fail(source, strerror(errno));
    const char *wrong = source->begun ? NULL : source_compressed(buffer->bytes, buffer->n);
    source->begun = true;
    if (wrong)
        return fail(source, wrong);
    if (buffer->n >= LARGE)
        progress_show(source->path, buffer->n >> 20, "MiB read");
    return n > 0;
}

void source_drop(struct source *source, size_t n)
{
    struct buffer *buffer = source->buffer;
    if (n > 0)
        memmove(buffer->bytes, buffer->bytes + n, buffer->n - n);
    buffer->n -= n;
}

bool source_close(struct source *source)
{
    if (source->in && source->in != stdin)
        fclose(source->in);
    return !source->failed;
}
