/* SPDX-License-Identifier: BSD-2-Clause */
/* Addresses: read, found, laid bare, masked, decoded, hidden. */
#include "grammar/address.h"
#include "grammar/ip.h"
#include "recognise/hidden.h"

#include <modori.h>

#include <criterion/criterion.h>
#include <stdlib.h>

static struct mdr_span span_of(const char *s)
{
    return s ? mdr_span_make(s, strlen(s)) : MDR_SPAN_NONE;
}

static void expect_span(const char *of, struct mdr_span got, const char *want)
{
    cr_expect_eq(got.p == NULL, want == NULL, "%s: '%.*s'", of, (int)got.n, got.p ? got.p : "");
    if (got.p && want)
        cr_expect(mdr_span_equal(got, span_of(want)), "%s: '%.*s', want '%s'", of, (int)got.n, got.p, want);
}

static const struct {
    const char *text;
    size_t n;
} read_rows[] = {
    {"user@example.com", 16},
    {"user@example.com>", 16},
    {"user@example.com.", 16},
    {"user@example.com.>", 17},
    {"user@example.com... User unknown", 16},
    {"user@example.com-", 16},
    {"User+Tag@Example.COM x", 20},
    {"\"a b\"@example.com:", 17},
    {"\"a\\\"@b\"@example.com", 19},
    {"user..name.@docomo.example.jp", 29},
    {"user@[192.0.2.1] x", 16},
    {"user@[IPv6:2001:db8::1]", 23},
    {"*****@******.**.ca>: host", 18},
    {"*****@*****.**.jp", 17},
    {"user@localhost", 14},
    {"user@exam_ple.com", 17},
    {"user@example..com", 17},
    {"\xe7\x94\xa8\xe6\x88\xb7@\xe4\xbe\x8b\xe3\x81\x88.example", 21},
    {"b\xc3\xbc"
     "cher@b\xc3\xbc"
     "cher.example",
     23},
    {"user@example.jp\xe3\x81\xb8\xe3\x81\xae", 15},
    {"user@example.jp\xe3\x80\x82", 15},
    {"\\x{30CD}\\x{30B3}@example.jp", 27},
    {"prvs=0123456789=user@example.org", 32},
    {"@example.com", 0},
    {"user", 0},
    {"user@", 0},
    {"user@.com", 0},
    {"user@-", 0},
    {"user@[192.0.2.1", 0},
    {"user@[]", 0},
    {"user@(x)", 0},
    {"user name@example.com", 0},
    {"<user@example.com>", 0},
    {"\"user@example.com", 0},
    {"\"a\nb\"@example.com", 0},
    {"a\\b@example.com", 0},
    {"", 0},
};

#define READ_ROWS (sizeof read_rows / sizeof read_rows[0])

Test(address, is_read_at_the_start)
{
    for (size_t i = 0; i < READ_ROWS; i++) {
        size_t n = mdr_address_read(span_of(read_rows[i].text));
        cr_expect_eq(n, read_rows[i].n, "%s: %zu", read_rows[i].text, n);
    }
}

static const struct {
    const char *text, *address;
} find_rows[] = {
    {"<user@example.com>: host said", "user@example.com"},
    {"mail to user@example.com.", "user@example.com"},
    {"'user@example.com' is unknown", "user@example.com"},
    {"(user@example.com)", "user@example.com"},
    {"5.1.1 <\"a b\"@example.com>", "\"a b\"@example.com"},
    {"@ and @x and user@ then a@b.example", "a@b.example"},
    {"rfc822;user@example.com", "user@example.com"},
    {"mailto:user@example.com", "user@example.com"},
    {"\xe5\xae\x9b\xe5\x85\x88user@example.jp\xe3\x81\xaf", "user@example.jp"},
    {"\xe3\x80\x8cuser@example.jp\xe3\x80\x8d", "user@example.jp"},
    {"<\xe7\x94\xa8\xe6\x88\xb7@\xe4\xbe\x8b\xe3\x81\x88.example>",
     "\xe7\x94\xa8\xe6\x88\xb7@\xe4\xbe\x8b\xe3\x81\x88.example"},
    {"x \\x{30CD}\\x{30B3}@example.jp y", "\\x{30CD}\\x{30B3}@example.jp"},
    {"<*****@******.**.ca>", "*****@******.**.ca"},
    {"no address here", NULL},
    {"@", NULL},
    {"", NULL},
};

