# SPDX-License-Identifier: BSD-2-Clause
# Makes the table for lib/recognise/vote.c: how much each word speaks for each reason, counted over texts whose reason is
# known. Run it together with scan.awk; who knows the texts calls:
#
#     vote_add(text, reason)                  a text and its reason, a number from 1 to 63
#     vote_emit(name, reasons)                prints the arrays for MDR_VOTE_TABLE(name)
#
# It is the naive Bayes classifier, smoothed as if each reason had 50 more texts that have every word as often as all texts do:
# of a reason with c of n texts, w of which have a word that t of all texts have, the word counts as log(1 + w / (50 t / n)),
# against log(50 / (c + 50)) for each word of a text whatever it is, and log(c / n) for none; all of it in sixteenths. What is
# a word, and the hash by which it is known, agree with vote.c.

# The natural logarithm, which not every awk has: 2 atanh((x - 1) / (x + 1)) near 1.
function vote_log(x,   halves, y, power, sum, i) {
	for (halves = 0; x > 1.5; x /= 2) halves++
	for (; x < 0.75; x *= 2) halves--
	y = (x - 1) / (x + 1)
	power = y
	sum = 0
	for (i = 1; i < 24; i += 2) { sum += power / i; power *= y * y }
	return 2 * sum + halves * 0.69314718055994530942
}

function vote_round(x) { return x < 0 ? -int(0.5 - x) : int(x + 0.5) }

# What stands at byte i of a text, in bytes; vote_is: 1 a letter, 2 a sign of East Asian writing, 0 neither.
function vote_step(s, i,   c, d) {
	c = scan_ord[substr(s, i, 1)] + 0
	d = i < length(s) ? scan_ord[substr(s, i + 1, 1)] + 0 : 0
	vote_is = 0
	if (c < 128) { vote_is = c >= 97 && c <= 122; return 1 }
	if (c < 194 || d < 128 || d > 191) return 1
	if (c < 224) { vote_is = c > 194; return 2 }
	if (i + 2 > length(s)) return 1
	if (c == 227) vote_is = d > 128 ? 2 : 0
	else if (c > 227 && c < 238) vote_is = 2
	else vote_is = c < 226
	return c < 240 ? 3 : 1
}

# Of the first seven letters.
function vote_hash(word,   i, n, h, c) {
	h = n = 0
	for (i = 1; i <= length(word); i++) {
		c = scan_ord[substr(word, i, 1)] + 0
		if ((c < 128 || c > 191) && ++n > 7) break
		h = h * 65599 + c
		h -= int(h / 4294967296) * 4294967296
	}
	return sprintf("%.0f", h)
}

# A word of a text whose reason is known, once.
function vote_for(word, reason,   h) {
	h = vote_hash(word)
	if (h in vote_seen) return
	vote_seen[h] = 1
	if (!(h in vote_total)) vote_word[++vote_words] = h
	vote_total[h]++
	if (!vote_of[h, reason]++) vote_reasons[h] = vote_reasons[h] " " reason
}

# Runs of ASCII that are addresses, URLs and host names have no words: they are blanked.
function vote_plain(s,   r) {
	r = ""
	while (match(s, /[!-~]+/)) {
		r = r substr(s, 1, RSTART - 1) vote_run(substr(s, RSTART, RLENGTH))
		s = substr(s, RSTART + RLENGTH)
	}
	return r s
}

function vote_run(run) { return run ~ /@|:\/\/|[a-z0-9]\.[a-z0-9]/ ? " " : run }

# The words of a text in lower case.
function vote_read(s, reason,   i, step, word, before) {
	word = before = ""
	for (i = 1; i <= length(s); i += step) {
		step = vote_step(s, i)
		if (vote_is == 1) word = word substr(s, i, step)
		else if (word != "") { vote_for(word, reason); word = "" }
		if (vote_is == 2) {
			if (before != "") vote_for(before substr(s, i, step), reason)
			before = substr(s, i, step)
		} else before = ""
	}
	if (word != "") vote_for(word, reason)
}

function vote_add(text, reason, codes,   n, i, code) {
	split("", vote_seen)
	n = split(codes, code, " ")
	for (i = 1; i <= n; i++) vote_for(code[i], reason)
	vote_read(vote_plain(scan_lower(text)), reason)
	vote_texts++
	vote_count[reason]++
}

# The words in the order of their hashes: into vote_order[]; the starts of those with the same first 12 bits.
function vote_sort(   i, k, b, n, chain, item, v, at) {
	for (i = 1; i <= vote_words; i++) {
		b = int(vote_word[i] / 1048576)
		chain[b] = chain[b] " " vote_word[i]
	}
	at = 0
	vote_starts = ""
	for (b = 0; b < 4096; b++) {
		vote_starts = vote_starts at "," (b % 16 == 15 ? "\n" : "")
		n = split(chain[b] "", item, " ")
		for (i = 2; i <= n; i++) {
			v = item[i]
			for (k = i - 1; k >= 1 && item[k] + 0 > v + 0; k--) item[k + 1] = item[k]
			item[k + 1] = v
		}
		for (i = 1; i <= n; i++) vote_order[++at] = item[i]
	}
	vote_starts = vote_starts scan_column(at, 65535)
}

function vote_emit(name, reasons,   i, k, n, r, h, item, total, words, firsts, prior, unrelated) {
	vote_sort()
	total = 0
	printf "static const struct mdr_vote %s_vote[] = {\n", name
	for (i = 1; i <= vote_words; i++) {
		h = vote_order[i]
		words = words h "u," (i % 8 == 0 ? "\n" : "")
		firsts = firsts total "," (i % 16 == 0 ? "\n" : "")
		n = split(vote_reasons[h], item, " ")
		for (k = 1; k <= n; k++) printf "{%d,%d},", item[k], scan_column(vote_round(16 * vote_log(1 + vote_of[h, item[k]] * vote_texts / (50 * vote_total[h]))), 255)
		print ""
		total += n
	}
	print "{0,0}};"
	for (r = 1; r <= reasons; r++) {
		prior = prior (vote_count[r] ? vote_round(16 * vote_log(vote_count[r] / vote_texts)) : -32000) ","
		unrelated = unrelated (vote_count[r] ? vote_round(16 * vote_log(50 / (vote_count[r] + 50))) : 0) ","
	}
	printf "static const uint16_t %s_vote_bucket[] = {\n%s};\n", name, vote_starts
	printf "static const uint32_t %s_vote_word[] = {\n%s0};\n", name, words
	printf "static const uint16_t %s_vote_first[] = {\n%s%d};\n", name, firsts, scan_column(total, 65535)
	printf "static const int16_t %s_vote_prior[] = {0,%s}, %s_vote_unrelated[] = {0,%s};\n", name, prior, name, unrelated
	printf "#define %s_VOTE_REASONS %d\n", name, scan_column(reasons, 63)
}
