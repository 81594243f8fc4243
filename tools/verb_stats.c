/* SPDX-License-Identifier: BSD-2-Clause */
/* stats: many messages or log lines, counted; and the one cause that stands out. */
#include "count.h"
#include "tool.h"

#include <stdlib.h>
#include <string.h>

enum key { REASON, DOMAIN, HOST, PHASE, SENDER, DAY, ADDRESS_IP, PAIR, KEYS };

#define SHOWN_KEYS 6 /* --by takes the first six */
#define TOP        20

static const char *const key_names[KEYS] = {"reason", "domain", "host", "phase", "sender", "day", "sending_ip", "sender_and_domain"};

struct stats {
    const struct options *options;
    modori_parser *parser;
    struct count count[KEYS];
    size_t messages, bounces, recipients;
};

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

/* Who sent it: the envelope sender where the notice tells it, else the From field's address. */
static const char *sender_of(const modori_report *report, size_t *ret_n)
{
    const char *sender = modori_report_text(report, MODORI_REPORT_SENDER, ret_n);
    if (sender)
        return sender;
    const char *from = modori_report_text(report, MODORI_REPORT_ORIGINAL_FROM, ret_n);
    const char *open = from ? strrchr(from, '<') : NULL, *close = open ? strchr(open, '>') : NULL;
    if (!close)
        return from;
    *ret_n = (size_t)(close - open - 1);
    return open + 1;
}

