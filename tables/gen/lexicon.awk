# SPDX-License-Identifier: BSD-2-Clause
# Makes tables for lib/recognise/lexicon.c. Run it together with scan.awk, which has what both share, and the awk file
# that knows the literals, which calls:
#
#     lexicon_add(text, key, flags)           a literal, as scan_add of scan.awk. Returns 1, or 0 where it can't be
#                                             found by its words, but by scan.c
#     lexicon_know(word)                      a word that texts often have; after all literals
#     lexicon_note[key]                       what hits of a key have as their note; 0 if it is not set
#     lexicon_emit(name)                      prints the arrays for MDR_LEXICON_TABLE(name)
#
# Every word that a literal has in full gets a number, and a way that begins with it. Every literal is the way from
# word to word through a tree whose other nodes stand in one hash table, by the node before them and their word. A last
# word that is open ("block~") is a stem: of all words with a number it is known here which begin with it, and they
# get a node as if they were the literal's last word, unless they are many; for other words of a text, stems stand
# together by the node before them, those without one by their first three bytes. The hashes agree with those of
# lexicon.c and lexicon_words.c.

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

# hash_of of lexicon_words.c: the first eight bytes, and the last eight of a longer word.
function lexicon_hash(word,   h, n) {
	if (word in lexicon_hashed) return lexicon_hashed[word]
	n = length(word)
	h = scan_product(lexicon_number(word, 1), 1540483) + scan_product(lexicon_number(word, 5), 1883561)
	if (n > 8) h += scan_product(lexicon_number(word, n - 7), 1299709) + scan_product(lexicon_number(word, n - 3), 2015177)
	h -= int(h / 4294967296) * 4294967296
	lexicon_hashed[word] = h
	return h
}

