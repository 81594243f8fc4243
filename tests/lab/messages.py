# SPDX-License-Identifier: BSD-2-Clause
"""The mails that are sent: made by hand, byte by byte, with lines that end in CRLF."""
import base64
import email.utils
import quopri
import time

PEOPLE = {
    "office.example": ("en", "Hanako Sato"),
    "tokyo.office.example": ("ja", "佐藤 花子"),
    "osaka.office.example": ("utf8", "鈴木 恵子"),
    "berlin.office.example": ("de", "Jürgen Weiß"),
    "paris.office.example": ("fr", "Élodie Lefèvre"),
    "moskva.office.example": ("ru", "Анна Орлова"),
    "refusebounce.example": ("en", "Planning"),
}

TEXTS = {
    "en": ("utf-8", "Quotation for October", """\
Dear colleagues,

please find below the quotation that we talked about on Monday.
Delivery takes about two weeks; the prices hold until the end of the month.

Kind regards,
Hanako Sato
Office Ltd., Sales
"""),
    "ja": ("iso-2022-jp", "お見積書の件", """\
いつもお世話になっております。
株式会社オフィスの佐藤です。

先日ご依頼いただきましたお見積りをお送りいたします。
ご不明な点がございましたら、お気軽にお問い合わせください。

どうぞよろしくお願いいたします。
--
佐藤 花子
株式会社オフィス 営業部
"""),
    "utf8": ("utf-8", "打ち合わせ日程のご確認", """\
お世話になっております。株式会社オフィス大阪支店の鈴木です。

来週の打ち合わせですが、火曜日の14時からでご都合はいかがでしょうか。
お手数ですが、ご返信をお待ちしております。

鈴木 恵子
"""),
    "de": ("utf-8", "Angebot für Oktober", """\
Sehr geehrte Damen und Herren,

anbei erhalten Sie das gewünschte Angebot. Die Lieferzeit beträgt etwa
zwei Wochen; für Rückfragen stehe ich gern zur Verfügung.

Mit freundlichen Grüßen
Jürgen Weiß
"""),
    "fr": ("iso-8859-1", "Devis d'octobre : à valider", """\
Bonjour,

veuillez trouver ci-dessous le devis demandé. Le délai de livraison est
d'environ deux semaines ; n'hésitez pas à me contacter.

Cordialement,
Élodie Lefèvre
"""),
    "ru": ("koi8-r", "Счёт за октябрь", """\
Здравствуйте!

Направляем вам счёт за октябрь. Пожалуйста, подтвердите получение.

С уважением,
Анна Орлова
"""),
}

HTML_JA = """\
<html>
<body style="font-family: sans-serif; color: #333333">
<p>いつもお世話になっております。<br>株式会社オフィスの佐藤です。</p>
<p>秋の新製品のご案内をお送りいたします。詳しくは下記のページをご覧ください。</p>
<ul>
<li><a href="https://www.example.jp/products/2026/autumn/">秋の新製品一覧</a></li>
<li><a href="https://www.example.jp/catalog/download?id=1024">カタログのダウンロード</a></li>
<li><a href="https://www.example.jp/seminar/entry.html">無料セミナーのお申し込み</a></li>
</ul>
<p>ご不明な点は<a href="https://www.example.jp/contact/">お問い合わせ窓口</a>までお寄せください。</p>
<p>株式会社オフィス 営業部<br>佐藤 花子</p>
</body>
</html>
"""

PLAIN_OF_HTML_JA = """\
いつもお世話になっております。
株式会社オフィスの佐藤です。

秋の新製品のご案内をお送りいたします。

秋の新製品一覧
https://www.example.jp/products/2026/autumn/
無料セミナーのお申し込み
https://www.example.jp/seminar/entry.html

株式会社オフィス 営業部
佐藤 花子
"""

HTML_EN = """\
<html>
<body>
<p>Dear colleagues,</p>
<p>our autumn catalogue is out. Have a look at the
<a href="https://www.example.com/products/2026/autumn/">new products</a> or
<a href="https://www.example.com/catalogue.pdf">download the catalogue</a>.</p>
<p>Office Ltd., Sales</p>
</body>
</html>
"""

PLAIN_OF_HTML_EN = """\
Dear colleagues,

our autumn catalogue is out: https://www.example.com/products/2026/autumn/

Office Ltd., Sales
"""

HTML_DE = """\
<html>
<body>
<p>Sehr geehrte Damen und Herren,</p>
<p>unser Herbstkatalog ist da. Hier geht es zu den
<a href="https://www.example.com/produkte/2026/herbst/">neuen Geräten</a> und zum
<a href="https://www.example.com/katalog.pdf">Katalog für Händler</a>.</p>
<p>Mit freundlichen Grüßen<br>Jürgen Weiß</p>
</body>
</html>
"""

PLAIN_OF_HTML_DE = """\
Sehr geehrte Damen und Herren,

unser Herbstkatalog ist da: https://www.example.com/produkte/2026/herbst/

Mit freundlichen Grüßen
Jürgen Weiß
"""

HTML = {
    "en": ("Autumn catalogue", PLAIN_OF_HTML_EN, HTML_EN),
    "de": ("Unser Herbstkatalog für Händler", PLAIN_OF_HTML_DE, HTML_DE),
    "ja": ("秋の新製品のご案内", PLAIN_OF_HTML_JA, HTML_JA),
    "utf8": ("秋の新製品のご案内", PLAIN_OF_HTML_JA, HTML_JA),
}

