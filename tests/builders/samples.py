"""Makes the demonstration's messages: `python -m tests.builders.samples FOLDER` writes them as .eml files.

Every person, office, address and number in them is invented; addresses end in `.example`, which nobody can own. What is
random in them (noise on a scan) is seeded, so that a second run writes the same messages but for the PDF producer's dates."""

from __future__ import annotations

import io
import sys
from email import policy
from email.generator import BytesGenerator
from email.message import EmailMessage
from pathlib import Path

import docx
import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

MAILBOX = "oda-stu-poc-ict-dir@un.org"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def mail(sender: str, subject: str, date: str, body: str, message_id: str, **headers: str) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = sender
    message["To"] = MAILBOX
    message["Subject"] = subject
    message["Date"] = date
    message["Message-ID"] = message_id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body, cte="quoted-printable")
    return message


def attach(message: EmailMessage, data: bytes, media_type: str, name: str) -> EmailMessage:
    main, _, sub = media_type.partition("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message


def note_pdf(
    letterhead: list[str], reference: str, paragraphs: list[str], place_and_date: str, addressee: list[str]
) -> bytes:
    """One page of a note verbale with letterhead, reference, text, date and addressee, as a text PDF."""
    file = io.BytesIO()
    page = Canvas(file, pagesize=A4, invariant=True)
    width, height = A4
    y = height - 60
    page.setFont("Times-Bold", 13)
    for line in letterhead[:2]:
        page.drawCentredString(width / 2, y, line)
        y -= 17
    page.setFont("Times-Roman", 9)
    for line in letterhead[2:]:
        page.drawCentredString(width / 2, y, line)
        y -= 12
    y -= 22
    page.setFont("Times-Roman", 11.5)
    page.drawString(72, y, reference)
    y -= 30
    for paragraph in paragraphs:
        for line in simpleSplit(paragraph, "Times-Roman", 11.5, width - 144) or [""]:
            page.drawString(72, y, line)
            y -= 16
        y -= 8
    page.drawRightString(width - 72, y - 8, place_and_date)
    y -= 60
    for line in addressee:
        page.drawString(72, y, line)
        y -= 15
    page.save()
    return file.getvalue()


def scanned(pdf: bytes, angle: float = 1.1, dpi: int = 200, seed: int = 7) -> bytes:
    """The pages of a PDF as a scanner with a stamp on the paper gives them: grey, skewed, noisy; no text layer."""
    noise = np.random.default_rng(seed)
    pages: list[Image.Image] = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
        draw = ImageDraw.Draw(picture)
        x, y, r = picture.width * 0.72, picture.height * 0.72, picture.width * 0.09
        for ring in (r, r * 0.78):
            draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=(70, 80, 170), width=5)
        picture = picture.rotate(angle, expand=False, fillcolor=(250, 250, 248), resample=Image.Resampling.BICUBIC)
        grey = np.asarray(picture.convert("L"), dtype=np.int16) + noise.normal(
            0, 7, (picture.height, picture.width)
        ).astype(np.int16)
        pages.append(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.5)))
    file = io.BytesIO()
    pages[0].save(file, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=80)
    return file.getvalue()


def form_docx(
    title: str, rows: list[tuple[str, ...]], opening: list[str] | None = None, closing: list[str] | None = None
) -> bytes:
    """A Word document: paragraphs, one table, paragraphs."""
    document = docx.Document()
    for text in opening or []:
        document.add_paragraph(text)
    document.add_heading(title, level=2)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    for text in closing or []:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def fillable_form(title: str, fields: list[tuple[str, str, str]], boxes: list[tuple[str, str, bool]]) -> bytes:
    """A fillable PDF form, filled in: `fields` are (name, label, value), `boxes` (name, label, ticked)."""
    file = io.BytesIO()
    page = Canvas(file, pagesize=A4, invariant=True)
    y = A4[1] - 72
    page.setFont("Helvetica-Bold", 14)
    page.drawString(56, y, title)
    page.setFont("Helvetica", 10)
    y -= 36
    for name, label, ticked in boxes:
        page.acroForm.checkbox(name=name, tooltip=label, checked=ticked, x=56, y=y, size=13, buttonStyle="check")
        page.drawString(76, y + 3, label)
        y -= 22
    y -= 10
    for name, label, value in fields:
        page.drawString(56, y + 5, label)
        page.acroForm.textfield(
            name=name, tooltip=label, value=value, x=220, y=y - 2, width=310, height=19, fontSize=10, maxlen=300
        )
        y -= 28
    page.save()
    return file.getvalue()


