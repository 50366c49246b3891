"""DOCX: what Word shows when all changes are accepted."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as WordDocument

from parsers.document import Document
from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import docx, reader_of
from parsers.readers.reader import Unreadable
from tests.builders.pages import W, p, shape
from tests.builders.pages import docx as word

LIMITS = Limits()


def read(data: bytes, limits: Limits = LIMITS) -> Document:
    return docx.read("form.docx", data, limits, Engines())


def body(xml: str) -> list[object]:
    return shape(read(word(xml)))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_a_document_made_by_python_docx() -> None:
    made = WordDocument()
    made.add_paragraph("Permanent Mission of Ruritania")
    table = made.add_table(rows=3, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Technical"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Name"
    table.cell(1, 1).text, table.cell(2, 1).text = "Ana", "Ruiz"
    made.sections[0].header.paragraphs[0].text = "Letterhead"
    made.sections[0].footer.paragraphs[0].text = "Page"
    out = io.BytesIO()
    made.save(out)
    assert reader_of(out.getvalue()) is docx
    assert shape(read(out.getvalue())) == [
        ("header", ["Letterhead"]),
        ("body", ["Permanent Mission of Ruritania"]),
        [["Technical", "^"], ["Name", "Ana"], ["^", "Ruiz"]],
        ("footer", ["Page"]),
    ]


def test_breaks_tabs_hyphens_and_links() -> None:
    link = "<w:hyperlink><w:r><w:t>ana@example.org</w:t></w:r></w:hyperlink>"
    xml = p(
        "Name",
        "<w:r><w:tab/></w:r>",
        "Ana",
        "<w:r><w:br/></w:r>",
        link,
        "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>",
        "x",
    )
    assert body(xml) == [("body", ["Name\tAna", "ana@example.org-x"])]


def test_changes_are_accepted_and_said() -> None:
    xml = p(
        "Tel. ",
        "<w:del><w:r><w:delText>111</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>222</w:t></w:r></w:ins>",
        "<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom>",
    )
    gone = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('Bo')}</w:tc><w:tc>{p('1')}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{p('Ana')}</w:tc><w:tc>{p('2')}</w:tc></w:tr></w:tbl>"
    document = read(word(xml + gone + kept))
    assert shape(document) == [("body", ["Tel. 222"]), [["Ana", "2"]]]
    assert [f.code for f in document.findings] == ["tracked_changes"]


def test_hidden_text_is_left_out_and_said() -> None:
    document = read(word(p("Seen", run("secret", "<w:vanish/>"))))
    assert (shape(document), [f.code for f in document.findings]) == ([("body", ["Seen"])], ["hidden_text"])


def test_content_controls_are_read_and_placeholders_are_samples() -> None:
    def control(text: str, properties: str = "") -> str:
        return (
            f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
        )

    document = read(
        word(p("Name: ", control("Ana Ruiz")) + p("Tel.: ", control("Click to enter", "<w:showingPlcHdr/>")))
    )
    lines = [line for block in document.blocks for line in block.lines]  # type: ignore[union-attr]
    assert [(line.text, line.sample) for line in lines] == [
        ("Name: Ana Ruiz", False),
        ("Tel.:", False),
        ("Click to enter", True),
    ]


@pytest.mark.parametrize("level", ["block", "row", "cell"])
def test_content_controls_around_blocks_rows_and_cells(level: str) -> None:
    def held(xml: str, at: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>" if at == level else xml

    cells = f"<w:tc>{p('Name')}</w:tc>" + held(f"<w:tc>{p('Ana')}</w:tc>", "cell")
    assert body(held(f"<w:tbl>{held(f'<w:tr>{cells}</w:tr>', 'row')}</w:tbl>", "block")) == [[["Name", "Ana"]]]


def test_boxes_of_all_three_kinds() -> None:
    modern = "".join(
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>"
        for on in "10"
    )
    legacy = "".join(
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>"
        f"<w:checkBox><w:default w:val='0'/>{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        for state in ("<w:checked/>", "<w:checked w:val='0'/>")
    )
    drawn = "".join(f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>' for code in ("F0FE", "F0A8"))
    assert body(p(modern) + p(legacy) + p(drawn)) == [("body", ["☒☐"])] * 3


def test_legacy_fields_give_their_result_and_drop_downs_their_choice() -> None:
    def legacy(data: str, code: str, result: str) -> str:
        return (
            f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r>"
            f"<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            f"<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )

    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Mr"/><w:listEntry w:val="Ms"/></w:ddList>'
    assert body(p(legacy("<w:textInput/>", "FORMTEXT", "Ana")) + p(legacy(choice, "FORMDROPDOWN", ""))) == [
        ("body", ["Ana"]),
        ("body", ["Ms"]),
    ]


def test_a_text_box_is_read_once() -> None:
    content = f"<w:txbxContent>{p('In a box')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
    xml = p("Before", f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>")
    assert body(xml) == [("body", ["Before"]), ("textbox", ["In a box"])]


def test_a_nested_table_stands_below_what_stands_beside_it() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('Tel.')}</w:tc><w:tc>{p('1')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{p('Contact')}</w:tc><w:tc>{p('Ana')}{inner}{p('')}</w:tc></w:tr></w:tbl>"
    assert body(outer) == [[["Contact", "Ana"], ["Tel.", "1"]]]


def test_nested_tables_of_a_row_stand_side_by_side() -> None:
    inner = [
        f"<w:tbl><w:tr><w:tc>{p('Name')}</w:tc><w:tc>{p(name)}</w:tc></w:tr></w:tbl>{p('')}" for name in ("Ana", "Ben")
    ]
    heads = f"<w:tr><w:tc>{p('Diplomatic')}</w:tc><w:tc>{p('Technical')}</w:tc></w:tr>"
    outer = f"<w:tbl>{heads}<w:tr>{''.join(f'<w:tc>{one}</w:tc>' for one in inner)}</w:tr></w:tbl>"
    assert body(outer) == [[["Diplomatic", "", "Technical", ""], ["Name", "Ana", "Name", "Ben"]]]


def test_a_table_that_arranges_a_page_leaves_the_table_in_it_alone() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('Tel.')}</w:tc><w:tc>{p('1')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{p('word ' * 60)}</w:tc><w:tc>{inner}{p('')}</w:tc></w:tr></w:tbl>"
    assert body(outer)[1:] == [[["Tel.", "1"]]]


def test_a_frame_of_one_cell_is_no_table() -> None:
    assert body(f"<w:tbl><w:tr><w:tc>{p('Name: Ana')}{p('Tel.: 1')}</w:tc></w:tr></w:tbl>") == [
        ("body", ["Name: Ana", "Tel.: 1"])
    ]


def test_headers_are_read_once_for_all_kinds_of_page() -> None:
    header = f"<w:hdr {W}>{p('Letterhead')}</w:hdr>"
    assert shape(read(word(p("Text"), {"header1.xml": header, "header2.xml": header}))) == [
        ("header", ["Letterhead"]),
        ("body", ["Text"]),
    ]


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as error:
        read(data, limits)
    return error.value.code


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    outside = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for declared in (laughs, outside):
        document = declared + f"<w:document {W}><w:body>{p('&b;')}</w:body></w:document>".encode()
        assert refused(word("", document=document)) == "damaged"


def test_deep_xml_is_refused() -> None:
    document = f"<w:document {W}><w:body>{'<w:sdt><w:sdtContent>' * 20000}".encode()
    assert refused(word("", document=document)) == "damaged"


def test_what_unpacks_to_more_than_the_limit_is_refused() -> None:
    bomb = word("", document=b"<w:document>" + b" " * (40 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert refused(bomb, Limits(container_ratio=20)) == "too_large"
    assert refused(bomb, Limits(container_bytes=1_000_000)) == "too_large"


def test_damaged_archives_are_damaged() -> None:
    whole = word(p("Text"))
    assert refused(whole[: len(whole) // 2]) == "damaged"
    assert refused(b"PK\x03\x04 word/document" + bytes(100)) == "damaged"
    flipped = bytearray(whole)
    place = whole.index(b"word/document.xml") + 40
    flipped[place : place + 30] = bytes(30)
    assert refused(bytes(flipped)) == "damaged"


def test_an_encrypted_member_needs_a_password() -> None:
    whole = bytearray(word(p("Text")))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        assert "word/document.xml" in archive.namelist()
    at = 0
    while (at := whole.find(b"PK\x01\x02", at)) >= 0:
        whole[at + 8] |= 1
        at += 4
    at = 0
    while (at := whole.find(b"PK\x03\x04", at)) >= 0:
        whole[at + 6] |= 1
        at += 4
    assert refused(bytes(whole)) == "password_protected"


BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    f"{p('In a box')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def test_of_several_forms_the_first_that_says_something_is_read() -> None:
    old = f"<mc:Fallback>{BOX}</mc:Fallback>"
    inner = f"<w:drawing><wps:txbx><w:txbxContent>{p('In a box')}</w:txbxContent></wps:txbx></w:drawing>"
    new = f"<mc:Choice Requires='wps'>{inner}</mc:Choice>"
    for forms in (new + old, old, f"<mc:Choice Requires='x'><w:drawing/></mc:Choice>{old}"):
        assert body(p(f"<w:r><mc:AlternateContent>{forms}</mc:AlternateContent></w:r>")) == [("textbox", ["In a box"])]
    assert body(p(BOX)) == [("textbox", ["In a box"])]


def test_boxes_are_letters_of_a_symbol_font_too() -> None:
    symbols = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    xml = p(run("\uf0fe"), " English ", run("o", symbols), " French ", run("\xfe", symbols), " Russian")
    assert body(xml) == [("body", ["☒ English ☐ French ☒ Russian"])]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    ended = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Jane </w:t></w:r></w:p>"
    document = read(word(ended + p("Example") + p("Next")))
    assert shape(document) == [("body", ["Jane Example"]), ("body", ["Next"])]
    assert [finding.code for finding in document.findings] == ["tracked_changes"]


def test_changes_within_tables_are_accepted() -> None:
    changed = "<w:del><w:r><w:delText>Old</w:delText></w:r></w:del><w:ins><w:r><w:t>New</w:t></w:r></w:ins>"
    rows = (
        f"<w:tr><w:trPr><w:ins/></w:trPr><w:tc>{p('Name')}</w:tc><w:tc>{p(changed)}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('Gone')}</w:tc><w:tc>{p('Gone')}</w:tc></w:tr>"
    )
    assert body(f"<w:tbl>{rows}</w:tbl>") == [[["Name", "New"]]]


def test_comments_are_no_data() -> None:
    marked = p("<w:commentRangeStart w:id='0'/>", "Name", "<w:r><w:commentReference w:id='0'/></w:r>")
    parts = {"comments.xml": f"<w:comments {W}><w:comment w:id='0'>{p('Is that right?')}</w:comment></w:comments>"}
    assert shape(read(word(marked, parts))) == [("body", ["Name"])]
