/* SPDX-License-Identifier: BSD-2-Clause */
/* Messages out of files, folders, mboxes, Maildirs and stdin. */
#include "tool.h"
#include "mbox.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_DEPTH 64                /* folders within folders */
#define LARGE        ((size_t)16 << 20) /* a file that takes a while to read */

struct walk {
    const struct options *options;
    message_taker *take;
    void *context;
    struct buffer buffer;
    int status;
    bool stopped;
    size_t seen; /* messages so far */
};

static bool buffer_grow(struct buffer *buffer)
{
    size_t room = buffer->room ? buffer->room * 2 : (size_t)64 << 10;
    char *bytes = room > buffer->room ? realloc(buffer->bytes, room) : NULL;
    if (!bytes)
        return false;
    buffer->bytes = bytes;
    buffer->room = room;
    return true;
}

static bool read_stream(FILE *in, const char *source, struct buffer *buffer)
{
    buffer->n = 0;
    for (;;) {
        if (buffer->n == buffer->room && !buffer_grow(buffer)) {
            errno = ENOMEM;
            return false;
        }
        size_t n = fread(buffer->bytes + buffer->n, 1, buffer->room - buffer->n, in);
        buffer->n += n;
        if (n == 0)
            return !ferror(in);
        if (buffer->n >= LARGE)
            progress_show(source, buffer->n >> 20, "MiB read");
    }
}

bool input_file(const char *path, struct buffer *buffer)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *in = standard ? stdin : fopen(path, "rb");
    if (!in) {
        complain(path, strerror(errno));
        return false;
    }
    bool ok = read_stream(in, path, buffer);
    if (!ok)
        complain(path, strerror(errno));
    if (!standard)
        fclose(in);
    return ok;
}

bool input_line(const struct buffer *buffer, size_t *at, const char **ret_line, size_t *ret_len)
{
    if (*at >= buffer->n)
        return false;
    const char *line = buffer->bytes + *at;
    const char *end = memchr(line, '\n', buffer->n - *at);
    size_t n = end ? (size_t)(end - line) : buffer->n - *at;
    *at += n + (end ? 1 : 0);
    if (n > 0 && line[n - 1] == '\r')
        n--;
    *ret_line = line;
    *ret_len = n;
    return true;
}

static void give_message(struct walk *w, const char *source, size_t index, const char *data, size_t len)
{
    struct message message = {source, index, data, len};
    w->stopped = !w->take(w->context, &message);
    progress_show(source, ++w->seen, "messages");
}

static void give_file(struct walk *w, const char *path)
{
    if (!input_file(path, &w->buffer)) {
        w->status = EXIT_UNREAD;
        return;
    }
    const char *data = w->buffer.bytes ? w->buffer.bytes : "";
    size_t at = 0, from, to, index = 0;
    if (!mbox_begins(data, w->buffer.n)) {
        give_message(w, path, 0, data, w->buffer.n);
        return;
    }
    while (!w->stopped && mbox_next(data, w->buffer.n, &at, &from, &to))
        give_message(w, path, index++, data + from, to - from);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int not_dots(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static char *joined(const char *folder, const char *name)
{
    size_t n = strlen(folder), m = strlen(name);
    bool slash = n > 0 && folder[n - 1] == '/';
    char *path = malloc(n + m + 2);
    if (!path) {
        complain(folder, "out of memory");
        exit(EXIT_UNREAD);
    }
    memcpy(path, folder, n);
    if (!slash)
        path[n++] = '/';
    memcpy(path + n, name, m + 1);
    return path;
}

/* A folder that is open: its entries, sorted, and how far the walk has come. */
struct level {
    char *path;
    struct dirent **entry;
    int entries, next;
};

static bool level_open(struct walk *w, struct level *level, char *path)
{
    level->path = path;
    level->next = 0;
    level->entries = scandir(path, &level->entry, not_dots, by_name);
    if (level->entries >= 0)
        return true;
    complain(path, strerror(errno));
    w->status = EXIT_UNREAD;
    free(path);
    return false;
}

static void level_close(struct level *level)
{
    for (int i = 0; i < level->entries; i++)
        free(level->entry[i]);
    free(level->entry);
    free(level->path);
}

/* Folders are walked with a stack of their own, so that their depth has a limit. */
static void give_folder(struct walk *w, const char *folder)
{
    struct level *stack = calloc(FOLDER_DEPTH, sizeof *stack);
    char *top = strdup(folder);
    size_t depth = 0;
    if (!stack || !top) {
        complain(folder, "out of memory");
        exit(EXIT_UNREAD);
    }
    if (level_open(w, &stack[0], top))
        depth = 1;
    while (depth > 0) {
        struct level *level = &stack[depth - 1];
        if (w->stopped || level->next == level->entries) {
            level_close(level);
            depth--;
            continue;
        }
        char *path = joined(level->path, level->entry[level->next++]->d_name);
        struct stat link_status, status;
        bool is_link = lstat(path, &link_status) == 0 && S_ISLNK(link_status.st_mode);
        if (stat(path, &status) != 0) {
            complain(path, strerror(errno));
            w->status = EXIT_UNREAD;
        } else if (S_ISREG(status.st_mode)) {
            give_file(w, path);
        } else if (S_ISDIR(status.st_mode) && !is_link && depth < FOLDER_DEPTH) {
            if (level_open(w, &stack[depth], path))
                depth++;
            continue; /* the level owns the path */
        } else if (S_ISDIR(status.st_mode) && !is_link) {
            complain(path, "too many folders within folders");
            w->status = EXIT_UNREAD;
        }
        free(path);
    }
    free(stack);
}

int input_each(const struct options *options, message_taker *take, void *context)
{
    struct walk w = {options, take, context, {NULL, 0, 0}, EXIT_READ, false, 0};
    progress_start(options->output_at_end);
    for (int i = 0; i < options->arguments && !w.stopped; i++) {
        struct stat status;
        const char *path = options->argument[i];
        size_t before = w.seen;
        int status_before = w.status;
        w.status = EXIT_READ;
        if (strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
            give_folder(&w, path);
        else
            give_file(&w, path);
        if (w.seen == before && w.status == EXIT_READ)
            complain(path, "there is no message in it");
        w.status = w.status == EXIT_READ ? status_before : w.status;
    }
    progress_clear();
    free(w.buffer.bytes);
    return w.status;
}
