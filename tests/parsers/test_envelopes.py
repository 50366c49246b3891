"""Who wrote to whom, when, and whether a machine did."""

from __future__ import annotations

import pytest

from domain.envelope import Address, Envelope
from parsers import addresses
from parsers.limits import Limits
from parsers.mime import open_message
from tests.builders import mails


def envelope(**fields: mails.Field | None) -> Envelope:
    return open_message(mails.mail(b"Excellency,\r\n", **fields), Limits()).envelope


def findings(**fields: mails.Field | None) -> list[str]:
    return [finding.code for finding in open_message(mails.mail(b"Excellency,\r\n", **fields), Limits()).findings]


class TestAddresses:
    @pytest.mark.parametrize(
        ("field", "found"),
        [
            ("Jane <Jane@Example.INT>", [("jane@example.int", "Jane")]),
            ('"Doe, Jane" <j@x.example>', [("j@x.example", "Doe, Jane")]),
            ("Doe, Jane <j@x.example>", [("j@x.example", "Doe, Jane")]),
            ('"a \\"b\\" c" <j@x.example>', [("j@x.example", 'a "b" c')]),
            ("mailer-daemon@mx.example (Mail Delivery System)", [("mailer-daemon@mx.example", "Mail Delivery System")]),
            ("=?utf-8?q?Misi=C3?= =?utf-8?q?=B3n=2C_A?= <m@x.example>", [("m@x.example", "Misión, A")]),
            ('"=?utf-8?q?Misi=C3=B3n?=" <m@x.example>', [("m@x.example", "Misión")]),
            ("=?koi8-r?b?98/Q0s/T?= <m@x.example>", [("m@x.example", "Вопрос")]),
            ("Misión <m@x.example>".encode(), [("m@x.example", "Misión")]),
            ("Misión <m@x.example>".encode("latin-1"), [("m@x.example", "Misión")]),
            (
                "Постоянное представительство <m@x.example>".encode("koi8-r"),
                [("m@x.example", "Постоянное представительство")],
            ),
            ("中华人民共和国代表团 <m@x.example>".encode("gb18030"), [("m@x.example", "中华人民共和国代表团")]),
            ("undisclosed-recipients:;", []),
            ("Missions: a@x.example, b@x.example;", [("a@x.example", ""), ("b@x.example", "")]),
            ("a@x.example; b@x.example", [("a@x.example", ""), ("b@x.example", "")]),
            ("<<a@x.example>>", [("a@x.example", "")]),
            ("<mailto:a@x.example>", [("a@x.example", "")]),
            ("<@relay.example:a@x.example>", [("a@x.example", "")]),
            ("Jane <a@x.example", [("a@x.example", "Jane")]),
            ('"Jane <a@x.example>', [("a@x.example", "Jane")]),
            ("(comment (nested)) a@x.example", [("a@x.example", "comment (nested)")]),
            ("Permanent Mission of Freedonia", [("", "Permanent Mission of Freedonia")]),
            ("", []),
        ],
    )
    def test_fields_as_people_and_programs_write_them(self, field: str | bytes, found: list[tuple[str, str]]) -> None:
        assert [(one.address, one.name) for one in addresses.parse(field).found] == found

    def test_only_so_many_are_read(self) -> None:
        parsed = addresses.parse("a@x.example, " * 1000, most=500)
        assert (len(parsed.found), parsed.cut) == (500, True)
        assert findings(To="a@x.example, " * 1000) == ["too_many_addresses"]


class TestSender:
    def test_one(self) -> None:
        assert envelope().sender == Address(address="mission@freedonia.example", name="Permanent Mission of Freedonia")

    def test_two_fields_are_both_kept_and_told(self) -> None:
        fields: dict[str, mails.Field | None] = {"From": ["mission@freedonia.example", "other@sylvania.example"]}
        assert [one.address for one in envelope(**fields).from_] == [
            "mission@freedonia.example",
            "other@sylvania.example",
        ]
        assert envelope(**fields).sender is None
        assert findings(**fields) == ["several_senders"]

    def test_two_addresses_in_one_field_are_told(self) -> None:
        assert findings(From="a@x.example, b@x.example") == ["several_senders"]

    def test_none_is_told(self) -> None:
        assert findings(From=None) == ["no_sender"]
        assert findings(From="Permanent Mission of Freedonia") == ["no_sender"]

    def test_a_name_that_shows_another_address_is_told(self) -> None:
        assert findings(From='"mission@freedonia.example" <x@sylvania.example>') == ["sender_shows_other_address"]
        assert findings(From='"Mission@Freedonia.example" <mission@freedonia.example>') == []


