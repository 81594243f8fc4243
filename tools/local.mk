# SPDX-License-Identifier: BSD-2-Clause
if ENABLE_TOOLS
bin_PROGRAMS += modori
modori_SOURCES = \
	tools/code_page.c tools/code_page.h \
	tools/columns.c \
	tools/count.c tools/count.h \
	tools/input.c \
	tools/lines.c tools/lines.h \
	tools/mbox.c tools/mbox.h \
	tools/modori.c \
	tools/output.c \
	tools/progress.c \
	tools/source.c tools/source.h \
	tools/stats.h \
	tools/stats_say.c \
	tools/stats_senders.c \
	tools/stats_stand.c \
	tools/tool.h \
	tools/verb_code.c \
	tools/verb_compare.c \
	tools/verb_reply.c \
	tools/verb_stats.c \
	tools/verbs.c
modori_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -I$(top_builddir)/include -I$(top_srcdir)/include
modori_LDADD = libmodori.la
endif
