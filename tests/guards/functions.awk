# SPDX-License-Identifier: BSD-2-Clause
# One line a function: its length in lines, file, first line. House style puts the braces of a
# function, and nothing else but those of types and tables, at the start of a line.
FNR == 1 { head = 0; body = 0 }
/^[A-Za-z_].*[^;]$/ && !body { if (!head) head = FNR }
/;$/ && !body { head = 0 }
/^{/ && head { body = 1 }
/^}/ {
    if (body) print FNR - head + 1, FILENAME, head
    head = 0; body = 0
}
/^$/ && !body { head = 0 }
