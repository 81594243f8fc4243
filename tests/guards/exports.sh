#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Three lists are one: what modori.h declares, what lib/modori.map exports, what the library has.
srcdir=${srcdir:-.}
top_builddir=${top_builddir:-.}
LC_ALL=C
export LC_ALL
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
${AWK:-awk} -f "$srcdir/tests/guards/strip.awk" "$srcdir/include/modori.h" | sed 's/^[^:]*:[0-9]*://' |
    tr '\n' ' ' | tr ';' '\n' | sed -n 's/.*MODORI_API.*[ *]\(modori_[a-z0-9_]*\)(.*/\1/p' | sort >"$work/header"
sed -n 's/^ *\(modori_[a-z0-9_]*\);.*/\1/p' "$srcdir/lib/modori.map" | sort >"$work/map"
[ -s "$work/header" ] || { echo "no declaration was found in modori.h"; exit 1; }
status=0
diff "$work/header" "$work/map" >"$work/diff" || {
    echo "modori.h (<) and lib/modori.map (>) differ:"; cat "$work/diff"; status=1; }
${NM:-nm} "$top_builddir/.libs/libmodori.a" 2>/dev/null | grep -q " T modori_parser_read" || { echo "the functions are not there yet"; [ $status = 0 ] && exit 77; exit 1; }
library=$top_builddir/.libs/libmodori.so
if [ -f "$library" ]; then
    ${NM:-nm} -D --defined-only "$library" | ${AWK:-awk} '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort >"$work/library"
    diff "$work/header" "$work/library" >"$work/diff" || {
        echo "modori.h (<) and the shared library (>) differ:"; cat "$work/diff"; status=1; }
    ${NM:-nm} -D --defined-only --with-symbol-versions "$library" 2>/dev/null |
        ${AWK:-awk} '$2 != "A" && $3 !~ /@@MODORI_[0-9]/ { print $3 " has no version"; bad = 1 } END { exit bad }' || status=1
else
    echo "no shared library was built; only the map was compared"
fi
exit $status
