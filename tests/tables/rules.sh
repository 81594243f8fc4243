#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The compilers of the rules: what a person gets wrong in a rule is refused with file, line and message, exit status 1
# and nothing written; a comma, a bar or a quote in a phrase is part of it.
srcdir=$(cd "${srcdir:-.}" && pwd) || exit 99
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL
cd "$work" || exit 99
gen=$srcdir/tables/gen
status=0
seen=0

# compile GENERATOR: what the Makefile runs, over ./table
compile()
{
    set -- "$1" "$gen"
    case $1 in
    reasons)
        ${AWK:-awk} -f "$2/lib.awk" -f "$2/scan.awk" -f "$2/lexicon.awk" -f "$2/phrases.awk" -f "$2/votes.awk" -f "$2/reasons.awk" \
            "$srcdir/include/modori.h" table.rules ;;
    causes)
        ${AWK:-awk} -f "$2/lib.awk" -f "$2/causes.awk" role=header "$srcdir/include/modori.h" \
            role=names "$srcdir/tables/vocab/names.tab" role=causes table.rules ;;
    charsets)
        ${AWK:-awk} -f "$2/lib.awk" -f "$2/charsets.awk" "$srcdir/lib/grammar/charset_inside.h" table.rules ;;
    dialects)
        ${AWK:-awk} -f "$2/lib.awk" -f "$2/scan.awk" -f "$2/pattern.awk" -f "$2/dialects.awk" table.rules ;;
    word_lists)
        ${AWK:-awk} -f "$2/lib.awk" -f "$2/scan.awk" -f "$2/pattern.awk" -f "$2/word_lists.awk" \
            word_list.h "$srcdir/include/modori.h" table.rules ;;
    *)
        ${AWK:-awk} -f "$2/lib.awk" -f "$2/$1.awk" table.rules ;;
    esac
}

fault() { echo "$1"; status=1; }

# refuse GENERATOR LINE MESSAGE: the table on the standard input has a fault in that line
refuse()
{
    seen=$((seen + 1))
    cat >table.rules
    compile "$1" >out 2>messages
    code=$?
    if [ "$code" -ne 1 ] || [ -s out ] || ! grep -Eq "table\.rules:$2: .*($3)" messages; then
        fault "$1: exit status $code instead of 1 and \"line $2: $3\":"
        cat table.rules messages
    fi
}

# accept GENERATOR: the table on the standard input passes
accept()
{
    seen=$((seen + 1))
    cat >table.rules
    compile "$1" >out 2>messages || fault "$1 refuses what is right: $(cat messages)"
    [ -s out ] || fault "$1 has written nothing"
}

accept reasons <<'END'
reason rcpt.full
  rule comma 80
    "mailbox full, sorry" | 552 mailbox full, sorry, bye
    "(no|out of) space, (try|come) again" | 552 out of space, come again | or not
END
refuse reasons 1 'before any reason' <<'END'
  rule early 80
END
refuse reasons 1 'unknown reason: rcpt\.fool' <<'END'
reason rcpt.fool
END
refuse reasons 2 'a rule is' <<'END'
reason rcpt.full
  rule heavy 100
END
refuse reasons 4 'there already' <<'END'
reason rcpt.full
  rule same 80
    "mailbox is full" | 552 mailbox is full
  rule same 80
    "quota exceeded" | 552 quota exceeded
END
refuse reasons 3 'without its example' <<'END'
reason rcpt.full
  rule bare 80
    "mailbox is full"
END
refuse reasons 3 'not to be found by its words' <<'END'
reason rcpt.full
  rule starred 80
    "****" | 552 **** is full
END
refuse reasons 3 'the example does not have the phrase' <<'END'
reason rcpt.full
  rule other 80
    "mailbox is full" | 552 mailbox is empty
END
refuse reasons 3 'begins within a word' <<'END'
reason rcpt.full
  rule half 80
    "n't fit into the mailbox" | 552 It doesn't fit into the mailbox
END
refuse reasons 3 'shorter than 4' <<'END'
reason rcpt.full
  rule short 80
    "big" | 552 too big
END
refuse reasons 3 'upper case' <<'END'
reason rcpt.full
  rule loud 80
    "Mailbox" | 552 Mailbox
END
refuse reasons 3 'by what' <<'END'
reason rcpt.full
  rule words 19
    by code
END
refuse reasons 7 'a rule by words already: rcpt\.full/words' <<'END'
reason rcpt.full
  rule words 19
    by words
    | 552 no room in his box
reason rcpt.full
  rule more-words 19
    by words
END
refuse reasons 2 'is by words, and has a phrase' <<'END'
reason rcpt.full
  rule words 19
    by words
    "mailbox full" | 552 mailbox full
END
refuse reasons 2 'is not by words' <<'END'
reason rcpt.full
  rule full 60
    "mailbox full" | 552 mailbox full
    like 552 no room in his box
END
refuse reasons 2 'has no example' <<'END'
reason rcpt.full
  rule words 19
    by words
END
refuse reasons 4 'unknown condition' <<'END'
reason rcpt.full
  rule cond 80
    "mailbox is full" | 552 mailbox is full
    if weather fine
