"""Particulars behind the names of those told of above, in any script, and Chinese offices in the bracket behind a name."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import Row, contacts

ABOVE = {
    "en": (
        "The Mission nominates Ms Jane Doe as diplomatic point of contact and Mr John Roe as technical point of contact. "
        "Their particulars are as follows:\n\n"
        "Jane Doe: tel. +356 2204 2180; e-mail jane.doe@example.mt; languages: English, Maltese.\n"
        "John Roe: tel. +356 2204 2190; e-mail john.roe@example.mt; languages: English, Italian.",
        "MT", ["en", "mt"], ["en", "it"], "jane.doe@example.mt", "john.roe@example.mt", "+35622042180", "+35622042190",
    ),
    "ar": (
        "قررت البعثة تسمية السيد علي حسين العبيدي نقطة اتصال دبلوماسية والسيدة هدى كريم نقطة اتصال تقنية. وفيما يلي بياناتهما:\n\n"
        "علي حسين العبيدي: هاتف +964 770 123 4567، بريد a.obaidi@example.iq، اللغات: العربية.\n"
        "هدى كريم: هاتف +964 770 999 4567، بريد h.karim@example.iq، اللغات: العربية والإنكليزية.",
        "IQ", ["ar"], ["ar", "en"], "a.obaidi@example.iq", "h.karim@example.iq", "+9647701234567", "+9647709994567",
    ),
    "zh": (
        "中方指定孙海燕女士为外交联络点，郑强先生为技术联络点。联系方式如下：\n\n"
        "孙海燕：电话 +86-10-65963912；电子邮箱 sun@example.cn；工作语言：中文、英文。\n"
        "郑强：电话 +86-10-82990315；电子邮箱 zheng@example.cn；工作语言：中文、俄文。",
        "CN", ["zh", "en"], ["zh", "ru"], "sun@example.cn", "zheng@example.cn", "+861065963912", "+861082990315",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ABOVE)
def test_each_line_belongs_to_whom_it_names(language: str) -> None:
    text, region, first, second, *values = ABOVE[language]
    told = [(c["role"], c["emails"], c["phones"], c["languages"]) for c in contacts(document(text), language, region)]
    assert told == [
        ("diplomatic", [values[0]], [values[2]], first),
        ("technical", [values[1]], [values[3]], second),
    ]


CHEN: Row = {
    "action": "add", "role": "diplomatic", "name": "陈志明", "position": "副司长", "institution": "外交部国际组织司",
    "emails": ["chan@example.sg"], "phones": ["+6563798000"],
}  # fmt: skip
LIN: Row = {
    "action": "add", "role": "technical", "name": "林美玲", "position": "高级工程师", "institution": "网络安全局",
    "emails": ["lin@example.sg"], "phones": ["+6563235500"],
}  # fmt: skip


def test_a_chinese_office_in_the_bracket_behind_a_name() -> None:
    told = (
        "我国指定陈志明（外交部国际组织司副司长，电话+65 6379 8000，邮箱chan@example.sg）为外交联络点，"
        "林美玲（网络安全局，高级工程师，电话+65 6323 5500，邮箱lin@example.sg）为技术联络点。"
    )
    assert contacts(document(told), "zh", "SG") == [CHEN, LIN]


def test_two_chinese_bodies_named_by_one_verb() -> None:
    told = "指定外交部国际组织司为外交联络点（邮箱：io@a.vn），国家网络安全监测中心为技术联络点（邮箱：ncsc@a.vn）。"
    assert [(c["role"], c["institution"], c["emails"]) for c in contacts(document(told), "zh", "VN")] == [
        ("diplomatic", "外交部国际组织司", ["io@a.vn"]),
        ("technical", "国家网络安全监测中心", ["ncsc@a.vn"]),
    ]


def test_chinese_mail_that_removes_or_adds_to_somebody_named_barely() -> None:
    gone = contacts(document("请自即日起将李晓东从名录中删除，其不再担任技术联络点。"), "zh", "CN")
    more = contacts(document("请为技术联络点徐静补充一个手机号：+86 139 1234 5678。"), "zh", "CN")
    assert [(c["action"], c["role"], c["name"]) for c in gone] == [("remove", "technical", "李晓东")]
    assert [(c["role"], c["name"], c["phones"]) for c in more] == [("technical", "徐静", ["+8613912345678"])]


def test_leaver_and_comer_by_label_with_the_role_in_brackets() -> None:
    russian = document(
        "Выбывает: Жумабеков Азамат Талантович (технический контактный пункт)\n"
        "Назначается: Осмонова Айгуль Бакытовна\nE-mail: a.osmonova@example.kg"
    )
    arabic = document(
        "نقطة الاتصال السابقة: سالم بن حمد الهنائي\nنقطة الاتصال الجديدة: رحمة بنت سعيد البلوشية\nالبريد الإلكتروني: r@example.om"
    )
    assert [(c["action"], c["role"], c["name"]) for c in contacts(russian, "ru", "KG")] == [
        ("remove", "technical", "Жумабеков Азамат Талантович"),
        ("add", "technical", "Осмонова Айгуль Бакытовна"),
    ]
    assert [(c["action"], c["name"]) for c in contacts(arabic, "ar", "OM")] == [
        ("remove", "سالم بن حمد الهنائي"),
        ("add", "رحمة بنت سعيد البلوشية"),
    ]


def test_a_dash_stands_for_the_verb_of_the_second_nominee() -> None:
    told = (
        "Министерство назначило своим дипломатическим контактным пунктом Департамент международной безопасности (dmb@a.kz), "
        "а техническим контактным пунктом – Службу реагирования на инциденты (cert@a.kz)."
    )
    people = (
        "Дипломатическим контактным пунктом назначен Рустамов Бахтиёр Анварович (b.rustamov@a.uz), "
        "а техническим – Каримова Дилноза Шухратовна (d.karimova@a.uz)."
    )
    assert [(c["role"], c["institution"], c["emails"]) for c in contacts(document(told), "ru", "KZ")] == [
        ("diplomatic", "Департамент международной безопасности", ["dmb@a.kz"]),
        ("technical", "Службу реагирования на инциденты", ["cert@a.kz"]),
    ]
    assert [(c["role"], c["name"], c["emails"]) for c in contacts(document(people), "ru", "UZ")] == [
        ("diplomatic", "Рустамов Бахтиёр Анварович", ["b.rustamov@a.uz"]),
        ("technical", "Каримова Дилноза Шухратовна", ["d.karimova@a.uz"]),
    ]


def test_one_is_replaced_and_the_other_role_stays() -> None:
    told = "外交部国际组织司司长刘洋先生自2025年7月1日起接替陈金霍先生担任外交联络点；技术联络点不变。"
    assert [(c["action"], c["role"], c["name"]) for c in contacts(document(told), "zh", "CN")] == [
        ("add", "diplomatic", "刘洋"),
        ("remove", "diplomatic", "陈金霍"),
    ]


def test_a_corrected_number_in_chinese() -> None:
    told = "提名表中外交联络点黄海波的电话误写为+86 10 6596 1141，正确号码为+86 10 6596 1114。"
    assert contacts(document(told), "zh", "CN") == [
        {"action": "update", "role": "diplomatic", "name": "黄海波", "phones": ["+861065961114"]}
    ]


def test_a_title_written_with_a_chinese_name_and_a_name_in_two_scripts() -> None:
    card = "一、外交联络点\n拿督黄家豪，副秘书长，外交部，电话：+603-8887 4000"
    both = "نقطة الاتصال التقنية\nالاسم: خالد المهيري Khalid Al Muhairi\nالبريد الإلكتروني: k@a.ae"
    assert [(c["honorific"], c["name"]) for c in contacts(document(card), "zh", "MY")] == [("拿督", "黄家豪")]
    assert [c["name"] for c in contacts(document(both), "ar", "AE")] == ["Khalid Al Muhairi"]
