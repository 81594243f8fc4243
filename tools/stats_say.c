/* SPDX-License-Identifier: BSD-2-Clause */
/* stats: the table with its bars, what stands out in words, and JSON. */
#include "code_page.h"
#include "stats.h"

#include <stdlib.h>
#include <string.h>

#define TOP           20 /* rows of a table */
#define DAYS          62 /* the same by day: two months */
#define LABEL_LONGEST 44 /* columns */
#define BAR_LONGEST   30
#define BAR_LEAST     8
#define MEANINGS      5 /* of the most frequent values */

/* ---- the table -------------------------------------------------------------------------------- */

static double share_of(const struct count *count, size_t times)
{
    return count->total ? (double)times / (double)count->total : 0;
}

/* Eighths of a column where there are such characters. */
static void print_bar(size_t times, size_t most, size_t width)
{
    static const char *const blocks[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    double length = most ? (double)times / (double)most * (double)width : 0;
    bool fine = shows_utf8();
    size_t eighths = fine ? (size_t)(length * 8 + 0.5) : 8 * (size_t)(length + 0.5);
    if (times > 0 && eighths == 0)
        eighths = fine ? 1 : 8;
    for (size_t i = 0; i < eighths / 8; i++)
        fputs(fine ? "█" : "#", stdout);
    fputs(blocks[eighths % 8], stdout);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct counted *)a)->text, ((const struct counted *)b)->text);
}

/* "11-24" in a year of months of 31 days each; -1: a day that tells its year. */
static int day_of_year(const struct counted *day)
{
    const char *t = day->text;
    return day->n == 5 ? ((t[0] - '0') * 10 + t[1] - '0') * 31 + (t[3] - '0') * 10 + t[4] - '0' : -1;
}

/* Days that tell no year go round: those behind the longest gap come first, so that a log of the turn of the year
 * begins in December. */
static void begin_behind_gap(struct count *days)
{
    int before = day_of_year(&days->item[days->items - 1]) - 12 * 31, longest = 0;
    size_t start = 0;
    for (size_t i = 0; i < days->items; i++) {
        int here = day_of_year(&days->item[i]);
        if (here < 0)
            return;
        if (here - before > longest) {
            longest = here - before;
            start = i;
        }
        before = here;
    }
    for (; start > 0; start--) {
        struct counted first = days->item[0];
        memmove(days->item, days->item + 1, (days->items - 1) * sizeof first);
        days->item[days->items - 1] = first;
    }
}

/* A heading: of the first column, whose texts begin with it, or of one of numbers, that end with it. */
static void print_heading(const char *text, size_t width, bool at_end)
{
    size_t n = strlen(text), used = text_columns(text, n);
    int blanks = (int)(used < width ? width - used : 0);
    printf("%*s%s%*s", at_end ? blanks : 0, "", text, at_end ? 0 : blanks, "");
}

static void print_row(const struct count *count, const struct counted *item, size_t label, size_t most, size_t bar)
{
    size_t used = print_columns(item->text, item->n, label);
    printf("%*s  %7zu  %5.1f%%  ", (int)(label - used), "", item->times, 100 * share_of(count, item->times));
    print_bar(item->times, most, bar);
    putchar('\n');
}

static const char *heading_of(enum key key, bool ja)
{
    static const char *const words[SHOWN_KEYS] = {"理由", "宛先ドメイン", "接続先サーバー", "段階", "送信者", "日付"};
    return ja && key < SHOWN_KEYS ? words[key] : stats_key_name(key);
}

/* Days stand in their order, the last ones; all else the most frequent first. */
static void print_table(const struct stats *s, struct count *count, enum key key, bool ja)
{
    size_t all = key == DAY ? s->bounces : s->recipients;
    const char *name = heading_of(key, ja);
    size_t label = text_columns(name, strlen(name)), most = 0, rows = key == DAY ? DAYS : TOP;
    if (count->items == 0) {
        printf(ja ? "（%sを示す情報がありません）\n" : "(nothing tells the %s)\n", name);
        return;
    }
    if (key == DAY) {
        qsort(count->item, count->items, sizeof *count->item, by_text);
        begin_behind_gap(count);
    }
    size_t shown = count->items < rows ? count->items : rows, first = key == DAY ? count->items - shown : 0;
    for (size_t i = first; i < first + shown; i++) {
        size_t width = text_columns(count->item[i].text, count->item[i].n);
        label = width > label ? width : label;
        most = count->item[i].times > most ? count->item[i].times : most;
    }
    label = label > LABEL_LONGEST ? LABEL_LONGEST : label;
    size_t page = columns() ? (size_t)columns() : 78, taken = label + 19;
    size_t bar = page > taken + BAR_LEAST ? page - taken : BAR_LEAST;
    bar = bar > BAR_LONGEST ? BAR_LONGEST : bar;
    print_heading(name, label, false);
    print_heading(ja ? "件数" : "count", 9, true);
    print_heading(ja ? "割合" : "share", 8, true);
    putchar('\n');
    for (size_t i = first; i < first + shown; i++)
        print_row(count, &count->item[i], label, most, bar);
    if (count->items > shown && key == DAY)
        printf(ja ? "（それ以前に %zu 日分）\n" : "(%zu earlier)\n", count->items - shown);
    else if (count->items > shown)
        printf(ja ? "（ほかに %zu 種類）\n" : "(%zu more)\n", count->items - shown);
    if (count->total < all)
        printf(ja ? "（%zu 件は不明）\n" : "(not known of %zu)\n", all - count->total);
}

