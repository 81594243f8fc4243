/* SPDX-License-Identifier: BSD-2-Clause */
/* IP addresses: see ip.h. */
#include "grammar/ip.h"
#include "bytes/ascii.h"

bool mdr_ip_is_v4(struct mdr_span s)
{
    unsigned dots = 0, digits = 0, octet = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && digits > 0) {
            dots++;
            digits = octet = 0;
            continue;
        }
        if (!mdr_is_digit(s.p[i]) || ++digits > 3)
            return false;
        octet = octet * 10 + (unsigned)(s.p[i] - '0');
        if (octet > 255)
            return false;
    }
    return dots == 3 && digits > 0;
}

/* Groups of up to four digits; an IPv4 address may stand at the end (RFC 4291 2.2). */
static bool is_ipv6(struct mdr_span s)
{
    size_t groups = 0, digits = 0, doubled = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.') /* behind a colon, as there are groups */
            return groups >= 2 && mdr_ip_is_v4(mdr_span_from(s, mdr_find_last(mdr_span_cut(s, 0, i), ':') + 1));
        if (s.p[i] == ':') {
            doubled += i > 0 && s.p[i - 1] == ':';
            groups++;
            digits = 0;
        } else if (mdr_hex_value(s.p[i]) < 0 || ++digits > 4) {
            return false;
        }
    }
    return groups >= 2 && groups <= 8 && doubled <= 1 && (groups == 7 || doubled == 1);
}

bool mdr_ip_is(struct mdr_span s)
{
    return mdr_ip_is_v4(s) || is_ipv6(s);
}

bool mdr_ip_is_loopback(struct mdr_span ip)
{
    return mdr_starts_with(ip, MDR_SPAN("127.")) || mdr_span_equal(ip, MDR_SPAN("::1"));
}
