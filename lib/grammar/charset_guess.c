/* SPDX-License-Identifier: BSD-2-Clause */
/* What a text without a (right) label is: by the sequences that are valid in each charset. */
#include "grammar/charset_inside.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"

size_t mdr_utf8_broken(struct mdr_span s)
{
    unsigned char first = (unsigned char)s.p[0];
    size_t most = first >= 0xF0 && first <= 0xF4 ? 3 : first >= 0xE0 && first <= 0xEF ? 2 : 1, n = 1;
    while (n < most && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n++;
    return n;
}

struct mdr_utf8_count mdr_utf8_count(struct mdr_span s)
{
    struct mdr_utf8_count count = {0, 0, 0};
    for (size_t i = mdr_ascii_run(s, 0), n; i < s.n; i += n + mdr_ascii_run(s, i + n)) {
        n = mdr_utf8_sequence(mdr_span_from(s, i));
        count.two += n == 2;
        count.more += n > 2;
        count.bad += n == 0;
        if (n == 0)
            n = mdr_utf8_broken(mdr_span_from(s, i));
    }
    return count;
}

static bool between(unsigned c, unsigned low, unsigned high)
{
    return c >= low && c <= high;
}

static unsigned byte_at(struct mdr_span s, size_t i)
{
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

struct tally {
    size_t kana; /* sure signs of Japanese */
    size_t half; /* half-width kana, which people hardly write */
    size_t bad;
};

/* EUC-JP: JIS X 0208 in pairs, 8E and a half-width kana, 8F and a pair of JIS X 0212. */
static struct tally tally_euc_jp(struct mdr_span s)
{
    struct tally tally = {0, 0, 0};
    for (size_t i = 0; i < s.n; i++) {
        unsigned first = byte_at(s, i), second = byte_at(s, i + 1);
        if (first < 0x80)
            continue;
        i += first == 0x8F ? 2 : 1;
        if (first == 0x8E)
            tally.bad += !between(second, 0xA1, 0xDF);
        else
            tally.bad += !(first == 0x8F || between(first, 0xA1, 0xFE)) || !between(second, 0xA1, 0xFE);
        tally.kana += (first == 0xA4 && between(second, 0xA1, 0xF3)) || (first == 0xA5 && between(second, 0xA1, 0xF6));
    }
    return tally;
}

/* CP932: half-width kana alone, else a lead and a trail byte. */
static struct tally tally_cp932(struct mdr_span s)
{
    struct tally tally = {0, 0, 0};
    for (size_t i = 0; i < s.n; i++) {
        unsigned first = byte_at(s, i), second = byte_at(s, i + 1);
        tally.half += between(first, 0xA1, 0xDF);
        if (first < 0x80 || between(first, 0xA1, 0xDF))
            continue;
        i++;
        tally.bad += !(between(first, 0x81, 0x9F) || between(first, 0xE0, 0xFC)) ||
                     !(between(second, 0x40, 0x7E) || between(second, 0x80, 0xFC));
        tally.kana += (first == 0x82 && between(second, 0x9F, 0xF1)) || (first == 0x83 && between(second, 0x40, 0x96));
    }
    return tally;
}

int32_t mdr_guess_japanese(struct mdr_span s)
{
    struct tally euc = tally_euc_jp(s), sjis = tally_cp932(s);
    bool euc_fits = euc.kana > 0 && euc.bad * 16 <= euc.kana;
    bool sjis_fits = sjis.kana > 0 && sjis.bad * 16 <= sjis.kana;
    if (euc_fits && (!sjis_fits || euc.kana >= sjis.kana))
        return MDR_CHARSET_EUC_JP;
    return sjis_fits ? MDR_CHARSET_CP932 : MDR_CHARSET_NONE;
}

int32_t mdr_guess_in_japanese(struct mdr_span s)
{
    struct tally euc = tally_euc_jp(s), sjis = tally_cp932(s);
    if (euc.bad == 0 && (sjis.bad > 0 || sjis.half > 0))
        return MDR_CHARSET_EUC_JP;
    return sjis.bad == 0 ? MDR_CHARSET_CP932 : MDR_CHARSET_NONE;
}

bool mdr_has_jis_escape(struct mdr_span s)
{
    for (size_t at = mdr_find_byte(s, '\x1b', 0); at != MDR_NOT_FOUND; at = mdr_find_byte(s, '\x1b', at + 1)) {
        unsigned first = byte_at(s, at + 1), second = byte_at(s, at + 2);
        if ((first == '$' && (second == 'B' || second == '@' || second == '(')) ||
            (first == '(' && (second == 'B' || second == 'J' || second == 'I')))
            return true;
    }
    return false;
}
