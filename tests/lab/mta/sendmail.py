# SPDX-License-Identifier: BSD-2-Clause
"""Sendmail, from a sendmail.mc of its own.

Its queue and aliases stand in directories of root's alone: in Debian's, which other groups may
write, a kernel with fs.protected_regular refuses the files that root would make there.
"""
import subprocess

CONFIG = """\
divert(-1)dnl
include(`/usr/share/sendmail/cf/m4/cf.m4')dnl
divert(0)dnl
OSTYPE(`debian')dnl
undefine(`confHOST_STATUS_DIRECTORY')dnl
define(`confDOMAIN_NAME', `@HOST@')dnl
define(`confRUN_AS_USER', `root:root')dnl
define(`confDELIVERY_MODE', `background')dnl
define(`confDONT_PROBE_INTERFACES', `True')dnl
define(`confTO_QUEUERETURN', `@RETURN@')dnl
define(`confTO_QUEUEWARN', `@WARN@')dnl
define(`confTO_IDENT', `0s')dnl
define(`confTO_INITIAL', `3s')dnl
define(`confTO_CONNECT', `3s')dnl
define(`confTO_ICONNECT', `3s')dnl
define(`confTO_ACONNECT', `4s')dnl
define(`confTO_HELO', `3s')dnl
define(`confTO_MAIL', `3s')dnl
define(`confTO_RCPT', `3s')dnl
define(`confTO_DATAINIT', `3s')dnl
define(`confTO_DATABLOCK', `3s')dnl
define(`confTO_DATAFINAL', `3s')dnl
define(`confTO_RESOLVER_RETRANS', `2s')dnl
define(`confTO_RESOLVER_RETRY', `1')dnl
define(`confQUEUE_LA', `1000')dnl
define(`confREFUSE_LA', `1000')dnl
define(`confDELAY_LA', `0')dnl
define(`confMIN_QUEUE_AGE', `0s')dnl
define(`confBAD_RCPT_THROTTLE', `0')dnl
define(`QUEUE_DIR', `/var/spool/labqueue')dnl
define(`confPID_FILE', `/run/sendmail.pid')dnl
define(`ALIAS_FILE', `/etc/labmail/aliases')dnl
define(`LOCAL_MAILER_PATH', `/usr/local/bin/to-mailbox')dnl
define(`LOCAL_MAILER_ARGS', `to-mailbox $u')dnl
define(`LOCAL_SHELL_PATH', `/bin/sh')dnl
FEATURE(`promiscuous_relay')dnl
FEATURE(`accept_unqualified_senders')dnl
FEATURE(`nocanonify')dnl
DAEMON_OPTIONS(`Name=MTA, Addr=@IP@, Port=25')dnl
CLIENT_OPTIONS(`Family=inet, Addr=@IP@')dnl
LOCAL_DOMAIN(`users.provider.example')dnl
MAILER(`local')dnl
MAILER(`smtp')dnl
"""

ALIASES = """\
postmaster: aozora
MAILER-DAEMON: aozora
all-sales: hoshino@partner.example
robot1: "|/usr/local/bin/ticket-intake 1 'ticket-intake: can not open queue support'"
robot67: "|/usr/local/bin/ticket-intake 67 'no such user in the directory'"
guru1: guru2
guru2: guru1
"""

COMMAND = """\
#!/bin/sh
cat >/dev/null
[ -z "$2" ] || echo "$2"
exit "$1"
"""

MAILBOX = """\
#!/bin/sh
[ "$1" != mampai ] || { echo "mampai: mailbox is over its quota" >&2; exit 73; }
cat >>"/var/mail/$1"
"""


class Server:
    log_word = (b"stat=",)

    def __init__(self, tree, ip, host):
        self.tree, self.ip, self.host = tree, ip, host

    def setup(self):
        self.tree.write("/etc/labmail/aliases", ALIASES)
        self.tree.write("/usr/local/bin/ticket-intake", COMMAND, 0o755)
        self.tree.write("/usr/local/bin/to-mailbox", MAILBOX, 0o755)
        self.tree.run("mkdir", "-m", "700", "/var/spool/labqueue")
        for user in ("aozora", "mampai"):
            self.tree.run("useradd", "-m", user)
        self.tree.write("/etc/hosts", "127.0.0.1 localhost\n%s %s\n" % (self.ip, self.host))
        self.configure("1s", "4h")
        self.tree.run("sendmail-mta", "-C/etc/mail/lab.cf", "-bi", stdout=subprocess.DEVNULL)

    def configure(self, give_up, warn):
        text = CONFIG
        for key, value in (("HOST", self.host), ("IP", self.ip), ("RETURN", give_up),
                           ("WARN", warn)):
            text = text.replace("@%s@" % key, value)
        self.tree.write("/etc/mail/lab.mc", text)
        done = self.tree.run("m4", "/etc/mail/lab.mc", stdout=subprocess.PIPE)
        self.tree.write("/etc/mail/lab.cf", done.stdout)

    def start(self):
        self.daemon = self.tree.spawn("/usr/sbin/sendmail-mta", "-C/etc/mail/lab.cf", "-bD",
                                      stdin=subprocess.DEVNULL)

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait()

    def flush(self):
        self.tree.run("sendmail-mta", "-C/etc/mail/lab.cf", "-q", check=False,
                      stdout=subprocess.DEVNULL)

    def keep_queue(self):
        self.stop()
        self.configure("5d", "1s")
        self.start()

    def log(self):
        return self.syslog.text()
