/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The log lines of the golden samples against what really caused them: for each cause file whose
 * recipient another server refused, one line of that server's log has to tell the same. Plain C with TAP,
 * public API only.
 *
 *     logs LOG FILE.cause...
 */
#include <modori.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one log line says of one recipient. */
struct told {
    char address[256], status[16], host[256], ip[64], phase[16], speaker[16];
    int64_t reply;
};

struct cause {
    char recipient[256], speaker[16], stage[16], host[256], ip[64], reply[16], enhanced[16], untold[128];
};

static void keep(char *to, size_t size, const char *text)
{
    snprintf(to, size, "%s", text ? text : "");
}

static const char *name_of(int32_t enumeration, int64_t value)
{
    return value < 0 ? NULL : modori_enum_name(enumeration, (int32_t)value, NULL);
}

static void take(struct told *t, const modori_recipient *r)
{
    keep(t->address, sizeof t->address, modori_recipient_text(r, MODORI_RECIPIENT_ADDRESS, NULL));
    keep(t->status, sizeof t->status, modori_recipient_text(r, MODORI_RECIPIENT_STATUS, NULL));
    keep(t->host, sizeof t->host, modori_recipient_text(r, MODORI_RECIPIENT_REMOTE_HOST, NULL));
    keep(t->ip, sizeof t->ip, modori_recipient_text(r, MODORI_RECIPIENT_REMOTE_IP, NULL));
    keep(t->phase, sizeof t->phase, name_of(MODORI_ENUM_PHASE, modori_recipient_number(r, MODORI_RECIPIENT_PHASE)));
    keep(t->speaker, sizeof t->speaker, name_of(MODORI_ENUM_SPEAKER, modori_recipient_number(r, MODORI_RECIPIENT_SPEAKER)));
    t->reply = modori_recipient_number(r, MODORI_RECIPIENT_REPLY);
}

static size_t read_log(const char *path, struct told **ret)
{
    static char line[65536];
    struct told *told = NULL;
    size_t n = 0;
    modori_parser *parser = NULL;
    FILE *in = fopen(path, "r");
    if (!in || modori_parser_new(NULL, NULL, &parser) != MODORI_OK)
        return 0;
    while (fgets(line, sizeof line, in)) {
        const modori_report *report = NULL;
        if (modori_parser_read(parser, MODORI_FORM_LOG_LINE, line, strlen(line), &report) != MODORI_OK)
            continue;
        for (size_t i = 0; i < modori_report_recipient_count(report); i++) {
            struct told *grown = realloc(told, (n + 1) * sizeof *told);
            if (!grown)
                abort();
            told = grown;
            take(&told[n++], modori_report_recipient(report, i));
        }
    }
    fclose(in);
    modori_parser_free(parser);
    *ret = told;
    return n;
}

/* The next block of a cause file; 0 at the end. */
static int read_cause(FILE *in, struct cause *c)
{
    static char line[65536];
    int any = 0;
    memset(c, 0, sizeof *c);
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '\0')
            break;
        const struct {
            const char *key;
            char *to;
            size_t size;
        } keys[] = {{"recipient ", c->recipient, sizeof c->recipient}, {"speaker ", c->speaker, sizeof c->speaker},
                    {"stage ", c->stage, sizeof c->stage},             {"host ", c->host, sizeof c->host},
                    {"ip ", c->ip, sizeof c->ip},                      {"reply ", c->reply, sizeof c->reply},
                    {"enhanced ", c->enhanced, sizeof c->enhanced},    {"untold ", c->untold, sizeof c->untold}};
        any = 1;
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (strncmp(line, keys[i].key, strlen(keys[i].key)) == 0)
                keep(keys[i].to, keys[i].size, line + strlen(keys[i].key));
    }
    return any;
}

/* Whether a log tells stages at all: Sendmail's and OpenSMTPD's don't, and then none may be told. */
static int stages;

