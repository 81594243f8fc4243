/* SPDX-License-Identifier: BSD-2-Clause */
/* The groups of message/delivery-status as clues, RFC 3464 2. */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/dsn_field.h"
#include "grammar/enhanced.h"
#include "grammar/field.h"
#include "grammar/reply.h"
#include "judge/gather.h"
#include "recognise/word_list.h"
#include "words/words.h"

/* One field's body in the shapes that values need. */
struct value {
    struct mdr_text whole; /* on one line, trimmed */
    struct mdr_text type;  /* before the first ";"; absent: untyped */
    struct mdr_text typed; /* behind it, or all where there is no type */
};

static struct value value_of(struct mdr_case *c, const struct mdr_text *body)
{
    struct value v = {mdr_field_unfold(c->scratch, body), MDR_TEXT_NONE, MDR_TEXT_NONE};
    struct mdr_span type, rest;
    v.whole = mdr_text_trim(&v.whole);
    v.typed = v.whole;
    if (v.whole.s.p && mdr_field_split_type(v.whole.s, &type, &rest)) {
        v.type = mdr_text_part(&v.whole, type);
        v.typed = mdr_text_part(&v.whole, rest);
    }
    return v;
}

static struct mdr_text without_comments(struct mdr_case *c, const struct mdr_text *t)
{
    struct mdr_text bare = mdr_field_strip_comments(c->scratch, t);
    return mdr_text_trim(&bare);
}

static struct mdr_text first_word(const struct mdr_text *t)
{
    size_t n = 0;
    while (n < t->s.n && !mdr_is_space(t->s.p[n]))
        n++;
    return mdr_text_cut(t, 0, n);
}

/*
 * The name of an mta-name: its first word, without the dot of DNS's root; what follows is a comment or an explanation.
 * Marks alone are no name.
 */
static struct mdr_text host_name(const struct mdr_text *t)
{
    struct mdr_text word = first_word(t);
    bool named = false;
    for (size_t i = 0; i < word.s.n && !named; i++)
        named = mdr_is_alnum(word.s.p[i]) || (unsigned char)word.s.p[i] >= 0x80;
    while (word.s.n > 1 && word.s.p[word.s.n - 1] == '.')
        word.s.n--;
    return named ? word : MDR_TEXT_NONE;
}

/* "mx.example.org:25", "192.0.2.1:25": a port is none of the name. */
static void split_port(struct mdr_clue *clue)
{
    struct mdr_text *host = &clue->host;
    size_t colon = mdr_find_byte(host->s, ':', 0), from = colon + 1;
    if (colon == MDR_NOT_FOUND || from == host->s.n || clue->port.s.n > 0)
        return;
    for (size_t i = from; i < host->s.n; i++)
        if (!mdr_is_digit(host->s.p[i]))
            return;
    clue->port = mdr_text_cut(host, from, host->s.n);
    *host = mdr_text_cut(host, 0, colon);
}

/* Half a pair of brackets is none: "rfc822; user@example.org>". */
static struct mdr_span without_half(struct mdr_span s)
{
    bool open = mdr_find_byte(s, '<', 0) != MDR_NOT_FOUND, close = mdr_find_byte(s, '>', 0) != MDR_NOT_FOUND;
    if (open == close)
        return s;
    size_t from = 0, to = s.n;
    while (from < to && s.p[from] == '<')
        from++;
    while (to > from && s.p[to - 1] == '>')
        to--;
    return mdr_span_cut(s, from, to);
}

/* An address of a recipient field; what is no address (an X.500 name, a command) is kept as it stands. */
static struct mdr_text address_of(struct mdr_case *c, const struct value *v)
{
    struct mdr_text value = mdr_text_part(&v->typed, without_half(v->typed.s));
    struct mdr_span bare = mdr_address_bare(value.s);
    struct mdr_text address = bare.p ? mdr_text_part(&value, bare) : value;
    if (mdr_equal_fold(v->type.s, MDR_SPAN("utf-8")))
        address = mdr_utf8_address_decode(c->scratch, &address);
    return address;
}

static int32_t action_of(struct mdr_case *c, const struct value *v)
{
    struct mdr_text bare = without_comments(c, &v->typed);
    struct mdr_text word = first_word(&bare);
    char folded[16];
    int32_t action = 0;
    for (size_t i = 0; i < word.s.n && i < sizeof folded; i++)
        folded[i] = mdr_lower(word.s.p[i]);
    if (word.s.n <= sizeof folded && mdr_enum_value(MODORI_ENUM_ACTION, mdr_span_make(folded, word.s.n), &action))
        return action;
    struct mdr_word more;
    if (mdr_word_find(MDR_WORDS_ACTION, word.s, &more))
        action = more.value;
    mdr_report_find(c->report, word.s.n ? MODORI_FINDING_ACTION_UNKNOWN : MODORI_FINDING_FIELD_EMPTY,
                    mdr_text_source(&v->whole, 0));
    return action;
}

