/* SPDX-License-Identifier: BSD-2-Clause */
/* Spans, cursors, the arena, and texts that know where they come from. */
#include "../../bench/counting.h"

#include "bytes/arena.h"
#include "bytes/ascii.h"
#include "bytes/cursor.h"
#include "bytes/text.h"
#include "bytes/utf8.h"
#include "bytes/word_bits.h"

#include <criterion/criterion.h>

Test(ascii, searches_and_numbers)
{
    struct mdr_span s = MDR_SPAN("Host Unknown");
    cr_expect_eq(mdr_find(s, MDR_SPAN("Unknown"), 0), 5);
    cr_expect_eq(mdr_find(s, MDR_SPAN("unknown"), 0), MDR_NOT_FOUND);
    cr_expect_eq(mdr_find_fold(s, MDR_SPAN("unknown"), 0), 5);
    cr_expect_eq(mdr_find_fold(s, MDR_SPAN("unknown"), 6), MDR_NOT_FOUND);
    cr_expect(mdr_span_equal(mdr_trim(MDR_SPAN(" \t a b\r\n")), MDR_SPAN("a b")));
    cr_expect(mdr_span_equal(mdr_unwrap(MDR_SPAN("<a@b>"), '<', '>'), MDR_SPAN("a@b")));
    uint64_t number = 7;
    cr_expect_eq(mdr_read_number(MDR_SPAN("5521"), 3, &number), 0);
    cr_expect_eq(number, 7, "a failed read leaves the result alone");
    cr_expect_eq(mdr_read_number(MDR_SPAN("552 x"), 3, &number), 3);
    cr_expect_eq(number, 552);
    char digits[20];
    cr_expect_eq(mdr_write_number(digits, UINT64_MAX), 20);
}

#define MOST 40 /* more than two blocks of any search */

/* What is looked for in blocks is found at each place of texts of each length. */
Test(ascii, searches_find_a_byte_wherever_it_stands)
{
    static const char odd[] = {'\n', '\r', '\0', '\x80', '\xff', '\xe3', 'z'};
    char bytes[MOST], upper[MOST];
    for (size_t n = 0; n <= MOST; n++)
        for (size_t at = 0; at < n; at++)
            for (size_t k = 0; k < sizeof odd; k++) {
                memset(bytes, 'a', sizeof bytes);
                memset(upper, 'A', sizeof upper);
                bytes[at] = odd[k];
                struct mdr_span s = mdr_span_make(bytes, n);
                bool line_end = odd[k] == '\n' || odd[k] == '\r';
                cr_assert_eq(mdr_find_line_end(s, 0), line_end ? at : n, "%zu of %zu", at, n);
                cr_assert_eq(mdr_find_line_end(s, at + 1), n, "behind %zu of %zu", at, n);
                bool ascii = (unsigned char)odd[k] < 0x80;
                cr_assert_eq(mdr_ascii_run(s, 0), ascii ? n : at, "%zu of %zu", at, n);
                cr_assert_eq(mdr_ascii_run(s, at + 1), n - at - 1, "behind %zu of %zu", at, n);
                cr_assert_eq(mdr_utf8_clean(s), line_end || odd[k] == 'z', "%zu of %zu", at, n);
                cr_assert_not(mdr_equal_fold(s, mdr_span_make(upper, n)), "%zu of %zu", at, n);
                upper[at] = odd[k];
                cr_assert(mdr_equal_fold(s, mdr_span_make(upper, n)), "%zu of %zu", at, n);
            }
    cr_expect_eq(mdr_find_line_end(MDR_SPAN("a"), 7), 7, "behind the end");
}

Test(utf8, a_head_ends_with_a_character)
{
    struct mdr_span s = MDR_SPAN("a\xe3\x81\x82" "b\xc3\xa9"); /* a, three bytes, b, two bytes */
    static const size_t want[] = {0, 1, 1, 1, 4, 5, 5, 7, 7};
    for (size_t n = 0; n < sizeof want / sizeof *want; n++) {
        cr_expect_eq(mdr_utf8_head(s, n).n, want[n], "%zu bytes", n);
        cr_expect(mdr_utf8_clean(mdr_utf8_head(s, n)), "%zu bytes", n);
    }
    cr_expect_eq(mdr_utf8_head(MDR_SPAN_NONE, 5).n, 0);
}