Test(address, is_found_in_a_text)
{
    for (size_t i = 0; i < sizeof find_rows / sizeof find_rows[0]; i++)
        expect_span(find_rows[i].text, mdr_address_find(span_of(find_rows[i].text)), find_rows[i].address);
}

static const struct {
    const char *text, *address;
} bare_rows[] = {
    {"user@example.com", "user@example.com"},
    {" <user@example.com> ", "user@example.com"},
    {"Neko <User@Example.com>", "User@Example.com"},
    {"\"Neko <x>\" <user@example.com>", "user@example.com"},
    {"user@example.com (Neko (the cat))", "user@example.com"},
    {"(Neko) user@example.com", "user@example.com"},
    {"Neko (a < b) <user@example.com>", "user@example.com"},
    {"<user@example.com", "user@example.com"},
    {"mailto:user@example.com", "user@example.com"},
    {"<@a.example,@b.example:user@example.com>", "user@example.com"},
    {"\"user@example.com\"", "user@example.com"},
    {"'user@example.com'", "user@example.com"},
    {"\"a b\"@example.com", "\"a b\"@example.com"},
    {"user@example.com,", "user@example.com"},
    {"user @example.com", "user @example.com"},
    {"=?utf-8?Q?a?=@example.com", "=?utf-8?Q?a?=@example.com"},
    {"root", "root"},
    {"<MAILER-DAEMON>", "MAILER-DAEMON"},
    {"\xe3\x83\x8d\xe3\x82\xb3", "\xe3\x83\x8d\xe3\x82\xb3"},
    {"*****", "*****"},
    {"IMCEAEX-_O=ORG@example.com", "IMCEAEX-_O=ORG@example.com"},
    {"|/usr/bin/procmail", NULL},
    {"\"|/usr/bin/procmail -a user@example.com\"", NULL},
    {"/var/mail/user", NULL},
    {"/o=Org/ou=Unit/cn=user", NULL},
    {":include:/etc/list", NULL},
    {"@mx.example.org", NULL},
    {"two words", NULL},
    {"<>", NULL},
    {"", NULL},
    {" ", NULL},
    {"(only)", NULL},
    {"mailto:", NULL},
};

Test(address, is_laid_bare)
{
    for (size_t i = 0; i < sizeof bare_rows / sizeof bare_rows[0]; i++)
        expect_span(bare_rows[i].text, mdr_address_bare(span_of(bare_rows[i].text)), bare_rows[i].address);
    expect_span("absent", mdr_address_bare(MDR_SPAN_NONE), NULL);
}

Test(address, masks)
{
    static const char *const yes[] = {"*****@example.com", "*****@******.**.ca", "k******@example.jp", "*@example.com",
                                      "user@*.example",    "mail.*****.**.ca",   "198.***.***.***",    "*"};
    static const char *const no[] = {"a*b@example.com", "user@example.com", "mx.example.com", "192.0.2.1", "", "user"};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        cr_expect(mdr_address_masked(span_of(yes[i])), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        cr_expect_not(mdr_address_masked(span_of(no[i])), "%s", no[i]);
}

/* ---- encodings ---------------------------------------------------------------------------- */

static const struct {
    const char *text, *decoded; /* NULL: stays */
} xtext_rows[] = {
    {"user+2Btag@example.org", "user+tag@example.org"},
    {"a+20b+3Dc@example.org", "a b=c@example.org"},
    {"user+tag@example.org", NULL},
    {"user+ab@example.org", NULL},
    {"user+AB@example.org", NULL}, /* not printable */
    {"user+2btag@example.org", NULL},
    {"user+2Btag+ab@example.org", NULL},
    {"user+0Ax@example.org", NULL},
    {"user+2", NULL},
    {"user+", NULL},
    {"user@example.org", NULL},
    {"", NULL},
};

static const struct {
    const char *text, *decoded;
} escape_rows[] = {
    {"\\x{30CD}\\x{30B3}@example.jp", "\xe3\x83\x8d\xe3\x82\xb3@example.jp"},
    {"a\\x{20}b\\x{5C}\\x{2b}\\x{3D}@example.jp", "a b\\+=@example.jp"},
    {"\\x{1F431}@example.jp", "\xf0\x9f\x90\xb1@example.jp"},
    {"\\x{10FFFF}", "\xf4\x8f\xbf\xbf"},
    {"\xe3\x83\x8d\\x{30B3}", "\xe3\x83\x8d\xe3\x82\xb3"},
    {"\\x{7F}", "\x7f"},
    {"\\x{0A}", "\n"},
    {"\\x{00}", NULL},
    {"\\x{9}", NULL},
    {"\\x{41}", NULL},
    {"\\x{020}", NULL},
    {"\\x{030CD}", NULL},
    {"\\x{D800}", NULL},
    {"\\x{DFFF}", NULL},
    {"\\x{110000}", NULL},
    {"\\x{1000000}", NULL},
    {"\\x{30CG}", NULL},
    {"\\x{30CD", NULL},
    {"\\x{}", NULL},
    {"\\y{30CD}", NULL},
    {"\\", NULL},
    {"\\\\x{30CD}", "\\\xe3\x83\x8d"},
    {"user@example.jp", NULL},
};

static void expect_decoded(const char *text, struct mdr_text got, const char *want)
{
    expect_span(text, got.s, want ? want : text);
    if (!want) /* stays: a view of what was given */
        cr_expect(mdr_span_equal(got.s, span_of(text)), "%s", text);
    for (size_t i = 0; i < got.s.n; i++)
        cr_expect_lt(mdr_text_source(&got, i), 500 + strlen(text), "%s byte %zu", text, i);
}

Test(address, encodings)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < sizeof xtext_rows / sizeof xtext_rows[0]; i++) {
        struct mdr_text view = mdr_text_view(span_of(xtext_rows[i].text), 500);
        expect_decoded(xtext_rows[i].text, mdr_xtext_decode(&arena, &view), xtext_rows[i].decoded);
    }
    for (size_t i = 0; i < sizeof escape_rows / sizeof escape_rows[0]; i++) {
        struct mdr_text view = mdr_text_view(span_of(escape_rows[i].text), 500);
        expect_decoded(escape_rows[i].text, mdr_utf8_address_decode(&arena, &view), escape_rows[i].decoded);
    }
    struct mdr_text view = mdr_text_view(MDR_SPAN("ab+2Bc"), 500);
    struct mdr_text decoded = mdr_xtext_decode(&arena, &view);
    cr_expect_eq(mdr_text_source(&decoded, 2), 502);
    cr_expect_eq(mdr_text_source(&decoded, 3), 505);
    mdr_arena_free(&arena);
}

