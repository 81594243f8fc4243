/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Notices of no known family: an address at the start of a line or behind a word like "Recipient:",
 * and a reply that refuses behind it or in one of the next lines. Only in what a machine wrote: a
 * person may write about a bounce just the same. Quoted lines, and what follows the head of a
 * returned message, do not count. A daemon that tells of a failure, or that it still tries, may leave
 * out the reply, or the address: then the words below an address that stands alone are taken, or the
 * reply alone, or the one address that is named at all.
 */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/message.h"
#include "grammar/reply.h"
#include "recognise/dialect.h"
#include "recognise/dialect_mark.h"
#include "recognise/dialect_run.h"
#include "recognise/last_resort_line.h"
#include "recognise/word_list.h"

#include <modori.h>

/* A reply stands at most so many lines below its recipient. */
#define NEAR_LINES 4
/* And a recipient in one of the first lines of a notice. */
#define LINES_MAX 400
/* So many lines a reply has. */
#define REPLY_LINES 12
/* So many recipients share a reply that stands below them. */
#define LISTED_MOST 32

struct resort {
    const struct mdr_notice *notice;
    struct mdr_clues *clues;
    struct mdr_span own;                 /* whom the notice is for: he has not failed */
    struct mdr_span listed[LISTED_MOST]; /* the addresses that were met last, one below the other */
    size_t listed_n;
    size_t near;             /* lines since then */
    struct mdr_span refusal; /* the first one without an address */
    struct mdr_span reply;   /* the last refusal, or words, while they may go on in the next line */
    size_t reply_lines;
    struct mdr_span only; /* the one address of the notice */
    bool several;         /* there are more */
    bool named;           /* X-Failed-Recipients has said who failed */
    bool tells;           /* a daemon's notice of a failure, or of a delay */
    size_t end;           /* of the notice's own words */
};

static bool is_own(const struct resort *r, struct mdr_span address)
{
    return r->own.p && mdr_equal_fold(address, r->own);
}

static struct mdr_span address_in(const struct resort *r, struct mdr_span line, struct mdr_span *ret_behind)
{
    struct mdr_span behind = line, found = mdr_line_address(line, &behind);
    if (!found.p || is_own(r, found))
        return MDR_SPAN_NONE;
    *ret_behind = behind;
    return found;
}

/* ---- clues ------------------------------------------------------------------------------------ */

static void add(struct resort *r, struct mdr_span address, struct mdr_span words)
{
    const struct mdr_text *text = &r->notice->text;
    struct mdr_clues *clues = r->clues;
    for (size_t i = 0; i < clues->n; i++)
        if (mdr_equal_fold(clues->clue[i].address.s, address)) {
            if (clues->clue[i].diagnostic.s.n == 0)
                clues->clue[i].diagnostic = mdr_text_part(text, words);
            return;
        }
    struct mdr_clue *clue = r->named ? NULL : mdr_clues_add(clues, MDR_CLUE_LAST_RESORT);
    if (!clue)
        return;
    if (address.p)
        clue->address = mdr_text_part(text, address);
    clue->diagnostic = mdr_text_part(text, words);
}

/* A reply that stands alone is that of the only one, or of all who are named elsewhere. */
static void add_alone(struct resort *r)
{
    if (!r->refusal.p || (!r->named && r->clues->n > 0))
        return;
    if (!r->named && !r->tells)
        return;
    if (!r->named)
        add(r, r->several ? MDR_SPAN_NONE : r->only, r->refusal);
    for (size_t i = 0; i < r->clues->n; i++)
        if (r->clues->clue[i].diagnostic.s.n == 0)
            r->clues->clue[i].diagnostic = mdr_text_part(&r->notice->text, r->refusal);
}

/* Whether a notice names one address in all, wherever it stands; that of a sender is no such one. */
static void note_any(struct resort *r, struct mdr_span line)
{
    for (size_t at = 0; at < line.n;) {
        struct mdr_span found = mdr_address_find(mdr_span_from(line, at));
        if (!found.p)
            return;
        size_t begin = (size_t)(found.p - line.p);
        at = begin + found.n;
        if (is_own(r, found) || mdr_line_role(found) || mdr_line_sender(line, begin))
            continue;
        r->several = r->several || (r->only.p && !mdr_equal_fold(r->only, found));
        r->only = found;
    }
}

static void list_one(struct resort *r, struct mdr_span address)
{
    if (r->listed_n < LISTED_MOST)
        r->listed[r->listed_n++] = address;
}

/* An address at its place, and those behind it: "one@example.org, two@example.org". Returns what stands behind them. */
static struct mdr_span list_addresses(struct resort *r, struct mdr_span found, struct mdr_span behind)
{
    bool goes_on = r->listed_n > 0 && r->near <= 1;
    struct mdr_span rest = behind, next;
    size_t before = goes_on ? r->listed_n : 0;
    r->listed_n = before;
    list_one(r, found);
    while (rest.n > 0 && (next = mdr_line_address_first(rest, &rest)).p)
        if (!is_own(r, next))
            list_one(r, next);
    bool alone = mdr_trim(rest).n == 0;
    if (!alone) { /* with words of its own */
        r->listed[0] = found;
        r->listed_n = 1;
    }
    r->near = 0;
    return alone ? rest : behind;
}

