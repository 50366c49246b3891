"""Particulars without labels: cards below a lead-in, questions as labels, institutions above their people, titles in a line."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import contacts

WHO = {"honorific": "Ms", "name": "Mutinta Phiri"}


def test_a_card_below_a_lead_in_without_heading() -> None:
    page = document(
        "The Mission has the honour to nominate as technical point of contact:\n\n"
        "Mutinta PHIRI (Ms)\nDeputy Director, Networks\nZambia Cyber Agency\nHouse 4, 12 Long Street, Lusaka\n"
        "t: +260 211 252 601\ne: m.phiri@cyber.example.zm\n\nEnglish, Portuguese"
    )
    assert contacts(page) == [
        {
            "role": "technical", "action": "add", "honorific": "Ms", "name": "Mutinta PHIRI",
            "position": "Deputy Director, Networks", "institution": "Zambia Cyber Agency",
            "emails": ["m.phiri@cyber.example.zm"], "phones": ["+260211252601"], "languages": ["en", "pt"],
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", "Who should we call? {}\nWhat does she do? {}\nWhere does she work? {}\nAt which number? {}"),
        ("fr", "Qui faut-il appeler ? {}\nQuelle est sa fonction ? {}\nOù travaille-t-elle ? {}\nÀ quel numéro ? {}"),
        ("es", "¿A quién llamamos? {}\n¿Qué cargo ocupa? {}\n¿Dónde trabaja? {}\n¿A qué número? {}"),
        ("pt", "Quem devemos contactar? {}\nQual é o seu cargo? {}\nOnde trabalha? {}\nQue número devemos usar? {}"),
        ("de", "Wen sollen wir anrufen? {}\nWas macht sie? {}\nWo arbeitet sie? {}\nUnter welcher Nummer? {}"),
        ("ru", "Кому звонить? {}\nЧем она занимается? {}\nГде она работает? {}\nПо какому номеру? {}"),
        ("ar", "من هو الشخص المعين؟ {}\nما هي وظيفتها؟ {}\nأين تعمل؟ {}\nما هو رقم الهاتف؟ {}"),
        ("zh", "应与谁联系？{}\n担任什么职务？{}\n在何处工作？{}\n电话号码是什么？{}"),
    ],
)
def test_questions_as_labels(language: str, lines: str) -> None:
    told = ("Ms Mutinta Phiri", "Network Manager", "Zambia Cyber Agency", "+260 211 252 601")
    page = document(lines.format(*told))
    assert contacts(page, language) == [
        {**WHO, "position": "Network Manager", "institution": "Zambia Cyber Agency", "phones": ["+260211252601"]}
    ]


def test_institutions_above_their_people() -> None:
    page = document(
        "The points of contact are:\n\nMINISTRY OF FOREIGN AFFAIRS (diplomatic)\nMs. Mutinta Phiri, Counsellor\n"
        "E-mail: m.phiri@mfa.example.zm\n\nCYBER AGENCY (technical)\nMr. Lubinda Nyambe, Head of the CERT\n"
        "E-mail: l.nyambe@cert.example.zm\nMr. Chola Banda, Analyst (alternate)\nE-mail: c.banda@cert.example.zm"
    )
    found = [(row["role"], row["name"], row["position"], row["institution"]) for row in contacts(page)]
    assert found == [
        ("diplomatic", "Mutinta Phiri", "Counsellor", "MINISTRY OF FOREIGN AFFAIRS"),
        ("technical", "Lubinda Nyambe", "Head of the CERT", "CYBER AGENCY"),
        ("technical", "Chola Banda", "Analyst", "CYBER AGENCY"),
    ]


def test_titles_within_a_line() -> None:
    page = document(
        "Zambia nominates: (a) diplomatic: Ms. Mutinta Phiri; Counsellor; Ministry of Foreign Affairs; m.phiri@mfa.example.zm; "
        "and (b) technical: Mr. Lubinda Nyambe; Manager; Cyber Agency; l.nyambe@cyber.example.zm."
    )
    found = [(row["role"], row["name"], row["position"], row["emails"]) for row in contacts(page)]
    assert found == [
        ("diplomatic", "Mutinta Phiri", "Counsellor", ["m.phiri@mfa.example.zm"]),
        ("technical", "Lubinda Nyambe", "Manager", ["l.nyambe@cyber.example.zm"]),
    ]


def test_whom_to_ask_is_nobody_nominated() -> None:
    page = document(
        "The Mission designates Ms. Mutinta Phiri as its technical point of contact (m.phiri@cyber.example.zm).\n\n"
        "For any questions, please contact Mr. Lubinda Nyambe, Third Secretary, at l.nyambe@mission.example.zm.\n\n"
        "Desk officer: Mr. Chola Banda, tel. +1 212 555 0100"
    )
    assert [(row["name"], row["emails"]) for row in contacts(page)] == [("Mutinta Phiri", ["m.phiri@cyber.example.zm"])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr. Chola Banda will be replaced until further notice as technical point of contact by Ms. Mutinta Phiri."),
        ("en", "Our technical POC has changed: Mr. Chola Banda has left and Ms. Mutinta Phiri takes over from him."),
        ("de", "Herr Chola Banda wird als technische Kontaktstelle durch Frau Mutinta Phiri ersetzt."),
        ("fr", "M. Chola Banda est remplacé à compter de ce jour comme point de contact technique par Mme Mutinta Phiri."),
        ("es", "El Sr. Chola Banda será sustituido a partir de hoy como punto de contacto técnico por la Sra. Mutinta Phiri."),
        ("pt", "O Sr. Chola Banda é substituído como ponto de contacto técnico pela Sra. Mutinta Phiri."),
    ],
)  # fmt: skip
def test_who_leaves_and_who_comes(language: str, text: str) -> None:
    found = {(row["action"], row["name"]) for row in contacts(document(text), language)}
    assert found == {("remove", "Chola Banda"), ("add", "Mutinta Phiri")}


def test_addresses_that_are_respectively_theirs() -> None:
    page = document(
        "The Mission nominates Ms. Mutinta Phiri (diplomatic) and Mr. Chola Banda (technical) as points of contact. "
        "They can be reached at m.phiri@mfa.example.zm and c.banda@cyber.example.zm respectively."
    )
    assert [(row["role"], row["emails"]) for row in contacts(page)] == [
        ("diplomatic", ["m.phiri@mfa.example.zm"]),
        ("technical", ["c.banda@cyber.example.zm"]),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The new number of Ms. Mutinta Phiri, technical point of contact, is +260 211 252 601 (and not +260 211 252 600)."),
        ("fr", "Le nouveau numéro de Mme Mutinta Phiri, point de contact technique, est le +260 211 252 601 (et non plus le "
               "+260 211 252 600)."),
    ],
)  # fmt: skip
def test_the_number_that_is_called_wrong_is_not_recorded(language: str, text: str) -> None:
    assert [row["phones"] for row in contacts(document(text), language)] == [["+260211252601"]]


def test_corrections_in_two_columns_belong_to_who_was_named_above() -> None:
    told = "The note on the technical point of contact, Ms. Mutinta Phiri, has to be corrected as follows:"
    wrong = [
        ("Instead of", "Read"),
        ("+260 211 252 600", "+260 211 252 601"),
        ("m.fri@mfa.example.zm", "m.phiri@mfa.example.zm"),
    ]
    page = document(told, table(*wrong))
    assert contacts(page) == [
        {
            "role": "technical",
            "action": "update",
            **WHO,
            "phones": ["+260211252601"],
            "emails": ["m.phiri@mfa.example.zm"],
        }
    ]


def test_somebody_leaves_and_somebody_comes_in_columns() -> None:
    page = document(
        table(
            ("", "Cessa funções", "Novo ponto de contacto diplomático"),
            ("Nome", "Sr. Chola Banda", "Sra. Mutinta Phiri"),
            ("Categoria", "—", "Conselheira"),
            ("E-mail", "—", "m.phiri@mfa.example.zm"),
        )
    )
    assert contacts(page, "pt") == [
        {"role": "diplomatic", "action": "remove", "honorific": "Sr", "name": "Chola Banda"},
        {
            "role": "diplomatic", "action": "add", "honorific": "Sra", "name": "Mutinta Phiri", "position": "Conselheira",
            "emails": ["m.phiri@mfa.example.zm"],
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our technical point of contact is Ms. Mutinta Phiri, who works at the Zambia Cyber Agency."),
        ("fr", "Le point de contact technique est Mme Mutinta Phiri, qui travaille à la Zambia Cyber Agency."),
        ("es", "El punto de contacto técnico es la Sra. Mutinta Phiri, quien trabaja en la Zambia Cyber Agency."),
        ("pt", "O ponto de contacto técnico é a Sra. Mutinta Phiri, que trabalha na Zambia Cyber Agency."),
    ],
)
def test_where_somebody_works(language: str, text: str) -> None:
    assert [row["institution"] for row in contacts(document(text), language)] == ["Zambia Cyber Agency"]
