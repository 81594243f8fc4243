/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking diagnostics apart: see diagnostic.h. */
#include "recognise/diagnostic.h"
#include "bytes/ascii.h"
#include "recognise/last_resort_line.h"
#include "recognise/shape.h"
#include "recognise/word_list.h"

#include <modori.h>

/* Diagnostics inside diagnostics: "delivery temporarily suspended: host H said: ..." */
#define DEPTH_MAX 4

static struct mdr_text part_of(const struct mdr_text *text, const struct mdr_captures *captures, enum mdr_class class)
{
    struct mdr_span s = mdr_capture(captures, class);
    return s.p ? mdr_text_part(text, s) : MDR_TEXT_NONE;
}

/* A later, inner text says it more exactly than the one around it. */
static void take(struct mdr_text *to, const struct mdr_text *text, const struct mdr_captures *captures,
                 enum mdr_class class)
{
    if (mdr_captured(captures, class))
        *to = part_of(text, captures, class);
}

static void take_last_code(const struct mdr_text *text, struct mdr_utterance *ret)
{
    size_t at, n = mdr_reply_last_code(ret->reply_text.s, &at, &ret->enhanced);
    if (n > 0)
        ret->enhanced_text = mdr_text_part(text, mdr_span_cut(ret->reply_text.s, at, at + n));
}

/* The reply at the start of s, a part of text; false when none stands there. */
static bool take_reply(const struct mdr_text *text, struct mdr_span s, struct mdr_utterance *ret)
{
    struct mdr_reply_view view;
    if (!mdr_reply_view(s, &view))
        return false;
    struct mdr_text whole = mdr_text_part(text, s);
    const struct mdr_reply_line *first = &view.line[0];
    ret->reply = view.code;
    ret->reply_flags = view.flags;
    struct mdr_text reply = mdr_text_cut(&whole, first->code_at, view.n);
    ret->reply_text = mdr_text_trim(&reply);
    if (view.enhanced.class_digit != 0) {
        ret->enhanced = view.enhanced;
        ret->enhanced_text = mdr_text_cut(&whole, view.enhanced_at, view.enhanced_at + view.enhanced_n);
    } else {
        take_last_code(text, ret);
    }
    struct mdr_text words = mdr_text_cut(&whole, first->text_at, view.n);
    ret->words = mdr_text_trim(&words);
    return true;
}

/* Words where a reply may stand: whether one does. "5.1.1 unknown", "unknown (#5.1.1)": its code was left out. */
static bool take_words(const struct mdr_text *text, struct mdr_span s, struct mdr_utterance *ret)
{
    if (take_reply(text, s, ret))
        return true;
    ret->words = mdr_text_part(text, s);
    size_t at = 0, n = mdr_enhanced_read(s, &ret->enhanced);
    if (n == 0)
        n = mdr_reply_last_code(s, &at, &ret->enhanced);
    if (n > 0)
        ret->enhanced_text = mdr_text_part(text, mdr_span_cut(s, at, at + n));
    return false;
}

/* A code in a place of its own, "(#5.1.1)", where the reply has none. */
static void take_status(const struct mdr_text *text, const struct mdr_captures *captures, struct mdr_utterance *ret)
{
    struct mdr_span status = mdr_capture(captures, MDR_CLASS_STATUS);
    if (!status.p || ret->enhanced.class_digit != 0 || mdr_enhanced_read(status, &ret->enhanced) == 0)
        return;
    ret->enhanced_text = mdr_text_part(text, status);
}

/* What the shape itself says: up to what it quotes. */
static struct mdr_text words_of_shape(const struct mdr_text *text, const struct mdr_captures *captures)
{
    static const enum mdr_class quoted[] = {MDR_CLASS_REPLY, MDR_CLASS_WORDS, MDR_CLASS_MORE};
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
        struct mdr_span s = mdr_capture(captures, quoted[i]);
        if (s.p && s.p > text->s.p)
            return mdr_text_cut(text, 0, (size_t)(s.p - text->s.p));
    }
    return *text;
}

static void take_phase(const struct mdr_text *text, const struct mdr_shape *shape, struct mdr_utterance *ret)
{
    static const enum mdr_class told[] = {MDR_CLASS_COMMAND, MDR_CLASS_STATE};
    struct mdr_text stage = words_of_shape(text, &shape->captures);
    int32_t phase = shape->phase;
    for (size_t i = 0; phase == 0 && i < sizeof told / sizeof *told; i++) {
        stage = part_of(text, &shape->captures, told[i]);
        phase = mdr_phase_of(stage.s);
    }
    if (phase == 0)
        return;
    ret->phase = phase;
    ret->stage = mdr_text_trim(&stage);
}