/* The code alone, behind a comment or a reply code; a body that is none is noted and left out. */
static struct mdr_text status_of(struct mdr_case *c, const struct value *v)
{
    struct mdr_enhanced code;
    size_t at = mdr_field_skip(v->whole.s, 0);
    if (mdr_reply_code(mdr_span_from(v->whole.s, at)) != 0)
        at += 4;
    size_t n = mdr_enhanced_read(mdr_span_from(v->whole.s, at), &code);
    if (n == 0)
        mdr_report_find(c->report, v->whole.s.n ? MODORI_FINDING_STATUS_INVALID : MODORI_FINDING_FIELD_EMPTY,
                        mdr_text_source(&v->whole, 0));
    return n ? mdr_text_cut(&v->whole, at, at + n) : MDR_TEXT_NONE;
}

/* "4.0.0 (mx.example.net: host name lookup failure)": the words in the comment behind the code. */
static struct mdr_text remark_of(const struct value *v, const struct mdr_text *code)
{
    size_t at = (size_t)(code->s.p - v->whole.s.p) + code->s.n;
    at = mdr_skip_space(v->whole.s, at);
    struct mdr_span rest = mdr_span_from(v->whole.s, at);
    size_t n = mdr_starts_with(rest, MDR_SPAN("(")) ? mdr_field_comment(rest) : 0;
    return n > 2 ? mdr_text_cut(&v->whole, at + 1, at + n - 1) : MDR_TEXT_NONE;
}

/* "mx.example.org (192.0.2.1, the server for ...)", "mx.example.org ([192.0.2.1])": what may be an address in a
 * comment. */
static struct mdr_text address_beside(const struct mdr_text *t)
{
    size_t from = 0;
    while (from < t->s.n && t->s.p[from] != '(' && t->s.p[from] != '[')
        from++;
    if (from == 0)
        return MDR_TEXT_NONE; /* the name itself is one */
    while (from < t->s.n && (t->s.p[from] == '(' || t->s.p[from] == '['))
        from++;
    size_t to = from;
    while (to < t->s.n && (mdr_hex_value(t->s.p[to]) >= 0 || t->s.p[to] == '.' || t->s.p[to] == ':'))
        to++;
    bool ends =
        to < t->s.n && (t->s.p[to] == ')' || t->s.p[to] == ']' || t->s.p[to] == ',' || mdr_is_space(t->s.p[to]));
    return ends ? mdr_text_cut(t, from, to) : MDR_TEXT_NONE;
}

/* "(TCP|192.0.2.1|47323|192.0.2.2|25)" of Sun's and Oracle's servers: both ends of the connection, theirs last. */
static void take_connection(struct mdr_clue *clue, const struct mdr_text *t)
{
    size_t bar[4], at = mdr_find(t->s, MDR_SPAN("(TCP|"), 0), n = 0;
    if (at == MDR_NOT_FOUND || clue->ip.s.n > 0)
        return;
    size_t close = mdr_find_byte(t->s, ')', at);
    for (at += 4; n < 4 && at < close; n++) {
        bar[n] = at;
        at = mdr_find_byte(t->s, '|', at + 1);
    }
    if (n < 4 || close == MDR_NOT_FOUND)
        return;
    clue->ip = mdr_text_cut(t, bar[2] + 1, bar[3]);
    clue->port = mdr_text_cut(t, bar[3] + 1, close);
}

/* "dns; host (192.0.2.1)", "X-ip; [192.0.2.1]:25": Exim writes one field of each. */
static void take_remote(struct mdr_case *c, struct mdr_clue *clue, const struct value *v)
{
    if (mdr_equal_fold(v->type.s, MDR_SPAN("x-ip"))) {
        size_t close = mdr_find_byte(v->typed.s, ']', 0);
        clue->ip = mdr_text_cut(&v->typed, mdr_starts_with(v->typed.s, MDR_SPAN("[")) ? 1 : 0,
                                close == MDR_NOT_FOUND ? v->typed.s.n : close);
        if (close != MDR_NOT_FOUND && close + 1 < v->typed.s.n && v->typed.s.p[close + 1] == ':')
            clue->port = mdr_text_cut(&v->typed, close + 2, v->typed.s.n);
    } else if (clue->host.s.n == 0) {
        struct mdr_text bare = without_comments(c, &v->typed);
        clue->host = host_name(&bare);
        split_port(clue);
        if (clue->ip.s.n == 0)
            clue->ip = address_beside(&v->typed);
        take_connection(clue, &v->typed);
    }
}

