"""Honest files and texts that the fuzzer begins with."""

from __future__ import annotations

from tests.builders import listening, mails, outlook
from tests.builders.pages import PdfPages, coded, doc, docx, drawn, p
from tests.fuzz.dreaming import SIZE

HTML = b"<html><body><p>Name: Ana</p><table><tr><td rowspan=2>a<td colspan=3>b</table><ul><li>x</ul><input type=checkbox checked>"
RTF = rb"{\rtf1\ansi\trowd\clmrg\cellx99\pard\intbl a\cell\row\pard \'e9\u233? {\*\fldinst X}{\field{\*\ffdata}} b\par}"
LOCAL = "http://127.0.0.1"
BY_READER: dict[str, tuple[bytes, ...]] = {
    "pdf": (
        PdfPages().line(72, 100, "Name: Ana Ruiz").page().line(72, 100, "Two").pdf(),
        listening.pdf(LOCAL),
        coded(drawn("x", size=SIZE), "PDF"),
    ),
    "image": (
        coded(drawn("x", size=(64, 64))),
        coded(drawn("x", size=(32, 32)), "JPEG"),
        coded(drawn("x", size=(32, 32)), "TIFF"),
        coded(drawn("x", size=SIZE)),
    ),
    "docx": (docx(p("Name: Ana Ruiz")), listening.docx(LOCAL)),
    "odt": (listening.odt(LOCAL),),
    "xlsx": (listening.xlsx(LOCAL),),
    "doc": (doc([("Name\x07", b""), ("Text\r", b"")]),),
    "rtf": (RTF,),
    "html": (HTML, listening.html(LOCAL)),
    "csv": (b"Name;E-mail\nAna;ana@example.org\n", "Name\tTel\nAna\t+41\n".encode("utf-16")),
    "text": (b"Name: Ana\n> quoted\n\nOn Monday X wrote:\n> y\n-- \nsigned\n",),
}
NOTE = b"""Ref. 12/2024

The Permanent Mission of the Republic of Zambia to the United Nations presents its compliments to the Office for Disarmament
Affairs and has the honour to nominate Ms Ana Banda as diplomatic point of contact, who replaces Mr Paul Zulu, and:

Technical point of contact
Name: Mr. Paul Zulu
Position, institution: Head of CIRT, ZICTA
E-mail: p.zulu@zicta.zm; Tel.: 0211 378 200 ext. 4
Languages: English, French

New York, 12 April 2024
"""
OTHERS = (
    "Постоянное представительство имеет честь сообщить, что вместо г-на И. Иванова назначена г-жа Анна Петрова, тел. +7 495 123.",
    "常驻代表团谨提名技术联络人：姓名：沈若溪 先生 职务：处长 电话：010-12345678 电子邮件：a@cert.example 二〇二四年四月十二日",
    "تتشرف البعثة الدائمة بتسمية السيدة لينا المثال جهة اتصال تقنية، الهاتف: ٠٢٣٤٥٦٧٨ البريد الإلكتروني: l@example.int",
    "La Misión Permanente comunica que el Sr. Juan Pérez deja de ser punto de contacto; lo sustituye la Sra. Ana Ruiz, Directora.",
)
TABLE = b"""<p>The Permanent Mission of Fiji nominates:</p><table><tr><th><th>Diplomatic<th>Technical<tr><td>Name<td>Ms A Vu
<td>Mr B Lal<tr><td>E-mail<td>a@x.example<td>b@x.example<tr><td>Tel<td colspan=2>+679 555 0199</table><table>
<tr><td>Name<td>Role<td>E-mail
<tr><td>C Ram<td>both<td>c@x.example</table>"""
SCANNED = b"d" + b"\n".join(b"\x10\x10\x0c\x08\xf0%c%s" % (n % 2, line) for n, line in enumerate(NOTE.splitlines()))
MSG = outlook.msg("Excellency", outlook.Attached("form.pdf", mails.PDF), subject="Note")
WINMAIL = outlook.winmail([("form.pdf", mails.PDF)], b"Body", within=outlook.winmail([], b"Inner"))
