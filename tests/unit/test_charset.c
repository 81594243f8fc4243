/* SPDX-License-Identifier: BSD-2-Clause */
/* Charsets: labels, conversion, texts that are not what their label says. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "grammar/charset_inside.h"
#include "bytes/utf8.h"
#include "sample.h"

#include <criterion/criterion.h>

struct row {
    const char *label; /* NULL: none */
    const char *bytes;
    const char *want;
    int status;
};

/* What needs nothing from outside. */
static const struct row plain_rows[] = {
    {NULL, "", "", MDR_CHARSET_FINE},
    {NULL, "plain\ntext", "plain\ntext", MDR_CHARSET_FINE},
    {"x-nobody-knows", "plain", "plain", MDR_CHARSET_FINE},
    {"x-nobody-knows", "\xc3\xa9", "\xc3\xa9", MDR_CHARSET_UNKNOWN},
    {NULL, "caf\xc3\xa9", "caf\xc3\xa9", MDR_CHARSET_FINE},
    {"us-ascii", "caf\xc3\xa9", "caf\xc3\xa9", MDR_CHARSET_WRONG},
    {"uft-8", "caf\xc3\xa9", "caf\xc3\xa9", MDR_CHARSET_FINE},
    {"unknown-8bit", "caf\xc3\xa9", "caf\xc3\xa9", MDR_CHARSET_FINE},
    {"utf-8", "a\xe3\x81\x82\xe3\x81\n\xe3\x81\x84", "a\xe3\x81\x82\xef\xbf\xbd\n\xe3\x81\x84", MDR_CHARSET_WRONG},
    {"utf-8", "caf\xe9", "caf\xc3\xa9", MDR_CHARSET_WRONG},
    {NULL, "caf\xe9", "caf\xc3\xa9", MDR_CHARSET_WRONG},
    {"iso-8859-1", "caf\xe9 \x93quoted\x94", "caf\xc3\xa9 \xe2\x80\x9cquoted\xe2\x80\x9d", MDR_CHARSET_FINE},
    {"iso-8859-1", "caf\xc3\xa9", "caf\xc3\xa9", MDR_CHARSET_WRONG},
    {"windows-1252", "caf\xe9\ncaf\xc3\xa9", "caf\xc3\xa9\ncaf\xc3\xa9", MDR_CHARSET_MIXED},
    {"windows-1252", "\x81", "\xef\xbf\xbd", MDR_CHARSET_WRONG},
    {"unicode-1-1-utf-7", "+ZeVnLIqe- a+-b 1+2", "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e a+b 1+2", MDR_CHARSET_FINE},
    {"utf-7", "a+AOk-b +2D3eAA-",
     "a\xc3\xa9"
     "b \xf0\x9f\x98\x80",
     MDR_CHARSET_FINE},
    {NULL, "colour \x1b[31m", "colour \x1b[31m", MDR_CHARSET_FINE},
};

