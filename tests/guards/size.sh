#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# No file of the library or the command over 500 lines, no function over 80, the median 15 at most.
cd "${srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL
status=0
files=$(find lib tools examples tables -name '*.[ch]' -o -name '*.awk' | sort)
[ -n "$files" ] || { echo "no sources found"; exit 1; }
for file in $files; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 500 ] || { echo "$file: $lines lines, at most 500"; status=1; }
done
# shellcheck disable=SC2046
${AWK:-awk} -f tests/guards/functions.awk $(find lib tools -name '*.[ch]') | sort -n | ${AWK:-awk} '
{ length_of[NR] = $1 }
$1 > 80 { print $2 ":" $3 ": a function of " $1 " lines, at most 80"; faults++ }
END {
    median = length_of[int((NR + 1) / 2)]
    print NR " functions, median " median " lines, longest " length_of[NR]
    if (NR < 10) { print "too few functions seen: this test looks at nothing"; faults++ }
    if (median > 15) { print "the median is over 15"; faults++ }
    exit faults > 0
}' || status=1
exit $status
