#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# contrib/recursion.sh BUILDDIR: no function of the library calls itself, directly or by way of others,
# and no frame is large. BUILDDIR was built by gcc with CFLAGS='-O0 -fcallgraph-info=su'.
set -eu
most=16384
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
graphs=$(find "$1/lib" -name '*.ci')
[ -n "$graphs" ] || { echo "no call graph in $1/lib"; exit 1; }
# shellcheck disable=SC2086
sed -n 's/^edge: *{ *sourcename: "\([^"]*\)" targetname: "\([^"]*\)".*/\1 \2/p' $graphs |
    grep -v '__indirect_call' | sort -u >"$work/edges"
calls=$(wc -l <"$work/edges")
[ "$calls" -gt 100 ] || { echo "only $calls calls seen"; exit 1; }
status=0
if awk '$1 == $2 { print $1; bad = 1 } END { exit !bad }' "$work/edges"; then echo "calls itself"; status=1; fi
tsort "$work/edges" >/dev/null 2>"$work/loops" || { echo "functions that call each other:"; cat "$work/loops"; status=1; }
# shellcheck disable=SC2086
grep -ohE '[^"\\]*\\n[^"]*\\n[0-9]+ bytes \([a-z,]+\)' $graphs | sed 's/\\n/ /g' |
    awk -v most=$most '{ for (i = 2; i < NF; i++) if ($(i + 1) == "bytes") { if ($i > deep) { deep = $i; who = $1 }
        if ($(i + 2) == "(dynamic)") { print "the frame grows: " $0; bad = 1 } } }
        END { print "largest frame: " who ", " deep " bytes, at most " most; exit bad || deep > most || !deep }' || status=1
echo "$calls calls"
exit $status
