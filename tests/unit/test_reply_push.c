/* SPDX-License-Identifier: BSD-2-Clause */
/* Replies pushed from a connection, through the public functions: any chunking, any bytes, any
 * storage. */
#include "bytes/utf8.h"

#include <modori.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#define DUMP 4096

/* One reply as "code/flags[code,enhanced,text]...", then "host" and "path" where there are. */
static size_t dump_reply(const modori_reply_parser *parser, char *out, size_t size)
{
    size_t n = 0, len;
    int64_t lines = modori_reply_parser_number(parser, MODORI_REPLY_LINES, 0);
    n += (size_t)snprintf(out + n, size - n, "%d/%d", (int)modori_reply_parser_number(parser, MODORI_REPLY_CODE, 0),
                          (int)modori_reply_parser_number(parser, MODORI_REPLY_FLAGS, 0));
    for (size_t i = 0; i < (size_t)lines && n < size; i++) {
        const char *text = modori_reply_parser_text(parser, MODORI_REPLY_TEXT, i, &len);
        cr_assert_not_null(text);
        cr_assert_eq(strlen(text), len, "no NUL inside, one behind");
        cr_assert(mdr_utf8_clean(mdr_span_make(text, len)));
        const char *enhanced = modori_reply_parser_text(parser, MODORI_REPLY_ENHANCED, i, NULL);
        n += (size_t)snprintf(out + n, size - n, "[%d,%s,%s]",
                              (int)modori_reply_parser_number(parser, MODORI_REPLY_LINE_CODE, i),
                              enhanced ? enhanced : "", text);
    }
    const char *host = modori_reply_parser_text(parser, MODORI_REPLY_HOST, 0, NULL);
    const char *path = modori_reply_parser_text(parser, MODORI_REPLY_PATH, 0, NULL);
    if (host && n < size)
        n += (size_t)snprintf(out + n, size - n, "{host %s}", host);
    if (path && n < size)
        n += (size_t)snprintf(out + n, size - n, "{path %s}", path);
    cr_assert_lt(n, size, "the dump's buffer is too small");
    return n;
}

struct feeder {
    modori_reply_parser *parser;
    char *out;
    size_t n;
};

/* Feeds one chunk; a chunk may hold several replies. */
static void feed(struct feeder *feeder, const char *data, size_t n)
{
    while (n > 0) {
        size_t consumed = 0;
        int32_t status = modori_reply_parser_feed(feeder->parser, data, n, &consumed);
        cr_assert_geq(status, 0);
        cr_assert_leq(consumed, n);
        cr_assert(status == 1 || consumed == n, "all bytes of an unfinished reply are taken");
        if (status == 1) {
            feeder->n += dump_reply(feeder->parser, feeder->out + feeder->n, DUMP - feeder->n);
            feeder->out[feeder->n++] = ';';
        }
        data += consumed;
        n -= consumed;
    }
}

static void finish(struct feeder *feeder)
{
    if (modori_reply_parser_finish(feeder->parser) == 1) {
        feeder->n += dump_reply(feeder->parser, feeder->out + feeder->n, DUMP - feeder->n);
        feeder->out[feeder->n++] = '.';
    }
    feeder->out[feeder->n] = '\0';
    cr_expect_eq(modori_reply_parser_finish(feeder->parser), 0, "there is nothing more to finish");
}

/* Memory of exactly the size that is asked for, at an odd address. */
static modori_reply_parser *make_parser(size_t limit, unsigned skew, char **ret_block)
{
    size_t size = modori_reply_parser_size(limit);
    modori_reply_parser *parser = NULL;
    *ret_block = malloc(size + skew);
    cr_assert_not_null(*ret_block);
    memset(*ret_block, 0xA5, size + skew);
    cr_assert_eq(modori_reply_parser_init(*ret_block + skew, size, &parser), MODORI_OK);
    return parser;
}

