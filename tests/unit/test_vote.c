/* SPDX-License-Identifier: BSD-2-Clause */
/* Words that vote: which count, how much, and that no text makes it slow. */
#include "bytes/ascii.h"
#include "recognise/scan.h"
#include "recognise/vote.h"

#include <criterion/criterion.h>
#include <math.h>

#include "tests/unit/vote_tables.inc"

static const struct mdr_vote_table table = MDR_VOTE_TABLE(few);

static struct mdr_poll poll_of(const char *text)
{
    struct mdr_poll poll;
    mdr_vote_count(&table, mdr_span_make(text, strlen(text)), &poll);
    return poll;
}

/* The known words of a text, with a bar between them. */
static const char *known(const char *text)
{
    static char words[4096];
    struct mdr_poll poll = poll_of(text);
    size_t n = 0;
    for (size_t i = 0; i < poll.words; i++) {
        size_t length = poll.word[i].end - poll.word[i].at;
        cr_assert_lt(poll.word[i].at, poll.word[i].end, "%s", text);
        cr_assert_leq(poll.word[i].end, strlen(text), "%s", text);
        memcpy(words + n, text + poll.word[i].at, length);
        words[n + length] = '|';
        n += length + 1;
    }
    words[n] = '\0';
    return words;
}

Test(vote, knows_words_by_their_beginning)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"nobody knows these", ""},
        {"The MAILBOX", "The|MAILBOX|"},
        {"mailboxes, mailboxful", "mailboxes|"}, /* seven letters count, and each word once */
        {"mailbo", ""},
        {"fuller", ""},       /* less than seven letters are the whole word */
        {"full.Full/is", ""}, /* a dot between letters is a host name's */
        {"GRÖSSE größe Gro\xcc\x88\xc3\x9f"
         "e",
         "größe|"}, /* capitals of two bytes, too; sharp s has none */
        {"mailbox2full", "mailbox|full|"},
        {"宛先の容", "宛先|先の|の容|"}, /* pairs of signs */
        {"宛 先。宛、先", ""},
        {"<mailbox@example.com> is", "is|"}, /* no words of names */
        {"mailbox.example.com full", "full|"},
        {"http://mailbox/full is", "is|"},
        {"宛先mailbox@example.com宛先 full", "宛先|full|"},
        {"552 5.2.2", ""}, /* codes come by themselves */
        {"\xff\xe5\xae", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(known(rows[i][0]), rows[i][1], "%s", rows[i][0]);
}

static int32_t votes(double of_one)
{
    return (int32_t)lround(16 * of_one);
}

/* Of four texts three are of reason 1; "mailbox" and "full" stand in two of those, "is" in one. */
Test(vote, counts_as_the_formula_says)
{
    struct mdr_poll poll = poll_of("full mailbox");
    int32_t prior = votes(log(3.0 / 4)), unrelated = votes(log(50.0 / 53));
    int32_t word = votes(log(1 + 2 * 4.0 / (50 * 2)));
    cr_expect_eq(mdr_vote_score(&poll, 1), prior + 2 * (unrelated + word));
    cr_expect_eq(mdr_vote_score(&poll, 2), votes(log(1.0 / 4)) + 2 * votes(log(50.0 / 51)));
    cr_expect_lt(mdr_vote_score(&poll, 3), -30000, "a reason without a text does not win");
    mdr_vote_add(&poll, MDR_SPAN("552"));
    cr_expect_eq(mdr_vote_score(&poll, 1), prior + 3 * (unrelated + word));
    mdr_vote_add(&poll, MDR_SPAN("5.2.2"));
    cr_expect_eq(mdr_vote_score(&poll, 1), prior + 4 * unrelated + 3 * word + votes(log(1 + 4.0 / 50)));
    cr_expect_eq(poll.words, 2);
    cr_expect_eq(mdr_vote_of(&table, poll.word[0].number, 1), word);
    cr_expect_eq(mdr_vote_of(&table, poll.word[0].number, 2), 0);
    mdr_vote_add(&poll, MDR_SPAN("553"));
    cr_expect_eq(mdr_vote_score(&poll, 1), prior + 4 * unrelated + 3 * word + votes(log(1 + 4.0 / 50)),
                 "no known word");
}

/* A text of any kind, cut anywhere: only what is in it is read, and what is found is in it. */
Test(vote, reads_any_bytes)
{
    uint32_t seed = 1;
    for (size_t i = 0; i < 20000; i++) {
        char *text = NULL;
        size_t n = i % 40;
        cr_assert(n == 0 || (text = malloc(n)) != NULL);
        for (size_t k = 0; k < n; k++) {
            seed = seed * 1664525u + 1013904223u;
            text[k] = "fulis \xe5\xae\x9b\xe5\x85\x88\xc3\xb6\xe3\x81\xae@.:/"[(seed >> 16) % 22];
        }
        struct mdr_poll poll;
        mdr_vote_count(&table, mdr_span_make(text, n), &poll);
        for (size_t k = 0; k < poll.words; k++)
            cr_assert(poll.word[k].at < poll.word[k].end && poll.word[k].end <= n);
        free(text);
    }
}
