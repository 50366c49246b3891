"""Circumstances of nominations: who writes, who offers himself, who stays, and what stands beside a contact's own values."""

from __future__ import annotations

import pytest

from domain.submission import Contact, Kind, Submission
from parsers.read import read_message
from tests.builders.programmes import programme
from tests.parsers.test_doubts import CLOSING, OPENING, read
from tests.parsers.test_kinds_of_mail import raw


def mailed(body: str, sender: str = "Jane Muster <jane@private.example>") -> Submission:
    mail = {"from": sender, "subject": "POC", "body": body}
    return read_message(raw(mail), "mail.eml", programme()).submission


def who(submission: Submission) -> list[tuple[str, str | None, tuple[str, ...], tuple[str, ...]]]:
    return [(str(c.action), c.name, c.emails, c.phones) for c in submission.contacts]


def codes(submission: Submission) -> set[str]:
    return {finding.code for finding in submission.findings}


@pytest.mark.parametrize(
    "body",
    [
        "I, Jane Muster, would like to volunteer as technical point of contact. My address is jane@private.example.",
        "I would be happy to serve as point of contact for the Global POC Directory.",
        "Bonjour, je souhaite me porter volontaire comme point de contact technique. Mon adresse : jane@private.example.",
        "Je soussignée Jane Muster, souhaite devenir point de contact technique (jane@private.example).",
        "Estimados señores: deseo ofrecerme como punto de contacto técnico. Mi correo es jane@private.example.",
        "Я хотела бы предложить свою кандидатуру в качестве технического контактного пункта. Мой адрес: jane@private.example.",
        "您好,我自愿担任技术联络点。我的电子邮件是 jane@private.example。",
        "تحية طيبة، أود أن أتطوع لأكون نقطة اتصال فنية. بريدي الإلكتروني jane@private.example",
        "Guten Tag, ich möchte mich als technische Kontaktstelle bewerben. Meine Adresse: jane@private.example",
        "Olá, gostaria de me voluntariar como ponto de contacto técnico. O meu e-mail é jane@private.example",
        "I would like to volunteer as technical point of contact.\n\nTechnical point of contact\nName: Ms Jane Muster\n"
        "E-mail: jane@private.example\nTel.: +41 22 917 12 34",
    ],
)
def test_who_offers_himself_is_seen_at_once(body: str) -> None:
    submission = mailed(body)
    assert submission.kind is Kind.NOMINATION
    assert "self_nomination" in codes(submission)


def test_who_nominates_another_does_not_offer_himself() -> None:
    body = "I hereby nominate Mr Bo Sample as technical point of contact of Fiji, bo@cert.example, +679 330 9645."
    assert "self_nomination" not in codes(mailed(body))


@pytest.mark.parametrize(
    "body", ["Please find enclosed the list.", "Technical point of contact: Ada Muster, ada@cert.example"]
)
def test_mail_of_the_secretariat_is_told_apart(body: str) -> None:
    assert "from_secretariat" in codes(mailed(body, f"Office <office@{programme().secretariat_domains[0]}>"))
    assert "from_secretariat" not in codes(mailed(body))


@pytest.mark.parametrize(
    "stays",
    [
        "inform the Office that Mr Bo Sample, First Secretary (bo@mission.example, +1 212 555 0123), remains the diplomatic "
        "point of contact and nominates {}",
        "inform the Office that Mr Bo Sample remains the diplomatic point of contact, and nominates {}",
    ],
)
def test_who_stays_is_not_nominated_again(stays: str) -> None:
    comer = "Ms Ada Muster (ada@cert.example, +679 330 9645) as technical point of contact."
    expected = [("add", "Ada Muster", ("ada@cert.example",), ("+6793309645",))]
    assert who(read(f"{OPENING}{stays.format(comer)}{CLOSING}")) == expected


@pytest.mark.parametrize(
    "example", ["e.g. John Sample", "for example: John Sample", "p. ex. Jean Exemple", "z. B. Max Muster"]
)
def test_an_example_in_brackets_is_no_part_of_the_name(example: str) -> None:
    card = f"Technical point of contact\nName: Ms Ada Muster ({example})\nE-mail: ada@cert.example\nTel.: +679 330 9645"
    contact: Contact = read(f"{OPENING}nominate the following:\n\n{card}{CLOSING}").contacts[0]
    assert (contact.honorific, contact.name) == ("Ms", "Ada Muster")