#ifdef HAVE_ICONV
static const struct row iconv_rows[] = {
    {"ISO-2022-JP", "\x1b$BF|K\\8l\x1b(B ok", "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e ok", MDR_CHARSET_FINE},
    {"iso-2022-jp", "plain", "plain", MDR_CHARSET_FINE},
    {NULL, "\x1b$BF|K\\8l\x1b(B", "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", MDR_CHARSET_WRONG},
    {"iso-2022-jp", "\x1b$BF|\x1b(B\n\xe6\x9c\xac\xe8\xaa\x9e\n", "\xe6\x97\xa5\n\xe6\x9c\xac\xe8\xaa\x9e\n",
     MDR_CHARSET_MIXED},
    {"iso-2022-jp", "\xe6\x9c\xac\xe8\xaa\x9e", "\xe6\x9c\xac\xe8\xaa\x9e", MDR_CHARSET_WRONG},
    /* half-width kana; NEC's circled one and IBM's "ladder taka"; JIS X 0212; JIS X 0201 Roman */
    {"iso-2022-jp", "\x1b(I1\x1b(B.", "\xef\xbd\xb1.", MDR_CHARSET_FINE},
    {"iso-2022-jp", "\x1b$B-!|b\x1b(B", "\xe2\x91\xa0\xe9\xab\x99", MDR_CHARSET_FINE},
    {"iso-2022-jp", "\x1b$(D0!\x1b(B", "\xe4\xb8\x82", MDR_CHARSET_FINE},
    {"iso-2022-jp", "\x1b$@F|\x1b(Ja",
     "\xe6\x97\xa5"
     "a",
     MDR_CHARSET_FINE},
    /* a line that ends inside of Japanese, and one with a broken pair */
    {"iso-2022-jp", "\x1b$BF|\nplain", "\xe6\x97\xa5\nplain", MDR_CHARSET_FINE},
    {"iso-2022-jp", "\x1b$BF\x1b(Bx", "\xef\xbf\xbdx", MDR_CHARSET_WRONG},
    {"shift_jis", "\x93\xfa\x96\x7b\x8c\xea \x87\x40 \x95\x5c",
     "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e \xe2\x91\xa0 \xe8\xa1\xa8", MDR_CHARSET_FINE},
    {"x-sjis", "\xb1\xb2", "\xef\xbd\xb1\xef\xbd\xb2", MDR_CHARSET_FINE},
    {"euc-jp", "\xc6\xfc\xcb\xdc \x8e\xb1 \xad\xa1", "\xe6\x97\xa5\xe6\x9c\xac \xef\xbd\xb1 \xe2\x91\xa0",
     MDR_CHARSET_FINE},
    {NULL, "\xa4\xb3\xa4\xce\xa5\xe1", "\xe3\x81\x93\xe3\x81\xae\xe3\x83\xa1", MDR_CHARSET_WRONG},
    {NULL, "\x82\xb1\x82\xcc\x83\x81", "\xe3\x81\x93\xe3\x81\xae\xe3\x83\xa1", MDR_CHARSET_WRONG},
    {"utf-8", "\x82\xb1\x82\xcc\x83\x81", "\xe3\x81\x93\xe3\x81\xae\xe3\x83\xa1", MDR_CHARSET_WRONG},
    {"shift_jis", "\x82", "\xef\xbf\xbd", MDR_CHARSET_WRONG},
    {"gb2312", "\xc4\xe3\xba\xc3", "\xe4\xbd\xa0\xe5\xa5\xbd", MDR_CHARSET_FINE},
    {"big5", "\xa7\x41\xa6\x6e", "\xe4\xbd\xa0\xe5\xa5\xbd", MDR_CHARSET_FINE},
    {"ks_c_5601-1987", "\xbe\xc8\xb3\xe7", "\xec\x95\x88\xeb\x85\x95", MDR_CHARSET_FINE},
    {"koi8-r", "\xf0\xd2\xc9", "\xd0\x9f\xd1\x80\xd0\xb8", MDR_CHARSET_FINE},
    {"windows-1251", "\xcf\xf0\xe8", "\xd0\x9f\xd1\x80\xd0\xb8", MDR_CHARSET_FINE},
    {"windows-1251", "\xd0\x9f\xd1\x80\xd0\xb8", "\xd0\x9f\xd1\x80\xd0\xb8", MDR_CHARSET_WRONG},
    {"iso-8859-15", "\xa4", "\xe2\x82\xac", MDR_CHARSET_FINE},
    {"iso-8859-2", "\xb1", "\xc4\x85", MDR_CHARSET_FINE},
    {"windows-874", "\xa1", "\xe0\xb8\x81", MDR_CHARSET_FINE},
};
#endif

static void check(const struct row *row, struct mdr_charset *charset, struct mdr_arena *arena)
{
    struct mdr_text t = mdr_text_view(sample_span(row->bytes), 100), have;
    struct mdr_span label = row->label ? sample_span(row->label) : MDR_SPAN_NONE;
    int status = mdr_charset_convert(charset, arena, &t, label, &have);
    cr_expect(mdr_span_equal(have.s, sample_span(row->want)), "%s \"%s\": \"%.*s\" for \"%s\"",
              row->label ? row->label : "-", row->bytes, (int)have.s.n, have.s.p, row->want);
    if (row->status >= 0)
        cr_expect_eq(status, row->status, "%s \"%s\": %d", row->label ? row->label : "-", row->bytes, status);
    cr_expect(mdr_utf8_clean(have.s));
    for (size_t i = 0; i < have.s.n; i++) {
        size_t source = mdr_text_source(&have, i);
        cr_expect(source >= 100 && source < 100 + t.s.n + 4, "%s: byte %zu from %zu", row->want, i, source);
    }
}

Test(charset, rows)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    mdr_charset_init(&charset);
    for (int round = 0; round < 2; round++) { /* again, with the descriptors of the first round */
        for (size_t i = 0; i < sizeof plain_rows / sizeof *plain_rows; i++)
            check(&plain_rows[i], &charset, &arena);
#ifdef HAVE_ICONV
        for (size_t i = 0; i < sizeof iconv_rows / sizeof *iconv_rows; i++)
            check(&iconv_rows[i], &charset, &arena);
#endif
    }
    cr_expect_leq(charset.used, MDR_CHARSET_CACHE);
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}

