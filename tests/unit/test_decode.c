/* SPDX-License-Identifier: BSD-2-Clause */
/* Transfer encodings, with the way back to the message. */
#include "grammar/decode.h"
#include "bytes/ascii.h"
#include "sample.h"

#include <criterion/criterion.h>

#define QP  MDR_ENCODING_QUOTED_PRINTABLE
#define B64 MDR_ENCODING_BASE64
#define UU  MDR_ENCODING_UUENCODE

static const struct row {
    enum mdr_encoding encoding;
    const char *body;
    const char *want;
    bool broken;
} rows[] = {
    {MDR_ENCODING_IDENTITY, "a=20b \r\n", "a=20b \r\n", false},
    {MDR_ENCODING_UNKNOWN, "a=20b", "a=20b", false},
    {QP, "", "", false},
    {QP, "plain\r\ntext", "plain\r\ntext", false},
    {QP, "a=3Db=3dc", "a=b=c", false},
    {QP, "soft=\r\nbreak=  \nagain", "softbreakagain", false},
    {QP, "blanks  \t\r\nend \nlast ", "blanks\r\nend\nlast", false},
    {QP, "=E3=81=82=E3=81=84", "\xe3\x81\x82\xe3\x81\x84", false},
    {QP, "5 = 4 =G1 =1", "5 = 4 =G1 =1", true},
    {QP, "kept=20\r\n", "kept \r\n", false},
    {QP, "end=", "end", false},
    {QP, "=\n=\n=41", "A", false},
    {B64, "", "", false},
    {B64, "SGVsbG8=", "Hello", false},
    {B64, "SGVs\r\nbG8=\r\n", "Hello", false},
    {B64, "SGVsbG8", "Hello", false},
    {B64, "SGVsbG8hIQ", "Hello!!", false},
    {B64, "SGVsb", "Hel", true},
    {B64, "SGVsbG8gd29ybGQgd2l0aCBtYW55!IGxldHRlcnM=", "Hello world with many letters", true},
    {B64, "SGVsbG8=\nSGVsbG8=\n", "HelloHello", false},
    {B64, "SGVs\n\nbG8=", "Hello", false},
    {B64, "SGVsbG8gd29ybGQgd2l0aCBtYW55IGxldHRlcnM=\n_____\nA list.\n", "Hello world with many letters\n_____\nA list.\n",
     true},
    {B64, "SGVsbG8gd29ybGQgd2l0aCBtYW55IGxldHRlcm9u\n\n-- \nA footer", "Hello world with many letteron\n-- \nA footer", true},
    {B64, "This is plain text.\n", "This is plain text.\n", true},
    {UU, "before\nbegin 644 a.txt\n#0V%T\n`\nend\nafter\n", "before\nCatafter\n", false},
    {UU, "begin 644 a.txt\n#0V%T\nbroken line\n", "Catbroken line\n", true},
    {UU, "no uuencoded text\n", "no uuencoded text\n", true},
};

Test(decode, rows)
{
    struct mdr_arena arena = sample_arena();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_text body = mdr_text_view(sample_span(rows[i].body), 0);
        bool broken = !rows[i].broken;
        struct mdr_text text = mdr_decode(&arena, rows[i].encoding, &body, SIZE_MAX, &broken);
        cr_expect(mdr_span_equal(text.s, sample_span(rows[i].want)), "row %zu \"%s\": \"%.*s\"", i, rows[i].body,
                  (int)text.s.n, text.s.p);
        cr_expect_eq(broken, rows[i].broken, "row %zu \"%s\"", i, rows[i].body);
    }
    mdr_arena_free(&arena);
}

