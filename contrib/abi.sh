#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# abi.sh check|dump|numbers SRCDIR BUILDDIR: compares the built library with contrib/abi/libmodori.abi,
# or writes that file anew (at a release), and beside it the numbers of the header with their names, which
# tests/guards/numbers.sh holds. Wants libabigail and a build by gcc with -g; 77 when it can't tell.
set -eu
verb=$1 src=$2 build=$3
library=$build/.libs/libmodori.so
kept=$src/contrib/abi/libmodori.abi

# "MODORI_KIND_FAILED 1 failed": what a program was compiled with, and what a script compares with.
numbers()
{
    LC_ALL=C ${AWK:-awk} '
        FILENAME ~ /names\.tab$/ { if ($1 ~ /^MODORI_/ && NF == 2) name[$1] = $2; next }
        /^#define MODORI_[A-Z0-9_]+[ \t]+[(]?-?[0-9]+[)]?([ \t]|$)/ { gsub(/[()]/, "", $3); print $2, $3 ($2 in name ? " " name[$2] : "") }
    ' "$src/tables/vocab/names.tab" "$src/include/modori.h" | LC_ALL=C sort
}

may_compare()
{
    command -v abidw >/dev/null || { echo "abidw (abigail-tools) is not here"; exit 77; }
    [ -f "$library" ] || { echo "no shared library in $build"; exit 77; }
    [ "$(uname -m)" = x86_64 ] || { echo "the interface is kept for x86-64"; exit 77; }
}

case $verb in
numbers) numbers ;;
dump)
    may_compare
    mkdir -p "$src/contrib/abi"
    abidw --exported-interfaces-only --headers-dir "$src/include" --drop-private-types --no-corpus-path --no-comp-dir-path \
        --short-locs --no-show-locs --no-elf-needed --no-parameter-names --out-file "$kept.new" "$library"
    mv "$kept.new" "$kept"
    numbers >"$src/contrib/abi/numbers"
    ;;
check)
    may_compare
    [ -f "$kept" ] || { echo "no interface is kept yet: make abi-dump"; exit 77; }
    # Additions are allowed between releases; they are shown all the same. Else any change is one too many.
    abidiff --no-added-syms --headers-dir2 "$src/include" "$kept" "$library" || { echo "the binary interface has changed"; exit 1; }
    abidiff --headers-dir2 "$src/include" "$kept" "$library" || echo "additions only: make abi-dump at the release"
    ;;
*) echo "usage: abi.sh check|dump|numbers SRCDIR BUILDDIR" >&2; exit 2 ;;
esac
