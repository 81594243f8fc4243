/* SPDX-License-Identifier: BSD-2-Clause */
/* Sentences with places to fill: see sentence.h. */
#include "say/sentence.h"
#include "grammar/name.h"
#include "say/escape.h"
#include "say/put.h"
#include "words/words.h"

#include <modori.h>

#define ID_SIZE 96 /* bytes of the longest id */

static const char slot_name[MDR_SLOTS][14] = {
    [MDR_SLOT_ADDRESS] = "address",
    [MDR_SLOT_ORIGINAL] = "original",
    [MDR_SLOT_DOMAIN] = "domain",
    [MDR_SLOT_SERVER] = "server",
    [MDR_SLOT_HOST] = "host",
    [MDR_SLOT_OTHER] = "other",
    [MDR_SLOT_REPORTER] = "reporter",
    [MDR_SLOT_OWN] = "own",
    [MDR_SLOT_CLIENT] = "client",
    [MDR_SLOT_QUEUE] = "queue",
    [MDR_SLOT_TIME] = "time",
    [MDR_SLOT_UNTIL] = "until",
    [MDR_SLOT_SENT] = "sent",
    [MDR_SLOT_CODE] = "code",
    [MDR_SLOT_STATUS] = "status",
    [MDR_SLOT_FIELD] = "field",
    [MDR_SLOT_MEANING] = "meaning",
    [MDR_SLOT_REPLY] = "reply",
    [MDR_SLOT_REASON] = "reason",
    [MDR_SLOT_STAGE] = "stage",
    [MDR_SLOT_SENDER] = "sender",
    [MDR_SLOT_SENDER_DOMAIN] = "sender_domain",
    [MDR_SLOT_AUTHOR_DOMAIN] = "author_domain",
    [MDR_SLOT_SUBJECT] = "subject",
    [MDR_SLOT_MESSAGE_ID] = "message_id",
    [MDR_SLOT_SUGGESTION] = "suggestion",
    [MDR_SLOT_NEW] = "new",
    [MDR_SLOT_LIST] = "list",
    [MDR_SLOT_URL] = "url",
    [MDR_SLOT_SUPPORT] = "support",
    [MDR_SLOT_SIZE] = "size",
    [MDR_SLOT_LIMIT] = "limit",
    [MDR_SLOT_WAIT] = "wait",
    [MDR_SLOT_LINKS] = "links",
    [MDR_SLOT_NAME] = "name",
    [MDR_SLOT_CHARSET] = "charset",
    [MDR_SLOT_FROM] = "from",
    [MDR_SLOT_TYPE] = "type",
    [MDR_SLOT_IP] = "ip",
    [MDR_SLOT_COUNT] = "count",
};

static struct mdr_span slot_find(const struct mdr_speech *speech, struct mdr_span name)
{
    for (size_t i = 0; i < MDR_SLOTS; i++)
        if (mdr_span_equal(mdr_name(slot_name[i]), name))
            return speech->slot[i];
    return MDR_SPAN_NONE;
}

/* False when a place stays empty. */
static bool fill(const struct mdr_speech *speech, struct mdr_builder *b, struct mdr_span text)
{
    size_t at = 0;
    while (at < text.n) {
        size_t open = mdr_find_byte(text, '{', at);
        if (open == MDR_NOT_FOUND)
            break;
        size_t close = mdr_find_byte(text, '}', open);
        if (close == MDR_NOT_FOUND)
            break;
        struct mdr_span value = slot_find(speech, mdr_span_cut(text, open + 1, close));
        if (!value.p)
            return false;
        mdr_put(b, mdr_span_cut(text, at, open));
        mdr_put(b, value);
        at = close + 1;
    }
    mdr_put(b, mdr_span_from(text, at));
    return true;
}

static struct mdr_span look_up(const char *prefix, const char *stem, struct mdr_span name, int lang)
{
    char id[ID_SIZE];
    struct mdr_span piece[3] = {{prefix, strlen(prefix)}, {stem, strlen(stem)}, name};
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        if (piece[i].n > ID_SIZE - n)
            return MDR_SPAN_NONE;
        if (piece[i].n > 0)
            memcpy(id + n, piece[i].p, piece[i].n);
        n += piece[i].n;
    }
    return mdr_text_find(mdr_span_make(id, n), lang);
}

