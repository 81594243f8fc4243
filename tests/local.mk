# SPDX-License-Identifier: BSD-2-Clause
TEST_EXTENSIONS = .sh .t
T_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
T_LOG_DRIVER_FLAGS = --merge --comments
AM_TESTS_ENVIRONMENT = \
	CRITERION_OUTPUTS='tap:-'; CRITERION_ALWAYS_SUCCEED=1; \
	LSAN_OPTIONS=suppressions=$(abs_top_srcdir)/tests/lsan.supp:print_suppressions=0; \
	srcdir='$(srcdir)'; top_builddir='$(top_builddir)'; \
	AWK='$(AWK)'; CC='$(CC)'; NM='$(NM)'; CFLAGS='$(CFLAGS)'; FUZZING_CFLAGS='$(FUZZING_CFLAGS)'; EXEEXT='$(EXEEXT)'; \
	export CRITERION_OUTPUTS CRITERION_ALWAYS_SUCCEED LSAN_OPTIONS srcdir top_builddir; \
	export AWK CC NM CFLAGS FUZZING_CFLAGS EXEEXT;
EXTRA_DIST += tests/lsan.supp tests/skip-criterion.sh

if HAVE_CRITERION
include tests/unit/local.mk
else
TESTS += tests/skip-criterion.sh
endif

include tests/guards/local.mk
include tests/tables/local.mk
include tests/golden/local.mk
include tests/traps/local.mk
include tests/lab/local.mk

# Inputs that were made to hurt: by the library, and by the command.
check_PROGRAMS += tests/hostile
tests_hostile_SOURCES = tests/hostile.c
tests_hostile_LDADD = libmodori.la
TESTS += tests/hostile.sh tests/command.sh tests/stats.sh tests/pages.sh
EXTRA_DIST += tests/hostile.sh tests/command.sh tests/stats.sh tests/pages.sh
