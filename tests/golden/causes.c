/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The golden samples against what really caused them: each NAME.eml that a real server wrote has a
 * NAME.cause beside it (tests/lab/README.md), from the record of the server that refused. Plain C with
 * TAP, so that it runs where Criterion does not. Public API only.
 *
 * And the checks themselves: each fact that a sample is asked for is asked for once more with a wrong
 * value, which has to be noticed.
 *
 *     causes FILE.eml...
 */
#include <modori.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEYS_MOST 64

struct block {
    const char *key[KEYS_MOST], *value[KEYS_MOST];
    int n;
};

static int wrong; /* of the sample at hand */
static int quiet; /* differences are wanted, and not told */

static void differ(const char *what, const char *want, const char *got)
{
    if (!quiet)
        printf("#   %s: caused by '%s', the report says '%s'\n", what, want ? want : "(nothing)",
               got ? got : "(nothing)");
    wrong++;
}

static char *slurp(const char *path, size_t *ret_n)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return NULL;
    size_t room = 1 << 20, n;
    char *bytes = malloc(room + 1);
    n = bytes ? fread(bytes, 1, room, in) : 0;
    fclose(in);
    if (bytes)
        bytes[n] = '\0';
    *ret_n = n;
    return bytes;
}

/* The next block of "key value" lines; cuts the text up. 0 at the end. */
static int next_block(char **at, struct block *block)
{
    block->n = 0;
    while (**at == '\n')
        ++*at;
    while (**at && **at != '\n' && block->n < KEYS_MOST) {
        char *line = *at, *end = strchr(line, '\n');
        *at = end ? end + 1 : line + strlen(line);
        if (end)
            *end = '\0';
        char *blank = strchr(line, ' ');
        block->key[block->n] = line;
        block->value[block->n++] = blank ? blank + 1 : "";
        if (blank)
            *blank = '\0';
    }
    return block->n > 0;
}

/* "untold KEY...": what the notice does not hold, so that it can't be asked for. */
static int is_untold(const struct block *block, const char *key)
{
    size_t n = strlen(key);
    for (int i = 0; i < block->n; i++) {
        const char *at = strcmp(block->key[i], "untold") == 0 ? strstr(block->value[i], key) : NULL;
        if (at && (at == block->value[i] || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
            return 1;
    }
    return 0;
}

static const char *get(const struct block *block, const char *key)
{
    if (is_untold(block, key))
        return NULL;
    for (int i = 0; i < block->n; i++)
        if (strcmp(block->key[i], key) == 0)
            return block->value[i];
    return NULL;
}

/* The mail holds it, wherever. */
static int holds(const char *mail, size_t n, const char *text)
{
    size_t m = strlen(text);
    for (size_t i = 0; i + m <= n; i++)
        if (memcmp(mail + i, text, m) == 0)
            return 1;
    return 0;
}

static const modori_recipient *recipient_of(const modori_report *report, const char *address)
{
    for (size_t i = 0; i < modori_report_recipient_count(report); i++) {
        const modori_recipient *r = modori_report_recipient(report, i);
        const char *got = modori_recipient_text(r, MODORI_RECIPIENT_ADDRESS, NULL);
        if (got && strcmp(got, address) == 0)
            return r;
    }
    return NULL;
}

static void check_text(const char *what, const char *want, const char *got)
{
    if (want && (!got || strcmp(want, got) != 0))
        differ(what, want, got);
}

static const char *name_of(int32_t enumeration, int64_t value)
{
    return value < 0 ? NULL : modori_enum_name(enumeration, (int32_t)value, NULL);
}

/* A reply is in the mail only where the other side gave one, and the server passed it on. */
static void check_reply(const struct block *block, const modori_recipient *r, const char *mail, size_t n)
{
    const char *want = get(block, "reply");
    const char *said = get(block, "said");
    int64_t got = modori_recipient_number(r, MODORI_RECIPIENT_REPLY);
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)got);
    int given = want && (said || get(block, "speaker"));
    if (given && (got < 0 || strcmp(want, number) != 0))
        differ("reply", want, got < 0 ? NULL : number);
    /* What was handed on was answered, too; and Sendmail gives its own words a code: both stand at a reply's place. */
    char place[32];
    snprintf(place, sizeof place, "%s ", number);
    if (!want && got >= 0 && !holds(mail, n, place))
        differ("reply (there is none in the mail)", NULL, number);
}

