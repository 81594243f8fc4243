# SPDX-License-Identifier: BSD-2-Clause
# Compiles tables/dialects/*.rules (their form is told in tables/dialects/README).
#
#     LC_ALL=C awk -f lib.awk -f scan.awk -f pattern.awk -f dialects.awk [-v output=examples|rules|counts] FILES
#
# Prints the tables of lib/recognise/dialect_table.h, or, for the unit test, the examples or the marks and
# rules with a line of their own, or the number of rules of each dialect.

BEGIN {
	word_list("line from subject header field", places)
	word_list("sign hint mark not", weights)
	tests_n = dialects_n = marks_n = states_n = rules_n = ops_n = always_n = 0
	weight_name["sign"] = "SIGN"; weight_name["hint"] = "HINT"; weight_name["mark"] = "STRONG"; weight_name["not"] = "NOT"
	when_bit["fields"] = 1; when_bit["no-fields"] = 2; when_bit["header"] = 4; when_bit["bare"] = 8
	word_list("failed delayed delivered relayed expanded", actions)
	word_list("none failed delayed expanded relayed delivered feedback receipt auto-reply challenge transcript", kinds)
	word_list("connect banner ehlo starttls auth mail rcpt data body end-of-data rset quit", phases)
	word_list("remote reporter", speakers)
	word_list("message-id subject date to envelope-id host", facts)
	word_list("sendmail postmaster ses", hooks)
	word_list("again append fold same also above end drop stop returned quoted", plain_ops)
	word_list("go action all kind phase speaker as hook", argument_ops)
}

function symbol(prefix, s) {
	gsub(/-/, "_", s)
	return prefix toupper(s)
}

# A mark of From or Subject among those that the scanner finds; 0: its literals are too short.
function heading_add(i,   anchor, why) {
	anchor = pattern_anchor(mark_pattern[i])
	if (anchor !~ /[^ '][^ '][^ '][^ ']/) return 0
	why = scan_add(anchor, i, scan_flags(0, 0))
	if (why != "") fail_there("tables/dialects", why)
	return 1
}

# The bit of a letter, for mdr_letter_bit: not every awk has powers.
function letter_add(where, n,   bit) {
	if ((where, n) in letter_known) return
	letter_known[where, n] = 1
	for (bit = 1; n > 0; n--) bit *= 2
	letters[where] += bit
}

# The marks of a place that no scanner finds: of fields by the length of the name, those with a "*" first.
function places_of(where,   i, n, fields) {
	fields = where == "header" || where == "field"
	for (n = 0; n <= (fields ? name_longest : 0); n++) {
		starts = starts filled ","
		for (i = 0; i < marks_n; i++) {
			if (mark_place[i] != where || mark_name_n[i] != n) continue
			if (!fields && heading_add(i)) continue
			sorted = sorted i ","
			filled++
		}
	}
}

# ---- lines that rules were written for ----------------------------------------------------------

