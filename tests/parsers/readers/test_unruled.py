"""Tables without rules whose columns stand close together, and prose beside which no column may be seen."""

from __future__ import annotations

import random

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.document import Document
from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import pdf
from tests.builders.blind import Blind
from tests.builders.pages import PdfPages, tables, texts
from tests.builders.unruled import Setting, set_table

ENGLISH = [
    ["", "Diplomatic level", "Technical level"],
    ["Full name", "Mrs. Jane Amara Example", "Mr. John Sample"],
    ["Position", "Deputy Director", "Head of the National Incident Response Centre"],
    ["Institution", "Department of International Security, Ministry of Foreign Affairs", "National Cyber Agency"],
    ["Telephone", "+260 211 252 601", "+260 211 252 699"],
    ["Mobile / 24 hours a day", "—", "+260 97 741 7206"],
    ["E-mail", "j.example@mfa.example", "s@cert.example"],
    ["Working languages", "English, French", "English"],
]
ARABIC = [
    ["", "المستوى الدبلوماسي", "المستوى التقني"],
    ["الاسم واللقب", "السيدة هاجر بن يوسف", "السيد نزار المحجوبي"],
    ["الخطة", "كاهية مدير", "مدير مركز الطوارئ المعلوماتية"],
    ["المؤسسة", "وزارة الشؤون الخارجية والهجرة والتونسيين بالخارج", "الوكالة الوطنية للسلامة"],
    ["الهاتف القار", "+21671847500", "+21671843200"],
    ["الهاتف / الجوال الشخصي", "—", "+21698417206"],
    ["البريد", "h.gharbi@diplomatie.example", "n.m@ancs.example"],
    ["لغات التخاطب", "العربية، الفرنسية", "العربية"],
]
GERMAN = [
    ["", "diplomatisch", "technisch"],
    ["Ansprechperson", "Herr Dr. Thorben Beispiel", "–"],
    ["Dienststellung", "Stellvertretender Referatsleiter", "–"],
    ["Behörde", "Koordinierungsstab für Außenpolitik, Auswärtiges Amt", "Nationales Lagezentrum"],
    ["Telefon", "+49 30 1817 2788", "+49 228 9582 5110"],
    ["Arbeitssprachen", "DE, EN, FR", "DE, EN"],
]
NARROW = (85.0, 160.0, 150.0)
UNBROKEN = (200.0, 140.0, 130.0)
SETTINGS = [
    Setting(gap, font, size, padding, widest=NARROW if padding else UNBROKEN)
    for gap in (5.0, 9.0, 14.0)
    for font in ("Sans", "Times-Roman")
    for size in (9.0, 11.0)
    for padding in (0.0, 3.0, 7.0)
]
BREATH = "The Permanent Mission has the honour to convey the following:"


def read(page: PdfPages) -> Document:
    return pdf.read("note.pdf", page.pdf(), Limits(), Engines(Blind()))


def read_table(rows: list[list[str]], setting: Setting) -> list[list[list[str]]]:
    """The tables of a page with this one between two lines, each cell as one line."""
    page = PdfPages().line(72, 80, BREATH)
    end = set_table(page, 110, rows, setting)
    page.line(72, end + 24, BREATH)
    return [[[" ".join(cell.split()) for cell in row] for row in table] for table in tables(read(page))]


def name_of(setting: Setting) -> str:
    return f"{setting.font} {setting.size:g}, gap {setting.gap:g}, padding {setting.padding:g}"


@pytest.mark.parametrize("setting", SETTINGS, ids=name_of)
def test_columns_are_told_by_where_words_begin(setting: Setting) -> None:
    assert read_table(ENGLISH, setting) == [ENGLISH]
    assert read_table([row[:2] for row in ENGLISH[1:]], setting) == [[row[:2] for row in ENGLISH[1:]]]


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.font == "Sans"], ids=name_of)
def test_columns_are_told_by_where_words_end_from_right_to_left(setting: Setting) -> None:
    setting = Setting(setting.gap, "Sans", setting.size, setting.padding, rtl=True, widest=setting.widest)
    assert read_table(ARABIC, setting) == [ARABIC]


@pytest.mark.parametrize("padding", [3.0, 7.0])
@pytest.mark.parametrize("gap", [5.0, 9.0])
def test_labels_in_the_middle_of_their_row_stand_beside_all_of_its_lines(gap: float, padding: float) -> None:
    setting = Setting(gap, "Sans", 9.0, padding, middle=True, widest=(90.0, 140.0, 130.0))
    assert read_table(ENGLISH, setting) == [ENGLISH]
    assert read_table(GERMAN, setting) == [GERMAN]


