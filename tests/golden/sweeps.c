/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sweeps over the golden samples, TAP on stdout, public API only:
 *
 *     sweeps cut FILE...      cut after every byte: no crash, no fact that the whole lacks; behind the
 *                             delivery-status part, the whole's recipients
 *     sweeps memory FILE...   each allocation fails in turn: an error and nothing lost, or the whole answer
 *     sweeps ends FILE...     CRLF and CR copies give the answers of the LF file, in all but where they stand
 *     sweeps again FILE...    a reused parser allocates nothing for a message that it has seen before
 */
#include "../../bench/counting.h"

#include <modori.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct sample {
    const char *path;
    char *bytes;
    size_t n;
};

static bool sample_read(const char *path, struct sample *s)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    s->path = path;
    s->bytes = malloc(1 << 22);
    s->n = s->bytes ? fread(s->bytes, 1, 1 << 22, in) : 0;
    fclose(in);
    return s->bytes != NULL;
}

static modori_report *read_owned(const void *bytes, size_t n)
{
    modori_parser *parser = NULL;
    modori_report *report = NULL;
    if (modori_parser_new(NULL, NULL, &parser) == MODORI_OK &&
        modori_parser_read(parser, MODORI_FORM_ANY, bytes, n, NULL) == MODORI_OK)
        report = modori_parser_take(parser);
    modori_parser_free(parser);
    return report;
}

/* ---- comparing -------------------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static const char *difference(const modori_recipient *a, const modori_recipient *b)
{
    static char what[64];
    for (int32_t key = 1; key < 30; key++)
        if (!same_text(modori_recipient_text(a, key, NULL), modori_recipient_text(b, key, NULL))) {
            snprintf(what, sizeof what, "text %d", (int)key);
            return what;
        }
    for (int32_t key = 201; key < 230; key++)
        if (modori_recipient_number(a, key) != modori_recipient_number(b, key)) {
            snprintf(what, sizeof what, "number %d", (int)key);
            return what;
        }
    return NULL;
}

static const char *recipients_difference(const modori_report *a, const modori_report *b)
{
    if (!a || !b)
        return "no report";
    if (modori_report_number(a, MODORI_REPORT_KIND) != modori_report_number(b, MODORI_REPORT_KIND))
        return "kind";
    if (modori_report_recipient_count(a) != modori_report_recipient_count(b))
        return "number of recipients";
    for (size_t i = 0; i < modori_report_recipient_count(a); i++) {
        const char *d = difference(modori_report_recipient(a, i), modori_report_recipient(b, i));
        if (d)
            return d;
    }
    return NULL;
}

static const char *report_difference(const modori_report *a, const modori_report *b)
{
    const char *d = recipients_difference(a, b);
    if (d)
        return d;
    if (!same_text(modori_report_text(a, MODORI_REPORT_ORIGINAL_MESSAGE_ID, NULL),
                   modori_report_text(b, MODORI_REPORT_ORIGINAL_MESSAGE_ID, NULL)))
        return "original message-id";
    return NULL;
}

/* The JSON without what may differ between copies: where things stand, and that a copy has CR line ends. */
static char *plain_json(const modori_report *report)
{
    static const char *const keys[] = {"\"offset\":", "\"length\":"};
    static const char odd[] = "[{\"code\":\"cr-only\",\"offset\":}";
    modori_text *text = NULL;
    if (modori_report_json(report, NULL, 0, 0, &text) != MODORI_OK)
        return NULL;
    size_t n = 0, length = 0;
    const char *json = modori_text_bytes(text, &length);
    char *plain = malloc(length + 1);
    for (size_t i = 0; plain && i < length;) {
        plain[n++] = json[i++];
        for (size_t k = 0; k < 2; k++)
            if (n >= 9 && memcmp(plain + n - 9, keys[k], 9) == 0)
                i += strspn(json + i, "0123456789");
        if (n >= sizeof odd - 1 && memcmp(plain + n - (sizeof odd - 1), odd, sizeof odd - 1) == 0) {
            n -= sizeof odd - 2;
            i += json[i] == ',';
        }
    }
    if (plain)
        plain[n] = '\0';
    modori_text_free(text);
    return plain;
}

/* Where the first difference is, and what stands there in each. */
static const char *json_difference(const modori_report *a, const modori_report *b)
{
    static char what[120];
    char *left = a ? plain_json(a) : NULL, *right = b ? plain_json(b) : NULL;
    const char *found = left && right ? NULL : "no report";
    if (!found && strcmp(left, right) != 0) {
        size_t i = 0;
        while (left[i] == right[i])
            i++;
        i = i > 30 ? i - 30 : 0;
        snprintf(what, sizeof what, "%.50s / %.50s", left + i, right + i);
        found = what;
    }
    free(left);
    free(right);
    return found;
}

