"""The settings of one installation: defaults < TOML file < `.env` < environment, in one frozen object.

The environment's names are `VERBALE_` and the setting's, in capitals: `VERBALE_SMTP_HOST`, `VERBALE_MAILBOX_PASSWORD_FILE`,
`VERBALE_MAILBOXES_GENEVA_HOST` of the mailbox named geneva."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from config.account import ADDRESS, Account
from config.faults import faults_of, told, with_later, without
from config.files import from_dotenv, from_toml
from config.mailbox import MailboxSettings
from config.oauth import OAuthSettings
from config.section import Fault, Section, SettingsError, WrongSettings
from config.signatures import SignatureSettings
from config.smtp import SmtpSettings
from domain.programme import Programme

__all__ = [
    "ADDRESS",
    "Account",
    "MailboxSettings",
    "Section",
    "Settings",
    "SettingsError",
    "SmtpSettings",
    "load_programme",
    "load_settings",
    "settings_from_here",
]

PREFIX = "VERBALE_"
NAMED = ("mailboxes", "oauth")
"""Sections of which there are several, each with a name."""
PROGRAMME = Path(__file__).with_name("programme.toml")


class DeskSettings(Section):
    """The review desk."""

    address: str = "127.0.0.1"
    port: int = Field(default=8321, ge=0, le=65535)
    secure_cookies: bool = False
    """True where the desk stands behind https."""
    proxies: str = ""
    """Addresses of the reverse proxies whose word on who asks (X-Forwarded-For) is believed, joined by commas."""


class ReadingSettings(Section):
    """Limits of the worker processes that parse untrusted bytes."""

    workers: int = Field(default=2, ge=1, le=64)
    seconds: float = Field(default=300.0, gt=0)
    memory_mib: int = Field(default=2048, ge=256)


class OperatorSettings(Section):
    """Whoever runs this installation."""

    address: str = ""
    """Where alarms go by mail, each at most once a day; empty: nowhere."""

    def faults(self) -> Iterator[Fault]:
        """What no mail could be sent to."""
        if self.address and not ADDRESS.fullmatch(self.address):
            yield Fault("address", "write one plain address, such as operator@example.int")


class Settings(Section):
    """Everything that differs between installations; the programme's own facts stand in programme.toml."""

    data: Path = Path("var")
    """Folder of the embedded database; made with mode 0700."""
    database: str = ""
    """SQLAlchemy URL; empty: SQLite in the data folder."""
    programme: Path = PROGRAMME
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    mailbox: MailboxSettings = MailboxSettings()
    mailboxes: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$")], MailboxSettings] = Field(default_factory=dict)
    """Further mailboxes by name: small letters and figures, so that the environment can name them."""
    smtp: SmtpSettings = SmtpSettings()
    oauth: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$")], OAuthSettings] = Field(default_factory=dict)
    """What gives us tokens to sign in with, by name."""
    desk: DeskSettings = DeskSettings()
    reading: ReadingSettings = ReadingSettings()
    signatures: SignatureSettings = SignatureSettings()
    operator: OperatorSettings = OperatorSettings()

    @model_validator(mode="after")
    def _go_together(self) -> Settings:
        sections: dict[str, Section] = {
            "mailbox": self.mailbox,
            **{f"mailboxes.{name}": box for name, box in self.mailboxes.items()},
            "smtp": self.smtp,
            **{f"oauth.{name}": tokens for name, tokens in self.oauth.items()},
            "operator": self.operator,
        }
        found = [
            Fault(f"{name}.{fault.setting}", fault.sentence)
            for name, section in sections.items()
            for fault in section.faults()
        ]
        if faults := (*found, *self.faults()):
            raise WrongSettings(faults)
        return self

    def faults(self) -> Iterator[Fault]:
        """What does not go together across the sections."""
        for name in ("authserv_id", "acknowledge_since"):
            told = {section: value for section, box in self.polled.items() if (value := getattr(box, name)) is not None}
            first = next(iter(told), "")
            for section, value in told.items():
                if value != told[first]:
                    yield Fault(f"{section}.{name}", f"{first} has another; all mailboxes have the same {name}")
        accounts: dict[str, MailboxSettings | SmtpSettings] = {**self.polled, "smtp": self.smtp}
        for section, account in accounts.items():
            tokens = self.oauth.get(account.oauth)
            if account.oauth and tokens is None:
                yield Fault(f"{section}.oauth", f"there is no section oauth.{account.oauth}")
            elif account.kind == "graph" and tokens is not None and not tokens.scope:
                scope = "https://graph.microsoft.com/.default"
                told_why = f'tokens for Microsoft Graph, as {section} wants them, need scope = "{scope}"'
                yield Fault(f"oauth.{account.oauth}.scope", f"{told_why}; IMAP and SMTP want others")

    @property
    def polled(self) -> dict[str, MailboxSettings]:
        """The mailboxes that are polled, by their section; `mailbox` is left out where only others are set."""
        named = {f"mailboxes.{name}": box for name, box in sorted(self.mailboxes.items())}
        set_up = self.mailbox.host or self.mailbox.path is not None or self.mailbox.kind == "graph"
        alone = not named or bool(set_up)
        return ({"mailbox": self.mailbox} if alone else {}) | named

    @property
    def authserv_id(self) -> str | None:
        """That of the receiving server, None where no mailbox names it."""
        return next((box.authserv_id for box in self.polled.values() if box.authserv_id is not None), None)

    @property
    def acknowledge_since(self) -> date | None:
        """Since when messages are acknowledged, None where no mailbox says."""
        return next((box.acknowledge_since for box in self.polled.values() if box.acknowledge_since is not None), None)

    @property
    def database_url(self) -> str:
        """The database's URL, the embedded one where none is set. May hold a password: not for logs."""
        return self.database or f"sqlite:///{self.data.absolute() / 'verbale.db'}"