/* Whatever comes in under whatever label: what leaves is UTF-8 without NUL. */
Test(charset, any_bytes_under_any_label)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    unsigned long state = 3;
    int32_t number;
    mdr_charset_init(&charset);
    for (size_t i = 0; mdr_charset_label(i, &number); i++) {
        char bytes[64];
        size_t n = sample_random(&state) % sizeof bytes;
        for (size_t k = 0; k < n; k++)
            bytes[k] = (char)sample_random(&state);
        for (size_t k = 0; k + 4 < n; k += 8)
            memcpy(bytes + k, i % 2 ? "\x1b$B!" : "+AGE", 4);
        char *exact = sample_exact(mdr_span_make(bytes, n));
        struct mdr_text t = mdr_text_view(mdr_span_make(exact, n), 0), have;
        mdr_arena_reset(&arena);
        mdr_charset_convert(&charset, &arena, &t, sample_span(mdr_charset_label(i, &number)), &have);
        cr_assert(mdr_utf8_clean(have.s), "%s", mdr_charset_label(i, &number));
        free(exact);
    }
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}

Test(charset, labels)
{
    static const struct {
        const char *label;
        int32_t want;
    } cases[] = {
        {"utf-8", MDR_CHARSET_UTF8},
        {" UTF8 ", MDR_CHARSET_UTF8},
        {"utf-8 (comment)", MDR_CHARSET_UTF8},
        {"uft-8", MDR_CHARSET_UTF8},
        {"unicode-1-1-utf-7", MDR_CHARSET_UTF7},
        {"ISO_8859-1", MDR_CHARSET_WINDOWS_1252},
        {"x-iso-8859-1", MDR_CHARSET_WINDOWS_1252},
        {"Shift-JIS", MDR_CHARSET_CP932},
        {"gb2312", MDR_CHARSET_GB18030},
        {"cp949", MDR_CHARSET_CP949},
        {"tis-620", MDR_CHARSET_WINDOWS_874},
        {"", MDR_CHARSET_NONE},
        {"?", MDR_CHARSET_STRANGE},
        {"iso-8859-99", MDR_CHARSET_STRANGE},
        {"a-name-that-is-longer-than-any-of-the-list", MDR_CHARSET_STRANGE},
        {"UTF-8//TRANSLIT", MDR_CHARSET_STRANGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(mdr_charset_number(sample_span(cases[i].label)), cases[i].want, "\"%s\"", cases[i].label);
    int32_t number;
    const char *last = "", *label;
    for (size_t i = 0; (label = mdr_charset_label(i, &number)) != NULL; i++) {
        cr_expect_lt(strcmp(last, label), 0, "%s stands behind %s", label, last);
        cr_expect_eq(mdr_charset_number(sample_span(label)), number, "%s", label);
        cr_expect(number < MDR_CHARSET_CP932 || mdr_charset_iconv_name(number, 0), "%s has no name", label);
        last = label;
    }
}

#ifdef HAVE_ICONV
/* More charsets than the cache has places, over and over. */
Test(charset, cache_turns_over)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    mdr_charset_init(&charset);
    for (int round = 0; round < 3; round++)
        for (int32_t number = MDR_CHARSET_CP932; number < MDR_CHARSETS; number++) {
            if (number != MDR_CHARSET_JIS_X_0212)
                cr_expect(mdr_iconv_ready(&charset, number), "%s", mdr_charset_iconv_name(number, 0));
            cr_assert_leq(charset.used, MDR_CHARSET_CACHE);
        }
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}
#endif

Test(charset, options)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    struct mdr_text have, t = mdr_text_view(MDR_SPAN("\xe3\x81\x82 \x1b$B!"), 0);
    mdr_charset_init(&charset);
    charset.unicode = true;
    cr_expect_eq(mdr_charset_convert(&charset, &arena, &t, MDR_SPAN("iso-2022-jp"), &have), MDR_CHARSET_FINE);
    cr_expect(mdr_span_equal(have.s, t.s));
    charset.unicode = false;
    charset.keep = true;
    t = mdr_text_view(MDR_SPAN("caf\xe9"), 0);
    cr_expect_eq(mdr_charset_convert(&charset, &arena, &t, MDR_SPAN("x-strange"), &have), MDR_CHARSET_UNKNOWN);
    cr_expect(mdr_span_equal(have.s, MDR_SPAN("caf\xef\xbf\xbd")));
    t = mdr_text_view(MDR_SPAN("N\0L"), 0);
    cr_expect_eq(mdr_charset_convert(&charset, &arena, &t, MDR_SPAN_NONE, &have), MDR_CHARSET_FINE);
    cr_expect(mdr_span_equal(have.s, MDR_SPAN("N\xef\xbf\xbdL")));
#ifdef HAVE_ICONV
    charset.keep = false;
    charset.hint = MDR_SPAN("koi8-r");
    t = mdr_text_view(MDR_SPAN("\xf0\xd2\xc9"), 0);
    mdr_charset_convert(&charset, &arena, &t, MDR_SPAN_NONE, &have);
    cr_expect(mdr_span_equal(have.s, MDR_SPAN("\xd0\x9f\xd1\x80\xd0\xb8")));
    /* Japanese text of 7 bits tells that 8-bit names beside it are Japanese, though they hold no kana. */
    static const char *const bill[] = {"\x90\xbf\x8b\x81\x8f\x91.zip", "\xc0\xc1\xb5\xe1\xbd\xf1.zip"};
    charset.hint = MDR_SPAN("iso-2022-jp");
    for (size_t i = 0; i < 2; i++) {
        t = mdr_text_view(mdr_span_make(bill[i], strlen(bill[i])), 0);
        mdr_charset_convert(&charset, &arena, &t, MDR_SPAN_NONE, &have);
        cr_expect(mdr_span_equal(have.s, MDR_SPAN("\xe8\xab\x8b\xe6\xb1\x82\xe6\x9b\xb8.zip")), "%zu: %.*s", i, (int)have.s.n,
                  have.s.p);
    }
    t = mdr_text_view(MDR_SPAN("caf\xe9.zip"), 0);
    mdr_charset_convert(&charset, &arena, &t, MDR_SPAN_NONE, &have);
    cr_expect(mdr_span_equal(have.s, MDR_SPAN("caf\xc3\xa9.zip")));
#endif
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}