/* A fact of the part that no recipient of the whole has. */
static bool any_has_text(const modori_report *whole, int32_t key, const char *text)
{
    for (size_t i = 0; i < modori_report_recipient_count(whole); i++) {
        const char *t = modori_recipient_text(modori_report_recipient(whole, i), key, NULL);
        if (t && strcmp(t, text) == 0)
            return true;
    }
    return false;
}

static bool any_has_number(const modori_report *whole, int32_t key, int64_t value)
{
    for (size_t i = 0; i < modori_report_recipient_count(whole); i++)
        if (modori_recipient_number(modori_report_recipient(whole, i), key) == value)
            return true;
    return false;
}

static const char *invented(const modori_report *part, const modori_report *whole)
{
    static char what[300];
    static const int32_t texts[] = {MODORI_RECIPIENT_ADDRESS, MODORI_RECIPIENT_STATUS, MODORI_RECIPIENT_REMOTE_HOST,
                                    MODORI_RECIPIENT_REMOTE_IP};
    static const int32_t numbers[] = {MODORI_RECIPIENT_REPLY, MODORI_RECIPIENT_ACTION, MODORI_RECIPIENT_REMOTE_PORT,
                                      MODORI_RECIPIENT_SPEAKER, MODORI_RECIPIENT_PHASE};
    for (size_t i = 0; i < modori_report_recipient_count(part); i++) {
        const modori_recipient *r = modori_report_recipient(part, i);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            const char *t = modori_recipient_text(r, texts[k], NULL);
            /* The text may name the address that was expanded, or the one that it became: the whole keeps both. */
            if (t && texts[k] == MODORI_RECIPIENT_ADDRESS &&
                (any_has_text(whole, MODORI_RECIPIENT_ALIAS, t) ||
                 any_has_text(whole, MODORI_RECIPIENT_ACTUAL_ADDRESS, t)))
                continue;
            if (t && !any_has_text(whole, texts[k], t) &&
                !(texts[k] == MODORI_RECIPIENT_STATUS && any_has_text(whole, MODORI_RECIPIENT_STATUS_FIELD, t))) {
                snprintf(what, sizeof what, "text %d: %.200s", (int)texts[k], t);
                return what;
            }
        }
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
            int64_t n = modori_recipient_number(r, numbers[k]);
            if (n >= 0 && !any_has_number(whole, numbers[k], n)) {
                snprintf(what, sizeof what, "number %d: %lld", (int)numbers[k], (long long)n);
                return what;
            }
        }
    }
    return NULL;
}

/* The byte behind the delimiter that ends the delivery-status part; n + 1 where there is no such part. */
static size_t behind_fields(const struct sample *s)
{
    static const char type[] = "\nContent-Type: message/delivery-status";
    bool inside = false;
    for (size_t at = 0; at + 2 < s->n; at++) {
        if (s->bytes[at] != '\n')
            continue;
        if (!inside && s->n - at > sizeof type)
            inside = strncasecmp(s->bytes + at, type, sizeof type - 1) == 0;
        else if (inside && s->bytes[at + 1] == '-' && s->bytes[at + 2] == '-') {
            const char *end = memchr(s->bytes + at + 1, '\n', s->n - at - 1);
            return end ? (size_t)(end - s->bytes) + 1 : s->n;
        }
    }
    return s->n + 1;
}

/* ---- the sweeps ------------------------------------------------------------------------------- */

static const char *sweep_cut(const struct sample *s)
{
    static char what[400];
    modori_parser *parser = NULL;
    modori_report *whole = read_owned(s->bytes, s->n);
    const char *wrong = whole ? NULL : "no report";
    size_t behind = behind_fields(s);
    if (modori_parser_new(NULL, NULL, &parser) != MODORI_OK)
        wrong = "no parser";
    for (size_t n = 0; n < s->n && !wrong; n++) {
        /* A block of its own, so that a sanitizer sees the first byte that is read too far. */
        char *cut = malloc(n ? n : 1);
        const modori_report *part = NULL;
        if (!cut)
            break;
        memcpy(cut, s->bytes, n);
        if (modori_parser_read(parser, MODORI_FORM_MESSAGE, cut, n, &part) != MODORI_OK)
            wrong = "no report of a part";
        else if ((wrong = n < behind ? invented(part, whole) : recipients_difference(part, whole)) != NULL) {
            snprintf(what, sizeof what, "cut after byte %zu: %s", n, wrong);
            wrong = what;
        }
        free(cut);
    }
    modori_parser_free(parser);
    modori_report_free(whole);
    return wrong;
}

