/* SPDX-License-Identifier: BSD-2-Clause */
/* The returned message as a witness: HTML, links, attachments, size, charset. */
#include "made_report.h"

#include "judge/attachment.h"
#include "judge/content.h"
#include "judge/witness.h"

#include <stdio.h>

struct looked {
    struct mdr_arena scratch;
    struct mdr_charset charset;
    struct modori_report report;
    struct mdr_message message;
};

static void look_at(struct looked *l, const char *mail, size_t n, bool headers_only, size_t witness)
{
    mdr_arena_init(&l->scratch, mdr_allocator_default());
    mdr_charset_init(&l->charset);
    made_report(&l->report, MODORI_KIND_FAILED);
    if (witness)
        l->report.limits.witness = witness;
    if (headers_only)
        mdr_report_set_number(&l->report, MODORI_REPORT_ORIGINAL_HEADERS_ONLY, 1);
    cr_assert(mdr_message_walk(&l->scratch, &l->report.limits, mdr_span_make(mail, n), 0, NULL, NULL, &l->message));
    mdr_content_read(&l->scratch, &l->charset, &l->message, 0, &l->report);
    cr_assert_not(mdr_arena_failed(&l->scratch));
}

static void look_away(struct looked *l)
{
    mdr_charset_close(&l->charset);
    mdr_report_discard(&l->report);
    mdr_arena_free(&l->scratch);
}

static int64_t number(const struct looked *l, int32_t key)
{
    return mdr_report_number(&l->report, key);
}

struct content_row {
    const char *label, *mail;
    bool headers_only;
    int64_t html, links, scripts, forms;
    size_t attachments;
};

#define HEAD   "From: a@example.com\nTo: b@example.net\nSubject: x\nMIME-Version: 1.0\n"
#define TEXT   "Content-Type: text/plain; charset=us-ascii\n\n"
#define HTML   "Content-Type: text/html; charset=us-ascii\n\n"
#define MULTI(s) "Content-Type: multipart/" s "; boundary=B\n\n"

