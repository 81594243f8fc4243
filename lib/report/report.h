/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The report: what one input tells. Filled by the judges through the builder calls below, read by
 * the public getters and by the writers of lib/say. All text in it is copied into its own arena,
 * valid UTF-8, NUL-terminated.
 *
 * Texts and numbers are kept in arrays that are indexed by the public keys (MODORI_RECIPIENT_*,
 * MODORI_REPORT_*), so that getters and JSON are loops over a table and not a list of functions.
 */
#ifndef MDR_REPORT_REPORT_H
#define MDR_REPORT_REPORT_H

#include "bytes/arena.h"
#include "bytes/limits.h"
#include "bytes/text.h"

#include <modori.h>

/* Numbers that are not told; every number of a fresh report is this. */
#define MDR_NUMBER_NONE (-1)

/* Keys run from 1 to 99 for texts and from 201 to 299 for numbers. */
#define MDR_REPORT_TEXTS      62
#define MDR_REPORT_NUMBERS    28 /* keys 201 to 227 */
#define MDR_RECIPIENT_TEXTS   20
#define MDR_RECIPIENT_NUMBERS 16 /* keys 201 to 215 */
#define MDR_RECIPIENT_LISTS   6  /* keys 301 to 305 */
#define MDR_NUMBER_BASE       200
#define MDR_LIST_BASE         300

/* How often one kind of finding is kept. */
#define MDR_FINDINGS_OF_A_KIND 8

struct mdr_evidence {
    struct mdr_span rule;    /* the rule's name: static text */
    uint64_t offset, length; /* bytes of the input */
};

struct mdr_list {
    int32_t *item;
    size_t n, room;
};

struct modori_recipient {
    struct mdr_span text[MDR_RECIPIENT_TEXTS];
    int64_t number[MDR_RECIPIENT_NUMBERS];
    struct mdr_list list[MDR_RECIPIENT_LISTS];
    struct mdr_evidence *evidence;
    size_t evidences, evidence_room;
    struct mdr_arena *arena; /* the report's: set again when the report moves */
};

struct mdr_finding {
    int32_t code;
    uint64_t offset;
};

struct mdr_hop {
    struct mdr_span text[4]; /* by MODORI_HOP_* */
    int32_t role;            /* 0: not known */
};

struct mdr_attachment {
    struct mdr_span name, type;
    int64_t size;
    int32_t risk;
    int64_t name_length;
    int32_t has_path;
};

struct mdr_header_field {
    struct mdr_span name, body; /* unfolded and decoded */
};

struct modori_report {
    struct mdr_arena arena;
    struct mdr_limits limits;
    struct mdr_span text[MDR_REPORT_TEXTS];
    int64_t number[MDR_REPORT_NUMBERS];
    struct modori_recipient *recipient;
    size_t recipients, recipient_room;
    struct mdr_finding *finding;
    size_t findings, finding_room;
    struct mdr_hop *hop;
    size_t hops, hop_room;
    struct mdr_attachment *attachment;
    size_t attachments, attachment_room;
    struct mdr_header_field *header; /* of the returned message */
    size_t headers, header_room;
};

/* Makes an empty report; clear empties it and keeps the arena's blocks for the next input. */
void mdr_report_init(struct modori_report *report, struct mdr_allocator allocator, const struct mdr_limits *limits);
void mdr_report_clear(struct modori_report *report);
void mdr_report_discard(struct modori_report *report); /* frees what the arena holds */

/* Texts: copied; made valid UTF-8; an absent or (for texts) empty span leaves the key absent. */
void mdr_report_set_text(struct modori_report *report, int32_t key, struct mdr_span s);
void mdr_report_set_number(struct modori_report *report, int32_t key, int64_t value);
void mdr_recipient_set_text(struct modori_recipient *recipient, int32_t key, struct mdr_span s);
void mdr_recipient_set_number(struct modori_recipient *recipient, int32_t key, int64_t value);

/*
 * A new recipient, all absent. NULL at the limit (with a finding) or without memory. The pointer
 * stays valid until the next one is added: use the index afterwards.
 */
struct modori_recipient *mdr_report_add_recipient(struct modori_report *report);
/* Adds to a list, once: what is there already is not added again. */
void mdr_recipient_add(struct modori_recipient *recipient, int32_t list, int32_t value);
bool mdr_recipient_has(const struct modori_recipient *recipient, int32_t list, int32_t value);
void mdr_recipient_add_evidence(struct modori_recipient *recipient, struct mdr_span rule, uint64_t offset,
                                uint64_t length);

/* A finding; the same code is noted once for the same offset, and no more than limits.list of them. */
void mdr_report_find(struct modori_report *report, int32_t code, uint64_t offset);
/* A text of the report's own, for hops and attachments: copied, made valid UTF-8; an absent span stays absent. */
struct mdr_span mdr_report_copy(struct modori_report *report, struct mdr_span s);
struct mdr_hop *mdr_report_add_hop(struct modori_report *report);
/* The server that reports: as the report names it, else as the way of the mail tells it; absent. */
struct mdr_span mdr_report_reporter(const struct modori_report *report);
struct mdr_attachment *mdr_report_add_attachment(struct modori_report *report);
void mdr_report_add_header(struct modori_report *report, struct mdr_span name, struct mdr_span body);

/* Shortcuts for readers above this layer. */

/* Who it is: the address that failed, or the one that it was before. */
static inline struct mdr_span mdr_recipient_address(const struct modori_recipient *r)
{
    struct mdr_span address = r->text[MODORI_RECIPIENT_ADDRESS];
    return address.p ? address : r->text[MODORI_RECIPIENT_ORIGINAL_ADDRESS];
}

static inline int64_t mdr_recipient_number(const struct modori_recipient *r, int32_t key)
{
    return r->number[key - MDR_NUMBER_BASE];
}

static inline int64_t mdr_report_number(const struct modori_report *r, int32_t key)
{
    return r->number[key - MDR_NUMBER_BASE];
}

#endif
