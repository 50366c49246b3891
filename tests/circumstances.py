"""How often values are wrong, by circumstance: `python -m tests.circumstances FOLDER...`, where messages and expected.jsonl lie.

Prints a Markdown table: for every circumstance that can be seen without knowing the truth (the kind of place that gives a value,
whether other places confirm or dispute it, findings on it, its shape) how many values stand in it, how many are wrong or invented,
how many are doubted, and how many are wrong and not doubted. Where wrong values are frequent, doubt belongs; where doubted values
are right throughout, it costs a reviewer's time for nothing. Scanned messages are left out unless --scans is given."""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterator
from pathlib import Path

import phonenumbers

from config.settings import PROGRAMME, load_programme
from domain.reading import Reading
from domain.submission import Submission
from parsers.read import read_message
from tests.score import LISTS, TEXT, Record, pair, same_text

FIELDS = ("role", "action", *TEXT, *LISTS)


def values(submission: Submission, expected: Record) -> Iterator[tuple[str, str, object, bool]]:
    """Every contact's values: path, field, value and whether it is right."""
    wanted = expected.get("contacts") or []
    read = [contact.model_dump(mode="json") for contact in submission.contacts]
    for i, j in pair(wanted, read):
        if j is None:
            continue
        e = wanted[i] if i is not None else {}
        for field in FIELDS:
            value = read[j].get(field)
            if not value:
                continue
            said = e.get(field) or ("add" if e and field == "action" else None)
            if field in LISTS:
                right = set(value) <= set(said or ())
            else:
                right = said is not None and (same_text(said, value, False) if field in TEXT else said == value)
            yield f"contacts[{j}].{field}", field, value, right


def circumstances(reading: Reading, path: str, field: str, value: object) -> Iterator[str]:
    """What can be seen about a value without knowing whether it is right."""
    submission = reading.submission
    yield f"field: {field}"
    yield f"mail: {submission.kind}"
    sayings = [s for s in reading.explanation.sayings if s.path == path] if reading.explanation else []
    taken = [s for s in sayings if s.taken]
    if taken:
        yield f"place: {taken[0].place or 'elsewhere'}"
    places = {s.evidence.attachment for s in taken}
    yield "agreement: several documents" if len(places) > 1 else "agreement: one document"
    if any(s.disputes for s in sayings):
        yield "agreement: disputed"
    yield from (f"finding: {f.code}" for f in submission.findings if f.path == path)
    if field == "phones" and isinstance(value, list):
        valid = all(phonenumbers.is_valid_number(phonenumbers.parse(v)) for v in value)
        yield "number: valid" if valid else "number: form only"
    if field == "name":
        count = len(str(value).split())
        yield "name: one word" if count == 1 else "name: two to four words" if count < 5 else "name: five words or more"
    if field == "action" and not any(f.code == "contact_inferred" for f in submission.findings if f.path == path):
        yield "action: said or by default"


def rows(folders: list[Path], scans: bool) -> dict[str, list[int]]:
    """Circumstance -> values, wrong, doubted, wrong and not doubted."""
    found: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0, 0])
    programme = load_programme(PROGRAMME)
    for folder in folders:
        for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
            expected = json.loads(line)
            if not scans and {"scan", "image"} & set(expected.get("tags", ())):
                continue
            raw = (folder / expected["file"]).read_bytes()
            reading = read_message(raw, expected["file"], programme, explained=True)
            uncertain = set(reading.submission.uncertain)
            for path, field, value, right in values(reading.submission, expected):
                doubted = path in uncertain
                for circumstance in ("all values", *circumstances(reading, path, field, value)):
                    for place, true in enumerate((True, not right, doubted, not right and not doubted)):
                        found[circumstance][place] += true
    return found


def main() -> None:
    """Prints the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folders", type=Path, nargs="+", help="folders with messages and expected.jsonl")
    cli.add_argument("--scans", action="store_true", help="count scanned messages too, which takes long")
    args = cli.parse_args()
    print("| circumstance | values | wrong | doubted | wrong, not doubted |\n| --- | --: | --: | --: | --: |")
    for circumstance, (given, wrong, doubted, silent) in sorted(rows(args.folders, args.scans).items()):
        print(f"| {circumstance} | {given} | {wrong} | {doubted} | {silent} |")


if __name__ == "__main__":
    main()
