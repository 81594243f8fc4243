/* SPDX-License-Identifier: BSD-2-Clause */
/* Transfer encodings: which one, and the way to its decoder. See decode.h. */
#include "grammar/decode.h"
#include "grammar/name.h"
#include "grammar/transfer.h"
#include "bytes/ascii.h"

static bool ends_token(char c)
{
    return mdr_is_space(c) || c == ';' || c == '(' || c == ',' || c == '"';
}

/* The first word, behind blanks, comments and quotes. */
static struct mdr_span first_word(struct mdr_span s)
{
    s = mdr_trim(s);
    while (s.n > 0 && (s.p[0] == '(' || s.p[0] == '"')) {
        size_t end = s.p[0] == '(' ? mdr_find_byte(s, ')', 0) : 0;
        s = mdr_trim(mdr_span_from(s, end == MDR_NOT_FOUND ? s.n : end + 1));
    }
    size_t n = 0;
    while (n < s.n && !ends_token(s.p[n]))
        n++;
    return mdr_span_cut(s, 0, n);
}

enum mdr_encoding mdr_encoding_of(struct mdr_span s)
{
    static const struct {
        char name[20];
        enum mdr_encoding encoding;
    } known[] = {
        {"7bit", MDR_ENCODING_IDENTITY},
        {"8bit", MDR_ENCODING_IDENTITY},
        {"binary", MDR_ENCODING_IDENTITY},
        {"7-bit", MDR_ENCODING_IDENTITY},
        {"8-bit", MDR_ENCODING_IDENTITY},
        {"quoted-printable", MDR_ENCODING_QUOTED_PRINTABLE},
        {"quoted_printable", MDR_ENCODING_QUOTED_PRINTABLE},
        {"quotedprintable", MDR_ENCODING_QUOTED_PRINTABLE},
        {"quoted", MDR_ENCODING_QUOTED_PRINTABLE},
        {"base64", MDR_ENCODING_BASE64},
        {"base-64", MDR_ENCODING_BASE64},
        {"x-base64", MDR_ENCODING_BASE64},
        {"x-uuencode", MDR_ENCODING_UUENCODE},
        {"uuencode", MDR_ENCODING_UUENCODE},
        {"x-uue", MDR_ENCODING_UUENCODE},
        {"uue", MDR_ENCODING_UUENCODE},
    };
    s = first_word(s);
    if (s.n == 0)
        return MDR_ENCODING_IDENTITY;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (mdr_equal_fold(s, mdr_name(known[i].name)))
            return known[i].encoding;
    return MDR_ENCODING_UNKNOWN;
}

struct mdr_text mdr_decode(struct mdr_arena *arena, enum mdr_encoding encoding, const struct mdr_text *body, size_t max,
                           bool *ret_broken)
{
    *ret_broken = false;
    switch (encoding) {
    case MDR_ENCODING_QUOTED_PRINTABLE:
        return mdr_qp_decode(arena, body, max, ret_broken);
    case MDR_ENCODING_BASE64:
        return mdr_base64_decode(arena, body, max, ret_broken);
    case MDR_ENCODING_UUENCODE:
        return mdr_uuencode_decode(arena, body, max, ret_broken);
    case MDR_ENCODING_IDENTITY:
    case MDR_ENCODING_UNKNOWN:
    default:
        return mdr_text_cut(body, 0, max);
    }
}
