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

/* Sendmail's lines have no stage; what the notice can't tell of it, the line can't either. */
static int tells(const struct told *t, const struct cause *c, int stages)
{
    return strcmp(t->address, c->recipient) == 0 && strcmp(t->speaker, c->speaker) == 0 && t->reply == atoi(c->reply) &&
           (!c->enhanced[0] || strcmp(t->status, c->enhanced) == 0) && (!c->host[0] || strcmp(t->host, c->host) == 0) &&
           (!c->ip[0] || strcmp(t->ip, c->ip) == 0) &&
           (!stages || strstr(c->untold, "stage") || strcmp(t->phase, c->stage) == 0);
}

static void show(const struct told *told, size_t n, const struct cause *c)
{
    printf("#   caused by: %s %s %s %s %s %s %s\n", c->recipient, c->speaker, c->stage, c->host, c->ip, c->reply, c->enhanced);
    for (size_t i = 0; i < n; i++)
        if (strcmp(told[i].address, c->recipient) == 0)
            printf("#   a line says: %s %s %s %s %lld %s\n", told[i].speaker, told[i].phase, told[i].host, told[i].ip,
                   (long long)told[i].reply, told[i].status);
}

static int check(const char *path, const struct told *told, size_t n, int stages, int *asked)
{
    struct cause c;
    int wrong = 0;
    FILE *in = fopen(path, "r");
    *asked = 0;
    while (in && read_cause(in, &c)) {
        size_t i = 0;
        if (strcmp(c.speaker, "remote") != 0 || atoi(c.reply) > 599)
            continue;
        ++*asked;
        while (i < n && !tells(&told[i], &c, stages))
            i++;
        if (i == n)
            show(told, n, &c);
        wrong += i == n;
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
    for (int i = 2; i < argc; i++) {
        int asked, wrong = check(argv[i], told, n, strstr(argv[1], "sendmail") == NULL, &asked);
        const char *name = strstr(argv[i], "samples/");
        if (asked > 0)
            printf("%sok %d - log line of %s\n", wrong ? "not " : "", ++number, name ? name : argv[i]);
        failed += wrong != 0;
    }
    printf("1..%d\n", number);
    free(told);
    return failed > 0 || number == 0;
}
