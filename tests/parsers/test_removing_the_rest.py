"""Mails that remove "the rest" or tell of a candidature: nobody whom they name is removed or nominated for sure."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from domain.submission import Kind, Submission
from parsers.read import read_message
from tests.builders.programmes import programme


def _read(body: str) -> Submission:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@mission.example", programme().mailbox, "Directory"
    message["Message-ID"], message["Date"] = "<1@mail.example>", "Tue, 03 Jun 2025 10:00:00 -0400"
    message.set_content(body + "\n")
    return read_message(message.as_bytes(), "mail.eml", programme()).submission


@pytest.mark.parametrize(
    "body",
    [
        "The Permanent Mission of Zambia informs that only Ms Ruth Phiri remains; kindly delete all the others.",
        "The Permanent Mission of Zambia informs: everyone except Ms Ruth Phiri has left; please delete the rest.",
        "La Misión Permanente de Zambia comunica: solo la Sra. Ruth Phiri permanece; sírvase eliminar a los demás.",
        "Ständige Vertretung Sambias: Nur Frau Ruth Phiri bleibt Kontaktstelle; alle übrigen sind zu streichen.",
        "Постпредство Замбии: остается только г-жа Рут Пири, остальных просим исключить из справочника.",
        "赞比亚常驻代表团：仅李梅女士留任，其余请删除。",
    ],
)
def test_who_is_named_beside_the_rest_stays(body: str) -> None:
    read = _read(body)
    assert (read.kind, read.contacts) == (Kind.WITHDRAWAL, ())
    assert "no_contact_read" in {finding.code for finding in read.findings}


@pytest.mark.parametrize(
    "body",
    [
        "The Permanent Mission of Zambia: the candidature for technical point of contact (Mr Chola Banda) is still under approval.",
        "Misión Permanente de Zambia: la candidatura del Sr. Chola Banda a punto de contacto técnico está pendiente de aprobación.",
        "Постпредство Замбии: кандидатура технического контактного лица (г-н Chola Banda) находится на согласовании.",
    ],
)
def test_a_candidature_is_no_sure_nomination(body: str) -> None:
    read = _read(body)
    assert [contact.name for contact in read.contacts] == ["Chola Banda"]
    assert {"contacts[0].action", "contacts[0].name"} <= set(read.uncertain)


@pytest.mark.parametrize(
    "body",
    [
        "A side event co-hosted by the Permanent Missions of Kenya and Chile will take place on 12 June.",
        "诚邀出席由肯尼亚和智利常驻代表团共同主办的海洋边会，时间为6月12日。",
    ],
)
def test_missions_named_together_tell_no_state(body: str) -> None:
    assert _read(body).state is None
