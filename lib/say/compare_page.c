/* SPDX-License-Identifier: BSD-2-Clause */
/* A comparison as a page for people. */
#include "say/compare.h"
#include "say/escape.h"
#include "say/layout.h"
#include "say/put.h"
#include "say/say.h"
#include "say/width.h"
#include "words/words.h"

#define GAP             2  /* columns between two columns of text */
#define VALUE_LEAST     12 /* columns of a value that stands beside its label */
#define SUBJECT_LONGEST 56 /* columns */

struct table {
    struct mdr_page *page;
    size_t label, value; /* columns of text */
    bool narrow;         /* the values stand below their label */
};

static void put_cell(struct mdr_builder *b, struct mdr_span text, size_t columns)
{
    size_t width = mdr_width(text);
    mdr_put(b, text);
    if (width < columns)
        mdr_put_blanks(b, columns - width);
}

/* The next line of a cell; empty when the cell is written. */
static struct mdr_span cut_line(struct mdr_span text, size_t *at, size_t columns)
{
    if (*at >= text.n)
        return MDR_SPAN_NONE;
    size_t from = *at, end = mdr_line_end(text, from, columns, at);
    return mdr_span_cut(text, from, end);
}

/* Two values side by side, each wrapped in its own column. */
static void write_row(struct table *table, struct mdr_span label, struct mdr_span one, struct mdr_span other)
{
    struct mdr_builder *b = table->page->b;
    size_t at_one = 0, at_other = 0, inward = table->narrow ? GAP : table->label + GAP;
    if (table->narrow && label.n > 0) {
        mdr_put(b, label);
        mdr_put_byte(b, '\n');
        label = MDR_SPAN_NONE;
    }
    do {
        struct mdr_span left = cut_line(one, &at_one, table->value), right = cut_line(other, &at_other, table->value);
        put_cell(b, label, inward);
        if (right.n > 0) {
            put_cell(b, left, table->value + GAP);
            mdr_put(b, right);
        } else {
            mdr_put(b, left);
        }
        mdr_put_byte(b, '\n');
        label = MDR_SPAN_NONE;
    } while (at_one < one.n || at_other < other.n);
}

static struct mdr_span label_of(const struct mdr_speech *speech, enum mdr_what what)
{
    return mdr_sentence_named(speech, "what-", mdr_what_name(what));
}

static struct mdr_span value_of(const struct mdr_comparison *c, struct mdr_speech *speech, enum mdr_what what, int side)
{
    struct mdr_span value = mdr_comparison_value(c, speech, what, side);
    return value.p ? value : mdr_sentence(speech, "unknown");
}

/* ---- the parts of the page -------------------------------------------------------------------- */

static struct mdr_span outcome_text(const struct mdr_comparison *c, const struct mdr_speech *speech, int side)
{
    if (!c->recipient[side] && c->outcome[side] == MDR_OUTCOME_ARRIVED)
        return mdr_sentence(speech, "outcome-no-bounce");
    return mdr_sentence_named(speech, "outcome-", mdr_outcome_name(c->outcome[side]));
}

/* A field of the mail that a side is about: of what came back, or of the mail itself that got through. */
static struct mdr_span mail_text(const struct mdr_comparison *c, int side, int32_t returned, int32_t own)
{
    const struct modori_report *r = c->report[side];
    bool is_mail = mdr_report_number(r, MODORI_REPORT_KIND) == MODORI_KIND_NONE;
    return r->text[returned].p || !is_mail ? r->text[returned] : r->text[own];
}

/* Which mail is which: what it is about, and when it was sent. */
static void write_mails(const struct mdr_comparison *c, struct mdr_speech *speech, struct table *table)
{
    struct mdr_span subject[2], sent[2];
    for (int side = 0; side < 2; side++) {
        struct mdr_span date = mail_text(c, side, MODORI_REPORT_ORIGINAL_DATE, MODORI_REPORT_DATE);
        sent[side] = mdr_sentence_time(speech->arena, date);
        subject[side] =
            mdr_escape(speech->arena, mail_text(c, side, MODORI_REPORT_ORIGINAL_SUBJECT, MODORI_REPORT_SUBJECT), false,
                       SUBJECT_LONGEST);
    }
    if (subject[0].p || subject[1].p)
        write_row(table, mdr_sentence(speech, "label-subject"), subject[0], subject[1]);
    if (sent[0].p || sent[1].p)
        write_row(table, mdr_sentence(speech, "label-sent"), sent[0], sent[1]);
}

