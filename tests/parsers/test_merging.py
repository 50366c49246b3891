"""One contact out of several places: who is the same, and whose words count."""

from __future__ import annotations

from dataclasses import replace

from domain.submission import Action, Contact, Evidence
from parsers.claims import Claim, Claims, Source
from parsers.doubts import tell_doubts
from parsers.merged import Merged, Part
from parsers.merging import merge
from parsers.sheet import Sheet


def part(
    *contacts: dict[str, str], source: Source = "table", order: int = 0, translation: bool = False, sure: bool = True
) -> Part:
    """A part that claims these contacts; a list's values are separated by spaces."""
    claims = []
    for number, contact in enumerate(contacts):
        for code, text in contact.items():
            for value in text.split(" ") if code in ("emails", "phones") else [text]:
                path = f"contacts[{number}].{code}"
                claims.append(Claim(path, value, Evidence(attachment=f"{order}", text=value), sure, source))
    return Part(Claims(str(order), tuple(claims)), order, translation, recognised=not sure)


def value(merged: Merged, code: str) -> tuple[str, bool]:
    chosen = merged.list(code) if code in ("emails", "phones") else merged.text(code)
    assert chosen is not None
    return " ".join(chosen.values), chosen.sure


def doubted(merged: Merged) -> bool:
    """True where the name of a contact is doubted."""
    given = merged.list("emails")
    sheet = Sheet()
    tell_doubts(sheet, [Contact(name=value(merged, "name")[0], emails=given.values if given else ())], [merged])
    return any(f.code == "from_translation" and f.path == "contacts[0].name" for f in sheet.findings)


JANE = {"role": "technical", "name": "Jane Example", "emails": "jane@cert.example"}


def test_note_and_form_complete_one_another() -> None:
    note = part({**JANE, "position": "Head"}, source="prose")
    form = part({**JANE, "phones": "+41229171234"}, source="form", order=1)
    (one,) = merge([note, form])
    assert value(one, "position") == ("Head", True)
    assert value(one, "phones") == ("+41229171234", True)


def test_where_they_disagree_the_form_holds_and_nobody_vouches() -> None:
    (one,) = merge(
        [
            part({**JANE, "phones": "+41221111111"}, source="prose"),
            part({**JANE, "phones": "+41222222222"}, source="form", order=1),
        ]
    )
    assert value(one, "phones") == ("+41222222222", False)
    assert value(one, "emails") == ("jane@cert.example", True)


def note(*contacts: dict[str, str], paged: bool, order: int, sure: bool = True, source: Source = "form") -> Part:
    return replace(part(*contacts, source=source, order=order, sure=sure), note=True, paged=paged)


def test_of_one_note_in_two_formats_the_signed_one_holds_and_nobody_vouches() -> None:
    typed = note({**JANE, "position": "Head", "phones": "+41221111111"}, paged=False, order=0)
    signed = note({**JANE, "position": "Director", "phones": "+41222222222"}, paged=True, order=1, source="prose")
    (one,) = merge([typed, signed])
    assert value(one, "phones") == ("+41222222222", False)
    assert value(one, "position") == ("Director", False)
    assert value(one, "emails") == ("jane@cert.example", True)


def test_a_signed_note_that_was_read_with_doubt_does_not_overrule_the_typed_one() -> None:
    typed = note({**JANE, "phones": "+41221111111"}, paged=False, order=0)
    signed = note({**JANE, "phones": "+41227111111"}, paged=True, order=1, sure=False)
    (one,) = merge([typed, signed])
    assert value(one, "phones") == ("+41221111111", True)


def test_a_second_reading_confirms_a_doubtful_one() -> None:
    (one,) = merge([part(JANE, source="prose", sure=False), part(JANE, source="form", order=1)])
    assert value(one, "emails") == ("jane@cert.example", True)


def test_two_doubtful_readings_do_not_confirm_one_another() -> None:
    scan = part({**JANE, "position": "Head"}, source="form", sure=False)
    again = part({**JANE, "position": "Head"}, source="form", order=1, sure=False)
    (one,) = merge([scan, again])
    assert [value(one, code) for code in ("name", "position", "emails")] == [
        ("Jane Example", False),
        ("Head", False),
        ("jane@cert.example", False),
    ]


def test_a_sure_word_of_the_same_document_does_not_confirm_its_doubtful_one() -> None:
    form = part(JANE, source="form", order=0, sure=False)
    prose = replace(part(JANE, source="prose", order=0), recognised=True)
    (one,) = merge([form, prose])
    assert value(one, "name") == ("Jane Example", False)


