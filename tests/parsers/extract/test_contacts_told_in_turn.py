"""Two or more contacts that sentences tell of in turn, in Russian, Arabic, Chinese and German."""

from __future__ import annotations

import pytest

from parsers.fields.dialling import Number, read_number
from tests.builders.documents import document
from tests.builders.layouts import columns

ADD, REMOVE = "add", "remove"
Told = tuple[str | None, str, str | None]


def told(text: str, language: str, region: str) -> list[tuple[object, ...]]:
    return columns(document(text), language, region, "role", "action", "name")


@pytest.mark.parametrize(
    ("language", "region", "text", "expected"),
    [
        (
            "ru",
            "BY",
            "Просим исключить г-на Гриня Ивана из числа технических контактных лиц. Новым техническим контактным лицом назначена "
            "Мельник Ольга Вячеславовна.",
            [("technical", REMOVE, "Гриня Ивана"), ("technical", ADD, "Мельник Ольга Вячеславовна")],
        ),
        (
            "ru",
            "RU",
            "Функции контактного лица по техническим вопросам, ранее исполнявшиеся А.В. Морозовым, переданы К.С. Белову.",
            [("technical", REMOVE, "А.В. Морозовым"), ("technical", ADD, "К.С. Белову")],
        ),
        (
            "ru",
            "KG",
            "Прежнее дипломатическое контактное лицо — Бекова Асель, новое — Матраимов Данияр Токтобекович, МИД.",
            [("diplomatic", REMOVE, "Бекова Асель"), ("diplomatic", ADD, "Матраимов Данияр Токтобекович")],
        ),
        (
            "zh",
            "CN",
            "原外交联络人张伟明（外交部军控司处长）已于2024年5月31日离任，新外交联络人为王丽华（Wang Lihua）女士。",
            [("diplomatic", REMOVE, "张伟明"), ("diplomatic", ADD, "Wang Lihua")],
        ),
        (
            "zh",
            "SG",
            "我国技术联络人黄志明先生将于二〇二四年九月三十日卸任，其继任人为杨慧敏女士。",
            [("technical", REMOVE, "黄志明"), ("technical", ADD, "杨慧敏")],
        ),
        (
            "zh",
            "CN",
            "外交联络人由李明改为蒋涛先生。",
            [("diplomatic", REMOVE, "李明"), ("diplomatic", ADD, "蒋涛")],
        ),
        (
            "ar",
            "SD",
            "نود إفادتكم بأن نقطة الاتصال الفنية السابقة، المهندس عثمان بابكر النور، قد أُحيل إلى التقاعد، وأن النقطة الجديدة "
            "هي المهندسة هالة محجوب، مديرة مركز الاستجابة.",
            [("technical", REMOVE, "عثمان بابكر النور"), ("technical", ADD, "هالة محجوب")],
        ),
        (
            "ar",
            "AE",
            "سيتولّى السيّد راشد بن حمدان الزعابي مهامّ نقطة الاتّصال الدبلوماسيّة، وأنّ المهندسة شيخة المهيري ستتولّى مهامّ نقطة الاتّصال "
            "التقنيّة.",
            [("diplomatic", ADD, "راشد بن حمدان الزعابي"), ("technical", ADD, "شيخة المهيري")],
        ),
        (
            "de",
            "DE",
            "Die Vertretung bittet, den bisherigen technischen Ansprechpartner, Herrn Dieter Vogt, zu streichen und durch die "
            "Referatsleiterin Frau Petra Lindner zu ersetzen.",
            [("technical", REMOVE, "Dieter Vogt"), ("technical", ADD, "Petra Lindner")],
        ),
        (
            "de",
            "CH",
            "Die Mission teilt mit, dass Herr Reto Bühlmann die Funktion der technischen Kontaktstelle abgibt. Seine Nachfolge "
            "tritt Frau Claudia Zgraggen an, Chefin, Bundesamt für Cybersicherheit.",
            [("technical", REMOVE, "Reto Bühlmann"), ("technical", ADD, "Claudia Zgraggen")],
        ),
    ],
)
def test_who_comes_is_told_from_who_goes(language: str, region: str, text: str, expected: list[Told]) -> None:
    assert told(text, language, region) == expected


@pytest.mark.parametrize(
    ("language", "region", "text", "emails"),
    [
        (
            "ru",
            "BY",
            "Назначены: Ковальчук Игорь Станиславович дипломатическим контактным лицом, Шевчик Татьяна Михайловна техническим "
            "контактным лицом. Связаться с И.С. Ковальчуком можно по a@mfa.example, с Т.М. Шевчик — по b@nces.example.",
            [("a@mfa.example",), ("b@nces.example",)],
        ),
        (
            "zh",
            "CN",
            "现提供联络人信息如下。外交联络人：吴敏（女），外交部军控司一秘。技术联络人：韩冰（男），外交部副司长。吴敏的邮箱是a@mfa.example；韩冰的邮箱是b@mfa.example。",
            [("a@mfa.example",), ("b@mfa.example",)],
        ),
        (
            "zh",
            "SG",
            "我国提名张慧仪大使阁下担任外交联络人，提名欧阳俊杰上校担任技术联络人。张大使：a@mfa.example。欧阳上校：b@mindef.example。",
            [("a@mfa.example",), ("b@mindef.example",)],
        ),
        (
            "ar",
            "BH",
            "يرجى التكرم باعتماد كلٍّ من الشيخ عبدالعزيز بن خليفة آل خليفة، والنقيب مريم عيسى الجودر، نقطتي اتصال، الأول للشؤون "
            "الدبلوماسية والثانية للشؤون التقنية. للتواصل مع الأول: a@mofa.example؛ وللتواصل مع الثانية: b@ncsc.example.",
            [("a@mofa.example",), ("b@ncsc.example",)],
        ),
        (
            "de",
            "AT",
            "Österreich benennt Frau Mag. Eva von Hohenberg als diplomatische Kontaktperson und Herrn Dipl.-Ing. Karl Maier als "
            "technische Kontaktperson. Frau von Hohenberg ist unter a@bmeia.example erreichbar, Herr Maier unter b@cert.example.",
            [("a@bmeia.example",), ("b@cert.example",)],
        ),
    ],
)
def test_an_address_told_later_is_of_whom_it_names(
    language: str, region: str, text: str, emails: list[tuple[str, ...]]
) -> None:
    assert columns(document(text), language, region, "emails") == [(one,) for one in emails]


