"""Layouts by their shape rather than their words: labels above values, bare cards, questions in tables, alternating languages."""

from __future__ import annotations

from parsers.extract.versions import own_text, versions_of
from tests.builders.documents import document, table
from tests.builders.layouts import contacts


def test_labels_stand_above_their_values() -> None:
    page = document(
        "Назначен технический контактный пункт:",
        table(
            ("Фамилия, имя, отчество", "Занимаемый пост"),
            ("г-н Тестов Иван Петрович", "начальник смены"),
            ("Организация по месту службы", "Эл. почта"),
            ("Центр реагирования", "i.testov@cert.example"),
            ("Телефон", "Факс"),
            ("+7 727 250 11 22", "+7 727 250 11 23"),
        ),
    )
    assert contacts(page, "ru", "KZ") == [
        {
            "role": "technical", "action": "add", "name": "Тестов Иван Петрович", "honorific": "г-н",
            "position": "начальник смены", "institution": "Центр реагирования", "emails": ["i.testov@cert.example"],
            "phones": ["+77272501122"],
        }
    ]  # fmt: skip


def test_cards_below_a_role_and_a_body() -> None:
    page = document(
        "技术联络点\n\n信息安全局\n\n宗明宇\n调研员\n86-10-66261234\nzong@example.cn\n中文、英文\n\n"
        "霍文霖\n主任科员\n86-10-66265678\nhuo@example.cn\n中文、俄文"
    )
    assert contacts(page, "zh", "CN") == [
        {
            "role": "technical", "name": "宗明宇", "position": "调研员", "institution": "信息安全局",
            "emails": ["zong@example.cn"], "phones": ["+861066261234"], "languages": ["zh", "en"],
        },
        {
            "role": "technical", "name": "霍文霖", "position": "主任科员", "institution": "信息安全局",
            "emails": ["huo@example.cn"], "phones": ["+861066265678"], "languages": ["zh", "ru"],
        },
    ]  # fmt: skip


def test_a_card_printed_line_by_line_below_a_lead_in() -> None:
    page = document(
        "نقطة الاتصال الدبلوماسية لاتحاد جزر القمر هي:\n\nالسيدة سلمى علي باكر\n\nرئيسة قسم المنظمات الدولية\n\n"
        "وزارة الشؤون الخارجية، المكلفة بالعالم العربي\n\nالهاتف: +269 773 06 42"
    )
    assert contacts(page, "ar", "KM") == [
        {
            "role": "diplomatic", "name": "سلمى علي باكر", "honorific": "السيدة",
            "position": "رئيسة قسم المنظمات الدولية", "institution": "وزارة الشؤون الخارجية، المكلفة بالعالم العربي",
            "phones": ["+2697730642"],
        }
    ]  # fmt: skip


def test_questions_in_a_table_and_one_about_somebody_else() -> None:
    page = document(
        table(
            ("1. Какой контактный пункт вы представляете?", "технический"),
            ("2. Ваше полное имя", "Руцкий Тимофей Янович"),
            ("3. Какую должность занимаете?", "инженер"),
            ("4. По какому телефону вас можно найти?", "8 (017) 309-28-84"),
            ("5. Кто ваш непосредственный руководитель?", "Маковский Юрий Павлович, начальник управления"),
        )
    )
    assert contacts(page, "ru", "BY") == [
        {
            "role": "technical", "name": "Руцкий Тимофей Янович", "position": "инженер",
            "phones": ["+375173092884"],
        }
    ]  # fmt: skip


def test_who_leaves_is_known_by_what_stands_in_brackets() -> None:
    page = document(
        "Прежнее контактное лицо по техническим вопросам – Лосев Глеб Родионович (losev@cert.example) – просим исключить "
        "из реестра."
    )
    assert contacts(page, "ru", "RU") == [
        {"role": "technical", "action": "remove", "name": "Лосев Глеб Родионович", "emails": ["losev@cert.example"]}
    ]


def test_two_languages_that_alternate_are_two_texts() -> None:
    page = document(
        "新加坡共和国常驻联合国代表团向联合国裁军事务厅致意。\n\n"
        "The Permanent Mission of Singapore presents its compliments to the Office for Disarmament Affairs.",
        table(("姓名 / Name", "职位 / Post"), ("傅思敏\nMs Foo Szu Min", "副司长\nDeputy Director")),
    )
    texts = [(v.language, v.translation, own_text(v.document).splitlines()[-1]) for v in versions_of(page)]
    assert texts == [("zh", False, "傅思敏\t副司长"), ("en", True, "Ms Foo Szu Min\tDeputy Director")]


def test_somebody_is_named_later_and_languages_below_are_those_of_who_is_named() -> None:
    page = document(
        "أولاً: نقطة الاتصال الدبلوماسية\n\nالاسم: السيدة سلمى علي باكر\n\nثانياً: نقطة الاتصال الفنية\n\n"
        "لم تتم تسميتها بعد، وسيُخطر المكتب بها لاحقاً.\n\nاللغات: العربية والإنجليزية"
    )
    assert contacts(page, "ar", "SD") == [
        {"role": "diplomatic", "name": "سلمى علي باكر", "honorific": "السيدة", "languages": ["ar", "en"]}
    ]


def test_two_people_in_one_run_with_their_roles_in_brackets() -> None:
    page = document(
        "Контактные лица Туркменистана: г-жа Огулджан Оразова (дипломатический пункт), г-н Сердар Хыдыров (технический пункт)."
    )
    assert [(c["role"], c["name"], c["honorific"]) for c in contacts(page, "ru", "TM")] == [
        ("diplomatic", "Огулджан Оразова", "г-жа"),
        ("technical", "Сердар Хыдыров", "г-н"),
    ]
