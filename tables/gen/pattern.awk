# SPDX-License-Identifier: BSD-2-Clause
# Compiles the patterns of rule files into the rows of lib/recognise/pattern.h. Not a program of its
# own: shapes.awk and dialects.awk are run together with it. The pattern language:
#
#     letters      themselves; letter case of ASCII does not count
#     a blank      any run of white space, line ends too
#     *            anything, up to the next literal
#     {class}      a capture: see enum mdr_class of lib/recognise/pattern.h for the classes
#     \x           the character x itself: \* \{ \" \\ \~
#     blanks in front       the line has to be indented by exactly so many
#     ~ in front            any indentation (patterns of shapes need no "~")
#
# Functions: pattern_add(text, any) gives the number of a pattern, or -1 with the reason in
# pattern_error; pattern_anchor(number) the literal that finds it best; pattern_emit(name) prints the arrays.

BEGIN {
	for (pattern_i = 1; pattern_i < 256; pattern_i++) pattern_ord[sprintf("%c", pattern_i)] = pattern_i
	# 1: up to the next literal; 0: knows its own end
	split("recipient address alias original sender local server host ip port mta status number word queue", pattern_i_list, " ")
	for (pattern_i in pattern_i_list) pattern_class[pattern_i_list[pattern_i]] = 0
	split("text any words more command state date reply", pattern_i_list, " ")
	for (pattern_i in pattern_i_list) pattern_class[pattern_i_list[pattern_i]] = 1
	pattern_n = 0
	pattern_tokens = 0
	pattern_pool_n = 0
	pattern_pool_size = 0
}

# A string's place in the pool.
function pattern_pool(s) {
	if (!(s in pattern_at)) {
		pattern_at[s] = pattern_pool_size
		pattern_pool_text[pattern_pool_n++] = s
		pattern_pool_size += length(s)
	}
	return pattern_at[s]
}

# How good a literal is to find a pattern by: the scanner needs four bytes without a blank between them.
function pattern_worth(s) {
	return length(s) + (s ~ /[^ '][^ '][^ '][^ ']/ ? 10000 : 0)
}

function pattern_literal(s) {
	if (s == "") return
	gsub(/ +/, " ", s)
	s = tolower(s)
	if (pattern_worth(s) > pattern_worth(pattern_longest)) pattern_longest = s
	if (pattern_tokens == pattern_start[pattern_n]) pattern_firsts[pattern_n] = substr(s, 1, 1)
	pattern_row[pattern_tokens++] = pattern_pool(s) "," length(s) ",MDR_CLASS_LITERAL"
	pattern_last = "literal"
}

function pattern_capture(class) {
	if (!(class in pattern_class)) { pattern_error = "unknown class {" class "}"; return }
	if (class != "any" && class in pattern_used) pattern_error = "{" class "} stands twice in it"
	if (pattern_last == "open") pattern_error = "{" class "} needs a literal before it, as what stands there runs on"
	pattern_used[class] = 1
	pattern_row[pattern_tokens++] = "0,0,MDR_CLASS_" toupper(class)
	pattern_last = pattern_class[class] ? "open" : "capture"
}

function pattern_add(text, any,   i, c, literal, indent, class) {
	pattern_error = ""
	pattern_longest = ""
	pattern_last = ""
	split("", pattern_used)
	pattern_start[pattern_n] = pattern_tokens
	pattern_firsts[pattern_n] = ""
	indent = any ? 255 : 0
	if (match(text, /^ +/)) {
		indent = RLENGTH
		text = substr(text, RLENGTH + 1)
	} else if (substr(text, 1, 1) == "~") {
		indent = 255
		text = substr(text, 2)
	}
	if (text == "") { pattern_error = "empty pattern"; return -1 }
	if (text ~ /[ \t]$/ && text !~ /\\.$/) sub(/[ \t]+$/, " ", text)
	literal = ""
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\\" && i < length(text)) { i++; literal = literal substr(text, i, 1); continue }
		if (c == "*") { pattern_literal(literal); literal = ""; pattern_capture("any"); continue }
		if (c == "{") {
			class = substr(text, i + 1)
			if (!match(class, /^[a-z]+}/)) { pattern_error = "\"{\" without a class"; return -1 }
			class = substr(class, 1, RLENGTH - 1)
			pattern_literal(literal)
			literal = ""
			pattern_capture(class)
			i += RLENGTH
			continue
		}
		if (c == "\t") c = " "
		literal = literal c
	}
	pattern_literal(literal)
	if (pattern_tokens - pattern_start[pattern_n] > 255) pattern_error = "too long"
	if (pattern_error != "") return -1
	pattern_count[pattern_n] = pattern_tokens - pattern_start[pattern_n]
	pattern_indent[pattern_n] = indent
	pattern_anchors[pattern_n] = pattern_longest
	return pattern_n++
}

