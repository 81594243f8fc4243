# SPDX-License-Identifier: BSD-2-Clause
# What others have fallen over: plain C and the public API.
check_PROGRAMS += tests/traps/traps
tests_traps_traps_SOURCES = tests/traps/traps.c
tests_traps_traps_LDADD = libmodori.la
TESTS += tests/traps/traps.t
EXTRA_DIST += tests/traps/traps.t tests/traps/README $(traps)
traps = \
	tests/traps/codes.trap \
	tests/traps/enhanced.trap \
	tests/traps/texts.trap \
	tests/traps/reports.trap \
	tests/traps/auto-replies.trap \
	tests/traps/last-resort.trap \
	tests/traps/no-bounces.trap \
	tests/traps/people.trap \
	tests/traps/wrapped.trap \
	tests/traps/messages.trap \
	tests/traps/verdict.trap \
	tests/traps/hedged.trap \
	tests/traps/witness.trap
