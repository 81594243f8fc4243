/* SPDX-License-Identifier: BSD-2-Clause */
/* The public parser: checks arguments, owns the memory, calls down. Documented in modori.h. */
#include "bytes/ascii.h"
#include "bytes/limits.h"
#include "grammar/address.h"
#include "judge/gather.h"
#include "words/words.h"

#include <modori.h>

#define OWN_KINDS 3 /* MODORI_OWN_* run from 1 */

struct own_list {
    struct mdr_span *item;
    size_t n, room;
};

struct modori_parser {
    struct mdr_allocator allocator;
    struct mdr_limits limits;
    struct mdr_arena scratch; /* emptied for each input */
    struct mdr_arena kept;    /* what the caller told */
    struct own_list own[OWN_KINDS];
    int32_t phase, speaker; /* of diagnostics; 0: not known */
    struct mdr_charset charset;
    struct modori_report *report; /* of the last input; NULL: none, or taken */
};

static const struct mdr_limits default_limits = {
    .depth = MDR_LIMIT_DEPTH,
    .parts = MDR_LIMIT_PARTS,
    .recipients = MDR_LIMIT_RECIPIENTS,
    .fields = MDR_LIMIT_FIELDS,
    .notice = MDR_LIMIT_NOTICE,
    .diagnostic = MDR_LIMIT_DIAGNOSTIC,
    .list = MDR_LIMIT_LIST,
    .witness = MDR_LIMIT_WITNESS,
    .field = MDR_LIMIT_FIELD,
};

const char *modori_version(void)
{
    return MODORI_VERSION_STRING;
}

int32_t modori_version_number(void)
{
    return MODORI_VERSION_NUMBER;
}

int32_t modori_parser_new(modori_allocate *allocate, void *context, modori_parser **ret_parser)
{
    if (!ret_parser)
        return MODORI_ERROR_ARGUMENT;
    struct mdr_allocator allocator = {allocate, context};
    if (!allocate)
        allocator = mdr_allocator_default();
    struct modori_parser *parser = mdr_allocator_new(allocator, sizeof *parser);
    if (!parser)
        return MODORI_ERROR_MEMORY;
    parser->allocator = allocator;
    parser->limits = default_limits;
    mdr_arena_init(&parser->scratch, allocator);
    mdr_arena_init(&parser->kept, allocator);
    mdr_charset_init(&parser->charset);
    *ret_parser = parser;
    return MODORI_OK;
}

void modori_report_free(modori_report *report)
{
    if (!report)
        return;
    struct mdr_allocator allocator = report->arena.allocator;
    mdr_report_discard(report);
    mdr_allocator_free(allocator, report, sizeof *report);
}

void modori_parser_free(modori_parser *parser)
{
    if (!parser)
        return;
    modori_report_free(parser->report);
    mdr_charset_close(&parser->charset);
    mdr_arena_free(&parser->scratch);
    mdr_arena_free(&parser->kept);
    mdr_allocator_free(parser->allocator, parser, sizeof *parser);
}

/* ---- options ---------------------------------------------------------------------------------- */

static size_t *limit_of(struct mdr_limits *limits, int32_t option)
{
    switch (option) {
    case MODORI_OPTION_LIMIT_DEPTH:
        return &limits->depth;
    case MODORI_OPTION_LIMIT_PARTS:
        return &limits->parts;
    case MODORI_OPTION_LIMIT_RECIPIENTS:
        return &limits->recipients;
    case MODORI_OPTION_LIMIT_FIELDS:
        return &limits->fields;
    case MODORI_OPTION_LIMIT_NOTICE:
        return &limits->notice;
    case MODORI_OPTION_LIMIT_DIAGNOSTIC:
        return &limits->diagnostic;
    case MODORI_OPTION_LIMIT_LIST:
        return &limits->list;
    case MODORI_OPTION_LIMIT_WITNESS:
        return &limits->witness;
    case MODORI_OPTION_LIMIT_FIELD:
        return &limits->field;
    default:
        return NULL;
    }
}

static int32_t set_truth(bool *truth, int64_t value)
{
    if (value > 1)
        return MODORI_ERROR_ARGUMENT;
    *truth = value != 0;
    return MODORI_OK;
}

/* A value of an enumeration, or 0 for "not known". */
static int32_t set_fact(int32_t *fact, int32_t enumeration, int64_t value)
{
    if (value > INT32_MAX || (value != 0 && !mdr_enum_name(enumeration, (int32_t)value).p))
        return MODORI_ERROR_ARGUMENT;
    *fact = (int32_t)value;
    return MODORI_OK;
}

