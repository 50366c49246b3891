"""Headers and texts that strangers' words cannot break."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

import pytest

from config.settings import PROGRAMME, load_programme
from domain.envelope import Address
from domain.notices import NoticeKind
from notify.render import Renderer, RenderFailed
from tests.builders.notices import CASES, NOON, TEMPLATES, as_read, renderer

FACTS = CASES[NoticeKind.ACKNOWLEDGEMENT, "full"].model_dump(mode="json")


def mail(kind: NoticeKind = NoticeKind.ACKNOWLEDGEMENT, **other: Any) -> Any:
    """The notice as its recipient opens it, with these things different."""
    values: dict[str, Any] = {
        "sender": Address(address="poc@ours.test", name="Bureau des affaires de désarmement"),
        "recipient": "mission@theirs.test",
        "mail_id": "<acknowledgement.0f@ours.test>",
        "at": NOON,
        "in_reply_to": "<note@theirs.test>",
        "references": ("<first@theirs.test>", "<note@theirs.test>"),
    }
    wanted, facts = other.pop("wanted", "fr"), other.pop("facts", CASES[kind, "full"].model_dump(mode="json"))
    raw = renderer().mail(kind, wanted, facts, **{**values, **other}).as_bytes()
    assert raw.isascii()
    assert not any(byte in raw.replace(b"\r\n", b"") for byte in b"\r\n")
    return as_read(raw)


def test_the_headers_are_those_of_an_answer_that_no_machine_answers() -> None:
    found = mail()
    assert [(name, str(value)) for name, value in found.items() if name not in ("Subject", "Date")] == [
        ("From", "Bureau des affaires de désarmement <poc@ours.test>"),
        ("To", "mission@theirs.test"),
        ("Reply-To", "oda-stu-poc-ict-dir@un.org"),
        ("Message-ID", "<acknowledgement.0f@ours.test>"),
        ("In-Reply-To", "<note@theirs.test>"),
        ("References", "<first@theirs.test> <note@theirs.test>"),
        ("Auto-Submitted", "auto-replied"),
        ("X-Auto-Response-Suppress", "All"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", "quoted-printable"),
        ("MIME-Version", "1.0"),
        ("Content-Language", "fr"),
    ]
    assert parsedate_to_datetime(found["Date"]) == NOON


def test_what_answers_nothing_is_generated_and_names_no_other_mail() -> None:
    found = mail(NoticeKind.UPDATE_REMINDER, in_reply_to=None, references=())
    assert found["Auto-Submitted"] == "auto-generated"
    assert (found["In-Reply-To"], found["References"]) == (None, None)


def test_an_answer_to_a_mail_without_an_id_is_still_an_answer() -> None:
    found = mail(in_reply_to=None, references=())
    assert (found["Auto-Submitted"], found["In-Reply-To"]) == ("auto-replied", None)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_subject_and_body_arrive_as_they_were_written(language: str) -> None:
    text = renderer().text(NoticeKind.ACKNOWLEDGEMENT, language, FACTS)
    found = mail(wanted=language)
    assert found["Subject"] == text.subject
    assert found.get_content().replace("\r\n", "\n") == text.body


NAMES = [
    *(
        f"{load_programme(PROGRAMME).office[language]} (POC, {language})"
        for language in ("en", "fr", "es", "ru", "ar", "zh")
    ),
    'A "quoted" \\ name, with <everything> ' + "and more " * 20 + "of it",
    "",
]


@pytest.mark.parametrize("name", NAMES)
def test_our_name_arrives_as_it_was_written(name: str) -> None:
    raw = renderer().mail(
        NoticeKind.ACKNOWLEDGEMENT,
        "en",
        FACTS,
        sender=Address(address="poc@ours.test", name=name),
        recipient="mission@theirs.test",
        mail_id="<a@ours.test>",
        at=NOON,
    )
    # Read by RFC 2047's letter: the library's own reader puts a space between encoded words.
    header = message_from_bytes(raw.as_bytes())["From"].replace("\r\n", "")
    shown, address = parseaddr(header)
    assert (str(make_header(decode_header(shown))), address) == (name, "poc@ours.test")


def test_an_unknown_language_is_written_in_the_programmes_first() -> None:
    found = mail(wanted="pt")
    assert found["Content-Language"] == "en"
    assert found.get_content().startswith("Reference: POC-ICT-2024-00017")


def test_references_keep_the_first_and_the_last_nineteen_whole() -> None:
    ids = [f"<{number:03d}{'x' * 250}@theirs.test>" for number in range(40)]
    found = mail(references=ids, in_reply_to=ids[-1])
    assert found["References"].split() == [ids[0], *ids[21:]]
    assert found["In-Reply-To"] == ids[-1]


def test_the_mail_answered_ends_the_references_also_where_nobody_put_it_there() -> None:
    assert mail(references=())["References"] == "<note@theirs.test>"


@pytest.mark.parametrize("header", ["recipient", "mail_id", "in_reply_to"])
@pytest.mark.parametrize("breach", ["\r\nBcc: all@evil.test", "\nX: 1", "\r", "\x00", "\u2028"])
def test_a_line_break_in_a_header_is_an_error(header: str, breach: str) -> None:
    good = {"recipient": "mission@theirs.test", "mail_id": "<a@ours.test>", "in_reply_to": "<note@theirs.test>"}[header]
    with pytest.raises(RenderFailed, match="would hold a line break"):
        mail(**{header: good[:5] + breach + good[5:]})


@pytest.mark.parametrize("breach", ["\r\nBcc: all@evil.test", "\x00"])
def test_a_line_break_in_our_own_name_or_a_reference_is_an_error(breach: str) -> None:
    with pytest.raises(RenderFailed, match="would hold a line break"):
        mail(sender=Address(address="poc@ours.test", name="Office" + breach))
    with pytest.raises(RenderFailed, match="would hold a line break"):
        mail(references=("<first@x.test>" + breach + "y",))


def test_a_line_break_in_a_fact_becomes_a_space() -> None:
    found = mail(facts={**FACTS, "reference": "POC-1\r\nBcc: all@evil.test"}, wanted="en")
    assert found["Bcc"] is None
    assert found["Subject"].startswith("[POC-1 Bcc: all@evil.test] ")


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b.test, c@d.test", "a b@c.test", "é@c.test", "<a@b.test>", "@b.test", "a@", "a@b.\u200dtest"],
)
def test_what_is_no_address_we_can_write_to_is_an_error(address: str) -> None:
    with pytest.raises(RenderFailed):
        mail(recipient=address)


def test_a_domain_in_another_script_is_written_in_ascii() -> None:
    assert mail(recipient="mission@außen.test")["To"] == "mission@xn--auen-wna.test"
    assert mail(recipient="mission@дом.test")["To"] == "mission@xn--d1aqf.test"


def test_ids_that_are_none_are_left_out() -> None:
    found = mail(in_reply_to="no id", references=("<ok@x.test>", "<bad id@x.test>", "rubbish", "<é@x.test>"))
    assert found["In-Reply-To"] is None
    assert found["References"] == "<ok@x.test>"
    assert found["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    "reference", ["http://evil.test/x", "www.evil.test", "write to a@evil.test", "evil.com", "x" * 61, " \u202e ", ""]
)
def test_a_notes_number_that_could_carry_a_strangers_message_is_not_repeated(reference: str) -> None:
    text = renderer().text(NoticeKind.ACKNOWLEDGEMENT, "en", {**FACTS, "note_reference": reference})
    assert "receipt of its note verbale dated 12 March 2024." in text.body
    assert "evil" not in text.body


def test_a_notes_number_is_never_read_as_a_template() -> None:
    text = renderer().text(NoticeKind.ACKNOWLEDGEMENT, "en", {**FACTS, "note_reference": "{{ 7 * 7 }}"})
    assert "No.\u00a0{{ 7 * 7 }} dated" in text.body


def test_direction_marks_of_strangers_are_cut_out_and_ours_stand_around_latin_runs() -> None:
    facts = {**FACTS, "note_reference": "\u202e17/2024\u2069"}
    assert "رقم \u206817/2024\u2069 المؤرخة" in renderer().text(NoticeKind.ACKNOWLEDGEMENT, "ar", facts).body


def test_a_role_that_the_programme_has_not_is_an_error() -> None:
    counts = [{"role": "military", "action": "add", "number": 1}]
    with pytest.raises(RenderFailed, match="no role military"):
        renderer().text(NoticeKind.ACKNOWLEDGEMENT, "en", {**FACTS, "counts": counts})
    reminder = CASES[NoticeKind.UPDATE_REMINDER, "full"].model_dump(mode="json")
    with pytest.raises(RenderFailed, match="no role military"):
        renderer().text(NoticeKind.UPDATE_REMINDER, "en", {**reminder, "role": "military"})


def test_names_come_from_the_programme_with_the_grammar_that_they_need() -> None:
    given = load_programme(PROGRAMME)
    other = given.model_copy(
        update={
            "office": {**given.office, "fr": "Agence des registres", "es": "Registro Central", "ar": "إدارة السجلات"},
            "office_gender": {"fr": "f", "es": "m", "ar": "f"},
        }
    )
    says = {
        language: Renderer(other, TEMPLATES).text(NoticeKind.ACKNOWLEDGEMENT, language, FACTS).body
        for language in ("fr", "es", "ar")
    }
    assert "\nL’Agence des registres présente ses compliments" in says["fr"]
    assert "\nEl Registro Central saluda atentamente" in says["es"]
    assert "\nتهدي إدارة السجلات تحياتها إلى البعثة الدائمة، وتتشرف" in says["ar"]


def test_a_language_whose_grammar_the_programme_does_not_tell_is_an_error_not_a_guess() -> None:
    silent = load_programme(PROGRAMME).model_copy(update={"office_gender": {}})
    with pytest.raises(RenderFailed, match="office_gender"):
        Renderer(silent, TEMPLATES).text(NoticeKind.ACKNOWLEDGEMENT, "fr", FACTS)
    assert Renderer(silent, TEMPLATES).text(NoticeKind.ACKNOWLEDGEMENT, "en", FACTS).subject


def test_an_edited_template_reaches_nothing_outside_its_sandbox(tmp_path: Any) -> None:
    import shutil

    folder = tmp_path / "mail"
    shutil.copytree(TEMPLATES, folder)
    (folder / "acknowledgement" / "en.body.txt").write_text("{{ office.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(RenderFailed, match=r"acknowledgement/en\.body\.txt cannot be filled"):
        Renderer(load_programme(PROGRAMME), folder).text(NoticeKind.ACKNOWLEDGEMENT, "en", FACTS)
