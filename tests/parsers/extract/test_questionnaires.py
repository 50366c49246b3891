"""Questionnaires of numbered questions, each answered on the line below it."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

FIELDS = ("role", "honorific", "name", "position", "emails")
ASKED = {
    "en": (
        "In which capacity is the contact nominated?",
        "Technical",
        "Full name of the contact, with title",
        "Ms Ana Paz",
        "Post held",
        "E-mail address(es)",
    ),
    "fr": (
        "En quelle qualité le contact est-il désigné ?",
        "Technique",
        "Nom complet du contact, avec titre",
        "Mme Ana Paz",
        "Fonction occupée",
        "Adresse(s) électronique(s)",
    ),
    "es": (
        "¿En qué calidad se designa el contacto?",
        "Técnico",
        "Nombre completo del contacto, con tratamiento",
        "Sra. Ana Paz",
        "Puesto que ocupa",
        "Correo(s) electrónico(s)",
    ),
    "ru": (
        "В каком качестве назначается контактное лицо?",
        "Технический",
        "Полное имя контактного лица, с обращением",
        "Г-жа Ana Paz",
        "Занимаемая должность",
        "Адрес(а) электронной почты",
    ),
    "ar": (
        "بأي صفة تعين جهة الاتصال؟",
        "تقنية",
        "الاسم الكامل لجهة الاتصال مع اللقب",
        "السيدة Ana Paz",
        "المنصب المشغول",
        "عنوان (عناوين) البريد الإلكتروني",
    ),
    "zh": (
        "该联络人以何种身份提名？",
        "技术",
        "联络人全名，含称谓",
        "Ms Ana Paz",
        "所任职务",
        "电子邮件地址（可多个）",
    ),
    "de": (
        "In welcher Eigenschaft wird die Kontaktperson benannt?",
        "Technisch",
        "Vollständiger Name der Kontaktperson, mit Anrede",
        "Frau Ana Paz",
        "Bekleidetes Amt",
        "E-Mail-Adresse(n)",
    ),
    "pt": (
        "Em que qualidade é designado o contacto?",
        "Técnico",
        "Nome completo do contacto, com título",
        "Sra. Ana Paz",
        "Cargo ocupado",
        "Endereço(s) de correio eletrónico",
    ),
}


@pytest.mark.parametrize("language", ASKED)
def test_a_question_after_the_capacity_tells_the_role_and_the_name_is_asked_with_its_title(language: str) -> None:
    capacity, role, name, person, post, email = ASKED[language]
    page = document(
        f"1. {capacity}\n{role}\n2. {name}\n{person}\n3. {post}\nHead, National CERT\n"
        f"4. {email}\na.paz@cert.example;\nduty@cert.example"
    )
    honorific = person.removesuffix("Ana Paz").strip().rstrip(".")
    wanted = ("technical", honorific, "Ana Paz", "Head, National CERT", ("a.paz@cert.example", "duty@cert.example"))
    assert columns(page, language, "ZM", *FIELDS) == [wanted]


def test_a_post_in_answer_to_the_question_stays_a_post() -> None:
    page = document(
        "1. Role: technical\n2. Name\nMs Ana Paz\n3. In which capacity does she serve?\nTechnical Director\n"
        "4. E-mail\na.paz@cert.example"
    )
    assert columns(page, "en", "ZM", "role", "position") == [("technical", "Technical Director")]


def test_the_next_role_ends_the_last_answer_above_it() -> None:
    questions = (
        "1. What is the full name?",
        "2. Which position is held?",
        "3. At which e-mail address?",
        "4. In which languages?",
    )
    told = {
        "Diplomatic point of contact": ("Ben Banda", "Director", "b@mfa.example", "English"),
        "Technical point of contact": ("Ada Moyo", "Head of Unit", "a@cert.example", "French"),
    }
    asked = [
        f"{role}\n" + "\n".join(f"{question}\n{answer}" for question, answer in zip(questions, answers, strict=True))
        for role, answers in told.items()
    ]
    assert columns(document("\n".join(asked)), "en", "ZM", "role", "name", "emails", "languages") == [
        ("diplomatic", "Ben Banda", ("b@mfa.example",), ("en",)),
        ("technical", "Ada Moyo", ("a@cert.example",), ("fr",)),
    ]