static const struct {
    const char *bytes;
    size_t n;         /* 0: strlen */
    const char *dump; /* ";" behind a reply that came whole, "." behind one that the end of the
                         connection made */
} rows[] = {
    {"250 OK\r\n", 0, "250/0[250,,OK];"},
    {"550 5.1.1 <a@example.com> User unknown\r\n", 0, "550/0[550,5.1.1,<a@example.com> User unknown];"},
    {"250\r\n", 0, "250/0[250,,];"},
    {"250 \r\n", 0, "250/0[250,,];"},
    {"334 \r\n", 0, "334/0[334,,];"},
    {"250-a\r\n250-b\r\n250 c\r\n", 0, "250/0[250,,a][250,,b][250,,c];"},
    {"250-\r\n250\r\n", 0, "250/0[250,,][250,,];"},
    {"250-First\r\n250-234 Text\r\n250 last\r\n", 0, "250/0[250,,First][250,,234 Text][250,,last];"},
    {"550-5.1.1 a\r\n550 5.1.1 b\r\n", 0, "550/0[550,5.1.1,a][550,5.1.1,b];"},
    {"550-5.1.1 a\r\n550 b\r\n", 0, "550/0[550,5.1.1,a][550,,b];"},
    {"550-5.1.1 a\r\n550 5.7.1 b\r\n", 0, "550/2[550,5.1.1,a][550,5.7.1,b];"},
    {"550 4.2.2 full\r\n", 0, "550/4[550,4.2.2,full];"},
    {"220-mx.example.com\r\n521 5.7.1 no\r\n", 0, "521/1[220,,mx.example.com][521,5.7.1,no]{host mx.example.com};"},
    {"220 mx.example.com ESMTP\r\n", 0, "220/0[220,,mx.example.com ESMTP]{host mx.example.com};"},
    {"421 4.7.0 mx.example.com Try again later\r\n", 0,
     "421/0[421,4.7.0,mx.example.com Try again later]{host mx.example.com};"},
    {"220-hello\r\n220 mx.example.com ESMTP\r\n", 0, "220/0[220,,hello][220,,mx.example.com ESMTP];"},
    {"221 2.0.0 Bye\r\n", 0, "221/0[221,2.0.0,Bye];"},
    {"551 User not local; try <b@example.org>\r\n", 0,
     "551/0[551,,User not local; try <b@example.org>]{path b@example.org};"},
    {"550 #5.1.0 Address rejected.\r\n", 0, "550/0[550,5.1.0,Address rejected.];"},
    {"550 550 5.1.1 no\r\n", 0, "550/0[550,5.1.1,no];"},
    {"550   5.01.1   x  \r\n", 0, "550/0[550,5.1.1,x];"},
    /* pipelined replies and LMTP */
    {"250 a\r\n550 b\r\n354 c\r\n", 0, "250/0[250,,a];550/0[550,,b];354/0[354,,c];"},
    {"250-a\r\n250 b\r\n221 c\r\n", 0, "250/0[250,,a][250,,b];221/0[221,,c];"},
    /* line ends */
    {"250 a\n550 b\r\n", 0, "250/8[250,,a];550/0[550,,b];"},
    {"250-a\n250 b\n", 0, "250/8[250,,a][250,,b];"},
    {"250 a\rb\r\n", 0, "250/64[250,,a\rb];"},
    {"250 a\r\r\n", 0, "250/64[250,,a];"},
    /* another separator, another beginning */
    {"250\ta\r\n", 0, "250/64[250,,a];"},
    {"250OK\r\n", 0, "250/64[250,,OK];"},
    {"550: no\r\n", 0, "550/64[550,,no];"},
    {"hello\r\n250 a\r\n", 0, "-1/32[-1,,hello];250/0[250,,a];"},
    {"\r\n250 a\r\n", 0, "-1/32[-1,,];250/0[250,,a];"},
    {" 250 a\r\n", 0, "-1/32[-1,,250 a];"},
    {"2500 a\r\n", 0, "-1/32[-1,,2500 a];"},
    {"25\r\n", 0, "-1/32[-1,,25];"},
    {"600 a\r\n", 0, "-1/32[-1,,600 a];"},
    {"100-a\r\n250 b\r\n", 0, "250/32[-1,,100-a][250,,b];"},
    {"550-a\r\nb\r\n550 c\r\n250 d\r\n", 0, "550/32[550,,a][-1,,b][550,,c];250/0[250,,d];"},
    /* other bytes */
    {"250 a\0b\r\n", 9,
     "250/64[250,,a\xef\xbf\xbd"
     "b];"},
    {"250 \xe6\x88\xbb\xe3\x82\x8a\r\n", 0, "250/0[250,,\xe6\x88\xbb\xe3\x82\x8a];"},
    {"250 \xf0\x9f\x90\xb1\xc3\xa9\r\n", 0, "250/0[250,,\xf0\x9f\x90\xb1\xc3\xa9];"},
    {"250 \xf4\x8f\xbf\xbf\xf4\x90\r\n", 0, "250/64[250,,\xf4\x8f\xbf\xbf\xef\xbf\xbd\xef\xbf\xbd];"},
    {"250 a\xff\xe6\x88\xe3\x82\x8a\xe6\r\n", 0, "250/64[250,,a\xef\xbf\xbd\xef\xbf\xbd\xe3\x82\x8a\xef\xbf\xbd];"},
    {"250 \xc0\xaf\xed\xa0\x80\r\n", 0, "250/64[250,,\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd];"},
    {"250 \x1b[2J\r\n", 0, "250/64[250,,\x1b[2J];"},
    {"\0\r\n", 3, "-1/96[-1,,\xef\xbf\xbd];"},
    /* the connection ends */
    {"", 0, ""},
    {"250 a", 0, "250/0[250,,a]."},
    {"250 a\r", 0, "250/0[250,,a]."},
    {"250", 0, "250/0[250,,]."},
    {"25", 0, "-1/32[-1,,25]."},
    {"250-a", 0, "250/128[250,,a]."},
    {"250-a\r\n", 0, "250/128[250,,a]."},
    {"250 a\r\n550 b", 0, "250/0[250,,a];550/0[550,,b]."},
    {"250-a\r\nb", 0, "250/160[250,,a][-1,,b]."},
    /* a head that is long */
    {"550                                                                                5.1.1 "
     "x\r\n",
     0, "550/0[550,,5.1.1 x];"},
    {"550                                                        5.1.1 x\r\n", 0, "550/0[550,,5.1.1 x];"},
    {"550                                                    5.1.1 x\r\n", 0, "550/0[550,5.1.1,x];"},
    {"550 a long text that goes on behind the bytes of the head of its line, and on, and on, and "
     "on to here\r\n",
     0,
     "550/0[550,,a long text that goes on behind the bytes of the head of its line, and on, and "
     "on, and on to here];"},
};

