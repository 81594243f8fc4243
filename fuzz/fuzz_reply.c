/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A stream of SMTP replies. Fed whole, byte by byte and in two pieces it comes out the same.
 */
#include "exercise.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct digest {
    uint64_t value;
    size_t replies;
};

static void mix(struct digest *d, const void *data, size_t size)
{
    const unsigned char *p = data;
    for (size_t i = 0; i < size; i++)
        d->value = (d->value ^ p[i]) * 0x100000001B3u;
}

static void mix_text(struct digest *d, const modori_reply_parser *parser, int32_t key, size_t index)
{
    size_t len = 0;
    const char *text = modori_reply_parser_text(parser, key, index, &len);
    if (text)
        mix(d, text, len);
    mix(d, &key, sizeof(key));
}

/* A reply that refuses something has a reason; any other has none. */
static void mix_verdict(struct digest *d, const modori_reply_parser *parser, int64_t code)
{
    int32_t verdict[4] = {-1, -1, -1, -1};
    int32_t status = modori_reply_parser_judge(parser, 0, &verdict[0], &verdict[1], &verdict[2], &verdict[3]);
    if ((status == MODORI_OK) != (code != -1))
        exercise_fault("a reply with a code can be judged");
    if (status == MODORI_OK && ((verdict[0] > 0) != (code >= 400) || (verdict[3] > 0) != (code >= 400)))
        exercise_fault("a refusal has a reason, and only a refusal");
    mix(d, verdict, sizeof(verdict));
}

static void mix_reply(struct digest *d, const modori_reply_parser *parser)
{
    int64_t code = modori_reply_parser_number(parser, MODORI_REPLY_CODE, 0);
    int64_t flags = modori_reply_parser_number(parser, MODORI_REPLY_FLAGS, 0);
    int64_t lines = modori_reply_parser_number(parser, MODORI_REPLY_LINES, 0);
    if (code != -1 && (code < 100 || code > 999))
        exercise_fault("a reply code has three digits");
    mix(d, &code, sizeof(code));
    mix(d, &flags, sizeof(flags));
    for (size_t i = 0; i < (size_t)lines; i++) {
        mix_text(d, parser, MODORI_REPLY_TEXT, i);
        mix_text(d, parser, MODORI_REPLY_ENHANCED, i);
    }
    mix_text(d, parser, MODORI_REPLY_HOST, 0);
    mix_text(d, parser, MODORI_REPLY_PATH, 0);
    mix_verdict(d, parser, code);
    d->replies++;
}

static void feed(struct digest *d, modori_reply_parser *parser, const uint8_t *data, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t consumed = 0;
        int32_t status = modori_reply_parser_feed(parser, data + at, size - at, &consumed);
        if (status < 0 || consumed > size - at || (status == 0 && consumed != size - at) || consumed == 0)
            exercise_fault("a reply parser takes what it is given");
        at += consumed;
        if (status == 1)
            mix_reply(d, parser);
    }
}

/* chunk 0: whole; otherwise pieces of that size. */
static struct digest run(const uint8_t *data, size_t size, size_t limit, size_t chunk)
{
    struct digest d = {0xCBF29CE484222325u, 0};
    size_t room = modori_reply_parser_size(limit);
    void *storage = malloc(room);
    modori_reply_parser *parser = NULL;
    if (!storage || modori_reply_parser_init(storage, room, &parser) != MODORI_OK)
        exercise_fault("a reply parser can be made in the storage that it asked for");
    if (chunk == 0)
        feed(&d, parser, data, size);
    for (size_t at = 0; chunk > 0 && at < size; at += chunk)
        feed(&d, parser, data + at, size - at < chunk ? size - at : chunk);
    if (modori_reply_parser_finish(parser) == 1)
        mix_reply(&d, parser);
    free(storage);
    return d;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t limits[] = {0, 64};
    for (size_t i = 0; i < 2; i++) {
        struct digest whole = run(data, size, limits[i], 0);
        for (size_t chunk = 1; chunk <= 7; chunk += 2) {
            struct digest pieces = run(data, size, limits[i], chunk);
            if (pieces.value != whole.value || pieces.replies != whole.replies)
                exercise_fault("chunks make no difference");
        }
    }
    return 0;
}
