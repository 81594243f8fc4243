# SPDX-License-Identifier: BSD-2-Clause
"""nullmailer: no listener, and all mail goes to one smarthost, here a sink."""
import os
import subprocess


class Server:
    log_word = ()            # no lines of it are kept
    smarthost = "smarthost.provider.example"

    def __init__(self, tree, ip, host):
        self.tree, self.ip, self.host = tree, ip, host

    def setup(self):
        self.tree.write("/etc/nullmailer/remotes", self.smarthost + " smtp --port=25\n")
        self.tree.write("/etc/mailname", self.host + "\n")
        for name, text in (("me", self.host), ("defaultdomain", "provider.example"),
                           ("helohost", self.host), ("queuelifetime", "2"), ("pausetime", "1"),
                           ("maxpause", "1"), ("sendtimeout", "5")):
            self.tree.write("/etc/nullmailer/" + name, text + "\n")
        trigger = self.tree.path("/var/spool/nullmailer/trigger")
        if not os.path.exists(trigger):
            self.tree.run("mkfifo", "-m", "622", "/var/spool/nullmailer/trigger")
        self.tree.run("chown", "mail:mail", "/var/spool/nullmailer/trigger")

    def submit(self, case, data):
        command = ["/usr/sbin/sendmail", "-f", case.sender] + [r.address for r in case.rcpts]
        self.tree.run(*command, input=data.replace(b"\r\n", b"\n"))

    def start(self):
        self.output = open(self.tree.path("/var/log/nullmailer"), "ab")
        self.daemon = self.tree.spawn("nullmailer-send", stdin=subprocess.DEVNULL,
                                      stdout=self.output, stderr=self.output)

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait()

    def flush(self):
        pass

    def log(self):
        with open(self.tree.path("/var/log/nullmailer"), "rb") as f:
            return f.read()
