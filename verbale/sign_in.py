"""`verbale sign-in`: a person signs in for the mailbox once, and tokens come by themselves from then on."""

from __future__ import annotations

from collections.abc import Callable

from config.settings import Settings, SettingsError
from domain.access import NoToken
from verbale.tokens.keepers import refresh_token_file
from verbale.wiring import Trouble, now


def sign_in(
    settings: Settings,
    name: str | None,
    port: int,
    say: Callable[[str], object],
    pasted: Callable[[], str] | None = None,
) -> None:
    """Afterwards the refresh token is in its file. The browser comes back to `port` of this machine (0: any), or, where `pasted` is
    given, to nowhere, and a person pastes the address at which it ended."""
    from verbale.tokens.consent import Consent, browser_comes_back
    from verbale.tokens.refresh import TokenFile
    from verbale.tokens.web import Web

    name = name or _only(settings)
    given = settings.oauth.get(name)
    if given is None:
        raise SettingsError(f"There is no section oauth.{name} in the settings; add it, or correct the name.")
    if given.kind == "microsoft":
        raise Trouble(
            f"Nobody signs in for oauth.{name}: an application of the kind microsoft has a permission of its own."
        )
    if not given.told("authorization_endpoint"):
        raise SettingsError(f"Setting oauth.{name}.authorization_endpoint is missing; name it in verbale.toml.")
    accounts = [account.login for account in (*settings.polled.values(), settings.smtp) if account.oauth == name]
    # Google gives a refresh token only where it is asked so, and where consent was given before only with consent anew.
    extra = {"access_type": "offline", "prompt": "consent"} if given.kind == "google" else {}
    extra |= {"login_hint": accounts[0]} if accounts and accounts[0] else {}
    file = TokenFile(refresh_token_file(settings, name))
    try:
        with browser_comes_back(port) as (redirect, wait):
            consent = Consent(
                given.told("authorization_endpoint"),
                given.told("token_endpoint"),
                given.client_id,
                given.told("scope"),
                redirect,
                given.secret(f"oauth.{name}"),
                tuple(extra.items()),
            )
            say(f"Open this address in a browser, and sign in there as the mailbox's account:\n\n{consent.url}\n")
            address = pasted() if pasted is not None else wait(consent)
        consent.keep(address, Web(now, given.ca_file, given.timeout), file)
    except NoToken as none:
        raise Trouble(f"Nothing was kept: {none}.") from none
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Trouble(f"Nothing was kept: {why}; choose another --port, or make room.") from error
    say(f"The refresh token is in {file.path}; `verbale check` tries it out.")


def _only(settings: Settings) -> str:
    """The one section for which somebody signs in; SettingsError where there is none, or are several."""
    names = [name for name, given in settings.oauth.items() if given.kind != "microsoft"]
    if len(names) != 1:
        found = (
            f"name one of {', '.join(names)}" if names else "there is none; add a section oauth.NAME to the settings"
        )
        raise SettingsError(f"`verbale sign-in` wants the NAME of a section oauth.NAME: {found}.")
    return names[0]
