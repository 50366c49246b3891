"""Russian, Arabic and Chinese as Missions write them: lists, clauses, corrections, successions, names without a title."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import Row, claims, columns, contacts


def changes(text: str, language: str, region: str) -> list[tuple[object, object, object]]:
    return [(c.get("action"), c.get("role"), c.get("name")) for c in contacts(document(text), language, region)]


SUCCESSIONS = {
    "ru instead of him": (
        "Просим исключить из реестра г-на Петрова Ивана Ивановича и включить вместо него г-жу Сидорову Анну Олеговну "
        "(a.sidorova@as.example.ru) в качестве технического контактного пункта.",
        "ru", "RU", "Петрова Ивана Ивановича", "Сидорову Анну Олеговну",
    ),
    "ru no longer": (
        "Г-н Петров Иван Иванович более не является техническим контактным пунктом. Новым техническим контактным пунктом является "
        "г-жа Сидорова Анна Олеговна.",
        "ru", "RU", "Петров Иван Иванович", "Сидорова Анна Олеговна",
    ),
    "ar instead of him": (
        "يرجى حذف اسم السيد كريم جابر الحسن من الدليل وإضافة السيدة ليلى حسن القاسم بدلاً منه كنقطة اتصال فنية.",
        "ar", "IQ", "كريم جابر الحسن", "ليلى حسن القاسم",
    ),
    "ar has taken his place": (
        "تود البعثة إبلاغه بأن السيد/ كريم جابر الحسن لم يعد نقطة الاتصال الفنية، وأن السيدة/ ليلى حسن القاسم قد حلت محله.",
        "ar", "IQ", "كريم جابر الحسن", "ليلى حسن القاسم",
    ),
    "zh": ("由赵敏女士接替李晓明先生担任技术联络点。", "zh", "CN", "李晓明", "赵敏"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language", "region", "leaves", "comes"), SUCCESSIONS.values(), ids=SUCCESSIONS)
def test_one_leaves_and_another_comes(text: str, language: str, region: str, leaves: str, comes: str) -> None:
    assert sorted(changes(text, language, region), key=str) == [
        ("add", "technical", comes),
        ("remove", "technical", leaves),
    ]


LI: Row = {
    "role": "diplomatic", "name": "李晓明", "position": "副处长", "institution": "外交部国际司",
    "emails": ["lixm@mfa.example.cn"], "phones": ["+861065961234"],
}  # fmt: skip


def test_chinese_names_without_a_form_of_address() -> None:
    told = "兹提名外交部国际司副处长李晓明为外交联络点，电话+86 10 6596 1234，邮箱lixm@mfa.example.cn，工作语言为中文、英文。"
    card = "外交联络点：李晓明，男，外交部国际司副处长，电话：010-65961234，邮箱：lixm@mfa.example.cn。"
    assert contacts(document(told), "zh", "CN") == [{**LI, "action": "add", "languages": ["zh", "en"]}]
    assert contacts(document(card), "zh", "CN") == [LI]
    assert changes("技术联络点李晓明的电子邮箱由old@cert.example.cn变更为new@cert.example.cn。", "zh", "CN") == [
        ("update", "technical", "李晓明")
    ]
    assert contacts(document("现提交联络点信息表。"), "zh", "CN") == []


def test_two_nominated_in_one_sentence_clause_by_clause() -> None:
    text = (
        "Дипломатическим контактным пунктом определён г-н Ким Олег Сергеевич, советник, Департамент договоров "
        "(тел. +7 495 111 22 33), "
        "а функции технического контактного пункта возложены на Национальный центр связи, тел. +7 495 222 33 44, эл. почта "
        "soc@ns.example.ru. Рабочие языки обоих контактных пунктов – русский и английский."
    )
    assert contacts(document(text), "ru", "RU") == [
        {
            "role": "diplomatic", "action": "add", "honorific": "г-н", "name": "Ким Олег Сергеевич", "position": "советник",
            "institution": "Департамент договоров", "phones": ["+74951112233"], "languages": ["ru", "en"],
        },
        {
            "role": "technical", "action": "add", "institution": "Национальный центр связи", "emails": ["soc@ns.example.ru"],
            "phones": ["+74952223344"], "languages": ["ru", "en"],
        },
    ]  # fmt: skip


def test_numbers_of_somebody_unread_are_not_given_to_another() -> None:
    text = (
        "Дипломатическим контактным пунктом назначен г-н Ким Олег Сергеевич. Функции технического контактного пункта возложены на "
        "дежурную смену, тел. +7 495 222 33 44."
    )
    assert [(c["role"], c.get("phones")) for c in contacts(document(text), "ru", "RU")] == [
        ("diplomatic", None),
        ("technical", ["+74952223344"]),
    ]


def test_the_nominee_stands_behind_the_role() -> None:
    text = (
        "Правительство назначило дипломатическим контактным пунктом Иванову Марию Петровну (m.ivanova@mid.example.ru)."
    )
    assert changes(text, "ru", "RU") == [("add", "diplomatic", "Иванову Марию Петровну")]


def test_dashes_small_letters_and_ordinals_make_a_list() -> None:
    dashes = (
        "Направляем данные технического контактного пункта:\n• Ф.И.О. — Ким Олег Сергеевич\n"
        "• Должность — инженер\n• Тел. — 0312 90-07-66"
    )
    small = "Включить в реестр:\nг-жа Сидорова Анна Олеговна\nдолжность: инженер\nязыки: русский, узбекский"
    ordinals = "أولا: نقطة الاتصال الدبلوماسية\n- الاسم: السيد كريم الحسن\n- الوظيفة: مدير\n- اللغات: العربية"
    assert contacts(document(dashes), "ru", "KG") == [
        {"role": "technical", "name": "Ким Олег Сергеевич", "position": "инженер", "phones": ["+996312900766"]}
    ]
    assert contacts(document(small), "ru", "UZ")[0].get("languages") == ["ru", "uz"]
    assert contacts(document(ordinals), "ar", "IQ") == [
        {"role": "diplomatic", "honorific": "السيد", "name": "كريم الحسن", "position": "مدير", "languages": ["ar"]}
    ]


def test_only_what_is_ticked_and_what_is_written_behind() -> None:
    page = document(
        "Вид контактного пункта: ☐ дипломатический ☒ технический\nОбращение: ☐ г-н ☒ г-жа",
        table(("Фамилия", "Имя, отчество"), ("СИДОРОВА", "Анна Олеговна")),
        "Владение языками: ☒ русский ☐ французский ☐ китайский; другие: белорусский",
    )
    assert contacts(page, "ru", "BY") == [
        {"role": "technical", "honorific": "г-жа", "name": "Анна Олеговна СИДОРОВА", "languages": ["ru", "be"]}
    ]


CORRECTIONS = {
    "ru": "Дипломатический контактный пункт: г-н Ким Олег Сергеевич\nв графе «Эл. почта»\nнапечатано: old@mid.example.ru\n"
    "следует читать: new@mid.example.ru",
    "ar": "أصبح البريد الإلكتروني لنقطة الاتصال الدبلوماسية السيد كريم الحسن: new@mid.example.ru بدلاً من old@mid.example.ru",
}


@pytest.mark.parametrize("text", CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_gives_the_right_value_alone(text: str) -> None:
    language = "ar" if "أ" in text else "ru"
    assert [(c.get("emails"), c.get("position")) for c in contacts(document(text), language, "RU")] == [
        (["new@mid.example.ru"], None)
    ]


def test_a_form_of_address_in_a_row_of_its_own_is_no_role() -> None:
    page = document(
        table(
            ("البيان", "نقطة الاتصال الدبلوماسية", "نقطة الاتصال التقنية"),
            ("الاسم الكامل", "كريم الحسن", "ليلى القاسم"),
            ("الصفة", "السيد", "السيدة"),
            ("المنصب", "مدير", "مهندسة"),
        )
    )
    assert [(c["role"], c["honorific"], c["name"], c["position"]) for c in contacts(page, "ar", "IQ")] == [
        ("diplomatic", "السيد", "كريم الحسن", "مدير"),
        ("technical", "السيدة", "ليلى القاسم", "مهندسة"),
    ]


RUNS = {
    "ar particle": (
        "عينت السلطات السيدة سناء أوعلي، رئيسة قسم اليقظة بالمديرية العامة لأمن نظم المعلومات، "
        "إدارة الدفاع الوطني، نقطة اتصال تقنية.",
        "ar", "MA", "سناء أوعلي", "رئيسة قسم اليقظة", "المديرية العامة لأمن نظم المعلومات، إدارة الدفاع الوطني",
    ),
    "ar preposition": (
        "سمت الحكومة العقيد جورج نصر، رئيس مكتب الجرائم المعلوماتية في قوى الأمن الداخلي، نقطة اتصال فنية.",
        "ar", "LB", "جورج نصر", "رئيس مكتب الجرائم المعلوماتية", "قوى الأمن الداخلي",
    ),
    "ru case": (
        "Техническим контактным пунктом назначен г-н Павел Лукашик, начальник отдела реагирования на инциденты "
        "Национального центра реагирования на компьютерные инциденты.",
        "ru", "BY", "Павел Лукашик", "начальник отдела реагирования на инциденты",
        "Национального центра реагирования на компьютерные инциденты",
    ),
    "zh before a Latin name": (
        "新加坡指定新加坡网络安全局副局长林伟明（Lim Wei Ming）先生为技术联络点。",
        "zh", "SG", "Lim Wei Ming", "副局长", "新加坡网络安全局",
    ),
    "zh body": ("中国政府指定国家网络信息安全通报中心为技术联络点。", "zh", "CN", None, None, "国家网络信息安全通报中心"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language", "region", "name", "position", "institution"), RUNS.values(), ids=RUNS)
def test_the_body_is_parted_from_the_position(
    text: str, language: str, region: str, name: str | None, position: str | None, institution: str
) -> None:
    found = contacts(document(text), language, region)
    assert [(c.get("name"), c.get("position"), c.get("institution")) for c in found] == [(name, position, institution)]


def test_nothing_changed_changes_nobody() -> None:
    text = (
        "نؤكد أن بيانات نقطتي الاتصال لا تزال صحيحة ولم يطرأ عليها أي تغيير: "
        "السيد مؤمن حسن بري (دبلوماسية) والسيدة فوزية عمر (فنية)."
    )
    assert contacts(document(text), "ar", "DJ") == []


def test_a_form_s_title_names_nobody() -> None:
    assert contacts(document("ФОРМА ДЛЯ НАЗНАЧЕНИЯ КОНТАКТНЫХ ПУНКТОВ"), "ru", "TJ") == []


def test_a_table_of_principal_and_alternate_is_in_the_role_of_its_lead_in() -> None:
    page = document(
        "وترفق طيه بيانات نقطة الاتصال الدبلوماسية والمناوب عنها:",
        table(
            ["", "الأصيل", "المناوب"],
            ["الاسم", "السيد عبد السلام التاورغي", "الآنسة هناء الورفلي"],
            ["الصفة", "مستشار", "سكرتير ثالث"],
        ),
    )
    found = contacts(page, "ar", "LY")
    assert [(c.get("role"), c.get("name")) for c in found] == [
        ("diplomatic", "عبد السلام التاورغي"),
        ("diplomatic", "هناء الورفلي"),
    ]


def test_parts_of_a_name_in_any_order_are_joined_given_names_first() -> None:
    page = document(
        "Технический контактный пункт",
        table(["Имя", "Марина"], ["Отчество", "Казимировна"], ["Фамилия", "Рудак"], ["Должность", "ведущий инженер"]),
    )
    assert [c.get("name") for c in contacts(page, "ru", "BY")] == ["Марина Казимировна Рудак"]


def test_languages_in_brackets_before_the_word_for_them() -> None:
    text = (
        "Дипломатическим контактным пунктом назначен господин Тимур Галеев, директор, Департамент по новым вызовам "
        "(galeev@mid.example.ru, русский и английский языки)."
    )
    assert [c.get("languages") for c in contacts(document(text), "ru", "RU")] == [["ru", "en"]]


def test_a_chinese_card_parts_body_and_position() -> None:
    page = document(
        "我谨代表中国政府提名以下官员为外交联络点：\n\n诸葛明远\n外交部军控司副司长\n邮箱：zgmy@mfa.example.cn"
    )
    found = contacts(page, "zh", "CN")
    assert [(c.get("name"), c.get("position"), c.get("institution")) for c in found] == [
        ("诸葛明远", "副司长", "外交部军控司")
    ]


def test_a_label_that_calls_its_value_the_old_one_gives_none() -> None:
    text = (
        "ويود إحاطته علما بالتعديلات التالية على بيانات المهندسة حصة المطيري، نقطة الاتصال الفنية:\n\n"
        "البريد الإلكتروني القديم: irt@ncsc.example.kw\nالبريد الإلكتروني الجديد: duty@ncsc.example.kw"
    )
    assert [c.get("emails") for c in contacts(document(text), "ar", "KW")] == [["duty@ncsc.example.kw"]]


@pytest.mark.parametrize(
    ("text", "language", "region", "body"),
    [
        ("The functions of technical point of contact have been entrusted to the Zambia Cyber Centre (x@cirt.example).",
         "en", "ZM", "Zambia Cyber Centre"),
        ("Les fonctions de point de contact technique sont assurées par le Centre national de réponse (x@cirt.example).",
         "fr", "TG", "Centre national de réponse"),
        ("La función de punto de contacto técnico recae en el Centro de Respuesta (x@cirt.example).",
         "es", "HN", "Centro de Respuesta"),
        ("Функции технического контактного пункта возложены на Национальный центр реагирования (эл. почта: x@cirt.example).",
         "ru",
         "BY", "Национальный центр реагирования"),
    ],
)  # fmt: skip
def test_a_body_to_which_the_functions_of_a_contact_are_entrusted(
    text: str, language: str, region: str, body: str
) -> None:
    found = columns(document(text), language, region, "action", "role", "name", "institution", "emails")
    assert found == [("add", "technical", None, body, ("x@cirt.example",))]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("谨提名国家网络安全局局长玛丽亚·达席尔瓦女士为技术联络点。", ("玛丽亚·达席尔瓦", "局长", "国家网络安全局")),
        ("谨提名外交部多边司司长约瑟夫·恩科西担任技术联络点。", ("约瑟夫·恩科西", "司长", "外交部多边司")),
        ("我国技术联络人普拉卡什·塔帕先生的办公电话已变更。", ("普拉卡什·塔帕", None, None)),
    ],
)
def test_a_foreign_name_in_chinese_characters_is_whole(text: str, person: tuple[object, ...]) -> None:
    assert columns(document(text), "zh", "NP", "name", "position", "institution") == [person]


def test_somebody_named_by_an_initial_in_russian() -> None:
    page = document(
        "У технического контактного лица Узбекистана А.Каримова изменился адрес электронной почты: вместо a@old.example следует "
        "использовать a@new.example."
    )
    assert columns(page, "ru", "UZ", "action", "role", "name", "emails") == [
        ("update", "technical", "А.Каримова", ("a@new.example",))
    ]


def test_the_same_number_is_the_one_under_the_same_label() -> None:
    page = document(
        "Дипломатический контактный пункт:", "Ф.И.О.: Асанова Айгуль Бакытовна", "Раб. тел.: 0 (312) 62-05-45",
        "Моб.: 0 555 12 34 56", "Технический контактный пункт:", "Ф.И.О.: Жумабеков Тимур", "Раб. тел.: тот же",
    )  # fmt: skip
    found = [(c.path, c.value, c.sure) for c in claims(page, "ru", "KG").claims if c.path.endswith("phones")]
    assert [(value, sure) for _, value, sure in found] == [
        ("+996312620545", True), ("+996555123456", True), ("+996312620545", True),
    ]  # fmt: skip


def test_the_same_number_is_doubted_where_several_stand_above_under_other_labels() -> None:
    page = document(
        "Дипломатический контактный пункт:", "Ф.И.О.: Асанова Айгуль Бакытовна", "Раб. тел.: 0 (312) 62-05-45",
        "Моб.: 0 555 12 34 56", "Технический контактный пункт:", "Ф.И.О.: Жумабеков Тимур", "Телефон: тот же",
    )  # fmt: skip
    found = [(c.path, c.value, c.sure) for c in claims(page, "ru", "KG").claims if c.path.endswith("phones")]
    assert [(value, sure) for _, value, sure in found] == [
        ("+996312620545", True), ("+996555123456", True), ("+996312620545", False), ("+996555123456", False),
    ]  # fmt: skip
