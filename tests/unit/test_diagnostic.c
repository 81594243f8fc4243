/* SPDX-License-Identifier: BSD-2-Clause */
/* Diagnostics taken apart: every pattern of tables/shapes/ by its own examples, and what fits none. */
#include "recognise/diagnostic.h"
#include "recognise/shape.h"

#include "expect.h"

#include <criterion/criterion.h>

struct shape_example {
    size_t row;
    const char *shape, *place, *text, *want;
};

static const struct shape_example examples[] = {
#include "shape_examples.inc"
};

static struct mdr_span span(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

static void compare(const char *place, const struct mdr_utterance *u, const char *want)
{
    struct expect e = {span(want), MDR_SPAN_NONE, MDR_SPAN_NONE};
    while (expect_next(&e)) {
        char got[1024];
        cr_assert(expect_utterance(u, &e, got, sizeof got), "%s: no such key: %.*s", place, (int)e.key.n, e.key.p);
        cr_expect(mdr_span_equal(span(got), e.value), "%s: %.*s is \"%s\", not \"%.*s\"", place, (int)e.key.n, e.key.p,
                  got, (int)e.value.n, e.value.p);
    }
}

Test(diagnostic, every_shape_by_its_examples)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const struct shape_example *x = &examples[i];
        struct mdr_text text = mdr_text_view(span(x->text), 0);
        struct mdr_shape shape;
        cr_expect(mdr_shape_match(text.s, &shape), "%s: nothing fits", x->place);
        cr_expect_eq(shape.row, x->row, "%s: row %zu of %.*s comes first", x->place, shape.row, (int)shape.name.n,
                     shape.name.p);
        struct mdr_utterance u;
        mdr_diagnostic_read(&text, MDR_SPAN_NONE, &u);
        compare(x->place, &u, x->want);
    }
}

/* Texts that no shape fits, and places where a number is no code. */
static const struct {
    const char *type, *text, *want;
} plain[] = {
    {"smtp", "550 5.1.1 <user@example.org>: Recipient address rejected",
     "reply 550; status 5.1.1; speaker remote; shape none"},
    {"", "550 5.1.1 no such user", "reply 550; speaker none; words no such user"},
    {"smtp", "451 4.7.1 Greylisted\n451 4.7.1 come back", "reply 451; status 4.7.1"},
    /* a reply behind marks is no "<address>: reason" */
    {"", "<<< 450 4.7.1 <user@example.org>: Recipient address rejected: later",
     "address none; reply 450; status 4.7.1; speaker remote; words <user@example.org>: Recipient address rejected: "
     "later"},
    {"", "<\"a<b\"@example.org>: 550 5.1.1 no", "address \"a<b\"@example.org; reply 550"},
    /* where a reply has its place, without the reply code */
    {"", "host mx.example.org[192.0.2.1] said: 5.4.4 no (in reply to RCPT TO command)",
     "reply none; status 5.4.4; words 5.4.4 no; phase rcpt; speaker remote"},
    {"", "host mx.example.org[192.0.2.1] said: crashed. (#4.3.0) (in reply to RCPT TO command)",
     "reply none; status 4.3.0; words crashed. (#4.3.0)"},
    {"", "user550@example.org is busy", "reply none; status none; words user550@example.org is busy"},
    {"", "something odd", "reply none; shape none; phase none; speaker none"},
    {"x-postfix", "connect to mx.example.org[192.0.2.1]:554: Connection refused", "reply none; status none"},
    {"smtp", "", "reply none; words "},
};

Test(diagnostic, texts_without_a_shape)
{
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        struct mdr_text text = mdr_text_view(span(plain[i].text), 0);
        struct mdr_utterance u;
        mdr_diagnostic_read(&text, span(plain[i].type), &u);
        compare(plain[i].text, &u, plain[i].want);
    }
}

Test(diagnostic, provenance)
{
    struct mdr_span s =
        span("host mx.example.org[192.0.2.1] said: 550-5.1.1 a 550 5.1.1 b (in reply to RCPT TO command)");
    struct mdr_text text = mdr_text_view(s, 1000);
    struct mdr_utterance u;
    mdr_diagnostic_read(&text, MDR_SPAN_NONE, &u);
    cr_expect_eq(mdr_text_source(&u.reply_text, 0), 1037);
    cr_expect_eq(mdr_text_source(&u.host, 0), 1005);
}

Test(diagnostic, phases)
{
    const struct {
        const char *words;
        int32_t phase;
    } rows[] = {{"RCPT TO command", MODORI_PHASE_RCPT},
                {"end of DATA", MODORI_PHASE_END_OF_DATA},
                {"sending end of data -- message may be sent more than once", MODORI_PHASE_END_OF_DATA},
                {"performing the LHLO handshake", MODORI_PHASE_EHLO},
                {"sending MAIL FROM", MODORI_PHASE_MAIL},
                {"DATA command", MODORI_PHASE_DATA},
                {"database", 0},
                {"XFORWARD name/address command", 0},
                {"", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_eq(mdr_phase_of(span(rows[i].words)), rows[i].phase, "%s", rows[i].words);
}
