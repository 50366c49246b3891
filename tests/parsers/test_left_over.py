"""What stands beside the contacts and belongs to none of them is told; whoever signs gives nobody his address."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from domain.submission import Submission
from parsers.read import read_message
from tests.builders.programmes import programme


def read(text: str) -> Submission:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Mission <mission@mfa.example>", "Points of contact"
    mail.set_content(text)
    return read_message(mail.as_bytes(), "1.eml", programme()).submission


def left_over(submission: Submission) -> list[str]:
    return [one.message.partition(": ")[2] for one in submission.findings if one.code == "left_over"]


def test_a_second_address_that_no_contact_was_given_is_told() -> None:
    submission = read(
        "The Permanent Mission of Kenya nominates Ms Wanjiru Adero, Head of Unit, National Cyber Centre, as both diplomatic and"
        " technical point of contact (e-mail: w.adero@ncc.example for diplomatic matters, soc@ncc.example for technical matters)."
    )
    assert [one.emails for one in submission.contacts] == [("w.adero@ncc.example",)] * 2
    assert left_over(submission) == ["soc@ncc.example."]


SIGNED = [
    (
        "Kenya nominates Ms Wanjiru Adero, Head of Unit, National Cyber Centre, as technical point of contact.",
        "Otieno Barasa\nCounsellor\nPermanent Mission of Kenya\n+1 212 555 0140\no.barasa@mission.example",
    ),
    (
        "Kenya nominates Ms Wanjiru Adero, Head of Unit, National Cyber Centre, as technical point of contact.",
        "Otieno Barasa, Desk Officer, +1 212 555 0140, o.barasa@mission.example",
    ),
    (
        "Le Sénégal désigne Mme Awa Sarrtou, cheffe de service à l'Agence du numérique, comme point de contact technique.",
        "Ousmane Diattara\nPremier conseiller\nMission permanente du Sénégal\nTél. : +1 212 555 0140\no.barasa@mission.example",
    ),
    (
        "Chile designa a la Sra. Inés Quilpue, jefa de unidad de la Agencia de Ciberseguridad, como punto de contacto técnico.",
        "Tomás Huenchul\nConsejero\nMisión Permanente de Chile\nTel. +1 212 555 0140\no.barasa@mission.example",
    ),
    (
        "Казахстан назначает г-жу Айгерим Тулегалиеву, начальника отдела Центра кибербезопасности, техническим контактным лицом.",
        "Ерлан Сапаров\nСоветник\nПостоянное представительство Казахстана\nТел.: +1 212 555 0140\no.barasa@mission.example",
    ),
    (
        "新加坡提名陈慧琳女士（网络安全局处长）为技术联络人。",
        "林伟明\n参赞\n新加坡常驻联合国代表团\n电话：+1 212 555 0140\no.barasa@mission.example",
    ),
    (
        "Österreich benennt Frau Liesl Brandtner, Referatsleiterin im Amt für Cybersicherheit, als technische Kontaktstelle.",
        "Anton Hofmarcher\nBotschaftsrat\nStändige Vertretung Österreichs\nTel.: +1 212 555 0140\no.barasa@mission.example",
    ),
    (
        "Portugal designa a Sra. Inês Carvalhal, chefe de divisão do Centro Nacional de Cibersegurança, como ponto de contacto"
        " técnico.",
        "Duarte Fontainhas\nConselheiro\nMissão Permanente de Portugal\nTel.: +1 212 555 0140\no.barasa@mission.example",
    ),
]


@pytest.mark.parametrize(("text", "card"), SIGNED)
def test_who_signs_without_leave_gives_the_nominee_neither_address_nor_number(text: str, card: str) -> None:
    submission = read(f"{text}\n\n{card}\n")
    assert [(one.role, one.emails, one.phones) for one in submission.contacts] == [("technical", (), ())]
    assert len(left_over(submission)) == 1


def test_the_nominees_own_card_below_the_sentence_is_the_nominees() -> None:
    submission = read(
        "Kenya nominates Ms Wanjiru Adero as technical point of contact.\n\n"
        "Wanjiru Adero\nHead of Unit\nNational Cyber Centre\n+254 20 555 0140\nw.adero@ncc.example\n"
    )
    assert [(one.emails, one.phones) for one in submission.contacts] == [(("w.adero@ncc.example",), ("+254205550140",))]
    assert left_over(submission) == []


CLEAN = [
    "The Permanent Mission of Kenya to the United Nations presents its compliments to the Office for Disarmament Affairs, refers to"
    " its note ODA/2024-003 and has the honour to nominate Ms Wanjiru Adero, Head of Unit, National Cyber Centre"
    " (w.adero@ncc.example, +254 20 555 0101), as technical point of contact.\n\nThe Permanent Mission avails itself of this"
    " opportunity to renew to the Office the assurances of its highest consideration.\n\nNew York, 19 April 2024\n\n"
    "866 Old Plaza, New York, N.Y. 10017  Tel.: +1 212 555 0140  Fax: +1 212 555 0141  office@kenya.example",
    "The Permanent Mission of Kenya nominates the following technical point of contact:\n\nName: Wanjiru Adero\n"
    "Tel.: +254 20 555 0101\nFax: +254 20 555 0102\nPostal address: P.O. Box 12345-00100 Nairobi\nE-mail: w.adero@ncc.example",
    "The Permanent Mission of Kenya nominates Ms Wanjiru Adero (w.adero@ncc.example) as technical point of contact. For any"
    " question on this note, please contact Mr. Otieno Barasa at o.barasa@kenya.example or +1 212 555 0140.",
    "The Permanent Mission of Kenya informs that the e-mail address of Ms Wanjiru Adero, technical point of contact, has changed"
    " from w.adero@old.example to w.adero@ncc.example.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_the_missions_own_faxes_and_what_was_are_not_left_over(text: str) -> None:
    submission = read(text)
    assert submission.contacts[0].emails == ("w.adero@ncc.example",)
    assert left_over(submission) == []
