# SPDX-License-Identifier: BSD-2-Clause
"""A name server for the laboratory's world: A, MX, PTR, TXT, null MX, SERVFAIL; else NXDOMAIN.

UDP and TCP, one question a packet, no compression: enough for what mail servers ask.
"""
import ipaddress
import socket
import struct
import threading

A, SOA, PTR, MX, TXT, AAAA = 1, 6, 12, 15, 16, 28


def encode_name(name):
    labels = [s for s in name.rstrip(".").split(".") if s]
    return b"".join(bytes([len(s)]) + s.encode() for s in labels) + b"\0"


class Zone:
    def __init__(self):
        self.data = {}           # lower-case name -> list of (type, rdata)
        self.broken = set()      # domains that answer SERVFAIL

    def add(self, name, kind, rdata):
        self.data.setdefault(name.lower().rstrip("."), []).append((kind, rdata))

    def add_host(self, name, ip):
        self.add_address(name, ip)
        self.add(ipaddress.ip_address(ip).reverse_pointer, PTR, encode_name(name))

    def add_address(self, name, ip):
        address = ipaddress.ip_address(ip)
        self.add(name, A if address.version == 4 else AAAA, address.packed)

    def add_mx(self, domain, host, preference=10):
        self.add(domain, MX, struct.pack("!H", preference) + encode_name(host))

    def add_txt(self, name, text):
        self.add(name, TXT, bytes([len(text)]) + text.encode())

    def is_broken(self, name):
        return any(name == b or name.endswith("." + b) for b in self.broken)

    def exists(self, name):
        return name in self.data or any(n.endswith("." + name) for n in self.data)


def answer(zone, packet):
    if len(packet) < 17:
        return None
    ident, flags, count = struct.unpack("!HHH", packet[:6])
    at, labels = 12, []
    while at < len(packet) and packet[at]:
        labels.append(packet[at + 1:at + 1 + packet[at]].decode("latin-1"))
        at += 1 + packet[at]
    question = packet[12:at + 5]
    kind = struct.unpack("!H", packet[at + 1:at + 3])[0]
    name = ".".join(labels).lower()
    records, code = [], 0
    if zone.is_broken(name):
        code = 2
    elif not zone.exists(name):
        code = 3
    else:
        records = [r for r in zone.data.get(name, []) if r[0] == kind]
    body = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", t, 1, 300, len(d)) + d for t, d in records)
    authority, count_ns = b"", 0
    if not records and code in (0, 3):
        soa = encode_name("ns.example") + encode_name("hostmaster.example")
        soa += struct.pack("!IIIII", 1, 3600, 600, 86400, 60)
        authority = encode_name("example") + struct.pack("!HHIH", SOA, 1, 60, len(soa)) + soa
        count_ns = 1
    head = struct.pack("!HHHHHH", ident, 0x8580 | (flags & 0x0100) | code, 1, len(records),
                       count_ns, 0)
    return head + question + body + authority


def serve_udp(zone, sock):
    while True:
        try:
            packet, peer = sock.recvfrom(2048)
            reply = answer(zone, packet)
            if reply:
                sock.sendto(reply, peer)
        except OSError:
            return


def serve_tcp(zone, sock):
    while True:
        try:
            conn, _ = sock.accept()
        except OSError:
            return
        with conn:
            try:
                size = struct.unpack("!H", conn.recv(2))[0]
                reply = answer(zone, conn.recv(size))
                conn.sendall(struct.pack("!H", len(reply)) + reply)
            except (OSError, struct.error):
                pass


def start(zone, ip):
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind((ip, 53))
    threading.Thread(target=serve_udp, args=(zone, udp), daemon=True).start()
    tcp = socket.socket()
    tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    tcp.bind((ip, 53))
    tcp.listen(16)
    threading.Thread(target=serve_tcp, args=(zone, tcp), daemon=True).start()
