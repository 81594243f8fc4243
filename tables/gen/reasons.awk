# SPDX-License-Identifier: BSD-2-Clause
# Compiles tables/reasons/*.rules (their language: tables/reasons/README) to lib/judge/reasons.inc:
#
#     awk -f tables/gen/lib.awk -f tables/gen/scan.awk -f tables/gen/lexicon.awk -f tables/gen/phrases.awk \
#         -f tables/gen/votes.awk -f tables/gen/reasons.awk include/modori.h tables/words/servers.words tables/reasons/*.rules
#
# With -v examples=1 it prints the examples instead, for tests/unit/test_verdict.c.

# ---- numbers of the public header --------------------------------------------------------------

function header_line(   name) {
	if ($1 != "#define" || $2 !~ /^MODORI_(REASON|PHASE|SPEAKER|ACTION)_/) return
	name = tolower(substr($2, 8))
	number[name] = $3 + 0
}

# "rcpt.unknown" is MODORI_REASON_RCPT_UNKNOWN, "end-of-data" MODORI_PHASE_END_OF_DATA.
function number_of(kind, name,   key) {
	key = name
	gsub(/[.-]/, "_", key)
	key = kind "_" key
	return (key in number) ? number[key] : 0
}

# ---- examples -----------------------------------------------------------------------------------

# "{rcpt remote docomo} 550 text": settings in front.
function example_text(eg) {
	if (eg ~ /^\{/) sub(/^\{[^}]*\} */, "", eg)
	return eg
}

