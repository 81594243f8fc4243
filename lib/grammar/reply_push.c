/* SPDX-License-Identifier: BSD-2-Clause */
/* SMTP replies from a connection: see reply_push.h. */
#include "grammar/reply_push.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

#include <modori.h>

/* ---- set up ------------------------------------------------------------------------------- */

size_t mdr_push_size(size_t limit)
{
    size_t fixed = sizeof(struct modori_reply_parser) + MDR_REPLY_LINES;
    return limit > SIZE_MAX - fixed ? SIZE_MAX : fixed + limit;
}

struct modori_reply_parser *mdr_push_init(void *storage, size_t size)
{
    struct modori_reply_parser *push = storage;
    memset(push, 0, sizeof *push);
    push->store = (char *)storage + sizeof *push;
    push->limit = size - mdr_push_size(0);
    return push;
}

void mdr_push_reset(struct modori_reply_parser *push)
{
    push->state = MDR_PUSH_IDLE;
    push->used = push->texts = 0;
    push->complete = push->cr = push->more = push->full = false;
    push->code = 0;
    push->flags = 0;
    push->lines = push->kept = 0;
    push->enhanced = MDR_ENHANCED_NONE;
    push->head_n = push->wide_n = push->word_n = 0;
}

/* ---- text --------------------------------------------------------------------------------- */

static struct mdr_push_line *current(struct modori_reply_parser *push)
{
    return &push->line[push->kept - 1];
}

/* Whole characters: what does not fit is dropped, with all that follows it in this line. */
static void store(struct modori_reply_parser *push, const char *p, size_t n)
{
    struct mdr_push_line *line = current(push);
    size_t room = push->full ? 0 : push->limit - push->texts;
    if (n > room) {
        push->full = true;
        push->flags |= MODORI_REPLY_FLAG_TRUNCATED;
        n = (unsigned char)p[0] < 0x80 ? room : 0;
    }
    memcpy(push->store + push->used, p, n);
    push->used += n;
    push->texts += n;
    line->text_n += n;
}

static void store_replacement(struct modori_reply_parser *push)
{
    push->flags |= MODORI_REPLY_FLAG_UNUSUAL;
    store(push, "\xEF\xBF\xBD", 3);
}

/* Whether the bytes that wait may still become a character. */
static bool wide_may_grow(const struct modori_reply_parser *push)
{
    unsigned char first = (unsigned char)push->wide[0];
    if (push->wide_n == 1)
        return first >= 0xC2 && first <= 0xF4;
    char padded[4] = {'\x80', '\x80', '\x80', '\x80'};
    memcpy(padded, push->wide, push->wide_n);
    return mdr_utf8_sequence(mdr_span_make(padded, 4)) > push->wide_n;
}

static void end_wide(struct modori_reply_parser *push)
{
    if (push->wide_n > 0)
        store_replacement(push);
    push->wide_n = 0;
}

static void put_ascii(struct modori_reply_parser *push, char c)
{
    if (c == '\0') {
        store_replacement(push);
        return;
    }
    if (current(push)->text_n == 0 && mdr_is_blank(c) && !push->full)
        return;
    if ((unsigned char)c < 0x20 || c == 0x7F)
        push->flags |= c == '\t' ? 0 : MODORI_REPLY_FLAG_UNUSUAL;
    store(push, &c, 1);
}

/* One byte of text. What is no UTF-8 becomes U+FFFD, one for each piece that began like a
 * character. */
static void put_text(struct modori_reply_parser *push, char c)
{
    if (push->wide_n > 0) {
        push->wide[push->wide_n++] = c;
        if (mdr_utf8_sequence(mdr_span_make(push->wide, push->wide_n)) == push->wide_n) {
            store(push, push->wide, push->wide_n);
            push->wide_n = 0;
            return;
        }
        if (wide_may_grow(push))
            return;
        end_wide(push);
    }
    if ((unsigned char)c < 0x80) {
        put_ascii(push, c);
        return;
    }
    push->wide[push->wide_n++] = c;
    if (!wide_may_grow(push))
        end_wide(push);
}