Test(decode, cut_and_changed)
{
    struct mdr_arena arena = sample_arena();
    unsigned long state = 7;
    bool broken;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_span all = sample_span(rows[i].body);
        for (size_t n = 0; n <= all.n; n++) {
            char *exact = sample_exact(mdr_span_cut(all, 0, n));
            if (n > 0)
                exact[sample_random(&state) % n] = "=\n\rA \xff"[sample_random(&state) % 6];
            struct mdr_text body = mdr_text_view(mdr_span_make(exact, n), 50);
            mdr_arena_reset(&arena);
            struct mdr_text text = mdr_decode(&arena, rows[i].encoding, &body, SIZE_MAX, &broken);
            cr_assert_leq(text.s.n, n + 1, "row %zu cut %zu", i, n);
            for (size_t k = 0; k < text.s.n; k++) {
                size_t source = mdr_text_source(&text, k);
                cr_assert(source >= 50 && source < 50 + n, "row %zu cut %zu byte %zu from %zu", i, n, k, source);
            }
            for (size_t max = 0; max < n; max += 3) {
                struct mdr_text less = mdr_decode(&arena, rows[i].encoding, &body, max, &broken);
                cr_assert_leq(less.s.n, max);
                cr_assert(mdr_span_equal(less.s, mdr_span_cut(text.s, 0, less.s.n)));
            }
            free(exact);
        }
    }
    mdr_arena_free(&arena);
}

Test(decode, leads_back_to_the_encoded_text)
{
    struct mdr_arena arena = sample_arena();
    bool broken;
    struct mdr_text body = mdr_text_view(MDR_SPAN("said: =35=35=30 no=\r\n such user"), 1000);
    struct mdr_text text = mdr_decode(&arena, QP, &body, SIZE_MAX, &broken);
    cr_assert(mdr_span_equal(text.s, MDR_SPAN("said: 550 no such user")));
    cr_expect_eq(mdr_text_source(&text, 0), 1000);
    cr_expect_eq(mdr_text_source(&text, 6), 1006);
    cr_expect_eq(mdr_text_source(&text, 9), 1015);
    cr_expect_eq(mdr_text_source(&text, 12), 1021);
    /* 48 bytes in one line, "0123456789abcdef" three times */
    body = mdr_text_view(MDR_SPAN("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm"), 1000);
    text = mdr_decode(&arena, B64, &body, SIZE_MAX, &broken);
    cr_assert_eq(text.s.n, 48);
    for (size_t i = 0; i < 48; i++) {
        size_t exact = 1000 + i / 3 * 4, have = mdr_text_source(&text, i);
        cr_expect(have <= exact + 3 && have + 4 >= exact, "byte %zu: %zu for %zu", i, have, exact);
    }
    /* decoded twice: through the seams of the first text */
    body = mdr_text_view(MDR_SPAN("xx=3D\r\nSGVs=\r\nbG8=3D"), 0);
    struct mdr_text once = mdr_decode(&arena, QP, &body, SIZE_MAX, &broken);
    struct mdr_text encoded = mdr_text_cut(&once, 5, once.s.n);
    text = mdr_decode(&arena, B64, &encoded, SIZE_MAX, &broken);
    cr_assert(mdr_span_equal(text.s, MDR_SPAN("Hello")));
    cr_expect_eq(mdr_text_source(&text, 0), 7);
    mdr_arena_free(&arena);
}

Test(decode, names)
{
    static const struct {
        const char *name;
        enum mdr_encoding want;
    } cases[] = {
        {"7bit", MDR_ENCODING_IDENTITY},   {"8BIT", MDR_ENCODING_IDENTITY}, {" binary ", MDR_ENCODING_IDENTITY},
        {"Quoted-Printable", QP},          {"BASE64", B64},                 {"(comment) base64 (comment)", B64},
        {"\"base64\"", B64},               {"base64;", B64},                {"x-uuencode", UU},
        {"", MDR_ENCODING_IDENTITY},       {"gzip", MDR_ENCODING_UNKNOWN},  {"(", MDR_ENCODING_IDENTITY},
        {"base641", MDR_ENCODING_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(mdr_encoding_of(sample_span(cases[i].name)), cases[i].want, "\"%s\"", cases[i].name);
}
