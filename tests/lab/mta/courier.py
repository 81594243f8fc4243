# SPDX-License-Identifier: BSD-2-Clause
"""Courier: its SMTP listener, its queue, its local delivery."""
import subprocess

SETTINGS = {
    "me": "@HOST@", "defaultdomain": "@HOST@", "locals": "users.provider.example",
    "esmtphelo": "@HOST@",
    "queuetime": "1s", "warntime": "4h", "retryalpha": "1s", "retrybeta": "1", "retrygamma": "1",
    "retrymaxdelta": "1", "esmtpdelay": "1s", "esmtptimeout": "4s", "esmtptimeoutconnect": "3s",
    "esmtptimeouthelo": "3s", "esmtptimeoutdata": "4s", "esmtptimeoutquit": "3s",
    "aliases/lab": "all-sales: hoshino@partner.example",
}


class Server:
    apart = True             # it takes any address of its own machine for a loop
    log_word = ()            # no lines of it are kept

    def __init__(self, tree, ip, host):
        self.tree, self.ip, self.host = tree, ip, host

    def put(self, name, text):
        text = text.replace("@HOST@", self.host).replace("@IP@", self.ip)
        self.tree.write("/etc/courier/" + name, text + "\n")

    def setup(self):
        for name, text in SETTINGS.items():
            self.put(name, text)
        self.put("smtpaccess/lab", "192.0.2\tallow,RELAYCLIENT")
        with open(self.tree.path("/etc/courier/esmtpd")) as f:
            text = f.read()
        text += '\nADDRESS=@IP@\nPORT=25\nBOFHCHECKDNS=0\nESMTPDSTART=YES\nMAXPERIP=100\nMAXPERC=100\n'
        text += 'TCPDOPTS="-stderrlogger=/usr/sbin/courierlogger -noidentlookup"\nESMTP_TLS=0\n'
        self.tree.write("/etc/courier/esmtpd", text.replace("@IP@", self.ip))
        self.tree.run("useradd", "-m", "aozora")
        for command in ("makealiases", "makesmtpaccess", "makeacceptmailfor"):
            self.tree.run(command)

    def start(self):
        self.tree.run("mkdir", "-p", "/run/courier/authdaemon")
        self.tree.run("chown", "-R", "courier:courier", "/run/courier")
        quiet = {"check": False, "stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        self.tree.run("authdaemond", "start", **quiet)
        self.tree.run("courierfilter", "start", **quiet)
        self.tree.run("courier", "start", **quiet)
        self.tree.run("esmtpd", "start", **quiet)

    def stop(self):
        for command in ("esmtpd", "courier", "courierfilter", "authdaemond"):
            self.tree.run(command, "stop", check=False)

    def flush(self):
        self.tree.run("courier", "flush", check=False)

    def keep_queue(self):
        self.put("queuetime", "5d")
        self.put("warntime", "1s")
        self.tree.run("courier", "restart", check=False)

    def log(self):
        return self.syslog.text()