static void add_pair(struct stats *s, const char *sender, size_t sender_n, const char *domain, size_t domain_n)
{
    char pair[600];
    if (!sender || !domain || sender_n + domain_n + 4 > sizeof pair)
        return;
    memcpy(pair, sender, sender_n);
    memcpy(pair + sender_n, " -> ", 4);
    memcpy(pair + sender_n + 4, domain, domain_n);
    add(s, PAIR, pair, sender_n + 4 + domain_n);
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

static void add_recipient(struct stats *s, const modori_report *report, const modori_recipient *recipient)
{
    size_t n = 0, sender_n = 0;
    int64_t action = modori_recipient_number(recipient, MODORI_RECIPIENT_ACTION);
    if (action != MODORI_ACTION_FAILED && action != MODORI_ACTION_DELAYED)
        return;
    s->recipients++;
    add_name(s, REASON, MODORI_ENUM_REASON, modori_recipient_number(recipient, MODORI_RECIPIENT_REASON));
    add_name(s, PHASE, MODORI_ENUM_PHASE, modori_recipient_number(recipient, MODORI_RECIPIENT_PHASE));
    const char *host = modori_recipient_text(recipient, MODORI_RECIPIENT_REMOTE_HOST, &n);
    add(s, HOST, host, n);
    const char *address = modori_recipient_text(recipient, MODORI_RECIPIENT_ADDRESS, &n);
    const char *domain = domain_of(address, n, &n);
    add(s, DOMAIN, domain, n);
    const char *sender = sender_of(report, &sender_n);
    add(s, SENDER, sender, sender_n);
    add_pair(s, sender, sender_n, domain, n);
}

static void add_report(struct stats *s, const modori_report *report)
{
    size_t n = 0;
    s->messages++;
    if (modori_report_number(report, MODORI_REPORT_IS_BOUNCE) != 1 && modori_report_recipient_count(report) == 0)
        return;
    s->bounces++;
    for (size_t i = 0; i < modori_report_recipient_count(report); i++)
        add_recipient(s, report, modori_report_recipient(report, i));
    const char *date = modori_report_text(report, MODORI_REPORT_DATE, &n);
    if (!date)
        date = modori_report_text(report, MODORI_REPORT_ARRIVAL_DATE, &n);
    add(s, DAY, date, n < 10 ? n : 10);
    const char *ip = sending_ip(report, &n);
    add(s, ADDRESS_IP, ip, n);
}

/* A text without a header may be a log: each line that tells a delivery counts as a message. */
static bool add_log(struct stats *s, const struct message *message)
{
    size_t at = 0, n, found = 0;
    const char *line;
    struct buffer buffer = {(char *)(uintptr_t)message->data, message->len, message->len};
    while (input_line(&buffer, &at, &line, &n)) {
        const modori_report *report = NULL;
        check_memory(modori_parser_read(s->parser, MODORI_FORM_LOG_LINE, line, n, &report));
        if (modori_report_recipient_count(report) == 0)
            continue;
        found++;
        add_report(s, report);
    }
    return found > 0;
}

static bool add_message(void *context, const struct message *message)
{
    struct stats *s = context;
    const modori_report *report = NULL;
    check_memory(modori_parser_read(s->parser, MODORI_FORM_ANY, message->data, message->len, &report));
    bool plain = modori_report_number(report, MODORI_REPORT_KIND) == MODORI_KIND_NONE &&
                 !modori_report_text(report, MODORI_REPORT_FROM, NULL);
    if (plain && add_log(s, message))
        return true;
    if (plain)
        check_memory(modori_parser_read(s->parser, MODORI_FORM_ANY, message->data, message->len, &report));
    add_report(s, report);
    return true;
}

/* ---- saying it -------------------------------------------------------------------------------- */

static double share_of(const struct count *count, size_t times)
{
    return count->total ? (double)times / (double)count->total : 0;
}

/* One value of a key makes more than half of ten or more, and there are others beside it. */
static const struct counted *outstanding(const struct stats *s, enum key key)
{
    const struct count *count = &s->count[key];
    if (count->total < 10 || count->items < 2 || share_of(count, count->item[0].times) <= 0.5)
        return NULL;
    return &count->item[0];
}

static void print_bar(double share)
{
    static const char *const blocks[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int eighths = (int)(share * 8 * 30 + 0.5);
    for (int i = 0; i < eighths / 8; i++)
        fputs("█", stdout);
    fputs(blocks[eighths % 8], stdout);
}

static void print_table(const struct stats *s, enum key key)
{
    const struct count *count = &s->count[key];
    size_t widest = strlen(key_names[key]), shown = count->items < TOP ? count->items : TOP;
    for (size_t i = 0; i < shown; i++)
        if (count->item[i].n > widest)
            widest = count->item[i].n < 44 ? count->item[i].n : 44;
    printf("%-*s  %7s  %6s\n", (int)widest, key_names[key], "count", "share");
    for (size_t i = 0; i < shown; i++) {
        const struct counted *item = &count->item[i];
        double share = share_of(count, item->times);
        print_safe(stdout, item->text, item->n, 44);
        printf("%*s  %7zu  %5.1f%%  ", item->n < widest ? (int)(widest - item->n) : 0, "", item->times, 100 * share);
        print_bar(share);
        putchar('\n');
    }
    if (count->items > shown)
        printf("(%zu more)\n", count->items - shown);
}

static void print_words(const struct stats *s, enum key key)
{
    printf("%zu messages, %zu bounces, %zu recipients that failed or wait\n\n", s->messages, s->bounces, s->recipients);
    print_table(s, key);
    for (int i = 0; i < KEYS; i++) {
        const struct counted *item = outstanding(s, (enum key)i);
        if (!item || i == DAY)
            continue;
        printf("\nStands out: %s ", key_names[i]);
        print_safe(stdout, item->text, item->n, 200);
        printf(" makes %zu of %zu (%.0f%%)\n", item->times, s->count[i].total, 100 * share_of(&s->count[i], item->times));
    }
}

static void print_json_text(const char *s, size_t n)
{
    putchar('"');
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_item(const struct counted *item)
{
    fputs("{\"value\":", stdout);
    print_json_text(item->text, item->n);
    printf(",\"count\":%zu}", item->times);
}

static void print_json(const struct stats *s)
{
    printf("{\"messages\":%zu,\"bounces\":%zu,\"recipients\":%zu,\"by\":{", s->messages, s->bounces, s->recipients);
    for (int k = 0; k < KEYS; k++) {
        printf("%s\"%s\":[", k ? "," : "", key_names[k]);
        for (size_t i = 0; i < s->count[k].items; i++) {
            if (i > 0)
                putchar(',');
            print_item(&s->count[k].item[i]);
        }
        putchar(']');
    }
    fputs("},\"stands_out\":[", stdout);
    bool comma = false;
    for (int k = 0; k < KEYS; k++) {
        const struct counted *item = outstanding(s, (enum key)k);
        if (!item || k == DAY)
            continue;
        printf("%s{\"key\":\"%s\",\"item\":", comma ? "," : "", key_names[k]);
        print_item(item);
        printf(",\"of\":%zu}", s->count[k].total);
        comma = true;
    }
    puts("]}");
}

static int key_of(const char *name)
{
    for (int i = 0; i < SHOWN_KEYS; i++)
        if (strcmp(name, key_names[i]) == 0)
            return i;
    return -1;
}

int verb_stats(const struct options *options)
{
    int key = key_of(options->by ? options->by : key_names[REASON]);
    if (key < 0) {
        complain(options->by, "not one of reason, domain, host, phase, sender, day");
        return EXIT_USAGE;
    }
    struct stats s = {.options = options, .parser = parser_new()};
    int status = input_each(options, add_message, &s);
    for (int i = 0; i < KEYS; i++)
        count_sort(&s.count[i]);
    if (options->json)
        print_json(&s);
    else
        print_words(&s, (enum key)key);
    for (int i = 0; i < KEYS; i++)
        count_free(&s.count[i]);
    modori_parser_free(s.parser);
    return status;
}
