"""From a notice's facts to the mail that says it, by templates that are data."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import ValidationError

from domain.alarms import MEANINGS
from domain.envelope import Address
from domain.facts import FACTS, AcknowledgementFacts, AlarmFacts, ConfirmationFacts, Count, Facts, UpdateReminderFacts
from domain.notices import NoticeKind
from domain.programme import Programme
from domain.submission import Action
from notify.headers import BREAKS, POLICY, HeaderFailed, mailbox, message_ids, one_line

REFERENCES = 20
"""So many Message-IDs at most stand in References: the first, which names the thread, and the last ones."""
REFERENCE_LENGTH = 60
"""A note's number longer than this is not repeated: it comes from a stranger's mail."""
_UNQUOTABLE = re.compile(r"://|www\.|@|\.(com|net|org|info|top|xyz)\b", re.IGNORECASE)
_BIDI = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])


class RenderFailed(Exception):
    """A mail cannot be made of these facts or templates; the message says which, why, and never a personal value."""


@dataclass(frozen=True, slots=True)
class Text:
    """A rendered notice: one line of subject, the body with single line breaks, and the language it is in."""

    subject: str
    body: str
    language: str


class Renderer:
    """Writes notices in the programme's languages from the templates in one folder (templates/mail)."""

    def __init__(self, programme: Programme, templates: Path) -> None:
        self._programme = programme
        self._templates = templates
        self._dates = _dates(templates / "dates.toml")
        # Plain text, so nothing is escaped; sandboxed, because officers may edit the wording.
        self._jinja = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(templates),
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.filters |= {"day": self._day, "sentence": _sentence, "apart": _apart}

    def missing(self) -> list[str]:
        """Template files that the programme's languages need and the folder lacks."""
        wanted = [
            f"{kind.value}/{language}.{part}.txt"
            for kind in NoticeKind
            for language in self._languages(kind)
            for part in ("subject", "body")
        ]
        return [name for name in wanted if not (self._templates / name).is_file()]

    def language(self, kind: NoticeKind, wanted: str) -> str:
        """The language a notice is written in: the wanted one where the programme has it, else the programme's first; English to
        the operator."""
        languages = self._languages(kind)
        return wanted if wanted in languages else languages[0]

    def _languages(self, kind: NoticeKind) -> Sequence[str]:
        return ("en",) if kind.for_operator else self._programme.languages

    def text(self, kind: NoticeKind, wanted: str, facts: Mapping[str, Any]) -> Text:
        """The notice in words; RenderFailed where a fact is missing or unknown, or a template asks for what nobody gave."""
        language = self.language(kind, wanted)
        try:
            given = FACTS[kind].model_validate(facts)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise RenderFailed(f"The facts of this {kind.value} are not complete: {place}: {first['msg']}.") from error
        context = self._context(kind, language, given)
        subject = self._filled(f"{kind.value}/{language}.subject.txt", context)
        body = self._filled(f"{kind.value}/{language}.body.txt", context)
        lines = [line.rstrip() for line in body.strip().splitlines()]
        return Text(subject.strip(), re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n", language)

    def mail(
        self,
        kind: NoticeKind,
        wanted: str,
        facts: Mapping[str, Any],
        *,
        sender: Address,
        recipient: str,
        mail_id: str,
        at: datetime,
        in_reply_to: str | None = None,
        references: Sequence[str] = (),
        reply_to: str | None = None,
    ) -> EmailMessage:
        """The whole mail, dated `at`; RenderFailed where a header would hold a line break or is no address.

        Answers go to `reply_to`, or where it is None to the programme's mailbox. Ids of the mail answered that are not
        well-formed are left out: the answer goes unthreaded rather than unsaid."""
        text = self.text(kind, wanted, facts)
        try:
            answered = message_ids([in_reply_to or ""], "In-Reply-To")
            chain = message_ids([*references, in_reply_to or ""], "References")
            headers: dict[str, Any] = {
                "From": mailbox(sender.address, "From", one_line(sender.name, "From")),
                "To": mailbox(recipient, "To"),
                "Reply-To": mailbox(reply_to or self._programme.mailbox, "Reply-To"),
                "Subject": one_line(text.subject, "Subject"),
                "Date": at,
                "Message-ID": one_line(mail_id, "Message-ID"),
                "In-Reply-To": " ".join(answered),
                "References": " ".join(chain if len(chain) <= REFERENCES else [chain[0], *chain[1 - REFERENCES :]]),
                # RFC 3834: what answers nothing is generated; an answer is one also where the mail answered bore no id.
                "Auto-Submitted": "auto-generated"
                if kind in (NoticeKind.UPDATE_REMINDER, NoticeKind.ALARM) and not answered
                else "auto-replied",
                "X-Auto-Response-Suppress": "All",
            }
        except HeaderFailed as failed:
            raise RenderFailed(str(failed)) from failed
        message = EmailMessage(policy=POLICY)
        for name, value in headers.items():
            if value:
                message[name] = value
        message.set_content(text.body, charset="utf-8")
        message["Content-Language"] = text.language
        return message

    def _filled(self, name: str, context: Mapping[str, Any]) -> str:
        try:
            return self._jinja.get_template(name).render(context)
        except (TemplateError, TypeError, KeyError, IndexError, RenderFailed) as error:
            reason = str(error) if isinstance(error, TemplateError | RenderFailed) else type(error).__name__
            raise RenderFailed(f"Template {name} cannot be filled: {reason}.") from error

    def _context(self, kind: NoticeKind, language: str, facts: Facts) -> dict[str, Any]:
        """What a template of this language may use; templates/mail/README.md lists it."""
        programme = self._programme
        words = {name: _clean(value) for name, value in facts.model_dump(mode="json").items()}
        if "note_reference" in words:
            words["note_reference"] = _quotable(words["note_reference"])
        if isinstance(facts, AcknowledgementFacts | ConfirmationFacts):
            words["groups"] = self._groups(facts.counts, language)
        if isinstance(facts, UpdateReminderFacts):
            words["role"] = self._role(facts.role, language)
        if isinstance(facts, AlarmFacts):
            meaning = MEANINGS[facts.code]
            words |= {
                "says": meaning.says,
                "do": meaning.do,
                "since": f"{facts.since.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
            }
        if language in programme.office_gender:
            words["office_gender"] = programme.office_gender[language]
        return {
            **words,
            "language": language,
            "office": programme.text(programme.office, language),
            "directory": programme.text(programme.directory, language),
            "mailbox": programme.mailbox,
        }

    def _groups(self, counts: Sequence[Count], language: str) -> list[dict[str, Any]]:
        """The counts by action, in each the roles in the programme's order and the unstated one last."""
        order: list[str | None] = [*(role.code for role in self._programme.roles), None]
        groups = []
        for action in (Action.ADD, Action.UPDATE, Action.REMOVE):
            found = [count for count in counts if count.action is action]
            if unknown := {count.role for count in found} - set(order):
                raise RenderFailed(f"The programme has no role {', '.join(sorted(map(str, unknown)))}.")
            found.sort(key=lambda count: order.index(count.role))
            numbers = [{"role": c.role and self._role(c.role, language), "number": c.number} for c in found]
            if numbers:
                groups.append({"action": action.value, "numbers": numbers})
        return groups

    def _role(self, code: str, language: str) -> str:
        role = self._programme.role(code)
        if role is None:
            raise RenderFailed(f"The programme has no role {code}.")
        return self._programme.text(role.names, language)

    @pass_context
    def _day(self, context: Context, iso: str) -> str:
        """The date in the long form of the language that the template is in."""
        language = str(context["language"])
        form = self._dates.get(language)
        if form is None:
            raise RenderFailed(f"dates.toml has no form of dates in {language}.")
        try:
            day = date.fromisoformat(iso)
        except ValueError as error:
            raise RenderFailed(f"No such day: {iso}.") from error
        number = form.get("first", "1") if day.day == 1 else str(day.day)
        return str(form["form"]).format(day=number, month=form["months"][day.month - 1], year=day.year)


def _dates(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RenderFailed(f"The forms of dates cannot be read from {path}: {error}; restore the file.") from error


def _clean(value: Any) -> Any:
    """Texts as one line without control characters or direction marks, which could reorder what stands around them."""
    if isinstance(value, str):
        visible = "".join(" " if unicodedata.category(c) in BREAKS else c for c in value.translate(_BIDI))
        return " ".join(visible.split())
    return [_clean(item) for item in value] if isinstance(value, list) else value


def _quotable(reference: str | None) -> str | None:
    """A note's number that may be repeated; None for one that could carry a stranger's message through us."""
    if not reference or len(reference) > REFERENCE_LENGTH or _UNQUOTABLE.search(reference):
        return None
    return reference


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _apart(text: str) -> str:
    """The text isolated from the direction of what surrounds it (Unicode's first strong isolate)."""
    return f"\u2068{text}\u2069"