@pytest.mark.parametrize(
    ("language", "region", "text"),
    [
        (
            "ru",
            "KZ",
            "Назначена г-жа Анна Ким дипломатическим контактным лицом. Техническим контактным лицом остаётся г-н Нурланов.",
        ),
        ("ar", "IQ", "عُيِّنت السيدة آنا كيم نقطة اتصال دبلوماسية، وتستمر السيدة سرى عبد الأمير نقطة اتصال فنية."),
        ("zh", "SG", "兹指定金安娜女士为外交联络人。黄志明先生继续担任技术联络人。"),
        (
            "de",
            "DE",
            "Benannt wird Frau Anna Kim als diplomatische Kontaktperson. Als technische Kontaktperson steht weiterhin Frau Eva "
            "Thoma zur Verfügung.",
        ),
    ],
)
def test_who_stays_is_nobody_new(language: str, region: str, text: str) -> None:
    assert [row[0] for row in columns(document(text), language, region, "role")] == ["diplomatic"]


@pytest.mark.parametrize(
    ("language", "region", "text", "expected"),
    [
        (
            "ar",
            "YE",
            "تم تعيين السيد عبدالسلام قاسم العواضي - رئيس دائرة المنظمات - وزارة الخارجية نقطة اتصال دبلوماسية.",
            ("عبدالسلام قاسم العواضي", "رئيس دائرة المنظمات", "وزارة الخارجية"),
        ),
        (
            "ar",
            "IQ",
            "تم تعيين الدكتور علي عبد الحسين الساعدي مدير قسم الأمن السيبراني، وزارة الاتصالات، نقطة اتصال فنية.",
            ("علي عبد الحسين الساعدي", "مدير قسم الأمن السيبراني", "وزارة الاتصالات"),
        ),
        (
            "zh",
            "CN",
            "谨提名国家互联网应急中心运行部主任赵建国，负责技术层面联络。",
            ("赵建国", "主任", "国家互联网应急中心运行部"),
        ),
        (
            "zh",
            "MY",
            "阿末·法兹先生（Mr Ahmad Faiz，外交部多边安全司首席助理秘书）已获委任为外交联络人。",
            ("Ahmad Faiz", "首席助理秘书", "外交部多边安全司"),
        ),
        (
            "zh",
            "CN",
            "兹指定外交部军控司司长为外交联络人。",
            (None, "司长", "外交部军控司"),
        ),
        (
            "de",
            "DE",
            "Zur Kontaktperson für diplomatische Angelegenheiten wurde Legationsrätin Jana Pohl vom Auswärtigen Amt bestimmt.",
            ("Jana Pohl", None, "Auswärtigen Amt"),
        ),
    ],
)
def test_an_office_ends_the_name_before_it(
    language: str, region: str, text: str, expected: tuple[str | None, ...]
) -> None:
    assert columns(document(text), language, region, "name", "position", "institution") == [expected]


def test_a_rank_that_heads_a_team_is_no_rank() -> None:
    text = "تم ترشيح فريق الاستجابة للأحداث السيبرانية نقطة اتصال تقنية، cert@cert.example."

    assert columns(document(text), "ar", "IQ", "name", "honorific", "institution") == [
        (None, None, "فريق الاستجابة للأحداث السيبرانية")
    ]


def test_a_helper_keeps_what_stands_on_his_line() -> None:
    text = (
        "Дипломатический контакт\nФ.И.О.: Токтогулов Нурбек\nТел.: +996 312 62 05 70\n"
        "Помощник (для записи на встречу): Айпери, тел. +996 312 62 05 71"
    )

    assert columns(document(text), "ru", "KG", "name", "phones") == [("Токтогулов Нурбек", ("+996312620570",))]


def test_wide_spaces_part_a_chinese_label_from_its_answer() -> None:
    text = "外交联络人\n姓名　　曹颖\n职务　　二等秘书\n单位　　外交部军控司\n邮箱　　caoying@mfa.example"

    assert columns(document(text), "zh", "CN", "name", "position", "institution") == [
        ("曹颖", "二等秘书", "外交部军控司")
    ]


def test_a_plus_behind_the_last_group_is_the_first_ones() -> None:
    assert read_number("213 21 73 12 34+", "DZ") == (Number("+21321731234", True, "DZ"), None)


def test_the_year_s_letter_is_no_form_of_address() -> None:
    text = (
        "Ссылаясь на ноту от 8 января 2024 г., Постоянное представительство назначает г-жу Анаит Григорян дипломатическим "
        "контактным лицом."
    )

    assert told(text, "ru", "AM") == [("diplomatic", ADD, "Анаит Григорян")]