/* The reply itself where it is known, else the words that the notice has for it. */
static struct mdr_span reply_text(const struct mdr_comparison *c, struct mdr_speech *speech, int side)
{
    if (!c->recipient[side])
        return MDR_SPAN_NONE;
    const struct mdr_span *text = c->recipient[side]->text;
    struct mdr_span words =
        text[text[MODORI_RECIPIENT_REPLY_TEXT].p ? MODORI_RECIPIENT_REPLY_TEXT : MODORI_RECIPIENT_DIAGNOSTIC];
    return mdr_escape(speech->arena, words, false, 180);
}

static struct mdr_span enum_text(const struct mdr_comparison *c, const struct mdr_speech *speech, int side,
                                 int32_t enumeration, int32_t key)
{
    if (!c->recipient[side])
        return MDR_SPAN_NONE;
    return mdr_enum_text(enumeration, (int32_t)mdr_recipient_number(c->recipient[side], key), speech->lang);
}

/* Why, and how sure that is, where it is not. */
static struct mdr_span reason_text(const struct mdr_comparison *c, struct mdr_speech *speech, int side)
{
    struct mdr_span reason = enum_text(c, speech, side, MODORI_ENUM_REASON, MODORI_RECIPIENT_REASON);
    if (!reason.p || mdr_recipient_number(c->recipient[side], MODORI_RECIPIENT_REASON) >= MODORI_REASON_OTHER_TEXT)
        return reason; /* that nobody knows is no guess */
    return mdr_sentence_judged(speech, reason,
                               (int32_t)mdr_recipient_number(c->recipient[side], MODORI_RECIPIENT_CONFIDENCE));
}

/* Words of a notice alone are no reply. */
static const char *reply_label(const struct mdr_comparison *c)
{
    for (int side = 0; side < 2; side++)
        if (c->recipient[side] && mdr_recipient_number(c->recipient[side], MODORI_RECIPIENT_REPLY) > 0)
            return "label-reply";
    return "label-text";
}

static void write_outcomes(const struct mdr_comparison *c, struct mdr_speech *speech, struct table *table)
{
    write_row(table, MDR_SPAN_NONE, mdr_sentence(speech, "first"), mdr_sentence(speech, "second"));
    write_mails(c, speech, table);
    write_row(table, mdr_sentence(speech, "label-outcome"), outcome_text(c, speech, 0), outcome_text(c, speech, 1));
    struct mdr_span one = reply_text(c, speech, 0), other = reply_text(c, speech, 1);
    if (one.p || other.p)
        write_row(table, mdr_sentence(speech, reply_label(c)), one, other);
    one = enum_text(c, speech, 0, MODORI_ENUM_PHASE, MODORI_RECIPIENT_PHASE);
    other = enum_text(c, speech, 1, MODORI_ENUM_PHASE, MODORI_RECIPIENT_PHASE);
    if (one.p || other.p)
        write_row(table, mdr_sentence(speech, "label-stage"), one, other);
    one = reason_text(c, speech, 0);
    other = reason_text(c, speech, 1);
    if (one.p || other.p)
        write_row(table, mdr_sentence(speech, "label-reason"), one, other);
}

static void write_heading(struct mdr_page *page, struct mdr_span text)
{
    mdr_page_write(page, MDR_SPAN_NONE, 0, MDR_SPAN_NONE);
    mdr_page_write(page, MDR_SPAN_NONE, 0, text);
}

/* What both lack, or what the title says, is not worth a line. */
static bool is_worth(const struct mdr_comparison *c, enum mdr_what what)
{
    if (c->what[what] != MDR_SAME)
        return mdr_comparison_is_known(c, what);
    return what != MDR_WHAT_RECIPIENT && mdr_comparison_raw(c, what, 0).number != 0 &&
           (what != MDR_WHAT_ATTACHMENTS || c->report[0]->attachments > 0);
}

