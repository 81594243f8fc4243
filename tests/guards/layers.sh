#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# An include only points down. Rooms of the same height do not know each other; what stands outside
# of the library knows <modori.h> only.
cd "${srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL
find lib tools examples bindings fuzz bench -name '*.[ch]' 2>/dev/null | sort | while read -r file; do
    sed -n 's/^[ \t]*#[ \t]*include[ \t]*\([<"][^>"]*[>"]\).*/\1/p' "$file" | while read -r name; do
        printf '%s %s\n' "$file" "$name"
    done
done | ${AWK:-awk} '
BEGIN {
    height["bytes"] = 0; height["words"] = 1; height["grammar"] = 2; height["report"] = 2
    height["recognise"] = 3; height["judge"] = 4; height["say"] = 5; height["api"] = 6
    outside["tools"] = outside["examples"] = outside["bindings"] = outside["fuzz"] = outside["bench"] = 1
}
function room(path,   part) { return split(path, part, "/") > 1 ? part[1] : "api" }
function fault(why) { print $1 ": " $2 ": " why; faults++ }
{
    seen++
    from = $1; to = $2
    if (to ~ /^</) next                     # system headers: banned.sh
    gsub(/"/, "", to)
    if (to == "config.h") { if (from !~ /^lib\//) fault("config.h is for the library"); next }
    if (to == "modori.h") { fault("is written <modori.h>"); next }
    split(from, part, "/")
    if (part[1] in outside) {               # their own headers, beside them
        if (split(to, unused, "/") > 1 && to !~ "^" part[1] "/") fault("only <modori.h> is for the outside")
        next
    }
    sub(/^lib\//, "", from)
    a = room(from); b = room(to)
    if (!(a in height)) fault("the room " a " has no layer")
    else if (!(b in height)) fault("the room " b " has no layer; includes are written from lib/")
    else if (a != b && height[b] >= height[a]) fault("points up: " a " (" height[a] ") to " b " (" height[b] ")")
}
END {
    if (!seen) { print "no include was seen: this test looks at nothing"; exit 1 }
    print seen " includes, " faults + 0 " faults"
    exit faults > 0
}'
