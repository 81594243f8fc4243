/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The one user of iconv. Descriptors are opened by a constant name and kept for the next text. iconv
 * gets little room for its output on purpose: each piece that it returns has a seam of its own, so
 * that offsets stay exact to a character or two.
 */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "grammar/charset_inside.h"

#ifdef HAVE_ICONV

#include <errno.h>
#include <iconv.h>

#define PIECE 8

static iconv_t descriptor_open(int32_t number)
{
    const char *name;
    for (size_t i = 0; (name = mdr_charset_iconv_name(number, i)) != NULL; i++) {
        iconv_t descriptor = iconv_open("UTF-8", name);
        if (descriptor != (iconv_t)-1)
            return descriptor;
    }
    return (iconv_t)-1;
}

/* The place of a charset in the cache; MDR_CHARSET_CACHE when it can't be opened. */
static size_t descriptor_of(struct mdr_charset *charset, int32_t number)
{
    for (size_t i = 0; i < charset->used; i++)
        if (charset->number[i] == number)
            return i;
    iconv_t descriptor = descriptor_open(number);
    if (descriptor == (iconv_t)-1)
        return MDR_CHARSET_CACHE;
    size_t place = charset->used;
    if (place < MDR_CHARSET_CACHE) {
        charset->used++;
    } else { /* the oldest one goes */
        place = charset->next;
        charset->next = (place + 1) % MDR_CHARSET_CACHE;
        iconv_close((iconv_t)charset->descriptor[place]);
    }
    charset->descriptor[place] = (void *)descriptor;
    charset->number[place] = number;
    return place;
}

bool mdr_iconv_ready(struct mdr_charset *charset, int32_t number)
{
    return descriptor_of(charset, number) < MDR_CHARSET_CACHE;
}

void mdr_conversion_iconv(struct mdr_conversion *c, int32_t number, struct mdr_span bytes, size_t at)
{
    size_t place = descriptor_of(c->charset, number);
    if (place == MDR_CHARSET_CACHE) {
        mdr_conversion_replace(c, at);
        return;
    }
    iconv_t descriptor = (iconv_t)c->charset->descriptor[place];
    char *in = (char *)(uintptr_t)bytes.p; /* iconv does not write to it */
    size_t left = bytes.n;
    char piece[PIECE];
    bool flushed = false;
    iconv(descriptor, NULL, NULL, NULL, NULL);
    while (!flushed) {
        size_t from = bytes.n - left, room = sizeof piece;
        char *out = piece;
        flushed = left == 0; /* what was kept back for a combining character */
        size_t done = flushed ? iconv(descriptor, NULL, NULL, &out, &room) : iconv(descriptor, &in, &left, &out, &room);
        int why = done == (size_t)-1 ? errno : 0;
        mdr_conversion_add(c, mdr_span_make(piece, sizeof piece - room), at + (flushed && from > 0 ? from - 1 : from));
        bool stuck = why == E2BIG && room == sizeof piece;
        if (flushed || why == 0 || (why == E2BIG && !stuck))
            continue;
        mdr_conversion_replace(c, at + (bytes.n - left));
        if (left > 0) { /* EILSEQ: on with the next byte; EINVAL: the text ends inside of a character */
            size_t skip = why == EINVAL ? left : 1;
            in += skip;
            left -= skip;
        }
    }
}

void mdr_charset_close(struct mdr_charset *charset)
{
    for (size_t i = 0; i < charset->used; i++)
        iconv_close((iconv_t)charset->descriptor[i]);
    charset->used = charset->next = 0;
}

#else

bool mdr_iconv_ready(struct mdr_charset *charset, int32_t number)
{
    (void)charset;
    (void)number;
    return false;
}

void mdr_conversion_iconv(struct mdr_conversion *c, int32_t number, struct mdr_span bytes, size_t at)
{
    (void)number;
    for (size_t i = 0; i < bytes.n; i++)
        mdr_conversion_replace(c, at + i);
}

void mdr_charset_close(struct mdr_charset *charset)
{
    (void)charset;
}

#endif
