/* SPDX-License-Identifier: BSD-2-Clause */
/* A comparison as JSON. */
#include "say/compare.h"
#include "say/json_writer.h"
#include "say/put.h"
#include "say/say.h"
#include "words/words.h"

static void write_name(struct mdr_json *j, struct mdr_span key, int32_t enumeration, int64_t value)
{
    mdr_json_key(j, key);
    mdr_json_known_text(j, value > 0 ? mdr_enum_name(enumeration, (int32_t)value) : MDR_SPAN_NONE);
}

static int64_t told(const struct modori_recipient *r, int32_t key)
{
    return r ? mdr_recipient_number(r, key) : MDR_NUMBER_NONE;
}

static void write_outcome(struct mdr_json *j, const struct mdr_comparison *c, int side)
{
    const struct modori_recipient *r = c->recipient[side];
    mdr_json_begin(j, '{');
    mdr_json_key(j, MDR_SPAN("outcome"));
    mdr_json_text(j, mdr_outcome_name(c->outcome[side]));
    mdr_json_key(j, MDR_SPAN("address"));
    mdr_json_known_text(j, r ? r->text[MODORI_RECIPIENT_ADDRESS] : MDR_SPAN_NONE);
    mdr_json_key(j, MDR_SPAN("reply"));
    mdr_json_known_number(j, told(r, MODORI_RECIPIENT_REPLY));
    write_name(j, MDR_SPAN("phase"), MODORI_ENUM_PHASE, told(r, MODORI_RECIPIENT_PHASE));
    write_name(j, MDR_SPAN("reason"), MODORI_ENUM_REASON, told(r, MODORI_RECIPIENT_REASON));
    mdr_json_key(j, MDR_SPAN("diagnostic"));
    mdr_json_known_text(j, r ? r->text[MODORI_RECIPIENT_DIAGNOSTIC] : MDR_SPAN_NONE);
    mdr_json_end(j, '}');
}

static void write_value(struct mdr_json *j, const struct mdr_comparison *c, enum mdr_what what, int side)
{
    const struct modori_report *report = c->report[side];
    struct mdr_value value = mdr_comparison_raw(c, what, side);
    if (what == MDR_WHAT_ATTACHMENTS && !mdr_comparison_is_seen(report)) {
        mdr_json_literal(j, MDR_SPAN("null")); /* an empty list would say that there are none */
    } else if (what == MDR_WHAT_ATTACHMENTS) {
        mdr_json_begin(j, '[');
        for (size_t i = 0; i < report->attachments; i++)
            mdr_json_known_text(j,
                                report->attachment[i].name.p ? report->attachment[i].name : report->attachment[i].type);
        mdr_json_end(j, ']');
    } else if (what == MDR_WHAT_HTML) {
        mdr_json_known_text(j,
                            value.number < 0 ? MDR_SPAN_NONE : mdr_enum_name(MODORI_ENUM_HTML, (int32_t)value.number));
    } else if (value.is_number) {
        mdr_json_known_number(j, value.number);
    } else {
        mdr_json_known_text(j, value.text);
    }
}

static void write_whats(struct mdr_json *j, const struct mdr_comparison *c, struct mdr_span key,
                        enum mdr_sameness sameness)
{
    mdr_json_key(j, key);
    mdr_json_begin(j, '[');
    for (int i = 0; i < MDR_WHATS; i++) {
        enum mdr_what what = (enum mdr_what)i;
        if (c->what[what] != sameness)
            continue;
        mdr_json_begin(j, '{');
        mdr_json_key(j, MDR_SPAN("what"));
        mdr_json_text(j, mdr_what_name(what));
        mdr_json_key(j, MDR_SPAN("values"));
        mdr_json_begin(j, '[');
        write_value(j, c, what, 0);
        write_value(j, c, what, 1);
        mdr_json_end(j, ']');
        mdr_json_end(j, '}');
    }
    mdr_json_end(j, ']');
}

static void write_names(struct mdr_json *j, const struct mdr_comparison *c)
{
    mdr_json_key(j, MDR_SPAN("suspects"));
    mdr_json_begin(j, '[');
    for (int what = 0; what < MDR_WHATS; what++)
        if (c->suspect[what])
            mdr_json_text(j, mdr_what_name((enum mdr_what)what));
    mdr_json_end(j, ']');
    mdr_json_key(j, MDR_SPAN("shows"));
    mdr_json_begin(j, '[');
    for (int shown = 0; shown < MDR_SHOWN; shown++)
        if (c->shown[shown])
            mdr_json_text(j, mdr_shown_name((enum mdr_shown)shown));
    mdr_json_end(j, ']');
}

void mdr_compare_json(struct mdr_builder *b, const struct modori_report *one, const struct modori_report *other)
{
    struct mdr_comparison c;
    struct mdr_json j = {b, false};
    mdr_comparison_make(&c, one, other);
    mdr_json_begin(&j, '{');
    mdr_json_key(&j, MDR_SPAN("outcomes"));
    mdr_json_begin(&j, '[');
    write_outcome(&j, &c, 0);
    write_outcome(&j, &c, 1);
    mdr_json_end(&j, ']');
    write_whats(&j, &c, MDR_SPAN("differs"), MDR_DIFFERS);
    write_whats(&j, &c, MDR_SPAN("same"), MDR_SAME);
    write_whats(&j, &c, MDR_SPAN("unknown"), MDR_UNKNOWN);
    write_names(&j, &c);
    mdr_json_end(&j, '}');
}
