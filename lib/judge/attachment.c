/* SPDX-License-Identifier: BSD-2-Clause */
/* Attachments of the returned message, RFC 2183, RFC 2231: see attachment.h and tables/attachments.tab. */
#include "judge/attachment.h"
#include "bytes/ascii.h"
#include "bytes/sorted.h"
#include "bytes/utf8.h"
#include "grammar/mime.h"
#include "words/pool.h"

struct risk_row {
    struct mdr_piece what; /* an extension, or a media type */
    int32_t risk;
};

#include "judge/attachments.inc"

/* ---- risk ------------------------------------------------------------------------------------- */

static int compare_fold(struct mdr_span a, struct mdr_span b)
{
    for (size_t i = 0; i < a.n && i < b.n; i++) {
        int difference = (unsigned char)mdr_lower(a.p[i]) - (unsigned char)mdr_lower(b.p[i]);
        if (difference)
            return difference;
    }
    return a.n < b.n ? -1 : a.n > b.n;
}

static int by_what(const void *key, const void *row)
{
    return compare_fold(*(const struct mdr_span *)key, mdr_pool_span(&risk_pool, ((const struct risk_row *)row)->what));
}

static int32_t look_up(struct mdr_span key)
{
    const struct risk_row *row =
        mdr_sorted_find(&key, risk_rows, sizeof risk_rows / sizeof *risk_rows, sizeof *risk_rows, by_what);
    return row ? row->risk : MODORI_RISK_NONE;
}

static int gravity(int32_t risk)
{
    static const int by_risk[] = {[MODORI_RISK_NONE] = 0,
                                  [MODORI_RISK_ARCHIVE] = 1,
                                  [MODORI_RISK_MARKUP] = 2,
                                  [MODORI_RISK_MACRO] = 3,
                                  [MODORI_RISK_EXECUTABLE] = 4};
    return by_risk[risk];
}

/* What stands behind the last dot; Windows passes over dots and blanks at the end of a name. */
static struct mdr_span extension_of(struct mdr_span name)
{
    while (name.n > 0 && (name.p[name.n - 1] == '.' || mdr_is_space(name.p[name.n - 1])))
        name.n--;
    for (size_t i = name.n; i-- > 0;) {
        if (name.p[i] == '.')
            return mdr_span_from(name, i + 1);
        if (name.p[i] == '/' || name.p[i] == '\\')
            break;
    }
    return MDR_SPAN_NONE;
}

int32_t mdr_attachment_risk(struct mdr_span name, struct mdr_span type)
{
    struct mdr_span extension = extension_of(name);
    int32_t by_name = extension.n > 0 ? look_up(extension) : MODORI_RISK_NONE;
    int32_t by_type = type.n > 0 ? look_up(mdr_trim(type)) : MODORI_RISK_NONE;
    return gravity(by_name) >= gravity(by_type) ? by_name : by_type;
}

/* ---- size ------------------------------------------------------------------------------------- */

static int64_t base64_size(struct mdr_span body)
{
    uint64_t digits = 0;
    for (size_t i = 0; i < body.n; i++) {
        char c = body.p[i];
        digits += mdr_is_alnum(c) || c == '+' || c == '/';
    }
    return (int64_t)(digits / 4 * 3 + digits % 4 * 3 / 4);
}

/* "=" and two digits stand for one byte, "=" at a line's end for none. */
static int64_t quoted_size(struct mdr_span body)
{
    int64_t size = 0;
    for (size_t i = 0; i < body.n; i++) {
        if (body.p[i] != '=') {
            size++;
            continue;
        }
        bool soft = i + 1 < body.n && (body.p[i + 1] == '\n' || body.p[i + 1] == '\r');
        if (soft) {
            i += body.p[i + 1] == '\r' && i + 2 < body.n && body.p[i + 2] == '\n' ? 2 : 1;
        } else {
            size++;
            i += i + 2 < body.n && mdr_hex_value(body.p[i + 1]) >= 0 && mdr_hex_value(body.p[i + 2]) >= 0 ? 2 : 0;
        }
    }
    return size;
}

int64_t mdr_decoded_size(enum mdr_encoding encoding, struct mdr_span body)
{
    switch (encoding) {
    case MDR_ENCODING_IDENTITY:
        return (int64_t)body.n;
    case MDR_ENCODING_QUOTED_PRINTABLE:
        return quoted_size(body);
    case MDR_ENCODING_BASE64:
        return base64_size(body);
    default:
        return MDR_NUMBER_NONE;
    }
}

/* ---- the part --------------------------------------------------------------------------------- */

