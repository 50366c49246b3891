"""What stands within a contact's lines belongs to it, whatever the label, head or verb beside it says."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns

LABELS = {
    "ru": (
        "Технический контактный пункт\nКто назначен: г-жа Ольхина Рада Львовна\n"
        "Дозваться: +375 17 300 11 22\nСлать сюда: r.olhina@as.example.by",
        "ru", "BY", ("+375173001122",), ("r.olhina@as.example.by",),
    ),
    "ru at night": (
        "Технический контактный пункт\nФИО: Ольхина Рада Львовна\n"
        "Ночью и по выходным: +375 29 300 11 22\nПочта: r.olhina@as.example.by",
        "ru", "BY", ("+375293001122",), ("r.olhina@as.example.by",),
    ),
    "ar": (
        "نقطة الاتصال الفنية\nالاسم: ليلى حسن القاسم\nكيف نصل إليها ليلا: +964 770 123 4567\n"
        "أين نبعث الرسائل: l.q@as.example.iq",
        "ar", "IQ", ("+9647701234567",), ("l.q@as.example.iq",),
    ),
    "zh": (
        "技术联络点\n姓名：赵敏\n有急事：+86 10 6596 1234\n去信：zhaomin@as.example.cn",
        "zh", "CN", ("+861065961234",), ("zhaomin@as.example.cn",),
    ),
    "zh questions": (
        "哪类联络点：技术\n由谁担任：赵敏\n在哪里工作：国家互联网应急中心\n担任什么：高级工程师\n"
        "怎么打给她：010-6596 1234\n写到哪里：zhaomin@as.example.cn",
        "zh", "CN", ("+861065961234",), ("zhaomin@as.example.cn",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language", "region", "phones", "emails"), LABELS.values(), ids=LABELS)
def test_an_address_and_a_number_are_taken_from_behind_any_label(
    text: str, language: str, region: str, phones: tuple[str, ...], emails: tuple[str, ...]
) -> None:
    assert columns(document(text), language, region, "role", "phones", "emails") == [("technical", phones, emails)]


HEADS = {
    "ru": (
        ["Контактный пункт", "Лицо", "Должность", "Связь", "Языки"],
        ["Дипломатический:\nДепартамент права", "г-н Рябов Олег Ильич", "советник", "(499) 244-26-03\nryabov@as.example.ru",
         "русский"],
        ["", "Соснина Т.В.\n(заместитель)", "атташе", "(499) 244-26-07\nsosnina@as.example.ru", "то же"],
        "ru", "RU", "Департамент права", ("+74992442603", "+74992442607"),
    ),
    "ar": (
        ["نقطة الاتصال", "الاسم", "المنصب", "قنوات التواصل", "اللغات"],
        ["الدبلوماسية: وزارة الخارجية", "السيد كريم جابر", "مستشار", "+964 770 123 4567\nk.j@as.example.iq", "العربية"],
        ["", "السيدة ليلى حسن (نائبة)", "ملحق", "+964 770 123 4568\nl.h@as.example.iq", "العربية"],
        "ar", "IQ", "وزارة الخارجية", ("+9647701234567", "+9647701234568"),
    ),
    "zh": (
        ["联络点", "姓名", "职务", "如何联络", "语言"],
        ["外交（外交部军控司）", "赵敏", "处长", "010-6596 1234\nzhaomin@as.example.cn", "中文"],
        ["", "李晓明（候补）", "副处长", "010-6596 1235\nlixm@as.example.cn", "中文"],
        "zh", "CN", "外交部军控司", ("+861065961234", "+861065961235"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "first", "second", "language", "region", "body", "phones"), HEADS.values(), ids=HEADS
)
def test_a_column_under_an_unknown_head_is_told_by_its_cells(
    heads: list[str],
    first: list[str],
    second: list[str],
    language: str,
    region: str,
    body: str,
    phones: tuple[str, str],
) -> None:
    page = document(table(tuple(heads), tuple(first), tuple(second)))

    assert columns(page, language, region, "role", "institution", "phones") == [
        ("diplomatic", body, (phones[0],)),
        ("diplomatic", body, (phones[1],)),
    ]


COPULAS = {
    "ru": (
        "Дипломатическим контактным пунктом Республики является Саидов Бахтовар, старший советник, Министерство иностранных дел, "
        "тел. +992 37 221 05 63. Техническим контактным пунктом является Центр реагирования без указания лица, cert@as.example.tj.",
        "ru", "TJ", "Саидов Бахтовар", "Центр реагирования",
    ),
    "ru behind": (
        "Саидов Бахтовар, старший советник, является дипломатическим контактным пунктом. Технический контактный пункт – это "
        "Центр реагирования без назначения конкретного лица (cert@as.example.tj).",
        "ru", "TJ", "Саидов Бахтовар", "Центр реагирования",
    ),
    "en": (
        "The diplomatic point of contact of the Republic is Bahtovar Saidov, Senior Counsellor, Ministry of Foreign Affairs. The "
        "technical point of contact is the Agency for Incidents, without naming a person, cert@as.example.tj.",
        "en", "TJ", "Bahtovar Saidov", "Agency for Incidents",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language", "region", "name", "body"), COPULAS.values(), ids=COPULAS)
def test_who_is_said_to_be_a_point_of_contact_is_nominated(
    text: str, language: str, region: str, name: str, body: str
) -> None:
    found = columns(document(text), language, region, "role", "name", "institution")

    assert [found[0][:2], found[1]] == [("diplomatic", name), ("technical", None, body)]


SUCCESSIONS = {
    "zh": ("外交联络人调整如下：\n卸任：石念慈\n接任：元昊天\n职务：参赞", "zh", "CN", "石念慈", "元昊天", "参赞"),
    "ru": (
        "Сообщаем о смене дипломатического контактного пункта:\nВыбывает: г-н Петров Иван Ильич\n"
        "Вступает: г-жа Сомова Анна Львовна\nДолжность: советник",
        "ru", "RU", "Петров Иван Ильич", "Сомова Анна Львовна", "советник",
    ),
    "ar": (
        "تغيير نقطة الاتصال الدبلوماسية كالآتي:\nالسلف: السيد كريم جابر الحسن\n"
        "الخلف: السيدة ليلى حسن القاسم\nالمنصب: مستشار",
        "ar", "IQ", "كريم جابر الحسن", "ليلى حسن القاسم", "مستشار",
    ),
    "en": (
        "The diplomatic contact has been changed as follows:\nOutgoing: Ms. Ada Doran\n"
        "Incoming: Mr. Bo Linde\nPosition: Counsellor",
        "en", "SE", "Ada Doran", "Bo Linde", "Counsellor",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "region", "leaves", "comes", "position"), SUCCESSIONS.values(), ids=SUCCESSIONS
)
def test_labels_tell_who_leaves_and_who_comes(
    text: str, language: str, region: str, leaves: str, comes: str, position: str
) -> None:
    assert columns(document(text), language, region, "action", "role", "name", "position") == [
        ("remove", "diplomatic", leaves, None),
        ("add", "diplomatic", comes, position),
    ]


LED_IN = {
    "ru": (
        "По данным технического контактного лица прошу внести правку: г-жа Ленская Марта Олеговна перешла на работу в новый орган. "
        "Теперь:\n\n- место работы — Центр обмена\n- почта — m.l@as.example.by",
        "ru", "BY", "Ленская Марта Олеговна", "Центр обмена",
    ),
    "ar": (
        "نرجو تحديث بيانات نقطة الاتصال الفنية السيدة ليلى حسن القاسم. بياناتها الجديدة كالتالي:\n"
        "\nجهة العمل: مركز الاستجابة\nالبريد: l.q@as.example.iq",
        "ar", "IQ", "ليلى حسن القاسم", "مركز الاستجابة",
    ),
    "zh": (
        "请更新技术联络点赵敏女士的信息。现更新如下：\n\n单位：国家互联网应急中心\n邮箱：zhaomin@as.example.cn",
        "zh", "CN", "赵敏", "国家互联网应急中心",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language", "region", "name", "body"), LED_IN.values(), ids=LED_IN)
def test_particulars_below_a_lead_in_belong_to_whom_the_sentence_before_it_names(
    text: str, language: str, region: str, name: str, body: str
) -> None:
    assert columns(document(text), language, region, "action", "role", "name", "institution") == [
        ("update", "technical", name, body)
    ]


EXTENSIONS = [
    (["النوع", "الاسم", "المنصب", "تحويلة", "هاتف"], ["فنية", "ليلى حسن القاسم", "مدير", "41", "+964 1 770 1234"], "ar"),
    (["Тип", "ФИО", "Должность", "Телефон", "Доб."], ["технический", "Сомова Анна", "советник", "+964 1 770 1234", "41"], "ru"),
    (["类别", "姓名", "职务", "电话", "分机号"], ["技术", "赵敏", "处长", "+964 1 770 1234", "41"], "zh"),
]  # fmt: skip


@pytest.mark.parametrize(("heads", "row", "language"), EXTENSIONS, ids=["ar", "ru", "zh"])
def test_an_extension_in_a_cell_of_its_own_goes_with_the_number(
    heads: list[str], row: list[str], language: str
) -> None:
    assert columns(document(table(tuple(heads), tuple(row))), language, "IQ", "phones") == [(("+96417701234;ext=41",),)]


def test_a_forms_own_example_is_nobody() -> None:
    page = document(
        table(
            ("Type", "Family name", "First name", "Institution", "E-mail"),
            ("technical", "Somova", "Anna", "National Centre", "a.s@as.example.by"),
            ("diplomatic", "Example", "Jane", "Ministry of Examples", "jane@example.int"),
        )
    )

    assert columns(page, "en", "BY", "name") == [("Anna Somova",)]


@pytest.mark.parametrize("place", ["г. Бишкек, бул. Садовый, 57", "г.Минск, ул. Ленина, 19", "г. Ташкент, 100029"])
def test_a_town_is_nobody(place: str) -> None:
    page = document(
        f"Технический контактный пункт: Сомова Анна Львовна\nПочта: a.s@as.example.kg\n\nОтдел кадров\n{place}"
    )

    assert columns(page, "ru", "KG", "name") == [("Сомова Анна Львовна",)]
