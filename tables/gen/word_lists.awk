# SPDX-License-Identifier: BSD-2-Clause
# Compiles tables/words/*.words into the rows of lib/recognise/word_list.c. Run it behind lib.awk, scan.awk and
# pattern.awk, over lib/recognise/word_list.h (which lists there are), include/modori.h (constants) and the tables:
#
#     awk -f lib.awk -f scan.awk -f pattern.awk -f word_lists.awk [-v output=examples] HEADERS WORDS...
#
# tables/words/README tells the language. Output: the rows, or with output=examples the examples for the test.

BEGIN {
	word_list("start end whole anywhere", known_place)
	word_list("action number", known_value)
	list_n = 0
	row_n = 0
	now = ""
}

FILENAME ~ /word_list\.h$/ {
	if (match($0, /^    MDR_WORDS_[A-Z0-9_]+,/)) {
		constant_of_list[++constants] = substr($0, 5, RLENGTH - 5)
		declared_at[constant_of_list[constants]] = place()
	}
	next
}
FILENAME ~ /\.h$/ { read_header(); next }

{
	if (skip_line() || $1 ~ /^#/) next
	line = $0
	sub(/^[ \t]+/, "", line)
	if ($1 == "list") begin_list()
	else if (now == "") fail("before any list")
	else if (substr(line, 1, 1) == "\"") add_word(line)
	else if (substr(line, 1, 1) == "|") add_example(substr(line, 2))
	else fail("neither a list nor a word in quotes: " $1)
}

function constant_of(name) {
	name = toupper(name)
	gsub(/-/, "_", name)
	return "MDR_WORDS_" name
}

function begin_list(   i) {
	now = constant_of($2)
	row_now = 0
	if ($2 !~ /^[a-z][a-z0-9-]*$/) fail("a list's name is lower-case letters, digits and '-': " $2)
	if (!(now in declared_at)) fail("word_list.h has no " now)
	if (now in list_at) fail("the list " $2 " is there twice")
	if (!($3 in known_place)) fail("a list tells where its words stand, start, end, whole or anywhere: " $3)
	list_at[now] = place()
	list_place[now] = $3
	list_value[now] = ""
	for (i = 4; i <= NF; i++) {
		if ($i == "word" && !(now in list_word)) list_word[now] = 1
		else if ($i == "gives" && list_value[now] == "" && ($(i + 1) in known_value)) list_value[now] = $(++i)
		else fail("unknown key of a list: " $i)
	}
	if (now in list_word && $3 == "whole") fail("what stands for the whole text has no words beside it")
}

# "text" [= VALUE] | EXAMPLE
function add_word(line,   text, value) {
	row_now = 0
	if (!pattern_quoted(line)) { fail("a word without its closing quote"); return }
	text = unescape(quoted)
	line = quoted_rest
	value = "0"
	if (line ~ /^= *[^ |]/) {
		sub(/^= */, "", line)
		value = read_value(line)
		sub(/^[^ |]+ */, "", line)
	} else if (list_value[now] != "") {
		fail("its value is missing: \"" text "\"")
	}
	if (substr(line, 1, 1) != "|") { fail("a word without its example: \"" text "\""); return }
	if (!check_word(text)) return
	if ((now, text) in seen) fail("twice: \"" text "\"")
	seen[now, text] = 1
	row_now = ++row_n
	row_text[row_n] = text
	row_list[row_n] = now
	row_value[row_n] = value
	row_at[row_n] = place()
	add_example(substr(line, 2))
}

function unescape(text,   i, c, plain) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\\") c = substr(text, ++i, 1)
		plain = plain c
	}
	return plain
}

function check_word(text) {
	if (text == "") { fail("an empty word"); return 0 }
	if (text ~ /[A-Z]/) { fail("upper case: \"" text "\""); return 0 }
	if (text ~ /^ / && list_place[now] != "anywhere") { fail("begins with a blank: \"" text "\""); return 0 }
	if (length(text) > 60) { fail("longer than 60 bytes: \"" text "\""); return 0 }
	return 1
}

function read_value(line,   word, constant_name_of) {
	word = line
	sub(/[ |].*/, "", word)
	if (list_value[now] == "") { fail("the list gives no values: " word); return "0" }
	if (list_value[now] == "number") {
		if (word !~ /^[1-9][0-9]*$/ || word + 0 > 2147483647) fail("not a number: " word)
		return word
	}
	constant_name_of = "MODORI_" toupper(list_value[now] "_" word)
	if (word !~ /^[a-z-]+$/ || !(constant_name_of in constant)) fail("unknown " list_value[now] ": " word)
	return constant_name_of
}

function add_example(text,   at) {
	if (!row_now) { fail("an example of no word"); return }
	sub(/^ /, "", text)
	at = fits_at(row_text[row_now], tolower(text), list_place[now], now in list_word)
	if (at == 0) fail("the example does not have the word at its place: \"" row_text[row_now] "\"")
	example_n++
	example_text[example_n] = text
	example_row[example_n] = row_now
	example_place[example_n] = place()
}

