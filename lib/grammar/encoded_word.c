/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Header bodies as text: folds, encoded words (RFC 2047, language by RFC 2231 5), raw 8-bit bytes.
 * Neighbours of one charset are decoded to bytes together before these are converted, as characters
 * are split between words; what is no right encoded word stays as it stands.
 */
#include "grammar/mime.h"
#include "grammar/transfer.h"
#include "bytes/ascii.h"

#define CHARSET_ROOM 64

struct word {
    struct mdr_span charset; /* without its language */
    char encoding;           /* 'q' or 'b' */
    size_t text, text_end;   /* in the body */
    size_t end;
};

struct reader {
    struct mdr_charset *charset;
    struct mdr_arena *arena;
    const struct mdr_text *body; /* unfolded */
    struct mdr_builder out;
    struct mdr_builder bytes; /* decoded words that are not converted yet */
    struct mdr_span label;    /* of these; n 0: there are none */
    size_t word_from;         /* where the first of them begins */
    bool closed;              /* no "?=" follows any more */
};

static bool is_charset_char(char c)
{
    return c > ' ' && c < 0x7f && !memchr("()<>@,;:\"/[]?.=", c, 15);
}

/* Where "?=" stands at or behind `from`; the end when it does not. */
static size_t find_close(struct reader *r, size_t from)
{
    size_t at = r->closed ? MDR_NOT_FOUND : mdr_find(r->body->s, MDR_SPAN("?="), from);
    r->closed = r->closed || at == MDR_NOT_FOUND;
    return at == MDR_NOT_FOUND ? r->body->s.n : at;
}

/* The encoded word at `at`, where "=?" stands. */
static bool read_word(struct reader *r, size_t at, struct word *ret)
{
    struct mdr_span s = r->body->s;
    size_t from = at + 2, end = from;
    while (end < s.n && end - from < CHARSET_ROOM && is_charset_char(s.p[end]))
        end++;
    if (end == from || s.n - end < 5 || s.p[end] != '?' || s.p[end + 2] != '?')
        return false;
    ret->charset = mdr_span_cut(s, from, end);
    size_t star = mdr_find_byte(ret->charset, '*', 0);
    if (star != MDR_NOT_FOUND)
        ret->charset.n = star;
    ret->encoding = mdr_lower(s.p[end + 1]);
    ret->text = end + 3;
    if (ret->charset.n == 0 || (ret->encoding != 'q' && ret->encoding != 'b'))
        return false;
    ret->text_end = find_close(r, ret->text);
    ret->end = ret->text_end + 2;
    return ret->text_end < s.n;
}

static int q_value(struct mdr_span s, size_t at, size_t end)
{
    int high = end - at >= 3 ? mdr_hex_value(s.p[at + 1]) : -1;
    int low = high >= 0 ? mdr_hex_value(s.p[at + 2]) : -1;
    return low < 0 ? -1 : high * 16 + low;
}

/* RFC 2047 4.2: "_" is a blank whatever the charset. */
static void decode_q(struct reader *r, const struct word *word)
{
    struct mdr_span s = r->body->s;
    for (size_t at = word->text; at < word->text_end; at++) {
        size_t source = mdr_text_source(r->body, at);
        int value = s.p[at] == '=' ? q_value(s, at, word->text_end) : -1;
        if (value >= 0) {
            mdr_builder_add_byte(&r->bytes, (char)value, source);
            at += 2;
        } else {
            mdr_builder_add_byte(&r->bytes, s.p[at] == '_' ? ' ' : s.p[at], source);
        }
    }
}

static void decode_word(struct reader *r, const struct word *word)
{
    if (word->encoding == 'q') {
        decode_q(r, word);
        return;
    }
    bool broken = false;
    struct mdr_text encoded = mdr_text_cut(r->body, word->text, word->text_end);
    struct mdr_text bytes = mdr_base64_decode(r->arena, &encoded, encoded.s.n, &broken);
    mdr_builder_add_text(&r->bytes, &bytes);
}

/* Text outside of encoded words: converted where it is not ASCII. */
static void add_plain(struct reader *r, size_t from, size_t to)
{
    struct mdr_text plain = mdr_text_cut(r->body, from, to), text;
    mdr_charset_convert(r->charset, r->arena, &plain, MDR_SPAN_NONE, &text);
    mdr_builder_add_text(&r->out, &text);
}

