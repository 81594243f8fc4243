#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# What each golden sample says, against what really caused it.
: "${srcdir:=.}" "${top_builddir:=.}"
exec "$top_builddir/tests/golden/causes" $(find "$srcdir/tests/samples" -name '*.eml' | LC_ALL=C sort)
