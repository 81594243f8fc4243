/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The way of the mail, first machine first: from the Received fields of the returned message, the
 * server that reports, and the server that refused. A role is given only as far as the fields prove
 * it: behind a gap in the chain, where anybody may have written what stands there, none is.
 */
#include "bytes/ascii.h"
#include "grammar/date.h"
#include "grammar/field.h"
#include "grammar/ip.h"
#include "judge/hops.h"
#include "judge/hops_received.h"
#include "judge/witness.h"
#include "recognise/word_list.h"

#define FIELDS   100 /* Received fields that are looked at: RFC 5321 6.3 takes a mail with 100 of them for a loop */
#define PARTNERS 8   /* servers that refused, of different recipients; and recipients that servers are looked up by */

struct trace {
    struct mdr_received field[FIELDS]; /* youngest first, as they stand */
    size_t n;
};

struct way {
    const struct mdr_own *own;
    struct modori_report *report;
    size_t gap; /* hops before this index are behind a gap */
};

/* ---- names ------------------------------------------------------------------------------------ */

static struct mdr_span parent_of(struct mdr_span host)
{
    size_t dot = mdr_find_byte(host, '.', 0);
    return dot == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_from(host, dot + 1);
}

static size_t labels(struct mdr_span name)
{
    size_t n = name.n > 0;
    for (size_t i = 0; i < name.n; i++)
        n += name.p[i] == '.';
    return n;
}

/* "co.jp", "ad.jp", "com.au": below it stand the domains of many. */
static bool is_shared(struct mdr_span domain)
{
    size_t dot = mdr_find_byte(domain, '.', 0);
    if (dot == MDR_NOT_FOUND)
        return true;
    if (labels(domain) != 2 || domain.n - dot - 1 != 2)
        return false;
    return mdr_word_has(MDR_WORDS_SHARED_DOMAIN, mdr_span_cut(domain, 0, dot));
}

/* Whether a name is a domain or stands below it. */
static bool is_below(struct mdr_span name, struct mdr_span domain)
{
    if (domain.n == 0 || !mdr_ends_with_fold(name, domain))
        return false;
    return name.n == domain.n || name.p[name.n - domain.n - 1] == '.';
}

/* Two hosts of one organisation: one stands below the other's own domain. */
static bool same_house(struct mdr_span a, struct mdr_span b)
{
    struct mdr_span above_a = parent_of(a), above_b = parent_of(b);
    return (!is_shared(above_a) && is_below(b, above_a)) || (!is_shared(above_b) && is_below(a, above_b));
}

/* The domain that somebody has registered: two labels, or one more below "co.jp" and the like. */
static struct mdr_span registered(struct mdr_span name)
{
    size_t n = labels(name);
    while (n > 2) {
        struct mdr_span above = parent_of(name);
        if (n == 3 && is_shared(above))
            break;
        name = above;
        n--;
    }
    return is_shared(name) ? MDR_SPAN_NONE : name;
}

static bool same_registered(struct mdr_span a, struct mdr_span b)
{
    struct mdr_span domain = registered(a), other = registered(b);
    return domain.p && other.p && mdr_equal_fold(domain, other);
}

/* One machine in two networks: "mx1.in.example.com" and "mx1.out.example.com". */
static bool same_machine(struct mdr_span a, struct mdr_span b)
{
    size_t dot = mdr_find_byte(a, '.', 0);
    return dot != MDR_NOT_FOUND && mdr_starts_with_fold(b, mdr_span_cut(a, 0, dot + 1)) && same_registered(a, b);
}

/* ---- the chain -------------------------------------------------------------------------------- */

static struct mdr_hop *last_hop(struct way *w)
{
    return w->report->hops ? &w->report->hop[w->report->hops - 1] : NULL;
}

static void set(struct way *w, struct mdr_hop *hop, int32_t key, struct mdr_span s)
{
    if (s.n > 0 && !hop->text[key].p)
        hop->text[key] = mdr_report_copy(w->report, s);
}

