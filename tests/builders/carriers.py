"""Makes the samples of rare carriers: `python -m tests.builders.carriers` writes them to tests/samples, with their expected lines.

Everybody in them is invented, and so are all addresses and numbers. The photograph is `note.heic`, which another program wrote."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from email import policy
from email.generator import BytesGenerator
from email.message import EmailMessage
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption

from tests.builders import outlook
from tests.builders.pages import PdfPages
from tests.builders.samples import WORD, attach, form_docx, mail

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PHOTO = SAMPLES / "note.heic"


NOTE = """Réf. : 0231/MP/BFA/2024

La Mission permanente du Burkina Faso auprès de l'Organisation des Nations Unies présente ses compliments au Bureau des affaires
de désarmement et a l'honneur de lui communiquer, dans le formulaire joint, les coordonnées de son point de contact technique.

La Mission permanente saisit cette occasion pour renouveler au Bureau les assurances de sa très haute considération.

New York, le 14 mai 2024
"""


def saved_by_outlook() -> EmailMessage:
    """A note in a mail that a desk officer saved (.msg) and forwards, with its form within."""
    note = "\r\n".join(NOTE.splitlines())
    form = form_docx(
        "Point de contact technique",
        [
            ("Nom et prénom", "Mme Alimata SORÉ-TIENDRÉ"),
            ("Fonction", "Cheffe du service de réponse aux incidents"),
            ("Institution", "Agence nationale de sécurité des systèmes d'information"),
            ("Courriel", "a.sore@anssi.bf.example"),
            ("Téléphone", "+226 25 30 61 18"),
            ("Langues", "français, anglais"),
        ],
    )
    saved = outlook.msg(
        note,
        outlook.Attached("Formulaire.docx", form, WORD),
        subject="Point de contact technique",
        sender=("Mission permanente du Burkina Faso", "mission@burkina-onu.example"),
    )
    message = mail(
        "Mission permanente du Burkina Faso <mission@burkina-onu.example>",
        "TR: Point de contact technique",
        "Tue, 14 May 2024 16:20:00 -0400",
        "Veuillez trouver ci-joint le message de ce matin.\n",
        "<231-2024@burkina-onu.example>",
    )
    return attach(message, saved, "application/vnd.ms-outlook", "Point de contact.msg")


def wrapped_by_outlook() -> EmailMessage:
    """A form in Outlook's wrapping (winmail.dat), as its own way of sending leaves it to everybody else."""
    form = form_docx(
        "Formulário de designação: ponto de contacto diplomático",
        [
            ("Nome", "Sr. Adilson Évora Monteiro"),
            ("Cargo", "Diretor-Geral dos Assuntos Multilaterais"),
            ("Instituição", "Ministério dos Negócios Estrangeiros, Cooperação e Integração Regional"),
            ("Correio eletrónico", "a.monteiro@mnec.cv.example"),
            ("Telefone", "+238 260 78 41"),
            ("Línguas", "português, francês"),
        ],
        opening=["Estado: Cabo Verde"],
    )
    wrapped = outlook.winmail([("Formulário.docx", form)], b"Segue em anexo o formul\xe1rio.\r\n")
    message = mail(
        "Missão Permanente de Cabo Verde <caboverde@missions.example>",
        "Ponto de contacto",
        "Wed, 15 May 2024 10:05:00 -0400",
        "Segue em anexo o formulário.\n",
        "<poc-cv@missions.example>",
    )
    return attach(message, wrapped, "application/ms-tnef", "winmail.dat")


def photographed() -> EmailMessage:
    """A note photographed with a telephone (HEIC)."""
    message = mail(
        "Permanent Mission of Botswana <botswana@missions.example>",
        "Note verbale",
        "Thu, 16 May 2024 09:30:00 -0400",
        "Sent from my phone\n",
        "<heic@missions.example>",
    )
    return attach(message, PHOTO.read_bytes(), "image/heic", "IMG_4711.HEIC")


