"""Lexicons load, compile and tell labels, roles and formulae in every language."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.fold import fold, fold_with_places
from parsers.lexicons import LANGUAGES, lexicon
from parsers.words import (
    Phrases,
    formula,
    is_not_applicable,
    is_placeholder,
    is_same_as_above,
    is_yes,
    label_at_head,
    label_of,
    roles_in,
)

FOLDER = Path(__file__).parents[2] / "parsers" / "lexicon"
CODES = {
    "state",
    "role",
    "name",
    "family_name",
    "given_name",
    "patronymic",
    "honorific",
    "position",
    "institution",
    "department",
    "address",
    "phone",
    "dialling_code",
    "area_code",
    "mobile",
    "fax",
    "email",
    "languages",
    "availability",
    "alternate",
    "leaver",
    "comer",
    "extension",
    "secure",
    "website",
    "action",
    "effective",
    "remarks",
    "reference",
    "date",
    "subject",
    "enclosure",
    "signature",
}
SECTIONS = {
    "labels",
    "label_parts",
    "honorifics",
    "roles",
    "formulae",
    "months",
    "numbers",
    "yes_no",
    "words",
    "places",
    "languages",
}
FORMULAE = {
    "phishing",
    "mission",
    "secretariat",
    "courtesy_opening",
    "courtesy_closing",
    "refers_to",
    "nominate",
    "replace",
    "update",
    "withdraw",
    "confirm",
    "supersede",
    "enclose",
    "alternate",
    "effective",
    "new_value",
    "old_value",
    "same_as_above",
    "not_applicable",
    "placeholder",
    "out_of_office",
    "automatic_reply",
    "bounce",
    "inquiry",
    "incident",
    "first_person",
    "salutation",
    "valediction",
    "quoted_header",
    "forwarded",
    "disclaimer",
    "translation",
    "note_title",
    "own_form",
    "elsewhere",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lexicon_keeps_to_the_schema(language: str) -> None:
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert set(data) <= SECTIONS
    assert {code for joined in data["labels"] for code in joined.split("+")} == CODES
    assert set(data["formulae"]) == FORMULAE
    assert {"diplomatic", "technical", "both", "contact"} == set(data["roles"])
    for section in ("labels", "roles", "formulae"):
        assert all(isinstance(text, str) and text.strip() for texts in data[section].values() for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_expression_compiles(language: str) -> None:
    for kind in lexicon(language).formula_kinds:
        lexicon(language).formula(kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_a_formula_is_found_in_itself(language: str) -> None:
    missed = []
    for kind in lexicon(language).formula_kinds:
        phrases = lexicon(language).formula(kind)
        for phrase in phrases.phrases:
            if not phrase.startswith("re:") and fold(phrase) and not phrases.stands_in(phrase.replace("*", "")):
                missed.append((kind, phrase))
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_known_as_its_code(language: str) -> None:
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    wrong = []
    for code, texts in data["labels"].items():
        for text in texts:
            label = lexicon(language).label(text)
            if label is None or not set(code.split("+")) <= set(label.codes) | (
                {*code.split("+")} if label.compound else set()
            ):
                wrong.append((code, text, label))
    assert wrong == []


LABELS = [
    ("Name", "name"),
    ("1. Name:", "name"),
    ("Name*", "name"),
    ("(a) Full name", "name"),
    ("a) Full name :", "name"),
    ("FULL NAME", "name"),
    ("• Full name", "name"),
    ("2.1 Full name", "name"),
    ("Name of the POC", "name"),
    ("POC's name", "name"),
    ("Name / Nom", "name"),
    ("Name (Nom)", "name"),
    ("Nom / Name / Nombre", "name"),
    ("姓名 Name", "name"),
    ("Name/姓名", "name"),
    ("الاسم / Name", "name"),
    ("Name (as it appears in the passport)", "name"),
    ("Surname", "family_name"),
    ("Given name(s)", "given_name"),
    ("Job title", "position"),
    ("Position*", "position"),
    ("Designation", "position"),
    ("Organisation", "institution"),
    ("Ministry / Agency", "institution"),
    ("Agency/Organization", "institution"),
    ("Department / Unit", "department"),
    ("E-mail address(es)", "email"),
    ("Email:", "email"),
    ("E–mail", "email"),
    ("e-mail(s)*", "email"),
    ("Official e-mail address", "email"),
    ("Telephone number(s)", "phone"),
    ("Tel.", "phone"),
    ("Tel. No.:", "phone"),
    ("Phone (with country code)", "phone"),
    ("Telephone number (including country code)", "phone"),
    ("Mobile/WhatsApp", "mobile"),
    ("Cell:", "mobile"),
    ("Fax no.", "fax"),
    ("Working language(s)", "languages"),
    ("Operational language(s) of the POC", "languages"),
    ("Type of POC", "role"),
    ("Country", "state"),
    ("Member State:", "state"),
    ("Our Ref.", "reference"),
    ("Date", "date"),
    ("Enclosure(s)", "enclosure"),
    ("Nom et prénom(s) :", "name"),
    ("NOM ET PRENOMS", "name"),
    ("Nom complet du point de contact", "name"),
    ("Prénom(s)", "given_name"),
    ("Civilité", "honorific"),
    ("Fonction(s)", "position"),
    ("Intitulé du poste", "position"),
    ("Organisme", "institution"),
    ("Courriel :", "email"),
    ("Adresse électronique", "email"),
    ("Mél.", "email"),
    ("N° de téléphone", "phone"),
    ("Tél. :", "phone"),
    ("Tél. (avec indicatif du pays)", "phone"),
    ("Portable", "mobile"),
    ("Télécopie", "fax"),
    ("Langue(s) de travail", "languages"),
    ("Catégorie de point de contact", "role"),
    ("État Membre", "state"),
    ("N/Réf. :", "reference"),
    ("Objet :", "subject"),
    ("Pièce(s) jointe(s)", "enclosure"),
    ("Nombre y apellidos:", "name"),
    ("Nombre completo", "name"),
    ("NOMBRE DEL PUNTO DE CONTACTO", "name"),
    ("Apellido(s)", "family_name"),
    ("Tratamiento", "honorific"),
    ("Cargo:", "position"),
    ("Puesto que ocupa", "position"),
    ("Institución", "institution"),
    ("Entidad", "institution"),
    ("Correo electrónico", "email"),
    ("Correo(s) electrónico(s)", "email"),
    ("Dirección de correo electrónico", "email"),
    ("Teléfono(s)", "phone"),
    ("N.º de teléfono", "phone"),
    ("Tfno.", "phone"),
    ("Celular", "mobile"),
    ("Idioma(s) de trabajo", "languages"),
    ("Tipo de punto de contacto", "role"),
    ("País", "state"),
    ("Asunto:", "subject"),
    ("Ф.И.О.", "name"),
    ("ФИО:", "name"),
    ("Фамилия, имя, отчество", "name"),
    ("ФИО контактного лица", "name"),
    ("Фамилия", "family_name"),
    ("Отчество (при наличии)", "patronymic"),
    ("Должность", "position"),
    ("Занимаемая должность:", "position"),
    ("Организация", "institution"),
    ("Ведомство", "institution"),
    ("Место работы", "institution"),
    ("Эл. почта", "email"),
    ("Адрес электронной почты:", "email"),
    ("Контактный телефон", "phone"),
    ("Тел.:", "phone"),
    ("Номер телефона (с кодом страны)", "phone"),
    ("Моб. тел.", "mobile"),
    ("Факс", "fax"),
    ("Рабочий(ие) язык(и)", "languages"),
    ("Владение языками", "languages"),
    ("Категория", "role"),
    ("Государство", "state"),
    ("Исх. №", "reference"),
    ("Приложение:", "enclosure"),
    ("الاسم:", "name"),
    ("الاسم الكامل", "name"),
    ("الإسم الكامل:", "name"),
    ("اسم نقطة الاتصال", "name"),
    ("المنصب", "position"),
    ("المسمى الوظيفي:", "position"),
    ("الجهة", "institution"),
    ("المؤسسة", "institution"),
    ("البريد الإلكتروني", "email"),
    ("البريد الالكتروني:", "email"),
    ("رقم الهاتف", "phone"),
    ("الهاتف (مع رمز الدولة)", "phone"),
    ("هاتف العمل", "phone"),
    ("الجوال", "mobile"),
    ("الفاكس", "fax"),
    ("لغات العمل", "languages"),
    ("اللغة/اللغات", "languages"),
    ("نوع نقطة الاتصال", "role"),
    ("الدولة", "state"),
    ("الموضوع:", "subject"),
    ("المرفقات:", "enclosure"),
    ("ملاحظات", "remarks"),
    ("姓名：", "name"),
    ("联络人姓名", "name"),
    ("姓　名", "name"),
    ("一、姓名", "name"),
    ("（1）姓名", "name"),
    ("职务", "position"),
    ("職務", "position"),
    ("工作单位", "institution"),
    ("所属机构", "institution"),
    ("电子邮箱：", "email"),
    ("電子郵件", "email"),
    ("联系电话", "phone"),
    ("聯繫電話", "phone"),
    ("办公电话（含国家代码）", "phone"),
    ("手机", "mobile"),
    ("传真", "fax"),
    ("工作语言", "languages"),
    ("联络点类别", "role"),
    ("国家", "state"),
    ("外交联络点电话", "phone"),
    ("备注", "remarks"),
    ("附件：", "enclosure"),
    ("Vor- und Nachname", "name"),
    ("Amtsbezeichnung", "position"),
    ("Behörde", "institution"),
    ("E-Mail-Adresse", "email"),
    ("Telefonnummer", "phone"),
    ("Nome completo", "name"),
    ("Cargo / Função", "position"),
    ("Endereço de e-mail", "email"),
    ("Telemóvel", "mobile"),
    ("Línguas de trabalho", "languages"),
]


@pytest.mark.parametrize(("text", "code"), LABELS)
def test_labels(text: str, code: str) -> None:
    label = label_of(text)
    assert label is not None
    assert label.codes[0] == code
    assert not label.compound


COMPOUNDS = [
    ("Name and title", ["name", "position"]),
    ("Position and institution", ["position", "institution"]),
    ("Fonction et institution", ["position", "institution"]),
    ("Cargo e institución", ["position", "institution"]),
    ("Должность и место работы", ["position", "institution"]),
    ("المنصب والجهة", ["position", "institution"]),
    ("单位及职务", ["position", "institution"]),
    ("E-mail and telephone", ["phone", "email"]),
    ("Contact details", ["phone", "email"]),
    ("联系方式", ["phone", "email"]),
]


@pytest.mark.parametrize(("text", "codes"), COMPOUNDS)
def test_labels_that_ask_two_things(text: str, codes: list[str]) -> None:
    label = label_of(text)
    assert label is not None
    assert label.compound
    assert sorted(label.codes) == sorted(codes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello world",
        "Jane Doe",
        "The Permanent Mission of Kenya",
        "+41 22 730 12 34",
        "jane@example.int",
        "x" * 500,
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert label_of(text) is None


HEADS = [
    ("Name: Jane Doe", "name", "Jane Doe"),
    ("Name : Jane Doe", "name", "Jane Doe"),
    ("- Full name: Jane Doe", "name", "Jane Doe"),
    ("1) Position – Director", "position", "Director"),
    ("E-mail\tjane@example.int", "email", "jane@example.int"),
    ("Tel +41 22 730 12 34", "phone", "+41 22 730 12 34"),
    ("Tel. (office): +41 22 730 12 34", "phone", "+41 22 730 12 34"),
    ("Nom et prénom : Jean Dupont", "name", "Jean Dupont"),
    ("Correo electrónico: a@b.example", "email", "a@b.example"),
    ("Должность: начальник отдела", "position", "начальник отдела"),
    ("البريد الإلكتروني: a@b.example", "email", "a@b.example"),
    ("联络人姓名： 张伟明先生", "name", "张伟明先生"),
    ("职位：处长", "position", "处长"),
]


@pytest.mark.parametrize(("line", "code", "value"), HEADS)
def test_a_label_at_the_head_of_a_line(line: str, code: str, value: str) -> None:
    head = label_at_head(line)
    assert head is not None
    label, _, place = head
    assert (label.codes[0], line[place:]) == (code, value)


ROLES = [
    ("as its diplomatic point of contact", ["diplomatic"]),
    ("Technical POC", ["technical"]),
    ("diplomatic and technical point of contact", ["both"]),
    ("point de contact diplomatique", ["diplomatic"]),
    ("punto de contacto técnico", ["technical"]),
    ("tanto diplomático como técnico", ["both"]),
    ("технического контактного пункта", ["technical"]),
    ("дипломатического и технического контактного пункта", ["both"]),
    ("نقطة اتصال دبلوماسية", ["diplomatic"]),
    ("الدبلوماسية والتقنية", ["both"]),
    ("外交联络点", ["diplomatic"]),
    ("外交和技术联络点", ["both"]),
    ("a contact", []),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_roles(text: str, roles: list[str]) -> None:
    assert [one.value for one in roles_in(text)] == roles


FORMULA_TEXTS = [
    ("courtesy_opening", "The Permanent Mission presents its\ncompliments to the Office"),
    ("courtesy_opening", "présente ses compliments au Bureau"),
    ("courtesy_opening", "saluda muy atentamente a la Oficina"),
    ("courtesy_opening", "свидетельствует своё уважение Управлению"),
    ("courtesy_opening", "تُهدي البعثة الدائمة أطيب تحياتها إلى"),
    ("courtesy_opening", "向联合国裁军事务\n厅致意，并谨提及"),
    ("courtesy_closing", "avails itself of this opportunity to renew"),
    ("courtesy_closing", "saisit cette occasion pour renouveler"),
    ("courtesy_closing", "hace propicia la ocasión"),
    ("courtesy_closing", "пользуется этим случаем"),
    ("courtesy_closing", "وتغتنم البعثة الدائمة هذه الفرصة"),
    ("courtesy_closing", "顺致最崇高的敬意"),
    ("replace", "in lieu of Mr. Smith"),
    ("replace", "en remplacement de M. Dupont"),
    ("replace", "en sustitución del Sr. Pérez, en sustitución de"),
    ("replace", "вместо г-на Иванова"),
    ("replace", "خلفاً للسيد محمد"),
    ("replace", "接替李明"),
    ("withdraw", "kindly remove the name of"),
    ("withdraw", "n'exerce plus les fonctions"),
    ("withdraw", "ya no se desempeña"),
    ("withdraw", "просит исключить из реестра"),
    ("withdraw", "ترجو حذف اسم"),
    ("withdraw", "不再担任联络人"),
    ("out_of_office", "I am out of the office until"),
    ("out_of_office", "je suis absente du bureau"),
    ("out_of_office", "estoy fuera de la oficina"),
    ("out_of_office", "нахожусь в отпуске"),
    ("out_of_office", "أنا في إجازة حتى"),
    ("out_of_office", "我正在休假"),
    ("bounce", "Undelivered Mail Returned to Sender"),
    ("bounce", "n’a pas pu être remis"),
    ("bounce", "no se pudo entregar"),
    ("bounce", "не удалось доставить"),
    ("bounce", "تعذر تسليم رسالتك"),
    ("bounce", "无法投递"),
    ("quoted_header", "On Mon, Jan 8, 2024 at 4:12 PM ODA <oda@example.int> wrote:"),
    ("quoted_header", "Le lun. 8 janv. 2024 à 16:12, ODA <oda@example.int> a écrit :"),
    ("quoted_header", "El lun, 8 ene 2024 a las 16:12, ODA (<oda@example.int>) escribió:"),
    ("quoted_header", "пн, 8 янв. 2024 г. в 16:12, ODA <oda@example.int>:"),
    ("quoted_header", "في الاثنين، 8 يناير 2024 في 4:12 م، كتب ODA <oda@example.int>:"),
    ("quoted_header", "2024年1月8日 16:12，ODA <oda@example.int> 写道："),
    ("supersede", "This note supersedes note No. 12"),
    ("supersede", "annule et remplace la note"),
    ("translation", "Courtesy translation"),
    ("disclaimer", "This e-mail and any attachments are intended solely"),
    ("note_title", "NOTE VERBALE"),
]


@pytest.mark.parametrize(("kind", "text"), FORMULA_TEXTS)
def test_formulae(kind: str, text: str) -> None:
    assert formula(kind).stands_in(text)


def test_short_answers() -> None:
    assert all(
        is_same_as_above(text) for text in ["Idem", "same as above", "Ídem", "то же", "نفسه", "同上", "Same as above."]
    )
    assert all(
        is_not_applicable(text)
        for text in ["N/A", "n.a.", "-", "—", "néant", "нет", "н/д", "لا يوجد", "无", "S.O.", "N/D"]
    )
    assert not any(is_not_applicable(text) for text in ["Jane Doe", "Non-proliferation Division", "Нетребко", "Nova"])
    assert all(
        is_placeholder(text)
        for text in ["Click or tap here to enter text.", "Cliquez ou appuyez ici pour entrer du texte.", "____________"]
    )
    assert [is_yes(text) for text in ["Yes", "oui", "Нет", "نعم", "否", "maybe"]] == [
        True,
        True,
        False,
        True,
        False,
        None,
    ]


def test_phrases_know_wildcards_boundaries_and_places() -> None:
    phrases = Phrases(["назначен*", "point of contact", "re:note no\\.? \\d+"])
    text = "Назначена Points; POINT OF  CONTACT, Note No. 12"
    assert [text[one.start : one.end] for one in phrases.find(text)] == [
        "Назначена",
        "POINT OF  CONTACT",
        "Note No. 12",
    ]
    assert not Phrases(["Mali"]).stands_in("Malian")


@pytest.mark.parametrize("phrase", ["the rest. our", "att. m*", "office. re: no. 5", r"re:(?:the )?rest\. our"])
def test_a_long_text_is_looked_through_across_its_sentences(phrase: str) -> None:
    rest = "The rest. Our office. Re: No. 5 att. Mission"
    assert Phrases([phrase]).stands_in("We speak of other things. " * 60 + rest)


FOLDS = [
    ("É", "e"),
    ("Straße", "strasse"),
    ("ИЁ", "ие"),
    ("أإآا", "اااا"),
    ("مدرسة", "مدرسه"),
    ("مـصر", "مصر"),
    ("٠١٢", "012"),
    ("ＡＢ１", "ab1"),
    ("聯絡點", "联络点"),
    ("a\u200eb", "ab"),
    ("a \n\t b", "a b"),
    ("中 国", "中国"),
    ("中国 UN", "中国 un"),
    ("“x”", '"x"'),
    ("№", "no"),
    ("n°", "no"),
    ("Œuvre", "oeuvre"),
    ("İstanbul", "istanbul"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDS)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=100))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold_with_places(text)
    assert len(folded.text) == len(folded.places)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(text)
    assert re.search(r"[\n\t]|  ", folded.text) is None


@given(st.text(max_size=120))
def test_any_text_is_taken(text: str) -> None:
    label_of(text)
    label_at_head(text)
    roles_in(text)
    is_placeholder(text)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Tel (876) 926-1234", "(876) 926-1234"),
        ("Телефон (017) 222-33-44", "(017) 222-33-44"),
        ("Teléfono (021) 217 9000", "(021) 217 9000"),
        ("Tel. (office) 926-1234", "926-1234"),
        ("Tel (1): 926-1234", "926-1234"),
    ],
)
def test_an_area_code_in_brackets_is_no_hint_of_the_label(line: str, value: str) -> None:
    label = label_at_head(line)
    assert label is not None
    assert line[label[2] :] == value
