# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += \
	lib/words/codes.c lib/words/codes.h \
	lib/words/enhanced_code.c \
	lib/words/lang.c \
	lib/words/pool.h \
	lib/words/reason.c \
	lib/words/reply_code.c \
	lib/words/vocab.c \
	lib/words/words.h

# Generated tables; tables/local.mk explains the pattern.
words_generators = \
	tables/gen/words_codes.awk \
	tables/gen/words_reasons.awk \
	tables/gen/words_texts.awk \
	tables/gen/words_vocab.awk
words_tables = \
	tables/codes/enhanced.tab \
	tables/codes/reply.tab \
	tables/lang/en-compare.tab \
	tables/lang/en-explain.tab \
	tables/lang/en-meanings.tab \
	tables/lang/en-person.tab \
	tables/lang/en.tab \
	tables/lang/ja-compare.tab \
	tables/lang/ja-explain.tab \
	tables/lang/ja-meanings.tab \
	tables/lang/ja-person.tab \
	tables/lang/ja.tab \
	tables/reasons.tab \
	tables/vocab/names.tab
words_generated = \
	lib/words/enhanced_codes.inc \
	lib/words/reasons.inc \
	lib/words/reply_codes.inc \
	lib/words/texts.inc \
	lib/words/vocab.inc
EXTRA_DIST += $(words_generators) $(words_tables) $(words_generated)
BUILT_SOURCES += $(words_generated)
MAINTAINERCLEANFILES += $(words_generated)

lib/words/enhanced_code.lo: lib/words/enhanced_codes.inc
lib/words/lang.lo: lib/words/texts.inc
lib/words/reason.lo: lib/words/reasons.inc
lib/words/reply_code.lo: lib/words/reply_codes.inc
lib/words/vocab.lo: lib/words/vocab.inc

words_gen = $(srcdir)/tables/gen
words_lang = $(srcdir)/tables/lang
words_header = role=header $(srcdir)/include/modori.h role=names $(srcdir)/tables/vocab/names.tab

lib/words/reply_codes.inc: $(TABLE_LIB) tables/gen/words_codes.awk tables/codes/reply.tab
	$(TABLE_AWK) -f $(words_gen)/words_codes.awk -v kind=reply $(srcdir)/tables/codes/reply.tab $(TABLE_DONE)

lib/words/enhanced_codes.inc: $(TABLE_LIB) tables/gen/words_codes.awk tables/codes/enhanced.tab
	$(TABLE_AWK) -f $(words_gen)/words_codes.awk -v kind=enhanced $(srcdir)/tables/codes/enhanced.tab $(TABLE_DONE)

lib/words/texts.inc: $(TABLE_LIB) tables/gen/words_texts.awk tables/lang/en.tab tables/lang/ja.tab \
		tables/lang/en-explain.tab tables/lang/ja-explain.tab \
		tables/lang/en-compare.tab tables/lang/ja-compare.tab
	$(TABLE_AWK) -f $(words_gen)/words_texts.awk \
		lang=en $(words_lang)/en.tab $(words_lang)/en-explain.tab $(words_lang)/en-compare.tab \
		lang=ja $(words_lang)/ja.tab $(words_lang)/ja-explain.tab $(words_lang)/ja-compare.tab $(TABLE_DONE)

lib/words/reasons.inc: $(TABLE_LIB) tables/gen/words_reasons.awk tables/reasons.tab \
		include/modori.h tables/vocab/names.tab
	$(TABLE_AWK) -f $(words_gen)/words_reasons.awk $(words_header) \
		role=reasons $(srcdir)/tables/reasons.tab $(TABLE_DONE)

lib/words/vocab.inc: $(TABLE_LIB) tables/gen/words_vocab.awk include/modori.h tables/vocab/names.tab \
		tables/lang/en-meanings.tab tables/lang/ja-meanings.tab \
		tables/lang/en-person.tab tables/lang/ja-person.tab
	$(TABLE_AWK) -f $(words_gen)/words_vocab.awk $(words_header) \
		role=meaning lang=en $(words_lang)/en-meanings.tab lang=ja $(words_lang)/ja-meanings.tab \
		role=person lang=en $(words_lang)/en-person.tab lang=ja $(words_lang)/ja-person.tab $(TABLE_DONE)
