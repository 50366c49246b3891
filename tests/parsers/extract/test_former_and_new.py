"""Who was a point of contact and who is the new one, by heading or in the text, and whom a question merely names."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

LEAVES = ("remove", "technical", "Chola Banda", None)
COMES = ("add", "technical", "Issa Phiri", ["i@cert.example.zm"])


def found(text: str, language: str) -> list[tuple[object, ...]]:
    return [(c["action"], c["role"], c["name"], c.get("emails")) for c in contacts(document(text), language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Former technical point of contact of Zambia: Mr Chola Banda.\n"
               "New technical point of contact of Zambia: Mr Issa Phiri, i@cert.example.zm."),
        ("ru", "Прежний технический контактный пункт Республики Замбия: г-н Chola Banda.\n"
               "Новый технический контактный пункт: г-н Issa Phiri, i@cert.example.zm."),
        ("ar", "نقطة الاتصال التقنية السابقة لزامبيا: السيد Chola Banda.\n"
               "نقطة الاتصال التقنية الجديدة: السيد Issa Phiri، i@cert.example.zm."),
        ("zh", "原技术联络点：Chola Banda 先生。\n新技术联络点：Issa Phiri 先生，i@cert.example.zm。"),
        ("de", "Bisherige technische Kontaktstelle: Herr Chola Banda.\n"
               "Neue technische Kontaktstelle: Herr Issa Phiri, i@cert.example.zm."),
    ],
)  # fmt: skip
def test_headings_for_the_former_and_the_new_one(language: str, text: str) -> None:
    assert found(text, language) == [LEAVES, COMES]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Until now the technical point of contact of Zambia has been Mr Chola Banda. This function is now performed by "
               "Mr Issa Phiri, i@cert.example.zm."),
        ("ru", "Ранее техническим контактным лицом был г-н Chola Banda. Теперь эти функции выполняет г-н Issa Phiri "
               "(i@cert.example.zm)."),
        ("ar", "نفيدكم بأن السيد Chola Banda كان نقطة الاتصال التقنية. وتتولى هذه المهمة الآن السيد Issa Phiri "
               "(i@cert.example.zm)."),
        ("ar", "نقطة الاتصال التقنية السابقة، السيد Chola Banda، لم يعد يعمل معنا، وأن السيد Issa Phiri هو نقطة الاتصال التقنية "
               "الجديدة، بريده i@cert.example.zm."),
        ("fr", "M. Chola Banda était jusqu'au 31 mai le point de contact technique. Cette fonction est désormais assurée par "
               "M. Issa Phiri, i@cert.example.zm."),
    ],
)  # fmt: skip
def test_who_was_the_contact_leaves_and_who_takes_the_function_comes(language: str, text: str) -> None:
    assert found(text, language) == [LEAVES, COMES]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We would be grateful if you could advise whether a form for the nomination exists, as the capital (Mr Chola "
               "Banda, Ministry of Defence) has not answered yet."),
        ("ru", "Просим разъяснить, существует ли форма для назначения, поскольку согласование (ответственный - г-н Chola Banda, "
               "МИД) еще продолжается."),
        ("ar", "نود أن نستفسر عما إذا كان هناك نموذج لتسمية نقطة الاتصال، إذ إن المسؤول السيد Chola Banda لم يرد بعد."),
        ("zh", "我团希望了解，提名联络点是否有固定表格，因为国内（负责人：李强先生）仍在协调。"),
    ],
)  # fmt: skip
def test_an_indirect_question_nominates_nobody(language: str, text: str) -> None:
    assert contacts(document(text), language) == []


def test_the_new_number_of_a_contact_is_no_new_contact() -> None:
    text = "رقم الهاتف الجديد (جهة اتصال تقنية – السيد Issa Phiri): +260 211 252 601"
    assert [(c["action"], c["role"], c["name"]) for c in contacts(document(text), "ar")] == [
        ("update", "technical", "Issa Phiri")
    ]


@pytest.mark.parametrize(
    ("text", "name", "position", "institution"),
    [
        (
            "中国政府增派国家互联网应急中心高级工程师欧阳建国先生为技术联络人。",
            "欧阳建国",
            "高级工程师",
            "国家互联网应急中心",
        ),
        ("我方指派外交部李强先生为技术联络点。", "李强", None, "外交部"),
        ("新增公安部网络安全保卫局司马云女士为技术联络点。", "司马云", None, "公安部网络安全保卫局"),
    ],
)
def test_a_chinese_name_right_behind_its_body(text: str, name: str, position: str | None, institution: str) -> None:
    found = [(c["name"], c.get("position"), c["institution"]) for c in contacts(document(text), "zh", "CN")]
    assert found == [(name, position, institution)]


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("Рашад Аллахверди оглы Гусейнзаде", ", начальник отдела"),
        ("Гусейнзаде Рашад Аллахверди оглы", " начальник отдела"),
    ],
)
def test_a_family_name_behind_the_word_for_son(name: str, behind: str) -> None:
    page = document(f"Техническим контактным пунктом назначен г-н {name}{behind}, r@mincom.example.az.")
    assert [c["name"] for c in contacts(page, "ru", "AZ")] == [name]
