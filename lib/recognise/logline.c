/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Delivery results in mail logs. What stands in front (RFC 3164, RFC 5424, ISO dates, the journal's
 * form, none) is not looked at: each server's own words are found in the line.
 *
 *     Postfix   QUEUE: to=<A>, orig_to=<B>, relay=H[A]:P, delay=..., dsn=D, status=bounced (REASON)
 *     Sendmail  QUEUE: to=<A>,<B>, delay=..., mailer=esmtp, relay=H. [A], dsn=D, reply=R, stat=User unknown
 *     Exim      QUEUE ** A <B> R=router T=transport H=H [A] X=...: REASON
 *               QUEUE == A R=router T=transport defer (110): Connection timed out H=H [A]: REASON
 *     OpenSMTPD SESSION mta delivery evpid=ID from=<S> to=<A> rcpt=<B> source="A" relay="A (H)" delay=...
 * result="PermFail" stat="REASON"
 */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/enhanced.h"
#include "grammar/reply.h"
#include "recognise/dialect.h"
#include "recognise/pattern.h"
#include "recognise/word_list.h"

#include <modori.h>

static struct mdr_text part_of(const struct mdr_text *line, struct mdr_span s)
{
    return s.p ? mdr_text_part(line, s) : MDR_TEXT_NONE;
}

/* H[A]:P, H. [A], H: into host, ip, port of a clue. */
static void take_server(struct mdr_clue *clue, const struct mdr_text *line, struct mdr_span server)
{
    struct mdr_captures captures;
    captures.have = 0;
    if (!server.p || mdr_class_read(MDR_CLASS_SERVER, server, 0, MDR_SPAN_NONE, &captures) == 0)
        return;
    clue->host = part_of(line, mdr_capture(&captures, MDR_CLASS_HOST));
    clue->ip = part_of(line, mdr_capture(&captures, MDR_CLASS_IP));
    clue->port = part_of(line, mdr_capture(&captures, MDR_CLASS_PORT));
}

static void name_dialect(struct mdr_dialect *ret, const struct mdr_text *line, struct mdr_span name,
                         struct mdr_span rule)
{
    memset(ret, 0, sizeof *ret);
    ret->name = name;
    ret->rule = rule;
    ret->speaker = MODORI_SPEAKER_REPORTER; /* what others said is quoted in a form of its own */
    ret->sure = true;
    ret->mark = *line;
}

/* ---- key=value, of Postfix and Sendmail ----------------------------------------------------- */

/* Where "key=" begins as a key: at the start, or behind a blank or comma. */
static size_t find_key(struct mdr_span s, struct mdr_span key)
{
    for (size_t at = mdr_find(s, key, 0); at != MDR_NOT_FOUND; at = mdr_find(s, key, at + 1))
        if (at == 0 || s.p[at - 1] == ' ' || s.p[at - 1] == ',')
            return at;
    return MDR_NOT_FOUND;
}

/* The value of a key up to the next ", "; absent when the key is not there. */
static struct mdr_span value_of(struct mdr_span s, struct mdr_span key)
{
    size_t at = find_key(s, key);
    if (at == MDR_NOT_FOUND)
        return MDR_SPAN_NONE;
    at += key.n;
    return mdr_span_cut(s, at, mdr_find(s, MDR_SPAN(", "), at));
}

/* The word before ": to=". */
static struct mdr_span queue_before(struct mdr_span s, size_t to)
{
    if (to < 2 || s.p[to - 1] != ' ' || s.p[to - 2] != ':')
        return MDR_SPAN_NONE;
    size_t end = to - 2, from = end;
    while (from > 0 && s.p[from - 1] != ' ')
        from--;
    return mdr_span_cut(s, from, end);
}

static void take_status(struct mdr_clue *clue, const struct mdr_text *line, struct mdr_span dsn)
{
    struct mdr_enhanced code;
    if (dsn.p && mdr_enhanced_read(dsn, &code) > 0)
        clue->status = part_of(line, mdr_trim(dsn));
}

/* ---- Postfix -------------------------------------------------------------------------------- */