#define ROWS (sizeof rows / sizeof rows[0])

static size_t length_of(size_t row)
{
    return rows[row].n ? rows[row].n : strlen(rows[row].bytes);
}

Test(reply_push, any_chunking_gives_the_same)
{
    char *block, out[DUMP];
    for (size_t i = 0; i < ROWS; i++) {
        modori_reply_parser *parser = make_parser(0, (unsigned)(i % 16), &block);
        size_t n = length_of(i);
        for (size_t first = 0; first <= n; first++)
            for (size_t second = first; second <= n; second += second - first < 3 ? 1 : 5) {
                struct feeder feeder = {parser, out, 0};
                feed(&feeder, rows[i].bytes, first);
                feed(&feeder, rows[i].bytes + first, second - first);
                feed(&feeder, rows[i].bytes + second, n - second);
                finish(&feeder);
                cr_assert_str_eq(out, rows[i].dump, "%zu cut at %zu, %zu: %s", i, first, second, out);
            }
        struct feeder feeder = {parser, out, 0};
        for (size_t at = 0; at < n; at++)
            feed(&feeder, rows[i].bytes + at, 1);
        finish(&feeder);
        cr_expect_str_eq(out, rows[i].dump, "%zu byte by byte: %s", i, out);
        free(block);
    }
}

