/* SPDX-License-Identifier: BSD-2-Clause */
/* Literals by their words: the same hits as the plainest search has, and no more bytes looked at for a larger table. */
#include "bytes/ascii.h"
#include "recognise/lexicon.h"
#include "recognise/phrase.h"
#include "recognise/scan.h"

#include <criterion/criterion.h>

#include "tests/unit/lexicon_tables.inc"

#define HITS     64
#define LITERALS (sizeof literals / sizeof *literals)

static const struct mdr_lexicon_table few_table = MDR_LEXICON_TABLE(few);
static const struct mdr_lexicon_table many_table = MDR_LEXICON_TABLE(many);

/* Keys of all hits of the first literals, as bits. */
static unsigned keys_in(const struct mdr_lexicon_table *table, struct mdr_span s)
{
    struct mdr_lexicon lexicon;
    struct mdr_lexicon_hit hit[HITS];
    unsigned keys = 0;
    size_t n;
    mdr_lexicon_start(&lexicon, table, s, 0);
    while ((n = mdr_lexicon_next(&lexicon, hit, HITS)) > 0)
        for (size_t i = 0; i < n; i++) {
            cr_expect_lt(hit[i].at, hit[i].end, "%.*s", (int)s.n, s.p);
            cr_expect_leq(hit[i].end, s.n, "%.*s", (int)s.n, s.p);
            if (hit[i].key < LITERALS)
                keys |= 1u << hit[i].key;
        }
    return keys;
}

/* ---- the plainest search, over text in one line without doubled blanks ---------------------------- */

static bool begins_well(struct mdr_span s, size_t at, unsigned flags)
{
    if (at == 0 || !mdr_is_alnum(s.p[at]) || !mdr_is_alnum(s.p[at - 1]))
        return true;
    size_t digits = at;
    while (digits > 0 && mdr_is_digit(s.p[digits - 1]))
        digits--;
    bool number = digits < at && (digits == 0 || !mdr_is_alnum(s.p[digits - 1]));
    return !(flags & MDR_SCAN_WORD_START) && mdr_is_alpha(s.p[at]) && number;
}

static bool ends_well(struct mdr_span s, size_t end, unsigned flags)
{
    return !(flags & MDR_SCAN_WORD_END) || end == s.n || !mdr_is_alnum(s.p[end - 1]) || !mdr_is_alnum(s.p[end]);
}

static unsigned keys_by_search(struct mdr_span s)
{
    unsigned keys = 0;
    for (size_t i = 0; i < LITERALS; i++) {
        struct mdr_span literal = mdr_span_make(literals[i].text, strlen(literals[i].text));
        for (size_t at = 0; (at = mdr_find_fold(s, literal, at)) != MDR_NOT_FOUND; at++)
            if (begins_well(s, at, literals[i].flags) && ends_well(s, at + literal.n, literals[i].flags))
                keys |= 1u << i;
    }
    return keys;
}

/* ---- tests ---------------------------------------------------------------------------------------- */

static const char *const pieces[] = {
    "user",
    "User",
    "UNKNOWN",
    "unknown",
    "mailbox",
    "not",
    "found",
    "found.",
    "nothing",
    "doesn't",
    "exist",
    "blocked",
    "block",
    "is",
    "a",
    "blob",
    "rbl",
    "[BL2]",
    "(bl2",
    "10kb",
    "kb",
    "limit",
    "limits",
    "4xx",
    "errors",
    "error",
    "E-Mail",
    "undeliverability",
    "size:",
    "(user",
    "host",
    "of",
    "e",
    "mail",
    "54xx",
    "e-",
    "x1kb",
    "undeliverabilities",
    "sizes: 5",
    "<>",
    "misconfigurations",
    "misconfigurationsandmore",
    "misconfigurationz",
    "undeliverabilitx",
    "xundeliverability",
    "listed in 127.0.0.1",
    "127.0.0.1",
    "sc-1",
    "sc-1a",
    "error 4",
    "error 4xx",
    "4",
    "foundation",
    "hosts.",
    "hostsandmore",
    "mailboxesofwhichnobodyknowshowmanytheyareandwhatisinthemandwhoreadsthem",
    "undeliverabilitiesofwhichnobodyknowshowmanytheyareandwhatisinthemandwhy",
    "1234567890123456789012345678901234567890123456789012345678901234567890kb",
};
#define PIECES (sizeof pieces / sizeof *pieces)

