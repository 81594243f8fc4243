#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Each fuzzer over its own seeds, what it once failed on, and the samples: no engine needed.
srcdir=${srcdir:-.}
top_builddir=${top_builddir:-.}
status=0
for name in message reply fields; do
    find "$srcdir/fuzz/$name" "$srcdir/tests/samples" "$srcdir/examples/bounces" -type f 2>/dev/null | sort |
        "$top_builddir/fuzz/replay_$name${EXEEXT:-}" >"fuzz-$name.out" 2>&1 ||
        { echo "$name: failed at the last of these"; tail -n 5 "fuzz-$name.out"; status=1; }
    echo "$name: $(tail -n 1 "fuzz-$name.out")"
    rm -f "fuzz-$name.out"
done
exit $status