/* The same facts in JSON, where a reader of the command's output looks for them. */
static void check_json(const struct block *block, const modori_recipient *r)
{
    static const struct {
        const char *key, *name, *quote;
        int null; /* when untold; the reporter may speak, and set a code, where the other side's is not told */
    } facts[] = {{"recipient", "address", "\"", 0}, {"speaker", "speaker", "\"", 0}, {"stage", "phase", "\"", 1},
                 {"host", "remote_host", "\"", 1},  {"ip", "remote_ip", "\"", 1},    {"reply", "reply", "", 1},
                 {"enhanced", "status", "\"", 0}};
    char part[512];
    modori_text *json = NULL;
    if (modori_recipient_json(r, &json) != MODORI_OK) {
        differ("json", "an object", NULL);
        return;
    }
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const char *want = get(block, facts[i].key), *quote = facts[i].quote;
        if ((want && strcmp(want, "none") == 0) || (facts[i].null && is_untold(block, facts[i].key)))
            snprintf(part, sizeof part, "\"%s\":null", facts[i].name);
        else if (want)
            snprintf(part, sizeof part, "\"%s\":%s%s%s", facts[i].name, quote, want, quote);
        else
            continue;
        if (!strstr(modori_text_bytes(json, NULL), part))
            differ("json", part, modori_text_bytes(json, NULL));
    }
    modori_text_free(json);
}

static void check_recipient(const struct block *block, const modori_recipient *r, const char *mail, size_t n)
{
    const char *stage = get(block, "stage"), *kind = get(block, "kind"), *host = get(block, "host"),
               *ip = get(block, "ip");
    const char *phase = name_of(MODORI_ENUM_PHASE, modori_recipient_number(r, MODORI_RECIPIENT_PHASE));
    const char *action = name_of(MODORI_ENUM_ACTION, modori_recipient_number(r, MODORI_RECIPIENT_ACTION));
    if (stage && strcmp(stage, "none") == 0 ? phase != NULL : stage && (!phase || strcmp(phase, stage) != 0))
        differ("stage", stage, phase);
    if (kind && strcmp(kind, "transcript") != 0 && strcmp(kind, "deliverable") != 0)
        check_text("action", kind, action);
    check_text("speaker", get(block, "speaker"),
               name_of(MODORI_ENUM_SPEAKER, modori_recipient_number(r, MODORI_RECIPIENT_SPEAKER)));
    check_text("alias", get(block, "alias"), modori_recipient_text(r, MODORI_RECIPIENT_ALIAS, NULL));
    check_reply(block, r, mail, n);
    check_text("enhanced", get(block, "enhanced"), modori_recipient_text(r, MODORI_RECIPIENT_STATUS, NULL));
    if (host)
        check_text("host", host, modori_recipient_text(r, MODORI_RECIPIENT_REMOTE_HOST, NULL));
    if (ip)
        check_text("ip", ip, modori_recipient_text(r, MODORI_RECIPIENT_REMOTE_IP, NULL));
    int maybe = modori_recipient_number(r, MODORI_RECIPIENT_MAYBE_DELIVERED) == 1;
    if (maybe != (get(block, "maybe-delivered") != NULL))
        differ("maybe-delivered", maybe ? NULL : "yes", maybe ? "yes" : NULL);
    check_json(block, r);
}

/* What the notice does not hold is not known: no guess, and none that happens to be right. */
static void check_untold(const struct block *block, const modori_recipient *r)
{
    static const struct {
        const char *key;
        int32_t text, number;
    } facts[] = {{"stage", 0, MODORI_RECIPIENT_PHASE},
                 {"reply", 0, MODORI_RECIPIENT_REPLY},
                 {"host", MODORI_RECIPIENT_REMOTE_HOST, 0},
                 {"ip", MODORI_RECIPIENT_REMOTE_IP, 0},
                 {"alias", MODORI_RECIPIENT_ALIAS, 0}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (!is_untold(block, facts[i].key))
            continue;
        if (facts[i].text && modori_recipient_text(r, facts[i].text, NULL))
            differ(facts[i].key, NULL, modori_recipient_text(r, facts[i].text, NULL));
        if (facts[i].number && modori_recipient_number(r, facts[i].number) > 0)
            differ(facts[i].key, NULL, "a number");
    }
}

static int has_finding(const modori_report *report, const char *name)
{
    int32_t code = -1;
    for (size_t i = 0; i < modori_report_finding_count(report); i++)
        if (modori_report_finding(report, i, &code, NULL) == MODORI_OK &&
            strcmp(name, name_of(MODORI_ENUM_FINDING, code)) == 0)
            return 1;
    return 0;
}

