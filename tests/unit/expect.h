/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the examples of rule files expect: "key value; key value". The value "none" means absent.
 * For the tests of shapes and dialects.
 */
#ifndef MDR_TESTS_EXPECT_H
#define MDR_TESTS_EXPECT_H

#include "bytes/ascii.h"
#include "recognise/diagnostic.h"

#include <modori.h>
#include <stdio.h>

static const char *const expect_phases[] = {"none", "connect", "banner", "ehlo",        "starttls", "auth", "mail",
                                            "rcpt", "data",    "body",   "end-of-data", "rset",     "quit"};
static const char *const expect_speakers[] = {"none", "remote", "reporter"};
static const char *const expect_actions[] = {"none", "failed", "delayed", "delivered", "relayed", "expanded"};

struct expect {
    struct mdr_span rest;
    struct mdr_span key, value;
};

/* The next "key value" of an expectation. */
static inline bool expect_next(struct expect *e)
{
    e->rest = mdr_trim(e->rest);
    if (e->rest.n == 0)
        return false;
    size_t end = mdr_find(e->rest, MDR_SPAN("; "), 0);
    struct mdr_span item = mdr_span_cut(e->rest, 0, end == MDR_NOT_FOUND ? e->rest.n : end);
    e->rest = mdr_span_from(e->rest, item.n + (end == MDR_NOT_FOUND ? 0 : 2));
    size_t blank = mdr_find_byte(item, ' ', 0);
    e->key = mdr_span_cut(item, 0, blank);
    e->value = blank == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_from(item, blank + 1);
    return true;
}

static inline bool expect_is(const struct expect *e, const char *key)
{
    return mdr_span_equal(e->key, mdr_span_make(key, strlen(key)));
}

/* A text in the form of an expectation: white space as one blank, absent as "none". */
static inline void expect_text(char *buffer, size_t size, struct mdr_span s)
{
    size_t n = 0;
    if (!s.p)
        s = MDR_SPAN("none");
    for (size_t i = 0; i < s.n && n + 1 < size; i++) {
        char c = mdr_is_space(s.p[i]) ? ' ' : s.p[i];
        if (c != ' ' || (n > 0 && buffer[n - 1] != ' '))
            buffer[n++] = c;
    }
    buffer[n] = '\0';
}

static inline bool expect_name(char *buffer, size_t size, const char *const *names, int32_t number)
{
    snprintf(buffer, size, "%s", names[number]);
    return true;
}

/* What an utterance has for a key; false when it knows no such key. */
static inline bool expect_utterance(const struct mdr_utterance *u, const struct expect *e, char *buffer, size_t size)
{
    const struct {
        const char *key;
        const struct mdr_text *text;
    } texts[] = {{"host", &u->host},
                 {"ip", &u->ip},
                 {"port", &u->port},
                 {"words", &u->words},
                 {"command", &u->command},
                 {"address", &u->address},
                 {"status", &u->enhanced_text},
                 {"alias", &u->alias}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (expect_is(e, texts[i].key)) {
            expect_text(buffer, size, texts[i].text->s);
            return true;
        }
    if (expect_is(e, "shape"))
        expect_text(buffer, size, u->shape);
    else if (expect_is(e, "reply"))
        u->reply ? snprintf(buffer, size, "%d", (int)u->reply) : snprintf(buffer, size, "none");
    else if (expect_is(e, "maybe"))
        snprintf(buffer, size, "%d", (int)u->maybe_delivered);
    else if (expect_is(e, "hides"))
        snprintf(buffer, size, "%d", (int)u->hides);
    else if (expect_is(e, "phase"))
        return expect_name(buffer, size, expect_phases, u->phase);
    else if (expect_is(e, "speaker"))
        return expect_name(buffer, size, expect_speakers, u->speaker);
    else
        return false;
    return true;
}

#endif
