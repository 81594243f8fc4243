# SPDX-License-Identifier: BSD-2-Clause
# tables/entities.tab -> lib/grammar/html_entities.inc: rows ascending by name, for a binary search.
#   awk -f lib.awk -f entities.awk entities.tab

BEGIN {
    FS = "\t"
}

{
    if (skip_line())
        next
    if (NF != 2) {
        fail("two fields are needed: name, number of the character")
        next
    }
    if ($1 !~ /^[A-Za-z][A-Za-z0-9]*$/ || length($1) > 8)
        fail("a name is 8 letters and digits at most: " $1)
    if ($2 !~ /^[0-9A-F][0-9A-F][0-9A-F][0-9A-F]$/ || $2 == "0000")
        fail("not four hexadecimal digits: " $2)
    if ($1 in character)
        fail("twice: " $1)
    name[++count] = $1
    character[$1] = $2
}

END {
    finish()
    sort(name, count)
    write_head("tables/entities.tab")
    print "static const struct entity entities[] = {"
    for (i = 1; i <= count; i++)
        print "    {" length(name[i]) ", \"" name[i] "\", 0x" character[name[i]] "},"
    print "};"
}