def kenya() -> EmailMessage:
    note = note_pdf(
        [
            "PERMANENT MISSION OF THE REPUBLIC OF KENYA",
            "TO THE UNITED NATIONS",
            "Tel.: (212) 555-0142   Fax: (212) 555-0143",
        ],
        "KMUN/NY/ICT/118/2024",
        [
            "The Permanent Mission of the Republic of Kenya to the United Nations presents its compliments to the Office for "
            "Disarmament Affairs and has the honour to refer to the latter's note verbale ODA/2024-003 dated 8 January 2024 on "
            "the Global, Intergovernmental Points of Contact Directory.",
            "The Permanent Mission has further the honour to inform the Office that the Government of Kenya has designated its "
            "diplomatic and technical points of contact. Their particulars are given in the duly completed form enclosed.",
            "The Permanent Mission of the Republic of Kenya to the United Nations avails itself of this opportunity to renew to "
            "the Office for Disarmament Affairs the assurances of its highest consideration.",
        ],
        "New York, 21 March 2024",
        ["Office for Disarmament Affairs", "United Nations", "New York"],
    )
    form = form_docx(
        "Nomination of points of contact",
        [
            ("", "Diplomatic point of contact", "Technical point of contact"),
            ("Title", "Ms.", "Mr."),
            ("Full name", "Achieng Wanderi", "Baraka Mutinda"),
            ("Position", "Deputy Director", "Head of Incident Response"),
            (
                "Institution",
                "Directorate of Multilateral Affairs, Ministry of Foreign Affairs",
                "National Computer Incident Response Team",
            ),
            ("E-mail", "a.wanderi@mfa.go.ke.example", "b.mutinda@cirt.go.ke.example"),
            ("Telephone", "+254 20 5550147", "+254 20 5550161 ext. 12"),
            ("Languages", "English, French", "English"),
        ],
        opening=["Member State: Kenya"],
    )
    message = mail(
        "Permanent Mission of Kenya <info@kenyaun.example>",
        "Nomination of points of contact - Kenya",
        "Thu, 21 Mar 2024 15:12:08 -0400",
        "Dear colleagues,\n\nPlease find attached a note verbale and the completed form.\n\nKind regards,\n\n"
        "Peter Njogu\nSecond Secretary\nPermanent Mission of Kenya to the United Nations\nTel.: +1 212 555 0142\n",
        "<20240321151208.118@kenyaun.example>",
    )
    attach(message, note, "application/pdf", "Note verbale 118.pdf")
    return attach(message, form, WORD, "POC form Kenya.docx")


def senegal() -> EmailMessage:
    return mail(
        "Mission permanente du Sénégal <secretariat@senegal-onu.example>",
        "Désignation des points de contact",
        "Wed, 03 Apr 2024 10:40:51 -0400",
        "N° 0412/MPS/NY/2024\n\n"
        "La Mission permanente de la République du Sénégal auprès de l'Organisation des Nations Unies présente ses compliments\n"
        "au Bureau des affaires de désarmement et, se référant à sa note verbale ODA/2024-003 du 8 janvier 2024, a l'honneur de\n"
        "lui faire savoir que le Gouvernement sénégalais a désigné les points de contact ci-après :\n\n"
        "Point de contact diplomatique\n"
        "Nom et prénoms : Mme Aïssatou DIARRA-SECK\n"
        "Fonction : Cheffe de la Division du désarmement\n"
        "Institution : Ministère de l'Intégration africaine et des Affaires étrangères\n"
        "Courriel : a.diarraseck@diplomatie.sn.example\n"
        "Téléphone : +221 33 555 01 48\n"
        "Langues : français, anglais\n\n"
        "Point de contact technique\n"
        "Nom et prénoms : M. Ousmane BADIANE\n"
        "Fonction : Directeur de la cybersécurité\n"
        "Institution : Agence nationale de la sécurité numérique\n"
        "Courriel : o.badiane@ansn.sn.example\n"
        "Téléphone : +221 33 555 01 75 / +221 77 555 01 76\n\n"
        "La Mission permanente du Sénégal saisit cette occasion pour renouveler au Bureau des affaires de désarmement les\n"
        "assurances de sa haute considération.\n\n"
        "New York, le 3 avril 2024\n",
        "<a41c77e0.0412@senegal-onu.example>",
    )