/* The waiting words end at `at`: converts them. Of a charset that is not known they stay as they stand. */
static void convert_words(struct reader *r, size_t at)
{
    if (r->label.n == 0)
        return;
    struct mdr_text bytes = mdr_builder_finish(&r->bytes), text;
    bool unicode = r->charset->unicode;
    r->charset->unicode = false; /* a word's bytes have its charset even in pasted text */
    int status = mdr_charset_convert(r->charset, r->arena, &bytes, r->label, &text);
    r->charset->unicode = unicode;
    r->label = MDR_SPAN_NONE;
    if (status == MDR_CHARSET_UNKNOWN)
        add_plain(r, r->word_from, at);
    else
        mdr_builder_add_text(&r->out, &text);
}

static bool all_blank(struct mdr_span s)
{
    return mdr_trim(s).n == 0;
}

static void add_word(struct reader *r, const struct word *word, size_t at, size_t last_end)
{
    if (r->label.n > 0 && !mdr_equal_fold(r->label, word->charset))
        convert_words(r, last_end);
    if (r->label.n == 0) {
        mdr_builder_init(&r->bytes, r->arena);
        r->label = word->charset;
        r->word_from = at;
    }
    decode_word(r, word);
}

/* Line ends taken out; of the blanks behind one the first stays. A view when there are none. */
static struct mdr_text unfold(struct mdr_arena *arena, const struct mdr_text *body)
{
    struct mdr_span s = body->s;
    struct mdr_builder b;
    size_t run = 0, at = mdr_find_line_end(s, 0);
    if (at == s.n)
        return *body;
    mdr_builder_init(&b, arena);
    mdr_builder_reserve(&b, s.n);
    for (; at < s.n; at = mdr_find_line_end(s, run)) {
        mdr_builder_add_part(&b, body, run, at);
        for (run = at; run < s.n && mdr_is_space(s.p[run]); run++)
            continue;
        if (run < s.n)
            mdr_builder_add_byte(&b, ' ', mdr_text_source(body, run - 1));
    }
    mdr_builder_add_part(&b, body, run, s.n);
    return mdr_builder_finish(&b);
}

#define BLOCK 16

/* Whether among n bytes is one that may stand for another: no branch inside, so that blocks are done by vectors. */
static inline bool has_code(const char *p, size_t n)
{
    unsigned char hit = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i]; /* "?" of an encoded word, controls, 8-bit bytes */
        hit |= (unsigned char)((c == '?') | (c >= 0x7F) | ((c < 0x20) & (c != '\t')));
    }
    return hit != 0;
}

/* Whether a body is its own text. */
static bool is_plain(struct mdr_span s)
{
    if (s.n < BLOCK)
        return !has_code(s.p, s.n);
    for (size_t at = 0; s.n - at >= BLOCK; at += BLOCK)
        if (has_code(s.p + at, BLOCK))
            return false;
    return !has_code(s.p + s.n - BLOCK, BLOCK); /* the rest, with what was looked at already */
}

struct mdr_text mdr_header_decode(struct mdr_charset *charset, struct mdr_arena *arena, const struct mdr_text *body)
{
    if (!body->s.p || is_plain(body->s))
        return *body;
    struct mdr_text line = unfold(arena, body), text;
    if (is_plain(line.s))
        return line;
    struct reader r = {.charset = charset, .arena = arena, .body = &line};
    struct mdr_span s = line.s;
    size_t at = mdr_find(s, MDR_SPAN("=?"), 0), done = 0;
    if (at == MDR_NOT_FOUND) {
        mdr_charset_convert(charset, arena, &line, MDR_SPAN_NONE, &text);
        return text;
    }
    mdr_builder_init(&r.out, arena);
    for (; at != MDR_NOT_FOUND; at = mdr_find(s, MDR_SPAN("=?"), at)) {
        struct word word;
        if (!read_word(&r, at, &word)) {
            at += 2;
            continue;
        }
        if (r.label.n == 0 || !all_blank(mdr_span_cut(s, done, at))) {
            convert_words(&r, done);
            add_plain(&r, done, at);
        }
        add_word(&r, &word, at, done);
        at = done = word.end;
    }
    convert_words(&r, done);
    add_plain(&r, done, s.n);
    return mdr_builder_finish(&r.out);
}