static struct mdr_hop *add(struct way *w, struct mdr_span host, struct mdr_span ip)
{
    struct mdr_hop *hop = mdr_report_add_hop(w->report);
    if (hop) {
        set(w, hop, MODORI_HOP_HOST, host);
        set(w, hop, MODORI_HOP_IP, ip);
    }
    return hop;
}

static void set_time(struct way *w, struct mdr_hop *hop, struct mdr_span date)
{
    char time[MDR_DATE_SIZE];
    size_t n = date.n > 0 ? mdr_date_read(date, time) : 0;
    set(w, hop, MODORI_HOP_TIME, mdr_span_make(time, n));
}

static bool is_localhost(struct mdr_span host)
{
    return mdr_equal_fold(host, MDR_SPAN("localhost")) || mdr_starts_with_fold(host, MDR_SPAN("localhost."));
}

static bool is_same(const struct mdr_hop *hop, struct mdr_span host, struct mdr_span ip)
{
    if (host.p && hop->text[MODORI_HOP_HOST].p && mdr_equal_fold(host, hop->text[MODORI_HOP_HOST]))
        return true;
    return ip.p && hop->text[MODORI_HOP_IP].p && mdr_ip_equal(ip, hop->text[MODORI_HOP_IP]);
}

/* Who handed the mail over: the machine that wrote the field before, another one, or the first. */
static void add_from(struct way *w, const struct mdr_received *field)
{
    struct mdr_hop *last = last_hop(w);
    struct mdr_span ip = field->from_ip, host = is_localhost(field->from_host) ? MDR_SPAN_NONE : field->from_host;
    if ((!host.p && !ip.p) || mdr_ip_is_loopback(ip))
        return;
    struct mdr_span before = last && host.p ? last->text[MODORI_HOP_HOST] : MDR_SPAN_NONE;
    if (last && (is_same(last, host, ip) || (before.p && (same_house(host, before) || same_machine(host, before))))) {
        set(w, last, MODORI_HOP_IP, ip);
        return;
    }
    if (last && !(before.p && same_registered(host, before)))
        w->gap = w->report->hops;
    add(w, host, ip);
}

static void add_by(struct way *w, const struct mdr_received *field)
{
    struct mdr_hop *last = last_hop(w);
    if ((!field->by_host.p && !field->by_ip.p) || is_localhost(field->by_host) || mdr_ip_is_loopback(field->by_ip))
        return;
    if (!last || !is_same(last, field->by_host, field->by_ip))
        last = add(w, field->by_host, field->by_ip);
    if (last)
        set_time(w, last, field->date);
}

/* ---- roles ------------------------------------------------------------------------------------ */

static bool is_own(const struct mdr_own *own, const struct mdr_hop *hop)
{
    struct mdr_span host = hop->text[MODORI_HOP_HOST], ip = hop->text[MODORI_HOP_IP];
    for (size_t i = 0; own && i < own->domains; i++)
        if (host.p && is_below(host, own->domain[i]))
            return true;
    for (size_t i = 0; own && i < own->hosts; i++)
        if ((host.p && mdr_equal_fold(host, own->host[i])) || (ip.p && mdr_ip_equal(ip, own->host[i])))
            return true;
    return false;
}

/* Of a bare address, or of a field with names, which may hold an "@", too. */
static struct mdr_span domain_of(struct mdr_span address)
{
    size_t open = address.p ? mdr_find_byte(address, '<', 0) : MDR_NOT_FOUND;
    size_t at = address.p ? mdr_find_byte(address, '@', open == MDR_NOT_FOUND ? 0 : open) : MDR_NOT_FOUND;
    if (at == MDR_NOT_FOUND)
        return MDR_SPAN_NONE;
    struct mdr_span domain = mdr_span_from(address, at + 1);
    size_t n = 0;
    while (n < domain.n && (mdr_is_alnum(domain.p[n]) || domain.p[n] == '-' || domain.p[n] == '.'))
        n++;
    return mdr_span_cut(domain, 0, n);
}

