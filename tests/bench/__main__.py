"""Measures what costs time, each as a ratio to the bare work in the same run: `make bench`.

Seconds on a shared machine say little; a ratio to a baseline measured beside it says more. Each figure is the median of
several rounds in which the two take turns."""

from __future__ import annotations

import argparse
import compileall
import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
from rich.console import Console
from rich.progress import track
from rich.table import Table

from config.settings import Settings, load_programme
from ingest.folder import FolderSource
from ingest.intake import keep_new
from parsers.engines import Engines
from parsers.limits import Limits
from parsers.mime import Part, open_message
from parsers.read import read_message
from parsers.readers import read_part
from store.database import Database
from tests.bench import mailbox
from tests.builders.program import ROOT, environment

SAMPLES = ROOT / "verbale" / "samples"
ROOMS = ("verbale", "domain", "ingest", "parsers", "store", "notify", "desk", "config")
SCANNED_PAGES = 4
"""Scanned pages that are read together."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A measured work beside its baseline; both are called once a round."""

    name: str
    baseline: str
    work: Callable[[], object]
    bare: Callable[[], object]
    rounds: int


def attachment(sample: str, ending: str) -> Part:
    """The first attachment of a sample whose name ends so."""
    message = open_message((SAMPLES / f"{sample}.eml").read_bytes(), Limits())
    return next(part for part in message.parts if part.name.lower().endswith(ending))


SPOKEN = (
    "the committee met on Tuesday to discuss the agenda of its coming session and several delegations asked for the floor "
    "while the chair summed up what had been said in the morning by the representatives who were present"
)
TEXT_PAGES = 12
"""Pages of the long PDF."""


def long_pdf() -> bytes:
    """A note that names a point of contact in a table, and behind it full pages of prose."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

    style = getSampleStyleSheet()["BodyText"]
    spoken = SPOKEN.split()
    chance = random.Random(1)
    flow: list[Flowable] = [
        Paragraph("The Permanent Mission of the Republic of Kenya to the United Nations presents its compliments to the Office "
                  "for Disarmament Affairs and has the honour to nominate the following technical point of contact:", style),
        Table([["Name", "Ms. Achieng Wanderi"], ["Position", "Deputy Director"], ["Institution", "Ministry of Foreign Affairs"],
               ["E-mail", "a.wanderi@mfa.go.ke.example"], ["Telephone", "+254 20 5550147"]]),
        Paragraph("The Permanent Mission avails itself of this opportunity to renew the assurances of its highest "
                  "consideration. New York, 21 March 2024", style),
    ]  # fmt: skip
    for _ in range(TEXT_PAGES - 1):
        flow += [PageBreak(), *(Paragraph(" ".join(chance.choices(spoken, k=58)) + ".", style) for _ in range(9))]
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build(flow)
    return file.getvalue()


def bare_text(data: bytes) -> str:
    """The text of all pages as pypdfium2 gives it, without boxes."""
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def text_pdf() -> Bench:
    """Reading a page of a short note into lines, words and boxes, beside its bare text."""
    part = attachment("01-note-with-word-form", ".pdf")
    return Bench(
        "short text PDF: reader only",
        "pypdfium2's bare text",
        lambda: read_part(part, Limits(), Engines()),
        lambda: bare_text(part.data),
        30,
    )


def many_pages(whole: bool) -> Bench:
    """Twelve pages, of which one nominates: the reader alone, or all that becomes of the message, beside the pages' bare text."""
    data = long_pdf()
    message = EmailMessage()
    message["From"] = "Permanent Mission of Kenya <info@kenyaun.example>"
    message.set_content("Please find attached a note verbale.\n")
    message.add_attachment(data, maintype="application", subtype="pdf", filename="note.pdf")
    raw = bytes(message)
    part = open_message(raw, Limits()).parts[0]
    programme = load_programme(Settings().programme)

    def work() -> object:
        return read_message(raw, "note.eml", programme) if whole else read_part(part, Limits(), Engines())

    name = f"text PDF, {TEXT_PAGES} full pages: {'whole message, in process' if whole else 'reader only'}"
    return Bench(name, "pypdfium2's bare text", work, lambda: bare_text(data), 7)


