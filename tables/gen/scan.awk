# SPDX-License-Identifier: BSD-2-Clause
# Makes tables for lib/recognise/scan.c. Not a program of its own: run it together with the awk file
# that knows the literals,
#
#     awk -f tables/gen/scan.awk -f tables/gen/NAME.awk FILES > NAME.inc
#
# which calls, in its END (or before):
#
#     scan_flags(start, end)                  the number for a literal's flags (each 0 or 1)
#     scan_add(text, key, flags)              a literal: lower case, 4 to 255 bytes; key: 0 to 65535.
#                                             Returns "" or what is wrong with it
#     scan_emit(name)                         prints the arrays for MDR_SCAN_TABLE(name)
#
# The same text may be added more than once (with other keys or flags): each gives its own hit.
# Needs LC_ALL=C: bytes, not characters. The hashes agree with those of scan.c.

BEGIN {
	for (scan_i = 1; scan_i < 256; scan_i++) {
		scan_char[scan_i] = sprintf("%c", scan_i)
		scan_ord[scan_char[scan_i]] = scan_i
	}
	if (length(sprintf("%c", 233)) != 1 || length("\303\251") != 2) {
		print "scan.awk: run with LC_ALL=C" > "/dev/stderr"
		exit 1
	}
	# How common a byte is in what mail servers write: tenths of bits of surprise.
	scan_letters = " eationrslcdumphfgbyvwk_.-:0125xjqz3"
	for (scan_i = 1; scan_i <= length(scan_letters); scan_i++)
		scan_rare[substr(scan_letters, scan_i, 1)] = 25 + 2 * scan_i
	scan_n = 0
}

function scan_flags(start, end) { return start + 2 * end }

function scan_surprise(c) {
	if (c in scan_rare) return scan_rare[c]
	return scan_ord[c] >= 128 ? 45 : 95
}

# Four bytes as a number, the last one lowest.
function scan_word(four,   w, i) {
	w = 0
	for (i = 1; i <= 4; i++) w = w * 256 + scan_ord[substr(four, i, 1)]
	return w
}

function scan_product(word, factor,   w) {
	w = word * factor
	return w - int(w / 4294967296) * 4294967296
}

# hash_short and hash_long of scan.c
function scan_hash(anchor,   h) {
	h = scan_product(scan_word(substr(anchor, length(anchor) - 3)), 1540483)
	if (length(anchor) == 8) {
		h += scan_product(scan_word(anchor), 1883561)
		if (h >= 4294967296) h -= 4294967296
	}
	return h
}

# Lower case, of letters of two bytes, too: as mdr_written_byte of written.h.
function scan_lower(s,   r, i, a, b) {
	s = tolower(s)
	if (s !~ /[\303-\305\316\320]/) return s
	r = ""
	for (i = 1; i <= length(s); i++) {
		a = scan_ord[substr(s, i, 1)]
		b = i < length(s) ? scan_ord[substr(s, i + 1, 1)] : 0
		if (b < 128 || b > 191 || (a != 206 && a != 208 && (a < 195 || a > 197))) { r = r substr(s, i, 1); continue }
		r = r scan_pair(a, b)
		i++
	}
	return r
}

# One letter.
function scan_pair(a, b,   c, odd) {
	if (a == 195) return scan_char[a] scan_char[b <= 158 && b != 151 ? b + 32 : b]
	if (a == 196 || a == 197) {
		c = (a - 192) * 64 + b - 128
		odd = (c >= 313 && c <= 328) || (c >= 377 && c <= 382)
		if (c != 304 && c != 305 && c != 312 && c != 319 && c != 329 && c != 376 && c != 383 && c % 2 == odd) b++
		return scan_char[a] scan_char[b]
	}
	if (a == 206 && b >= 160 && b <= 169) return scan_char[207] scan_char[b - 32]
	if (a == 208 && b >= 160 && b <= 175) return scan_char[209] scan_char[b - 32]
	if (a == 208 && b <= 143) return scan_char[209] scan_char[b + 16]
	return scan_char[a] scan_char[b <= 159 && b >= (a == 206 ? 145 : 144) ? b + 32 : b]
}

# What is wrong with a literal; "" when nothing is.
function scan_wrong(text) {
	if (length(text) < 4) return "shorter than 4 bytes: \"" text "\""
	if (length(text) > 255) return "longer than 255 bytes: \"" text "\""
	if (text ~ /[A-Z]/) return "upper case: \"" text "\""
	if (text ~ /[\t\r\n]|  |\342\200\231|\302\240|\343\200\200/) return "a blank and ' stand for their other forms: \"" text "\""
	return ""
}

# A number for a column of so many values: a table that has more of something would be cut without a word.
function scan_column(n, most) {
	if (n <= most) return n
	print "scan.awk: " n " where a column of the table holds " most > "/dev/stderr"
	exit 1
}

function scan_add(text, key, flags,   i, why) {
	why = scan_wrong(text)
	if (why != "") return why
	text = scan_lower(text)
	scan_n = scan_column(scan_n + 1, 65535)
	scan_text[scan_n] = text
	scan_key[scan_n] = scan_column(key, 65535)
	scan_flag[scan_n] = scan_column(flags, 255)
	scan_size[scan_n] = length(text) < 8 ? 4 : 8
	for (i = 1; i + scan_size[scan_n] - 1 <= length(text); i++) scan_seen[substr(text, i, scan_size[scan_n])]++
	return ""
}

