"""Scores the parsers on a corpus: `python -m tests.score FOLDER [--misses N]`, for a folder with messages and expected.jsonl.

Figures, over all messages and by tag ("digital": what is not tagged scan or image; "LANGUAGE-digital" among them): accuracy of
kind and State, precision, recall and F1 of the fields, whole contacts, silent errors (wrong or invented values that were not
marked uncertain, over all values given), critical (such among e-mail addresses and telephone numbers), omitted (addresses and
numbers missing without a word), lost (nominations, updates, withdrawals taken for other mail) and doubted (share of values
marked uncertain, and how many of those were wrong indeed)."""

from __future__ import annotations

import argparse
import collections
import difflib
import io
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

Record = dict[str, Any]
TEXT = ("name", "honorific", "position", "institution")
LISTS = ("emails", "phones", "languages")
NOTE = ("reference", "date", "language")
EXACT_NOTE = {"date", "language"}
ASKS = {"nomination", "update", "withdrawal"}
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


class Row(NamedTuple):
    """One value, or one list, compared: how many values were right, given, wanted, silently wrong and marked uncertain."""

    field: str
    right: int
    given: int
    wanted: int
    silent: int
    doubted: int


class Compared(NamedTuple):
    """One message compared."""

    rows: list[Row]
    contacts: int
    whole: int
    omitted: int


def fold(value: object) -> str:
    """The text as compared: NFKC, case, bidi marks, tatweel, spacing and punctuation made one."""
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u0640]", "", text)
    text = re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\d\w])|(?<=\d)\s+(?=[\u3400-\u9fff])", "", text)
    return re.sub(r"[\s.,;:،؛]+", " ", text).strip()


def same_text(a: object, b: object, scan: bool) -> bool:
    """Equal when folded; on scans also when similar to 0.92."""
    x, y = fold(a), fold(b)
    return x == y or (scan and difflib.SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.92)


def closeness(expected: Record, actual: Record) -> float:
    """How well two contacts agree, for pairing."""
    score = 2.0 * (expected.get("role") == actual.get("role"))
    score += expected.get("action", "add") == actual.get("action", "add")
    for key in ("name", "institution"):
        a, b = fold(expected.get(key) or ""), fold(actual.get(key) or "")
        if a and b:
            score += 3 * difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    return score + 2 * len(set(expected.get("emails") or []) & set(actual.get("emails") or []))


def pair(expected: list[Record], actual: list[Record]) -> list[tuple[int | None, int | None]]:
    """Contacts paired best first, then those without a partner."""
    ranked = sorted(
        ((closeness(e, a), i, j) for i, e in enumerate(expected) for j, a in enumerate(actual)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: list[tuple[int | None, int | None]] = []
    for score, i, j in ranked:
        if score > 2 and i not in {p[0] for p in pairs} and j not in {p[1] for p in pairs}:
            pairs.append((i, j))
    lone_expected = [(i, None) for i in range(len(expected)) if i not in {p[0] for p in pairs}]
    lone_actual = [(None, j) for j in range(len(actual)) if j not in {p[1] for p in pairs}]
    return [*pairs, *lone_expected, *lone_actual]


def compare(expected: Record, actual: Record, misses: list[str]) -> Compared:
    """One message's values compared field by field; what missed is told in `misses`."""
    scan = "scan" in expected.get("tags", [])
    uncertain = set(actual.get("uncertain") or [])
    rows: list[Row] = []

    def missed(how: str, path: str, e: object, a: object) -> None:
        misses.append(f"{how:8} {expected['file']}: {path}: expected {e!r}, got {a!r}")

    def value(field: str, path: str, e: object, a: object, equal: Callable[[object, object], bool]) -> None:
        e, a = e or None, a or None
        if e is None and a is None:
            return
        right = e is not None and a is not None and equal(e, a)
        inexact = right and field in ("name", "note.reference") and not same_text(e, a, False)
        silent = a is not None and path not in uncertain and (not right or inexact)
        if not right or silent:
            missed("silent" if silent else "flagged" if a is not None else "missing", path, e, a)
        rows.append(Row(field, right, a is not None, e is not None, silent, a is not None and path in uncertain))

    def items(field: str, path: str, e: Iterable[str], a: Iterable[str]) -> None:
        e, a = list(e), list(a)
        wrong = [x for x in a if x not in e]
        silent = 0 if path in uncertain else len(wrong)
        if set(e) != set(a):
            missed("silent" if silent else "flagged" if wrong else "missing", path, e, a)
        rows.append(Row(field, len(set(e) & set(a)), len(a), len(e), silent, len(a) if path in uncertain else 0))

    def exact(e: object, a: object) -> bool:
        return e == a

    def text(e: object, a: object) -> bool:
        return same_text(e, a, scan)

    value("state", "state", expected.get("state"), actual.get("state"), exact)
    note_e, note_a = expected.get("note_verbale") or {}, actual.get("note_verbale") or {}
    for key in NOTE:
        path = f"note_verbale.{key}"
        value(f"note.{key}", path, note_e.get(key), note_a.get(key), exact if key in EXACT_NOTE else text)
    contacts_e, contacts_a = expected.get("contacts") or [], actual.get("contacts") or []
    told = uncertain | {finding.get("path") for finding in actual.get("findings") or []}
    whole = omitted = 0
    for i, j in pair(contacts_e, contacts_a):
        e = contacts_e[i] if i is not None else {}
        a = contacts_a[j] if j is not None else {}
        path = f"contacts[{j}]" if j is not None else f"expected contacts[{i}]"
        before = len(rows)
        value("role", f"{path}.role", e.get("role"), a.get("role"), exact)
        value("action", f"{path}.action", e and e.get("action", "add"), a and a.get("action", "add"), exact)
        for key in TEXT:
            value(key, f"{path}.{key}", e.get(key), a.get(key), text)
        for key in LISTS:
            items(key, f"{path}.{key}", e.get(key) or [], a.get(key) or [])
        for key in ("emails", "phones"):
            if not {f"{path}.{key}", path} & told:
                omitted += len(set(e.get(key) or []) - set(a.get(key) or []))
        whole += bool(e) and all(row.right == row.given == row.wanted for row in rows[before:])
    return Compared(rows, len(contacts_e), whole, omitted)


class Tally:
    """Sums over messages."""

    def __init__(self) -> None:
        self.n = self.kind = self.state = self.contacts = self.whole = self.lost = self.omitted = 0
        self.right = self.given = self.wanted = self.silent = self.doubted = self.rightly = 0
        self.fields: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0, 0])

    def add(self, expected: Record, actual: Record, compared: Compared) -> None:
        """Counts one message."""
        self.n += 1
        self.kind += actual.get("kind") == expected.get("kind")
        self.state += (actual.get("state") or None) == (expected.get("state") or None)
        self.lost += expected["kind"] in ASKS and actual.get("kind") not in ASKS
        self.contacts += compared.contacts
        self.whole += compared.whole
        self.omitted += compared.omitted
        for row in compared.rows:
            self.right += row.right
            self.given += row.given
            self.wanted += row.wanted
            self.silent += row.silent
            self.doubted += row.doubted
            self.rightly += row.doubted if row.right < row.given else 0
            for place, number in enumerate((row.right, row.given, row.wanted, row.silent)):
                self.fields[row.field][place] += number

    def figures(self) -> dict[str, float]:
        """The figures of the page's head, by name."""
        precision = self.right / self.given if self.given else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        return {
            "n": self.n,
            "kind": self.kind / max(self.n, 1),
            "state": self.state / max(self.n, 1),
            "prec": precision,
            "recall": recall,
            "F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
            "whole": self.whole / self.contacts if self.contacts else 1.0,
            "silent": self.silent / max(self.given, 1),
            "critical": self.fields["emails"][3] + self.fields["phones"][3],
            "omitted": self.omitted,
            "lost": self.lost,
            "doubted": self.doubted / max(self.given, 1),
            "rightly": self.rightly / max(self.doubted, 1),
        }