/* ---- hidden addresses --------------------------------------------------------------------- */

static const struct {
    const char *address, *pattern;
    int form;
    const char *hidden;
} hidden_rows[] = {
    {"list-bounces+user=example.org@lists.example.com", NULL, MODORI_HIDDEN_VERP, "user@example.org"},
    {"list-bounces+first+tag=example.org@lists.example.com", NULL, MODORI_HIDDEN_VERP, "first+tag@example.org"},
    {"bounces+1234567-ab4f-user=example.org@em.example.com", NULL, MODORI_HIDDEN_VERP, "user@example.org"},
    {"bounces+John-Doe=example.org@em.example.com", NULL, MODORI_HIDDEN_VERP, "John-Doe@example.org"},
    {"list-return-42-user=example.org@lists.example.com", NULL, MODORI_HIDDEN_VERP, "user@example.org"},
    {"news-user=example.org@example.com", NULL, MODORI_HIDDEN_VERP, "user@example.org"},
    {"bounce=user=example.org@example.com", NULL, MODORI_HIDDEN_VERP, "user@example.org"},
    {"a-b-user=example.org@example.com", NULL, 0, NULL},
    {"bounce-mc.us1_12.34-user=example.org@example.com", NULL, 0, NULL},
    {"bounces+user=example@example.com", NULL, 0, NULL},
    {"user+tag@example.com", NULL, 0, NULL},
    {"user@example.com", NULL, 0, NULL},
    {"+user=example.org@example.com", NULL, 0, NULL},
    {"bounces+=example.org@example.com", NULL, 0, NULL},
    {"prvs=0123456789=user@example.org", NULL, MODORI_HIDDEN_BATV, "user@example.org"},
    {"prvs=user=0123abcdef@example.org", NULL, MODORI_HIDDEN_BATV, "user@example.org"},
    {"PRVS=00912345EF=User@Example.org", NULL, MODORI_HIDDEN_BATV, "User@Example.org"},
    {"msprvs1=18abcDEF=bounces@example.org", NULL, MODORI_HIDDEN_BATV, "bounces@example.org"},
    {"btv1==123abc==user@example.org", NULL, MODORI_HIDDEN_BATV, "user@example.org"},
    {"prvs=@example.org", NULL, 0, NULL},
    {"prvs==user@example.org", NULL, 0, NULL},
    {"SRS0=HHH=TT=example.org=user@relay.example", NULL, MODORI_HIDDEN_SRS, "user@example.org"},
    {"SRS0+HHH=TT=example.org=user=x@relay.example", NULL, MODORI_HIDDEN_SRS, "user=x@example.org"},
    {"srs0-ab+/=2U=example.org=user@relay.example", NULL, MODORI_HIDDEN_SRS, "user@example.org"},
    {"SRS1=GGG=first.example==HHH=TT=example.org=user@relay.example", NULL, MODORI_HIDDEN_SRS, "user@example.org"},
    {"fwd+SRS=lCkVe=2U=example.org=user@relay.example", NULL, MODORI_HIDDEN_SRS, "user@example.org"},
    {"SRS0=HHH=TT=example=user@relay.example", NULL, 0, NULL},
    {"SRS0=HHH=TT@relay.example", NULL, 0, NULL},
    {"SRS1=GGG@relay.example", NULL, 0, NULL},
    {"bounces+a=b=example.net@lists.example.org", "bounces+{local}={domain}@lists.example.org", MODORI_HIDDEN_OWN,
     "a=b@example.net"},
    {"Bounces+a=example.net@Lists.Example.org", "bounces+{local}={domain}@lists.example.org", MODORI_HIDDEN_OWN,
     "a@example.net"},
    {"b-17-a=example.net-x@example.org", "b-{id}-{local}={domain}-x@example.org", MODORI_HIDDEN_OWN, "a@example.net"},
    {"b-17-a@example.org", "b-{id}-{local}@example.org", MODORI_HIDDEN_OWN, "a"},
    {"bounces+a=example.net@other.example", "bounces+{local}={domain}@lists.example.org", 0, NULL},
    {"bounces+=example.net@lists.example.org", "bounces+{local}={domain}@lists.example.org", 0, NULL},
    {"x@lists.example.org", "bounces+{local}={domain}@lists.example.org", 0, NULL},
    {"x@lists.example.org", "x@lists.example.org", 0, NULL},
    {"x@lists.example.org", "", 0, NULL},
    {"x@lists.example.org", "{local", 0, NULL},
    {"r-8fa3c1@example.org", "r-{token}@example.org", MODORI_HIDDEN_OWN, NULL},
    {"r-@example.org", "r-{token}@example.org", 0, NULL},
    {"r-8fa3c1@example.net", "r-{token}@example.org", 0, NULL},
    {"r-8fa3c1@example.org", "r-{token}@{domain", 0, NULL},
    {"a-b@example.org", "{local}-{tag}@example.org", MODORI_HIDDEN_OWN, "a"},
    {"no at", NULL, 0, NULL},
    {"", NULL, 0, NULL},
};

