/* SPDX-License-Identifier: BSD-2-Clause */
/* Log lines with a delivery result, in the forms that syslog and the servers give them. */
#include "recognise/dialect.h"

#include "expect.h"

#include <criterion/criterion.h>

static struct mdr_span span(const char *s)
{
    return mdr_span_make(s, strlen(s));
}

static const struct {
    const char *line, *dialect;
    size_t clues;
    const char *want; /* of the last clue */
} rows[] = {
    {"Nov 24 04:16:32 mail postfix/smtp[1059]: 4E70F1E6: to=<user@example.org>, orig_to=<list@example.jp>, "
     "relay=mx.example.org[192.0.2.28]:25, delay=0.52, delays=0.01/0.19/0.09/0.23, dsn=5.1.1, status=bounced (host "
     "mx.example.org[192.0.2.28] said: 550 5.1.1 <user@example.org>: Recipient address rejected (in reply to RCPT TO "
     "command))",
     "postfix", 1,
     "address user@example.org; alias list@example.jp; host mx.example.org; ip 192.0.2.28; port 25; status 5.1.1; "
     "reply 550; phase rcpt; speaker remote; action failed; queue 4E70F1E6"},
    {"<22>1 2026-11-24T04:16:31.123456+09:00 mail postfix/smtp 1059 - - 4XvT9d3kBqz1f: to=<user@example.org>, "
     "relay=none, delay=30, delays=0.01/0/30/0, dsn=4.4.1, status=deferred (connect to "
     "mx.example.org[2001:db8::25]:25: Connection timed out)",
     "postfix", 1, "host none; phase connect; reply none; status 4.4.1; action delayed; queue 4XvT9d3kBqz1f"},
    {"2026-11-24T04:16:31+0900 mail postfix/local[1]: 4E70F1E6: to=<user@example.org>, relay=local, delay=0.1, "
     "delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)",
     "postfix", 1, "action delivered; host none; status 2.0.0"},
    {"4E70F1E6: to=<user@example.org>, relay=mx.example.org[192.0.2.28]:25, delay=0.5, delays=0/0/0/0, dsn=2.0.0, "
     "status=sent (250 2.0.0 Ok: queued as C49DA24D)",
     "postfix", 1, "action relayed; reply 250; host mx.example.org"},
    {"Nov 24 04:47:34 relay smtpd[71]: 09890f78f1eb35da mta delivery evpid=e922ab60fe9fe56c from=<s@example.com> "
     "to=<user@example.org> rcpt=<list@example.jp> source=\"192.0.2.25\" relay=\"192.0.2.28 (mx.example.org)\" delay=0s "
     "result=\"PermFail\" stat=\"550 5.1.1 <user@example.org>: \"user\" is unknown\"",
     "opensmtpd", 1,
     "address user@example.org; alias list@example.jp; host mx.example.org; ip 192.0.2.28; reply 550; status 5.1.1; phase "
     "none; speaker remote; action failed; queue e922ab60fe9fe56c; diagnostic 550 5.1.1 <user@example.org>: \"user\" is "
     "unknown"},
    {"09890f7ef35fae7f mta delivery evpid=10bf468ed4a73fd1 from=<> to=<user@example.org> rcpt=<-> source=\"2001:db8::9\" "
     "relay=\"[2001:db8::25]\" delay=5s result=\"TempFail\" stat=\"451-4.7.1 Come back later",
     "opensmtpd", 1, "alias none; host none; ip 2001:db8::25; reply 451; speaker remote; action delayed"},
    {"0000000000000000 mta delivery evpid=10bf468ed4a73fd2 from=<> to=<user@example.org> rcpt=<-> source=\"-\" "
     "relay=\"example.org\" delay=5s result=\"PermFail\" stat=\"Domain does not exist\"",
     "opensmtpd", 1, "host none; ip none; reply none; speaker reporter; action failed; diagnostic Domain does not exist"},
    {"09890f93c25e2052 mda delivery evpid=10bf468ed4a73fd3 from=<s@example.com> to=<user@example.org> "
     "rcpt=<user@example.org> user=user delay=1s result=Ok stat=Delivered",
     "opensmtpd", 1, "address user@example.org; alias none; host none; action delivered"},
    {"09890f93c25e2052 mda delivery evpid=10bf468ed4a73fd4 from=<s@example.com> to=<robot@example.org> "
     "rcpt=<robot@example.org> user=robot delay=1s result=PermFail stat=Error (\"550 no such queue\")",
     "opensmtpd", 1, "speaker reporter; reply none; action failed"},
    {"09890f7ef35fae7f mta delivery evpid=10bf468ed4a73fd1 from=<> to=<user@example.org> result=\"Ok\"", NULL, 0, ""},
    {"09890f7ef35fae7f mta delivery evpid=10bf468ed4a73fd1 from=<> to=<user@example.org rcpt=<->source=\"-\" "
     "result=\"PermFail\" stat=\"550 no\"",
     "opensmtpd", 1, "address none; alias none; host none; reply 550; action failed"},
    {"postfix/smtpd[1]: connect from client.example.org[192.0.2.9]", NULL, 0, ""},
    {"postfix/cleanup[1]: 4E70F1E6: message-id=<to=<x>, status=bounced@example.org>", NULL, 0, ""},
    {"2016-04-22 23:34:45 1abcde-000001-AB ** user@example.org <list@example.jp> R=dnslookup T=remote_smtp "
     "H=mx.example.org [192.0.2.28] X=TLS1.2:ECDHE_RSA_AES_256_GCM_SHA384:256 CV=yes: SMTP error from remote mail server "
     "after RCPT TO:<user@example.org>: 550 5.1.1 no such user",
     "exim", 1,
     "address user@example.org; alias list@example.jp; host mx.example.org; ip 192.0.2.28; reply 550; status 5.1.1; "
     "phase rcpt; speaker remote; action failed; queue 1abcde-000001-AB"},
    {"Apr 22 23:34:45 mail exim[17]: 1abcde-0000000001a-AB == user@example.org R=dnslookup T=remote_smtp defer (-44) "
     "H=mx.example.org [192.0.2.28]: SMTP error from remote mail server after MAIL FROM:<s@example.com> SIZE=1: 451 "
     "4.7.1 Greylisted",
     "exim", 1, "address user@example.org; reply 451; phase mail; action delayed; host mx.example.org"},
    {"2016-04-22 23:34:45 1abcde-000001-AB ** user@nowhere.example: Unrouteable address", "exim", 1,
     "address user@nowhere.example; reply none; speaker reporter; action failed; host none"},
    {"2016-04-22 23:34:45 1abcde-000001-AB => user@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.28] "
     "C=\"250 2.0.0 Ok\"",
     "exim", 1, "action relayed; reply 250; host mx.example.org"},
    {"2016-04-22 23:34:45 1abcde-000001-AB => user <user@example.org> R=localuser T=local_delivery", "exim", 1,
     "address user; alias user@example.org; action delivered; host none"},
    {"2016-04-22 23:34:45 1abcde-000001-AB <= sender@example.com U=root P=local S=100", NULL, 0, ""},
    {"Nov 24 04:16:32 mail sendmail[123]: 4AO4GWx1000123: to=<user@example.org>, ctladdr=<s@example.com> (0/0), "
     "delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=30302, relay=mx.example.org. [192.0.2.28], dsn=5.1.1, "
     "stat=User unknown",
     "sendmail", 1,
     "address user@example.org; host mx.example.org; ip 192.0.2.28; status 5.1.1; action failed; queue 4AO4GWx1000123; "
     "diagnostic User unknown"},
    {"sendmail[1]: 6AO4kKFr000383: to=<user@example.org>, delay=00:00:01, mailer=esmtp, pri=31080, relay=mx.example.org. "
     "[192.0.2.28], dsn=5.7.0, reply=552 5.7.0 Blocked, see the list, stat=Service unavailable",
     "sendmail", 1, "reply 552; status 5.7.0; host mx.example.org; ip 192.0.2.28; diagnostic 552 5.7.0 Blocked, see the list"},
    {"sendmail[520]: 6AO4kKFv000383: to=\"|/usr/local/bin/intake 1\", ctladdr=<robot@example.com> (8/0), delay=00:00:01, "
     "mailer=prog, pri=30940, dsn=5.3.0, stat=unknown mailer error 1",
     "sendmail", 1, "address robot@example.com; status 5.3.0; action failed; host none"},
    {"sendmail[521]: 6AO4kKFv000384: to=<user@example.org>, delay=00:00:01, mailer=esmtp, pri=30940, relay=mx.example.org. "
     "[192.0.2.28], dsn=4.4.1, reply=421 4.4.1 Connection reset by mx.example.org., stat=Deferred",
     "sendmail", 1, "reply 421; speaker reporter; action delayed; host mx.example.org"},
    {"4E70F1E6: to=<user@example.org>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=5.1.1, status=bounced (unknown user: "
     "\"user\")",
     "postfix", 1, "action failed; host none; speaker reporter"},
    {"2026-11-24 04:49:45 1xViTD-000062-18 == user@example.org R=dnslookup T=remote_smtp defer (110): Connection timed out "
     "H=mx.example.org [192.0.2.28]: SMTP timeout after RCPT TO:<user@example.org>",
     "exim", 1, "host mx.example.org; ip 192.0.2.28; phase rcpt; reply none; speaker reporter; action delayed"},
    {"2026-11-24 04:49:30 1xViTB-00005n-0C == user@example.org R=dnslookup T=remote_smtp defer (111): Connection refused",
     "exim", 1, "host none; phase connect; speaker reporter; action delayed; diagnostic Connection refused"},
    {"2026-11-24 04:49:46 1xViTE-000062-3C ** |/usr/local/bin/intake 1 'intake: can not open' <user@example.com> R=aliases "
     "T=address_pipe: Child process of address_pipe transport returned 1 from command: /usr/local/bin/intake",
     "exim", 1, "address user@example.com; speaker reporter; action failed; host none"},
    {"sm-mta[9]: 4AO4GWx1000123: to=<a@example.org>,<b@example.org>, delay=00:00:01, mailer=esmtp, relay=mx.example.org. "
     "[192.0.2.28], dsn=4.0.0, stat=Deferred: 452 4.3.1 Insufficient system storage",
     "sendmail", 2, "address b@example.org; reply 452; action delayed"},
};

