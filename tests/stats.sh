#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# stats: what it counts, how the table stands, and that it says something stands out where something does and
# nothing where nothing does.
modori=${top_builddir:-.}/modori${EXEEXT:-}
[ -x "$modori" ] || { echo "the command is not built"; exit 77; }
awk=${AWK:-awk}
LC_ALL=C
export LC_ALL
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
status=0

# run WHAT ARGUMENT...: output in $work/out
run()
{
    what=$1
    shift
    "$modori" stats "$@" >"$work/out" 2>"$work/err" || { echo "$what: exit status $?"; status=1; }
}
holds() { grep -qF -e "$1" "$work/out" || { echo "$what: '$1' is not in:"; cat "$work/out"; status=1; }; }
lacks() { ! grep -qF -e "$1" "$work/out" || { echo "$what: '$1' is in:"; cat "$work/out"; status=1; }; }

# log COUNT DOMAIN sent|TEXT...: log lines of Postfix, each of a mail of its own
log()
{
    "$awk" -v n="$1" -v domain="$2" -v said="$3" -v day="${4:-Nov 24}" 'BEGIN {
        for (i = 1; i <= n; i++) {
            end = said == "sent" ? "dsn=2.0.0, status=sent (250 2.0.0 Ok)" : "dsn=5.0.0, status=bounced (" said ")"
            printf "%s 04:16:31 mail postfix/smtp[1]: %s%05dA: to=<u%d@%s>, relay=mx.%s[192.0.2.1]:25, delay=0.5, %s\n",
                day, substr(domain, 1, 1), i, i, domain, domain, end
        }
    }'
}
unknown='host mx[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)'
timeout='connect to mx[192.0.2.1]:25: Connection timed out'

# notice SENDER RECIPIENT REPLY [IP]: a mail of a folder
notices=0
notice()
{
    notices=$((notices + 1))
    cat >"$work/mails/$notices" <<EOF
Received: from relay.example.net (relay.example.net [${4:-192.0.2.25}])
	by mail.office.example (Postfix) with ESMTP id 0ED846C8; Tue, 24 Nov 2026 03:52:00 +0900
From: MAILER-DAEMON@relay.example.net
To: <$1>
Subject: Undelivered Mail Returned to Sender
Date: Tue, 24 Nov 2026 03:52:0$((notices % 10)) +0900
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.net

Final-Recipient: rfc822; $2
Action: failed
Status: 5.0.0
Remote-MTA: dns; mx.${2#*@}
Diagnostic-Code: smtp; $3

--b
Content-Type: message/rfc822

Received: from mail.office.example (mail.office.example [192.0.2.2])
	by relay.example.net (Postfix) with ESMTP id 0ED846C7; Tue, 24 Nov 2026 03:52:00 +0900
From: <$1>
To: <$2>
Message-ID: <$notices@office.example>

Hi
--b--
EOF
}
folder() { rm -rf "$work/mails"; mkdir "$work/mails"; }

# ---- what is counted
{ log 3 a.example "$unknown" 'Nov  9'; log 2 b.example sent; log 4 A.Example "$timeout" 'Nov 24'; } >"$work/log"
run 'a log' --by domain "$work/log"
holds '9 log lines with a result, 7 bounces, 7 recipients that failed or wait'
holds 'a.example        7  100.0%  ##############################'
lacks 'b.example'
run 'days stand in their order' --by day "$work/log"
printf 'day      count   share\n11-09        3   42.9%%  #######################\n11-24        4   57.1%%  ##############################\n' >"$work/want"
tail -n 3 "$work/out" | diff "$work/want" - || { echo "$what"; status=1; }
{ log 1 a.example "$timeout"; log 1 a.example "$timeout"; log 1 a.example "$unknown"; } | sed 's/bounced/deferred/' >"$work/log"
run 'a mail that is put off again' "$work/log"
holds '3 log lines with a result, 1 bounce, 1 recipient that failed or waits'
run 'the same as JSON' --json "$work/log"
holds '{"messages":3,"log_lines":3,"bounces":1,"recipients":1,"by":{"reason":[{"value":"net.connect","count":1}]'
holds '"stands_out":[]'
printf '2"\\\377-11-24 1xViTB-00005n-0C ** a@b.example: Unrouteable address\n' >"$work/log"
run 'what is no date' --json "$work/log"
holds '"day":[]'
log 1 a.example "$timeout" >"$work/log"
run 'nothing to count' --by sender "$work/log"
holds '(nothing tells the sender)'
run 'no log, no mail' /dev/null
holds '1 message, 0 bounces, 0 recipients that failed or wait'

# A log longer than a piece that is read at once, its last line without an end; and a mail of that length that quotes a log.
{ log 8000 a.example "$unknown"; log 1000 b.example sent; log 3 c.example "$timeout" 'Nov 25'; } >"$work/log"
printf '%s' "$(log 1 d.example "$timeout" 'Nov 26')" >>"$work/log"
run 'a long log' --by domain "$work/log"
holds '9004 log lines with a result, 8004 bounces, 8004 recipients'
holds 'd.example        1'
"$modori" stats --by domain - <"$work/log" | cmp - "$work/out" || { echo "$what: other counts from stdin"; status=1; }
{ printf 'From: cron@mail.example\nTo: root@mail.example\nSubject: Logwatch\nDate: Tue, 24 Nov 2026 03:52:00 +0900\n\n'; cat "$work/log"; } >"$work/logwatch"
run 'a long mail that quotes a log' "$work/logwatch"
holds '1 message, 0 bounces, 0 recipients'
rm -f "$work/log" "$work/logwatch"

# Who sent a mail stands in a line of its own, before those of its recipients; the null sender is nobody.
cat >"$work/log" <<'EOF'
Nov 24 04:16:31 mail postfix/smtpd[1]: 4E70F1E6: client=pc.office.example[192.0.2.9]
Nov 24 04:16:31 mail postfix/qmgr[1]: 4E70F1E6: from=<cron@office.example>, size=1, nrcpt=1 (queue active)
Nov 24 04:16:31 mail postfix/smtp[1]: 4E70F1E6: to=<u@a.example>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to a.example[192.0.2.1]:25: Connection refused)
Nov 24 04:16:32 mail postfix/qmgr[1]: 4E70F1E7: from=<>, size=1, nrcpt=1 (queue active)
Nov 24 04:16:32 mail postfix/smtp[1]: 4E70F1E7: to=<u@a.example>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to a.example[192.0.2.1]:25: Connection refused)
2026-11-24 04:49:30 1xViTB-00005n-0C <= hanako@office.example H=pc.office.example [192.0.2.9] P=esmtp S=500
2026-11-24 04:49:30 1xViTB-00005n-0C == u@b.example R=dnslookup T=remote_smtp defer (111): Connection refused
Nov 24 04:46:20 relay sendmail[1]: 6AO4kKuV000375: from=<taro@office.example>, size=500, class=0, nrcpts=1
Nov 24 04:46:20 relay sendmail[1]: 6AO4kKuV000375: to=<u@c.example>, delay=00:00:00, mailer=esmtp, relay=mx.c.example. [203.0.113.90], dsn=4.4.1, stat=Deferred: Connection refused by mx.c.example.
Nov 24 04:46:21 relay sendmail[1]: from=<x@office.example> <= y: from=
EOF
run 'senders of a log' --by sender "$work/log"
cat >"$work/want" <<'EOF'
4 log lines with a result, 4 bounces, 4 recipients that failed or wait