/* ASCII around converted text leads back exactly, so that a code's bytes are named right. */
Test(charset, offsets)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    mdr_charset_init(&charset);
    static const struct row cases[] = {
        {"windows-1252", "caf\xe9 \xe9 550", "", 0},
        {"utf-7", "+AOkA6QDpAOk- 550", "", 0},
#ifdef HAVE_ICONV
        {"iso-2022-jp", "\x1b$BF|K\\8l\x1b(B 550", "", 0},
        {"euc-jp", "\xc6\xfc\xcb\xdc\xc6\xfc\xcb\xdc\xc6\xfc\xcb\xdc 550", "", 0},
#endif
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mdr_text t = mdr_text_view(sample_span(cases[i].bytes), 0), have;
        mdr_charset_convert(&charset, &arena, &t, sample_span(cases[i].label), &have);
        cr_expect_eq(mdr_text_source(&have, have.s.n - 3), t.s.n - 3, "%s", cases[i].label);
    }
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}

/* Kana tell Japanese: kanji alone may as well be Chinese or Korean. */
Test(charset, guesses_japanese_by_its_kana)
{
    static const struct {
        const char *bytes;
        int32_t charset;
    } cases[] = {
        {"\xa4\xb3\xa4\xce\xc6\xfc\xcb\xdc", MDR_CHARSET_EUC_JP},
        {"\xa5\xe1\xa1\xbc\xa5\xeb", MDR_CHARSET_EUC_JP},
        {"\x82\xb1\x82\xcc\x93\xfa\x96\x7b", MDR_CHARSET_CP932},
        {"\x83\x81\x81\x5b\x83\x8b", MDR_CHARSET_CP932},
        {"\xc6\xfc\xcb\xdc", MDR_CHARSET_NONE},
        {"\xc4\xfa\xb5\xc4\xd3\xca\xbc\xfe\xce\xde\xb7\xa8\xcd\xb6\xb5\xdd", MDR_CHARSET_NONE}, /* GB 2312 */
        {"\xb8\xde\xc0\xcf\xc0\xcc \xb9\xdd\xbc\xdb", MDR_CHARSET_NONE},                         /* KS X 1001 */
        {"caf\xe9 d\xe9j\xe0", MDR_CHARSET_NONE},
        {"", MDR_CHARSET_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(mdr_guess_japanese(sample_span(cases[i].bytes)), cases[i].charset, "%zu: %d", i,
                     (int)mdr_guess_japanese(sample_span(cases[i].bytes)));
}