static void write_whats(const struct mdr_comparison *c, struct mdr_speech *speech, struct table *table,
                        enum mdr_sameness sameness, const char *heading)
{
    bool first = true;
    for (int i = 0; i < MDR_WHATS; i++) {
        enum mdr_what what = (enum mdr_what)i;
        if (c->what[what] != sameness || !is_worth(c, what))
            continue;
        if (first)
            write_heading(table->page, mdr_sentence(speech, heading));
        first = false;
        if (sameness == MDR_SAME)
            mdr_page_write(table->page, label_of(speech, what), table->label + GAP, value_of(c, speech, what, 0));
        else
            write_row(table, label_of(speech, what), value_of(c, speech, what, 0), value_of(c, speech, what, 1));
    }
}

/* "HTML, the sending server": the names of what is suspected, for one place of a sentence. */
static struct mdr_span suspects_text(const struct mdr_comparison *c, struct mdr_speech *speech)
{
    struct mdr_span list = MDR_SPAN_NONE;
    for (int what = 0; what < MDR_WHATS; what++) {
        if (!c->suspect[what])
            continue;
        struct mdr_span name = mdr_sentence_named(speech, "as-cause-", mdr_what_name((enum mdr_what)what));
        speech->slot[MDR_SLOT_LIST] = list;
        speech->slot[MDR_SLOT_NAME] = name;
        list = list.p ? mdr_sentence(speech, "list-more") : name;
    }
    speech->slot[MDR_SLOT_NAME] = MDR_SPAN_NONE;
    return list;
}

static void write_conclusions(const struct mdr_comparison *c, struct mdr_speech *speech, struct mdr_page *page)
{
    write_heading(page, mdr_sentence(speech, "label-shows"));
    speech->slot[MDR_SLOT_LIST] = suspects_text(c, speech);
    for (int shown = 0; shown < MDR_SHOWN; shown++)
        if (c->shown[shown])
            mdr_page_write(page, MDR_SPAN("  - "), 4,
                           mdr_sentence_named(speech, "shows-", mdr_shown_name((enum mdr_shown)shown)));
}

static size_t widest_label(const struct mdr_speech *speech)
{
    static const char label[][14] = {"label-subject", "label-sent",  "label-outcome", "label-reply",
                                     "label-text",    "label-stage", "label-reason"};
    size_t most = 0;
    for (size_t i = 0; i < MDR_WHATS + sizeof label / sizeof *label; i++) {
        struct mdr_span text =
            i < MDR_WHATS ? label_of(speech, (enum mdr_what)i) : mdr_sentence(speech, label[i - MDR_WHATS]);
        size_t width = mdr_width(text);
        most = width > most ? width : most;
    }
    return most;
}

void mdr_compare(struct mdr_builder *b, const struct modori_report *one, const struct modori_report *other, int lang,
                 int32_t columns)
{
    struct mdr_comparison c;
    struct mdr_speech speech = {.arena = b->arena, .lang = lang, .style = MODORI_EXPLAIN_ADMINISTRATOR};
    struct mdr_page page = {b, columns > 0 ? (size_t)columns : 78};
    speech.room = "compare.";
    mdr_comparison_make(&c, one, other);
    struct table table = {&page, widest_label(&speech), 0, false};
    table.narrow = page.columns < table.label + 2 * GAP + 2 * VALUE_LEAST;
    table.value = (page.columns - (table.narrow ? 2 * GAP : table.label + 2 * GAP)) / 2;
    struct mdr_span address = mdr_comparison_value(&c, &speech, MDR_WHAT_RECIPIENT, c.recipient[0] ? 0 : 1);
    speech.slot[MDR_SLOT_ADDRESS] = c.what[MDR_WHAT_RECIPIENT] == MDR_SAME ? address : MDR_SPAN_NONE;
    mdr_page_write(&page, MDR_SPAN_NONE, 0, mdr_sentence_either(&speech, "title", "title-plain"));
    mdr_page_write(&page, MDR_SPAN_NONE, 0, MDR_SPAN_NONE);
    write_outcomes(&c, &speech, &table);
    write_whats(&c, &speech, &table, MDR_DIFFERS, "label-differs");
    write_whats(&c, &speech, &table, MDR_SAME, "label-same");
    if (!c.shown[MDR_SHOWS_NOT_A_MAIL])
        write_whats(&c, &speech, &table, MDR_UNKNOWN, "label-unseen");
    write_conclusions(&c, &speech, &page);
}
