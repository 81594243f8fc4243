# SPDX-License-Identifier: BSD-2-Clause
# Checks over the golden samples: plain C and the public API, so that they run anywhere.
golden_programs = tests/golden/causes tests/golden/logs tests/golden/sweeps
golden_tests = tests/golden/causes.t tests/golden/logs.t tests/golden/sweeps.t
check_PROGRAMS += $(golden_programs)
TESTS += $(golden_tests)
EXTRA_DIST += $(golden_tests)

tests_golden_causes_SOURCES = tests/golden/causes.c
tests_golden_causes_LDADD = libmodori.la
tests_golden_logs_SOURCES = tests/golden/logs.c
tests_golden_logs_LDADD = libmodori.la
tests_golden_sweeps_SOURCES = tests/golden/sweeps.c
tests_golden_sweeps_LDADD = libmodori.la

EXTRA_DIST += tests/samples examples/bounces
