# SPDX-License-Identifier: BSD-2-Clause
# From bytes to a finished report.
libmodori_core_la_SOURCES += \
	lib/judge/both.c lib/judge/both.h \
	lib/judge/gather.c lib/judge/gather.h \
	lib/judge/gather_envelope.c \
	lib/judge/gather_failed.c \
	lib/judge/gather_feedback.c \
	lib/judge/gather_fields.c \
	lib/judge/gather_original.c \
	lib/judge/gather_nobody.c \
	lib/judge/gather_parts.c \
	lib/judge/gather_pasted.c \
	lib/judge/gather_text_fields.c \
	lib/judge/gather_wrapped.c \
	lib/judge/kind.c lib/judge/kind.h \
	lib/judge/match.c lib/judge/match.h \
	lib/judge/merge.c

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

libmodori_core_la_SOURCES += \
	lib/judge/classify.c lib/judge/classify.h \
	lib/judge/contradict.c lib/judge/contradict.h \
	lib/judge/extract.c lib/judge/extract.h \
	lib/judge/hedged.c lib/judge/hedged.h \
	lib/judge/judge.c \
	lib/judge/joined.c lib/judge/joined.h \
	lib/judge/lean.c lib/judge/lean.h \
	lib/judge/product.c lib/judge/product.h \
	lib/judge/quantity.c lib/judge/quantity.h \
	lib/judge/rules.c lib/judge/rules.h \
	lib/judge/unbroken.c lib/judge/unbroken.h \
	lib/judge/verdict.h \
	lib/judge/weigh.c lib/judge/weigh.h

# The rules, compiled; tables/local.mk explains the pattern.
reason_rules = \
	tables/reasons/codes.rules \
	tables/reasons/content.rules \
	tables/reasons/french.rules \
	tables/reasons/german.rules \
	tables/reasons/japanese.rules \
	tables/reasons/languages.rules \
	tables/reasons/marks.rules \
	tables/reasons/network.rules \
	tables/reasons/providers.rules \
	tables/reasons/recipient.rules \
	tables/reasons/sender.rules \
	tables/reasons/sentences.rules \
	tables/reasons/servers.rules \
	tables/reasons/spanish.rules \
	tables/reasons/system.rules \
	tables/reasons/words.rules \
	tables/reasons/written.rules
reason_words = tables/words/servers.words
reason_makers = tables/gen/scan.awk tables/gen/lexicon.awk tables/gen/phrases.awk tables/gen/votes.awk tables/gen/reasons.awk
REASON_AWK = -f $(srcdir)/tables/gen/scan.awk -f $(srcdir)/tables/gen/lexicon.awk -f $(srcdir)/tables/gen/phrases.awk \
	-f $(srcdir)/tables/gen/votes.awk -f $(srcdir)/tables/gen/reasons.awk
EXTRA_DIST += $(reason_rules) tables/reasons/README tables/gen/lexicon.awk tables/gen/phrases.awk tables/gen/votes.awk \
	tables/gen/reasons.awk lib/judge/reasons.inc
BUILT_SOURCES += lib/judge/reasons.inc
MAINTAINERCLEANFILES += lib/judge/reasons.inc

lib/judge/rules.lo: lib/judge/reasons.inc
lib/judge/reasons.inc: $(TABLE_LIB) $(reason_makers) include/modori.h $(reason_words) $(reason_rules)
	$(TABLE_AWK) $(REASON_AWK) \
		$(srcdir)/include/modori.h `for file in $(reason_words) $(reason_rules); do echo $(srcdir)/$$file; done` $(TABLE_DONE)
