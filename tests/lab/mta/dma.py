# SPDX-License-Identifier: BSD-2-Clause
"""DragonFly Mail Agent: no listener; mail is handed to it on its own machine."""
import subprocess


class Server:
    log_word = ()            # no lines of it are kept

    def __init__(self, tree, ip, host):
        self.tree, self.ip, self.host = tree, ip, host

    def setup(self):
        self.tree.write("/etc/dma/dma.conf", "MAILNAME %s\nFULLBOUNCE\n" % self.host)
        self.tree.write("/etc/mailname", self.host + "\n")

    def submit(self, case, data):
        command = ["dma", "-f", case.sender] + [r.address for r in case.rcpts]
        self.tree.run(*command, input=data.replace(b"\r\n", b"\n"))

    def start(self):
        pass

    def stop(self):
        pass

    def flush(self):
        self.tree.run("dma", "-q", check=False)

    def log(self):
        return self.syslog.text()