def groups(tags: Iterable[str]) -> list[str]:
    """The tags, and what is digital: not to be had by character recognition alone."""
    tags = list(dict.fromkeys(tags))
    if {"scan", "image"} & set(tags):
        return tags
    return [*tags, "digital", *(f"{tag}-digital" for tag in tags if tag in LANGUAGES)]


def score(expected: list[Record], actual: list[Record]) -> tuple[dict[str, Tally], list[str]]:
    """Tallies by tag ("all" among them), and every miss in one line."""
    by_file = {row["file"]: row for row in actual}
    tallies: dict[str, Tally] = collections.defaultdict(Tally)
    misses: list[str] = []
    for e in expected:
        a = by_file.get(e["file"], {})
        if a.get("kind") != e.get("kind"):
            misses.append(f"kind     {e['file']}: expected {e.get('kind')}, got {a.get('kind')}")
        compared = compare(e, a, misses)
        for tag in ["all", *groups(e.get("tags", []))]:
            tallies[tag].add(e, a, compared)
    return tallies, misses


def read_corpus(folder: Path) -> tuple[list[Record], list[Record]]:
    """What is expected of the folder's messages, and what the parsers make of them."""
    from config.settings import Settings
    from verbale.parse import parse

    if not (folder / "expected.jsonl").is_file():
        raise SystemExit(f"{folder} holds no expected.jsonl; name a folder of messages with what is expected of each.")
    lines = (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [json.loads(line) for line in lines if line.strip()]
    out = io.StringIO()
    parse([folder / e["file"] for e in expected], Settings(), out, progress=sys.stderr.isatty())
    return expected, [json.loads(line) for line in out.getvalue().splitlines()]


def main() -> None:
    """Prints the figures."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path, help="folder with messages and expected.jsonl")
    cli.add_argument("--misses", type=int, default=0, help="how many misses to print")
    args = cli.parse_args()
    tallies, misses = score(*read_corpus(args.folder))
    heads = list(tallies["all"].figures())
    print(" " * 16 + " ".join(f"{head:>8}" for head in heads))
    for tag in ["all", *sorted(tag for tag in tallies if tag != "all")]:
        figures = tallies[tag].figures()
        print(f"{tag:16}" + " ".join(f"{v:8.3f}" if isinstance(v, float) else f"{v:8}" for v in figures.values()))
    print("what the columns mean: python -m tests.score --help\n")
    for field, (right, given, wanted, silent) in sorted(tallies["all"].fields.items()):
        print(f"  {field:16} right {right:>5}  given {given:>5}  wanted {wanted:>5}  silent {silent:>4}")
    for miss in misses[: args.misses]:
        print("  " + miss)


if __name__ == "__main__":
    main()
