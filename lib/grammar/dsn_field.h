/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The groups of message/delivery-status, RFC 3464 2: to whom does a field belong. The grammar is
 *
 *     delivery-status-content = per-message-fields 1*( CRLF per-recipient-fields )
 *
 * but real reports have the first group merged into the first recipient's, or missing, or twice;
 * empty lines between the fields of one recipient; several recipients without an empty line; and
 * the returned message's header behind the last group. See mdr_dsn_next for what is made of that.
 */
#ifndef MDR_GRAMMAR_DSN_FIELD_H
#define MDR_GRAMMAR_DSN_FIELD_H

#include "grammar/field.h"

#include <stdint.h>

struct mdr_dsn_item {
    struct mdr_field field;
    enum mdr_dsn_field which;
    size_t group;  /* 0: per message; 1 and up: the recipients, ascending */
    bool begins;   /* the first field of its recipient group */
    bool merged;   /* with begins: no empty line stands before the group */
    bool again;    /* of the message, but behind a recipient: its group comes again, or is merged into
                      one */
    bool repeated; /* its group has had this field before (unknown ones are not compared) */
};

struct mdr_dsn_reader {
    struct mdr_field_reader fields;
    size_t group;       /* the last recipient group that began */
    bool open;          /* fields belong to that group; else to the message */
    bool in_block;      /* a field of the current block was read */
    bool plain;         /* the current block is a message header before any group: nothing begins in it */
    bool ended;         /* the returned message's header was met; fields.at is where it begins */
    uint32_t seen;      /* what the current group has had, a bit a field */
    uint32_t ahead;     /* what the current block has */
    unsigned addresses; /* Final- and Original-Recipient fields of the block that are still to come */
};

struct mdr_dsn_reader mdr_dsn_reader_make(struct mdr_span s);

/*
 * The next field and the group that it belongs to; false at the end. A block (fields up to an empty
 * line) is looked at as a whole before its first field is handed out:
 *
 * - It is a recipient's when it has Final-Recipient, Original-Recipient, X-Actual-Recipient,
 * Action, Status or Diagnostic-Code.
 * - A recipient's block begins a new group when there is none yet, when per-message fields came
 *   before it, or when Final-Recipient, Original-Recipient, Action or Status would come twice in
 * the group. Otherwise the empty line was a stray one and the group goes on.
 * - Inside a block a new group begins at the first such field when per-message fields stood before
 *   it, and at a second Final- or Original-Recipient (or at a second Action or Status that another
 *   recipient's address follows).
 * - A per-message field (RFC 3464 2.2) is the message's wherever it stands; any other field of a
 *   block without a recipient's field goes with the message when the block has a per-message field,
 *   else with the group that was open.
 * - Behind a recipient, a block that reads like a message header (two of From, To, Subject, Date,
 *   Received, Message-ID, Return-Path, MIME-Version) and has neither Final-Recipient nor Action is
 *   the returned message: the end. Before any recipient it is the message's, whatever else is in it
 *   (a mailbox file's "Status: RO").
 */
bool mdr_dsn_next(struct mdr_dsn_reader *reader, struct mdr_dsn_item *ret);

#endif