def test_a_label_that_touches_its_value_is_cut_where_the_column_begins() -> None:
    setting = Setting(1.4, "Times-Roman", 11.0, 4.0, widest=(90.0, 250.0))
    rows = [row[:2] for row in GERMAN[1:]]
    assert read_table(rows, setting) == [rows]


def test_sections_that_stand_apart_keep_their_rows() -> None:
    page = PdfPages()
    for top in (100, 160):
        for number, (label, value) in enumerate([("Name", "Ana Ruiz"), ("Position", "Director"), ("Tel.", "1")]):
            page.line(72, top + 14 * number, label).line(140, top + 14 * number, value)
    assert [[len(row) for row in table] for table in tables(read(page))] == [[2] * 6]


WORDS = [
    *(
        "the",
        "of",
        "and",
        "to",
        "in",
        "for",
        "it",
        "has",
        "at",
        "a",
        "with",
        "Mission",
        "Office",
        "honour",
        "compliments",
    ),
    *("Permanent", "United", "Nations", "nomination", "point", "contact", "assurances", "highest", "consideration"),
    *("directory", "Ministry", "Affairs", "Foreign", "Department", "Republic", "note", "information"),
]


def justified(page: PdfPages, top: float, lines: int, chance: random.Random, font: str, width: float = 468.0) -> float:
    """Justified lines of these words, the last one short; says where they end."""
    for number in range(lines):
        words: list[str] = []
        full = width if number < lines - 1 else chance.uniform(0.2, 0.7) * width
        while sum(stringWidth(w, font, 11) + 2.6 for w in words) < full - 40:
            words.append(chance.choice(WORDS))
        used = sum(stringWidth(w, font, 11) for w in words)
        space = (width - used) / max(1, len(words) - 1) if number < lines - 1 else 3.0
        x = 72.0
        for word in words:
            page.line(x, top + 14 * number, word, 11, font)
            x += stringWidth(word, font, 11) + space
    return top + 14 * lines


@pytest.mark.parametrize("seed", range(25))
def test_justified_prose_is_never_cut(seed: int) -> None:
    chance = random.Random(seed)
    page = PdfPages()
    end = justified(page, 80, 9, chance, "Times-Roman")
    end = set_table(page, end + 8, ENGLISH, Setting(6.0, "Times-Roman", 11.0, 4.0, widest=NARROW))
    justified(page, end + 8, 8, chance, "Times-Roman")
    document = read(page)
    assert len(texts(document)) == 17
    assert [[[" ".join(cell.split()) for cell in row] for row in table] for table in tables(document)] == [ENGLISH]


@pytest.mark.parametrize("seed", range(6))
def test_lists_are_never_cut(seed: int) -> None:
    chance = random.Random(seed)
    page = PdfPages()
    for number in range(6):
        page.line(72, 80 + 42 * number, f"{number + 1}.")
        for line in range(3):
            text = " ".join(chance.choice(WORDS) for _ in range(10))
            page.line(90, 80 + 42 * number + 14 * line, text)
    assert tables(read(page)) == []


WIDE = [
    ["1. Технический контактный пункт: г-жа Рудько Татьяна Сергеевна,"],
    ["советник,", "Департамент", "международной", "безопасности,"],
    ["2. Контактный", "пункт", "по", "технической", "линии:"],
    ["Центр кибербезопасности; Тел.: +996 312 122 734; Эл. почта: d@cert.example."],
]


def test_lines_drawn_out_to_the_margin_are_no_columns() -> None:
    page = PdfPages()
    for number, parts in enumerate(WIDE):
        words = " ".join(parts).split()
        space = (468.0 - sum(stringWidth(word, "Serif", 10) for word in words)) / (len(words) - 1)
        x = 72.0
        for word in words:
            page.line(x, 80 + 13 * number, word, 10, "Serif")
            x += stringWidth(word, "Serif", 10) + space
    document = read(page)
    assert (texts(document), tables(document)) == ([" ".join(parts) for parts in WIDE], [])


@pytest.mark.parametrize("title", ["2. Technical point of contact", "3. Punto de contacto técnico"])
def test_a_heading_between_two_tables_is_never_cut(title: str) -> None:
    rows = [("Institution", "Ministry"), ("Telephone", "+260 211 252 601"), ("E-mail", "a@mfa.example")]
    stop = 72 + stringWidth(title.rsplit(" ", 1)[0] + " ", "Serif", 10)
    page = PdfPages()
    for top in (80, 130):
        for number, (label, value) in enumerate(rows):
            page.line(72, top + 12 * number, label, 10).line(stop, top + 12 * number, value, 10)
    page.line(72, 117, title, 10)
    document = read(page)
    found = [*texts(document), *(cell for table in tables(document) for row in table for cell in row)]
    assert [text for text in found if text and text in title] == [title]
