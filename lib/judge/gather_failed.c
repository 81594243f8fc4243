/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * X-Failed-Recipients, which Exim and Google write beside a notice in words: who failed, where the
 * words name nobody.
 */
#include "bytes/ascii.h"
#include "grammar/address.h"
#include "grammar/field.h"
#include "judge/gather.h"

/* The clue that the words gave without an address; each address of the header shares its text. */
static struct mdr_clue nameless(const struct mdr_clues *told)
{
    struct mdr_clue clue = {.source = MDR_CLUE_HEADER};
    if (told->n == 1 && told->clue[0].address.s.n == 0) {
        clue = told->clue[0];
        clue.source = MDR_CLUE_HEADER;
    }
    return clue;
}

/* The last line of a message that breaks off: half an address is another one. */
static bool is_cut(const struct mdr_case *c, const struct mdr_text *body)
{
    size_t end = body->base + body->s.n;
    return end == c->input.n;
}

static void add_addresses(struct mdr_clues *told, const struct mdr_clue *shared, const struct mdr_text *list)
{
    for (size_t at = 0; at < list->s.n;) {
        size_t comma = mdr_find_byte(list->s, ',', at);
        size_t end = comma == MDR_NOT_FOUND ? list->s.n : comma;
        struct mdr_span address = mdr_address_bare(mdr_span_cut(list->s, at, end));
        struct mdr_clue *clue = address.n > 0 ? mdr_clues_add(told, MDR_CLUE_HEADER) : NULL;
        if (clue) {
            *clue = *shared;
            clue->address = mdr_text_part(list, address);
        }
        at = end + 1;
    }
}

void mdr_gather_failed(struct mdr_case *c)
{
    struct mdr_clues *told = &c->told;
    struct mdr_clue shared = nameless(told);
    bool anonymous = told->n == 1 && told->clue[0].address.s.n == 0;
    if (c->message.parts == 0 || (told->n > 0 && !anonymous))
        return;
    const struct mdr_part *top = &c->message.part[0];
    struct mdr_field_reader reader = mdr_field_reader_make(top->header);
    struct mdr_field field;
    for (size_t n = 0; n < c->report->limits.fields && mdr_field_next(&reader, &field); n++) {
        if (!mdr_equal_fold(field.name, MDR_SPAN("X-Failed-Recipients")))
            continue;
        struct mdr_text body = mdr_text_view(field.body, top->header_at + field.body_at);
        if (is_cut(c, &body))
            break;
        struct mdr_text list = mdr_field_unfold(c->scratch, &body);
        if (anonymous) {
            told->n = 0; /* its facts are in `shared` */
            anonymous = false;
        }
        add_addresses(told, &shared, &list);
    }
}
