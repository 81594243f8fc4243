#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# bench/run.sh SRCDIR BUILDDIR: times of each subject, then its instructions where valgrind is there. These
# do not change with what else the machine does: the difference of two runs, so that the start does not count.
set -u
src=$1 build=$2
samples=$(find "$src/tests/samples" "$src/examples/bounces" -name '*.eml' | LC_ALL=C sort)
bench=$build/bench/bench

# The examples of the rules for reasons that are replies of one line.
texts=$build/bench/texts.txt
sed -n 's/^.*| #\{0,1\}\([245][0-9][0-9][ -]\)/\1/; s/ ##$//; /^[245][0-9][0-9][ -]/p' "$src"/tables/reasons/*.rules |
    LC_ALL=C grep -E '^[ -~]{50,110}$' >"$texts"

# shellcheck disable=SC2086
"$bench" -t "$texts" -s "${BENCH_SECONDS:-1}" $samples || exit 1
command -v valgrind >/dev/null || { echo 'no valgrind: instructions are not counted'; exit 0; }

# instructions SUBJECT ROUNDS
instructions()
{
    # shellcheck disable=SC2086
    "$build/libtool" --mode=execute valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$bench" -t "$texts" -o "$1" -r "$2" $samples 2>&1 | sed -n 's/.*Collected : *//p'
}

"$bench" -t "$texts" -l $samples | while read -r number items name; do
    few=$(instructions "$number" 1) more=$(instructions "$number" 6)
    [ -n "$few" ] && [ -n "$more" ] && printf '%-28s %10d instructions\n' "$name" $(((more - few) / (5 * items)))
done
