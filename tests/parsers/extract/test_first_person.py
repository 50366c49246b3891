"""The writer was appointed himself: the card with which he signs is the contact's, and nothing of it is sure."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from domain.submission import Submission
from parsers.read import read_message
from tests.builders.programmes import programme

CARD = "Wanjiru Adero\nHead of Unit\nNational Cyber Centre\nTel.: +254 20 555 0101\nw.adero@ncc.example"
APPOINTED = [
    ("I have been appointed as the new technical point of contact of Kenya. My details are below.", "Many thanks,"),
    ("I am the new technical point of contact of Kenya for the directory; see my signature.", "Best regards,"),
    ("The undersigned has been designated as the technical point of contact of Kenya.", "Yours sincerely,"),
    ("Je suis le nouveau point de contact technique du Kenya. Mes coordonnées figurent ci-dessous.", "Cordialement,"),
    ("J'ai été désignée point de contact technique du Kenya.", "Cordialement,"),
    ("Soy el nuevo punto de contacto técnico de Kenya. Mis datos figuran a continuación.", "Saludos cordiales,"),
    ("Я назначена новым техническим контактным лицом Республики Кения. Мои данные указаны ниже.", "С уважением,"),
    ("Ich bin die neue technische Kontaktstelle Kenias für das Verzeichnis.", "Mit freundlichen Grüßen"),
    ("Fui designada ponto de contato técnico do Quênia. Meus dados estão abaixo.", "Atenciosamente,"),
]


def read(text: str) -> Submission:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Mission of Kenya <mission@mfa.example>", "Points of contact"
    mail.set_content(text)
    return read_message(mail.as_bytes(), "1.eml", programme()).submission


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(("said", "leave"), APPOINTED)
def test_the_writers_card_is_the_contacts_in_doubt(said: str, leave: str, gap: str) -> None:
    submission = read(f"{said}\n\n{leave}{gap}{CARD}\n")
    (contact,) = submission.contacts
    assert (submission.kind, contact.role, contact.name, contact.emails, contact.phones) == (
        "nomination",
        "technical",
        "Wanjiru Adero",
        ("w.adero@ncc.example",),
        ("+254205550101",),
    )
    codes = ("role", "name", "position", "institution", "emails", "phones")
    assert {f"contacts[0].{code}" for code in codes} <= set(submission.uncertain)


@pytest.mark.parametrize(
    "said",
    [
        "The Government of Kenya nominates Mr. Otieno Barasa, Head of Unit at the National Cyber Centre, as its technical point of"
        " contact. I have been appointed Counsellor at the Mission.",
        "Kenya nominates Mr. Otieno Barasa, Head of Unit at the National Cyber Centre, as technical point of contact.",
    ],
)
def test_the_writers_card_is_not_the_nominees(said: str) -> None:
    submission = read(f"{said}\n\nMany thanks,\n\n{CARD}\n")
    assert [(one.name, one.emails, one.phones) for one in submission.contacts] == [("Otieno Barasa", (), ())]


def test_a_question_of_one_who_was_appointed_before_nominates_nobody() -> None:
    submission = read(
        f"I am the technical point of contact of Kenya. How can I change my password?\n\nMany thanks,\n\n{CARD}\n"
    )
    assert (submission.kind, submission.contacts) == ("inquiry", ())
