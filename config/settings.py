"""The settings of one installation: defaults < TOML file < `.env` < environment, in one frozen object.

The environment's names are `VERBALE_` and the setting's, in capitals: `VERBALE_SMTP_HOST`, `VERBALE_MAILBOX_PASSWORD_FILE`,
`VERBALE_MAILBOXES_GENEVA_HOST` of the mailbox named geneva."""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator

from config.faults import sentence
from config.oauth import OAuthSettings
from config.section import Section, SettingsError, secret_in
from config.signatures import SignatureSettings
from domain.programme import Programme

__all__ = ["Section", "Settings", "SettingsError", "load_programme", "load_settings", "settings_from_here"]

PREFIX = "VERBALE_"
ADDRESS = re.compile(r"[!#-'*+/-9=?A-Z^-~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
"""An address in ASCII, without quotes."""
NAMED = ("mailboxes", "oauth")
"""Sections of which there are several, each with a name."""
PROGRAMME = Path(__file__).with_name("programme.toml")


class Account(Section):
    """Where and how to sign in to a server; the password may stand in a file of its own."""

    host: str = ""
    port: int = Field(default=0, ge=0, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    login: str = ""
    password: SecretStr = SecretStr("")
    password_file: Path | None = None
    oauth: str = ""
    """The name of what gives us tokens to sign in with, instead of a password: `[oauth.NAME]`."""
    ca_file: Path | None = None
    timeout: float = Field(default=60.0, gt=0, description="seconds without an answer before we give up")

    def secret(self, section: str) -> str:
        """The password, from its file where one is named; SettingsError when that file cannot be read."""
        return secret_in(self.password_file, self.password, f"{section}.password_file")

    def enough_for_graph(self) -> None:
        """ValueError where this is not enough to reach the account by Microsoft Graph."""
        if not self.login or not self.oauth:
            missing = "oauth" if self.login else "login"
            raise ValueError(f"{missing}: Microsoft Graph wants the mailbox's address as login, and oauth for tokens")

    @model_validator(mode="after")
    def _one_way_to_sign_in(self) -> Account:
        if self.oauth and (self.password_file is not None or self.password.get_secret_value()):
            raise ValueError("oauth: sign in by tokens or by a password; leave one of them out")
        return self


class MailboxSettings(Account):
    """The mailbox to which States write."""

    kind: Literal["imap", "graph", "maildir", "folder"] = "imap"
    folder: str = "INBOX"
    folders: tuple[str, ...] = ()
    """Where not empty, all of these are polled, each by a connection of its own, instead of `folder`."""
    path: Path | None = None
    """Maildir or folder of .eml files, for the kinds `maildir` and `folder`."""
    poll_seconds: float = Field(default=60.0, gt=0)
    acknowledge_since: date | None = None
    """Messages received before this day are not acknowledged without an officer; None: those before the first poll."""
    idle: bool = True
    """Whether an IMAP server is listened to between the polls, on a connection of its own."""
    stall_minutes: float = Field(default=10.0, gt=0)
    """So long a poll may make no progress before its connection is shut down."""
    move_to: str = ""
    """The folder of the same account to which its messages are moved once they are processed; empty: they stay."""
    sent_folder: str = ""
    """Where the server of the same account files what we send, and uncertain mails are looked for; empty: nowhere."""
    authserv_id: str | None = None
    """The authserv-id of the receiving server, whose verdicts on SPF, DKIM and DMARC count; `microsoft` for Exchange Online."""

    @field_validator("folders", mode="before")
    @classmethod
    def _joined_by_commas(cls, value: object) -> object:
        """The environment's form; a name that holds a comma has to stand in the file."""
        return [name.strip() for name in value.split(",")] if isinstance(value, str) else value

    @property
    def every_folder(self) -> tuple[str, ...]:
        """The folders that are polled; of a Maildir or a folder of files just itself."""
        return (self.folders if self.kind in ("imap", "graph") else ()) or (self.folder,)

    @model_validator(mode="after")
    def _enough_to_find_it(self) -> MailboxSettings:
        if self.kind == "graph":
            self.enough_for_graph()
        elif self.kind != "imap" and self.path is None:
            raise ValueError(f"path: a mailbox of kind {self.kind} needs the path of its folder")
        if "" in self.folders or len(set(self.folders)) < len(self.folders):
            raise ValueError("folders: name each folder once, and none without a name")
        if self.move_to and self.kind not in ("imap", "graph"):
            raise ValueError(f"move_to: nothing is moved out of a mailbox of kind {self.kind}; leave it empty")
        if self.move_to in self.every_folder:
            raise ValueError("move_to: name a folder that is not polled")
        if self.sent_folder and self.kind not in ("imap", "graph"):
            raise ValueError(f"sent_folder: a mailbox of kind {self.kind} has none; leave it empty")
        if self.sent_folder in self.every_folder:
            raise ValueError("sent_folder: name a folder that is not polled")
        return self


class SmtpSettings(Account):
    """The server that carries our mail, and in whose name we write."""

    kind: Literal["smtp", "graph"] = "smtp"
    security: Literal["tls", "starttls", "none"] = "starttls"
    sender: str = ""
    """Our From address; empty: the programme's mailbox."""
    sender_name: str = ""
    """Our display name; empty: the programme's office in its first language."""
    round_seconds: float = Field(default=30.0, gt=0)
    sender_a_day: int = Field(default=5, ge=0)
    """Acknowledgements to one address within 24 hours; further ones are held for an officer."""
    all_an_hour: int = Field(default=200, ge=0)
    """Answers that the machine gives within an hour; further ones are held for an officer."""
    delivery_reports: bool = False
    """Whether the server is asked to report what arrived, too (RFC 3461); such reports settle what was uncertain."""
    reply_tokens: bool = False
    """Whether answers go to a plus-address with a token, `poc+re17-...@host`: the mailbox's server has to deliver such mail."""

    @model_validator(mode="after")
    def _in_a_name_that_a_header_can_hold(self) -> SmtpSettings:
        if self.kind == "graph":
            self.enough_for_graph()
            if self.delivery_reports:
                raise ValueError("delivery_reports: Microsoft Graph asks nobody for them; leave it out")
        if self.sender and not ADDRESS.fullmatch(self.sender):
            raise ValueError("sender: write one plain address, such as poc-directory@example.int")
        if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in self.sender_name):
            raise ValueError("sender_name: a name is one line without control characters")
        return self


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

    @model_validator(mode="after")
    def _one_plain_address(self) -> OperatorSettings:
        if self.address and not ADDRESS.fullmatch(self.address):
            raise ValueError("address: write one plain address, such as operator@example.int")
        return self


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
    def _alike_where_they_must_be(self) -> Settings:
        if len({box.authserv_id for box in self.polled.values()} - {None}) > 1:
            raise ValueError("mailboxes: all mailboxes have the same authserv_id, that of one receiving server")
        if len({box.acknowledge_since for box in self.polled.values()} - {None}) > 1:
            raise ValueError("mailboxes: all mailboxes have the same acknowledge_since")
        accounts: dict[str, MailboxSettings | SmtpSettings] = {**self.polled, "smtp": self.smtp}
        for section, account in accounts.items():
            if account.oauth and account.oauth not in self.oauth:
                raise ValueError(f"{section}.oauth: there is no section oauth.{account.oauth}")
            if account.kind == "graph" and not self.oauth[account.oauth].scope:
                raise ValueError(
                    f'{section}.oauth: tokens for Microsoft Graph need scope = "https://graph.microsoft.com/.default" '
                    f"in oauth.{account.oauth}; IMAP and SMTP want others"
                )
        return self

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
    """Settings from `file` (TOML), `dotenv` and `environment`; SettingsError names what is wrong and where it was set.

    A variable that is empty is as good as none."""
    values: dict[str, Any] = _from_toml(file) if file else {}
    origin: dict[str, str] = {}
    for name, value in {**_given(_from_dotenv(dotenv)), **_given(environment)}.items():
        if name != PREFIX + "SETTINGS":
            _place(values, name, value, origin)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(sentence(error, file, origin)) from error


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    """Ours among these variables; one that is empty is not given, as in a list of them that somebody fills in by and by."""
    return {name: value for name, value in environment.items() if name.startswith(PREFIX) and value.strip()}


def settings_from_here() -> Settings:
    """Settings of the running process: file named by VERBALE_SETTINGS, else ./verbale.toml where there is one; ./.env."""
    dotenv = Path(".env")
    named = os.environ.get(PREFIX + "SETTINGS") or _from_dotenv(dotenv).get(PREFIX + "SETTINGS")
    file = Path(named) if named else Path("verbale.toml")
    return load_settings(file if named or file.exists() else None, os.environ, dotenv)


def load_programme(path: Path) -> Programme:
    """The programme of this file; SettingsError names what is wrong in it."""
    try:
        return Programme.model_validate(_from_toml(path))
    except ValidationError as error:
        raise SettingsError(sentence(error, path, {})) from error


def _from_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"The settings file {path} cannot be read ({error.strerror}); name one that exists."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} is not valid TOML: {error}.") from error


def _from_dotenv(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    try:
        return {name: value for name, value in dotenv_values(path).items() if value is not None}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(
            f"The settings file {path} cannot be read ({reason}); correct it or take it away."
        ) from error


def _place(values: dict[str, Any], name: str, value: str, origin: dict[str, str]) -> None:
    """Puts the environment's `VERBALE_SMTP_HOST` at values["smtp"]["host"]."""
    key = name.removeprefix(PREFIX).lower()
    section, _, rest = key.partition("_")
    if section in NAMED and "_" in rest:
        named, _, inner = rest.partition("_")
        tables = values.setdefault(section, {})
        if isinstance(tables, dict) and isinstance(tables.setdefault(named, {}), dict):
            tables[named][inner] = value
            origin[f"{section}.{named}.{inner}"] = name
        return
    if section in Settings.model_fields and isinstance(Settings.model_fields[section].default, Section) and rest:
        if not isinstance(values.get(section, {}), dict):
            return  # no section but a plain value, which is refused as such
        values[section] = {**values.get(section, {}), rest: value}
        origin[f"{section}.{rest}"] = name
    else:
        values[key] = value
        origin[key] = name
