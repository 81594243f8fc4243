# SPDX-License-Identifier: BSD-2-Clause
"""Runs the laboratory: called by run.sh inside namespaces of its own, as their first process.

driver.py CACHE OUTDIR SERVER...
"""
import importlib
import os
import re
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import cases as casetable  # noqa: E402
import messages  # noqa: E402
import nameserver  # noqa: E402
import told  # noqa: E402
from mta import postfix  # noqa: E402
from sink import Record, Sink  # noqa: E402
from tree import Syslog, Tree  # noqa: E402
from world import World  # noqa: E402

SENDERS = {"en": "hanako.sato@office.example", "ja": "hanako.sato@tokyo.office.example",
           "utf8": "keiko.suzuki@osaka.office.example", "de": "j.weiss@berlin.office.example",
           "ru": "a.orlova@moskva.office.example", "fr": "e.lefevre@paris.office.example"}
CHARSETS = {"ja": "iso-2022-jp", "fr": "iso-8859-1"}


def certificate(scratch):
    """A certificate that nobody knows, for the sinks that offer STARTTLS."""
    path = os.path.join(scratch, "sink.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost.example", "-keyout", path + ".key", "-out", path],
                   check=True, stderr=subprocess.DEVNULL)
    with open(path, "a") as out, open(path + ".key") as key:
        out.write(key.read())
    return path


class Sender:
    """Writes mails on the PC, gives them to the own server, knows which case each belongs to."""

    def __init__(self, world):
        self.world = world
        self.count = 0
        self.by_id = {}
        self.session = None

    def connect(self, ip):
        pc_ip, pc_host = self.world.pc
        self.session = smtplib.SMTP(ip, 25, pc_host, 30, (pc_ip, 0))
        self.session.ehlo()

    def close(self):
        self.session.quit()
        self.session = None

    def message_id(self, case):
        self.count += 1
        stamp = time.strftime("%Y%m%d%H%M%S", time.gmtime())
        ident = "%s.%04d@%s" % (stamp, self.count, self.world.pc[1])
        self.by_id[ident.encode()] = case
        case.message_id = ident
        return ident

    def expect(self, code, done):
        if done[0] != code:
            raise SystemExit("submission: %r" % (done,))

    def write(self, case):
        case.sender = case.sender or SENDERS[case.via]
        rcpts = [r.address for r in case.rcpts]
        return messages.make(case.message or "plain", case.sender, rcpts, self.message_id(case))

    def send(self, case):
        data = self.write(case)
        smtp, options = self.session, ["BODY=8BITMIME"]
        if case.ret:
            options.append("RET=" + case.ret)
        if case.envid:
            options.append("ENVID=" + case.envid)
        if case.utf8:
            options.append("SMTPUTF8")
            smtp.command_encoding = "utf-8"
        self.expect(250, smtp.mail(case.sender, options))
        for rcpt in case.rcpts:
            options = ["NOTIFY=" + case.notify] if case.notify else []
            if rcpt.orcpt:
                options.append("ORCPT=" + rcpt.orcpt)
            self.expect(250, smtp.rcpt(rcpt.address, options))
        self.expect(250, smtp.data(data))
        smtp.command_encoding = "ascii"


