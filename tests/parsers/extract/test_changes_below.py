"""Forms of a change that name somebody above, and have what was and what is to be in two columns below."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns

FIELDS = ("action", "role", "name", "position", "institution", "emails")
MAIL = ("old@cert.example", "new@cert.example")


@pytest.mark.parametrize(
    ("language", "who", "heads", "post", "body", "mail"),
    [
        ("en", (("Category", "Technical point of contact"), ("Full name", "Chola Banda")),
         ("Item", "Current entry", "Requested change"), ("Position", "Engineer", "Head of CERT"),
         ("Institution", "National CERT", "No change"), "E-mail"),
        ("fr", (("Catégorie", "Point de contact technique"), ("Nom et prénom", "Chola Banda")),
         ("Rubrique", "Mention actuelle", "Modification demandée"), ("Fonction", "Ingénieur", "Chef du CERT"),
         ("Institution", "CERT national", "Inchangé"), "Courriel"),
        ("es", (("Tipo de punto de contacto", "Técnico"), ("Nombre completo", "Chola Banda")),
         ("Dato", "Antes", "Después"), ("Cargo", "Ingeniero", "Jefe del CERT"),
         ("Institución", "CERT nacional", "Sin cambios"), "Correo electrónico"),
        ("ru", (("Категория", "Техническое контактное лицо"), ("Ф.И.О.", "Chola Banda")),
         ("Сведения", "На данный момент", "Следует указать"), ("Должность", "инженер", "начальник отдела"),
         ("Учреждение", "Национальный центр", "Без изменений"), "Эл. почта"),
        ("ar", (("الفئة", "نقطة الاتصال التقنية"), ("الاسم", "Chola Banda")),
         ("البيان", "قبل", "بعد"), ("المنصب", "مهندس", "رئيس المركز"),
         ("الجهة", "المركز الوطني للأمن السيبراني", "لا تغيير"), "البريد الإلكتروني"),
        ("zh", (("联络点类别", "□ 外交　☑ 技术"), ("姓名", "Chola Banda")),
         ("项目", "变更前", "变更后"), ("职务", "工程师", "高级工程师"), ("单位", "国家中心", "无变化"), "电子邮箱"),
        ("de", (("Art", "Technische Kontaktstelle"), ("Name", "Chola Banda")),
         ("Angabe", "Stand bisher", "Stand neu"), ("Funktion", "Ingenieur", "Leiter des Lagezentrums"),
         ("Dienststelle", "GovCERT", "unverändert"), "E-Mail"),
        ("pt", (("Categoria", "Ponto de contacto técnico"), ("Nome completo", "Chola Banda")),
         ("Campo", "Situação atual", "Alteração pretendida"), ("Cargo", "Engenheiro", "Chefe do CERT"),
         ("Instituição", "CERT nacional", "Sem alteração"), "Correio eletrónico"),
    ],
)  # fmt: skip
def test_only_what_is_new_is_that_of_whoever_is_named_above(
    language: str,
    who: tuple[tuple[str, str], ...],
    heads: tuple[str, ...],
    post: tuple[str, ...],
    body: tuple[str, ...],
    mail: str,
) -> None:
    page = document(table(*((*row, "") for row in who), heads, post, body, (mail, *MAIL)))
    assert columns(page, language, "ZM", *FIELDS) == [
        ("update", "technical", "Chola Banda", post[2], None, ("new@cert.example",))
    ]


def test_another_name_below_is_a_replacement_in_the_role_told_above() -> None:
    page = document(
        table(
            ("Member State", "Zambia", ""),
            ("Category", "Technical point of contact", ""),
            ("Item", "Old", "New"),
            ("Name", "Mr Chola Banda", "Ms Ruth Phiri"),
            ("E-mail", *MAIL),
        )
    )
    assert columns(page, "en", "ZM", "action", "role", "name", "emails") == [
        ("remove", "technical", "Chola Banda", ("old@cert.example",)),
        ("add", "technical", "Ruth Phiri", ("new@cert.example",)),
    ]


def test_each_of_two_contacts_has_heads_of_its_own() -> None:
    heads = ("Item", "Before", "After")
    page = document(
        table(
            ("Diplomatic point of contact", "", ""),
            ("Name", "Mr Chola Banda", ""),
            heads,
            ("Position", "Counsellor", "Director"),
            ("E-mail", *MAIL),
            ("Technical point of contact", "", ""),
            ("Name", "Ms Ruth Phiri", ""),
            heads,
            ("Position", "Engineer", "Head of CERT"),
            ("Mobile", "+260 977 253508", "same"),
        )
    )
    assert columns(page, "en", "ZM", "action", "role", "name", "position", "phones") == [
        ("update", "diplomatic", "Chola Banda", "Director", ()),
        ("update", "technical", "Ruth Phiri", "Head of CERT", ()),
    ]


def test_rows_with_two_answers_are_no_change() -> None:
    page = document(
        table(
            ("Name", "Mr Chola Banda", ""),
            ("Position", "Director", "New York"),
            ("E-mail", *MAIL),
            ("Phone", "+260 977 253508", ""),
        )
    )
    assert columns(page, "en", "ZM", "action", "name", "position") == [(None, "Chola Banda", "Director")]
