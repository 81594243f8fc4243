# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += \
	lib/recognise/clue.c lib/recognise/clue.h \
	lib/recognise/diagnostic.c lib/recognise/diagnostic.h \
	lib/recognise/dialect.c lib/recognise/dialect.h \
	lib/recognise/dialect_data.c lib/recognise/dialect_table.h \
	lib/recognise/dialect_mark.c lib/recognise/dialect_mark.h \
	lib/recognise/dialect_people.c \
	lib/recognise/dialect_run.c lib/recognise/dialect_run.h \
	lib/recognise/hidden.c lib/recognise/hidden.h \
	lib/recognise/hook_postmaster.c \
	lib/recognise/hook_sendmail.c \
	lib/recognise/hook_ses.c \
	lib/recognise/last_resort.c \
	lib/recognise/last_resort_line.c lib/recognise/last_resort_line.h \
	lib/recognise/lexicon.c lib/recognise/lexicon.h \
	lib/recognise/lexicon_words.c lib/recognise/lexicon_words.h \
	lib/recognise/logline.c \
	lib/recognise/name.c lib/recognise/name.h \
	lib/recognise/pattern.c lib/recognise/pattern.h \
	lib/recognise/pattern_class.c \
	lib/recognise/phrase.c lib/recognise/phrase.h \
	lib/recognise/scan.c \
	lib/recognise/scan.h \
	lib/recognise/shape.c lib/recognise/shape.h \
	lib/recognise/vote.c lib/recognise/vote.h \
	lib/recognise/word_list.c lib/recognise/word_list.h \
	lib/recognise/written.c lib/recognise/written.h
EXTRA_DIST += tables/gen/scan.awk

# Of two shapes that fit the one that stands first counts: the order is meant.
shape_rules = \
	tables/shapes/phases.rules \
	tables/shapes/postfix.rules \
	tables/shapes/exim.rules \
	tables/shapes/sendmail.rules \
	tables/shapes/qmail.rules \
	tables/shapes/others.rules \
	tables/shapes/vendors.rules
dialect_rules = \
	tables/dialects/amazon-json.rules \
	tables/dialects/auto-reply.rules \
	tables/dialects/challenge.rules \
	tables/dialects/complaint.rules \
	tables/dialects/amazon.rules \
	tables/dialects/courier.rules \
	tables/dialects/dma.rules \
	tables/dialects/domino.rules \
	tables/dialects/exchange.rules \
	tables/dialects/exim.rules \
	tables/dialects/gateways.rules \
	tables/dialects/google.rules \
	tables/dialects/japan.rules \
	tables/dialects/messaging-server.rules \
	tables/dialects/nullmailer.rules \
	tables/dialects/old.rules \
	tables/dialects/opensmtpd.rules \
	tables/dialects/postfix.rules \
	tables/dialects/qmail.rules \
	tables/dialects/sendmail.rules \
	tables/dialects/servers.rules \
	tables/dialects/services.rules \
	tables/dialects/windows.rules
recognise_generators = tables/gen/scan.awk tables/gen/pattern.awk tables/gen/shapes.awk tables/gen/dialects.awk
recognise_generated = lib/recognise/shape_tables.inc lib/recognise/dialect_tables.inc
EXTRA_DIST += $(shape_rules) $(dialect_rules) $(recognise_generators) $(recognise_generated) tables/dialects/README
BUILT_SOURCES += $(recognise_generated)
MAINTAINERCLEANFILES += $(recognise_generated)

lib/recognise/shape.lo: lib/recognise/shape_tables.inc
lib/recognise/dialect_data.lo: lib/recognise/dialect_tables.inc

RULE_AWK = -f $(srcdir)/tables/gen/scan.awk -f $(srcdir)/tables/gen/pattern.awk
SHAPE_AWK = $(RULE_AWK) -f $(srcdir)/tables/gen/shapes.awk
DIALECT_AWK = $(RULE_AWK) -f $(srcdir)/tables/gen/dialects.awk

lib/recognise/shape_tables.inc: $(TABLE_LIB) $(recognise_generators) $(shape_rules)
	$(TABLE_AWK) $(SHAPE_AWK) `for file in $(shape_rules); do echo $(srcdir)/$$file; done` $(TABLE_DONE)

lib/recognise/dialect_tables.inc: $(TABLE_LIB) $(recognise_generators) $(dialect_rules)
	$(TABLE_AWK) $(DIALECT_AWK) `for file in $(dialect_rules); do echo $(srcdir)/$$file; done` $(TABLE_DONE)

word_files = \
	tables/words/notice.words \
	tables/words/people.words \
	tables/words/servers.words \
	tables/words/units.words
word_makers = tables/gen/scan.awk tables/gen/pattern.awk tables/gen/word_lists.awk
word_headers = lib/recognise/word_list.h include/modori.h
EXTRA_DIST += $(word_files) tables/words/README tables/gen/word_lists.awk lib/recognise/word_lists.inc
BUILT_SOURCES += lib/recognise/word_lists.inc
MAINTAINERCLEANFILES += lib/recognise/word_lists.inc
WORD_AWK = $(RULE_AWK) -f $(srcdir)/tables/gen/word_lists.awk

lib/recognise/word_list.lo: lib/recognise/word_lists.inc
lib/recognise/word_lists.inc: $(TABLE_LIB) $(word_makers) $(word_headers) $(word_files)
	$(TABLE_AWK) $(WORD_AWK) `for file in $(word_headers) $(word_files); do echo $(srcdir)/$$file; done` $(TABLE_DONE)

# The number of rules by dialect.
dialect-counts:
	@LC_ALL=C $(AWK) -f $(srcdir)/$(TABLE_LIB) -v output=counts $(DIALECT_AWK) \
		`for file in $(dialect_rules); do echo $(srcdir)/$$file; done`
.PHONY: dialect-counts
