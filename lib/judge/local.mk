# SPDX-License-Identifier: BSD-2-Clause
# The witnesses: content, address, hops; causes and advice.
libmodori_core_la_SOURCES += \
	lib/judge/address_look.c lib/judge/address_look.h \
	lib/judge/attachment.c lib/judge/attachment.h \
	lib/judge/content.c lib/judge/content.h \
	lib/judge/content_links.c \
	lib/judge/diagnose.c \
	lib/judge/hops.c lib/judge/hops.h \
	lib/judge/hops_received.c lib/judge/hops_received.h \
	lib/judge/near_domain.c \
	lib/judge/witness.h

witness_generated = lib/judge/attachments.inc lib/judge/causes.inc lib/judge/near_domains.inc
lib/judge/attachments.inc: $(TABLE_LIB) tables/gen/attachments.awk tables/attachments.tab
	$(TABLE_AWK) -f $(srcdir)/tables/gen/attachments.awk $(srcdir)/tables/attachments.tab $(TABLE_DONE)
lib/judge/causes.inc: $(TABLE_LIB) tables/gen/causes.awk tables/causes.tab include/modori.h tables/vocab/names.tab
	$(TABLE_AWK) -f $(srcdir)/tables/gen/causes.awk role=header $(srcdir)/include/modori.h \
		role=names $(srcdir)/tables/vocab/names.tab role=causes $(srcdir)/tables/causes.tab $(TABLE_DONE)
lib/judge/near_domains.inc: $(TABLE_LIB) tables/gen/near_domains.awk tables/near-domains.tab
	$(TABLE_AWK) -f $(srcdir)/tables/gen/near_domains.awk $(srcdir)/tables/near-domains.tab $(TABLE_DONE)
lib/judge/attachment.lo: lib/judge/attachments.inc
lib/judge/diagnose.lo: lib/judge/causes.inc
lib/judge/near_domain.lo: lib/judge/near_domains.inc
BUILT_SOURCES += $(witness_generated)
MAINTAINERCLEANFILES += $(witness_generated)
EXTRA_DIST += $(witness_generated) tables/attachments.tab tables/causes.tab tables/near-domains.tab \
	tables/gen/attachments.awk tables/gen/causes.awk tables/gen/near_domains.awk
