#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The library has no data that can change, and hardly any that the loader has to relocate: a table
# holds offsets, not pointers. A few rows of hand-written code may have some.
top_builddir=${top_builddir:-.}
most=4096
LC_ALL=C
export LC_ALL
case " ${CFLAGS:-} ${FUZZING_CFLAGS:-} " in
    *-fsanitize* | *--coverage* | *-fprofile*) echo "instrumented build"; exit 77 ;;
esac
command -v size >/dev/null || { echo "no size(1)"; exit 77; }
archive=$top_builddir/.libs/libmodori-core.a
[ -f "$archive" ] || archive=$top_builddir/libmodori-core.a
[ -f "$archive" ] || { echo "no archive of the library's objects"; exit 77; }
size -A "$archive" | ${AWK:-awk} -v most=$most '
/:$/ || /\(ex / { object = $1 }
$1 ~ /^\.rodata/ { seen++ }
$1 ~ /^\.(data|bss|tdata|tbss)/ && $1 !~ /^\.data\.rel\.ro/ && $2 > 0 { print object ": " $2 " bytes that can change in " $1; bad++ }
$1 ~ /^\.data\.rel\.ro/ && $2 > 0 { print object ": " $2 " bytes to relocate"; relocated += $2 }
END {
    print relocated + 0 " bytes to relocate, at most " most
    if (!seen) { print "no object was seen"; exit 1 }
    exit bad > 0 || relocated > most
}'