HEADS = {
    "en": "The Permanent Mission of Zambia presents its compliments to the Office and has the honour to nominate ",
    "fr": "La Mission permanente de la Guinée présente ses compliments au Bureau et a l'honneur de désigner ",
    "es": "La Misión Permanente del Perú saluda atentamente a la Oficina y tiene el honor de designar ",
    "ru": "Постоянное представительство Республики Беларусь свидетельствует свое уважение Управлению и имеет честь назначить ",
    "ar": "تهدي البعثة الدائمة للمملكة الأردنية الهاشمية أطيب تحياتها إلى المكتب وتتشرف بترشيح ",
    "zh": "泰国常驻联合国代表团向裁军事务厅致意，并谨提名",
    "de": "Die Ständige Vertretung Österreichs begrüßt das Büro für Abrüstungsfragen und beehrt sich, ",
    "pt": "A Missão Permanente de Portugal apresenta os seus cumprimentos ao Gabinete e tem a honra de nomear ",
}
LIST = {
    "en": "the technical point of contact:\n\nName: Ms Ada Muster\nE-mail: ada@cert.example ({})\nTel.: +41 22 917 1234",
    "fr": "comme point de contact technique :\n\nNom : Mme Ada Muster\nCourriel : ada@cert.example ({})\nTél. : +41 22 917 1234",
    "es": "como punto de contacto técnico:\n\nNombre: Sra. Ada Muster\nCorreo: ada@cert.example ({})\nTeléfono: +41 22 917 1234",
    "ru": "техническим контактным пунктом:\n\nИмя: г-жа Ада Мустер\nЭл. почта: ada@cert.example ({})\nТел.: +41 22 917 1234",
    "ar": "نقطة الاتصال الفنية:\n\nالاسم: السيدة آدا موستر\nالبريد الإلكتروني: ada@cert.example ({})\nالهاتف: ‎+41 22 917 1234",
    "zh": "技术联络点：\n\n姓名：王芳\n电子邮件：ada@cert.example（{}）\n电话：+41 22 917 1234",
    "de": "als technische Kontaktstelle:\n\nName: Frau Ada Muster\nE-Mail: ada@cert.example ({})\nTel.: +41 22 917 1234",
    "pt": "como ponto de contacto técnico:\n\nNome: Sra. Ada Muster\nE-mail: ada@cert.example ({})\nTel.: +41 22 917 1234",
}
PROSE = {
    "en": "Ms Ada Muster as technical point of contact (ada@cert.example, +41 22 917 1234). ",
    "fr": "Mme Ada Muster comme point de contact technique (ada@cert.example, +41 22 917 1234). ",
    "es": "a la Sra. Ada Muster como punto de contacto técnico (ada@cert.example, +41 22 917 1234). ",
    "ru": "г-жу Аду Мустер техническим контактным пунктом (ada@cert.example, +41 22 917 1234). ",
    "ar": "السيدة آدا موستر نقطة اتصال فنية (ada@cert.example، ‎+41 22 917 1234). ",
    "zh": "王芳女士为技术联络点，电子邮件：ada@cert.example，电话：+41 22 917 1234。",
    "de": "Frau Ada Muster als technische Kontaktstelle zu benennen (ada@cert.example, +41 22 917 1234). ",
    "pt": "a Sra. Ada Muster como ponto de contacto técnico (ada@cert.example, +41 22 917 1234). ",
}


def noted(language: str, body: str) -> Submission:
    return mailed(f"{HEADS[language]}{body}", "Mission <mission@missions.example>")


@pytest.mark.parametrize("language", HEADS)
def test_what_stands_beside_nobody_is_vouched_for(language: str) -> None:
    submission = noted(language, PROSE[language])
    assert [(c.emails, c.phones) for c in submission.contacts] == [(("ada@cert.example",), ("+41229171234",))]
    assert not {path for path in submission.uncertain if path.endswith(("emails", "phones"))}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "assistant: bo@cert.example"),
        ("en", "her secretary: bo@cert.example"),
        ("en", "c/o bo@cert.example"),
        ("fr", "assistante : bo@cert.example"),
        ("fr", "via son secrétariat : bo@cert.example"),
        ("es", "asistente: bo@cert.example"),
        ("es", "a través de su secretaria: bo@cert.example"),
        ("ru", "помощник: bo@cert.example"),
        ("ru", "через секретаря: bo@cert.example"),
        ("ar", "السكرتيرة: bo@cert.example"),
        ("zh", "助理：bo@cert.example"),
        ("zh", "其秘书：bo@cert.example"),
        ("de", "Assistentin: bo@cert.example"),
        ("de", "über das Vorzimmer: bo@cert.example"),
        ("pt", "assistente: bo@cert.example"),
        ("pt", "ao cuidado de bo@cert.example"),
    ],
)
def test_an_assistants_address_is_left_out_and_said(language: str, words: str) -> None:
    submission = noted(language, LIST[language].format(words))
    assert [(c.emails, c.phones) for c in submission.contacts] == [(("ada@cert.example",), ("+41229171234",))]
    assert [p for p in submission.uncertain if p.endswith(("emails", "phones"))] == ["contacts[0].emails"]
    assert any("bo@cert.example" in f.message for f in submission.findings if f.path == "contacts[0].emails")


