/* SPDX-License-Identifier: BSD-2-Clause */
/* Takes what stands at a mark: see extract.h. */
#include "judge/extract.h"
#include "bytes/ascii.h"
#include "judge/quantity.h"
#include "recognise/name.h"
#include "recognise/word_list.h"

#include <modori.h>

#define ID_LONGEST    120
#define WORD_LONGEST  12
#define WORDS_BETWEEN 24  /* a mark and its number */
#define WORDS_BEHIND  30  /* a number, with its unit: three bytes a character */
#define NEAR_BRACKET  160 /* from a mark to the bracket that holds the id */

struct place {
    const struct mdr_facts *facts;
    struct mdr_span s; /* the words */
    size_t at, end;    /* the mark */
    struct mdr_verdict *ret;
};

static struct mdr_text words_cut(const struct place *place, size_t from, size_t to)
{
    return mdr_text_cut(&place->facts->words, from, to);
}

/* Over blanks and what may stand before a value: colon, equals sign, quotes, brackets. */
static size_t skip_lead(struct mdr_span s, size_t at)
{
    while (at < s.n && (mdr_is_space(s.p[at]) || s.p[at] == ':' || s.p[at] == '=' || s.p[at] == '\'' ||
                        s.p[at] == '"' || s.p[at] == '(' || s.p[at] == '[' || s.p[at] == '<' || s.p[at] == '#'))
        at++;
    return at;
}

/* ---- blocklist --------------------------------------------------------------------------------- */

static bool is_about_lists(int32_t reason)
{
    return reason == MODORI_REASON_IP_LISTED || reason == MODORI_REASON_URL_LISTED ||
           reason == MODORI_REASON_SENDER_BLOCKED || reason == MODORI_REASON_IP_REPUTATION;
}

static void take_list(const struct place *place)
{
    if (!is_about_lists(place->ret->reason))
        return;
    size_t from = skip_lead(place->s, place->end);
    struct mdr_span token = from < place->s.n ? mdr_name_token(place->s, from) : MDR_SPAN_NONE;
    if (token.n == 0 || token.p != &place->s.p[from])
        return;
    size_t answer = mdr_find_byte(token, '=', 0); /* the list's answer behind it: "dnsbl.example.net=127.0.0.2" */
    token = answer == MDR_NOT_FOUND ? token : mdr_span_cut(token, 0, answer);
    if (mdr_name_is_host(token))
        place->ret->blocklist = words_cut(place, from, from + token.n);
}

/* "Spamhaus PBL" where "Spamhaus" was taken: which of the lists it is tells whom to ask. */
static bool is_longer_name(const struct place *place)
{
    struct mdr_span taken = place->ret->blocklist.s;
    return taken.p == &place->s.p[place->at] && taken.n < place->end - place->at;
}

/* A list that is known by its name: the host name that it is part of, or the name alone. */
static void take_zone(const struct place *place)
{
    if (!is_about_lists(place->ret->reason))
        return;
    if (mdr_text_present(&place->ret->blocklist) && !is_longer_name(place))
        return;
    struct mdr_span token = mdr_name_token(place->s, place->at);
    if (mdr_name_is_host(token) && !mdr_starts_with_fold(token, MDR_SPAN("www.")))
        place->ret->blocklist = mdr_text_part(&place->facts->words, token);
    else
        place->ret->blocklist = words_cut(place, place->at, place->end);
}

/* ---- numbers ----------------------------------------------------------------------------------- */

static void take_wait(const struct place *place)
{
    int64_t seconds = mdr_quantity_seconds_before(place->s, place->at);
    if (seconds < 0)
        seconds = mdr_quantity_seconds(mdr_span_from(place->s, place->end));
    if (seconds >= 0 && place->ret->retry_after < 0)
        place->ret->retry_after = seconds;
}

static bool is_about_size(int32_t reason)
{
    return reason == MODORI_REASON_SIZE_MESSAGE || reason == MODORI_REASON_RCPT_FULL;
}

/* "message size limit of 10 MB", "message size exceeds 10 MB", "maximum size of 10 MB": not this message's size. */
static bool tells_limit(struct mdr_span s)
{
    return mdr_word_has(MDR_WORDS_SIZE_LIMIT, s);
}

