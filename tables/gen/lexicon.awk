# SPDX-License-Identifier: BSD-2-Clause
# Makes tables for lib/recognise/lexicon.c. Run it together with scan.awk, which has what both share, and the awk file
# that knows the literals, which calls:
#
#     lexicon_add(text, key, flags)           a literal, as scan_add of scan.awk. Returns 1, or 0 where it can't be
#                                             found by its words, but by scan.c
#     lexicon_know(word)                      a word of which texts are expected to have many, after all literals
#     lexicon_emit(name)                      prints the arrays for MDR_LEXICON_TABLE(name)
#
# Every literal is the way from word to word through a tree whose nodes stand in one hash table, each with its word and
# the node before it. A last word that is open ("block~") is a stem: the way ends at it with the first bytes of a
# word of the text; stems stand together by the node before them, those without one by their first three bytes. Nodes of
# first words have the literals that are stems of the word, too: only for words that are not known stems are looked for.
# The hashes agree with those of lexicon.c.

BEGIN {
	CONVFMT = "%.15g" # all digits of a hash
	lexicon_forget()
	lexicon_words_most = 24
}

# Four bytes from `at` on as a number, the first one lowest; bytes beyond the end are 0.
function lexicon_number(s, at,   i, v) {
	v = 0
	for (i = at + 3; i >= at; i--) v = v * 256 + (i <= length(s) ? scan_ord[substr(s, i, 1)] : 0)
	return v
}

# hash_of of lexicon.c: the first eight bytes, and the last eight of a longer word.
function lexicon_hash(word,   h, n) {
	if (word in lexicon_hashed) return lexicon_hashed[word]
	n = length(word)
	h = scan_product(lexicon_number(word, 1), 1540483) + scan_product(lexicon_number(word, 5), 1883561)
	if (n > 8) h += scan_product(lexicon_number(word, n - 7), 1299709) + scan_product(lexicon_number(word, n - 3), 2015177)
	h -= int(h / 4294967296) * 4294967296
	lexicon_hashed[word] = h
	return h
}

function lexicon_sum(a, b) {
	a += b
	return a >= 4294967296 ? a - 4294967296 : a
}

# The node behind a node (0: the root) by a word, or a stem behind it: its number. Both are numbered together.
function lexicon_child(parent, word, is_stem,   id, n, h) {
	id = parent " " word (is_stem ? "~" : "")
	if (id in lexicon_node) return lexicon_node[id]
	n = ++lexicon_nodes
	lexicon_node[id] = n
	lexicon_parent[n] = parent
	lexicon_of[n] = word
	lexicon_is_stem[n] = is_stem
	if (length(word) > 8) lexicon_place(word)
	if (is_stem) {
		lexicon_group_stem(parent ? "node " parent : "slot " lexicon_slot(word), n)
		return n
	}
	h = lexicon_sum(scan_product(lexicon_way[parent], 1664525), lexicon_hash(word))
	lexicon_way[n] = h
	if (parent == 0) lexicon_start[int(h / 65536)] = 1
	else lexicon_more[parent] = lexicon_with(lexicon_more[parent], int(lexicon_hash(word) / 268435456))
	return n
}

function lexicon_group_stem(group, n) { lexicon_stems[group] = lexicon_stems[group] " " n }

# By the first three bytes.
function lexicon_slot(word) { return int(scan_product(lexicon_number(substr(word, 1, 3), 1), 1540483) / 2097152) }

# Makes a text part of the pool.
function lexicon_place(text) {
	if (text in lexicon_where) return
	lexicon_where[text] = lexicon_pool_size
	lexicon_pool_size += length(text)
	lexicon_pool_text[++lexicon_pool_n] = text
}

# Takes the words of a literal into lexicon_word[]; returns how many. Digits before a letter are a word of their own.
# Sets lexicon_head, the bytes before the first one.
function lexicon_split(text,   n, rest) {
	n = 0
	rest = text
	lexicon_head = 0
	while (match(rest, /[0-9]+|[a-z][a-z0-9]*/)) {
		if (n == 0) lexicon_head = RSTART - 1
		lexicon_word[++n] = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
	}
	return n
}

# The literal's end is open: its last word may go on in the text.
function lexicon_is_open(text, flags) { return flags < 2 && text ~ /[a-z0-9]$/ }

