#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The command on what is no mail, or mail that was made to hurt: it ends by itself, with the exit status
# that modori(1) promises, and says what is wrong; nothing from a mail acts on a terminal.
modori=${top_builddir:-.}/modori${EXEEXT:-}
[ -x "$modori" ] || { echo "the command is not built"; exit 77; }
LC_ALL=C
export LC_ALL
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
status=0
escape=$(printf '\033')

# expect STATUS WHAT COMMAND...: output in $work/out and $work/err
expect()
{
    want=$1 what=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    [ $got = "$want" ] || { echo "$what: exit status $got, not $want"; status=1; }
}

holds() { grep -q -e "$2" "$work/$1" || { echo "$what: '$2' is not in $1: $(head -c 300 "$work/$1")"; status=1; }; }
silent() { [ ! -s "$work/$1" ] || { echo "$what: $1 is not empty: $(head -c 300 "$work/$1")"; status=1; }; }

: >"$work/empty"
expect 0 'an empty file' "$modori" parse --json "$work/empty"
holds out '"kind":"none"'
holds out 'empty-input'
expect 0 'an empty file, explained' "$modori" explain --lang en "$work/empty"
[ -s "$work/out" ] || { echo 'an empty file is not explained'; status=1; }

mkdir "$work/folder" "$work/folder/below"
expect 0 'a folder without mail' "$modori" parse --json "$work/folder"
silent out

expect 1 'a path that is not there' "$modori" parse --json "$work/nothing"
holds err nothing
expect 1 'one good path and a bad one' "$modori" parse --json "$work/empty" "$work/nothing"
holds out '"kind":"none"'
expect 2 'no verb' "$modori"
holds err verb
expect 2 'an unknown option' "$modori" parse --jason "$work/empty"
expect 2 'no path' "$modori" explain

# A binary: this shell, or whatever there is.
head -c 200000 /bin/sh >"$work/binary"
expect 0 'a binary' "$modori" parse --json "$work/binary"
holds out '"kind":"none"'
expect 0 'a binary, explained' "$modori" explain --lang ja "$work/binary"

# What is compressed is named, and how to read it; what only begins like it is read.
printf '\037\213\010\000rest' >"$work/mail.gz"
printf 'BZh91AY&SY rest' >"$work/mail.bz2"
printf '\3757zXZ\000rest' >"$work/mail.xz"
printf '\050\265\057\375rest' >"$work/mail.zst"
for kind in 'gz gzip' 'bz2 bzip2' 'xz xz' 'zst zstd'; do
    for verb in 'parse --json' explain stats log "compare $work/empty"; do
        # shellcheck disable=SC2086
        expect 1 "$kind, $verb" "$modori" $verb "$work/mail.${kind% *}"
        holds err "compressed with ${kind#* }"
    done
    "$modori" reply - <"$work/mail.${kind% *}" >"$work/out" 2>"$work/err" && { echo "$kind: reply - takes it"; status=1; }
    holds err "compressed with ${kind#* }"
done
printf 'BZh9, and nothing of the kind\n' >"$work/text"
expect 0 'a text that begins like it' "$modori" parse --json "$work/text"

# Controls from a mail: escape sequences, C1, a carriage return, a forged second line.
printf 'From: MAILER-DAEMON@example.net\nSubject: Undelivered Mail \033]0;owned\007\n\n%s\n\n<u\033[2J@example.org>: host x\033[31m.example[192.0.2.1] said: 550 \033[1mno\233\rgone \302\233 (in reply to RCPT TO command)\n' \
    'This is the mail system at host mail.example.net.' >"$work/controls"
for verb in 'parse' 'explain --lang en' 'explain --lang ja' 'explain --person' 'parse --json' 'stats' 'log' 'compare '"$work/controls"; do
    # shellcheck disable=SC2086
    expect 0 "controls, $verb" "$modori" $verb "$work/controls"
    if grep -q "$escape" "$work/out" || tr -d '\n\t' <"$work/out" | LC_ALL=C grep -q '[[:cntrl:]]'; then
        echo "$what: a control character reaches the terminal"; status=1
    fi
done
expect 0 'controls in a reply' "$modori" reply "550 ${escape}[31mno"
! grep -q "$escape" "$work/out" || { echo "$what: a control character reaches the terminal"; status=1; }