/* Text at once where it is plain, byte by byte where it is not. */
static void put_span(struct modori_reply_parser *push, struct mdr_span s)
{
    for (size_t at = 0; at < s.n;) {
        bool leading = current(push)->text_n == 0 && mdr_is_blank(s.p[at]);
        size_t run = leading || push->wide_n > 0 ? 0 : mdr_printable_run(s, at);
        if (run > 0)
            store(push, s.p + at, run);
        else
            put_text(push, s.p[at]);
        at += run > 0 ? run : 1;
    }
}

/* ---- the head of a line ------------------------------------------------------------------- */

/* A new line's record. The last place is used again and again, so that the last line is always
 * kept. */
static void add_line(struct modori_reply_parser *push)
{
    push->lines++;
    if (push->kept == MDR_REPLY_LINES) {
        push->flags |= MODORI_REPLY_FLAG_TRUNCATED;
        push->used = current(push)->text_at;
        push->texts -= current(push)->text_n;
    } else {
        push->kept++;
    }
    *current(push) = (struct mdr_push_line){.text_at = push->used};
    push->full = false;
}

static void note_enhanced(struct modori_reply_parser *push, struct mdr_enhanced enhanced)
{
    struct mdr_push_line *line = current(push);
    line->enhanced = enhanced;
    line->written_n = (unsigned char)mdr_enhanced_write(enhanced, line->written);
    line->written[line->written_n] = '\0';
    if (push->enhanced.class_digit == 0)
        push->enhanced = enhanced;
    else if (!mdr_enhanced_same(push->enhanced, enhanced))
        push->flags |= MODORI_REPLY_FLAG_ENHANCED_DIFFER;
}

static void note_code(struct modori_reply_parser *push, uint16_t code)
{
    current(push)->code = code;
    if (code == 0)
        push->flags |= MODORI_REPLY_FLAG_MALFORMED;
    else if (push->code != 0 && push->code != code)
        push->flags |= MODORI_REPLY_FLAG_CODES_DIFFER;
    if (code != 0)
        push->code = code;
}

/* Three digits that no fourth one follows; what they say, or -1. */
static int framing_digits(struct mdr_span s)
{
    if (s.n < 3 || !mdr_is_digit(s.p[0]) || !mdr_is_digit(s.p[1]) || !mdr_is_digit(s.p[2]))
        return -1;
    if (s.n > 3 && mdr_is_digit(s.p[3]))
        return -1;
    return (s.p[0] - '0') * 100 + (s.p[1] - '0') * 10 + (s.p[2] - '0');
}

/* What stands between three digits and the text: whether another line follows. */
static void read_separator(struct modori_reply_parser *push, struct mdr_span s)
{
    push->more = s.n > 3 && s.p[3] == '-';
    if (s.n > 3 && s.p[3] != '-' && s.p[3] != ' ')
        push->flags |= MODORI_REPLY_FLAG_UNUSUAL;
}

/* Where the text begins in the head of a line with a code. ended: all of the line is there. */
static size_t read_coded(struct modori_reply_parser *push, struct mdr_span s, bool ended)
{
    struct mdr_reply_line parts;
    bool doubled_more;
    size_t head = mdr_reply_line_head(s, &doubled_more);
    mdr_reply_line_body(s, head, &parts);
    if (parts.enhanced_n == 0 || (!ended && parts.enhanced_at + parts.enhanced_n == s.n))
        return head;
    note_enhanced(push, parts.enhanced);
    return parts.text_at;
}

/* Makes a line of the head: its code, and what is left of it is text. */
static void read_head(struct modori_reply_parser *push, bool ended)
{
    struct mdr_span s = mdr_span_make(push->head, push->head_n);
    int digits = framing_digits(s);
    bool first = push->lines == 0;
    add_line(push);
    bool is_code = digits >= 200 && digits <= 599;
    if (digits >= 0)
        read_separator(push, s);
    else if (first)
        push->more = false;
    /* Digits that are no code of SMTP frame the line, and stay in its text: nobody else has them. */
    size_t from = is_code ? read_coded(push, s, ended) : 0;
    note_code(push, is_code ? (uint16_t)digits : 0);
    push->state = MDR_PUSH_TEXT;
    put_span(push, mdr_span_from(s, from));
    push->head_n = 0;
}

/* ---- the end of a line and of a reply ------------------------------------------------------- */

