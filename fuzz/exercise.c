/* SPDX-License-Identifier: BSD-2-Clause */
/* See exercise.h. Uses the public interface only. */
#include "exercise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void exercise_fault(const char *what)
{
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static void hold(int condition, const char *what)
{
    if (!condition)
        exercise_fault(what);
}

/* The length of the UTF-8 sequence at p (RFC 3629), or 0. */
static size_t utf8_length(const unsigned char *p, size_t n)
{
    size_t need = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    if (need == 0 || need > n)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F))
        return 0; /* too long, or a surrogate */
    if ((p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return need;
}

static void valid_utf8(const char *text, size_t len)
{
    hold(text[len] == '\0', "a NUL stands behind a text");
    hold(memchr(text, 0, len) == NULL, "no NUL inside of a text");
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0, n; i < len; i += n) {
        n = utf8_length(p + i, len - i);
        hold(n > 0, "a text is UTF-8");
    }
}

void exercise_text(const char *text, size_t len, int lines)
{
    valid_utf8(text, len);
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < len; i++) {
        hold((p[i] >= 0x20 && p[i] != 0x7F) || (lines && p[i] == '\n'), "no control character");
        hold(!(p[i] == 0xC2 && p[i + 1] < 0xA0), "no C1 control character");
    }
}

/* ---- JSON (RFC 8259), without recursion --------------------------------------------------- */

static size_t json_string(const char *s, size_t n, size_t i)
{
    for (i++; i < n && s[i] != '"'; i++) {
        hold((unsigned char)s[i] >= 0x20, "no raw control character in JSON");
        if (s[i] != '\\')
            continue;
        i++;
        hold(i < n && strchr("\"\\/bfnrtu", s[i]) != NULL, "a JSON escape is one of the nine");
        if (s[i] == 'u') {
            hold(n - i > 4 && strspn(s + i + 1, "0123456789abcdefABCDEF") >= 4, "\\u has four digits");
            hold(memcmp(s + i + 1, "0000", 4) != 0, "no \\u0000 in JSON");
            hold(!((s[i + 1] == 'd' || s[i + 1] == 'D') && s[i + 2] >= '8'), "no surrogate in JSON");
        }
    }
    hold(i < n, "a JSON string is closed");
    return i + 1;
}

static size_t json_scalar(const char *s, size_t n, size_t i)
{
    static const char *const words[] = {"null", "true", "false"};
    if (s[i] == '"')
        return json_string(s, n, i);
    for (size_t w = 0; w < 3; w++)
        if (n - i >= strlen(words[w]) && memcmp(s + i, words[w], strlen(words[w])) == 0)
            return i + strlen(words[w]);
    size_t digits = strspn(s + i, "-0123456789");
    hold(digits > 0, "a JSON value");
    return i + digits;
}

void exercise_json(const char *text, size_t len)
{
    exercise_text(text, len, 0);
    char stack[64];
    size_t depth = 0, i = 0;
    int value = 1; /* a value is due; otherwise what follows one */
    do {
        if (value && (text[i] == '{' || text[i] == '[')) {
            hold(depth < sizeof(stack), "JSON is not nested deeply");
            stack[depth++] = text[i++];
            if (text[i] == '}' || text[i] == ']') {
                value = 0;
                continue;
            }
        } else if (value) {
            i = json_scalar(text, len, i);
            value = 0;
            continue;
        } else if (text[i] == ',') {
            i++;
        } else {
            hold(depth > 0 && text[i] == (stack[depth - 1] == '{' ? '}' : ']'), "JSON brackets match");
            i++;
            depth--;
            continue;
        }
        value = 1;
        if (stack[depth - 1] == '{') {
            hold(text[i] == '"', "a JSON key");
            i = json_string(text, len, i);
            hold(text[i] == ':', "a colon behind a JSON key");
            i++;
        }
    } while (depth > 0 && i < len);
    hold(depth == 0 && !value && i == len, "JSON is one whole value");
}

/* ---- a report ----------------------------------------------------------------------------- */

static void optional_text(const char *text, size_t len)
{
    if (text)
        valid_utf8(text, len);
    else
        hold(len == 0, "an absent text has no length");
}

static void named(int32_t enumeration, int64_t value)
{
    if (value > 0)
        hold(modori_enum_name(enumeration, (int32_t)value, NULL) != NULL, "every value has its name");
}

