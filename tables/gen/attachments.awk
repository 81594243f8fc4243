# SPDX-License-Identifier: BSD-2-Clause
# tables/attachments.tab -> lib/judge/attachments.inc: rows ascending by text, for a binary search.
#   awk -f lib.awk -f attachments.awk attachments.tab

BEGIN {
    FS = "\t"
    split("executable macro archive markup", list, " ")
    for (i in list)
        known[list[i]] = 1
}

{
    if (skip_line())
        next
    if (NF != 3) {
        fail("three fields are needed: extension or type, what, risk")
        next
    }
    if ($1 != "extension" && $1 != "type")
        fail("neither extension nor type: " $1)
    if ($2 == "" || $2 ~ /[^a-z0-9_+.\/-]/)
        fail("not a lower-case extension or type: " $2)
    if (($1 == "type") != (index($2, "/") > 0))
        fail("a type has a slash, an extension has none: " $2)
    if (!($3 in known))
        fail("no such risk: " $3)
    if ($2 in risk)
        fail("twice: " $2)
    what[++count] = $2
    risk[$2] = $3
}

END {
    finish()
    sort(what, count)
    for (i = 1; i <= count; i++)
        row[i] = "    {" piece(what[i]) ", MODORI_RISK_" toupper(risk[what[i]]) "},"
    write_head("tables/attachments.tab")
    write_pool("risk_pool")
    print "static const struct risk_row risk_rows[] = {"
    for (i = 1; i <= count; i++)
        print row[i]
    print "};"
}
