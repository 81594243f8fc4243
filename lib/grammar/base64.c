/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * base64, RFC 2045 6.8, and uuencode (POSIX). Padding may be missing; what is not of the alphabet is
 * passed over, but a body that is plain text in spite of its label, and plain text that somebody put
 * behind the encoded one (a list's footer), are kept as they stand.
 */
#include "grammar/transfer.h"
#include "bytes/ascii.h"

/* The value and one; 0: not of the alphabet. */
static const unsigned char alphabet[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64,
};

int mdr_base64_value(char c)
{
    return (int)alphabet[(unsigned char)c] - 1;
}

struct base64 {
    struct mdr_builder b;
    const struct mdr_text *body;
    struct mdr_chunk chunk;
    uint32_t bits;  /* of the quad that is read */
    unsigned have;  /* characters of it */
    size_t quad_at; /* its first one */
    bool broken;
    bool rest_is_encoded; /* was looked at already */
};

#define LOOK_LINE ((size_t)20)  /* a shorter first line alone tells nothing: "Hello" */
#define LOOK_MAX  ((size_t)4096)

/* Whether the text can be base64 at all: hardly anything in its first line is not of the alphabet. */
static bool looks_encoded(struct mdr_span s)
{
    size_t odd = 0, all = 0;
    for (size_t i = 0; i < s.n && i < LOOK_MAX; i++) {
        if (s.p[i] == '\n' && all >= LOOK_LINE)
            break;
        if (s.p[i] == '\r' || s.p[i] == '\n')
            continue;
        all++;
        odd += mdr_base64_value(s.p[i]) < 0 && s.p[i] != '=';
    }
    return odd * 16 <= all;
}

static bool all_encoded(struct mdr_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (mdr_base64_value(s.p[i]) < 0 && s.p[i] != '=' && !mdr_is_space(s.p[i]))
            return false;
    return true;
}

/* The bytes of the quad, complete or not. */
static void quad_end(struct base64 *base64)
{
    unsigned have = base64->have;
    uint32_t bits = base64->bits << (6 * (4 - have));
    base64->have = 0;
    if (have == 1)
        base64->broken = true;
    for (unsigned i = 0; i + 1 < have; i++)
        mdr_chunk_byte(&base64->chunk, &base64->b, base64->body, (char)(unsigned char)(bits >> (16 - 8 * i)),
                       base64->quad_at);
}

static void quad_add(struct base64 *base64, unsigned value, size_t at)
{
    if (base64->have == 0) {
        base64->quad_at = at;
        base64->bits = 0;
    }
    base64->bits = base64->bits << 6 | value;
    if (++base64->have == 4)
        quad_end(base64);
}

/*
 * Behind padding or an empty line the encoded text may be over: then what follows stays as it is. Returns
 * where to go on.
 */
static size_t border(struct base64 *base64, size_t at)
{
    struct mdr_span s = base64->body->s;
    quad_end(base64);
    while (at < s.n && (mdr_is_space(s.p[at]) || s.p[at] == '='))
        at++;
    base64->rest_is_encoded = base64->rest_is_encoded || all_encoded(mdr_span_from(s, at));
    if (at == s.n || base64->rest_is_encoded)
        return at;
    mdr_chunk_flush(&base64->chunk, &base64->b, base64->body);
    struct mdr_text rest = mdr_text_cut(base64->body, at, s.n);
    mdr_builder_add_byte(&base64->b, '\n', mdr_text_source(base64->body, at - 1));
    mdr_builder_add_text(&base64->b, &rest);
    base64->broken = true;
    return s.n;
}

static void decode(struct base64 *base64, size_t max)
{
    struct mdr_span s = base64->body->s;
    for (size_t at = 0; at < s.n && base64->b.n < max;) {
        unsigned value = alphabet[(unsigned char)s.p[at]];
        if (value > 0) {
            quad_add(base64, value - 1, at++);
            continue;
        }
        bool empty_line = s.p[at] == '\n' && at + 1 < s.n && (s.p[at + 1] == '\n' || s.p[at + 1] == '\r');
        if (s.p[at] == '=' || (empty_line && base64->have == 0)) {
            at = border(base64, at);
            continue;
        }
        base64->broken = base64->broken || !mdr_is_space(s.p[at]);
        at++;
    }
}

struct mdr_text mdr_base64_decode(struct mdr_arena *arena, const struct mdr_text *body, size_t max, bool *ret_broken)
{
    struct base64 base64 = {.body = body};
    if (!looks_encoded(body->s)) {
        *ret_broken = true;
        return mdr_text_cut(body, 0, max);
    }
    mdr_builder_init(&base64.b, arena);
    mdr_builder_reserve(&base64.b, body->s.n / 4 < max / 3 ? body->s.n / 4 * 3 : max);
    decode(&base64, max);
    quad_end(&base64);
    mdr_chunk_flush(&base64.chunk, &base64.b, body);
    *ret_broken = base64.broken;
    struct mdr_text text = mdr_builder_finish(&base64.b);
    return mdr_text_cut(&text, 0, max);
}

/* ---- uuencode ------------------------------------------------------------------------------- */

/* "begin 644 name" */
static bool is_begin(struct mdr_span line)
{
    uint64_t mode;
    if (!mdr_starts_with(line, MDR_SPAN("begin ")))
        return false;
    size_t digits = mdr_read_number(mdr_span_from(line, 6), 4, &mode);
    return digits >= 3 && line.n > 6 + digits && line.p[6 + digits] == ' ';
}

/* A character's value. */
static uint32_t uu_value(struct mdr_span line, size_t at)
{
    return at < line.n ? ((uint32_t)(unsigned char)line.p[at] - 32) & 63 : 0;
}

/* Whether the line can be one of encoded text: a length, and about as many characters as it asks for. */
static bool is_uu_line(struct mdr_span line)
{
    if (line.n == 0)
        return false;
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] < 32 || line.p[i] > 96)
            return false;
    return line.n <= 1 + (uu_value(line, 0) + 2) / 3 * 4 + 2;
}

