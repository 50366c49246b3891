"""Who comes in whose place, or beside whom, by a sentence above the listed particulars."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

NOTES = {
    "en": (
        "The Permanent Mission presents its compliments and has the honour to nominate a new diplomatic point of contact instead "
        "of Mr. Amir Cole, with the following details:\n\nFull name: Ms. Sara Obed\nPosition: First Secretary\n"
        "E-mail: s@mfa.example.zm",
        ("Mr", "Amir Cole", "Ms", "Sara Obed", "First Secretary"),
    ),
    "fr": (
        "La Mission permanente présente ses compliments et a l'honneur d'informer de la désignation d'un nouveau point de contact "
        "diplomatique en remplacement de M. Amir Cole, selon les données suivantes :\n\nNom complet : Mme Sara Obed\n"
        "Fonction : Première Secrétaire\nCourriel : s@mfa.example.zm",
        ("M", "Amir Cole", "Mme", "Sara Obed", "Première Secrétaire"),
    ),
    "ar": (
        "تهدي الممثلية الدائمة أطيب تحياتها إلى مكتب شؤون نزع السلاح، وتود إعلامه بتسمية جهة اتصال دبلوماسية جديدة محل السيد "
        "أمير كاظم العمري، وفق البيانات الآتية:\n\nالاسم الكامل: السيدة سارة نزار العبيدي\nالعنوان الوظيفي: سكرتير أول\n"
        "البريد الإلكتروني: s@mfa.example.zm",
        ("السيد", "أمير كاظم العمري", "السيدة", "سارة نزار العبيدي", "سكرتير أول"),
    ),
    "zh": (
        "常驻联合国代表团向裁军事务厅致意，谨通知新任外交联络点，接替王伟先生，信息如下：\n\n姓名：李娜\n职务：一等秘书\n"
        "电子邮箱：s@mfa.example.zm",
        (None, "王伟", None, "李娜", "一等秘书"),
    ),
}


@pytest.mark.parametrize("language", NOTES)
def test_who_is_listed_comes_in_the_role_of_who_goes(language: str) -> None:
    text, (went, leaver, came, comer, position) = NOTES[language]
    fields = ("action", "role", "honorific", "name", "position")
    assert columns(document(text), language, "ZM", *fields) == [
        ("remove", "diplomatic", went, leaver, None),
        (None, "diplomatic", came, comer, position),
    ]


@pytest.mark.parametrize("verb", ["补充提名", "补充指定", "补充推荐"])
def test_a_further_contact_in_chinese_is_added(verb: str) -> None:
    page = document(
        f"常驻代表团向裁军事务厅致意，并谨{verb}下列技术联络点：\n\n姓名：李娜\n职务：工程师\n电子邮箱：s@mfa.example.zm"
    )
    assert columns(page, "zh", "ZM", "action", "role", "name") == [("add", "technical", "李娜")]