def peak_memory() -> str:
    """The most memory (resident, MiB) that `verbale parse` of one small message takes in one process, its worker included."""
    sample = str(SAMPLES / "02-note-in-the-body.eml")
    program = (
        "import resource, subprocess, sys; subprocess.run([sys.executable, '-m', 'verbale', 'parse', '-q', sys.argv[1]], "
        "stdout=subprocess.DEVNULL, check=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, sample], env=environment({}), capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def word() -> Bench:
    """Reading a Word form, beside parsing its XML."""
    import zipfile

    from lxml import etree

    part = attachment("01-note-with-word-form", ".docx")

    def bare() -> object:
        with zipfile.ZipFile(io.BytesIO(part.data)) as archive:
            return etree.fromstring(archive.read("word/document.xml"))

    return Bench("Word form", "lxml's bare parsing", lambda: read_part(part, Limits(), Engines()), bare, 30)


COVERING = (
    "La Misión Permanente saluda atentamente a la Oficina y tiene el",
    "honor de acompañar a la presente el formulario debidamente llenado,",
    "en relación con los puntos de contacto a que se refiere su nota.",
    "La Misión Permanente aprovecha la oportunidad para reiterar a la",
    "Oficina las seguridades de su más alta y distinguida consideración.",
)


def scans(values: bool) -> Bench:
    """Recognising scanned pages, with values that are read twice or of prose alone, beside bare runs of tesseract over the same
    pictures in their one language, on as many processors."""
    from tests.builders.pages import drawn

    part = attachment("03-scanned-note", ".pdf")
    page = pypdfium2.PdfDocument(part.data)[0].render(scale=200 / 72).to_pil() if values else drawn(*COVERING * 6)
    page = page.convert("L")
    picture, pages = io.BytesIO(), io.BytesIO()
    page.save(picture, "PNG")
    page.save(
        pages, "TIFF", save_all=True, append_images=[page] * (SCANNED_PAGES - 1), dpi=(200, 200), compression="tiff_lzw"
    )
    scanned = replace(part, data=pages.getvalue(), name="scan.tif")
    command = ["tesseract", "stdin", "stdout", "-l", "spa", "--psm", "3", "tsv"]
    settings = {**environment({}), "OMP_THREAD_LIMIT": "1"}

    def once(_: int) -> bytes:
        return subprocess.run(command, input=picture.getvalue(), capture_output=True, env=settings, check=True).stdout

    def bare() -> list[bytes]:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(once, range(SCANNED_PAGES)))

    return Bench(
        f"{SCANNED_PAGES} scanned pages, {'values read twice' if values else 'prose without values'}",
        "tesseract on all processors",
        lambda: read_part(scanned, Limits(), Engines()),
        bare,
        3,
    )


def intake(folder: Path) -> Bench:
    """Keeping 500 small messages in SQLite, beside reading their files."""
    mails = folder / "mails"
    mails.mkdir()
    raw = (SAMPLES / "02-note-in-the-body.eml").read_bytes()
    for number in range(500):
        (mails / f"{number:04d}.eml").write_bytes(raw.replace(b"a41c77e0", f"{number:08d}".encode()))
    count = iter(range(10_000))

    def work() -> object:
        database = Database(f"sqlite:///{folder / f'{next(count)}.db'}")
        database.migrate()
        try:
            return keep_new(FolderSource(mails), database, lambda: datetime.now(UTC))
        finally:
            database.close()

    return Bench("500 messages kept", "reading their files", work, lambda: [p.read_bytes() for p in mails.iterdir()], 3)


def start_up() -> Bench:
    """`verbale parse` on one small message, beside an interpreter that starts and imports pydantic.

    The program is compiled first, as tools/environment.sh leaves it: some environments forbid Python to keep what it compiles."""
    for room in ROOMS:
        compileall.compile_dir(ROOT / room, quiet=1)
    sample = str(SAMPLES / "02-note-in-the-body.eml")

    def run(*arguments: str) -> object:
        return subprocess.run([sys.executable, *arguments], env=environment({}), capture_output=True, check=True)

    return Bench(
        "verbale parse, one message",
        "python importing pydantic",
        lambda: run("-m", "verbale", "parse", "-q", sample),
        lambda: run("-c", "import pydantic; class_ = type('A', (pydantic.BaseModel,), {})"),
        5,
    )


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak(work: Callable[[], object]) -> int:
    """MiB that a process takes at most which does the work once, and the largest one that it starts, whichever is more."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    used = os.wait4(child, 0)[2]
    return int(used.ru_maxrss // 1024)


def main() -> None:
    """Prints tables of medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "part",
        nargs="?",
        choices=("reading", "scans", "mailbox"),
        help="only this part; `scans` is a part of `reading`",
    )
    part = parser.parse_args().part
    console = Console()
    if part != "mailbox":
        reading(console, "scanned" if part == "scans" else "")
    if part in (None, "mailbox"):
        mailbox.main(console)


def reading(console: Console, within: str = "") -> None:
    """The parsers, the program's start and the intake of a folder; of these what has `within` in its name."""
    table = Table(title="Medians of alternating rounds", title_justify="left")
    for head in ("work", "seconds", "peak MiB", "baseline", "seconds", "ratio", ""):
        table.add_column(head, justify="right" if head in ("seconds", "peak MiB", "ratio") else "left")
    with tempfile.TemporaryDirectory(prefix="verbale-bench-") as folder:
        for bench in (
            start_up(),
            text_pdf(),
            many_pages(whole=False),
            many_pages(whole=True),
            word(),
            scans(values=False),
            scans(values=True),
            intake(Path(folder)),
        ):
            if within not in bench.name:
                continue
            memory = peak(bench.work)
            bench.work(), bench.bare()
            pairs = [
                (seconds(bench.work), seconds(bench.bare))
                for _ in track(range(bench.rounds), bench.name, console=console, transient=True)
            ]
            work, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            bar = "█" * min(40, max(1, round(ratio)))
            table.add_row(bench.name, f"{work:.4f}", f"{memory}", bench.baseline, f"{bare:.4f}", f"{ratio:.2f}", bar)
    console.print(table)
    console.print(
        "Bare text is one string a page; the reader gives words with their boxes, lines, tables and form fields, and the whole "
        "message is looked through for contacts in eight languages as well. Peak is that of the largest process at work."
    )
    console.print(f"Most memory of `verbale parse`, one small message, its largest process: {peak_memory()} MiB")


if __name__ == "__main__":
    main()
