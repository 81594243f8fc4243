# SPDX-License-Identifier: BSD-2-Clause
"""Exim, with a configuration of its own: routes by DNS, delivers to local users and aliases."""
import subprocess

CONFIG = """\
primary_hostname = @HOST@
domainlist local_domains = users.provider.example
local_interfaces = @IP@
acl_smtp_rcpt = accept
acl_smtp_data = accept
acl_smtp_dkim = accept
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
chunking_advertise_hosts =
tls_advertise_hosts =
host_lookup = *
received_header_text = Received: from $sender_fullhost\\n\\t\\
  by $primary_hostname with $received_protocol (Exim $version_number)\\n\\t\\
  (envelope-from <$sender_address>)\\n\\tid $message_exim_id\\n\\tfor $received_for; $tod_full
keep_environment =
rfc1413_query_timeout = 0s
never_users =
remote_max_parallel = 4
queue_run_max = 5
smtp_accept_max = 200
smtp_accept_max_per_connection = 0
smtp_accept_queue_per_connection = 0
bounce_return_size_limit = 20K
delay_warning = @DELAY@
log_selector = +smtp_confirmation
@EXTRA@

begin routers

dnslookup:
  driver = dnslookup
  domains = !+local_domains
  transport = remote_smtp
  self = fail
  cannot_route_message = Unrouteable address
  no_more

aliases:
  driver = redirect
  data = ${lookup{$local_part}lsearch{/etc/aliases}}
  allow_fail
  allow_defer
  pipe_transport = address_pipe
  user = nobody
  group = nogroup

localuser:
  driver = accept
  check_local_user
  transport = local_delivery
  cannot_route_message = Unknown user

begin transports

remote_smtp:
  driver = smtp
  interface = @IP@
  connect_timeout = 3s
  command_timeout = 3s
  data_timeout = 3s
  final_timeout = 3s
  hosts_try_fastopen =
  hosts_try_dane =
  hosts_try_chunking =
  hosts_require_tls = mx.plaintext.example

local_delivery:
  driver = appendfile
  file = /var/mail/$local_part_data
  delivery_date_add
  envelope_to_add
  return_path_add
  group = mail
  mode = 0660
  quota = ${if eq{$local_part_data}{mampai}{300}{0}}

address_pipe:
  driver = pipe
  return_output
  temp_errors =

begin retry

@RETRY@

begin rewrite
"""

ALIASES = """\
all-sales: hoshino@partner.example
robot1: "|/usr/local/bin/ticket-intake 1 'ticket-intake: can not open queue support'"
robot67: "|/usr/local/bin/ticket-intake 67 'no such user in the directory'"
retired: :fail: This mailbox was closed in October
"""

COMMAND = """\
#!/bin/sh
cat >/dev/null
[ -z "$2" ] || echo "$2"
exit "$1"
"""


class Server:
    log_word = (b" ** ", b" == ", b" => ", b" -> ")

    def __init__(self, tree, ip, host):
        self.tree, self.ip, self.host = tree, ip, host

    def setup(self):
        self.tree.write("/etc/aliases", ALIASES)
        self.tree.write("/usr/local/bin/ticket-intake", COMMAND, 0o755)
        for user in ("aozora", "mampai"):
            self.tree.run("useradd", "-m", user)
        self.configure("", "4h")

    def configure(self, retry, delay):
        text = CONFIG
        for key, value in (("HOST", self.host), ("IP", self.ip), ("RETRY", retry),
                           ("DELAY", delay), ("EXTRA", "")):
            text = text.replace("@%s@" % key, value)
        self.tree.write("/etc/exim4/exim4.conf", text)
        self.tree.run("chgrp", "Debian-exim", "/etc/exim4/exim4.conf")
        self.tree.run("exim4", "-bV", stdout=subprocess.DEVNULL)

    def start(self):
        self.daemon = self.tree.spawn("exim4", "-bdf", stdin=subprocess.DEVNULL)

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait()

    def flush(self):
        self.tree.run("exim4", "-qff", check=False)

    def keep_queue(self):
        """From now on what can not be delivered stays, and its sender is warned."""
        self.stop()
        self.configure("* * F,5d,1s", "1s")
        self.start()

    def log(self):
        with open(self.tree.path("/var/log/exim4/mainlog"), "rb") as f:
            return f.read()
