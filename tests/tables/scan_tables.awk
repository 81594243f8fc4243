# SPDX-License-Identifier: BSD-2-Clause
# Tables for tests/unit/test_scan.c: awk -f tables/gen/scan.awk -f tests/tables/scan_tables.awk
# "few" has a handful of literals, "many" has the same and 3000 made-up words beside them.

function few() {
	scan_add("mailbox not found", 1, scan_flags(1, 1))
	scan_add("user unknown", 2, scan_flags(1, 1))
	scan_add("doesn't exist", 3, scan_flags(1, 1))
	scan_add("block", 4, scan_flags(1, 0))
	scan_add("宛先が見つかりません", 5, scan_flags(0, 0))
	scan_add("this message was created automatically", 6, 0)
	scan_add("spam", 7, scan_flags(1, 1))
	scan_add("spam", 8, 0)
	scan_add("is a \"quoted\\path??/", 9, 0)
	scan_add("получатель не найден", 10, 0)
	scan_add("échec de la remise à ÷", 11, 0)
	scan_add("skrzynka łódź źle", 12, 0)
	scan_add("χρήστης ΩΠ", 13, 0)
	scan_add("ёлка Ђ", 14, 0)
}

function refuse(text) {
	if (scan_add(text, 1, 0) == "") { print "scan_add took \"" text "\"" > "/dev/stderr"; exit 1 }
}

END {
	refuse("abc")
	refuse("User unknown")
	refuse("user  unknown")
	few()
	scan_emit("few")
	few()
	letters = "bcdfghjklmnpqrstvwxz"
	for (i = 0; i < 3000; i++) {
		word = "q"
		for (n = i + 8000; n > 0; n = int(n / 20)) word = word substr(letters, n % 20 + 1, 1) "u"
		scan_add(word, 100 + i, scan_flags(1, 1))
	}
	scan_emit("many")
}
