#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# abi.sh check|dump SRCDIR BUILDDIR: compares the built library with contrib/abi/libmodori.abi, or
# writes that file anew (at a release). Wants libabigail and a build with -g; 77 when it can't tell.
set -eu
verb=$1 src=$2 build=$3
library=$build/.libs/libmodori.so
kept=$src/contrib/abi/libmodori.abi
command -v abidw >/dev/null || { echo "abidw (abigail-tools) is not here"; exit 77; }
[ -f "$library" ] || { echo "no shared library in $build"; exit 77; }
case $verb in
dump)
    mkdir -p "$src/contrib/abi"
    abidw --headers-dir "$src/include" --no-corpus-path --no-comp-dir-path --short-locs --no-show-locs \
        --drop-private-types --out-file "$kept.new" "$library"
    mv "$kept.new" "$kept"
    ;;
check)
    [ -f "$kept" ] || { echo "no interface is kept yet: make abi-dump"; exit 77; }
    # Additions are allowed between releases; they are shown all the same.
    abidiff --headers-dir2 "$src/include" "$kept" "$library" || {
        abidiff --no-added-syms --headers-dir2 "$src/include" "$kept" "$library" >/dev/null &&
            { echo "additions only: make abi-dump at the release"; exit 0; }
        echo "the binary interface has changed"
        exit 1
    }
    ;;
*) echo "usage: abi.sh check|dump SRCDIR BUILDDIR" >&2; exit 2 ;;
esac