# What is odd is named: the file, which message of it, and the byte.
printf 'From a@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n\nx\n\nFrom a@example.org Mon Jan  1 00:00:00 2024\nSubject: y\n\n\000\n' >"$work/odd"
expect 0 'an odd message of two' "$modori" parse "$work/odd"
holds out '/odd: none$'
holds out '/odd (message 1): none; odd: nul-byte at 12$'
expect 1 'paths of which one is no mail and one is not there' "$modori" parse "$work/nothing" "$work/folder"
holds err 'nothing: '
holds err 'folder: there is no message in it'
mkdir "$work/three" "$work/three/cur"
cp "$work/empty" "$work/three/cur/1:2,S"
ln -s loop "$work/three/loop"
ln -s . "$work/three/self"
mkfifo "$work/three/pipe"
expect 1 'a folder with a loop of links and a pipe' "$modori" explain --lang en "$work/three"
holds out 'three/cur/1:2,S$'
holds err 'three/loop: '

deep=$work/deep
for _ in 1 2 3 4 5 6 7 8; do deep=$deep/a/a/a/a/a/a/a/a; done
mkdir -p "$deep"
cp "$work/empty" "$work/deep/a/mail"
expect 1 'folders in folders without end' "$modori" parse "$work/deep"
holds out 'deep/a/mail: none'
holds err '/a: too many folders within folders$'

# Names of files are from strangers, too.
cp "$work/empty" "$work/a${escape}[31mb"
expect 0 'controls in a file name' "$modori" parse "$work/a${escape}[31mb"
! grep -q "$escape" "$work/out" || { echo "$what: a control character reaches the terminal"; status=1; }

# A hundred million line ends, and fifty thousand parts inside of each other.
head -c 100000000 /dev/zero | tr '\0' '\n' >"$work/newlines"
expect 0 '100 MB of newlines' "$modori" parse --json "$work/newlines"
holds out '"kind":"none"'
rm -f "$work/newlines"
${AWK:-awk} 'BEGIN { for (i = 0; i < 50000; i++) printf "Content-Type: multipart/mixed; boundary=\"b%d\"\n\n--b%d\n", i, i }' >"$work/nested"
expect 0 '50,000 nested multiparts' "$modori" parse --json "$work/nested"
holds out 'limit-depth'
# Many messages in one file.
${AWK:-awk} 'BEGIN { for (i = 0; i < 20000; i++) printf "From a@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n\nx\n\n" }' >"$work/mbox"
expect 0 'an mbox of 20,000' "$modori" parse --json "$work/mbox"
[ "$(wc -l <"$work/out")" -eq 20000 ] || { echo "$what: $(wc -l <"$work/out") lines"; status=1; }

# An mbox longer than a piece of it, with a message longer than that, and From_ lines wherever a piece may end.
${AWK:-awk} 'BEGIN {
    for (i = 0; i < 6000; i++) {
        printf "From a@example.org Mon Jan  1 00:00:00 2024\nSubject: s%d\n\n", i
        for (j = i == 3000 ? 20000 : i % 7; j > 0; j--) print "words"
        print "From here on"
        print ""
    }
}' >"$work/mbox"
expect 0 'an mbox in pieces' "$modori" parse --json "$work/mbox"
sed -n 's/.*"index":\([0-9]*\).*"subject":"s\([0-9]*\)".*/\1 \2/p' "$work/out" |
    ${AWK:-awk} '$1 != NR - 1 || $2 != NR - 1 { bad = 1 } END { exit bad || NR != 6000 }' ||
    { echo "$what: other messages"; status=1; }
"$modori" parse --json - <"$work/mbox" | sed 's|"source":"-"|"source":"'"$work/mbox"'"|' | cmp - "$work/out" ||
    { echo "$what: other messages from a pipe"; status=1; }
rm -f "$work/mbox"

# What never ends is no message, no log and no reply.
if [ -c /dev/zero ]; then
    for verb in parse explain stats 'compare /dev/zero'; do
        # shellcheck disable=SC2086
        expect 1 "$verb, without end" "$modori" $verb /dev/zero
        holds err '^modori: /dev/zero: no message: it has more than 256 MiB$'
    done
    expect 1 'log, without end' "$modori" log /dev/zero
    silent out
    holds err '^modori: /dev/zero: a line, or a reply, has more than 16 MiB$'
    head -c 20000000 /dev/zero | { echo '550 5.1.1 User unknown'; cat; } |
        "$modori" reply --json - >"$work/out" 2>"$work/err" && { echo 'reply, a long line: exit status 0'; status=1; }
    what='reply, a long line'
    holds out '^{"address":null,.*"reply":550'
    [ "$(wc -l <"$work/out")" -eq 1 ] || { echo "$what: $(wc -l <"$work/out") lines"; status=1; }
    holds err 'more than 16 MiB$'
fi

# The library alone, on many such inputs (TAP; a failed one begins with "not").
"${top_builddir:-.}/tests/hostile${EXEEXT:-}" >"$work/out" || { grep -v '^ok' "$work/out"; status=1; }
exit $status
