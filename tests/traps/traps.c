/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Inputs that others have fallen over, each with what is right: tests/traps/README tells the form of the
 * case files. Plain C with TAP and the public API only, so that it runs where Criterion does not.
 *
 *     traps FILE.trap...
 */
#include <config.h>
#include <modori.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM (1 << 16)

struct trap {
    char name[200];
    char form[16], argument[64]; /* "mail", "reply", ...; of "code" the code */
    char input[ROOM];
    size_t n;
    char json[ROOM * 4]; /* what the library makes of it */
    int skip;            /* wants charsets, and there is no iconv */
};

static modori_parser *parser;
static const modori_report *report; /* of the last input; the parser's */
static int number, failed;

static void ended(int status, const char *why)
{
    printf("Bail out! %s\n", why);
    exit(status);
}

/* ---- JSON: just enough to find a value by its path --------------------------------------------- */

/* Behind the value that begins at s. */
static const char *skip_value(const char *s)
{
    int depth = 0;
    do {
        if (*s == '"')
            for (s++; *s && *s != '"'; s++)
                s += *s == '\\' && s[1];
        if (*s == '{' || *s == '[')
            depth++;
        if (*s == '}' || *s == ']')
            depth--;
        if (*s)
            s++;
    } while (*s && (depth > 0 || (*s != ',' && *s != '}' && *s != ']')));
    return s;
}

static const char *member(const char *s, const char *key, size_t n)
{
    if (*s != '{')
        return NULL;
    for (s++; *s == '"';) {
        const char *name = s + 1, *end = strchr(name, '"');
        if ((size_t)(end - name) == n && memcmp(name, key, n) == 0)
            return end + 2;
        s = skip_value(end + 2);
        s += *s == ',';
    }
    return NULL;
}

static const char *element(const char *s, size_t index)
{
    if (*s != '[' || s[1] == ']')
        return NULL;
    for (s++; index > 0; index--) {
        s = skip_value(s);
        if (*s++ != ',')
            return NULL;
    }
    return s;
}

/* The value at "recipients[0].contradictions"; NULL when there is none. */
static const char *find(const char *json, const char *path)
{
    const char *s = json;
    while (s && *path) {
        size_t n = strcspn(path, ".[");
        if (n > 0)
            s = member(s, path, n);
        path += n;
        if (s && *path == '[')
            s = element(s, strtoul(path + 1, NULL, 10));
        if (*path == '[')
            path += strcspn(path, "]") + 1;
        path += *path == '.';
    }
    return s;
}

static void put(char *to, size_t *n, char c)
{
    if (*n + 1 < ROOM)
        to[(*n)++] = c;
}

/* A string without its quotes; what is escaped but not quotes, backslashes and line ends stays as it is. */
static const char *write_string(const char *s, char *to, size_t *n)
{
    for (s++; *s && *s != '"'; s++) {
        if (*s == '\\' && s[1]) {
            s++;
            if (*s == 'n' || *s == 't')
                put(to, n, ' ');
            else if (*s == '"' || *s == '\\' || *s == '/')
                put(to, n, *s);
            else
                put(to, n, '\\'), put(to, n, *s);
        } else {
            put(to, n, *s);
        }
    }
    return s + (*s == '"');
}

/* In the words of a case file: a list with blanks between, "none" for what is empty, null or not there. */
static void write_value(const char *s, char *to)
{
    size_t n = 0;
    const char *end = s ? skip_value(s) : s;
    while (s && s < end) {
        if (*s == '"') {
            s = write_string(s, to, &n);
            continue;
        }
        if (*s == ',')
            put(to, &n, ' ');
        else if (*s != '[' && *s != ']')
            put(to, &n, *s);
        s++;
    }
    to[n] = '\0';
    if (n == 0 || strcmp(to, "null") == 0)
        strcpy(to, "none");
}

static size_t count(const char *list)
{
    size_t n = 0;
    while (list && element(list, n))
        n++;
    return n;
}

/* ---- keys: one that is misspelt is never there, so that "none" would always be right ----------- */

#define KEYS 200 /* more than JSON has */

struct keys {
    char name[KEYS][32];
    size_t n;
};

static struct keys seen, asked;

static int has_key(const struct keys *keys, const char *name, size_t n)
{
    for (size_t i = 0; i < keys->n; i++)
        if (strlen(keys->name[i]) == n && memcmp(keys->name[i], name, n) == 0)
            return 1;
    return 0;
}

static void add_key(struct keys *keys, const char *name, size_t n)
{
    if (n == 0 || n >= sizeof keys->name[0] || has_key(keys, name, n))
        return;
    if (keys->n == KEYS)
        ended(1, "too many keys");
    memcpy(keys->name[keys->n++], name, n);
}

