"""Whole messages read: from bytes to a submission whose every value has its evidence."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.reading import Reading
from domain.submission import Action, Kind
from parsers.read import PARSER, read_message
from tests.builders.programmes import programme

OPENING = (
    "The Permanent Mission of the Republic of Zambia to the United Nations presents its compliments to the Office for "
    "Disarmament Affairs and, with reference to its note verbale ODA/2024-003 of 8 January 2024, has the honour to nominate "
    "the following points of contact:"
)
CLOSING = (
    "The Permanent Mission of the Republic of Zambia avails itself of this opportunity to renew to the Office for "
    "Disarmament Affairs the assurances of its highest consideration."
)
CONTACT = """Technical point of contact
Name: Mr. Paul Zulu
Position: Head of CIRT
Institution: ZICTA
E-mail: p.zulu@zicta.zm
Tel.: 0211 378 200"""
NOTE = f"Ref. No. 12/2024\n\n{OPENING}\n\n{CONTACT}\n\n{CLOSING}\n\nNew York, 12 April 2024\n"
SIGNED = "\nBest regards,\nMutale Kapwepwe\nThird Secretary\nTel: +1 (212) 555-0107\nE-mail: mission@zm-un.example\n"


def mail(
    body: str, subject: str = "Points of contact", sender: str = "Permanent Mission of Zambia <zambia@un.example>"
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "oda-stu-poc-ict-dir@un.org"
    message["Subject"] = subject
    message["Date"] = "Fri, 12 Apr 2024 10:00:00 -0400"
    message["Message-ID"] = "<1@un.example>"
    message.set_content(body)
    return message


def read(message: EmailMessage | str) -> Reading:
    return read_message((mail(message) if isinstance(message, str) else message).as_bytes(), "1.eml", programme())


LETTER = """Ref. 12/2024

Excellency,

I have the honour to nominate the following technical point of contact of Zambia:

Name: Mr. Paul Zulu
E-mail: p.zulu@zicta.zm

Please accept, Excellency, the assurances of my highest consideration.

12 April 2024
"""


TRANSLATED = """No: 2024/44

Türkiye Cumhuriyeti Birleşmiş Milletler Daimi Temsilciliği, Birleşmiş Milletler Silahsızlanma İşleri Ofisi'ne saygılarını
sunar ve aşağıdaki teknik temas noktasını bildirmekten onur duyar:

Adı: Bay Ahmet Örnek
E-posta: a.ornek@siber.example.tr

12 Nisan 2024

Courtesy translation

The Permanent Mission of the Republic of Türkiye to the United Nations presents its compliments to the United Nations Office for
Disarmament Affairs and has the honour to nominate the following technical point of contact:

Name: Mr. Ahmet Örnek
E-mail: a.ornek@siber.example.tr

12 April 2024
"""


def test_a_note_in_yet_another_language_is_read_by_its_courtesy_translation() -> None:
    submission = read(TRANSLATED).submission
    note = submission.note_verbale
    assert note is not None
    assert (note.reference, note.date, note.language) == ("2024/44", "2024-04-12", "tr")
    assert [(c.name, c.role, c.emails) for c in submission.contacts] == [
        ("Ahmet Örnek", "technical", ("a.ornek@siber.example.tr",))
    ]


FRENCH = """Réf. 2024/44

La Mission permanente de la République de Zambie auprès de l'Organisation des Nations Unies présente ses compliments au Bureau
des affaires de désarmement et a l'honneur de désigner le point de contact technique suivant :

Nom : M. Paul Zulu
Courriel : p.zulu@zicta.zm

La Mission permanente saisit cette occasion pour renouveler au Bureau les assurances de sa très haute considération.

New York, le 12 avril 2024

Courtesy translation