/* The reply, or the words, that go on up to the end of a line: in all that have them. */
static void lengthen(struct resort *r, struct mdr_span rest)
{
    struct mdr_span longer = mdr_span_make(r->reply.p, (size_t)(rest.p - r->reply.p) + rest.n);
    for (size_t i = r->clues->n; i > 0; i--)
        if (r->clues->clue[i - 1].diagnostic.s.p == r->reply.p)
            r->clues->clue[i - 1].diagnostic = mdr_text_part(&r->notice->text, longer);
    if (r->refusal.p == r->reply.p)
        r->refusal = longer;
    r->reply = longer;
}

/* Further lines of a reply: with its code, or indented and no address. */
static bool reply_goes_on(struct resort *r, struct mdr_span line)
{
    struct mdr_span rest = mdr_trim(line), behind = line;
    if (!r->reply.p || rest.n == 0 || r->reply_lines++ >= REPLY_LINES)
        return false;
    bool folded = mdr_is_blank(line.p[0]) && mdr_reply_code(rest) == 0 && !address_in(r, line, &behind).p;
    if (!folded && mdr_reply_code(rest) != mdr_reply_code(r->reply))
        return false;
    lengthen(r, rest);
    return true;
}

/* Behind the address, or around it: "the error was: 550 5.1.1 recipient user@example.org unknown". */
static struct mdr_span refusal_of(struct mdr_span line, struct mdr_span found, struct mdr_span behind)
{
    struct mdr_span refusal = mdr_line_refusal(behind);
    if (refusal.p || !found.p)
        return refusal;
    refusal = mdr_line_refusal(line);
    return refusal.p && refusal.p < found.p ? refusal : MDR_SPAN_NONE;
}

static void look_at(struct resort *r, struct mdr_span line)
{
    if (reply_goes_on(r, line))
        return;
    r->reply = MDR_SPAN_NONE;
    struct mdr_span behind = line, found = address_in(r, line, &behind);
    if (found.p)
        behind = list_addresses(r, found, behind);
    note_any(r, line);
    struct mdr_span refusal = refusal_of(line, found, behind);
    if (!refusal.p)
        return;
    if (r->listed_n > 0 && r->near <= NEAR_LINES)
        for (size_t i = 0; i < r->listed_n; i++)
            add(r, r->listed[i], refusal);
    else if (!r->refusal.p)
        r->refusal = refusal;
    r->listed_n = 0;
    r->reply_lines = 0;
    struct mdr_span whole = mdr_trim(line);
    if (refusal.p + refusal.n == whole.p + whole.n)
        r->reply = refusal;
}

/* Words below recipients who have none, up to an empty line; what such a line tells of the message is passed over. */
static void take_words_below(struct resort *r, struct mdr_span words)
{
    if (mdr_word_has(MDR_WORDS_MESSAGE_LABEL, words)) {
        r->near -= r->near == 1;
        r->reply = MDR_SPAN_NONE;
        return;
    }
    if (words.n == 0 || r->near == 0 || r->near > REPLY_LINES) {
        r->reply = MDR_SPAN_NONE;
        return;
    }
    if (r->near > 1 && r->reply.p)
        lengthen(r, words);
    if (r->near > 1)
        return;
    r->reply = words;
    for (size_t i = r->clues->n; i > 0 && r->clues->clue[i - 1].diagnostic.s.n == 0; i--)
        r->clues->clue[i - 1].diagnostic = mdr_text_part(&r->notice->text, words);
}

/* Beside recipients with replies, those who have words instead. */
static void look_for_others(struct resort *r, struct mdr_span line)
{
    struct mdr_span behind = line, found = address_in(r, line, &behind);
    struct mdr_span words = found.p ? mdr_line_words(found, behind) : MDR_SPAN_NONE;
    if (words.n > 0 && !mdr_line_role(found))
        add(r, found, words);
}

/* Of a notice without any reply: an address at the start of its line, or at the end, and the words
 * beside or below it. */
static void look_at_words(struct resort *r, struct mdr_span line)
{
    struct mdr_span behind = line, words = MDR_SPAN_NONE, found = address_in(r, line, &behind);
    if (found.p)
        words = mdr_line_words(found, behind);
    else if ((found = mdr_line_address_last(line)).p && is_own(r, found))
        found = MDR_SPAN_NONE;
    else if (found.p && !mdr_word_has(MDR_WORDS_GAVE_UP, line)) /* that tells nobody why */
        words = mdr_trim(line);
    if (found.p && (mdr_trim(behind).n == 0 || !mdr_line_role(found))) {
        add(r, found, words);
        while (behind.n > 0 && (found = mdr_line_address_first(behind, &behind)).p)
            if (!is_own(r, found))
                add(r, found, MDR_SPAN_NONE);
        r->near = 0;
        r->reply = MDR_SPAN_NONE;
        return;
    }
    take_words_below(r, mdr_trim(line));
}

