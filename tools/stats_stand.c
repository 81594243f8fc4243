/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stats: whether one cause stands out. Much mail goes to few domains and out by one address, so that a large share
 * alone says nothing: it has to be more than the others' by far, and for one reason; where deliveries are known,
 * failures have to be commoner there than elsewhere.
 */
#include "stats.h"

#include <string.h>

#define MANY       20 /* recipients: below it chance is everything */
#define SOME       10 /* of the one value */
#define FEW        5  /* refusals of one sending address */
#define TIMES_NEXT 3  /* as many as the next one has */
#define PLACES     3  /* domains: fewer may have a rule of their own */

/* The commonest reason of a value; NULL when no reason makes two thirds. */
static const struct counted *main_cause(const struct count *why, const struct counted *item)
{
    for (size_t i = 0; i < why->items; i++) { /* sorted: the first one is the commonest */
        const struct counted *c = &why->item[i];
        if (c->n > item->n && c->text[item->n] == '\t' && memcmp(c->text, item->text, item->n) == 0)
            return 3 * c->times >= 2 * item->times ? c : NULL;
    }
    return NULL;
}

static size_t delivered_to(const struct stats *s, const struct counted *domain)
{
    for (size_t i = 0; i < s->delivered.items; i++)
        if (s->delivered.item[i].n == domain->n && memcmp(s->delivered.item[i].text, domain->text, domain->n) == 0)
            return s->delivered.item[i].times;
    return 0;
}

/* Whether failures are at least three times as common there as elsewhere, and most of what goes there fails. */
static bool fails_oftener(const struct stats *s, const struct counted *domain, size_t arrived)
{
    double here = (double)domain->times / (double)(domain->times + arrived);
    size_t failed = s->count[DOMAIN].total - domain->times, fine = s->delivered.total - arrived;
    double elsewhere = failed + fine ? (double)failed / (double)(failed + fine) : 0;
    return here >= 0.5 && here >= TIMES_NEXT * elsewhere;
}

static struct outstanding one_domain(const struct stats *s)
{
    const struct count *count = &s->count[DOMAIN];
    struct outstanding none = {NULL, 0, NULL, 0, 0};
    bool known = s->delivered.total >= MANY;
    for (size_t i = 0; i < count->items && i < (known ? SOME : 1); i++) {
        const struct counted *item = &count->item[i];
        const struct counted *cause = main_cause(&s->why[DOMAIN], item);
        if (item->times < SOME || !cause)
            continue;
        size_t arrived = known ? delivered_to(s, item) : 0;
        bool far = count->items > PLACES && 2 * item->times >= count->total &&
                   item->times >= TIMES_NEXT * count->item[1].times;
        if (count->total >= MANY && (known ? fails_oftener(s, item, arrived) : far))
            return (struct outstanding){item, count->total, cause, 0, known ? item->times + arrived : 0};
    }
    return none;
}

/* One person's mail to one other person fails again and again: no chance makes that. */
static struct outstanding one_pair(const struct stats *s)
{
    const struct count *count = &s->count[SENDER_AND_RECIPIENT];
    struct outstanding none = {NULL, 0, NULL, 0, 0};
    if (count->total < MANY || count->items < 2 || count->item[0].times < SOME)
        return none;
    if (5 * count->item[0].times < count->total || count->item[0].times < TIMES_NEXT * count->item[1].times)
        return none;
    return (struct outstanding){&count->item[0], count->total,
                                main_cause(&s->why[SENDER_AND_RECIPIENT], &count->item[0]), 0, 0};
}

/* Refused for what it is, by several who do not know of each other. */
static struct outstanding one_address(const struct stats *s)
{
    const struct count *count = &s->refused_ip;
    struct outstanding none = {NULL, 0, NULL, 0, 0};
    if (count->items == 0 || count->item[0].times < FEW || 3 * count->item[0].times < 2 * count->total)
        return none;
    const struct counted *item = &count->item[0];
    size_t places = 0;
    for (size_t i = 0; i < s->refused_at.items; i++)
        places += s->refused_at.item[i].n > item->n && s->refused_at.item[i].text[item->n] == '\t' &&
                  memcmp(s->refused_at.item[i].text, item->text, item->n) == 0;
    if (places < PLACES)
        return none;
    return (struct outstanding){item, count->total, main_cause(&s->why[SENDING_IP], item), places, 0};
}

struct outstanding stats_outstanding(const struct stats *s, enum key key)
{
    switch (key) {
    case DOMAIN: {
        struct outstanding domain = one_domain(s), pair = one_pair(s);
        bool narrower = domain.item && pair.item && 2 * pair.item->times >= domain.item->times;
        return narrower ? (struct outstanding){NULL, 0, NULL, 0, 0} : domain; /* the pair says it better */
    }
    case SENDER_AND_RECIPIENT:
        return one_pair(s);
    case SENDING_IP:
        return one_address(s);
    default:
        return (struct outstanding){NULL, 0, NULL, 0, 0};
    }
}
