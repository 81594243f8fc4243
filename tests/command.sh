#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The command's verbs on good input: what each prints, by language, on pages and in lines; and its exit status.
modori=${top_builddir:-.}/modori${EXEEXT:-}
[ -x "$modori" ] || { echo "the command is not built"; exit 77; }
src=${srcdir:-.}
story=$src/examples/bounces/552-content-rejected.eml
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset LC_ALL LC_MESSAGES LANG
status=0

# run STATUS ARGUMENT...: output in $work/out
run()
{
    want=$1 what="modori $2 $3 $4"
    shift
    "$modori" "$@" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    [ $got = "$want" ] || { echo "$what: exit status $got, not $want"; status=1; }
}
holds() { grep -q -e "$1" "$work/out" || { echo "$what: '$1' is not in: $(head -c 400 "$work/out")"; status=1; }; }
lacks() { ! grep -q -e "$1" "$work/out" || { echo "$what: '$1' is in its output"; status=1; }; }
lines() { [ "$(wc -l <"$work/out")" -eq "$1" ] || { echo "$what: $(wc -l <"$work/out") lines, not $1"; status=1; }; }

# code: a page a code, the table without one.
run 0 code --lang en 552 200
holds '^552  Requested mail action aborted: exceeded storage allocation$'
holds '^  Means       By the book a limit of storage is passed'
holds '^  Try again?  Another try with the same message does not help'
holds '^  Answers     MAIL, RCPT, DATA(end), BURL$'
holds '^  Answers     in practice: ANY$'
holds '^200$'
holds '^  Standing    not in any standard$'
[ "$(LC_ALL=C awk 'length($0) > 78' "$work/out" | wc -l)" -eq 0 ] || { echo "$what: a line is too long"; status=1; }
run 0 code --lang ja 552 200 521
holds '^  意味            規格上は'
holds '^  位置づけ        標準$'
holds '^  位置づけ        非標準$'
# 26 East Asian characters, or as many columns of ASCII, behind a label and its blanks: three bytes each at most.
[ "$(LC_ALL=C awk 'length($0) > 120' "$work/out" | wc -l)" -eq 0 ] || { echo "$what: a line is too long"; status=1; }
[ "$(grep -c -E '^ *(、|。|）|」)' "$work/out")" -eq 0 ] || { echo "$what: a line begins with a closing mark"; status=1; }
[ "$(grep -c -E '(（|「| )$' "$work/out")" -eq 0 ] || { echo "$what: a line ends with an opening mark or a blank"; status=1; }
run 0 code --lang xx 552
holds '^  Means '
run 0 code --json
holds '^{"code":552,"standard_text":"Requested mail action aborted: exceeded storage allocation",'
holds '^{"code":"X.7.26",'
run 1 code 552 5.x.1
holds '^552 '
for lang in en ja; do
    run 0 code --lang $lang
    lines "$("$modori" code --json | wc -l)"
    holds '^X\.7\.26  *[^ ]'
    holds '^552  *[^ ]'
done

