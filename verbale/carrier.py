"""What carries our mail, as the settings say: a mail server, or Microsoft Graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.settings import Settings, SettingsError

if TYPE_CHECKING:
    from notify.graph import GraphTransport
    from notify.smtp import SmtpTransport
    from verbale.tokens.keepers import Keepers


def carrier(settings: Settings, keepers: Keepers) -> SmtpTransport | GraphTransport:
    """The way to whoever carries our mail; SettingsError where a setting is missing."""
    if settings.smtp.kind == "graph":
        from notify.graph import GraphTransport
        from verbale.sources import graph_line

        return GraphTransport(graph_line("smtp", settings.smtp, keepers, patience=0.0))
    return _smtp(settings, keepers)


def carried_by(settings: Settings) -> str:
    """Its host."""
    from domain.graph import HOST

    return settings.smtp.host or (HOST if settings.smtp.kind == "graph" else "")


def _smtp(settings: Settings, keepers: Keepers) -> SmtpTransport:
    """The way to the server of the settings; SettingsError where one is missing."""
    from notify.smtp import SmtpServer, SmtpTransport
    from notify.token import TokenSignIn

    smtp = settings.smtp
    if not smtp.host:
        raise SettingsError("Setting smtp.host is missing; set VERBALE_SMTP_HOST or name it in verbale.toml.")
    if smtp.oauth and not smtp.login:
        raise SettingsError("Setting smtp.login is missing; a token is for somebody, so name the mailbox.")
    try:
        server = SmtpServer(
            host=smtp.host,
            port=smtp.port or {"tls": 465, "starttls": 587, "none": 25}[smtp.security],
            security=smtp.security,
            login=smtp.login,
            password=smtp.secret("smtp"),
            timeout=smtp.timeout,
            ca_file=smtp.ca_file,
            reports=smtp.delivery_reports,
        )
    except ValueError as error:
        raise SettingsError(f"Section smtp of the settings is wrong: {error}.") from error
    return SmtpTransport(server, TokenSignIn(smtp.login, keepers.named(smtp.oauth)) if smtp.oauth else None)
