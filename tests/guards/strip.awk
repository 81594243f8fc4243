# SPDX-License-Identifier: BSD-2-Clause
# C without comments, string and character literals: what is left is code. Lines stay lines.
BEGIN { in_comment = 0 }
{
    line = $0
    out = ""
    while (line != "") {
        if (in_comment) {
            i = index(line, "*/")
            if (i == 0) { line = ""; break }
            line = substr(line, i + 2)
            in_comment = 0
            continue
        }
        c = substr(line, 1, 1)
        two = substr(line, 1, 2)
        if (two == "/*") { in_comment = 1; line = substr(line, 3) }
        else if (two == "//") line = ""
        else if (c == "\"" || c == "'") {
            quote = c
            for (i = 2; i <= length(line); i++) {
                d = substr(line, i, 1)
                if (d == "\\") i++
                else if (d == quote) break
            }
            line = substr(line, i + 1)
            out = out quote quote
        }
        else { out = out c; line = substr(line, 2) }
    }
    print FILENAME ":" FNR ":" out
}
