"""What changed for somebody: tables of old and new values, labels for who goes and comes, what is added, roles beside labels."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("language", "lead", "heads", "labels"),
    [
        ("en", "The particulars of the diplomatic point of contact, Ms Lin Mei, have changed:",
         ("Item", "As registered", "As amended"), ("Position", "E-mail")),
        ("en", "The particulars of the diplomatic point of contact, Ms Lin Mei, have changed:",
         ("Field", "Before", "After"), ("Position", "E-mail")),
        ("ru", "Сведения о дипломатическом контактном лице г-же Lin Mei изменились:",
         ("Реквизит", "До изменения", "После изменения"), ("Должность", "Эл. почта")),
        ("ru", "Сведения о дипломатическом контактном лице г-же Lin Mei изменились:",
         ("Поле", "Было", "Стало"), ("Должность", "Эл. почта")),
        ("ar", "نرجو تحديث بيانات نقطة الاتصال الدبلوماسية السيدة Lin Mei:",
         ("البيان", "قبل التعديل", "بعد التعديل"), ("المنصب", "البريد الإلكتروني")),
        ("zh", "外交联络点林梅女士的以下信息已发生变化，请予更新：", ("项目", "原信息", "新信息"), ("职务", "电子邮箱")),
        ("zh", "外交联络点林梅女士的以下信息已发生变化，请予更新：", ("事项", "更新前", "更新后"), ("职务", "电子邮箱")),
    ],
)  # fmt: skip
def test_only_what_is_new_under_heads_for_before_and_after(
    language: str, lead: str, heads: tuple[str, ...], labels: tuple[str, str]
) -> None:
    page = document(
        lead,
        table(
            heads,
            (labels[0], "Counsellor", "Director"),
            (labels[1], "lin@mfa.example.zm", "mei@mfa.example.zm"),
        ),
    )
    found = [(c["action"], c["role"], c["position"], c["emails"]) for c in contacts(page, language)]
    assert found == [("update", "diplomatic", "Director", ["mei@mfa.example.zm"])]


@pytest.mark.parametrize(
    ("language", "lead", "leaver", "comer", "title", "mail"),
    [
        ("en", "Replacement of the technical point of contact.", "To be deleted", "To be included", "Mr", "E-mail"),
        (
            "ru",
            "Замена технического контактного лица.",
            "Подлежит исключению",
            "Подлежит включению",
            "г-н",
            "Эл. почта",
        ),
        ("fr", "Remplacement du point de contact technique.", "À retirer", "À inscrire", "M.", "Courriel"),
        ("es", "Sustitución del punto de contacto técnico.", "A dar de baja", "A incluir", "Sr.", "Correo"),
        ("de", "Wechsel der technischen Kontaktstelle.", "Zu streichen", "Einzutragen", "Herr", "E-Mail"),
        ("ar", "تغيير نقطة الاتصال التقنية.", "المراد حذفه", "المراد إضافته", "السيد", "البريد الإلكتروني"),
    ],
)
def test_labels_for_who_goes_and_who_comes(
    language: str, lead: str, leaver: str, comer: str, title: str, mail: str
) -> None:
    page = document(f"{lead}\n\n{leaver}: {title} Chola Banda\n{comer}: {title} Issa Phiri\n{mail}: i@cert.example.zm")
    found = [(c["action"], c["role"], c["name"], c.get("emails")) for c in contacts(page, language)]
    assert found == [
        ("remove", "technical", "Chola Banda", None),
        ("add", "technical", "Issa Phiri", ["i@cert.example.zm"]),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Please add the following address i2@cert.example.zm for our technical point of contact, Mr Issa Phiri.",
        ),
        ("ru", "Просим добавить адрес i2@cert.example.zm к данным технического контактного пункта г-на Issa Phiri."),
        ("zh", "请为技术联络点 Issa Phiri 先生增加一个邮箱：i2@cert.example.zm。"),
        ("ar", "نرجو إضافة عنوان بريد إلكتروني جديد للسيد Issa Phiri، نقطة الاتصال التقنية: i2@cert.example.zm."),
    ],
)
def test_an_address_to_be_added_is_a_change(language: str, text: str) -> None:
    found = [(c["action"], c["role"], c["name"], c["emails"]) for c in contacts(document(text), language)]
    assert found == [("update", "technical", "Issa Phiri", ["i2@cert.example.zm"])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please update the particulars of the technical point of contact. Point of contact: Mr Issa Phiri.\n\n"
               "New telephone: +260 211 252 601"),
        ("ru", "Просим внести изменения в сведения о техническом контактном лице. Контактное лицо: Phiri Issa.\n\n"
               "Новый телефон: +260 211 252 601"),
        ("fr", "Prière de mettre à jour les coordonnées du point de contact technique. Nom : M. Issa Phiri.\n\n"
               "Nouveau téléphone : +260 211 252 601"),
    ],
)  # fmt: skip
def test_whose_particulars_change_stands_behind_a_label_in_the_text(language: str, text: str) -> None:
    found = [
        (c["action"], c["role"], sorted(str(c["name"]).split()), c["phones"])
        for c in contacts(document(text), language)
    ]
    assert found == [("update", "technical", ["Issa", "Phiri"], ["+260211252601"])]


@pytest.mark.parametrize(
    ("language", "label", "roles", "name"),
    [
        ("en", "Point of contact", ("Diplomatic", "Technical"), "Name"),
        ("ru", "Контактный пункт", ("Дипломатический", "Технический"), "ФИО"),
        ("ar", "نقطة الاتصال", ("الدبلوماسية", "التقنية"), "الاسم الكامل"),
        ("zh", "联络点", ("外交", "技术"), "姓名"),
        ("fr", "Point de contact", ("diplomatique", "technique"), "Nom"),
    ],
)
def test_a_role_beside_the_word_for_contact_opens_one(
    language: str, label: str, roles: tuple[str, str], name: str
) -> None:
    rows = [((label, role), (name, who)) for role, who in zip(roles, ("Mutinta Phiri", "Chola Banda"), strict=True)]
    page = document(table(*(row for pair in rows for row in pair)))
    assert [(c["role"], c["name"]) for c in contacts(page, language)] == [
        ("diplomatic", "Mutinta Phiri"),
        ("technical", "Chola Banda"),
    ]


@pytest.mark.parametrize(
    ("language", "lead", "leaver", "comer"),
    [
        (
            "en",
            "Please update the particulars of our technical point of contact, Mr Issa Phiri:",
            "To be deleted",
            "To be included",
        ),
        ("ru", "Просим обновить данные технического контактного пункта г-на Issa Phiri.", "Удалить", "Добавить"),
        ("ar", "نرجو تحديث بيانات نقطة الاتصال التقنية السيد Issa Phiri.", "حذف", "إضافة"),
    ],
)
def test_an_address_that_goes_and_one_that_comes(language: str, lead: str, leaver: str, comer: str) -> None:
    page = document(f"{lead}\n\n{leaver}: old@cert.example.zm\n{comer}: new@cert.example.zm")
    found = [(c["action"], c["role"], c["name"], c["emails"]) for c in contacts(page, language)]
    assert found == [("update", "technical", "Issa Phiri", ["new@cert.example.zm"])]


def test_a_state_whose_name_begins_like_the_word_for_new() -> None:
    page = document("新加坡技术联络人：陈伟，网络安全局处长，c@csa.example.sg")
    found = [(c["role"], c["name"], c["position"], c["emails"]) for c in contacts(page, "zh", "SG")]
    assert found == [("technical", "陈伟", "处长", ["c@csa.example.sg"])]


def test_a_column_from_and_a_column_to_are_no_change() -> None:
    page = document(
        "Mr Issa Phiri is nominated as technical point of contact.",
        table(("Hours", "From", "To"), ("Telephone", "+260 211 252 601", "+260 211 252 602")),
    )
    assert [c["phones"] for c in contacts(page)] == [["+260211252601", "+260211252602"]]
