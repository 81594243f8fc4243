# SPDX-License-Identifier: BSD-2-Clause
# tables/causes.tab -> lib/judge/causes.inc: the rows of each reason together, and an index.
#   awk -f lib.awk -f causes.awk role=header modori.h role=names names.tab role=causes causes.tab

BEGIN {
    FS = "[ \t]+"
    advice_most = 4
}

role == "header" { read_header(); next }
role == "names" { read_names(); next }
role == "causes" { read_row() }

function read_row(    tab, cell, n)
{
    if (skip_line())
        return
    tab = index($0, "\t")
    n = split($0, cell, "\t")
    if ($1 == "evidence" && n == 2) {
        if ($2 in bit)
            fail("the evidence is there twice: " $2)
        bit[$2] = evidences
        evidence[evidences++] = $2
        if (evidences > 32)
            fail("no more than 32 kinds of evidence")
        return
    }
    if (n != 4) {
        fail("four cells are needed: reasons, evidence, cause, advice")
        return
    }
    add_rows(cell[1], masks(cell[2]) ", " number("cause", cell[3]) ", " advice(cell[4]), cell[3] cell[4])
}

# "must, must not" as two bit masks.
function masks(list,    word, i, n, no, with, without)
{
    with = without = "0"
    n = list == "-" ? 0 : split(list, word, " ")
    for (i = 1; i <= n; i++) {
        no = sub(/^!/, "", word[i])
        if (!(word[i] in bit))
            fail("no such evidence: " word[i])
        if (no)
            without = without " | EVIDENCE_" upper(word[i])
        else
            with = with " | EVIDENCE_" upper(word[i])
        used[word[i]] = 1
    }
    return with ", " without
}

function upper(name)
{
    name = toupper(name)
    gsub(/-/, "_", name)
    return name
}

function number(enumeration, name)
{
    if (name == "-")
        return 0
    if (!((enumeration "." name) in value_constant))
        fail("no such " enumeration ": " name)
    told[enumeration, name] = 1
    return value_constant[enumeration "." name]
}

function advice(list,    word, i, n, all)
{
    n = list == "-" ? 0 : split(list, word, " ")
    if (n > advice_most)
        fail("no more than " advice_most " steps of advice in a row")
    for (i = 1; i <= advice_most; i++)
        all = all (i > 1 ? ", " : "") (i <= n ? number("advice", word[i]) : 0)
    return "{" all "}"
}

function add_rows(reasons, row, what,    word, i, n)
{
    if (what == "--")
        fail("a row gives a cause or advice")
    n = split(reasons, word, " ")
    for (i = 1; i <= n; i++) {
        if (!(("reason." word[i]) in value_constant)) {
            fail("no such reason: " word[i])
            continue
        }
        rows[word[i]] = rows[word[i]] "    {" row "},\n"
        count[word[i]]++
    }
}

# Each reason has rows, and each cause and advice is given by some row.
function check(    i, name, constant_now)
{
    for (i = 1; i <= enum_size["reason"]; i++) {
        name = substr(constant_id[enum_value["reason", i]], 8)
        if (!(name in count))
            fail_at(FILENAME, FNR, "no row for the reason " name)
    }
    for (i = 1; i <= enum_size["cause"]; i++) {
        name = substr(constant_id[enum_value["cause", i]], 7)
        if (!(("cause", name) in told))
            fail_at(FILENAME, FNR, "no row gives the cause " name)
    }
    for (i = 1; i <= enum_size["advice"]; i++) {
        name = substr(constant_id[enum_value["advice", i]], 8)
        if (!(("advice", name) in told))
            fail_at(FILENAME, FNR, "no row gives the advice " name)
    }
    for (i = 0; i < evidences; i++)
        if (!(evidence[i] in used))
            fail_at(FILENAME, FNR, "no row asks for the evidence " evidence[i])
}

END {
    check()
    finish()
    write_head("tables/causes.tab")
    for (i = 0; i < evidences; i++) # an enumerator would be an int, which has no bit for the last one
        print "#define EVIDENCE_" upper(evidence[i]) " (UINT32_C(1) << " i ")"
    print "static const struct cause_row cause_rows[] = {"
    for (i = 1; i <= enum_size["reason"]; i++)
        printf "%s", rows[substr(constant_id[enum_value["reason", i]], 8)]
    print "};"
    print "static const struct cause_index cause_index[] = {"
    first = 0
    for (i = 1; i <= enum_size["reason"]; i++) {
        name = substr(constant_id[enum_value["reason", i]], 8)
        print "    {" enum_value["reason", i] ", " first ", " count[name] "},"
        first += count[name]
    }
    print "};"
}
