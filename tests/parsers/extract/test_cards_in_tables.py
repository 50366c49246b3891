"""Cards without labels in the cells of tables: who was and who is to be, principal and alternate, a role beside them."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns

LEADS = {
    "en": "The Mission has the honour to communicate a change of the technical point of contact:",
    "de": "Die Vertretung beehrt sich, folgende Änderung der technischen Kontaktstelle mitzuteilen:",
    "fr": "La Mission a l’honneur de communiquer le remplacement du point de contact technique :",
    "es": "La Misión tiene el honor de comunicar el cambio del punto de contacto técnico:",
    "pt": "A Missão tem a honra de comunicar a substituição do ponto de contacto técnico:",
}


@pytest.mark.parametrize(
    ("language", "old", "new", "titles", "post"),
    [
        ("en", "Previous", "Current", ("Mr", "Ms"), "Head of Unit"),
        ("en", "Remove", "Add", ("Mr", "Ms"), "Head of Unit"),
        ("de", "Bisher", "Neu", ("Herr", "Frau"), "Referatsleiterin"),
        ("fr", "Ancien point de contact", "Nouveau point de contact", ("M.", "Mme"), "Directrice"),
        ("es", "Saliente", "Entrante", ("Sr.", "Sra."), "Directora"),
        ("pt", "Cessante", "Novo", ("Sr.", "Sra."), "Diretora"),
    ],
)
@pytest.mark.parametrize("by_line", [False, True])
def test_who_was_beside_who_is_to_be(
    language: str, old: str, new: str, titles: tuple[str, str], post: str, by_line: bool
) -> None:
    gone = (f"{titles[0]} Ben Banda", "Ministry of A", "ben.banda@cert.example")
    comes = (f"{titles[1]} Ada Moyo", post, "ada.moyo@cert.example")
    rows = list(zip(gone, comes, strict=True)) if by_line else [("\n".join(gone), "\n".join(comes))]
    page = document(LEADS[language], table((old, new), *rows))
    assert columns(page, language, "ZM", "action", "role", "name", "emails") == [
        ("remove", "technical", "Ben Banda", ("ben.banda@cert.example",)),
        ("add", "technical", "Ada Moyo", ("ada.moyo@cert.example",)),
    ]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "OUTGOING", "INCOMING:"),
        ("es", "Anterior", "Actual"),
        ("fr", "Sortant :", "Entrant :"),
        ("de", "Bisher", "Neu"),
    ],
)
def test_a_line_says_of_the_card_below_it_that_somebody_leaves_or_comes(language: str, old: str, new: str) -> None:
    titles = {"es": ("Sr.", "Sra."), "fr": ("M.", "Mme"), "de": ("Herr", "Frau")}.get(language, ("Mr", "Ms"))
    page = document(
        LEADS[language],
        f"{old}\n{titles[0]} Ben Banda\nDirector",
        f"{new}\n{titles[1]} Ada Moyo\nDirector\nada.moyo@cert.example",
    )
    assert columns(page, language, "ZM", "action", "role", "name", "emails") == [
        ("remove", "technical", "Ben Banda", ()),
        ("add", "technical", "Ada Moyo", ("ada.moyo@cert.example",)),
    ]


def test_principal_and_alternate_across_the_roles() -> None:
    page = document(
        table(
            ("", "Principal", "Alternate"),
            ("Diplomatic", "Mr Ben Banda, Secretary, Ministry of A, b.banda@mfa.example", "Ms Ada Moyo, Desk Officer"),
            ("Technical", "Ms Eve Phiri, Director, Ministry of B, e.phiri@ict.example", "N/A"),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "position", "alternate") == [
        ("diplomatic", "Ben Banda", "Secretary", None),
        ("diplomatic", "Ada Moyo", "Desk Officer", True),
        ("technical", "Eve Phiri", "Director", None),
    ]


@pytest.mark.parametrize(
    ("language", "levels", "post", "body", "sign"),
    [
        ("en", ("Diplomatic level", "Technical level"), "Head of Unit", "Ministry of Foreign Affairs", "tel."),
        ("ru", ("Дипломатический уровень", "Технический уровень"), "начальник отдела", "Министерство связи", "тел."),
    ],
)
def test_a_level_heads_the_card_beside_it(
    language: str, levels: tuple[str, str], post: str, body: str, sign: str
) -> None:
    card = f"Ms Ada Moyo, {post}, {body}\n{sign}: +260 211 252 601"
    page = document(table((levels[0], card), (levels[1], "N/A")))
    assert columns(page, language, "ZM", "role", "name", "institution", "phones") == [
        ("diplomatic", "Ada Moyo", body, ("+260211252601",))
    ]


def test_a_role_that_stays_unchanged_changes_nobody() -> None:
    page = document(
        "Die Vertretung beehrt sich, die folgenden Änderungen mitzuteilen:",
        table(
            ("Kontaktstelle", "Bisher", "Neu"),
            ("Diplomatisch", "Herr Janez Novak, Referent", "Frau Maja Kovač\nReferatsleiterin\nMinisterium für Äußeres"),
            ("Technisch", "unverändert", "unverändert"),
        ),
    )  # fmt: skip
    assert columns(page, "de", "SI", "action", "role", "name", "position", "institution") == [
        ("remove", "diplomatic", "Janez Novak", "Referent", None),
        ("add", "diplomatic", "Maja Kovač", "Referatsleiterin", "Ministerium für Äußeres"),
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "body"),
    [
        ("fr", "M. Idriss Mahamat, point de contact technique, a quitté l’Agence nationale de sécurité (ANSICE). Prière de "
         "le retirer du répertoire.", "Agence nationale de sécurité (ANSICE)"),
        ("en", "Mr Idriss Mahamat, technical point of contact, has left the National Cyber Agency. Kindly remove him.",
         "National Cyber Agency"),
    ],
)  # fmt: skip
def test_a_leaver_leaves_a_body(language: str, sentence: str, body: str) -> None:
    assert columns(document(sentence), language, "TD", "action", "role", "name", "institution") == [
        ("remove", "technical", "Idriss Mahamat", body)
    ]


def test_a_position_is_changed_in_a_sentence_of_its_own() -> None:
    page = document(
        "نود إفادتكم بأن عنوان البريد الإلكتروني لجهة الاتصال الدبلوماسية، السيدة انتصار محمود الورفلي، قد ورد خطأً، والعنوان "
        "الصحيح هو: e.werfalli@foreign.example",
        "كما نرجو تعديل صفتها الوظيفية إلى: مدير إدارة المنظمات الدولية.",
    )
    assert columns(page, "ar", "LY", "action", "name", "position") == [
        ("update", "انتصار محمود الورفلي", "مدير إدارة المنظمات الدولية")
    ]
