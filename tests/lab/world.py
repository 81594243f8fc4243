# SPDX-License-Identifier: BSD-2-Clause
"""Reads the `world` table: hosts, addresses, domains; sets up the network and the name server."""
import subprocess

import nameserver
from sink import Host


class World:
    def __init__(self, path):
        self.ns = self.pc = self.own = self.partner = None
        self.relays = {}         # name -> (ip, host, domain of the senders)
        self.sinks = []
        self.mx = {}             # domain -> host
        self.ip, self.ip6 = {}, {}      # host -> address
        self.local, self.lost, self.noroute = [], [], []
        self.own_domains = []
        self.zone = nameserver.Zone()
        with open(path, encoding="utf-8") as f:
            for number, line in enumerate(f, 1):
                words = line.split("#")[0].split()
                if words:
                    try:
                        getattr(self, "read_" + words[0])(*words[1:])
                    except (AttributeError, TypeError):
                        raise SystemExit("%s:%d: not understood" % (path, number))

    def add(self, ip, host, *domains, local=True):
        self.ip[host] = ip
        self.zone.add_host(host, ip)
        if local:
            self.local.append(ip)
        for domain in domains:
            self.read_mx(domain, host)

    def read_ns(self, ip, host):
        self.ns = ip
        self.add(ip, host)

    def read_pc(self, ip, host):
        self.pc = (ip, host)
        self.add(ip, host)

    def read_own(self, ip, host, *domains):
        self.own, self.own_domains = (ip, host), domains
        self.add(ip, host, *domains)

    def read_relay(self, ip, host, name, domain):
        self.relays[name] = (ip, host, domain)
        self.add(ip, host)

    def read_partner(self, ip, host, *domains):
        self.partner = (ip, host)
        self.add(ip, host, *domains)

    def read_sink(self, ip, host, *domains):
        self.sinks.append(Host(host, ip))
        self.add(ip, host, *domains)

    def read_lmtp(self, ip, host, *domains):
        self.sinks.append(Host(host, ip, 24, True))
        self.add(ip, host, *domains)

    def read_dead(self, ip, host, *domains):
        self.add(ip, host, *domains)

    def read_lost(self, ip, host, *domains):
        self.lost.append(ip)
        self.add(ip, host, *domains, local=False)

    def read_noroute(self, ip, host, *domains):
        self.noroute.append(ip)
        self.add(ip, host, *domains, local=False)

    def read_speaks6(self, ip, host):
        self.zone.add_host(host, ip)
        self.local.append(ip)
        self.ip6[host] = ip

    def read_mx(self, domain, host):
        self.mx[domain] = host
        self.zone.add_mx(domain, host)

    def read_nullmx(self, domain):
        self.zone.add_mx(domain, "", 0)

    def read_broken(self, domain):
        self.zone.broken.add(domain)

    def read_a(self, name, value):
        self.zone.add_address(name, value)

    def read_txt(self, name, value):
        self.zone.add_txt(name, value)

    def sink_of(self, domain):
        host = self.mx.get(domain.lower())
        return next((s for s in self.sinks if s.name == host), None)

    def speak_from(self, address):
        """Servers that bind to no address speak from this one."""
        for other in [a for a in self.local if ":" not in a]:
            subprocess.run(["ip", "route", "change", "local", other, "dev", "lo", "table", "local",
                            "proto", "kernel", "scope", "host", "src", address], check=True)

    def set_apart(self, address):
        """A network namespace for a server that must not see the others' addresses as its own;
        the command that enters it."""
        def ip(*words):
            subprocess.run(("ip",) + words, check=True)
        ip("addr", "del", address + "/32", "dev", "lo")
        ip("netns", "add", "apart")
        ip("link", "add", "near", "type", "veth", "peer", "name", "far", "netns", "apart")
        ip("link", "set", "near", "up")
        ip("route", "add", address, "dev", "near")
        ip("-n", "apart", "link", "set", "lo", "up")
        ip("-n", "apart", "link", "set", "far", "up")
        ip("-n", "apart", "addr", "add", address + "/32", "dev", "far")
        ip("-n", "apart", "route", "add", "default", "dev", "far", "src", address)
        ip("-n", "apart", "link", "add", "nowhere", "type", "veth", "peer", "name", "nobody")
        for name in ("nowhere", "nobody"):
            ip("-n", "apart", "link", "set", name, "up", "arp", "off")
        for other in self.lost:
            ip("-n", "apart", "route", "add", other, "dev", "nowhere", "src", address)
        return ["nsenter", "--net=/run/netns/apart"]

    def raise_network(self):
        """All addresses on loopback; one road into nowhere, one that does not exist."""
        def ip(*words):
            subprocess.run(("ip",) + words, check=True)
        ip("link", "set", "lo", "up")
        # Small buffers, so that a server can be stopped in the middle of a message.
        with open("/proc/sys/net/ipv4/tcp_wmem", "w") as f:
            f.write("4096 16384 65536")
        for address in self.local:
            if ":" in address:
                ip("addr", "add", address + "/128", "dev", "lo", "nodad")
            else:
                ip("addr", "add", address + "/32", "dev", "lo")
        ip("link", "add", "nowhere", "type", "veth", "peer", "name", "nobody")
        ip("addr", "add", "192.0.2.254/32", "dev", "nowhere")
        ip("link", "set", "nowhere", "up", "arp", "off")
        ip("link", "set", "nobody", "up", "arp", "off")
        for address in self.lost:
            ip("route", "add", address, "dev", "nowhere")
        for address in self.noroute:
            ip("route", "add", "unreachable", address)
