"""Older and other office formats: RTF, DOC, ODT, workbooks and tables in text."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from parsers.document import Document
from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import csv, doc, odt, reader_of, rtf, xlsx
from parsers.readers.reader import Unreadable
from tests.builders.pages import compound, shape
from tests.builders.pages import doc as word97


def read_rtf(text: str) -> Document:
    return rtf.read("a.rtf", text.encode("latin-1"), Limits(), Engines())


def test_rtf_text_in_every_way_of_writing_letters() -> None:
    document = read_rtf(
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}}\f0 Se\'f1ora\~Ruiz\line "
        r"\uc1\u1040?\u1085?\u1085?\u1072? {\f1\'c0\'ed\'ed\'e0}\par {\*\generator X;}{\info{\title Secret}}end}"
    )
    assert shape(document) == [("body", ["Señora Ruiz", "Анна Анна"]), ("body", ["end"])]


@pytest.mark.parametrize(
    ("codepage", "codec"),
    [(1251, "cp1251"), (866, "cp866"), (10007, "mac_cyrillic"), (65001, "utf-8"), (1256, "cp1256")],
)
def test_rtf_in_a_code_page(codepage: int, codec: str) -> None:
    text = "الاسم" if codepage == 1256 else "Имя"
    letters = "".join(f"\\'{byte:02x}" for byte in text.encode(codec))
    document = read_rtf(f"{{\\rtf1\\ansi\\ansicpg{codepage} {letters}\\par}}")
    assert shape(document) == [("body", [text])]


def test_rtf_tables_keep_rows_and_spans() -> None:
    row = r"\trowd\cellx2000\cellx6000\pard\intbl Name\cell Ana\line Ruiz\cell\row"
    heading = r"\trowd\cellx6000\pard\intbl Technical\cell\row"
    document = read_rtf(rf"{{\rtf1 Before\par {heading} {row}\pard After\par {row}}}")
    assert shape(document) == [
        ("body", ["Before"]),
        [["Technical", "^"], ["Name", "Ana\nRuiz"]],
        ("body", ["After"]),
        [["Name", "Ana\nRuiz"]],
    ]


def test_rtf_regions_hidden_and_deleted_text() -> None:
    document = read_rtf(r"{\rtf1{\header Top\par}{\footer Foot\par}A{\v hidden}B{\deleted gone}C\par}")
    assert shape(document) == [("header", ["Top"]), ("body", ["ABC"]), ("footer", ["Foot"])]
    assert [f.code for f in document.findings] == ["hidden_text"]


@pytest.mark.parametrize(
    "damage", [r"{\rtf1 a", r"{\rtf1 a}}}}", r"{\rtf1 \u99999999? a", r"{\rtf1 \bin3 xyza\par b", "{\\rtf1 a\\'zz"]
)
def test_damaged_rtf_gives_what_can_be_read(damage: str) -> None:
    assert "a" in read_rtf(damage).text


def test_rtf_that_nests_without_end_is_damaged() -> None:
    with pytest.raises(Unreadable, match="nests"):
        read_rtf(r"{\rtf1" + "{" * 100_000)


IN_TABLE = struct.pack("<HB", 0x2416, 1)


def row_end(*edges: int) -> bytes:
    shape_ = struct.pack("<B", len(edges) - 1) + struct.pack(f"<{len(edges)}h", *edges)
    return IN_TABLE + struct.pack("<HB", 0x2417, 1) + struct.pack("<HH", 0xD608, len(shape_) + 1) + shape_


def test_doc_text_and_tables() -> None:
    data = word97(
        [
            ("Нота вербальная\r", b""),
            ("Technical\x07", IN_TABLE),
            ("\x07", row_end(0, 6000)),
            ("Name\x07", IN_TABLE),
            ("Ana\x0bRuiz\r", IN_TABLE),
            ("more\x07", IN_TABLE),
            ("\x07", row_end(0, 2000, 6000)),
            ("Mail: \x13 HYPERLINK x \x14a@example.org\x15\r", b""),
        ]
    )
    assert reader_of(data) is doc
    document = doc.read("a.doc", data, Limits(), Engines())
    assert shape(document) == [
        ("body", ["Нота вербальная"]),
        [["Technical", "^"], ["Name", "Ana\nRuiz\nmore"]],
        ("body", ["Mail: a@example.org"]),
    ]


def test_doc_locked_damaged_or_something_else() -> None:
    def refused(data: bytes) -> str:
        with pytest.raises(Unreadable) as error:
            doc.read("a.doc", data, Limits(), Engines())
        return error.value.code

    whole = word97([("Text\r", b"")])
    assert refused(word97([("Text\r", b"")], encrypted=True)) == "password_protected"
    assert refused(compound({"PowerPoint Document": b"x"})) == "unsupported_format"
    assert refused(whole[:600]) in ("damaged", "unsupported_format")
    assert refused(whole[:512] + bytes(len(whole) - 512)) in ("damaged", "unsupported_format")


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
    )
)


def odt_file(body: str, styles: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        if styles:
            archive.writestr(
                "styles.xml",
                f"<office:document-styles {ODF}><office:master-styles>{styles}</office:master-styles></office:document-styles>",
            )
    return out.getvalue()


def test_odt_paragraphs_lists_tables_and_boxes() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    data = odt_file(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Name:<text:tab/>Ana<text:s text:c='2'/><text:span>Ruiz</text:span><text:line-break/>Tel. 1</text:p>"
        "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>Technical</text:p>"
        "</table:table-cell>"
        f"<table:covered-table-cell/></table:table-row><table:table-row>{cell.format('Name')}{cell.format('Ana')}</table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>",
        "<style:master-page><style:header><text:p>Top</text:p></style:header><style:footer><text:p>Foot</text:p></style:footer></style:master-page>",
    )
    assert reader_of(data) is odt
    document = odt.read("a.odt", data, Limits(), Engines())
    assert shape(document) == [
        ("header", ["Top"]),
        ("body", ["Name:\tAna  Ruiz", "Tel. 1"]),
        ("body", ["- one"]),
        [["Technical", "^"], ["Name", "Ana"]],
        ("textbox", ["boxed"]),
        ("footer", ["Foot"]),
    ]
    assert [f.code for f in document.findings] == ["tracked_changes"]


def workbook(rows: str, *, hidden: bool = False) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    state = ' state="hidden"' if hidden else ""
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{kinds}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        sheets = f'<sheet name="A" sheetId="1" r:id="r1"/><sheet name="B" sheetId="2"{state} r:id="r2"/>'
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>{sheets}</sheets></workbook>'
        )
        related = "".join(
            f'<Relationship Id="r{n}" Type="{kinds}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in (1, 2)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{related}</Relationships>'
        )
        merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{merged}</worksheet>'
        )
        archive.writestr(
            "xl/worksheets/sheet2.xml",
            f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>',
        )
    return out.getvalue()


def cell(place: str, value: str) -> str:
    if value.replace(".", "").isdigit():
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def test_a_workbook_is_a_table_with_whole_numbers_whole() -> None:
    rows = (
        f'<row r="1">{cell("A1", "Technical")}</row><row r="2">{cell("A2", "Name")}{cell("B2", "Ana")}</row>'
        f'<row r="3">{cell("A3", "Tel.")}{cell("B3", "22678430")}</row><row r="5">{cell("A5", "Note alone")}</row>'
    )
    data = workbook(rows, hidden=True)
    assert reader_of(data) is xlsx
    document = xlsx.read("a.xlsx", data, Limits(), Engines())
    assert shape(document) == [[["Technical", "^"], ["Name", "Ana"], ["Tel.", "22678430"]], ("body", ["Note alone"])]
    assert [f.code for f in document.findings] == ["hidden_text"]


def test_a_damaged_workbook_is_damaged() -> None:
    with pytest.raises(Unreadable) as error:
        xlsx.read("a.xlsx", workbook("")[:300], Limits(), Engines())
    assert error.value.code == "damaged"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_in_text(separator: str) -> None:
    rows = [
        ["Role", "Name", "Institution"],
        ["technical", "Ana Ruiz", "Centre; of, Security"],
        ["diplomatic", "Bo", "MFA"],
    ]
    lines = [separator.join(f'"{value}"' for value in row) for row in rows]
    data = "\r\n".join(lines).encode()
    assert reader_of(data, "text/csv") is csv
    assert shape(csv.read("a.csv", data, Limits(), Engines())) == [rows]


def test_the_line_that_tells_excel_the_separator_is_no_row() -> None:
    data = b'sep=;\r\nName;Tel\r\n"Ruiz; Ana";"+41 22"\r\n'
    assert shape(csv.read("a.csv", data, Limits(), Engines())) == [[["Name", "Tel"], ["Ruiz; Ana", "+41 22"]]]


def test_several_sheets_stand_below_their_names() -> None:
    rows = f'<row r="2">{cell("A2", "Name")}{cell("B2", "Ana")}</row>'
    document = xlsx.read("a.xlsx", workbook(rows), Limits(), Engines())
    assert shape(document) == [("body", ["A"]), [["Name", "Ana"]], ("body", ["B"]), ("body", ["7"])]