# The rarest bytes: few other literals have them, and their letters are rare. One that ends in a blank
# only where the literal does. Returns where it ends.
function scan_anchor(text, size,   i, j, anchor, cost, best, at) {
	best = -1
	for (i = 1; i + size - 1 <= length(text); i++) {
		anchor = substr(text, i, size)
		if (substr(anchor, size) == " " && i + size - 1 < length(text)) continue
		cost = 2000 + 40 * scan_seen[anchor] + 60 * scan_taken[anchor]
		for (j = 1; j <= size; j++) cost -= scan_surprise(substr(anchor, j, 1))
		if (best < 0 || cost < best) { best = cost; at = i }
	}
	scan_taken[substr(text, at, size)]++
	return at + size - 1
}

# Bytes one by one: a string literal of that length is more than C promises.
function scan_bytes(s,   i, c, o, r) {
	r = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		o = scan_ord[c]
		if (c == "'" || c == "\\") r = r "'\\" c "',"
		else r = r (o < 32 || o > 126 ? sprintf("'\\%03o',", o) : "'" c "',")
	}
	return r
}

function scan_power(n,   p) { for (p = 1; n > 0; n--) p *= 2; return p }

# Which bits of the bitmap are set.
function scan_bitmap(name,   i, b, word, line) {
	printf "static const uint32_t %s_bitmap[2048] = {\n", name
	line = ""
	for (i = 0; i < 2048; i++) {
		word = 0
		for (b = 31; b >= 0; b--) word = word * 2 + (((i * 32 + b) in scan_set) ? 1 : 0)
		line = line sprintf("%.0fu,", word)
		if (i % 16 == 15) { print line; line = "" }
	}
	print "};"
}

function scan_pool(name,   i, start) {
	printf "static const char %s_scan_pool[] = {\n", name
	start = 0
	for (i = 1; i <= scan_n; i++) {
		if (!(scan_text[i] in scan_where)) {
			scan_where[scan_text[i]] = start
			start += length(scan_text[i])
			print scan_bytes(scan_text[i])
		}
	}
	print "0};"
}

# The literals with anchors of one size: adds their rows to scan_rows, their buckets to scan_buckets.
function scan_index(size,   i, b, bits, shift, n, order, chain, count, hash) {
	for (i = 1; i <= scan_n; i++) if (scan_size[i] == size) count++
	for (bits = 4; scan_power(bits) < count && bits < 13; bits++) continue
	shift = scan_power(16 - bits)
	split("", scan_set)
	for (i = 1; i <= scan_n; i++) {
		if (scan_size[i] != size) continue
		scan_end[i] = scan_anchor(scan_text[i], size)
		hash = scan_hash(substr(scan_text[i], scan_end[i] - size + 1, size))
		scan_ends[substr(scan_text[i], scan_end[i] - 3, 4)] = 1
		scan_mark[i] = hash % 65536
		hash = int(hash / 65536)
		scan_set[hash] = 1
		b = int(hash / shift)
		chain[b] = chain[b] " " i
	}
	scan_buckets = ""
	for (b = 0; b < scan_power(bits); b++) {
		scan_buckets = scan_buckets scan_row "," (b % 16 == 15 ? "\n" : "")
		n = split(chain[b], order, " ")
		for (i = 1; i <= n; i++) scan_literal_row(order[i])
	}
	scan_buckets = scan_buckets scan_row
	return 16 - bits
}

function scan_literal_row(i) {
	printf "{%d,%d,%d,%d,%d,%d},\n", scan_where[scan_text[i]], scan_key[i], scan_mark[i], length(scan_text[i]), scan_end[i], scan_flag[i]
	scan_row++
}

function scan_emit(name,   i, end, long_buckets, long_shift, bitmap) {
	printf "/* Made by tables/gen/scan.awk: %d literals. */\n", scan_n
	scan_pool(name)
	scan_row = 0
	printf "static const struct mdr_scan_literal %s_scan_literal[] = {\n", name
	long_shift = scan_index(8)
	long_buckets = scan_buckets
	for (i in scan_set) bitmap[i] = 1
	printf "/* with short anchors */\n"
	i = scan_index(4)
	for (end in scan_ends) scan_set[int(scan_hash(end) / 65536)] = 1
	printf "{0,0,0,0,0,0}};\n"
	printf "#define %s_SCAN_LONG_SHIFT %d\n#define %s_SCAN_SHORT_SHIFT %d\n", name, long_shift, name, i
	printf "static const uint16_t %s_scan_short_bucket[] = {\n%s};\n", name, scan_buckets
	scan_bitmap(name "_scan_short")
	printf "static const uint16_t %s_scan_long_bucket[] = {\n%s};\n", name, long_buckets
	split("", scan_set)
	for (i in bitmap) scan_set[i] = 1
	scan_bitmap(name "_scan_long")
	# ready for another table
	for (i = 1; i <= scan_n; i++) delete scan_text[i]
	scan_n = 0
	split("", scan_set); split("", scan_where); split("", scan_seen); split("", scan_taken); split("", scan_ends)
}
