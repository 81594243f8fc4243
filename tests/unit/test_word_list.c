/* SPDX-License-Identifier: BSD-2-Clause */
/* Lists of words: every word of tables/words/ by the examples that stand beside it, and what counts as its place. */
#include "bytes/ascii.h"
#include "recognise/word_list.h"

#include <criterion/criterion.h>
#include <modori.h>
#include <stdlib.h>

static const struct {
    enum mdr_word_list list;
    const char *text, *word;
    int32_t value;
    const char *place;
} examples[] = {
#include "word_examples.inc"
};

static struct mdr_span span(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

/* Whether the list finds just this word in a text, as the one at its place or as one of all. */
static bool finds(enum mdr_word_list list, struct mdr_span s, struct mdr_span want, int32_t value)
{
    struct mdr_word_search search;
    struct mdr_word word;
    bool first = mdr_word_find(list, s, &word), seen = false;
    if (first && mdr_equal_fold(mdr_span_cut(s, word.at, word.end), want) && word.value == value)
        return true;
    mdr_word_search_start(&search, list, s);
    while (mdr_word_search_next(&search, &word))
        seen = seen || (mdr_equal_fold(mdr_span_cut(s, word.at, word.end), want) && word.value == value);
    return first && seen;
}

Test(word_list, examples)
{
    bool seen[MDR_WORD_LISTS] = {false};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        seen[examples[i].list] = true;
        cr_expect(finds(examples[i].list, span(examples[i].text), span(examples[i].word), examples[i].value),
                  "%s: \"%s\" is not found in \"%s\"", examples[i].place, examples[i].word, examples[i].text);
    }
    for (size_t i = 0; i < MDR_WORD_LISTS; i++)
        cr_expect(seen[i], "list %zu has no example", i);
}

/* No list has a word for nothing, and none of these texts. */
Test(word_list, nothing)
{
    for (int list = 0; list < MDR_WORD_LISTS; list++) {
        cr_expect_not(mdr_word_has((enum mdr_word_list)list, MDR_SPAN_NONE), "list %d", list);
        cr_expect_not(mdr_word_has((enum mdr_word_list)list, MDR_SPAN("")), "list %d", list);
        cr_expect_not(mdr_word_has((enum mdr_word_list)list, MDR_SPAN("\xff")), "list %d", list);
        cr_expect_not(mdr_word_has((enum mdr_word_list)list, MDR_SPAN("#")), "list %d", list);
    }
}

static const struct {
    enum mdr_word_list list;
    const char *text;
    int at, end; /* -1: it is not there */
} places[] = {
    /* anywhere, in any letter case, over a fold */
    {MDR_WORDS_DAEMON, "MAILER-DAEMON@mx.example", 7, 13},
    {MDR_WORDS_DAEMON, "Mail\r\n Delivery", 0, 15},
    {MDR_WORDS_DAEMON, "user@example.com", -1, -1},
    {MDR_WORDS_DELIVERY_SUBJECT, "\xe6\x9c\xaa\xe5\xb1\x8a", 3, 6}, /* a word of three bytes */
    /* at the start only */
    {MDR_WORDS_ANSWER, "RE: hello", 0, 3},
    {MDR_WORDS_ANSWER, "hello re: it", -1, -1},
    {MDR_WORDS_ANSWER, "re", -1, -1},
    {MDR_WORDS_SENDMAIL_SESSION, "... while talking to mx", 0, 21},
    /* at the end, with a border in front */
    {MDR_WORDS_RECIPIENT_LABEL, "Delivered to", 0, 12},
    {MDR_WORDS_RECIPIENT_LABEL, "To:", 0, 3},
    {MDR_WORDS_RECIPIENT_LABEL, "to: him", -1, -1},
    {MDR_WORDS_RECIPIENT_LABEL, "mailto:", -1, -1},
    {MDR_WORDS_RECIPIENT_LABEL, "(to:", 1, 4},
    /* the whole text */
    {MDR_WORDS_SHARED_DOMAIN, "CO", 0, 2},
    {MDR_WORDS_SHARED_DOMAIN, "com", 0, 3},
    {MDR_WORDS_SHARED_DOMAIN, "c", -1, -1},
    {MDR_WORDS_SHARED_DOMAIN, "coo", -1, -1},
    /* the longest counts */
    {MDR_WORDS_TIME_UNIT, "stunden", 0, 5},
    {MDR_WORDS_TIME_UNIT, "std.", 0, 3},
};

Test(word_list, places)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct mdr_word word = {0, 0, 0};
        bool found = mdr_word_find(places[i].list, span(places[i].text), &word);
        cr_expect_eq(found, places[i].at >= 0, "%s", places[i].text);
        if (found && places[i].at >= 0)
            cr_expect(word.at == (size_t)places[i].at && word.end == (size_t)places[i].end, "%s: %zu to %zu",
                      places[i].text, word.at, word.end);
    }
}

/* A text that is cut anywhere is read no further than it goes: for the sanitizers. */
Test(word_list, cut)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        for (size_t n = 0; n < strlen(examples[i].text); n++) {
            char *copy = malloc(n ? n : 1);
            struct mdr_word word;
            cr_assert_not_null(copy);
            memcpy(copy, examples[i].text, n);
            for (int list = 0; list < MDR_WORD_LISTS; list++)
                if (mdr_word_find((enum mdr_word_list)list, mdr_span_make(copy, n), &word))
                    cr_expect(word.at < word.end && word.end <= n);
            free(copy);
        }
}

/* All words of a list, those that are too short for the scanner last. */
Test(word_list, search)
{
    static const char text[] = "\xe6\x88\xbb said 1, says 2 \xe5\xb1\x8a <<< \xe3\x82\xa8\xe3\x83\xa9\xe3\x83\xbc";
    struct mdr_word_search search;
    struct mdr_word word;
    size_t ends[8] = {0}, n = 0;
    mdr_word_search_start(&search, MDR_WORDS_BEFORE_REPLY, span(text));
    while (n < 8 && mdr_word_search_next(&search, &word))
        ends[n++] = word.end;
    cr_expect(n == 3 && ends[0] == 8 && ends[1] == 16 && ends[2] == 26, "%zu: %zu %zu %zu", n, ends[0], ends[1],
              ends[2]);
    mdr_word_search_start(&search, MDR_WORDS_DELIVERY_SUBJECT, span(text));
    for (n = 0; n < 8 && mdr_word_search_next(&search, &word);)
        ends[n++] = word.end;
    cr_expect(n == 3 && ends[0] == sizeof text - 1 && ends[1] + ends[2] == 3 + 22, "%zu: %zu %zu %zu", n, ends[0],
              ends[1], ends[2]);
}
