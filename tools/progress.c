/* SPDX-License-Identifier: BSD-2-Clause */
/* Progress of long work, on a terminal: which file is being read, and how far. */
#include "tool.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#define FIRST  500 /* milliseconds before the first line: what is done by then was not long */
#define PERIOD 200 /* between two of them */

static struct {
    bool on;
    bool shown; /* a line of it stands on the terminal */
    int64_t next;
} progress;

static int64_t milliseconds(void)
{
    struct timespec t = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_start(bool output_at_end)
{
    progress.on = isatty(2) == 1 && (output_at_end || isatty(1) != 1);
    progress.next = progress.on ? milliseconds() + FIRST : 0;
}

void progress_show(const char *source, size_t n, const char *unit)
{
    int64_t now = progress.on ? milliseconds() : 0;
    if (!progress.on || now < progress.next)
        return;
    fprintf(stderr, "\r%zu %s, now ", n, unit);
    print_safe(stderr, source, strlen(source), 50);
    fputs("\033[K", stderr);
    progress.next = now + PERIOD;
    progress.shown = true;
}

void progress_clear(void)
{
    if (progress.shown)
        fputs("\r\033[K", stderr);
    progress.shown = false;
}
