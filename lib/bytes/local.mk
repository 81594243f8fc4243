# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += \
	lib/bytes/arena.c lib/bytes/arena.h \
	lib/bytes/ascii.c lib/bytes/ascii.h \
	lib/bytes/cursor.c lib/bytes/cursor.h \
	lib/bytes/limits.h \
	lib/bytes/sorted.h \
	lib/bytes/span.h \
	lib/bytes/text.c lib/bytes/text.h \
	lib/bytes/utf8.c lib/bytes/utf8.h \
	lib/bytes/word_bits.h
