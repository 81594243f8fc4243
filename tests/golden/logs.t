#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# What the log lines of each server say, against what really caused them.
: "${srcdir:=.}" "${top_builddir:=.}"
for server in postfix exim sendmail opensmtpd; do
    "$top_builddir/tests/golden/logs" "$srcdir/tests/samples/log/$server.log" "$srcdir/tests/samples/$server"/*.cause
done | awk '
    /^1\.\./ { if ($0 != "1..0") servers++; next }
    /^(not )?ok / { n++; sub(/ok [0-9]+/, "ok " n) }
    { print }
    END { n++; print (servers == 4 ? "" : "not ") "ok " n " - logs of all servers"; print "1.." n }'
