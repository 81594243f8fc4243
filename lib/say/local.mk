# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += \
	lib/say/compare.c lib/say/compare.h \
	lib/say/compare_json.c \
	lib/say/compare_page.c \
	lib/say/compare_shows.c \
	lib/say/escape.c lib/say/escape.h \
	lib/say/explain.c lib/say/explain.h \
	lib/say/explain_facts.c \
	lib/say/explain_kinds.c \
	lib/say/explain_others.c \
	lib/say/explain_slots.c \
	lib/say/explain_steps.c \
	lib/say/explain_teller.h \
	lib/say/json.c \
	lib/say/json_writer.c lib/say/json_writer.h \
	lib/say/layout.c lib/say/layout.h \
	lib/say/put.h \
	lib/say/say.h \
	lib/say/sentence.c lib/say/sentence.h \
	lib/say/width.c lib/say/width.h

lib/say/width.inc: $(TABLE_LIB) tables/gen/width.awk tables/width.tab
	$(TABLE_AWK) -f $(srcdir)/tables/gen/width.awk $(srcdir)/tables/width.tab $(TABLE_DONE)
lib/say/width.lo: lib/say/width.inc
BUILT_SOURCES += lib/say/width.inc
MAINTAINERCLEANFILES += lib/say/width.inc
EXTRA_DIST += lib/say/width.inc tables/gen/width.awk tables/width.tab

lib/say/line_breaks.inc: $(TABLE_LIB) tables/gen/line_breaks.awk tables/line-breaks.tab
	$(TABLE_AWK) -f $(srcdir)/tables/gen/line_breaks.awk $(srcdir)/tables/line-breaks.tab $(TABLE_DONE)
lib/say/layout.lo: lib/say/line_breaks.inc
BUILT_SOURCES += lib/say/line_breaks.inc
MAINTAINERCLEANFILES += lib/say/line_breaks.inc
EXTRA_DIST += lib/say/line_breaks.inc tables/gen/line_breaks.awk tables/line-breaks.tab