# The node behind a node (0: the root) by a word, or a stem behind it: its number. Both are numbered together.
function lexicon_child(parent, word, is_stem,   id, n) {
	id = parent " " word (is_stem ? "~" : "")
	if (id in lexicon_node) return lexicon_node[id]
	n = ++lexicon_nodes
	lexicon_node[id] = n
	lexicon_parent[n] = parent
	lexicon_of[n] = word
	lexicon_is_stem[n] = is_stem
	if (length(word) > (is_stem ? 8 : 16)) lexicon_place(word)
	if (is_stem) lexicon_group_stem(parent ? "node " parent : "slot " lexicon_slot(word), n)
	else if (parent) lexicon_child(0, word, 0)
	else lexicon_words[++lexicon_words_n] = n
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

# Where it is; 0 where none was needed. No element comes to be by the question.
function lexicon_place_of(text) { return text in lexicon_where ? lexicon_where[text] : 0 }

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
function lexicon_takes(text, flags,   n, i) {
	if (text !~ /^[ -~]+$/) return 0
	n = lexicon_split(text)
	if (n == 0 || n > lexicon_words_most || lexicon_head > 127) return 0
	for (i = 1; i <= n; i++) if (length(lexicon_word[i]) > 55) return 0
	return !(n == 1 && lexicon_is_open(text, flags) && lexicon_word[1] ~ /^(..?|[0-9]+)$/)
}

function lexicon_add(text, key, flags,   n, i, node, open, words, plain) {
	if (!lexicon_takes(text, flags)) return 0
	n = lexicon_split(text)
	lexicon_n++
	lexicon_text[lexicon_n] = text
	lexicon_key[lexicon_n] = scan_column(key, 65535)
	lexicon_lead[lexicon_n] = flags % 2 == 0 && lexicon_head == 0 ? 255 : lexicon_head
	open = lexicon_is_open(text, flags)
	match(text, /[a-z0-9][^a-z0-9]*$/)
	lexicon_tail[lexicon_n] = open ? 0 : length(text) - RSTART
	words = substr(text, lexicon_head + 1, length(text) - lexicon_head - lexicon_tail[lexicon_n])
	lexicon_spaced[lexicon_n] = words ~ /^[a-z0-9]+( [a-z0-9]+)*$/ && words !~ /[0-9][a-z]/
	plain = lexicon_lead[lexicon_n] == 0 && words == text && lexicon_spaced[lexicon_n]
	node = 0
	for (i = 1; i < n || (i == n && !open); i++) node = lexicon_child(node, lexicon_word[i], 0)
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
	if (word ~ /^[a-z][a-z0-9]*$/ && length(word) <= 55 && lexicon_has_stem(word)) lexicon_child(0, word, 0)
}

# The known words that begin with each text of a stem: into lexicon_begun[].
function lexicon_find_begun(   i, n, word, k) {
	for (n = 1; n <= lexicon_nodes; n++) if (lexicon_is_stem[n]) lexicon_begun[lexicon_of[n]] = ""
	for (i = 1; i <= lexicon_words_n; i++) {
		word = lexicon_of[lexicon_words[i]]
		for (k = 1; k <= length(word); k++)
			if (substr(word, 1, k) in lexicon_begun) lexicon_begun[substr(word, 1, k)] = lexicon_begun[substr(word, 1, k)] " " word
	}
}

# A stem's literals are found at the nodes of all known words that begin with it, but for those of digits, behind
# which another word may follow at once. A wide one, with which many words begin, is compared with every word instead.
function lexicon_inherit(stem,   i, n, word, node) {
	n = split(lexicon_begun[lexicon_of[stem]], word, " ")
	if (n > 24 && lexicon_parent[stem]) { lexicon_is_wide[stem] = lexicon_has_wide[lexicon_parent[stem]] = 1; return }
	for (i = 1; i <= n; i++) {
		if (word[i] ~ /^[0-9]+$/) continue
		node = lexicon_child(lexicon_parent[stem], word[i], 0)
		lexicon_plain[node] = lexicon_plain[node] " " lexicon_plain[stem]
		lexicon_other[node] = lexicon_other[node] " " lexicon_other[stem]
	}
}

# A set of lengths, as the number with these bits, with one more.
function lexicon_with(set, n,   bit) {
	bit = scan_power(n)
	return int(set / bit) % 2 ? set : set + bit
}

# The rows of plain literals, for lexicon_rows: their words are known, and no text is needed. Returns how many.
function lexicon_plains(list,   n, i, item, l) {
	n = split(list, item, " ")
	for (i = 1; i <= n; i++) {
		l = item[i]
		lexicon_rows = lexicon_rows sprintf("{%d,%d,%d},\n", lexicon_key[l], lexicon_note[lexicon_key[l]], scan_column(length(lexicon_text[l]), 255))
	}
	lexicon_row += n
	return n
}

# The same of others, for lexicon_other_rows; a row of the plain ones tells where they begin.
function lexicon_others(list,   n, i, item, l) {
	n = split(list, item, " ")
	if (n) { lexicon_rows = lexicon_rows sprintf("{%d,0,0},\n", lexicon_other_row); lexicon_row++ }
	for (i = 1; i <= n; i++) {
		l = item[i]
		lexicon_place(lexicon_text[l])
		lexicon_other_rows = lexicon_other_rows sprintf("{%d,%d,%d,%d,%d,%d,%d},\n", lexicon_where[lexicon_text[l]], lexicon_key[l], lexicon_note[lexicon_key[l]],
		                                                scan_column(length(lexicon_text[l]), 255), lexicon_lead[l], lexicon_tail[l], lexicon_spaced[l])
	}
	lexicon_other_row += n
	return scan_column(n, 255)
}

# The literals that end at a node or stem: a struct mdr_lexicon_ends. Plain ones beyond MDR_LEXICON_PLAIN are compared as
# the others are.
function lexicon_ends(n,   id, i, plains, item, plain, others) {
	id = lexicon_plain[n] "," lexicon_other[n]
	gsub(/  +/, " ", id)
	if (!(id in lexicon_ends_of)) {
		plains = split(lexicon_plain[n] "", item, " ")
		plain = ""
		others = lexicon_other[n]
		for (i = 1; i <= plains; i++)
			if (i <= 16) plain = plain " " item[i]
			else others = others " " item[i]
		lexicon_ends_of[id] = "{" scan_column(lexicon_row, 65535) ","
		lexicon_ends_of[id] = lexicon_ends_of[id] lexicon_plains(plain) ","
		lexicon_ends_of[id] = lexicon_ends_of[id] lexicon_others(others) "}"
	}
	return lexicon_ends_of[id]
}

function lexicon_bytes(s, at) { return sprintf("(uint64_t)%.0fu << 32 | %.0fu", lexicon_number(s, at + 4), lexicon_number(s, at)) }

# A struct mdr_lexicon_way, of what goes on behind a node; `number` is its own.
function lexicon_way(n, number,   stems, item, stem) {
	stems = split(lexicon_stems["node " n] "", item, " ")
	stem = stems ? lexicon_index[item[1]] + (n in lexicon_has_wide ? 32768 : 0) : 65535
	return sprintf("{%.0fu,%d,%d,%s}", lexicon_more[n], number, stem, lexicon_ends(n))
}

# A struct mdr_lexicon_node.
function lexicon_node_row(n) {
	return sprintf("{%.0fu,%s}", lexicon_key_of(n), n in lexicon_way_at ? "{" lexicon_way_at[n] ",255,0}" : lexicon_ends(n))
}

function lexicon_word_number(n) { return lexicon_index[lexicon_node["0 " lexicon_of[n]]] }

function lexicon_key_of(n) { return lexicon_index[lexicon_parent[n]] * 65536 + lexicon_word_number(n) }

# Stems get their places: those of slots first.
function lexicon_number_stems(   i, at) {
	lexicon_stem_n = 0
	lexicon_slots = ""
	for (i = 0; i < 2048; i++) {
		at = lexicon_stem_n
		lexicon_line_up(lexicon_stems["slot " i] "") # gawk 5.2 fails on an element that is not there
		lexicon_slots = lexicon_slots (at < lexicon_stem_n ? at : 65535) "," (i % 16 == 15 ? "\n" : "")
	}
	for (i = 1; i <= lexicon_nodes; i++) lexicon_line_up(lexicon_stems["node " i] "")
	scan_column(lexicon_stem_n, 32767)
}

function lexicon_line_up(list,   n, i, item) {
	n = split(list, item, " ")
	for (i = 1; i <= n; i++) { lexicon_index[item[i]] = lexicon_stem_n; lexicon_stem_at[lexicon_stem_n++] = item[i] }
	lexicon_is_last[lexicon_stem_n - 1] = 1
}

function lexicon_print_stems(name,   i, n, ends) {
	printf "static const struct mdr_lexicon_stem %s_lexicon_stem[] = {\n", name
	for (i = 0; i < lexicon_stem_n; i++) {
		n = lexicon_stem_at[i]
		ends = lexicon_ends(n)
		printf "{%s,%d,%s,%d,%d,%d},\n", lexicon_bytes(lexicon_of[n], 1), lexicon_place_of(lexicon_of[n]), ends, length(lexicon_of[n]), lexicon_is_wide[n], lexicon_is_last[i]
	}
	printf "{0,0,{0,0,0},0,0,1}};\nstatic const uint16_t %s_lexicon_slot[] = {\n%s};\n", name, lexicon_slots
}

function lexicon_print_pool(name,   i) {
	printf "static const char %s_lexicon_pool[] = {\n", name
	for (i = 1; i <= lexicon_pool_n; i++) print scan_bytes(lexicon_pool_text[i])
	print "0};"
}

# Puts n items, item[1] to item[n], into the order of their buckets, by hash[]: order[0] and so on. Returns how many bits
# a bucket's number has, and sets lexicon_buckets.
function lexicon_fill(n, item, hash, most, order,   bits, shift, b, i, k, m, chain, one, row) {
	for (bits = 4; scan_power(bits) < n && bits < most; bits++) continue
	shift = scan_power(32 - bits)
	for (i = 1; i <= n; i++) {
		b = int(hash[item[i]] / shift)
		chain[b] = chain[b] " " item[i]
	}
	row = 0
	lexicon_buckets = ""
	for (b = 0; b < scan_power(bits); b++) {
		lexicon_buckets = lexicon_buckets row "," (b % 16 == 15 ? "\n" : "")
		m = split(chain[b] "", one, " ")
		for (k = 1; k <= m; k++) order[row++] = one[k]
	}
	lexicon_buckets = lexicon_buckets row
	return bits
}

# Puts words into the slots of their hashes, or behind; at most two thirds of them are taken, and there is a free one behind
# the last. Their slots are their numbers.
function lexicon_number_words(   i, n, slot) {
	for (lexicon_bits = 4; scan_power(lexicon_bits) < 1.5 * lexicon_words_n; lexicon_bits++) continue
	lexicon_slot_n = scan_power(lexicon_bits)
	split("", lexicon_in_slot)
	for (i = 1; i <= lexicon_words_n; i++) {
		n = lexicon_words[i]
		for (slot = int(lexicon_hash(lexicon_of[n]) / scan_power(32 - lexicon_bits)); slot in lexicon_in_slot; slot++) continue
		lexicon_in_slot[slot] = n
		lexicon_index[n] = slot
		if (slot >= lexicon_slot_n) lexicon_slot_n = slot + 1
	}
}

function lexicon_last(word) { return length(word) > 8 ? lexicon_bytes(word, length(word) - 7) : 0 }

function lexicon_emit_words(name,   i, word) {
	lexicon_number_words()
	lexicon_number_ways()
	lexicon_emit_nodes(name)
	printf "static const struct mdr_lexicon_known %s_lexicon_known[] = {\n", name
	for (i = 0; i <= lexicon_slot_n; i++)
		if (i in lexicon_in_slot) {
			word = lexicon_of[lexicon_in_slot[i]]
			printf "{%s,%s,%s,%d},\n", lexicon_bytes(word, 1), lexicon_last(word), lexicon_way(lexicon_in_slot[i], length(word)), lexicon_place_of(word)
		} else print "{0,0,{0,0,65535,{0,0,0}},0},"
	print "};"
	printf "#define %s_LEXICON_KNOWN_SHIFT %d\n", name, 32 - lexicon_bits
}

# Tells each node which words go on from it. Behind nodes from which some do there is a way: into lexicon_way_node[], from 1
# on. These are numbered behind the ways of first words.
function lexicon_number_ways(   n) {
	for (n = 1; n <= lexicon_nodes; n++)
		if (lexicon_parent[n]) lexicon_more[lexicon_parent[n]] = lexicon_with(lexicon_more[lexicon_parent[n]] + 0, lexicon_bit(n))
	for (n in lexicon_has_wide) lexicon_more[n] = 4294967295
	lexicon_ways = 0
	for (n = 1; n <= lexicon_nodes; n++)
		if (lexicon_parent[n] && n in lexicon_more) {
			lexicon_way_node[++lexicon_ways] = n
			lexicon_way_at[n] = lexicon_ways
			lexicon_index[n] = lexicon_slot_n + lexicon_ways
		}
	scan_column(lexicon_slot_n + lexicon_ways + 1, 65535) # which is MDR_LEXICON_UNKNOWN
}

# bit_of of lexicon_words.c, of the word of a node, or of any that a stem may be compared with.
function lexicon_bit(n,   bit) {
	if (lexicon_is_stem[n] || lexicon_of[n] ~ /^[0-9]/) return 31
	bit = lexicon_word_number(n) % 32
	return bit == 31 ? 30 : bit
}

function lexicon_emit_nodes(name,   n, items, item, hash, order, bits, i) {
	items = 0
	for (n = 1; n <= lexicon_nodes; n++)
		if (!lexicon_is_stem[n] && lexicon_parent[n]) {
			item[++items] = n
			hash[n] = scan_product(lexicon_key_of(n), 1664525)
		}
	bits = lexicon_fill(items, item, hash, 15, order)
	lexicon_number_stems()
	printf "static const struct mdr_lexicon_node %s_lexicon_node[] = {\n", name
	for (i = 0; i < items; i++) print lexicon_node_row(order[i]) ","
	printf "{0,{0,0,0}},{0,{0,0,0}}};\nstatic const uint16_t %s_lexicon_node_bucket[] = {\n%s};\n", name, lexicon_buckets
	printf "static const struct mdr_lexicon_way %s_lexicon_way[] = {\n{0,0,65535,{0,0,0}}", name
	for (i = 1; i <= lexicon_ways; i++) printf ",\n%s", lexicon_way(lexicon_way_node[i], lexicon_index[lexicon_way_node[i]])
	print "};"
	printf "#define %s_LEXICON_NODE_SHIFT %d\n", name, 32 - bits
}

function lexicon_emit(name,   n) {
	printf "/* Made by tables/gen/lexicon.awk: %d literals. */\n", lexicon_n
	lexicon_find_begun()
	for (n = 1; n <= lexicon_nodes; n++) if (lexicon_is_stem[n]) lexicon_inherit(n)
	lexicon_row = lexicon_other_row = 0
	lexicon_rows = lexicon_other_rows = ""
	lexicon_emit_words(name)
	lexicon_print_stems(name)
	scan_column(lexicon_other_row, 65535)
	printf "static const struct mdr_lexicon_plain %s_lexicon_plain[] = {\n%s{0,0,0},{0,0,0}};\n", name, lexicon_rows
	printf "static const struct mdr_lexicon_other %s_lexicon_other[] = {\n%s{0,0,0,0,0,0,0}};\n", name, lexicon_other_rows
	lexicon_print_pool(name)
	lexicon_forget()
}

# Ready for another table.
function lexicon_forget() {
	lexicon_n = lexicon_nodes = lexicon_words_n = lexicon_pool_n = lexicon_pool_size = 0
	split("", lexicon_node); split("", lexicon_more); split("", lexicon_begun)
	split("", lexicon_stems); split("", lexicon_where); split("", lexicon_ends_of)
	split("", lexicon_is_last); split("", lexicon_is_wide); split("", lexicon_has_wide); split("", lexicon_plain); split("", lexicon_other); split("", lexicon_index); split("", lexicon_way_node); split("", lexicon_way_at); split("", lexicon_note)
}