END
refuse reasons 4 'no reply code' <<'END'
reason rcpt.full
  rule cond 80
    "mailbox is full" | 552 mailbox is full
    if reply five
END
refuse reasons 4 'unknown reason' <<'END'
reason rcpt.full
  rule cond 80
    "mailbox is full" | 552 mailbox is full
    or rcpt.fuller
END
refuse reasons 4 'more than two' <<'END'
reason rcpt.full
  rule cond 80
    "mailbox is full" | 552 mailbox is full
    or rcpt.unknown rcpt.refused policy.local
END
refuse reasons 5 'more than two' <<'END'
reason rcpt.full
  rule cond 80
    "mailbox is full" | 552 mailbox is full
    or rcpt.unknown rcpt.refused
    names policy.local
END
refuse reasons 4 'unknown reason' <<'END'
reason rcpt.full
  rule cond 80
    "mailbox is full" | 552 mailbox is full
    names rcpt.fuller
END
refuse reasons 4 'names what' <<'END'
reason rcpt.full
  rule cond 80
    "mailbox is full" | 552 mailbox is full
    names
END
refuse reasons 4 'no sentence that names' <<'END'
reason rcpt.full
  rule cond 40
    if enhanced 5.2.2
    names policy.local
    | 552 5.2.2
END
refuse reasons 2 'neither reason nor rule' <<'END'
reason rcpt.full
  what is this
END

refuse near_domains 1 'is needed' <<'END'
famous	example.com
END
refuse near_domains 1 'lower-case' <<'END'
known	Example.com
END
refuse near_domains 2 'twice' <<'END'
known	example.com
known	example.com
END
refuse near_domains 2 'not a known domain' <<'END'
known	example.com
confused	exmple.com	example.net
END
refuse near_domains 2 'not in order' <<'END'
known	example.com
countries	jp de
END

refuse causes 2 'four cells' <<'END'
evidence html	a part of it is HTML
content.spam	html	html-mail
END
refuse causes 2 'no such evidence' <<'END'
evidence html	a part of it is HTML
content.spam	htm	html-mail	send-plain-text
END

refuse attachments 1 'three fields are needed' <<'END'
exe	executable
END

refuse charsets 1 'two fields' <<'END'
charset
END
refuse charsets 1 'before any charset' <<'END'
labels	utf8
END
refuse charsets 1 'no such charset: UTF9' <<'END'
charset	UTF9
END
refuse charsets 2 'charset is there twice' <<'END'
charset	UTF8
charset	UTF8
END
refuse charsets 2 'neither charset' <<'END'
charset	UTF8
label	utf8
END
refuse charsets 2 'letters and digits' <<'END'
charset	UTF8
labels	utf-8
END
refuse charsets 4 'label is there twice' <<'END'
charset	UTF8
labels	utf8
charset	UTF7
labels	utf7 utf8
END
refuse charsets 2 'more than three' <<'END'
charset	CP932
iconv	CP932 SHIFT_JIS SJIS MS932
END
refuse charsets 2 'no name of iconv: cp932' <<'END'
charset	CP932
iconv	cp932
END

refuse entities 1 'two fields' <<'END'
amp
END
refuse entities 1 'letters and digits at most: &amp;' <<'END'
&amp;	0026
END
refuse entities 1 'letters and digits at most: CounterClockwise' <<'END'
CounterClockwise	2233
END
refuse entities 1 'four hexadecimal' <<'END'
amp	&
END
refuse entities 2 'twice' <<'END'
amp	0026
amp	0026
END

refuse line_breaks 1 'three fields' <<'END'
start	3001
END
refuse line_breaks 1 'three fields' <<'END'
middle	3001	、
END
refuse line_breaks 1 'four hexadecimal' <<'END'
start	30	0
END
refuse line_breaks 1 'is not number 3002' <<'END'
start	3002	、
END
refuse line_breaks 2 'ascend' <<'END'
start	3002	。
start	3001	、
END
refuse line_breaks 1 'both kinds' <<'END'
start	3001	、
END

# The header that names the lists.
printf 'enum mdr_word_list {\n    MDR_WORDS_GREETING,\n    MDR_WORD_LISTS\n};\n' >word_list.h
accept word_lists <<'END'
list greeting anywhere word gives action
  "hello" = failed          | Well, Hello!
    | hello
  # behind a comment
  "good \"day\"" = delayed  | A good "day" to you
END
refuse word_lists 1 'before any list' <<'END'
"hello" | Hello
END
refuse word_lists 1 'has no MDR_WORDS_FAREWELL' <<'END'
list farewell start
  "bye" | Bye
END
refuse word_lists 3 'is there twice' <<'END'
list greeting start
  "hello" | Hello
list greeting start
  "hi" | Hi
END
refuse word_lists 1 'lower-case letters' <<'END'
list Greeting start
  "hello" | Hello
END
refuse word_lists 1 'tells where its words stand' <<'END'
list greeting somewhere
  "hello" | Hello
END
refuse word_lists 1 'unknown key' <<'END'
list greeting start loud
  "hello" | Hello
