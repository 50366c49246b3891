"""How often recognised characters are right, by kind of value and by how sure the readers were: `python -m tests.calibration`.

Pages of invented values in six languages are drawn, spoilt as scanners, fax machines and copiers spoil them, and recognised.
The table that it prints stands in docs/calibration.md; the thresholds in parsers/extract/drafts.py follow from it."""

from __future__ import annotations

import argparse
import collections
import io
import random
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from parsers.document import Line, Paragraph, Table
from parsers.engines import Engines
from parsers.readers.reader import Unreadable
from parsers.readers.scan import recognise_page

DPI = 300
FONTS = "/usr/share/fonts/"
LATIN = (
    "truetype/liberation/LiberationSerif-Regular.ttf",
    "truetype/liberation/LiberationSans-Regular.ttf",
    "truetype/dejavu/DejaVuSerif.ttf",
    "truetype/noto/NotoSans-Regular.ttf",
)
FACES = {
    "zh": ("opentype/noto/NotoSerifCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Regular.ttc"),
    "ar": ("truetype/noto/NotoNaskhArabic-Regular.ttf", "truetype/noto/NotoKufiArabic-Regular.ttf"),
}
GIVEN = {
    "en": ["Adaeze", "Brendan", "Thandiwe", "Niamh", "Rohan", "Keisha", "Malcolm", "Priya", "Gareth", "Sefa"],
    "fr": ["Hélène", "Aïssatou", "Jérôme", "Benoît", "Fatoumata", "Gaëlle", "Mamadou", "Éloïse", "Cédric", "Awa"],
    "es": ["Íñigo", "Ximena", "Belén", "Joaquín", "Nélida", "Raúl", "Úrsula", "Andrés", "Soledad", "Martín"],
    "ru": ["Кирилл", "Айгуль", "Тимофей", "Лариса", "Бахтиёр", "Ольга", "Семён", "Гульнара", "Артём", "Вера"],
    "zh": ["志强", "文静", "晓云", "立群", "静怡", "建国", "美玲", "海涛", "丽娜", "一鸣"],
    "ar": ["نذير", "رياض", "ليلى", "سعيد", "هدى", "مصطفى", "عمر", "سلمى", "خالد", "أمينة"],
}
FAMILY = {
    "en": [
        "Okonkwo",
        "Whitcombe",
        "Mokoena",
        "O'Sullivan",
        "Deshmukh",
        "Baptiste",
        "Llewellyn",
        "Taufa",
        "Achterberg",
        "Quainoo",
    ],
    "fr": [
        "Lefèvre",
        "Ouédraogo",
        "Nguéma",
        "Châtelain",
        "Traoré",
        "Müller",
        "Diallo",
        "Besançon",
        "Kaboré",
        "Vilmorin",
    ],
    "es": [
        "Benítez",
        "Quiñones",
        "Etxeberria",
        "Huamán",
        "Cañizares",
        "Iturbide",
        "Núñez",
        "Pacheco",
        "Zúñiga",
        "Arrúa",
    ],
    "ru": [
        "Завьялов",
        "Нурыева",
        "Шестаков",
        "Абдуллаев",
        "Юрьева",
        "Коваленко",
        "Жуков",
        "Щербаков",
        "Эргашев",
        "Цой",
    ],
    "zh": ["何", "许", "李", "孙", "赵", "欧阳", "司马", "黄", "魏", "蒋"],
    "ar": ["الخوري", "بوخالفة", "الخصاونة", "عبده", "القحطاني", "بنعيسى", "الزبيدي", "المزروعي", "شنوفي", "العتيبي"],
}
OTHER = {
    "en": ["Head of Incident Response", "Cyber Policy Division, Ministry of Foreign Affairs", "Deputy Director"],
    "fr": ["Chef du service de réponse aux incidents", "Direction générale de la sécurité", "Conseillère"],
    "es": ["Coordinadora de respuesta a incidentes", "Ministerio de Relaciones Exteriores", "Subdirector"],
    "ru": ["начальник отдела реагирования", "Министерство иностранных дел", "заместитель директора"],
    "zh": ["外交部军控司", "国家互联网应急中心", "副司长"],
    "ar": ["رئيس قسم الأمن السيبراني", "وزارة الشؤون الخارجية", "مستشار"],
}
LABELS = {
    "en": ("Name", "E-mail", "Telephone", "Reference", "Date", "Position"),
    "fr": ("Nom", "Courriel", "Téléphone", "Réf.", "Date", "Fonction"),
    "es": ("Nombre", "Correo", "Teléfono", "Ref.", "Fecha", "Cargo"),
    "ru": ("Ф.И.О.", "Эл. почта", "Телефон", "Исх. №", "Дата", "Должность"),
    "zh": ("姓名", "电子邮件", "电话", "编号", "日期", "职务"),
    "ar": ("الاسم", "البريد", "الهاتف", "المرجع", "التاريخ", "الوظيفة"),
}
KINDS = ("name", "address", "number", "reference", "date", "other")
MONTHS = {
    "en": ["January", "March", "June", "August", "October"],
    "fr": ["janvier", "février", "août", "septembre", "décembre"],
    "es": ["enero", "marzo", "julio", "agosto", "noviembre"],
    "ru": ["января", "марта", "июля", "августа", "декабря"],
    "ar": ["يناير", "مارس", "يوليو", "أغسطس", "ديسمبر"],
}
BINS = (0.0, 0.5001, 0.65, 0.75, 0.82, 0.88, 0.92, 0.95, 0.97, 0.99, 1.01)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A value on a page: what it is, its text, and where it was drawn, in picture elements of the page as scanned."""

    kind: str
    text: str
    box: tuple[float, float, float, float]


def value(kind: str, language: str, dice: random.Random) -> str:
    """An invented value."""
    digits = lambda count: "".join(dice.choice("0123456789") for _ in range(count))  # noqa: E731
    latin = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", dice.choice(FAMILY["en"] + FAMILY["fr"])).lower())
    if kind == "name":
        parts = [dice.choice(GIVEN[language]), dice.choice(FAMILY[language])]
        return "".join(parts[::-1]) if language == "zh" else " ".join(parts)
    if kind == "address":
        host = dice.choice(["mfa.example", "cert-il.example", "gov.example.lk", "ncsc1.example.int"])
        return f"{dice.choice('abcdefgijklmnrst')}{dice.choice(['.', '_', '-', ''])}{latin}@{host}"
    if kind == "number":
        tail = dice.choice([f"{digits(3)} {digits(4)}", f"{digits(2)}-{digits(2)}-{digits(3)}", f"{digits(7)}"])
        return f"+{dice.randint(20, 99)} {dice.randint(1, 99)} {tail}"
    if kind == "reference":
        return dice.choice(
            [f"{digits(3)}/{dice.randint(2023, 2026)}", f"{dice.choice(['MP', 'NV', 'PM/NY'])}/{digits(4)}/{digits(2)}"]
        )
    if kind == "date":
        day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(2023, 2026)
        if language == "zh":
            return f"{year}年{month}月{day}日"
        return dice.choice([f"{day:02}/{month:02}/{year}", f"{day} {dice.choice(MONTHS[language])} {year}"])
    return dice.choice(OTHER[language])


def page(language: str, dice: random.Random) -> tuple[Image.Image, list[Drawn]]:
    """A page with twelve values behind their labels, and a paragraph above them."""
    picture = Image.new("L", (round(8.27 * DPI), round(11.69 * DPI)), 255)
    pen = ImageDraw.Draw(picture)
    size = round(dice.choice([10.5, 11, 12, 13]) * DPI / 72)
    font = ImageFont.truetype(FONTS + dice.choice(FACES.get(language, LATIN)), size)
    latin = ImageFont.truetype(FONTS + dice.choice(LATIN), size)
    left, right, top = round(1.0 * DPI), picture.width - round(1.0 * DPI), round(1.4 * DPI)
    drawn: list[Drawn] = []
    rtl = language == "ar"
    for number in range(12):
        kind = KINDS[number % len(KINDS)]
        text, label = value(kind, language, dice), LABELS[language][KINDS.index(kind)] + ":"
        y = top + number * round(font.size * 1.9)
        own = rtl and re.search("[\u0600-\u06ff]", text)
        type_ = font if own or language == "zh" or not rtl else latin
        wide = pen.textlength(text, font=type_, direction="rtl" if own else None)
        gap = round(1.6 * DPI) if number >= len(KINDS) else pen.textlength(label + "  ", font=font)
        x = right - gap - wide if rtl else left + gap
        pen.text((right if rtl else left, y), label, font=font, fill=25, anchor="ra" if rtl else "la")
        pen.text((x, y), text, font=type_, fill=25, direction="rtl" if own else None)
        drawn.append(Drawn(kind, text, (x, y, x + wide, y + font.size * 1.3)))
    return picture, drawn


def spoilt(picture: Image.Image, dice: random.Random) -> tuple[Image.Image, float]:
    """The page as one of several bad machines sees it, and by how much it was made smaller."""
    dpi = dice.choice([150, 200, 200, 200, 300])
    share = dpi / DPI
    seen = picture.resize((round(picture.width * share), round(picture.height * share)), Image.Resampling.LANCZOS)
    seen = seen.filter(ImageFilter.GaussianBlur(dice.choice([0.0, 0.4, 0.8]) * dpi / 200))
    noise = np.random.default_rng(dice.randrange(10**6))
    grey = np.asarray(seen, dtype=float) * dice.choice([1.0, 0.9, 0.75]) + dice.choice([0, 20, 45])
    grey += noise.normal(0, dice.choice([2, 8, 16]), grey.shape)
    if dice.random() < 0.2:
        grey = np.where(grey < dice.choice([110, 140, 170]), 0, 255)  # a fax
    specks = noise.random(grey.shape) < dice.choice([0, 0, 0.0005])
    grey[specks] = 0
    out = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).convert("RGB").save(
        out, "JPEG", quality=dice.choice([35, 60, 85])
    )
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB"), share


def read_values(language: str, seed: int) -> Iterator[tuple[str, bool, float]]:
    """Kind, rightness and confidence of every value of one page; what was not read at all is left out."""
    dice = random.Random(f"{language}{seed}")
    picture, drawn = page(language, dice)
    seen, share = spoilt(picture, dice)
    dpi = DPI * share
    try:
        recognised, _ = recognise_page(seen, dpi, 1, Engines())
    except Unreadable as error:
        sys.exit(error.sentence)
    lines: list[Line] = []
    for block in recognised.blocks:
        if isinstance(block, Paragraph):
            lines.extend(block.lines)
        elif isinstance(block, Table):
            lines.extend(line for row in block.rows for cell in row for line in cell.lines)
    for one in drawn:
        k = 72 / DPI
        box = tuple(v * k for v in one.box)
        words = [
            (word.text, word.confidence)
            for line in lines
            for word in line.words
            if word.box
            and box[1] - 2 <= (word.box[1] + word.box[3]) / 2 <= box[3] + 2
            and box[0] - 4 <= (word.box[0] + word.box[2]) / 2 <= box[2] + 4
        ]
        if words:
            yield one.kind, plain("".join(t for t, _ in words)) == plain(one.text), min(sure for _, sure in words)


def plain(text: str) -> str:
    """The text as it counts: without spaces, marks of direction and punctuation at its ends."""
    text = re.sub("[\\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFKC", text))
    return text.strip(".,;:|'\"“”·").casefold()


def table(found: Sequence[tuple[str, bool, float]]) -> str:
    """The shares of right values by kind and confidence, in Markdown, each with its number of values."""
    counts: dict[tuple[str, int], list[int]] = collections.defaultdict(lambda: [0, 0])
    for kind, right, sure in found:
        at = next(i for i in range(len(BINS) - 1) if sure < BINS[i + 1])
        counts[kind, at][0] += right
        counts[kind, at][1] += 1
    heads = ["≤ 0.50", *(f"{a:.2f}" for a in BINS[2:-1]), "all"]
    heads = ["≤ 0.50", "0.51", *(f"{a:.2f}" for a in BINS[2:-1])]
    rows = ["| value | " + " | ".join(heads) + " |", "| --- |" + " ---: |" * len(heads)]
    for kind in KINDS:
        cells = []
        for at in range(len(BINS) - 1):
            right, given = counts[kind, at]
            cells.append(f"{right / given:.2f} ({given})" if given else "–")
        rows.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def main() -> None:
    """Prints the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--pages", type=int, default=12, help="pages in each language")
    cli.add_argument("--languages", nargs="*", default=list(GIVEN))
    args = cli.parse_args()
    found = [v for language in args.languages for seed in range(args.pages) for v in read_values(language, seed)]
    print(table(found))


if __name__ == "__main__":
    main()