static const struct content_row content_rows[] = {
    {"plain text", HEAD TEXT "Hello.\n", false, MODORI_HTML_NONE, 0, 0, 0, 0},
    {"no MIME at all", "From: a@example.com\n\nHello, see http://example.com/a.\n", false, MODORI_HTML_NONE, 1, 0, 0, 0},
    {"HTML only", HEAD HTML "<html><body><p>Hello</p></body></html>\n", false, MODORI_HTML_ONLY, 0, 0, 0, 0},
    {"both forms, one link twice",
     HEAD MULTI("alternative") "--B\n" TEXT "see https://www.example.jp/a/\n--B\n" HTML
                               "<a href=\"https://WWW.example.jp/a\">a</a><a href='http://b.example/?x=1&amp;y=2'>b</a>\n--B--\n",
     false, MODORI_HTML_ALTERNATIVE, 2, 0, 0, 0},
    {"HTML, and a footer of plain text beside it",
     HEAD MULTI("mixed") "--B\n" HTML "<p>x</p>\n--B\n" TEXT "footer\n--B--\n", false, MODORI_HTML_ONLY, 0, 0, 0, 0},
    {"script, form, address that acts",
     HEAD HTML "<script src=\"//cdn.example/x.js\">if (a<b) document.write('<form>')</script>"
               "<FORM action=http://c.example/post><input></FORM><a href=\"javascript:go()\">x</a>\n",
     false, MODORI_HTML_ONLY, 2, 2, 1, 0},
    {"what is no link", HEAD HTML "<!DOCTYPE html PUBLIC \"-//W3C\" \"http://www.w3.org/TR/x.dtd\">"
                                  "<html xmlns=\"http://www.w3.org/1999/xhtml\"><!-- http://no.example/ -->"
                                  "<style>a{background:url(cid:2)} b{background:url('a.png')}</style><a href=\"mailto:a@example.com\">a</a>"
                                  "<a href='#top'>t</a><img src=\"cid:1\"></html>\n",
     false, MODORI_HTML_ONLY, 0, 0, 0, 0},
    {"what a style sheet loads",
     HEAD HTML "<style>a{background:url(http://a.example/)} b{background:URL( 'https://b.example/b(1).png' )}\n"
               "@import url(\"//c.example/c.css\");</style><p style=\"background:url(http://d.example/d.png)\">"
               "<p style=\"background:url(&quot;http://e.example/e.png&quot;)\"><p style='background:url(\"http://a.example\")'>"
               "<p style=\"color:red\">url(http://f.example/</p><style>url('http://no.example/</style>\n",
     false, MODORI_HTML_ONLY, 6, 0, 0, 0},
    {"images for several sizes",
     HEAD HTML "<img src=http://a.example/1.png srcset=\"http://a.example/1.png, http://b.example/2,3.png 2x,//c.example/3.png 3x\">"
               "<source srcset=' , http://d.example/4.png 100w , , 5.png 2x, cid:6'><img srcset=\"\"><img srcset=http://e.example/>\n",
     false, MODORI_HTML_ONLY, 5, 0, 0, 0},
    {"links in text", HEAD TEXT "(http://a.example/x), <http://b.example/>; www.c.example. xhttp://no.example ftp://d.example/f\n",
     false, MODORI_HTML_NONE, 4, 0, 0, 0},
    {"a link is over where Japanese begins",
     HEAD "Content-Type: text/plain; charset=utf-8\n\nhttp://a.example/x\xE3\x82\x92\xE3\x81\x94\xE8\xA6\xA7 http://a.example/x\n", false,
     MODORI_HTML_NONE, 1, 0, 0, 0},
    {"quoted-printable", HEAD "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<a href=3D\"http://a.exa=\nmple/\">x</a>\n",
     false, MODORI_HTML_ONLY, 1, 0, 0, 0},
    {"base64", HEAD "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGEgaHJlZj0iaHR0cDovL2EuZXhhbXBsZS8iPng8L2E+\n", false,
     MODORI_HTML_ONLY, 1, 0, 0, 0},
    {"unclosed tags and quotes", HEAD HTML "<a href=\"http://a.example/ <b <c d='", false, MODORI_HTML_ONLY, 1, 0, 0, 0},
    {"an attached HTML file is not the text",
     HEAD MULTI("mixed") "--B\n" TEXT "see file\n--B\nContent-Type: text/html; name=page.html\nContent-Disposition: attachment\n\n"
                         "<script></script>\n--B--\n",
     false, MODORI_HTML_NONE, 0, 0, 0, 1},
    {"links in other scripts, and to addresses",
     HEAD "Content-Type: text/plain; charset=utf-8\n\nhttp://\xE4\xBE\x8B\xE3\x81\x88.example/a http://[2001:db8::1]/ "
          "http://\xE8\xA6\x8B http://[x http://\xE4\xBE\x8B\xE3\x81\x88.example/a\n",
     false, MODORI_HTML_NONE, 2, 0, 0, 0},
    {"comments without anything in them", HEAD HTML "<!--><a href=\"http://a.example/\">a</a><!----><a href='http://b.example/'>b</a>"
                                                    "<!--[if mso]><a href='http://no.example/'><![endif]-->\n",
     false, MODORI_HTML_ONLY, 2, 0, 0, 0},
    {"HTML in a mail that is attached to plain text",
     HEAD MULTI("mixed") "--B\n" TEXT "see below\n--B\nContent-Type: message/rfc822\n\n" HEAD HTML
                         "<a href=\"http://a.example/\">a</a>\n--B--\n",
     false, MODORI_HTML_NONE, 1, 0, 0, 1},
    {"a link in the text of HTML ends where another character begins",
     HEAD HTML "&lt;http://a.example/?x=1&amp;y=2&gt; http://a.example/?x=1&amp;y=2&nbsp;or <a href=\"http://a.example/?x=1&y=2\">a</a>\n",
     false, MODORI_HTML_ONLY, 1, 0, 0, 0},
    {"no link: a host behind a mail address, or a part of another name",
     HEAD TEXT "a@www.example.com my-www.example.com //www.example.net/\n", false, MODORI_HTML_NONE, 1, 0, 0, 0},
    {"blanks are no text beside the HTML",
     HEAD MULTI("alternative") "--B\nContent-Type: text/plain; charset=utf-8\n\n \xC2\xA0\xE3\x80\x80\n--B\n" HTML "<p>x</p>\n--B--\n",
     false, MODORI_HTML_ONLY, 0, 0, 0, 0},
    {"mails of a digest", HEAD MULTI("digest") "--B\n\n" HEAD TEXT "one\n--B--\n", false, MODORI_HTML_NONE, 0, 0, 0, 0},
    {"what is encrypted is not seen",
     HEAD MULTI("encrypted") "--B\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
                             "--B\nContent-Type: application/octet-stream\n\nx\n--B--\n",
     false, -1, -1, -1, -1, 2},
    {"nor what is wrapped by its signature",
     HEAD "Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIIG\n", false, -1, -1, -1,
     -1, 1},
    {"a signature beside the text hides nothing",
     HEAD MULTI("signed") "--B\n" TEXT "hello\n--B\nContent-Type: application/pkcs7-signature\n\nx\n--B--\n", false,
     MODORI_HTML_NONE, 0, 0, 0, 1},
    {"cut before the HTML", HEAD MULTI("alternative") "--B\n" TEXT "hello\n", false, -1, 0, 0, 0, 0},
    {"only the header, HTML", HEAD HTML, true, MODORI_HTML_ONLY, -1, -1, -1, 0},
    {"only the header, parts", HEAD MULTI("mixed"), true, -1, -1, -1, -1, 0},
    {"only the header, plain", HEAD TEXT, true, MODORI_HTML_NONE, -1, -1, -1, 0},
};