#define HIDDEN_ROWS (sizeof hidden_rows / sizeof hidden_rows[0])

Test(address, hidden_in_another)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < HIDDEN_ROWS; i++) {
        struct mdr_span hidden = MDR_SPAN_NONE;
        int32_t form =
            mdr_address_hidden(&arena, span_of(hidden_rows[i].address), span_of(hidden_rows[i].pattern), &hidden);
        cr_expect_eq(form, hidden_rows[i].form, "%s: %d", hidden_rows[i].address, form);
        expect_span(hidden_rows[i].address, hidden, hidden_rows[i].hidden);
    }
    mdr_arena_free(&arena);
}

/* ---- anything ----------------------------------------------------------------------------- */

/* All of it over memory of exactly its size. */
static void read_all(struct mdr_arena *arena, const char *text, size_t n)
{
    char *copy = malloc(n ? n : 1);
    cr_assert_not_null(copy);
    memcpy(copy, text, n);
    struct mdr_span s = mdr_span_make(copy, n), hidden;
    struct mdr_text view = mdr_text_view(s, 0);
    cr_expect_leq(mdr_address_read(s), n);
    struct mdr_span found = mdr_address_find(s);
    if (found.p)
        cr_expect_eq(mdr_address_read(mdr_span_make(found.p, (size_t)(copy + n - found.p))), found.n);
    mdr_address_bare(s);
    mdr_address_masked(s);
    mdr_arena_reset(arena);
    mdr_xtext_decode(arena, &view);
    mdr_utf8_address_decode(arena, &view);
    mdr_address_hidden(arena, s, MDR_SPAN_NONE, &hidden);
    mdr_address_hidden(arena, s, MDR_SPAN("b-{id}-{local}={domain}@example.org"), &hidden);
    mdr_address_hidden(arena, MDR_SPAN("bounces+a=b.example@example.org"), s, &hidden);
    free(copy);
}