def locked() -> EmailMessage:
    """A note under a password, which follows by other means: nothing can be read but what the mail says."""
    pages = PdfPages(encrypt=StandardEncryption("secret", ownerPassword="owner"))
    note = pages.lines(72, 100, "Note verbale No. 77/2024", "Technical point of contact: Mr Ilir Example").pdf()
    message = mail(
        "Permanent Mission of Albania <albania@missions.example>",
        "Nomination of the technical point of contact",
        "Fri, 17 May 2024 11:00:00 -0400",
        "The Permanent Mission of the Republic of Albania to the United Nations encloses its note verbale nominating its technical "
        "point of contact. The password will follow by telephone.\n",
        "<77-2024@missions.example>",
    )
    return attach(message, note, "application/pdf", "NV 77 (protected).pdf")


Expected = dict[str, object]
MADE: dict[str, tuple[Callable[[], EmailMessage], Expected]] = {
    "carrier-msg.eml": (
        saved_by_outlook,
        {
            "kind": "nomination", "state": "BFA",
            "note_verbale": {"reference": "0231/MP/BFA/2024", "date": "2024-05-14", "language": "fr"},
            "contacts": [
                {
                    "action": "add", "role": "technical", "name": "Alimata SORÉ-TIENDRÉ", "honorific": "Mme",
                    "position": "Cheffe du service de réponse aux incidents",
                    "institution": "Agence nationale de sécurité des systèmes d'information",
                    "emails": ["a.sore@anssi.bf.example"], "phones": ["+22625306118"], "languages": ["fr", "en"],
                }
            ],
            "tags": ["fr", "msg", "docx", "form"],
        },
    ),
    "carrier-winmail.eml": (
        wrapped_by_outlook,
        {
            "kind": "nomination", "state": "CPV", "note_verbale": None,
            "contacts": [
                {
                    "action": "add", "role": "diplomatic", "name": "Adilson Évora Monteiro", "honorific": "Sr",
                    "position": "Diretor-Geral dos Assuntos Multilaterais",
                    "institution": "Ministério dos Negócios Estrangeiros, Cooperação e Integração Regional",
                    "emails": ["a.monteiro@mnec.cv.example"], "phones": ["+2382607841"], "languages": ["pt", "fr"],
                }
            ],
            "tags": ["pt", "tnef", "docx", "form"],
        },
    ),
    "carrier-heic.eml": (
        photographed,
        {
            "kind": "nomination", "state": "BWA",
            "note_verbale": {"reference": "19/BW/2024", "date": "2024-05-16", "language": "en"},
            "contacts": [
                {
                    "action": "add", "role": "technical", "name": "Kagiso Molefhe", "honorific": "Ms",
                    "position": "Director", "institution": "National Computer Incident Response Team",
                    "emails": ["k.molefhe@cirt.bw.example"], "phones": ["+2673613111"], "languages": ["en"],
                }
            ],
            "tags": ["en", "heic", "image", "scan", "photo"],
        },
    ),
    "carrier-password.eml": (
        locked,
        {"kind": "nomination", "state": "ALB", "note_verbale": None, "contacts": [], "tags": ["en", "pdf-text", "password"]},
    ),
}  # fmt: skip


def main(folder: Path = SAMPLES) -> None:
    """Writes the messages, and their lines into the folder's expected.jsonl in place of older ones."""
    for name, (make, _) in MADE.items():
        message, file = make(), io.BytesIO()
        message.set_boundary(f"=_{name}")
        BytesGenerator(file, policy=policy.SMTP).flatten(message)
        (folder / name).write_bytes(file.getvalue())
    path = folder / "expected.jsonl"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if json.loads(line)["file"] not in MADE]
    new = [json.dumps({"file": name, **told}, ensure_ascii=False) for name, (_, told) in MADE.items()]
    path.write_text("\n".join([*kept, *new]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(one) for one in sys.argv[1:2]))
