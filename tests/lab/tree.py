# SPDX-License-Identifier: BSD-2-Clause
"""A mail server's own file tree: an overlay over the cached layers, gone after the run."""
import os
import socket
import subprocess
import threading


class Tree:
    def __init__(self, cache, server, scratch, ns):
        self.enter = []          # the command that enters the server's own network, if it has one
        self.root = os.path.join(scratch, "root-" + server)
        upper, work = (os.path.join(scratch, d + "-" + server) for d in ("upper", "work"))
        for directory in (self.root, upper, work):
            os.makedirs(directory)
        layers = "%s/layer-%s:%s/base" % (cache, server, cache)
        self.host("mount", "-t", "overlay", "overlay", "-o",
                  "lowerdir=%s,upperdir=%s,workdir=%s" % (layers, upper, work), self.root)
        self.host("mount", "-t", "proc", "proc", self.path("/proc"))
        self.host("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", self.path("/dev"))
        for name, minor in (("null", 3), ("zero", 5), ("random", 8), ("urandom", 9)):
            self.host("mknod", "-m", "666", self.path("/dev/" + name), "c", "1", str(minor))
        self.write("/etc/resolv.conf", "nameserver %s\noptions timeout:3 attempts:3\n" % ns)
        self.write("/etc/hosts", "127.0.0.1 localhost\n")

    @staticmethod
    def host(*command):
        subprocess.run(command, check=True)

    def path(self, name):
        return os.path.join(self.root, name.lstrip("/"))

    def write(self, name, text, mode=0o644):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.islink(path) or os.path.exists(path):
            os.unlink(path)
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        os.chmod(path, mode)

    def run(self, *command, **options):
        options.setdefault("check", True)
        env = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
               "HOME": "/root", "LC_ALL": "C", "TZ": "UTC"}
        return subprocess.run([*self.enter, "chroot", self.root, *command], env=env, cwd="/", **options)

    def spawn(self, *command, **options):
        env = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
               "HOME": "/root", "LC_ALL": "C", "TZ": "UTC"}
        return subprocess.Popen([*self.enter, "chroot", self.root, *command], env=env, cwd="/", **options)


class Syslog:
    """What the servers of a tree tell to /dev/log, as a syslog daemon would write it."""

    def __init__(self, tree, host):
        self.name = host.split(".")[0]
        self.lines = []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(tree.path("/dev/log"))
        os.chmod(tree.path("/dev/log"), 0o666)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            packet = self.socket.recv(65536).rstrip(b"\0\n")
            text = packet[packet.find(b">") + 1:]
            self.lines.append(text[:16] + self.name.encode() + b" " + text[16:] + b"\n")

    def text(self):
        return b"".join(self.lines)