/* Texts put together at random, always the same ones. */
static size_t make_text(char *text, size_t room, uint32_t *seed)
{
    size_t n = 0;
    for (size_t words = 1 + (*seed >> 8) % 40; words > 0; words--) {
        *seed = *seed * 1664525u + 1013904223u;
        const char *piece = pieces[(*seed >> 10) % PIECES];
        size_t length = strlen(piece);
        if (n + length + 1 > room)
            break;
        memcpy(text + n, piece, length);
        n += length;
        if (*seed >> 30 != 0)
            text[n++] = ' ';
        while (n > 1 && text[n - 1] == ' ' && text[n - 2] == ' ')
            n--;
    }
    return n;
}

Test(lexicon, finds_what_a_search_finds)
{
    uint32_t seed = 1;
    char text[600];
    for (int i = 0; i < 20000; i++) {
        struct mdr_span s = mdr_span_make(text, make_text(text, sizeof text, &seed));
        unsigned want = keys_by_search(s);
        cr_assert_eq(keys_in(&few_table, s), want, "few: %.*s", (int)s.n, s.p);
        cr_assert_eq(keys_in(&many_table, s), want, "many: %.*s", (int)s.n, s.p);
    }
}

static const struct {
    const char *text;
    int key; /* -1: none */
} rows[] = {
    {"", -1},
    {"USER  \r\n\t UNKNOWN", 0},
    {"user\xc2\xa0unknown", 0},
    {"user\xe3\x80\x80unknown", 0},
    {"user\r\n550-5.1.1 unknown", 0},
    {"user 550-5.1.1 unknown", 0},
    {"user\n550 5.1.1 unknown", 0},
    {"user\n550-unknown", 0},
    {"user\n450 4.2.1 unknown", 0},
    {"user 1550 5.1.1 unknown", -1},
    {"user-unknown", -1},
    {"It doesn\xe2\x80\x99t exist", 5},
    {"mailbox\n450 4.2.1 not\n450-found", 3},
    {"mailbox\n450 4.2.1 not\n450found", -1},
    {"mailbox\n450 4.2.1 not\n450-4.2.1found", 3},
    {"mailbox 450-4.2.1not found", 3},
    {"mailbox 450-4.2.12not found", 3},
    {"mailbox 450-4.2.1234not found", -1},
    {"mailbox 450-4.2.1nothing found", -1},
    {"\n550-5.1.1user unknown", 0},
    {"mailbox not f\xc3\xbcund", -1},
    {"it is\n not  foundation", 23},
    {"is not\n550-5.1.1found", 23},
    {"is not-found", -1},
    {"1is  not found", -1},
    {"4  xx\nerror", 25},
    {"4xx  error", -1},
};

Test(lexicon, reads_what_may_stand_between_words)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned keys = keys_in(&few_table, mdr_span_make(rows[i].text, strlen(rows[i].text)));
        unsigned whole = keys & (1u << 0 | 1u << 3 | 1u << 5 | 1u << 23 | 1u << 25);
        cr_expect_eq(whole, rows[i].key < 0 ? 0 : 1u << rows[i].key, "%s: %x", rows[i].text, keys);
    }
}

/* Where a literal stands that is looked for in a text, which has it once. */
static struct mdr_lexicon_hit hit_in(const char *text, uint16_t key)
{
    struct mdr_lexicon lexicon;
    struct mdr_lexicon_hit hit[HITS], ret = {0, 0, 0, 0};
    size_t found = 0;
    mdr_lexicon_start(&lexicon, &few_table, mdr_span_make(text, strlen(text)), 0);
    for (size_t i = 0, n = mdr_lexicon_next(&lexicon, hit, HITS); i < n; i++)
        if (hit[i].key == key && ++found)
            ret = hit[i];
    cr_expect_eq(found, 1, "%s", text);
    cr_expect_eq(mdr_lexicon_next(&lexicon, hit, HITS), 0);
    return ret;
}

Test(lexicon, tells_where)
{
    struct mdr_lexicon_hit hit = hit_in("550 the User \n unknown here", 0);
    cr_expect_eq(hit.at, 8);
    cr_expect_eq(hit.end, 22);
    cr_expect_eq(hit.note, 513);
    hit = hit_in("it is\n not  foundation", 23); /* a stem, "is not fou" */
    cr_expect_eq(hit.at, 3);
    cr_expect_eq(hit.end, 15);
    hit = hit_in("it is not foundation", 23);
    cr_expect_eq(hit.at, 3);
    cr_expect_eq(hit.end, 13);
}

static size_t compared(const struct mdr_lexicon_table *table, struct mdr_span text)
{
    struct mdr_lexicon lexicon;
    struct mdr_lexicon_hit hit[HITS];
    mdr_lexicon_start(&lexicon, table, text, 0);
    while (mdr_lexicon_next(&lexicon, hit, HITS) > 0)
        continue;
    return lexicon.compared;
}

