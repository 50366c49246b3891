"""Remarks on what may be withdrawn some day, above or beside contacts who stay."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns, contacts

FORMS = {
    "en": "Technical point of contact\nName: Ms. Anna Bell\nE-mail: a@x.example",
    "fr": "Point de contact technique\nNom : Mme Anna Bell\nCourriel : a@x.example",
    "es": "Punto de contacto técnico\nNombre: Sra. Anna Bell\nCorreo: a@x.example",
    "pt": "Ponto de contato técnico\nNome: Sra. Anna Bell\nE-mail: a@x.example",
    "de": "Technische Kontaktperson\nName: Frau Anna Bell\nE-Mail: a@x.example",
    "ru": "Техническое контактное лицо\nФ.И.О.: Anna Bell\nE-mail: a@x.example",
    "zh": "技术联络人\n姓名：Anna Bell\n邮箱：a@x.example",
    "ar": "نقطة الاتصال التقنية\nالاسم: Anna Bell\nالبريد الإلكتروني: a@x.example",
}


@pytest.mark.parametrize(
    ("language", "remark"),
    [
        ("en", "Consent may be withdrawn at any time."),
        ("en", "☒ Consent given (withdrawal possible at any time)"),
        ("en", "Data protection: the person concerned may ask for deletion of the data at any time."),
        ("fr", "Le consentement peut être retiré à tout moment."),
        ("fr", "Je consens au traitement de mes données, que je peux faire supprimer à tout moment."),
        ("es", "Autorizo el tratamiento de mis datos, cuya eliminación puedo solicitar en cualquier momento."),
        ("pt", "O consentimento pode ser retirado a qualquer momento."),
        ("de", "Die Einwilligung kann jederzeit widerrufen werden."),
        ("ru", "Согласие может быть отозвано в любое время."),
        ("zh", "本人同意处理个人信息，并可随时撤回同意。"),
        ("ar", "يمكن سحب الموافقة في أي وقت."),
    ],
)
def test_what_may_be_withdrawn_at_any_time_removes_nobody_below(language: str, remark: str) -> None:
    page = document(f"{remark}\n\n{FORMS[language]}")
    assert columns(page, language, "ZM", "action", "name") == [(None, "Anna Bell")]


@pytest.mark.parametrize(
    ("language", "remark"),
    [
        ("en", "The nomination remains valid until withdrawn."),
        ("fr", "La désignation reste valable jusqu'à son retrait."),
        ("es", "La designación es válida hasta que sea revocada."),
        ("pt", "A designação é válida até ser revogada."),
        ("de", "Die Benennung gilt bis auf Widerruf."),
        ("ru", "Назначение действительно до его отзыва."),
        ("zh", "本提名有效至撤销为止。"),
        ("ar", "هذا الترشيح ساري المفعول حتى سحبه."),
    ],
)
def test_how_long_a_nomination_is_valid_removes_nobody_below(language: str, remark: str) -> None:
    page = document(f"{remark}\n\n{FORMS[language]}")
    assert [(row.get("action") or "add", row["name"]) for row in contacts(page, language)] == [("add", "Anna Bell")]


def test_whoever_may_withdraw_a_consent_stays_nominated() -> None:
    text = (
        "The Mission nominates Ms. Anna Bell as technical point of contact, a@x.example. Ms. Bell has given her consent, "
        "which she may withdraw at any time."
    )
    assert columns(document(text), "en", "ZM", "action", "name", "emails") == [("add", "Anna Bell", ("a@x.example",))]


def test_a_withdrawal_with_somebodys_consent_still_removes() -> None:
    text = "The Mission withdraws, with the consent of the Ministry, the following nomination:\n\n" + FORMS["en"]
    assert columns(document(text), "en", "ZM", "action", "name") == [("remove", "Anna Bell")]