function add_example(eg, wanted,   settings, n, i, word, phase, speaker, dialect, action, field, kind) {
	if (eg ~ /^\{/) {
		settings = substr(eg, 2, index(eg, "}") - 2)
		n = split(settings, word, " ")
		for (i = 1; i <= n; i++) {
			if (number_of("phase", word[i])) phase = number_of("phase", word[i])
			else if (number_of("speaker", word[i])) speaker = number_of("speaker", word[i])
			else if (number_of("action", word[i])) action = number_of("action", word[i])
			else if (word[i] ~ /^status=[0-9.]+$/) field = substr(word[i], 8)
			else if (word[i] ~ /^dialect=/) dialect = substr(word[i], 9)
			else fail("unknown setting of an example: " word[i])
		}
	}
	egs++
	eg_text[egs] = example_text(eg)
	eg_rule[egs] = rules
	eg_wanted[egs] = wanted
	eg_phase[egs] = phase + 0
	eg_speaker[egs] = speaker + 0
	eg_action[egs] = action + 0
	eg_dialect[egs] = dialect
	eg_field[egs] = field
	eg_line[egs] = FILENAME ":" FNR
	if (wanted) rule_examples[rules]++
}

# ---- conditions ---------------------------------------------------------------------------------

function range(s, what,   low, high) {
	low = s; high = s
	gsub(/x/, "0", low)
	gsub(/x/, "9", high)
	if (low !~ /^[0-9]+$/) { fail("no " what ": " s); return "0,0" }
	return (low + 0) "," (high + 0)
}

# Rows of one condition line: "kind,flags,class_low,class_high,subject,low,high".
function condition_row(kind, value,   code, n, classes, details) {
	if (kind == "dialect") {
		if (name_add(value) > 65535) fail("too far behind in the pool of names: " value)
		return "0,0,0," name_at[value] "," length(value)
	}
	if (kind == "reply") return "0,0,0," (value == "none" ? "0,0" : range(value, "reply code"))
	if (kind == "exit") return "0,0,0," range(value, "exit status")
	n = split(value, code, ".")
	if (value == "none") return "0,0,0,0,0"
	if (n != 3) { fail("no enhanced code: " value); return "0,0,0,0,0" }
	classes = code[1] == "x" ? "2,5" : code[1] "," code[1]
	details = code[3] == "x" ? "0,999" : range(code[3], "detail")
	return classes "," (code[2] == "x" ? 65535 : code[2] + 0) "," details
}

function index_key(kind, value,   code) {
	if (value == "none") return 805306368
	if (kind == "exit") return 1073741824 + value
	if (kind == "reply") {
		if (value ~ /^[0-9][0-9][0-9]$/) return 536870912 + value
		if (value ~ /^[0-9][0-9]x$/) return 536870912 + 1000 + substr(value, 1, 2)
		return 536870912 + 2000 + substr(value, 1, 1)
	}
	split(value, code, ".")
	if (code[2] == "x") return 805306368
	if (code[3] == "x") return 268435456 + code[2] * 4096 + 2000
	if (code[3] ~ /xx$/) return 268435456 + code[2] * 4096 + 1000 + substr(code[3], 1, 1)
	if (code[3] ~ /x/) { fail("a detail is a number, x, or like 5xx"); return 0 }
	return 268435456 + code[2] * 4096 + code[3]
}

# Phases, speakers and actions that a rule is for: which values are excluded, "none" being 0.
function exclude(negative, kind, word, n,   i, value, most, listed) {
	most = kind == "phase" ? 15 : 7
	for (i = 2; i <= n; i++) {
		value = word[i] == "none" ? 0 : number_of(kind, word[i])
		if (word[i] != "none" && !value) fail("unknown " kind ": " word[i])
		if (value > most) fail(kind " " word[i] " is beyond the bits of a set")
		listed[value] = 1
	}
	for (value = 0; value <= most; value++)
		if ((value in listed) == negative) excluded[rules, kind, value] = 1
}

# What is left, a bit each.
function allowed(r, kind,   value, most, set) {
	most = kind == "phase" ? 15 : 7
	set = 0
	for (value = most; value >= 0; value--) set = set * 2 + !((r, kind, value) in excluded)
	return set
}

function add_row(kind, negative, more, row) {
	conditions++
	condition_kind[conditions] = kind
	condition_negative[conditions] = negative
	condition[conditions] = kind_number[kind] "," (negative + 2 * more) "," row
}

function add_condition(negative, s,   word, n, i, kind) {
	rule_conditions[rules]++
	if (!negative) rule_ifs[rules]++
	if (s ~ /^["<]/) {
		n = parse_phrase(s)
		if (n != "" || part_n != 1) { fail("a condition has one literal"); return }
		add_row("literal", negative, 0, "0,0,0," part[1] ",0")
		if (negative) rule_unless[rules] = rule_unless[rules] " " part[1]
		return
	}
	n = split(s, word, " ")
	kind = word[1]
	if (n < 2) { fail("unknown condition: " s); return }
	if (kind == "phase" || kind == "speaker" || kind == "action") { exclude(negative, kind, word, n); return }
	if (!(kind in kind_number) || kind == "literal" || kind == "rest") { fail("unknown condition: " s); return }
	for (i = 2; i <= n; i++) {
		add_row(kind, negative, i < n, condition_row(kind, word[i]))
		if (!negative) condition_value[rules, kind] = condition_value[rules, kind] " " word[i]
	}
}

# ---- rules --------------------------------------------------------------------------------------

# Names in one array of characters, a NUL behind each: they leave the library as evidence. Where one stands.
function name_add(s) {
	if (!(s in name_at)) {
		name_at[s] = names_size
		names_size += length(s) + 1
		name_text[++names_n] = s
	}
	return name_at[s]
}

function rule_done(   unless) {
	if (!rules || rule_closed[rules]) return
	rule_closed[rules] = 1
	if (rule_likes[rules] && !(rules in rule_by_words)) complain(rule_line[rules], "rule " rule_name[rules] " is not by words, and is like nothing")
	if (split(rule_unless[rules] "", unless, " ") > 1) rule_rest[rules] = set_part(rule_unless[rules])
	if (!rule_examples[rules] && !rule_likes[rules]) complain(rule_line[rules], "rule " rule_name[rules] " has no example")
	if (rules in rule_by_words) {
		if (rule_phrases[rules]) complain(rule_line[rules], "rule " rule_name[rules] " is by words, and has a phrase")
		return
	}
	if (!rule_phrases[rules] && !rule_conditions[rules]) complain(rule_line[rules], "rule " rule_name[rules] " has neither phrase nor condition")
	if (!rule_phrases[rules] && (rules in rule_named)) complain(rule_named[rules], "rule " rule_name[rules] " has no phrase, so it has no sentence that names other reasons")
	if (!rule_phrases[rules] && rule_strength[rules] > 60) complain(rule_line[rules], "rule " rule_name[rules] " has no phrase, and more strength than a phrase that names the cause may have")
}

function start_rule(   name) {
	rule_done()
	if (reason == "") { fail("a rule before any reason"); return }
	if ($2 !~ /^[a-z0-9][a-z0-9-]*$/ || $3 !~ /^[0-9]+$/ || $3 < 1 || $3 > 99 || NF != 3) {
		fail("a rule is: rule NAME STRENGTH (1 to 99)")
		return
	}
	name = reason "/" $2
	if (name in rule_known) fail("rule " name " is there already, " rule_known[name])
	rule_known[name] = FILENAME ":" FNR
	rules++
	rule_name[rules] = name
	rule_reason[rules] = number_of("reason", reason)
	rule_strength[rules] = $3 + 0
	rule_line[rules] = FILENAME ":" FNR
	rule_first[rules] = conditions
	name_add(name)
}

function add_others(   i) {
	for (i = 2; i <= NF; i++) {
		if (!number_of("reason", $i)) fail("unknown reason: " $i)
		if (++rule_others[rules] > 2) fail("more than two other reasons")
		rule_other[rules, rule_others[rules]] = number_of("reason", $i)
	}
}

# Other reasons that the rule's own sentence names: they are as likely as the one that it is filed under.
function add_named() {
	if (NF < 2) fail("names what?")
	rule_named[rules] = FILENAME ":" FNR
	add_others()
}

# The rule stands for its reason where the words vote for that: one rule a reason.
function add_by_words(   r) {
	if ($0 !~ /^[ \t]*by[ \t]+words[ \t]*$/) { fail("by what?"); return }
	r = rule_reason[rules]
	if (r in words_reason) { fail("there is a rule by words already: " rule_name[words_rule[words_reason[r]]]); return }
	rule_by_words[rules] = 1
	words_reason[r] = ++words_rules
	words_rule[words_rules] = rules
}

function add_mark(   kind, text, close_at, i) {
	kind = $2
	if (!(kind in mark_kinds)) { fail("unknown mark: " kind); return }
	text = $0
	sub(/^[^"]*"/, "", text)
	close_at = index(text, "\"")
	if (close_at == 0) { fail("a mark is: mark KIND \"literal\""); return }
	close_at = widen(substr(text, 1, close_at - 1))
	for (i = 1; i <= close_at; i++) kind_of_mark[literal("m", wide[i])] = mark_kinds[kind]
}

# ---- output -------------------------------------------------------------------------------------

# Whether a row says nothing: the key that the rule is filed under has its codes already.
function is_told_by_key(r, i) {
	return !rule_phrases[r] && condition_kind[i] == "reply" && !condition_negative[i] && filed_kind(r) == "reply"
}

function emit_condition(c) {
	if (match(c, /[LC][0-9]+/))
		c = substr(c, 1, RSTART - 1) part_key(substr(c, RSTART, RLENGTH)) substr(c, RSTART + RLENGTH)
	print "{" c "},"
	condition_rows++
}

# The rows of a rule's literals that must not be there, or all of its other rows.
function emit_rows(r, literals,   i, last) {
	last = r < rules ? rule_first[r + 1] : conditions
	for (i = rule_first[r] + 1; i <= last; i++)
		if ((condition_kind[i] == "literal" && condition_negative[i]) == literals && !is_told_by_key(r, i)) emit_condition(condition[i])
}

# Literals that must not be there stand last; where there are many, behind a row by which it is seen whether any may be.
function emit_conditions(   r) {
	print "static const struct mdr_condition reasons_condition[] = {"
	condition_rows = 0
	for (r = 1; r <= rules; r++) {
		rule_row[r] = condition_rows
		emit_rows(r, 0)
		if (r in rule_rest) emit_condition(kind_number["rest"] ",0,0,0,0," rule_rest[r] ",0")
		emit_rows(r, 1)
		rule_rows[r] = condition_rows - rule_row[r]
	}
	print "{0,0,0,0,0,0,0}};"
}

# A text whose words count for the rule's reason, but which is no test.
function add_like(text) {
	like_text[++likes] = example_text(text)
	like_rule[likes] = rules
	rule_likes[rules]++
}

# The codes of a text, as words; `field` is that of its Status field.
function codes_of(text, field,   codes) {
	codes = ""
	if (text ~ /^[245][0-9][0-9]([ -]|$)/) { codes = substr(text, 1, 3); text = substr(text, 5) }
	if (match(text, /^ *[245]\.[0-9]+\.[0-9]+/)) return codes " " substr(text, 1, RLENGTH)
	return codes " " field
}

# Examples, phrases, and texts that a rule by words has besides are those whose reason is known. Where codes decide, the
# words are any.
function emit_votes(   i, p, r) {
	for (i = 1; i <= egs; i++) {
		r = eg_rule[i]
		if (eg_wanted[i] && (rule_reason[r] in words_reason))
			vote_add(rule_phrases[r] || (r in rule_by_words) ? eg_text[i] : "", words_reason[rule_reason[r]], codes_of(eg_text[i], eg_field[i]))
	}
	for (i = 1; i <= likes; i++) vote_add(like_text[i], words_reason[rule_reason[like_rule[i]]], codes_of(like_text[i], ""))
	for (p = 1; p <= phrases; p++)
		if (rule_reason[phrase_rule[p]] in words_reason) vote_add(phrase_text[p], words_reason[rule_reason[phrase_rule[p]]], "")
	vote_emit("reasons", words_rules)
	printf "static const uint16_t reasons_vote_rule[] = {0,"
	for (r = 1; r <= words_rules; r++) printf "%d,", words_rule[r] - 1
	print "};"
}

function emit_rules(   r, by_code) {
	print "static const struct mdr_rule reasons_rule[] = {"
	for (r = 1; r <= rules; r++) {
		by_code = rule_phrases[r] || (r in rule_by_words) ? "false" : "true"
		printf "{%d,%d,%d,{%d,%d},", name_at[rule_name[r]], scan_column(rule_row[r], 65535), rule_reason[r], rule_other[r, 1], rule_other[r, 2]
		printf "%d,%d,%d,", allowed(r, "phase"), allowed(r, "speaker"), allowed(r, "action")
		printf "%d,%d,%d,%s,", scan_column(length(rule_name[r]), 255), rule_strength[r], scan_column(rule_rows[r], 255), by_code
		printf "%s,%s},\n", (r in rule_named) ? "true" : "false", (r in rule_by_words) ? "true" : "false"
	}
	print "};"
	print "static const char reasons_pool[] = {"
	for (r = 1; r <= names_n; r++) print scan_bytes(name_text[r]) "0,"
	print "0};"
}

# The kind of code that a rule without a phrase is filed under; "": none. "none" as an enhanced code that fits is no key.
function filed_kind(r,   i, k, n, word, value) {
	for (i = split("reply enhanced exit", word, " "); i >= 1; i--) {
		n = split(condition_value[r, word[i]], value, " ")
		for (k = 1; k <= n && index_key(word[i], value[k]) != 805306368; k++) continue
		if (n > 0 && k > n) return word[i]
	}
	return ""
}

function file_rule(r,   kind, n, i, word) {
	kind = filed_kind(r)
	if (kind == "") { keyed[++keys] = 805306368; keyed_rule[keys] = r - 1; return }
	n = split(condition_value[r, kind], word, " ")
	for (i = 1; i <= n; i++) { keyed[++keys] = index_key(kind, word[i]); keyed_rule[keys] = r - 1 }
}

# As mdr_rules_filed of rules.c does it.
function key_bucket(key,   h) {
	h = key * 40503
	h = h - int(h / 4294967296) * 4294967296
	return int(h / 8388608)
}

# Keys by bucket; those of one key stay in the order of their rules.
function emit_keys(   r, i, n, b, item, chain, by_key, starts, rows, rules_row, total) {
	for (r = 1; r <= rules; r++)
		if (!rule_phrases[r] && !(r in rule_by_words)) file_rule(r)
	for (i = 1; i <= keys; i++) {
		b = key_bucket(keyed[i])
		if (!(keyed[i] in by_key)) chain[b] = chain[b] " " keyed[i]
		by_key[keyed[i]] = by_key[keyed[i]] " " keyed_rule[i]
	}
	total = 0
	for (b = 0; b < 512; b++) {
		starts = starts total "," (b % 16 == 15 ? "\n" : "")
		n = split(chain[b], item, " ")
		for (i = 1; i <= n; i++) total += add_key_rows(item[i], by_key[item[i]])
	}
	printf "#define REASONS_KEY_BITS 9\nstatic const uint16_t reasons_key_bucket[] = {\n%s%d};\n", starts, scan_column(total, 65535)
	printf "static const uint32_t reasons_key[] = {\n%s0};\nstatic const uint16_t reasons_key_rule[] = {\n%s0};\n", key_rows, key_rule_rows
}

function add_key_rows(key, list,   n, i, item) {
	n = split(list, item, " ")
	for (i = 1; i <= n; i++) {
		key_rows = key_rows key ",\n"
		key_rule_rows = key_rule_rows item[i] ",\n"
	}
	return n
}

# Every form of a phrase of one part is an example too, where the rule asks for nothing else.
function emit_forms(   p, r, n, i, list) {
	for (p = 1; p <= phrases; p++) {
		r = phrase_rule[p]
		if (phrase_parts[p] != 1 || rule_ifs[r]) continue
		n = literals_of(phrase_part[p, 1], list)
		for (i = 1; i <= n; i++)
			if (literal_kind[list[i]] == "w")
				printf "{\"%s\",\"%s\",%d,%s,1,0,0,0,\"\",\"\"},\n", phrase_line[p], rule_name[r], rule_reason[r], c_string(literal_text[list[i]])
	}
}

# The words of two lists of tables/words are marks, so that it is known without a search whether a text has one: those that
# take a cause back, and those that join two, in ASCII.
function add_word(   text) {
	if ($1 == "list") { word_mark = $2 == "supposes" ? "hedge" : $2 == "or" ? "or" : ""; return }
	if (word_mark == "" || $0 !~ /^[ \t]+"/ || (word_mark == "or" && $0 !~ /^[ \t]+"[a-z\/]*[a-z]" *= 1/)) return
	text = $0
	sub(/^[^"]*"/, "", text)
	text = substr(text, 1, index(text, "\"") - 1)
	if (word_mark == "or") text = " " text " " # it is short, and no other word has its letters so
	kind_of_mark[literal("m", text, 1)] = mark_kinds[word_mark]
}

function emit_examples(   i, r) {
	for (i = 1; i <= egs; i++) {
		r = eg_rule[i]
		printf "{\"%s\",\"%s\",%d,%s,%d,%d,%d,%d,\"%s\",\"%s\"},\n", eg_line[i], rule_name[r], rule_reason[r], c_string(eg_text[i]), eg_wanted[i], eg_phase[i], eg_speaker[i], eg_action[i], eg_dialect[i], eg_field[i]
	}
}

# ---- lines --------------------------------------------------------------------------------------

BEGIN {
	n = split("list wait size limit address url id-after id-before id-around id-bracket zone hedge or", names, " ")
	for (i = 1; i <= n; i++) mark_kinds[names[i]] = i
	n = split("reply enhanced dialect literal exit rest", names, " ")
	for (i = 1; i <= n; i++) kind_number[names[i]] = i
	names_size = 0
}

FILENAME ~ /\.h$/ { header_line(); next }
/^[ \t]*(#|$)/ { next }
FILENAME ~ /\.words$/ { add_word(); next }
$1 == "reason" {
	rule_done()
	reason = $2
	if (!number_of("reason", reason)) fail("unknown reason: " reason)
	next
}
$1 == "rule" { start_rule(); next }
$1 == "mark" { add_mark(); next }
!rules { fail("neither reason nor rule: " $0); next }
$1 == "if" { sub(/^[ \t]*if[ \t]+/, ""); add_condition(0, trimmed($0)); next }
$1 == "unless" { sub(/^[ \t]*unless[ \t]+/, ""); add_condition(1, trimmed($0)); next }
$1 == "or" { add_others(); next }
$1 == "names" { add_named(); next }
$1 == "by" { add_by_words(); next }
$1 == "like" { sub(/^[ \t]*like[ \t]+/, ""); add_like(trimmed($0)); next }
$1 == "not" { sub(/^[ \t]*not[ \t]+/, ""); add_example(trimmed($0), 0); next }
$1 == "|" { sub(/^[ \t]*\|[ \t]+/, ""); add_example(trimmed($0), 1); next }
/^[ \t]*["<]/ { add_phrase(trimmed($0)); next }
{ fail("not understood: " $0) }

END {
	rule_done()
	check_phrases()
	finish()
	if (examples) { emit_examples(); emit_forms(); exit 0 }
	number_literals()
	file_phrases()
	scan_emit("reasons")
	lexicon_emit("reasons")
	emit_phrases()
	emit_conditions()
	emit_rules()
	emit_keys()
	emit_votes()
}
