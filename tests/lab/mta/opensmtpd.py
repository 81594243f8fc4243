# SPDX-License-Identifier: BSD-2-Clause
"""OpenSMTPD."""
import subprocess

CONFIG = """\
table aliases file:/etc/aliases
queue ttl @TTL@
bounce warn-interval @WARN@
smtp max-message-size 3M
listen on @IP@ hostname @HOST@
action "local" mbox alias <aliases>
action "relay" relay src @IP@ helo @HOST@
match from any for domain "users.provider.example" action "local"
match from any for any action "relay"
"""

ALIASES = """\
all-sales: hoshino@partner.example
robot1: "|/usr/local/bin/ticket-intake 1 'ticket-intake: can not open queue support'"
robot67: "|/usr/local/bin/ticket-intake 67 'no such user in the directory'"
"""

COMMAND = """\
#!/bin/sh
cat >/dev/null
[ -z "$2" ] || echo "$2"
exit "$1"
"""


class Server:
    log_word = (b" result=",)

    def __init__(self, tree, ip, host):
        self.tree, self.ip, self.host = tree, ip, host

    def setup(self):
        self.tree.write("/etc/aliases", ALIASES)
        self.tree.write("/etc/mailname", self.host + "\n")
        self.tree.write("/usr/local/bin/ticket-intake", COMMAND, 0o755)
        self.tree.run("useradd", "-m", "aozora")
        self.tree.run("mkdir", "-p", "-m", "711", "/var/spool/smtpd")
        self.configure("1s", "4h")

    def configure(self, ttl, warn):
        text = CONFIG
        for key, value in (("HOST", self.host), ("IP", self.ip), ("TTL", ttl), ("WARN", warn)):
            text = text.replace("@%s@" % key, value)
        self.tree.write("/etc/smtpd.conf", text)
        self.tree.run("smtpd", "-n", stderr=subprocess.DEVNULL)

    def start(self):
        self.output = open(self.tree.path("/var/log/smtpd"), "ab")
        self.daemon = self.tree.spawn("smtpd", "-d", stdin=subprocess.DEVNULL,
                                      stdout=self.output, stderr=self.output)

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait()

    def flush(self):
        self.tree.run("smtpctl", "schedule", "all", check=False, stdout=subprocess.DEVNULL)

    def keep_queue(self):
        self.stop()
        self.configure("5d", "1s")
        self.start()

    def log(self):
        with open(self.tree.path("/var/log/smtpd"), "rb") as f:
            return f.read()