static void keep_word(struct modori_reply_parser *push, struct mdr_span word, bool is_path)
{
    if (word.n == 0 || word.n >= MDR_PUSH_WORD || push->word_n > 0)
        return;
    memcpy(push->word, word.p, word.n);
    push->word[word.n] = '\0';
    push->word_n = word.n;
    push->word_is_path = is_path;
}

static void end_line(struct modori_reply_parser *push)
{
    if (push->state != MDR_PUSH_TEXT)
        read_head(push, true);
    end_wide(push);
    struct mdr_push_line *line = current(push);
    while (line->text_n > 0 && mdr_is_space(push->store[push->used - 1])) {
        line->text_n--;
        push->used--;
        push->texts--;
    }
    push->store[push->used++] = '\0';
    struct mdr_span text = mdr_span_make(push->store + line->text_at, line->text_n);
    if (push->lines == 1)
        keep_word(push, mdr_reply_host(line->code, text), false);
    keep_word(push, mdr_reply_path(line->code, text), true);
    push->state = MDR_PUSH_HEAD_OF_LINE;
}

static void end_reply(struct modori_reply_parser *push)
{
    /* The enhanced code that counts, as mdr_reply_choose has it. */
    struct mdr_enhanced chosen = MDR_ENHANCED_NONE;
    for (size_t i = 0; i < push->kept; i++) {
        struct mdr_enhanced enhanced = push->line[i].enhanced;
        bool fits = enhanced.class_digit == push->code / 100;
        if (enhanced.class_digit != 0 && (fits || chosen.class_digit != push->code / 100))
            chosen = enhanced;
    }
    if (chosen.class_digit != 0 && chosen.class_digit != push->code / 100)
        push->flags |= MODORI_REPLY_FLAG_CLASS_DIFFERS;
    push->chosen = chosen;
    push->complete = true;
    push->state = MDR_PUSH_IDLE;
}

/* ---- bytes -------------------------------------------------------------------------------- */

/* Bytes of one line, without its end. */
static void put_bytes(struct modori_reply_parser *push, struct mdr_span s)
{
    while (s.n > 0 && push->state != MDR_PUSH_TEXT) {
        size_t room = MDR_PUSH_HEAD - push->head_n;
        size_t n = s.n < room ? s.n : room;
        memcpy(push->head + push->head_n, s.p, n);
        push->head_n += n;
        s = mdr_span_from(s, n);
        if (push->head_n == MDR_PUSH_HEAD)
            read_head(push, false);
    }
    put_span(push, s);
}

/* Takes the bytes of a line, and its end when that is there; returns how many. */
static size_t take_line(struct modori_reply_parser *push, struct mdr_span s, bool *ret_ended)
{
    size_t lf = mdr_find_byte(s, '\n', 0);
    *ret_ended = lf != MDR_NOT_FOUND;
    struct mdr_span bytes = mdr_span_cut(s, 0, *ret_ended ? lf : s.n);
    size_t taken = bytes.n + *ret_ended;
    if (push->cr && bytes.n > 0) { /* the CR at the end of the last chunk was a byte of the text */
        put_bytes(push, MDR_SPAN("\r"));
        push->cr = false;
    }
    if (bytes.n > 0 && bytes.p[bytes.n - 1] == '\r') {
        push->cr = true;
        bytes.n--;
    }
    put_bytes(push, bytes);
    if (*ret_ended) {
        if (!push->cr)
            push->flags |= MODORI_REPLY_FLAG_BARE_LF;
        push->cr = false;
        end_line(push);
    }
    return taken;
}

size_t mdr_push_feed(struct modori_reply_parser *push, struct mdr_span s)
{
    if (s.n > 0 && push->complete)
        mdr_push_reset(push);
    for (size_t at = 0; at < s.n;) {
        bool ended;
        if (push->state == MDR_PUSH_IDLE)
            push->state = MDR_PUSH_HEAD_OF_LINE;
        at += take_line(push, mdr_span_from(s, at), &ended);
        if (ended && !push->more) {
            end_reply(push);
            return at;
        }
    }
    return s.n;
}

bool mdr_push_finish(struct modori_reply_parser *push)
{
    if (push->state == MDR_PUSH_IDLE)
        return false;
    if (push->state == MDR_PUSH_TEXT || push->head_n > 0 || push->cr)
        end_line(push);
    if (push->more)
        push->flags |= MODORI_REPLY_FLAG_INCOMPLETE;
    end_reply(push);
    return true;
}
