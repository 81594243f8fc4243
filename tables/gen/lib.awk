# SPDX-License-Identifier: BSD-2-Clause
# What all table compilers share. POSIX awk (mawk, gawk, busybox), run with LC_ALL=C: a character
# is a byte. Use: awk -f lib.awk -f COMPILER.awk role=ROLE FILE... >OUTPUT
#
# A compiler reads its tables, calls fail() for every fault that it finds, and writes its output in
# END only when finish() says that there was none.

# ---- faults ------------------------------------------------------------------------------------

function fail_at(file, line, message)
{
    print file ":" line ": " message | "cat 1>&2"
    faults++
}

function fail(message)
{
    fail_at(FILENAME, FNR, message)
}

# Called first in END: leaves with 1 when something was wrong.
function finish()
{
    if (faults) {
        close("cat 1>&2")
        exit 1
    }
}

# ---- lines -------------------------------------------------------------------------------------

# True for comments and empty lines; refuses what no table may hold.
function skip_line()
{
    if ($0 ~ /\r/)
        fail("carriage return")
    if ($0 ~ /[ \t]$/)
        fail("blank at the end of the line")
    return $0 ~ /^#/ || $0 == ""
}

# "id<TAB>text" into entry_id and entry_text; false when the line is not so.
function read_entry(    tab)
{
    tab = index($0, "\t")
    if (tab < 2) {
        fail("expected id, one tab, text")
        return 0
    }
    entry_id = substr($0, 1, tab - 1)
    entry_text = substr($0, tab + 1)
    if (entry_id !~ /^[a-z][a-z0-9.-]*$/) {
        fail("an id is lower-case letters, digits, '.' and '-': " entry_id)
        return 0
    }
    return 1
}

# Everything behind the first word of the line.
function rest_of_line(    text)
{
    text = $0
    sub(/^[^ \t]+[ \t]*/, "", text)
    return text
}

# ---- the public header -------------------------------------------------------------------------

# One line of modori.h: constants with a plain number, in constant[name]; constant_count, constant_name[].
function read_header(    value)
{
    if ($1 != "#define" || $2 !~ /^MODORI_[A-Z0-9_]+$/)
        return
    value = $3
    gsub(/[()]/, "", value)
    if (value !~ /^-?[0-9]+$/)
        return
    constant[$2] = value + 0
    constant_name[++constant_count] = $2
}

# One line of vocab/names.tab (its format is described there). Names of enumerations, and
# value_constant[enumeration "." name] = the constant.
function read_names(    id)
{
    if (skip_line())
        return
    if ($1 == "enum") {
        read_enum()
        return
    }
    if (NF != 2 || enum_now == "") {
        fail("expected a constant and its name")
        return
    }
    id = enum_now "." $2
    if (!($1 in constant))
        fail("modori.h has no " $1)
    else if (index($1, enum_prefix[enum_now]) != 1 && $1 != "MODORI_OK")
        fail($1 " does not belong to the enumeration " enum_now)
    if (id in value_constant)
        fail("the name " $2 " is there twice")
    if ($1 in constant_id)
        fail($1 " is there twice")
    if ($2 !~ /^[a-z][a-z0-9.-]*$/)
        fail("a name is lower-case letters, digits, '.' and '-': " $2)
    value_constant[id] = $1
    constant_id[$1] = id
    constant_line[$1] = FNR
    enum_size[enum_now]++
    enum_value[enum_now, enum_size[enum_now]] = $1
}

function read_enum()
{
    enum_now = $2
    enum_constant[enum_now] = "MODORI_ENUM_" toupper(enum_now)
    enum_prefix[enum_now] = (NF >= 4) ? $4 : "MODORI_" toupper(enum_now) "_"
    enum_form[enum_now] = $3
    if ($3 != "label" && $3 != "sentence")
        fail("the texts of an enumeration are 'label' or 'sentence'")
    if (!(enum_constant[enum_now] in constant))
        fail("modori.h has no " enum_constant[enum_now])
    if (enum_now in enum_size)
        fail("the enumeration " enum_now " is there twice")
    enum_size[enum_now] = 0
    enum_name[++enum_count] = enum_now
    names_file = FILENAME
}

# ---- what a text has to be like ----------------------------------------------------------------

# Refuses texts that no reader should meet. form: "label" (no full stop), "sentence" (one or more), "any".
function check_text(text, lang, form)
{
    if (text == "") {
        fail("empty text")
        return
    }
    if (text ~ /\t/)
        fail("tab in a text")
    if (text ~ /^ |  | $/)
        fail("needless blank in a text")
    if (form == "sentence" && !ends_sentence(text, lang))
        fail("a sentence ends in a full stop")
    if (form == "label" && text ~ /(\.|\343\200\202)$/)
        fail("a label has no full stop")
    if (lang == "ja") {
        check_japanese(text)
        if (form == "sentence")
            check_polite(text)
    } else if (text ~ /[\200-\377]/)
        fail("only ASCII in English texts")
}

