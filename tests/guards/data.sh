#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The library has no data that can change, and none that the loader has to relocate.
top_builddir=${top_builddir:-.}
case " ${CFLAGS:-} ${FUZZING_CFLAGS:-} " in
    *-fsanitize* | *--coverage* | *-fprofile*) echo "instrumented build"; exit 77 ;;
esac
archive=$top_builddir/.libs/libmodori-core.a
[ -f "$archive" ] || archive=$top_builddir/libmodori-core.a
[ -f "$archive" ] || { echo "no archive of the library's objects"; exit 77; }
symbols=$(${NM:-nm} -A "$archive") || exit 99
[ -n "$symbols" ] || { echo "no symbols seen"; exit 1; }
bad=$(printf '%s\n' "$symbols" | ${AWK:-awk} '$(NF - 1) ~ /^[bBdDCsSgG]$/')
[ -z "$bad" ] || { echo "data that can change, or that is relocated (pointers in a table):"; echo "$bad"; exit 1; }