# On a terminal a page is as wide as that is, but at least 40 columns and at most 100.
terminal() { script -qec "stty cols $1; '$modori' reply --lang en '552 Error: content rejected'" /dev/null </dev/null; }
if terminal 80 2>/dev/null | grep -q 'content rejected'; then
    for columns in 10:40 39:40 40:40 60:60 250:100; do
        widest=$(terminal "${columns%:*}" | tr -d '\r' | LC_ALL=C awk 'length($0) > n { n = length($0) } END { print n }')
        [ "$widest" -le "${columns#*:}" ] && [ "$widest" -gt $((${columns#*:} - 15)) ] ||
            { echo "a terminal of ${columns%:*} columns: a line of $widest"; status=1; }
    done
fi

# The same message as lines, as a page in two languages, as JSON.
run 0 parse "$story"
lines 2
holds '552-content-rejected.eml: failed, postfix$'
run 0 parse --json "$story"
lines 1
holds '"kind":"failed","is_bounce":true,"is_machine":true,"dialect":"postfix"'
run 0 explain --lang en "$story"
holds '^Not delivered: '
holds '552 Error: content rejected'
run 0 explain --lang ja "$story"
lacks '^Not delivered'
holds '552 Error: content rejected'
# An ordinary mail was sent when it is dated: once is enough.
printf '%s\n' 'From: hanako@example.com' 'Subject: hello' 'Date: Thu, 26 Nov 2026 09:10:58 +0900' '' 'hi' >"$work/mail"
run 0 explain --lang en "$work/mail"
holds '^Subject  hello$'
holds '2026-11-26 09:10:58 +09:00$'
run 0 explain --lang en "$src/README.md"
holds '^This message reports nothing about a delivery'

# What is the caller's own: of a message that was sent through a hosting firm.
cat >"$work/own" <<'END'
From: MAILER-DAEMON@mail.example.org
To: news@office.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="BB"

--BB
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; taro@partner.example
Action: failed
Status: 5.1.1

--BB
Content-Type: text/rfc822-headers

Received: from gate.hosting.example ([192.0.2.11]) by mail.example.org
Received: from pc.hosting.example ([192.0.2.10]) by gate.hosting.example
From: news@office.example

--BB--
END
run 0 parse --json "$work/own"
holds '"host":"gate.hosting.example","ip":"192.0.2.11","role":"relay"'
for own in hosting.example gate.hosting.example 192.0.2.11; do
    run 0 parse --json --own other.example --own "$own" "$work/own"
    holds '"host":"gate.hosting.example","ip":"192.0.2.11","role":"own"'
    run 0 explain --json --own="$own" "$work/own"
    holds '"host":"gate.hosting.example","ip":"192.0.2.11","role":"own"'
done
run 0 compare --own hosting.example "$story" "$story"
run 2 parse --own 'bounces+{local@example.org' "$story"
run 2 parse --own '' "$story"
run 2 explain --own

# reply: words or lines, in one object each.
run 0 reply --json 552 Error: content rejected '(in reply to end of DATA command)'
lines 1
holds '"reply":552'
holds '"phase":"end-of-data"'
run 0 reply --json --phase end-of-data 550 no
holds '"phase":"end-of-data"'
run 0 reply --json --phase=rcpt 550 no
holds '"phase":"rcpt"'
run 2 reply --phase dinner 550 no
printf '550-5.1.1 a\r\n550 5.1.1 b\r\nconnect to mx.example.org[192.0.2.1]:25: Connection refused\n' >"$work/replies"
"$modori" reply --json - <"$work/replies" >"$work/out" || { echo 'reply -: exit status'; status=1; }
what='modori reply -'
lines 2
holds '"remote_host":"mx.example.org"'
printf '\n \t\n550 no\n  \n' | "$modori" reply --json >"$work/out" || { echo 'reply, blank lines: exit status'; status=1; }
what='modori reply, blank lines'
lines 1

# log, compare, stats. A pipe gives its bytes in other pieces than a file does.
run 0 log --json "$src/tests/samples/log/postfix.log"
holds '"status":"5.1.1"'
# shellcheck disable=SC2002
cat "$src/tests/samples/log/postfix.log" | while read -r line; do printf '%s\n' "$line"; done |
    "$modori" log --json - | cmp - "$work/out" || { echo 'modori log -: other lines than of a file'; status=1; }
run 1 log --json "$work" "$src/tests/samples/log/exim.log"
holds '"reply":550'
run 0 compare --lang en "$story" "$story"
holds 'Two mails to '
run 0 compare --lang ja "$src/tests/samples/experiment/html-refused.eml" "$src/tests/samples/experiment/plain-taken.mail"
holds '^件名  .*[^ ]$'
holds '^送信日時  *[0-9].* +09:00  *[0-9].* +09:00$'
run 2 compare "$story"
run 2 compare - -
grep -q 'only one of the two can be the standard input' "$work/err" || { echo "$what: $(cat "$work/err")"; status=1; }
# The address that failed is one that the mail was passed on to: whether the other mail went there is not known.
printf '%s\n' 'Final-Recipient: rfc822; taro@home.example' 'Original-Recipient: rfc822; taro@partner.example' \
    'Action: failed' 'Diagnostic-Code: smtp; 552 Content rejected' >"$work/passed-on"
for to in partner home other; do
    printf '%s\n' 'From: hanako@example.com' "To: taro@$to.example" 'Subject: x' '' 'hi' >"$work/to"
    run 0 compare --json "$work/passed-on" "$work/to"
    case $to in
    partner) holds '"shows":\["recipient-unknown"' ;;
    home) holds '"same":\[{"what":"recipient"' ;;
    other) holds '"shows":\["other-recipient"' ;;
    esac
    printf '%s\n' "Final-Recipient: rfc822; taro@$to.example" 'Action: delivered' 'Status: 2.0.0' >"$work/to"
    run 0 compare --json "$work/to" "$work/passed-on"
    case $to in
    partner) holds '"unknown":\[{"what":"recipient"' ;;
    home) holds '"same":\[{"what":"recipient"' ;;
    other) holds '"shows":\["other-recipient"' ;;
    esac