/* The parameters of Content-Disposition: what stands behind its first ";". */
static struct mdr_span disposition_parameters(const struct mdr_part *part)
{
    size_t at = part->disposition.p ? mdr_find_byte(part->disposition, ';', 0) : MDR_NOT_FOUND;
    return at == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_from(part->disposition, at + 1);
}

static bool has_parameter(struct mdr_span parameters, struct mdr_span name)
{
    return parameters.n > 0 && mdr_find_fold(parameters, name, 0) != MDR_NOT_FOUND;
}

bool mdr_attachment_is(const struct mdr_part *part)
{
    if (part->media == MDR_MEDIA_MULTIPART)
        return false;
    if (mdr_starts_with_fold(mdr_trim(part->disposition), MDR_SPAN("attachment")))
        return true;
    if (has_parameter(disposition_parameters(part), MDR_SPAN("filename")) ||
        has_parameter(part->parameters, MDR_SPAN("name=")) || has_parameter(part->parameters, MDR_SPAN("name*")))
        return true;
    return part->media == MDR_MEDIA_APPLICATION || part->media == MDR_MEDIA_OTHER;
}

static struct mdr_text name_of(struct mdr_arena *scratch, struct mdr_charset *charset, const struct mdr_part *part)
{
    struct mdr_text name =
        mdr_parameter(charset, scratch, disposition_parameters(part), part->header_at, MDR_SPAN("filename"));
    if (!name.s.p || name.s.n == 0)
        name = mdr_parameter(charset, scratch, part->parameters, part->header_at, MDR_SPAN("name"));
    name = mdr_text_trim(&name);
    return name.s.n > 0 ? name : MDR_TEXT_NONE;
}

static int64_t characters(struct mdr_span name)
{
    int64_t count = 0;
    for (size_t at = 0; at < name.n; count++) {
        size_t n = mdr_utf8_sequence(mdr_span_from(name, at));
        at += n ? n : 1;
    }
    return count;
}

/* "a/b", "..\b", "C:b". */
static bool has_path(struct mdr_span name)
{
    return mdr_find_byte(name, '/', 0) != MDR_NOT_FOUND || mdr_find_byte(name, '\\', 0) != MDR_NOT_FOUND ||
           (name.n > 2 && mdr_is_alpha(name.p[0]) && name.p[1] == ':');
}

static struct mdr_span lower_type(struct mdr_arena *arena, struct mdr_span type)
{
    struct mdr_span bare = mdr_trim(type);
    char *lower = mdr_arena_give(arena, bare.n);
    if (!lower)
        return MDR_SPAN_NONE;
    for (size_t i = 0; i < bare.n; i++)
        lower[i] = mdr_lower(bare.p[i]);
    return mdr_span_make(lower, bare.n);
}

/* NULL when there is no room for one more. */
static struct mdr_attachment *describe(struct modori_report *report, struct mdr_span name, struct mdr_span type)
{
    struct mdr_attachment *attachment = mdr_report_add_attachment(report);
    if (!attachment)
        return NULL;
    attachment->name = mdr_report_copy(report, name);
    attachment->type = mdr_report_copy(report, type);
    attachment->risk = mdr_attachment_risk(name, type);
    attachment->name_length = name.p ? characters(name) : MDR_NUMBER_NONE;
    attachment->has_path = name.p ? has_path(name) : 0;
    attachment->size = MDR_NUMBER_NONE;
    return attachment;
}

void mdr_attachment_write(struct mdr_arena *scratch, struct mdr_charset *charset, const struct mdr_part *part,
                          size_t *budget, struct modori_report *report)
{
    struct mdr_span name = name_of(scratch, charset, part).s;
    struct mdr_span type = part->type.p ? lower_type(scratch, part->type) : MDR_SPAN_NONE;
    struct mdr_uu_file file = {.size = MDR_NUMBER_NONE};
    bool look = part->encoding == MDR_ENCODING_IDENTITY || part->body.n <= *budget;
    bool inside = look && part->encoding == MDR_ENCODING_UUENCODE && mdr_uu_find(part->body, 0, &file);
    struct mdr_attachment *attachment = describe(report, inside && !name.p ? file.name : name, type);
    if (!attachment)
        return;
    if (look)
        attachment->size = inside ? file.size : mdr_decoded_size(part->encoding, part->body);
    if (part->encoding != MDR_ENCODING_IDENTITY)
        *budget -= part->body.n <= *budget ? part->body.n : 0;
}

void mdr_attachment_write_file(const struct mdr_uu_file *file, struct modori_report *report)
{
    struct mdr_attachment *attachment = describe(report, file->name, MDR_SPAN_NONE);
    if (attachment)
        attachment->size = file->size;
}
