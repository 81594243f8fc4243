/* SPDX-License-Identifier: BSD-2-Clause */
/* Values of delivery-status fields: see dsn_value.h. */
#include "grammar/dsn_value.h"
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/address.h"
#include "grammar/date.h"
#include "grammar/enhanced.h"

#include <modori.h>

bool mdr_dsn_field_is_typed(enum mdr_dsn_field which)
{
    switch (which) {
    case MDR_DSN_ORIGINAL_ENVELOPE_ID:
    case MDR_DSN_ARRIVAL_DATE:
    case MDR_DSN_DELIVER_BY_DATE:
    case MDR_DSN_X_QUEUE_ID:
    case MDR_DSN_X_ORIGINAL_MESSAGE_ID:
    case MDR_DSN_ACTION:
    case MDR_DSN_STATUS:
    case MDR_DSN_LAST_ATTEMPT_DATE:
    case MDR_DSN_FINAL_LOG_ID:
    case MDR_DSN_WILL_RETRY_UNTIL:
    case MDR_DSN_X_SUPPLEMENTARY_INFO:
    case MDR_DSN_X_NETWORK_ERROR:
    case MDR_DSN_X_DISPLAY_NAME:
        return false;
    default:
        return true;
    }
}

void mdr_dsn_value_split(enum mdr_dsn_field which, struct mdr_span body, struct mdr_span *ret_type,
                         struct mdr_span *ret_value)
{
    if (mdr_dsn_field_is_typed(which)) {
        mdr_field_split_type(body, ret_type, ret_value);
        return;
    }
    *ret_type = MDR_SPAN_NONE;
    *ret_value = mdr_trim(body);
}

/* ---- writing ------------------------------------------------------------------------------ */

struct sink {
    char *buffer;
    size_t size, n; /* n counts on where the buffer is full */
};

static void put(struct sink *sink, const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++, sink->n++)
        if (sink->n < sink->size)
            sink->buffer[sink->n] = p[i];
}

/* White space at s[at]: a fold becomes one blank, other blanks stay. Returns how many bytes it
 * takes. */
static size_t put_space(struct sink *sink, struct mdr_span s, size_t at)
{
    size_t end = at;
    bool fold = false;
    while (end < s.n && mdr_is_space(s.p[end])) {
        fold = fold || s.p[end] == '\n' || s.p[end] == '\r';
        end++;
    }
    put(sink, fold ? " " : s.p + at, fold ? 1 : end - at);
    return end - at;
}

enum encoding {
    ENCODING_NONE = 0,
    ENCODING_XTEXT,
    ENCODING_ESCAPES /* RFC 6533 3 */
};

/* One character at s[at], decoded. Returns how many bytes it takes. */
static size_t put_character(struct sink *sink, struct mdr_span s, size_t at, enum encoding encoding)
{
    struct mdr_span rest = mdr_span_from(s, at);
    uint32_t character;
    size_t n = 0;
    if (encoding == ENCODING_ESCAPES && rest.p[0] == '\\' && (n = mdr_utf8_escape(rest, &character)) > 0) {
        char bytes[4];
        put(sink, bytes, mdr_utf8_write(bytes, character));
        return n;
    }
    if (encoding == ENCODING_XTEXT && rest.p[0] == '+') {
        char byte = mdr_xtext_byte(rest, &n);
        put(sink, &byte, 1);
        return n;
    }
    n = rest.p[0] == '\0' ? 0 : mdr_utf8_sequence(rest);
    put(sink, n > 0 ? rest.p : "\xEF\xBF\xBD", n > 0 ? n : 3);
    return n > 0 ? n : 1;
}

static void put_line(struct sink *sink, struct mdr_span s, enum encoding encoding)
{
    for (size_t at = 0; at < s.n;)
        at += mdr_is_space(s.p[at]) ? put_space(sink, s, at) : put_character(sink, s, at, encoding);
}

/* ---- forms -------------------------------------------------------------------------------- */

static bool put_address(struct sink *sink, struct mdr_span value)
{
    struct mdr_span address = mdr_address_bare(value);
    put_line(sink, address, ENCODING_ESCAPES);
    return address.p != NULL;
}

static bool put_status(struct sink *sink, struct mdr_span value)
{
    struct mdr_enhanced code;
    struct mdr_span s = mdr_span_from(value, mdr_field_skip(value, 0));
    size_t n = mdr_enhanced_read(s, &code);
    put(sink, s.p, n);
    return n > 0;
}

/* The first word, in lower case: what may follow it is a comment, with or without parentheses. */
static bool put_word(struct sink *sink, struct mdr_span value)
{
    size_t at = mdr_field_skip(value, 0), from = at;
    for (; at < value.n && (mdr_is_alnum(value.p[at]) || value.p[at] == '-'); at++) {
        char c = mdr_lower(value.p[at]);
        put(sink, &c, 1);
    }
    return at > from;
}

static bool put_date(struct sink *sink, struct mdr_span value)
{
    char date[MDR_DATE_SIZE];
    size_t n = mdr_date_read(value, date);
    put(sink, date, n);
    return n > 0;
}

bool mdr_dsn_value_write(enum mdr_dsn_field which, struct mdr_span body, int32_t form, char *buffer, size_t size,
                         size_t *ret_n)
{
    struct sink sink = {buffer, size, 0};
    struct mdr_span type, value;
    bool found = true;
    mdr_dsn_value_split(which, body, &type, &value);
    switch (form) {
    case MODORI_VALUE_UNFOLDED:
        put_line(&sink, value, ENCODING_NONE);
        break;
    case MODORI_VALUE_ADDRESS:
        found = put_address(&sink, value);
        break;
    case MODORI_VALUE_XTEXT:
        put_line(&sink, value, mdr_xtext_plain(value) ? ENCODING_XTEXT : ENCODING_NONE);
        break;
    case MODORI_VALUE_STATUS:
        found = put_status(&sink, value);
        break;
    case MODORI_VALUE_WORD:
        found = put_word(&sink, value);
        break;
    case MODORI_VALUE_DATE:
        found = put_date(&sink, value);
        break;
    default:
        return false;
    }
    *ret_n = sink.n;
    return found;
}
