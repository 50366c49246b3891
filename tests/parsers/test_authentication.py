"""The receiver's verdicts, in the forms that servers write."""

from __future__ import annotations

import pytest

from domain.envelope import Authentication
from parsers.authentication import verdicts


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (
            "mx.un.example; spf=pass smtp.mailfrom=a@x.example; dkim=pass header.d=x.example; dmarc=pass header.from=x.example",
            Authentication(spf="pass", dkim="pass", dmarc="pass", by="mx.un.example"),
        ),
        (
            "spf=fail (sender IP is 203.0.113.9; not permitted) smtp.mailfrom=x.example; dkim=none (message not signed)\r\n"
            " header.d=none;dmarc=fail action=quarantine header.from=x.example;compauth=fail reason=000",
            Authentication(spf="fail", dkim="none", dmarc="fail"),
        ),
        (
            "spf=softfail smtp.mailfrom=x.example; un.example; dkim=pass header.d=x.example; un.example; dmarc=bestguesspass",
            Authentication(spf="softfail", dkim="pass", dmarc="unknown"),
        ),
        ("mx.example 1; none", Authentication(by="mx.example")),
        (
            "mx.example; dkim=fail header.d=a.example; dkim=pass header.d=b.example",
            Authentication(dkim="pass", by="mx.example"),
        ),
        ("mx.example; DKIM/1 = PASS", Authentication(dkim="pass", by="mx.example")),
        ("mx.example; spf=hardfail", Authentication(spf="fail", by="mx.example")),
        ("mx.example (dmarc=pass; dkim=pass); spf=neutral", Authentication(spf="neutral", by="mx.example")),
        ("mx.example; spf=none (open; dmarc=pass", Authentication(spf="none", by="mx.example")),
        ("", Authentication()),
        (";;;===;spf", Authentication()),
    ],
)
def test_forms(field: str, found: Authentication) -> None:
    assert verdicts([field]) == found


@pytest.mark.parametrize(
    "saw",
    [
        'spf=pass smtp.mailfrom="x; dmarc=pass header.from=x.example"@evil.example; dmarc=fail header.from=x.example',
        r'spf=pass smtp.mailfrom="x\"; dmarc=pass; y=\""@evil.example; dmarc=fail header.from=x.example',
        "spf=pass smtp.mailfrom=x;dmarc=pass@evil.example; dmarc=fail header.from=x.example",
        "spf=pass smtp.mailfrom=x;dmarc=pass; dmarc=fail header.from=x.example",
        'spf=pass (domain of "x); dmarc=pass; y=("@evil.example designates it); dmarc=fail header.from=x.example',
        'spf=pass (domain of "x("@evil.example designates it); dmarc=fail (p=NONE) header.from=x.example',
        "spf=pass smtp.mailfrom=(x@evil.example; dmarc=fail header.from=x.example",
    ],
)
def test_no_address_that_the_field_repeats_takes_a_failure_back(saw: str) -> None:
    found = verdicts([f"mx.example; {saw}"], "mx.example", "info@x.example")
    assert found == Authentication(spf="pass", dmarc="fail", by="mx.example")


def test_a_verdict_in_an_address_is_none() -> None:
    field = 'mx.example; spf=pass smtp.mailfrom="x; dmarc=pass header.from=x.example"@evil.example; dmarc=none'
    assert verdicts([field], "mx.example") == Authentication(spf="pass", dmarc="none", by="mx.example")
    assert verdicts([field.replace("; dmarc=none", "")], "mx.example") == Authentication(spf="pass", by="mx.example")


def test_a_bracket_that_follows_at_once_belongs_to_no_verdict() -> None:
    assert verdicts(["mx.example; dkim=pass(2048)header.d=a.example"]) == Authentication(dkim="pass", by="mx.example")


def test_only_the_topmost_counts() -> None:
    assert verdicts(["mx.example; spf=fail", "mx.example; spf=pass; dmarc=pass"]) == Authentication(
        spf="fail", by="mx.example"
    )


def test_none_says_nothing() -> None:
    assert verdicts([]) is None


def test_another_server_is_not_believed() -> None:
    field = "mx.sylvania.example; spf=pass; dmarc=pass"
    assert verdicts([field], "mx.un.example") == Authentication(by="mx.sylvania.example")
    assert verdicts([field], "MX.sylvania.example") == Authentication(
        spf="pass", dmarc="pass", by="mx.sylvania.example"
    )
    assert verdicts(["dmarc=pass"], "mx.un.example") == Authentication()


FROM_MICROSOFT = (
    "spf=pass smtp.mailfrom=x.example; dkim=pass header.d=x.example; dmarc=pass action=none header.from=x.example"
)


@pytest.mark.parametrize(
    ("field", "by_microsoft", "found"),
    [
        (FROM_MICROSOFT, True, Authentication(spf="pass", dkim="pass", dmarc="pass")),
        (FROM_MICROSOFT, False, Authentication()),
        ("microsoft; dmarc=pass", True, Authentication(by="microsoft")),
        ("mx.x.example; dmarc=pass", True, Authentication(by="mx.x.example")),
    ],
)
def test_exchange_online_names_no_server_and_is_told_by_what_it_writes(
    field: str, by_microsoft: bool, found: Authentication
) -> None:
    assert verdicts([field], "microsoft", by_microsoft=by_microsoft) == found


def test_a_field_that_names_no_server_is_nobodys_where_one_is_named() -> None:
    assert verdicts([FROM_MICROSOFT], "mx.un.example", by_microsoft=True) == Authentication()


@pytest.mark.parametrize(
    ("sender", "dmarc"), [("a@x.example", "pass"), ("a@X.EXAMPLE", "pass"), ("a@y.example", "unknown"), (None, "pass")]
)
def test_dmarc_counts_for_the_domain_that_it_names(sender: str | None, dmarc: str) -> None:
    found = verdicts([FROM_MICROSOFT], None, sender)
    assert found is not None
    assert (found.spf, found.dmarc) == ("pass", dmarc)


@pytest.mark.parametrize(
    ("sender", "named", "dmarc"),
    [
        ("a@x.\u200dexample", "x.example", "unknown"),
        ("a@stra\u00dfe.example", "strasse.example", "unknown"),
        ("a@stra\u00dfe.example", "xn--strae-oqa.example", "pass"),
    ],
)
def test_another_domain_is_another_however_alike_it_is_written(sender: str, named: str, dmarc: str) -> None:
    found = verdicts([f"mx.example; dmarc=pass header.from={named}"], None, sender)
    assert found == Authentication(dmarc=dmarc, by="mx.example")  # type: ignore[arg-type]