class Lab:
    def __init__(self, cache, out, server):
        self.cache, self.out, self.server = cache, out, server
        self.scratch = tempfile.mkdtemp(prefix="lab.", dir="/run")
        self.world = World(os.path.join(HERE, "world"))
        self.world.raise_network()
        nameserver.start(self.world.zone, self.world.ns)
        self.record = Record(os.path.join(self.scratch, "record"))
        self.sink = Sink(self.world.sinks, self.record, 8.0, certificate(self.scratch))
        self.sender = Sender(self.world)
        self.seen = set()
        self.problems = []
        self.flush = lambda: None
        self.submit = self.smarthost = None

    # -- the servers ---------------------------------------------------------------------------

    def raise_postfix(self, idents):
        """The own server always; relays and the partner as asked."""
        self.tree = Tree(self.cache, "postfix", self.scratch, self.world.ns)
        postfix.prepare(self.tree)
        world, self.instances = self.world, {}
        for ident in ["own"] + list(idents):
            if ident == "own":
                ip, host = world.own
                made = postfix.Postfix(self.tree, ident, "own", host, ip, world.own_domains)
            elif ident == "partner":
                ip, host = world.partner
                made = postfix.Postfix(self.tree, ident, "partner", host, ip)
            else:
                ip, host, _ = world.relays[ident]
                template = os.path.join(HERE, "templates", ident + ".template")
                made = postfix.Postfix(self.tree, ident, "relay", host, ip, (),
                                       template if os.path.exists(template) else None,
                                       CHARSETS.get(ident, "utf-8"))
                made.ip6 = world.ip6.get(host)
            made.setup([(domain, host) for _, host, domain in world.relays.values()],
                       [("plaintext.example", "encrypt"), ("tlsbroken.example", "encrypt"),
                        ("tlsgarbage.example", "encrypt"), ("selfsigned.example", "secure")],
                       ["badlogin.example", "authdown.example", "nomech.example"])
            made.start()
            self.instances[ident] = made

    # -- the mails that come back --------------------------------------------------------------------

    def arrivals(self):
        """Notices that came since the last look, raw."""
        directory = self.tree.path("/var/mail/own/all/new")
        found = self.taken_notices() if self.smarthost else []
        for name in sorted(os.listdir(directory)) if os.path.isdir(directory) else []:
            if name not in self.seen:
                self.seen.add(name)
                with open(os.path.join(directory, name), "rb") as f:
                    found.append(f.read())
        return found

    def taken_notices(self):
        """What the smarthost took for the sender's domain: nobody delivers that any further."""
        found = []
        for entry in list(self.record.entries):
            if entry["stage"] == "taken" and entry["file"] not in self.seen and not entry["mail"]:
                self.seen.add(entry["file"])
                with open(entry["file"], "rb") as f:
                    found.append(f.read().replace(b"\r\n", b"\n"))
        return found

    def case_of(self, raw):
        for ident, case in self.sender.by_id.items():
            if ident in raw:
                return case
        return None

    def collect(self, cases, seconds):
        """Wait until every case has its notice, and a moment longer."""
        waiting, end, quiet, flush = set(cases), time.time() + seconds, 0, time.time() + 3
        while time.time() < end and quiet < 8:
            for raw in self.arrivals():
                case = self.case_of(raw)
                if case is None:
                    self.problems.append("a notice of no case: %r" % raw[:400])
                    continue
                if self.server != "postfix" and b"MAILER-DAEMON@" + self.world.own[1].encode() in raw:
                    self.problems.append("%s: the own server made the notice" % case.name)
                else:
                    case.notices.append(raw)
                waiting.discard(case)
                quiet = 0
            quiet += not waiting
            time.sleep(0.25)
            if waiting and time.time() > flush:
                flush = time.time() + 3
                self.flush()
        self.problems += ["%s: no notice came" % c.name for c in waiting]

    # -- rounds ------------------------------------------------------------------------------------------

    def round(self, cases, seconds=45):
        if self.submit:
            for case in cases:
                self.submit(case, self.sender.write(case))
        else:
            self.sender.connect(self.world.own[0])
            for case in cases:
                self.sender.send(case)
            self.sender.close()
        self.collect([c for c in cases if c.want != "taken"], seconds)

    def delay_round(self, cases):
        """The queue keeps its mail now, and warns after a second."""
        relays = [self.instances[v] for v in {c.via for c in cases}]
        for relay in relays:
            relay.tune("maximal_queue_lifetime=5d", "delay_warning_time=1s")
        self.sender.connect(self.world.own[0])
        for case in cases:
            self.sender.send(case)
        self.sender.close()
        time.sleep(6)
        for relay in relays:
            relay.flush()
        self.collect(cases, 40)
        for relay in relays:
            relay.empty()
            relay.tune("maximal_queue_lifetime=0", "delay_warning_time=0h")

    def single(self, case):
        """One case alone: its notices do not name the message."""
        relay = self.instances["partner" if case.postmaster == "partner" else case.via]
        if case.probe:
            case.sender = case.sender or SENDERS[case.via]
            relay.probe(case.sender, case.rcpts[0].address)
        else:
            relay.tune("notify_classes=bounce,2bounce,delay,policy,protocol,resource,software")
            self.sender.connect(self.world.own[0])
            self.sender.send(case)
            self.sender.close()
        end = time.time() + 15
        while time.time() < end:
            time.sleep(0.5)
            found = self.arrivals()
            if case.postmaster:
                found = [raw for raw in found if b"\nTo: postmaster" in raw
                         or b"\nTo: <postmaster" in raw or b"\nTo: Postmaster" in raw]
            if case.want == "transcript":
                found = [raw for raw in found if b"multipart/report" not in raw]
            case.notices += found
            if found:
                end = min(end, time.time() + 3)
        if not case.notices:
            self.problems.append("%s: no notice came" % case.name)
        time.sleep(1)
        self.arrivals()
        if case.postmaster:
            relay.tune("notify_classes=resource,software")

    # -- what is kept ------------------------------------------------------------------------------------

    def causes(self, case, raw, server):
        """The blocks for the recipients that this notice is about."""
        found = []
        for rcpt in case.rcpts + [r for r in case.by_the_way() if self.is_about(raw, r.address)]:
            cause = casetable.Cause(case, rcpt, self.world, self.record, self.smarthost)
            address = cause.facts["recipient"]
            if rcpt.accepted and not rcpt.want and case.want == "failed":
                continue
            if len(case.notices) > 1 and not self.is_about(raw, address):
                continue
            self.follow_notice(cause.facts, raw)
            if rcpt.real and not self.partner_said(address, cause.facts["reply"]):
                cause.problem = "the partner never said %s" % cause.facts["reply"]
            if cause.problem:
                self.problems.append("%s: %s" % (case.name, cause.problem))
            facts = cause.facts
            reporter = case.reporter or case.postmaster or "relay"
            facts["reporter"] = {"own": self.world.own[1], "partner": self.world.partner[1]}.get(
                reporter, self.world.relays[case.via][1])
            if facts.get("host") == facts["reporter"]:
                # The server that refused writes of it itself: nobody else was talked to.
                facts["speaker"] = "reporter"
                del facts["host"], facts["ip"]
            facts["mta"] = server
            facts["sender"] = case.sender
            if not case.probe and rcpt in case.rcpts:
                facts["message-id"] = case.message_id
            missing = told.untold(server, facts, raw)
            if missing:
                facts["untold"] = " ".join(missing)
            facts["finding"] = told.findings(facts, missing, server, raw)
            found.append(facts)
        return found

    @staticmethod
    def follow_notice(facts, raw):
        """Where the notice tells another outcome than was the case, `kind` is the notice's."""
        for kind, said, note in (
                ("failed", "delayed", "the server had given up all the same"),
                ("relayed", "delivered", "it was handed to a server that does not know DSN")):
            if facts["kind"] == kind and b"\nAction: " + said.encode() in raw:
                facts["kind"], facts["note"] = said, note

    @staticmethod
    def is_about(raw, address):
        """Of several notices for one mail: is this the one for the recipient?"""
        name, notice = re.escape(address.encode()), told.notice_of(raw)
        if b"\nFinal-Recipient:" in notice:
            return re.search(rb"\nFinal-Recipient: *[a-z0-9-]+; *" + name, notice, re.I)
        return re.search(rb"<" + name + rb">", notice)

    def partner_said(self, address, reply):
        """Is the refusal in the partner's own log?"""
        return any(b"reject: " in line and b"to=<%s>" % address.encode() in line
                   and (b" %s " % reply.encode() in line or b"/cleanup[" in line)
                   for line in self.instances["partner"].log().splitlines())

    def keep(self, case, directory, server):
        os.makedirs(directory, exist_ok=True)
        if case.want == "delayed":
            del case.notices[1:]
        for number, raw in enumerate(case.notices, 1):
            name = case.name if len(case.notices) == 1 else "%s-%d" % (case.name, number)
            path = os.path.join(directory, name)
            with open(path + ".eml", "wb") as f:
                f.write(raw)
            with open(path + ".cause", "w", encoding="utf-8") as f:
                f.write(casetable.write(self.causes(case, raw, server)))

    def keep_taken(self, case, directory):
        os.makedirs(directory, exist_ok=True)
        for entry in self.record.entries:
            if entry["stage"] == "taken":
                with open(entry["file"], "rb") as f:
                    raw = f.read()
                if case.message_id.encode() in raw:
                    with open(os.path.join(directory, case.name + ".eml"), "wb") as f:
                        f.write(raw)
                    return
        self.problems.append("%s: the sink did not take it" % case.name)

    def keep_either(self, cases, name):
        """The notice, or the mail itself where the sink was to take it."""
        for case in cases:
            if case.want == "taken":
                self.keep_taken(case, os.path.join(self.out, name))
            else:
                self.keep(case, os.path.join(self.out, name), "postfix")

    def run_experiment(self):
        """A few mails, one after the other, by Postfix: what differs between their outcomes?"""
        cases = casetable.read(os.path.join(HERE, "cases", "experiment.cases"))
        for case in cases:
            case.notices = []
        casetable.teach(self.sink, self.world, cases)
        self.sink.start()
        self.raise_postfix(sorted({c.via for c in cases}))
        for case in cases:
            self.round([case])
        self.keep_either(cases, "experiment")
        self.keep_log("experiment", b"".join(i.log() for i in self.instances.values()))
        for instance in self.instances.values():
            instance.stop()
        return cases

    def run_postfix(self):
        table = casetable.read(os.path.join(HERE, "cases", "postfix.cases"))
        examples = casetable.read(os.path.join(HERE, "cases", "examples.cases"))
        only = os.environ.get("LAB_ONLY", "")
        cases = [c for c in casetable.spread(table) if re.search(only, c.name)]
        for case in cases + examples:
            case.notices = []
        casetable.teach(self.sink, self.world, cases + examples)
        self.sink.start()
        self.raise_postfix(["en", "ja", "utf8", "de", "ru", "fr", "partner"])
        alone = [c for c in cases if c.postmaster or c.probe]
        delayed = [c for c in cases if c.want == "delayed"]
        self.round([c for c in cases if c not in alone and c not in delayed])
        self.round(examples)
        for case in alone:
            self.single(case)
        self.delay_round(delayed)
        for case in cases:
            self.keep(case, os.path.join(self.out, "postfix"), "postfix")
        self.keep_either(examples, "examples")
        self.keep_log("postfix", b"".join(i.log() for i in self.instances.values()), b"status=")
        for instance in self.instances.values():
            instance.stop()
        return cases

    # -- the servers other than Postfix ---------------------------------------------------------------

    @staticmethod
    def wait_for(ip):
        """Until somebody listens there."""
        for _ in range(100):
            try:
                socket.create_connection((ip, 25), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit("nobody listens at %s" % ip)

    def run_other(self, server):
        """The own Postfix gives its mail to this server, which plays the provider's relay."""
        table = []
        for name in ("common", server):
            path = os.path.join(HERE, "cases", name + ".cases")
            table += casetable.read(path) if os.path.exists(path) else []
        ip, host, _ = self.world.relays["en"]
        tree = Tree(self.cache, server, self.scratch, self.world.ns)
        mta = importlib.import_module("mta." + server).Server(tree, ip, host)
        mta.syslog = Syslog(tree, host)
        self.submit = getattr(mta, "submit", None)
        self.smarthost = getattr(mta, "smarthost", None)
        cases = [c for c in table if server not in c.skip
                 and (not self.smarthost or c.only_recipients())]
        for case in cases:
            case.notices = []
        casetable.teach(self.sink, self.world, cases)
        self.sink.start()
        self.raise_postfix([])
        if getattr(mta, "apart", False):
            tree.enter = self.world.set_apart(ip)
        else:
            self.world.speak_from(ip)
        try:
            mta.setup()
        except subprocess.CalledProcessError:
            sys.stderr.buffer.write(mta.syslog.text())
            raise
        mta.start()
        if not self.submit:
            self.wait_for(ip)
        self.flush = mta.flush
        self.round([c for c in cases if c.want != "delayed"], 90)
        delayed = [c for c in cases if c.want == "delayed"]
        if delayed:
            mta.keep_queue()
            self.wait_for(ip)
            self.round(delayed, 30)
        for case in cases:
            self.keep(case, os.path.join(self.out, server), server)
        self.keep_log(server, mta.log(), *mta.log_word)
        mta.stop()
        self.instances["own"].stop()
        return cases

    def keep_log(self, server, text, *words):
        """The lines that tell a result, of the servers whose lines are read."""
        if words:
            os.makedirs(os.path.join(self.out, "log"), exist_ok=True)
            with open(os.path.join(self.out, "log", server + ".log"), "wb") as f:
                f.writelines(s for s in text.splitlines(True) if any(w in s for w in words))
        with open(os.path.join(self.out, server + ".full.log"), "wb") as f:
            f.write(text)


def main():
    cache, out = sys.argv[1:3]
    for server in sys.argv[3:]:
        shutil.rmtree(os.path.join(out, server), ignore_errors=True)
        lab = Lab(cache, out, "postfix" if server == "experiment" else server)
        run = {"postfix": lab.run_postfix, "experiment": lab.run_experiment}.get(server)
        cases = run() if run else lab.run_other(server)
        for problem in lab.problems:
            print("lab: %s: %s" % (server, problem), file=sys.stderr)
        print("%s: %d cases, %d notices" % (server, len(cases), sum(len(c.notices) for c in cases)))
        shutil.copy(os.path.join(lab.scratch, "record", "said.jsonl"),
                    os.path.join(out, server + ".said.jsonl"))


if __name__ == "__main__":
    main()
