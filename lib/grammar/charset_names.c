/* SPDX-License-Identifier: BSD-2-Clause */
/* Which charset a label names, and what iconv calls it: by tables/charsets.tab. */
#include "grammar/charset_inside.h"
#include "bytes/ascii.h"
#include "bytes/sorted.h"

#define LABEL_ROOM  23
#define ICONV_NAMES 3
#define ICONV_ROOM  16

struct label {
    char letters[LABEL_ROOM];
    uint8_t number;
};

/* Labels in the order of their bytes, which are searched by halving, and names by number. */
#include "grammar/charset_names.inc"

#define LABELS (sizeof labels / sizeof *labels)

const char *mdr_charset_label(size_t i, int32_t *ret_number)
{
    if (i >= LABELS)
        return NULL;
    *ret_number = labels[i].number;
    return labels[i].letters;
}

static int by_letters(const void *letters, const void *row)
{
    return strcmp(letters, ((const struct label *)row)->letters);
}

static int32_t find(const char *letters)
{
    const struct label *row = mdr_sorted_find(letters, labels, LABELS, sizeof *labels, by_letters);
    return row ? row->number : MDR_CHARSET_STRANGE;
}

int32_t mdr_charset_number(struct mdr_span label)
{
    char letters[LABEL_ROOM];
    size_t n = 0;
    label = mdr_trim(label);
    for (size_t i = 0; i < label.n; i++) {
        char c = mdr_lower(label.p[i]);
        if (mdr_is_space(c) || c == ';' || c == '*') /* what follows is no part of the name */
            break;
        if (!mdr_is_alnum(c))
            continue;
        if (n == LABEL_ROOM - 1)
            return MDR_CHARSET_STRANGE;
        letters[n++] = c;
    }
    letters[n] = '\0';
    if (n == 0)
        return label.n == 0 ? MDR_CHARSET_NONE : MDR_CHARSET_STRANGE;
    int32_t number = find(letters);
    return number == MDR_CHARSET_STRANGE && letters[0] == 'x' ? find(letters + 1) : number;
}

const char *mdr_charset_iconv_name(int32_t number, size_t i)
{
    if (number < MDR_CHARSET_CP932 || number >= MDR_CHARSETS || i >= ICONV_NAMES)
        return NULL;
    const char *name = iconv_names[number - MDR_CHARSET_CP932][i];
    return name[0] ? name : NULL;
}
