#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The compilers of the word tables: every awk writes the same bytes, and each kind of fault is
# refused with file, line and message, exit status 1 and nothing written.
srcdir=$(cd "${srcdir:-.}" && pwd) || exit 99
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL
cp "$srcdir/include/modori.h" "$srcdir"/tables/*.tab "$srcdir"/tables/codes/*.tab "$srcdir"/tables/lang/*.tab \
    "$srcdir"/tables/vocab/*.tab "$work/" && cd "$work" || exit 99
chmod u+w ./*
gen=$srcdir/tables/gen
status=0
seen=0

# compile AWK GENERATOR: what the Makefile runs, over the copies in this folder
compile() {
    case $2 in
        reply | enhanced) set -- "$1" words_codes.awk -v kind="$2" "$2.tab" ;;
        texts) set -- "$1" words_texts.awk lang=en en.tab en-explain.tab en-compare.tab lang=ja ja.tab ja-explain.tab ja-compare.tab ;;
        reasons) set -- "$1" words_reasons.awk role=header modori.h role=names names.tab role=reasons reasons.tab ;;
        vocab)
            set -- "$1" words_vocab.awk role=header modori.h role=names names.tab \
                role=meaning lang=en en-meanings.tab lang=ja ja-meanings.tab \
                role=person lang=en en-person.tab lang=ja ja-person.tab ;;
    esac
    awk=$1 generator=$2
    shift 2
    $awk -f "$gen/lib.awk" -f "$gen/$generator" "$@"
}

# refuse GENERATOR FILE SED-SCRIPT MESSAGE: the table with a fault in it must not pass
refuse() {
    seen=$((seen + 1))
    cp "$2" saved
    sed "$3" saved >"$2"
    if cmp -s saved "$2"; then
        echo "the test for \"$4\" changes nothing in $2"
        status=1
    fi
    compile "${AWK:-awk}" "$1" >out 2>messages
    code=$?
    if [ $code -ne 1 ] || [ -s out ] || ! grep -Eq "^[a-z-]+\.(tab|h):[0-9]+: .*$4" messages; then
        echo "$2 with \"$3\": expected exit status 1 and \"$4\", got $code and:"
        cat messages
        status=1
    fi
    mv saved "$2"
}

for table in reply enhanced texts reasons vocab; do
    compile "${AWK:-awk}" $table >"$table.first" || { echo "$table does not compile"; status=1; }
    [ -s "$table.first" ] || { echo "$table is empty"; status=1; }
    for other in mawk gawk "gawk --posix" "busybox awk" original-awk; do
        command -v "${other%% *}" >/dev/null 2>&1 || continue
        compile "$other" $table >other 2>messages && [ ! -s messages ] && cmp -s "$table.first" other ||
            { echo "$other writes something else for $table than ${AWK:-awk}"; cat messages; status=1; }
    done
done

refuse reply reply.tab '/^code 450/s/450/550/' 'ascending order'
refuse reply reply.tab '/^code 451/s/451/450/' 'the code 450 is there twice'
refuse reply reply.tab '/^code 450/s/450/650/' 'no such code can be'
refuse reply reply.tab '/^code 450/,/^$/{/^meaning.ja/d;}' 'one language only'
refuse reply reply.tab '/^code 450/,/^$/{/^notes.en/d;}' 'one language only'
refuse reply reply.tab '/^code 450/,/^$/{/^meaning/d;}' '450 has no meaning'
refuse reply reply.tab '/^code 450/,/^$/{/^phases/d;}' '450 has no phases'
refuse reply reply.tab '/^code 5yz/,/^$/{/^retry/d;}' '5yz has no retry'
refuse reply reply.tab '/^code 450/,/^$/s/^phases/places/' 'no such field: places'
refuse reply reply.tab '/^code 450/,/^$/s/^reference/phases/' 'the field phases is there twice'
refuse reply reply.tab '/^code 450/,/^$/s/^standing .*/standing good/' 'no such standing'
refuse reply reply.tab '/^code 450/,/^$/s/^\(meaning.en.*\)\./\1/' 'ends in a full stop'
refuse reply reply.tab '/^code 450/,/^$/s/^meaning.ja.*/meaning.ja The mailbox is busy./' 'without Japanese'
refuse reply reply.tab '/^code 450/,/^$/s/^meaning.ja.*/meaning.ja メールボックスは使用中。/' 'polite form'
refuse enhanced enhanced.tab 's/^code X.1.1$/code 5.1.1/' 'no such code can be'
refuse enhanced enhanced.tab '/^code X.1.1$/,/^$/{/^classes/d;}' 'X.1.1 has no classes'
refuse enhanced enhanced.tab '/^code X.1.2$/s/2/10/' 'ascending order'
refuse texts en.tab '/^code.standing.unknown/d' "no text in 'en'"
refuse texts ja.tab '/^code.standing.unknown/d' "no text in 'ja'"
refuse texts en.tab '/^code.standing.unknown/s/unknown/standard/' 'is there twice'
refuse texts en.tab '/^code.standing.unknown/s/$/ {code}/' 'not the same .places.'
refuse texts en.tab '/^code.standing.unknown/s/	/ /' 'one tab'
refuse texts en.tab '/^code.standing.unknown/s/code/Code/' 'lower-case'
refuse texts en.tab '/^code.standing.unknown/s/$/ /' 'blank at the end'
refuse texts en.tab '/^code.standing.unknown/s/	/	  /' 'needless blank'
refuse texts ja.tab '/^code.standing.standard/s/SMTP /SMTP/' 'no blank between'
refuse texts ja.tab '/^code.standing.unknown/s/$/, x/' 'half-width punctuation'
refuse reasons reasons.tab '/^greylist/d' 'no line for reason.greylist'
refuse reasons reasons.tab '/^greylist/s/703/704/' 'gives greylist the number 703'
refuse reasons reasons.tab '/^greylist/s/ wait/ waiting/' 'no advice is named waiting'
refuse reasons reasons.tab '/^greylist/s/remote-system/elsewhere/' 'no party is named elsewhere'
refuse reasons reasons.tab '/^greylist/s/ wait//' 'expected reason'
refuse reasons reasons.tab '/^greylist/s/greylist/rcpt.full/' 'is there twice'
refuse vocab modori.h 's/^#define MODORI_KIND_FAILED .*//' 'modori.h has no MODORI_KIND_FAILED'
refuse vocab modori.h 's/^#define MODORI_KIND_FAILED .*/&\n#define MODORI_KIND_ODD 99/' 'no name for MODORI_KIND_ODD'
refuse vocab modori.h 's/^#define MODORI_ENUM_KIND .*/&\n#define MODORI_ENUM_ODD 99/' 'no enumeration for MODORI_ENUM_ODD'
refuse vocab names.tab '/^MODORI_KIND_FAILED/d' 'no name for MODORI_KIND_FAILED'
refuse vocab names.tab '/^MODORI_KIND_FAILED/s/ .*/ delayed/' 'the name delayed is there twice'
refuse vocab names.tab '/^MODORI_KIND_FAILED/s/^/MODORI_PHASE_RCPT rcpt\n/' 'does not belong to the enumeration kind'
refuse vocab en-meanings.tab '/^kind.failed/d' "kind.failed has no meaning text in 'en'"
refuse vocab ja-meanings.tab '/^kind.failed/d' "kind.failed has no meaning text in 'ja'"
refuse vocab ja-person.tab '/^advice.wait/d' "advice.wait has no person text in 'ja'"
refuse vocab en-person.tab '/^advice.wait/s/wait/weight/' 'no value of an enumeration is named advice.weight'
refuse vocab en-meanings.tab '/^kind.failed/s/$/./' 'a label has no full stop'
refuse vocab en-meanings.tab '/^advice.wait/s/.$//' 'ends in a full stop'

echo "$seen faults tried"
exit $status
