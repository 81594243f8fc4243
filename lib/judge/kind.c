/* SPDX-License-Identifier: BSD-2-Clause */
/* What a message is: see kind.h. */
#include "judge/kind.h"
#include "judge/both.h"
#include "recognise/dialect_mark.h"

struct pair {
    int32_t kind, action;
};

/* The gravest first, as CONTRACT orders them. */
static const struct pair gravity[] = {
    {MODORI_KIND_FAILED, MODORI_ACTION_FAILED},       {MODORI_KIND_DELAYED, MODORI_ACTION_DELAYED},
    {MODORI_KIND_EXPANDED, MODORI_ACTION_EXPANDED},   {MODORI_KIND_RELAYED, MODORI_ACTION_RELAYED},
    {MODORI_KIND_DELIVERED, MODORI_ACTION_DELIVERED},
};

#define GRAVITIES (sizeof gravity / sizeof *gravity)

int32_t mdr_action_of_kind(int32_t kind)
{
    for (size_t i = 0; i < GRAVITIES; i++)
        if (gravity[i].kind == kind)
            return gravity[i].action;
    return 0;
}

static size_t gravity_of(int64_t action)
{
    size_t i = 0;
    while (i < GRAVITIES && gravity[i].action != action)
        i++;
    return i;
}

static int32_t gravest(const struct modori_report *report)
{
    size_t best = GRAVITIES;
    for (size_t i = 0; i < report->recipients; i++) {
        size_t g = gravity_of(mdr_recipient_number(&report->recipient[i], MODORI_RECIPIENT_ACTION));
        if (g < best)
            best = g;
    }
    return best < GRAVITIES ? gravity[best].kind : MODORI_KIND_NONE;
}

/* What each of them came to stood behind the break: what the notice tells of, its subject still says. */
static int32_t kind_of_torn(const struct mdr_case *c)
{
    if (c->report->recipients == 0 || !mdr_both_open(c) || !mdr_notice_daemon(&c->notice))
        return MODORI_KIND_NONE;
    if (mdr_notice_tells_failure(&c->notice))
        return MODORI_KIND_FAILED;
    return mdr_notice_tells_delay(&c->notice) ? MODORI_KIND_DELAYED : MODORI_KIND_NONE;
}

bool mdr_kind_refused_receipt(const struct mdr_case *c)
{
    return c->report_part != MDR_PART_NONE && c->message.part[c->report_part].media != MDR_MEDIA_FEEDBACK &&
           c->dialect.sure && c->told.action == MODORI_ACTION_FAILED;
}

static int32_t kind_of(struct mdr_case *c)
{
    if (c->report_part != MDR_PART_NONE && !mdr_kind_refused_receipt(c))
        return c->message.part[c->report_part].media == MDR_MEDIA_FEEDBACK ? MODORI_KIND_FEEDBACK : MODORI_KIND_RECEIPT;
    if (c->dialect.kind == MODORI_KIND_TRANSCRIPT && c->fields.n == 0)
        return MODORI_KIND_TRANSCRIPT;
    int32_t kind = gravest(c->report);
    if (kind == MODORI_KIND_NONE)
        kind = c->dialect.kind;
    return kind == MODORI_KIND_NONE ? kind_of_torn(c) : kind;
}

static bool reports_failure(const struct modori_report *report)
{
    int32_t kind = gravest(report);
    return kind == MODORI_KIND_FAILED || kind == MODORI_KIND_DELAYED;
}

void mdr_kind_decide(struct mdr_case *c)
{
    struct modori_report *report = c->report;
    int32_t kind = kind_of(c);
    bool bounce = kind == MODORI_KIND_FAILED || kind == MODORI_KIND_DELAYED ||
                  (kind == MODORI_KIND_TRANSCRIPT && reports_failure(report));
    mdr_report_set_number(report, MODORI_REPORT_KIND, kind);
    mdr_report_set_number(report, MODORI_REPORT_IS_BOUNCE, bounce);
    mdr_report_set_number(report, MODORI_REPORT_IS_MACHINE,
                          kind != MODORI_KIND_NONE || c->fields.n > 0 || mdr_gather_is_machine(c));
    if (bounce && report->recipients == 0)
        mdr_report_find(report, MODORI_FINDING_NO_RECIPIENT, 0);
}