/* A code, with words or alone, and then what the shape asks for: the reporter's own line, which counts as a whole. */
static bool is_own_line(const struct mdr_text *text, const struct mdr_shape *shape, struct mdr_span reply)
{
    return shape->speaker == MODORI_SPEAKER_REPORTER && reply.p == text->s.p && reply.n < text->s.n &&
           !mdr_captured(&shape->captures, MDR_CLASS_MORE);
}

/*
 * The words say so, or no answer came, or none that could be read, to the end of the data: whether the server has taken
 * the message nobody knows (RFC 1047). A stage that the shape itself stands for may be another side's.
 */
static bool may_be_delivered(const struct mdr_shape *shape, const struct mdr_utterance *read)
{
    const struct mdr_captures *captures = &shape->captures;
    bool told = mdr_captured(captures, MDR_CLASS_COMMAND) || mdr_captured(captures, MDR_CLASS_STATE);
    bool unanswered = shape->speaker == MODORI_SPEAKER_REPORTER && told && shape->phase == 0 &&
                      !mdr_captured(captures, MDR_CLASS_REPLY);
    return shape->maybe_delivered || mdr_word_has(MDR_WORDS_MAYBE_DELIVERED, mdr_capture(captures, MDR_CLASS_STATE)) ||
           (unanswered && read->phase == MODORI_PHASE_END_OF_DATA);
}

/* What one shape tells. Returns what has to be read in its turn, absent when nothing. */
static struct mdr_text apply(const struct mdr_text *text, const struct mdr_shape *shape, struct mdr_utterance *ret)
{
    const struct mdr_captures *captures = &shape->captures;
    ret->shape = shape->name;
    ret->enough = true;
    if (shape->speaker != 0)
        ret->speaker = shape->speaker;
    ret->hides = shape->hides;
    take(&ret->host, text, captures, MDR_CLASS_HOST);
    take(&ret->ip, text, captures, MDR_CLASS_IP);
    take(&ret->port, text, captures, MDR_CLASS_PORT);
    take(&ret->command, text, captures, MDR_CLASS_COMMAND);
    take(&ret->address, text, captures, MDR_CLASS_ADDRESS);
    take(&ret->alias, text, captures, MDR_CLASS_ALIAS);
    take_phase(text, shape, ret);
    ret->words = *text;
    struct mdr_span reply = mdr_capture(captures, MDR_CLASS_REPLY);
    if (reply.p)
        take_words(text, reply, ret);
    if (is_own_line(text, shape, reply) || (shape->speaker == MODORI_SPEAKER_REPORTER && ret->words.s.n == 0))
        ret->words = ret->reply_text = *text;
    take(&ret->words, text, captures, MDR_CLASS_WORDS);
    take_status(text, captures, ret);
    if (may_be_delivered(shape, ret))
        ret->maybe_delivered = 1;
    return part_of(text, captures, MDR_CLASS_MORE);
}

/* Who speaks by the type of a Diagnostic-Code: types of a server's own words, and of its commands' output. */
static int32_t speaker_of_type(struct mdr_span type, bool reply)
{
    if (mdr_equal_fold(type, MDR_SPAN("smtp")) || mdr_equal_fold(type, MDR_SPAN("lmtp")))
        return reply ? MODORI_SPEAKER_REMOTE : 0;
    return mdr_word_has(MDR_WORDS_OWN_TYPE, type) ? MODORI_SPEAKER_REPORTER : 0;
}

/* A mark in front of what is quoted; what stands behind words alone may be the next line of something else. */
static bool is_announced(const struct mdr_text *text, struct mdr_span reply)
{
    size_t at = (size_t)(reply.p - text->s.p);
    while (at > 0 && mdr_is_space(text->s.p[at - 1]))
        at--;
    return at > 0 && text->s.p[at - 1] != '\0' && strchr(":([\"'=", text->s.p[at - 1]) != NULL;
}

/*
 * "Remote server responded: 550 5.1.1 unknown": both codes together are a reply's, whatever announces them, and whoever
 * that was. The words in front may say more than those behind: all of them count.
 */