def peru() -> EmailMessage:
    note = note_pdf(
        ["REPRESENTACIÓN PERMANENTE DEL PERÚ", "ANTE LAS NACIONES UNIDAS"],
        "Nota N.º 207/2024",
        [
            "La Representación Permanente del Perú ante las Naciones Unidas saluda atentamente a la Oficina de Asuntos de Desarme "
            "y tiene el honor de referirse a su nota verbal ODA/2024-003, de fecha 8 de enero de 2024.",
            "Al respecto, tiene el honor de comunicar la designación del siguiente funcionario como punto de contacto técnico:",
            "Nombre: Sr. Julio César Arrascue Quiroz",
            "Cargo: Coordinador de Respuesta a Incidentes",
            "Institución: Centro Nacional de Seguridad Digital",
            "Correo electrónico: j.arrascue@seguridaddigital.gob.pe.example",
            "Teléfono: +51 1 555 0184",
            "La Representación Permanente del Perú aprovecha la oportunidad para reiterar a la Oficina de Asuntos de Desarme las "
            "seguridades de su más alta y distinguida consideración.",
        ],
        "Nueva York, 9 de abril de 2024",
        ["A la Oficina de Asuntos de Desarme", "Naciones Unidas", "Nueva York"],
    )
    message = mail(
        "ONU Perú <onuper@unperu.example>",
        "Nota 207/2024",
        "Tue, 09 Apr 2024 17:02:33 -0400",
        "Estimados colegas:\n\nSe adjunta la nota verbal.\n\nSaludos cordiales,\n\nRepresentación Permanente del Perú\n",
        "<207.2024.04.09@unperu.example>",
    )
    return attach(message, scanned(note), "application/pdf", "Nota 207.pdf")


def iceland() -> EmailMessage:
    form = fillable_form(
        "Points of contact directory: nomination form",
        [
            ("state", "Member State", "Iceland"),
            ("honorific", "Title (Mr/Ms/Dr)", "Dr"),
            ("name", "Full name", "Sigrún Hallbera Eldjárn"),
            ("position", "Position", "Director for Cyber Policy"),
            ("institution", "Institution", "Ministry for Foreign Affairs"),
            ("email", "E-mail address", "sigrun.eldjarn@mfa.is.example"),
            ("telephone", "Telephone", "+354 555 0129"),
            ("languages", "Working languages", "Icelandic, English"),
        ],
        [("diplomatic", "Diplomatic point of contact", True), ("technical", "Technical point of contact", False)],
    )
    message = mail(
        "Permanent Mission of Iceland to the UN <unmission@iceland-un.example>",
        "Nomination form Iceland",
        "Mon, 15 Apr 2024 11:20:00 -0400",
        "Dear Sir or Madam,\n\nPlease find attached the completed nomination form of Iceland for the points of contact directory.\n\n"
        "Best regards,\nPermanent Mission of Iceland\n",
        "<form-2024-04-15@iceland-un.example>",
    )
    return attach(message, form, "application/pdf", "nomination form.pdf")


def out_of_office() -> EmailMessage:
    return mail(
        "Liam Brannigan <l.brannigan@mission-ireland.example>",
        "Automatic reply: Points of contact directory",
        "Tue, 16 Apr 2024 09:01:12 -0400",
        "I am out of the office until 29 April with no access to e-mail. For urgent matters please write to the Mission.\n",
        "<auto-77@mission-ireland.example>",
        Auto_Submitted="auto-replied",
    )


def newsletter() -> EmailMessage:
    return mail(
        "Digital Policy Digest <news@policydigest.example>",
        "This week: cables, clouds and conferences",
        "Wed, 17 Apr 2024 06:00:00 +0000",
        "In this issue: five panels not to miss, our spring subscription offer, and a look at undersea cables.\n\n"
        "You receive this because you subscribed. Unsubscribe: https://policydigest.example/u/1\n",
        "<digest-2024-16@policydigest.example>",
        List_Unsubscribe="<https://policydigest.example/u/1>",
        Precedence="bulk",
    )


