/* SPDX-License-Identifier: BSD-2-Clause */
/* Hosts of the way, and whose they are. */
#ifndef MDR_JUDGE_HOPS_H
#define MDR_JUDGE_HOPS_H

#include "report/report.h"

/* Whether a host stands in the domain of the sender of the returned message, or the sender in the host's. */
bool mdr_hop_is_senders(const struct modori_report *report, struct mdr_span host);

/* The same of a recipient's domain. */
bool mdr_hop_is_recipients(const struct modori_recipient *recipient, struct mdr_span host);

#endif
