"""Forms as many hands write them: ticked forms of address, names in another script, examples left in, hints below labels."""

from __future__ import annotations

import pytest

from parsers.document import FormField
from tests.builders.documents import document, table
from tests.builders.layouts import columns, contacts


def test_a_ticked_form_of_address_is_no_family_name() -> None:
    page = document(
        table(
            ("نوع نقطة الاتصال", "☐ دبلوماسية ☒ فنية"),
            ("الاسم الأول", "مريم عيسى"),
            ("اسم العائلة", "الجودر"),
            ("اللقب", "☐ السيد ☒ السيدة ☐ الدكتور"),
            ("المنصب", "رئيسة قسم"),
        )
    )
    assert columns(page, "ar", "BH", "role", "honorific", "name", "position") == [
        ("technical", "السيدة", "مريم عيسى الجودر", "رئيسة قسم")
    ]


def test_a_name_is_asked_again_in_latin_letters() -> None:
    page = document(
        table(
            ("联络点类别", "□外交 ☑技术", "", ""),
            ("姓名", "贺建宁", "称谓", "女士"),
            ("拼音", "He Jianning", "职务", "副处长"),
            ("工作单位", "应急中心", "", ""),
            ("办公电话", "010-82990356", "手机", "13910284475"),
            ("传真", "010-82990399", "邮箱", "hejn@cert.example"),
            ("使用语言", "中文、英文", "", ""),
            ("备注", "无", "", ""),
        )
    )
    assert columns(page, "zh", "CN", "role", "honorific", "name", "position", "emails") == [
        ("technical", "女士", "He Jianning", "副处长", ("hejn@cert.example",))
    ]


@pytest.mark.parametrize(
    "samples", [("Ej.: Sra. Nombre Apellido", "ej.: +506 0000 0000"), ("p. ej. Nombre Apellido", "Ejemplo: 2222")]
)
def test_a_forms_own_examples_are_nobody(samples: tuple[str, str]) -> None:
    values = (
        ("Nombre completo", samples[0]),
        ("Teléfono", samples[1]),
        ("Correo electrónico", "ej.: nombre@entidad.example"),
    )
    page = document("PUNTO DE CONTACTO TÉCNICO", table(*values))
    assert contacts(page, "es", "CR") == []


def test_a_line_below_a_label_says_how_to_answer() -> None:
    page = document(
        table(
            ("Part A – Diplomatic", ""),
            ("Name and title\nas it should appear in the\ndirectory", "Mr. Thanawat Srisombat"),
            ("Position", "First Secretary"),
            ("E-mail", "thanawat@mfa.example"),
        )
    )
    assert columns(page, "en", "TH", "role", "name", "position") == [
        ("diplomatic", "Thanawat Srisombat", "First Secretary")
    ]


def test_boxes_bear_the_initials_of_the_official_languages() -> None:
    boxes = [
        FormField(f"u{c}", c, "Yes", "check", c in "EF", 1, (100 + 30 * n, 300, 110 + 30 * n, 310))
        for n, c in enumerate("ACEFRS")
    ]
    texts = (
        ("k", "Type of point of contact", "Technical"),
        ("n", "Name in full", "Kasun Weerakkody"),
        ("o", "Other languages", "Tamil"),
    )
    fields = [
        FormField(name, label, value, "text", None, 1, (100, 100 + 20 * n, 400, 115 + 20 * n))
        for n, (name, label, value) in enumerate(texts)
    ]
    found = columns(document("Form", *fields, *boxes), "en", "LK", "name", "languages")
    assert [(name, sorted(spoken)) for name, spoken in found if isinstance(spoken, tuple)] == [
        ("Kasun Weerakkody", ["en", "fr", "ta"])
    ]