static void check_findings(const struct block *block, const modori_report *report)
{
    for (int i = 0; i < block->n; i++)
        if (strcmp(block->key[i], "finding") == 0 && !has_finding(report, block->value[i]))
            differ("finding", block->value[i], NULL);
}

static void check_block(const struct block *block, const modori_report *report, const char *mail, size_t n)
{
    const char *address = get(block, "recipient"), *kind = get(block, "kind"), *id = get(block, "message-id");
    const modori_recipient *r = recipient_of(report, address ? address : "");
    if (!r) {
        differ("recipient", address, NULL);
        return;
    }
    check_recipient(block, r, mail, n);
    check_untold(block, r);
    check_findings(block, report);
    if (kind && strcmp(kind, "transcript") == 0)
        check_text("kind", kind, name_of(MODORI_ENUM_KIND, modori_report_number(report, MODORI_REPORT_KIND)));
    if (id && kind && strcmp(kind, "transcript") != 0)
        check_text("message-id", id, modori_report_text(report, MODORI_REPORT_ORIGINAL_MESSAGE_ID, NULL));
}

/* ---- the checks checked ------------------------------------------------------------------------ */

static struct {
    const char *key;
    int asked, noticed;
} proofs[] = {{"recipient", 0, 0}, {"kind", 0, 0},       {"speaker", 0, 0}, {"stage", 0, 0},
              {"host", 0, 0},      {"ip", 0, 0},         {"reply", 0, 0},   {"enhanced", 0, 0},
              {"alias", 0, 0},     {"message-id", 0, 0}, {"finding", 0, 0}};

#define PROOFS (sizeof proofs / sizeof *proofs)

/* Every fact of the block is made wrong in turn: "550" becomes "550x". */
static void prove_block(struct block *block, const modori_report *report, const char *mail, size_t n)
{
    char other[512];
    int before = wrong;
    quiet = 1;
    for (int i = 0; i < block->n; i++) {
        const char *value = block->value[i];
        size_t p = 0;
        while (p < PROOFS && strcmp(block->key[i], proofs[p].key) != 0)
            p++;
        if (p == PROOFS || is_untold(block, block->key[i]))
            continue;
        snprintf(other, sizeof other, "%sx", value);
        block->value[i] = other;
        wrong = 0;
        check_block(block, report, mail, n);
        block->value[i] = value;
        proofs[p].asked++;
        proofs[p].noticed += wrong > 0;
        if (wrong == 0)
            printf("#   a wrong %s of %s is not noticed\n", block->key[i], block->value[0]);
    }
    quiet = 0;
    wrong = before;
}

static int tell_proofs(int number)
{
    int failed = 0;
    for (size_t p = 0; p < PROOFS; p++) {
        int ok = proofs[p].asked > 0 && proofs[p].noticed == proofs[p].asked;
        printf("%sok %d - a wrong %s is noticed: %d of %d\n", ok ? "" : "not ", ++number, proofs[p].key,
               proofs[p].noticed, proofs[p].asked);
        failed += !ok;
    }
    return failed;
}

static int check_sample(modori_parser *parser, const char *path)
{
    char cause[4096];
    size_t n = 0, cause_n = 0, length = strlen(path), blocks = 0;
    const modori_report *report = NULL;
    struct block block;
    wrong = 0;
    if (length < 4 || length + 3 > sizeof cause)
        return 0;
    memcpy(cause, path, length - 3);
    memcpy(cause + length - 3, "cause", 6);
    char *mail = slurp(path, &n), *text = slurp(cause, &cause_n), *at = text;
    if (!mail || !text || modori_parser_read(parser, MODORI_FORM_ANY, mail, n, &report) != MODORI_OK)
        differ("file", path, NULL);
    else
        for (; next_block(&at, &block); blocks++) {
            check_block(&block, report, mail, n);
            prove_block(&block, report, mail, n);
        }
    if (blocks == 0)
        differ("cause", "a block", NULL);
    free(mail);
    free(text);
    return wrong == 0;
}

int main(int argc, char **argv)
{
    modori_parser *parser = NULL;
    int failed = 0;
    if (modori_parser_new(NULL, NULL, &parser) != MODORI_OK)
        return 1;
    printf("1..%d\n", argc - 1 + (int)PROOFS);
    for (int i = 1; i < argc; i++) {
        int ok = check_sample(parser, argv[i]);
        const char *name = strstr(argv[i], "samples/");
        printf("%sok %d - %s\n", ok ? "" : "not ", i, name ? name : argv[i]);
        failed += !ok;
    }
    modori_parser_free(parser);
    failed += tell_proofs(argc - 1);
    return failed > 0;
}
