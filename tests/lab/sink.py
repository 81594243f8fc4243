# SPDX-License-Identifier: BSD-2-Clause
"""An SMTP and LMTP server that answers what a table tells it to.

One listener for each host of the laboratory's world.  A rule names the stage at which the sink
says something else than usual, and what: reply lines, or an act (`!close`, `!reset`, `!silence`).
Whatever is not usual is recorded, so that a collected bounce can be held against the reply that
really caused it.
"""
import email.utils
import json
import os
import re
import socket
import ssl
import struct
import threading
import time

USUAL_OFFER = ["PIPELINING", "SIZE 20480000", "8BITMIME", "ENHANCEDSTATUSCODES"]


class Gone(Exception):
    """The session is over: hung up by either side."""


class Host:
    """One host of the world: its name, address, port and how it behaves."""

    def __init__(self, name, ip, port=25, lmtp=False):
        self.name, self.ip, self.port, self.lmtp = name, ip, port, lmtp
        self.offer = list(USUAL_OFFER)
        self.rules = {}          # stage -> reply lines, for the whole host
        self.content = []        # (kind of content, reply lines), at the end of data
        self.listen = True       # False: nobody is at home, a connection is refused


class Record:
    """What was said, one JSON object a line; and the messages that were taken."""

    def __init__(self, directory):
        self.directory = directory
        self.lock = threading.Lock()
        self.entries = []
        self.taken = 0
        os.makedirs(os.path.join(directory, "taken"), exist_ok=True)

    def say(self, **entry):
        entry["time"] = time.time()
        with self.lock:
            self.entries.append(entry)
            with open(os.path.join(self.directory, "said.jsonl"), "a", encoding="utf-8") as f:
                f.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def keep(self, host, mail, rcpts, data):
        with self.lock:
            self.taken += 1
            name = os.path.join(self.directory, "taken", "%04d" % self.taken)
        with open(name, "wb") as f:
            f.write(data)
        self.say(host=host.name, ip=host.ip, stage="taken", mail=mail, rcpts=rcpts, file=name)


def kinds_of_content(data):
    """What a crude filter would see in a message."""
    low = data.lower()
    kinds = set()
    if b"content-type: text/html" in low:
        kinds.add("html")
    if re.search(rb'name\*?="?[^"\r\n]*\.exe', low):
        kinds.add("exe")
    return kinds