static bool read_postfix(const struct mdr_text *line, struct mdr_clues *clues, struct mdr_dialect *ret)
{
    struct mdr_span s = line->s;
    size_t to = find_key(s, MDR_SPAN("to=<")), status = find_key(s, MDR_SPAN("status="));
    if (to == MDR_NOT_FOUND || status == MDR_NOT_FOUND || status < to)
        return false;
    struct mdr_span rest = mdr_span_from(s, status + 7);
    struct mdr_span word = mdr_span_cut(rest, 0, mdr_find_byte(rest, ' ', 0));
    struct mdr_word result;
    if (!mdr_word_find(MDR_WORDS_POSTFIX_STATUS, word, &result))
        return false;
    struct mdr_clue *clue = mdr_clues_add(clues, MDR_CLUE_LOG);
    if (!clue)
        return true;
    struct mdr_span keys = mdr_span_cut(s, to, status);
    struct mdr_span relay = value_of(keys, MDR_SPAN("relay="));
    clue->address = part_of(line, mdr_unwrap(value_of(keys, MDR_SPAN("to=")), '<', '>'));
    clue->alias = part_of(line, mdr_unwrap(value_of(keys, MDR_SPAN("orig_to=")), '<', '>'));
    if (mdr_find_byte(relay, '[', 0) != MDR_NOT_FOUND) /* "none", "local", "virtual" are no servers */
        take_server(clue, line, relay);
    take_status(clue, line, value_of(keys, MDR_SPAN("dsn=")));
    clue->action = result.value;
    if (clue->action == MODORI_ACTION_RELAYED && !mdr_text_present(&clue->ip))
        clue->action = MODORI_ACTION_DELIVERED; /* by local(8), virtual(8), pipe(8), to an LMTP socket */
    clue->diagnostic = part_of(line, mdr_unwrap(mdr_trim(mdr_span_from(rest, word.n)), '(', ')'));
    clues->queue_id = part_of(line, queue_before(s, to));
    name_dialect(ret, line, MDR_SPAN("postfix"), MDR_SPAN("postfix-log"));
    return true;
}

/* ---- Sendmail ------------------------------------------------------------------------------- */

static int32_t sendmail_action(struct mdr_span stat, struct mdr_span dsn)
{
    struct mdr_word word;
    if (mdr_word_find(MDR_WORDS_SENDMAIL_STAT, stat, &word))
        return word.value;
    if (dsn.n > 0 && (dsn.p[0] == '4' || dsn.p[0] == '2'))
        return dsn.p[0] == '4' ? MODORI_ACTION_DELAYED : MODORI_ACTION_RELAYED;
    return MODORI_ACTION_FAILED;
}

/* "reply=550 5.1.1 no, stat=User unknown": what the other side said, the first line of it; since 8.16. */
static struct mdr_span sendmail_reply(struct mdr_span keys)
{
    size_t at = find_key(keys, MDR_SPAN("reply="));
    struct mdr_span reply = at == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_trim(mdr_span_from(keys, at + 6));
    while (reply.n > 0 && reply.p[reply.n - 1] == ',')
        reply.n--;
    return mdr_reply_code(reply) != 0 ? reply : MDR_SPAN_NONE;
}

/* A timeout before there was a session, RFC 3463 4.4.1, or in it. */
static bool is_timeout_of_connect(struct mdr_span stat, struct mdr_span dsn)
{
    return mdr_span_equal(dsn, MDR_SPAN("4.4.1")) && mdr_word_has(MDR_WORDS_SENDMAIL_TIMEOUT, stat);
}

/* "ctladdr=<A> (8/0)" */
static struct mdr_span controlling_address(struct mdr_span keys)
{
    struct mdr_span value = value_of(keys, MDR_SPAN("ctladdr="));
    return mdr_span_cut(value, 0, mdr_find_byte(value, ' ', 0));
}

