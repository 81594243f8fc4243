#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# What others have fallen over, and what is right.
: "${srcdir:=.}" "${top_builddir:=.}"
exec "$top_builddir/tests/traps/traps" "$srcdir"/tests/traps/*.trap
