/* SPDX-License-Identifier: BSD-2-Clause */
/* Parameters, encoded words, HTML. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "grammar/decode.h"
#include "grammar/mime.h"
#include "bytes/utf8.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdio.h>

struct row {
    const char *have;
    const char *want; /* NULL: absent */
};

/* The parameter "name" of each; RFC 2231's own examples among them. */
static const struct row parameters[] = {
    {"; name=a.txt", "a.txt"},
    {";name=a.txt;x=y", "a.txt"},
    {" NAME = a.txt ; x=y", "a.txt"},
    {"; x=y", NULL},
    {"", NULL},
    {"; name", NULL},
    {"; name=", ""},
    {"; name=\"\"", ""},
    {"; name=\"a;b.txt\"; x=y", "a;b.txt"},
    {"; name=\"a\\\"b.txt\"", "a\"b.txt"},
    {"; name=\"C:\\dir\\a.txt\"", "C:\\dir\\a.txt"},
    {"; name=\"a.txt\" and more; x=y", "a.txt"},
    {"; name=\"never closed; x=y", "never closed"},
    {"; x=\"never closed; name=a.txt", "a.txt"},
    {"; x=y name=a.txt", "a.txt"},
    {" name=a.txt", "a.txt"},
    {"; (a comment; name=no) name=a.txt (another)", "a.txt"},
    {"; name=two words.txt; x=y", "two words.txt"},
    {"; name=copy (1).txt", "copy (1).txt"},
    {"; name=a:b/c=d?e", "a:b/c=d?e"},
    {"; xname=no; name=a.txt", "a.txt"},
    {"; name=first; name=second", "first"},
    {"; name=\"folded\r\n name.txt\"", "folded name.txt"},
    {";\r\n\tname=\"a.txt\"\r\n", "a.txt"},
    {"; name*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A", "This is ***fun***"},
    {"; name*=utf-8''%e3%81%82.txt", "\xe3\x81\x82.txt"},
    {"; name*=iso-8859-1''caf%E9", "caf\xc3\xa9"},
    {"; name*=''plain", "plain"},
    {"; name*=no-quotes%41", "no-quotesA"},
    {"; name=old.txt; name*=utf-8''%41.txt", "A.txt"},
    {"; name*0=a; name*1=b; name*2=\"c d\"", "abc d"},
    {"; name*2=c; name*0=a; name*1=b", "abc"},
    {"; name*0=a; name*2=c", "a"},
    {"; name*0*=utf-8''%e3; name*1*=%81%82; name*2=%41", "\xe3\x81\x82%41"},
    {"; name*200=a", NULL},
    {"; name*0x=a", NULL},
    {"; name=\"=?utf-8?B?44GCLnR4dA==?=\"", "\xe3\x81\x82.txt"},
    {"; name=\"=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=\"", "ab"},
    {"; name=caf\xc3\xa9", "caf\xc3\xa9"},
    {"; name=%41", "%41"},
    {"; x=\"\x1b$B never closed\"; name=y", "y"},
#ifdef HAVE_ICONV
    /* raw ISO-2022-JP, whose bytes are quotes, semicolons, backslashes */
    {"; name=\"\x1b$B\"#;qNA\x1b(B.xls\"; x=y", "\xe2\x96\xa0\xe8\xb3\x87\xe6\x96\x99.xls"},
    {"; name=\x1b$B;qNA\x1b(B.xls; x=y", "\xe8\xb3\x87\xe6\x96\x99.xls"},
    {"; name=\"\x1b$B0\\\x1b(B\"; x=y", "\xe7\xa7\xbb"},
#endif
};

