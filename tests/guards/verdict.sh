#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# modori-verdict(7) does not lie: each example is run, what it shows has to be printed, in that order; its table is the
# one of tables/reasons.tab; each contradiction that there is has its paragraph, and each paragraph its example.
: "${srcdir:=.}" "${top_builddir:=.}"
LC_ALL=C
export LC_ALL
page=$srcdir/docs/modori-verdict.7
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
status=0
count=0

fault() { echo "$1"; status=1; }

modori() { "$top_builddir/modori" "$@"; }

# What a command printed holds the lines of $work/want, one behind the other.
compare()
{
    count=$((count + 1))
    (eval "$(cat "$work/command")") >"$work/got" 2>&1 || fault "fails: $(cat "$work/command")"
    [ -s "$work/want" ] || fault "shows nothing: $(cat "$work/command")"
    WANT=$work/want ${AWK:-awk} '
    { got = got $0 "\n" }
    END {
        while ((getline line <ENVIRON["WANT"]) > 0) {
            at = index(got, line)
            if (!at) {
                print "not printed, or not in this order: " line
                exit 1
            }
            got = substr(got, at + length(line))
        }
    }' "$work/got" || fault "by: $(cat "$work/command")"
}

# The examples with the escapes of roff undone, each line with its kind in front: command, more of it, or shown.
sed -n '/^\.Bd -literal/,/^\.Ed/p' "$page" | sed '/^\.Bd/d; s/\\&//g; s/\\e/\\/g' | sed '
    s/^\$ /c /; t
    s/^> /m /; t
    s/^\.Ed$/e/; t
    s/^/s /' >"$work/examples"
: >"$work/command"
while IFS= read -r line; do
    text=${line#??}
    case $line in
    s*)
        printf '%s\n' "$text" >>"$work/want" ;;
    m*)
        printf '%s\n' "$text" >>"$work/command" ;;
    *)
        [ ! -s "$work/command" ] || compare
        : >"$work/want"
        : >"$work/command"
        [ "$line" = e ] || printf '%s\n' "$text" >"$work/command" ;;
    esac
done <"$work/examples"
[ "$count" -ge 25 ] || fault "only $count examples were seen"

sed -n 's/^\.It \([a-z]*\.[a-z]*\) Ta \([a-z-]*\) Ta \([a-z]*\) Ta \(yes\|no\)$/\1 \2 \3 \4/p; s/^\.It greylist Ta \([a-z-]*\) Ta \([a-z]*\) Ta \(.*\)$/greylist \1 \2 \3/p' \
    "$page" >"$work/page"
sed '/^#/d; /^$/d' "$srcdir/tables/reasons.tab" |
    ${AWK:-awk} '{ print $1, $3, $4, ($5 == "hard" ? "yes" : "no") }' >"$work/table"
diff "$work/table" "$work/page" || fault "another table of reasons"

sed -n 's/^MODORI_CONTRADICTION_[A-Z_]* //p' "$srcdir/tables/vocab/names.tab" | sort >"$work/names"
sed -n 's/^\.It Sy \([a-z-]*-[a-z-]*\)$/\1/p' "$page" | sort >"$work/told"
diff "$work/names" "$work/told" || fault "other contradictions"

# Each key under FACTS, VERDICT and WITNESSES, and each contradiction, shows an example of its own.
${AWK:-awk} '
function ends() {
    if (name != "" && !shown) {
        print "no example: " name
        faults++
    }
    name = ""
}
/^\.Sh/ { ends(); inside = /FACTS|VERDICT|WITNESSES/ }
inside && (/^\.Ss/ || /^\.It Sy/) {
    if (!/contradictions/) # its paragraphs have theirs
        ends()
    name = /contradictions/ ? "" : $NF
    shown = 0
}
/^\$ / { shown = 1 }
END { exit faults > 0 }' "$page" || status=1
echo "$count examples"
exit $status