/* A domain, and a host's: of one house? */
static bool is_of(struct mdr_span host, struct mdr_span domain)
{
    struct mdr_span above = parent_of(host);
    if (!domain.p || is_shared(domain))
        return false;
    return is_below(host, domain) || (!is_shared(above) && is_below(domain, above));
}

bool mdr_hop_is_senders(const struct modori_report *report, struct mdr_span host)
{
    struct mdr_span sender = domain_of(report->text[MODORI_REPORT_SENDER]);
    if (!sender.p)
        sender = domain_of(report->text[MODORI_REPORT_ORIGINAL_FROM]);
    return is_of(host, sender);
}

bool mdr_hop_is_recipients(const struct modori_recipient *recipient, struct mdr_span host)
{
    return is_of(host, domain_of(recipient->text[MODORI_RECIPIENT_ADDRESS]));
}

/* A server on the way that took the mail for one of the recipients: it is on the other side. */
static bool is_partner(const struct modori_report *report, struct mdr_span host)
{
    for (size_t i = 0; host.p && i < report->recipients && i < PARTNERS; i++) {
        const struct modori_recipient *recipient = &report->recipient[i];
        if (mdr_hop_is_recipients(recipient, host) ||
            is_of(host, domain_of(recipient->text[MODORI_RECIPIENT_ORIGINAL_ADDRESS])))
            return true;
    }
    return false;
}

static bool is_reporter(const struct modori_report *report, const struct mdr_hop *hop)
{
    struct mdr_span reporter = report->text[MODORI_REPORT_REPORTING_MTA];
    return reporter.p && is_same(hop, reporter, MDR_SPAN_NONE);
}

static void give_roles(struct way *w, struct mdr_span receiver)
{
    for (size_t i = 0; i < w->report->hops; i++) {
        struct mdr_hop *hop = &w->report->hop[i];
        struct mdr_span host = hop->text[MODORI_HOP_HOST];
        if (is_reporter(w->report, hop))
            hop->role = MODORI_ROLE_REPORTER;
        else if (is_own(w->own, hop))
            hop->role = MODORI_ROLE_OWN;
        else if (i < w->gap)
            hop->role = 0;
        else if (i == 0)
            hop->role = MODORI_ROLE_SENDER;
        else if (host.p && (mdr_equal_fold(host, receiver) || mdr_hop_is_senders(w->report, host)))
            hop->role = MODORI_ROLE_OWN;
        else
            hop->role = is_partner(w->report, host) ? MODORI_ROLE_PARTNER : MODORI_ROLE_RELAY;
    }
}

/* A message that arrived: the last servers are the recipient's, where they stand in the recipient's domain. */
static void give_role_of_end(struct way *w)
{
    struct mdr_span recipient = domain_of(w->report->text[MODORI_REPORT_ORIGINAL_TO]);
    size_t end = w->report->hops;
    for (size_t i = end; i-- > 0;) {
        struct mdr_hop *hop = &w->report->hop[i];
        bool other = hop->role == MODORI_ROLE_OWN || (i + 1 < end && hop->role != MODORI_ROLE_RELAY);
        if (other || !hop->text[MODORI_HOP_HOST].p || !is_of(hop->text[MODORI_HOP_HOST], recipient))
            return;
        hop->role = MODORI_ROLE_PARTNER;
    }
}

/* Of a notice that does not name who wrote it: the last that had the mail, where the notice is from its house. */
static void find_reporter(struct way *w)
{
    struct mdr_hop *last = last_hop(w);
    if (last && !w->report->text[MODORI_REPORT_REPORTING_MTA].p && last->text[MODORI_HOP_HOST].p &&
        is_of(last->text[MODORI_HOP_HOST], domain_of(w->report->text[MODORI_REPORT_FROM])))
        last->role = MODORI_ROLE_REPORTER;
}