def test_who_authorises_a_form_is_no_contact() -> None:
    page = document(
        table(
            ("Technical point of contact", ""),
            ("Name", "Ms Ada Moyo"),
            ("Telephone", "+260 211 252 601"),
            ("Authorising officer's telephone", "+1 212 555 0143"),
        )
    )
    assert columns(page, "en", "ZM", "name", "phones") == [("Ada Moyo", ("+260211252601",))]


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "NB: letters go to the Secretary General; switchboard +260 211 252 000."),
        ("fr", "NB : les courriers sont à adresser au Secrétariat général. Standard : +260 211 252 000."),
        ("de", "NB: Post geht an die Poststelle, Zentrale +260 211 252 000."),
    ],
)
def test_a_remark_below_the_contacts_adds_no_number(language: str, note: str) -> None:
    page = document(
        "Technical point of contact", "Name: Ada Moyo\nE-mail: a.moyo@cert.example\nTel.: +260 211 252 601", note
    )
    assert columns(page, language, "ZM", "name", "phones") == [("Ada Moyo", ("+260211252601",))]


def test_an_official_is_nominated_beside_those_who_stay() -> None:
    page = document(
        "The Mission has the honour to advise that, in addition to the existing contacts, which remain unchanged, the following "
        "official has been nominated as alternate diplomatic point of contact.",
        "Name: Ms Hinemoa Fraser\n\nEmail: h.fraser@mfat.example",
    )
    assert columns(page, "en", "NZ", "action", "role", "name") == [("add", "diplomatic", "Hinemoa Fraser")]


def test_a_column_headed_function_may_give_the_roles() -> None:
    page = document(
        table(
            ("Función", "Nombre y cargo", "Institución", "Contacto", "Idiomas"),
            ("Punto de contacto diplomático", "Sra. Yolanda Peguero\nEncargada de Asuntos", "Ministerio de Relaciones",
             "Tel. 809-987-7001\nypeguero@mirex.example", "Español"),
            ("Punto de contacto técnico", "Ing. Rafael Objío\nDirector del CSIRT", "Centro Nacional de Ciberseguridad",
             "Cel. 829-555-0133\nrobjio@cncs.example", "Español"),
        )
    )  # fmt: skip
    assert columns(page, "es", "DO", "role", "name", "position", "institution", "emails") == [
        ("diplomatic", "Yolanda Peguero", "Encargada de Asuntos", "Ministerio de Relaciones", ("ypeguero@mirex.example",)),
        ("technical", "Rafael Objío", "Director del CSIRT", "Centro Nacional de Ciberseguridad", ("robjio@cncs.example",)),
    ]  # fmt: skip


def test_a_form_of_address_in_its_own_cell_stands_before_a_degree() -> None:
    rows = (("Anrede", "Frau"), ("Name", "Dr. Henrike Vogelsang"), ("E-Mail", "h.vogelsang@amt.example"))
    page = document(table(("Diplomatische Kontaktstelle", ""), *rows))
    assert columns(page, "de", "DE", "honorific", "name") == [("Frau Dr", "Henrike Vogelsang")]


def test_principal_and_alternate_stand_below_their_role() -> None:
    page = document(
        table(
            ("", "Diplomatic POC", "", "Technical POC", ""),
            ("", "Primary", "Alternate", "Primary", "Alternate"),
            ("Name", "Mr Eric Habimana", "Ms Grace Uwase", "Dr Paul Nkusi", "Ms Aline Ingabire"),
            ("Email", "e@a.example", "g@a.example", "p@b.example", "a@b.example"),
            ("Position", "Director General", "Officer", "Head of Unit", "Analyst"),
        )
    )
    assert columns(page, "en", "RW", "role", "name", "alternate", "emails") == [
        ("diplomatic", "Eric Habimana", None, ("e@a.example",)),
        ("diplomatic", "Grace Uwase", True, ("g@a.example",)),
        ("technical", "Paul Nkusi", None, ("p@b.example",)),
        ("technical", "Aline Ingabire", True, ("a@b.example",)),
    ]