class TestDate:
    @pytest.mark.parametrize(
        ("field", "date"),
        [
            ("Tue, 12 Mar 2024 14:05:00 -0400", "2024-03-12T14:05:00-04:00"),
            ("12 Mar 2024 14:05 +0530 (IST)", "2024-03-12T14:05:00+05:30"),
            ("Tue, 12 Mar 2024 14:05:00 GMT", "2024-03-12T14:05:00+00:00"),
            ("Tue, 12 Mar 2024 14:05:00 -0000", "2024-03-12T14:05:00+00:00"),
            ("Tue, 12 Mar 2024 14:05:00 EST", "2024-03-12T14:05:00-05:00"),
            ("Tue, 12 Mar 2024 14:05:00", "2024-03-12T14:05:00"),
            ("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59+00:00"),
        ],
    )
    def test_keeps_the_offset_of_the_sender(self, field: str, date: str) -> None:
        assert envelope(Date=field).date == date

    @pytest.mark.parametrize(
        "field", ["yesterday", "Tue, 32 Mar 2024 99:05:00 -0400", "1 Jan 2024 00:00 +9999999999", "(" * 500]
    )
    def test_one_that_cannot_be_read_is_told(self, field: str) -> None:
        assert (envelope(Date=field).date, findings(Date=field)) == (None, ["date_unreadable"])

    def test_none_is_none(self) -> None:
        assert (envelope(Date=None).date, findings(Date=None)) == (None, [])


class TestAutomatic:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Auto_Submitted", "auto-replied"),
            ("Auto_Submitted", "auto-generated; type=x"),
            ("Precedence", "bulk"),
            ("Precedence", "Auto_Reply"),
            ("Precedence", "list (of all Missions)"),
            ("X_Autoreply", "yes"),
            ("X_Autorespond", "Ping test"),
            ("List_Id", "<news.example>"),
            ("List_Unsubscribe", "<mailto:leave@news.example>"),
            ("List_Post", "<mailto:all@news.example>"),
            ("Mailing_List", "contact all-help@news.example; run by ezmlm"),
            ("Return_Path", "<>"),
        ],
    )
    def test_reasons_are_the_fields_that_say_so(self, name: str, value: str) -> None:
        assert envelope(**{name: value}).automatic == (f"{name.replace('_', '-')}: {value}",)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Auto_Submitted", "no"),
            ("Auto_Submitted", "No (a person wrote it)"),
            ("Precedence", "first-class"),
            ("X_Auto_Response_Suppress", "All"),
            ("X_Auto_Response_Suppress", "DR, OOF, AutoReply"),
            ("Disposition_Notification_To", "mission@freedonia.example"),
            ("Return_Receipt_To", "mission@freedonia.example"),
            ("Return_Path", "<mission@freedonia.example>"),
        ],
    )
    def test_an_ordinary_mail_with_its_wishes_is_none(self, name: str, value: str) -> None:
        assert envelope(**{name: value}).automatic == ()

    def test_a_bounce_is_a_report(self) -> None:
        bounced = open_message(mails.bounce(), Limits()).envelope
        assert (bounced.report, bounced.return_path) == (True, "")
        assert "Return-Path: <>" in bounced.automatic


def test_identifiers() -> None:
    found = envelope(In_Reply_To="Your message <a@x> of today", References="<1@x>\r\n <2@x> junk <3@x>")
    assert (found.message_id, found.in_reply_to) == ("<1@freedonia.example>", "<a@x>")
    assert found.references == ("<1@x>", "<2@x>", "<3@x>")


@pytest.mark.parametrize(
    ("field", "subject"),
    [
        ("=?utf-8?q?D=C3=A9signation_?=\r\n =?utf-8?q?des_points?=", "Désignation des points"),
        ("=?gb18030?b?warC57XjzOHD+w==?=", "联络点提名"),
        ("a\x07b\x00c", "a b c"),
        ("=?utf-8?b?broken", "=?utf-8?b?broken"),
        ("=?x-none?q?plain?=", "plain"),
        ("Désignation".encode("latin-1"), "Désignation"),
    ],
)
def test_subject(field: str | bytes, subject: str) -> None:
    assert envelope(Subject=field).subject == subject