Test(content, counts_what_a_filter_sees)
{
    for (size_t i = 0; i < sizeof content_rows / sizeof *content_rows; i++) {
        const struct content_row *row = &content_rows[i];
        struct looked l;
        look_at(&l, row->mail, strlen(row->mail), row->headers_only, 0);
        cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_HTML), row->html, "%s: html %d", row->label,
                     (int)number(&l, MODORI_REPORT_ORIGINAL_HTML));
        cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_LINKS), row->links, "%s: links %d", row->label,
                     (int)number(&l, MODORI_REPORT_ORIGINAL_LINKS));
        cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_SCRIPTS), row->scripts, "%s: scripts %d", row->label,
                     (int)number(&l, MODORI_REPORT_ORIGINAL_SCRIPTS));
        cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_FORMS), row->forms, "%s: forms", row->label);
        cr_expect_eq(l.report.attachments, row->attachments, "%s: attachments %zu", row->label, l.report.attachments);
        look_away(&l);
    }
}

/* Each line is sent with a CR, too. */
static int64_t lines_of(const char *text)
{
    int64_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

Test(content, size_and_charset)
{
    static const char odd[] = HEAD "Content-Type: text/plain\n\n\x93\xFA\x96\x7B\n";
    static const char fine[] = HEAD "Content-Type: text/plain; charset=\"ISO-2022-JP\"\n\n\x1B$BF|K\\\x1B(B\n";
    struct looked l;
    look_at(&l, odd, sizeof odd - 1, false, 0);
    cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_CHARSET_ODD), 1);
    cr_expect_null(l.report.text[MODORI_REPORT_ORIGINAL_CHARSET].p);
    cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_SIZE), (int64_t)sizeof odd - 1 + lines_of(odd));
    look_away(&l);
    look_at(&l, fine, sizeof fine - 1, false, 0);
    cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_CHARSET_ODD), 0);
    cr_expect_str_eq(l.report.text[MODORI_REPORT_ORIGINAL_CHARSET].p, "ISO-2022-JP");
    look_away(&l);
    static const char cut[] = HEAD MULTI("mixed") "--B\n" TEXT "hello\n--B\n";
    look_at(&l, cut, sizeof cut - 1, false, 0);
    cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_SIZE), -1, "the size of what was cut off is not known");
    look_away(&l);
}

