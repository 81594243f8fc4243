# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += lib/api_words.c
