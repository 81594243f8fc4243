/* SPDX-License-Identifier: BSD-2-Clause */
/* The public getters of a report: documented in modori.h. */
#include "bytes/ascii.h"
#include "report/report.h"

/* What every text getter ends with. */
static const char *give(struct mdr_span s, size_t *ret_len)
{
    if (s.p && ret_len)
        *ret_len = s.n;
    return s.p;
}

const char *modori_report_text(const modori_report *report, int32_t key, size_t *ret_len)
{
    if (!report || key <= 0 || key >= MDR_REPORT_TEXTS)
        return NULL;
    return give(report->text[key], ret_len);
}

int64_t modori_report_number(const modori_report *report, int32_t key)
{
    if (!report || key <= MDR_NUMBER_BASE || key >= MDR_NUMBER_BASE + MDR_REPORT_NUMBERS)
        return MDR_NUMBER_NONE;
    return report->number[key - MDR_NUMBER_BASE];
}

size_t modori_report_recipient_count(const modori_report *report)
{
    return report ? report->recipients : 0;
}

const modori_recipient *modori_report_recipient(const modori_report *report, size_t index)
{
    return report && index < report->recipients ? &report->recipient[index] : NULL;
}

const char *modori_report_original_header(const modori_report *report, const char *name, size_t name_len, size_t index,
                                          size_t *ret_len)
{
    if (!report || !name)
        return NULL;
    struct mdr_span wanted = mdr_span_make(name, name_len == MODORI_TERMINATED ? strlen(name) : name_len);
    for (size_t i = 0; i < report->headers; i++)
        if (mdr_equal_fold(report->header[i].name, wanted) && index-- == 0)
            return give(report->header[i].body, ret_len);
    return NULL;
}

size_t modori_report_finding_count(const modori_report *report)
{
    return report ? report->findings : 0;
}

int32_t modori_report_finding(const modori_report *report, size_t index, int32_t *ret_finding, uint64_t *ret_offset)
{
    if (!report || index >= report->findings)
        return MODORI_ERROR_ARGUMENT;
    if (ret_finding)
        *ret_finding = report->finding[index].code;
    if (ret_offset)
        *ret_offset = report->finding[index].offset;
    return MODORI_OK;
}

size_t modori_report_hop_count(const modori_report *report)
{
    return report ? report->hops : 0;
}

const char *modori_report_hop_text(const modori_report *report, size_t index, int32_t key, size_t *ret_len)
{
    if (!report || index >= report->hops || key < MODORI_HOP_HOST || key > MODORI_HOP_TIME)
        return NULL;
    return give(report->hop[index].text[key], ret_len);
}

int64_t modori_report_hop_number(const modori_report *report, size_t index, int32_t key)
{
    if (!report || index >= report->hops || key != MODORI_HOP_ROLE || report->hop[index].role == 0)
        return MDR_NUMBER_NONE;
    return report->hop[index].role;
}

size_t modori_report_attachment_count(const modori_report *report)
{
    return report ? report->attachments : 0;
}

const char *modori_report_attachment_text(const modori_report *report, size_t index, int32_t key, size_t *ret_len)
{
    if (!report || index >= report->attachments)
        return NULL;
    if (key == MODORI_ATTACHMENT_NAME)
        return give(report->attachment[index].name, ret_len);
    return key == MODORI_ATTACHMENT_TYPE ? give(report->attachment[index].type, ret_len) : NULL;
}

int64_t modori_report_attachment_number(const modori_report *report, size_t index, int32_t key)
{
    if (!report || index >= report->attachments)
        return MDR_NUMBER_NONE;
    const struct mdr_attachment *attachment = &report->attachment[index];
    switch (key) {
    case MODORI_ATTACHMENT_SIZE:
        return attachment->size;
    case MODORI_ATTACHMENT_RISK:
        return attachment->risk;
    case MODORI_ATTACHMENT_NAME_LENGTH:
        return attachment->name_length;
    case MODORI_ATTACHMENT_HAS_PATH:
        return attachment->has_path;
    default:
        return MDR_NUMBER_NONE;
    }
}

const char *modori_recipient_text(const modori_recipient *recipient, int32_t key, size_t *ret_len)
{
    if (!recipient || key <= 0 || key >= MDR_RECIPIENT_TEXTS)
        return NULL;
    return give(recipient->text[key], ret_len);
}

int64_t modori_recipient_number(const modori_recipient *recipient, int32_t key)
{
    if (!recipient || key <= MDR_NUMBER_BASE || key >= MDR_NUMBER_BASE + MDR_RECIPIENT_NUMBERS)
        return MDR_NUMBER_NONE;
    return recipient->number[key - MDR_NUMBER_BASE];
}

static const struct mdr_list *list_of(const modori_recipient *recipient, int32_t list)
{
    if (!recipient || list <= MDR_LIST_BASE || list >= MDR_LIST_BASE + MDR_RECIPIENT_LISTS)
        return NULL;
    return &recipient->list[list - MDR_LIST_BASE];
}

size_t modori_recipient_list_count(const modori_recipient *recipient, int32_t list)
{
    const struct mdr_list *l = list_of(recipient, list);
    return l ? l->n : 0;
}

int32_t modori_recipient_list_at(const modori_recipient *recipient, int32_t list, size_t index)
{
    const struct mdr_list *l = list_of(recipient, list);
    return l && index < l->n ? l->item[index] : -1;
}

size_t modori_recipient_evidence_count(const modori_recipient *recipient)
{
    return recipient ? recipient->evidences : 0;
}

int32_t modori_recipient_evidence(const modori_recipient *recipient, size_t index, const char **ret_rule,
                                  size_t *ret_rule_len, uint64_t *ret_offset, uint64_t *ret_length)
{
    if (!recipient || index >= recipient->evidences)
        return MODORI_ERROR_ARGUMENT;
    const struct mdr_evidence *evidence = &recipient->evidence[index];
    if (ret_rule)
        *ret_rule = evidence->rule.p;
    if (ret_rule_len)
        *ret_rule_len = evidence->rule.n;
    if (ret_offset)
        *ret_offset = evidence->offset;
    if (ret_length)
        *ret_length = evidence->length;
    return MODORI_OK;
}
