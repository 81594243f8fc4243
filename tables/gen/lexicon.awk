# SPDX-License-Identifier: BSD-2-Clause
# Makes tables for lib/recognise/lexicon.c. Run it together with scan.awk, which has what both share, and the awk file
# that knows the literals, which calls:
#
#     lexicon_add(text, key, flags)           a literal, as scan_add of scan.awk. Returns 1, or 0 where it can't be
#                                             found by its words, but by scan.c
#     lexicon_emit(name)                      prints the arrays for MDR_LEXICON_TABLE(name)
#
# Every literal is the way from word to word through a tree whose nodes stand in one hash table: a node is known by the
# hash of all words on its way. A last word that is open ("block~") is a stem: the way ends at it with the
# first bytes of a word of the text. The hashes agree with those of lexicon.c.

BEGIN {
	lexicon_n = 0
	CONVFMT = "%.15g" # hashes are keys of arrays: all their digits
	lexicon_stem_most = 15
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

# The node behind a node, by a word, by a stem.
function lexicon_next(h, word) { return lexicon_sum(scan_product(h, 1664525), lexicon_hash(word)) }
function lexicon_stem(h, stem) { return lexicon_sum(lexicon_next(h, stem), 1540865741) }

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

# Of ASCII, and no stem alone of less than the three bytes by which these are found.
function lexicon_takes(text, flags,   n) {
	if (text !~ /^[ -~]+$/) return 0
	n = lexicon_split(text)
	if (n == 0 || n > lexicon_words_most || lexicon_head > 127) return 0
	return !(n == 1 && lexicon_is_open(text, flags) && length(lexicon_word[1]) < 3)
}

function lexicon_add(text, key, flags,   n, i, h, stem) {
	if (!lexicon_takes(text, flags)) return 0
	n = lexicon_split(text)
	lexicon_n++
	lexicon_text[lexicon_n] = text
	lexicon_key[lexicon_n] = key
	lexicon_lead[lexicon_n] = flags % 2 == 0 && lexicon_head == 0 ? 255 : lexicon_head
	h = 0
	for (i = 1; i < n || (i == n && !lexicon_is_open(text, flags)); i++) {
		if (i > 1) lexicon_more[h] = lexicon_with(lexicon_more[h], int(lexicon_hash(lexicon_word[i]) / 134217728))
		h = lexicon_next(h, lexicon_word[i])
		lexicon_nodes[h] = 1
		if (i == 1) lexicon_start[h] = 1
	}
	if (i == n) {
		stem = substr(lexicon_word[n], 1, lexicon_stem_most)
		if (n == 1) lexicon_root_stem(stem)
		else lexicon_stems[h] = lexicon_with(lexicon_stems[h], length(stem))
		h = lexicon_stem(h, stem)
		lexicon_nodes[h] = 1
	}
	lexicon_at[h] = lexicon_at[h] " " lexicon_n
	return 1
}

# A set of lengths, as the number with these bits, with one more.
function lexicon_with(set, n,   bit) {
	bit = scan_power(n)
	return int(set / bit) % 2 ? set : set + bit
}

# A word's stems are told by its first three bytes: the lengths that they may have.
function lexicon_root_stem(stem,   slot) {
	slot = int(scan_product(lexicon_number(substr(stem, 1, 3), 1), 1540483) / 2097152)
	lexicon_slot[slot] = lexicon_with(lexicon_slot[slot], length(stem))
}

function lexicon_node_row(h, rows,   n, i, item) {
	n = split(lexicon_at[h], item, " ")
	rows = sprintf("{%.0fu,%d,%d,%d,%d},\n", lexicon_more[h], h % 65536, lexicon_row, lexicon_stems[h], n)
	for (i = 1; i <= n; i++)
		lexicon_rows = lexicon_rows sprintf("{%d,%d,%d,%d},\n", lexicon_where[lexicon_text[item[i]]], lexicon_key[item[i]], length(lexicon_text[item[i]]), lexicon_lead[item[i]])
	lexicon_row += n
	return rows
}

function lexicon_pool(name,   i, start) {
	printf "static const char %s_lexicon_pool[] = {\n", name
	start = 0
	for (i = 1; i <= lexicon_n; i++)
		if (!(lexicon_text[i] in lexicon_where)) {
			lexicon_where[lexicon_text[i]] = start
			start += length(lexicon_text[i])
			print scan_bytes(lexicon_text[i])
		}
	print "0,0,0,0,0,0,0,0};"
}

function lexicon_emit(name,   h, b, bits, shift, n, i, item, chain, count, buckets, row, out) {
	printf "/* Made by tables/gen/lexicon.awk: %d literals. */\n", lexicon_n
	lexicon_pool(name)
	for (h in lexicon_nodes) count++
	for (bits = 4; scan_power(bits) < count && bits < 14; bits++) continue
	shift = scan_power(32 - bits)
	for (h in lexicon_nodes) lexicon_sorted[++n] = h + 0
	lexicon_sort(n)
	for (i = 1; i <= n; i++) {
		b = int(lexicon_sorted[i] / shift)
		chain[b] = chain[b] " " lexicon_sorted[i]
	}
	lexicon_row = row = 0
	printf "static const struct mdr_lexicon_node %s_lexicon_node[] = {\n", name
	buckets = lexicon_rows = ""
	for (b = 0; b < scan_power(bits); b++) {
		buckets = buckets row "," (b % 16 == 15 ? "\n" : "")
		n = split(chain[b], item, " ")
		for (i = 1; i <= n; i++) printf "%s", lexicon_node_row(item[i])
		row += n
	}
	printf "{0,0,0,0,0}};\nstatic const uint16_t %s_lexicon_bucket[] = {\n%s%d};\n", name, buckets, row
	printf "static const struct mdr_lexicon_literal %s_lexicon_literal[] = {\n%s{0,0,0,0}};\n", name, lexicon_rows
	printf "#define %s_LEXICON_SHIFT %d\n", name, 32 - bits
	split("", scan_set)
	for (h in lexicon_start) scan_set[int(h / 65536)] = 1
	scan_bitmap(name "_lexicon_start")
	printf "static const uint16_t %s_lexicon_stems[2048] = {\n", name
	for (i = 0; i < 2048; i++) printf "%d,%s", lexicon_slot[i], (i % 16 == 15 ? "\n" : "")
	print "};"
	# ready for another table
	lexicon_n = 0
	split("", scan_set); split("", lexicon_at); split("", lexicon_more); split("", lexicon_stems); split("", lexicon_slot)
	split("", lexicon_nodes); split("", lexicon_start); split("", lexicon_where); split("", lexicon_sorted)
}

# Ascending, so that every awk prints the same: a heap, made and taken down.
function lexicon_sort(n,   i, v) {
	for (i = int(n / 2); i >= 1; i--) lexicon_sift(i, n)
	for (i = n; i > 1; i--) {
		v = lexicon_sorted[1]
		lexicon_sorted[1] = lexicon_sorted[i]
		lexicon_sorted[i] = v
		lexicon_sift(1, i - 1)
	}
}

function lexicon_sift(i, n,   v, c) {
	v = lexicon_sorted[i]
	while ((c = 2 * i) <= n) {
		if (c < n && lexicon_sorted[c + 1] > lexicon_sorted[c]) c++
		if (lexicon_sorted[c] <= v) break
		lexicon_sorted[i] = lexicon_sorted[c]
		i = c
	}
	lexicon_sorted[i] = v
}
