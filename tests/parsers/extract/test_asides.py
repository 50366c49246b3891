"""Sentences that only ask nominate nobody; those that ask for something to be done do it."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import claims, columns, contacts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("May Ms Jane Example serve both as diplomatic and technical point of contact for the time being?", "en"),
        (
            "Is Mr John Sample still our technical point of contact, or has Ms Jane Example been registered in his place?",
            "en",
        ),
        ("M. Paul Weber peut-il être désigné comme point de contact technique s'il n'est pas fonctionnaire ?", "fr"),
        ("¿Podría la Sra. Ana Paz figurar como punto de contacto técnico y diplomático a la vez?", "es"),
        ("Может ли г-н Иванов И.И. быть одновременно дипломатическим и техническим контактным лицом?", "ru"),
        ("هل يمكن أن يكون السيد أحمد علي نقطة اتصال دبلوماسية وتقنية في آن واحد؟", "ar"),
        ("请问王伟先生能否同时担任外交联络点和技术联络点？", "zh"),
    ],
)
def test_a_question_nominates_nobody(text: str, language: str) -> None:
    assert claims(document(text), language).claims == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Could you please replace Mr John Sample by Ms Jane Example (j@cirt.gov.zm) as technical point of contact?",
            "en",
        ),
        (
            "Pourriez-vous remplacer M. John Sample par Mme Jane Example (j@cirt.gov.zm) comme point de contact technique ?",
            "fr",
        ),
        (
            "¿Podrían sustituir al Sr. John Sample por la Sra. Jane Example (j@cirt.gov.zm) como punto de contacto técnico?",
            "es",
        ),
    ],
)
def test_a_request_put_as_a_question_is_one(text: str, language: str) -> None:
    found = columns(document(text), language, "ZM", "action", "role", "name", "emails")
    assert sorted(found, key=str) == [
        ("add", "technical", "Jane Example", ("j@cirt.gov.zm",)),
        ("remove", "technical", "John Sample", ()),
    ]


def test_whom_a_question_names_with_an_address_is_doubted() -> None:
    page = document("Can you confirm that Ms Jane Example (j@cirt.gov.zm) is registered as technical point of contact?")
    assert {claim.path: claim.sure for claim in claims(page).claims}["contacts[0].action"] is False


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Dear Ms Roe, I have the honour to nominate Mr John Sample (s@cirt.gov.zm) as technical point of contact.",
            "en",
        ),
        (
            "Chère Madame Roe, j'ai l'honneur de désigner M. John Sample (s@cirt.gov.zm) comme point de contact technique.",
            "fr",
        ),
        (
            "Estimada Sra. Roe, tengo el honor de designar al Sr. John Sample (s@cirt.gov.zm) como punto de contacto técnico.",
            "es",
        ),
        ("Sehr geehrte Frau Roe, ich benenne Herrn John Sample (s@cirt.gov.zm) als technische Kontaktstelle.", "de"),
    ],
)
def test_who_is_greeted_is_not_nominated(text: str, language: str) -> None:
    assert columns(document(text), language, "ZM", "name", "emails") == [("John Sample", ("s@cirt.gov.zm",))]


@pytest.mark.parametrize(
    ("language", "lead", "question"),
    [
        (
            "fr",
            "La Mission saurait gré à la désignation de ses points de contact de préciser :",
            "qui, au sein de la Mission, y aura accès.",
        ),
        (
            "en",
            "The Mission, before the nomination of its points of contact, asks:",
            "who, within the Mission, will have access.",
        ),
        (
            "es",
            "La Misión, antes de la designación de sus puntos de contacto, pregunta:",
            "quién, en la Misión, tendrá acceso.",
        ),
    ],
)
def test_a_question_listed_below_a_lead_in_names_nobody(language: str, lead: str, question: str) -> None:
    assert contacts(document(lead, question), language) == []


@pytest.mark.parametrize(
    ("language", "card", "text"),
    [
        (
            "en",
            "Name: Ruth Phiri\nTel: +260 211 253 508",
            "Contact person at the Permanent Mission: Mr. John Banda, tel. +1 (212) 207-3315.",
        ),
        (
            "en",
            "Name: Ruth Phiri\nTel: +260 211 253 508",
            "Should the Office need to contact the Mission, it may call Mr. John Banda at (212) 207-3315.",
        ),
        (
            "fr",
            "Nom : Ruth Phiri\nTél. : +260 211 253 508",
            "Si le Bureau souhaite joindre la Mission, il peut appeler M. Issa Diop au (212) 207-3315.",
        ),
        (
            "es",
            "Nombre: Ruth Phiri\nTel.: +260 211 253 508",
            "Funcionario responsable en esta Misión: Sr. Luis Salas, tel. +1 (212) 207-3315.",
        ),
        (
            "pt",
            "Nome: Ruth Phiri\nTel.: +260 211 253 508",
            "Contacto na Missão: Sr. Rui Matos, tel. +1 (212) 207-3315.",
        ),
        (
            "de",
            "Name: Ruth Phiri\nTel.: +260 211 253 508",
            "Ansprechpartner in der Ständigen Vertretung: Herr Jan Kolb, Tel. +1 (212) 207-3315.",
        ),
        (
            "ru",
            "ФИО: Рут Пири\nТелефон: +260 211 253 508",
            "Контактное лицо в Представительстве: второй секретарь Исмоилов Б., тел. +1 (212) 207-3315.",
        ),
        (
            "ar",
            "الاسم: روث فيري\nالهاتف: +260 211 253 508",
            "جهة الاتصال في البعثة الدائمة: السيد ليث الخصاونة، هاتف: +1 (212) 207-3315.",
        ),
        (
            "zh",
            "姓名：李晓梅\n电话：+260 211 253 508",
            "另，裁军事务厅如需联系本团，可致电三等秘书白露（(212) 655-6158）。",
        ),
    ],
)
def test_whom_to_call_at_the_mission_is_nobodys_particulars(language: str, card: str, text: str) -> None:
    heads = {"en": "Technical level", "fr": "Volet technique", "es": "Nivel técnico", "pt": "Nível técnico",
             "de": "Technische Ebene", "ru": "Технический уровень", "ar": "على المستوى الفني", "zh": "技术层面"}  # fmt: skip
    page = document(f"{heads[language]}:\n{card}\n\n{text}")
    assert columns(page, language, "ZM", "role", "phones") == [("technical", ("+260211253508",))]