static void add_sendmail(const struct mdr_text *line, struct mdr_span keys, struct mdr_span address,
                         struct mdr_span stat, struct mdr_clues *clues)
{
    struct mdr_clue *clue = mdr_clues_add(clues, MDR_CLUE_LOG);
    if (!clue)
        return;
    struct mdr_span dsn = value_of(keys, MDR_SPAN("dsn="));
    struct mdr_span reply = sendmail_reply(keys);
    /* A command or a file: it failed for the address that it was made from. */
    if (mdr_starts_with(address, MDR_SPAN("\"|")) || mdr_starts_with(address, MDR_SPAN("|")) ||
        mdr_starts_with(address, MDR_SPAN("/")))
        address = controlling_address(keys);
    clue->address = part_of(line, mdr_unwrap(mdr_trim(address), '<', '>'));
    take_server(clue, line, value_of(keys, MDR_SPAN("relay=")));
    take_status(clue, line, dsn);
    clue->action = sendmail_action(stat, dsn);
    clue->diagnostic = part_of(line, reply.p ? reply : stat);
    if (reply.p || (mdr_word_has(MDR_WORDS_SENDMAIL_ANSWER, stat) && mdr_text_present(&clue->ip)))
        clue->speaker = MODORI_SPEAKER_REMOTE;
    else if (is_timeout_of_connect(stat, dsn))
        clue->phase = MODORI_PHASE_CONNECT;
}

static bool read_sendmail(const struct mdr_text *line, struct mdr_clues *clues, struct mdr_dialect *ret)
{
    struct mdr_span s = line->s;
    size_t to = find_key(s, MDR_SPAN("to=")), at = find_key(s, MDR_SPAN("stat="));
    if (to == MDR_NOT_FOUND || at == MDR_NOT_FOUND || at < to)
        return false;
    struct mdr_span stat = mdr_trim(mdr_span_from(s, at + 5));
    struct mdr_span keys = mdr_span_cut(s, to, at);
    struct mdr_span list = value_of(keys, MDR_SPAN("to="));
    while (list.n > 0) {
        size_t comma = mdr_find_byte(list, ',', 0);
        struct mdr_span address = mdr_span_cut(list, 0, comma);
        list = comma == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_from(list, comma + 1);
        if (address.n > 0)
            add_sendmail(line, keys, address, stat, clues);
    }
    clues->queue_id = part_of(line, queue_before(s, to));
    name_dialect(ret, line, MDR_SPAN("sendmail"), MDR_SPAN("sendmail-log"));
    return true;
}

/* ---- Exim ----------------------------------------------------------------------------------- */

/* "1abcde-000001-AB", the longer form since 4.97 too. */
static bool is_exim_id(struct mdr_span s)
{
    size_t dashes = 0, first = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '-') {
            first = dashes++ == 0 ? i : first;
            continue;
        }
        if (!mdr_is_alnum(s.p[i]))
            return false;
    }
    return s.n >= 16 && s.n <= 23 && dashes == 2 && first == 6;
}

/* The two characters that tell what happened, behind a message id; false when there are none. */
static bool find_flag(struct mdr_span s, struct mdr_span *ret_id, size_t *ret_behind, int32_t *ret_action)
{
    static const struct {
        char flag[5];
        int32_t action;
    } flags[] = {{" ** ", MODORI_ACTION_FAILED},
                 {" == ", MODORI_ACTION_DELAYED},
                 {" => ", MODORI_ACTION_RELAYED},
                 {" -> ", MODORI_ACTION_RELAYED}};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        size_t at = mdr_find(s, mdr_span_make(flags[i].flag, 4), 0);
        if (at == MDR_NOT_FOUND)
            continue;
        size_t from = at;
        while (from > 0 && s.p[from - 1] != ' ')
            from--;
        *ret_id = mdr_span_cut(s, from, at);
        if (!is_exim_id(*ret_id))
            continue;
        *ret_behind = at + 4;
        *ret_action = flags[i].action;
        return true;
    }
    return false;
}

/* A command or a file, with blanks in it: the address that it was made from stands before " R=". */
static struct mdr_span exim_child(struct mdr_clue *clue, const struct mdr_text *line, struct mdr_span s)
{
    size_t end = mdr_find(s, MDR_SPAN("> R="), 0);
    size_t open = end == MDR_NOT_FOUND ? 0 : end;
    while (open > 0 && s.p[open] != '<')
        open--;
    if (open == 0)
        return MDR_SPAN_NONE;
    clue->address = part_of(line, mdr_span_cut(s, open + 1, end));
    return mdr_span_from(s, end + 1);
}

