# SPDX-License-Identifier: BSD-2-Clause
# The README's example, so that it is compiled with everything else.
noinst_PROGRAMS += examples/bounce
examples_bounce_SOURCES = examples/bounce.c
examples_bounce_LDADD = libmodori.la