# Where a word stands in a text, 0: not at its place. Blanks are taken literally, which is enough for examples.
function fits_at(word, text, where, border,   at, from) {
	if (where == "whole") return text == word
	if (where == "start") return index(text, word) == 1 && (!border || !joined(text, length(word)))
	if (where == "end") {
		at = length(text) - length(word) + 1
		return at > 0 && substr(text, at) == word && (!border || !joined(text, at - 1)) ? at : 0
	}
	for (from = 1; (at = index(substr(text, from), word)) > 0; from += at) {
		at += from - 1
		if (!border || (!joined(text, at - 1) && !joined(text, at + length(word) - 1))) return at
		at -= from - 1
	}
	return 0
}

# Whether the bytes n and n + 1 are of one word.
function joined(text, n) { return n > 0 && substr(text, n, 1) ~ /[a-z0-9]/ && substr(text, n + 1, 1) ~ /[a-z0-9]/ }

# Of two words in one list, one that fits wherever the other does.
function check_needless(i, j) {
	if (i == j || row_list[i] != row_list[j] || row_value[i] != row_value[j]) return
	if (length(row_text[i]) < length(row_text[j]) &&
	    fits_at(row_text[i], row_text[j], list_place[row_list[i]], row_list[i] in list_word))
		fail_there(row_at[j], "needless beside \"" row_text[i] "\": \"" row_text[j] "\"")
}

function check_all(   i, j) {
	for (i = 1; i <= constants; i++)
		if (!(constant_of_list[i] in list_at)) fail_there(declared_at[constant_of_list[i]], "no list for " constant_of_list[i])
	for (i = 1; i <= row_n; i++) {
		words[row_list[i]]++
		if (scanned(i)) continue
		if (list_place[row_list[i]] == "anywhere" && ++short[row_list[i]] > 4)
			fail_there(row_at[i], "more than four words of less than 4 bytes, each of which is a search of its own")
	}
	for (i in list_at) if (!words[i]) fail_there(list_at[i], "a list without words")
	for (i = 1; i <= row_n; i++) for (j = 1; j <= row_n; j++) check_needless(i, j)
}

function scanned(i) { return list_place[row_list[i]] == "anywhere" && length(row_text[i]) >= 4 }

END {
	check_all()
	finish()
	if (output == "examples") write_examples()
	else write_rows()
}

# The rows of one list: what is compared first, the longest in front; what the scanner finds behind.
function order_rows(list,   i, n, order, key) {
	n = 0
	for (i = 1; i <= row_n; i++)
		if (row_list[i] == list) order[++n] = (scanned(i) ? "b" : "a") sortable(-length(row_text[i])) sortable(i) " " i
	sort(order, n)
	list_first[list] = rows
	list_compared[list] = rows
	for (i = 1; i <= n; i++) {
		key = substr(order[i], index(order[i], " ") + 1) + 0
		row_number[key] = rows
		row_out[rows++] = key
		if (!scanned(key)) list_compared[list] = rows
	}
	list_end[list] = rows
}

# A bit for each byte, folded to 32, with which a word begins (or ends).
function edges(list,   i, c, has, word) {
	for (i = list_first[list]; i < list_compared[list]; i++) {
		c = row_text[row_out[i]]
		c = list_place[list] == "end" ? substr(c, length(c)) : substr(c, 1, 1)
		has[scan_ord[c] % 32] = 1
	}
	for (i = 31; i >= 0; i--) word = word * 2 + ((i in has) ? 1 : 0)
	return sprintf("%.0fu", word)
}

function write_rows(   i, list, line, key, error) {
	rows = 0
	for (i = 1; i <= constants; i++) {
		list = constant_of_list[i]
		order_rows(list)
		line[i] = "    [" list "] = {" list_first[list] ", " list_compared[list] ", " list_end[list] ", PLACE_" toupper(list_place[list]) ", " (list in list_word ? "true" : "false") ", " edges(list) "},"
	}
	for (i = 0; i < rows; i++) {
		key = row_out[i]
		if (scanned(key) && (error = scan_add(row_text[key], i, scan_flags(row_list[key] in list_word, row_list[key] in list_word))) != "")
			fail_there(row_at[key], error)
		row_line[i] = "    {" (scanned(key) ? "{0, 0}" : piece(row_text[key])) ", " row_value[key] "},"
	}
	finish()
	write_head("tables/words")
	write_pool("word_pool")
	print "static const struct word_row word_rows[] = {"
	for (i = 0; i < rows; i++) print row_line[i]
	print "};\nstatic const struct list_row list_rows[MDR_WORD_LISTS] = {"
	for (i = 1; i <= constants; i++) print line[i]
	print "};"
	scan_emit("word")
}

function write_examples(   i, row) {
	for (i = 1; i <= example_n; i++) {
		row = example_row[i]
		print "{" row_list[row] ", " c_string(example_text[i]) ", " c_string(row_text[row]) ", " row_value[row] ", \"" example_place[i] "\"},"
	}
}