@pytest.mark.parametrize(
    "lines",
    [
        "Assistant: Mr Bo Sample\nE-mail: bo@cert.example\nTel.: +41 22 917 1235",
        "E-mail (secretary): bo@cert.example\nTel. (secretary): +41 22 917 1235",
    ],
)
def test_an_assistants_lines_are_not_the_contacts(lines: str) -> None:
    submission = noted("en", LIST["en"].format("office") + f"\n{lines}")
    assert who(submission) == [("add", "Ada Muster", ("ada@cert.example",), ("+41229171234",))]
    assert {"contacts[0].emails", "contacts[0].phones"} <= set(submission.uncertain)


def test_a_line_of_an_assistant_is_left_aside_and_quoted() -> None:
    line = "PA: Mr Bo Sample, bo@cert.example, +41 22 917 1235"
    submission = noted("en", LIST["en"].format("office") + f"\n{line}")
    assert who(submission) == [("add", "Ada Muster", ("ada@cert.example",), ("+41229171234",))]
    (said,) = [finding.message for finding in submission.findings if finding.code == "left_aside"]
    assert line in said


@pytest.mark.parametrize(
    "position", ["First Secretary", "Assistant Director", "Secrétaire général", "Private Secretary"]
)
def test_a_position_that_holds_such_a_word_is_nobodys_assistant(position: str) -> None:
    body = f"Ms Ada Muster, {position}, ada@cert.example, +41 22 917 1234, as technical point of contact."
    assert not {path for path in noted("en", body).uncertain if path.endswith(("emails", "phones"))}


BESIDE = [
    ("en", "In her absence please contact the duty officer at duty@cert.example or +41 22 917 1235."),
    ("en", "If unreachable, write to duty@cert.example or call +41 22 917 1235."),
    ("en", "Outside office hours please contact the duty officer at duty@cert.example or +41 22 917 1235."),
    ("en", "The Permanent Mission may be reached at +1 212 555 0123 or registry@missions.example."),
    ("en", "Please send copies of all mail to registry@mfa.example, +41 22 917 1235."),
    ("en", "From 1 July 2024 she may be reached at ada@ncsc.example, +41 22 917 1235."),
    ("en", "The address ada.old@cert.example and the number +41 22 917 1235 are no longer in use."),
    ("fr", "En son absence, veuillez contacter l'officier de permanence à duty@cert.example ou au +41 22 917 1235."),
    ("es", "En su ausencia, sírvanse contactar al oficial de turno en duty@cert.example o al +41 22 917 1235."),
    ("ru", "В ее отсутствие просьба обращаться к дежурному по адресу duty@cert.example или по тел. +41 22 917 1235."),
    ("ar", "وفي حال غيابها يرجى الاتصال بضابط المناوبة على duty@cert.example أو ‎+41 22 917 1235."),
    ("zh", "如无法联系，请联系值班员：duty@cert.example，电话：+41 22 917 1235。"),
    ("de", "In ihrer Abwesenheit wenden Sie sich bitte an den Dienst unter duty@cert.example oder +41 22 917 1235."),
    ("pt", "Na sua ausência, queira contactar o oficial de serviço em duty@cert.example ou +41 22 917 1235."),
]


@pytest.mark.parametrize(("language", "sentence"), BESIDE)
def test_values_for_another_time_or_of_another_place_are_doubted(language: str, sentence: str) -> None:
    submission = noted(language, PROSE[language] + sentence)
    assert len(submission.contacts) == 1
    assert {path for path in submission.uncertain if path.endswith(("emails", "phones"))} >= {
        f"contacts[0].{code}" for code in ("emails", "phones") if len(getattr(submission.contacts[0], code)) > 1
    }
    assert submission.contacts[0].emails == ("ada@cert.example",) or "contacts[0].emails" in submission.uncertain


