"""`verbale adduser`: who may sign in at the desk."""

from __future__ import annotations

from config.settings import Settings
from desk.auth import password_hash
from store import officers
from verbale.wiring import Trouble, opened


def add_officer(settings: Settings, login: str, password: str) -> str:
    """An officer who may sign in with this password from now on; says what was done. Trouble for a weak password."""
    if len(password) < 12:
        raise Trouble("The password is too short; take at least 12 characters.")
    with opened(settings) as house, house.database.transaction() as session:
        known = officers.by_login(session, login)
        if known is None:
            officers.add(session, login, password_hash(password), house.clock())
            return f"{login} may sign in at the desk."
        officers.set_password(session, known.id, password_hash(password), house.clock())
        return f"{login} has a new password, and all earlier sessions have ended."
