/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Amazon SES's notification as JSON (RFC 8259), where it arrives as a mail's body: of type
 * notificationType or eventType, plain or wrapped once more as the "Message" of a topic. Read in one
 * pass with a stack of keys of bounded depth; only the values of the table below are taken.
 */
#include "bytes/ascii.h"
#include "bytes/utf8.h"
#include "grammar/address.h"
#include "grammar/field.h"
#include "grammar/name.h"
#include "recognise/dialect_run.h"

#include <modori.h>

#define JSON_DEPTH 16

enum fact {
    TYPE,
    ADDRESS,
    ACTION,
    STATUS,
    DIAGNOSTIC,
    REPORTER,
    SOURCE,
    SUBJECT,
    MESSAGE_ID,
    DATE,
    TO,
    WRAPPED,
    DELIVERED,
    HEADER_NAME,
    HEADER_VALUE
};

/* Keys from the outermost object down; arrays have none of their own. */
struct path {
    const char *key[3];
    enum fact fact;
};

static const struct path paths[] = {
    {{"notificationType", NULL, NULL}, TYPE},
    {{"eventType", NULL, NULL}, TYPE},
    {{"Message", NULL, NULL}, WRAPPED},
    {{"bounce", "bouncedRecipients", "emailAddress"}, ADDRESS},
    {{"bounce", "bouncedRecipients", "action"}, ACTION},
    {{"bounce", "bouncedRecipients", "status"}, STATUS},
    {{"bounce", "bouncedRecipients", "diagnosticCode"}, DIAGNOSTIC},
    {{"bounce", "reportingMTA", NULL}, REPORTER},
    {{"deliveryDelay", "delayedRecipients", "emailAddress"}, ADDRESS},
    {{"deliveryDelay", "delayedRecipients", "status"}, STATUS},
    {{"deliveryDelay", "delayedRecipients", "diagnosticCode"}, DIAGNOSTIC},
    {{"deliveryDelay", "reportingMTA", NULL}, REPORTER},
    {{"delivery", "recipients", NULL}, DELIVERED},
    {{"delivery", "reportingMTA", NULL}, REPORTER},
    {{"mail", "source", NULL}, SOURCE},
    {{"mail", "commonHeaders", "subject"}, SUBJECT},
    {{"mail", "commonHeaders", "messageId"}, MESSAGE_ID},
    {{"mail", "commonHeaders", "date"}, DATE},
    {{"mail", "commonHeaders", "to"}, TO},
    {{"mail", "headers", "name"}, HEADER_NAME},
    {{"mail", "headers", "value"}, HEADER_VALUE},
};

/* What a type says of its recipients; kind 0: as the recipients say. */
static const struct {
    struct mdr_span name;
    int32_t action, kind;
} types[] = {
    {{"Bounce", 6}, MODORI_ACTION_FAILED, MODORI_KIND_FAILED},
    {{"DeliveryDelay", 13}, MODORI_ACTION_DELAYED, MODORI_KIND_DELAYED},
    {{"Delivery", 8}, MODORI_ACTION_DELIVERED, MODORI_KIND_DELIVERED},
    {{"Complaint", 9}, 0, MODORI_KIND_FEEDBACK},
};

struct reader {
    struct mdr_run *run;
    struct mdr_text text;
    size_t at;
    struct mdr_span key[JSON_DEPTH]; /* of the containers that are open */
    bool array[JSON_DEPTH];
    size_t depth;
    struct mdr_text wrapped;
    struct mdr_span header; /* the name of the field whose value comes next */
    struct mdr_clue *clue;  /* of the object that is open */
};

static char peek(struct reader *r)
{
    while (r->at < r->text.s.n && mdr_is_space(r->text.s.p[r->at]))
        r->at++;
    return r->at < r->text.s.n ? r->text.s.p[r->at] : '\0';
}

/* Where the string that begins behind the quote at `at` ends; the end of the text when it does not. */
static size_t string_end(struct mdr_span s, size_t at)
{
    while (at < s.n && s.p[at] != '"')
        at += s.p[at] == '\\' ? 2 : 1;
    return at < s.n ? at : s.n;
}