LIMITED = [
    ("en", "E-mail: ada@old.example (until 31 May 2024), ada@cert.example (from 1 June 2024)"),
    ("fr", "Courriel : ada@old.example (jusqu'au 31 mai 2024), ada@cert.example (à partir du 1er juin 2024)"),
    ("es", "Correo: ada@old.example (hasta el 31 de mayo de 2024), ada@cert.example (a partir del 1 de junio de 2024)"),
    ("ru", "Эл. почта: ada@old.example (до 31 мая 2024 г.), ada@cert.example (с 1 июня 2024 г.)"),
    (
        "ar",
        "البريد الإلكتروني: ada@old.example (حتى 31 أيار/مايو 2024)، ada@cert.example (اعتبارا من 1 حزيران/يونيه 2024)",
    ),
    ("zh", "电子邮件：ada@old.example（至2024年5月31日），ada@cert.example（2024年6月1日起）"),
    ("de", "E-Mail: ada@old.example (bis 31. Mai 2024), ada@cert.example (ab 1. Juni 2024)"),
    ("pt", "E-mail: ada@old.example (até 31 de maio de 2024), ada@cert.example (a partir de 1 de junho de 2024)"),
]


@pytest.mark.parametrize(("language", "line"), LIMITED)
def test_values_that_follow_one_another_are_doubted(language: str, line: str) -> None:
    card = [line if "ada@" in one else one for one in LIST[language].split("\n")]
    submission = noted(language, "\n".join(card))
    assert submission.contacts[0].emails == ("ada@old.example", "ada@cert.example")
    assert "contacts[0].emails" in submission.uncertain


RESTRICTED = {
    "en": "not to be published",
    "fr": "à ne pas publier",
    "es": "no publicar",
    "ru": "только в экстренных случаях",
    "ar": "ليس للنشر",
    "zh": "不公开",
    "de": "nur im Notfall",
    "pt": "não divulgar",
}


@pytest.mark.parametrize("language", RESTRICTED)
def test_what_is_not_for_publication_is_recorded_and_said(language: str) -> None:
    submission = noted(language, LIST[language].format(RESTRICTED[language]))
    assert submission.contacts[0].emails == ("ada@cert.example",)
    assert [f.path for f in submission.findings if f.code == "restricted_use"] == ["contacts[0].emails"]
    assert "contacts[0].emails" not in submission.uncertain


def test_another_persons_number_in_a_contacts_card_is_doubted() -> None:
    submission = noted("en", LIST["en"].format("office") + "\nReachable also: Mr Bo Sample, +41 22 917 1235")
    assert submission.contacts[0].phones == ("+41229171234",) or "contacts[0].phones" in submission.uncertain


@pytest.mark.parametrize(
    "leaves", ["Mr Bo Sample will be succeeded by Ms Ada Muster.", "Ms Ada Muster succeeds Mr Bo Sample."]
)
def test_a_succession_without_a_role_is_doubted(leaves: str) -> None:
    submission = read(f"{OPENING}inform the Office that {leaves}{CLOSING}")
    for number in range(len(submission.contacts)):
        assert f"contacts[{number}].action" in submission.uncertain


def test_who_is_only_named_beside_a_nominee_is_doubted() -> None:
    cleared = "The nomination was cleared by Dr Cy Model (cy@mfa.example)."
    submission = noted("en", PROSE["en"] + cleared)
    assert submission.contacts[0].name == "Ada Muster"
    assert all(f"contacts[{n}].name" in submission.uncertain for n in range(1, len(submission.contacts)))


def test_who_gets_copies_behind_his_address_is_doubted() -> None:
    submission = noted("en", PROSE["en"][:-2] + "; cert@cert.example in copy).")
    assert submission.contacts[0].emails == ("ada@cert.example",) or "contacts[0].emails" in submission.uncertain


def test_a_term_of_office_does_not_limit_an_address() -> None:
    body = "Ms Ada Muster, until 31 December 2024, as technical point of contact (ada@cert.example, a.muster@cert.example)."
    assert "contacts[0].emails" not in noted("en", body).uncertain


def test_a_note_without_a_number_says_so() -> None:
    nomination = (
        f"nominate Ms Ada Muster, ada@cert.example, as technical point of contact.{CLOSING}\n\nNew York, 12 April 2024"
    )
    assert "note_without_reference" in codes(read(f"{OPENING}{nomination}"))
    assert "note_without_reference" not in codes(read(f"Note No. 12/2024\n\n{OPENING}{nomination}"))
