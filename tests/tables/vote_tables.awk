# SPDX-License-Identifier: BSD-2-Clause
# Tables for tests/unit/test_vote.c: awk -f tables/gen/scan.awk -f tables/gen/votes.awk -f tests/tables/vote_tables.awk
# Reason 1 is of three texts, 2 of one, 3 of none.
END {
	vote_add("The mailbox of <user@example.com> is FULL", 1, "552 5.2.2")
	vote_add("mailbox full, see https://example.com/full", 1, "552")
	vote_add("宛先の容量", 1, "")
	vote_add("Größe: unknown at mx.example.net", 2, "550")
	vote_emit("few", 3)
}
