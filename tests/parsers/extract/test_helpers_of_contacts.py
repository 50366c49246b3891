"""A line of a form that names whom to reach the contact through: nobody of its own, and no value of the contact's."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import contacts

FORMS = {
    "en": ("Name", "Mr. Tom Banda", "E-mail", "Languages", "English, French", "Ms. Paula Phiri", ["en", "fr"]),
    "fr": ("Nom", "M. Tom Banda", "Courriel", "Langues", "français, anglais", "Mme Paule Phiri", ["fr", "en"]),
    "es": ("Nombre", "Sr. Tom Banda", "Correo electrónico", "Idiomas", "español, inglés", "Sra. Paula Phiri", ["es", "en"]),
    "pt": ("Nome", "Sr. Tom Banda", "Correio eletrónico", "Línguas", "português, inglês", "Sra. Paula Phiri", ["pt", "en"]),
    "de": ("Name", "Herr Tom Banda", "E-Mail", "Sprachen", "Deutsch, Englisch", "Frau Paula Meier", ["de", "en"]),
    "ru": ("ФИО", "Пётр Петров", "Эл. почта", "Языки", "русский, английский", "г-жа Сидорова Мария Петровна", ["ru", "en"]),
    "zh": ("姓名", "蔡丽君", "电子邮箱", "语言", "中文、英文", "王小红女士", ["zh", "en"]),
    "ar": ("الاسم", "سعيد عبده", "البريد الإلكتروني", "اللغات", "العربية، الإنجليزية", "السيدة منى حسن", ["ar", "en"]),
}  # fmt: skip
HELPERS = [
    ("en", "Secretariat"), ("en", "Office of the Director"), ("en", "Front office"), ("en", "Secretarial support"),
    ("en", "Contact at the Mission"), ("fr", "Secrétariat particulier"), ("fr", "Bureau d'ordre"), ("es", "Secretariado"),
    ("es", "Despacho"), ("pt", "Secretariado"), ("pt", "Apoio administrativo"), ("de", "Vorzimmer"), ("de", "Büro"),
    ("ru", "Секретарь-референт"), ("zh", "行政助理"), ("ar", "مكتب المدير"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "helper"), HELPERS)
@pytest.mark.parametrize("ruled", [False, True])
def test_the_languages_below_a_helper_are_the_contacts(language: str, helper: str, ruled: bool) -> None:
    name, who, email, languages, spoken, other, codes = FORMS[language]
    rows = (
        (name, who),
        (email, "t@cirt.example"),
        (helper, f"{other}, +260 211 555 0102, p@cirt.example"),
        (languages, spoken),
    )
    page = document(table(*rows) if ruled else "\n".join(f"{asked}: {said}" for asked, said in rows))
    found = [(row["emails"], row.get("phones"), row["languages"]) for row in contacts(page, language)]
    assert found == [(["t@cirt.example"], None, codes)]


def test_an_office_number_is_still_the_contacts() -> None:
    page = document("Name: Mr. Tom Banda\nOffice tel.: +260 211 555 0101\nE-mail: t@cirt.example")
    assert [row["phones"] for row in contacts(page)] == [["+2602115550101"]]


def test_below_whom_to_ask_the_form_goes_on() -> None:
    page = document(
        "Technical point of contact\nName: Mr. Tom Banda\nE-mail: t@cirt.example\n"
        "For enquiries: Ms. Paula Phiri, +260 211 555 0102, p@cirt.example\nLanguages: English"
    )
    assert contacts(page) == [
        {
            "role": "technical",
            "name": "Tom Banda",
            "honorific": "Mr",
            "emails": ["t@cirt.example"],
            "languages": ["en"],
        }
    ]


@pytest.mark.parametrize(
    ("language", "number", "address", "superior"),
    [
        ("en", "Secretary's telephone", "Assistant's e-mail", "Supervisor"),
        ("en", "Telephone of the secretary", "E-mail of the personal assistant", "Line manager"),
        ("fr", "Téléphone de la secrétaire", "Courriel de l'assistante", "Supérieur hiérarchique"),
        ("es", "Teléfono de la secretaria", "Correo del asistente", "Superior jerárquico"),
        ("ru", "Телефон секретаря", "Эл. почта помощника", "Непосредственный руководитель"),
        ("ar", "هاتف السكرتيرة", "البريد الإلكتروني للمساعد", "الرئيس المباشر"),
        ("zh", "秘书电话", "助理邮箱", "直属上级"),
        ("de", "Telefon des Sekretariats", "E-Mail der Assistentin", "Vorgesetzter"),
        ("pt", "Telefone da secretária", "Correio eletrónico da assistente", "Superior hierárquico"),
    ],
)
@pytest.mark.parametrize("ruled", [True, False])
def test_a_helpers_own_number_and_address_are_not_the_contacts(
    language: str, number: str, address: str, superior: str, ruled: bool
) -> None:
    rows = (
        ("Name", "Ms Ada Moyo"),
        ("E-mail", "a.moyo@cert.example"),
        ("Tel.", "+260 211 252 601"),
        (number, "+260 211 252 699"),
        (address, "office@cert.example"),
        (superior, "Dr Ben Banda"),
    )
    page = document(table(*rows)) if ruled else document("\n".join(f"{asked}: {value}" for asked, value in rows))
    found = [(row.get("name"), row.get("emails"), row.get("phones")) for row in contacts(page, language)]
    assert found == [("Ada Moyo", ["a.moyo@cert.example"], ["+260211252601"])]


def test_the_number_of_a_first_secretary_is_her_own() -> None:
    page = document(
        "Name: Ms Ada Moyo\nE-mail: a.moyo@cert.example\nTelephone of the First Secretary: +260 211 252 601"
    )
    assert [row.get("phones") for row in contacts(page)] == [["+260211252601"]]


@pytest.mark.parametrize(
    ("language", "role", "label", "name"),
    [
        ("en", "Diplomatic point of contact", "Head of Mission", "H.E. Ms Ada Moyo"),
        ("fr", "Point de contact diplomatique", "Chef de mission", "S.E. Mme Ada Moyo"),
        ("es", "Punto de contacto diplomático", "Jefe de Misión", "Sra. Ada Moyo"),
    ],
)
def test_the_head_of_mission_can_be_the_contact(language: str, role: str, label: str, name: str) -> None:
    page = document(f"{role}\n{label}: {name}\nTel.: +260 211 252 601\nE-mail: a.moyo@mfa.example")
    found = [(row.get("name"), row.get("emails")) for row in contacts(page, language)]
    assert found == [("Ada Moyo", ["a.moyo@mfa.example"])]