/* ---- the ends of the way ---------------------------------------------------------------------- */

static void read_trace(struct mdr_span header, struct trace *trace, struct modori_report *report)
{
    struct mdr_field_reader reader = mdr_field_reader_make(header);
    struct mdr_field field;
    trace->n = 0;
    while (mdr_field_next_in(&reader, mdr_letter_bit('R'), &field)) {
        if (!mdr_equal_fold(field.name, MDR_SPAN("Received")))
            continue;
        if (trace->n == FIELDS) {
            mdr_report_find(report, MODORI_FINDING_LIMIT_LIST, 0);
            return;
        }
        trace->n += mdr_received_read(field.body, &trace->field[trace->n]);
    }
}

/* Where the notice came from tells the reporting server's address. */
static struct mdr_span ip_from_notice(const struct trace *notice, struct mdr_span reporter)
{
    for (size_t i = 0; i < notice->n; i++)
        if (notice->field[i].from_ip.p && mdr_equal_fold(notice->field[i].from_host, reporter))
            return notice->field[i].from_ip;
    return MDR_SPAN_NONE;
}

static void add_reporter(struct way *w, const struct trace *notice)
{
    struct modori_report *report = w->report;
    struct mdr_span reporter = report->text[MODORI_REPORT_REPORTING_MTA];
    struct mdr_hop *hop = NULL;
    if (!reporter.p)
        return;
    for (size_t i = 0; i < report->hops && !hop; i++)
        if (is_reporter(report, &report->hop[i]))
            hop = &report->hop[i];
    if (!hop)
        hop = add(w, reporter, MDR_SPAN_NONE);
    if (!hop)
        return;
    hop->role = MODORI_ROLE_REPORTER;
    set(w, hop, MODORI_HOP_IP, ip_from_notice(notice, reporter));
    set(w, hop, MODORI_HOP_TIME, report->text[MODORI_REPORT_ARRIVAL_DATE]);
}

/* The servers that the reporter talked to, and which have not taken the mail. */
static void add_partners(struct way *w)
{
    struct modori_report *report = w->report;
    size_t first = report->hops;
    for (size_t i = 0; i < report->recipients && report->hops - first < PARTNERS; i++) {
        struct mdr_span host = report->recipient[i].text[MODORI_RECIPIENT_REMOTE_HOST];
        struct mdr_span ip = report->recipient[i].text[MODORI_RECIPIENT_REMOTE_IP];
        bool known = !host.p && !ip.p;
        for (size_t k = 0; k < report->hops && !known; k++)
            known = is_same(&report->hop[k], host, ip);
        struct mdr_hop *hop = known ? NULL : add(w, host, ip);
        if (hop)
            hop->role = MODORI_ROLE_PARTNER;
    }
}

void mdr_hops_read(struct mdr_arena *scratch, struct mdr_span original, struct mdr_span notice,
                   const struct mdr_own *own, struct modori_report *report)
{
    struct trace *traces = mdr_arena_give(scratch, 2 * sizeof *traces); /* read_trace tells how many fields count */
    struct way w = {own, report, 0};
    if (!traces)
        return;
    read_trace(original, &traces[0], report);
    read_trace(notice, &traces[1], report);
    for (size_t i = traces[0].n; i-- > 0;) {
        add_from(&w, &traces[0].field[i]);
        add_by(&w, &traces[0].field[i]);
    }
    /* Whoever took the notice in takes mail for the sender. */
    bool itself = original.p == notice.p;
    give_roles(&w, traces[1].n > 0 && !itself ? traces[1].field[0].by_host : MDR_SPAN_NONE);
    if (itself)
        give_role_of_end(&w);
    else
        find_reporter(&w);
    add_reporter(&w, &traces[1]);
    add_partners(&w);
}
