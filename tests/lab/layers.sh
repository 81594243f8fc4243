#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Build what a run needs, once: a Debian base tree and, for each mail server, an overlay layer
# with its package.  Mail servers conflict with each other as packages, so each has its own tree.
# Usage: layers.sh CACHE SERVER...
set -eu

cache=$1
shift
suite=bookworm
# The machine's own mirror, of either form of its lists of sources.
own_mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        awk '$1 == "URIs:" { print $2; exit }
             $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) { print $i; exit } }'
}
mirror=${LAB_MIRROR:-$(own_mirror)}
[ -n "$mirror" ] || { echo 'layers.sh: no package mirror: set LAB_MIRROR' >&2; exit 2; }

packages() {
    case $1 in
        postfix) echo postfix postfix-pcre libsasl2-modules ;;
        exim) echo exim4-daemon-light exim4-base exim4-config ;;
        sendmail) echo sendmail-bin sendmail-base sendmail-cf m4 ;;
        opensmtpd) echo opensmtpd ;;
        courier) echo courier-mta courier-base courier-authdaemon courier-authlib-userdb ;;
        dma) echo dma ;;
        nullmailer) echo nullmailer ;;
        *) echo "layers.sh: unknown mail server: $1" >&2; exit 2 ;;
    esac
}

need() {
    [ -x "$1" ] && return
    apt-get -o DPkg::Lock::Timeout=600 update -q
    apt-get -o DPkg::Lock::Timeout=600 install -y -q --no-install-recommends "$2"
}

build_base() {
    [ -d "$cache/base" ] && return
    need /usr/sbin/debootstrap debootstrap
    rm -rf "$cache/base.tmp"
    debootstrap --variant=minbase "$suite" "$cache/base.tmp" "$mirror"
    mv "$cache/base.tmp" "$cache/base"
}

# Runs in a mount namespace of its own, so that nothing stays mounted.
build_layer() {
    server=$1
    tmp=$cache/layer-$server.tmp
    rm -rf "$tmp" "$cache/work-$server" "$cache/root-$server"
    mkdir -p "$tmp" "$cache/work-$server" "$cache/root-$server"
    root=$cache/root-$server
    mount -t overlay overlay \
        -o "lowerdir=$cache/base,upperdir=$tmp,workdir=$cache/work-$server" "$root"
    mount -t proc proc "$root/proc"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    # shellcheck disable=SC2046
    chroot "$root" sh -c '
        export DEBIAN_FRONTEND=noninteractive
        echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
        apt-get update -q && apt-get install -y -q --no-install-recommends "$@"
        apt-get clean; rm -rf /var/lib/apt/lists/*' sh $(packages "$server")
    umount "$root/proc" "$root"
    mv "$tmp" "$cache/layer-$server"
    rm -rf "$cache/work-$server" "$cache/root-$server"
}

if [ "${1:-}" = --layer ]; then
    build_layer "$2"
    exit 0
fi
mkdir -p "$cache"
need /usr/sbin/ip iproute2
need /usr/bin/python3 python3
need /usr/bin/openssl openssl
build_base
for server in "$@"; do
    [ "$server" != experiment ] || server=postfix
    [ -d "$cache/layer-$server" ] || unshare --mount "$0" "$cache" --layer "$server"
done