sender                   count   share
cron@office.example          1   33.3%  ##############################
hanako@office.example        1   33.3%  ##############################
taro@office.example          1   33.3%  ##############################
(not known of 1)
EOF
diff "$work/want" "$work/out" || { echo "$what"; status=1; }
sed -e 's/cron@/robot@/' -e 's/<u@a/<v@a/' "$work/log" | head -n 3 >>"$work/log"
run 'a queue id that is used again' --by sender "$work/log"
holds 'cron@office.example          1   25.0%'
holds 'robot@office.example         1   25.0%'

# ---- how the table stands: Japanese takes two columns, a long key ends in "..."
folder
notice 'さくら@例え.example' a@b.example '550 5.1.1 User unknown'
notice 'さくら@例え.example' c@b.example '550 5.1.1 User unknown'
notice hanako@office.example a@b.example '550 5.1.1 User unknown'
notice a-very-long-local-part-of-more-than-forty-columns@office.example a@b.example '550 5.1.1 User unknown'
LC_ALL=C.UTF-8 run 'columns' --by sender "$work/mails"
cat >"$work/want" <<'EOF'
sender                                          count   share
さくら@例え.example                                 2   50.0%  ███████████████
a-very-long-local-part-of-more-than-forty...        1   25.0%  ███████▌
hanako@office.example                               1   25.0%  ███████▌
EOF
tail -n 4 "$work/out" | diff "$work/want" - || { echo "$what"; status=1; }
LC_ALL=ja_JP.UTF-8 run 'columns in Japanese' --by sender "$work/mails"
cat >"$work/want" <<'EOF'
メール 4 通。そのうち不達または遅延 4 件、該当する宛先 4 件

送信者                                           件数    割合
さくら@例え.example                                 2   50.0%  ███████████████
a-very-long-local-part-of-more-than-forty...        1   25.0%  ███████▌
hanako@office.example                               1   25.0%  ███████▌
EOF
diff "$work/want" "$work/out" || { echo "$what"; status=1; }

# Of many values the most frequent, of many days the last; how many more there are is said.
{ i=10; while [ $i -lt 35 ]; do log 1 "d$i.example" "$unknown"; i=$((i + 1)); done; log 1 d20.example "$timeout"; } |
    "$awk" '{ sub(/u1@/, "u" NR "@"); print }' >"$work/log"