"""


def test_a_translation_that_gives_another_date_and_reference_is_told() -> None:
    translated = NOTE.replace("12/2024", "2024/44")
    alike = read(FRENCH + translated).submission
    assert "notes_disagree" not in [f.code for f in alike.findings]
    other = read(FRENCH + translated.replace("12 April", "13 April").replace("2024/44", "2024/45")).submission
    assert other.note_verbale is not None
    assert (other.note_verbale.reference, str(other.note_verbale.date)) == ("2024/44", "2024-04-12")
    told = {f.path for f in other.findings if f.code == "notes_disagree"}
    assert told == {"note_verbale.reference", "note_verbale.date"}
    assert told <= set(other.uncertain)


def test_a_letter_in_the_first_person_is_told_from_a_note() -> None:
    assert [f.code for f in read(LETTER).submission.findings if f.path == "note_verbale"] == ["letter"]
    assert [f.code for f in read(NOTE).submission.findings if f.path == "note_verbale"] == []


def test_a_note_in_the_body() -> None:
    reading = read(NOTE + SIGNED)
    submission = reading.submission
    assert reading.parser == PARSER
    assert (submission.kind, submission.state) == (Kind.NOMINATION, "ZMB")
    assert submission.note_verbale is not None
    assert (submission.note_verbale.reference, submission.note_verbale.date, submission.note_verbale.language) == (
        "12/2024",
        "2024-04-12",
        "en",
    )
    (contact,) = submission.contacts
    assert (contact.role, contact.honorific, contact.name) == ("technical", "Mr", "Paul Zulu")
    assert (contact.position, contact.institution) == ("Head of CIRT", "ZICTA")
    assert (contact.emails, contact.phones) == (("p.zulu@zicta.zm",), ("+260211378200",))
    assert submission.uncertain == ()


def test_every_value_has_its_evidence() -> None:
    submission = read(NOTE).submission
    told = {f"contacts[0].{code}" for code, value in submission.contacts[0] if value and code != "action"}
    assert told | {"state", "note_verbale.reference", "note_verbale.date", "note_verbale.language"} <= set(
        submission.evidence
    )
    assert [e.text for e in submission.evidence["contacts[0].phones"]] == ["0211 378 200"]


def test_quoted_and_signed_text_nominates_nobody() -> None:
    body = (
        f"Dear colleagues,\n\nWe will revert.\n{SIGNED}\nOn Mon, Jan 8, 2024 at 4:12 PM ODA <oda-stu-poc-ict-dir@un.org> wrote:\n"
        "> The Office for Disarmament Affairs presents its compliments and invites nominations of points of contact.\n"
        "> Technical point of contact\n> Name: Mr. Example\n> E-mail: example@un.org\n"
    )
    assert read(body).submission.contacts == ()


def test_what_a_mission_forwards_inline_is_read() -> None:
    head = "-----Original Message-----\nFrom: capital@mfa.zm\nSent: Friday\nTo: mission\nSubject: POC"
    submission = read(f"Please see below.\n\n{head}\n\nDear Mission,\n\n{CONTACT}\n").submission
    assert [c.name for c in submission.contacts] == ["Paul Zulu"]


def test_national_numbers_of_a_quoted_mail_are_those_of_the_state_that_it_alone_tells() -> None:
    head = "-----Original Message-----\nFrom: capital@mfa.zm\nSent: Friday\nTo: mission\nSubject: POC"
    submission = read(mail(f"Please see below.\n\n{head}\n\n{NOTE}", sender="registry@un.example")).submission
    assert (submission.state, submission.contacts[0].phones) == ("ZMB", ("+260211378200",))


def test_a_forwarded_message_is_read() -> None:
    outer = mail("Please see attached.", "Fwd: nomination")
    outer.add_attachment(mail(NOTE), filename="nomination.eml")
    submission = read(outer).submission
    assert (submission.kind, [c.name for c in submission.contacts]) == (Kind.NOMINATION, ["Paul Zulu"])
    assert submission.evidence["contacts[0].name"][0].attachment.endswith("!body")


def test_a_missing_address_is_an_error_and_a_missing_number_a_warning() -> None:
    submission = read(NOTE.replace("E-mail: p.zulu@zicta.zm\n", "").replace("Tel.: 0211 378 200", "")).submission
    found = {f.code: (str(f.severity), f.path) for f in submission.findings}
    assert found["missing_email"] == ("error", "contacts[0].emails")
    assert found["missing_phone"] == ("warning", "contacts[0].phones")


def test_a_replacement_in_the_body() -> None:
    submission = read(
        "With effect from 1 March 2025, Ms. Grace Lungu takes over from Mr. Paul Zulu as technical point of contact."
    ).submission
    assert submission.kind is Kind.UPDATE
    assert {c.name: c.action for c in submission.contacts} == {"Grace Lungu": Action.ADD, "Paul Zulu": Action.REMOVE}


def test_the_host_country_and_mentioned_states_do_not_speak() -> None:
    submission = read(
        NOTE.replace("New York, 12 April 2024", "New York, United States of America, 12 April 2024")
    ).submission
    assert submission.state == "ZMB"


def test_an_ambiguous_date_is_not_vouched_for() -> None:
    submission = read(NOTE.replace("12 April 2024", "04/05/2024")).submission
    assert "note_verbale.date" in submission.uncertain
    assert "ambiguous_date" in {f.code for f in submission.findings}


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00\xff\xfe", b"Subject: x\n\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", NOTE.encode()],
)
def test_damage_is_no_error(raw: bytes) -> None:
    assert read_message(raw, "x.eml", programme()).submission.file == "x.eml"


PIECES = "Diplomatic technical POC Name: Mr. Mme г-н السيد 先生 E-mail: a@b.example +41 22 Tel.: , ; ( ) |"
MORE = [
    "replaces",
    "Ministry",
    "外交联络人",
    "point of contact",
    "is replaced by",
    "The Permanent Mission of",
    "Fax",
    "-",
    "☒",
    "1.",
    "2024",
    "№",
    "\n",
    "\n\n",
    "\t",
]
WORDS = st.sampled_from([*PIECES.split(" "), *MORE])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=60))
def test_no_text_is_too_strange(parts: list[str]) -> None:
    submission = read(mail(" ".join(parts).encode("utf-8", "replace").decode())).submission
    assert all(path in submission.evidence or path.endswith(".action") for path in submission.uncertain)


def test_a_very_long_text_is_read_in_bounded_time() -> None:
    submission = read("Technical point of contact Mr. Paul Zulu, Head, " * 4000).submission
    assert len(submission.contacts) < 200


def codes(text: str) -> list[str]:
    return [finding.code for finding in read(text).submission.findings]


def test_a_note_whose_date_was_not_read_is_told() -> None:
    assert codes(NOTE.replace("New York, 12 April 2024", "")) == ["note_without_date"]
    assert codes(NOTE) == []


def test_nobody_read_is_told_once() -> None:
    assert codes(f"{OPENING}\n\n{CLOSING}\n\n12 April 2024\n").count("no_contact_read") == 1


def test_a_nominee_who_writes_himself_keeps_the_address_that_his_entry_gives() -> None:
    entry = NOTE.replace("p.zulu@zicta.zm", "p.zulu@zicta.zm, duty@zicta.zm")
    (contact,) = read(mail(entry, sender="Paul Zulu <p.zulu@zicta.zm>")).submission.contacts
    assert contact.emails == ("p.zulu@zicta.zm", "duty@zicta.zm")
    assert "contacts[0].emails" not in read(mail(entry, sender="Paul Zulu <p.zulu@zicta.zm>")).submission.uncertain


def test_a_senders_address_that_may_be_the_missions_is_kept_and_doubted() -> None:
    entry = NOTE.replace("p.zulu@zicta.zm", "p.zulu@zicta.zm, zambia@un.example")
    submission = read(entry).submission
    assert submission.contacts[0].emails == ("p.zulu@zicta.zm", "zambia@un.example")
    assert "contacts[0].emails" in submission.uncertain


@pytest.mark.parametrize(
    "stand_in",
    [
        "(This message is in HTML.)",
        "Este mensaje contiene texto con formato HTML.",
        "The Permanent Mission of the Republic",
    ],
)
def test_a_text_that_only_stands_in_for_the_page_is_not_read(stand_in: str) -> None:
    message = mail(stand_in)
    paragraphs = "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in NOTE.split("\n\n"))
    message.add_alternative(f"<html><body>{paragraphs}</body></html>", subtype="html")
    submission = read_message(message.as_bytes(), "1.eml", programme()).submission
    assert (submission.kind, [c.name for c in submission.contacts]) == (Kind.NOMINATION, ["Paul Zulu"])
