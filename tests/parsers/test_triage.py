"""Which mail stops before it is read."""

from __future__ import annotations

import pytest

from domain.submission import Kind
from parsers.containers import open_parts
from parsers.limits import Limits
from parsers.mime import open_message
from parsers.triage import triage
from tests.builders import mails

LIMITS = Limits()


def stop(raw: bytes) -> Kind | None:
    message = open_message(raw, LIMITS)
    return triage(message, open_parts(message, LIMITS)).stop


class TestBounces:
    def test_a_delivery_notification_stops(self) -> None:
        assert stop(mails.bounce()) is Kind.BOUNCE

    def test_the_nomination_that_it_returns_does_not_let_it_pass(self) -> None:
        returned = mails.mixed(mails.text("nomination"), mails.attachment(mails.PDF)).replace(b"frontier", b"within")
        assert stop(mails.bounce(returned=returned)) is Kind.BOUNCE

    def test_a_document_of_its_own_lets_it_pass(self) -> None:
        assert stop(mails.bounce(mails.attachment(mails.PDF))) is None

    def test_a_mail_system_that_writes_from_nobody_stops(self) -> None:
        raw = mails.mail(b"could not be delivered", From="MAILER-DAEMON@mx.example", Return_Path="<>")
        assert stop(raw) is Kind.BOUNCE

    def test_so_it_does_with_the_message_attached(self) -> None:
        returned = mails.mixed(mails.text("nomination"), mails.attachment(mails.PDF)).replace(b"frontier", b"within")
        part = mails.entity("message/rfc822", returned)
        raw = mails.mixed(mails.text("failed"), part, From="postmaster@mx.example", Return_Path="<>")
        assert stop(raw) is Kind.BOUNCE

    def test_a_person_who_passes_one_on_is_read(self) -> None:
        status = mails.entity("message/delivery-status", b"Action: failed\r\n")
        assert stop(mails.mixed(mails.text("Our mail came back. Kindly find our nomination:"), status)) is None
        assert stop(mails.mixed(mails.text("failed"), status, From="mailer-daemon@mx.example")) is Kind.BOUNCE

    def test_a_postmaster_who_writes_himself_is_read(self) -> None:
        assert stop(mails.mail(b"Dear colleagues", From="postmaster@freedonia.example")) is None


class TestAutomaticMail:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Auto_Submitted", "auto-replied"),
            ("Precedence", "auto_reply"),
            ("X_Autoreply", "yes"),
            ("X_Autorespond", "yes"),
        ],
    )
    def test_a_machine_that_says_so_stops(self, name: str, value: str) -> None:
        assert stop(mails.mail(b"I am away", **{name: value})) is Kind.AUTO_REPLY

    def test_what_a_program_made_of_itself_stops_only_where_it_answers(self) -> None:
        assert stop(mails.mail(b"Nomination", Auto_Submitted="auto-generated")) is None
        answer = mails.mail(b"Logged", Auto_Submitted="auto-generated", In_Reply_To="<1@secretariat.example>")
        assert stop(answer) is Kind.AUTO_REPLY

    @pytest.mark.parametrize(
        ("data", "name"),
        [(mails.PDF, "note.pdf"), (mails.docx(), "form.docx"), (mails.png(850, 1100), "scan.png")],
    )
    def test_with_a_document_it_is_read(self, data: bytes, name: str) -> None:
        raw = mails.mixed(mails.text("see attached"), mails.attachment(data, name), Auto_Submitted="auto-generated")
        assert stop(raw) is None

    def test_with_a_document_in_an_archive_it_is_read(self) -> None:
        zipped = mails.attachment(mails.archive({"note.pdf": mails.PDF}), "note.zip", "application/zip")
        assert stop(mails.mixed(mails.text("x"), zipped, Auto_Submitted="auto-generated")) is None

    def test_a_logo_is_no_document(self) -> None:
        logo = mails.attachment(
            mails.png(200, 80), "logo.png", "image/png", Content_Disposition="inline", Content_ID="<l@x>"
        )
        assert (
            stop(mails.mixed(mails.text("away"), logo, subtype="related", Auto_Submitted="auto-replied"))
            is Kind.AUTO_REPLY
        )

    def test_a_receipt_stops(self) -> None:
        receipt = mails.entity(
            "message/disposition-notification", b"Disposition: manual-action/MDN-sent-manually; displayed\r\n"
        )
        raw = mails.mixed(mails.text("read"), receipt, subtype="report")
        assert stop(raw) is Kind.AUTO_REPLY


class TestOrdinaryMail:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("X_Auto_Response_Suppress", "All"),
            ("Disposition_Notification_To", "mission@freedonia.example"),
            ("Auto_Submitted", "no"),
            ("Precedence", "list"),
            ("Precedence", "bulk"),
            ("List_Id", "<all.freedonia.example>"),
            ("Return_Path", "<>"),
            ("Subject", "Out of office"),
        ],
    )
    def test_is_read(self, name: str, value: str) -> None:
        assert stop(mails.mail(b"Nomination", **{name: value})) is None
