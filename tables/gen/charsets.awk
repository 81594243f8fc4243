# SPDX-License-Identifier: BSD-2-Clause
# tables/charsets.tab -> lib/grammar/charset_names.inc: labels ascending, for a binary search, and iconv's names.
#   awk -f lib.awk -f charsets.awk charset_inside.h charsets.tab

BEGIN {
    FS = "\t"
}

FILENAME ~ /\.h$/ {
    read_constant()
    next
}

{
    if (skip_line())
        next
    if (NF != 2 || $2 == "")
        fail("two fields are needed: charset, iconv or labels, and names")
    else if ($1 == "charset")
        begin_charset($2)
    else if (now == "")
        fail("before any charset")
    else if ($1 == "iconv")
        add_iconv($2)
    else if ($1 == "labels")
        add_labels($2)
    else
        fail("neither charset nor iconv nor labels: " $1)
}

# "    MDR_CHARSET_CP932," of the enumeration; from there on iconv is asked.
function read_constant(    name)
{
    if ($0 !~ /^    MDR_CHARSET_[A-Z0-9_]+[ ,]/)
        return
    name = $0
    sub(/^    MDR_CHARSET_/, "", name)
    sub(/[^A-Z0-9_].*/, "", name)
    known[name] = 1
    if (name == "CP932")
        by_iconv = 1
    if (by_iconv && name != "ICONV" && name != "SINGLE") {
        wants[++want_count] = name
        want_line[want_count] = FNR
    }
    header = FILENAME
}

function begin_charset(name)
{
    now = name
    if (!(name in known))
        fail("no such charset: " name)
    if (name in seen)
        fail("the charset is there twice: " name)
    seen[name] = 1
}

function add_iconv(list,    name, n, i, row)
{
    n = split(list, name, " ")
    if (n > 3)
        fail("more than three names of iconv")
    if (now in iconv)
        fail("a second line of iconv's names")
    for (i = 1; i <= n; i++) {
        if (name[i] !~ /^[A-Z][A-Z0-9_-]*$/ || length(name[i]) > 15)
            fail("no name of iconv: " name[i])
        row = row (i > 1 ? ", " : "") "\"" name[i] "\""
    }
    iconv[now] = row
}

function add_labels(list,    name, n, i)
{
    n = split(list, name, " ")
    for (i = 1; i <= n; i++) {
        if (name[i] !~ /^[a-z0-9]+$/ || length(name[i]) > 22)
            fail("a label is 22 lower-case letters and digits at most: " name[i])
        if (name[i] in charset_of)
            fail("the label is there twice: " name[i])
        charset_of[name[i]] = now
        label[++label_count] = name[i]
    }
}

END {
    for (i = 1; i <= want_count; i++)
        if (!(wants[i] in iconv))
            fail_at(header, want_line[i], "charsets.tab has no name of iconv for " wants[i])
    finish()
    sort(label, label_count)
    write_head("tables/charsets.tab")
    print "static const struct label labels[] = {"
    for (i = 1; i <= label_count; i++)
        print "    {\"" label[i] "\", MDR_CHARSET_" charset_of[label[i]] "},"
    print "};"
    print "static const char iconv_names[MDR_CHARSETS - MDR_CHARSET_CP932][ICONV_NAMES][ICONV_ROOM] = {"
    for (i = 1; i <= want_count; i++)
        print "    [MDR_CHARSET_" wants[i] " - MDR_CHARSET_CP932] = {" iconv[wants[i]] "},"
    print "};"
}