# Of ASCII, and no stem alone of less than the three bytes by which these are found, nor of digits, behind which
# another word begins.
function lexicon_takes(text, flags,   n) {
	if (text !~ /^[ -~]+$/) return 0
	n = lexicon_split(text)
	if (n == 0 || n > lexicon_words_most || lexicon_head > 127) return 0
	return !(n == 1 && lexicon_is_open(text, flags) && lexicon_word[1] ~ /^(..?|[0-9]+)$/)
}

function lexicon_add(text, key, flags,   n, i, node, plain) {
	if (!lexicon_takes(text, flags)) return 0
	n = lexicon_split(text)
	lexicon_n++
	lexicon_text[lexicon_n] = text
	lexicon_key[lexicon_n] = key
	lexicon_lead[lexicon_n] = flags % 2 == 0 && lexicon_head == 0 ? 255 : lexicon_head
	lexicon_place(text)
	plain = lexicon_lead[lexicon_n] == 0 && text ~ /^[a-z0-9]+( [a-z0-9]+)*$/ && text !~ /[0-9][a-z]/
	node = 0
	for (i = 1; i < n || (i == n && !lexicon_is_open(text, flags)); i++) node = lexicon_child(node, lexicon_word[i], 0)
	if (i == n) node = lexicon_child(node, lexicon_word[n], 1)
	if (plain) lexicon_plain[node] = lexicon_plain[node] " " lexicon_n
	else lexicon_other[node] = lexicon_other[node] " " lexicon_n
	return 1
}

# Whether a stem that is all the words of a literal is what a word begins with.
function lexicon_has_stem(word,   i) {
	for (i = 3; i <= length(word); i++) if (("0 " substr(word, 1, i) "~") in lexicon_node) return 1
	return 0
}

function lexicon_know(word) {
	if (word ~ /^[a-z][a-z0-9]*$/ && length(word) < 128 && lexicon_has_stem(word)) lexicon_child(0, word, 0)
}

# What is found at the node of a first word: its own literals, and those of its stems.
function lexicon_inherit(n,   i, word, stem) {
	word = lexicon_of[n]
	for (i = 3; i <= length(word); i++) {
		if (!(("0 " substr(word, 1, i) "~") in lexicon_node)) continue
		stem = lexicon_node["0 " substr(word, 1, i) "~"]
		lexicon_plain[n] = lexicon_plain[n] " " lexicon_plain[stem]
		lexicon_other[n] = lexicon_other[n] " " lexicon_other[stem]
	}
}

# A set of lengths, as the number with these bits, with one more.
function lexicon_with(set, n,   bit) {
	bit = scan_power(n)
	return int(set / bit) % 2 ? set : set + bit
}

# A number for a column of so many values: a table that has more of something would be cut without a word.
function lexicon_column(n, most) {
	if (n <= most) return n
	print "lexicon.awk: " n " where a column of the table holds " most > "/dev/stderr"
	exit 1
}

# The literals of one kind that end at a node: their rows go to lexicon_rows. Returns how many.
function lexicon_literals(list,   n, i, item, l) {
	n = split(list, item, " ")
	for (i = 1; i <= n; i++) {
		l = item[i]
		lexicon_rows = lexicon_rows sprintf("{%d,%d,%d,%d},\n", lexicon_where[lexicon_text[l]], lexicon_key[l], length(lexicon_text[l]), lexicon_lead[l])
	}
	lexicon_row = lexicon_column(lexicon_row + n, 65535)
	return lexicon_column(n, 255)
}

# The struct mdr_lexicon_ends of a node or stem.
function lexicon_ends(n,   row, plain, others) {
	row = lexicon_row
	plain = lexicon_literals(lexicon_plain[n] "")
	others = lexicon_literals(lexicon_other[n] "")
	return "{" row "," plain "," others "}"
}

function lexicon_head_of(word) {
	return sprintf("(uint64_t)%.0fu << 32 | %.0fu,%d", lexicon_number(word, 5), lexicon_number(word, 1), lexicon_where[word])
}

function lexicon_print_node(n,   head, ends, stems, first, item) {
	head = lexicon_head_of(lexicon_of[n])
	ends = lexicon_ends(n)
	stems = lexicon_column(split(lexicon_stems["node " n], item, " "), 255)
	first = stems ? lexicon_index[item[1]] : 0
	printf "{%s,%d,%d,", head, lexicon_parent[n] ? lexicon_index[lexicon_parent[n]] : 65535, lexicon_more[n]
	printf "%d,%d,%d,%s},\n", first, stems, length(lexicon_of[n]), ends
}

