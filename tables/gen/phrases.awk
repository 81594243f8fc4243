# SPDX-License-Identifier: BSD-2-Clause
# Phrases of rule files: reads them, checks them against each other, prints the tables of
# lib/recognise/phrase.h. Part of the compiler in reasons.awk, which has the rules themselves.

function trimmed(s) {
	sub(/^[ \t]+/, "", s)
	sub(/[ \t\r]+$/, "", s)
	return s
}

# ---- literals and phrases ----------------------------------------------------------------------

# A number for each literal; kind: w(ord), n(ame), m(ark), which may end within a word unless it is whole.
function literal(kind, text, whole,   start, end, id, why) {
	start = 1
	end = kind == "m" && !whole ? 0 : 1
	gsub(/  +/, " ", text)
	if (length(trimmed(text)) >= 4) text = trimmed(text)
	if (substr(text, 1, 1) == "~") { start = 0; text = substr(text, 2) }
	if (text ~ /~$/) { end = 0; text = substr(text, 1, length(text) - 1) }
	why = scan_wrong(text)
	if (why == "" && text ~ /^[ -~]+$/ && !lexicon_takes(text, scan_flags(start, end)))
		why = "not to be found by its words: \"" text "\""
	if (why == "" && start && text ~ /^n't /) why = "begins within a word: \"" text "\""
	if (why != "") { fail(why); return 0 }
	text = scan_lower(text)
	id = kind SUBSEP start SUBSEP end SUBSEP text
	if (!(id in literal_number)) {
		literals++
		literal_number[id] = literals
		literal_text[literals] = text
		literal_kind[literals] = kind
		literal_flags[literals] = scan_flags(start, end)
	}
	return literal_number[id]
}

# "(a|b) c" stands for "a c" and "b c": fills wide[], returns how many. A group without "|" is text.
function widen(s,   n, i, k, m, choice, head, tail) {
	n = 1
	wide[1] = s
	for (i = 1; i <= n; i++)
		while (match(wide[i], /\([^()|]*\|[^()]*\)/)) {
			head = substr(wide[i], 1, RSTART - 1)
			tail = substr(wide[i], RSTART + RLENGTH)
			m = split(substr(wide[i], RSTART + 1, RLENGTH - 2), choice, "|")
			for (k = 2; k <= m; k++) wide[++n] = head choice[k] tail
			wide[i] = head choice[1] tail
			if (n > 150) { fail("a literal with more than 150 forms"); return n }
		}
	return n
}

# A part: the number of a literal, or of a class of them, as "L12" or "C3".
function part_of(kind, text,   n, i, id, l, seen, list) {
	n = widen(text)
	if (n == 1) return "L" literal(kind, wide[1])
	id = ""
	for (i = 1; i <= n; i++) {
		l = literal(kind, wide[i])
		if (!(l in seen)) { seen[l] = 1; id = id " " l }
	}
	return class_of(id, 0)
}

# The part that is a class of literals; is_set: it is asked for its bits alone.
function class_of(list, is_set,   id) {
	id = is_set " " list
	if (!(id in class_number)) {
		class_number[id] = ++classes
		class_literals[classes] = list
		class_is_set[classes] = is_set
	}
	return "C" class_number[id]
}

# A part that is asked for its bits alone: all literals of some parts.
function set_part(parts,   n, i, k, m, item, list, id, seen) {
	n = split(parts, item, " ")
	id = ""
	for (i = 1; i <= n; i++) {
		m = literals_of(item[i], list)
		for (k = 1; k <= m; k++) if (!(list[k] in seen)) { seen[list[k]] = 1; id = id " " list[k] }
	}
	return class_of(id, 1)
}

# The literals of a part into list[]; returns how many.
function literals_of(part, list) {
	if (substr(part, 1, 1) == "C") return split(class_literals[substr(part, 2) + 0], list, " ")
	list[1] = substr(part, 2) + 0
	return 1
}

# Takes a phrase apart: sets part_n, part[], join[] (how a part stands to the one before). Returns "" or what is wrong.
function parse_phrase(s,   c, close_at, pending) {
	part_n = 0
	s = trimmed(s)
	pending = ""
	while (s != "") {
		c = substr(s, 1, 1)
		if (c == "*" || c == "&" || c == "+" || substr(s, 1, 2) == "..") {
			if (part_n == 0 || pending != "") return "\"" c "\" without a literal before it"
			pending = c
			s = trimmed(substr(s, c == "." ? 3 : 2))
			continue
		}
		if (c != "\"" && c != "<") return "no literal: " s
		close_at = index(substr(s, 2), c == "\"" ? "\"" : ">")
		if (close_at == 0) return "literal without an end: " s
		if (part_n > 0 && pending == "") return "two literals with nothing between them"
		part_n++
		join[part_n] = pending
		pending = ""
		part[part_n] = part_of(c == "\"" ? "w" : "n", substr(s, 2, close_at - 1))
		s = trimmed(substr(s, close_at + 2))
	}
	if (pending != "") return "\"" pending "\" without a literal behind it"
	if (part_n == 0) return "no literal"
	if (part_n > 5) return "more than 5 literals"
	return ""
}

function squeezed(s) {
	s = scan_lower(s)
	gsub(/[ \t]+/, " ", s)
	gsub(/\342\200\231/, "'", s)
	return s
}

# Where one of a part's literals is in an example behind `from`: one past its end; 0: nowhere.
function place(p, eg, from,   n, i, list, at, best) {
	n = literals_of(part[p], list)
	best = 0
	for (i = 1; i <= n; i++) {
		at = index(substr(eg, from), literal_text[list[i]])
		if (at && (!best || at + from - 1 + length(literal_text[list[i]]) < best)) best = at + from - 1 + length(literal_text[list[i]])
	}
	return best
}

# Whether an example has the literals, as far as awk can tell without borders and names.
function fits(eg,   i, from) {
	eg = squeezed(eg)
	from = 1
	for (i = 1; i <= part_n; i++) {
		if (join[i] == "&") from = 1
		from = place(i, eg, from)
		if (!from) return 0
	}
	return 1
}

function add_phrase(s,   bar, why, i, p, eg) {
	bar = index(s, " | ")
	eg = bar ? trimmed(substr(s, bar + 3)) : ""
	if (bar) s = substr(s, 1, bar - 1)
	why = parse_phrase(s)
	if (why != "") { fail(why); return }
	if (eg == "") { fail("a phrase without its example"); return }
	if (!fits(example_text(eg))) fail("the example does not have the phrase: " eg)
	p = ++phrases
	phrase_text[p] = s
	phrase_key[p] = ""
	for (i = 1; i <= part_n; i++) {
		phrase_part[p, i] = part[i]
		phrase_join[p, i] = join[i]
		phrase_key[p] = phrase_key[p] join[i] part[i]
	}
	phrase_parts[p] = part_n
	phrase_rule[p] = rules
	phrase_line[p] = FILENAME ":" FNR
	rule_phrases[rules]++
	add_example(eg, 1)
}

# ---- checks over all ----------------------------------------------------------------------------

function complain(where, message,   file_line) {
	split(where, file_line, ":")
	fail_at(file_line[1], file_line[2], message)
}

# Remembers who has a literal as a phrase of its own.
function check_single(p, l,   a, b, q) {
	a = phrase_rule[p]
	q = single_phrase[l]
	if (q && phrase_rule[q] != a && !rule_conditions[a] && !rule_conditions[phrase_rule[q]])
		complain(phrase_line[p], "\"" literal_text[l] "\" is at " phrase_line[q] " already")
	if (!q || !rule_conditions[a]) single_phrase[l] = p
	single_text[literal_text[l]] = l
}

# A phrase twice; a phrase inside of another at the same strength with another verdict.
function check_phrases(   p, i, n, list, l, m, seen) {
	for (p = 1; p <= phrases; p++) {
		if (phrase_parts[p] == 1) {
			n = literals_of(phrase_part[p, 1], list)
			for (i = 1; i <= n; i++) check_single(p, list[i])
		} else {
			if ((phrase_key[p] in seen) && !rule_conditions[phrase_rule[p]])
				complain(phrase_line[p], "the same phrase is at " phrase_line[seen[phrase_key[p]]])
			seen[phrase_key[p]] = p
		}
	}
	for (m in single_phrase) check_pieces(m + 0)
}

# Every run of words of a literal that is a phrase itself.
function check_pieces(m,   n, i, j, word, words) {
	n = split(literal_text[m], word, " ")
	for (i = 1; i <= n; i++) {
		words = word[i]
		for (j = i; j <= n; words = words " " word[++j])
			if ((words in single_text) && words != literal_text[m]) check_inside(single_text[words], m)
	}
}

function check_inside(l, m,   a, b) {
	a = phrase_rule[single_phrase[l]]
	b = phrase_rule[single_phrase[m]]
	if (rule_strength[a] != rule_strength[b] || rule_reason[a] == rule_reason[b] || rule_conditions[a] || rule_conditions[b]) return
	complain(phrase_line[single_phrase[l]], "\"" literal_text[l] "\" is part of the phrase at " phrase_line[single_phrase[m]] ", of the same strength and another reason")
}

# ---- output -------------------------------------------------------------------------------------

# How often each word stands in the examples, and each beginning of words: they are what servers write.
function count_words(   i, n, j, k, word, text) {
	for (i = 1; i <= egs; i++) {
		text = tolower(eg_text[i])
		gsub(/[^a-z0-9]+/, " ", text)
		n = split(text, word, " ")
		for (j = 1; j <= n; j++) {
			if (!word_count[word[j]]++) known_word[++known_words] = word[j]
			for (k = 2; k <= length(word[j]) && k <= 15; k++) stem_count[substr(word[j], 1, k)]++
		}
	}
}

# How often a literal may be met: as often as its rarest word. One beyond ASCII: seldom.
function frequency(l,   text, n, i, word, open, count, least) {
	text = literal_text[l]
	if (text !~ /^[ -~]*$/) return 0
	open = literal_flags[l] < 2 && text ~ /[a-z0-9]$/
	gsub(/[^a-z0-9]+/, " ", text)
	n = split(text, word, " ")
	for (i = 1; i <= n; i++) {
		count = open && i == n ? stem_count[substr(word[i], 1, 15)] : word_count[word[i]]
		if (i == 1 || count + 0 < least) least = count + 0
	}
	return least
}

# The most frequent words, as many as have a bit of their own: into frequent[], the most frequent first.
function find_frequent(   l, i, n, f, often) {
	count_words()
	n = 0
	for (l = 1; l <= literals; l++) {
		if (literal_kind[l] != "w") continue
		f = frequency(l)
		if (n == 256 && f <= often[n]) continue
		if (n < 256) n++
		for (i = n; i > 1 && often[i - 1] < f; i--) { often[i] = often[i - 1]; frequent[i] = frequent[i - 1] }
		often[i] = f
		frequent[i] = l
	}
	return n
}

function number_literal(l, n) {
	literal_key[l] = n
	literal_by_key[n] = l
	if (!lexicon_add(literal_text[l], n, literal_flags[l])) scan_add(literal_text[l], n, literal_flags[l])
}

# What a hit of a key has as its note: see phrase.h.
function note_of(key) { return bit_of(key) + (key >= first_of["n"] ? 2048 : 0) + (key in filed ? 4096 : 0) }

# Words first, the most frequent in front, then names, then marks.
function number_literals(   i, k, kinds, n) {
	split("w n m", kinds, " ")
	k = find_frequent()
	for (n = 0; n < k; n++) number_literal(frequent[n + 1], n)
	for (k = 1; k <= 3; k++) {
		first_of[kinds[k]] = n
		for (i = 1; i <= literals; i++)
			if (literal_kind[i] == kinds[k] && !(i in literal_key)) number_literal(i, n++)
	}
	literals_n = n
	for (i = 1; i <= known_words; i++) lexicon_know(known_word[i])
}

# How many phrases need a part's literals.
function weight_of(part,   n, i, list, sum) {
	n = literals_of(part, list)
	for (i = 1; i <= n; i++) sum += needed[list[i]]
	return sum / n
}

# Phrases in the order of their strength, the strongest first: phrase_at[]; at_least[]: how many have a strength or more.
function order_phrases(   strength, p, n) {
	n = 0
	for (strength = 99; strength >= 0; strength--) {
		for (p = 1; p <= phrases; p++) if (rule_strength[phrase_rule[p]] == strength) phrase_at[n++] = p
		at_least[strength] = n
	}
}

# The literal that a phrase has to have besides its part `at`: of several, the one that fewest others need; 0: none.
function other_literal(p, at,   i, l, best) {
	best = 0
	for (i = 1; i <= phrase_parts[p]; i++) {
		if (i == at || substr(phrase_part[p, i], 1, 1) == "C") continue
		l = substr(phrase_part[p, i], 2) + 0
		if (!best || needed[l] < needed[best]) best = l
	}
	return best
}

# The class that it has to have a literal of besides: the set of it, by its place; of none the one that has all bits.
function other_set(p, at,   i, best, part) {
	best = ""
	for (i = 1; i <= phrase_parts[p]; i++) {
		part = phrase_part[p, i]
		if (i != at && substr(part, 1, 1) == "C" && (best == "" || weight_of(part) < weight_of(best))) best = part
	}
	return best == "" ? "REASONS_ANY" : substr(best, 2) - 1
}

# A phrase is filed under the part whose literals fewest others need.
function file_phrases(   p, k, i, n, j, list, best, at, w, other, set, key) {
	order_phrases()
	for (p = 1; p <= phrases; p++)
		for (i = 1; i <= phrase_parts[p]; i++) {
			n = literals_of(phrase_part[p, i], list)
			for (j = 1; j <= n; j++) needed[list[j]]++
		}
	for (k = 0; k < phrases; k++) {
		p = phrase_at[k]
		best = 0
		for (i = 1; i <= phrase_parts[p]; i++) {
			w = weight_of(phrase_part[p, i])
			if (!best || w < best) { best = w; at = i }
		}
		phrase_trigger[p] = at - 1
		other = other_literal(p, at)
		set = other_set(p, at)
		n = literals_of(phrase_part[p, at], list)
		for (j = 1; j <= n; j++) {
			key = literal_key[list[j]]
			filed[key] = filed[key] " {" k "," bit_of(other ? literal_key[other] : key) "," set "}"
		}
	}
	for (k = 0; k < literals_n; k++) lexicon_note[k] = note_of(k)
}

# As mdr_phrase_bit of phrase.h.
function bit_of(key) { return key < 256 ? key + 0 : 256 + key % 256 }

# A part in the output: a key, or a class behind the last key.
function part_key(part) {
	return substr(part, 1, 1) == "C" ? literals_n + substr(part, 2) - 1 : literal_key[substr(part, 2) + 0]
}

# Prints lists: their starts, then their items.
function emit_lists(starts_name, type, name, lists, n,   i, k, m, item, total, all) {
	total = 0
	printf "static const uint16_t %s[] = {\n", starts_name
	all = ""
	for (k = 0; k < n; k++) {
		printf "%d,%s", total, (k % 16 == 15 ? "\n" : "")
		m = split(lists[k], item, " ")
		for (i = 1; i <= m; i++) { all = all item[i] ","; if (++total % 16 == 0) all = all "\n" }
	}
	printf "%d};\nstatic const %s %s[] = {\n%s};\n", scan_column(total, 65535), type, name, all
}

function sorted(s,   n, i, j, v, item) {
	n = split(s, item, " ")
	for (i = 2; i <= n; i++) {
		v = item[i] + 0
		for (j = i - 1; j >= 1 && item[j] + 0 > v; j--) item[j + 1] = item[j]
		item[j + 1] = v
	}
	s = ""
	for (i = 1; i <= n; i++) s = s " " item[i]
	return s
}

# The bits of a list of keys, as mdr_phrase_bit of phrase.h tells them: a struct mdr_phrase_set.
function set_of(keys,   n, i, key, set, word, half, sum, b, row) {
	n = split(keys, key, " ")
	for (i = 1; i <= n; i++) set[bit_of(key[i] + 0)] = 1
	for (word = 0; word < 8; word++) {
		for (half = 0; half < 2; half++) {
			sum[half] = 0
			for (b = 31; b >= 0; b--) sum[half] = sum[half] * 2 + (((word * 64 + half * 32 + b) in set) ? 1 : 0)
		}
		row = row sprintf("(uint64_t)%.0fu << 32 | %.0fu,", sum[1], sum[0])
	}
	return "{{" row "}}"
}

function emit_classes(   c, n, i, list, keys_of, searched) {
	for (c = 1; c <= classes; c++) {
		n = split(class_literals[c], list, " ")
		keys_of[c - 1] = ""
		for (i = 1; i <= n; i++) keys_of[c - 1] = keys_of[c - 1] " " literal_key[list[i]]
		keys_of[c - 1] = sorted(keys_of[c - 1])
		searched[c - 1] = class_is_set[c] ? "" : keys_of[c - 1]
	}
	emit_lists("reasons_class_first", "uint16_t", "reasons_class_key", searched, classes)
	print "static const struct mdr_phrase_set reasons_class_set[] = {"
	for (c = 0; c < classes; c++) print set_of(keys_of[c]) ","
	print "{{UINT64_MAX,UINT64_MAX,UINT64_MAX,UINT64_MAX,UINT64_MAX,UINT64_MAX,UINT64_MAX,UINT64_MAX}}};"
}

function join_number(j) { return j == "&" ? 3 : j == "+" ? 2 : j == "." ? 1 : 0 }

function emit_phrases(   p, j, parts, joins, k) {
	scan_column(rules, 65535)
	scan_column(phrases, 65535)
	scan_column(literals_n + classes, 65535) # keys of parts
	print "static const struct mdr_phrase reasons_phrase[] = {"
	for (k = 0; k < phrases; k++) {
		p = phrase_at[k]
		parts = joins = ""
		for (j = 1; j <= 5; j++) {
			parts = parts (j <= phrase_parts[p] ? part_key(phrase_part[p, j]) : 0) ","
			joins = joins (j <= phrase_parts[p] ? join_number(phrase_join[p, j]) : 0) ","
		}
		printf "{%d,{%s},{%s},%d,%d},\n", phrase_rule[p] - 1, parts, joins, phrase_parts[p], phrase_trigger[p]
	}
	print "};"
	printf "static const uint16_t reasons_at_least[100] = {"
	for (k = 0; k < 100; k++) printf "%d,", at_least[k]
	print "};"
	printf "#define REASONS_ANY %d\n", scan_column(classes, 65535)
	emit_lists("reasons_filed_first", "struct mdr_phrase_filed", "reasons_filed", filed, literals_n)
	emit_classes()
	printf "#define REASONS_NAMES %d\n#define REASONS_MARKS %d\n#define REASONS_LITERALS %d\n", first_of["n"], first_of["m"], literals_n
	print "static const uint8_t reasons_mark[] = {"
	for (k = first_of["m"]; k < literals_n; k++) printf "%d,", kind_of_mark[literal_by_key[k]]
	print "0};"
}

