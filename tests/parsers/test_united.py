"""Somebody whom a sentence names, and the particulars that stand below without a name, are one contact."""

from __future__ import annotations

import pytest

from domain.submission import Action, Submission
from parsers.read import read_message
from tests.builders.programmes import programme
from tests.parsers.test_kinds_of_mail import raw

NAMED = {
    "en": "The Mission of Fiji informs that Mr. Owen Sikota replaces Ms. Ruth Phiri as diplomatic point of contact.",
    "fr": "La Mission du Sénégal informe que Mme Awa Fall remplace M. Issa Diop en qualité de point de contact diplomatique.",
    "es": "La Misión de Chile informa que el Sr. Luis Undurraga reemplaza a la Sra. Ana Frei como punto de contacto diplomático.",
    "ru": "Асанов Нурбек Токтогулович назначен дипломатическим контактным лицом вместо Сыдыковой Айгерим Болотовны.",
    "ar": "وقد تم تعيين السيد ليث الخصاونة نقطة اتصال دبلوماسية خلفا للسيدة ربى التلهوني.",
    "zh": "王建国先生接替李晓梅女士担任外交联络人。",
    "de": "Herr Jan Kolb ersetzt Frau Eva Lenz als diplomatische Kontaktstelle.",
    "pt": "O Sr. Rui Matos substitui a Sra. Ana Leal como ponto de contacto diplomático.",
}
CARDS = {
    "en": "Position: Director\nE-mail: office@mfa.example",
    "fr": "Fonction : Directeur\nCourriel : office@mfa.example",
    "es": "Cargo: Director\nCorreo: office@mfa.example",
    "ru": "Должность: директор\nЭл. почта: office@mfa.example",
    "ar": "المنصب: مدير\nالبريد الإلكتروني: office@mfa.example",
    "zh": "职务：处长\n邮箱：office@mfa.example",
    "de": "Funktion: Direktor\nE-Mail: office@mfa.example",
    "pt": "Cargo: Diretor\nCorreio eletrónico: office@mfa.example",
}


def read(body: str) -> Submission:
    return read_message(
        raw({"from": "m@missions.example", "subject": "Note", "body": body}), "m.eml", programme()
    ).submission


@pytest.mark.parametrize(
    ("language", "lead_in"),
    [
        ("en", "The contact details of the new point of contact are as follows:"),
        ("en", "Diplomatic point of contact:"),
        ("fr", "Ses coordonnées sont les suivantes :"),
        ("fr", "Les coordonnées du nouveau point de contact sont les suivantes :"),
        ("es", "Los datos del nuevo punto de contacto son:"),
        ("es", "Los datos de contacto son:"),
        ("ru", "Данные нового контактного лица следующие:"),
        ("ar", "وفيما يلي بيانات نقطة الاتصال الجديدة:"),
        ("zh", "新联络人的联系方式如下："),
        ("de", "Die Kontaktdaten der neuen Kontaktstelle lauten:"),
        ("pt", "Os dados do novo ponto de contacto são os seguintes:"),
    ],
)
def test_particulars_below_are_those_of_whoever_comes(language: str, lead_in: str) -> None:
    submission = read(f"{NAMED[language]}\n\n{lead_in}\n\n{CARDS[language]}")
    comer, leaver = submission.contacts
    assert (comer.action, bool(comer.name), comer.emails) == (Action.ADD, True, ("office@mfa.example",))
    assert (leaver.action, leaver.emails) == (Action.REMOVE, ())
    assert not [path for path in submission.uncertain if path.startswith("contacts")]


@pytest.mark.parametrize("card", ["Position: Duty officer", "Institution: CERT Fiji"])
def test_a_desk_or_office_without_a_name_may_be_another_contact(card: str) -> None:
    submission = read(f"{NAMED['en']}\n\nDiplomatic point of contact:\n\n{card}\nE-mail: office@mfa.example")
    assert [bool(contact.name) for contact in submission.contacts] == [True, True, False]
    assert {"contacts[0].name", "contacts[2].emails"} <= set(submission.uncertain)


def test_particulars_in_another_role_are_another_contacts() -> None:
    submission = read(f"{NAMED['en']}\n\nTechnical point of contact:\n\n{CARDS['en']}")
    assert [contact.role for contact in submission.contacts] == ["diplomatic", "diplomatic", "technical"]
