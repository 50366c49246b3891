"""Numbers behind hours of duty, and particulars in a bracket behind a name."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

HOURS = [
    ("en", "NZ", "Technical POC\nName: Mr. John Smith\nOffice hours: +64 4 439 8000\nAfter hours: +64 27 555 1234",
     ("+6444398000", "+64275551234"), None),
    ("en", "NZ", "Technical POC\nName: Mr. John Smith\nAvailability: 24/7 on +64 27 555 1234", ("+64275551234",),
     "24/7 on +64 27 555 1234"),
    ("en", "NZ", "Technical POC\nName: Mr. John Smith\nAvailability: 09:00-17:00 NZST (UTC+12)", (),
     "09:00-17:00 NZST (UTC+12)"),
    ("fr", "BE", "Point de contact technique\nNom : Luc Martens\nHeures de service : 02 501 37 52\n"
     "En dehors des heures de service : 0475 61 08 93", ("+3225013752", "+32475610893"), None),
    ("es", "PY", "Punto de contacto técnico\nNombre: Juan Benítez\nHorario de oficina: 021 217 9000\n"
     "Fuera de horario: 0981 123 456", ("+595212179000", "+595981123456"), None),
    ("ru", "BY", "Техническое контактное лицо\nФИО: Иванов Петр Сергеевич\nВ рабочее время: 8 017 222-33-44\n"
     "В нерабочее время: 8 029 123-45-67", ("+375172223344", "+375291234567"), None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "region", "text", "phones", "hours"), HOURS)
def test_a_number_behind_hours_is_a_telephone(
    language: str, region: str, text: str, phones: tuple[str, ...], hours: str | None
) -> None:
    assert columns(document(text), language, region, "phones", "availability") == [(phones, hours)]


BRACKETED = [
    ("en", "NZ", "Diplomatic POC: Mr. John Smith (email: j.smith@nz.example)"),
    ("en", "NZ", "Diplomatic POC: Mr. John Smith (tel.: +64 4 439 8000; email: j.smith@nz.example)"),
    ("en", "NZ", "Diplomatic POC: Mr. John Smith (office hours: +64 4 439 8000; email: j.smith@nz.example)"),
    ("fr", "BE", "Point de contact diplomatique : M. John Smith (courriel : j.smith@nz.example)"),
    ("es", "PY", "Punto de contacto diplomático: Sr. John Smith (correo: j.smith@nz.example)"),
    ("de", "AT", "Diplomatische Kontaktstelle: Herr John Smith (E-Mail: j.smith@nz.example)"),
]


@pytest.mark.parametrize(("language", "region", "text"), BRACKETED)
def test_a_name_before_a_bracket_of_particulars_is_kept(language: str, region: str, text: str) -> None:
    rows = columns(document(text), language, region, "role", "name", "emails")
    assert rows == [("diplomatic", "John Smith", ("j.smith@nz.example",))]
