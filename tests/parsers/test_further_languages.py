"""Notes in languages with a small lexicon, or none: their cells are read, or the language is doubted."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from domain.submission import Submission
from parsers.read import read_message
from tests.builders.programmes import programme

POLISH = """Nr 31-7/2025

Stałe Przedstawicielstwo przesyła wyrazy szacunku Biuru do spraw Rozbrojenia i ma zaszczyt poinformować, że jako punkt
kontaktowy została wyznaczona następująca osoba:

Techniczny punkt kontaktowy
Imię i nazwisko: Pani Joanna Wierzbicka
Stanowisko: Kierownik wydziału
Instytucja: Centrum Cyberbezpieczeństwa
Tel. kom.: +48 602 111 222
E-mail: j.wierzbicka@centrum.example
Języki: polski, angielski, francuski

Stałe Przedstawicielstwo korzysta z okazji, aby ponowić wyrazy najwyższego poważania.

Nowy Jork, 12 marca 2025 r.
"""
DUTCH = """Kenmerk: NYV/2025/118

De Permanente Vertegenwoordiging heeft de eer haar complimenten aan te bieden aan het Bureau en mede te delen dat de
volgende persoon is aangewezen als contactpunt:

Diplomatiek contactpunt
Naam: Mevrouw Saskia van Rooijen
Functie: Plaatsvervangend hoofd
Instelling: Ministerie van Buitenlandse Zaken
Telefoonnummer: +31 70 348 64 86
E-mailadres: s.vanrooijen@minbz.example
Talen: Nederlands, Engels, Duits

New York, 3 mei 2025
"""


def read(*texts: str) -> Submission:
    """The submission of a mail whose first text is its body, the others plain attachments."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Mission <m@mission.example>", "x@secretariat.example", "Note"
    mail["Date"], mail["Message-ID"] = "Fri, 16 May 2025 10:00:00 -0400", "<1@mission.example>"
    mail.set_content(texts[0])
    for n, text in enumerate(texts[1:]):
        mail.add_attachment(text, filename=f"note-{n}.txt")
    return read_message(mail.as_bytes(), "1.eml", programme()).submission


@pytest.mark.parametrize(
    ("text", "note", "contact"),
    [
        (
            POLISH,
            ("31-7/2025", "2025-03-12", "pl"),
            (
                "technical",
                "Pani",
                "Joanna Wierzbicka",
                "Kierownik wydziału",
                "Centrum Cyberbezpieczeństwa",
                ("+48602111222",),
                ("pl", "en", "fr"),
            ),
        ),
        (
            DUTCH,
            ("NYV/2025/118", "2025-05-03", "nl"),
            (
                "diplomatic",
                "Mevrouw",
                "Saskia van Rooijen",
                "Plaatsvervangend hoofd",
                "Ministerie van Buitenlandse Zaken",
                ("+31703486486",),
                ("nl", "en", "de"),
            ),
        ),
    ],
)
def test_the_labels_of_a_small_lexicon_are_read(text: str, note: tuple[str, ...], contact: tuple[object, ...]) -> None:
    submission = read(text)
    verbal, one = submission.note_verbale, submission.contacts[0]
    assert verbal is not None
    assert (verbal.reference, str(verbal.date), verbal.language) == note
    assert (one.role, one.honorific, one.name, one.position, one.institution, one.phones, one.languages) == contact


ENGLISH = """{mark}No. {number}

The Permanent Mission of Hungary to the United Nations presents its compliments to the Office for Disarmament Affairs and has
the honour to nominate as its technical point of contact:

Name: Ms. Judit Halmos
Position: Head of Unit
Institution: National Cyber Centre
E-mail: judit.halmos@centre.example
Telephone: +36 1 550 1234
Languages: Hungarian, English

New York, 12 May 2025
"""
HUNGARIAN = """Szám: {number}

Magyarország Állandó ENSZ-képviselete tiszteletét fejezi ki a Leszerelési Ügyek Hivatalának, és tisztelettel tájékoztatja, hogy
a következő személyt jelölte ki, aki a kijelölt kapcsolattartó és nem helyettes.

New York, 2025. május 12.
"""


def test_the_original_in_a_file_of_its_own_tells_the_notes_language() -> None:
    number = "NYENSZ/118-2/2025"
    submission = read(
        "Please find attached.",
        HUNGARIAN.format(number=number),
        ENGLISH.format(mark="Unofficial translation\n\n", number=number),
    )
    assert submission.note_verbale is not None
    assert (submission.note_verbale.reference, submission.note_verbale.language) == (number, "hu")
    assert [c.name for c in submission.contacts] == ["Judit Halmos"]
    assert {"contacts[0].position", "contacts[0].institution"} <= set(submission.uncertain)


def test_two_texts_under_one_reference_leave_the_language_in_doubt() -> None:
    number = "NYENSZ/118-2/2025"
    submission = read("Please find attached.", ENGLISH.format(mark="", number=number), HUNGARIAN.format(number=number))
    assert "note_verbale.language" in submission.uncertain
