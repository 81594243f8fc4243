/* SPDX-License-Identifier: BSD-2-Clause */
/* Messages out of files, folders, mboxes, Maildirs and stdin. */
#include "mbox.h"
#include "source.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_DEPTH 64                /* folders within folders */
#define LOG_PIECE    ((size_t)1 << 20) /* a file that is longer, and begins as a log, is read in pieces */

struct walk {
    const struct options *options;
    message_taker *take;
    lines_taker *take_lines; /* NULL: logs are nothing else than other files */
    void *context;
    struct buffer buffer;
    int status;
    bool stopped;
    size_t seen; /* messages so far */
};

bool input_file(const char *path, struct buffer *buffer)
{
    struct source source;
    if (!source_open(&source, path, buffer))
        return false;
    while (source_more(&source))
        ;
    return source_close(&source);
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

/* Message by message: each is given when the next one's From_ line, or the end, has been seen. */
static void give_mbox(struct walk *w, struct source *source)
{
    const struct buffer *buffer = source->buffer;
    size_t at = 0, from, to, index = 0;
    while (!w->stopped) {
        size_t start = at;
        if (!mbox_next(buffer->bytes, buffer->n, &at, &from, &to))
            return;
        if (to == buffer->n && !source->end) {
            source_drop(source, start);
            at = 0;
            if (!source_more(source) && source->failed)
                return;
            continue;
        }
        give_message(w, source->path, index++, buffer->bytes + from, to - from);
    }
}

/* Where the last whole line ends; all of it at the end of the file. */
static size_t whole_lines(const struct source *source)
{
    size_t n = source->buffer->n;
    while (!source->end && n > 0 && source->buffer->bytes[n - 1] != '\n')
        n--;
    return n;
}

/* A long log, piece by piece. False when the first piece holds no line of a log: nothing is done with it then. */
static bool give_log(struct walk *w, struct source *source)
{
    size_t n = whole_lines(source);
    if (w->take_lines(w->context, source->buffer->bytes, n) == 0)
        return false;
    for (size_t pieces = 1;; pieces++) {
        bool more;
        source_drop(source, n);
        progress_show(source->path, pieces, "MiB read");
        do
            more = source_more(source);
        while (more && (source->buffer->n < LOG_PIECE || whole_lines(source) == 0));
        n = whole_lines(source);
        if (source->failed || n == 0)
            return true;
        w->take_lines(w->context, source->buffer->bytes, n);
    }
}

static void give_content(struct walk *w, struct source *source)
{
    const struct buffer *buffer = source->buffer;
    bool may_be_log = w->take_lines != NULL;
    source_more(source);
    if (buffer->n > 0 && mbox_begins(buffer->bytes, buffer->n)) {
        give_mbox(w, source);
        return;
    }
    do {
        if (may_be_log && buffer->n >= LOG_PIECE && !source->end) {
            may_be_log = false;
            if (!mbox_is_header(buffer->bytes, buffer->n) && give_log(w, source)) {
                w->seen++;
                return;
            }
        }
    } while (source_more(source));
    if (!source->failed)
        give_message(w, source->path, 0, buffer->n > 0 ? buffer->bytes : "", buffer->n);
}

static void give_file(struct walk *w, const char *path)
{
    struct source source;
    if (!source_open(&source, path, &w->buffer)) {
        w->status = EXIT_UNREAD;
        return;
    }
    give_content(w, &source);
    if (!source_close(&source))
        w->status = EXIT_UNREAD;
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

int input_each(const struct options *options, message_taker *take, lines_taker *take_lines, void *context)
{
    struct walk w = {options, take, take_lines, context, {NULL, 0, 0}, EXIT_READ, false, 0};
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
