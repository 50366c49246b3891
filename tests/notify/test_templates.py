"""What our mails say, word for word: golden files, rewritten by UPDATE_GOLDEN=1."""

from __future__ import annotations

import os
import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from config.settings import PROGRAMME, load_programme
from domain.envelope import Address
from domain.facts import AcknowledgementFacts, AlarmFacts, ClarificationFacts, ConfirmationFacts, UpdateReminderFacts
from domain.notices import NoticeKind
from notify.render import RenderFailed
from tests.builders.notices import CASES, NOON, TEMPLATES, WORDINGS, as_read, languages, renderer

GOLDEN = Path(__file__).with_name("golden")
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SHOWN = ("From", "To", "Reply-To", "Subject", "In-Reply-To", "References", "Auto-Submitted", "Content-Language")


def whole(mail: EmailMessage) -> str:
    headers = [f"{name}: {mail[name]}" for name in SHOWN if mail[name]]
    return "\n".join(headers) + "\n\n" + str(mail.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize(("kind", "case", "language"), WORDINGS, ids=str)
def test_every_mail_says_what_its_golden_file_says(kind: NoticeKind, case: str, language: str) -> None:
    answered = None if kind in (NoticeKind.UPDATE_REMINDER, NoticeKind.ALARM) else "<note@theirs.test>"
    mail = renderer().mail(
        kind,
        language,
        CASES[kind, case].model_dump(mode="json"),
        sender=Address(address="poc@ours.test", name="Office for Disarmament Affairs"),
        recipient="mission@theirs.test",
        mail_id="<fixed@ours.test>",
        at=NOON,
        in_reply_to=answered,
    )
    found = whole(as_read(mail.as_bytes()))
    golden = GOLDEN / f"{kind.value}-{case}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_there_are_golden_files_of_nothing_else() -> None:
    wanted = {f"{kind.value}-{case}-{language}.txt" for kind, case, language in WORDINGS}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


def test_every_notice_has_its_files_in_every_language_of_the_programme_and_no_other() -> None:
    assert renderer().missing() == []
    assert load_programme(PROGRAMME).languages == LANGUAGES
    wanted = {
        f"{kind.value}/{lang}.{part}.txt"
        for kind in NoticeKind
        for lang in languages(kind)
        for part in ("subject", "body")
    }
    wanted |= {f"phrases/{language}.txt" for language in LANGUAGES} | {"dates.toml", "README.md"}
    assert {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()} == wanted


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    from notify.render import Renderer

    (tmp_path / "dates.toml").write_bytes((TEMPLATES / "dates.toml").read_bytes())
    wanted = sum(len(languages(kind)) for kind in NoticeKind) * 2
    assert len(Renderer(load_programme(PROGRAMME), tmp_path).missing()) == wanted


@pytest.mark.parametrize(("kind", "language"), [(kind, one) for kind in NoticeKind for one in languages(kind)])
def test_a_fact_that_is_missing_or_unknown_is_an_error_and_never_a_gap(kind: NoticeKind, language: str) -> None:
    facts = CASES[kind, "full"].model_dump(mode="json")
    needed = [name for name, field in type(CASES[kind, "full"]).model_fields.items() if field.is_required()]
    assert needed
    for name in needed:
        with pytest.raises(RenderFailed, match=rf"not complete: {name}: Field required"):
            renderer().text(kind, language, {key: value for key, value in facts.items() if key != name})
    with pytest.raises(RenderFailed, match="not complete: nominee: Extra inputs"):
        renderer().text(kind, language, {**facts, "nominee": "Jane Example"})


@pytest.mark.parametrize(("kind", "case", "language"), WORDINGS, ids=str)
def test_no_mail_shows_a_gap_or_the_machinery(kind: NoticeKind, case: str, language: str) -> None:
    text = renderer().text(kind, language, CASES[kind, case].model_dump(mode="json"))
    for part in (text.subject, text.body):
        assert not re.search(r"\{|\}|\bNone\b|\bnull\b|  |\(\s*\)|,\s*[.,]|\s[,.]\s", part)
        assert part.strip()
    assert "\n" not in text.subject
    assert all(line == line.strip() for line in text.body.splitlines())


def test_the_acknowledgement_names_the_note_and_accepts_nothing() -> None:
    names = {"en": "No. 017/2024 dated 12 March 2024", "fr": "n° 017/2024 datée du 12 mars 2024"}
    for language, name in names.items():
        text = renderer().text(
            NoticeKind.ACKNOWLEDGEMENT, language, CASES[NoticeKind.ACKNOWLEDGEMENT, "full"].model_dump(mode="json")
        )
        assert name in text.body.replace("\u00a0", " ")
        assert text.subject.startswith("[POC-ICT-2024-00017] ")
        assert "POC-ICT-2024-00017" in text.body
    english = renderer().text(
        NoticeKind.ACKNOWLEDGEMENT, "en", CASES[NoticeKind.ACKNOWLEDGEMENT, "full"].model_dump(mode="json")
    )
    assert "neither that the communication has been accepted nor that the directory has been changed" in english.body


def test_the_models_of_facts_have_no_place_for_a_person() -> None:
    told = {
        name
        for model in (AcknowledgementFacts, ConfirmationFacts, ClarificationFacts, UpdateReminderFacts, AlarmFacts)
        for name in model.model_fields
    }
    assert told == {
        "reference", "form", "note_reference", "note_date", "received", "observer", "kind", "counts", "earlier", "megabytes",
        "in_force", "questions", "state", "role", "months", "in_force_since", "last_confirmed",
        "code", "where", "since", "times",
    }  # fmt: skip


def test_french_stops_stand_behind_a_no_break_space() -> None:
    for kind, case in ((kind, case) for kind, case, language in WORDINGS if language == "fr"):
        text = renderer().text(kind, "fr", CASES[kind, case].model_dump(mode="json"))
        assert not re.search(r"(?<!\u00a0)[:;]", text.subject + text.body)


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "1 January 2024", "31 December 2024"),
        ("fr", "1er janvier 2024", "31 décembre 2024"),
        ("es", "1 de enero de 2024", "31 de diciembre de 2024"),
        ("ru", "1 января 2024 года", "31 декабря 2024 года"),
        ("ar", "1 كانون الثاني/يناير 2024", "31 كانون الأول/ديسمبر 2024"),
        ("zh", "2024年1月1日", "2024年12月31日"),
    ],
)
def test_dates_stand_in_the_languages_own_long_form(language: str, first: str, last: str) -> None:
    facts = CASES[NoticeKind.UPDATE_REMINDER, "full"].model_dump(mode="json")
    text = renderer().text(
        NoticeKind.UPDATE_REMINDER, language, {**facts, "in_force_since": "2024-01-01", "last_confirmed": "2024-12-31"}
    )
    assert first in text.body
    assert last in text.body


def test_a_day_that_does_not_exist_is_an_error() -> None:
    facts = CASES[NoticeKind.UPDATE_REMINDER, "full"].model_dump(mode="json")
    with pytest.raises(RenderFailed, match="No such day: 2023-02-29"):
        renderer().text(NoticeKind.UPDATE_REMINDER, "en", {**facts, "in_force_since": "2023-02-29"})


def test_chinese_keeps_a_reference_that_carries_its_own_number_word() -> None:
    facts = {
        **CASES[NoticeKind.ACKNOWLEDGEMENT, "full"].model_dump(mode="json"),
        "note_reference": "（2024）联字第012号",
    }
    text = renderer().text(NoticeKind.ACKNOWLEDGEMENT, "zh", facts)
    assert "代表团2024年3月12日（2024）联字第012号普通照会。" in text.body
