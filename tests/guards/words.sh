#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# C knows no words: what servers and languages call things stands in tables/. No lists of literals where mail is
# judged, but of the names that HTML and URLs are made of; and in all of the library no character beyond ASCII, but
# of those that are white space, an apostrophe, a byte order mark, or stand for what can't be read.
cd "${srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL
sources=$(find lib -name '*.[ch]' | sort)
[ -n "$sources" ] || { echo "no sources found"; exit 1; }
# shellcheck disable=SC2086
${AWK:-awk} '
BEGIN {
    n = split("c2a0 e38080 e28099 efbfbd efbbbf fffe feff", list, " ")
    for (i = 1; i <= n; i++) sign[list[i]] = 1
}
function fault(why) { print FILENAME ":" FNR ": " why; faults++ }
/^[ \t]*(\/\*|\*)/ { next }
{ seen++ }
/static const char [a-z_]+\[\]\[/ && FILENAME ~ /^lib\/(recognise|judge)\// && FILENAME !~ /\/content_links\.c$/ {
    fault("a list of words: tables/words/README")
}
/"/ {
    line = $0
    sub(/\/\*.*/, "", line)
    while (match(line, /"([^"\\]|\\.)*"/)) {
        text = substr(line, RSTART + 1, RLENGTH - 2)
        line = substr(line, RSTART + RLENGTH)
        if (text ~ /[\200-\377]/) fault("not ASCII: " text)
        bytes = ""
        while (match(text, /\\x[89a-fA-F][0-9a-fA-F]/)) {
            bytes = bytes tolower(substr(text, RSTART + 2, 2))
            text = substr(text, RSTART + RLENGTH)
        }
        if (bytes != "" && !(bytes in sign)) fault("a word in another language: " bytes)
    }
}
END {
    print seen " lines, " faults + 0 " faults"
    exit faults > 0 || seen < 1000
}' $sources
