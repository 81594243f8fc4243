/* SPDX-License-Identifier: BSD-2-Clause */
/* The items of an explanation, and the page that is made of them. */
#include "say/explain_teller.h"
#include "say/layout.h"
#include "say/put.h"
#include "say/say.h"
#include "say/width.h"

#define ITEMS_FIRST 32
#define MDR_COLUMNS 78 /* of a page, where the caller does not say */

void mdr_tell(struct mdr_teller *t, int32_t item, int32_t value, const char *label, struct mdr_span text)
{
    struct mdr_items *items = t->items;
    if (!text.p)
        return;
    if (items->n == items->room) {
        size_t room = items->room ? items->room * 2 : ITEMS_FIRST;
        struct mdr_item *grown = mdr_arena_grow(items->arena, items->item, items->n, room, sizeof *grown);
        if (!grown)
            return;
        items->item = grown;
        items->room = room;
    }
    struct mdr_span words = label ? mdr_sentence(&t->speech, label) : MDR_SPAN_NONE;
    items->item[items->n++] = (struct mdr_item){item, value, t->index, words, text};
}

void mdr_items_make(struct mdr_items *items, struct mdr_arena *arena, const struct modori_report *report, int lang,
                    int32_t style)
{
    *items = (struct mdr_items){arena, NULL, 0, 0};
    struct mdr_teller t = {.report = report, .index = MDR_ITEM_WHOLE, .items = items};
    t.speech.arena = arena;
    t.speech.lang = lang;
    t.speech.style = style;
    t.speech.room = "explain.";
    mdr_slots_report(&t);
    int64_t kind = mdr_report_number(report, MODORI_REPORT_KIND);
    if (report->recipients > 0 && (kind < MODORI_KIND_FEEDBACK || kind == MODORI_KIND_TRANSCRIPT))
        mdr_tell_recipients(&t);
    else
        mdr_tell_kind(&t, kind < 0 ? MODORI_KIND_NONE : (int32_t)kind);
}

/* ---- the page --------------------------------------------------------------------------------- */

/* Items that stand below a heading of their own; all others stand beside their label. */
static bool is_listed(int32_t item)
{
    return item == MODORI_ITEM_ADVICE || item == MODORI_ITEM_QUOTE || item == MODORI_ITEM_OTHERS;
}

/* Columns of the labels, with two blanks behind the widest. */
static size_t label_columns(const struct mdr_items *items)
{
    size_t most = 0;
    for (size_t i = 0; i < items->n; i++) {
        size_t n = mdr_width(items->item[i].label);
        if (!is_listed(items->item[i].item) && n > most)
            most = n;
    }
    return most ? most + 2 : 0;
}

static void write_heading(struct mdr_page *page, struct mdr_span label)
{
    mdr_page_write(page, MDR_SPAN_NONE, 0, MDR_SPAN_NONE);
    mdr_page_write(page, MDR_SPAN_NONE, 0, label);
}

/* number: of the step of advice; 0 for what is not numbered. alone: the block of a step that has no number. */
static void write_listed(struct mdr_page *page, const struct mdr_item *item, unsigned number, bool alone)
{
    struct mdr_builder lead;
    mdr_builder_init(&lead, page->b->arena);
    if (item->item == MODORI_ITEM_QUOTE) {
        size_t inward = alone ? 4 : 5;
        mdr_put_blanks(&lead, inward);
        mdr_page_write(page, mdr_builder_finish(&lead).s, inward, item->text);
        return;
    }
    mdr_put_blanks(&lead, 2);
    if (number > 0) {
        mdr_put_number(&lead, number);
        mdr_put(&lead, MDR_SPAN(". "));
    } else {
        mdr_put(&lead, MDR_SPAN("- "));
    }
    size_t hang = mdr_width(mdr_span_make(lead.bytes, lead.n));
    mdr_page_write(page, mdr_builder_finish(&lead).s, hang, item->text);
}

/* Whether an item goes on with what the one before it began: the same question, or the block of a step. */
static bool continues(const struct mdr_item *item, const struct mdr_item *before, int32_t style)
{
    if (item->item == MODORI_ITEM_QUOTE)
        return style == MODORI_EXPLAIN_ADMINISTRATOR;
    bool after_block = before->item == MODORI_ITEM_QUOTE && item->item == MODORI_ITEM_ADVICE;
    return after_block || (item->item == before->item && mdr_span_equal(item->label, before->label));
}

void mdr_explain(struct mdr_builder *b, const struct modori_report *report, int lang, int32_t style, int32_t columns)
{
    struct mdr_items items;
    mdr_items_make(&items, b->arena, report, lang, style);
    struct mdr_page page = {b, columns > 0 ? (size_t)columns : MDR_COLUMNS};
    size_t hang = label_columns(&items);
    unsigned steps = 0, all_steps = 0;
    for (size_t i = 0; i < items.n; i++)
        all_steps += items.item[i].item == MODORI_ITEM_ADVICE;
    for (size_t i = 0; i < items.n; i++) {
        const struct mdr_item *item = &items.item[i];
        bool goes_on = i > 0 && continues(item, item - 1, style);
        if (item->item == MODORI_ITEM_OUTCOME) {
            mdr_page_write(&page, MDR_SPAN_NONE, 0, item->text);
        } else if (is_listed(item->item)) {
            if (!goes_on)
                write_heading(&page, item->label);
            write_listed(&page, item, item->item == MODORI_ITEM_ADVICE && all_steps > 1 ? ++steps : 0,
                         all_steps == 1 && goes_on);
        } else {
            if (i > 0 && item[-1].item == MODORI_ITEM_OUTCOME)
                mdr_page_write(&page, MDR_SPAN_NONE, 0, MDR_SPAN_NONE);
            mdr_page_write(&page, goes_on ? MDR_SPAN_NONE : item->label, hang, item->text);
        }
    }
}