static void exercise_lists(const modori_recipient *recipient)
{
    static const int32_t lists[][2] = {
        {MODORI_RECIPIENT_CONTRADICTIONS, MODORI_ENUM_CONTRADICTION},
        {MODORI_RECIPIENT_ALTERNATIVES, MODORI_ENUM_REASON},
        {MODORI_RECIPIENT_CAUSES, MODORI_ENUM_CAUSE},
        {MODORI_RECIPIENT_ADVICE, MODORI_ENUM_ADVICE},
        {MODORI_RECIPIENT_ADDRESS_FINDINGS, MODORI_ENUM_ADDRESS},
    };
    for (size_t k = 0; k < sizeof(lists) / sizeof(*lists); k++) {
        size_t count = modori_recipient_list_count(recipient, lists[k][0]);
        for (size_t i = 0; i < count; i++) {
            int32_t value = modori_recipient_list_at(recipient, lists[k][0], i);
            hold(value > 0, "a list's values are known");
            named(lists[k][1], value);
            for (size_t before = 0; before < i; before++)
                hold(modori_recipient_list_at(recipient, lists[k][0], before) != value, "a list tells nothing twice");
        }
        hold(modori_recipient_list_at(recipient, lists[k][0], count) == -1, "a list ends");
    }
}

static void exercise_evidence(const modori_recipient *recipient, size_t input)
{
    size_t count = modori_recipient_evidence_count(recipient);
    for (size_t i = 0; i < count; i++) {
        const char *rule = NULL;
        size_t rule_len = 0;
        uint64_t offset = 0, length = 0;
        hold(modori_recipient_evidence(recipient, i, &rule, &rule_len, &offset, &length) == MODORI_OK, "evidence");
        exercise_text(rule, rule_len, 0);
        hold(offset <= input && length <= input - offset, "evidence lies inside of the input");
    }
    hold(modori_recipient_evidence(recipient, count, NULL, NULL, NULL, NULL) == MODORI_ERROR_ARGUMENT, "evidence ends");
}

static int64_t told(const modori_recipient *recipient, int32_t key)
{
    return modori_recipient_number(recipient, key);
}

/* A success, and what is no refusal, has no cause. */
static void exercise_no_verdict(const modori_recipient *recipient)
{
    static const int32_t numbers[] = {MODORI_RECIPIENT_PARTY, MODORI_RECIPIENT_PERSISTENCE, MODORI_RECIPIENT_HARD,
                                      MODORI_RECIPIENT_CONFIDENCE};
    static const int32_t lists[] = {MODORI_RECIPIENT_ALTERNATIVES, MODORI_RECIPIENT_CAUSES, MODORI_RECIPIENT_ADVICE};
    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
        hold(told(recipient, numbers[i]) == -1, "without a reason no verdict");
    for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
        hold(modori_recipient_list_count(recipient, lists[i]) == 0, "without a reason nothing that follows from it");
}

/* What modori-verdict(7) says holds for any input. */
static void exercise_verdict(const modori_recipient *recipient)
{
    int64_t reason = told(recipient, MODORI_RECIPIENT_REASON), action = told(recipient, MODORI_RECIPIENT_ACTION);
    int64_t final = action == MODORI_ACTION_FAILED ? 1 : action == MODORI_ACTION_DELAYED ? 0 : -1;
    int64_t persistence = told(recipient, MODORI_RECIPIENT_PERSISTENCE);
    hold(told(recipient, MODORI_RECIPIENT_FINAL) == final, "the action decides whether it is final");
    if (reason == -1) {
        exercise_no_verdict(recipient);
        return;
    }
    hold(action == -1 || final != -1, "a success has no reason");
    hold(told(recipient, MODORI_RECIPIENT_CONFIDENCE) >= MODORI_CONFIDENCE_LOW, "a reason is so sure");
    hold(told(recipient, MODORI_RECIPIENT_HARD) != 1 || persistence == MODORI_PERSISTENCE_PERMANENT,
         "what is hard is permanent");
    hold(told(recipient, MODORI_RECIPIENT_REPLY) / 100 != 4 || persistence == MODORI_PERSISTENCE_TRANSIENT,
         "4yz is transient");
    hold(modori_recipient_list_count(recipient, MODORI_RECIPIENT_ALTERNATIVES) <= 2, "two alternatives at most");
    for (size_t i = 0; i < modori_recipient_list_count(recipient, MODORI_RECIPIENT_ALTERNATIVES); i++)
        hold(modori_recipient_list_at(recipient, MODORI_RECIPIENT_ALTERNATIVES, i) != reason,
             "an alternative is another reason");
}

/* A suggestion is made where something is odd, and for each near miss. */
static void exercise_address(const modori_recipient *recipient)
{
    size_t odd = modori_recipient_list_count(recipient, MODORI_RECIPIENT_ADDRESS_FINDINGS);
    int suggested = modori_recipient_text(recipient, MODORI_RECIPIENT_SUGGESTION, NULL) != NULL;
    hold(!suggested || odd > 0, "a suggestion has a cause");
    for (size_t i = 0; i < odd; i++)
        hold(suggested ||
                 modori_recipient_list_at(recipient, MODORI_RECIPIENT_ADDRESS_FINDINGS, i) != MODORI_ADDRESS_NEAR_MISS,
             "what is nearly right is told");
}