Test(reply_push, consumes_one_reply)
{
    char *block;
    size_t consumed = 99, len = 99;
    modori_reply_parser *parser = make_parser(0, 3, &block);
    cr_expect_eq(modori_reply_parser_number(parser, MODORI_REPLY_CODE, 0), -1);
    cr_expect_null(modori_reply_parser_text(parser, MODORI_REPLY_TEXT, 0, &len));
    cr_expect_eq(len, 99, "untouched where there is none");
    cr_expect_eq(modori_reply_parser_feed(parser, "250-a\r\n250 b\r\n550 c\r\n", 21, &consumed), 1);
    cr_expect_eq(consumed, 14);
    cr_expect_eq(modori_reply_parser_feed(parser, NULL, 0, &consumed), 0);
    cr_expect_eq(consumed, 0);
    cr_expect_eq(modori_reply_parser_finish(parser), 0);
    cr_expect_str_eq(modori_reply_parser_text(parser, MODORI_REPLY_TEXT, 1, &len), "b", "still readable");
    cr_expect_eq(len, 1);
    cr_expect_null(modori_reply_parser_text(parser, MODORI_REPLY_TEXT, 2, NULL));
    cr_expect_null(modori_reply_parser_text(parser, 99, 0, NULL));
    cr_expect_eq(modori_reply_parser_number(parser, MODORI_REPLY_LINE_CODE, 2), -1);
    cr_expect_eq(modori_reply_parser_number(parser, 99, 0), -1);
    cr_expect_eq(modori_reply_parser_feed(parser, "5", 1, &consumed), 0);
    cr_expect_eq(modori_reply_parser_number(parser, MODORI_REPLY_CODE, 0), -1, "the next one has begun");
    modori_reply_parser_reset(parser);
    cr_expect_eq(modori_reply_parser_feed(parser, "250 d\r\n", MODORI_TERMINATED, &consumed), 1);
    cr_expect_eq(consumed, 7);
    cr_expect_eq(modori_reply_parser_number(parser, MODORI_REPLY_CODE, 0), 250);
    free(block);
}

