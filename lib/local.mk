# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += \
	lib/api.c \
	lib/api_field.c \
	lib/api_reply.c \
	lib/api_report.c \
	lib/api_say.c \
	lib/api_text.c lib/api_text.h \
	lib/api_words.c