/* The keys of a JSON text. Quotes inside of its strings are escaped, so that none looks like a key. */
static void see_keys(const char *json)
{
    for (const char *s = json; (s = strstr(s, "\":")) != NULL; s += 2) {
        const char *name = s;
        while (name > json && (name[-1] == '_' || (name[-1] >= 'a' && name[-1] <= 'z')))
            name--;
        if (name > json && name[-1] == '"')
            add_key(&seen, name, (size_t)(s - name));
    }
}

/* Each name of a path, "recipients[0].status". */
static void ask_keys(const char *path)
{
    while (*path) {
        size_t n = strcspn(path, ".[");
        add_key(&asked, path, n);
        path += n;
        path += strspn(path, ".[]0123456789");
    }
}

static void report_keys(void)
{
    int wrong = 0;
    for (size_t i = 0; i < asked.n; i++)
        if (!has_key(&seen, asked.name[i], strlen(asked.name[i]))) {
            printf("#   no input has a key '%s'\n", asked.name[i]);
            wrong = 1;
        }
    printf("%s %d - each key that is asked for is one of the JSON's\n", wrong ? "not ok" : "ok", ++number);
    failed += wrong;
}

/* ---- one trap ---------------------------------------------------------------------------------- */

static int32_t form_of(const char *name)
{
    static const struct {
        const char *name;
        int32_t form;
    } forms[] = {{"mail", MODORI_FORM_MESSAGE},  {"fields", MODORI_FORM_DELIVERY_STATUS},
                 {"notice", MODORI_FORM_NOTICE}, {"reply", MODORI_FORM_DIAGNOSTIC},
                 {"log", MODORI_FORM_LOG_LINE},  {"any", MODORI_FORM_ANY}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].name, name) == 0)
            return forms[i].form;
    return -1;
}

/* What the tables say of a code, as an object like "modori code --json" prints it. */
static void look_up(struct trap *t)
{
    static const struct {
        const char *name;
        int32_t key;
    } keys[] = {{"standard_text", MODORI_CODE_STANDARD_TEXT},
                {"meaning", MODORI_CODE_MEANING},
                {"reference", MODORI_CODE_REFERENCE},
                {"phases", MODORI_CODE_PHASES},
                {"notes", MODORI_CODE_NOTES},
                {"standing", MODORI_CODE_STANDING},
                {"retry", MODORI_CODE_RETRY}};
    size_t n = (size_t)snprintf(t->json, sizeof t->json, "{");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text = strchr(t->argument, '.')
                               ? modori_enhanced_code_text(t->argument, MODORI_TERMINATED, keys[i].key, "en", NULL)
                               : modori_reply_code_text(atoi(t->argument), keys[i].key, "en", NULL);
        if (!text)
            continue;
        n += (size_t)snprintf(t->json + n, sizeof t->json - n, "%s\"%s\":\"", n > 1 ? "," : "", keys[i].name);
        for (; *text && n + 8 < sizeof t->json; text++) {
            if (*text == '"')
                t->json[n++] = '\\';
            t->json[n++] = *text;
        }
        n += (size_t)snprintf(t->json + n, sizeof t->json - n, "\"");
    }
    snprintf(t->json + n, sizeof t->json - n, "}");
}

static void read_input(struct trap *t)
{
    modori_text *text = NULL;
    int32_t form = form_of(t->form);
    if (strcmp(t->form, "code") == 0) {
        look_up(t);
        see_keys(t->json);
        return;
    }
    if (form < 0)
        ended(1, "unknown form of input");
    if (modori_parser_read(parser, form, t->input, t->n, &report) != MODORI_OK)
        ended(1, "the library gives up");
    int32_t status = form == MODORI_FORM_DIAGNOSTIC || form == MODORI_FORM_LOG_LINE
                         ? modori_recipient_json(modori_report_recipient(report, 0), &text)
                         : modori_report_json(report, NULL, 0, 0, &text);
    snprintf(t->json, sizeof t->json, "%s", status == MODORI_OK ? modori_text_bytes(text, NULL) : "{}");
    modori_text_free(text);
    see_keys(t->json);
}

/* "header.X-Campaign[1]": a field of the returned message's header, by name and which of several. */
static void write_header(const char *path, char *got)
{
    const char *name = path + strlen("header."), *bracket = strchr(name, '[');
    size_t n = bracket ? (size_t)(bracket - name) : strlen(name);
    const char *value =
        modori_report_original_header(report, name, n, bracket ? strtoul(bracket + 1, NULL, 10) : 0, NULL);
    snprintf(got, ROOM, "%s", value ? value : "none");
}

