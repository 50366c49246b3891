"""Two persons read as one contact: nobody vouches for what was read of either."""

from __future__ import annotations

import pytest

from domain.submission import Action, Contact, Kind, MessageFacts, Submission
from parsers.blended import tell_blended
from parsers.leaves import leaves_of
from tests.builders.documents import document
from tests.builders.programmes import programme

EMAIL = "jane.banda@cert.example"


def doubted(contact: Contact, text: str = "") -> set[str]:
    """The fields doubted of a lone contact in a document with this text."""
    told = Submission(file="1.eml", message=MessageFacts(sha256="0"), kind=Kind.NOMINATION, contacts=(contact,))
    told = tell_blended(told, leaves_of([document(text)], programme()) if text else [])
    assert {finding.code for finding in told.findings} == ({"persons_mixed"} if told.uncertain else set())
    return {path.partition(".")[2] for path in told.uncertain}


def jane(*emails: str, name: str | None = "Jane Banda", **more: str) -> Contact:
    return Contact(action=Action.ADD, name=name, emails=emails, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "emails"),
    [
        ("Jane Banda", ("jane.banda@cert.example", "peter.mwale@cert.example")),
        ("Jane Banda", ("p.mwale@cert.example", "jane.banda@cert.example")),
        ("Jane Banda", ("jbanda@cert.example", "p_mwale@mfa.example")),
        ("Асанова Айжан", ("a.asanova@cert.example", "e.toktobaev@cert.example")),
        ("伊藤美咲", ("misaki.itoh@cert.example", "kenta.mori@cert.example")),
        (None, ("misaki.itoh@cert.example", "kenta.mori@cert.example")),
    ],
)
def test_addresses_of_two_persons_leave_nothing_of_a_contact_sure(name: str | None, emails: tuple[str, ...]) -> None:
    assert doubted(jane(*emails, name=name)) == {"action", "emails"} | ({"name"} if name else set())


@pytest.mark.parametrize(
    ("name", "emails"),
    [
        ("Jane Banda", ("jane.banda@cert.example", "cert@cert.example")),
        ("Jane Banda", ("jane.banda@cert.example", "duty.officer@cert.example")),
        ("Jane Banda", ("j.banda@cert.example", "jane.b@webmail.example")),
        ("Jane Banda", ("jbanda@cert.example", "banda.jane@mfa.example")),
        ("Асанова Айжан", ("a.asanova@cert.example", "aizhan.asanova@cert.example")),
        ("Асанова Айжан", ("asanova@cert.example", "incidents@cert.example")),
        (None, ("duty@cert.example", "national.cert@cert.example")),
    ],
)
def test_a_desk_s_address_and_another_way_to_spell_the_name_are_one_contact_s(
    name: str | None, emails: tuple[str, ...]
) -> None:
    assert doubted(jane(*emails, name=name)) == set()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("position", "Director; alternate: Mr Peter Mwale"),
        ("availability", "en son absence : M. Paul Mwale"),
        ("institution", "Ministerio del Interior, Sra. Inés Quilpue"),
        ("availability", "г-н Токтобаев Эмиль, атташе"),
    ],
)
def test_another_s_name_among_the_particulars_leaves_nothing_sure(field: str, text: str) -> None:
    message = "La Mission nomme Jane Banda." if field == "availability" and "absence" in text else text
    assert doubted(jane(EMAIL, **{field: text}), message) >= {"action", "name", "emails"}


@pytest.mark.parametrize(
    "post",
    ["Director General of Foreign Policy", "Directora General Adjunta", "نائب مساعد وزير الخارجية", "First Secretary"],
)
def test_an_office_that_looks_like_a_title_is_nobody_else_s_name(post: str) -> None:
    assert doubted(jane(EMAIL, position=post), f"Ms Jane Banda\n{post}\n{EMAIL}") == set()


STRANGERS = [
    ("Jane Banda", "The technical contact is Ms Jane Banda.", "Mr Peter Mwale, Head of Unit of the Agency"),
    ("Jeanne Banda", "Le contact technique est Mme Jeanne Banda.", "M. Paul Mwale, chef du service de l'Agence"),
    ("Juana Banda", "El contacto técnico es la Sra. Juana Banda.", "Sr. Pablo Mwale, jefe de la unidad del Ministerio"),
    ("Joana Banda", "O contacto técnico é a Sra. Joana Banda.", "Sr. Paulo Mwale, chefe da unidade do Ministério"),
    (
        "Johanna Banda",
        "Die technische Kontaktperson ist Frau Johanna Banda.",
        "Herr Paul Mwale, Leiter des Referats im Amt",
    ),
    (
        "Асанова Айжан",
        "Технический контакт - г-жа Асанова Айжан.",
        "г-н Токтобаев Эмиль, начальник отдела Министерства",
    ),
    ("رنا الحديدي", "نقطة الاتصال الفنية هي السيدة رنا الحديدي.", "السيد ليث الخصاونة، مدير الإدارة في الوزارة"),
]


@pytest.mark.parametrize(("name", "own", "stranger"), STRANGERS)
def test_an_address_behind_a_stranger_s_name_may_be_his(name: str, own: str, stranger: str) -> None:
    assert doubted(jane(EMAIL, name=name), f"{own}\n\n{stranger}\n\n{EMAIL}") == {"emails"}


@pytest.mark.parametrize(
    "text",
    [
        f"Mr Peter Mwale writes on behalf of the Minister.\n\nMs Jane Banda, Director\n\n{EMAIL}",
        f"Ms Jane Banda, Director\n\n{EMAIL}\n\nMr Peter Mwale, Counsellor",
        f"Ms Jane Banda succeeds Mr Peter Mwale.\n\nMs Jane Banda: {EMAIL}",
        f"{EMAIL}\n\nMr Peter Mwale\n\nMs Jane Banda",
    ],
)
def test_an_address_behind_the_contact_s_own_name_is_sure(text: str) -> None:
    assert doubted(jane(EMAIL), text) == set()
