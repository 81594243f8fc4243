#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Run the laboratory: real mail servers in namespaces of their own, whose notices are collected.
# Usage: run.sh OUTDIR [SERVER...]     (as root, on Debian 12; servers: see README.md)
set -eu

[ $# -ge 1 ] || { echo "usage: $0 OUTDIR [SERVER...]" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "$0: only root can make namespaces" >&2; exit 1; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- postfix
here=$(cd "$(dirname "$0")" && pwd)
cache=${MODORI_LAB_CACHE:-/var/cache/modori-lab}

"$here/layers.sh" "$cache" postfix "$@"

# One set of namespaces for each server: with its first process all others in it end.
for server in "$@"; do
    unshare --mount --net --uts --ipc --pid --fork --kill-child --mount-proc sh -eu -c '
        hostname relay
        mount -t tmpfs -o mode=755 tmpfs /run
        exec /usr/bin/python3 "$@"' sh "$here/driver.py" "$cache" "$out" "$server"
done
