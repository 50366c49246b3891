"""Dynamic forms (XFA): their pages say nothing, their packets all."""

from __future__ import annotations

import pytest

from parsers.document import FormField
from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import pdf
from tests.builders.pages import fields

TEMPLATE = """<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="form1">
    <field name="TextField1"><caption><value><text>Name of nominee:</text></value></caption></field>
    <field name="TextField2"><assist><toolTip>E-mail address</toolTip></assist></field></subform></template>"""
DATASETS = """<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1>
    <TextField1>Ana Ruiz</TextField1><TextField2>ana@example.org</TextField2>
    <JobTitle>Head</JobTitle><Empty/></form1></xfa:data></xfa:datasets>"""


def form(packets: str) -> bytes:
    """A PDF of one empty page with these packets: name and content, one after the other."""
    parts = [part for part in packets.split("|") if part]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /XFA ["
        + b" ".join(b"(%s) %d 0 R" % (name.encode(), 4 + n) for n, name in enumerate(parts[::2]))
        + b"] >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        *(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(part.encode()), part.encode()) for part in parts[1::2]),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )


@pytest.mark.parametrize(
    ("packets", "labels"),
    [
        (f"template|{TEMPLATE}|datasets|{DATASETS}", ["Name of nominee", "E-mail address", "Job Title"]),
        (f"datasets|{DATASETS}", ["Text Field1", "Text Field2", "Job Title"]),
    ],
)
def test_values_are_labelled_as_the_template_has_them(packets: str, labels: list[str]) -> None:
    document = pdf.read("form.pdf", form(packets), Limits(), Engines())
    names, values = ["TextField1", "TextField2", "JobTitle"], ["Ana Ruiz", "ana@example.org", "Head"]
    assert fields(document) == [FormField(*row) for row in zip(names, labels, values, strict=True)]
