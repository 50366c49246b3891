"""The note's own reference behind its label, never the Secretariat's documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.fields.references import find_references
from tests.builders.runaway import no_runaway

SURE = [
    ("Ref: 123/2024", "123/2024"),
    ("Ref. No. NV/889/2024", "NV/889/2024"),
    ("Our Ref.: MUN/4.28 (451)", "MUN/4.28 (451)"),
    ("Our reference: PMNY/POL/3/2024", "PMNY/POL/3/2024"),
    ("Ref: MUN 9/9/167", "MUN 9/9/167"),
    ("Ref. UN-DISARM-316/24", "UN-DISARM-316/24"),
    ("REF. 0521", "0521"),
    ("No. 045/24", "045/24"),
    ("No.: 045/24", "045/24"),
    ("No 045/24", "045/24"),
    ("No: 12", "12"),
    ("Note No. 12", "12"),
    ("Note Verbale No. 301/2024", "301/2024"),
    ("Note verbale No. 301/2024 dated 12 April 2024", "301/2024"),
    ("NV/045/2024 is the Ref: NV/046/2024", "NV/046/2024"),
    ("Reference number: 2024-0087-X", "2024-0087-X"),
    ("MPX/ONU/N° 118/2024", "MPX/ONU/N° 118/2024"),
    ("MPX-NU-N.º 0521-2025", "MPX-NU-N.º 0521-2025"),
    ("NV-MPX-ONU-0187/2024", "NV-MPX-ONU-0187/2024"),
    ("Ref. No. PMUN/118/04 Vol. III", "PMUN/118/04 Vol. III"),
    ("N/Ref.ª: 055/MPCV/2024", "055/MPCV/2024"),
    ("Réf. : 975/RP/BF/2024", "975/RP/BF/2024"),
    ("N/Réf. : 0278/2026", "0278/2026"),
    ("N° 123/MPNY/2024", "123/MPNY/2024"),
    ("Nº 123/MPNY/2024", "123/MPNY/2024"),
    ("n° 132.45/0278/2026", "132.45/0278/2026"),
    ("Note verbale n° 650/RP/CI/2024 du 8 mars 2024", "650/RP/CI/2024"),
    ("Réf. n° 650/RP/CI/2024", "650/RP/CI/2024"),
    ("Nota N.º 123/2024", "123/2024"),
    ("Nota N° S-954/2024", "S-954/2024"),
    ("Nota No. 7-1/383/2024", "7-1/383/2024"),
    ("Nota Nro. 627", "627"),
    ("Nota verbal Núm. ONU-0123/2024", "ONU-0123/2024"),
    ("N.V. 045/24", "045/24"),
    ("Ref.: 627/2026", "627/2026"),
    ("№ 123/н", "123/н"),
    ("№ 879/2024-ПП", "879/2024-ПП"),
    ("Исх. № 123 от 12.04.2024", "123"),
    ("Исх. № 01-12/345", "01-12/345"),
    ("Нота № 203/н", "203/н"),
    ("الرقم: م/ش/358/2025", "م/ش/358/2025"),
    ("الرقم: 6/9/651", "6/9/651"),
    ("الرقم المرجعي: 2024/118", "2024/118"),
    ("مذكرة رقم 301/2024", "301/2024"),
    ("رقم: ٣٠١/٢٠٢٤", "٣٠١/٢٠٢٤"),
    ("（2024）联字第012号", "（2024）联字第012号"),
    ("（2024）联字第 012 号", "（2024）联字第012号"),
    ("（2025）常字第 021 号", "（2025）常字第021号"),
    ("(2025) 政字第87号", "(2025)政字第87号"),
    ("2025-常字第021号", "2025-常字第021号"),
    ("编号：CML/12/2024", "CML/12/2024"),
    ("Gz.: 369-2024", "369-2024"),
    ("Verbalnote Nr. 369/2024", "369/2024"),
    ("Nota n.º 45/2024", "45/2024"),
    ("№14-5/88", "14-5/88"),
    ("第CML/40/2025号", "CML/40/2025"),
]
NOTHING = [
    "022-66211488",
    "010-65961122转8",
    "Your ref: ODA/2024-003",
    "Your Ref. 12/2024",
    "its note verbale ODA/2024-003 dated 8 January 2024",
    "sa note verbale ODA/2024-003",
    "su nota verbal ODA/2024-003",
    "вербальную ноту ODA/2024-003 от 8 января 2024 года",
    "مذكرته الشفوية رقم ODA/2024-003",
    "ODA/2024-003号普通照会",
    "V/Réf. : 12/2024",
    "На № 12/2024 от 01.02.2024",
    "Ref: A/78/265",
    "No. A/RES/78/237",
    "there is no change",
    "no 24/7 service",
    "Tel. No. 123456",
    "Fax No. 123456",
    "Telephone number: 6123456",
    "resolution No. 1540",
    "room no. 12",
    "Date: 12/04/2024",
    "No. of points of contact",
    "",
]


@pytest.mark.parametrize(("text", "expected"), SURE)
def test_references(text: str, expected: str) -> None:
    found = [one for one in find_references(text) if one.sure]
    assert [one.value for one in found] == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_reference_of_the_note(text: str) -> None:
    assert [one.value for one in find_references(text)] == []


def test_documents_of_the_programme_are_never_references() -> None:
    assert [one.value for one in find_references("No. 78/541", documents=["78/541"])] == []


def test_a_line_that_is_nothing_but_a_reference_is_doubted() -> None:
    text = "PERMANENT MISSION\nPMNY/POL/3/2024\nThe Permanent Mission presents"
    assert [(one.value, one.sure) for one in find_references(text)] == [("PMNY/POL/3/2024", False)]


@pytest.mark.parametrize("text", ["MPXONU-ND-[2024]-211", "MPX/(2024)/211", "NV-ND/[2025]/7"])
def test_a_year_may_stand_in_brackets_between_the_parts(text: str) -> None:
    assert [found.value for found in find_references(f"MISSION\n{text}\nThe Mission")] == [text]


def test_the_place_is_the_originals() -> None:
    text = "Réf. :\u00a0975/RP/BF/2024, New York"
    one = find_references(text)[0]
    assert text[one.start : one.end] == "975/RP/BF/2024"


@given(st.text(alphabet="Nn.º°№Ref:/ 0123456789-()字第号رقمН", max_size=120))
def test_any_text_is_taken(text: str) -> None:
    for one in find_references(text):
        assert 0 <= one.start < one.end <= len(text)
        assert any(character.isdigit() for character in one.value)


@pytest.mark.parametrize("unit", ["No. ", "A/1/", "Ref: A1 ", "字第1号", "第1", "ال ", "(", "1 ", "N° ", "/", "A-"])
def test_time_follows_length(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    with no_runaway():
        find_references(text)


def test_a_line_of_letters_number_and_year() -> None:
    assert [(f.value, f.sure) for f in find_references("MPXY-ONU 0457-24")] == [("MPXY-ONU 0457-24", False)]
