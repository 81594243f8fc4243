# SPDX-License-Identifier: BSD-2-Clause
"""Postfix: any number of instances in one tree, each with its own configuration and queue."""
import base64
import os
import re
import subprocess

MASTER = """\
smtp      inet  n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
local     unix  - n n - - local
virtual   unix  - n n - - virtual
lmtp      unix  - - n - - lmtp
fax       unix  - n n - 10 pipe
  flags=Rq user=nobody argv=/usr/local/bin/ticket-intake 1 fax:_no_line
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
"""

COMMON = """\
compatibility_level = 3.6
multi_instance_name = postfix-@ID@
queue_directory = /var/spool/postfix-@ID@
data_directory = /var/lib/postfix-@ID@
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = @HOST@
myorigin = $myhostname
mynetworks = 127.0.0.0/8, 192.0.2.0/24
inet_interfaces = @IP@
inet_protocols = ipv4
smtp_bind_address = @IP@
smtp_host_lookup = dns
smtp_address_preference = ipv4
maillog_file = /var/log/mail-@ID@.log
smtpd_banner = $myhostname ESMTP
smtputf8_enable = yes
smtp_destination_concurrency_limit = 5
default_destination_concurrency_failed_cohort_limit = 100
bounce_notice_recipient = postmaster@office.example
2bounce_notice_recipient = postmaster@office.example
delay_notice_recipient = postmaster@office.example
error_notice_recipient = postmaster@office.example
"""

OWN = """\
relayhost = [relay.provider.example]
sender_dependent_relayhost_maps = texthash:/etc/postfix-own/relays
virtual_mailbox_domains = @DOMAINS@
virtual_mailbox_base = /var/mail/own
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:5000
virtual_gid_maps = static:5000
virtual_mailbox_limit = 0
mydestination =
alias_maps =
hopcount_limit = 200
maximal_queue_lifetime = 0
bounce_queue_lifetime = 1d
"""

RELAY = """\
mydestination = users.provider.example
local_recipient_maps =
alias_maps = hash:/etc/aliases
virtual_mailbox_domains = virtual.provider.example
virtual_mailbox_base = /var/mail/virtual
virtual_mailbox_maps = inline:{{somebody@virtual.provider.example=somebody/}}
virtual_uid_maps = static:5000
virtual_gid_maps = static:5000
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
command_time_limit = 2s
virtual_alias_maps = inline:{{minna@users.provider.example=aozora,okamoto}}
mailbox_size_limit = 4000000
message_size_limit = 3000000
bounce_size_limit = 20000
maximal_queue_lifetime = 0
bounce_queue_lifetime = 0
transport_maps = texthash:/etc/postfix-@ID@/transport
smtp_tls_policy_maps = texthash:/etc/postfix-@ID@/tls_policy
smtp_sasl_auth_enable = yes
smtp_sasl_password_maps = texthash:/etc/postfix-@ID@/passwords
smtp_sasl_security_options = noanonymous
smtp_connect_timeout = 3s
smtp_helo_timeout = 3s
smtp_starttls_timeout = 3s
smtp_mail_timeout = 3s
smtp_rcpt_timeout = 3s
smtp_data_init_timeout = 3s
smtp_data_xfer_timeout = 3s
smtp_data_done_timeout = 3s
smtp_quit_timeout = 3s
smtp_connection_cache_on_demand = no
"""

BRAND = """\
mail_name = HostMail
smtpd_banner = $myhostname ESMTP $mail_name
inet_protocols = all
smtp_bind_address6 = @IP6@
smtp_address_preference = ipv6
"""

PARTNER = """\
mydestination = verband.example
alias_maps = hash:/etc/aliases
local_recipient_maps = hash:/etc/aliases
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, defer_unauth_destination
smtpd_recipient_restrictions =
    check_recipient_access texthash:/etc/postfix-@ID@/recipients,
    reject_rbl_client bl.example
header_checks = regexp:/etc/postfix-@ID@/header_checks
mime_header_checks = regexp:/etc/postfix-@ID@/mime_checks
smtpd_reject_footer = \\c. For assistance, contact postmaster@verband.example
"""

