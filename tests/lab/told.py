# SPDX-License-Identifier: BSD-2-Clause
"""Which facts of a cause a notice does not hold, so that no reader can be asked for them."""
import re

# The bytes below which the returned message stands.
BELOW = re.compile(rb"\nContent-Type: *(?:message/rfc822|message/global(?!-delivery)|text/rfc822-headers)"
                   rb"|\nOriginal message follows|\n-+ This is a copy of", re.I)


# What is said in place of an answer.
INSTEAD = (b": Envelope expired", b"unknown bounce reason", b"Could not deliver for the last ")


def notice_of(raw):
    """The notice itself, without its header and the returned message."""
    body = raw.split(b"\n\n", 1)[-1]
    return BELOW.split(body, 1)[0]


def squeeze(data):
    return re.sub(rb"\s+", b"", data)


def reply_is_told(said, notice):
    """Is a line of the reply in the notice, however folded; a short or an encoded one by its codes."""
    for line in said:
        if line.isascii() and len(line) > 12:
            if squeeze(line.encode()) in squeeze(notice):
                return True
        else:
            codes = re.match(r"[0-9 .-]*", line).group(0).strip().encode()
            if re.search(rb"(?<![0-9.])" + re.escape(codes) + rb"(?![0-9.])", notice):
                return True
    return False


def below_data(said, notice):
    """Sendmail sends RCPT and DATA at once: is the reply below ">>> DATA", without a sign that it answers RCPT."""
    lines = notice.decode("utf-8", "replace").split("\n")
    for i, line in enumerate(lines):
        if said and line.strip() == "<<< " + said[0].strip():
            sent = [above for above in lines[:i] if above.startswith(">>> ")]
            signs = re.search(r"User unknown|^<<< (503|554 .*no valid recipients)", "\n".join(lines[i + 1:]), re.M)
            return bool(sent) and sent[-1].strip() == ">>> DATA" and not signs
    return False


def stage_is_told(mta, stage, notice, reply_told, said):
    if stage == "none":
        return True
    if mta == "postfix":
        # Of the greeting, and of what EHLO was answered with.
        return b"refused to talk to me" not in b" ".join(notice.split())
    if stage == "connect":
        return re.search(rb"Connection (refused|timed out)", notice)
    if mta == "exim":
        return b"SMTP error from remote mail server after" in notice
    if mta == "dma":
        return b"did not like our" in notice
    if mta == "sendmail" and stage == "rcpt" and below_data(said, notice):
        return False
    if mta in ("sendmail", "courier"):
        # Both say DATA for the command, and for the message that follows it.
        return said and reply_told and stage not in ("data", "end-of-data")
    return False


def findings(facts, missing, mta, raw):
    """What a reader has to say that it does not know: the reply, the stage, that the server kept to itself."""
    words = b" ".join(notice_of(raw).split())
    if any(instead in words for instead in INSTEAD):
        return ["reply-hidden", "stage-hidden"]
    quoted = mta in ("opensmtpd", "nullmailer") and facts.get("speaker") == "remote" and "said" in facts
    return ["stage-hidden"] if quoted and "stage" in missing else []


def untold(mta, facts, raw):
    """The keys of the facts that the notice does not hold."""
    notice = notice_of(raw)
    said = facts.get("said") or [facts["reply"]] if "reply" in facts else []
    reply_told = reply_is_told(said, notice)
    missing = []
    if facts.get("speaker") == "remote" and not reply_told:
        missing += ["speaker", "reply", "enhanced", "said", "text"]
    if "reply" in facts and not re.match(r"[2-5][0-9][0-9]$", facts["reply"]):
        # A number that is no reply code, RFC 5321 4.2.1: to a reader it is text.
        missing += [key for key in ("reply", "enhanced") if key not in missing]
    if not stage_is_told(mta, facts["stage"], notice, reply_told, said):
        missing.append("stage")
    if facts.get("message-id", "").encode() not in raw:
        missing.append("message-id")
    for key in ("host", "ip", "alias"):
        if key in facts and facts[key].encode() not in notice:
            missing.append(key)
    if "enhanced" in facts and "enhanced" not in missing and facts["enhanced"].encode() not in notice:
        missing.append("enhanced")
    if "maybe-delivered" in facts and b"more than once" not in b" ".join(notice.split()):
        missing.append("maybe-delivered")
    return [key for key in missing if key in facts]