static struct mdr_span say(const struct mdr_speech *speech, const char *stem, struct mdr_span name)
{
    struct mdr_span text = MDR_SPAN_NONE;
    if (speech->style == MODORI_EXPLAIN_PERSON)
        text = look_up("person.", stem, name, speech->lang);
    if (!text.p)
        text = look_up(speech->room, stem, name, speech->lang);
    if (!text.p)
        return MDR_SPAN_NONE;
    if (mdr_find_byte(text, '{', 0) == MDR_NOT_FOUND)
        return text;
    struct mdr_builder b;
    mdr_builder_init(&b, speech->arena);
    return fill(speech, &b, text) ? mdr_builder_finish(&b).s : MDR_SPAN_NONE;
}

struct mdr_span mdr_sentence(const struct mdr_speech *speech, const char *id)
{
    return say(speech, id, MDR_SPAN_NONE);
}

struct mdr_span mdr_sentence_either(const struct mdr_speech *speech, const char *id, const char *other)
{
    struct mdr_span text = mdr_sentence(speech, id);
    return text.p ? text : mdr_sentence(speech, other);
}

struct mdr_span mdr_sentence_of(const struct mdr_speech *speech, const char *stem, int32_t enumeration, int32_t value)
{
    struct mdr_span name = mdr_enum_name(enumeration, value);
    return name.p ? say(speech, stem, name) : MDR_SPAN_NONE;
}

struct mdr_span mdr_sentence_judged(struct mdr_speech *speech, struct mdr_span reason, int32_t confidence)
{
    speech->slot[MDR_SLOT_REASON] = reason;
    struct mdr_span text = mdr_sentence_of(speech, "reason-", MODORI_ENUM_CONFIDENCE, confidence);
    return text.p ? text : reason;
}

struct mdr_span mdr_sentence_named(const struct mdr_speech *speech, const char *stem, struct mdr_span name)
{
    return say(speech, stem, name);
}

struct mdr_span mdr_sentence_number(struct mdr_arena *arena, int64_t value)
{
    if (value < 0)
        return MDR_SPAN_NONE;
    char digits[20];
    size_t n = mdr_write_number(digits, (uint64_t)value);
    return mdr_arena_copy(arena, mdr_span_make(digits, n));
}

struct mdr_span mdr_sentence_size(struct mdr_arena *arena, int64_t bytes)
{
    if (bytes < 0)
        return MDR_SPAN_NONE;
    uint64_t value = (uint64_t)bytes;
    struct mdr_builder b;
    mdr_builder_init(&b, arena);
    if (value < 1024) {
        mdr_put_number(&b, value);
        mdr_put(&b, MDR_SPAN(" B"));
    } else if (value < 1024 * 1024) {
        mdr_put_number(&b, (value + 512) / 1024);
        mdr_put(&b, MDR_SPAN(" KB"));
    } else {
        uint64_t tenths = value / (1024 * 1024) * 10 + value % (1024 * 1024) * 10 / (1024 * 1024);
        mdr_put_number(&b, tenths / 10);
        mdr_put_byte(&b, '.');
        mdr_put_number(&b, tenths % 10);
        mdr_put(&b, MDR_SPAN(" MB"));
    }
    return mdr_builder_finish(&b).s;
}

struct mdr_span mdr_sentence_time(struct mdr_arena *arena, struct mdr_span date)
{
    if (!date.p)
        return MDR_SPAN_NONE;
    if (date.n < 20 || date.p[10] != 'T')
        return mdr_escape(arena, date, false, 40);
    struct mdr_builder b;
    mdr_builder_init(&b, arena);
    mdr_put(&b, mdr_span_cut(date, 0, 10));
    mdr_put_byte(&b, ' ');
    mdr_put(&b, mdr_span_cut(date, 11, 19));
    mdr_put_byte(&b, ' ');
    struct mdr_span zone = mdr_span_from(date, 19);
    bool utc = mdr_span_equal(mdr_span_from(zone, 1), MDR_SPAN("00:00")) || mdr_span_equal(zone, MDR_SPAN("Z"));
    mdr_put(&b, utc ? MDR_SPAN("UTC") : zone); /* -00:00 is UTC from somewhere unknown, RFC 3339 4.3 */
    return mdr_builder_finish(&b).s;
}
