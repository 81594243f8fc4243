/* SPDX-License-Identifier: BSD-2-Clause */
/* Finding encoded files in text: see uuencode.h. Their decoder, for a part that is one, is in base64.c. */
#include "grammar/uuencode.h"
#include "bytes/ascii.h"
#include "grammar/transfer.h"

#define NAME_LONGEST  255
#define LINE_BYTES    45 /* of the file in a line of data, */
#define LINE_BASE64   76 /* characters in one of base64 */
#define MODE_SHORTEST 3
#define MODE_LONGEST  4
#define NO_DATA       ((int64_t)-1)

/* The line at `at` without its end; *ret_next gets where the next one begins. */
static struct mdr_span line_at(struct mdr_span s, size_t at, size_t *ret_next)
{
    size_t lf = mdr_find_byte(s, '\n', at), end = lf == MDR_NOT_FOUND ? s.n : lf;
    *ret_next = lf == MDR_NOT_FOUND ? s.n : lf + 1;
    return mdr_span_cut(s, at, end > at && s.p[end - 1] == '\r' ? end - 1 : end);
}

/* "begin 644 name", "begin-base64 644 name": the name, absent when the line is none of these. */
static struct mdr_span begin_name(struct mdr_span line, bool *ret_base64)
{
    *ret_base64 = mdr_starts_with(line, MDR_SPAN("begin-base64 "));
    if (!*ret_base64 && !mdr_starts_with(line, MDR_SPAN("begin ")))
        return MDR_SPAN_NONE;
    size_t at = mdr_find_byte(line, ' ', 0) + 1, mode = at;
    while (at < line.n && line.p[at] >= '0' && line.p[at] <= '7')
        at++;
    if (at - mode < MODE_SHORTEST || at - mode > MODE_LONGEST || at >= line.n || line.p[at] != ' ')
        return MDR_SPAN_NONE;
    struct mdr_span name = mdr_trim(mdr_span_from(line, at));
    return name.n > 0 && name.n <= NAME_LONGEST ? name : MDR_SPAN_NONE;
}

/* A count, and the characters that it asks for, one more where a checksum stands; the last ones may be left out. */
static int64_t uu_bytes(struct mdr_span line)
{
    if (line.n == 0)
        return 0; /* a blank was the count, and went astray */
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] < 32 || line.p[i] > 96)
            return NO_DATA;
    size_t count = ((size_t)line.p[0] - 32) & 63, digits = line.n - 1;
    bool fits = count <= LINE_BYTES && digits >= (count * 4 + 2) / 3 && digits <= (count + 2) / 3 * 4 + 1;
    return fits ? (int64_t)count : NO_DATA;
}

static int64_t base64_bytes(struct mdr_span line)
{
    size_t digits = 0;
    if (mdr_span_equal(line, MDR_SPAN("====")))
        return 0;
    while (digits < line.n && mdr_base64_value(line.p[digits]) >= 0)
        digits++;
    for (size_t i = digits; i < line.n; i++)
        if (line.p[i] != '=')
            return NO_DATA;
    bool fits = line.n > 0 && line.n <= LINE_BASE64 && line.n % 4 == 0 && line.n - digits <= 2;
    return fits ? (int64_t)(digits * 3 / 4) : NO_DATA;
}

/* The data from `at` on; false when there is none. */
static bool read_data(struct mdr_span s, size_t at, bool base64, struct mdr_uu_file *ret)
{
    int64_t size = 0;
    bool data = false, complete = false;
    while (at < s.n) {
        size_t next;
        struct mdr_span line = line_at(s, at, &next);
        int64_t bytes = base64 ? base64_bytes(line) : uu_bytes(line);
        if (bytes > 0) {
            size += bytes;
            data = true;
            at = next;
            continue;
        }
        if (bytes == 0 && !base64) {
            at = next;
            line = line_at(s, at, &next);
        }
        complete = base64 ? bytes == 0 : mdr_span_equal(line, MDR_SPAN("end"));
        at = complete ? next : at;
        break;
    }
    ret->end = at;
    ret->size = complete ? size : -1;
    return data || complete;
}

bool mdr_uu_find(struct mdr_span text, size_t from, struct mdr_uu_file *ret)
{
    for (size_t at = from, next; at < text.n; at = next) {
        bool base64;
        struct mdr_span line = line_at(text, at, &next);
        ret->name = line.n > 0 && line.p[0] == 'b' ? begin_name(line, &base64) : MDR_SPAN_NONE;
        ret->at = at;
        if (ret->name.p && read_data(text, next, base64, ret))
            return true;
    }
    return false;
}
