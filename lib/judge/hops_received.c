/* SPDX-License-Identifier: BSD-2-Clause */
/* Received fields: see hops_received.h. */
#include "judge/hops_received.h"
#include "bytes/ascii.h"
#include "bytes/cursor.h"
#include "grammar/byte_class.h"
#include "grammar/ip.h"

#define NESTED 8 /* comments inside of comments that are followed */

enum clause { CLAUSE_NONE, CLAUSE_FROM, CLAUSE_BY, CLAUSE_OTHER };

/* ---- what is an address, what is a name ------------------------------------------------------- */

/* "IPv6:", a zone, and the mapping of IPv4 into IPv6 cut off; absent when it is no address. */
static struct mdr_span ip_of(struct mdr_span s)
{
    s = mdr_unwrap(mdr_trim(s), '[', ']');
    if (s.n == 0 || (mdr_hex_value(s.p[0]) < 0 && s.p[0] != ':' && mdr_lower(s.p[0]) != 'i'))
        return MDR_SPAN_NONE; /* most words are names */
    if (mdr_starts_with_fold(s, MDR_SPAN("IPv6:")))
        s = mdr_span_from(s, 5);
    size_t zone = s.p ? mdr_find_byte(s, '%', 0) : MDR_NOT_FOUND;
    if (zone != MDR_NOT_FOUND)
        s = mdr_span_cut(s, 0, zone);
    if (mdr_starts_with_fold(s, MDR_SPAN("::ffff:")) && mdr_ip_is_v4(mdr_span_from(s, 7)))
        s = mdr_span_from(s, 7);
    return mdr_ip_is(s) ? s : MDR_SPAN_NONE;
}

/* A host name; the dot of the root at its end cut off. Absent when it is none, or says "unknown". */
static struct mdr_span host_of(struct mdr_span s)
{
    size_t at = s.p ? mdr_find_byte(s, '@', 0) : MDR_NOT_FOUND; /* ident@host */
    if (at != MDR_NOT_FOUND)
        s = mdr_span_from(s, at + 1);
    if (s.n > 1 && s.p[s.n - 1] == '.')
        s.n--;
    bool letters = false;
    for (size_t i = 0; i < s.n; i++) {
        if (!mdr_is_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '.' && s.p[i] != '_')
            return MDR_SPAN_NONE;
        letters = letters || mdr_is_alpha(s.p[i]);
    }
    if (!letters || s.n > 255 || !mdr_is_alnum(s.p[0]) || mdr_equal_fold(s, MDR_SPAN("unknown")))
        return MDR_SPAN_NONE;
    return s;
}

/* ---- tokens ----------------------------------------------------------------------------------- */

/* A comment at "(": what is inside of it, to its end or the end of the text. */
static struct mdr_span take_comment(struct mdr_cursor *c)
{
    size_t from = ++c->at, depth = 1, close = mdr_find_byte(c->s, ')', from);
    if (close != MDR_NOT_FOUND && !memchr(c->s.p + from, '(', close - from)) {
        c->at = close + 1;
        return mdr_span_cut(c->s, from, close);
    }
    while (!mdr_cursor_end(c)) {
        char byte = c->s.p[c->at++];
        if (byte == '(' && depth < NESTED)
            depth++;
        else if (byte == ')' && --depth == 0)
            return mdr_span_cut(c->s, from, c->at - 1);
    }
    return mdr_span_cut(c->s, from, c->at);
}

static struct mdr_span take_word(struct mdr_cursor *c)
{
    size_t from = c->at, end = from;
    while (end < c->s.n && mdr_byte_is(c->s.p[end], MDR_BYTE_WORD))
        end++;
    c->at = end > from ? end : end + 1; /* a stray mark */
    return mdr_span_cut(c->s, from, c->at);
}

/* ---- clauses ---------------------------------------------------------------------------------- */

/* qmail writes who the client logged in as in front of its address: "user@example.org@192.0.2.1". */
static struct mdr_span behind_login(struct mdr_span s)
{
    return mdr_behind_last(s, '@');
}

/*
 * A mail that was handed over on the machine itself: "with local" (Exim), "(uid 0)" (dma). What stands
 * behind "from" is the name of a user then.
 */
static void drop_user(struct mdr_received *ret)
{
    if (!ret->from_ip.p && !ret->from_checked)
        ret->from_host = MDR_SPAN_NONE;
}

