#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The public header stands alone, twice, in every C from C89 on; it declares no struct's inside, no
# long, bool, FILE, time_t, varargs or callback but the allocator.
srcdir=${srcdir:-.}
top_builddir=${top_builddir:-.}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
printf '#include <modori.h>\n#include <modori.h>\nint modori_header_is_there;\n' >"$work/t.c"
status=0
for std in c89 c99 c11 gnu11; do
    ${CC:-cc} -std=$std -pedantic-errors -Wall -Wextra -Werror -I"$srcdir/include" -I"$top_builddir/include" \
        -fsyntax-only "$work/t.c" || { echo "the header does not compile as $std"; status=1; }
done
${AWK:-awk} -f "$srcdir/tests/guards/strip.awk" "$srcdir/include/modori.h" | sed 's/^[^:]*:\([0-9]*\):/\1: /' >"$work/code"
grep -q ' modori_parser_read(' "$work/code" || { echo "no declaration was seen: this test looks at nothing"; status=1; }
grep -nE '\.\.\.|(^|[^A-Za-z_])(long|bool|_Bool|FILE|time_t|enum|union|short|double|float|inline|errno)([^A-Za-z_]|$)' "$work/code" &&
    { echo "not for the public header"; status=1; }
grep -E 'struct [a-z_]+ *\{|struct [a-z_]+$' "$work/code" && { echo "a struct's inside is public"; status=1; }
grep -E '\(\*' "$work/code" && { echo "a callback in the public header"; status=1; }
grep -E '^[0-9]+: *#define' "$work/code" | grep -vE '#define (MODORI_|_*MODORI_H)' && { echo "a macro without prefix"; status=1; }
exit $status