TRANSPORT = """\
box.provider.example lmtp:[lmtp.provider.example]:24
closed.provider.example error:5.7.1 this domain was closed in October, please write to office@provider.example
paused.provider.example retry:4.3.2 this domain is being moved, please be patient
fax.provider.example fax:
nosocket.provider.example lmtp:unix:/run/lmtp
badroute.provider.example smtp:[no-such-host.provider.example]
nosuch.provider.example nosuch:
"""

ALIASES = """\
postmaster: okamoto
all-sales: hoshino@partner.example
team: aozora, okamoto
owner-team: okamoto
robot1: "|/usr/local/bin/ticket-intake 1 'ticket-intake: can not open queue support'"
robot67: "|/usr/local/bin/ticket-intake 67 'no such user in the directory'"
robot75: "|/usr/local/bin/ticket-intake 75 'database is locked, try again'"
robot77: "|/usr/local/bin/ticket-intake 77 ''"
robotdsn: "|/usr/local/bin/ticket-intake 69 '5.7.1 submissions to this queue are closed'"
robotslow: "|/usr/local/bin/ticket-intake SLOW"
robotfile: /srv/board/news
robotsig: "|/usr/local/bin/ticket-intake KILL"
gesperrt: okamoto
umzug: okamoto
grau: okamoto
inhalt: okamoto
liste: okamoto
"""

COMMAND = """\
#!/bin/sh
cat >/dev/null
[ -z "$2" ] || echo "$2"
[ "$1" = KILL ] && kill -9 $$
[ "$1" = SLOW ] && exec sleep 20
exit "$1"
"""


def encode_template(text, charset):
    """The template in the charset that Postfix is to send; `$` is a macro even in an escape
    sequence of ISO-2022-JP, so each of those is doubled."""
    def encoded_word(match):
        data = match.group(1).encode("utf-8")
        words, at = [], 0
        while at < len(data):
            end = min(at + 36, len(data))
            while end < len(data) and data[end] & 0xC0 == 0x80:
                end -= 1
            words.append("=?UTF-8?B?%s?=" % base64.b64encode(data[at:end]).decode())
            at = end
        return " ".join(words)

    text = re.sub(r"@WORD ([^@]*)@", encoded_word, text).replace("@CHARSET@", charset)
    if charset != "iso-2022-jp":
        return text.encode(charset)
    parts = re.split(r"([^\x00-\x7f]+)", text)
    return b"".join(p.encode("ascii") if p.isascii() else p.encode(charset).replace(b"$", b"$$")
                    for p in parts)


