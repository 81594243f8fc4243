#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Every sample's explanation is a screen at most, has no place left open, and says what to do where mail failed; for
# the administrator and for the person, in both languages.
modori=${top_builddir:-.}/modori${EXEEXT:-}
[ -x "$modori" ] || { echo "the command is not built"; exit 77; }
LC_ALL=C
export LC_ALL
cd "${srcdir:-.}" || exit 99
case $modori in /*) ;; *) modori=$OLDPWD/$modori ;; esac
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
status=0
for who in '' --person; do
    for lang in en ja; do
        # shellcheck disable=SC2086
        "$modori" explain $who --lang $lang tests/samples/*/*.eml >"$work/pages" || { echo "explain $who: exit status $?"; status=1; }
        # Pages are divided by the name of the next file, behind an empty line.
        ${AWK:-awk} -v what="$who $lang" '
            function page_end() {
                if (name == "") return
                pages++
                if (lines > 41) { print name " (" what "): " lines - 1 " lines"; bad = 1 }
                if (failed && !advised) { print name " (" what "): nothing to do"; bad = 1 }
            }
            /^tests\/samples\/[a-z]+\/[^ ]*\.eml$/ { page_end(); name = $0; lines = failed = advised = 0; next }
            { lines++ }
            /^(Not delivered: |Your mail to .* was not delivered)/ || /^\351\205\215\351\200\201\343\201\247\343\201\215\343\201\276\343\201\233\343\202\223/ { failed = 1 }
            /^  (1\.|-) / { advised = 1 }
            /\{[a-z_]+\}/ && !/\\u\{/ { print name " (" what "): an open place: " $0; bad = 1 }
            END { page_end(); if (pages < 100) { print pages " pages"; bad = 1 } exit bad }' "$work/pages" || status=1
    done
done

# Where the administrator's page has a sentence of its own for a cause, a step or another try, the person's has one, too:
# else the person would read words about servers.
for tab in tables/lang/en-explain.tab tables/lang/ja-explain.tab; do
    ${AWK:-awk} -v tab="$tab" -F '\t' '
        /^(explain|person)\.(advice|cause|retry|delayed|maybe|outcome-maybe)-/ { has[$1] = 1 }
        END {
            for (id in has) {
                other = any = id
                sub(/^explain/, "person", other)
                sub(/^explain\.advice-(if|plain)-/, "person.advice-", any)
                if (!(other in has) && (any == id || !(any in has))) { print tab ": no " other; bad = 1 }
            }
            exit bad
        }' "$tab" || status=1
done
exit $status
