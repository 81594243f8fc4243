/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tables know of a code, laid out for a person: labels, and lines that fit. */
#include "code_page.h"

#include <string.h>

#define WIDTH_USUAL 78 /* where there is no terminal */

/* A text for people; the library has what the codes mean, these are the page's own words. */
struct word {
    const char *name, *en, *ja;
};

static const struct word labels[] = {
    {"meaning", "Means", "意味"},          {"retry", "Try again?", "再送"},      {"notes", "In use", "実際の使われ方"},
    {"phases", "Answers", "応答する場面"}, {"standing", "Standing", "位置づけ"}, {"reference", "Defined in", "規定"},
};

static const struct word standings[] = {
    {"standard", "standard", "標準"},           {"extension", "extension", "拡張"},
    {"listed only", "listed only", "登録のみ"}, {"non-standard", "not in any standard", "非標準"},
    {"unknown", "not defined", "未定義"},
};

static const char *word_of(const struct word *words, size_t n, const char *name, size_t name_n, const char *lang)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(words[i].name) == name_n && memcmp(words[i].name, name, name_n) == 0)
            return is_japanese(lang) ? words[i].ja : words[i].en;
    return NULL;
}

/* ---- lines ------------------------------------------------------------------------------------- */

/* The bytes of a character of the tables' UTF-8. */
static size_t character(const char *s, size_t n)
{
    unsigned char c = (unsigned char)s[0];
    size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return length < n ? length : n;
}

static bool is_one_of(const char *s, size_t n, const char *const *marks)
{
    for (; *marks; marks++)
        if (strlen(*marks) == n && memcmp(s, *marks, n) == 0)
            return true;
    return false;
}

/* Marks that no Japanese line begins with (JIS X 4051), and those that none ends with. */
static const char *const closing[] = {"、", "。", "）", "」", "』", "・", "ー", "：", "；", NULL};
static const char *const opening[] = {"（", "「", "『", NULL};

/* How many bytes of a text go into a line of so many columns: whole words, at least one character. */
static size_t line_bytes(const char *s, size_t n, size_t width)
{
    size_t at = 0, used = 0, fits = 0;
    bool before_wide = false, before_opens = false;
    while (at < n) {
        size_t length = character(s + at, n - at), wide = text_columns(s + at, length);
        bool between = at > 0 && !before_opens && (before_wide || wide == 2) && !is_one_of(s + at, length, closing);
        if (s[at] == ' ' || between)
            fits = at;
        if (used + wide > width)
            return fits > 0 ? fits : at > 0 ? at : length;
        before_wide = wide == 2;
        before_opens = is_one_of(s + at, length, opening);
        used += wide;
        at += length;
    }
    return n;
}

void page_row(const char *label, size_t indent, const char *text, size_t n)
{
    size_t width = (columns() ? (size_t)columns() : WIDTH_USUAL) - indent;
    printf("  %s", label);
    for (size_t at = 0, used = 2 + text_columns(label, strlen(label)); at < n; used = 0) {
        size_t length = line_bytes(text + at, n - at, width);
        size_t shown = length;
        while (shown > 0 && text[at + shown - 1] == ' ')
            shown--;
        printf("%*s%.*s\n", (int)(indent - used), "", (int)shown, text + at);
        at += length;
        while (at < n && text[at] == ' ')
            at++;
    }
}

static size_t indent_of(const char *lang)
{
    size_t widest = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const char *label = is_japanese(lang) ? labels[i].ja : labels[i].en;
        size_t wide = text_columns(label, strlen(label));
        widest = wide > widest ? wide : widest;
    }
    return widest + 4;
}

/* ---- commands ----------------------------------------------------------------------------------- */

struct list {
    char bytes[400];
    size_t n;
};

static void list_add(struct list *list, const char *s, size_t n)
{
    if (n < sizeof list->bytes - list->n)
        memcpy(list->bytes + list->n, s, n);
    list->n += n < sizeof list->bytes - list->n ? n : 0;
}

/* The items of "RCPT:E; ANY:P" that are by the book, or those of practice only. */
static void list_commands(struct list *list, const char *s, size_t n, bool practice, const char *head)
{
    const char *joint = head;
    for (size_t at = 0; at < n;) {
        const char *end = memchr(s + at, ';', n - at);
        size_t to = end ? (size_t)(end - s) : n;
        if (to - at > 2 && (s[to - 1] == 'P') == practice) {
            list_add(list, joint, strlen(joint));
            list_add(list, s + at, to - at - 2);
            joint = ", ";
        }
        for (at = to + 1; at < n && s[at] == ' ';)
            at++;
    }
}

static void print_commands(const char *label, size_t indent, const char *text, size_t n, const char *lang)
{
    struct list list = {.n = 0};
    list_commands(&list, text, n, false, "");
    const char *beside = is_japanese(lang) ? "（規格外：" : " (in practice: ",
               *alone = is_japanese(lang) ? "規格外：" : "in practice: ";
    size_t before = list.n;
    list_commands(&list, text, n, true, before > 0 ? beside : alone);
    if (before > 0 && list.n > before)
        list_add(&list, is_japanese(lang) ? "）" : ")", is_japanese(lang) ? 3 : 1);
    page_row(label, indent, list.bytes, list.n);
}

void code_page_row(const char *name, const char *text, size_t n, const char *lang)
{
    const char *label = word_of(labels, sizeof labels / sizeof *labels, name, strlen(name), lang);
    const char *standing = word_of(standings, sizeof standings / sizeof *standings, text, n, lang);
    size_t indent = indent_of(lang);
    if (!label)
        printf("  %.*s\n", (int)n, text);
    else if (strcmp(name, "phases") == 0)
        print_commands(label, indent, text, n, lang);
    else if (strcmp(name, "standing") == 0 && standing)
        page_row(label, indent, standing, strlen(standing));
    else
        page_row(label, indent, text, n);
}
