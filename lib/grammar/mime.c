/* SPDX-License-Identifier: BSD-2-Clause */
/* Parameters as UTF-8: see mime.h. */
#include "grammar/mime.h"
#include "grammar/parameter.h"

struct mdr_text mdr_parameter(struct mdr_charset *charset, struct mdr_arena *arena, struct mdr_span parameters,
                              size_t base, struct mdr_span name)
{
    struct mdr_span label;
    bool extended = false;
    struct mdr_text text;
    struct mdr_text joined = mdr_parameter_join(arena, parameters, base, name, &label, &extended);
    if (!mdr_text_present(&joined))
        return MDR_TEXT_NONE;
    if (!extended)
        return mdr_header_decode(charset, arena, &joined);
    bool unicode = charset->unicode;
    charset->unicode = false; /* percent-encoded bytes have their own charset */
    mdr_charset_convert(charset, arena, &joined, label, &text);
    charset->unicode = unicode;
    return text;
}
