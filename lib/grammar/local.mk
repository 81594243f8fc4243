# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += \
	lib/grammar/address.h \
	lib/grammar/charset.h \
	lib/grammar/date.h \
	lib/grammar/decode.h \
	lib/grammar/enhanced.c lib/grammar/enhanced.h \
	lib/grammar/field.h \
	lib/grammar/message.h \
	lib/grammar/mime.h \
	lib/grammar/reply.c lib/grammar/reply.h
