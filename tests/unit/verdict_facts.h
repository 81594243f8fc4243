/* SPDX-License-Identifier: BSD-2-Clause */
/* Facts out of a single line, for tests and the bench of the judge: "550 5.1.1 words". */
#ifndef MDR_TESTS_VERDICT_FACTS_H
#define MDR_TESTS_VERDICT_FACTS_H

#include "grammar/reply.h"
#include "judge/verdict.h"

/* The leading reply code and enhanced code of a line; what follows are the words. */
static inline struct mdr_facts facts_of_line(struct mdr_span line)
{
    struct mdr_facts facts = {0};
    struct mdr_reply_view view;
    size_t at = 0;
    if (mdr_reply_view(line, &view)) {
        facts.reply = view.code;
        facts.reply_text = mdr_text_view(mdr_span_from(line, view.line[0].code_at), view.line[0].code_at);
        facts.enhanced = view.enhanced;
        facts.enhanced_text =
            mdr_text_view(mdr_span_cut(line, view.enhanced_at, view.enhanced_at + view.enhanced_n), view.enhanced_at);
        at = view.line[0].text_at;
    } else {
        size_t n = mdr_enhanced_after_reply(line, &at, &facts.enhanced);
        facts.enhanced_text = mdr_text_view(mdr_span_cut(line, at, at + n), at);
        at = n > 0 ? at + n : 0;
    }
    facts.words = mdr_text_view(mdr_span_from(line, at), at);
    facts.words = mdr_text_trim(&facts.words);
    return facts;
}

#endif