function ends_sentence(text, lang)
{
    return lang == "ja" ? text ~ /(\343\200\202|\357\274\232)$/ : text ~ /[.:?]\)?$/
}

# Between Japanese and Latin letters or digits stands a blank; punctuation is full-width.
function check_japanese(text,    plain)
{
    plain = text
    gsub(/[{][a-z_]+[}]/, "", plain)
    if (plain !~ /[\200-\377]/)
        fail("a Japanese text without Japanese")
    # Full-width punctuation needs no blank beside it: U+3000 to U+303F, U+FF00 to U+FF5F, U+30FB.
    gsub(/\343\200[\200-\277]|\357\274[\200-\277]|\343\203\273/, "|", plain)
    if (plain ~ /[0-9A-Za-z%>][\343-\351]/ || plain ~ /[\200-\277][0-9A-Za-z<]/)
        fail("no blank between Japanese and Latin letters")
    if (plain ~ /[\200-\277] ?[,.;:!?()]/)
        fail("half-width punctuation in a Japanese text")
}

# Every sentence of a Japanese text is in the polite form; what is quoted in brackets may be as it is.
function check_polite(text,    open, close_at, part, n, i)
{
    while ((open = index(text, "「")) > 0 && (close_at = index(substr(text, open), "」")) > 0)
        text = substr(text, 1, open - 1) substr(text, open + close_at - 1 + length("」"))
    n = split(text, part, "。")
    for (i = 1; i < n; i++)
        if (part[i] !~ /(です|ます|ません|ました|でした|ください|）)$/)
            fail("a sentence that is not in the polite form (です, ます)")
}

# The {placeholders} of a text, sorted, so that two languages can be compared.
function placeholders(text,    n, list, i, all)
{
    n = 0
    while (match(text, /[{][a-z_]+[}]/)) {
        list[++n] = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
    }
    sort(list, n)
    all = ""
    for (i = 1; i <= n; i++)
        all = all list[i]
    return all
}

# ---- characters by number ----------------------------------------------------------------------

function hex(text,    i, digit, value)
{
    value = 0
    for (i = 1; i <= length(text); i++) {
        digit = index("0123456789ABCDEF", substr(text, i, 1))
        if (digit == 0)
            fail("not a hexadecimal number: " text)
        value = value * 16 + digit - 1
    }
    return value
}

# The UTF-8 of a character of the Basic Multilingual Plane.
function utf8(value)
{
    if (value < 128)
        return sprintf("%c", value)
    if (value < 2048)
        return sprintf("%c%c", 192 + int(value / 64), 128 + value % 64)
    return sprintf("%c%c%c", 224 + int(value / 4096), 128 + int(value / 64) % 64, 128 + value % 64)
}

# ---- sorting -----------------------------------------------------------------------------------

# list[1..n] ascending, by bytes.
function sort(list, n,    gap, i, j, item)
{
    for (gap = int(n / 2); gap > 0; gap = int(gap / 2))
        for (i = gap + 1; i <= n; i++) {
            item = list[i] ""
            for (j = i; j > gap && list[j - gap] "" > item; j -= gap)
                list[j] = list[j - gap]
            list[j] = item
        }
}

# A number as text that sorts as the number does.
function sortable(value)
{
    return sprintf("%010d", value + 1000000)
}

# ---- C -----------------------------------------------------------------------------------------

function c_string(text)
{
    gsub(/\\/, "&&", text)
    gsub(/"/, "\\\"", text)
    gsub(/\?/, "\\?", text)
    return "\"" text "\""
}

function write_head(sources)
{
    print "/* SPDX-License-Identifier: BSD-2-Clause */"
    print "/* Generated from " sources ": do not edit. */"
}

# The string pool: each text once, one member of a struct of char arrays, so that no literal is
# long and no table holds a pointer. Offset 0 is the absent text.
function pool_add(text)
{
    if (pool_count == 0) {
        pool_text[pool_count++] = ""
        pool_size = 1
    }
    if (text == "")
        return 0
    if (!(text in pool_at)) {
        pool_at[text] = pool_size
        pool_text[pool_count++] = text
        pool_size += length(text) + 1
    }
    return pool_at[text]
}

# A struct mdr_piece: where a text stands in the pool, and its length.
function piece(text)
{
    return "{" pool_add(text) ", " length(text) "}"
}

function write_pool(name,    i)
{
    pool_add("")
    print "static const struct {"
    for (i = 0; i < pool_count; i++)
        print "    char t" i "[" (length(pool_text[i]) + 1) "];"
    print "} " name " = {"
    for (i = 0; i < pool_count; i++)
        print "    " c_string(pool_text[i]) ","
    print "};"
    print "_Static_assert(sizeof(" name ") == " pool_size ", \"offsets are bytes\");"
}