/* "\uXXXX" at `at`: one unit of UTF-16. */
static bool code_unit(struct mdr_span s, size_t at, uint32_t *ret)
{
    uint32_t value = 0;
    if (at > s.n || s.n - at < 6 || s.p[at] != '\\' || s.p[at + 1] != 'u')
        return false;
    for (size_t i = 2; i < 6; i++) {
        int digit = mdr_hex_value(s.p[at + i]);
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
    }
    *ret = value;
    return true;
}

/* "\uXXXX" at `at`; pairs of surrogates are one character. Returns the bytes taken, 0: none. */
static size_t unicode_escape(struct mdr_span s, size_t at, uint32_t *ret)
{
    uint32_t high, low;
    if (!code_unit(s, at, &high))
        return 0;
    if (high >= 0xD800 && high < 0xDC00 && code_unit(s, at + 6, &low) && low >= 0xDC00 && low < 0xE000) {
        *ret = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return 12;
    }
    *ret = high >= 0xD800 && high < 0xE000 ? 0xFFFD : high;
    return 6;
}

static char plain_escape(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

/* A string's value; a view where nothing is escaped. */
static struct mdr_text unescaped(struct reader *r, size_t from, size_t to)
{
    struct mdr_text raw = mdr_text_cut(&r->text, from, to);
    size_t at = mdr_find_byte(raw.s, '\\', 0);
    if (at == MDR_NOT_FOUND)
        return raw;
    struct mdr_builder b;
    size_t done = 0;
    mdr_builder_init(&b, r->run->clues->arena);
    for (; at != MDR_NOT_FOUND && at + 1 < raw.s.n; at = mdr_find_byte(raw.s, '\\', done)) {
        char buffer[4];
        uint32_t character;
        mdr_builder_add_part(&b, &raw, done, at);
        size_t taken = unicode_escape(raw.s, at, &character);
        if (taken > 0 && character != 0)
            mdr_builder_add(&b, mdr_span_make(buffer, mdr_utf8_write(buffer, character)), mdr_text_source(&raw, at));
        else if (taken == 0)
            mdr_builder_add_byte(&b, plain_escape(raw.s.p[at + 1]), mdr_text_source(&raw, at));
        done = at + (taken ? taken : 2);
    }
    mdr_builder_add_part(&b, &raw, done, raw.s.n);
    return mdr_builder_finish(&b);
}

/* ---- facts ------------------------------------------------------------------------------------ */

static void take_type(struct reader *r, struct mdr_span name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!mdr_span_equal(name, types[i].name))
            continue;
        r->run->clues->action = types[i].action;
        r->run->found->kind = types[i].kind;
    }
}

static struct mdr_text without_type(const struct mdr_text *value, struct mdr_text *ret_type)
{
    struct mdr_span type, rest;
    if (!mdr_field_split_type(value->s, &type, &rest))
        return *value;
    if (ret_type)
        *ret_type = mdr_text_part(value, type);
    return mdr_text_part(value, rest);
}

/* "Some Name <user@example.org>", as the To field had it. */
static struct mdr_text address_of(const struct mdr_text *value)
{
    struct mdr_span bare = mdr_address_bare(value->s);
    return bare.p ? mdr_text_part(value, bare) : *value;
}

static void take_recipient_fact(struct mdr_clue *clue, enum fact fact, const struct mdr_text *value)
{
    if (fact == ADDRESS)
        clue->address = address_of(value);
    else if (fact == STATUS)
        clue->status = *value;
    else if (fact == DIAGNOSTIC)
        clue->diagnostic = without_type(value, &clue->diagnostic_type);
    else if (fact == ACTION && mdr_equal_fold(value->s, MDR_SPAN("delayed")))
        clue->action = MODORI_ACTION_DELAYED;
}

static void take_fact(struct reader *r, enum fact fact, const struct mdr_text *value)
{
    struct mdr_clues *clues = r->run->clues;
    switch (fact) {
    case TYPE:
        take_type(r, value->s);
        break;
    case WRAPPED:
        r->wrapped = *value;
        break;
    case REPORTER:
        clues->reporting_mta = without_type(value, NULL);
        break;
    case SOURCE:
        clues->sender = *value;
        break;
    case SUBJECT:
        clues->original_subject = *value;
        break;
    case MESSAGE_ID:
        clues->original_message_id = *value;
        break;
    case DATE:
        clues->original_date = *value;
        break;
    case TO:
        clues->original_to = *value;
        break;
    case HEADER_NAME:
        r->header = value->s;
        break;
    case HEADER_VALUE:
        if (mdr_equal_fold(r->header, MDR_SPAN("Message-ID")) && !mdr_text_present(&clues->original_message_id))
            clues->original_message_id = *value;
        break;
    case DELIVERED:
        mdr_run_recipient(r->run, address_of(value));
        break;
    default:
        if (r->clue)
            take_recipient_fact(r->clue, fact, value);
    }
}