/* The name that the client gave: "HELO pc" (qmail), "helo=pc" (Exim). */
static void read_greeting(struct mdr_span comment, struct mdr_received *ret)
{
    size_t at = mdr_find_fold(comment, MDR_SPAN("helo"), 0), from, end;
    if (at == MDR_NOT_FOUND)
        at = mdr_find_fold(comment, MDR_SPAN("ehlo"), 0);
    if (at == MDR_NOT_FOUND || (at > 0 && !mdr_is_space(comment.p[at - 1])))
        return;
    from = at + 4;
    if (from >= comment.n || (comment.p[from] != '=' && comment.p[from] != ' '))
        return;
    for (end = ++from; end < comment.n && !mdr_is_space(comment.p[end]);)
        end++;
    ret->greeting = host_of(mdr_span_cut(comment, from, end));
}

/* "name [address]", "[address]:port helo=name", "address": what the receiving server found. */
static void read_from_comment(struct mdr_span comment, struct mdr_received *ret)
{
    size_t open = mdr_find_byte(comment, '[', 0);
    size_t close = open == MDR_NOT_FOUND ? open : mdr_find_byte(comment, ']', open);
    read_greeting(comment, ret);
    if (close == MDR_NOT_FOUND) {
        if (mdr_starts_with_fold(comment, MDR_SPAN("uid ")))
            drop_user(ret);
        else if (!ret->from_ip.p)
            ret->from_ip = ip_of(behind_login(comment));
        return;
    }
    struct mdr_span between = mdr_span_cut(comment, open + 1, close), ip = ip_of(between);
    if (mdr_equal_fold(between, MDR_SPAN("unix socket")) || mdr_equal_fold(between, MDR_SPAN("local")))
        drop_user(ret);
    if (!ip.p)
        return;
    ret->from_ip = ip;
    struct mdr_span before = mdr_trim(mdr_span_cut(comment, 0, open));
    size_t blank = before.n;
    while (blank > 0 && !mdr_is_space(before.p[blank - 1]))
        blank--;
    struct mdr_span name = host_of(mdr_span_from(before, blank));
    if (name.p && blank == 0) {
        ret->from_host = name;
        ret->from_checked = true;
    }
}

static void read_comment(enum clause clause, struct mdr_span comment, struct mdr_received *ret)
{
    if (clause == CLAUSE_FROM)
        read_from_comment(comment, ret);
    else if (clause == CLAUSE_BY && !ret->by_ip.p)
        ret->by_ip = ip_of(comment);
}

/* What is not one name of a machine, but a phrase: "from mail pickup service by ...", "by simscan 1.4.0 ppid: 1". */
static bool is_phrase(struct mdr_span host)
{
    return host.p && mdr_find_byte(host, '.', 0) == MDR_NOT_FOUND;
}

/* A further word behind the one of a clause: the address without a comment around it (PMDF), or more of a phrase,
 * which may name the machine after all ("by host mx.example.com"). */
static void read_further_word(enum clause clause, struct mdr_span word, struct mdr_received *ret)
{
    struct mdr_span ip = mdr_starts_with(word, MDR_SPAN("[")) ? ip_of(word) : MDR_SPAN_NONE;
    bool plain = word.n > 0;
    for (size_t i = 0; i < word.n; i++)
        plain = plain && (mdr_is_alnum(word.p[i]) || word.p[i] == '.' || word.p[i] == '-');
    if (clause == CLAUSE_FROM && ip.p && !ret->from_ip.p)
        ret->from_ip = ip;
    else if (clause == CLAUSE_FROM && plain && !ret->from_ip.p && is_phrase(ret->from_host))
        ret->from_host = MDR_SPAN_NONE;
    else if (clause == CLAUSE_BY && plain && !ret->by_ip.p && is_phrase(ret->by_host))
        ret->by_host = is_phrase(host_of(word)) ? MDR_SPAN_NONE : host_of(word);
}

static void read_word(enum clause clause, struct mdr_span word, struct mdr_received *ret)
{
    struct mdr_span ip = ip_of(word);
    if (clause == CLAUSE_FROM && !ret->from_host.p && !ret->from_ip.p) {
        ret->from_ip = ip;
        ret->from_host = ip.p ? MDR_SPAN_NONE : host_of(word);
    } else if (clause == CLAUSE_BY && !ret->by_host.p && !ret->by_ip.p) {
        ret->by_ip = ip;
        ret->by_host = ip.p ? MDR_SPAN_NONE : host_of(word);
    }
}

