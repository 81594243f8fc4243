/* SPDX-License-Identifier: BSD-2-Clause */
/* What is odd in an address, and what was probably meant. */
#include "made_report.h"

#include "judge/address_look.h"
#include "judge/witness.h"

struct address_row {
    const char *address;
    int32_t finding[3]; /* 0 ends */
    const char *suggestion;
};

static const struct address_row address_rows[] = {
    {"taro@example.jp", {0}, NULL},
    {"taro@" "EXAMPLE.jp", {MODORI_ADDRESS_UPPER_CASE_DOMAIN, 0}, NULL},
    {"Taro@example.jp", {0}, NULL},
    {"taro.@" "docomo.ne.jp", {MODORI_ADDRESS_TRAILING_DOT, 0}, NULL},
    {"ta..ro@" "docomo.ne.jp", {MODORI_ADDRESS_DOUBLED_DOT, 0}, NULL},
    {"taro@example.jp.", {MODORI_ADDRESS_TRAILING_DOT, 0}, "taro@example.jp"},
    {"taro@example", {MODORI_ADDRESS_NO_DOT, 0}, NULL},
    {"taro@" "gmailcom", {MODORI_ADDRESS_NO_DOT, MODORI_ADDRESS_NEAR_MISS, 0}, "taro@" "gmail.com"},
    {"taro@" "gmial.com", {MODORI_ADDRESS_NEAR_MISS, 0}, "taro@" "gmail.com"},
    {"taro@" "GMIAL.com", {MODORI_ADDRESS_UPPER_CASE_DOMAIN, MODORI_ADDRESS_NEAR_MISS, 0}, "taro@" "gmail.com"},
    {"taro@" "docomo.co.jp", {MODORI_ADDRESS_NEAR_MISS, 0}, "taro@" "docomo.ne.jp"},
    {"taro@" "yahoo.ne.jp", {0}, NULL},
    {"taro@" "ezweb.co.jp", {MODORI_ADDRESS_NEAR_MISS, 0}, "taro@" "ezweb.ne.jp"},
    {"taro @example.jp", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"taro@\xE3\x80\x80" "example.jp", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"taro\xEF\xBC\xA0" "example.jp", {MODORI_ADDRESS_FULL_WIDTH, 0}, "taro@example.jp"},
    {"\xEF\xBD\x94" "aro@example\xE3\x80\x82jp", {MODORI_ADDRESS_FULL_WIDTH, 0}, "taro@example.jp"},
    {"taro@so\xE2\x88\x92net.ne.jp", {MODORI_ADDRESS_FULL_WIDTH, 0}, "taro@" "so-net.ne.jp"},
    {"taro@asahi\xE3\x83\xBCnet.or.jp", {MODORI_ADDRESS_FULL_WIDTH, 0}, "taro@" "asahi-net.or.jp"},
    {"taro@\xE3\x83\xA9\xE3\x83\xBC\xE3\x83\xA1\xE3\x83\xB3.example", {0}, NULL},
    {"taro@example\xE3\x80\x81jp", {MODORI_ADDRESS_FULL_WIDTH, 0}, "taro@example.jp"},
    {"\"ta..ro.\"@example.jp", {MODORI_ADDRESS_DOUBLED_DOT, MODORI_ADDRESS_TRAILING_DOT, 0}, NULL},
    {"\"ta ro\"@example.jp", {0}, NULL},
    {"\"ta ro\"@" "gmial.com", {MODORI_ADDRESS_NEAR_MISS, 0}, "\"ta ro\"@" "gmail.com"},
    {"\"ta\\\"@ro..\"@example.jp", {0}, NULL},
    {"\"taro@example.jp", {0}, NULL},
    {"taro@example..jp", {MODORI_ADDRESS_DOUBLED_DOT, 0}, "taro@example.jp"},
    {"taro@" "gmial...com.", {MODORI_ADDRESS_DOUBLED_DOT, MODORI_ADDRESS_TRAILING_DOT, MODORI_ADDRESS_NEAR_MISS},
     "taro@" "gmail.com"},
    {"taro@example.jp\xEF\xBB\xBF", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"taro\xE2\x80\x8E@example.jp", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"taro@example.\xE2\x80\x8Bjp", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"\xE2\x80\xAAtaro@example.jp\xE2\x80\xAC", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"\xE2\x80\xAEtaro@example.jp\xE2\x80\xAF", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"\xE2\x81\xA6taro@example.jp\xE2\x81\xA9", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"taro@exam\xC2\xAD" "ple.jp", {MODORI_ADDRESS_SPACE, 0}, "taro@example.jp"},
    {"taro\xE2\x80\x8D@example.jp", {0}, NULL},
    {"taro@" "hotmail.com.au", {0}, NULL},
    {"taro@" "yahoo.hr", {0}, NULL},
    {"taro@" "yahoo.co.j", {MODORI_ADDRESS_NEAR_MISS, 0}, "taro@" "yahoo.co.jp"},
    {"taro@" "hotmial.fr", {MODORI_ADDRESS_NEAR_MISS, 0}, "taro@" "hotmail.fr"},
    {"/c=us/admd= /prmd=a/s=b/", {0}, NULL},
    {"taro yamada", {0}, NULL},
    {"taro@example.jp, jiro@example.jp", {0}, NULL},
    {"***@**.jp", {0}, NULL},
    {"root", {0}, NULL},
    {"taro@[192.0.2.1]", {0}, NULL},
    {"\xE7\x94\xA8\xE6\x88\xB7@\xE4\xBE\x8B\xE3\x81\x88.example", {0}, NULL},
};