/* What a name of a reason or a stage means; NULL: it is no such name. */
static const char *meaning_of(enum key key, const char *name, bool ja)
{
    int32_t value, enumeration = key == REASON ? MODORI_ENUM_REASON : MODORI_ENUM_PHASE;
    if (modori_enum_value(enumeration, name, MODORI_TERMINATED, &value) != MODORI_OK)
        return NULL;
    return modori_enum_text(enumeration, value, ja ? "ja" : "en", NULL);
}

/* The names in the table are the same in every language: what the first of them mean, for whoever gets to see it. */
static void print_meanings(const struct count *count, enum key key, bool ja)
{
    size_t shown = count->items < MEANINGS ? count->items : MEANINGS, label = 0;
    if ((key != REASON && key != PHASE) || shown == 0)
        return;
    for (size_t i = 0; i < shown; i++)
        label = count->item[i].n > label ? count->item[i].n : label;
    puts(ja ? "\n意味" : "\nMeaning");
    for (size_t i = 0; i < shown; i++) {
        const char *text = meaning_of(key, count->item[i].text, ja);
        if (text)
            page_row(count->item[i].text, label + 4, text, strlen(text));
    }
}

/* ---- what stands out -------------------------------------------------------------------------- */

static int percent(size_t part, size_t of)
{
    return of ? (int)((100 * (double)part) / (double)of + 0.5) : 0;
}

/* The reason of most of them: the text behind the TAB is its name. */
static void print_cause(const struct outstanding *o, bool ja)
{
    int32_t reason = 0;
    if (!o->cause)
        return;
    const char *name = o->cause->text + o->item->n + 1;
    if (modori_enum_value(MODORI_ENUM_REASON, name, MODORI_TERMINATED, &reason) != MODORI_OK)
        return;
    const char *text = modori_enum_text(MODORI_ENUM_REASON, reason, ja ? "ja" : "en", NULL);
    char sentence[512];
    if (ja)
        snprintf(sentence, sizeof sentence, "%zu 件中 %zu 件の理由：%s（%s）", o->item->times, o->cause->times,
                 text ? text : name, name);
    else
        snprintf(sentence, sizeof sentence, "%zu of these %zu: %s (%s)", o->cause->times, o->item->times,
                 text ? text : name, name);
    page_row("", 2, sentence, strlen(sentence));
}

/* "sender -> recipient" in words. */
static void print_pair(const struct counted *item, bool ja)
{
    static const char arrow[] = " -> ";
    const char *at = strstr(item->text, arrow);
    size_t n = at ? (size_t)(at - item->text) : 0, behind = at ? n + sizeof arrow - 1 : 0;
    fputs(ja ? "\n目立つもの：" : "\nStands out: mail from ", stdout);
    print_safe(stdout, item->text, n, 200);
    fputs(ja ? " から " : " to ", stdout);
    print_safe(stdout, item->text + behind, item->n - behind, 200);
    fputs(ja ? " 宛てのメール" : "", stdout);
}

/* What it is, before and behind its name. */
static void print_item_words(const struct outstanding *o, enum key key, bool ja)
{
    if (key == SENDER_AND_RECIPIENT) {
        print_pair(o->item, ja);
        return;
    }
    if (ja)
        fputs(key == SENDING_IP ? "\n目立つもの：送信元 IP アドレス " : "\n目立つもの：", stdout);
    else
        fputs(key == DOMAIN       ? "\nStands out: mail to "
              : key == SENDING_IP ? "\nStands out: mail from the IP address "
                                  : "\nStands out: mail ",
              stdout);
    print_safe(stdout, o->item->text, o->item->n, 200);
    if (ja && key != SENDING_IP)
        fputs(key == DOMAIN ? " 宛てのメール" : " のメール", stdout);
}

