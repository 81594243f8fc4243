/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rows that tables/gen/dialects.awk makes of tables/dialects/: how a dialect is recognised, and
 * the line machine that takes its clues. HACKING and tables/dialects/README tell how they are written.
 */
#ifndef MDR_RECOGNISE_DIALECT_TABLE_H
#define MDR_RECOGNISE_DIALECT_TABLE_H

#include "recognise/pattern.h"
#include "recognise/scan.h"

#include <stdint.h>

/* Where a mark is looked for. */
enum mdr_mark_place {
    MDR_MARK_LINE, /* a line of the notice text that is not quoted */
    MDR_MARK_FROM,
    MDR_MARK_SUBJECT,
    MDR_MARK_HEADER, /* a field of the notice's header */
    MDR_MARK_FIELD   /* a field of the delivery-status part */
};

/* What it is worth. */
enum mdr_mark_weight {
    MDR_MARK_SIGN,   /* several are needed */
    MDR_MARK_HINT,   /* the same, but all hints together are one sign */
    MDR_MARK_STRONG, /* nothing else has it */
    MDR_MARK_NOT     /* it is something else then */
};

#define MDR_PATTERN_NONE 0xffff

/* Room for what is found while a dialect is looked for; dialect_data.c refuses tables that are larger. */
#define MDR_DIALECTS_MAX 128
#define MDR_MARKS_MAX    1024

struct mdr_mark_row {
    uint16_t dialect;
    uint16_t pattern; /* MDR_PATTERN_NONE: being there is enough */
    uint32_t name;    /* of the field, in the pool */
    uint8_t name_n;
    uint8_t star; /* where the "*" of a field's name stands, 255: none */
    uint8_t place, weight;
    char byte; /* without which the pattern does not fit; 0: none */
};

/* A mark of a line that the scanner can't find, and a byte without which it does not fit. */
struct mdr_line_mark {
    uint16_t row;
    char byte;
};

/* What has to hold for the whole notice. */
#define MDR_WHEN_FIELDS    1
#define MDR_WHEN_NO_FIELDS 2
#define MDR_WHEN_HEADER    4
#define MDR_WHEN_BARE      8

struct mdr_dialect_row {
    uint32_t name;
    uint8_t name_n;
    uint8_t rank; /* among equals the lowest */
    uint8_t need; /* signs */
    uint8_t when;
    uint8_t kind;
    uint8_t speaker; /* where nothing tells it; 0: not known */
    uint8_t hides;   /* 1: the stage */
    uint8_t decoded; /* 1: Original-Recipient */
    uint16_t state;  /* its first state */
};

struct mdr_state_row {
    uint16_t rule; /* first of its rules */
    uint8_t rules;
};

/* Patterns that are none. */
#define MDR_RULE_BLANK    0xfffe
#define MDR_RULE_OTHER    0xfffd
#define MDR_RULE_INDENTED 0xfffc

struct mdr_rule_row {
    uint16_t pattern;
    uint16_t op; /* first of its operations */
    uint8_t ops;
    char first; /* behind its indentation a line that fits begins with this, in either case; '\0': with anything */
};

enum mdr_op {
    MDR_OP_GO,       /* to state n of this dialect */
    MDR_OP_AGAIN,    /* the same line once more, in the state gone to */
    MDR_OP_APPEND,   /* the captured text, or else the whole line, to the diagnostic; on a line of its own */
    MDR_OP_FOLD,     /* the same, behind a blank */
    MDR_OP_SAME,     /* a recipient here does not begin a new clue */
    MDR_OP_ALSO,     /* a recipient here shares the diagnostic with the one before */
    MDR_OP_ABOVE,    /* a recipient here owns the diagnostic that stood above it */
    MDR_OP_END,      /* the diagnostic is complete */
    MDR_OP_DROP,     /* the current clue is none */
    MDR_OP_ACTION,   /* of the current clue */
    MDR_OP_ALL,      /* action of all clues without their own */
    MDR_OP_KIND,     /* of the notice */
    MDR_OP_PHASE,    /* of the current clue */
    MDR_OP_SPEAKER,  /* of the current clue */
    MDR_OP_AS,       /* the captured text is fact n of the notice */
    MDR_OP_HOOK,     /* function n takes the text from this line on */
    MDR_OP_STOP,     /* nothing more counts */
    MDR_OP_RETURNED, /* the returned message begins behind this line; nothing more counts */
    MDR_OP_QUOTED    /* the returned message begins with this line; nothing more counts */
};

enum mdr_as { MDR_AS_MESSAGE_ID, MDR_AS_SUBJECT, MDR_AS_DATE, MDR_AS_TO, MDR_AS_ENVELOPE_ID, MDR_AS_HOST };

enum mdr_hook { MDR_HOOK_SENDMAIL, MDR_HOOK_POSTMASTER, MDR_HOOK_SES };

struct mdr_op_row {
    uint8_t op;
    uint8_t n;
};

/* Everything, with the patterns and the scanner's tables of the marks that are lines, and those of From and Subject. */
struct mdr_dialect_table {
    const struct mdr_dialect_row *dialect;
    size_t dialects;
    const struct mdr_mark_row *mark;
    size_t marks;
    const struct mdr_line_mark *line_mark;
    size_t line_marks;
    const uint16_t *place_mark; /* the marks of the other places, but for those that scan_heading has */
    const uint16_t *place;      /* first of each file in it, see mdr_mark_file; one more at the end */
    size_t name_longest;        /* of the fields' names */
    uint32_t header_letters, field_letters; /* that these begin with, see mdr_letter_bit */
    const struct mdr_state_row *state;
    const struct mdr_rule_row *rule;
    const struct mdr_op_row *op;
    struct mdr_pattern_set patterns;
    struct mdr_scan_table scan, scan_heading;
};

/*
 * The files of marks: From, Subject, and for header and fields one for each length of a name. Names with a
 * "*" are filed under 0.
 */
static inline size_t mdr_mark_file(const struct mdr_dialect_table *table, enum mdr_mark_place place, size_t name_n)
{
    if (place < MDR_MARK_HEADER)
        return place - MDR_MARK_FROM;
    return 2 + (place - MDR_MARK_HEADER) * (table->name_longest + 1) + name_n;
}

/* The one table there is. */
void mdr_dialect_table_get(struct mdr_dialect_table *ret);

#endif