Test(address, what_is_odd)
{
    for (size_t i = 0; i < sizeof address_rows / sizeof *address_rows; i++) {
        const struct address_row *row = &address_rows[i];
        struct modori_report r;
        made_report(&r, MODORI_KIND_FAILED);
        struct modori_recipient *p = mdr_report_add_recipient(&r);
        made_text(p, MODORI_RECIPIENT_ADDRESS, row->address);
        mdr_address_look(p);
        const struct mdr_list *list = &p->list[MODORI_RECIPIENT_ADDRESS_FINDINGS - MDR_LIST_BASE];
        size_t n = 0;
        while (n < 3 && row->finding[n])
            n++;
        cr_expect_eq(list->n, n, "%s: %zu findings", row->address, list->n);
        for (size_t k = 0; k < n; k++)
            cr_expect(mdr_recipient_has(p, MODORI_RECIPIENT_ADDRESS_FINDINGS, row->finding[k]), "%s lacks %d",
                      row->address, (int)row->finding[k]);
        const char *suggestion = p->text[MODORI_RECIPIENT_SUGGESTION].p;
        if (row->suggestion)
            cr_expect(suggestion && strcmp(suggestion, row->suggestion) == 0, "%s: %s", row->address,
                      suggestion ? suggestion : "(nothing)");
        else
            cr_expect_null(suggestion, "%s: %s", row->address, suggestion);
        mdr_report_discard(&r);
    }
}

/* A slip of one letter is a near miss; another name, or a name that is somebody's, is none. */
Test(address, near_misses)
{
    static const struct {
        const char *domain, *meant;
    } rows[] = {
        {"gmail.com", NULL},           {"gmai.com", "gmail.com"},     {"gmaill.com", "gmail.com"},
        {"gamil.com", "gmail.com"},    {"gmail.con", "gmail.com"},    {"gmail.cm", "gmail.com"},
        {"gmx.com", NULL},             {"mail.com", NULL},            {"ymail.com", NULL},
        {"email.com", NULL},           {"hmail.com", NULL},           {"gmx.net", NULL},
        {"hotmai.com", "hotmail.com"}, {"hotmail.co.uk", NULL},       {"hotmail.fr", NULL},
        {"outlook.jp", NULL},          {"outlook.de", NULL},          {"outlok.jp", "outlook.jp"},
        {"yahoo.co.jp", NULL},         {"yahoo.co.jo", "yahoo.co.jp"}, {"yhoo.co.jp", "yahoo.co.jp"},
        {"yahoo.or.jp", "yahoo.co.jp"}, {"y-mobile.ne.jp", NULL}, {"yahoo.co.uk", NULL},         {"yahoo.dk", NULL},            {"yahoo.cojp", "yahoo.co.jp"},
        {"docmo.ne.jp", "docomo.ne.jp"}, {"docomo.ne.jo", "docomo.ne.jp"}, {"docomonejp", "docomo.ne.jp"}, {"ezwen.ne.jp", "ezweb.ne.jp"},
        {"softbamk.ne.jp", "softbank.ne.jp"}, {"i.softbamk.jp", "i.softbank.jp"}, {"iclould.com", "icloud.com"},
        {"goo.jp", NULL},              {"foo.jp", NULL},              {"goo.ne.jp", NULL},
        {"aol.com", NULL},             {"aol.co", NULL},              {"web.de", NULL},
        {"wed.de", NULL},              {"live.com", NULL},            {"life.com", NULL},
        {"example.con", "example.com"}, {"example.com", NULL},        {"con", NULL},
        {"example.cojp", "example.co.jp"}, {"cojp", NULL},
        {"nifty.co.jp", NULL},         {"ocn.ne.jp", NULL},           {"ocn.ne.jo", "ocn.ne.jp"},
        {"mymail.com", NULL},          {"mgail.com", "gmail.com"},    {"example.nte", "example.net"},
        {"au.ne.jp", "au.com"},        {"sina.com", NULL},            {"qq.com", NULL},
    };
    struct mdr_arena arena;
    mdr_arena_init(&arena, mdr_allocator_default());
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mdr_span meant = mdr_domain_meant(&arena, made_span(rows[i].domain));
        if (!rows[i].meant)
            cr_expect_null(meant.p, "%s: %.*s", rows[i].domain, (int)meant.n, meant.p);
        else
            cr_expect(mdr_span_equal(meant, made_span(rows[i].meant)), "%s: %.*s", rows[i].domain, (int)meant.n,
                      meant.p ? meant.p : "");
    }
    cr_expect(mdr_domain_is_carrier(made_span("docomo.ne.jp")));
    cr_expect(mdr_domain_is_carrier(made_span("t.vodafone.ne.jp")));
    cr_expect_not(mdr_domain_is_carrier(made_span("example.jp")));
    mdr_arena_free(&arena);
}
