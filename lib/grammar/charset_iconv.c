/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The one user of iconv. Descriptors are opened by a constant name and kept for the next text. iconv
 * gets a few characters a call, so that each one's place is known; ASCII does not go through it.
 */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "grammar/charset_inside.h"

#ifdef HAVE_ICONV

#include <errno.h>
#include <iconv.h>

#define SLICE 16 /* bytes for one call */
#define ROOM  64 /* which become at most so many */

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

static unsigned byte_at(struct mdr_span s, size_t at)
{
    return at < s.n ? (unsigned char)s.p[at] : 0;
}

/* The length of the character at `at`, which is not ASCII, as its first bytes tell it. */
static size_t character_length(int32_t number, struct mdr_span s, size_t at)
{
    unsigned first = byte_at(s, at), second = byte_at(s, at + 1);
    size_t n = 2;
    if (number >= MDR_CHARSET_SINGLE || (number == MDR_CHARSET_CP932 && first >= 0xA1 && first <= 0xDF))
        n = 1;
    else if (number == MDR_CHARSET_JIS_X_0212)
        n = 3;
    else if ((number == MDR_CHARSET_GB18030 && second >= '0' && second <= '9') ||
             (number == MDR_CHARSET_EUC_TW && first == 0x8E))
        n = 4;
    return n < s.n - at ? n : s.n - at;
}

static size_t count_utf8(struct mdr_span utf8)
{
    size_t n = 0;
    for (size_t i = 0; i < utf8.n; i++)
        n += ((unsigned char)utf8.p[i] & 0xC0) != 0x80;
    return n;
}

static size_t count_characters(int32_t number, struct mdr_span s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n; at += character_length(number, s, at))
        n++;
    return n;
}

static size_t utf8_after(struct mdr_span utf8, size_t at)
{
    do
        at++;
    while (at < utf8.n && ((unsigned char)utf8.p[at] & 0xC0) == 0x80);
    return at;
}

/* What a slice has become: two characters a seam where each one became one, else all under its first byte. */
static void add_slice(struct mdr_conversion *c, int32_t number, struct mdr_span in, struct mdr_span utf8, size_t at)
{
    if (count_utf8(utf8) != count_characters(number, in)) {
        mdr_conversion_add(c, utf8, at);
        return;
    }
    for (size_t from = 0, in_at = 0; from < utf8.n;) {
        size_t to = utf8_after(utf8, from), next = in_at + character_length(number, in, in_at);
        if (to < utf8.n) {
            to = utf8_after(utf8, to);
            next += character_length(number, in, next);
        }
        mdr_conversion_add(c, mdr_span_cut(utf8, from, to), at + in_at);
        from = to;
        in_at = next;
    }
}

/*
 * Converts some bytes and adds them. Returns how many it took: less than all when one was no character,
 * which is replaced.
 */
static size_t convert_slice(struct mdr_conversion *c, iconv_t descriptor, int32_t number, struct mdr_span in, size_t at)
{
    char utf8[ROOM], *out = utf8, *from = (char *)(uintptr_t)in.p; /* iconv does not write to it */
    size_t left = in.n, room = sizeof utf8;
    size_t done = iconv(descriptor, &from, &left, &out, &room);
    int why = done == (size_t)-1 ? errno : 0;
    iconv(descriptor, NULL, NULL, &out, &room); /* what was kept back for a combining character */
    add_slice(c, number, mdr_span_cut(in, 0, in.n - left), mdr_span_make(utf8, sizeof utf8 - room), at);
    if (why == 0)
        return in.n;
    mdr_conversion_replace(c, at + (in.n - left));
    return why == EINVAL || left == 0 ? in.n : in.n - left + 1;
}

/* Charsets with a state, or with NULs inside: in order, some bytes a call. */
static void convert_stream(struct mdr_conversion *c, iconv_t descriptor, struct mdr_span bytes, size_t at)
{
    for (size_t i = 0; i < bytes.n;) {
        char utf8[ROOM], *out = utf8, *from = (char *)(uintptr_t)(bytes.p + i);
        size_t n = bytes.n - i < SLICE ? bytes.n - i : SLICE, left = n, room = sizeof utf8;
        size_t done = iconv(descriptor, &from, &left, &out, &room);
        int why = done == (size_t)-1 ? errno : 0;
        mdr_conversion_add(c, mdr_span_make(utf8, sizeof utf8 - room), at + i);
        i += n - left;
        if (why == 0 || (left < n && why != EILSEQ))
            continue;
        mdr_conversion_replace(c, at + i);
        i++;
    }
}

void mdr_conversion_iconv(struct mdr_conversion *c, int32_t number, struct mdr_span bytes, size_t at)
{
    size_t place = descriptor_of(c->charset, number);
    if (place == MDR_CHARSET_CACHE) {
        mdr_conversion_replace(c, at);
        return;
    }
    iconv_t descriptor = (iconv_t)c->charset->descriptor[place];
    if (number == MDR_CHARSET_UTF_16LE || number == MDR_CHARSET_UTF_16BE || number == MDR_CHARSET_ISO_2022_KR) {
        iconv(descriptor, NULL, NULL, NULL, NULL); /* slices leave no state behind */
        convert_stream(c, descriptor, bytes, at);
        return;
    }
    for (size_t i = 0, end; i < bytes.n; i = end) {
        for (end = i; end < bytes.n && byte_at(bytes, end) < 0x80;)
            end++;
        mdr_conversion_add(c, mdr_span_cut(bytes, i, end), at + i);
        for (i = end; end < bytes.n && end - i + 4 <= SLICE && byte_at(bytes, end) >= 0x80;)
            end += character_length(number, bytes, end);
        if (end > i)
            end = i + convert_slice(c, descriptor, number, mdr_span_cut(bytes, i, end), at + i);
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