Test(reply_push, arguments)
{
    char storage[64];
    size_t consumed = 99;
    modori_reply_parser *parser = NULL;
    cr_expect_eq(modori_reply_parser_init(NULL, 10000, &parser), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_reply_parser_init(storage, sizeof storage, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_reply_parser_init(storage, sizeof storage, &parser), MODORI_ERROR_LIMIT);
    cr_expect_null(parser);
    cr_expect_eq(modori_reply_parser_feed(NULL, "a", 1, &consumed), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_reply_parser_finish(NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_reply_parser_number(NULL, MODORI_REPLY_CODE, 0), -1);
    cr_expect_null(modori_reply_parser_text(NULL, MODORI_REPLY_TEXT, 0, NULL));
    modori_reply_parser_reset(NULL);
    cr_expect_eq(modori_reply_parser_size(SIZE_MAX), SIZE_MAX);
    cr_expect_eq(modori_reply_parser_size(0), modori_reply_parser_size(4096));
    char *block;
    parser = make_parser(1, 1, &block);
    cr_expect_eq(modori_reply_parser_feed(parser, NULL, 1, &consumed), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(consumed, 99);
    free(block);
}

static const struct {
    size_t limit;
    const char *bytes, *dump;
} limit_rows[] = {
    {5, "550 12345\r\n250 a\r\n", "550/0[550,,12345];250/0[250,,a];"},
    {5, "550 123456\r\n250 a\r\n", "550/16[550,,12345];250/0[250,,a];"},
    {4, "550 12\xe6\x88\xbbx\r\n", "550/16[550,,12];"},
    {5, "550 12\xe6\x88\xbb\r\n", "550/0[550,,12\xe6\x88\xbb];"},
    {5, "550-1234567\r\n550 5.1.1 x\r\n", "550/16[550,,12345][550,5.1.1,];"},
    {5, "550-12\r\n550 5.1.1 3456\r\n", "550/16[550,,12][550,5.1.1,345];"},
    {1, "550 \r\n", "550/0[550,,];"},
};

/* Storage may be larger than asked for by what alignment did not need; so the limit is given
 * exactly. */
Test(reply_push, what_is_longer_is_read_to_its_end)
{
    char out[DUMP];
    size_t most = modori_reply_parser_size(4096);
    char *block = malloc(most + 16);
    cr_assert_not_null(block);
    char *aligned = block + (16 - (uintptr_t)block % 16) % 16;
    for (size_t i = 0; i < sizeof limit_rows / sizeof limit_rows[0]; i++) {
        modori_reply_parser *parser = NULL;
        size_t slack = modori_reply_parser_size(1) - 1, size = 0;
        /* the smallest storage that init takes holds one byte of text */
        for (size = slack; modori_reply_parser_init(aligned, size - 1, &parser) == MODORI_OK; size--)
            ;
        for (size_t chunk = 1; chunk < 40; chunk++) {
            cr_assert_eq(modori_reply_parser_init(aligned, size + limit_rows[i].limit - 1, &parser), MODORI_OK);
            struct feeder feeder = {parser, out, 0};
            size_t n = strlen(limit_rows[i].bytes);
            for (size_t at = 0; at < n; at += chunk)
                feed(&feeder, limit_rows[i].bytes + at, n - at < chunk ? n - at : chunk);
            finish(&feeder);
            cr_assert_str_eq(out, limit_rows[i].dump, "%zu by %zu: %s", i, chunk, out);
        }
    }
    free(block);
}

Test(reply_push, very_many_lines_and_very_long_ones)
{
    char *block;
    modori_reply_parser *parser = make_parser(100, 0, &block);
    size_t consumed;
    for (int i = 0; i < 100000; i++)
        cr_assert_eq(modori_reply_parser_feed(parser, "550-5.1.1 abcdefgh\r\n", 20, &consumed), 0);
    cr_expect_eq(modori_reply_parser_feed(parser, "551 5.1.6 the end\r\n", 19, &consumed), 1);
    int64_t lines = modori_reply_parser_number(parser, MODORI_REPLY_LINES, 0);
    cr_expect_eq(lines, 64);
    cr_expect_eq(modori_reply_parser_number(parser, MODORI_REPLY_CODE, 0), 551);
    cr_expect_str_eq(modori_reply_parser_text(parser, MODORI_REPLY_ENHANCED, 63, NULL), "5.1.6");
    cr_expect_eq(modori_reply_parser_number(parser, MODORI_REPLY_FLAGS, 0),
                 MODORI_REPLY_FLAG_CODES_DIFFER | MODORI_REPLY_FLAG_ENHANCED_DIFFER | MODORI_REPLY_FLAG_TRUNCATED);
    for (int i = 0; i < 1000000; i++)
        cr_assert_eq(modori_reply_parser_feed(parser, "550 x", 5, &consumed), 0);
    cr_expect_eq(modori_reply_parser_feed(parser, "\r\n250 b\r\n", 9, &consumed), 1);
    cr_expect_eq(consumed, 2);
    cr_expect_eq(modori_reply_parser_feed(parser, "250 b\r\n", 7, &consumed), 1);
    cr_expect_eq(modori_reply_parser_number(parser, MODORI_REPLY_CODE, 0), 250);
    free(block);
}

/* The last place is used again for each further line, and its text gives back what it took. */
Test(reply_push, lines_beyond_the_last_place_take_no_text)
{
    char *block;
    modori_reply_parser *parser = make_parser(700, 0, &block);
    size_t consumed;
    for (int i = 0; i < 1000; i++)
        cr_assert_eq(modori_reply_parser_feed(parser, "250-0123456789\r\n", 16, &consumed), 0);
    cr_expect_eq(modori_reply_parser_feed(parser, "250 the very end\r\n", 18, &consumed), 1);
    cr_expect_str_eq(modori_reply_parser_text(parser, MODORI_REPLY_TEXT, 62, NULL), "0123456789");
    cr_expect_str_eq(modori_reply_parser_text(parser, MODORI_REPLY_TEXT, 63, NULL), "the very end");
    free(block);
}

/* Changed streams: whole and in odd chunks, with a small limit, always the same and never outside. */
Test(reply_push, changed_streams)
{
    static const char swap[] = "025. -\r\n\r\n#<\0\xe6\xff";
    char *block, out[DUMP], again[DUMP];
    uint32_t random = 11;
    for (unsigned round = 0; round < 20000; round++) {
        char text[128];
        size_t row = round % ROWS, n = length_of(row) < sizeof text ? length_of(row) : sizeof text;
        memcpy(text, rows[row].bytes, n);
        for (int change = 0; change < 3 && n > 0; change++) {
            random = random * 1664525U + 1013904223U;
            text[(random >> 8) % n] = swap[(random >> 24) % (sizeof swap - 1)];
        }
        modori_reply_parser *parser = make_parser(1 + (random >> 16) % 80, random % 8, &block);
        struct feeder whole = {parser, out, 0}, parts = {parser, again, 0};
        feed(&whole, text, n);
        finish(&whole);
        for (size_t at = 0, chunk = 1 + random % 7; at < n; at += chunk)
            feed(&parts, text + at, n - at < chunk ? n - at : chunk);
        finish(&parts);
        cr_assert_str_eq(out, again, "round %u", round);
        free(block);
    }
}

/* ---- the verdict ---------------------------------------------------------------------------------- */

static const struct {
    const char *bytes;
    int32_t phase, reason, persistence, hard, confidence;
} judged[] = {
    {"550 5.1.1 <nobody@example.com>: user unknown\r\n", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_UNKNOWN,
     MODORI_PERSISTENCE_PERMANENT, 1, MODORI_CONFIDENCE_HIGH},
    {"450 4.2.0 <user@example.com>: Recipient address rejected: Greylisted\r\n", MODORI_PHASE_RCPT,
     MODORI_REASON_GREYLIST, MODORI_PERSISTENCE_TRANSIENT, 0, MODORI_CONFIDENCE_HIGH},
    /* 552 by the book: the mailbox is full */
    {"552 Error: content rejected\r\n", MODORI_PHASE_END_OF_DATA, MODORI_REASON_CONTENT_REFUSED,
     MODORI_PERSISTENCE_PERMANENT, 0, MODORI_CONFIDENCE_HIGH},
    /* the phrase goes over the end of a line, as servers break them */
    {"550-5.2.2 The mailbox of this user\r\n550 5.2.2 is full\r\n", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_FULL,
     MODORI_PERSISTENCE_TRANSIENT, 0, MODORI_CONFIDENCE_HIGH},
    /* qmail has the enhanced code at the end */
    {"550 sorry (#5.2.2)\r\n", MODORI_PHASE_RCPT, MODORI_REASON_RCPT_FULL, MODORI_PERSISTENCE_TRANSIENT, 0,
     MODORI_CONFIDENCE_HIGH},
    {"450 no\r\n", MODORI_PHASE_RCPT, MODORI_REASON_GREYLIST, MODORI_PERSISTENCE_TRANSIENT, 0, MODORI_CONFIDENCE_LOW},
    {"250 2.1.5 user unknown, but taken\r\n", MODORI_PHASE_RCPT, 0, MODORI_PERSISTENCE_UNKNOWN, 0, 0},
    {"354 go ahead\r\n", MODORI_PHASE_DATA, 0, MODORI_PERSISTENCE_UNKNOWN, 0, 0},
};

Test(reply_push, a_complete_reply_is_judged)
{
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        char *block;
        int32_t reason = -7, persistence = -7, hard = -7, confidence = -7;
        modori_reply_parser *parser = make_parser(500, 0, &block);
        cr_assert_eq(modori_reply_parser_feed(parser, judged[i].bytes, strlen(judged[i].bytes), NULL), 1);
        cr_expect_eq(modori_reply_parser_judge(parser, judged[i].phase, &reason, &persistence, &hard, &confidence),
                     MODORI_OK);
        cr_expect_eq(reason, judged[i].reason, "%s: %d", judged[i].bytes, (int)reason);
        cr_expect_eq(persistence, judged[i].persistence, "%s: %d", judged[i].bytes, (int)persistence);
        cr_expect_eq(hard, judged[i].hard, "%s: %d", judged[i].bytes, (int)hard);
        cr_expect_eq(confidence, judged[i].confidence, "%s: %d", judged[i].bytes, (int)confidence);
        cr_expect_eq(modori_reply_parser_judge(parser, judged[i].phase, NULL, NULL, NULL, NULL), MODORI_OK);
        free(block);
    }
}

Test(reply_push, no_reply_is_not_judged)
{
    char *block;
    int32_t reason = -7;
    modori_reply_parser *parser = make_parser(500, 0, &block);
    cr_expect_eq(modori_reply_parser_judge(parser, 0, &reason, NULL, NULL, NULL), MODORI_ERROR_STATE);
    cr_assert_eq(modori_reply_parser_feed(parser, "550-user unknown\r\n", 18, NULL), 0);
    cr_expect_eq(modori_reply_parser_judge(parser, 0, &reason, NULL, NULL, NULL), MODORI_ERROR_STATE);
    cr_assert_eq(modori_reply_parser_feed(parser, "550 really\r\n", 12, NULL), 1);
    cr_expect_eq(modori_reply_parser_judge(parser, -1, &reason, NULL, NULL, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(modori_reply_parser_judge(parser, 99, &reason, NULL, NULL, NULL), MODORI_ERROR_ARGUMENT);
    cr_expect_eq(reason, -7, "untouched on failure");
    cr_assert_eq(modori_reply_parser_feed(parser, "no code here\r\n", 14, NULL), 1);
    cr_expect_eq(modori_reply_parser_judge(parser, 0, &reason, NULL, NULL, NULL), MODORI_ERROR_STATE);
    free(block);
}

/* Of a reply that is longer than any text that is read, head and end count, wherever lines end. */
Test(reply_push, a_long_reply_is_judged_by_head_and_end)
{
    char *block;
    int32_t reason = 0;
    modori_reply_parser *parser = make_parser(20000, 0, &block);
    for (int i = 0; i < 400; i++)
        cr_assert_eq(modori_reply_parser_feed(parser, "550-5.0.0 nothing to be read in this line\r\n", 43, NULL), 0);
    cr_assert_eq(modori_reply_parser_feed(parser, "550 5.0.0 user unknown\r\n", 24, NULL), 1);
    cr_expect_eq(modori_reply_parser_judge(parser, MODORI_PHASE_RCPT, &reason, NULL, NULL, NULL), MODORI_OK);
    cr_expect_eq(reason, MODORI_REASON_RCPT_UNKNOWN, "%d", (int)reason);
    free(block);
}

/* What stands between head and end is not read, but it is between them. */
Test(reply_push, a_long_reply_has_no_words_of_head_and_end_together)
{
    static const struct {
        const char *head, *tail; /* the last bytes of the one, the first of the other */
        bool known;
    } replies[] = {
        {"user unknown", "", true},
        {"", "user unknown", true},
        {"user", " unknown", false},
        {"user unkn", "own", false},
    };
    for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
        char *block, first[4096], second[3000];
        int32_t reason = 0;
        modori_reply_parser *parser = make_parser(20000, 0, &block);
        memset(first, '-', sizeof first);
        memset(second, '-', sizeof second);
        memcpy(first + sizeof first - strlen(replies[i].head), replies[i].head, strlen(replies[i].head));
        memcpy(second + sizeof second - 1024, replies[i].tail, strlen(replies[i].tail));
        (void)modori_reply_parser_feed(parser, "599-", 4, NULL);
        (void)modori_reply_parser_feed(parser, first, sizeof first, NULL);
        (void)modori_reply_parser_feed(parser, "\r\n599 ", 6, NULL);
        (void)modori_reply_parser_feed(parser, second, sizeof second, NULL);
        cr_assert_eq(modori_reply_parser_feed(parser, "\r\n", 2, NULL), 1);
        cr_expect_eq(modori_reply_parser_judge(parser, 0, &reason, NULL, NULL, NULL), MODORI_OK);
        cr_expect_eq(reason == MODORI_REASON_RCPT_UNKNOWN, replies[i].known, "%s%s: %d", replies[i].head,
                     replies[i].tail, (int)reason);
        free(block);
    }
}
