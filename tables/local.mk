# SPDX-License-Identifier: BSD-2-Clause
# Tables are text, compiled by POSIX awk to C that is included by one source file. The pattern, for
# lib/ROOM/x.c and its table tables/x.tab (see lib/words/local.mk):
#
#   lib/ROOM/x.inc: $(TABLE_LIB) tables/gen/x.awk tables/x.tab
#   	$(TABLE_AWK) -f $(srcdir)/tables/gen/x.awk $(srcdir)/tables/x.tab $(TABLE_DONE)
#   lib/ROOM/x.lo: lib/ROOM/x.inc
#   BUILT_SOURCES += lib/ROOM/x.inc
#   MAINTAINERCLEANFILES += lib/ROOM/x.inc
#   EXTRA_DIST += lib/ROOM/x.inc tables/gen/x.awk tables/x.tab
#
# and in x.c: #include "ROOM/x.inc". The .inc is made in the build tree, is never committed, and is
# in the tarball, whose builds find it in the source tree and do not run awk. The .lo line makes a
# build of one object work, too. A generator that finds a fault leaves no output behind.
TABLE_LIB = tables/gen/lib.awk
TABLE_AWK = $(AM_V_TABLE)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) -f $(srcdir)/$(TABLE_LIB)
TABLE_DONE = >$@.tmp && mv -f $@.tmp $@ || { rm -f $@.tmp; exit 1; }
EXTRA_DIST += $(TABLE_LIB)

AM_V_TABLE = $(am__v_TABLE_@AM_V@)
am__v_TABLE_ = $(am__v_TABLE_@AM_DEFAULT_V@)
am__v_TABLE_0 = @echo "  TABLE   " $@;
am__v_TABLE_1 =