Test(mime, parameters)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    mdr_charset_init(&charset);
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
        struct mdr_text have = mdr_parameter(&charset, &arena, sample_span(parameters[i].have), 10, MDR_SPAN("name"));
        if (!parameters[i].want)
            cr_expect_not(mdr_text_present(&have), "\"%s\"", parameters[i].have);
        else
            cr_expect(have.s.p && mdr_span_equal(have.s, sample_span(parameters[i].want)), "\"%s\": \"%.*s\"",
                      parameters[i].have, (int)have.s.n, have.s.p ? have.s.p : "");
    }
    struct mdr_span raw, s = MDR_SPAN("; charset=\"utf-8\" ; Boundary=\"a b \"");
    cr_expect(mdr_parameter_raw(s, MDR_SPAN("charset"), &raw) && mdr_span_equal(raw, MDR_SPAN("utf-8")));
    cr_expect(mdr_parameter_raw(s, MDR_SPAN("boundary"), &raw) && mdr_span_equal(raw, MDR_SPAN("a b")));
    cr_expect_not(mdr_parameter_raw(s, MDR_SPAN("name"), &raw));
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}

static const struct row words[] = {
    {"", ""},
    {"plain text", "plain text"},
    {"folded\r\n\ttext\n more", "folded text more"},
    {"ends in a fold\r\n ", "ends in a fold"},
    {"=?utf-8?Q?caf=C3=A9?=", "caf\xc3\xa9"},
    {"=?UTF-8?b?Y2Fmw6k=?=", "caf\xc3\xa9"},
    {"=?utf-8*fr?q?caf=c3=a9_ok?=", "caf\xc3\xa9 ok"},
    {"Re: =?utf-8?Q?a?= b", "Re: a b"},
    {"=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"},
    {"=?utf-8?Q?a?=\r\n =?utf-8?B?Yg==?=", "ab"},
    {"=?utf-8?Q?a_?= =?iso-8859-1?Q?=E9?=", "a \xc3\xa9"},
    {"=?utf-8?Q?a?= x =?utf-8?Q?b?=", "a x b"},
    /* a character that is split between words */
    {"=?utf-8?B?44E=?= =?utf-8?B?gg==?=", "\xe3\x81\x82"},
    {"=?utf-8?Q?=E3=81?=\r\n\t=?utf-8?Q?=82?=", "\xe3\x81\x82"},
    {"(=?utf-8?Q?a?=)", "(a)"},
    {"\"=?utf-8?Q?a?=\" <a@example.org>", "\"a\" <a@example.org>"},
    {"x=?utf-8?Q?a?=y", "xay"},
    {"=?utf-8?Q?with blanks?=", "with blanks"},
    {"=?utf-8?Q?"
     "?=",
     ""},
    {"=?iso-8859-1?Q?a=XX=E9?=", "a=XX\xc3\xa9"},
    /* what is none stays */
    {"=?utf-8?Q?never closed", "=?utf-8?Q?never closed"},
    {"=?utf-8?X?a?=", "=?utf-8?X?a?="},
    {"=?utf-8?QQ?a?=", "=?utf-8?QQ?a?="},
    {"=?utf-8Q?a?=", "=?utf-8Q?a?="},
    {"=??Q?a?=", "=??Q?a?="},
    {"=?=?utf-8?Q?a?=", "=?a"},
    {"=?x-strange?Q?=E9?= b", "=?x-strange?Q?=E9?= b"},
    {"=?x-strange?Q?only=20ascii?=", "only ascii"},
    {"=? =?=?", "=? =?=?"},
    /* raw bytes */
    {"caf\xc3\xa9", "caf\xc3\xa9"},
    {"caf\xe9", "caf\xc3\xa9"},
    {"caf\xe9 =?utf-8?Q?=C3=A9?=", "caf\xc3\xa9 \xc3\xa9"},
#ifdef HAVE_ICONV
    {"\x1b$BF|K\\\x1b(B", "\xe6\x97\xa5\xe6\x9c\xac"},
    {"=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "\xe6\x97\xa5\xe6\x9c\xac"},
    {"=?ISO-2022-JP?B?GyRCRnwbKEI=?=\r\n =?ISO-2022-JP?B?GyRCS1wbKEI=?=", "\xe6\x97\xa5\xe6\x9c\xac"},
#endif
};

Test(mime, encoded_words)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    mdr_charset_init(&charset);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct mdr_text body = mdr_text_view(sample_span(words[i].have), 0);
        struct mdr_text have = mdr_header_decode(&charset, &arena, &body);
        cr_expect(mdr_span_equal(have.s, sample_span(words[i].want)), "\"%s\": \"%.*s\"", words[i].have, (int)have.s.n,
                  have.s.p);
    }
    struct mdr_text body = mdr_text_view(MDR_SPAN("Re:\r\n =?utf-8?Q?=C3=A9_550?= end"), 100);
    struct mdr_text have = mdr_header_decode(&charset, &arena, &body);
    cr_assert(mdr_span_equal(have.s, MDR_SPAN("Re: \xc3\xa9 550 end")));
    cr_expect_eq(mdr_text_source(&have, 7), 123);
    cr_expect_eq(mdr_text_source(&have, 11), 129);
    charset.unicode = true; /* words have their charset even in pasted text */
    body = mdr_text_view(MDR_SPAN("\xe3\x81\x82 =?iso-8859-1?Q?=E9?="), 0);
    have = mdr_header_decode(&charset, &arena, &body);
    cr_expect(mdr_span_equal(have.s, MDR_SPAN("\xe3\x81\x82 \xc3\xa9")));
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}

