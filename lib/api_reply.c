/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The public push parser of SMTP replies: arguments, alignment, getters, and the verdict over a reply. The work:
 * grammar/reply_push.c, judge/judge.c.
 */
#include "grammar/reply_push.h"
#include "judge/verdict.h"
#include "recognise/phrase.h"

#include <modori.h>

#include <stdalign.h>

#define ALIGNMENT     alignof(struct modori_reply_parser)
#define LIMIT_DEFAULT 4096

size_t modori_reply_parser_size(size_t limit)
{
    size_t size = mdr_push_size(limit ? limit : LIMIT_DEFAULT);
    return size > SIZE_MAX - (ALIGNMENT - 1) ? SIZE_MAX : size + (ALIGNMENT - 1);
}

int32_t modori_reply_parser_init(void *storage, size_t storage_size, modori_reply_parser **ret_parser)
{
    if (!storage || !ret_parser)
        return MODORI_ERROR_ARGUMENT;
    size_t skip = (ALIGNMENT - (uintptr_t)storage % ALIGNMENT) % ALIGNMENT;
    if (storage_size < skip || storage_size - skip < mdr_push_size(1))
        return MODORI_ERROR_LIMIT;
    *ret_parser = mdr_push_init((char *)storage + skip, storage_size - skip);
    return MODORI_OK;
}

int32_t modori_reply_parser_feed(modori_reply_parser *parser, const void *data, size_t len, size_t *ret_consumed)
{
    if (!parser || (!data && len > 0))
        return MODORI_ERROR_ARGUMENT;
    const char *bytes = data;
    size_t consumed = mdr_push_feed(parser, mdr_span_make(bytes, len == MODORI_TERMINATED ? strlen(bytes) : len));
    if (ret_consumed)
        *ret_consumed = consumed;
    return consumed > 0 && parser->complete;
}

int32_t modori_reply_parser_finish(modori_reply_parser *parser)
{
    if (!parser)
        return MODORI_ERROR_ARGUMENT;
    return mdr_push_finish(parser);
}

void modori_reply_parser_reset(modori_reply_parser *parser)
{
    if (parser)
        mdr_push_reset(parser);
}

int64_t modori_reply_parser_number(const modori_reply_parser *parser, int32_t key, size_t index)
{
    if (!parser || !parser->complete)
        return -1;
    switch (key) {
    case MODORI_REPLY_CODE:
        return parser->code ? parser->code : -1;
    case MODORI_REPLY_LINES:
        return (int64_t)parser->kept;
    case MODORI_REPLY_FLAGS:
        return parser->flags;
    case MODORI_REPLY_LINE_CODE:
        return index < parser->kept && parser->line[index].code ? parser->line[index].code : -1;
    default:
        return -1;
    }
}

static struct mdr_span text_of(const modori_reply_parser *parser, int32_t key, size_t index)
{
    const struct mdr_push_line *line = index < parser->kept ? &parser->line[index] : NULL;
    switch (key) {
    case MODORI_REPLY_TEXT:
        return line ? mdr_span_make(parser->store + line->text_at, line->text_n) : MDR_SPAN_NONE;
    case MODORI_REPLY_ENHANCED:
        return line && line->written_n ? mdr_span_make(line->written, line->written_n) : MDR_SPAN_NONE;
    case MODORI_REPLY_HOST:
    case MODORI_REPLY_PATH:
        if (parser->word_n > 0 && parser->word_is_path == (key == MODORI_REPLY_PATH))
            return mdr_span_make(parser->word, parser->word_n);
        return MDR_SPAN_NONE;
    default:
        return MDR_SPAN_NONE;
    }
}

const char *modori_reply_parser_text(const modori_reply_parser *parser, int32_t key, size_t index, size_t *ret_len)
{
    struct mdr_span text = parser && parser->complete ? text_of(parser, key, index) : MDR_SPAN_NONE;
    if (ret_len && text.p)
        *ret_len = text.n;
    return text.p;
}

/* ---- the verdict -------------------------------------------------------------------------------- */

#define HEAD  MDR_PHRASE_KEEP_HEAD
#define TAIL  MDR_PHRASE_KEEP_TAIL
#define WORDS (HEAD + TAIL)

/* The texts of all lines in one, each NUL between two of them as a line end; of a very long one head and tail. */
static struct mdr_span joined(const modori_reply_parser *parser, char words[WORDS])
{
    const struct mdr_push_line *last = &parser->line[parser->kept - 1];
    struct mdr_span all = mdr_span_make(parser->store, last->text_at + last->text_n);
    size_t head = all.n <= WORDS ? all.n : HEAD, tail = all.n <= WORDS ? 0 : TAIL;
    memcpy(words, all.p, head);
    memcpy(words + head, all.p + all.n - tail, tail);
    for (char *nul = words; (nul = memchr(nul, '\0', head + tail - (size_t)(nul - words))) != NULL; nul++)
        *nul = '\n';
    return mdr_span_make(words, head + tail);
}

static struct mdr_facts facts_of(const modori_reply_parser *parser, int32_t phase, struct mdr_span words)
{
    struct mdr_facts facts = {.reply = parser->code, .phase = phase, .speaker = MODORI_SPEAKER_REMOTE};
    size_t at;
    facts.enhanced = parser->chosen;
    if (facts.enhanced.class_digit == 0)
        (void)mdr_reply_last_code(words, &at, &facts.enhanced);
    facts.words = mdr_text_view(words, 0);
    return facts;
}

static void give(int32_t *ret, int32_t value)
{
    if (ret)
        *ret = value;
}

int32_t modori_reply_parser_judge(const modori_reply_parser *parser, int32_t phase, int32_t *ret_reason,
                                  int32_t *ret_persistence, int32_t *ret_hard, int32_t *ret_confidence)
{
    struct mdr_verdict verdict;
    char room[WORDS];
    if (!parser || phase < 0 || phase > MODORI_PHASE_QUIT)
        return MODORI_ERROR_ARGUMENT;
    if (!parser->complete || parser->code == 0)
        return MODORI_ERROR_STATE;
    verdict.reason = verdict.confidence = 0;
    verdict.persistence = MODORI_PERSISTENCE_UNKNOWN;
    verdict.hard = false;
    if (parser->code >= 400) {
        struct mdr_span words = parser->kept == 1 ? text_of(parser, MODORI_REPLY_TEXT, 0) : joined(parser, room);
        struct mdr_facts facts = facts_of(parser, phase, words);
        mdr_judge_brief(&facts, &verdict);
    }
    give(ret_reason, verdict.reason);
    give(ret_persistence, verdict.persistence);
    give(ret_hard, verdict.hard);
    give(ret_confidence, verdict.confidence);
    return MODORI_OK;
}
