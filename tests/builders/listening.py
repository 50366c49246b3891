"""A server that should hear nothing, and documents of every format that ask for something from it."""

from __future__ import annotations

import io
import socket
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from docx import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from reportlab.pdfgen.canvas import Canvas

from tests.builders import mails

PNG = mails.png(40, 40)
_TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


class Listener:
    """Counts the connections to a port of this machine, and answers each with a small picture."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Listener:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(150)

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                with connection, suppress(OSError):
                    connection.settimeout(120)
                    asked = connection.recv(4096)
                    self.heard.append(asked.partition(b"\r\n")[0].decode("latin-1"))
                    head = f"HTTP/1.0 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(PNG)}\r\n\r\n"
                    connection.sendall(head.encode("ascii") + PNG)


def docx(address: str) -> bytes:
    """Word's: a linked picture, a remote template, a link; and a form to be read."""
    made = WordDocument()
    made.add_paragraph("Technical point of contact")
    made.add_paragraph("Name: Ms. Ana Ruiz")
    made.add_picture(io.BytesIO(PNG))
    part = made.part
    picture = part.relate_to(f"{address}/docx.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    part.relate_to(f"{address}/link", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    part._settings_part.relate_to(f"{address}/template.dotx", _TEMPLATE, is_external=True)
    for blip in made.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
        blip.attrib.clear()
        blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link", picture)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def odt(address: str) -> bytes:
    """OpenDocument's: a linked picture, a linked section, a remote template."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (
            ("office", "office"),
            ("text", "text"),
            ("draw", "drawing"),
            ("svg", "svg-compatible"),
            ("meta", "meta"),
        )
    )
    links = f'{names} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    content = (
        f"<office:document-content {links}><office:body><office:text><text:p>Name: Ms. Ana Ruiz</text:p>"
        '<text:p><draw:frame svg:width="1cm" svg:height="1cm">'
        f'<draw:image xlink:href="{address}/odt.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/section.odt"/><text:p>x</text:p></text:section>'
        "</office:text></office:body></office:document-content>"
    )
    meta = (
        f"<office:document-meta {links}><office:meta><meta:template xlink:type='simple' "
        f"xlink:href='{address}/t.ott'/></office:meta></office:document-meta>"
    )
    kinds = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (
            ("/", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{kinds}</manifest:manifest>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, data in (("content.xml", content), ("meta.xml", meta), ("META-INF/manifest.xml", manifest)):
            archive.writestr(name, data)
    return out.getvalue()


def html(address: str) -> bytes:
    """A page with everything that a browser would fetch."""
    return f"""<!DOCTYPE html><html><head><link rel="stylesheet" href="{address}/a.css"><style>@import "{address}/b.css";
        p {{ background: url({address}/c.png) }}</style><script src="{address}/d.js"></script>
        <meta http-equiv="refresh" content="0;url={address}/e"></head>
        <body background="{address}/f.png" onload="fetch('{address}/g')">
        <p>Name: Ms. Ana Ruiz</p><img src="{address}/h.png"><iframe src="{address}/i"></iframe>
        <object data="{address}/j"></object><video src="{address}/k" autoplay></video></body></html>""".encode()


def svg(address: str) -> bytes:
    """A drawing with a linked picture, a style sheet, and an entity from elsewhere."""
    return f"""<?xml version="1.0"?><?xml-stylesheet href="{address}/a.css" type="text/css"?>
        <!DOCTYPE svg [<!ENTITY x SYSTEM "{address}/b">]><svg xmlns="http://www.w3.org/2000/svg"
        xmlns:xlink="http://www.w3.org/1999/xlink" onload="fetch('{address}/c')">
        <image xlink:href="{address}/d.png" width="9" height="9"/>
        <text>&x;</text></svg>""".encode()


def pdf(address: str) -> bytes:
    """Actions on opening: a script, and a link; and a stream that lies elsewhere."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    canvas.drawString(72, 700, "Name: Ms. Ana Ruiz")
    canvas.linkURL(f"{address}/link", (72, 690, 200, 710))
    canvas.save()
    action = f"<< /S /JavaScript /JS (app.launchURL\\('{address}/script'\\); this.submitForm\\('{address}/form'\\);) >>"
    elsewhere = (
        f"/AA << /O << /S /URI /URI ({address}/uri) >> /C << /S /SubmitForm /F << /FS /URL /F ({address}/f) >> >> >>"
    )
    return out.getvalue().replace(b"/Type /Catalog", f"/Type /Catalog /OpenAction {action} {elsewhere}".encode())


def rtf(address: str) -> bytes:
    """A linked picture and a remote template; nested more deeply than our own reader goes."""
    field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/rtf.png" \\\\d}}{{\\fldrslt x}}}}'
    deep = "{" * 500 + "Name: Ms. Ana Ruiz" + "}" * 500
    return f"{{\\rtf1\\ansi{{\\*\\template {address}/t.dotx}}{field}{deep}\\par}}".encode()


def xlsx(address: str) -> bytes:
    """A workbook linked to another and to a picture."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        f'Target="{address}/book.xlsx" TargetMode="External"/></Relationships>'
    )
    return mails.archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": b"<workbook/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations.encode(),
        }
    )


ASKING: dict[str, Callable[[str], bytes]] = {
    "form.docx": docx, "form.odt": odt, "form.html": html, "form.pdf": pdf, "form.svg": svg, "form.rtf": rtf, "form.xlsx": xlsx,
}  # fmt: skip
"""By file name: a document of this format whose links lead to an address."""


def mail(address: str) -> bytes:
    """One message with all of them, a page for its body, and a part that only points elsewhere."""
    parts = [mails.attachment(make(address), name, "application/octet-stream") for name, make in ASKING.items()]
    page = mails.text(html(address).decode(), subtype="html")
    elsewhere = mails.entity(
        f'message/external-body; access-type=URL; URL="{address}/body"', b"Content-Type: text/plain\r\n\r\n"
    )
    return mails.mixed(page, elsewhere, *parts, List_Unsubscribe=f"<{address}/unsubscribe>")