Test(cursor, moves_on_success_only)
{
    struct mdr_cursor c = mdr_cursor_make(MDR_SPAN("550 \r\n\v-2021"));
    uint64_t code = 0;
    cr_expect_not(mdr_cursor_take(&c, '-'));
    cr_expect_not(mdr_cursor_number(&c, 2, &code), "three digits");
    cr_expect_eq(c.at, 0);
    cr_expect_eq(code, 0);
    cr_expect(mdr_cursor_number(&c, 3, &code));
    cr_expect_eq(code, 550);
    mdr_cursor_skip_space(&c);
    cr_expect_eq(c.at, 7);
    mdr_cursor_skip_space(&c);
    cr_expect(mdr_cursor_take(&c, '-'), "there was no more of it");
    cr_expect(mdr_span_equal(mdr_cursor_rest(&c), MDR_SPAN("2021")));
    cr_expect(mdr_cursor_number(&c, 4, &code));
    cr_expect(mdr_cursor_end(&c));
    cr_expect_eq(mdr_cursor_peek(&c), '\0');
    cr_expect_not(mdr_cursor_take(&c, '\0'), "the end is no byte");
    cr_expect_not(mdr_cursor_number(&c, 4, &code));
    cr_expect_eq(code, 2021);
}

Test(arena, keeps_its_blocks_for_the_next_message)
{
    struct counting counting = {0};
    struct mdr_arena arena;
    mdr_arena_init(&arena, (struct mdr_allocator){counting_allocate, &counting});
    for (int round = 0; round < 3; round++) {
        mdr_arena_reset(&arena);
        for (int i = 0; i < 1000; i++)
            cr_assert_not_null(mdr_arena_give(&arena, 100));
        if (round == 0)
            cr_assert_gt(counting.calls, 0);
        else
            cr_expect_eq(counting.calls, 0, "round %d allocated", round);
        counting.calls = 0;
    }
    cr_expect_null(mdr_arena_array(&arena, SIZE_MAX / 2, 3));
    cr_expect(mdr_arena_failed(&arena));
    mdr_arena_free(&arena);
    cr_expect_eq(counting.blocks, 0, "%zu blocks are lost", counting.blocks);
}

/* Two arrays that grow by turns, and small things between. */
static void grow_two(struct mdr_arena *arena, size_t most)
{
    uint32_t *array[2] = {NULL, NULL};
    for (size_t room = 1; room <= most; room *= 2)
        for (uint32_t k = 0; k < 2; k++) {
            array[k] = mdr_arena_move(arena, array[k], room / 2, room, sizeof **array);
            cr_assert_not_null(array[k]);
            cr_assert_not_null(mdr_arena_give(arena, 100));
            for (size_t i = 0; i < room; i++) {
                cr_assert_eq(array[k][i], i < room / 2 ? i + k : 0, "%zu of %zu", i, room);
                array[k][i] = (uint32_t)i + k;
            }
        }
}

Test(arena, moves_large_arrays_and_keeps_their_blocks_too)
{
    const size_t most = (size_t)1 << 18;
    struct counting counting = {0};
    struct mdr_arena arena;
    mdr_arena_init(&arena, (struct mdr_allocator){counting_allocate, &counting});
    grow_two(&arena, most);
    cr_expect_leq(counting.blocks, 8, "%zu blocks: what was outgrown is not given back", counting.blocks);
    counting.calls = 0;
    for (int round = 0; round < 3; round++) {
        mdr_arena_reset(&arena);
        grow_two(&arena, most);
    }
    cr_expect_eq(counting.calls, 0, "%zu allocations", counting.calls);
    counting = (struct counting){.blocks = counting.blocks, .fails_from = 1, .fails_until = SIZE_MAX};
    cr_expect_null(mdr_arena_move(&arena, NULL, 0, most * 2, 4));
    cr_expect(mdr_arena_failed(&arena));
    mdr_arena_reset(&arena);
    cr_expect_null(mdr_arena_move(&arena, NULL, 0, SIZE_MAX / 2, 4));
    mdr_arena_free(&arena);
    cr_expect_eq(counting.blocks, 0, "%zu blocks are lost", counting.blocks);
}