/* The address and, in brackets behind it, the one that it was made from. Returns what follows. */
static struct mdr_span exim_addresses(struct mdr_clue *clue, const struct mdr_text *line, struct mdr_span s)
{
    if (s.n > 0 && (s.p[0] == '|' || s.p[0] == '/')) {
        struct mdr_span behind = exim_child(clue, line, s);
        if (behind.p)
            return behind;
    }
    size_t end = mdr_find_byte(s, ' ', 0);
    struct mdr_span address = mdr_span_cut(s, 0, end);
    if (address.n > 0 && address.p[address.n - 1] == ':')
        address.n--;
    clue->address = part_of(line, mdr_unwrap(address, '<', '>'));
    struct mdr_span rest = mdr_span_from(s, address.n);
    size_t close = mdr_find_byte(rest, '>', 0);
    if (mdr_starts_with(rest, MDR_SPAN(" <")) && close != MDR_NOT_FOUND) {
        clue->alias = part_of(line, mdr_span_cut(rest, 2, close));
        rest = mdr_span_from(rest, close + 1);
    }
    return rest;
}

/* The server, and what happened, behind ": "; a system's error before " H=" is not all of it. */
static struct mdr_span exim_reason(struct mdr_clue *clue, const struct mdr_text *line, struct mdr_span rest)
{
    size_t colon = mdr_find(rest, MDR_SPAN(": "), 0);
    size_t host = mdr_find(rest, MDR_SPAN(" H="), 0);
    bool early = host != MDR_NOT_FOUND && (colon == MDR_NOT_FOUND || host < colon);
    size_t next = host == MDR_NOT_FOUND || colon == MDR_NOT_FOUND ? host : mdr_find(rest, MDR_SPAN(": "), colon + 2);
    bool late = !early && next != MDR_NOT_FOUND && host < next &&
                mdr_find(mdr_span_cut(rest, 0, colon), MDR_SPAN(" defer ("), 0) != MDR_NOT_FOUND;
    if (early || late)
        take_server(clue, line, mdr_span_from(rest, host + 3));
    if (late)
        colon = next;
    return colon == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_trim(mdr_span_from(rest, colon + 2));
}

/* The server's answer to a delivery: C="250 OK". */
static struct mdr_span exim_confirmation(struct mdr_span s)
{
    size_t at = mdr_find(s, MDR_SPAN(" C=\""), 0);
    size_t end = at == MDR_NOT_FOUND ? MDR_NOT_FOUND : mdr_find_byte(s, '"', at + 4);
    return end == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_cut(s, at + 4, end);
}

static bool read_exim(const struct mdr_text *line, struct mdr_clues *clues, struct mdr_dialect *ret)
{
    struct mdr_span id;
    size_t behind;
    int32_t action;
    if (!find_flag(line->s, &id, &behind, &action))
        return false;
    struct mdr_clue *clue = mdr_clues_add(clues, MDR_CLUE_LOG);
    if (!clue)
        return true;
    struct mdr_span rest = exim_addresses(clue, line, mdr_span_from(line->s, behind));
    struct mdr_span reason = exim_reason(clue, line, rest);
    clue->action = action;
    if (action != MODORI_ACTION_RELAYED) {
        clue->diagnostic = part_of(line, reason);
    } else {
        clue->diagnostic = part_of(line, exim_confirmation(rest));
        if (!mdr_text_present(&clue->host) && !mdr_text_present(&clue->ip))
            clue->action = MODORI_ACTION_DELIVERED;
    }
    clues->queue_id = part_of(line, id);
    name_dialect(ret, line, MDR_SPAN("exim"), MDR_SPAN("exim-log"));
    return true;
}

/* ---- OpenSMTPD ------------------------------------------------------------------------------ */

/* key=VALUE, key="VALUE", key=<VALUE>, without what stands around it; absent when the key or the end is not there. */
static struct mdr_span opensmtpd_value(struct mdr_span s, struct mdr_span key)
{
    size_t at = find_key(s, key);
    if (at == MDR_NOT_FOUND || at + key.n >= s.n)
        return MDR_SPAN_NONE;
    struct mdr_span rest = mdr_span_from(s, at + key.n);
    size_t from = rest.p[0] == '"' || rest.p[0] == '<';
    size_t end = rest.p[0] == '<' ? mdr_find(rest, MDR_SPAN("> "), 1) : mdr_find_byte(rest, from ? '"' : ' ', from);
    return end == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_cut(rest, from, end);
}