static const char *sweep_memory(const struct sample *s)
{
    modori_report *whole = read_owned(s->bytes, s->n);
    const char *wrong = NULL;
    bool complete = false;
    for (size_t fail_at = 1; fail_at < 10000 && !complete && !wrong; fail_at++) {
        struct counting counting = {0, 0, fail_at, fail_at};
        modori_parser *parser = NULL;
        const modori_report *report = NULL;
        modori_text *text = NULL;
        int32_t status = modori_parser_new(counting_allocate, &counting, &parser);
        if (status == MODORI_OK)
            status = modori_parser_read(parser, MODORI_FORM_ANY, s->bytes, s->n, &report);
        if (status == MODORI_OK)
            wrong = report_difference(report, whole);
        if (status == MODORI_OK)
            status = modori_report_json(report, "x", MODORI_TERMINATED, 0, &text);
        if (status != MODORI_OK && status != MODORI_ERROR_MEMORY)
            wrong = "another error than memory";
        complete = counting.calls < fail_at;
        if (complete && status != MODORI_OK)
            wrong = "an error though no allocation failed";
        modori_text_free(text);
        modori_parser_free(parser);
        if (counting.blocks != 0)
            wrong = "memory was lost";
    }
    modori_report_free(whole);
    return wrong ? wrong : complete ? NULL : "never complete";
}

/* A copy with other line ends. */
static char *with_ends(const struct sample *s, const char *end, size_t *ret_n)
{
    char *copy = malloc(2 * s->n + 1);
    size_t n = 0;
    for (size_t i = 0; copy && i < s->n; i++) {
        if (s->bytes[i] != '\n')
            copy[n++] = s->bytes[i];
        for (const char *e = end; s->bytes[i] == '\n' && *e; e++)
            copy[n++] = *e;
    }
    *ret_n = n;
    return copy;
}

static const char *sweep_ends(const struct sample *s)
{
    static const char *const ends[] = {"\r\n", "\r"};
    static char what[150];
    modori_report *whole = read_owned(s->bytes, s->n);
    const char *wrong = NULL;
    for (size_t i = 0; i < 2 && !wrong; i++) {
        size_t n = 0;
        char *copy = with_ends(s, ends[i], &n);
        modori_report *report = copy ? read_owned(copy, n) : NULL;
        wrong = json_difference(report, whole);
        if (wrong) {
            snprintf(what, sizeof what, "%s: %s", i ? "CR" : "CRLF", wrong);
            wrong = what;
        }
        modori_report_free(report);
        free(copy);
    }
    modori_report_free(whole);
    return wrong;
}

static const char *sweep_again(const struct sample *s)
{
    struct counting counting = {0};
    modori_parser *parser = NULL;
    const char *wrong = NULL;
    if (modori_parser_new(counting_allocate, &counting, &parser) != MODORI_OK)
        return "no parser";
    for (int round = 0; round < 3 && !wrong; round++) {
        size_t before = counting.calls;
        modori_parser_read(parser, MODORI_FORM_ANY, s->bytes, s->n, NULL);
        if (round > 1 && counting.calls != before)
            wrong = "the third reading allocated";
    }
    modori_parser_free(parser);
    return wrong ? wrong : counting.blocks ? "memory was lost" : NULL;
}

struct sweep {
    const char *name;
    const char *(*run)(const struct sample *s);
};

static const struct sweep sweeps[] = {
    {"cut", sweep_cut}, {"memory", sweep_memory}, {"ends", sweep_ends}, {"again", sweep_again}};

int main(int argc, char **argv)
{
    int failed = 0;
    const struct sweep *sweep = NULL;
    for (size_t i = 0; argc > 1 && i < sizeof sweeps / sizeof *sweeps; i++)
        if (strcmp(argv[1], sweeps[i].name) == 0)
            sweep = &sweeps[i];
    if (!sweep) {
        fputs("usage: sweeps cut|memory|ends|again FILE...\n", stderr);
        return 2;
    }
    printf("1..%d\n", argc - 2);
    fflush(stdout); /* what breaks off is missed then */
    for (int i = 2; i < argc; i++) {
        struct sample s = {argv[i], NULL, 0};
        const char *wrong = sample_read(argv[i], &s) ? sweep->run(&s) : "can't be read";
        const char *name = strstr(argv[i], "samples/");
        printf("%sok %d - %s %s\n", wrong ? "not " : "", i - 1, sweep->name, name ? name : argv[i]);
        if (wrong)
            printf("#   %s\n", wrong);
        failed += wrong != NULL;
        free(s.bytes);
    }
    return failed > 0;
}
