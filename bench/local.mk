# SPDX-License-Identifier: BSD-2-Clause
# `make bench`: how fast the library reads, on this machine, over the golden samples. Nothing is asserted.
EXTRA_PROGRAMS = bench/bench
bench_bench_SOURCES = bench/bench.c bench/counting.h
bench_bench_LDADD = libmodori.la
CLEANFILES += bench/bench$(EXEEXT) bench/texts.txt
EXTRA_DIST += bench/run.sh
.PHONY: bench
bench: bench/bench$(EXEEXT)
	@sh $(srcdir)/bench/run.sh $(srcdir) $(builddir)