class Postfix:
    """One instance."""

    def __init__(self, tree, ident, kind, host, ip, domains=(), template=None, charset="utf-8"):
        self.tree, self.ident, self.kind = tree, ident, kind
        self.host, self.ip, self.domains = host, ip, domains
        self.template, self.charset = template, charset
        self.ip6 = None
        self.config = "/etc/postfix-" + ident

    def path(self, name):
        return self.tree.path(self.config + "/" + name)

    def put(self, name, text):
        with open(self.path(name), "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())

    def run(self, *command, **options):
        return self.tree.run(*command, **options)

    def setup(self, relays, tls, passwords):
        os.makedirs(self.path(""), exist_ok=True)
        body = {"own": OWN, "relay": RELAY, "partner": PARTNER}[self.kind]
        text = COMMON + body
        if self.ident == "ru":
            # The first failure of a host makes mail for it wait.
            text = text.replace("cohort_limit = 100", "cohort_limit = 1")
            text += "initial_destination_concurrency = 1\n"
        if self.ip6:
            for line in BRAND.splitlines():
                text = re.sub(r"(?m)^%s.*\n" % line.split("=")[0], "", text)
            text += BRAND.replace("@IP6@", self.ip6)
        if self.template:
            text += "bounce_template_file = %s/bounce.cf\n" % self.config
            with open(self.template, encoding="utf-8") as f:
                self.put("bounce.cf", encode_template(f.read(), self.charset))
        for key, value in (("ID", self.ident), ("HOST", self.host), ("IP", self.ip),
                           ("DOMAINS", ", ".join(self.domains))):
            text = text.replace("@%s@" % key, value)
        self.put("main.cf", text)
        self.put("master.cf", MASTER)
        self.put("relays", "".join("@%s [%s]\n" % r for r in relays))
        self.put("transport", TRANSPORT)
        self.put("tls_policy", "".join("%s %s\n" % t for t in tls))
        self.put("passwords", "".join("%s office:secret\n" % p for p in passwords))
        self.put("recipients", "grau@verband.example 450 4.7.1 Greylisted, try again later\n"
                 "gesperrt@verband.example REJECT\n"
                 "umzug@verband.example 550 5.1.6 This mailbox moved, see https://verband.example/neu\n")
        self.put("mime_checks", "/name=.*\\.exe/ REJECT attachments of this type are refused\n")
        self.put("header_checks", "/^Subject:.*ISO-2022-JP/ REJECT this mail looks like spam to us\n")
        for name in ("/var/spool/postfix-", "/var/lib/postfix-"):
            os.makedirs(self.tree.path(name + self.ident), exist_ok=True)
        self.run("chown", "postfix:root", "/var/lib/postfix-" + self.ident)

    def postfix(self, *words):
        done = self.run("postfix", "-c", self.config, *words, stdout=subprocess.DEVNULL,
                        stderr=subprocess.PIPE, check=False)
        if done.returncode:
            raise SystemExit("postfix %s %s: %s" % (self.ident, words, done.stderr.decode()))

    def start(self):
        self.postfix("start")

    def stop(self):
        self.postfix("stop")

    def tune(self, *settings):
        """Change parameters of the running instance."""
        self.run("postconf", "-c", self.config, "-e", *settings)
        self.postfix("reload")

    def flush(self):
        self.run("postqueue", "-c", self.config, "-f")

    def probe(self, sender, rcpt):
        self.run("sendmail", "-C", self.config, "-bv", "-f", sender, rcpt)

    def empty(self):
        self.run("postsuper", "-c", self.config, "-d", "ALL", stderr=subprocess.DEVNULL)

    def log(self):
        try:
            with open(self.tree.path("/var/log/mail-%s.log" % self.ident), "rb") as f:
                return f.read()
        except FileNotFoundError:
            return b""


def prepare(tree):
    """What all instances of a tree share: users, aliases, a command to deliver to."""
    main = "compatibility_level = 3.6\nalternate_config_directories = " + ", ".join(
        "/etc/postfix-" + i for i in ("own", "en", "ja", "utf8", "de", "ru", "fr", "partner"))
    tree.write("/etc/postfix/main.cf", main + "\nalias_maps = hash:/etc/aliases\n"
               "inet_protocols = ipv4\n")
    tree.write("/etc/postfix/master.cf", MASTER)
    tree.write("/etc/aliases", ALIASES)
    tree.write("/srv/board/news", "", 0o600)
    tree.write("/usr/local/bin/ticket-intake", COMMAND, 0o755)
    for uid, user in enumerate(("aozora", "okamoto", "mampai", "guruguru"), 2001):
        tree.run("useradd", "-u", str(uid), "-m", user)
    full = tree.path("/var/mail/mampai")
    with open(full, "wb") as f:
        f.truncate(3999900)
    os.chown(full, 2003, 8)
    os.chmod(full, 0o600)
    os.makedirs(tree.path("/var/mail/own/all"), exist_ok=True)
    tree.run("chown", "-R", "5000:5000", "/var/mail/own")
    tree.run("postalias", "/etc/aliases")
