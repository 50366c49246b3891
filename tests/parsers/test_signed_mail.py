"""Who signs a mail for the Mission is nobody's point of contact; a report of an attack nominates nobody."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from domain.submission import Submission
from parsers.document import Paragraph
from parsers.extract.signature import sign_off
from parsers.read import read_message
from parsers.readers.text import read_text
from tests.builders.documents import document
from tests.builders.programmes import programme

NOMINEES = """Dear colleagues,

We are pleased to nominate the following points of contact.

Diplomatic POC
  Dr Ada Brook
  Lead Adviser
  Ministry of Foreign Affairs
  ada.brook@mfa.example
  +64 4 439 8000

Technical POC
  Mr Tom Field
  Analyst
  National Cyber Agency
  tom.field@nca.example
  +64 4 498 7000

Please let us know if you need anything further.

"""
SIGNER = """Jon Stone
First Secretary
New Zealand Permanent Mission to the United Nations, New York
600 Any Avenue | T +1 212 555 1960 | jon.stone@mfa.example
"""
LEAVES = ["Ngā mihi,\nJon\n\n", "Hei konā mai,\n", "Jon\n\n", "Vinaka vakalevu,\nJon\n", "Kia pai,\n\nJon\n\n", ""]


def read(body: str, subject: str = "Points of contact") -> Submission:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "mission@mfa.example", programme().mailbox, subject
    message["Message-ID"], message["Date"] = "<1@mail.example>", "Tue, 03 Jun 2025 10:00:00 -0400"
    message.set_content(body)
    return read_message(message.as_bytes(), "mail.eml", programme()).submission


@pytest.mark.parametrize("leave", LEAVES)
def test_who_signs_for_the_mission_is_no_contact(leave: str) -> None:
    found = [(contact.role, contact.name) for contact in read(NOMINEES + leave + SIGNER).contacts]
    assert found == [("diplomatic", "Ada Brook"), ("technical", "Tom Field")]


def test_a_nominee_at_the_mission_is_a_contact() -> None:
    body = NOMINEES.replace("Ministry of Foreign Affairs", "Permanent Mission of New Zealand to the United Nations")
    assert [contact.name for contact in read(body).contacts] == ["Ada Brook", "Tom Field"]


INCIDENTS = [
    "Since 01:20 UTC a distributed denial of service attack on our systems has been observed from 203.0.113.0/24.\n"
    "We ask the technical points of contact to take appropriate measures.\n\n"
    "Contact: duty shift, soc@cert.example, +373 22 820 000",
    "Depuis 01:20 (UTC) nos systèmes subissent une attaque par déni de service en provenance de 203.0.113.0/24.\n"
    "Les points de contact techniques sont priés de prendre les mesures utiles.\n\n"
    "Contact : permanence, soc@cert.example, +373 22 820 000",
    "Desde las 01:20 UTC se observa un ataque de denegación de servicio desde 203.0.113.7.\n"
    "Rogamos a los puntos de contacto técnicos que adopten medidas.\n\n"
    "Contacto: guardia, soc@cert.example, +373 22 820 000",
    "С 01:20 (UTC+3) наблюдается распределенная атака на системы с адресов в сетях 203.0.113.0/24.\n"
    "Просим технические контактные пункты принять меры.\n\n"
    "Контакт для связи: дежурная смена, soc@cert.example, +373 22 820 000.",
    "自UTC 01:20起，我国系统正在遭受分布式拒绝服务攻击，攻击源为203.0.113.0/24。请各技术联络点采取措施。\n\n"
    "联系人：值班室，soc@cert.example，+373 22 820 000",
]


@pytest.mark.parametrize("body", INCIDENTS)
def test_a_report_of_an_attack_nominates_nobody(body: str) -> None:
    submission = read(body, "Urgent")
    assert (str(submission.kind), submission.contacts) == ("unrelated", ())
    assert "incident_communication" in [finding.code for finding in submission.findings]


COVERS = [
    ("Dear colleagues,\n\nPlease find attached our note.", "Jane Example\nThird Secretary\nTel. +1 212 655 6100"),
    ("Уважаемые коллеги!\n\nНаправляем ноту во вложении.", "Иван Примеров\nтретий секретарь\nтел. +1 212 655 61 00"),
    ("السادة الزملاء\n\nنرفق مذكرة الممثلية.", "عمر الجبوري\nسكرتير ثالث\nهاتف: +1 212 655 6100"),
    ("Estimados colegas:\n\nSe adjunta la nota de esta Misión.", "Ana Paz\nTercera Secretaria\nTel.: +1 212 655 6100"),
    ("裁军厅同事：\n\n请查收附件照会，谢谢。", "冯晓\n三等秘书\n电话：+1 212 655 6100"),
]


@pytest.mark.parametrize(("cover", "signer"), COVERS)
def test_who_signs_a_cover_without_words_of_leave_is_nobodys_contact(cover: str, signer: str) -> None:
    document = sign_off(read_text("body", f"{cover}\n\n{signer}\n"))
    assert [b.text for b in document.blocks if isinstance(b, Paragraph) and b.region == "signature"] == [signer]


def test_somebody_announced_as_contact_below_an_enclosing_sentence_signs_nothing() -> None:
    announced = "Please find attached our note. Our technical point of contact is as follows."
    document = sign_off(read_text("body", f"{announced}\n\nJane Example\nAnalyst, National CERT\njane@cert.example\n"))
    assert [b.region for b in document.blocks if isinstance(b, Paragraph)] == ["body", "body"]


ENCLOSED = [
    ("Dear colleagues,", "Please find attached the form of our technical point of contact.",
     "Ana Ruiz\nSecond Secretary, Permanent Mission of Chile\n+1 212 555 0144"),
    ("Chers collègues,", "Veuillez trouver ci-joint la fiche du point de contact technique.",
     "Awa Diop\nMission permanente du Sénégal\n+1 212 555 0144"),
    ("Estimados colegas:", "Adjunto el formulario del punto de contacto técnico.",
     "Ana Ruiz\nMisión Permanente de Chile\n+1 212 555 0144"),
    ("Уважаемые коллеги,", "Направляем анкету технического контактного лица во вложении.",
     "Анна Ковалева\nПостоянное представительство Республики Беларусь\n+1 212 555 0144"),
]  # fmt: skip


@pytest.mark.parametrize("texts", ENCLOSED)
def test_who_signs_for_the_mission_below_what_is_enclosed_is_no_contact(texts: tuple[str, ...]) -> None:
    (page,) = sign_off(document(*texts)).pages
    assert [block.region for block in page.blocks] == ["body", "body", "signature"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "lead",
    [
        "We nominate the following person as technical point of contact.",
        "The note is attached. Our technical contact is:",
    ],
)
def test_a_diplomat_of_the_mission_may_be_the_one_who_is_nominated(lead: str) -> None:
    (page,) = sign_off(document("Dear colleagues,", lead, ENCLOSED[0][2])).pages
    assert [block.region for block in page.blocks] == ["body"] * 3  # type: ignore[union-attr]