static void print_outstanding(const struct stats *s, enum key key, bool ja)
{
    struct outstanding o = stats_outstanding(s, key);
    if (!o.item)
        return;
    print_item_words(&o, key, ja);
    if (key == SENDING_IP)
        printf(ja ? "（送信元自体を理由とする拒否が %zu 件、拒否した宛先ドメインは %zu）\n"
                  : ", refused %zu times by %zu domains because of the sending server itself\n",
               o.item->times, o.places);
    else if (ja)
        printf("（%zu 件中 %zu 件、%d%%）\n", o.of, o.item->times, percent(o.item->times, o.of));
    else
        printf(", %zu of %zu (%d%%)\n", o.item->times, o.of, percent(o.item->times, o.of));
    if (o.attempts > 0)
        printf(
            ja ? "  失敗の割合：このドメイン宛て %d%%、ほかのドメイン宛て %d%%\n"
               : "  %d%% of what goes there fails, %d%% of what goes elsewhere\n",
            percent(o.item->times, o.attempts),
            percent(s->count[DOMAIN].total - o.item->times, s->count[DOMAIN].total + s->delivered.total - o.attempts));
    print_cause(&o, ja);
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

/* What was read, and how much of it the table is about. */
static void print_summary(const struct stats *s, bool ja)
{
    bool messages = s->messages > 0 || s->lines == 0;
    if (s->lines > 0)
        printf(ja ? "配送結果のあるログ %zu 行%s" : "%zu log line%s with a result", s->lines,
               ja ? "" : plural(s->lines));
    if (s->lines > 0 && messages)
        fputs(ja ? "、" : ", ", stdout);
    if (messages)
        printf(ja ? "メール %zu 通%s" : "%zu message%s", s->messages, ja ? "" : plural(s->messages));
    if (ja)
        printf("。そのうち不達または遅延 %zu 件、該当する宛先 %zu 件\n\n", s->bounces, s->recipients);
    else
        printf(", %zu bounce%s, %zu recipient%s that failed or wait%s\n\n", s->bounces, plural(s->bounces),
               s->recipients, plural(s->recipients), s->recipients == 1 ? "s" : "");
}

void stats_print_words(struct stats *s, enum key key)
{
    static const enum key may_stand_out[] = {DOMAIN, SENDER_AND_RECIPIENT, SENDING_IP};
    bool ja = is_japanese(s->options->lang);
    print_summary(s, ja);
    print_table(s, &s->count[key], key, ja);
    print_meanings(&s->count[key], key, ja);
    if (key == DAY)
        count_sort(&s->count[DAY]);
    for (size_t i = 0; i < sizeof may_stand_out / sizeof *may_stand_out; i++)
        print_outstanding(s, may_stand_out[i], ja);
}

/* ---- JSON ------------------------------------------------------------------------------------- */

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

static void print_json_outstanding(const struct stats *s)
{
    bool comma = false;
    for (int k = 0; k < KEYS; k++) {
        struct outstanding o = stats_outstanding(s, (enum key)k);
        if (!o.item)
            continue;
        printf("%s{\"key\":\"%s\",\"item\":", comma ? "," : "", stats_key_name((enum key)k));
        print_item(o.item);
        printf(",\"of\":%zu", o.of);
        if (o.cause)
            printf(",\"reason\":\"%s\",\"reason_count\":%zu", o.cause->text + o.item->n + 1, o.cause->times);
        if (o.attempts > 0)
            printf(",\"attempts\":%zu", o.attempts);
        if (o.places > 0)
            printf(",\"domains\":%zu", o.places);
        putchar('}');
        comma = true;
    }
}

void stats_print_json(const struct stats *s)
{
    printf("{\"messages\":%zu,\"log_lines\":%zu,\"bounces\":%zu,\"recipients\":%zu,\"by\":{", s->messages + s->lines,
           s->lines, s->bounces, s->recipients);
    for (int k = 0; k < KEYS; k++) {
        printf("%s\"%s\":[", k ? "," : "", stats_key_name((enum key)k));
        for (size_t i = 0; i < s->count[k].items; i++) {
            if (i > 0)
                putchar(',');
            print_item(&s->count[k].item[i]);
        }
        putchar(']');
    }
    fputs("},\"stands_out\":[", stdout);
    print_json_outstanding(s);
    puts("]}");
}
