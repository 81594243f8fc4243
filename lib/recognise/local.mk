# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += \
	lib/recognise/scan.c \
	lib/recognise/scan.h
EXTRA_DIST += tables/gen/scan.awk
