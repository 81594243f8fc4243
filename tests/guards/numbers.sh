#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Numbers of modori.h and their names are only added to: each that is kept in contrib/abi/numbers is there still.
srcdir=${srcdir:-.}
LC_ALL=C
export LC_ALL
kept=$srcdir/contrib/abi/numbers
[ -f "$kept" ] || { echo "no numbers are kept yet: make abi-dump"; exit 77; }
now=$(mktemp) || exit 99
trap 'rm -f "$now"' EXIT
sh "$srcdir/contrib/abi.sh" numbers "$srcdir" . >"$now"
[ "$(wc -l <"$now")" -gt 200 ] || { echo "only $(wc -l <"$now") numbers were found in modori.h"; exit 1; }
gone=$(comm -23 "$kept" "$now")
[ -z "$gone" ] || { echo "gone or changed:"; echo "$gone"; exit 1; }
