/* SPDX-License-Identifier: BSD-2-Clause */
/* stats: many messages or log lines, counted; and the one cause that stands out. */
#include "stats.h"

#include <stdlib.h>
#include <string.h>

#define VALUE_LONGEST 400 /* bytes; longer names are no addresses */

static const char *const key_names[KEYS] = {
    "reason", "domain", "host", "phase", "sender", "day", "sending_ip", "sender_and_domain", "sender_and_recipient"};

const char *stats_key_name(enum key key)
{
    return key_names[key];
}

/* Two texts and what stands between them. */
struct joined {
    char text[2 * VALUE_LONGEST + 8];
    size_t n;
};

static bool join(struct joined *j, const char *a, size_t a_n, const char *between, const char *b, size_t b_n)
{
    size_t n = strlen(between);
    if (!a || !b || a_n > VALUE_LONGEST || b_n > VALUE_LONGEST)
        return false;
    memcpy(j->text, a, a_n);
    memcpy(j->text + a_n, between, n);
    memcpy(j->text + a_n + n, b, b_n);
    j->n = a_n + n + b_n;
    return true;
}

/* Names of domains and hosts in lower case, as their letter case says nothing; NULL where there is none. */
static const char *folded(const char *name, size_t n, char *room)
{
    if (!name || n > VALUE_LONGEST)
        return NULL;
    for (size_t i = 0; i < n; i++)
        room[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + ('a' - 'A') : name[i]);
    return room;
}

static void add(struct stats *s, enum key key, const char *text, size_t n)
{
    if (text)
        count_add(&s->count[key], text, n);
}

static void add_name(struct stats *s, enum key key, int32_t enumeration, int64_t value)
{
    size_t n = 0;
    const char *name = value < 0 ? NULL : modori_enum_name(enumeration, (int32_t)value, &n);
    add(s, key, name, n);
}

/* The domain of an address: what stands behind its last "@". */
static const char *domain_of(const char *address, size_t n, size_t *ret_n)
{
    for (size_t i = n; address && i > 0; i--)
        if (address[i - 1] == '@') {
            *ret_n = n - i;
            return address + i;
        }
    return NULL;
}

/* Who sent it: the envelope sender where the notice or the log tells it, else the From field's address. */
static const char *sender_of(const struct stats *s, const modori_report *report, size_t *ret_n)
{
    size_t queue_n = 0;
    const char *sender = modori_report_text(report, MODORI_REPORT_SENDER, ret_n);
    const char *queue = modori_report_text(report, MODORI_REPORT_QUEUE_ID, &queue_n);
    if (!sender)
        sender = stats_noted_sender(s, queue, queue_n, ret_n);
    if (sender)
        return sender;
    const char *from = modori_report_text(report, MODORI_REPORT_ORIGINAL_FROM, ret_n);
    const char *open = from ? strrchr(from, '<') : NULL, *close = open ? strchr(open, '>') : NULL;
    if (!close)
        return from;
    *ret_n = (size_t)(close - open - 1);
    return open + 1;
}

/* The last machine before the one that refused, as that is the address that a blocklist sees. */
static const char *sending_ip(const modori_report *report, size_t *ret_n)
{
    const char *ip = NULL;
    for (size_t i = 0; i < modori_report_hop_count(report); i++) {
        int64_t role = modori_report_hop_number(report, i, MODORI_HOP_ROLE);
        const char *here = modori_report_hop_text(report, i, MODORI_HOP_IP, NULL);
        if (here && role != MODORI_ROLE_PARTNER && role != MODORI_ROLE_SENDER)
            ip = modori_report_hop_text(report, i, MODORI_HOP_IP, ret_n);
    }
    return ip;
}

/* Whether the sending server is refused for what it is: its address, its name in DNS, its reputation. */
static bool is_about_server(int64_t party)
{
    return party == MODORI_PARTY_SENDER_IP;
}

/* Counts a value, and the reason that it had. */
static void add_why(struct stats *s, enum key key, const char *value, size_t n, const char *reason, size_t reason_n)
{
    struct joined j;
    add(s, key, value, n);
    if (value && join(&j, value, n, "\t", reason, reason_n))
        count_add(&s->why[key], j.text, j.n);
}

static void add_refused_ip(struct stats *s, const modori_report *report, const char *domain, size_t domain_n,
                           const char *reason, size_t reason_n)
{
    struct joined j;
    size_t n = 0;
    const char *ip = sending_ip(report, &n);
    if (!ip)
        return;
    count_add(&s->refused_ip, ip, n);
    if (join(&j, ip, n, "\t", domain, domain_n))
        count_add(&s->refused_at, j.text, j.n);
    if (join(&j, ip, n, "\t", reason, reason_n))
        count_add(&s->why[SENDING_IP], j.text, j.n);
}

