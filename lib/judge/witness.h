/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The witnesses: what the returned message looks like, how its recipient's address looks, which way
 * the mail went; and what all that suggests as cause and advice. Everything goes into the report.
 */
#ifndef MDR_JUDGE_WITNESS_H
#define MDR_JUDGE_WITNESS_H

#include "grammar/charset.h"
#include "grammar/message.h"
#include "report/report.h"

/* What the caller told about his own side. */
struct mdr_own {
    struct mdr_span *domain;
    size_t domains;
    struct mdr_span *host; /* names and IP addresses */
    size_t hosts;
    struct mdr_span *pattern; /* VERP forms */
    size_t patterns;
};

/*
 * Reads the returned message: part `root` of the walked message is it (a message/rfc822 part's own
 * message, or part 0 of a message that was walked by itself). Writes content numbers and attachments.
 * scratch is for working memory. At most limits.witness bytes are looked at.
 */
void mdr_content_read(struct mdr_arena *scratch, struct mdr_charset *charset, const struct mdr_message *message,
                      size_t root, struct modori_report *report);

/* The charset that the first text of the returned message is labelled with; absent: none. */
struct mdr_span mdr_content_charset(const struct mdr_message *message, size_t root);

/*
 * The way of the mail: Received fields of the returned message (original) and of the notice itself; both are
 * header blocks as they stand, empty where there is none; of a message that is no report both are its own
 * header. Called when the recipients are complete.
 */
void mdr_hops_read(struct mdr_arena *scratch, struct mdr_span original, struct mdr_span notice,
                   const struct mdr_own *own, struct modori_report *report);

/* What is odd in the recipient's address: fills the list and the suggestion. */
void mdr_address_look(struct modori_recipient *recipient);

/* Causes and advice of one recipient, ranked by the evidence in the report. Called last. */
void mdr_diagnose(struct modori_report *report, size_t index);

#endif