END
refuse word_lists 1 'unknown key' <<'END'
list greeting start gives joy
  "hello" | Hello
END
refuse word_lists 1 'no words beside it' <<'END'
list greeting whole word
  "hello" | hello
END
refuse word_lists 1 'a list without words' <<'END'
list greeting start
END
refuse word_lists 2 'neither a list nor a word' <<'END'
list greeting start
  hello | Hello
END
refuse word_lists 2 'closing quote' <<'END'
list greeting start
  "hello | Hello
END
refuse word_lists 2 'without its example' <<'END'
list greeting start
  "hello"
END
refuse word_lists 2 'does not have the word' <<'END'
list greeting start
  "hello" | Well, hello
END
refuse word_lists 2 'does not have the word' <<'END'
list greeting end word
  "day" | Sunday
END
refuse word_lists 3 'does not have the word' <<'END'
list greeting start
  "hello" | Hello
  | Hallo
END
refuse word_lists 2 'an example of no word' <<'END'
list greeting start
  | Hello
END
refuse word_lists 2 'upper case' <<'END'
list greeting start
  "Hello" | Hello
END
refuse word_lists 2 'an empty word' <<'END'
list greeting start
  "" | Hello
END
refuse word_lists 3 'twice: "hello"' <<'END'
list greeting start
  "hello" | Hello
  "hello" | Hello you
END
refuse word_lists 3 'needless beside "hello"' <<'END'
list greeting anywhere
  "hello" | Hello
  "hello you" | Hello you
END
refuse word_lists 2 'value is missing' <<'END'
list greeting start gives number
  "hello" | Hello
END
refuse word_lists 2 'gives no values' <<'END'
list greeting start
  "hello" = 5 | Hello
END
refuse word_lists 2 'not a number' <<'END'
list greeting start gives number
  "hello" = five | Hello
END
refuse word_lists 2 'unknown action' <<'END'
list greeting start gives action
  "hello" = greeted | Hello
END
refuse word_lists 6 'more than four words' <<'END'
list greeting anywhere
  "hi" | hi
  "ho" | ho
  "ha" | ha
  "he" | he
  "hu" | hu
END
refuse word_lists 2 'its other forms|their other forms' <<'END'
list greeting anywhere
  "hello  you" | hello  you
END
accept dialects <<'END'
dialect plain
    sign line "~*ich bin bis * abwesend*"
    mark line "{number}#"
    mark header X-Plain
    example
    | 5#
    = dialect plain
END
refuse dialects 2 'four letters or a mark of punctuation' <<'END'
dialect plain
    mark line "~no * abc*"
    example
    | no bin ich abc
    = dialect plain
END
refuse dialects 2 'begins with a letter' <<'END'
dialect plain
    mark header *-Plain
    example
    : X-Plain: yes
    = dialect plain
END

# More literals than the columns of the lexicon's tables have room for are no smaller numbers.
for n in 271 272; do
    echo 'END { for (i = 0; i < '$n'; i++) lexicon_add("user unknown", i, 3); lexicon_emit("few") }' >many.awk
    ${AWK:-awk} -f "$gen/scan.awk" -f "$gen/lexicon.awk" -f many.awk </dev/null >many.inc 2>error
    [ $? = $((n > 271)) ] || fault "$n literals of one end"
done
grep -q '256 where a column of the table holds 255' error || fault "272 literals: $(cat error)"

# Nor are they of the scanner's: keys, flags, and the rows that its buckets count.
# scanner_holds STATUS PROGRAM [NUMBER MOST]
scanner_holds()
{
    echo "END { $2; scan_emit(\"few\") }" >many.awk
    ${AWK:-awk} -f "$gen/scan.awk" -f many.awk </dev/null >many.inc 2>error
    [ $? = "$1" ] || fault "scanner: $2: $(cat error)"
    [ "$1" = 0 ] || grep -q "scan.awk: $3 where a column of the table holds $4" error || fault "scanner: $2: $(cat error)"
}
scanner_holds 0 'scan_add("user unknown", 65535, 255)'
grep -q '^{0,65535,[0-9]*,12,[0-9]*,255},$' many.inc || fault "scanner: $(grep , many.inc | head -n 3)"
scanner_holds 1 'scan_add("user unknown", 65536, 3)' 65536 65535
scanner_holds 1 'scan_add("user unknown", 1, 256)' 256 255
scanner_holds 1 'scan_n = 65535; scan_add("user unknown", 1, 3)' 65536 65535

# Nor of a rule's rows: one for each literal that must not be there, and one before them.
for n in 254 255; do
    {
        printf 'reason rcpt.full\n  rule much 80\n    "mailbox is full" | 552 mailbox is full\n'
        awk 'BEGIN { for (i = 1; i <= '$n'; i++) print "    unless \"but number " i "\"" }'
    } >table.rules
    compile reasons >out 2>messages
    [ $? = $((n > 254)) ] || fault "$n literals that must not be there: $(cat messages)"
done
grep -q '256 where a column of the table holds 255' messages || fault "255 literals that must not be there: $(cat messages)"

[ "$seen" -ge 73 ] || fault "only $seen tables were tried"
echo "$seen tables"
exit $status