/* What stands right before a mark, and between it and its number. */
static bool is_limit(const struct place *place)
{
    size_t from = place->at, to = place->end;
    while (from > 0 && mdr_is_blank(place->s.p[from - 1]))
        from--;
    while (from > 0 && place->at - from < WORD_LONGEST && !mdr_is_space(place->s.p[from - 1]))
        from--;
    while (to < place->s.n && to - place->end < WORDS_BETWEEN && !mdr_is_digit(place->s.p[to]))
        to++;
    return tells_limit(mdr_span_cut(place->s, from, place->at)) || tells_limit(mdr_span_cut(place->s, place->end, to));
}

/* "サイズが10MBを超えています": in Japanese what makes a limit of a number follows it. */
static bool limit_follows(const struct place *place)
{
    struct mdr_span s = place->s;
    size_t from = place->end;
    while (from < s.n && from - place->end < WORDS_BETWEEN && !mdr_is_digit(s.p[from]))
        from++;
    while (from < s.n && (mdr_is_digit(s.p[from]) || s.p[from] == '.' || s.p[from] == ','))
        from++;
    size_t to = from;
    while (to < s.n && to - from < WORDS_BEHIND && !mdr_is_digit(s.p[to]))
        to++;
    return mdr_word_has(MDR_WORDS_SIZE_LIMIT_BEHIND, mdr_span_cut(s, from, to));
}

static void take_size(const struct place *place, int64_t *ret)
{
    if (*ret < 0 && is_about_size(place->ret->reason))
        *ret = mdr_quantity_bytes(mdr_span_from(place->s, place->end));
}

/* What is refused for its size is not as large as the limit: "maximum message size of 25 MB" has two marks, one number. */
static void take_size_or_limit(const struct place *place)
{
    struct mdr_verdict *ret = place->ret;
    if (is_limit(place))
        return;
    if (limit_follows(place)) {
        take_size(place, &ret->size_limit);
        return;
    }
    take_size(place, &ret->size);
    if (ret->size == ret->size_limit)
        ret->size = -1;
}

/* ---- address and URL --------------------------------------------------------------------------- */

static bool is_address(struct mdr_span token)
{
    size_t sign = mdr_find_byte(token, '@', 0);
    return sign != MDR_NOT_FOUND && sign > 0 && sign + 1 < token.n;
}

static void take_address(const struct place *place)
{
    size_t from = skip_lead(place->s, place->end);
    if (from >= place->s.n || place->ret->reason != MODORI_REASON_RCPT_MOVED)
        return;
    struct mdr_span token = mdr_name_token(place->s, from);
    if (is_address(token) && !mdr_equal_fold(token, place->facts->address.s))
        place->ret->new_address = mdr_text_part(&place->facts->words, token);
}

/* RFC 5321 3.4: 551 names the new path in brackets. */
static void take_path_of_551(const struct mdr_facts *facts, struct mdr_verdict *ret)
{
    struct mdr_span s = facts->words.s;
    for (size_t at = 0; (at = mdr_find_byte(s, '<', at)) != MDR_NOT_FOUND; at++) {
        size_t close = mdr_find_byte(s, '>', at);
        if (close == MDR_NOT_FOUND)
            return;
        struct mdr_span path = mdr_span_cut(s, at + 1, close);
        if (is_address(path) && !mdr_equal_fold(path, facts->address.s)) {
            ret->new_address = mdr_text_cut(&facts->words, at + 1, close);
            return;
        }
        at = close;
    }
}

static void take_url(const struct place *place)
{
    if (mdr_text_present(&place->ret->url))
        return;
    size_t to = place->at;
    while (to < place->s.n && place->s.p[to] > ' ' && place->s.p[to] < 0x7f && place->s.p[to] != '<' &&
           place->s.p[to] != '>' && place->s.p[to] != '"')
        to++;
    while (to > place->end && memchr(".,;:!?)]'", place->s.p[to - 1], 9))
        to--;
    if (to > place->end)
        place->ret->url = words_cut(place, place->at, to);
}

/* One that is glued to a word before it, "detailshttps://...", stands at no mark: marks begin with a word. */
static void take_glued_url(const struct mdr_facts *facts, struct mdr_verdict *ret)
{
    struct mdr_span s = facts->words.s;
    struct mdr_word scheme;
    for (size_t at = 0; (at = mdr_find_byte(s, ':', at)) != MDR_NOT_FOUND; at++) {
        if (!mdr_starts_with(mdr_span_from(s, at), MDR_SPAN("://")) ||
            !mdr_word_find(MDR_WORDS_URL_SCHEME, mdr_span_cut(s, 0, at), &scheme))
            continue;
        struct place place = {facts, s, scheme.at, at + 3, ret};
        take_url(&place);
    }
}

