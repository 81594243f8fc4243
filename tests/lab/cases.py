# SPDX-License-Identifier: BSD-2-Clause
"""Reads a table of cases (the format is told in README.md), and writes what caused a notice."""
import copy
import re

HOST_STAGES = ("banner", "ehlo", "helo", "starttls", "auth", "mail", "rset", "quit")
RCPT_STAGES = ("rcpt", "data", "body", "end-of-data")
ACTS = {"!close": "closed the connection", "!reset": "reset the connection",
        "!silence": "said nothing more", "!garbage": "sent what is no TLS", "!half": "half a line"}


class Rcpt:
    def __init__(self, address):
        self.address = address
        self.rules = {}          # stage -> reply lines, in the order of the table
        self.cause = {}          # what the table itself says about the cause
        self.accepted = self.real = False
        self.want = self.orcpt = None


class Case:
    def __init__(self, name):
        self.name = name
        self.via = "en"
        self.sender = self.message = self.ret = self.envid = self.notify = None
        self.postmaster = self.reporter = self.host = self.offer = None
        self.utf8 = self.probe = False
        self.rcpts, self.also, self.skip = [], [], []
        self.others = {}         # address -> reply at RCPT, for recipients that come up by the way
        self.content = []        # (kind of content, reply)
        self.want = "failed"

    def by_the_way(self):
        """Recipients that the case did not send to: of a bounce that bounced."""
        known = [r.cause.get("recipient", r.address) for r in self.rcpts]
        found = [Rcpt(a) for a in self.others if a not in known]
        for rcpt in found:
            rcpt.rules["rcpt"] = [self.others[rcpt.address]]
        return found

    def only_recipients(self):
        """Does all that happens hang on a recipient, whichever host is spoken to?"""
        return all(set(r.rules) <= set(RCPT_STAGES) and (r.rules or r.accepted)
                   for r in self.rcpts)

    def line(self, key, value):
        rcpt = self.rcpts[-1] if self.rcpts else None
        if key == "to":
            self.rcpts.append(Rcpt(value))
        elif key in HOST_STAGES + RCPT_STAGES:
            rcpt.rules.setdefault(key, []).append(value)
        elif key == "cause":
            word, text = value.split(" ", 1)
            rcpt.cause[word] = text
        elif key == "stage":
            rcpt.cause["stage"] = value
        elif key == "want" and rcpt:
            rcpt.want = value
        elif key in ("accepted", "real"):
            setattr(rcpt, key, True)
        elif key == "orcpt":
            rcpt.orcpt = value
        elif key in ("utf8", "probe"):
            setattr(self, key, True)
        elif key == "also":
            self.also = value.split()
        elif key == "skip":
            self.skip = value.split()
        elif key == "content":
            self.content.append(tuple(value.split(" ", 1)))
        elif key == "rcpt-of":
            address, reply = value.split(" ", 1)
            self.others[address] = reply
        elif key in ("via", "message", "ret", "envid", "notify", "postmaster", "reporter",
                     "host", "want"):
            setattr(self, key, value)
        elif key == "from":
            self.sender = value
        elif key == "offer":
            self.offer = value.split("|")
        else:
            raise KeyError(key)


def read(path):
    cases = []
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            if not line.strip() or line.startswith("#"):
                continue
            key, _, value = line.strip().partition(" ")
            try:
                if key == "case":
                    cases.append(Case(value))
                else:
                    cases[-1].line(key, value.strip())
            except (KeyError, AttributeError, IndexError, ValueError):
                raise SystemExit("%s:%d: not understood: %s" % (path, number, line.strip()))
    return cases


def spread(cases):
    """Each case once for each relay that it asks for."""
    for case in cases:
        yield case
        for via in case.also:
            other = copy.deepcopy(case)
            other.via, other.name = via, case.name + "." + via
            yield other


