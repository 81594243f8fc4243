# SPDX-License-Identifier: BSD-2-Clause
"""Runs the laboratory: called by run.sh inside namespaces of its own, as their first process.

driver.py CACHE OUTDIR SERVER...
"""
import os
import shutil
import smtplib
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
from mta import postfix  # noqa: E402
from sink import Record, Sink  # noqa: E402
from tree import Tree  # noqa: E402
from world import World  # noqa: E402

SENDERS = {"en": "hanako.sato@office.example", "ja": "hanako.sato@tokyo.office.example",
           "utf8": "keiko.suzuki@osaka.office.example", "de": "j.weiss@berlin.office.example",
           "ru": "a.orlova@moskva.office.example"}
CHARSETS = {"ja": "iso-2022-jp"}


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

    def send(self, case):
        case.sender = case.sender or SENDERS[case.via]
        rcpts = [r.address for r in case.rcpts]
        data = messages.make(case.message or "plain", case.sender, rcpts, self.message_id(case))
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
    def __init__(self, cache, out):
        self.cache, self.out = cache, out
        self.scratch = tempfile.mkdtemp(prefix="lab.", dir="/run")
        self.world = World(os.path.join(HERE, "world"))
        self.world.raise_network()
        nameserver.start(self.world.zone)
        self.record = Record(os.path.join(self.scratch, "record"))
        self.sink = Sink(self.world.sinks, self.record, 8.0, certificate(self.scratch))
        self.sender = Sender(self.world)
        self.seen = set()
        self.problems = []

    # -- the servers ---------------------------------------------------------------------------

    def raise_postfix(self, idents):
        """The own server always; relays and the partner as asked."""
        self.tree = Tree(self.cache, "postfix", self.scratch)
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
        found = []
        for name in sorted(os.listdir(directory)) if os.path.isdir(directory) else []:
            if name not in self.seen:
                self.seen.add(name)
                with open(os.path.join(directory, name), "rb") as f:
                    found.append(f.read())
        return found

    def case_of(self, raw):
        for ident, case in self.sender.by_id.items():
            if ident in raw:
                return case
        return None

    def collect(self, cases, seconds):
        """Wait until every case has its notice, and a moment longer."""
        waiting, end, quiet = set(cases), time.time() + seconds, 0
        while time.time() < end and quiet < 8:
            for raw in self.arrivals():
                case = self.case_of(raw)
                if case is None:
                    self.problems.append("a notice of no case: %r" % raw[:400])
                    continue
                case.notices.append(raw)
                waiting.discard(case)
                quiet = 0
            quiet += not waiting
            time.sleep(0.25)
        self.problems += ["%s: no notice came" % c.name for c in waiting]

    # -- rounds ------------------------------------------------------------------------------------------

    def round(self, cases, seconds=45):
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
        for _ in range(24):
            time.sleep(0.5)
            found = self.arrivals()
            if case.postmaster:
                found = [raw for raw in found if b"\nTo: postmaster" in raw
                         or b"\nTo: <postmaster" in raw or b"\nTo: Postmaster" in raw]
            case.notices += found
            if case.notices:
                break
        else:
            self.problems.append("%s: no notice came" % case.name)
        time.sleep(1)
        self.arrivals()
        if case.postmaster:
            relay.tune("notify_classes=resource,software")

    # -- what is kept ------------------------------------------------------------------------------------

    def causes(self, case, raw, server):
        """The blocks for the recipients that this notice is about."""
        found = []
        for rcpt in case.rcpts:
            cause = casetable.Cause(case, rcpt, self.world, self.record, self.sink)
            address = cause.facts["recipient"]
            if rcpt.accepted and (rcpt.want or case.want) == "failed":
                continue
            if len(case.notices) > 1 and b"\nFinal-Recipient: rfc822; " + address.encode() not in raw:
                continue
            if rcpt.real and not self.partner_said(address, cause.facts["reply"]):
                cause.problem = "the partner never said %s" % cause.facts["reply"]
            if cause.problem:
                self.problems.append("%s: %s" % (case.name, cause.problem))
            facts = cause.facts
            reporter = case.reporter or case.postmaster or "relay"
            facts["reporter"] = {"own": self.world.own[1], "partner": self.world.partner[1]}.get(
                reporter, self.world.relays[case.via][1])
            facts["mta"] = server
            facts["sender"] = case.sender
            if not case.probe:
                facts["message-id"] = case.message_id
            found.append(facts)
        return found

    def partner_said(self, address, reply):
        """Is the refusal in the partner's own log?"""
        return any(b"reject: " in line and b"to=<%s>" % address.encode() in line
                   and (b" %s " % reply.encode() in line or b"/cleanup[" in line)
                   for line in self.instances["partner"].log().splitlines())

    def keep(self, case, directory, server):
        os.makedirs(directory, exist_ok=True)
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

    def run_postfix(self):
        table = casetable.read(os.path.join(HERE, "cases", "postfix.cases"))
        examples = casetable.read(os.path.join(HERE, "cases", "examples.cases"))
        cases = list(casetable.spread(table))
        for case in cases + examples:
            case.notices = []
        casetable.teach(self.sink, self.world, cases + examples)
        self.sink.start()
        self.raise_postfix(["en", "ja", "utf8", "de", "ru", "partner"])
        alone = [c for c in cases if c.postmaster or c.probe]
        delayed = [c for c in cases if c.want == "delayed"]
        self.round([c for c in cases if c not in alone and c not in delayed])
        self.round(examples)
        for case in alone:
            self.single(case)
        self.delay_round(delayed)
        for case in cases:
            self.keep(case, os.path.join(self.out, "postfix"), "postfix")
        for case in examples:
            if case.want == "taken":
                self.keep_taken(case, os.path.join(self.out, "examples"))
            else:
                self.keep(case, os.path.join(self.out, "examples"), "postfix")
        self.keep_log("postfix", b"".join(i.log() for i in self.instances.values()), b"status=")
        for instance in self.instances.values():
            instance.stop()
        return cases

    def keep_log(self, server, text, word):
        os.makedirs(os.path.join(self.out, "log"), exist_ok=True)
        with open(os.path.join(self.out, "log", server + ".log"), "wb") as f:
            f.writelines(line for line in text.splitlines(True) if word in line)
        with open(os.path.join(self.out, server + ".full.log"), "wb") as f:
            f.write(text)


def main():
    cache, out = sys.argv[1:3]
    for server in sys.argv[3:]:
        lab = Lab(cache, out)
        cases = getattr(lab, "run_" + server)()
        for problem in lab.problems:
            print("lab: %s: %s" % (server, problem), file=sys.stderr)
        print("%s: %d cases, %d notices" % (server, len(cases), sum(len(c.notices) for c in cases)))
        shutil.copy(os.path.join(lab.scratch, "record", "said.jsonl"),
                    os.path.join(out, server + ".said.jsonl"))


if __name__ == "__main__":
    main()