Test(lexicon, looks_at_no_more_bytes_with_more_literals)
{
    static const char text[] = "The mail system could not deliver: host mx.example.com[192.0.2.1] said: 550 5.1.1 "
                               "<someone@example.com>: Recipient address rejected: User unknown in virtual table; "
                               "please check the address and try again, or ask your postmaster about it. ";
    struct mdr_span s = {text, sizeof text - 1};
    size_t small = compared(&few_table, s), large = compared(&many_table, s);
    cr_expect_gt(small, 0);
    cr_expect_lt(large, small + 40, "%zu bytes with few literals, %zu with many", small, large);
}

/* Words as short as they can be, across the ends of blocks, behind some that wait already: there is room for all. */
Test(lexicon, has_room_for_the_shortest_words)
{
    char text[400];
    for (size_t waiting = 0; waiting <= 64; waiting++)
        for (size_t gap = 0; gap < 64; gap++) {
            size_t n = 0;
            for (size_t i = 0; i < 2 * waiting; i++)
                text[n++] = i % 2 == 0 ? 'a' : ' ';
            for (size_t i = 0; i < gap; i++)
                text[n++] = '.';
            for (size_t i = 0; i < 40; i++, n += 3)
                memcpy(text + n, "1a ", 3);
            memcpy(text + n, "user unknown", 12);
            struct mdr_span s = mdr_span_make(text, n + 12);
            struct mdr_lexicon lexicon;
            struct mdr_lexicon_hit hit[HITS];
            mdr_lexicon_start(&lexicon, &few_table, s, 0);
            while (mdr_lexicon_next(&lexicon, hit, HITS) > 0)
                cr_assert_leq(lexicon.words, MDR_LEXICON_ROOM, "%zu words, %zu bytes", waiting, gap);
            cr_assert_leq(lexicon.words, MDR_LEXICON_ROOM, "%zu words, %zu bytes", waiting, gap);
            cr_assert_eq(keys_in(&few_table, s) & 1, 1, "%zu words, %zu bytes", waiting, gap);
        }
}

/* Long runs of what literals begin with, words without an end, and blanks: the work stays in proportion to the text. */
Test(lexicon, is_linear_on_hostile_text)
{
    static char text[200000];
    static const char *const units[] = {"user ", "mailbox not foun", " ",         "1a ", "is not a blo",
                                        "x",     "\xe3\x80\x80",     "550 5.1.1 "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]);
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = units[u][i % n];
        cr_expect_lt(compared(&few_table, mdr_span_make(text, sizeof text)), 6 * sizeof text, "%s", units[u]);
    }
}

/* ---- phrases over it ------------------------------------------------------------------------------ */

#define USER         1
#define USER_UNKNOWN 0
#define HOSTS        24
#define UNKNOWN      27
#define KEYS         28

/* "user" + "(unknown|user unknown)" .. "hosts", filed under the last: the longer one of the class leaves no "user". */
Test(phrase, takes_the_shorter_of_a_class_where_the_longer_one_leaves_no_room)
{
    static const struct mdr_phrase phrase = {
        .part = {USER, KEYS, HOSTS}, .join = {0, MDR_PHRASE_TOUCHING, MDR_PHRASE_CLOSE}, .parts = 3, .trigger = 2};
    static const uint16_t class_first[] = {0, 2}, class_key[] = {USER_UNKNOWN, UNKNOWN};
    static const struct mdr_phrase_set class_set[] = {{{1u << USER_UNKNOWN | 1u << UNKNOWN}}};
    static const struct {
        const char *text;
        bool fits;
    } texts[] = {
        {"no such user unknown hosts", true},
        {"the user user unknown, hosts", true},
        {"unknown hosts", false},
        {"user, the unknown hosts", false},
    };
    struct mdr_phrase_table table = {.class_first = class_first,
                                     .class_key = class_key,
                                     .class_set = class_set,
                                     .names = KEYS,
                                     .marks = KEYS,
                                     .classes = KEYS};
    for (size_t r = 0; r < sizeof texts / sizeof *texts; r++) {
        struct mdr_phrase_hits hits = {.table = &table, .text = mdr_span_make(texts[r].text, strlen(texts[r].text))};
        struct mdr_lexicon_hit part[MDR_PHRASE_PARTS];
        struct mdr_lexicon lexicon;
        bool fits = false;
        mdr_lexicon_start(&lexicon, &few_table, hits.text, 0);
        hits.n = mdr_lexicon_next(&lexicon, hits.hit, HITS);
        for (size_t i = 0; i < hits.n; i++) {
            hits.hit[i].note = mdr_phrase_bit(hits.hit[i].key);
            if (hits.hit[i].key == HOSTS)
                fits = mdr_phrase_fits(&phrase, &hits, i, part);
        }
        cr_expect_eq(fits, texts[r].fits, "%s", texts[r].text);
    }
}