static int32_t opensmtpd_action(struct mdr_span result, bool local)
{
    struct mdr_word word;
    if (!mdr_word_find(MDR_WORDS_OPENSMTPD_RESULT, result, &word))
        return 0;
    return local && word.value == MODORI_ACTION_RELAYED ? MODORI_ACTION_DELIVERED : word.value;
}

/* "A (H)"; a domain alone is the recipient's, of which no server was found. */
static void opensmtpd_server(struct mdr_clue *clue, const struct mdr_text *line, struct mdr_span relay)
{
    size_t blank = mdr_find_byte(relay, ' ', 0);
    struct mdr_span ip = mdr_unwrap(mdr_span_cut(relay, 0, blank), '[', ']');
    if (!mdr_ip_plain(ip))
        return;
    clue->ip = part_of(line, ip);
    if (blank != MDR_NOT_FOUND)
        take_server(clue, line, mdr_unwrap(mdr_span_from(relay, blank + 1), '(', ')'));
    clue->ip = part_of(line, ip);
}

/* What stands behind stat=, to the line's end: quotes may stand in it, and a long line is cut off. */
static struct mdr_span opensmtpd_reason(struct mdr_span s)
{
    s = mdr_trim(s);
    if (s.n == 0 || s.p[0] != '"')
        return s;
    s = mdr_span_from(s, 1);
    return s.n > 0 && s.p[s.n - 1] == '"' ? mdr_span_cut(s, 0, s.n - 1) : s;
}

static bool read_opensmtpd(const struct mdr_text *line, struct mdr_clues *clues, struct mdr_dialect *ret)
{
    struct mdr_span s = line->s;
    size_t id = find_key(s, MDR_SPAN("evpid=")), result = find_key(s, MDR_SPAN("result=")),
           at = find_key(s, MDR_SPAN("stat="));
    if (id == MDR_NOT_FOUND || result == MDR_NOT_FOUND || at == MDR_NOT_FOUND || id > result || result > at)
        return false;
    struct mdr_span keys = mdr_span_cut(s, id, at);
    bool local = mdr_find(s, MDR_SPAN(" mda delivery "), 0) < id;
    int32_t action = opensmtpd_action(opensmtpd_value(keys, MDR_SPAN("result=")), local);
    struct mdr_clue *clue = action ? mdr_clues_add(clues, MDR_CLUE_LOG) : NULL;
    if (!clue)
        return action != 0;
    struct mdr_span rcpt = opensmtpd_value(keys, MDR_SPAN("rcpt=")), to = opensmtpd_value(keys, MDR_SPAN("to="));
    clue->address = part_of(line, to);
    if (!mdr_span_equal(rcpt, MDR_SPAN("-")) && !mdr_span_equal(rcpt, to))
        clue->alias = part_of(line, rcpt);
    opensmtpd_server(clue, line, opensmtpd_value(keys, MDR_SPAN("relay=")));
    clue->action = action;
    struct mdr_span reason = opensmtpd_reason(mdr_span_from(s, at + 5));
    clue->diagnostic = part_of(line, reason);
    if (!local && mdr_reply_code(reason) != 0) /* its own words have no code */
        clue->speaker = MODORI_SPEAKER_REMOTE;
    clues->queue_id = part_of(line, opensmtpd_value(keys, MDR_SPAN("evpid=")));
    name_dialect(ret, line, MDR_SPAN("opensmtpd"), MDR_SPAN("opensmtpd-log"));
    return true;
}

bool mdr_logline_read(const struct mdr_text *line, struct mdr_clues *clues, struct mdr_dialect *ret)
{
    struct mdr_text trimmed = mdr_text_trim(line);
    return read_postfix(&trimmed, clues, ret) || read_opensmtpd(&trimmed, clues, ret) ||
           read_sendmail(&trimmed, clues, ret) || read_exim(&trimmed, clues, ret);
}
