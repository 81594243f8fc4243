# SPDX-License-Identifier: BSD-2-Clause
# Compiles the vocabulary: names, numbers and meanings of every enumeration of modori.h.
#   awk -f lib.awk -f words_vocab.awk role=header modori.h role=names vocab/names.tab \
#       role=meaning lang=en lang/en-meanings.tab ... role=person lang=en lang/en-person.tab ...

role == "header" { read_header() }
role == "names" { read_names() }
role == "meaning" || role == "person" { read_text() }

function read_text(    enum)
{
    if (skip_line() || !read_entry())
        return
    if (!(entry_id in value_constant))
        fail("no value of an enumeration is named " entry_id)
    if ((role, lang, entry_id) in text)
        fail("the text " entry_id " is there twice")
    enum = substr(entry_id, 1, index(entry_id, ".") - 1)
    if (role == "person" && enum_form[enum] != "sentence")
        fail("only reasons, causes and advice have texts for the person")
    check_text(entry_text, lang, role == "person" ? "sentence" : enum_form[enum])
    text[role, lang, entry_id] = entry_text
    text_file[role, lang] = FILENAME
    text_line[role, lang] = FNR
}

# Every constant has a row, every row both texts; what has a text for the person has it in both languages.
function check_complete(    i, j, name, prefix)
{
    for (i = 1; i <= constant_count; i++) {
        name = constant_name[i]
        if (name ~ /^MODORI_ENUM_/ && !(tolower(substr(name, 13)) in enum_size))
            fail_at(names_file, 1, "no enumeration for " name)
        for (j = 1; j <= enum_count; j++)
            if (index(name, enum_prefix[enum_name[j]]) == 1 && !(name in constant_id))
                fail_at(names_file, 1, "no name for " name)
    }
    for (name in constant_id) {
        check_texts(constant_id[name], "meaning", constant_line[name], 1)
        check_texts(constant_id[name], "person", constant_line[name],
            constant_id[name] ~ /^(reason|cause|advice)\./)
    }
}

function check_texts(id, which, line, required)
{
    if (!required && !((which, "en", id) in text) && !((which, "ja", id) in text))
        return
    check_text_present(id, which, "en", line)
    check_text_present(id, which, "ja", line)
}

function check_text_present(id, which, language, line)
{
    if (!((which, language, id) in text))
        fail_at(names_file, line, id " has no " which " text in '" language "'")
    else if (language != "en" && text[which, language, id] == text[which, "en", id])
        fail_at(names_file, line, id " has the same text in '" language "' and 'en'")
}

function texts(which, id)
{
    return "{" piece(text[which, "en", id]) ", " piece(text[which, "ja", id]) "}"
}

# Rows of one enumeration, ascending by number, and their order by name.
function add_enum(enum,    n, i, key, row_key, by_name, id)
{
    n = enum_size[enum]
    for (i = 1; i <= n; i++)
        key[i] = sortable(constant[enum_value[enum, i]]) " " enum_value[enum, i]
    sort(key, n)
    for (i = 1; i <= n; i++) {
        row_key = substr(key[i], 12)
        id = constant_id[row_key]
        row[++row_count] = "    {" row_key ", " piece(substr(id, length(enum) + 2)) ",\n     " \
            texts("meaning", id) ",\n     " texts("person", id) "},"
        by_name[i] = substr(id, length(enum) + 2) " " (row_count - 1)
    }
    sort(by_name, n)
    for (i = 1; i <= n; i++) {
        sub(/^.* /, "", by_name[i])
        order[++order_count] = by_name[i]
    }
    # The enumeration's own number is its index.
    range[constant[enum_constant[enum]]] = "{" (row_count - n) ", " n "}"
    if (constant[enum_constant[enum]] > range_last)
        range_last = constant[enum_constant[enum]]
}

END {
    check_complete()
    finish()
    for (e = 1; e <= enum_count; e++)
        add_enum(enum_name[e])
    write_head("tables/vocab/names.tab and tables/lang/")
    write_pool("vocab_pool")
    print "static const struct vocab_row vocab_rows[] = {"
    for (i = 1; i <= row_count; i++)
        print row[i]
    print "};\nstatic const uint16_t vocab_by_name[] = {"
    for (i = 1; i <= order_count; i++)
        print "    " order[i] ","
    print "};\nstatic const struct vocab_range vocab_ranges[] = {"
    for (i = 0; i <= range_last; i++)
        print "    " (i in range ? range[i] : "{0, 0}") ","
    print "};"
}
