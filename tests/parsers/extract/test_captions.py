"""Forms that were ruled lines: the value stands on the line, what it is in brackets below it."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

FORMS = {
    "fr": (
        "A. POINT DE CONTACT TECHNIQUE\n\nM. Luc Bernard\n(nom et prénom)\n\nAnalyste principal\n(fonction)\n\n"
        "Agence nationale du numérique\n(institution)\n\nl.bernard@anum.example.tg\n(adresse électronique)\n\n"
        "+228 22 21 34 56 ; +228 90 11 22 33\n(téléphone fixe et portable)\n\nfrançais, anglais\n(langues)"
    ),
    "es": (
        "PUNTO DE CONTACTO TÉCNICO\nM. Luc Bernard\n(nombre y apellidos)\nAnalyste principal\n(cargo)\n"
        "Agence nationale du numérique\n(institución)\nl.bernard@anum.example.tg\n(correo electrónico)\n"
        "+228 22 21 34 56; +228 90 11 22 33\n(teléfonos)\nfrancés, inglés\n(idiomas)"
    ),
    "ar": (
        "جهة الاتصال الفنية\nM. Luc Bernard\n(الاسم الكامل)\nAnalyste principal\n(الوظيفة)\n"
        "Agence nationale du numérique\n(الجهة)\nl.bernard@anum.example.tg\n(البريد الإلكتروني)\n"
        "+228 22 21 34 56; +228 90 11 22 33\n(رقم الهاتف)\nالفرنسية، الإنجليزية\n(اللغات)"
    ),
    "ru": (
        "ТЕХНИЧЕСКИЙ КОНТАКТНЫЙ ПУНКТ\n\nM. Luc Bernard\n____________________\n(фамилия, имя, отчество)\n\n"
        "Analyste principal\n____________________\n(должность)\n\nAgence nationale du numérique\n(место работы)\n\n"
        "l.bernard@anum.example.tg\n(эл. почта)\n\n+228 22 21 34 56; +228 90 11 22 33\n(телефоны)\n\n"
        "французский, английский\n(владение языками)"
    ),
    "zh": (
        "技术联络点\nM. Luc Bernard\n（姓名）\nAnalyste principal\n（职务）\nAgence nationale du numérique\n（单位）\n"
        "l.bernard@anum.example.tg\n（电子邮箱）\n+228 22 21 34 56；+228 90 11 22 33\n（电话）\n法文、英文\n（工作语言）"
    ),
}


@pytest.mark.parametrize("language", FORMS)
def test_labels_in_brackets_ask_for_what_stands_above_them(language: str) -> None:
    assert contacts(document(FORMS[language]), language) == [
        {
            "role": "technical",
            "honorific": "M",
            "name": "Luc Bernard",
            "position": "Analyste principal",
            "institution": "Agence nationale du numérique",
            "emails": ["l.bernard@anum.example.tg"],
            "phones": ["+22822213456", "+22890112233"],
            "languages": ["fr", "en"],
        }
    ]


def test_remarks_in_brackets_between_a_label_and_its_answer_stay_with_the_label() -> None:
    page = document(
        "Technical point of contact\n\nName:\n(full name)\nMs Ama Mensah\n\nPosition:\n(job title)\nSenior Analyst\n\n"
        "E-mail:\n(electronic mail)\na.mensah@cert.example.gh\n\nTelephone:\n(office phone)\n+233 30 266 5601"
    )
    assert contacts(page) == [
        {
            "role": "technical",
            "honorific": "Ms",
            "name": "Ama Mensah",
            "position": "Senior Analyst",
            "emails": ["a.mensah@cert.example.gh"],
            "phones": ["+233302665601"],
        }
    ]
