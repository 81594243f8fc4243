#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Every source file names its licence in the first two lines.
cd "${srcdir:-.}" || exit 99
count=0
status=0
for file in configure.ac Makefile.am bootstrap \
    $(find include lib tools examples tests fuzz bench bindings contrib docs tables m4/modori-*.m4 pkgconfig \
        \( -name '*.[ch]' -o -name '*.in' -o -name '*.awk' -o -name '*.sh' -o -name '*.py' -o -name '*.mk' \
        -o -name '*.m4' -o -name '*.rules' -o -name '*.words' -o -name '*.tab' -o -name '*.map' -o -name '*.[1357]' -o -name '*.supp' \) \
        -type f 2>/dev/null | sort); do
    count=$((count + 1))
    head -n 2 "$file" | grep -q 'SPDX-License-Identifier: BSD-2-Clause' || { echo "$file: no SPDX line"; status=1; }
done
echo "$count files"
[ "$count" -ge 30 ] || { echo "too few files seen"; status=1; }
exit $status