static void exercise_recipient(const modori_recipient *recipient, size_t input)
{
    size_t len = 0;
    for (int32_t key = 0; key < 30; key++, len = 0) {
        const char *text = modori_recipient_text(recipient, key, &len);
        optional_text(text, len);
    }
    named(MODORI_ENUM_ACTION, modori_recipient_number(recipient, MODORI_RECIPIENT_ACTION));
    named(MODORI_ENUM_SPEAKER, modori_recipient_number(recipient, MODORI_RECIPIENT_SPEAKER));
    named(MODORI_ENUM_PHASE, modori_recipient_number(recipient, MODORI_RECIPIENT_PHASE));
    named(MODORI_ENUM_REASON, modori_recipient_number(recipient, MODORI_RECIPIENT_REASON));
    named(MODORI_ENUM_PARTY, modori_recipient_number(recipient, MODORI_RECIPIENT_PARTY));
    named(MODORI_ENUM_PERSISTENCE, modori_recipient_number(recipient, MODORI_RECIPIENT_PERSISTENCE));
    named(MODORI_ENUM_CONFIDENCE, modori_recipient_number(recipient, MODORI_RECIPIENT_CONFIDENCE));
    int64_t reply = modori_recipient_number(recipient, MODORI_RECIPIENT_REPLY);
    hold(reply == -1 || (reply >= 100 && reply <= 999), "a reply code has three digits");
    exercise_lists(recipient);
    exercise_evidence(recipient, input);
    exercise_verdict(recipient);
    exercise_address(recipient);
}

static void exercise_findings(const modori_report *report, size_t input)
{
    size_t count = modori_report_finding_count(report);
    for (size_t i = 0; i < count; i++) {
        int32_t finding = 0;
        uint64_t offset = 0;
        hold(modori_report_finding(report, i, &finding, &offset) == MODORI_OK, "a finding");
        hold(finding > 0 && offset <= input, "a finding lies inside of the input");
        named(MODORI_ENUM_FINDING, finding);
    }
}

static void exercise_records(const modori_report *report)
{
    size_t len = 0;
    for (size_t i = 0; i < modori_report_hop_count(report); i++) {
        for (int32_t key = 0; key < 5; key++, len = 0) {
            const char *text = modori_report_hop_text(report, i, key, &len);
            optional_text(text, len);
        }
        named(MODORI_ENUM_ROLE, modori_report_hop_number(report, i, MODORI_HOP_ROLE));
    }
    for (size_t i = 0; i < modori_report_attachment_count(report); i++) {
        for (int32_t key = 0; key < 5; key++, len = 0) {
            const char *text = modori_report_attachment_text(report, i, key, &len);
            optional_text(text, len);
        }
        named(MODORI_ENUM_RISK, modori_report_attachment_number(report, i, MODORI_ATTACHMENT_RISK));
    }
}

static void exercise_words(const modori_report *report)
{
    static const char *const languages[] = {"en", "ja", "xx", NULL};
    modori_text *words = NULL;
    size_t len = 0;
    hold(modori_report_json(report, "a \"b\"\n", 6, 1, &words) == MODORI_OK, "a report has its JSON");
    const char *bytes = modori_text_bytes(words, &len);
    exercise_json(bytes, len);
    modori_text_free(words);
    for (size_t i = 0; i < 4; i++) {
        hold(modori_report_explain(report, languages[i], (int32_t)(i % 2), 60, &words) == MODORI_OK,
             "a report can be explained");
        bytes = modori_text_bytes(words, &len);
        exercise_text(bytes, len, 1);
        modori_text_free(words);
    }
}

void exercise_report(const modori_report *report, size_t input)
{
    size_t len = 0;
    for (int32_t key = 0; key < 70; key++, len = 0) {
        const char *text = modori_report_text(report, key, &len);
        optional_text(text, len);
    }
    named(MODORI_ENUM_KIND, modori_report_number(report, MODORI_REPORT_KIND));
    named(MODORI_ENUM_HTML, modori_report_number(report, MODORI_REPORT_ORIGINAL_HTML));
    hold(modori_report_number(report, -1) == -1, "an unknown key has no number");
    size_t count = modori_report_recipient_count(report);
    for (size_t i = 0; i < count && i < 1000; i++)
        exercise_recipient(modori_report_recipient(report, i), input);
    hold(modori_report_recipient(report, count) == NULL, "recipients end");
    const char *subject = modori_report_original_header(report, "Subject", MODORI_TERMINATED, 0, &len);
    optional_text(subject, subject ? len : 0);
    exercise_findings(report, input);
    exercise_records(report);
    exercise_words(report);
}
