# SPDX-License-Identifier: BSD-2-Clause
# Makes tables for lib/recognise/scan.c. Not a program of its own: run it together with the awk file
# that knows the literals,
#
#     awk -f tables/gen/scan.awk -f tables/gen/NAME.awk FILES > NAME.inc
#
# which calls, in its END (or before):
#
#     scan_flags(loose, start, end)           the number for a literal's flags (each 0 or 1)
#     scan_add(text, key, flags)              a literal: lower case, 4 to 255 bytes; key: 0 to 65535.
#                                             Returns "" or what is wrong with it
#     scan_emit(name)                         prints the arrays for MDR_SCAN_TABLE(name)
#
# The same text may be added more than once (with other keys or flags): each gives its own hit.
# Needs LC_ALL=C: bytes, not characters. The hash agrees with anchor_hash of scan.c.

BEGIN {
	for (scan_i = 1; scan_i < 256; scan_i++) scan_ord[sprintf("%c", scan_i)] = scan_i
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

function scan_flags(loose, start, end) { return loose + 2 * start + 4 * end }

function scan_surprise(c) {
	if (c in scan_rare) return scan_rare[c]
	return scan_ord[c] >= 128 ? 45 : 95
}

# A byte as the scanner sees it: bit 0x20 set.
function scan_folded(c,   o) {
	o = scan_ord[c]
	return int(o / 32) % 2 ? o : o + 32
}

function scan_hash(four,   w, i) {
	w = 0
	for (i = 4; i >= 1; i--) w = w * 256 + scan_folded(substr(four, i, 1))
	w = w * 1540483
	w = w - int(w / 4294967296) * 4294967296
	return int(w / 65536)
}

function scan_add(text, key, flags,   i) {
	if (length(text) < 4) return "shorter than 4 bytes: \"" text "\""
	if (length(text) > 255) return "longer than 255 bytes: \"" text "\""
	if (text ~ /[A-Z]/) return "upper case: \"" text "\""
	scan_n++
	scan_text[scan_n] = text
	scan_key[scan_n] = key
	scan_flag[scan_n] = flags
	for (i = 1; i + 3 <= length(text); i++) scan_seen[substr(text, i, 4)]++
	return ""
}

# The rarest four bytes: few other literals have them, and their letters are rare. Blanks and
# apostrophes of a loose literal may look different in the text, and are taken only at need.
function scan_anchor(text, loose,   i, j, four, cost, best, at) {
	best = -1
	for (i = 1; i + 3 <= length(text); i++) {
		four = substr(text, i, 4)
		cost = 1000 + 40 * scan_seen[four] + 60 * scan_taken[four]
		for (j = 1; j <= 4; j++) cost -= scan_surprise(substr(four, j, 1))
		if (loose && four ~ /[ ']/) cost += 5000
		if (best < 0 || cost < best) { best = cost; at = i }
	}
	scan_taken[substr(text, at, 4)]++
	return at - 1
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

# Which bits of the bitmap are set, as bytes.
function scan_bitmap(name,   i, b, byte, line) {
	printf "static const uint8_t %s_scan_bitmap[8192] = {\n", name
	line = ""
	for (i = 0; i < 8192; i++) {
		byte = 0
		for (b = 7; b >= 0; b--) byte = byte * 2 + (((i * 8 + b) in scan_set) ? 1 : 0)
		line = line byte ","
		if (i % 32 == 31) { print line; line = "" }
	}
	print "};"
}

function scan_emit(name,   i, b, bits, size, shift, at, hash, bucket, chain, order, start, n) {
	for (bits = 4; scan_power(bits) < scan_n && bits < 12; bits++) continue
	size = scan_power(bits)
	shift = scan_power(16 - bits)
	for (i = 1; i <= scan_n; i++) {
		at[i] = scan_anchor(scan_text[i], scan_flag[i] % 2)
		hash[i] = scan_hash(substr(scan_text[i], at[i] + 1, 4))
		scan_set[hash[i]] = 1
		b = int(hash[i] / shift)
		chain[b] = chain[b] " " i
	}
	printf "/* Made by tables/gen/scan.awk: %d literals. */\n#define %s_SCAN_SHIFT %d\n", scan_n, name, 16 - bits
	printf "static const char %s_scan_pool[] = {\n", name
	start = 0
	for (i = 1; i <= scan_n; i++) {
		if (!(scan_text[i] in scan_where)) {
			scan_where[scan_text[i]] = start
			start += length(scan_text[i])
			print scan_bytes(scan_text[i])
		}
	}
	printf "0};\nstatic const struct mdr_scan_literal %s_scan_literal[] = {\n", name
	start = 0
	for (b = 0; b < size; b++) {
		bucket[b] = start
		n = split(chain[b], order, " ")
		for (i = 1; i <= n; i++)
			printf "{%d,%d,%d,%d,%d,%d},\n", scan_where[scan_text[order[i]]], scan_key[order[i]], hash[order[i]], length(scan_text[order[i]]), at[order[i]], scan_flag[order[i]]
		start += n
	}
	printf "{0,0,0,0,0,0}};\nstatic const uint16_t %s_scan_bucket[] = {\n", name
	for (b = 0; b < size; b++) printf "%d,%s", bucket[b], b % 16 == 15 ? "\n" : ""
	printf "%d};\n", start
	scan_bitmap(name)
	# ready for another table
	for (i = 1; i <= scan_n; i++) delete scan_text[i]
	scan_n = 0
	split("", scan_set); split("", scan_where); split("", scan_seen); split("", scan_taken)
}
