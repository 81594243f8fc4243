/* SPDX-License-Identifier: BSD-2-Clause */
/* One Received field, RFC 5321 4.4, in the forms in which servers really write it. */
#ifndef MDR_JUDGE_HOPS_RECEIVED_H
#define MDR_JUDGE_HOPS_RECEIVED_H

#include "bytes/span.h"

struct mdr_received {
    struct mdr_span from_host; /* the name that the receiving server found; else the one that the client gave */
    struct mdr_span from_ip;
    struct mdr_span greeting; /* the name that the client gave, where it stands beside */
    bool from_checked; /* from_host is what the receiving server found by itself */
    struct mdr_span by_host, by_ip;
    struct mdr_span date; /* as it stands */
};

/*
 * Reads the body of a field (folds allowed): Postfix, Exim, Sendmail, qmail, Exchange, Gmail, Courier
 * and their relatives. What is no host name or address is left out, never guessed. Spans are views.
 * False when the field tells nothing.
 */
bool mdr_received_read(struct mdr_span body, struct mdr_received *ret);

#endif
