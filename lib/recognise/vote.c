/* SPDX-License-Identifier: BSD-2-Clause */
/* Words that vote: see vote.h. Words and their hash have to agree with tables/gen/votes.awk. */
#include "recognise/vote.h"
#include "bytes/ascii.h"
#include "recognise/written.h"

#define LETTERS     7 /* of a word that count */
#define FACTOR      65599u
#define BUCKET_BITS 12

enum kind { NEITHER, LETTER, SIGN /* of East Asian writing */ };

/* What stands at a byte, and in how many. */
static size_t step_at(struct mdr_span s, size_t at, enum kind *ret)
{
    uint8_t c = (uint8_t)s.p[at], next = at + 1 < s.n ? (uint8_t)s.p[at + 1] : 0;
    *ret = NEITHER;
    if (c < 0x80) {
        *ret = mdr_is_alpha(s.p[at]) ? LETTER : NEITHER;
        return 1;
    }
    if (c < 0xc2 || next < 0x80 || next > 0xbf)
        return 1;
    if (c < 0xe0) {
        *ret = c > 0xc2 ? LETTER : NEITHER;
        return 2;
    }
    if (at + 2 >= s.n || c >= 0xf0)
        return 1;
    if (c == 0xe3)
        *ret = next > 0x80 ? SIGN : NEITHER;
    else if (c > 0xe3 && c < 0xee)
        *ret = SIGN;
    else
        *ret = c < 0xe2 ? LETTER : NEITHER;
    return 3;
}

static uint32_t hash_of(struct mdr_span s, size_t at, size_t end)
{
    uint32_t hash = 0;
    for (size_t letters = 0; at < end; at++) {
        letters += ((uint8_t)s.p[at] & 0xc0) != 0x80;
        if (letters > LETTERS)
            break;
        hash = hash * FACTOR + mdr_written_byte(s, at);
    }
    return hash;
}

/* The number of a word; false: it is not known. */
static bool find(const struct mdr_vote_table *table, uint32_t hash, uint16_t *ret)
{
    uint32_t bucket = hash >> (32 - BUCKET_BITS);
    for (size_t i = table->bucket[bucket]; i < table->bucket[bucket + 1]; i++)
        if (table->word[i] == hash) {
            *ret = (uint16_t)i;
            return true;
        }
    return false;
}

static void count(struct mdr_poll *poll, uint16_t number)
{
    const struct mdr_vote_table *table = poll->table;
    poll->voters++;
    for (size_t i = table->first[number]; i < table->first[number + 1]; i++)
        poll->votes[table->vote[i].reason] += table->vote[i].weight;
}

/* A word of the text, if it is known and has not voted yet. */
static void take(struct mdr_poll *poll, struct mdr_span s, size_t at, size_t end)
{
    uint16_t number;
    if (poll->words == MDR_VOTE_WORDS || !find(poll->table, hash_of(s, at, end), &number))
        return;
    for (size_t i = 0; i < poll->words; i++)
        if (poll->word[i].number == number)
            return;
    poll->word[poll->words++] = (struct mdr_vote_word){(uint32_t)at, (uint32_t)end, number};
    count(poll, number);
}

/* Whether a run of printable ASCII is an address, a URL or a host name. */
static bool is_name(struct mdr_span run)
{
    for (size_t i = 0; i < run.n; i++) {
        if (run.p[i] == '@' || (run.p[i] == ':' && mdr_starts_with(mdr_span_from(run, i), MDR_SPAN("://"))))
            return true;
        if (run.p[i] == '.' && i > 0 && i + 1 < run.n && mdr_is_alnum(run.p[i - 1]) && mdr_is_alnum(run.p[i + 1]))
            return true;
    }
    return false;
}

static size_t run_end(struct mdr_span s, size_t at)
{
    while (at < s.n && s.p[at] > ' ' && s.p[at] <= '~')
        at++;
    return at;
}

/* A text of any length is read as far as words may vote. */
void mdr_vote_count(const struct mdr_vote_table *table, struct mdr_span s, struct mdr_poll *ret)
{
    size_t word = MDR_NOT_FOUND, sign = MDR_NOT_FOUND, run = 0, step; /* where they begin; where the run ends */
    ret->table = table;
    ret->words = 0;
    ret->voters = 0;
    memset(ret->votes, 0, sizeof ret->votes);
    s = mdr_span_cut(s, 0, UINT32_MAX);
    for (size_t at = 0; at < s.n && ret->words < MDR_VOTE_WORDS; at += step) {
        enum kind kind;
        step = step_at(s, at, &kind);
        if (at >= run && (run = run_end(s, at)) > at && is_name(mdr_span_cut(s, at, run))) {
            kind = NEITHER;
            step = run - at;
        }
        if (kind == LETTER && word == MDR_NOT_FOUND)
            word = at;
        if (kind != LETTER && word != MDR_NOT_FOUND) {
            take(ret, s, word, at);
            word = MDR_NOT_FOUND;
        }
        if (kind == SIGN && sign != MDR_NOT_FOUND)
            take(ret, s, sign, at + step);
        sign = kind == SIGN ? at : MDR_NOT_FOUND;
    }
    if (word != MDR_NOT_FOUND)
        take(ret, s, word, s.n);
}

void mdr_vote_add(struct mdr_poll *poll, struct mdr_span word)
{
    uint16_t number;
    if (find(poll->table, hash_of(word, 0, word.n), &number))
        count(poll, number);
}

int32_t mdr_vote_of(const struct mdr_vote_table *table, uint16_t number, unsigned reason)
{
    for (size_t i = table->first[number]; i < table->first[number + 1]; i++)
        if (table->vote[i].reason == reason)
            return table->vote[i].weight;
    return 0;
}