# The one byte, behind the indentation, that every text begins with that fits; "" when there may be others.
function pattern_first(number) {
	return pattern_firsts[number] ~ /^[ ']$/ ? "" : pattern_firsts[number]
}

# The literal that finds it best, without the blanks around it.
function pattern_anchor(number,   s) {
	s = pattern_anchors[number]
	sub(/^ /, "", s)
	sub(/ $/, "", s)
	return s
}

# A byte that stands in every text that fits: of punctuation, which is rare; "" when there is none.
function pattern_byte(number,   s, i, c) {
	s = pattern_anchors[number]
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c ~ /[]#<>()[*&=;!$%@{}_]/) return c
	}
	return ""
}

# Two bytes of punctuation that stand side by side in every text that fits, or one; "" when there is none.
function pattern_pair(number,   s, i, one) {
	s = pattern_anchors[number]
	for (i = 1; i <= length(s); i++) {
		if (substr(s, i, 2) ~ /^[]#<>()[*&=;!$%@{}"][]#<>()[*&=;!$%@{}"]$/) return substr(s, i, 2)
		if (one == "" && substr(s, i, 1) ~ /[]#<>()[*&=;!$%@{}"]/) one = substr(s, i, 1)
	}
	return one
}

function pattern_char(c,   o) {
	o = pattern_ord[c]
	if (c == "'" || c == "\\") return "'\\" c "'"
	return o < 32 || o > 126 ? sprintf("'\\%03o'", o) : "'" c "'"
}

# Bytes one by one, as a string literal of that length is more than C11 promises.
function pattern_emit(name,   i, j, line) {
	printf "static const char %s_pool[] = {\n", name
	for (i = 0; i < pattern_pool_n; i++) {
		line = ""
		for (j = 1; j <= length(pattern_pool_text[i]); j++) line = line pattern_char(substr(pattern_pool_text[i], j, 1)) ","
		print line
	}
	printf "0};\nstatic const struct mdr_token %s_token[] = {\n", name
	for (i = 0; i < pattern_tokens; i++) printf "{%s},\n", pattern_row[i]
	printf "{0,0,0}};\nstatic const struct mdr_pattern %s_pattern[] = {\n", name
	for (i = 0; i < pattern_n; i++) printf "{%d,%d,%d},\n", pattern_start[i], pattern_count[i], pattern_indent[i]
	print "{0,0,0}};"
}

# "..." at the start of s: its text in quoted, the rest in quoted_rest; 0 when there is none.
function pattern_quoted(s,   i, c) {
	if (substr(s, 1, 1) != "\"") return 0
	quoted = ""
	for (i = 2; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\\") { quoted = quoted c substr(s, i + 1, 1); i++; continue }
		if (c == "\"") { quoted_rest = substr(s, i + 1); sub(/^[ \t]+/, "", quoted_rest); return 1 }
		quoted = quoted c
	}
	return 0
}

# ---- for the compilers that use it ---------------------------------------------------------------

function place() { return FILENAME ":" FNR }

# A fault at a place that place() has given.
function fail_there(where, message,   n, part) {
	n = split(where, part, ":")
	fail_at(part[1], n > 1 ? part[2] : 0, message)
}

# The words of a list as the keys of an array.
function word_list(text, into,   i, n, word) {
	n = split(text, word, " ")
	for (i = 1; i <= n; i++) into[word[i]] = i
}