static void take_diagnostic(struct mdr_clue *clue, const struct value *v)
{
    if (clue->diagnostic.s.n > 0)
        return;
    clue->diagnostic = v->typed;
    clue->diagnostic_type = v->type;
    /* A type is one atom; "550 5.1.1 x; y" has none. */
    bool atom = v->type.s.n > 0;
    for (size_t i = 0; i < v->type.s.n; i++)
        atom = atom && !mdr_is_space(v->type.s.p[i]);
    if (!atom || mdr_is_digit(v->type.s.p[0])) {
        clue->diagnostic = v->whole;
        clue->diagnostic_type = MDR_TEXT_NONE;
    }
}

static void take_first(struct mdr_text *to, struct mdr_text from)
{
    if (to->s.n == 0)
        *to = from;
}

static void take_recipient_field(struct mdr_case *c, struct mdr_clue *clue, const struct mdr_dsn_item *item,
                                 const struct mdr_text *body)
{
    struct value v = value_of(c, body);
    switch (item->which) {
    case MDR_DSN_FINAL_RECIPIENT:
        take_first(&clue->address, address_of(c, &v));
        if (v.type.s.n == 0)
            mdr_report_find(c->report, MODORI_FINDING_FIELD_UNTYPED, mdr_text_source(&v.whole, 0));
        break;
    case MDR_DSN_ORIGINAL_RECIPIENT:
        take_first(&clue->original, v.typed);
        take_first(&clue->original_type, v.type);
        break;
    case MDR_DSN_ACTUAL_RECIPIENT:
        take_first(&clue->actual, address_of(c, &v));
        break;
    case MDR_DSN_ACTION:
        if (!clue->action)
            clue->action = action_of(c, &v);
        break;
    case MDR_DSN_STATUS:
        if (clue->status.s.n > 0)
            break;
        clue->status = status_of(c, &v);
        if (clue->status.s.n > 0)
            clue->remark = remark_of(&v, &clue->status);
        break;
    case MDR_DSN_REMOTE_MTA:
        take_remote(c, clue, &v);
        break;
    case MDR_DSN_DIAGNOSTIC_CODE:
        take_diagnostic(clue, &v);
        break;
    case MDR_DSN_LAST_ATTEMPT_DATE:
        take_first(&clue->last_attempt, v.whole);
        break;
    case MDR_DSN_WILL_RETRY_UNTIL:
        take_first(&clue->retry_until, v.whole);
        break;
    default:
        break;
    }
}

static void take_message_field(struct mdr_case *c, const struct mdr_dsn_item *item, const struct mdr_text *body)
{
    struct value v = value_of(c, body);
    struct mdr_clues *clues = &c->fields;
    struct mdr_text bare;
    switch (item->which) {
    case MDR_DSN_REPORTING_MTA:
        bare = without_comments(c, &v.typed);
        take_first(&clues->reporting_mta, host_name(&bare));
        break;
    case MDR_DSN_X_QUEUE_ID:
        take_first(&clues->queue_id, v.whole);
        break;
    case MDR_DSN_X_SENDER:
        take_first(&clues->sender, address_of(c, &v));
        break;
    case MDR_DSN_ORIGINAL_ENVELOPE_ID:
        take_first(&clues->envelope_id, v.whole);
        break;
    case MDR_DSN_ARRIVAL_DATE:
        take_first(&clues->arrival_date, v.whole);
        break;
    case MDR_DSN_X_ORIGINAL_MESSAGE_ID:
        take_first(&clues->original_message_id, v.whole);
        break;
    default:
        break;
    }
}

/* A group that names nobody: the address of Original-Recipient stands in, and a finding. */
static void complete(struct mdr_case *c, struct mdr_clue *clue)
{
    if (clue->address.s.n > 0 || clue->original.s.n == 0)
        return;
    struct mdr_text decoded = mdr_xtext_decode(c->scratch, &clue->original);
    struct value v = {decoded, clue->original_type, decoded};
    clue->address = address_of(c, &v);
    mdr_report_find(c->report, MODORI_FINDING_FIELD_MISSING, mdr_text_source(&clue->original, 0));
}

