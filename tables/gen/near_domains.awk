# SPDX-License-Identifier: BSD-2-Clause
# tables/near-domains.tab -> lib/judge/near_domains.inc: rows by kind.
#   awk -f lib.awk -f near_domains.awk near-domains.tab

BEGIN {
    FS = "\t"
    fields["known"] = fields["real"] = fields["carrier"] = fields["countries"] = fields["alone"] = 2
    fields["confused"] = fields["ending"] = 3
}

{
    if (skip_line())
        next
    if (!($1 in fields) || NF != fields[$1]) {
        fail("known, real, carrier or alone DOMAIN, confused or ending WRONG RIGHT, countries LIST is needed")
        next
    }
    if ($1 == "countries") {
        add_countries($2)
        next
    }
    check_domain($2)
    if (NF == 3)
        check_domain($3)
    if (($1 == "carrier", $2) in seen)
        fail("twice: " $2)
    seen[$1 == "carrier", $2] = $1
    if ($1 == "confused") {
        meant[FNR] = $3
        file = FILENAME
    }
    row[$1, ++count[$1]] = "    {" piece($2) ", " piece($NF) "},"
    row_first[$1, count[$1]] = substr($2, 1, 1)
}

function check_domain(text)
{
    if (text == "" || text ~ /[^a-z0-9.-]/)
        fail("a domain is lower-case letters, digits, dots and hyphens: " text)
    else if ($1 != "ending" && index(text, ".") == 0)
        fail("no dot: " text)
}

function add_countries(list,    name, n, i)
{
    n = split(list, name, " ")
    for (i = 1; i <= n; i++) {
        if (name[i] !~ /^[a-z][a-z]$/)
            fail("a country is two letters: " name[i])
        if (name[i] <= last_country)
            fail("not in order: " name[i])
        last_country = name[i]
        countries = countries name[i]
    }
}

function write_rows(kind,    i)
{
    print "static const struct domain_row " kind "_rows[] = {"
    for (i = 1; i <= count[kind]; i++)
        print row[kind, i]
    print "};"
}

# The same, those with the same first byte together, and where those of each byte begin.
function write_filed(kind,    i, code, sorted, file, filled)
{
    for (code = 0; code < 128; code++) {
        file = file (filled + 0) ","
        for (i = 1; i <= count[kind] && code > 0; i++)
            if (row_first[kind, i] == sprintf("%c", code)) {
                sorted = sorted row[kind, i] "\n"
                filled++
            }
    }
    printf "static const struct domain_row %s_rows[] = {\n%s};\n", kind, sorted
    printf "static const uint16_t %s_file[] = {%s%d};\n", kind, file, filled
}

END {
    for (line in meant)
        if (seen[0, meant[line]] != "known")
            fail_at(file, line, "not a known domain: " meant[line])
    if (countries == "")
        fail("no countries")
    finish()
    write_head("tables/near-domains.tab")
    write_pool("domain_pool")
    write_filed("known")
    write_filed("confused")
    write_filed("real")
    write_filed("ending")
    write_filed("alone")
    write_rows("carrier")
    print "static const char countries[] = \"" countries "\";"
}
