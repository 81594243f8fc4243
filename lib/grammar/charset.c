/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Charsets to UTF-8, line by line: what the label says where that fits the bytes, else what the bytes
 * look like. Plain ASCII is passed over 64 bytes at once, and a text that needs nothing is not copied.
 */
#include "grammar/charset.h"
#include "grammar/charset_inside.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

#define REPLACEMENT MDR_SPAN("\xef\xbf\xbd")
#define BLOCK 32

void mdr_charset_init(struct mdr_charset *charset)
{
    *charset = (struct mdr_charset){.used = 0};
}

/* ---- writing -------------------------------------------------------------------------------- */

void mdr_conversion_add(struct mdr_conversion *c, struct mdr_span utf8, size_t at)
{
    size_t source = mdr_text_source(c->text, at);
    for (size_t nul; utf8.n > 0 && (nul = mdr_find_byte(utf8, '\0', 0)) != MDR_NOT_FOUND;) {
        mdr_builder_add(&c->out, mdr_span_cut(utf8, 0, nul), source);
        mdr_builder_add(&c->out, REPLACEMENT, source);
        utf8 = mdr_span_from(utf8, nul + 1);
    }
    mdr_builder_add(&c->out, utf8, source);
}

void mdr_conversion_replace(struct mdr_conversion *c, size_t at)
{
    c->replaced = true;
    mdr_conversion_add(c, REPLACEMENT, at);
}

void mdr_conversion_char(struct mdr_conversion *c, uint32_t character, size_t at)
{
    char bytes[4];
    size_t n = mdr_utf8_write(bytes, character);
    mdr_conversion_add(c, mdr_span_make(bytes, n), at);
}

static void copy_clean(struct mdr_conversion *c, size_t from, size_t to)
{
    struct mdr_text part = mdr_text_cut(c->text, from, to);
    mdr_builder_add_text(&c->out, &part);
}

void mdr_conversion_copy(struct mdr_conversion *c, size_t from, size_t to)
{
    struct mdr_span s = mdr_span_cut(c->text->s, 0, to);
    if (from >= to)
        return;
    if (mdr_utf8_clean(mdr_span_from(s, from))) {
        copy_clean(c, from, to);
        return;
    }
    for (size_t at = from; at < to;) {
        size_t n = s.p[at] == '\0' ? 0 : mdr_utf8_sequence(mdr_span_from(s, at));
        if (n > 0) {
            at += n;
            continue;
        }
        copy_clean(c, from, at);
        c->replaced = c->replaced || s.p[at] != '\0';
        mdr_conversion_add(c, REPLACEMENT, at);
        at += mdr_utf8_broken(mdr_span_from(s, at));
        from = at;
    }
    copy_clean(c, from, to);
}

/* ---- looking -------------------------------------------------------------------------------- */

/* Whether a byte among BLOCK is not plain: 8-bit, NUL, ESC, or `mark`. */
static bool block_special(const char *p, char mark)
{
    unsigned char hit = 0;
    for (size_t i = 0; i < BLOCK; i++)
        hit |= (unsigned char)(((unsigned char)p[i] >= 0x80) | (p[i] == '\0') | (p[i] == '\x1b') | (p[i] == mark));
    return hit != 0;
}

static size_t find_special(struct mdr_span s, size_t at, char mark)
{
    while (s.n - at >= BLOCK && !block_special(s.p + at, mark))
        at += BLOCK;
    for (; at < s.n; at++) {
        unsigned char byte = (unsigned char)s.p[at];
        if (byte == (unsigned char)mark || byte >= 0x80 || (byte < ' ' && (byte == '\0' || byte == '\x1b')))
            return at;
    }
    return MDR_NOT_FOUND;
}

static bool is_usable(struct mdr_charset *charset, int32_t number)
{
    if (number == MDR_CHARSET_ISO_2022_JP || number == MDR_CHARSET_EUC_JP)
        number = MDR_CHARSET_CP932; /* which they are read by */
    return number < MDR_CHARSET_ISO_2022_JP || mdr_iconv_ready(charset, number);
}

