#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# What the library does without: the locale, stdio, errno's friends, unbounded string functions, the
# allocator outside of the arena. And which system headers it may see at all.
cd "${srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL
sources=$(find lib -name '*.[ch]' | sort)
[ -n "$sources" ] || { echo "no sources found"; exit 1; }
# shellcheck disable=SC2086
for file in $sources; do
    ${AWK:-awk} -f tests/guards/strip.awk "$file"
done | ${AWK:-awk} '
function ban(words,   list, n, i) { n = split(words, list, " "); for (i = 1; i <= n; i++) banned[list[i]] = 1 }
BEGIN {
    ban("isalpha isdigit isalnum isspace isupper islower ispunct isprint iscntrl isxdigit isgraph tolower toupper")
    ban("strtol strtoul strtoll strtoull strtod strtof atoi atol atoll atof strcasecmp strncasecmp stricmp")
    ban("strtok strtok_r setlocale localeconv nl_langinfo strcoll strxfrm wcscoll")
    ban("printf fprintf sprintf snprintf vprintf vfprintf vsprintf vsnprintf asprintf vasprintf puts fputs putchar")
    ban("sscanf fscanf scanf gets fgets fopen fclose fread fwrite FILE stdin stdout stderr perror")
    ban("strcpy strcat strncat strncpy stpcpy strdup strndup strerror alloca longjmp setjmp")
    ban("getenv system popen exit abort signal time localtime gmtime mktime strftime strptime rand random qsort bsearch assert")
    allocator["malloc"] = allocator["calloc"] = allocator["realloc"] = allocator["free"] = 1
    n = split("stddef.h stdint.h stdbool.h stdalign.h limits.h string.h modori.h modori-version.h", list, " ")
    for (i = 1; i <= n; i++) header[list[i]] = 1
}
function fault(why) { print file ":" line ": " why; faults++ }
{
    seen++
    i = index($0, ":"); file = substr($0, 1, i - 1); rest = substr($0, i + 1)
    i = index(rest, ":"); line = substr(rest, 1, i - 1); code = substr(rest, i + 1)
    if (code ~ /^[ \t]*#[ \t]*include[ \t]*</) {
        name = code; sub(/^[^<]*</, "", name); sub(/>.*/, "", name)
        if (name in header) next
        if (name == "stdlib.h" && file == "lib/bytes/arena.c") next
        if (name == "emmintrin.h" && file == "lib/bytes/word_bits.h") next # behind __SSE2__, with plain C beside it
        if ((name == "iconv.h" || name == "errno.h" || name == "config.h") && file ~ /^lib\/grammar\/charset/) next
        fault("<" name "> is not for the library")
        next
    }
    n = split(code, word, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= n; i++) {
        if (word[i] in banned && code ~ "(^|[^A-Za-z0-9_.>])" word[i] "[ ]*\\(") fault(word[i] " is banned")
        if (word[i] in allocator && file != "lib/bytes/arena.c" && code ~ "(^|[^A-Za-z0-9_.>])" word[i] "[ ]*\\(")
            fault(word[i] ": only the arena calls the allocator")
    }
}
END { print seen " lines, " faults + 0 " faults"; exit faults > 0 || seen < 100 }'
