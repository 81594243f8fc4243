/* SPDX-License-Identifier: BSD-2-Clause */
/* The way of the mail, as far as Received fields prove it. */
#include "made_report.h"

#include "judge/hops_received.h"
#include "judge/witness.h"

struct received_row {
    const char *body;
    const char *from_host, *from_ip, *by_host, *by_ip, *date; /* NULL: none */
};

static const struct received_row received_rows[] = {
    {"from mail.office.example (mail.office.example [192.0.2.10])\n\tby relay.tsushin.example (Postfix) with ESMTP id 0E2D96C6\n"
     "\tfor <yamamoto@partner.example>; Tue, 24 Nov 2026 04:16:42 +0000 (UTC)",
     "mail.office.example", "192.0.2.10", "relay.tsushin.example", NULL, "Tue, 24 Nov 2026 04:16:42 +0000 (UTC)"},
    {"from DESKTOP-1 (unknown [192.0.2.7])\n\t(using TLSv1.3 with cipher X (256/256 bits))\n\t(No client certificate requested)\n"
     "\t(Authenticated sender: a@example.com)\n\tby mx.example.com (Postfix) with ESMTPSA id 1; Tue, 24 Nov 2026 04:16:42 +0000",
     "DESKTOP-1", "192.0.2.7", "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"by mx.example.com (Postfix, from userid 1000)\n\tid ABC; Tue, 24 Nov 2026 04:16:42 +0000", NULL, NULL, "mx.example.com", NULL,
     "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from [192.0.2.1] (helo=pc)\n\tby mx.example.com with esmtp (Exim 4.96)\n\t(envelope-from <a@example.com>)\n\tid 1abc-0001-AB;\n"
     "\tTue, 24 Nov 2026 04:16:42 +0000",
     "pc", "192.0.2.1", "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from pc.example.com ([192.0.2.1]:50123 helo=pc)\n\tby mx.example.com with esmtp (Exim 4.96) id 1; Tue, 24 Nov 2026 04:16:42 +0000",
     "pc.example.com", "192.0.2.1", "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from pc.example.com (ident@pc.example.com [192.0.2.1] (may be forged))\n\tby mx.example.com (8.17.1/8.17.1) with ESMTP id 4AO; "
     "Tue, 24 Nov 2026 04:16:42 GMT",
     "pc.example.com", "192.0.2.1", "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 GMT"},
    {"(from user@localhost)\n\tby mx.example.com (8.17.1/8.17.1/Submit) id 4AO; Tue, 24 Nov 2026 04:16:42 GMT", NULL, NULL,
     "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 GMT"},
    {"from unknown (HELO pc) (192.0.2.1)\n  by mx.example.com with SMTP; 24 Nov 2026 04:16:42 -0000", "pc", "192.0.2.1",
     "mx.example.com", NULL, "24 Nov 2026 04:16:42 -0000"},
    {"(qmail 12345 invoked by uid 89); 24 Nov 2026 04:16:42 -0000", NULL, NULL, NULL, NULL, NULL},
    {"from EX1.example.com (2001:db8::25) by\n EX2.example.com (2001:db8::26) with Microsoft SMTP\n Server (version=TLS1_2, "
     "cipher=X) id 15.20.1; Tue, 24 Nov 2026 04:16:42 +0000",
     "EX1.example.com", "2001:db8::25", "EX2.example.com", "2001:db8::26", "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from EX1.example.com ([fe80::1:2:3:4]) by EX2.example.com\n ([fe80::1:2:3:5%12]) with mapi id 15.20.1; Tue, 24 Nov 2026 "
     "04:16:42 +0000",
     "EX1.example.com", "fe80::1:2:3:4", "EX2.example.com", "fe80::1:2:3:5", "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"by 2002:a05:6402:1111:b0:4f:9a1b:2c3d with SMTP id abc;\n        Mon, 23 Nov 2026 20:16:42 -0800 (PST)", NULL, NULL, NULL,
     "2002:a05:6402:1111:b0:4f:9a1b:2c3d", "Mon, 23 Nov 2026 20:16:42 -0800 (PST)"},
    {"from mail-x.example.net (mail-x.example.net. [192.0.2.41])\n        by mx.example.org with SMTPS id a.1.2026\n"
     "        for <b@example.org>\n        (Google Transport Security); Mon, 23 Nov 2026 20:16:42 -0800 (PST)",
     "mail-x.example.net", "192.0.2.41", "mx.example.org", NULL, "Mon, 23 Nov 2026 20:16:42 -0800 (PST)"},
    {"from pc.example.com (pc.example.com [::ffff:192.0.2.1])\n  (AUTH: LOGIN user, SSL: TLSv1.3)\n  by mx.example.com with ESMTPSA\n"
     "  id 0000000000020025.00000001; Tue, 24 Nov 2026 04:16:42 +0000",
     "pc.example.com", "192.0.2.1", "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from mx ([IPv6:2001:db8::1])\n by mx.example.com; Tue, 24 Nov 2026 04:16:42 +0000", "mx", "2001:db8::1", "mx.example.com", NULL,
     "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from hanako by mx.example.com with local (Exim 4.96)\n\t(envelope-from <hanako@example.com>)\n\tid 1; Tue, 24 Nov 2026 "
     "04:16:42 +0000",
     NULL, NULL, "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from root (uid 0)\n\t(envelope-from root@example.com)\n\tid 5c0b\n\tby pc.example.com (DragonFly Mail Agent v0.13);\n\tTue, 24 "
     "Nov 2026 04:16:42 +0000",
     NULL, NULL, "pc.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from mail pickup service by pc.example.com with Microsoft SMTPSVC;\n\t Tue, 24 Nov 2026 04:16:42 +0000", NULL, NULL,
     "pc.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from pc.example.com [192.0.2.1] by mx.example.com with SMTP; Tue, 24 Nov 2026 04:16:42 +0000", "pc.example.com", "192.0.2.1",
     "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from murder ([unix socket])\n\t by mail.example.com (Cyrus v2.3.7) with LMTPA;\n\t Tue, 24 Nov 2026 04:16:42 +0000", NULL, NULL,
     "mail.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"by simscan 1.4.0 ppid: 8632, pid: 8633, t: 0.0661s\n         scanners: attach: 1.4.0", NULL, NULL, NULL, NULL, NULL},
    {"indimail-mta queue 41791 by host mail.example.com\n (invoked by alias); Tue, 24 Nov 2026 04:16:42 +0000", NULL, NULL,
     "mail.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from a@example.com by churchill by uid 64011 with qmail-scanner-1.22; 24 Nov 2026 04:16:42 -0000", "example.com", NULL,
     "churchill", NULL, "24 Nov 2026 04:16:42 -0000"},
    {"from pc.example.com ([192.0.2.1]) by mx.example.com; Tue, 24 Nov 2026 04:16:42 +0000 (clock; by hand)", "pc.example.com",
     "192.0.2.1", "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000 (clock; by hand)"},
    /* The address behind "by" is the one there, and the first. */
    {"from pc.example.com ([192.0.2.1]) by mx.example.com (192.0.2.5) (198.51.100.9) for <b@example.com> (198.51.100.7); Tue, 24 "
     "Nov 2026 04:16:42 +0000",
     "pc.example.com", "192.0.2.1", "mx.example.com", "192.0.2.5", "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from pc.example.com ([192.0.2.1]) by mx.example.com with SMTP (198.51.100.9); Tue, 24 Nov 2026 04:16:42 +0000", "pc.example.com",
     "192.0.2.1", "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from pc.example.com (a (nested) comment by other.example) by mx.example.com; Tue, 24 Nov 2026 04:16:42 +0000", "pc.example.com",
     NULL, "mx.example.com", NULL, "Tue, 24 Nov 2026 04:16:42 +0000"},
    {"from from by by id for ; ;", "from", NULL, "by", NULL, NULL},
    {"from 300.1.2.3 ([192.0.2.256]) by <script>; x", NULL, NULL, NULL, NULL, "x"},
    {"from a (((((((((((((((b [192.0.2.1]", "a", "192.0.2.1", NULL, NULL, NULL},
    {"nonsense", NULL, NULL, NULL, NULL, NULL},
    {"", NULL, NULL, NULL, NULL, NULL},
};

static void expect_text(size_t row, const char *what, struct mdr_span got, const char *want)
{
    if (want)
        cr_expect(mdr_span_equal(got, made_span(want)), "row %zu: %s is %.*s", row, what, (int)got.n, got.p ? got.p : "");
    else
        cr_expect_null(got.p, "row %zu: %s is %.*s", row, what, (int)got.n, got.p);
}

Test(received, forms_of_servers)
{
    for (size_t i = 0; i < sizeof received_rows / sizeof *received_rows; i++) {
        const struct received_row *row = &received_rows[i];
        struct mdr_received r;
        if (!mdr_received_read(made_span(row->body), &r)) {
            cr_expect(!row->from_host && !row->from_ip && !row->by_host && !row->by_ip, "row %zu is not read", i);
            continue;
        }
        expect_text(i, "from", r.from_host, row->from_host);
        expect_text(i, "from IP", r.from_ip, row->from_ip);
        expect_text(i, "by", r.by_host, row->by_host);
        expect_text(i, "by IP", r.by_ip, row->by_ip);
        if (row->date)
            expect_text(i, "date", r.date, row->date);
    }
}

struct hop_want {
    const char *host, *ip, *time;
    int32_t role;
};

static void expect_hops(const char *label, const struct modori_report *r, const struct hop_want *want, size_t n)
{
    cr_assert_eq(r->hops, n, "%s: %zu hops", label, r->hops);
    for (size_t i = 0; i < n; i++) {
        expect_text(i, label, r->hop[i].text[MODORI_HOP_HOST], want[i].host);
        expect_text(i, label, r->hop[i].text[MODORI_HOP_IP], want[i].ip);
        expect_text(i, label, r->hop[i].text[MODORI_HOP_TIME], want[i].time);
        cr_expect_eq(r->hop[i].role, want[i].role, "%s: role of %zu is %d", label, i, (int)r->hop[i].role);
    }
}

static const char story_original[] =
    "Received: from mail.office.example (mail.office.example [192.0.2.10])\n"
    "\tby relay.tsushin.example (Postfix) with ESMTP id 0E2D96C6; Tue, 24 Nov 2026 04:16:43 +0000 (UTC)\n"
    "Received: from localhost (localhost [127.0.0.1])\n"
    "\tby mail.office.example (Postfix) with ESMTP id 01E2B6C4; Tue, 24 Nov 2026 04:16:42 +0000 (UTC)\n"
    "Received: from pc.office.example (pc.office.example [192.0.2.100])\n"
    "\tby mail.office.example (Postfix) with ESMTP id 01E2B6C3; Tue, 24 Nov 2026 04:16:41 +0000 (UTC)\n"
    "From: hanako.sato@tokyo.office.example\n";

static const char story_notice[] =
    "Return-Path: <>\n"
    "Received: from relay.tsushin.example (relay.tsushin.example [192.0.2.26])\n"
    "\tby mail.office.example (Postfix) with ESMTP id 223BA6CD; Tue, 24 Nov 2026 04:16:44 +0000 (UTC)\n"
    "Received: by relay.tsushin.example (Postfix)\n\tid 1F57F6CA; Tue, 24 Nov 2026 04:16:44 +0000 (UTC)\n";

static void read_hops(struct modori_report *r, const char *original, const char *notice, const struct mdr_own *own)
{
    struct mdr_arena scratch;
    mdr_arena_init(&scratch, mdr_allocator_default());
    mdr_hops_read(&scratch, made_span(original), made_span(notice), own, r);
    mdr_arena_free(&scratch);
}

Test(hops, the_story)
{
    static const struct hop_want want[] = {
        {"pc.office.example", "192.0.2.100", NULL, MODORI_ROLE_SENDER},
        {"mail.office.example", "192.0.2.10", "2026-11-24T04:16:41+00:00", MODORI_ROLE_OWN},
        {"relay.tsushin.example", "192.0.2.26", "2026-11-24T04:16:43+00:00", MODORI_ROLE_REPORTER},
        {"mx.partner.example", "198.51.100.25", NULL, MODORI_ROLE_PARTNER},
    };
    struct modori_report r;
    made_story(&r);
    read_hops(&r, story_original, story_notice, NULL);
    expect_hops("story", &r, want, sizeof want / sizeof *want);
    mdr_report_discard(&r);
}

/* Without the returned message: who reports, and who refused. */
Test(hops, only_the_ends)
{
    static const struct hop_want want[] = {
        {"relay.tsushin.example", NULL, "2026-11-24T04:16:42+00:00", MODORI_ROLE_REPORTER},
        {"mx.partner.example", "198.51.100.25", NULL, MODORI_ROLE_PARTNER},
    };
    struct modori_report r;
    made_story(&r);
    mdr_report_set_text(&r, MODORI_REPORT_ARRIVAL_DATE, made_span("2026-11-24T04:16:42+00:00"));
    read_hops(&r, "", "", NULL);
    expect_hops("ends", &r, want, sizeof want / sizeof *want);
    mdr_report_discard(&r);
}

/* Behind a gap anybody may have written what stands there: no role is given. The caller's own names count. */
Test(hops, forged_fields_prove_nothing)
{
    static const char original[] =
        "Received: from client.dialup.example (client.dialup.example [203.0.113.9])\n"
        "\tby mx.forwarder.example (Postfix) with ESMTP id 1; Tue, 24 Nov 2026 04:16:43 +0000\n"
        "Received: from mail.bank.example (mail.bank.example [198.51.100.1])\n"
        "\tby relay.bank.example; Tue, 24 Nov 2026 04:00:00 +0000\n"
        "Received: complete nonsense\n";
    static const struct hop_want want[] = {
        {"mail.bank.example", "198.51.100.1", NULL, 0},
        {"relay.bank.example", NULL, "2026-11-24T04:00:00+00:00", 0},
        {"client.dialup.example", "203.0.113.9", NULL, MODORI_ROLE_RELAY},
        {"mx.forwarder.example", NULL, "2026-11-24T04:16:43+00:00", MODORI_ROLE_OWN},
    };
    struct mdr_span domain = MDR_SPAN("forwarder.example");
    struct mdr_own own = {&domain, 1, NULL, 0, NULL, 0};
    struct modori_report r;
    made_report(&r, MODORI_KIND_FAILED);
    read_hops(&r, original, "", &own);
    expect_hops("forged", &r, want, sizeof want / sizeof *want);
    mdr_report_discard(&r);
}

/* What only the caller knows: a relay of another name is his, by its name or its address; below a domain is more than behind it. */
Test(hops, the_callers_own_machines)
{
    static const char original[] =
        "Received: from gate.hosting.example (gate.hosting.example [IPv6:2001:db8::b])\n"
        "\tby notoffice.example (Postfix) with ESMTP id 3; Tue, 24 Nov 2026 04:16:43 +0000\n"
        "Received: from front.hosting.example (front.hosting.example [192.0.2.10])\n"
        "\tby gate.hosting.example (Postfix) with ESMTP id 2; Tue, 24 Nov 2026 04:16:42 +0000\n"
        "Received: from pc.elsewhere.example (pc.elsewhere.example [203.0.113.9])\n"
        "\tby front.hosting.example (Postfix) with ESMTP id 1; Tue, 24 Nov 2026 04:16:41 +0000\n";
    static const int32_t alone[] = {MODORI_ROLE_SENDER, MODORI_ROLE_RELAY, MODORI_ROLE_RELAY, MODORI_ROLE_RELAY};
    static const int32_t told[] = {MODORI_ROLE_SENDER, MODORI_ROLE_OWN, MODORI_ROLE_OWN, MODORI_ROLE_RELAY};
    struct mdr_span domain = MDR_SPAN("office.example"), hosts[] = {MDR_SPAN("FRONT.hosting.example"), MDR_SPAN("2001:DB8:0:0::0b")};
    struct mdr_own own = {&domain, 1, hosts, 2, NULL, 0};
    for (int i = 0; i < 2; i++) {
        struct modori_report r;
        made_report(&r, MODORI_KIND_FAILED);
        read_hops(&r, original, "", i ? &own : NULL);
        cr_assert_eq(r.hops, 4, "%zu hops", r.hops);
        for (size_t k = 0; k < 4; k++)
            cr_expect_eq(r.hop[k].role, (i ? told : alone)[k], "hop %zu: role %d", k, (int)r.hop[k].role);
        mdr_report_discard(&r);
    }
}

Test(hops, ends_with_many_fields)
{
    enum { COUNT = 5000 };
    static char header[COUNT * 64];
    static const char line[] = "Received: from a.example by b.example; x\n";
    for (size_t i = 0; i < COUNT; i++)
        memcpy(header + i * (sizeof line - 1), line, sizeof line);
    struct modori_report r;
    made_report(&r, MODORI_KIND_FAILED);
    read_hops(&r, header, header, NULL);
    cr_expect_leq(r.hops, 200);
    mdr_report_discard(&r);
}