/* Whether a label says what 8-bit bytes mean. */
static bool has_8bit(int32_t number)
{
    return number == MDR_CHARSET_WINDOWS_1252 || number >= MDR_CHARSET_EUC_JP;
}

/* ---- deciding ------------------------------------------------------------------------------- */

struct plan {
    struct mdr_conversion c;
    int32_t label;    /* what the label says */
    bool missing;     /* it can't be read here */
    bool whole;       /* not by lines */
    bool mostly_utf8; /* the text as a whole */
    int32_t guess;    /* for lines that the label does not fit; NONE: not made yet */
    int32_t first;    /* charset that was used first */
    bool mixed;       /* and others behind it */
};

/* Few 8-bit texts of other charsets are UTF-8 by accident; how many sequences make it sure depends on them. */
static bool is_utf8(const struct plan *plan, struct mdr_utf8_count count)
{
    size_t all = count.two + count.more;
    if (!has_8bit(plan->label) || plan->missing)
        return (plan->label == MDR_CHARSET_UTF8 && plan->mostly_utf8) || (all > 0 && count.bad * 2 <= all);
    if (count.bad > 0)
        return false;
    if (plan->label == MDR_CHARSET_WINDOWS_1252)
        return all > 0;
    if (plan->label >= MDR_CHARSET_SINGLE)
        return count.two >= 2 || count.more >= 1;
    return count.two >= 6 || count.more >= 2;
}

static int32_t guess(struct plan *plan, struct mdr_span line)
{
    struct mdr_charset *charset = plan->c.charset;
    if (charset->keep || plan->missing)
        return MDR_CHARSET_UTF8; /* what is none will be replaced */
    if (plan->guess == MDR_CHARSET_NONE) {
        int32_t hint = mdr_charset_number(charset->hint);
        plan->guess = hint != MDR_CHARSET_WINDOWS_1252 && has_8bit(hint) ? hint : mdr_guess_japanese(plan->c.text->s);
        if (plan->guess == MDR_CHARSET_NONE)
            plan->guess = mdr_guess_japanese(line);
        if (plan->guess == MDR_CHARSET_NONE && hint == MDR_CHARSET_ISO_2022_JP)
            plan->guess = mdr_guess_in_japanese(line);
        if (plan->guess == MDR_CHARSET_NONE)
            plan->guess = MDR_CHARSET_WINDOWS_1252;
        else if (!is_usable(charset, plan->guess))
            plan->guess = MDR_CHARSET_UTF8;
    }
    return plan->guess;
}

/* What a line (from its first byte that is not plain on) is read as. ASCII: it has nothing but ASCII. */
static int32_t line_charset(struct plan *plan, struct mdr_span line)
{
    if (plan->c.charset->unicode)
        return MDR_CHARSET_UTF8;
    if (mdr_has_jis_escape(line) && is_usable(plan->c.charset, MDR_CHARSET_ISO_2022_JP))
        return MDR_CHARSET_ISO_2022_JP;
    struct mdr_utf8_count count = mdr_utf8_count(line);
    if (count.two + count.more + count.bad == 0)
        return plan->label == MDR_CHARSET_UTF7 ? MDR_CHARSET_UTF7 : MDR_CHARSET_ASCII;
    if (is_utf8(plan, count))
        return MDR_CHARSET_UTF8;
    return has_8bit(plan->label) && !plan->missing ? plan->label : guess(plan, line);
}

static void read_as(struct mdr_conversion *c, int32_t number, size_t from, size_t to)
{
    switch (number) {
    case MDR_CHARSET_ASCII:
    case MDR_CHARSET_UTF8:
        mdr_conversion_copy(c, from, to);
        return;
    case MDR_CHARSET_UTF7:
        mdr_conversion_utf7(c, from, to);
        return;
    case MDR_CHARSET_WINDOWS_1252:
        mdr_conversion_windows_1252(c, from, to);
        return;
    case MDR_CHARSET_ISO_2022_JP:
        mdr_conversion_iso_2022_jp(c, from, to);
        return;
    case MDR_CHARSET_EUC_JP:
        mdr_conversion_euc_jp(c, from, to);
        return;
    default:
        mdr_conversion_iconv(c, number, mdr_span_cut(c->text->s, from, to), from);
        return;
    }
}