static void note_oddities(struct mdr_case *c, const struct mdr_text *body, const struct mdr_dsn_item *item)
{
    size_t at = mdr_text_source(body, item->field.at);
    if (item->begins && item->merged)
        mdr_report_find(c->report, MODORI_FINDING_GROUP_MERGED, at);
    if (item->again)
        mdr_report_find(c->report, MODORI_FINDING_GROUP_DOUBLED, at);
    if (item->repeated && item->which != MDR_DSN_REMOTE_MTA)
        mdr_report_find(c->report, MODORI_FINDING_FIELD_REPEATED, at);
}

/* A reply whose lines have lost the blanks of their folds: they go on up to the next field or empty line. */
static struct mdr_text with_lost_folds(const struct mdr_dsn_reader *reader, const struct mdr_text *body,
                                       struct mdr_span field)
{
    struct mdr_field_reader copy = reader->fields;
    struct mdr_field next;
    size_t from = (size_t)(field.p - body->s.p), at = copy.at;
    size_t stop = mdr_field_next(&copy, &next) ? next.at : body->s.n;
    while (at < stop) {
        size_t line = mdr_find_byte(body->s, '\n', at), end = line == MDR_NOT_FOUND || line > stop ? stop : line;
        struct mdr_span s = mdr_span_cut(body->s, at, end);
        if (mdr_trim(s).n == 0 || mdr_starts_with(s, MDR_SPAN("--")))
            break;
        field.n = end - from;
        at = end + 1;
    }
    return mdr_text_part(body, field);
}

/* The same recipient with the same outcome again, as some write who have it twice. */
static void drop_repetition(struct mdr_clues *clues)
{
    if (clues->n < 2)
        return;
    const struct mdr_clue *a = &clues->clue[clues->n - 2], *b = &clues->clue[clues->n - 1];
    if (b->address.s.n > 0 && mdr_span_equal(a->address.s, b->address.s) &&
        mdr_span_equal(a->original.s, b->original.s) && a->action == b->action &&
        mdr_span_equal(a->status.s, b->status.s) && mdr_span_equal(a->diagnostic.s, b->diagnostic.s))
        clues->n--;
}

static void finish(struct mdr_case *c, struct mdr_clue *clue)
{
    if (!clue)
        return;
    complete(c, clue);
    drop_repetition(&c->fields);
}

void mdr_gather_fields(struct mdr_case *c, const struct mdr_text *body)
{
    struct mdr_dsn_reader reader = mdr_dsn_reader_make(body->s);
    struct mdr_dsn_item item;
    struct mdr_clue *clue = NULL;
    size_t group = 0;
    while (mdr_dsn_next(&reader, &item)) {
        struct mdr_text text = mdr_text_part(body, item.field.body);
        if (item.which == MDR_DSN_DIAGNOSTIC_CODE && item.field.body.n > 0)
            text = with_lost_folds(&reader, body, item.field.body);
        note_oddities(c, body, &item);
        if (item.group == 0) {
            take_message_field(c, &item, &text);
            continue;
        }
        if (item.group != group) {
            finish(c, clue);
            clue = mdr_clues_add(&c->fields, MDR_CLUE_FIELDS);
            group = item.group;
        }
        if (!clue)
            return;
        take_recipient_field(c, clue, &item, &text);
    }
    finish(c, clue);
}

/* The first group of a report stands in its first bytes. */
#define REPORT_NEAR ((size_t)4 << 10)

/* RFC 3464 2.3: a group has at least Final-Recipient, Action and Status. A receipt has Disposition (RFC 8098). */
bool mdr_gather_is_report(struct mdr_span s)
{
    struct mdr_field_reader reader = mdr_field_reader_make(mdr_span_cut(s, 0, REPORT_NEAR));
    struct mdr_field field;
    bool first = true, recipient = false, outcome = false;
    for (; mdr_field_next(&reader, &field); first = false) {
        enum mdr_dsn_field which = mdr_dsn_field_of(field.name);
        bool odd = which == MDR_DSN_OTHER || mdr_trim(mdr_span_cut(s, 0, field.at)).n > 0;
        if ((first && odd) || mdr_equal_fold(field.name, MDR_SPAN("Disposition")))
            return false;
        recipient = recipient || which == MDR_DSN_FINAL_RECIPIENT || which == MDR_DSN_ORIGINAL_RECIPIENT;
        outcome = outcome || which == MDR_DSN_ACTION || which == MDR_DSN_STATUS;
    }
    return recipient && outcome;
}
