# SPDX-License-Identifier: BSD-2-Clause
# Compiles a table of codes (codes/reply.tab or codes/enhanced.tab; their heads describe the format),
# ascending by key: what the lookup searches for, see key_of.
#   awk -f lib.awk -f words_codes.awk -v kind=reply codes/reply.tab
#   awk -f lib.awk -f words_codes.awk -v kind=enhanced codes/enhanced.tab

BEGIN {
    columns = split("text standing reference phases means", plain, " ")
    for (i in plain)
        known[plain[i]] = 1
    known["classes"] = known["related"] = 1 # for those who read the table
    split("meaning notes retry retry-4 retry-5", worded, " ")
    for (i in worded)
        known[worded[i] ".en"] = known[worded[i] ".ja"] = 1
    split("standard/extension/listed only/non-standard/unknown", list, "/")
    for (i in list)
        standing[list[i]] = 1
}

!skip_line() { read_field() }

# Replies: the code; 45 for 45z, 4 for 4yz, 0 for first digits outside of the grammar (xyz).
# Enhanced codes: subject * 1001 + detail + 1, with X as the detail: subject * 1001; classes: -10 + class.
function key_of(code,    part)
{
    if (kind == "reply") {
        if (code !~ /^(xyz|[2-5](yz|[0-9]z|[0-9][0-9]))$/)
            return ""
        sub(/[xyz].*$/, "", code)
        return code + 0
    }
    if (code ~ /^[X245]\.X\.X$/)
        return -10 + substr(code, 1, 1)
    if (code !~ /^X\.[0-9]+\.([0-9]+|X)$/)
        return ""
    split(code, part, ".")
    return part[2] * 1001 + (part[3] == "X" ? 0 : part[3] + 1)
}

function is_listed(code)
{
    return kind == "reply" ? code !~ /[xyz]/ : code ~ /^X\.[0-9]+\.[0-9]+$/
}

function begin_block(code,    key)
{
    key = key_of(code)
    if (key == "")
        fail("no such code can be: " code)
    else if (count && key <= last_key)
        fail(key == last_key ? "the code " code " is there twice" : "codes stand in ascending order")
    last_key = key
    now = code
    block[++count] = code
    block_line[code] = FNR
    file = FILENAME
}

function read_field(    name, text, parts)
{
    name = $1
    text = rest_of_line()
    if (name == "code") {
        begin_block(text)
        return
    }
    if (now == "" || !(name in known)) {
        fail("no such field: " name)
        return
    }
    if ((now, name) in value)
        fail("the field " name " is there twice")
    if (split(name, parts, ".") == 2)
        check_text(text, parts[2], "sentence")
    else
        check_text(text, "en", "any")
    value[now, name] = text == "-" ? "" : text
    if (name == "standing" && !(text in standing))
        fail("no such standing: " text)
}

function require(code, name)
{
    if (!((code, name) in value))
        fail_at(file, block_line[code], code " has no " name)
}

function check_block(code,    i)
{
    require(code, "reference")
    require(code, "standing")
    if (is_listed(code)) {
        require(code, "text")
        require(code, kind == "reply" ? "phases" : "classes")
    } else if (value[code, "standing"] != "unknown")
        fail_at(file, block_line[code], "a class or subject has the standing unknown")
    require(code, "meaning.en")
    if (code ~ /^(xyz|.yz|.\.X\.X)$/)
        require(code, "retry.en")
    for (i in worded) {
        if (((code, worded[i] ".en") in value) != ((code, worded[i] ".ja") in value))
            fail_at(file, block_line[code], worded[i] " of " code " is in one language only")
        if (kind == "reply" && worded[i] ~ /-/ && ((code, worded[i] ".en") in value))
            fail_at(file, block_line[code], worded[i] " is for enhanced codes")
    }
}

function texts(code, name)
{
    return "{" piece(value[code, name ".en"]) ", " piece(value[code, name ".ja"]) "}"
}

function write_row(code,    i, text)
{
    text = "    {" key_of(code) ", " piece(is_listed(code) ? code : "")
    for (i = 1; i <= columns; i++)
        text = text ", " piece(value[code, plain[i]])
    return text ",\n     " texts(code, "meaning") ",\n     " texts(code, "notes") ",\n     {" \
        texts(code, "retry") ", " texts(code, "retry-4") ", " texts(code, "retry-5") "}},"
}

END {
    for (b = 1; b <= count; b++)
        check_block(block[b])
    finish()
    for (b = 1; b <= count; b++)
        row[b] = write_row(block[b])
    write_head("tables/codes/" kind ".tab")
    write_pool(kind "_pool")
    print "static const struct mdr_code_row " kind "_rows[] = {"
    for (b = 1; b <= count; b++)
        print row[b]
    print "};\n/* Rows that are codes, not classes or subjects. */"
    print "static const uint16_t " kind "_listed[] = {"
    for (b = 1; b <= count; b++)
        if (is_listed(block[b]))
            print "    " (b - 1) ","
    print "};"
}
