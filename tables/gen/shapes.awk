# SPDX-License-Identifier: BSD-2-Clause
# Compiles tables/shapes/*.rules: what the diagnostics of mail servers look like.
#
#     LC_ALL=C awk -f lib.awk -f scan.awk -f pattern.awk -f shapes.awk [-v output=examples] FILES
#
# A file is a list of shapes; of two that fit the one that stands first counts, files in the order
# of the command line:
#
#     shape NAME [remote|reporter] [phase=NAME] [maybe-delivered] [code] [hides]
#         "pattern"                  for the whole diagnostic; one or more
#         | a diagnostic             an example of the pattern above it, one line a "|"
#         = reply 550; status 5.1.1; host mx.example.org    what it tells ("none": nothing)
#
#     words PHASE "start" ...        a command or state that begins so tells that phase
#
# remote: whoever is quoted speaks; reporter: the reporting server speaks of itself. A {reply} is
# read as an SMTP reply, {more} as a diagnostic in its turn; {command} and {state} tell the phase.
# code: fits only where {reply} begins with a reply code.
# hides: said in place of whatever was answered, and of the stage.
# The words that count are {words}, else those of the reply, else the whole text.
# With output=examples the examples are printed for the unit test instead of the tables.

# The example above is complete: both of its halves have to be there.
function example_end() {
	if (example_text != "") {
		if (example_want == "") fail("an example without what it tells (\"=\")")
		printf_examples = printf_examples "{" (pattern_n - 1) "," c_string(shape) "," c_string(example_at) ",\n" example_text ",\n" c_string(example_want) "},\n"
		shown[pattern_n - 1] = 1
		examples_n++
	}
	example_text = example_want = ""
}

function pattern_end() {
	example_end()
	if (pattern_open && !((pattern_n - 1) in shown)) fail_there(pattern_place, "a pattern without an example")
	pattern_open = 0
}

BEGIN {
	words_n = always_n = pair_n = examples_n = 0
	word_list("connect banner ehlo starttls auth mail rcpt data body end-of-data rset quit", phases)
}

/^[ \t]*(#|$)/ { next }

/^shape / {
	pattern_end()
	shape = $2
	if (shape !~ /^[a-z0-9-]+$/) fail("bad name: " shape)
	if (shape in seen) fail("shape " shape " stands twice")
	seen[shape] = 1
	speaker = phase = "0"
	flags = 0
	for (i = 3; i <= NF; i++) {
		if ($i == "remote") speaker = "MODORI_SPEAKER_REMOTE"
		else if ($i == "reporter") speaker = "MODORI_SPEAKER_REPORTER"
		else if ($i == "maybe-delivered") flags += 1
		else if ($i == "code") flags += 2
		else if ($i == "hides") flags += 4
		else if ($i ~ /^phase=/ && substr($i, 7) in phases) {
			phase = substr($i, 7)
			gsub(/-/, "_", phase)
			phase = "MODORI_PHASE_" toupper(phase)
		} else fail("unknown fact: " $i)
	}
	next
}

/^words / {
	pattern_end()
	if (!($2 in phases)) fail("unknown phase: " $2)
	name = $2
	gsub(/-/, "_", name)
	line = $0
	sub(/^words[ \t]+[^ \t]+[ \t]*/, "", line)
	while (pattern_quoted(line)) {
		if (quoted in word_seen) fail("\"" quoted "\" stands at " word_seen[quoted] " already")
		word_seen[quoted] = place()
		quoted = tolower(quoted)
		word_row[words_n++] = pattern_pool(quoted) "," length(quoted) ",MODORI_PHASE_" toupper(name)
		line = quoted_rest
	}
	if (line != "") fail("what is this: " line)
	next
}

/^[ \t]+"/ {
	pattern_end()
	line = $0
	sub(/^[ \t]+/, "", line)
	if (shape == "") fail("a pattern without a shape")
	if (!pattern_quoted(line)) { fail("a quote is missing"); next }
	if (quoted_rest != "") fail("what is this: " quoted_rest)
	if (quoted in known) fail("this pattern stands at " known[quoted] " already")
	known[quoted] = place()
	number = pattern_add(quoted, 1)
	if (number < 0) { fail(pattern_error); next }
	pattern_open = 1
	pattern_place = place()
	row[number] = pattern_pool(shape) "," length(shape) "," phase "," speaker "," flags
	next
}

/^[ \t]+\|/ {
	line = $0
	sub(/^[ \t]+\| ?/, "", line)
	if (!pattern_open) fail("an example without a pattern")
	if (example_want != "") example_end()
	if (example_text == "") example_at = place()
	sub(/^.*\/tables\//, "tables/", example_at)
	example_text = example_text (example_text == "" ? "" : "\"\\n\"\n") c_string(line)
	next
}

/^[ \t]+=/ {
	line = $0
	sub(/^[ \t]+= ?/, "", line)
	if (example_text == "") fail("\"=\" without an example")
	example_want = example_want (example_want == "" ? "" : "; ") line
	next
}

{ fail("what is this: " $0) }

# A row that the scanner can't find; rows with the same bytes stand together.
function always_add(number, pair) {
	if (!(pair in always_rows)) pairs[pair_n++] = pair
	always_rows[pair] = always_rows[pair] "{" number ",{" always_byte(pair, 1) "," always_byte(pair, 2) "}},\n"
	always_n++
}

function always_byte(pair, i) { return i <= length(pair) ? pattern_char(substr(pair, i, 1)) : 0 }

END {
	if (pattern_open) pattern_end()
	finish()
	if (output == "examples") { printf "%s", printf_examples; exit 0 }
	for (i = 0; i < pattern_n; i++) {
		anchor = pattern_anchor(i)
		# The scanner wants four bytes that look the same in every text: no blank, no apostrophe.
		if (anchor !~ /[^ '][^ '][^ '][^ ']/) { always_add(i, pattern_pair(i)); continue }
		why = scan_add(anchor, i, scan_flags(0, 0))
		if (why != "") fail_there("tables/shapes", why)
	}
	always = ""
	for (i = 0; i < pair_n; i++) always = always always_rows[pairs[i]]
	print "/* Made from tables/shapes/ by tables/gen/shapes.awk. */"
	pattern_emit("shape")
	print "static const struct shape_row shape_rows[] = {"
	for (i = 0; i < pattern_n; i++) printf "{%s},\n", row[i]
	print "{0,0,0,0,0}};\nstatic const struct phase_row phase_rows[] = {"
	for (i = 0; i < words_n; i++) printf "{%s},\n", word_row[i]
	printf "{0,0,0}};\n#define PHASE_ROWS %d\n", words_n
	printf "#define SHAPE_ROWS %d\nstatic const struct always_row shape_always[] = {\n%s{0,{0,0}}};\n#define SHAPE_ALWAYS %d\n", pattern_n, always, always_n
	scan_emit("shape")
}