run 'many domains' --by domain "$work/log"
[ "$(grep -c '^d[0-9]' "$work/out")" -eq 20 ] || { echo "$what"; cat "$work/out"; status=1; }
[ "$(sed -n 4p "$work/out" | cut -c 1-11)" = d20.example ] || { echo "$what: the first"; cat "$work/out"; status=1; }
holds '(5 more)'
run 'many domains in Japanese' --lang ja --by domain "$work/log"
holds '（ほかに 5 種類）'
for month in Jan Mar May; do
    day=1
    while [ $day -lt 29 ]; do
        log 1 a.example "$unknown" "$(printf '%s %2d' $month $day)" | sed "s/u1@/$month$day@/"
        day=$((day + 1))
    done
done >"$work/log"
run 'many days' --by day "$work/log"
[ "$(grep -c '^0[0-9]-' "$work/out")" -eq 62 ] || { echo "$what"; cat "$work/out"; status=1; }
holds '(22 earlier)'
holds '01-23 '
lacks '01-22 '
for day in 'Dec 31' 'Jan  1' 'Dec 15' 'Jan 10' 'Feb  1'; do
    log 1 a.example "$unknown" "$day" | sed "s/u1@/$(echo "$day" | tr -d ' ')@/"
done >"$work/turn"
run 'days of two years' --by day "$work/turn"
[ "$(sed -n 's/^\([01][0-9]-[0-9]*\) .*/\1/p' "$work/out" | tr '\n' ' ')" = '12-15 12-31 01-01 01-10 02-01 ' ] ||
    { echo "$what"; cat "$work/out"; status=1; }
run 'many days in Japanese' --lang ja --by day "$work/log"
holds '（それ以前に 22 日分）'

# ---- what stands out
{ log 15 down.example "$timeout"; log 1 down.example sent; log 60 fine.example sent; log 6 other.example "$unknown"; } >"$work/log"
run 'one domain fails, others do not' "$work/log"
holds 'Stands out: mail to down.example, 15 of 21 (71%)'
holds '  94% of what goes there fails, 9% of what goes elsewhere'
holds '  15 of these 15: No connection to the other side'"'"'s server could be made.'
holds '  (net.connect)'
run 'the same in Japanese' --lang ja "$work/log"
holds '目立つもの：down.example 宛てのメール（21 件中 15 件、71%）'
holds '  失敗の割合：このドメイン宛て 94%、ほかのドメイン宛て 9%'
holds '  15 件中 15 件の理由：受信側のサーバーに接続できませんでした。（net.connect）'
run 'the same as JSON' --json "$work/log"
holds '"stands_out":[{"key":"domain","item":{"value":"down.example","count":15},"of":21,"reason":"net.connect","reason_count":15,"attempts":16}]'

{ log 30 big.example "$unknown"; log 900 big.example sent; log 3 small.example "$unknown"; log 90 small.example sent; } >"$work/log"
run 'a large domain fails no oftener than others' "$work/log"
lacks 'Stands out'

folder
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    notice "s$i@office.example" "r$i@d$i.example" '550 5.1.1 User unknown'
    notice "t$i@office.example" "q$i@d$i.example" '552 5.2.2 Mailbox full'
done
run 'a stage and a reason alone are nothing' "$work/mails"
lacks 'Stands out'

for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    notice cron@office.example report@partner.example '550 5.1.1 User unknown'
done
run 'one pair' "$work/mails"
holds 'Stands out: mail from cron@office.example to report@partner.example, 12 of 44 (27%)'
holds '  rcpt.full     The recipient'
run 'one pair, in Japanese' --lang ja "$work/mails"
holds 'cron@office.example から report@partner.example 宛てのメール（44 件中 12 件、27%）'
holds '  rcpt.full     宛先のメールボックスが満杯です。'
run 'what a domain is, needs no words' --by domain "$work/mails"
lacks 'Meaning'
lacks 'Stands out: mail to'

folder
for i in 1 2 3 4 5 6; do
    notice "s$i@office.example" "r$i@d$i.example" '550 5.7.1 Service unavailable; client [192.0.2.25] blocked using zen.spamhaus.org'
    notice "s$i@office.example" "q$i@d$i.example" '550 5.1.1 User unknown' 192.0.2.26
done
run 'one sending address' "$work/mails"
holds 'Stands out: mail from the IP address 192.0.2.25, refused 6 times by 6 domains because of the sending server itself'
holds '(ip.listed)'
folder
for i in 1 2 3 4 5 6; do
    notice "s$i@office.example" "r$i@one.example" '550 5.7.1 Service unavailable; client [192.0.2.25] blocked using zen.spamhaus.org'
done
run 'one domain has a rule of its own' "$work/mails"
lacks 'mail from the IP address'
exit $status
