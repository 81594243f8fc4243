/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which bytes of a text are letters and digits of ASCII: for up to 64 bytes a bit each, the first byte's lowest. With
 * SSE2, which all x86-64 machines have, sixteen bytes at once; elsewhere eight.
 */
#ifndef MDR_BYTES_WORD_BITS_H
#define MDR_BYTES_WORD_BITS_H

#include "bytes/span.h"

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define MDR_WORD_BITS 64

struct mdr_word_bits {
    uint64_t words;  /* letters and digits */
    uint64_t digits; /* digits alone */
};

/* Eight bytes, the first one lowest, whatever the machine's order. */
static inline uint64_t mdr_load_eight(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 | (uint64_t)u[3] << 24 | (uint64_t)u[4] << 32 |
           (uint64_t)u[5] << 40 | (uint64_t)u[6] << 48 | (uint64_t)u[7] << 56;
}

/* The same, where the text may end before: what is beyond it is 0. */
static inline uint64_t mdr_load_up_to_eight(struct mdr_span s, size_t at)
{
    uint64_t bytes = 0;
    if (at + 8 <= s.n)
        return mdr_load_eight(&s.p[at]);
    if (s.n >= 8 && at < s.n)
        return mdr_load_eight(&s.p[s.n - 8]) >> 8 * (8 - (s.n - at));
    for (size_t i = s.n; i > at; i--)
        bytes = bytes << 8 | (unsigned char)s.p[i - 1];
    return bytes;
}

/* The first n of eight bytes; all of them, if n is greater. */
static inline uint64_t mdr_first_bytes(uint64_t bytes, size_t n)
{
    static const uint64_t mask[] = {
        0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff, UINT64_MAX,
    };
    return bytes & mask[n < 8 ? n : 8];
}

#define MDR_EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The number of the lowest bit that is set; there is one. */
static inline unsigned mdr_lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else /* by a de Bruijn sequence */
    static const uint8_t place[64] = {
        0,  1,  2,  53, 3,  7,  54, 27, 4,  38, 41, 8,  34, 55, 48, 28, 62, 5,  39, 46, 44, 42,
        22, 9,  24, 35, 59, 56, 49, 18, 29, 11, 63, 52, 6,  26, 37, 40, 33, 47, 61, 45, 43, 21,
        23, 58, 17, 10, 51, 25, 36, 32, 60, 20, 57, 16, 50, 31, 19, 15, 30, 14, 13, 12,
    };
    return place[(bits & (~bits + 1)) * UINT64_C(0x022fdd63cc95386d) >> 58];
#endif
}

/* The highest bit of each byte, as the bits of one. */
static inline uint64_t mdr_gather_high_bits(uint64_t bytes)
{
    return ((bytes & MDR_EACH_BYTE(0x80)) >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* With nothing but C. */
static inline struct mdr_word_bits mdr_word_bits_plain(struct mdr_span s)
{
    struct mdr_word_bits ret = {0, 0};
    for (size_t i = 0; i < s.n && i < MDR_WORD_BITS; i += 8) {
        uint64_t bytes = mdr_load_up_to_eight(s, i);
        uint64_t seven = bytes & MDR_EACH_BYTE(0x7f), low = seven | MDR_EACH_BYTE(0x20);
        uint64_t letters = (low + MDR_EACH_BYTE(0x80 - 'a')) & (MDR_EACH_BYTE(0x80 + 'z') - low) & ~bytes;
        uint64_t digits = (seven + MDR_EACH_BYTE(0x80 - '0')) & (MDR_EACH_BYTE(0x80 + '9') - seven) & ~bytes;
        ret.words |= mdr_gather_high_bits(letters | digits) << i;
        ret.digits |= mdr_gather_high_bits(digits) << i;
    }
    return ret;
}

#if defined(__SSE2__)
/* Adding moves the last byte of a range to the highest signed number, so that one comparison finds the range. */
static inline struct mdr_word_bits mdr_word_bits_of_16(__m128i bytes)
{
    __m128i low = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i letters = _mm_cmpgt_epi8(_mm_add_epi8(low, _mm_set1_epi8(127 - 'z')), _mm_set1_epi8(127 - 26));
    __m128i digits = _mm_cmpgt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(127 - '9')), _mm_set1_epi8(127 - 10));
    struct mdr_word_bits ret = {(unsigned)_mm_movemask_epi8(_mm_or_si128(letters, digits)),
                                (unsigned)_mm_movemask_epi8(digits)};
    return ret;
}

/* The last bytes of a text that are no sixteen, with what stands before them, or with nothing. */
static inline struct mdr_word_bits mdr_word_bits_of_last(struct mdr_span s, size_t at)
{
    char bytes[16] = {0};
    size_t n = s.n - at;
    struct mdr_word_bits ret;
    if (s.n < 16) {
        memcpy(bytes, &s.p[at], n);
        return mdr_word_bits_of_16(_mm_loadu_si128((const __m128i *)(const void *)bytes));
    }
    ret = mdr_word_bits_of_16(_mm_loadu_si128((const __m128i *)(const void *)&s.p[s.n - 16]));
    ret.words >>= 16 - n;
    ret.digits >>= 16 - n;
    return ret;
}
#endif

/* Of what stands from `at` on: 64 bytes, or as many as there are. */
static inline struct mdr_word_bits mdr_word_bits(struct mdr_span s, size_t at)
{
#if defined(__SSE2__)
    struct mdr_word_bits ret = {0, 0};
    for (size_t i = 0; i < MDR_WORD_BITS && at + i < s.n; i += 16) {
        bool whole = at + i + 16 <= s.n;
        struct mdr_word_bits some =
            whole ? mdr_word_bits_of_16(_mm_loadu_si128((const __m128i *)(const void *)&s.p[at + i]))
                  : mdr_word_bits_of_last(s, at + i);
        ret.words |= some.words << i;
        ret.digits |= some.digits << i;
    }
    return ret;
#else
    return mdr_word_bits_plain(mdr_span_from(s, at));
#endif
}

#endif