TEST_JA = """\
いつもお世話になっております。
株式会社オフィスの佐藤です。

先ほどのご案内が届いていないようですので、まずは確認のため
文字だけのメールをお送りします。
届きましたら、お手数ですがご返信いただけますと幸いです。

株式会社オフィス 営業部
佐藤 花子
"""


# The same words twice; no link, no picture.
NOTE_JA = ["いつもお世話になっております。", "株式会社オフィスの佐藤です。",
           "来週の打ち合わせの時間を、午後三時に変更させていただけますでしょうか。",
           "どうぞよろしくお願いいたします。", "株式会社オフィス 営業部　佐藤 花子"]


def encode_body(text, charset):
    """The transfer encoding, and the encoded lines."""
    data = text.encode(charset)
    if charset == "iso-2022-jp" or data.isascii():
        return "7bit", data
    if charset == "koi8-r" or b"\xe3" in data:
        return "base64", base64.encodebytes(data)
    return "quoted-printable", quopri.encodestring(data)


def word(text, charset):
    """An RFC 2047 encoded word, where the text needs one."""
    if text.isascii():
        return text
    label = {"iso-2022-jp": "ISO-2022-JP", "koi8-r": "KOI8-R", "iso-8859-1": "ISO-8859-1"}.get(charset, "UTF-8")
    return "=?%s?B?%s?=" % (label, base64.b64encode(text.encode(charset)).decode())


def part(kind, text, charset):
    encoding, data = encode_body(text, charset)
    charset = "us-ascii" if data == text.encode() and text.isascii() else charset
    head = "Content-Type: %s; charset=%s\nContent-Transfer-Encoding: %s\n\n" % (
        kind, charset, encoding)
    return head.encode() + data


def multipart(kind, parts):
    border = "----=_Part_4711_0815.1024"
    head = 'Content-Type: multipart/%s;\n boundary="%s"\n\n' % (kind, border)
    body = b"".join(b"--" + border.encode() + b"\n" + p.rstrip(b"\n") + b"\n\n" for p in parts)
    return head.encode() + body + b"--" + border.encode() + b"--\n"


def exe_part():
    head = ('Content-Type: application/octet-stream; name="setup.exe"\n'
            "Content-Transfer-Encoding: base64\n"
            'Content-Disposition: attachment; filename="setup.exe"\n\n')
    return head.encode() + base64.encodebytes(b"MZ" + bytes(range(64)))


def content(kind, language):
    charset, subject, text = TEXTS[language]
    if kind == "html":
        subject, plain, html = HTML[language if language in HTML else "en"]
        return subject, charset, multipart("alternative", [
            part("text/plain", plain, charset), part("text/html", html, charset)])
    if kind == "exe":
        return subject, charset, multipart("mixed", [part("text/plain", text, charset), exe_part()])
    if kind == "formatted":
        words = "<html>\n<body>\n%s\n</body>\n</html>\n" % "\n".join("<p>%s</p>" % s for s in NOTE_JA)
        return "打ち合わせの時間について", "iso-2022-jp", part("text/html", words, "iso-2022-jp")
    if kind == "unformatted":
        words = "\n".join(NOTE_JA) + "\n"
        return "打ち合わせの時間について", "iso-2022-jp", part("text/plain", words, "iso-2022-jp")
    if kind == "test":
        return "【テスト】秋の新製品のご案内", "iso-2022-jp", part("text/plain", TEST_JA, "iso-2022-jp")
    if kind == "big":
        text += "\n" + "\n".join("%06d %s" % (n, "x" * 60) for n in range(24000)) + "\n"
    return subject, charset, part("text/plain", text, charset)


def trace(kind, rcpt):
    """Header fields above the message: a way that is too long, or a loop."""
    stamp = email.utils.formatdate(time.time() - 60)
    if kind == "hops":
        one = "Received: from h%d.office.example (localhost [127.0.0.1])\n\tby h%d.office.example; %s\n"
        return "".join(one % (n, n + 1, stamp) for n in range(52, 0, -1))
    if kind == "loop":
        return "Delivered-To: %s\n" % rcpt
    return ""


def make(kind, sender, rcpts, message_id):
    """The whole message, as bytes."""
    language, name = PEOPLE[sender.split("@")[1]]
    subject, charset, body = content(kind, language)
    zone = {"en": "+0000", "de": "+0100", "fr": "+0100", "ru": "+0300"}.get(language, "+0900")
    shift = int(zone[:3]) * 3600
    date = time.strftime("%a, %d %b %Y %H:%M:%S ", time.gmtime(time.time() + shift)) + zone
    head = trace(kind, rcpts[0])
    encode = (lambda text, _: text) if kind == "smtputf8" else word
    head += "From: %s <%s>\n" % (encode(name, charset), sender)
    head += "To: %s\n" % ",\n\t".join("<%s>" % r for r in rcpts)
    head += "Subject: %s\nDate: %s\nMessage-ID: <%s>\nMIME-Version: 1.0\n" % (
        encode(subject, charset), date, message_id)
    return (head.encode() + body).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