static int is_stage(const struct told *t, const struct cause *c)
{
    if (!stages)
        return t->phase[0] == '\0';
    return strstr(c->untold, "stage") || strcmp(t->phase, c->stage) == 0;
}

static int tells(const struct told *t, const struct cause *c)
{
    return strcmp(t->address, c->recipient) == 0 && strcmp(t->speaker, c->speaker) == 0 && t->reply == atoi(c->reply) &&
           (!c->enhanced[0] || strcmp(t->status, c->enhanced) == 0) && (!c->host[0] || strcmp(t->host, c->host) == 0) &&
           (!c->ip[0] || strcmp(t->ip, c->ip) == 0) && is_stage(t, c);
}

/* OpenSMTPD's line may hold as little as its notice: then it is the server's own word, and has no code. */
static int keeps(const struct told *t, const struct cause *c)
{
    return strstr(c->untold, "reply") && strcmp(t->address, c->recipient) == 0 && strcmp(t->speaker, "reporter") == 0 &&
           t->reply <= 0;
}

static size_t find(const struct told *told, size_t n, const struct cause *c, int (*fits)(const struct told *, const struct cause *))
{
    size_t i = 0;
    while (i < n && !fits(&told[i], c))
        i++;
    return i;
}

/* Each fact made wrong in turn: no line may tell that. */
static int notices(const struct told *told, size_t n, const struct cause *c)
{
    struct cause other = *c;
    const struct {
        char *text;
        int asked;
    } facts[] = {{other.recipient, 1},           {other.speaker, 1},       {other.reply, 1}, {other.enhanced, c->enhanced[0] != 0},
                 {other.host, c->host[0] != 0}, {other.ip, c->ip[0] != 0}, {other.stage, stages && !strstr(c->untold, "stage")}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        char was = facts[i].text[0];
        facts[i].text[0] = was == '9' ? '8' : '9';
        if (facts[i].asked && find(told, n, &other, tells) < n)
            return 0;
        facts[i].text[0] = was;
    }
    return 1;
}

static void show(const struct told *told, size_t n, const struct cause *c)
{
    printf("#   caused by: %s %s %s %s %s %s %s\n", c->recipient, c->speaker, c->stage, c->host, c->ip, c->reply, c->enhanced);
    for (size_t i = 0; i < n; i++)
        if (strcmp(told[i].address, c->recipient) == 0)
            printf("#   a line says: %s %s %s %s %lld %s\n", told[i].speaker, told[i].phase, told[i].host, told[i].ip,
                   (long long)told[i].reply, told[i].status);
}

static int check(const char *path, const struct told *told, size_t n, int *asked)
{
    struct cause c;
    int wrong = 0;
    FILE *in = fopen(path, "r");
    *asked = 0;
    while (in && read_cause(in, &c)) {
        if (strcmp(c.speaker, "remote") != 0 || atoi(c.reply) > 599)
            continue;
        ++*asked;
        int right = find(told, n, &c, tells) < n ? notices(told, n, &c) : find(told, n, &c, keeps) < n;
        if (!right)
            show(told, n, &c);
        wrong += !right;
    }
    if (in)
        fclose(in);
    return wrong;
}

int main(int argc, char **argv)
{
    struct told *told = NULL;
    size_t n = argc > 1 ? read_log(argv[1], &told) : 0;
    int failed = 0, number = 0;
    stages = argc > 1 && !strstr(argv[1], "sendmail.log") && !strstr(argv[1], "opensmtpd.log");
    for (int i = 2; i < argc; i++) {
        int asked, wrong = check(argv[i], told, n, &asked);
        const char *name = strstr(argv[i], "samples/");
        if (asked > 0)
            printf("%sok %d - log line of %s\n", wrong ? "not " : "", ++number, name ? name : argv[i]);
        failed += wrong != 0;
    }
    printf("1..%d\n", number);
    free(told);
    return failed > 0 || number == 0;
}
