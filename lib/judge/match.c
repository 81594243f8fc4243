/* SPDX-License-Identifier: BSD-2-Clause */
/* Pairs of clues: see match.h. */
#include "judge/match.h"
#include "bytes/ascii.h"
#include "grammar/address.h"

/* FNV-1a over the folded address. */
static size_t hash(struct mdr_span s)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)mdr_lower(s.p[i])) * UINT64_C(1099511628211);
    return (size_t)(h ^ h >> 32);
}

/* The slot of an address: the one that holds it, or the free one where it belongs. */
static size_t slot_of(const struct mdr_match *m, struct mdr_span address)
{
    size_t at = hash(address) & m->mask;
    while (m->slot[at] && !mdr_equal_fold(m->told->clue[m->slot[at] - 1].address.s, address))
        at = (at + 1) & m->mask;
    return at;
}

static size_t alias_slot_of(const struct mdr_match *m, struct mdr_span alias)
{
    size_t at = hash(alias) & m->mask;
    while (m->by_alias[at] && !mdr_equal_fold(m->told->clue[m->by_alias[at] - 1].alias.s, alias))
        at = (at + 1) & m->mask;
    return at;
}

/* From the last to the first, so that the chain of an alias begins with the first. */
static void index_aliases(struct mdr_match *m)
{
    for (size_t i = m->told->n; i-- > 0;) {
        struct mdr_span alias = m->told->clue[i].alias.s;
        if (alias.n == 0)
            continue;
        size_t at = alias_slot_of(m, alias);
        m->next[i] = m->by_alias[at];
        m->by_alias[at] = i + 1;
    }
}

/* Of two clues of one address the first counts, unless only the second says why. */
static bool says_more(const struct mdr_clue *a, const struct mdr_clue *b)
{
    return b->diagnostic.s.n == 0 && b->status.s.n == 0 && (a->diagnostic.s.n > 0 || a->status.s.n > 0);
}

void mdr_match_init(struct mdr_match *m, struct mdr_arena *arena, const struct mdr_clues *fields,
                    const struct mdr_clues *told)
{
    size_t room = 16;
    *m = (struct mdr_match){.fields = fields, .told = told};
    while (room / 2 < told->n + 1)
        room *= 2;
    m->slot = mdr_arena_array(arena, room, sizeof *m->slot);
    m->used = mdr_arena_array(arena, told->n + 1, sizeof *m->used);
    m->by_alias = mdr_arena_array(arena, room, sizeof *m->by_alias);
    m->next = mdr_arena_array(arena, told->n + 1, sizeof *m->next);
    m->mask = room - 1;
    m->ready = m->slot && m->used && m->by_alias && m->next;
    if (!m->ready)
        return;
    for (size_t i = 0; i < told->n; i++) {
        size_t at = slot_of(m, told->clue[i].address.s);
        if (!m->slot[at] || says_more(&told->clue[i], &told->clue[m->slot[at] - 1]))
            m->slot[at] = i + 1;
    }
    index_aliases(m);
}

static const struct mdr_clue *take(struct mdr_match *m, struct mdr_span address)
{
    if (address.n == 0)
        return NULL;
    size_t index = m->slot[slot_of(m, address)];
    if (!index || m->used[index - 1])
        return NULL;
    m->used[index - 1] = true;
    return &m->told->clue[index - 1];
}

/* The next clue of an address that was expanded: it is the final one of all that it became. */
static const struct mdr_clue *take_expanded(struct mdr_match *m, struct mdr_span alias)
{
    if (alias.n == 0)
        return NULL;
    size_t at = alias_slot_of(m, alias);
    while (m->by_alias[at] && m->used[m->by_alias[at] - 1] && m->next[m->by_alias[at] - 1])
        m->by_alias[at] = m->next[m->by_alias[at] - 1];
    size_t index = m->by_alias[at];
    if (!index || m->used[index - 1])
        return NULL;
    m->used[index - 1] = true;
    return &m->told->clue[index - 1];
}

/* A notice may name a local user by the name alone. */
static struct mdr_span local_part(struct mdr_span address)
{
    size_t at = mdr_find_byte(address, '@', 0);
    return at == MDR_NOT_FOUND ? MDR_SPAN_NONE : mdr_span_cut(address, 0, at);
}

/* CommuniGate has brackets around it in the field, too. */
static struct mdr_span without_brackets(struct mdr_span address)
{
    struct mdr_span bare = mdr_address_bare(address);
    return bare.p ? bare : address;
}

static const struct mdr_clue *told_of(struct mdr_match *m, const struct mdr_clue *fields)
{
    const struct mdr_clue *told = take(m, fields->address.s);
    if (!told)
        told = take(m, without_brackets(fields->original.s));
    if (!told)
        told = take(m, fields->actual.s);
    if (!told)
        told = take_expanded(m, fields->address.s);
    if (!told)
        told = take(m, local_part(fields->address.s));
    if (!told && m->fields->n == 1 && m->told->n == 1 && !m->used[0]) {
        m->used[0] = true; /* one of each: the same one under another name */
        told = &m->told->clue[0];
    }
    return told;
}

/* The last group of a report that breaks off, in front of whom it is about: Exim and Amazon begin with the action. */
static bool is_nameless(const struct mdr_match *m, const struct mdr_clue *fields)
{
    bool last = fields == &m->fields->clue[m->fields->n - 1];
    return m->open && last && fields->address.s.n + fields->original.s.n + fields->actual.s.n == 0;
}

/* Whom the notice names and no group: an address that stands there twice is one recipient. */
static bool is_left(const struct mdr_match *m, size_t i)
{
    struct mdr_span address = m->told->clue[i].address.s;
    return !m->used[i] && (address.n == 0 || m->slot[slot_of(m, address)] == i + 1);
}

/* The one who is left; NULL where nobody is, or several are. */
static const struct mdr_clue *take_left(struct mdr_match *m, bool *ret_any)
{
    size_t found = 0, n = 0;
    for (size_t i = 0; i < m->told->n; i++)
        if (is_left(m, i)) {
            found = i;
            n++;
        }
    *ret_any = n > 0;
    if (n != 1)
        return NULL;
    m->used[found] = true;
    return &m->told->clue[found];
}

/* The next group and what the notice says of it; false at the end, and where it tells less than the notice. */
static bool next_group(struct mdr_match *m, const struct mdr_clue **ret_fields, const struct mdr_clue **ret_told)
{
    bool left = false;
    if (m->next_fields == m->fields->n)
        return false;
    *ret_fields = &m->fields->clue[m->next_fields++];
    *ret_told = told_of(m, *ret_fields);
    if (!*ret_told && is_nameless(m, *ret_fields))
        *ret_told = take_left(m, &left);
    if (!*ret_told && left)
        return false;
    m->lone = m->lone || !*ret_told;
    return true;
}

bool mdr_match_next(struct mdr_match *m, const struct mdr_clue **ret_fields, const struct mdr_clue **ret_told)
{
    if (!m->ready)
        return false;
    *ret_fields = *ret_told = NULL;
    if (next_group(m, ret_fields, ret_told))
        return true;
    *ret_fields = NULL;
    while ((m->fields->n == 0 || (m->open && !m->lone)) && m->next_told < m->told->n) {
        size_t i = m->next_told++;
        const struct mdr_clue *told = &m->told->clue[i];
        if (!is_left(m, i))
            continue;
        *ret_told = told;
        return true;
    }
    return false;
}