def test_the_same_person_in_two_roles_is_two_contacts() -> None:
    assert len(merge([part(JANE, {**JANE, "role": "diplomatic"})])) == 2


def test_particulars_without_a_role_go_to_both_roles_of_a_person() -> None:
    named = part(
        {"role": "technical", "name": "Jane Example"}, {"role": "diplomatic", "name": "Jane Example"}, source="prose"
    )
    listed = part({"name": "Ms Jane Example", "emails": "jane@cert.example"}, order=1)
    assert [value(m, "emails") for m in merge([named, listed])] == [("jane@cert.example", True)] * 2


def test_two_people_may_share_a_mailbox() -> None:
    paul = {"role": "technical", "name": "Paul Zulu", "emails": "jane@cert.example"}
    assert len(merge([part(JANE, paul)])) == 2


def test_who_leaves_and_who_comes_are_two() -> None:
    leaver = {"role": "technical", "name": "Jane Example", "action": "remove"}
    comer = {"role": "technical", "name": "Paul Zulu", "action": "add"}
    assert [m.action for m in merge([part(leaver, comer, source="prose")])] == [Action.REMOVE, Action.ADD]


def test_of_original_and_translation_name_is_latin_and_office_original() -> None:
    original = part(
        {"role": "technical", "name": "张伟明", "honorific": "先生", "position": "参赞", "emails": "zhang@mfa.example"}
    )
    translated = part(
        {
            "role": "technical",
            "name": "Zhang Weiming",
            "honorific": "Mr",
            "position": "Counsellor",
            "emails": "zhang@mfa.example",
        },
        translation=True,
    )
    (one,) = merge([original, translated])
    assert [value(one, code)[0] for code in ("name", "honorific", "position")] == ["Zhang Weiming", "Mr", "参赞"]


def test_a_translation_without_addresses_is_matched_by_role_and_order() -> None:
    original = part({"role": "technical", "name": "张伟明"}, {"role": "technical", "name": "陈国栋"})
    translated = part(
        {"role": "technical", "name": "Zhang Weiming"}, {"role": "technical", "name": "Chen Guodong"}, translation=True
    )
    assert [value(m, "name")[0] for m in merge([original, translated])] == ["Zhang Weiming", "Chen Guodong"]


def test_a_translation_of_fewer_contacts_is_matched_with_doubt() -> None:
    original = part({"role": "technical", "name": "Анна Петрова"}, {"role": "technical", "name": "Борис Бета"})
    translated = part({"role": "technical", "name": "Boris Beta"}, translation=True)
    assert [doubted(m) for m in merge([original, translated])] == [True, True]


def test_a_shared_address_or_institution_goes_before_the_order() -> None:
    original = part(
        {"role": "technical", "name": "Анна Петрова", "institution": "CERT-A"},
        {"role": "technical", "name": "Борис Бета", "emails": "boris@cert.example"},
        {"role": "technical", "name": "Вера Гамма", "institution": "CERT-C"},
    )
    translated = part(
        {"role": "technical", "name": "Vera Gamma", "institution": "CERT-C"},
        {"role": "technical", "name": "Boris Beta", "emails": "boris@cert.example"},
        {"role": "technical", "name": "Anna Petrova", "institution": "CERT-A"},
        translation=True,
    )
    found = merge([original, translated])
    assert [value(m, "name")[0] for m in found] == ["Anna Petrova", "Boris Beta", "Vera Gamma"]
    assert not any(doubted(m) for m in found)


def test_a_translated_name_that_the_originals_address_does_not_spell_is_doubted() -> None:
    original = part({"role": "technical", "name": "Анна Петрова", "emails": "anna@cert.example"})
    (other,) = merge([original, part({"role": "technical", "name": "Boris Beta"}, translation=True)])
    (same,) = merge([original, part({"role": "technical", "name": "Anna Petrova"}, translation=True)])
    assert (doubted(other), doubted(same)) == (True, False)


def test_a_misspelt_name_with_the_same_number_is_the_same_person() -> None:
    note = part({"role": "technical", "name": "Jane Exarnple", "phones": "+41229171234"}, source="prose", sure=False)
    form = part({"role": "technical", "name": "Jane Example", "phones": "+41229171234"}, source="form", order=1)
    (one,) = merge([note, form])
    assert value(one, "name") == ("Jane Example", True)
