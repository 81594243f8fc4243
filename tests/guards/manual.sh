#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The documents tell the truth: every public function, verb and JSON key stands in a manual page, the
# pages are well formed, and the example in them is the one that is compiled.
cd "${srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL
status=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

fault() { echo "$1"; status=1; }

# A file's head (licence, comment) is not in the documents.
code_of()
{
    sed '1,/^ \*\/$/d' "examples/$1" | sed 1d >"$work/example"
    [ -s "$work/example" ] || fault "examples/$1 has no code"
}
code_of explain.c
sed -n '/^```c$/,/^```$/p' README.md | sed '/^```/d' | diff "$work/example" - || fault "README.md has another example"
code_of bounce.c
sed -n '/^\.Bd -literal$/,/^\.Ed$/p' docs/libmodori.3 | sed '/^\.[BE]d/d; s/\\e/\\/g' | diff "$work/example" - ||
    fault "libmodori(3) has another example"

# named PAGE WHAT: each word of $work/list stands in the page.
named()
{
    [ -s "$work/list" ] || fault "no $2 were found"
    sed 's/\\//g' "$1" | tr -cs 'A-Za-z0-9_-' '\n' | sort -u >"$work/words"
    sort -u "$work/list" | comm -23 - "$work/words" >"$work/missing"
    [ ! -s "$work/missing" ] || fault "$1 does not tell of the $2: $(tr '\n' ' ' <"$work/missing")"
}

sed -n 's/^MODORI_API.*[ *]\(modori_[a-z0-9_]*\)(.*/\1/p' include/modori.h >"$work/list"
named docs/libmodori.3 'functions'
grep -ohE '(ROW_[A-Z]+\("|MDR_SPAN\("|\{\{")[a-z_]+' lib/say/json*.c lib/say/compare_json.c | sed 's/.*"//' |
    grep -vxE 'null|true|false' >"$work/list"
named docs/modori.1 'JSON keys'
sed -n 's/^    \[MDR_SHOWS_.*\] = "\([a-z-]*\)",$/\1/p' lib/say/compare_shows.c >"$work/list"
named docs/modori.1 'conclusions of compare'
grep -ohE '\[MDR_WHAT_[A-Z]+\] = "[a-z]+"' lib/say/compare.c | sed 's/.*"\(.*\)"/\1/' >"$work/list"
named docs/modori.1 'what is compared'
grep -ohE '[{,]\\"[a-z_]+\\":' tools/stats_say.c | tr -d '{,:\\"' >"$work/list"
grep -ohE '"[a-z]+_[a-z_]+"' tools/verb_stats.c | tr -d '"' >>"$work/list"
named docs/modori.1 'keys of stats'
sed -n 's/^    {"\([a-z]*\)", verb_.*/\1/p' tools/modori.c >"$work/list"
named docs/modori.1 'verbs'
sed -n 's/.*\[--\([a-z]*\).*/-\1/p; s/.*"--\([a-z]*\)".*/-\1/p' tools/modori.c >"$work/list"
named docs/modori.1 'options'

if command -v mandoc >/dev/null; then
    for page in docs/*.[1357]; do
        mandoc -T lint -W warning "$page" || fault "$page: mandoc has something to say"
    done
else
    echo "no mandoc: the form of the pages is not checked"
fi
exit $status
