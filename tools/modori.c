/* SPDX-License-Identifier: BSD-2-Clause */
/* modori(1): which verb, which options. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

/* Options that not every verb takes; --json and --lang are for all. */
enum { TAKES_PERSON = 1, TAKES_PHASE = 2, TAKES_BY = 4, TAKES_OWN = 8 };

struct verb {
    const char *name;
    int (*run)(const struct options *options);
    bool needs_path, output_at_end;
    unsigned takes;
    const char *usage;
};

static const struct verb verbs[] = {
    {"parse", verb_parse, true, false, TAKES_OWN, "parse [--json] [--own NAME]... [--lang en|ja] PATH..."},
    {"explain", verb_explain, true, false, TAKES_PERSON | TAKES_OWN,
     "explain [--json] [--person] [--own NAME]... [--lang en|ja] PATH..."},
    {"reply", verb_reply, false, false, TAKES_PERSON | TAKES_PHASE,
     "reply [--json] [--person] [--phase NAME] [--lang en|ja] [TEXT...]"},
    {"log", verb_log, true, false, 0, "log [--json] [--lang en|ja] PATH..."},
    {"code", verb_code, false, false, 0, "code [--json] [--lang en|ja] [CODE...]"},
    {"compare", verb_compare, true, false, TAKES_OWN, "compare [--json] [--own NAME]... [--lang en|ja] A B"},
    {"stats", verb_stats, true, true, TAKES_BY,
     "stats [--json] [--by reason|domain|host|phase|sender|day] [--lang en|ja] PATH..."},
};

#define VERBS (sizeof verbs / sizeof *verbs)

static void print_usage(FILE *out)
{
    fputs("modori reads what mail servers say when mail comes back.\n\n", out);
    for (size_t i = 0; i < VERBS; i++)
        fprintf(out, "  modori %s\n", verbs[i].usage);
    fputs("\nPATH is a message, an mbox, a Maildir, a folder, or - for stdin. See modori(1).\n", out);
}

static const struct verb *verb_of(const char *name)
{
    for (size_t i = 0; i < VERBS; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}

static const char *environment_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

static int wrong_usage(const struct verb *verb, const char *what, const char *word)
{
    fprintf(stderr, "modori: %s%s", what, word ? " " : "");
    print_safe(stderr, word ? word : "", word ? strlen(word) : 0, 200);
    fputc('\n', stderr);
    if (verb)
        fprintf(stderr, "usage: modori %s\n", verb->usage);
    else
        print_usage(stderr);
    return EXIT_USAGE;
}

/* An option with a value: "--lang ja" or "--lang=ja". Returns the words taken, 0: not this option. */
static int take_value(const char *name, char **word, int words, const char **ret)
{
    size_t n = strlen(name);
    if (strncmp(word[0], name, n) != 0)
        return 0;
    if (word[0][n] == '=') {
        *ret = word[0] + n + 1;
        return 1;
    }
    if (word[0][n] != '\0' || words < 2)
        return 0;
    *ret = word[1];
    return 2;
}

/* An option that was given and that this verb does not take; NULL: none. */
static const char *not_taken(const struct verb *verb, const struct options *o)
{
    if (o->person && !(verb->takes & TAKES_PERSON))
        return "--person";
    if (o->phase && !(verb->takes & TAKES_PHASE))
        return "--phase";
    if (o->owns > 0 && !(verb->takes & TAKES_OWN))
        return "--own";
    return o->by && !(verb->takes & TAKES_BY) ? "--by" : NULL;
}

/* What is wrong with a word that begins as an option does: it is none, its value is missing, or it takes none. */
static int wrong_option(const struct verb *verb, const char *word)
{
    static const char with_value[][8] = {"--own", "--lang", "--by", "--phase"};
    static const char without[][10] = {"--json=", "--person="};
    for (size_t i = 0; i < sizeof with_value / sizeof *with_value; i++)
        if (strcmp(word, with_value[i]) == 0)
            return wrong_usage(verb, "a value is missing behind", word);
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (strncmp(word, without[i], strlen(without[i])) == 0)
            return wrong_usage(verb, "an option without a value has one:", word);
    return wrong_usage(verb, "there is no option", word);
}

/* Sorts words into options and arguments; behind "--" all are arguments. */
static int read_options(const struct verb *verb, char **word, int words, struct options *o)
{
    bool options_over = false;
    for (int i = 0; i < words;) {
        int taken = 1;
        const char *own;
        if (options_over || word[i][0] != '-' || strcmp(word[i], "-") == 0)
            o->argument[o->arguments++] = word[i];
        else if (strcmp(word[i], "--") == 0)
            options_over = true;
        else if (strcmp(word[i], "--json") == 0)
            o->json = true;
        else if (strcmp(word[i], "--person") == 0)
            o->person = true;
        else if ((taken = take_value("--own", word + i, words - i, &own)) > 0)
            o->own[o->owns++] = own;
        else if ((taken = take_value("--lang", word + i, words - i, &o->lang)) == 0 &&
                 (taken = take_value("--by", word + i, words - i, &o->by)) == 0 &&
                 (taken = take_value("--phase", word + i, words - i, &o->phase)) == 0)
            return wrong_option(verb, word[i]);
        i += taken;
    }
    if (not_taken(verb, o))
        return wrong_usage(verb, "not an option of this verb:", not_taken(verb, o));
    if (verb->needs_path && o->arguments == 0)
        return wrong_usage(verb, "nothing to read: a path is missing", NULL);
    if (verb->run == verb_compare && o->arguments != 2)
        return wrong_usage(verb, "compare takes two files", NULL);
    return EXIT_READ;
}

static int run(const struct verb *verb, char **word, int words)
{
    struct options options = {.lang = environment_language(), .output_at_end = verb->output_at_end};
    options.argument = calloc((size_t)words + 1, sizeof *options.argument);
    options.own = calloc((size_t)words + 1, sizeof *options.own);
    if (!options.argument || !options.own) {
        complain("options", "out of memory");
        return EXIT_UNREAD;
    }
    int status = read_options(verb, word, words, &options);
    if (status == EXIT_READ)
        status = verb->run(&options);
    free(options.argument);
    free(options.own);
    return status;
}

/* Whether the help of a verb is asked for, wherever among its options. */
static bool asks_help(char **word, int words)
{
    for (int i = 0; i < words && strcmp(word[i], "--") != 0; i++)
        if (strcmp(word[i], "--help") == 0)
            return true;
    return false;
}

static int answer(int argc, char **argv)
{
    if (argc < 2)
        return wrong_usage(NULL, "a verb is missing", NULL);
    if (strcmp(argv[1], "--version") == 0) {
        printf("modori %s\n", modori_version());
        return EXIT_READ;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_usage(stdout);
        return EXIT_READ;
    }
    const struct verb *verb = verb_of(argv[1]);
    if (!verb)
        return wrong_usage(NULL, "there is no verb", argv[1]);
    if (asks_help(argv + 2, argc - 2)) {
        printf("usage: modori %s\n", verb->usage);
        return EXIT_READ;
    }
    return run(verb, argv + 2, argc - 2);
}

int main(int argc, char **argv)
{
    int status = answer(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        complain("output", "could not be written");
        status = status == EXIT_READ ? EXIT_UNREAD : status;
    }
    return status;
}
