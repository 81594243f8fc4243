# SPDX-License-Identifier: BSD-2-Clause
# Tables for tests/unit/test_lexicon.c: awk -f tables/gen/scan.awk -f tables/gen/lexicon.awk -f tests/tables/lexicon_tables.awk
# "few" has a handful of literals, "many" has the same and 3000 made-up words beside them. Prints the literals of "few"
# as a table, too, so that the test can look for each in the plainest way.

function add(text, flags) {
	if (!lexicon_add(text, key, flags)) { print "lexicon_add refused \"" text "\"" > "/dev/stderr"; exit 1 }
	if (listing) printf "{\"%s\", %d},\n", text, flags
	key++
}

function few() {
	key = 0
	lexicon_note[0] = 513
	add("user unknown", scan_flags(1, 1))
	add("user", scan_flags(1, 1))
	add("user", scan_flags(1, 0))
	add("mailbox not found", scan_flags(1, 1))
	add("mailbox not", scan_flags(1, 0))
	add("doesn't exist", scan_flags(1, 1))
	add("block", scan_flags(1, 0))
	add("is not a blo", scan_flags(1, 0))
	add(" rbl ", scan_flags(1, 1))
	add("[bl2", scan_flags(1, 0))
	add("kb limit", scan_flags(0, 1))
	add("4xx error", scan_flags(1, 1))
	add("undeliverability", scan_flags(1, 1))
	add("undeliverabilities of", scan_flags(1, 1))
	add("misconfigurations", scan_flags(1, 0))
	add("e-mail", scan_flags(1, 1))
	add("e mail", scan_flags(1, 1))
	add("size: ", scan_flags(1, 0))
	add("(user", scan_flags(1, 1))
	add("host not found.", scan_flags(1, 1))
	add("127.0.0.1", scan_flags(1, 1))
	add("sc-1", scan_flags(1, 0))
	add("error 4", scan_flags(1, 0))
	add("is not fou", scan_flags(1, 0))
	add("hosts", scan_flags(1, 0))
	add("4 xx error", scan_flags(1, 1))
	add("x1kb", scan_flags(1, 1))
	add("unknown", scan_flags(1, 1))
}

function refuse(text) {
	if (lexicon_add(text, 1, 0)) { print "lexicon_add took \"" text "\"" > "/dev/stderr"; exit 1 }
}

END {
	refuse("宛先が見つかりません")
	refuse("****")
	refuse("([<x")
	refuse("421")
	print "static const struct { const char *text; unsigned flags; } literals[] = {"
	listing = 1
	few()
	listing = 0
	print "};"
	lexicon_emit("few")
	few()
	letters = "bcdfghjklmnpqrstvwxz"
	for (i = 0; i < 3000; i++) {
		word = "q"
		for (n = i + 8000; n > 0; n = int(n / 20)) word = word substr(letters, n % 20 + 1, 1) "u"
		add(word, scan_flags(1, 1))
	}
	lexicon_emit("many")
}