Test(content, attachments)
{
    static const char mail[] = HEAD MULTI("mixed") "--B\n" TEXT "see files\n"
        "--B\nContent-Type: application/octet-stream; name=\"=?UTF-8?B?6KuL5rGC5pu4LnBkZi5leGU=?=\"\n"
        "Content-Transfer-Encoding: base64\nContent-Disposition: attachment\n\nTVqQAAMAAAAEAAAA\n//8AALgAAAA=\n"
        "--B\nContent-Type: Application/X-MSDownload\nContent-Transfer-Encoding: base64\n\nTVo=\n"
        "--B\nContent-Disposition: attachment;\n filename*0*=utf-8''%E8%A6%8B%E7%A9%8D;\n filename*1*=%E6%9B%B8.xls\n"
        "Content-Type: application/vnd.ms-excel\n\n12345\n"
        "--B\nContent-Type: image/png; name=\"..\\pictures\\a.png\"\n\nx\n"
        "--B--\n";
    static const struct {
        const char *name;
        int32_t risk;
        int64_t size, name_length;
        int32_t has_path;
    } want[] = {
        {"\xE8\xAB\x8B\xE6\xB1\x82\xE6\x9B\xB8.pdf.exe", MODORI_RISK_EXECUTABLE, 20, 11, 0},
        {NULL, MODORI_RISK_EXECUTABLE, 2, -1, 0},
        {"\xE8\xA6\x8B\xE7\xA9\x8D\xE6\x9B\xB8.xls", MODORI_RISK_MACRO, 5, 7, 0},
        {"..\\pictures\\a.png", MODORI_RISK_NONE, 1, 17, 1},
    };
    struct looked l;
    look_at(&l, mail, sizeof mail - 1, false, 0);
    cr_assert_eq(l.report.attachments, sizeof want / sizeof *want);
    for (size_t i = 0; i < l.report.attachments; i++) {
        const struct mdr_attachment *a = &l.report.attachment[i];
        if (want[i].name)
            cr_expect_str_eq(a->name.p, want[i].name, "attachment %zu: %s", i, a->name.p);
        else
            cr_expect_null(a->name.p);
        cr_expect_eq(a->risk, want[i].risk, "attachment %zu: risk %d", i, (int)a->risk);
        cr_expect_eq(a->size, want[i].size, "attachment %zu: size %d", i, (int)a->size);
        cr_expect_eq(a->name_length, want[i].name_length, "attachment %zu: length %d", i, (int)a->name_length);
        cr_expect_eq(a->has_path, want[i].has_path, "attachment %zu: path", i);
    }
    cr_expect_str_eq(l.report.attachment[1].type.p, "application/x-msdownload");
    look_away(&l);
}

Test(content, a_part_in_uuencode)
{
    static const char mail[] = HEAD MULTI("mixed") "--B\n" TEXT "see files\n"
        "--B\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.exe\n#9RX*\n`\nend\n"
        "--B\nContent-Type: application/octet-stream; name=b.scr\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 c\n#9RX*\n"
        "--B\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: x-uuencode\n\nnothing\n"
        "--B--\n";
    struct looked l;
    look_at(&l, mail, sizeof mail - 1, false, 0);
    cr_assert_eq(l.report.attachments, 3);
    const struct mdr_attachment *a = l.report.attachment;
    cr_expect_str_eq(a[0].name.p, "a.exe");
    cr_expect_str_eq(a[0].type.p, "application/octet-stream");
    cr_expect_eq(a[0].risk, MODORI_RISK_EXECUTABLE);
    cr_expect_eq(a[0].size, 3);
    cr_expect_str_eq(a[1].name.p, "b.scr", "its own name counts first");
    cr_expect_eq(a[1].size, -1, "without an end the size is not known");
    cr_expect_null(a[2].name.p);
    cr_expect_eq(a[2].size, -1);
    look_away(&l);
}

struct uu_row {
    const char *label, *text;
    size_t attachments;
    const char *name;
    int32_t risk;
    int64_t size, links;
};

#define UU_LINE "M5&AE('%U:6-K(&)R;W=N(&9O>`IJ=6UP<R!O=F5R('1H92!L87IY(&1O9RP@\n"