static void take_announced(const struct mdr_text *text, struct mdr_utterance *ret)
{
    struct mdr_utterance inner = {0};
    struct mdr_span s = mdr_line_refusal_coded(text->s);
    if (!s.p || !is_announced(text, s) || !take_reply(text, s, &inner) || inner.enhanced.class_digit == 0)
        return;
    ret->reply = inner.reply;
    ret->reply_text = inner.reply_text;
    ret->reply_flags = inner.reply_flags;
    ret->enhanced = inner.enhanced;
    ret->enhanced_text = inner.enhanced_text;
}

/* No shape fits: a reply may still stand at the start, or within. */
static void read_plain(const struct mdr_text *text, struct mdr_span type, struct mdr_utterance *ret)
{
    bool reply = take_words(text, text->s, ret);
    if (!reply)
        take_announced(text, ret);
    if (ret->speaker == 0)
        ret->speaker = speaker_of_type(type, reply);
}

/* "<user@example.org>" at the beginning of text; absent when there is none, as in "<<< 550 <user@example.org>". */
static struct mdr_text bracketed(const struct mdr_text *text)
{
    size_t close = mdr_starts_with(text->s, MDR_SPAN("<")) ? mdr_find_byte(text->s, '>', 0) : MDR_NOT_FOUND;
    if (close == MDR_NOT_FOUND)
        return MDR_TEXT_NONE;
    struct mdr_text inner = mdr_text_cut(text, 1, close);
    bool other = !mdr_starts_with(inner.s, MDR_SPAN("\"")) && mdr_find_byte(inner.s, '<', 0) != MDR_NOT_FOUND;
    return other || mdr_find_byte(inner.s, '@', 0) == MDR_NOT_FOUND ? MDR_TEXT_NONE : inner;
}

static struct mdr_text behind(const struct mdr_text *text, size_t n)
{
    struct mdr_text rest = mdr_text_cut(text, n, text->s.n);
    return mdr_text_trim(&rest);
}

/* A reason that a server gives, not more words of a reply: it begins with a code, or with what the shape asks for. */
static bool is_reason(struct mdr_span s)
{
    struct mdr_reply_view view;
    struct mdr_shape shape;
    if (mdr_reply_view(s, &view))
        return true;
    if (!mdr_shape_match(s, &shape))
        return false;
    struct mdr_span reply = mdr_capture(&shape.captures, MDR_CLASS_REPLY);
    return !reply.p || reply.p != s.p;
}

/*
 * The line as a notice has it, "<address> (expanded from <alias>): reason": takes the addresses, returns the
 * reason. "<address>: Sender address rejected" is a reply's text, and no such line.
 */
static struct mdr_text take_addressed(const struct mdr_text *text, struct mdr_utterance *ret)
{
    struct mdr_word expanded;
    struct mdr_text address = bracketed(text), alias = MDR_TEXT_NONE;
    if (!address.s.p)
        return *text;
    struct mdr_text rest = behind(text, address.s.n + 2);
    if (mdr_word_find(MDR_WORDS_EXPANDED, rest.s, &expanded)) {
        rest = behind(&rest, expanded.end);
        alias = bracketed(&rest);
        rest = behind(&rest, alias.s.p ? alias.s.n + 2 : 0);
        rest = behind(&rest, mdr_starts_with(rest.s, MDR_SPAN(")")));
    }
    if (!mdr_starts_with(rest.s, MDR_SPAN(":")))
        return *text;
    rest = behind(&rest, 1);
    if (!is_reason(rest.s))
        return *text;
    ret->address = address;
    ret->alias = alias;
    return rest;
}

void mdr_diagnostic_read(const struct mdr_text *text, struct mdr_span type, struct mdr_utterance *ret)
{
    memset(ret, 0, sizeof *ret);
    if (!mdr_text_present(text))
        return;
    struct mdr_text rest = mdr_text_trim(text);
    rest = take_addressed(&rest, ret);
    for (int depth = 0; depth < DEPTH_MAX && mdr_text_present(&rest); depth++) {
        struct mdr_shape shape;
        if (!mdr_shape_match(rest.s, &shape)) {
            read_plain(&rest, type, ret);
            return;
        }
        rest = apply(&rest, &shape, ret);
    }
    if (ret->speaker == 0)
        ret->speaker = speaker_of_type(type, ret->reply != 0);
}
