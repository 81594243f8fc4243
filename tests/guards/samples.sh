#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# No mail of real people: every address and every bracketed IP address in samples, tests, tables and
# documents is of the domains of RFC 2606 (and example.jp) or the networks of RFC 5737 and RFC 3849.
cd "${srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
status=0
roots=
for root in tests examples fuzz bench contrib include tables docs README.md HACKING.md CONTRIBUTING.md NEWS SECURITY.md; do
    [ -e "$root" ] && roots="$roots $root"
done
# What can be run (scripts, what was built here) is no sample.
# shellcheck disable=SC2086
find $roots -type f ! -perm -100 ! -name '*.o' ! -name '*.lo' ! -name '*.log' ! -name '*.trs' ! -name '*.py' \
    ! -name '*.inc' ! -path '*/.*' >"$work/files"
[ "$(wc -l <"$work/files")" -ge 20 ] || { echo "too few files seen"; exit 1; }

# What stands behind an @ and has a dot.
tr '\n' '\0' <"$work/files" | xargs -0 grep -aoE '[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}' |
    grep -aivE '(:|^)(mailer-daemon|postmaster|no-?reply)@[a-z.]+$|[.@](example|example\.(com|net|org|jp|co\.jp)|test|invalid|localhost|localdomain)$' | sort | uniq -c >"$work/addresses"
[ ! -s "$work/addresses" ] || { echo "addresses that may be somebody's:"; head -n 20 "$work/addresses"; status=1; }

tr '\n' '\0' <"$work/files" | xargs -0 grep -aoE '\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\]' |
    grep -avE '\[(192\.0\.2|198\.51\.100|203\.0\.113|127\.0\.0)\.[0-9]+\]|\[0\.0\.0\.0\]' | sort | uniq -c >"$work/networks"
[ ! -s "$work/networks" ] || { echo "IP addresses that may be somebody's:"; head -n 20 "$work/networks"; status=1; }

# Where it was made is nobody's business.
tr '\n' '\0' <"$work/files" | xargs -0 grep -alE '(^|[^A-Za-z0-9_/.-])/(root|work)/[A-Za-z]' >"$work/paths"
[ ! -s "$work/paths" ] || { echo "paths of a machine in:"; head -n 20 "$work/paths"; status=1; }
exit $status