static const struct uu_row uu_rows[] = {
    {"a file", "see http://a.example/\nbegin 644 setup.exe\n" UU_LINE "#9RX*\n`\nend\nhttp://b.example/\n", 1, "setup.exe",
     MODORI_RISK_EXECUTABLE, 48, 2},
    {"its last line ends with blanks that went astray", "begin 0755 a b.zip\n!80\n\nend\n", 1, "a b.zip", MODORI_RISK_ARCHIVE, 1,
     0},
    {"line ends of two bytes", "hello\r\nbegin 644 a.doc\r\n#9RX*\r\n \r\nend\r\n", 1, "a.doc", MODORI_RISK_MACRO, 3, 0},
    {"no line before the last", "begin 644 x.scr\n#9RX*\nend\n", 1, "x.scr", MODORI_RISK_EXECUTABLE, 3, 0},
    {"base64", "begin-base64 644 x.exe\nVGhlIHF1aWNr\nZy4K\n====\n", 1, "x.exe", MODORI_RISK_EXECUTABLE, 12, 0},
    {"an empty file", "begin 644 x.txt\n`\nend\n", 1, "x.txt", MODORI_RISK_NONE, 0, 0},
    {"the end is cut off", "begin 644 x.exe\n" UU_LINE UU_LINE "M5&AE('%", 1, "x.exe", MODORI_RISK_EXECUTABLE, -1, 0},
    {"text before the end", "begin 644 x.exe\n" UU_LINE "and so on, http://a.example/\nend\n", 1, "x.exe",
     MODORI_RISK_EXECUTABLE, -1, 1},
    {"a path", "begin 644 ../x.exe\n" UU_LINE "`\nend\n", 1, "../x.exe", MODORI_RISK_EXECUTABLE, 45, 0},
    {"two, one of which is none", "begin 644 a.exe\nbegin 644 b.exe\n#9RX*\n`\nend\n", 1, "b.exe", MODORI_RISK_EXECUTABLE, 3, 0},
    {"words", "begin 644 pages of it\nwith the first one\n", 0, NULL, 0, 0, 0},
    {"no mode", "begin 9000 x.exe\n#9RX*\n`\nend\nbegin x.exe\n#9RX*\n`\nend\n", 0, NULL, 0, 0, 0},
    {"no name", "begin 644 \n#9RX*\n`\nend\n", 0, NULL, 0, 0, 0},
    {"quoted", "> begin 644 x.exe\n> #9RX*\n> `\n> end\n", 0, NULL, 0, 0, 0},
    {"a count that does not fit", "begin 644 x.exe\nM9RX*\n`\nend\n", 0, NULL, 0, 0, 0},
    {"nothing behind it", "begin 644 x.exe", 0, NULL, 0, 0, 0},
};

Test(content, files_encoded_in_the_text)
{
    for (size_t i = 0; i < sizeof uu_rows / sizeof *uu_rows; i++) {
        const struct uu_row *row = &uu_rows[i];
        struct looked l;
        char mail[1024];
        int n = snprintf(mail, sizeof mail, HEAD TEXT "%s", row->text);
        cr_assert(n > 0 && (size_t)n < sizeof mail);
        look_at(&l, mail, (size_t)n, false, 0);
        cr_assert_eq(l.report.attachments, row->attachments, "%s: %zu attachments", row->label, l.report.attachments);
        cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_LINKS), row->links, "%s: links", row->label);
        if (row->attachments > 0) {
            const struct mdr_attachment *a = &l.report.attachment[0];
            cr_expect_str_eq(a->name.p, row->name, "%s: %s", row->label, a->name.p);
            cr_expect_null(a->type.p, "%s: nothing tells its type", row->label);
            cr_expect_eq(a->risk, row->risk, "%s: risk %d", row->label, (int)a->risk);
            cr_expect_eq(a->size, row->size, "%s: size %d", row->label, (int)a->size);
            cr_expect_eq(a->has_path, strchr(row->name, '/') != NULL, "%s: path", row->label);
        }
        look_away(&l);
    }
}

