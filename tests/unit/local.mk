# SPDX-License-Identifier: BSD-2-Clause
# A unit test of a room: two lines here, and its .c file beside this one.
UNIT_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS) -Wno-pedantic
UNIT_LDADD = libmodori-core.la $(CRITERION_LIBS)
unit_tests = tests/unit/test_bytes.t
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)

tests_unit_test_bytes_t_SOURCES = tests/unit/test_bytes.c
tests_unit_test_bytes_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_bytes_t_LDADD = $(UNIT_LDADD)
