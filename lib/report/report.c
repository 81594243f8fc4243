/* SPDX-License-Identifier: BSD-2-Clause */
/* Building a report: see report.h. */
#include "report/report.h"
#include "bytes/utf8.h"

static void numbers_clear(int64_t *number, size_t n)
{
    for (size_t i = 0; i < n; i++)
        number[i] = MDR_NUMBER_NONE;
}

static void facts_clear(struct modori_report *report)
{
    memset(report->text, 0, sizeof report->text);
    numbers_clear(report->number, MDR_REPORT_NUMBERS);
    report->recipient = NULL;
    report->finding = NULL;
    report->hop = NULL;
    report->attachment = NULL;
    report->header = NULL;
    report->recipients = report->recipient_room = 0;
    report->findings = report->finding_room = 0;
    report->hops = report->hop_room = 0;
    report->attachments = report->attachment_room = 0;
    report->headers = report->header_room = 0;
}

void mdr_report_init(struct modori_report *report, struct mdr_allocator allocator, const struct mdr_limits *limits)
{
    mdr_arena_init(&report->arena, allocator);
    report->limits = *limits;
    facts_clear(report);
}

void mdr_report_clear(struct modori_report *report)
{
    mdr_arena_reset(&report->arena);
    facts_clear(report);
}

void mdr_report_discard(struct modori_report *report)
{
    mdr_arena_free(&report->arena);
    facts_clear(report);
}

/*
 * The last gate before text leaves: valid UTF-8 without NUL, whatever came in. Text that is fine,
 * nearly all of it, costs one look a byte.
 */
static struct mdr_span copy_clean(struct mdr_arena *arena, struct mdr_span s)
{
    if (mdr_utf8_clean(s))
        return mdr_arena_copy(arena, s);
    if (s.n > SIZE_MAX / 3 - 1)
        return MDR_SPAN_NONE;
    char *copy = mdr_arena_give(arena, s.n * 3 + 1);
    if (!copy)
        return MDR_SPAN_NONE;
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t length = s.p[i] == '\0' ? 0 : mdr_utf8_sequence(mdr_span_from(s, i));
        if (length == 0) {
            memcpy(copy + n, "\xEF\xBF\xBD", 3); /* U+FFFD */
            n += 3;
            i++;
            continue;
        }
        memcpy(copy + n, s.p + i, length);
        n += length;
        i += length;
    }
    copy[n] = '\0';
    return mdr_span_make(copy, n);
}

struct mdr_span mdr_report_copy(struct modori_report *report, struct mdr_span s)
{
    return s.p ? copy_clean(&report->arena, s) : MDR_SPAN_NONE;
}

void mdr_report_set_text(struct modori_report *report, int32_t key, struct mdr_span s)
{
    if (s.n > 0 && key > 0 && key < MDR_REPORT_TEXTS)
        report->text[key] = copy_clean(&report->arena, s);
}

void mdr_report_set_number(struct modori_report *report, int32_t key, int64_t value)
{
    key -= MDR_NUMBER_BASE;
    if (key > 0 && key < MDR_REPORT_NUMBERS)
        report->number[key] = value;
}

void mdr_recipient_set_text(struct modori_recipient *recipient, int32_t key, struct mdr_span s)
{
    /* Recipients live in the report's arena; the report itself is only read through this pointer. */
    struct mdr_arena *arena = recipient->arena;
    if (s.n > 0 && key > 0 && key < MDR_RECIPIENT_TEXTS)
        recipient->text[key] = copy_clean(arena, s);
}

void mdr_recipient_set_number(struct modori_recipient *recipient, int32_t key, int64_t value)
{
    key -= MDR_NUMBER_BASE;
    if (key > 0 && key < MDR_RECIPIENT_NUMBERS)
        recipient->number[key] = value;
}

/* Room for one more item; arrays double up to their limit. */
static void *room_for(struct mdr_arena *arena, void *array, size_t n, size_t *room, size_t first, size_t size)
{
    if (n < *room)
        return array;
    size_t wider = *room ? *room * 2 : first;
    void *grown = mdr_arena_move(arena, array, n, wider, size);
    if (grown)
        *room = wider;
    return grown;
}

struct modori_recipient *mdr_report_add_recipient(struct modori_report *report)
{
    if (report->recipients >= report->limits.recipients) {
        mdr_report_find(report, MODORI_FINDING_LIMIT_RECIPIENTS, 0);
        return NULL;
    }
    struct modori_recipient *all =
        room_for(&report->arena, report->recipient, report->recipients, &report->recipient_room, 1, sizeof *all);
    if (!all)
        return NULL;
    report->recipient = all;
    struct modori_recipient *recipient = &all[report->recipients++];
    memset(recipient, 0, sizeof *recipient);
    numbers_clear(recipient->number, MDR_RECIPIENT_NUMBERS);
    recipient->arena = &report->arena;
    return recipient;
}

