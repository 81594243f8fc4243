# SPDX-License-Identifier: BSD-2-Clause
# Compiles the general sentences, ascending by id.
#   awk -f lib.awk -f words_texts.awk lang=en lang/en.tab lang=ja lang/ja.tab

{ read_text() }

function read_text()
{
    if (skip_line() || !read_entry())
        return
    if ((lang, entry_id) in text)
        fail("the text " entry_id " is there twice")
    check_text(entry_text, lang, "any")
    text[lang, entry_id] = entry_text
    file[lang, entry_id] = FILENAME
    line[lang, entry_id] = FNR
    if (lang == "en")
        id[++count] = entry_id
    else
        other[++other_count] = entry_id
}

function check_pair(key)
{
    if (!(("ja", key) in text))
        fail_at(file["en", key], line["en", key], key " has no text in 'ja'")
    else if (placeholders(text["en", key]) != placeholders(text["ja", key]))
        fail_at(file["ja", key], line["ja", key], key " has not the same {places} as in 'en'")
}

END {
    for (i = 1; i <= count; i++)
        check_pair(id[i])
    for (i = 1; i <= other_count; i++)
        if (!(("en", other[i]) in text))
            fail_at(file["ja", other[i]], line["ja", other[i]], other[i] " has no text in 'en'")
    finish()
    sort(id, count)
    for (i = 1; i <= count; i++)
        row[i] = "    {" piece(id[i]) ", {" piece(text["en", id[i]]) ", " piece(text["ja", id[i]]) "}},"
    write_head("tables/lang/")
    write_pool("texts_pool")
    print "static const struct texts_row texts_rows[] = {"
    for (i = 1; i <= count; i++)
        print row[i]
    print "};"
}
