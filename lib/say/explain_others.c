/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Several recipients: those with the same outcome are one group. The gravest group is explained in
 * full; of the others those with the same reason share a line, and what is left is counted.
 */
#include "say/explain_teller.h"
#include "say/escape.h"
#include "say/put.h"

#define GROUPS 6 /* groups that are told; recipients beyond them are counted together */

#define NAMES 3 /* addresses of a group that are named */

struct group {
    size_t member[NAMES]; /* the first ones */
    size_t n;
};

struct grouping {
    struct group group[GROUPS];
    size_t groups;
    size_t rest; /* recipients of no group */
};

static bool same_number(const struct modori_recipient *a, const struct modori_recipient *b, int32_t key)
{
    return mdr_recipient_number(a, key) == mdr_recipient_number(b, key);
}

/* Whether two recipients had the same outcome, the reply's own words aside: those often hold the address. */
static bool alike(const struct modori_recipient *a, const struct modori_recipient *b)
{
    static const int32_t key[] = {
        MODORI_RECIPIENT_ACTION,  MODORI_RECIPIENT_REASON,          MODORI_RECIPIENT_REPLY,     MODORI_RECIPIENT_PHASE,
        MODORI_RECIPIENT_SPEAKER, MODORI_RECIPIENT_MAYBE_DELIVERED, MODORI_RECIPIENT_CONFIDENCE};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        if (!same_number(a, b, key[i]))
            return false;
    return mdr_span_equal(a->text[MODORI_RECIPIENT_REMOTE_HOST], b->text[MODORI_RECIPIENT_REMOTE_HOST]) &&
           mdr_span_equal(a->text[MODORI_RECIPIENT_STATUS], b->text[MODORI_RECIPIENT_STATUS]);
}

static bool same_fate(const struct modori_recipient *a, const struct modori_recipient *b)
{
    return same_number(a, b, MODORI_RECIPIENT_ACTION) && same_number(a, b, MODORI_RECIPIENT_REASON) &&
           same_number(a, b, MODORI_RECIPIENT_CONFIDENCE) && same_number(a, b, MODORI_RECIPIENT_MAYBE_DELIVERED);
}

/* The order of CONTRACT: failed before delayed, expanded, relayed, delivered. */
static int gravity(const struct modori_recipient *r)
{
    switch (mdr_recipient_number(r, MODORI_RECIPIENT_ACTION)) {
    case MODORI_ACTION_FAILED:
        return 5;
    case MODORI_ACTION_DELAYED:
        return 4;
    case MODORI_ACTION_EXPANDED:
        return 3;
    case MODORI_ACTION_RELAYED:
        return 2;
    case MODORI_ACTION_DELIVERED:
        return 1;
    default:
        return 4;
    }
}

static void add_member(struct group *group, size_t index)
{
    if (group->n < NAMES)
        group->member[group->n] = index;
    group->n++;
}

/* The first of the gravest. */
static size_t gravest(const struct modori_report *r)
{
    size_t found = 0;
    for (size_t i = 1; i < r->recipients; i++)
        if (gravity(&r->recipient[i]) > gravity(&r->recipient[found]))
            found = i;
    return found;
}

/* The first group is explained in full, so that all of its facts have to agree; of the others a line tells why. */
static void group_recipients(const struct modori_report *r, struct grouping *g)
{
    const struct modori_recipient *first = &r->recipient[gravest(r)];
    g->groups = 1;
    for (size_t i = 0; i < r->recipients; i++) {
        const struct modori_recipient *p = &r->recipient[i];
        size_t j = alike(first, p) ? 0 : 1;
        while (j > 0 && j < g->groups && !same_fate(&r->recipient[g->group[j].member[0]], p))
            j++;
        if (j < g->groups)
            add_member(&g->group[j], i);
        else if (g->groups < GROUPS)
            add_member(&g->group[g->groups++], i);
        else
            g->rest++;
    }
}

/* Everything about the first of a group, and the names of the first few. */
static size_t take_group(struct mdr_teller *t, const struct group *group)
{
    struct mdr_builder b;
    size_t named = group->n < NAMES ? group->n : NAMES;
    mdr_slots_recipient(t, group->member[0]);
    if (named > 1) {
        mdr_builder_init(&b, t->speech.arena);
        for (size_t i = 0; i < named; i++) {
            if (i > 0)
                mdr_put(&b, MDR_SPAN(", "));
            mdr_escape_add(&b, mdr_recipient_address(&t->report->recipient[group->member[i]]), false, MDR_QUOTE_NAME);
        }
        t->speech.slot[MDR_SLOT_ADDRESS] = mdr_builder_finish(&b).s;
    }
    return group->n - named;
}

static void tell_group(struct mdr_teller *t, const struct group *group)
{
    size_t more = take_group(t, group);
    struct mdr_span text = mdr_say_short(t);
    if (more > 0) {
        t->speech.slot[MDR_SLOT_REASON] = text;
        t->speech.slot[MDR_SLOT_COUNT] = mdr_sentence_number(t->speech.arena, (int64_t)more);
        struct mdr_span with_count = mdr_sentence(&t->speech, "other-more");
        text = with_count.p ? with_count : text;
    }
    mdr_tell(t, MODORI_ITEM_OTHERS, 0, "label-others", text);
}

static void tell_others(struct mdr_teller *t, const struct grouping *g)
{
    for (size_t i = 1; i < g->groups; i++)
        tell_group(t, &g->group[i]);
    if (g->rest > 0) {
        t->index = MDR_ITEM_WHOLE;
        t->speech.slot[MDR_SLOT_COUNT] = mdr_sentence_number(t->speech.arena, (int64_t)g->rest);
        mdr_tell(t, MODORI_ITEM_OTHERS, 0, "label-others", mdr_sentence(&t->speech, "other-rest"));
    }
}

void mdr_tell_recipients(struct mdr_teller *t)
{
    struct grouping g;
    memset(&g, 0, sizeof g);
    group_recipients(t->report, &g);
    mdr_tell_outcome(t, take_group(t, &g.group[0]));
    mdr_tell_facts(t);
    mdr_tell_causes(t);
    mdr_tell_advice(t);
    tell_others(t, &g);
}