def load_settings(file: Path | None, environment: Mapping[str, str], dotenv: Path | None = None) -> Settings:
    """Settings from `file` (TOML), `dotenv` and `environment`; SettingsError names all that is wrong and where it was set.

    A variable that is empty is as good as none."""
    values: dict[str, Any] = from_toml(file) if file else {}
    origin = dict.fromkeys(_names(values), f"file {file}")
    for variables, place in (
        (from_dotenv(dotenv), f"variable {{}} in {dotenv}"),
        (environment, "environment variable {}"),
    ):
        for name, value in _given(variables).items():
            if name != PREFIX + "SETTINGS" and (setting := _placed(values, name, value)):
                origin[setting] = place.format(name)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        found = faults_of(error)
    try:
        Settings.model_validate(without(values, found))
    except ValidationError as error:  # what shows only once the rest is right
        found = with_later(found, faults_of(error))
    raise SettingsError(told(found, lambda name: _place(name, origin)))


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    """Ours among these variables; one that is empty is not given, as in a list of them that somebody fills in by and by."""
    return {name: value for name, value in environment.items() if name.startswith(PREFIX) and value.strip()}


def settings_from_here() -> Settings:
    """Settings of the running process: file named by VERBALE_SETTINGS, else ./verbale.toml where there is one; ./.env."""
    dotenv = Path(".env")
    named = os.environ.get(PREFIX + "SETTINGS") or from_dotenv(dotenv).get(PREFIX + "SETTINGS")
    file = Path(named) if named else Path("verbale.toml")
    return load_settings(file if named or file.exists() else None, os.environ, dotenv)


def load_programme(path: Path) -> Programme:
    """The programme of this file; SettingsError names what is wrong in it."""
    try:
        return Programme.model_validate(from_toml(path))
    except ValidationError as error:
        raise SettingsError(told(faults_of(error), lambda _: f"file {path}")) from error


def _names(values: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The whole names of all settings in nested tables, and of the tables."""
    for name, value in values.items():
        yield f"{before}{name}"
        if isinstance(value, dict):
            yield from _names(value, f"{before}{name}.")


def _place(setting: str, origin: Mapping[str, str]) -> str:
    """Where the setting was given, or what belongs to the section; empty where nowhere."""
    return origin.get(setting) or ", ".join(place for name, place in origin.items() if name.startswith(f"{setting}."))


def _placed(values: dict[str, Any], name: str, value: str) -> str:
    """Puts the environment's `VERBALE_SMTP_HOST` at values["smtp"]["host"]; the setting's whole name, or empty."""
    key = name.removeprefix(PREFIX).lower()
    section, _, rest = key.partition("_")
    if section in NAMED and "_" in rest:
        named, _, inner = rest.partition("_")
        tables = values.setdefault(section, {})
        if not isinstance(tables, dict) or not isinstance(tables.setdefault(named, {}), dict):
            return ""
        tables[named][inner] = value
        return f"{section}.{named}.{inner}"
    if section in Settings.model_fields and isinstance(Settings.model_fields[section].default, Section) and rest:
        if not isinstance(values.get(section, {}), dict):
            return ""  # no section but a plain value, which is refused as such
        values[section] = {**values.get(section, {}), rest: value}
        return f"{section}.{rest}"
    values[key] = value
    return key
