# SPDX-License-Identifier: BSD-2-Clause
libmodori_core_la_SOURCES += lib/report/report.c lib/report/report.h
