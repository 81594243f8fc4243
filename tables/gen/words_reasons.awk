# SPDX-License-Identifier: BSD-2-Clause
# Compiles reasons.tab: the columns of every reason, ascending by number.
#   awk -f lib.awk -f words_reasons.awk role=header modori.h role=names vocab/names.tab role=reasons reasons.tab

role == "header" { read_header() }
role == "names" { read_names() }
role == "reasons" { read_reason() }

# The constant of a name, or a fault.
function resolve(enum, name)
{
    if (!((enum "." name) in value_constant)) {
        fail("no " enum " is named " name)
        return 0
    }
    return value_constant[enum "." name]
}

function read_reason(    reason, i, advice)
{
    if (skip_line())
        return
    if (NF < 6 || NF > 9) {
        fail("expected reason, number, party, persistence, hard and one to four advices")
        return
    }
    reason = resolve("reason", $1)
    if (reason in row)
        fail("the reason " $1 " is there twice")
    if (constant[reason] != $2)
        fail("modori.h gives " $1 " the number " constant[reason])
    if ($2 + 0 <= last)
        fail("reasons stand in ascending order of their numbers")
    last = $2 + 0
    if ($5 != "hard" && $5 != "-")
        fail("expected 'hard' or '-'")
    for (i = 6; i <= NF; i++)
        advice = advice (i > 6 ? ", " : "") resolve("advice", $i)
    for (; i <= 9; i++)
        advice = advice ", 0"
    row[reason] = "    {" reason ", " resolve("party", $3) ", " resolve("persistence", $4) ", " \
        ($5 == "hard" ? "true" : "false") ",\n     {" advice "}},"
    row_order[++row_count] = reason
    reasons_file = FILENAME
}

END {
    for (i = 1; i <= enum_size["reason"]; i++)
        if (!(enum_value["reason", i] in row))
            fail_at(reasons_file, 1, "no line for " constant_id[enum_value["reason", i]])
    finish()
    write_head("tables/reasons.tab")
    print "static const struct mdr_reason reasons[] = {"
    for (i = 1; i <= row_count; i++)
        print row[row_order[i]]
    print "};"
}