Test(address, prefixes_and_changed_texts_stay_inside)
{
    static const char swap[] = "@@\\x{}\"<>=+-.\0\xe3\x81 \n";
    struct mdr_arena arena;
    uint32_t random = 3;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < READ_ROWS + HIDDEN_ROWS; i++) {
        const char *seed = i < READ_ROWS ? read_rows[i].text : hidden_rows[i - READ_ROWS].address;
        size_t n = strlen(seed);
        char text[96];
        cr_assert_leq(n, sizeof text);
        for (size_t cut = 0; cut <= n; cut++)
            read_all(&arena, seed, cut);
        for (unsigned round = 0; round < 300 && n > 0; round++) {
            memcpy(text, seed, n);
            for (int change = 0; change < 3; change++) {
                random = random * 1664525U + 1013904223U;
                text[(random >> 8) % n] = swap[(random >> 24) % (sizeof swap - 1)];
            }
            read_all(&arena, text, n);
        }
    }
    mdr_arena_free(&arena);
}

Test(address, time_is_linear, .timeout = 10)
{
    static const char *const unit[] = {"@",    "a",   "a@", "\"@", "\"\\",         "(", "<",
                                       "\\x{", "+2B", "=",  "a=",  "\xe3\x81\x82", "-"};
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    size_t n = 1 << 19;
    char *text = malloc(n);
    cr_assert_not_null(text);
    for (size_t u = 0; u < sizeof unit / sizeof unit[0]; u++) {
        for (size_t i = 0, m = strlen(unit[u]); i < n; i++)
            text[i] = unit[u][i % m];
        read_all(&arena, text, n);
    }
    free(text);
    mdr_arena_free(&arena);
}

/* ---- IP addresses ------------------------------------------------------------------------- */

Test(ip, what_is_one)
{
    static const char *const yes[] = {"192.0.2.1",       "255.255.255.255", "0.0.0.0", "2001:db8::1", "::",
                                      "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "::1",     "2001:DB8::A"};
    static const char *const no[] = {"",          "192.0.2",      "192.0.2.256",       "192.0.2.1.5", "192.0.2.",
                                     "12:34:56",  "1:2",          "1:2:3:4:5:6:7:8:9", "fe80::1%eth0", "::1::2",
                                     "[::1]",     "example.com",  "12345::1",          "192.0.2.x",   "1::192.0.2"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        cr_expect(mdr_ip_is(span_of(yes[i])), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        cr_expect_not(mdr_ip_is(span_of(no[i])), "%s", no[i]);
    cr_expect(mdr_ip_is_loopback(MDR_SPAN("127.0.1.1")) && mdr_ip_is_loopback(MDR_SPAN("::1")));
    cr_expect_not(mdr_ip_is_loopback(MDR_SPAN("192.0.2.127")) || mdr_ip_is_loopback(MDR_SPAN("::1:1")));
}

Test(ip, is_one_however_it_is_written)
{
    static const struct {
        const char *a, *b;
        bool same;
    } rows[] = {
        {"192.0.2.1", "192.0.2.1", true},
        {"192.0.2.1", "192.0.2.10", false},
        {"2001:db8::25", "2001:DB8:0:0:0:0:0:25", true},
        {"2001:db8:0:1::25", "2001:0db8:0000:0001:0000:0000:0000:0025", true},
        {"2001:db8:0:1::25", "2001:db8:0:1:0::25", true},
        {"2001:db8::1:25", "2001:db8::25", false},
        {"2001:db8::25", "2001:db8::25:0", false},
        {"2001:db8::", "2001:db8:0:0:0:0:0:0", true},
        {"::", "0:0:0:0:0:0:0:0", true},
        {"::1", "0:0:0:0:0:0:0:1", true},
        {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true},
        {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8", false},
        {"::ffff:192.0.2.1", "::ffff:c000:201", true},
        {"::ffff:192.0.2.1", "::ffff:192.0.2.2", false},
        {"2001:db8::25", "192.0.2.1", false},
        {"mail.example.org", "MAIL.example.org", true},
        {"::g", "::h", false},
        {"", "", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_span a = span_of(rows[i].a), b = span_of(rows[i].b);
        cr_expect_eq(mdr_ip_equal(a, b), rows[i].same, "%s, %s", rows[i].a, rows[i].b);
        cr_expect_eq(mdr_ip_equal(b, a), rows[i].same, "%s, %s", rows[i].b, rows[i].a);
    }
    cr_expect(mdr_ip_is_loopback(MDR_SPAN("0:0:0:0:0:0:0:1")));
}
