#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# fuzz/run.sh SRCDIR BUILDDIR SECONDS: each fuzzer for that long, from the seeds and the samples. What
# it finds stays in BUILDDIR/fuzz/found; what fails there belongs into fuzz/NAME/ with its mend.
set -u
src=$1 build=$2 seconds=$3
status=0
for name in message reply fields; do
    found=$build/fuzz/found/$name
    seeds=$build/fuzz/seeds/$name
    mkdir -p "$found" "$seeds"
    find "$src/fuzz/$name" "$src/tests/samples" "$src/examples/bounces" -type f 2>/dev/null |
        while read -r file; do cp "$file" "$seeds/$(printf '%s' "$file" | cksum | tr ' ' -)"; done
    case $name in message) longest=12000 ;; *) longest=2000 ;; esac
    "$build/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=$longest \
        -artifact_prefix="$found/crash-" -print_final_stats=1 "$found" "$seeds" >"$found.log" 2>&1 ||
        { echo "$name: failed"; tail -n 40 "$found.log"; status=1; }
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log") runs"
done
exit $status
