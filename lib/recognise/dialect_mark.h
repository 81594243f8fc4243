/* SPDX-License-Identifier: BSD-2-Clause */
/* Which dialect a notice is written in, by the marks of tables/dialects/. */
#ifndef MDR_RECOGNISE_DIALECT_MARK_H
#define MDR_RECOGNISE_DIALECT_MARK_H

#include "recognise/dialect.h"
#include "recognise/dialect_table.h"

#define MDR_DIALECT_NONE ((size_t)-1)

struct mdr_found {
    size_t dialect; /* row; MDR_DIALECT_NONE */
    bool sure;
    struct mdr_text mark;
};

void mdr_dialect_find(const struct mdr_dialect_table *table, const struct mdr_notice *notice, struct mdr_found *ret);

/*
 * Whether a person wrote the message, as far as its header tells: an answer or a forwarded mail from
 * an address that is no mail system's. Such a mail may quote a notice, but is none.
 */
bool mdr_notice_personal(const struct mdr_notice *notice);

/* Whether a person hands on what he got: parts of a report in such a mail are no report of its own. */
bool mdr_notice_forwards(const struct mdr_notice *notice);

/*
 * Whether a mail system wrote it, as far as sender, subject and header tell; bare notice text has
 * been handed in as one.
 */
bool mdr_notice_machine(const struct mdr_notice *notice);

/* Whether its sender has a mail server's name. */
bool mdr_notice_daemon_name(const struct mdr_notice *notice);

/* The same, or the null reverse-path of RFC 5321 4.5.5. */
bool mdr_notice_daemon(const struct mdr_notice *notice);

/* Whether its subject says that something was not delivered, and its text nothing of a success. */
bool mdr_notice_tells_failure(const struct mdr_notice *notice);

/* Whether its subject says that something is late, and nothing of a failure. */
bool mdr_notice_tells_delay(const struct mdr_notice *notice);

#endif
