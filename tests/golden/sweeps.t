#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Sweeps over the golden samples (see sweeps.c): line ends and reuse over all, the slow ones over
# every 40th; MODORI_SWEEP=all runs the slow ones over all.
: "${srcdir:=.}" "${top_builddir:=.}" "${MODORI_SWEEP:=some}"
sweeps=$top_builddir/tests/golden/sweeps
all=$(find "$srcdir/tests/samples" -name '*.eml' | LC_ALL=C sort)
some=$all
[ "$MODORI_SWEEP" = all ] || some=$(echo "$all" | awk 'NR % 40 == 7')
few=$(echo "$some" | awk 'NR % 3 == 1')
[ "$MODORI_SWEEP" = all ] && few=$(echo "$all" | awk 'NR % 10 == 1')
{
    $sweeps ends $all
    $sweeps again $all
    $sweeps cut $some
    $sweeps memory $few
} | awk '
    /^1\.\./ { plan += substr($0, 4); next }
    /^(not )?ok / { n++; sub(/ok [0-9]+/, "ok " n) }
    { print }
    END { print "1.." plan }'