static void read_line(struct plan *plan, size_t from, size_t to)
{
    int32_t number = plan->whole ? plan->label : line_charset(plan, mdr_span_cut(plan->c.text->s, from, to));
    if (number != MDR_CHARSET_ASCII && plan->first == MDR_CHARSET_NONE)
        plan->first = number;
    plan->mixed = plan->mixed || (number != MDR_CHARSET_ASCII && number != plan->first);
    read_as(&plan->c, number, from, to);
}

static void read_lines(struct plan *plan, size_t at)
{
    struct mdr_span s = plan->c.text->s;
    char mark = plan->label == MDR_CHARSET_UTF7 ? '+' : '\x1b';
    size_t run = 0, end;
    for (; at != MDR_NOT_FOUND && !mdr_arena_failed(plan->c.out.arena); at = find_special(s, end, mark)) {
        mdr_conversion_copy(&plan->c, run, at);
        end = plan->whole ? s.n : mdr_find_byte(s, '\n', at);
        if (end == MDR_NOT_FOUND)
            end = s.n;
        read_line(plan, at, end);
        run = end;
    }
    mdr_conversion_copy(&plan->c, run, s.n);
}

static int status_of(const struct plan *plan)
{
    if (plan->label == MDR_CHARSET_STRANGE || (plan->missing && plan->first != MDR_CHARSET_NONE))
        return MDR_CHARSET_UNKNOWN;
    if (plan->mixed)
        return MDR_CHARSET_MIXED;
    if (plan->c.replaced)
        return MDR_CHARSET_WRONG;
    bool right = plan->first == MDR_CHARSET_NONE || plan->first == plan->label ||
                 (plan->first == MDR_CHARSET_UTF8 && plan->label == MDR_CHARSET_NONE);
    return right || plan->c.charset->unicode ? MDR_CHARSET_FINE : MDR_CHARSET_WRONG;
}

/* Texts that are not read by lines; where UTF-16 says its byte order itself, that counts. */
static size_t plan_whole(struct plan *plan, size_t first)
{
    struct mdr_span s = plan->c.text->s;
    bool utf16 = plan->label == MDR_CHARSET_UTF_16LE || plan->label == MDR_CHARSET_UTF_16BE;
    plan->whole = !plan->missing && (utf16 || plan->label == MDR_CHARSET_ISO_2022_KR);
    if (!plan->whole)
        return first;
    if (mdr_starts_with(s, MDR_SPAN("\xff\xfe")) && utf16 && is_usable(plan->c.charset, MDR_CHARSET_UTF_16LE))
        plan->label = MDR_CHARSET_UTF_16LE;
    return 0;
}

int mdr_charset_convert(struct mdr_charset *charset, struct mdr_arena *arena, const struct mdr_text *t,
                        struct mdr_span label, struct mdr_text *ret)
{
    struct plan plan = {.c = {.charset = charset, .text = t}};
    plan.label = charset->unicode ? MDR_CHARSET_UTF8 : mdr_charset_number(label);
    size_t first = find_special(t->s, 0, plan.label == MDR_CHARSET_UTF7 ? '+' : '\x1b');
    *ret = *t;
    if (first == MDR_NOT_FOUND)
        return MDR_CHARSET_FINE;
    struct mdr_span rest = mdr_span_from(t->s, first);
    bool clean = mdr_utf8_clean(rest) && (charset->unicode || !mdr_has_jis_escape(rest));
    if (clean && (plan.label == MDR_CHARSET_NONE || plan.label == MDR_CHARSET_UTF8))
        return MDR_CHARSET_FINE;
    struct mdr_utf8_count count = mdr_utf8_count(rest);
    plan.mostly_utf8 = count.two + count.more > 0 && count.bad <= count.two + count.more;
    plan.missing = !is_usable(charset, plan.label);
    first = plan_whole(&plan, first);
    mdr_builder_init(&plan.c.out, arena);
    mdr_builder_reserve(&plan.c.out, t->s.n);
    read_lines(&plan, first);
    *ret = mdr_builder_finish(&plan.c.out);
    return status_of(&plan);
}