done
run 0 compare --json "$work/own" "$work/mail"
holds '{"what":"attachments","values":\[null,\[\]\]}'
run 0 stats --by phase "$src/tests/samples/postfix"
holds '^phase .*count .*share$'
holds '^rcpt  *[0-9][0-9]*  *[0-9.]*%'
run 0 stats --json "$src/tests/samples/log/postfix.log"
lines 1
holds '"by":{"reason":\[{"value":'
run 2 stats --by nothing "$story"

# What is no option of a verb is refused and not passed over; --json and --lang are for all.
while read -r verb option; do
    # shellcheck disable=SC2086
    run 2 $verb $option "$story" "$story"
    grep -q "^modori: not an option of this verb: ${option%% *}\$" "$work/err" ||
        { echo "modori $verb $option: $(cat "$work/err")"; status=1; }
    grep -q "^usage: modori $verb " "$work/err" || { echo "modori $verb $option: no usage"; status=1; }
done <<'EOF'
parse --person
parse --by day
explain --by day
explain --phase rcpt
reply --by day
reply --own example.org
log --own example.org
stats --own example.org
log --person
log --phase rcpt
code --person
code --by day
compare --person
compare --by day
stats --person
stats --phase rcpt
EOF
run 0 log --lang ja "$src/tests/samples/log/postfix.log"
run 0 log "$src/tests/samples/log/postfix.log" --json

# What is wrong with an option is said, with how the verb is used.
while IFS='|' read -r words said; do
    # shellcheck disable=SC2086
    run 2 $words
    grep -q "^modori: $said\$" "$work/err" || { echo "modori $words: $(cat "$work/err")"; status=1; }
    grep -q "^usage: modori ${words%% *} " "$work/err" || { echo "modori $words: no usage"; status=1; }
done <<'EOF'
parse --jason|there is no option --jason
explain --lang|a value is missing behind --lang
stats --by|a value is missing behind --by
reply --json=1 550|an option without a value has one: --json=1
compare one|compare takes two files
compare one two three|compare takes two files
parse|nothing to read: a path is missing
EOF

run 2
grep -q '^modori: a verb is missing$' "$work/err" || { echo "modori: $(cat "$work/err")"; status=1; }
run 2 dinner
grep -q '^modori: there is no verb dinner$' "$work/err" || { echo "modori dinner: $(cat "$work/err")"; status=1; }
run 1 log "$work/nothing"
grep -q "^modori: $work/nothing: " "$work/err" || { echo "modori log: $(cat "$work/err")"; status=1; }

# Help is no fault, of a verb neither.
run 0 --help
holds '^  modori reply '
for verb in parse explain reply log code compare stats; do
    run 0 "$verb" --help
    lines 1
    holds "^usage: modori $verb "
    run 0 "$verb" --json --help
    holds "^usage: modori $verb "
done
run 0 reply -- --help
lacks '^usage'

# What cannot be written is told, whatever it is.
if [ -w /dev/full ]; then
    for words in --help --version 'parse --help' 'code 550' "explain $story"; do
        # shellcheck disable=SC2086
        "$modori" $words >/dev/full 2>"$work/err"
        got=$?
        { [ $got = 1 ] && grep -q '^modori: output: could not be written$' "$work/err"; } ||
            { echo "modori $words, full: exit status $got, $(cat "$work/err")"; status=1; }
    done
fi

# The example of the manual: who did not get the mail; nothing of who did.
example=${top_builddir:-.}/examples/bounce${EXEEXT:-}
printf '%s\n' 'Final-Recipient: rfc822; taro@example.com' 'Action: delivered' 'Status: 2.0.0' '' \
    'Final-Recipient: rfc822; jiro@example.com' 'Action: failed' 'Status: 5.1.1' |
    "$example" >"$work/out" || { echo "$example: exit status $?"; status=1; }
what=$example
holds '^jiro@example.com: rcpt.unknown$'
lacks 'taro\|null'
exit $status