def teach(sink, world, cases):
    """Tell the sink what to say; two cases must not want different things of it."""
    def put(table, key, lines, case):
        if table.setdefault(key, lines) != lines:
            raise SystemExit("%s: another case has %s say something else" % (case.name, key))

    for case in cases:
        for address, reply in case.others.items():
            put(sink.by_rcpt, (address.lower(), "rcpt"), [reply], case)
        for rcpt in case.rcpts:
            host = world.sink_of(rcpt.address.split("@")[-1])
            if host and case.offer:
                host.offer = case.offer
            for content in case.content:
                if content not in [(k, r[0]) for k, r in host.content]:
                    host.content.append((content[0], [content[1]]))
            for stage, lines in rcpt.rules.items():
                if stage in HOST_STAGES:
                    put(host.rules, stage, lines, case)
                else:
                    put(sink.by_rcpt, (rcpt.address.lower(), stage), lines, case)


REPLY = re.compile(r"(\d\d\d)(?:[ -]([245]\.\d{1,3}\.\d{1,3})(?= |$))?[ -]?(.*)")


def read_reply(lines):
    """Code and enhanced code of the last line, and the text of all."""
    found = [REPLY.match(line).groups() for line in lines]
    facts = {"reply": found[-1][0]}
    if found[-1][1]:
        facts["enhanced"] = found[-1][1]
    facts["said"] = list(lines)
    facts["text"] = " ".join(text for _, _, text in found if text)
    return facts


class Cause:
    """What really became of one recipient: from the sink's record, else from the table."""

    def __init__(self, case, rcpt, world, record, smarthost=None):
        self.facts = {"recipient": rcpt.cause.get("recipient", rcpt.address)}
        self.problem = None
        if "alias" in rcpt.cause:
            self.facts["alias"] = rcpt.cause["alias"]
        self.facts["kind"] = rcpt.want or case.want
        self.host = smarthost or case.host or world.mx.get(
            self.facts["recipient"].split("@")[-1].lower())
        self.from_rules(case, rcpt, record)
        own = {k: v for k, v in rcpt.cause.items() if k not in ("recipient", "alias")}
        if "said" in own:
            own.update(read_reply([own.pop("said")]))
        self.facts.update(own)
        self.facts.setdefault("stage", "none")
        if self.facts["kind"] in ("failed", "delayed", "transcript"):
            self.facts.setdefault("speaker", "remote" if rcpt.real or "reply" in self.facts
                                  else "reporter")
        if self.host in world.ip and (self.facts["stage"] != "none" or case.want == "relayed"):
            self.facts["host"], self.facts["ip"] = self.host, world.ip[self.host]

    def from_rules(self, case, rcpt, record):
        address = self.facts["recipient"]
        rules = dict(rcpt.rules)
        if address in case.others:
            rules["rcpt"] = [case.others[address]]
        if case.content and not rcpt.accepted:
            rules["end-of-data"] = [case.content[0][1]]
        if not rules:
            return
        for stage, lines in reversed(rules.items()):
            if any(self.is_it(e, stage, address, lines) for e in record.entries):
                break
        else:
            self.problem = "the sink never said %r at %s" % (lines, stage)
        self.facts["stage"] = "ehlo" if stage == "helo" else stage
        if lines[0].startswith("!"):
            self.facts["act"] = ACTS[lines[0]]
        else:
            self.facts.update(read_reply(lines))

    def is_it(self, entry, stage, address, lines):
        if entry["host"] != self.host or entry["stage"] != stage or entry["said"] != lines:
            return False
        if stage == "rcpt" or entry.get("rcpt"):
            return entry["rcpt"].lower() == address.lower()
        return stage in HOST_STAGES or address.lower() in [r.lower() for r in entry["rcpts"]]


ORDER = ("recipient", "alias", "kind", "action", "speaker", "stage", "host", "ip", "reply",
         "enhanced", "said", "text", "act", "note", "maybe-delivered", "untold", "finding", "reporter", "mta", "sender",
         "message-id")


def write(causes):
    """The blocks of a cause file."""
    blocks = []
    for facts in causes:
        unknown = set(facts) - set(ORDER)
        if unknown:
            raise SystemExit("cause: unknown key: %s" % unknown)
        lines = []
        for key in ORDER:
            values = facts.get(key)
            for value in values if isinstance(values, list) else [values]:
                if value is not None:
                    lines.append("%s %s\n" % (key, value))
        blocks.append("".join(lines))
    return "\n".join(blocks)