/* As the gatherer does: the diagnostic's own form, else the line, else the server that wrote it. */
static int32_t speaker_of(const struct mdr_utterance *u, const struct mdr_clue *clue, const struct mdr_dialect *dialect)
{
    if (u->enough && u->speaker)
        return u->speaker;
    return clue->speaker ? clue->speaker : dialect->speaker;
}

static void got(const struct mdr_clues *clues, const struct mdr_dialect *dialect, const struct expect *e, char *buffer,
                size_t size)
{
    const struct mdr_clue *clue = &clues->clue[clues->n - 1];
    struct mdr_utterance u;
    mdr_diagnostic_read(&clue->diagnostic, MDR_SPAN_NONE, &u);
    const struct {
        const char *key;
        const struct mdr_text *text;
    } texts[] = {{"address", &clue->address}, {"alias", &clue->alias}, {"host", &clue->host},
                 {"ip", &clue->ip},           {"port", &clue->port},   {"status", &clue->status},
                 {"queue", &clues->queue_id}, {"diagnostic", &clue->diagnostic}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (expect_is(e, texts[i].key) && (!expect_is(e, "status") || mdr_text_present(&clue->status))) {
            expect_text(buffer, size, texts[i].text->s);
            return;
        }
    if (expect_is(e, "action"))
        expect_name(buffer, size, expect_actions, clue->action);
    else if (expect_is(e, "speaker"))
        expect_name(buffer, size, expect_speakers, speaker_of(&u, clue, dialect));
    else
        cr_assert(expect_utterance(&u, e, buffer, size), "no such key: %.*s", (int)e->key.n, e->key.p);
}

Test(logline, rows)
{
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct mdr_text line = mdr_text_view(span(rows[i].line), 0);
        struct mdr_clues clues = {.arena = &arena, .limit = 100};
        struct mdr_dialect dialect;
        bool found = mdr_logline_read(&line, &clues, &dialect);
        cr_expect_eq(found, rows[i].dialect != NULL, "%s", rows[i].line);
        cr_assert_eq(clues.n, rows[i].clues, "%s: %zu", rows[i].line, clues.n);
        if (!found)
            continue;
        cr_expect(mdr_span_equal(dialect.name, span(rows[i].dialect)), "%s", rows[i].line);
        struct expect e = {span(rows[i].want), MDR_SPAN_NONE, MDR_SPAN_NONE};
        while (expect_next(&e)) {
            char text[512];
            got(&clues, &dialect, &e, text, sizeof text);
            cr_expect(mdr_span_equal(span(text), e.value), "%s: %.*s is \"%s\", not \"%.*s\"", rows[i].line,
                      (int)e.key.n, e.key.p, text, (int)e.value.n, e.value.p);
        }
    }
    mdr_arena_free(&arena);
}
