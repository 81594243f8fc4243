# SPDX-License-Identifier: BSD-2-Clause
# tables/width.tab -> lib/say/width.inc: ranges of characters that do not take one column.
#   awk -f lib.awk -f width.awk width.tab

BEGIN {
    FS = "\t"
    last = -1
}

{
    if (skip_line())
        next
    if (NF != 3) {
        fail("three fields are needed: first, last, columns")
        next
    }
    if ($3 != "0" && $3 != "2")
        fail("columns are 0 or 2")
    if (hex($1) <= last)
        fail("ranges have to ascend and must not overlap")
    last = hex($2)
    if (last < hex($1) || last > 1114111)
        fail("not a range of characters")
    row[++count] = "    {0x" $1 ", 0x" $2 ", " $3 "},"
}

END {
    finish()
    write_head("tables/width.tab")
    print "static const struct range ranges[] = {"
    for (i = 1; i <= count; i++)
        print row[i]
    print "};"
}