bool mdr_recipient_has(const struct modori_recipient *recipient, int32_t list, int32_t value)
{
    const struct mdr_list *l = &recipient->list[list - MDR_LIST_BASE];
    for (size_t i = 0; i < l->n; i++)
        if (l->item[i] == value)
            return true;
    return false;
}

void mdr_recipient_add(struct modori_recipient *recipient, int32_t list, int32_t value)
{
    if (list <= MDR_LIST_BASE || list >= MDR_LIST_BASE + MDR_RECIPIENT_LISTS ||
        mdr_recipient_has(recipient, list, value))
        return;
    struct mdr_list *l = &recipient->list[list - MDR_LIST_BASE];
    int32_t *item = room_for(recipient->arena, l->item, l->n, &l->room, 4, sizeof *item);
    if (!item)
        return;
    l->item = item;
    l->item[l->n++] = value;
}

void mdr_recipient_add_evidence(struct modori_recipient *recipient, struct mdr_span rule, uint64_t offset,
                                uint64_t length)
{
    struct mdr_evidence *all = room_for(recipient->arena, recipient->evidence, recipient->evidences,
                                        &recipient->evidence_room, 4, sizeof *all);
    if (!all)
        return;
    recipient->evidence = all;
    all[recipient->evidences++] = (struct mdr_evidence){rule, offset, length};
}

void mdr_report_find(struct modori_report *report, int32_t code, uint64_t offset)
{
    /* A broken mail may be broken thousandfold: each kind of finding is kept a few times only. */
    size_t same = 0;
    for (size_t i = 0; i < report->findings; i++) {
        if (report->finding[i].code != code)
            continue;
        if (report->finding[i].offset == offset || ++same >= MDR_FINDINGS_OF_A_KIND)
            return;
    }
    if (report->findings >= report->limits.list)
        return;
    struct mdr_finding *all =
        room_for(&report->arena, report->finding, report->findings, &report->finding_room, 8, sizeof *all);
    if (!all)
        return;
    report->finding = all;
    all[report->findings++] = (struct mdr_finding){code, offset};
}

struct mdr_hop *mdr_report_add_hop(struct modori_report *report)
{
    if (report->hops >= report->limits.list) {
        mdr_report_find(report, MODORI_FINDING_LIMIT_LIST, 0);
        return NULL;
    }
    struct mdr_hop *all = room_for(&report->arena, report->hop, report->hops, &report->hop_room, 8, sizeof *all);
    if (!all)
        return NULL;
    report->hop = all;
    memset(&all[report->hops], 0, sizeof *all);
    return &all[report->hops++];
}

struct mdr_span mdr_report_reporter(const struct modori_report *report)
{
    struct mdr_span named = report->text[MODORI_REPORT_REPORTING_MTA];
    for (size_t i = report->hops; i-- > 0 && !named.p;)
        if (report->hop[i].role == MODORI_ROLE_REPORTER)
            named = report->hop[i].text[MODORI_HOP_HOST];
    return named;
}

struct mdr_attachment *mdr_report_add_attachment(struct modori_report *report)
{
    if (report->attachments >= report->limits.list) {
        mdr_report_find(report, MODORI_FINDING_LIMIT_LIST, 0);
        return NULL;
    }
    struct mdr_attachment *all =
        room_for(&report->arena, report->attachment, report->attachments, &report->attachment_room, 4, sizeof *all);
    if (!all)
        return NULL;
    report->attachment = all;
    all[report->attachments] =
        (struct mdr_attachment){MDR_SPAN_NONE, MDR_SPAN_NONE, MDR_NUMBER_NONE, MODORI_RISK_NONE, MDR_NUMBER_NONE, 0};
    return &all[report->attachments++];
}

void mdr_report_add_header(struct modori_report *report, struct mdr_span name, struct mdr_span body)
{
    if (report->headers >= report->limits.fields) {
        mdr_report_find(report, MODORI_FINDING_LIMIT_FIELDS, 0);
        return;
    }
    struct mdr_header_field *all =
        room_for(&report->arena, report->header, report->headers, &report->header_room, 32, sizeof *all);
    if (!all)
        return;
    report->header = all;
    all[report->headers++] =
        (struct mdr_header_field){copy_clean(&report->arena, name), copy_clean(&report->arena, body)};
}