class Session:
    def __init__(self, sink, host, conn):
        self.sink, self.host = sink, host
        self.conn = conn
        self.file = conn.makefile("rb")
        self.mail, self.rcpts, self.refused = None, [], []
        self.tls = False
        self.name = "unknown"

    # -- talking ---------------------------------------------------------------------------

    def send(self, lines):
        if isinstance(lines, str):
            lines = [lines]
        data = b"".join(s.encode("utf-8", "surrogateescape") + b"\r\n" for s in lines)
        try:
            self.conn.sendall(data)
        except OSError:
            raise Gone

    def readline(self):
        try:
            line = self.file.readline(65536)
        except OSError:
            raise Gone
        if not line:
            raise Gone
        return line

    def act(self, lines, stage, rcpt=None):
        """Say what the rule tells, put it on record; an act may end the session."""
        self.sink.record.say(host=self.host.name, ip=self.host.ip, port=self.host.port,
                             stage=stage, mail=self.mail, rcpt=rcpt, rcpts=list(self.rcpts),
                             said=lines)
        for line in lines:
            if line == "!close":
                raise Gone
            if line == "!reset":
                self.conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                raise Gone
            if line == "!silence":
                time.sleep(self.sink.silence)
                raise Gone
            if line == "!half":
                self.conn.sendall(b"250-half a rep")
                raise Gone
            if line == "!garbage":
                self.conn.sendall(b"220 go ahead\r\n")
                self.conn.sendall(b"\x15\x03this is not TLS\r\n" * 4)
                time.sleep(0.5)
                raise Gone
        self.send(lines)
        if lines[-1].startswith("421"):
            raise Gone

    def rule(self, stage):
        return self.host.rules.get(stage)

    def usual(self, stage, line):
        """The host's rule for the stage, or else the usual answer; True when all is well."""
        lines = self.rule(stage)
        if lines:
            self.act(lines, stage)
            return lines[-1].startswith(("2", "3"))
        self.send(line)
        return True

    # -- the commands -------------------------------------------------------------------------

    def run(self):
        lines = self.rule("banner")
        if lines:
            self.act(lines, "banner")
            if not lines[-1].startswith("220"):
                self.after_refused_banner()
        else:
            self.send("220 %s ESMTP" % self.host.name)
        while True:
            self.command(self.readline().decode("utf-8", "surrogateescape").rstrip("\r\n"))

    def after_refused_banner(self):
        while True:
            if self.readline().upper().startswith(b"QUIT"):
                self.send("221 2.0.0 Bye")
                raise Gone
            self.send("503 5.5.1 Error: bad sequence of commands")

    def command(self, line):
        word = line.split(" ", 1)[0].upper()
        rest = line[len(word):].strip()
        verb = {"EHLO": self.ehlo, "LHLO": self.ehlo, "HELO": self.helo, "STARTTLS": self.starttls,
                "AUTH": self.auth, "MAIL": self.mail_from, "RCPT": self.rcpt_to, "DATA": self.data,
                "RSET": self.rset, "NOOP": self.noop, "QUIT": self.quit}.get(word)
        if verb is None:
            self.send("502 5.5.2 Error: command not recognized")
        else:
            verb(rest)

    def ehlo(self, rest):
        self.name = rest
        offer = [o for o in self.host.offer if not (self.tls and o == "STARTTLS")]
        lines = [self.host.name] + offer
        self.usual("ehlo", ["250-" + s for s in lines[:-1]] + ["250 " + lines[-1]])

    def helo(self, rest):
        self.name = rest
        self.usual("helo", "250 " + self.host.name)

    def starttls(self, _):
        if not self.usual("starttls", "220 2.0.0 Ready to start TLS"):
            return
        try:
            self.conn = self.sink.tls.wrap_socket(self.conn, server_side=True)
        except (OSError, AttributeError):
            raise Gone
        self.file = self.conn.makefile("rb")
        self.tls = True

    def auth(self, rest):
        words = rest.split()
        if words and words[0].upper() == "LOGIN":
            for prompt in ("VXNlcm5hbWU6", "UGFzc3dvcmQ6"):
                self.send("334 " + prompt)
                self.readline()
        elif len(words) == 1:
            self.send("334 ")
            self.readline()
        self.usual("auth", "235 2.7.0 Authentication successful")

    def mail_from(self, rest):
        match = re.search(r"<([^>]*)>", rest)
        self.mail, self.rcpts, self.refused = (match.group(1) if match else ""), [], []
        if not self.usual("mail", "250 2.1.0 Ok"):
            self.mail = None

    def rcpt_to(self, rest):
        match = re.search(r"<([^>]*)>", rest)
        rcpt = match.group(1) if match else rest
        if self.mail is None:
            self.send("503 5.5.1 Error: need MAIL command")
            return
        lines = self.sink.rcpt_rule(rcpt, "rcpt") or self.rule("rcpt")
        if lines:
            self.act(lines, "rcpt", rcpt)
            if not lines[-1].startswith("2"):
                self.refused.append(rcpt)
                return
        else:
            self.send("250 2.1.5 Ok")
        self.rcpts.append(rcpt)

    def stage_rule(self, stage):
        """The rule of the first recipient that has one for the stage, or the host's."""
        for rcpt in self.rcpts:
            lines = self.sink.rcpt_rule(rcpt, stage)
            if lines:
                return lines
        return self.rule(stage)

    def data(self, _):
        if not self.rcpts:
            self.send("554 5.5.1 Error: no valid recipients")
            return
        lines = self.stage_rule("data")
        if lines:
            self.act(lines, "data")
            return
        self.send("354 End data with <CR><LF>.<CR><LF>")
        data = self.take_body()
        if self.host.lmtp:
            self.lmtp_end(data)
        else:
            self.smtp_end(data)
        self.mail, self.rcpts = None, []

    def take_body(self):
        lines = self.stage_rule("body")
        got, size = [], 0
        while True:
            line = self.readline()
            if line in (b".\r\n", b".\n"):
                return b"".join(got)
            got.append(line[1:] if line.startswith(b".") else line)
            size += len(line)
            if lines and size > 2000:
                self.act(lines, "body")

    def trace(self):
        """What a server that delivers a message writes above it (RFC 5321 section 4.4)."""
        stamp = email.utils.formatdate()
        return ("Return-Path: <%s>\r\nReceived: from %s (%s [%s])\r\n\tby %s with %s\r\n"
                "\tfor <%s>; %s\r\n" % (
                    self.mail, self.name, self.name, self.conn.getpeername()[0], self.host.name,
                    "LMTP" if self.host.lmtp else "ESMTP", self.rcpts[0], stamp)).encode()

    def smtp_end(self, data):
        lines = self.stage_rule("end-of-data")
        if not lines:
            kinds = kinds_of_content(data)
            lines = next((r for kind, r in self.host.content if kind in kinds), None)
        if lines:
            self.act(lines, "end-of-data")
            if not lines[-1].startswith("2"):
                return
        else:
            self.send("250 2.0.0 Ok: queued as %s" % ("%010X" % (hash(data) & 0xFFFFFFFFFF)))
        self.sink.record.keep(self.host, self.mail, self.rcpts, self.trace() + data)

    def lmtp_end(self, data):
        for rcpt in self.rcpts:
            lines = self.sink.rcpt_rule(rcpt, "end-of-data")
            if lines:
                self.act(lines, "end-of-data", rcpt)
            else:
                self.send("250 2.1.5 <%s> Saved" % rcpt)
        self.sink.record.keep(self.host, self.mail, self.rcpts, self.trace() + data)

    def rset(self, _):
        self.mail, self.rcpts = None, []
        self.usual("rset", "250 2.0.0 Ok")

    def noop(self, _):
        self.send("250 2.0.0 Ok")

    def quit(self, _):
        self.usual("quit", "221 2.0.0 Bye")
        raise Gone


class Sink:
    """All the listeners of a run."""

    def __init__(self, hosts, record, silence=8.0, certificate=None):
        self.hosts, self.record, self.silence = hosts, record, silence
        self.by_rcpt = {}        # (address in lower case, stage) -> reply lines
        self.tls = None
        self.sockets = []
        if certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate)

    def rcpt_rule(self, rcpt, stage):
        return self.by_rcpt.get((rcpt.lower(), stage))

    def start(self):
        for host in self.hosts:
            if not host.listen:
                continue
            server = socket.socket(socket.AF_INET6 if ":" in host.ip else socket.AF_INET)
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            server.bind((host.ip, host.port))
            server.listen(64)
            self.sockets.append(server)
            threading.Thread(target=self.serve, args=(host, server), daemon=True).start()

    def serve(self, host, server):
        while True:
            try:
                conn, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self.session, args=(host, conn), daemon=True).start()

    def session(self, host, conn):
        session = Session(self, host, conn)
        try:
            session.run()
        except Gone:
            pass
        finally:
            try:
                session.file.close()
                session.conn.close()
            except OSError:
                pass