/* False: the line is shorter than it says. */
static bool uu_line(struct mdr_builder *b, struct mdr_chunk *chunk, const struct mdr_text *body,
                    struct mdr_span line)
{
    size_t left = uu_value(line, 0), from = (size_t)(line.p - body->s.p);
    for (size_t at = 1; left > 0 && at < line.n; at += 4) {
        uint32_t bits = uu_value(line, at) << 18 | uu_value(line, at + 1) << 12 | uu_value(line, at + 2) << 6 |
                        uu_value(line, at + 3);
        size_t whole = line.n - at < 4 ? (line.n - at) * 3 / 4 : 3;
        for (unsigned i = 0; i < whole && left > 0; i++, left--)
            mdr_chunk_byte(chunk, b, body, (char)(unsigned char)(bits >> (16 - 8 * i)), from + at);
    }
    mdr_chunk_flush(chunk, b, body);
    return left == 0;
}

struct mdr_text mdr_uuencode_decode(struct mdr_arena *arena, const struct mdr_text *body, size_t max,
                                    bool *ret_broken)
{
    struct mdr_builder b;
    struct mdr_chunk chunk = {.n = 0};
    struct mdr_span s = body->s;
    bool inside = false, begun = false;
    mdr_builder_init(&b, arena);
    for (size_t at = 0, next; at < s.n && b.n < max && !mdr_arena_failed(arena); at = next) {
        size_t lf = mdr_find_byte(s, '\n', at);
        next = lf == MDR_NOT_FOUND ? s.n : lf + 1;
        size_t end = next;
        while (end > at && (s.p[end - 1] == '\n' || s.p[end - 1] == '\r'))
            end--;
        struct mdr_span line = mdr_span_cut(s, at, end);
        if (!inside && is_begin(line)) {
            inside = begun = true;
        } else if (inside && (mdr_span_equal(line, MDR_SPAN("end")) || mdr_span_equal(line, MDR_SPAN("`")))) {
            inside = line.n == 1;
        } else if (inside && is_uu_line(line)) {
            *ret_broken = !uu_line(&b, &chunk, body, line) || *ret_broken;
        } else {
            struct mdr_text kept = mdr_text_cut(body, at, next);
            *ret_broken = *ret_broken || inside;
            mdr_builder_add_text(&b, &kept);
        }
    }
    *ret_broken = *ret_broken || !begun;
    struct mdr_text text = mdr_builder_finish(&b);
    return mdr_text_cut(&text, 0, max);
}