int32_t modori_parser_set_option(modori_parser *parser, int32_t option, int64_t value)
{
    if (!parser || value < 0 || (uint64_t)value > SIZE_MAX / 4)
        return MODORI_ERROR_ARGUMENT;
    size_t *limit = limit_of(&parser->limits, option);
    if (limit) {
        if (value == 0)
            return MODORI_ERROR_ARGUMENT;
        *limit = (size_t)value;
        return MODORI_OK;
    }
    switch (option) {
    case MODORI_OPTION_UNICODE_TEXT:
        return set_truth(&parser->charset.unicode, value);
    case MODORI_OPTION_KEEP_BYTES:
        return set_truth(&parser->charset.keep, value);
    case MODORI_OPTION_PHASE:
        return set_fact(&parser->phase, MODORI_ENUM_PHASE, value);
    case MODORI_OPTION_SPEAKER:
        return set_fact(&parser->speaker, MODORI_ENUM_SPEAKER, value);
    default:
        return MODORI_ERROR_ARGUMENT;
    }
}

int32_t modori_parser_add_own(modori_parser *parser, int32_t what, const char *text, size_t text_len)
{
    if (!parser || !text || what < MODORI_OWN_DOMAIN || what > MODORI_OWN_VERP_PATTERN)
        return MODORI_ERROR_ARGUMENT;
    struct mdr_span s = mdr_span_make(text, text_len == MODORI_TERMINATED ? strlen(text) : text_len);
    struct own_list *list = &parser->own[what - 1];
    if (s.n == 0 || (what == MODORI_OWN_VERP_PATTERN && !mdr_hidden_pattern_fits(s)))
        return MODORI_ERROR_ARGUMENT;
    if (list->n == list->room) {
        size_t room = list->room ? list->room * 2 : 4;
        struct mdr_span *item = mdr_arena_grow(&parser->kept, list->item, list->n, room, sizeof *item);
        if (!item)
            return MODORI_ERROR_MEMORY;
        list->item = item;
        list->room = room;
    }
    struct mdr_span copy = mdr_arena_copy(&parser->kept, s);
    if (!copy.p)
        return MODORI_ERROR_MEMORY;
    list->item[list->n++] = copy;
    return MODORI_OK;
}

static struct mdr_own own_of(const struct modori_parser *parser)
{
    const struct own_list *own = parser->own;
    return (struct mdr_own){own[0].item, own[0].n, own[1].item, own[1].n, own[2].item, own[2].n};
}

int32_t modori_parser_hidden_address(modori_parser *parser, const char *address, size_t address_len, char *buffer,
                                     size_t buffer_size, size_t *ret_len)
{
    if (!parser || !address || (!buffer && buffer_size > 0))
        return MODORI_ERROR_ARGUMENT;
    struct mdr_span s = mdr_span_make(address, address_len == MODORI_TERMINATED ? strlen(address) : address_len);
    struct mdr_span hidden = MDR_SPAN_NONE;
    struct mdr_own own = own_of(parser);
    mdr_arena_reset(&parser->scratch);
    int32_t form = mdr_own_hidden(&own, &parser->scratch, mdr_unwrap(mdr_trim(s), '<', '>'), &hidden);
    if (mdr_arena_failed(&parser->scratch))
        return MODORI_ERROR_MEMORY;
    if (form == 0)
        return 0;
    if (ret_len)
        *ret_len = hidden.n;
    if (!buffer)
        return form;
    if (hidden.n >= buffer_size)
        return MODORI_ERROR_LIMIT;
    if (hidden.n > 0)
        memcpy(buffer, hidden.p, hidden.n);
    buffer[hidden.n] = '\0';
    return form;
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* The report object of the next input: the last one emptied, or a new one where it was taken. */
static struct modori_report *report_ready(struct modori_parser *parser)
{
    if (parser->report) {
        parser->report->limits = parser->limits;
        mdr_report_clear(parser->report);
        return parser->report;
    }
    struct modori_report *report = mdr_allocator_new(parser->allocator, sizeof *report);
    if (report)
        mdr_report_init(report, parser->allocator, &parser->limits);
    return parser->report = report;
}

int32_t modori_parser_read(modori_parser *parser, int32_t form, const void *data, size_t len,
                           const modori_report **ret_report)
{
    if (!parser || (!data && len > 0) || len == MODORI_TERMINATED || form < MODORI_FORM_ANY ||
        form > MODORI_FORM_LOG_LINE)
        return MODORI_ERROR_ARGUMENT;
    struct modori_report *report = report_ready(parser);
    if (!report)
        return MODORI_ERROR_MEMORY;
    mdr_arena_reset(&parser->scratch);
    parser->kept.failed = false;
    struct mdr_own own = own_of(parser);
    struct mdr_case c = {.scratch = &parser->scratch,
                         .charset = &parser->charset,
                         .own = &own,
                         .report = report,
                         .phase = parser->phase,
                         .speaker = parser->speaker,
                         .input = mdr_span_make(data ? data : "", len)};
    mdr_gather(&c, form);
    if (mdr_arena_failed(&parser->scratch) || mdr_arena_failed(&report->arena)) {
        parser->report = NULL; /* there is none to be taken */
        modori_report_free(report);
        return MODORI_ERROR_MEMORY;
    }
    if (ret_report)
        *ret_report = report;
    return MODORI_OK;
}

modori_report *modori_parser_take(modori_parser *parser)
{
    if (!parser || !parser->report)
        return NULL;
    struct modori_report *report = parser->report;
    parser->report = NULL;
    return report;
}