static const char *folded_domain(const modori_recipient *recipient, char *room, size_t *ret_n)
{
    size_t n = 0;
    const char *address = modori_recipient_text(recipient, MODORI_RECIPIENT_ADDRESS, &n);
    const char *domain = domain_of(address, n, ret_n);
    return folded(domain, *ret_n, room);
}

static void add_failure(struct stats *s, const modori_report *report, const modori_recipient *recipient)
{
    char room[VALUE_LONGEST];
    struct joined pair;
    size_t n = 0, domain_n = 0, sender_n = 0, reason_n = 0;
    s->recipients++;
    int64_t number = modori_recipient_number(recipient, MODORI_RECIPIENT_REASON);
    const char *reason = number < 0 ? NULL : modori_enum_name(MODORI_ENUM_REASON, (int32_t)number, &reason_n);
    add(s, REASON, reason, reason_n);
    add_name(s, PHASE, MODORI_ENUM_PHASE, modori_recipient_number(recipient, MODORI_RECIPIENT_PHASE));
    const char *host = modori_recipient_text(recipient, MODORI_RECIPIENT_REMOTE_HOST, &n);
    add(s, HOST, folded(host, n, room), n);
    const char *domain = folded_domain(recipient, room, &domain_n);
    add_why(s, DOMAIN, domain, domain_n, reason, reason_n);
    const char *sender = sender_of(s, report, &sender_n);
    add(s, SENDER, sender, sender_n);
    if (join(&pair, sender, sender_n, " -> ", domain, domain_n))
        add(s, SENDER_AND_DOMAIN, pair.text, pair.n);
    const char *address = modori_recipient_text(recipient, MODORI_RECIPIENT_ADDRESS, &n);
    if (join(&pair, sender, sender_n, " -> ", address, n))
        add_why(s, SENDER_AND_RECIPIENT, pair.text, pair.n, reason, reason_n);
    if (is_about_server(modori_recipient_number(recipient, MODORI_RECIPIENT_PARTY)))
        add_refused_ip(s, report, domain, domain_n, reason, reason_n);
}

static bool has_failed(const modori_recipient *recipient)
{
    int64_t action = modori_recipient_number(recipient, MODORI_RECIPIENT_ACTION);
    return action == MODORI_ACTION_FAILED || action == MODORI_ACTION_DELAYED;
}

/* Whether a log line tells again what an earlier one has told: the same mail to the same recipient, put off once more.
 */
static bool was_told(struct stats *s, const modori_report *report, const modori_recipient *recipient)
{
    struct joined j;
    size_t queue_n = 0, n = 0, before = s->queued.items;
    const char *queue = modori_report_text(report, MODORI_REPORT_QUEUE_ID, &queue_n);
    const char *address = modori_recipient_text(recipient, MODORI_RECIPIENT_ADDRESS, &n);
    if (!join(&j, queue, queue_n, "\t", address, n))
        return false;
    count_add(&s->queued, j.text, j.n);
    return s->queued.items == before;
}

/* Whether anything of it has failed or waits. */
static bool add_recipients(struct stats *s, const modori_report *report, bool is_line)
{
    char room[VALUE_LONGEST];
    bool failed = false;
    for (size_t i = 0; i < modori_report_recipient_count(report); i++) {
        const modori_recipient *recipient = modori_report_recipient(report, i);
        size_t n = 0;
        if (has_failed(recipient)) {
            failed = true;
            if (!is_line || !was_told(s, report, recipient))
                add_failure(s, report, recipient);
        } else if (modori_recipient_number(recipient, MODORI_RECIPIENT_ACTION) > 0) {
            const char *domain = folded_domain(recipient, room, &n);
            if (domain)
                count_add(&s->delivered, domain, n);
        }
    }
    return failed;
}

static void add_day(struct stats *s, const modori_report *report)
{
    size_t n = 0;
    const char *date = modori_report_text(report, MODORI_REPORT_DATE, &n);
    if (!date)
        date = modori_report_text(report, MODORI_REPORT_ARRIVAL_DATE, &n);
    add(s, DAY, date, n < 10 ? n : 10);
}