function test_add(what, number,   where) {
	where = place()
	sub(/^.*\/tables\//, "tables/", where)
	test_what[tests_n] = "RULE_TEST_" what "," c_string(dialect) "," c_string(where) "," number
	test_line[tests_n++] = ""
}

# ---- examples -----------------------------------------------------------------------------------

function example_end() {
	if (!in_example) return
	if (example_want == "") fail_there(example_place, "an example without what it tells (\"=\")")
	where = example_place
	sub(/^.*\/tables\//, "tables/", where)
	example_out = example_out "{" c_string(dialect) "," c_string(where) ",\n" (example_header == "" ? "\"\"" : example_header) ",\n" \
		(example_text == "" ? "\"\"" : example_text) ",\n" (example_fields == "" ? "\"\"" : example_fields) ",\n" example_want "},\n"
	has_example[dialect] = 1
	in_example = 0
	example_header = example_text = example_fields = example_want = ""
}

# ---- states -------------------------------------------------------------------------------------

function state_number(name) {
	if (!((dialect, name) in state_of)) {
		state_of[dialect, name] = dialect_states[dialect]++
		state_name[dialect, state_of[dialect, name]] = name
		state_asked[dialect, name] = place()
	}
	return state_of[dialect, name]
}

# The common rules of "state *" come behind a state's own, but before its "on other".
function state_emit(d, name,   i, n, first, other) {
	first = rules_n
	other = ""
	n = state_rules[d, name] + 0
	for (i = 0; i < n; i++) {
		if (rule_pattern[d, name, i] == "MDR_RULE_OTHER") { other = i; continue }
		rule_emit(d, name, i)
	}
	if (name != "*")
		for (i = 0; i < state_rules[d, "*"] + 0; i++) rule_emit(d, "*", i)
	if (other != "") rule_emit(d, name, other)
	if (rules_n - first > 255) fail_there(state_made[d, name], "too many rules in state " name)
	states_out = states_out "{" first "," (rules_n - first) "},\n"
	states_n++
}

function rule_emit(d, name, i,   first) {
	first = rule_pattern[d, name, i] ~ /^[0-9]/ ? pattern_first(rule_pattern[d, name, i]) : ""
	rules_out = rules_out "{" rule_pattern[d, name, i] "," rule_op[d, name, i] "," rule_ops[d, name, i] "," \
		(first == "" ? 0 : pattern_char(first)) "},\n"
	rules_n++
}

# ---- the ends of things -------------------------------------------------------------------------

function dialect_end(   i, name) {
	example_end()
	if (dialect == "") return
	if (!(dialect in has_example)) fail_there(dialect_place, "dialect " dialect " has no example")
	if (!marks_of[dialect]) fail_there(dialect_place, "dialect " dialect " can't be recognised: no mark, no sign")
	for (i = 0; i < dialect_states[dialect] + 0; i++) {
		name = state_name[dialect, i]
		if (!((dialect, name) in state_made)) fail_there(state_asked[dialect, name], "no such state: " name)
		if (i > 0 && name != "*" && !((dialect, name) in state_reached)) fail_there(state_made[dialect, name], "state " name " is never reached")
	}
}

FNR == 1 { example_end() }

/^[ \t]*(#|$)/ { next }

/^dialect / {
	dialect_end()
	dialect = $2
	dialect_place = place()
	if (dialect !~ /^[a-z0-9-]+$/) fail("bad name: " dialect)
	if (dialect in dialect_index) fail("dialect " dialect " stands at " dialect_index_place[dialect] " already")
	dialect_index_place[dialect] = place()
	dialect_index[dialect] = dialects_n
	dialect_list[dialects_n++] = dialect
	rank[dialect] = 50
	need[dialect] = 2
	dialect_states[dialect] = 0
	kind[dialect] = speaker[dialect] = hides[dialect] = decoded[dialect] = "0"
	state = ""
	next
}

dialect == "" { fail("no dialect yet: " $0); next }

$1 == "about" { next }

$1 == "rank" || $1 == "need" {
	if ($2 !~ /^[0-9]+$/ || $2 > 250) fail("a number from 0 to 250: " $0)
	if ($1 == "rank") rank[dialect] = $2; else need[dialect] = $2
	next
}

$1 == "kind" {
	if (!($2 in kinds)) fail("unknown kind: " $2)
	kind[dialect] = symbol("MODORI_KIND_", $2)
	next
}

$1 == "speaker" && state == "" {
	if (!($2 in speakers)) fail("unknown speaker: " $2)
	speaker[dialect] = symbol("MODORI_SPEAKER_", $2)
	next
}

$1 == "hides" {
	if ($2 != "stage" || NF != 2) fail("what can be hidden is the stage: " $0)
	hides[dialect] = "1"
	next
}

$1 == "original" {
	if ($2 != "decoded" || NF != 2) fail("an original address can be decoded: " $0)
	decoded[dialect] = "1"
	next
}

$1 == "when" {
	for (i = 2; i <= NF; i++) {
		if (!($i in when_bit)) fail("unknown condition: " $i)
		else when[dialect] += when_bit[$i]
	}
	next
}

($1 == "mark" || $1 == "sign" || $1 == "hint" || $1 == "not") && !/^[ \t]+on/ {
	where = $2
	if (!(where in places)) { fail("a mark is looked for in line, from, subject, header or field, not in " where); next }
	rest = $0
	sub(/^[ \t]*[a-z]+[ \t]+[a-z]+[ \t]*/, "", rest)
	name = ""
	if (where == "header" || where == "field") {
		name = $3
		sub(/^[^ \t]+[ \t]*/, "", rest)
		if (name !~ /^[A-Za-z0-9*-]+$/) fail("bad name of a field: " name)
	}
	number = "MDR_PATTERN_NONE"
	quoted = ""
	if (rest != "") {
		if (!pattern_quoted(rest)) { fail("a quote is missing"); next }
		if (quoted_rest != "") fail("what is this: " quoted_rest)
		number = pattern_add(quoted, where != "line")
		if (number < 0) { fail(pattern_error); next }
	} else if (name == "") { fail("a mark without a pattern"); next }
	test_add("MARK", marks_n)
	key = where SUBSEP tolower(name) SUBSEP quoted SUBSEP $1
	if (number != "MDR_PATTERN_NONE" && $1 == "mark" && (key in mark_known)) fail("this mark is also that of " mark_known[key])
	mark_known[key] = dialect
	star = index(name, "*")
	mark_name_n[marks_n] = star ? 0 : length(name)
	if (length(name) > name_longest) name_longest = length(name)
	if (name ~ /^[^A-Za-z]/) fail("a field\047s name begins with a letter: " name)
	if (name != "") letter_add(where, pattern_ord[substr(name, 1, 1)] % 32)
	mark_dialect[marks_n] = dialect
	mark_place[marks_n] = where
	mark_written[marks_n] = place()
	mark_pattern[marks_n] = number
	mark_tail[marks_n] = pattern_pool(name) "," length(name) "," (star ? star - 1 : 255) "," symbol("MDR_MARK_", where) ",MDR_MARK_" weight_name[$1]
	marks_n++
	if ($1 != "not") marks_of[dialect]++
	next
}

$1 == "state" {
	example_end()
	state = $2
	if (state == "*") { state_made[dialect, state] = place(); next }
	if (state !~ /^[a-z-]+$/) fail("bad name: " state)
	state_number(state)
	if ((dialect, state) in state_made) fail("state " state " stands at " state_made[dialect, state] " already")
	state_made[dialect, state] = place()
	next
}

$1 == "on" {
	if (state == "") { fail("a rule outside of a state"); next }
	rest = $0
	sub(/^[ \t]*on[ \t]+/, "", rest)
	if (substr(rest, 1, 1) == "\"") {
		if (!pattern_quoted(rest)) { fail("a quote is missing"); next }
		rest = quoted_rest
		if ((dialect, state, quoted) in rule_known) fail("this rule stands at " rule_known[dialect, state, quoted] " already")
		rule_known[dialect, state, quoted] = place()
		number = pattern_add(quoted, 0)
		if (number < 0) { fail(pattern_error); next }
	} else {
		number = rest
		sub(/[ \t].*$/, "", number)
		sub(/^[^ \t]+[ \t]*/, "", rest)
		if (number !~ /^(blank|other|indented)$/) { fail("unknown kind of line: " number); next }
		number = symbol("MDR_RULE_", number)
	}
	i = state_rules[dialect, state]++
	rule_pattern[dialect, state, i] = number
	if (number ~ /^[0-9]/) test_add("RULE", number)
	rule_op[dialect, state, i] = ops_n
	n = split(rest, word, /[ \t]+/)
	for (k = 1; k <= n; k++) {
		if (word[k] == "") continue
		if (word[k] in plain_ops) { ops_out = ops_out "{" symbol("MDR_OP_", word[k]) ",0},\n"; ops_n++; continue }
		if (!(word[k] in argument_ops)) { fail("unknown operation: " word[k]); continue }
		if (k == n) { fail(word[k] " needs a word behind it"); continue }
		op = word[k]
		value = word[++k]
		argument = ""
		if (op == "go") { argument = state_number(value); state_reached[dialect, value] = 1 }
		else if ((op == "action" || op == "all") && value in actions) argument = symbol("MODORI_ACTION_", value)
		else if (op == "kind" && value in kinds) argument = symbol("MODORI_KIND_", value)
		else if (op == "phase" && value in phases) argument = symbol("MODORI_PHASE_", value)
		else if (op == "speaker" && value in speakers) argument = symbol("MODORI_SPEAKER_", value)
		else if (op == "as" && value in facts) argument = symbol("MDR_AS_", value)
		else if (op == "hook" && value in hooks) argument = symbol("MDR_HOOK_", value)
		else fail(op " can't be " value)
		ops_out = ops_out "{" symbol("MDR_OP_", op) "," argument "},\n"
		ops_n++
	}
	rule_ops[dialect, state, i] = ops_n - rule_op[dialect, state, i]
	counts[dialect]++
	next
}

$1 == "example" {
	example_end()
	in_example = 1
	example_place = place()
	next
}

in_example && /^[ \t]*[:|;=]/ {
	line = $0
	sub(/^[ \t]*/, "", line)
	sort_of = substr(line, 1, 1)
	line = substr(line, 2)
	sub(/^ /, "", line)
	if (sort_of == ":") example_header = example_header c_string(line) "\"\\n\"\n"
	else if (sort_of == "|") example_text = example_text c_string(line) "\"\\n\"\n"
	else if (sort_of == ";") example_fields = example_fields c_string(line) "\"\\n\"\n"
	else example_want = example_want c_string(line) "\"\\n\"\n"
	next
}

!in_example && /^[ \t]*[|]/ && tests_n > 0 {
	line = $0
	sub(/^[ \t]*[|] ?/, "", line)
	if (test_line[tests_n - 1] != "") fail("a second line for one rule")
	test_line[tests_n - 1] = line
	next
}

{ fail("what is this: " $0) }

END {
	dialect_end()
	finish()
	if (output == "examples") { printf "%s", example_out; exit 0 }
	if (output == "rules") {
		for (i = 0; i < tests_n; i++) printf "{%s,%s},\n", test_what[i], c_string(test_line[i])
		exit 0
	}
	if (output == "counts") {
		for (i = 0; i < dialects_n; i++) {
			d = dialect_list[i]
			total += marks_of[d] + counts[d]
			printf "%-20s %4d marks %4d rules\n", d, marks_of[d], counts[d]
		}
		printf "%-20s %4d in all\n", dialects_n " dialects", total
		exit 0
	}
	for (i = 0; i < dialects_n; i++) {
		d = dialect_list[i]
		dialects_out = dialects_out "{" pattern_pool(d) "," length(d) "," rank[d] "," need[d] "," (when[d] + 0) "," kind[d] "," speaker[d] "," hides[d] "," decoded[d] "," states_n "},\n"
		for (k = 0; k < dialect_states[d]; k++) state_emit(d, state_name[d, k])
		if (dialect_states[d] == 0) { states_out = states_out "{0,0},\n"; states_n++ }
	}
	for (i = 0; i < marks_n; i++) {
		byte = mark_pattern[i] ~ /^[0-9]/ ? pattern_byte(mark_pattern[i]) : ""
		marks_out = marks_out "{" dialect_index[mark_dialect[i]] "," mark_pattern[i] "," mark_tail[i] "," (byte == "" ? 0 : "'" byte "'") "},\n"
		if (mark_place[i] != "line") continue
		anchor = pattern_anchor(mark_pattern[i])
		if (anchor !~ /[^ '][^ '][^ '][^ ']/) {
			if (byte == "") fail_there(mark_written[i], "a mark of a line needs a word of four letters or a mark of punctuation")
			always = always "{" i ",'" byte "'},"
			always_n++
			continue
		}
		why = scan_add(anchor, i, scan_flags(0, 0))
		if (why != "") fail_there("tables/dialects", why)
	}
	finish()
	print "/* Made from tables/dialects/ by tables/gen/dialects.awk. */"
	pattern_emit("dialect")
	scan_emit("dialect")
	printf "static const struct mdr_dialect_row dialect_rows[] = {\n%s{0,0,0,0,0,0,0,0,0,0}};\n#define DIALECT_ROWS %d\n", dialects_out, dialects_n
	printf "static const struct mdr_mark_row mark_rows[] = {\n%s{0,0,0,0,0,0,0,0}};\n#define MARK_ROWS %d\n", marks_out, marks_n
	filled = 0
	places_of("from")
	places_of("subject")
	places_of("header")
	places_of("field")
	printf "static const uint16_t place_marks[] = {%s0};\nstatic const uint16_t mark_places[] = {%s%d};\n", sorted, starts, filled
	print "#define NAME_LONGEST " name_longest
	printf "#define HEADER_LETTERS UINT32_C(%.0f)\n#define FIELD_LETTERS UINT32_C(%.0f)\n", letters["header"], letters["field"]
	printf "static const struct mdr_line_mark line_marks[] = {%s{0,0}};\n#define LINE_MARKS %d\n", always, always_n
	printf "static const struct mdr_state_row state_rows[] = {\n%s{0,0}};\n", states_out
	printf "static const struct mdr_rule_row rule_rows[] = {\n%s{0,0,0,0}};\n", rules_out
	printf "static const struct mdr_op_row op_rows[] = {\n%s{0,0}};\n", ops_out
	scan_emit("heading")
}