static const char sample_letters[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";

/* An encoded word, a fold, a byte beyond ASCII: wherever they stand, a body is not taken as it is. */
Test(mime, a_code_is_seen_at_each_place_of_a_body)
{
    static const struct row codes[] = {
        {" =?utf-8?Q?=C3=A9?= ", " \xc3\xa9 "}, {"\n b", " b"}, {"\r\n\tb", " b"}, {"\xe9", "\xc3\xa9"}};
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    mdr_charset_init(&charset);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        for (size_t before = 1; before < 40; before++)
            for (size_t behind = 1; behind < 40; behind += 6) {
                char have[128], want[128];
                snprintf(have, sizeof have, "%.*s%s%.*s", (int)before, sample_letters, codes[i].have, (int)behind,
                         sample_letters);
                snprintf(want, sizeof want, "%.*s%s%.*s", (int)before, sample_letters, codes[i].want, (int)behind,
                         sample_letters);
                struct mdr_text body = mdr_text_view(sample_span(have), 0);
                struct mdr_text text = mdr_header_decode(&charset, &arena, &body);
                cr_assert(mdr_span_equal(text.s, sample_span(want)), "\"%s\": \"%.*s\"", have, (int)text.s.n, text.s.p);
            }
    struct mdr_text plain = mdr_text_view(sample_span(sample_letters), 0);
    cr_expect_eq(mdr_header_decode(&charset, &arena, &plain).s.p, plain.s.p, "a plain body is not copied");
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}

static const struct row pages[] = {
    {"", ""},
    {"plain  text\nhere", "plain text here"},
    {"<p>One</p><p>Two</p>", "One\n\nTwo"},
    {"<html><head><title>T</title><style>p { x }</style></head><body>A<br>B<br/>C</body></html>", "T\nA\nB\nC"},
    {"A<br><br><br>B", "A\n\nB"},
    {"<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>", "A B\nC"},
    {"<ul><li>A</li><li>B</li></ul>", "A\nB"},
    {"<div>A<div>B</div></div>", "A\nB"},
    {"a<b>b</b>c <i>d</i>", "abc d"},
    {"<script>if (a < b) { }</script>x<SCRIPT>no</SCRIPT >y", "xy"},
    {"<script>never closed", ""},
    {"<!-- a <b> comment -->x", "x"},
    {"<!-- never closed\nx", "x"},
    {"<!DOCTYPE html><?xml x?>x", "x"},
    {"<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\n\n\nb"},
    {"<p>a</p><p> </p><p>&nbsp;b</p>", "a\n\n b"},
    {"<pre>A\n  b\n    c d\n\ne</pre>", "A\n  b\n    c d\n\ne"},
    {"A<br>\n&nbsp;&nbsp;b<br>  c<br>&nbsp;d", "A\n  b\nc\n d"},
    {"A<br>&nbsp; b<br>&nbsp;&nbsp;&nbsp;\n   c<br>&nbsp;<br> d", "A\n  b\n    c\n\nd"},
    {"550&nbsp;5.1.1&#32;&lt;a&#64;example.org&gt;&amp;&#x41;&eacute;", "550 5.1.1 <a@example.org>&A\xc3\xa9"},
    {"&unknown; &# &; R&D &#0; &#xD800;", "&unknown; &# &; R&D \xef\xbf\xbd \xef\xbf\xbd"},
    {"a &lt b", "a < b"},
    {"a < b > c <3", "a < b > c <3"},
    {"said: <user@example.org> <mailto:a@example.org>", "said: <user@example.org> <mailto:a@example.org>"},
    {"<a href=\"x>y\" title='a\"b'>link</a>", "link"},
    {"<o:p></o:p>x", "x"},
    {"<a href=never closed <b>x</b>", "x"},
    {"<pre>a\n  b\nc</pre>", "a\n  b\nc"},
    {"x<", "x<"},
    {"x<a", "x"},
};

Test(html, rows)
{
    struct mdr_arena arena = sample_arena();
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct mdr_text page = mdr_text_view(sample_span(pages[i].have), 0);
        struct mdr_text have = mdr_html_text(&arena, &page);
        cr_expect(mdr_span_equal(have.s, sample_span(pages[i].want)), "\"%s\": \"%.*s\"", pages[i].have, (int)have.s.n,
                  have.s.p);
    }
    struct mdr_text page = mdr_text_view(MDR_SPAN("<p>A&lt;b</p>\n<p>550 x"), 100);
    struct mdr_text have = mdr_html_text(&arena, &page);
    cr_assert(mdr_span_equal(have.s, MDR_SPAN("A<b\n\n550 x")));
    cr_expect_eq(mdr_text_source(&have, 1), 104);
    cr_expect_eq(mdr_text_source(&have, 2), 108);
    cr_expect_eq(mdr_text_source(&have, 5), 117);
    mdr_arena_free(&arena);
}