/* ---- the notice ------------------------------------------------------------------------------- */

/* Above a signature (RFC 3676 4.3): who may be asked stands in it, and not who failed. */
static bool is_signature(struct mdr_span line)
{
    return mdr_span_equal(line, MDR_SPAN("-- "));
}

/* Where the notice's own words end: behind them the returned message stands, a signature, or nothing. */
static size_t words_end(const struct mdr_notice *notice)
{
    struct mdr_run run = {.notice = notice};
    size_t at = 0, next = 0;
    for (size_t lines = 0; at < notice->text.s.n && lines < LINES_MAX; lines++, at = next) {
        struct mdr_span line = mdr_run_line(&run, at, &next).s;
        if (mdr_line_returned(line) || is_signature(line))
            break;
    }
    return at;
}

static void walk(struct resort *r, void (*look)(struct resort *r, struct mdr_span line))
{
    struct mdr_run run = {.notice = r->notice};
    for (size_t at = 0; at < r->end; r->near++) {
        struct mdr_text line = mdr_run_line(&run, at, &at);
        if (!mdr_line_quoted(line.s))
            look(r, line.s);
    }
}

static bool says(const struct resort *r, enum mdr_word_list words)
{
    return mdr_word_has(words, mdr_span_cut(r->notice->text.s, 0, r->end));
}

/* The server still tries: its words say so, or its subject, and nothing of a failure. */
static bool tells_delay(const struct resort *r)
{
    return says(r, MDR_WORDS_STILL_TRIES) || mdr_notice_tells_delay(r->notice);
}

/*
 * A notice without any reply, nor an address at a place of its own: the only one that it names. Behind "rfc822;" it is
 * part of a report, which tells itself whether that is one of a failure.
 */
static void add_only(struct resort *r)
{
    if (!r->only.p || r->several)
        return;
    /* Much fails but mail. */
    bool gave_up = says(r, MDR_WORDS_GAVE_UP) || mdr_word_has(MDR_WORDS_GAVE_UP, r->notice->subject.s);
    if (!says(r, MDR_WORDS_STILL_TRIES) && !(gave_up && mdr_notice_tells_failure(r->notice)))
        return;
    struct mdr_span before = mdr_span_cut(r->notice->text.s, 0, (size_t)(r->only.p - r->notice->text.s.p));
    if (!mdr_ends_with_fold(mdr_trim(before), MDR_SPAN(";")))
        add(r, r->only, MDR_SPAN_NONE);
}

/*
 * "Daily report: 3 delivery failures", of a program that is no mail system; in "Undeliverable: Daily report" it is the
 * message's own subject.
 */
static bool is_digest(const struct mdr_notice *notice)
{
    struct mdr_word digest, failure;
    if (mdr_notice_daemon(notice) || !mdr_word_find(MDR_WORDS_FAILURE_SUBJECT, notice->subject.s, &failure))
        return false;
    return mdr_word_find(MDR_WORDS_DIGEST_SUBJECT, notice->subject.s, &digest) && digest.at < failure.at;
}

void mdr_last_resort(const struct mdr_notice *notice, struct mdr_clues *clues)
{
    struct resort r = {.notice = notice, .clues = clues, .named = clues->n > 0};
    if (!mdr_notice_machine(notice) || is_digest(notice))
        return;
    r.end = words_end(notice);
    bool delayed = tells_delay(&r), bad = delayed || mdr_notice_tells_failure(notice);
    /* Programs of all kinds write without an answer: of theirs only what says that it failed. */
    if (notice->header.n > 0 && !mdr_notice_daemon(notice) && !bad)
        return;
    /* A subject need not tell: "Delivery report". A text that was copied has none, and no sender: it speaks to one. */
    bool copied = notice->header.n == 0 && says(&r, MDR_WORDS_YOUR_MESSAGE);
    bool daemon = copied || mdr_notice_daemon(notice);
    r.tells = daemon && (bad || (says(&r, MDR_WORDS_GAVE_UP) && !says(&r, MDR_WORDS_SUCCESS)));
    r.own = mdr_address_find(mdr_header_find(notice->header, 0, MDR_SPAN("To")).s);
    walk(&r, look_at);
    add_alone(&r);
    r.reply = MDR_SPAN_NONE;
    if (r.tells && !r.named)
        walk(&r, clues->n == 0 ? look_at_words : look_for_others);
    if (clues->n == 0 && r.tells)
        add_only(&r);
    if (delayed && !r.named && clues->n > 0 && clues->action == 0)
        clues->action = MODORI_ACTION_DELAYED;
}