/* ---- the id to quote --------------------------------------------------------------------------- */

static bool is_id_byte(char c)
{
    return mdr_is_alnum(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '/' || c == '+' || c == '=';
}

static void set_id(const struct place *place, size_t from, size_t to)
{
    bool digit = false;
    for (size_t i = from; i < to; i++)
        digit = digit || mdr_is_digit(place->s.p[i]);
    if (digit && to - from >= 4 && to - from <= ID_LONGEST && !mdr_text_present(&place->ret->support_id))
        place->ret->support_id = words_cut(place, from, to);
}

static void take_id_after(const struct place *place)
{
    size_t from = skip_lead(place->s, place->end), to = from;
    while (to < place->s.n && to - from <= ID_LONGEST && is_id_byte(place->s.p[to]))
        to++;
    while (to > from && (place->s.p[to - 1] == '.' || place->s.p[to - 1] == ':'))
        to--;
    set_id(place, from, to);
}

static void take_id_before(const struct place *place)
{
    size_t to = place->at;
    while (to > 0 && (mdr_is_space(place->s.p[to - 1]) || place->s.p[to - 1] == '-'))
        to--;
    size_t from = to;
    while (from > 0 && to - from <= ID_LONGEST && is_id_byte(place->s.p[from - 1]))
        from--;
    /* The end of an URL is no id. */
    bool alone = from == 0 || mdr_is_space(place->s.p[from - 1]);
    if (alone && mdr_find(mdr_span_cut(place->s, from, to), MDR_SPAN("://"), 0) == MDR_NOT_FOUND)
        set_id(place, from, to);
}

/* The bracket that begins at `from`, or a little behind it. */
static void take_bracket(const struct place *place, size_t from)
{
    struct mdr_span near = mdr_span_cut(place->s, from, from + NEAR_BRACKET);
    size_t open = mdr_find_byte(near, '[', 0);
    size_t close = open == MDR_NOT_FOUND ? open : mdr_find_byte(near, ']', open);
    if (close != MDR_NOT_FOUND)
        set_id(place, from + open + 1, from + close);
}

static void take_id_around(const struct place *place)
{
    size_t from = place->at;
    while (from > 0 && place->at - from < ID_LONGEST && place->s.p[from] != '[' && place->s.p[from] != ']')
        from--;
    if (place->s.p[from] == '[')
        take_bracket(place, from);
}

/* ---- all marks --------------------------------------------------------------------------------- */

static void take(const struct place *place, enum mdr_mark_kind kind)
{
    switch (kind) {
    case MDR_MARK_LIST:
        take_list(place);
        break;
    case MDR_MARK_ZONE:
        take_zone(place);
        break;
    case MDR_MARK_WAIT:
        take_wait(place);
        break;
    case MDR_MARK_SIZE:
        take_size_or_limit(place);
        break;
    case MDR_MARK_LIMIT:
        take_size(place, &place->ret->size_limit);
        break;
    case MDR_MARK_ADDRESS:
        take_address(place);
        break;
    case MDR_MARK_URL:
        take_url(place);
        break;
    case MDR_MARK_ID_AFTER:
        take_id_after(place);
        break;
    case MDR_MARK_ID_BEFORE:
        take_id_before(place);
        break;
    case MDR_MARK_ID_AROUND:
        take_id_around(place);
        break;
    case MDR_MARK_ID_BRACKET:
        take_bracket(place, place->end);
        break;
    case MDR_MARK_HEDGE: /* tell nothing besides */
    case MDR_MARK_OR:
        break;
    }
}

void mdr_extract(const struct mdr_facts *facts, const struct mdr_classification *all, struct mdr_verdict *ret)
{
    uint16_t first = mdr_rules_marks();
    for (size_t i = 0; i < all->hits.n; i++) {
        const struct mdr_lexicon_hit *hit = &all->hits.hit[i];
        struct place place = {facts, facts->words.s, hit->at, hit->end, ret};
        if (hit->key >= first)
            take(&place, mdr_rules_mark(hit->key));
    }
    if (!mdr_text_present(&ret->url))
        take_glued_url(facts, ret);
    if (facts->reply == 551 && ret->reason == MODORI_REASON_RCPT_MOVED && !mdr_text_present(&ret->new_address))
        take_path_of_551(facts, ret);
}