typedef struct mdr_text reader(struct mdr_charset *charset, struct mdr_arena *arena, struct mdr_span s);

static struct mdr_text as_parameter(struct mdr_charset *charset, struct mdr_arena *arena, struct mdr_span s)
{
    return mdr_parameter(charset, arena, s, 0, MDR_SPAN("name"));
}

static struct mdr_text as_header(struct mdr_charset *charset, struct mdr_arena *arena, struct mdr_span s)
{
    struct mdr_text t = mdr_text_view(s, 0);
    return mdr_header_decode(charset, arena, &t);
}

static struct mdr_text as_html(struct mdr_charset *charset, struct mdr_arena *arena, struct mdr_span s)
{
    struct mdr_text t = mdr_text_view(s, 0), utf8;
    mdr_charset_convert(charset, arena, &t, MDR_SPAN_NONE, &utf8);
    return mdr_html_text(arena, &utf8);
}

/* Each sample cut after each byte, and with bytes changed: UTF-8 leaves, which comes from the sample. */
static void harm(reader *read, const struct row *rows, size_t n)
{
    struct mdr_arena arena = sample_arena();
    struct mdr_charset charset;
    unsigned long state = 5;
    mdr_charset_init(&charset);
    for (size_t i = 0; i < n; i++) {
        struct mdr_span all = sample_span(rows[i].have);
        for (size_t cut = 0; cut <= 4 * all.n; cut++) {
            struct mdr_span s = mdr_span_cut(all, 0, cut);
            char *exact = sample_exact(s);
            if (cut > all.n)
                exact[sample_random(&state) % s.n] = "=?*'\"<>&;\xe3\x1b\0"[sample_random(&state) % 12];
            mdr_arena_reset(&arena);
            struct mdr_text have = read(&charset, &arena, mdr_span_make(exact, s.n));
            cr_assert(!have.s.p || mdr_utf8_clean(have.s), "row %zu cut %zu", i, cut);
            for (size_t k = 0; k < have.s.n; k++)
                cr_assert_lt(mdr_text_source(&have, k), s.n + 4, "row %zu cut %zu", i, cut);
            free(exact);
        }
    }
    mdr_charset_close(&charset);
    mdr_arena_free(&arena);
}

Test(mime, cut_and_changed)
{
    harm(as_parameter, parameters, sizeof parameters / sizeof *parameters);
    harm(as_header, words, sizeof words / sizeof *words);
    harm(as_html, pages, sizeof pages / sizeof *pages);
}
