#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The public header in C++.
srcdir=${srcdir:-.}
top_builddir=${top_builddir:-.}
cxx=
for candidate in ${CXX:-} g++ clang++ c++; do
    command -v "$candidate" >/dev/null 2>&1 && cxx=$candidate && break
done
[ -n "$cxx" ] || { echo "no C++ compiler"; exit 77; }
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
printf '#include <modori.h>\nint32_t f(); int32_t f() { return modori_version_number(); }\n' >"$work/t.cc"
for std in c++98 c++11 c++17 c++20; do
    [ $std = c++98 ] && flags=-Wno-long-long || flags=
    $cxx -std=$std -pedantic-errors -Wall -Wextra -Werror $flags -I"$srcdir/include" -I"$top_builddir/include" \
        -fsyntax-only "$work/t.cc" || { echo "the header does not compile as $std"; exit 1; }
done
