# SPDX-License-Identifier: BSD-2-Clause
# The examples of README.md and libmodori(3), so that they are compiled with everything else.
noinst_PROGRAMS += examples/bounce examples/explain
examples_bounce_SOURCES = examples/bounce.c
examples_bounce_LDADD = libmodori.la
examples_explain_SOURCES = examples/explain.c
examples_explain_LDADD = libmodori.la
