# SPDX-License-Identifier: BSD-2-Clause
# tables/line-breaks.tab -> lib/say/line_breaks.inc: characters that may not begin or end a line, ascending.
#   awk -f lib.awk -f line_breaks.awk line-breaks.tab

BEGIN {
    FS = "\t"
}

{
    if (skip_line())
        next
    if (NF != 3 || ($1 != "start" && $1 != "end")) {
        fail("three fields are needed: start or end, number, character")
        next
    }
    value = hex($2)
    if (length($2) != 4)
        fail("not four hexadecimal digits: " $2)
    else if (utf8(value) != $3)
        fail("the character is not number " $2 ": " $3)
    if (($1 in last) && value <= last[$1])
        fail("characters have to ascend: " $2)
    last[$1] = value
    row[$1, ++count[$1]] = "    0x" $2 ","
}

function write_rows(kind,    i)
{
    print "static const uint16_t no_" kind "[] = {"
    for (i = 1; i <= count[kind]; i++)
        print row[kind, i]
    print "};"
}

END {
    if (!count["start"] || !count["end"])
        fail("characters of both kinds are needed")
    finish()
    write_head("tables/line-breaks.tab")
    write_rows("start")
    write_rows("end")
}