/* The clause that a word opens; the same clause when it opens none. Each may come once. */
static enum clause clause_of(struct mdr_span word, enum clause now, unsigned *seen)
{
    if (word.n > 4)
        return now; /* longer than any that opens one */
    switch (mdr_lower(word.p[0])) {
    case 'f':
        if (mdr_equal_fold(word, MDR_SPAN("from")) && !(*seen & 1u)) {
            *seen |= 1u;
            return CLAUSE_FROM;
        }
        return mdr_equal_fold(word, MDR_SPAN("for")) ? CLAUSE_OTHER : now;
    case 'b':
        if (!mdr_equal_fold(word, MDR_SPAN("by")) || (*seen & 2u))
            return now;
        *seen |= 2u;
        return CLAUSE_BY;
    case 'w':
        return mdr_equal_fold(word, MDR_SPAN("with")) ? CLAUSE_OTHER : now;
    case 'i':
        return mdr_equal_fold(word, MDR_SPAN("id")) ? CLAUSE_OTHER : now;
    case 'v':
        return mdr_equal_fold(word, MDR_SPAN("via")) ? CLAUSE_OTHER : now;
    default:
        return now;
    }
}

/* Only one word after "from" or "by" is their value; what follows up to the next keyword is not. */
static void read_clauses(struct mdr_span s, struct mdr_received *ret)
{
    struct mdr_cursor c = mdr_cursor_make(s);
    enum clause clause = CLAUSE_NONE;
    unsigned seen = 0;
    bool want = false, protocol = false; /* the next word is the value of "from" or "by", of "with" */
    while (mdr_cursor_skip_space(&c), !mdr_cursor_end(&c)) {
        if (mdr_cursor_peek(&c) == '(') {
            read_comment(clause, take_comment(&c), ret);
            continue;
        }
        unsigned before = seen;
        struct mdr_span word = take_word(&c);
        enum clause next = clause_of(word, clause, &seen);
        if (next == clause && !want && mdr_equal_fold(word, MDR_SPAN("by")))
            next = CLAUSE_OTHER; /* "by churchill by uid 64011" */
        if (seen != before || next != clause) {
            clause = next;
            want = clause == CLAUSE_FROM || clause == CLAUSE_BY;
        } else if (want) {
            read_word(clause, word, ret);
            want = false;
        } else if (clause == CLAUSE_FROM || clause == CLAUSE_BY) {
            read_further_word(clause, word, ret);
        } else if (protocol && mdr_starts_with_fold(word, MDR_SPAN("local"))) {
            drop_user(ret);
        }
        protocol = mdr_equal_fold(word, MDR_SPAN("with"));
    }
}

/* The last semicolon, of those outside of comments if there are any: the date stands behind it. */
static size_t date_at(struct mdr_span body)
{
    size_t outside = MDR_NOT_FOUND, last = mdr_find_byte(body, ';', 0), depth = 0;
    if (last == MDR_NOT_FOUND || mdr_find_byte(body, ';', last + 1) == MDR_NOT_FOUND)
        return last; /* there is no choice */
    for (size_t i = 0; i < body.n; i++) {
        if (body.p[i] == '(')
            depth++;
        else if (body.p[i] == ')' && depth > 0)
            depth--;
        if (body.p[i] != ';')
            continue;
        last = i;
        outside = depth == 0 ? i : outside;
    }
    return outside != MDR_NOT_FOUND ? outside : last;
}

bool mdr_received_read(struct mdr_span body, struct mdr_received *ret)
{
    *ret = (struct mdr_received){.from_host = MDR_SPAN_NONE};
    size_t semicolon = date_at(body);
    if (semicolon != MDR_NOT_FOUND) {
        ret->date = mdr_trim(mdr_span_from(body, semicolon + 1));
        body = mdr_span_cut(body, 0, semicolon);
    }
    read_clauses(body, ret);
    if (!ret->from_host.p)
        ret->from_host = ret->greeting;
    return ret->from_host.p || ret->from_ip.p || ret->by_host.p || ret->by_ip.p;
}
