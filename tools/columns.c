/* SPDX-License-Identifier: BSD-2-Clause */
/* Columns of a terminal: how wide text is, how much of it is shown, and how wide the terminal is. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define LEAST 40 /* columns of a page on a terminal */
#define MOST  100

/* Characters of two columns, and (behind them) of none; ascending. The rest takes one. */
static const struct {
    uint32_t first, last;
} wide[] = {{0x1100, 0x115F},   {0x2E80, 0x3029},   {0x302E, 0x303E},   {0x3041, 0x3098},
            {0x309B, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},
            {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
            {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}},
  none[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x200B, 0x200D},
            {0x20D0, 0x20FF}, {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

static unsigned columns_of(uint32_t character)
{
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (character >= none[i].first && character <= none[i].last)
            return 0;
    for (size_t i = 0; i < sizeof wide / sizeof *wide && character >= wide[i].first; i++)
        if (character <= wide[i].last)
            return 2;
    return 1;
}

static uint32_t character_of(const unsigned char *s, size_t n)
{
    uint32_t c = n == 1 ? s[0] : n == 2 ? s[0] & 0x1F : n == 3 ? s[0] & 0x0F : s[0] & 0x07;
    for (size_t i = 1; i < n; i++)
        c = c << 6 | (s[i] & 0x3F);
    return c;
}

/* One character as it is shown, and the bytes that it takes of the text. */
static size_t columns_at(const char *s, size_t n, size_t *ret_bytes)
{
    size_t length = shown_sequence(s, n);
    *ret_bytes = length ? length : 1;
    if (length > 0)
        return columns_of(character_of((const unsigned char *)s, length));
    return *s == '\n' || *s == '\t' ? 1 : 4; /* a blank, or "\xHH" */
}

size_t text_columns(const char *s, size_t n)
{
    size_t used = 0;
    for (size_t i = 0, bytes = 0; i < n; i += bytes)
        used += columns_at(s + i, n - i, &bytes);
    return used;
}

size_t print_columns(const char *s, size_t n, size_t most)
{
    bool cut = text_columns(s, n) > most;
    size_t used = 0, room = cut ? most - 3 : most, i = 0;
    for (size_t bytes = 0; i < n; i += bytes) {
        size_t here = columns_at(s + i, n - i, &bytes);
        if (used + here > room)
            break;
        used += here;
    }
    print_safe(stdout, s, i, (size_t)-1);
    if (cut)
        fputs("...", stdout);
    return used + (cut ? 3 : 0);
}

int32_t columns(void)
{
    struct winsize size;
    if (isatty(1) != 1 || ioctl(1, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 0;
    if (size.ws_col < LEAST)
        return LEAST;
    return size.ws_col > MOST ? MOST : size.ws_col;
}

bool shows_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (!value || !*value)
            continue;
        const char *charset = strchr(value, '.');
        return charset && (strncasecmp(charset, ".utf-8", 6) == 0 || strncasecmp(charset, ".utf8", 5) == 0);
    }
    return false;
}
