"""`verbale parse --pictures`: which files there are, and what is drawn on them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy
import pytest
from PIL import Image

from config.settings import Settings, load_programme
from domain.submission import Contact, Evidence, Kind, MessageFacts, Submission
from parsers.limits import Limits
from parsers.marking import Key, Mark, marked_page
from parsers.worker import ParserFailed, Workers
from tests.builders.program import ROOT
from verbale.parse import PathError, parse
from verbale.pictures import _marks, safe

SAMPLES = ROOT / "verbale" / "samples"


def test_every_page_with_values_becomes_a_picture_under_a_name_that_stays(tmp_path: Path) -> None:
    form, question = SAMPLES / "04-fillable-form.eml", SAMPLES / "13-question.eml"
    out, plainly = io.StringIO(), io.StringIO()
    parse([form, question, form], Settings(), out, progress=False, pictures=tmp_path / "pictures")
    parse([form, question, form], Settings(), plainly, progress=False)
    assert out.getvalue() == plainly.getvalue()
    names = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert names == ["04-fillable-form-1-nomination_form.pdf-p1.png", "04-fillable-form~2-1-nomination_form.pdf-p1.png"]
    one, other = ((tmp_path / "pictures" / name).read_bytes() for name in names)
    assert one == other


def test_a_page_that_cannot_be_drawn_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        raise ParserFailed("timeout", "60 s")

    monkeypatch.setattr(Workers, "marked", failing)
    parse([SAMPLES / "04-fillable-form.eml"], Settings(), io.StringIO(), progress=False, pictures=tmp_path / "pictures")
    assert "04-fillable-form: page 1 of nomination_form.pdf is not drawn" in capsys.readouterr().err
    assert not list((tmp_path / "pictures").iterdir())


def test_a_folder_that_cannot_be_made_is_bad_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PathError, match="file"):
        parse(
            [SAMPLES / "13-question.eml"], Settings(), io.StringIO(), progress=False, pictures=tmp_path / "file" / "in"
        )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("POC form.pdf", "POC_form.pdf"),
        ("../../etc/passwd", "etc_passwd"),
        ("outer.zip!inner.pdf", "outer.zip_inner.pdf"),
        ("Désignation № 5.pdf", "Designation_No_5.pdf"),
        ("照会.pdf", "pdf"),
        ("…", "unnamed"),
        ("x" * 300, "x" * 80),
    ],
)
def test_no_name_of_a_stranger_leads_out_of_the_folder(name: str, expected: str) -> None:
    assert safe(name) == expected


def test_the_colour_tells_the_role_and_a_dashed_line_the_doubt() -> None:
    places = {
        "state": (Evidence(attachment="a.pdf", page=1, box=(1, 1, 9, 9), text="Fiji"),),
        "contacts[0].name": (Evidence(attachment="a.pdf", page=1, box=(1, 20, 9, 29), text="Ana"),),
        "contacts[1].name": (
            Evidence(attachment="a.pdf", page=1, box=(1, 40, 9, 49), text="Eve"),
            Evidence(attachment="a.pdf", page=2, box=(1, 40, 9, 49), text="Eve"),
            Evidence(attachment="body", text="Eve"),
        ),
    }
    submission = Submission(
        file="a.eml",
        message=MessageFacts(sha256="0" * 64),
        kind=Kind.NOMINATION,
        contacts=(Contact(role="diplomatic", name="Ana"), Contact(role="technical", name="Eve")),
        uncertain=("contacts[1].name",),
        evidence=places,
    )
    marks = list(_marks(submission, load_programme(Settings().programme), "a.pdf", 1))
    assert [(mark.label, mark.dashed) for mark in marks] == [
        ("state", False),
        ("contacts[0].name", False),
        ("contacts[1].name", True),
    ]
    assert len({mark.colour for mark in marks}) == 3


def test_a_mark_is_a_line_around_its_box_and_keys_lengthen_the_page() -> None:
    paper = io.BytesIO()
    Image.new("RGB", (400, 400), "white").save(paper, "PNG", dpi=(72, 72))
    marks = [Mark((100, 100, 200, 140), "whole", "#ff0000"), Mark((100, 200, 200, 240), "broken", "#0000ff", True)]
    png = marked_page(paper.getvalue(), "image/png", 1, 72, Limits(), marks, [Key("here", "#ff0000")])
    assert png is not None
    dots = numpy.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    assert (dots.shape[1], dots.shape[0]) == (400, 418)
    red = (dots[:, :, 0] > 200) & (dots[:, :, 1] < 60) & (dots[:, :, 2] < 60)
    blue = (dots[:, :, 2] > 200) & (dots[:, :, 0] < 60) & (dots[:, :, 1] < 60)
    assert red[98, 110:190].all()
    assert blue[198, 110:190].any()
    assert not blue[198, 110:190].all()
    assert not red[105:135, 105:195].any()
    assert marked_page(paper.getvalue(), "image/png", 2, 72, Limits(), marks, []) is None
    assert marked_page(b"words", "text/plain", 1, 72, Limits(), marks, []) is None
