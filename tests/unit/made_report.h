/* SPDX-License-Identifier: BSD-2-Clause */
/* Reports made by hand, for the tests of what judges and sayers do with them. */
#ifndef MADE_REPORT_H
#define MADE_REPORT_H

#include "bytes/ascii.h"
#include "report/report.h"
#include "say/say.h"
#include "say/width.h"
#include "words/words.h"

#include <criterion/criterion.h>

static const struct mdr_limits made_limits = {MDR_LIMIT_DEPTH,  MDR_LIMIT_PARTS,   MDR_LIMIT_RECIPIENTS,
                                              MDR_LIMIT_FIELDS, MDR_LIMIT_NOTICE,  MDR_LIMIT_DIAGNOSTIC,
                                              MDR_LIMIT_LIST,   MDR_LIMIT_WITNESS, MDR_LIMIT_FIELD};

static inline struct mdr_span made_span(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

static inline void made_report(struct modori_report *r, int32_t kind)
{
    mdr_report_init(r, mdr_allocator_default(), &made_limits);
    mdr_report_set_number(r, MODORI_REPORT_KIND, kind);
}

static inline void made_text(struct modori_recipient *p, int32_t key, const char *s)
{
    mdr_recipient_set_text(p, key, made_span(s));
}

static inline void made_number(struct modori_recipient *p, int32_t key, int64_t value)
{
    mdr_recipient_set_number(p, key, value);
}

/* A reply of the other side's server that refused for good. */
static inline struct modori_recipient *made_refusal(struct modori_report *r, const char *address, int64_t reply,
                                                    const char *text, int64_t phase, int64_t reason)
{
    struct modori_recipient *p = mdr_report_add_recipient(r);
    made_text(p, MODORI_RECIPIENT_ADDRESS, address);
    made_text(p, MODORI_RECIPIENT_DIAGNOSTIC, text);
    made_number(p, MODORI_RECIPIENT_ACTION, MODORI_ACTION_FAILED);
    if (reply)
        made_number(p, MODORI_RECIPIENT_REPLY, reply);
    made_number(p, MODORI_RECIPIENT_SPEAKER, MODORI_SPEAKER_REMOTE);
    made_number(p, MODORI_RECIPIENT_PHASE, phase);
    made_number(p, MODORI_RECIPIENT_REASON, reason);
    made_number(p, MODORI_RECIPIENT_PERSISTENCE, MODORI_PERSISTENCE_PERMANENT);
    made_number(p, MODORI_RECIPIENT_FINAL, 1);
    made_number(p, MODORI_RECIPIENT_HARD, 0);
    made_number(p, MODORI_RECIPIENT_CONFIDENCE, MODORI_CONFIDENCE_HIGH);
    return p;
}

/* The story: an HTML mail with links, sent through a provider, refused at the end of DATA. */
static inline struct modori_recipient *made_story(struct modori_report *r)
{
    made_report(r, MODORI_KIND_FAILED);
    mdr_report_set_text(r, MODORI_REPORT_REPORTING_MTA, made_span("relay.tsushin.example"));
    mdr_report_set_text(r, MODORI_REPORT_QUEUE_ID, made_span("0E2D96C6"));
    mdr_report_set_text(r, MODORI_REPORT_SENDER, made_span("hanako.sato@tokyo.office.example"));
    mdr_report_set_text(r, MODORI_REPORT_DATE, made_span("2026-11-24T13:16:42+09:00"));
    mdr_report_set_text(r, MODORI_REPORT_ORIGINAL_SUBJECT,
                        made_span("\xE7\xA7\x8B\xE3\x81\xAE\xE6\xA1\x88\xE5\x86\x85"));
    mdr_report_set_text(r, MODORI_REPORT_ORIGINAL_MESSAGE_ID, made_span("20261124041642.0191@pc.office.example"));
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_HEADERS_ONLY, 0);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_HTML, MODORI_HTML_ALTERNATIVE);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_LINKS, 4);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_SCRIPTS, 0);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_FORMS, 0);
    mdr_report_set_number(r, MODORI_REPORT_ORIGINAL_SIZE, 2100);
    struct modori_recipient *p = made_refusal(r, "yamamoto@partner.example", 552, "552 Error: content rejected",
                                              MODORI_PHASE_END_OF_DATA, MODORI_REASON_CONTENT_REFUSED);
    made_text(p, MODORI_RECIPIENT_REMOTE_HOST, "mx.partner.example");
    made_text(p, MODORI_RECIPIENT_REMOTE_IP, "198.51.100.25");
    made_text(p, MODORI_RECIPIENT_STATUS, "5.0.0");
    mdr_recipient_add(p, MODORI_RECIPIENT_CONTRADICTIONS, MODORI_CONTRADICTION_TEXT_AGAINST_CODE);
    return p;
}

/* What may have caused the story, and what to do. */
static inline void made_story_advice(struct modori_recipient *p)
{
    static const int32_t advice[] = {MODORI_ADVICE_SEND_PLAIN_TEXT, MODORI_ADVICE_REMOVE_LINKS, MODORI_ADVICE_SEND_TEST,
                                     MODORI_ADVICE_ASK_REMOTE_ADMIN};
    mdr_recipient_add(p, MODORI_RECIPIENT_CAUSES, MODORI_CAUSE_HTML_MAIL);
    mdr_recipient_add(p, MODORI_RECIPIENT_CAUSES, MODORI_CAUSE_LINKS);
    for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
        mdr_recipient_add(p, MODORI_RECIPIENT_ADVICE, advice[i]);
}

/* The page that explains a report; the arena owns it. */
static inline struct mdr_span made_page(struct mdr_arena *arena, const struct modori_report *r, int lang, int32_t style)
{
    struct mdr_builder b;
    mdr_arena_init(arena, mdr_allocator_default());
    mdr_builder_init(&b, arena);
    mdr_explain(&b, r, lang, style, 78);
    struct mdr_span s = mdr_builder_finish(&b).s;
    cr_assert_not_null(s.p);
    return s;
}

static inline bool made_holds(struct mdr_span page, const char *text)
{
    return mdr_find(page, made_span(text), 0) != MDR_NOT_FOUND;
}

static inline size_t made_lines(struct mdr_span s, size_t *ret_widest)
{
    size_t lines = 0, start = 0;
    *ret_widest = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\n')
            continue;
        size_t columns = mdr_width(mdr_span_cut(s, start, i));
        if (columns > *ret_widest)
            *ret_widest = columns;
        start = i + 1;
        lines++;
    }
    return lines;
}

#endif
