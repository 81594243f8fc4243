/* SPDX-License-Identifier: BSD-2-Clause */
/* IP addresses as texts, RFC 1166 and RFC 4291 2.2: without brackets, without "IPv6:" and zone. */
#ifndef MDR_GRAMMAR_IP_H
#define MDR_GRAMMAR_IP_H

#include "bytes/span.h"

bool mdr_ip_is_v4(struct mdr_span s);

/* Of either kind. */
bool mdr_ip_is(struct mdr_span s);

/* Whether two texts are one address: one of IPv6 may be written in several ways. */
bool mdr_ip_equal(struct mdr_span a, struct mdr_span b);

/* Whether it is an address of the machine itself: 127.0.0.0/8, ::1. */
bool mdr_ip_is_loopback(struct mdr_span ip);

#endif