/* "path value", "path ~part of it", "path !~not a part of it", "path.n 2": true when it is so. */
static int is_so(const struct trap *t, const char *line, char *got)
{
    char path[200];
    size_t n = strcspn(line, " ");
    snprintf(path, sizeof path, "%.*s", (int)n, line);
    const char *want = line[n] ? line + n + 1 : "";
    if (strncmp(path, "header.", 7) == 0) {
        write_header(path, got);
    } else if (n > 2 && strcmp(path + n - 2, ".n") == 0) {
        path[n - 2] = '\0';
        ask_keys(path);
        snprintf(got, ROOM, "%zu", count(find(t->json, path)));
    } else {
        ask_keys(path);
        write_value(find(t->json, path), got);
    }
    if (want[0] == '~')
        return strstr(got, want + 1) != NULL;
    if (want[0] == '!' && want[1] == '~')
        return strstr(got, want + 2) == NULL;
    return strcmp(got, want) == 0;
}

/* ---- case files -------------------------------------------------------------------------------- */

static int has_prefix(const char *line, const char *prefix)
{
    return strncmp(line, prefix, strlen(prefix)) == 0;
}

static void finish(struct trap *t, int wants, int wrong)
{
    if (t->name[0] == '\0')
        return;
    if (t->skip) {
        printf("ok %d - %s # SKIP without iconv\n", ++number, t->name);
        t->name[0] = '\0';
        return;
    }
    if (wants == 0)
        printf("#   it asks for nothing\n");
    if (wrong)
        printf("#   %s\n", t->json);
    printf("%s %d - %s\n", wrong || wants == 0 ? "not ok" : "ok", ++number, t->name);
    failed += wrong || wants == 0;
    t->name[0] = '\0';
}

/* Each trap has a parser of its own: what it is told of the caller's side holds for all that it reads. */
static void begin_trap(struct trap *t, const char *name)
{
    modori_parser_free(parser);
    if (modori_parser_new(NULL, NULL, &parser) != MODORI_OK)
        ended(1, "no memory");
    snprintf(t->name, sizeof t->name, "%.*s", (int)sizeof t->name - 1, name);
    t->skip = 0;
}

/* "%charsets" */
static void want_charsets(struct trap *t)
{
#ifdef HAVE_ICONV
    (void)t;
#else
    t->skip = 1;
#endif
}

/* "%own domain office.example", "%own host 192.0.2.1", "%own verp bounce+{local}={domain}@example.org" */
static void tell_own(const char *line)
{
    char what[16], text[200];
    if (sscanf(line, "%%own %15s %199s", what, text) != 2)
        ended(1, "%own WHAT TEXT");
    int32_t key = strcmp(what, "domain") == 0 ? MODORI_OWN_DOMAIN
                  : strcmp(what, "host") == 0 ? MODORI_OWN_HOST
                  : strcmp(what, "verp") == 0 ? MODORI_OWN_VERP_PATTERN
                                              : 0;
    if (modori_parser_add_own(parser, key, text, MODORI_TERMINATED) != MODORI_OK)
        ended(1, line);
}

/* "%mail" begins an input, "%end" ends it. */
static void begin_input(struct trap *t, const char *line)
{
    t->n = 0;
    t->argument[0] = '\0';
    sscanf(line + 1, "%15s %63s", t->form, t->argument);
}

/* "\xHH" stands for a byte that does not stand well in a file of text; other backslashes stay. */
static void add_line(struct trap *t, const char *line)
{
    for (; *line && t->n + 2 < ROOM; line++) {
        unsigned byte;
        if (*line == '\\' && line[1] == 'x' && sscanf(line + 2, "%2x", &byte) == 1) {
            t->input[t->n++] = (char)byte;
            line += 3;
        } else {
            t->input[t->n++] = *line;
        }
    }
}

static void run_file(FILE *in)
{
    static struct trap t;
    static char line[ROOM], got[ROOM];
    int inside = 0, wants = 0, wrong = 0;
    t.name[0] = '\0';
    while (fgets(line, sizeof line, in)) {
        if (inside && !has_prefix(line, "%end")) {
            add_line(&t, line);
            continue;
        }
        line[strcspn(line, "\n")] = '\0';
        if (has_prefix(line, "%trap ")) {
            finish(&t, wants, wrong);
            begin_trap(&t, line + 6);
            wants = wrong = 0;
        } else if (has_prefix(line, "%end") || has_prefix(line, "%code")) {
            if (!inside)
                begin_input(&t, line);
            inside = 0;
            read_input(&t);
        } else if (has_prefix(line, "%charsets")) {
            want_charsets(&t);
        } else if (has_prefix(line, "%own ")) {
            tell_own(line);
        } else if (line[0] == '%') {
            begin_input(&t, line);
            inside = 1;
        } else if (line[0] != '\0' && line[0] != '#') {
            wants++;
            if (!is_so(&t, line, got)) {
                printf("#   right is '%s', it is '%s'\n", line, got);
                wrong++;
            }
        }
    }
    finish(&t, wants, wrong);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        FILE *in = fopen(argv[i], "rb");
        if (!in)
            ended(1, argv[i]);
        run_file(in);
        fclose(in);
    }
    report_keys();
    printf("1..%d\n", number);
    modori_parser_free(parser);
    return failed > 0 || number < 2;
}
