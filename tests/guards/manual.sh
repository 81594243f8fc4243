#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The manual pages are well formed, and the README's example is the one that is compiled.
cd "${srcdir:-.}" || exit 99
status=0
if [ -f examples/bounce.c ]; then
    sed -n '/^```c$/,/^```$/p' README.md | sed '/^```/d' >"${TMPDIR:-/tmp}/modori-readme.$$"
    # The file's head (licence, comment) is not in the README.
    sed '1,/^ \*\//d' examples/bounce.c | sed '1{/^$/d;}' | diff - "${TMPDIR:-/tmp}/modori-readme.$$" ||
        { echo "README.md and examples/bounce.c differ"; status=1; }
    rm -f "${TMPDIR:-/tmp}/modori-readme.$$"
fi
if command -v mandoc >/dev/null; then
    for page in docs/*.[1357]; do
        [ -f "$page" ] || continue
        mandoc -T lint -W warning "$page" || { echo "$page: mandoc has something to say"; status=1; }
    done
else
    echo "no mandoc: pages are not checked"
fi
exit $status