def jordan() -> EmailMessage:
    note = form_docx(
        "نقطة الاتصال الدبلوماسية",
        [
            ("الاسم الكامل", "السيدة لينا عبد الرحيم القطارنة"),
            ("المنصب", "رئيسة قسم نزع السلاح"),
            ("المؤسسة", "وزارة الخارجية وشؤون المغتربين"),
            ("البريد الإلكتروني", "lina.qatarneh@fm.gov.jo.example"),
            ("الهاتف", "+962 6 555 0193"),
            ("اللغات", "العربية، الإنكليزية"),
        ],
        opening=[
            "الرقم: 2024/356",
            "تهدي البعثة الدائمة للمملكة الأردنية الهاشمية لدى الأمم المتحدة أطيب تحياتها إلى مكتب شؤون نزع السلاح، وبالإشارة إلى "
            "مذكرته الشفوية رقم ODA/2024-003 المؤرخة 8 كانون الثاني/يناير 2024، تتشرف بأن تحيطه علماً بأن حكومة المملكة قد عيّنت "
            "المذكورة أدناه نقطة اتصال دبلوماسية.",
        ],
        closing=[
            "وتغتنم البعثة الدائمة هذه الفرصة لتعرب مجدداً لمكتب شؤون نزع السلاح عن فائق تقديرها واحترامها.",
            "نيويورك، 18 نيسان/أبريل 2024",
        ],
    )
    message = mail(
        "Jordan Mission <jordan@jordanmission-un.example>",
        "مذكرة شفوية رقم 2024/356",
        "Thu, 18 Apr 2024 12:44:10 -0400",
        "السادة مكتب شؤون نزع السلاح،\n\nتجدون طيه المذكرة الشفوية.\n\nمع التقدير\n",
        "<356-2024@jordanmission-un.example>",
    )
    return attach(message, note, WORD, "مذكرة 356.docx")


def china() -> EmailMessage:
    return mail(
        "China Mission <chinamission@china-un.example>",
        "提名联络人",
        "Fri, 19 Apr 2024 16:30:00 -0400",
        "（2024）联字第058号\n\n"
        "中华人民共和国常驻联合国代表团向联合国裁军事务厅致意，并谨提及裁军事务厅2024年1月8日ODA/2024-003号普通照会，"
        "现提名下列人员为技术联络人：\n\n"
        "姓名：沈若溪\n职务：处长\n单位：国家互联网应急协调中心\n电子邮箱：shenrx@cert.org.cn.example\n电话：+86 10 5555 0137\n"
        "工作语言：中文、英文\n\n"
        "顺致最崇高的敬意。\n\n2024年4月19日于纽约\n",
        "<058.20240419@china-un.example>",
    )


def kazakhstan() -> EmailMessage:
    note = form_docx(
        "Технический контактный пункт",
        [
            ("Ф.И.О.", "г-н Ермеков Данияр Саматович"),
            ("Должность", "начальник отдела реагирования"),
            ("Учреждение", "Государственная техническая служба"),
            ("Электронная почта", "d.ermekov@sts.gov.kz.example"),
            ("Телефон", "+7 7172 55 01 66"),
            ("Рабочие языки", "казахский, русский, английский"),
        ],
        opening=[
            "№ 91/н",
            "Постоянное представительство Республики Казахстан при Организации Объединенных Наций свидетельствует свое уважение "
            "Управлению по вопросам разоружения и, ссылаясь на вербальную ноту ODA/2024-003 от 8 января 2024 года, имеет честь "
            "сообщить о назначении следующего контактного лица.",
        ],
        closing=[
            "Постоянное представительство пользуется этим случаем, чтобы возобновить Управлению уверения в своем высоком уважении.",
            "г. Нью-Йорк, 22 апреля 2024 года",
        ],
    )
    message = mail(
        "Permanent Mission of Kazakhstan <kazakhstan@kazmission.example>",
        "Нота № 91/н",
        "Mon, 22 Apr 2024 18:05:00 -0400",
        "Уважаемые коллеги,\n\nнаправляем ноту Постоянного представительства.\n\nС уважением,\nПостоянное представительство\n",
        "<91n.2024@kazmission.example>",
    )
    return attach(message, note, WORD, "Нота 91.docx")