Test(content, risk_by_name_and_type)
{
    static const struct {
        const char *name, *type;
        int32_t risk;
    } rows[] = {
        {"invoice.pdf", "application/pdf", MODORI_RISK_NONE},
        {"invoice.pdf.exe", "application/pdf", MODORI_RISK_EXECUTABLE},
        {"SETUP.EXE", "", MODORI_RISK_EXECUTABLE},
        {"setup.exe. ", "", MODORI_RISK_EXECUTABLE},
        {"report.docx", "", MODORI_RISK_NONE},
        {"report.doc", "", MODORI_RISK_MACRO},
        {"report.docm", "application/zip", MODORI_RISK_MACRO},
        {"a.zip", "application/octet-stream", MODORI_RISK_ARCHIVE},
        {"a.lzh", "", MODORI_RISK_ARCHIVE},
        {"a.htm", "", MODORI_RISK_MARKUP},
        {"picture.svg", "image/svg+xml", MODORI_RISK_MARKUP},
        {"exe", "", MODORI_RISK_NONE},
        {"a.exe/b", "", MODORI_RISK_NONE},
        {"", "application/x-msdownload", MODORI_RISK_EXECUTABLE},
        {"", "APPLICATION/ZIP", MODORI_RISK_ARCHIVE},
        {"a.disk.img", "", MODORI_RISK_EXECUTABLE},
        {"a.msixbundle", "", MODORI_RISK_EXECUTABLE},
        {"package.deb", "", MODORI_RISK_EXECUTABLE},
        {"a.mdw", "", MODORI_RISK_MACRO},
        {"a.sitx", "", MODORI_RISK_ARCHIVE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(mdr_attachment_risk(made_span(rows[i].name), made_span(rows[i].type)), rows[i].risk, "%s %s",
                     rows[i].name, rows[i].type);
}

Test(content, size_without_decoding)
{
    static const struct {
        enum mdr_encoding encoding;
        const char *body;
        int64_t size;
    } rows[] = {
        {MDR_ENCODING_IDENTITY, "12345", 5},
        {MDR_ENCODING_BASE64, "", 0},
        {MDR_ENCODING_BASE64, "TQ==", 1},
        {MDR_ENCODING_BASE64, "TVo=\r\n", 2},
        {MDR_ENCODING_BASE64, "TVqQ\r\nAAMA\r\n", 6},
        {MDR_ENCODING_QUOTED_PRINTABLE, "a=3Db=\r\nc", 4},
        {MDR_ENCODING_QUOTED_PRINTABLE, "=\n=", 1},
        {MDR_ENCODING_UNKNOWN, "x", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(mdr_decoded_size(rows[i].encoding, made_span(rows[i].body)), rows[i].size, "row %zu", i);
}

/* What costs much if it is done wrongly: many links, many open tags, one tag without an end. */
Test(content, stays_linear)
{
    enum { SIZE = 1 << 20 };
    static char text[SIZE];
    static const char *const pattern[] = {"http://a.example/", "<a href=\"", "<script>", "<!--", "<a b=c ", "www.", "\"'<",
                                          "<p style=\"url(", "<style>url('", "<p style='url(\"", "<img srcset=\",", "<img srcset=\", a",
                                          "begin 644 a.exe\n", "begin 644 a\n#9RX*\n", "begin 644 a\n`\n", "\n"};
    for (size_t i = 0; i < sizeof pattern / sizeof *pattern; i++) {
        size_t n = strlen(pattern[i]);
        for (size_t at = 0; at < SIZE; at++)
            text[at] = pattern[i][at % n];
        struct mdr_arena arena;
        struct mdr_markup markup;
        mdr_arena_init(&arena, mdr_allocator_default());
        mdr_markup_init(&markup, &arena);
        mdr_markup_html(&markup, mdr_span_make(text, SIZE));
        mdr_markup_text(&markup, mdr_span_make(text, SIZE));
        struct mdr_uu_file file = {.end = 0};
        while (mdr_uu_find(mdr_span_make(text, SIZE), file.end, &file))
            cr_assert(file.at < file.end && file.end <= SIZE);
        cr_expect_leq(markup.links.n, SIZE);
        mdr_arena_free(&arena);
    }
}

Test(content, looks_at_no_more_than_it_may)
{
    static const char mail[] = HEAD MULTI("mixed") "--B\n" TEXT "http://a.example/ and much more http://b.example/\n"
                                                   "--B\nContent-Type: application/zip; name=a.zip\n"
                                                   "Content-Transfer-Encoding: base64\n\nUEsDBAoAAAAAAUEsDBAoAAAAAA\n--B--\n";
    struct looked l;
    look_at(&l, mail, sizeof mail - 1, false, 24);
    cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_LINKS), 1);
    cr_expect_eq(number(&l, MODORI_REPORT_ORIGINAL_HTML), -1, "the rest was not seen");
    cr_assert_eq(l.report.attachments, 1);
    cr_expect_eq(l.report.attachment[0].size, -1);
    look_away(&l);
}