@pytest.mark.parametrize(
    ("language", "label", "boxes", "spoken"),
    [
        ("en", "Languages", "☒ English ☐ French Other: German", ("en", "de")),
        ("pt", "Idiomas", "☒ Português ☐ Francês Outros: alemão", ("pt", "de")),
        ("es", "Idiomas", "☒ Español ☐ Francés Otros: alemán", ("es", "de")),
        ("fr", "Langues", "☒ Français ☐ Anglais Autres : allemand", ("fr", "de")),
    ],
)
def test_a_language_is_written_in_behind_the_boxes(
    language: str, label: str, boxes: str, spoken: tuple[str, ...]
) -> None:
    page = document(
        table(("Technical point of contact", ""), ("Name", "Ada Moyo"), ("E-mail", "a@b.example"), (label, boxes))
    )
    assert columns(page, language, "ZM", "languages") == [(spoken,)]


def test_a_degree_and_a_town_are_no_office() -> None:
    card = "Mr Thomas Rauch, MSc\nChief Information Officer\nMinistry of Information\nCharles Building, Cross Street\nSaint John"
    page = document("Technical point of contact", f"{card}\nt.rauch@ict.example")
    assert columns(page, "en", "AG", "name", "position", "institution") == [
        ("Thomas Rauch", "Chief Information Officer", "Ministry of Information")
    ]


@pytest.mark.parametrize("means", ["d", "Yes", "1", "Choice2", ""])
def test_a_ticked_designation_says_what_is_done_and_is_no_position(means: str) -> None:
    asked = [
        ("Nom", "KONÉ"),
        ("Prénom", "Fatou"),
        ("Fonction", "Cheffe de division"),
        ("Courriel", "f.kone@mae.example"),
    ]
    page = document(
        FormField("o1", "Désignation", means, "radio", True, 1, (100, 60, 110, 70)),
        FormField("o2", "Retrait", "r", "radio", False, 1, (200, 60, 210, 70)),
        FormField("c1", "technique", "Yes", "check", True, 1, (100, 80, 110, 90)),
        *(
            FormField(f"f{n}", label, value, "text", None, 1, (100, 100 + 20 * n, 400, 115 + 20 * n))
            for n, (label, value) in enumerate(asked)
        ),
    )
    assert columns(page, "fr", "ML", "role", "name", "position", "emails") == [
        ("technical", "Fatou KONÉ", "Cheffe de division", ("f.kone@mae.example",))
    ]


@pytest.mark.parametrize("office", ["主任", "IT", "Chef de division"])
def test_an_office_chosen_by_a_radio_button_is_a_position(office: str) -> None:
    page = document(
        FormField("n", "Nom", "Fatou KONÉ", "text", None, 1, (100, 40, 300, 55)),
        FormField("o1", "Fonction", office, "radio", True, 1, (100, 60, 110, 70)),
        FormField("c1", "technique", "Yes", "check", True, 1, (100, 80, 110, 90)),
    )
    assert columns(page, "fr", "ML", "name", "position") == [("Fatou KONÉ", office)]


@pytest.mark.parametrize("other", ["Other", "Autre(s)", "Otros", "Weitere", "Which?", ""])
def test_what_is_written_in_behind_the_boxes_of_languages_is_one_too(other: str) -> None:
    texts = (("Type of point of contact", "Technical"), ("Name in full", "Kasun Weerakkody"))
    fields = [
        FormField(f"t{n}", label, value, "text", None, 1, (100, 100 + 20 * n, 400, 115 + 20 * n))
        for n, (label, value) in enumerate(texts)
    ]
    boxes = [
        FormField(f"b{n}", label, "Yes", "check", label == "English", 1, (100 + 60 * n, 300, 110 + 60 * n, 310))
        for n, label in enumerate(("English", "French", "Spanish"))
    ]
    free = FormField("x9", other, "Tamil and Sinhala", "text", None, 1, (100, 320, 400, 335))
    found = columns(document("Form", *fields, *boxes, free), "en", "LK", "name", "languages")
    assert found == [("Kasun Weerakkody", ("en", "ta", "si"))]
