"""Tables with a column for who goes and one for who comes, answers that look like labels, and names in two scripts."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("language", "lead", "heads", "label"),
    [
        ("en", "Replacement of the technical point of contact:", ("Outgoing", "Incoming"), "Name"),
        ("fr", "Remplacement du point de contact technique :", ("Sortant", "Entrant"), "Nom"),
        ("es", "Reemplazo del punto de contacto técnico:", ("Saliente", "Entrante"), "Nombre"),
        ("pt", "Substituição do ponto de contacto técnico:", ("Cessante", "Sucessor"), "Nome"),
        ("de", "Wechsel der technischen Kontaktstelle:", ("Ausscheidend", "Nachfolger"), "Name"),
        ("ru", "Замена технического контактного лица:", ("Выбывающий", "Преемник"), "Имя и фамилия"),
        ("ar", "استبدال نقطة الاتصال الفنية:", ("السلف", "الخلف"), "الاسم"),
        ("zh", "更换技术联络人：", ("离任", "接任"), "姓名"),
    ],
)
def test_who_goes_and_who_comes(language: str, lead: str, heads: tuple[str, str], label: str) -> None:
    mail = {"zh": "电子邮件", "ar": "البريد الإلكتروني"}.get(language, "E-mail")
    tel = {"zh": "电话", "ar": "الهاتف", "ru": "Телефон"}.get(language, "Tel.")
    page = document(
        lead,
        table(
            ("", *heads),
            (label, "Mutinta Phiri", "Chola Banda"),
            (mail, "—", "c.banda@cyber.example.zm"),
            (tel, "—", "+260 211 252 601"),
        ),
    )
    found = [(c["action"], c.get("role"), c["name"], c.get("emails")) for c in contacts(page, language)]
    assert found == [
        ("remove", "technical", "Mutinta Phiri", None),
        ("add", "technical", "Chola Banda", ["c.banda@cyber.example.zm"]),
    ]


def test_an_answer_that_looks_like_a_label() -> None:
    page = document(
        "Punto de contacto técnico",
        table(
            ("Nombre", "Sra. Ana Paz Luna"),
            ("Cargo", "Titular"),
            ("Adscripción", "CERT-SV, Ministerio de Seguridad"),
            ("Correo electrónico", "a.paz@cert.example.sv"),
            ("Idiomas", "español"),
        ),
    )
    assert [(c["name"], c["position"]) for c in contacts(page, "es", "SV")] == [("Ana Paz Luna", "Titular")]


def test_a_name_in_two_scripts_each_in_a_row_of_its_own() -> None:
    page = document(
        table(
            ("项目", "外交联络人", "技术联络人"),
            ("中文姓名", "黄诗敏", "林国辉"),
            ("英文姓名", "Ng Shi Min", "Lim Kok Hui"),
            ("职务", "副司长", "总监"),
            ("电邮", "ng@mfa.example.sg", "lim@csa.example.sg"),
        )
    )
    found = [(c["role"], c["name"], c["position"], c["emails"]) for c in contacts(page, "zh", "SG")]
    assert found == [
        ("diplomatic", "Ng Shi Min", "副司长", ["ng@mfa.example.sg"]),
        ("technical", "Lim Kok Hui", "总监", ["lim@csa.example.sg"]),
    ]


def test_lines_that_somebody_broke_by_hand_between_position_unit_and_body() -> None:
    page = document(
        table(
            ("Role", "Name", "Title and organisation", "E-mail", "Languages"),
            (
                "Diplomatic",
                "Ms Mutinta Phiri",
                "Deputy Director\nCyber Policy Unit\nMinistry of Foreign Affairs",
                "m@mfa.example.zm",
                "English",
            ),
            (
                "Technical",
                "Mr Chola Banda",
                "Head of Operations\nNational Cyber Security Centre",
                "c@ncc.example.zm",
                "English",
            ),
        )
    )
    assert [(c["position"], c["institution"]) for c in contacts(page)] == [
        ("Deputy Director", "Cyber Policy Unit, Ministry of Foreign Affairs"),
        ("Head of Operations", "National Cyber Security Centre"),
    ]


def test_one_officer_in_both_roles_led_in_before_the_particulars() -> None:
    page = document(
        "The Government has designated one officer to act as both the diplomatic and the technical point of contact:\n\n"
        "Name: Mr. Chola Banda\nPosition: Director\nE-mail: c.banda@ncc.example.zm"
    )
    assert [(c["role"], c["name"]) for c in contacts(page)] == [
        ("diplomatic", "Chola Banda"),
        ("technical", "Chola Banda"),
    ]


def test_what_a_government_deals_with_is_no_body() -> None:
    page = document(
        "El Gobierno ha designado al Sr. Juan Paz, Subsecretario de Gobierno Electrónico y Registro Civil del Ministerio de "
        "Telecomunicaciones, como punto de contacto técnico (j.paz@mt.example.sv)."
    )
    assert [(c["position"], c["institution"]) for c in contacts(page, "es", "SV")] == [
        ("Subsecretario de Gobierno Electrónico y Registro Civil", "Ministerio de Telecomunicaciones")
    ]


def test_a_government_that_appoints_is_not_the_body_of_whom_it_appoints() -> None:
    page = document(
        "Mr. Chola Banda is no longer the technical point of contact. In his place, the Royal Government has appointed:\n\n"
        "Name: Ms. Mutinta Phiri\nDesignation: Chief\nAgency: Cybersecurity Division, Digital Agency\nEmail: m@da.example.zm"
    )
    assert [(c["action"], c["name"], c.get("institution")) for c in contacts(page)] == [
        ("remove", "Chola Banda", None),
        ("add", "Mutinta Phiri", "Cybersecurity Division, Digital Agency"),
    ]


def test_functions_of_a_role_are_no_new_position() -> None:
    page = document(
        "A Missão tem a honra de indicar o seguinte ponto focal, que assumirá as funções de natureza diplomática:\n\n"
        "Nome: Dra. Ana Paz\nCargo: Diretora"
    )
    assert [(c["action"], c["role"], c["name"]) for c in contacts(page, "pt", "CV")] == [
        ("add", "diplomatic", "Ana Paz")
    ]


def test_who_will_cease_is_removed() -> None:
    page = document(
        "Mme Ana Paz cessera d'exercer les fonctions de point de contact diplomatique à compter du 31 mars 2025."
    )
    assert [(c["action"], c["role"], c["name"]) for c in contacts(page, "fr", "MC")] == [
        ("remove", "diplomatic", "Ana Paz")
    ]


def test_a_number_with_its_country_code_behind_an_address() -> None:
    page = document(
        "M. Issa Traoré, Directeur, est désigné point de contact technique. M. Traoré peut être joint à l'adresse "
        "i.traore@cert.example.ga et au +241 11 44 62 08 ou +241 77 30 15 49."
    )
    assert [(c["emails"], c["phones"]) for c in contacts(page, "fr", "GA")] == [
        (["i.traore@cert.example.ga"], ["+24111446208", "+24177301549"])
    ]


def test_who_acts_at_a_level_is_nominated_for_nothing() -> None:
    page = document(
        "At the technical level, our delegation was led by Mr. Chola Banda, Director, who thanks you for the meeting.\n\n"
        "On the policy side, Ms. Mutinta Phiri (m.phiri@mfa.example.zm) will attend the briefing on 3 May."
    )
    assert contacts(page) == []


def test_two_people_on_lines_of_one_cell_are_not_one() -> None:
    page = document(
        table(
            (
                "Speakers:",
                "Ms. Mutinta Phiri, technical point of contact of Zambia\nMr. Chola Banda, cyber coordinator, Lusaka",
            ),
            ("When:", "6 December"),
        )
    )
    assert next((c["name"], c.get("position")) for c in contacts(page)) == ("Mutinta Phiri", None)


def test_a_team_above_the_body_that_it_belongs_to() -> None:
    page = document(
        "POINT DE CONTACT TECHNIQUE",
        table(
            ("Entité", "zmCSIRT"),
            ("Organisme de tutelle", "Agence des Systèmes d'Information"),
            ("Courriel", "csirt@asi.example.bj"),
            ("Langue", "français"),
        ),
    )
    assert [(c["name"], c["institution"]) for c in contacts(page, "fr", "BJ")] == [
        ("zmCSIRT", "Agence des Systèmes d'Information")
    ]


def test_chinese_people_behind_a_long_dash_with_the_office_behind_the_name() -> None:
    page = document(
        "现提名以下两位同事：\n\n1. 外交联络人——若泽·达科斯塔先生，外交与合作部多边事务总司司长，邮箱 j@mnec.example.tl。\n"
        "2. 技术联络人——王明女士，国家信息局网络安全处处长，邮箱 w@tic.example.tl。"
    )
    found = [(c["role"], c["name"], c["position"], c["institution"]) for c in contacts(page, "zh", "TL")]
    assert found == [
        ("diplomatic", "若泽·达科斯塔", "司长", "外交与合作部多边事务总司"),
        ("technical", "王明", "处长", "国家信息局网络安全处"),
    ]