static void add_report(struct stats *s, const modori_report *report)
{
    size_t n = 0;
    s->messages++;
    bool failed = add_recipients(s, report, false);
    if (!failed && modori_report_number(report, MODORI_REPORT_IS_BOUNCE) != 1)
        return;
    s->bounces++;
    add_day(s, report);
    const char *ip = sending_ip(report, &n);
    add(s, SENDING_IP, ip, n);
}

/* "2026-11-24". */
static bool is_date(const char *line)
{
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? line[i] != '-' : line[i] < '0' || line[i] > '9')
            return false;
    return true;
}

/* The day that a log line begins with: "2026-11-24", or "11-24" of syslog's "Nov 24", which tells no year. */
static size_t day_of_line(const char *line, size_t n, char *ret)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (n >= 10 && is_date(line)) {
        memcpy(ret, line, 10);
        return 10;
    }
    if (n < 6 || line[3] != ' ' || line[5] < '0' || line[5] > '9' ||
        (line[4] != ' ' && (line[4] < '0' || line[4] > '3')))
        return 0;
    for (int month = 0; month < 12; month++)
        if (memcmp(line, months + 3 * month, 3) == 0) {
            ret[0] = (char)('0' + (month + 1) / 10);
            ret[1] = (char)('0' + (month + 1) % 10);
            ret[2] = '-';
            ret[3] = line[4] == ' ' ? '0' : line[4];
            ret[4] = line[5];
            return 5;
        }
    return 0;
}

static void add_line(struct stats *s, const modori_report *report, const char *line, size_t n)
{
    char day[10];
    size_t before = s->recipients;
    s->lines++;
    if (!add_recipients(s, report, true))
        return;
    s->bounces += s->recipients > before;
    size_t day_n = day_of_line(line, n, day);
    if (day_n > 0 && s->recipients > before)
        add(s, DAY, day, day_n);
}

/* Each line that tells a delivery counts; how many of them there are. */
static size_t add_lines(void *context, const char *lines, size_t len)
{
    struct stats *s = context;
    size_t at = 0, n, found = 0;
    const char *line;
    struct buffer buffer = {(char *)(uintptr_t)lines, len, len};
    while (input_line(&buffer, &at, &line, &n)) {
        const modori_report *report = NULL;
        if (n == 0)
            continue; /* a file of line ends would take a report for each */
        check_memory(modori_parser_read(s->parser, MODORI_FORM_LOG_LINE, line, n, &report));
        if (modori_report_recipient_count(report) == 0) {
            stats_note_sender(s, line, n);
            continue;
        }
        found++;
        add_line(s, report, line, n);
    }
    return found;
}

static bool add_message(void *context, const struct message *message)
{
    struct stats *s = context;
    const modori_report *report = NULL;
    check_memory(modori_parser_read(s->parser, MODORI_FORM_ANY, message->data, message->len, &report));
    bool plain = modori_report_number(report, MODORI_REPORT_KIND) == MODORI_KIND_NONE &&
                 !modori_report_text(report, MODORI_REPORT_FROM, NULL);
    if (plain && add_lines(s, message->data, message->len) > 0)
        return true; /* a text without a header may be a log */
    if (plain)
        check_memory(modori_parser_read(s->parser, MODORI_FORM_ANY, message->data, message->len, &report));
    add_report(s, report);
    return true;
}

static int key_of(const char *name)
{
    for (int i = 0; i < SHOWN_KEYS; i++)
        if (strcmp(name, key_names[i]) == 0)
            return i;
    return -1;
}

static void free_counts(struct stats *s)
{
    for (int i = 0; i < KEYS; i++) {
        count_free(&s->count[i]);
        count_free(&s->why[i]);
    }
    count_free(&s->senders);
    count_free(&s->sent);
    count_free(&s->delivered);
    count_free(&s->queued);
    count_free(&s->refused_ip);
    count_free(&s->refused_at);
}

int verb_stats(const struct options *options)
{
    int key = key_of(options->by ? options->by : key_names[REASON]);
    if (key < 0) {
        complain(options->by, "not one of reason, domain, host, phase, sender, day");
        return EXIT_USAGE;
    }
    struct stats s = {.options = options, .parser = parser_new()};
    int status = input_each(options, add_message, add_lines, &s);
    for (int i = 0; i < KEYS; i++) {
        count_sort(&s.count[i]);
        count_sort(&s.why[i]);
    }
    count_sort(&s.refused_ip);
    if (options->json)
        stats_print_json(&s);
    else
        stats_print_words(&s, (enum key)key);
    free_counts(&s);
    modori_parser_free(s.parser);
    return status;
}
