# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += \
	lib/recognise/diagnostic.c lib/recognise/diagnostic.h \
	lib/recognise/pattern.c lib/recognise/pattern.h \
	lib/recognise/pattern_class.c \
	lib/recognise/scan.c \
	lib/recognise/scan.h \
	lib/recognise/shape.c lib/recognise/shape.h
EXTRA_DIST += tables/gen/scan.awk

# Of two shapes that fit the one that stands first counts: the order is meant.
shape_rules = \
	tables/shapes/phases.rules \
	tables/shapes/postfix.rules \
	tables/shapes/exim.rules \
	tables/shapes/sendmail.rules \
	tables/shapes/qmail.rules \
	tables/shapes/others.rules
recognise_generators = tables/gen/scan.awk tables/gen/pattern.awk tables/gen/shapes.awk
recognise_generated = lib/recognise/shape_tables.inc
EXTRA_DIST += $(shape_rules) $(recognise_generators) $(recognise_generated)
BUILT_SOURCES += $(recognise_generated)
MAINTAINERCLEANFILES += $(recognise_generated)

lib/recognise/shape.lo: lib/recognise/shape_tables.inc

RULE_AWK = -f $(srcdir)/tables/gen/scan.awk -f $(srcdir)/tables/gen/pattern.awk
SHAPE_AWK = $(RULE_AWK) -f $(srcdir)/tables/gen/shapes.awk

lib/recognise/shape_tables.inc: $(TABLE_LIB) $(recognise_generators) $(shape_rules)
	$(TABLE_AWK) $(SHAPE_AWK) `for file in $(shape_rules); do echo $(srcdir)/$$file; done` $(TABLE_DONE)