# Stems get their places: those of slots first.
function lexicon_number_stems(   i) {
	lexicon_stem_n = 0
	lexicon_slots = ""
	for (i = 0; i < 2048; i++) {
		lexicon_slots = lexicon_slots lexicon_stem_n "," (i % 16 == 15 ? "\n" : "")
		lexicon_line_up(lexicon_stems["slot " i] "") # gawk 5.2 fails on an element that is not there
	}
	lexicon_slots = lexicon_slots lexicon_stem_n
	for (i = 1; i <= lexicon_nodes; i++) lexicon_line_up(lexicon_stems["node " i] "")
}

function lexicon_line_up(list,   n, i, item) {
	n = split(list, item, " ")
	for (i = 1; i <= n; i++) { lexicon_index[item[i]] = lexicon_stem_n; lexicon_stem_at[lexicon_stem_n++] = item[i] }
}

function lexicon_print_stems(name,   i, n, head, ends) {
	printf "static const struct mdr_lexicon_stem %s_lexicon_stem[] = {\n", name
	for (i = 0; i < lexicon_stem_n; i++) {
		n = lexicon_stem_at[i]
		head = lexicon_head_of(lexicon_of[n])
		ends = lexicon_ends(n)
		printf "{%s,%s,%d},\n", head, ends, length(lexicon_of[n])
	}
	printf "{0,0,{0,0,0},0}};\nstatic const uint16_t %s_lexicon_slot[] = {\n%s};\n", name, lexicon_slots
}

function lexicon_print_pool(name,   i) {
	printf "static const char %s_lexicon_pool[] = {\n", name
	for (i = 1; i <= lexicon_pool_n; i++) print scan_bytes(lexicon_pool_text[i])
	print "0};"
}

function lexicon_emit(name,   b, bits, shift, n, i, item, chain, buckets, row) {
	printf "/* Made by tables/gen/lexicon.awk: %d literals. */\n", lexicon_n
	lexicon_print_pool(name)
	for (bits = 4; scan_power(bits) < lexicon_nodes && bits < 14; bits++) continue
	shift = scan_power(32 - bits)
	for (n = 1; n <= lexicon_nodes; n++) {
		if (lexicon_is_stem[n]) continue
		b = int(lexicon_way[n] / shift)
		chain[b] = chain[b] " " n
	}
	row = 0
	buckets = ""
	for (b = 0; b < scan_power(bits); b++) {
		buckets = buckets row "," (b % 16 == 15 ? "\n" : "")
		n = split(chain[b], item, " ")
		for (i = 1; i <= n; i++) { lexicon_index[item[i]] = row; lexicon_order[row++] = item[i] }
	}
	lexicon_number_stems()
	lexicon_column(row, 65535) # which is no node, but MDR_LEXICON_ROOT
	lexicon_column(lexicon_stem_n, 65535)
	for (n = 1; n <= lexicon_nodes; n++) if (!lexicon_is_stem[n] && !lexicon_parent[n]) lexicon_inherit(n)
	lexicon_row = 0
	lexicon_rows = ""
	printf "static const struct mdr_lexicon_node %s_lexicon_node[] = {\n", name
	for (i = 0; i < row; i++) lexicon_print_node(lexicon_order[i])
	printf "{0,0,0,0,0,0,0,{0,0,0}}};\nstatic const uint16_t %s_lexicon_bucket[] = {\n%s%d};\n", name, buckets, row
	lexicon_print_stems(name)
	printf "static const struct mdr_lexicon_literal %s_lexicon_literal[] = {\n%s{0,0,0,0}};\n", name, lexicon_rows
	printf "#define %s_LEXICON_SHIFT %d\n", name, 32 - bits
	split("", scan_set)
	for (i in lexicon_start) scan_set[i] = 1
	scan_bitmap(name "_lexicon_start")
	lexicon_forget()
}

# Ready for another table.
function lexicon_forget() {
	lexicon_n = lexicon_nodes = lexicon_pool_n = lexicon_pool_size = 0
	split("", scan_set); split("", lexicon_node); split("", lexicon_way); split("", lexicon_more)
	split("", lexicon_stems); split("", lexicon_start); split("", lexicon_where)
	split("", lexicon_plain); split("", lexicon_other); split("", lexicon_index)
}
