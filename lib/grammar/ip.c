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

/* ---- one address in several spellings ---------------------------------------------------------- */

#define GROUPS 8 /* of 16 bits, RFC 4291 2.2 */

struct groups {
    unsigned group[GROUPS];
    size_t n;
};

static void add_group(struct groups *g, unsigned value)
{
    if (g->n < GROUPS)
        g->group[g->n++] = value;
}

static void add_v4(struct groups *g, struct mdr_span s)
{
    unsigned octet = 0, high = 0, dots = 0;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != '.') {
            octet = octet * 10 + (unsigned)(s.p[i] - '0');
            continue;
        }
        if (dots++ % 2 == 0)
            high = octet << 8;
        else
            add_group(g, high | octet);
        octet = 0;
    }
}

/* Zeros in the place of "::". */
static void fill_up(struct groups *g, size_t doubled)
{
    size_t behind = g->n - doubled;
    for (size_t i = 0; i < behind; i++)
        g->group[GROUPS - 1 - i] = g->group[g->n - 1 - i];
    for (size_t i = doubled; i < GROUPS - behind; i++)
        g->group[i] = 0;
    g->n = GROUPS;
}

static struct groups groups_of_v6(struct mdr_span s)
{
    struct groups g = {{0}, 0};
    size_t doubled = GROUPS, begin = 0;
    unsigned value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.') {
            add_v4(&g, mdr_span_from(s, begin));
            begin = s.n;
            break;
        }
        if (s.p[i] != ':') {
            value = value << 4 | (unsigned)mdr_hex_value(s.p[i]);
            continue;
        }
        if (i > begin)
            add_group(&g, value);
        else if (i > 0)
            doubled = g.n;
        value = 0;
        begin = i + 1;
    }
    if (begin < s.n)
        add_group(&g, value);
    if (doubled < GROUPS && g.n < GROUPS)
        fill_up(&g, doubled);
    return g;
}

bool mdr_ip_equal(struct mdr_span a, struct mdr_span b)
{
    if (!is_ipv6(a) || !is_ipv6(b))
        return mdr_equal_fold(a, b);
    struct groups one = groups_of_v6(a), other = groups_of_v6(b);
    return one.n == other.n && memcmp(one.group, other.group, one.n * sizeof *one.group) == 0;
}

bool mdr_ip_is_loopback(struct mdr_span ip)
{
    return mdr_starts_with(ip, MDR_SPAN("127.")) || mdr_ip_equal(ip, MDR_SPAN("::1"));
}