Test(text, leads_back_to_the_message)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, (struct mdr_allocator){NULL, NULL});
    struct mdr_builder b;
    mdr_builder_init(&b, &arena);
    mdr_builder_add(&b, MDR_SPAN("said: 550"), 100);
    mdr_builder_add_byte(&b, ' ', 109);
    mdr_builder_add(&b, MDR_SPAN("5.1.1 x"), 114);
    struct mdr_text t = mdr_builder_finish(&b);
    cr_expect_str_eq(t.s.p, "said: 550 5.1.1 x");
    cr_expect_eq(mdr_text_source(&t, 0), 100);
    cr_expect_eq(mdr_text_source(&t, 9), 109);
    cr_expect_eq(mdr_text_source(&t, 10), 114);
    struct mdr_text part = mdr_text_cut(&t, 6, 12);
    cr_expect(mdr_span_equal(part.s, MDR_SPAN("550 5.")));
    cr_expect_eq(mdr_text_source(&part, 4), 114);
    struct mdr_builder again;
    mdr_builder_init(&again, &arena);
    mdr_builder_add_text(&again, &part);
    struct mdr_text copy = mdr_builder_finish(&again);
    cr_expect(mdr_span_equal(copy.s, part.s));
    for (size_t i = 0; i < part.s.n; i++)
        cr_expect_eq(mdr_text_source(&copy, i), mdr_text_source(&part, i), "byte %zu", i);
    mdr_arena_free(&arena);
}

/* Each byte by itself, and the lowest bit by looking at each. */
static struct mdr_word_bits word_bits_one_by_one(struct mdr_span s)
{
    struct mdr_word_bits ret = {0, 0};
    for (size_t i = 0; i < s.n && i < MDR_WORD_BITS; i++) {
        ret.words |= (uint64_t)mdr_is_alnum(s.p[i]) << i;
        ret.digits |= (uint64_t)mdr_is_digit(s.p[i]) << i;
    }
    return ret;
}

/* All bytes, at all places of texts of all lengths up to more than what is looked at together, by both ways. */
Test(word_bits, are_those_of_letters_and_digits)
{
    char bytes[90];
    uint32_t seed = 1;
    for (size_t round = 0; round < 200; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = round < 4 ? (char)(64 * round + i % 64) : (char)(seed >> 24);
        }
        for (size_t n = 0; n <= sizeof bytes; n++)
            for (size_t at = 0; at <= n; at += 1 + round % 7) {
                struct mdr_span s = {bytes, n}, rest = {bytes + at, n - at};
                struct mdr_word_bits want = word_bits_one_by_one(rest), got = mdr_word_bits(s, at);
                struct mdr_word_bits plain = mdr_word_bits_plain(rest);
                cr_assert_eq(got.words, want.words, "round %zu, from %zu to %zu", round, at, n);
                cr_assert_eq(got.digits, want.digits, "round %zu, from %zu to %zu", round, at, n);
                cr_assert_eq(plain.words, want.words, "plain: round %zu, from %zu to %zu", round, at, n);
                cr_assert_eq(plain.digits, want.digits, "plain: round %zu, from %zu to %zu", round, at, n);
            }
    }
}

Test(word_bits, lowest_bit_and_first_bytes)
{
    for (unsigned i = 0; i < 64; i++) {
        cr_expect_eq(mdr_lowest_bit(UINT64_C(1) << i), i);
        cr_expect_eq(mdr_lowest_bit(UINT64_MAX << i), i);
    }
    struct mdr_span s = MDR_SPAN("abcdefghij");
    cr_expect_eq(mdr_load_up_to_eight(s, 1), UINT64_C(0x6968676665646362));
    cr_expect_eq(mdr_load_up_to_eight(s, 8), UINT64_C(0x6a69));
    cr_expect_eq(mdr_load_up_to_eight(mdr_span_cut(s, 0, 3), 1), UINT64_C(0x6362));
    cr_expect_eq(mdr_load_up_to_eight(s, 10), 0);
    cr_expect_eq(mdr_first_bytes(mdr_load_eight(s.p), 3), UINT64_C(0x636261));
    cr_expect_eq(mdr_first_bytes(mdr_load_eight(s.p), 0), 0);
    cr_expect_eq(mdr_first_bytes(mdr_load_eight(s.p), 9), UINT64_C(0x6867666564636261));
}