/* The keys above a value, its own included; arrays do not count. */
static bool path_is(const struct reader *r, struct mdr_span leaf, const struct path *path)
{
    size_t level = 0;
    for (size_t i = 1; i < r->depth; i++) {
        if (r->key[i].n == 0)
            continue;
        if (level == 3 || !path->key[level] ||
            !mdr_span_equal(r->key[i], mdr_name(path->key[level])))
            return false;
        level++;
    }
    if (leaf.n == 0)
        return level < 4 && (level == 3 || !path->key[level]);
    return level < 3 && path->key[level] &&
           mdr_span_equal(leaf, mdr_name(path->key[level])) &&
           (level == 2 || !path->key[level + 1]);
}

static void take_value(struct reader *r, struct mdr_span leaf, const struct mdr_text *value)
{
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (path_is(r, leaf, &paths[i]))
            take_fact(r, paths[i].fact, value);
}

/* ---- structure -------------------------------------------------------------------------------- */

/* An object among the recipients of a bounce or a delay is one of them. */
static void begin(struct reader *r, struct mdr_span key, bool array)
{
    bool recipients = r->depth > 0 && r->array[r->depth - 1] &&
                      (mdr_span_equal(r->key[r->depth - 1], MDR_SPAN("bouncedRecipients")) ||
                       mdr_span_equal(r->key[r->depth - 1], MDR_SPAN("delayedRecipients")));
    if (recipients && !array)
        r->clue = mdr_run_recipient(r->run, MDR_TEXT_NONE);
    r->key[r->depth] = key;
    r->array[r->depth] = array;
    r->depth++;
}

static void scan(struct reader *r)
{
    struct mdr_span key = MDR_SPAN_NONE;
    while (r->at < r->text.s.n) {
        char c = peek(r);
        if (c == '"') {
            size_t from = r->at + 1, to = string_end(r->text.s, from);
            r->at = to < r->text.s.n ? to + 1 : to;
            if (r->depth > 0 && !r->array[r->depth - 1] && key.n == 0 && peek(r) == ':') {
                key = mdr_span_cut(r->text.s, from, to);
                r->at++;
                continue;
            }
            struct mdr_text value = unescaped(r, from, to);
            take_value(r, key, &value);
            key = MDR_SPAN_NONE;
            continue;
        }
        r->at++;
        if (c == '{' || c == '[') {
            if (r->depth == JSON_DEPTH)
                return;
            begin(r, key, c == '[');
            key = MDR_SPAN_NONE;
        } else if (c == '}' || c == ']') {
            if (r->depth == 0 || --r->depth == 0)
                return;
        } else if (c == ',') {
            key = MDR_SPAN_NONE;
        }
    }
}

/* Sendmail breaks lines of a thousand bytes with "!", a line end and a blank. */
static struct mdr_text joined(struct mdr_run *run, const struct mdr_text *t)
{
    size_t at = mdr_find(t->s, MDR_SPAN("!\n "), 0), from = 0;
    if (at == MDR_NOT_FOUND)
        return *t;
    struct mdr_builder b;
    mdr_builder_init(&b, run->clues->arena);
    for (; at != MDR_NOT_FOUND; at = mdr_find(t->s, MDR_SPAN("!\n "), from)) {
        mdr_builder_add_part(&b, t, from, at);
        from = at + 3;
    }
    mdr_builder_add_part(&b, t, from, t->s.n);
    return mdr_builder_finish(&b);
}

void mdr_hook_ses(struct mdr_run *run, size_t at)
{
    run->stopped = true;
    /* Behind somebody's words it is a quotation. */
    if (mdr_trim(mdr_span_cut(run->notice->text.s, 0, at)).n > 0)
        return;
    struct mdr_text rest = mdr_text_cut(&run->notice->text, at, run->notice->text.s.n);
    struct reader r = {.run = run, .text = joined(run, &rest)};
    scan(&r);
    if (r.wrapped.s.n > 0) {
        struct reader inner = {.run = run, .text = r.wrapped};
        scan(&inner);
    }
}
