"""What a message asks, from the signs that reading found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.submission import Action, Kind
from parsers.kinds import kind_of
from parsers.signs import Signs
from tests.builders.programmes import programme

NOBODY = Signs(subject="", body="", notes="")
ASKED = (Kind.NOMINATION, Kind.UPDATE, Kind.WITHDRAWAL)


def kind(**signs: object) -> Kind:
    return kind_of(replace(NOBODY, **signs), programme()).kind  # type: ignore[arg-type]


def test_what_triage_proved_stands() -> None:
    assert kind_of(NOBODY, programme(), Kind.BOUNCE).kind is Kind.BOUNCE


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ((Action.ADD, Action.ADD), Kind.NOMINATION),
        ((Action.REMOVE,), Kind.WITHDRAWAL),
        ((Action.REMOVE, Action.ADD), Kind.UPDATE),
        ((Action.UPDATE,), Kind.UPDATE),
        ((Action.ADD, Action.UPDATE), Kind.UPDATE),
    ],
)
def test_contacts_tell_the_kind(actions: tuple[Action, ...], expected: Kind) -> None:
    assert kind(actions=actions, stated=True, body="our points of contact") is expected


OTHER_MAIL = {
    "ping en": (
        "Re: Ping test",
        "CERT-XX confirms receipt of your ping test. Our contact details remain unchanged.",
        Kind.PING_REPLY,
    ),
    "ping fr": (
        "Test",
        "Le point de contact diplomatique accuse bonne réception de votre message de test.",
        Kind.PING_REPLY,
    ),
    "ping es": (
        "RE: Prueba",
        "Confirmo la recepción del mensaje de prueba como punto de contacto técnico. Sin cambios.",
        Kind.PING_REPLY,
    ),
    "question": (
        "Question",
        "Could you please tell us whether nominations of points of contact are still accepted?",
        Kind.INQUIRY,
    ),
    "question ru": (
        "Вопрос",
        "Постоянное представительство просит сообщить, имеется ли форма для контактных пунктов.",
        Kind.INQUIRY,
    ),
    "away": ("Automatic reply: Reminder", "I am out of the office until Monday.", Kind.AUTO_REPLY),
    "ticket": (
        "[#1] We have received your request",
        "Your request has been received and logged under reference 1.",
        Kind.AUTO_REPLY,
    ),
    "newsletter": ("Weekly news", "Ten ways to sell more. Unsubscribe here.", Kind.UNRELATED),
    "phishing": ("ACTION REQUIRED", "Confirm your password within 24 hours: http://198.51.100.7/login", Kind.UNRELATED),
}


@pytest.mark.parametrize(("subject", "body", "expected"), OTHER_MAIL.values(), ids=OTHER_MAIL)
def test_other_mail(subject: str, body: str, expected: Kind) -> None:
    assert kind(subject=subject, body=body) is expected


def test_a_mail_systems_answer_is_a_bounce_by_its_words() -> None:
    body = "Delivery has failed to these recipients. User unknown."
    assert (
        kind(subject="Undelivered Mail Returned to Sender", body=body, sender="postmaster@mx.example.org")
        is Kind.BOUNCE
    )


def test_a_nomination_for_another_process_is_unrelated_and_says_so() -> None:
    signs = replace(
        NOBODY,
        notes="has the honour to nominate its point of contact for resolution 1540",
        actions=(Action.ADD,),
        stated=True,
    )
    verdict = kind_of(signs, programme())
    assert (verdict.kind, verdict.reasons) == (Kind.UNRELATED, ("other_process",))


def test_an_incident_is_told() -> None:
    body = "URGENT: ongoing ransomware incident, malicious traffic originating from your territory; please request assistance."
    assert kind_of(replace(NOBODY, body=body), programme()).reasons == ("incident_communication",)


UNREAD = {
    "scan nobody could read": {"subject": "Nomination of points of contact", "unread": True},
    "covering words only": {"body": "Please find attached our nomination of points of contact.", "unread": True},
    "empty form": {"notes": "Nomination form", "form": True},
    "note without a name": {
        "notes": "The Permanent Mission presents its compliments and has the honour to nominate its points of contact as enclosed.",
        "note": True,
    },
    "scan without any words": {"unread": True},
    "scan under a line of address": {
        "body": "Att: UNODA\nPlease find attached our note verbale nominating our points of contact.",
        "unread": True,
    },
    "scan of a mail that speaks of passwords": {
        "subject": "ICT points of contact",
        "body": "Click here for our nomination and enter your password within 24 hours.",
        "unread": True,
    },
}


@pytest.mark.parametrize("signs", UNREAD.values(), ids=UNREAD)
def test_what_could_be_a_nomination_is_never_lost(signs: dict[str, object]) -> None:
    verdict = kind_of(replace(NOBODY, **signs), programme())  # type: ignore[arg-type]
    assert verdict.kind in ASKED
    assert verdict.reasons == ("no_contact_read",)


def test_a_blank_form_that_a_list_sends_to_many_nominates_nobody() -> None:
    body = "Colleagues are invited to register for the workshop; the points of contact may write to desk@host.example."
    sent = replace(NOBODY, body=body, notes="Registration form", form=True, bulk=True)
    assert kind_of(sent, programme()).kind is Kind.UNRELATED
    assert kind_of(replace(sent, official=True), programme()).kind is Kind.NOMINATION
    assert kind_of(replace(sent, bulk=False), programme()).kind is Kind.NOMINATION


@pytest.mark.parametrize("body", ["", "Please find attached our document.", "Kind regards"])
def test_an_attachment_that_nobody_could_read_may_be_a_nomination(body: str) -> None:
    verdict = kind_of(replace(NOBODY, body=body, notes="Qxz wvk", illegible=True), programme())
    assert (verdict.kind, verdict.reasons) == (Kind.NOMINATION, ("illegible_attachment",))


def test_a_formal_note_that_gives_an_address_is_a_nomination_even_where_nobody_was_read() -> None:
    text = "The Permanent Mission has the honour to advise that its point of contact will be: x, y; could you confirm?"
    assert kind(body=text, note=True, particulars=True) is Kind.NOMINATION
    assert kind(body=text, note=True) is Kind.INQUIRY


def test_a_telephone_number_names_no_resolution() -> None:
    from parsers.processes import names_other_process
    from tests.builders.programmes import programme

    assert not names_other_process(programme(), "Tel. +1 212 286 1540")
    assert names_other_process(programme(), "points of contact under resolution 1540 (2004)")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("national points of contact under the ATT", True),
        ("points of contact of the PoA on small weapons", True),
        ("ATT: The Secretariat", False),
        ("Att. Secretariat", False),
        ("the first poa att", False),
    ],
)
def test_an_acronym_counts_as_it_is_written(text: str, other: bool) -> None:
    from parsers.processes import names_other_process

    assert names_other_process(programme(), text) == other


SPOILT = {"note": True, "official": True, "unread": True, "particulars": True, "spoilt": True}


def test_a_missions_note_that_could_hardly_be_read_is_no_other_mail_while_it_gives_an_address() -> None:
    words = "the Mission has the honour to inorm thct Ms A may be rcached at a@b.example"
    assert kind(**SPOILT, notes=words) is Kind.NOMINATION
    assert kind(**{**SPOILT, "spoilt": False}, notes=words) is not Kind.NOMINATION


@pytest.mark.parametrize(
    ("subject", "letter"),
    [
        ("RE: Half-yearly verification of the directory",
         "I assure you that the particulars of Mr Omar Test, diplomatic point of contact (+377 98 98 44 71), remain unchanged."),
        ("RE: Vérification semestrielle du répertoire",
         "Les renseignements communiqués demeurent exacts, s'agissant de M. Omar Test, point de contact diplomatique."),
        ("RE: Verificación semestral del directorio",
         "Los datos del Sr. Omar Test, punto de contacto diplomático, siguen siendo exactos; no procede modificación alguna."),
        ("RE: Полугодовая проверка справочника",
         "Сведения о г-не Тесте, дипломатическом контактном пункте, остаются верными. Изменений не требуется."),
        ("回复：名录半年度核查", "外交联络人赵试样先生（+86 10 6596 1111）的资料无须作任何修改，维持不变。"),
        ("AW: Halbjährliche Überprüfung des Verzeichnisses",
         "Die Angaben zu Herrn Otto Muster, diplomatische Kontaktstelle, sind nach wie vor zutreffend."),
        ("RE: Verificação semestral do diretório",
         "Os dados do Sr. Omar Test, ponto de contacto diplomático, permanecem inalterados."),
    ],
)  # fmt: skip
def test_an_enclosed_letter_that_finds_all_in_order_answers_the_check(subject: str, letter: str) -> None:
    assert kind(subject=subject, body="Please see the enclosed reply.", notes=letter, note=True) is Kind.PING_REPLY


def test_an_enclosed_letter_by_which_somebody_comes_is_no_mere_answer() -> None:
    letter = "All other particulars remain unchanged. Ms Ida Beispiel is the new technical point of contact."
    told = kind(
        subject="RE: Annual verification of the directory", notes=letter, note=True, actions=(Action.ADD,), asked=True
    )
    assert told is not Kind.PING_REPLY