def kenya_update() -> EmailMessage:
    return mail(
        "Permanent Mission of Kenya <info@kenyaun.example>",
        "Update: technical point of contact",
        "Tue, 06 Aug 2024 10:11:12 -0400",
        "Dear colleagues,\n\n"
        "The Permanent Mission of Kenya would like to update the contact details of its technical point of contact in the POC "
        "directory. The new telephone number of Mr. Baraka Mutinda is +254 20 5550199.\n\n"
        "Kind regards,\n\nPeter Njogu\nSecond Secretary\nPermanent Mission of Kenya to the United Nations\n",
        "<20240806101112.7@kenyaun.example>",
    )


def chile() -> EmailMessage:
    note = note_pdf(
        ["MISIÓN PERMANENTE DE CHILE", "ANTE LAS NACIONES UNIDAS"],
        "Nota N.º 315/2024",
        [
            "La Misión Permanente de Chile ante las Naciones Unidas saluda muy atentamente a la Oficina de Asuntos de Desarme y "
            "tiene el honor de comunicar que retira la designación de la Sra. Antonia Quezada Ibarra como punto de contacto "
            "diplomático y solicita se elimine su nombre del directorio.",
            "La Misión Permanente de Chile aprovecha la oportunidad para reiterar a la Oficina de Asuntos de Desarme las "
            "seguridades de su más alta consideración.",
        ],
        "Nueva York, 12 de agosto de 2024",
        ["A la Oficina de Asuntos de Desarme", "Nueva York"],
    )
    message = mail(
        "Misión de Chile <onu@chile-onu.example>",
        "Nota 315/2024",
        "Mon, 12 Aug 2024 13:30:00 -0400",
        "Estimados señores:\n\nSe remite nota verbal adjunta.\n\nAtentamente,\nMisión Permanente de Chile\n",
        "<315-2024@chile-onu.example>",
    )
    return attach(message, note, "application/pdf", "Nota 315.pdf")


def bounce() -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "Mail Delivery System <MAILER-DAEMON@mx.example>"
    message["To"] = MAILBOX
    message["Subject"] = "Undelivered Mail Returned to Sender"
    message["Date"] = "Tue, 13 Aug 2024 02:00:00 +0000"
    message["Message-ID"] = "<dsn-4711@mx.example>"
    message["Auto-Submitted"] = "auto-replied"
    message["Content-Type"] = 'multipart/report; report-type=delivery-status; boundary="report"'
    message.preamble = None
    text = "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not be delivered.\n"
    status = (
        "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; nobody@mission.example\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 user unknown\n"
    )
    message.set_payload(
        f"--report\nContent-Type: text/plain; charset=us-ascii\n\n{text}\n--report\nContent-Type: message/delivery-status\n\n{status}\n--report--\n"
    )
    return message


def inquiry() -> EmailMessage:
    return mail(
        "Deputy Permanent Representative <dpr@mission-tuvalu.example>",
        "Question on the directory",
        "Wed, 14 Aug 2024 15:00:00 -0400",
        "Dear colleagues,\n\nCould you kindly let us know whether the deadline for nominations of points of contact has been extended, "
        "and whether a form is to be used?\n\nKind regards,\nPermanent Mission of Tuvalu to the United Nations\n",
        "<q-20240814@mission-tuvalu.example>",
    )


SAMPLES = {
    "01-note-with-word-form": kenya,
    "02-note-in-the-body": senegal,
    "03-scanned-note": peru,
    "04-fillable-form": iceland,
    "05-out-of-office": out_of_office,
    "06-newsletter": newsletter,
    "07-arabic-word-note": jordan,
    "08-chinese-note": china,
    "09-russian-word-note": kazakhstan,
    "10-update": kenya_update,
    "11-withdrawal": chile,
    "12-returned-mail": bounce,
    "13-question": inquiry,
}


def main(folder: Path) -> None:
    """Writes every sample to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        file = io.BytesIO()
        message = make()
        if message.is_multipart() and message.get_boundary() is None:
            message.set_boundary(f"=_{name}")
        BytesGenerator(file, policy=policy.SMTP).flatten(message)
        (folder / f"{name}.eml").write_bytes(file.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
