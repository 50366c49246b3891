"""Bodies in plain text: paragraphs, and whose words they are."""

from __future__ import annotations

import pytest

from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import text
from parsers.readers.text import read_text
from tests.builders.pages import shape


def test_a_reply_keeps_its_own_words_apart_from_the_quoted_ones() -> None:
    body = (
        "Dear colleagues,\n\nOur new contact is:\n- Name: Ms Ana Ruiz\n- Tel.: +34 600 100 200\n\n"
        "Best regards,\n\n-- \nPaul Fox\nTel: +1 212 555 0100\n\n"
        "On Mon, Jan 8, 2024 at 4:12 PM Directory <directory@example.org> wrote:\n> CALL FOR NOMINATIONS\n> \n> Please reply.\n"
    )
    assert shape(read_text("body", body)) == [
        ("body", ["Dear colleagues,"]),
        ("body", ["Our new contact is:", "- Name: Ms Ana Ruiz", "- Tel.: +34 600 100 200"]),
        ("body", ["Best regards,"]),
        ("signature", ["--", "Paul Fox", "Tel: +1 212 555 0100"]),
        ("quoted", ["On Mon, Jan 8, 2024 at 4:12 PM Directory <directory@example.org> wrote:", "CALL FOR NOMINATIONS"]),
        ("quoted", ["Please reply."]),
    ]


@pytest.mark.parametrize(
    "attribution",
    [
        "Le lun. 8 janv. 2024 à 16:12, Annuaire <annuaire@example.org> a écrit :",
        "El lun, 8 ene 2024 a las 16:12, Directorio (<d@example.org>) escribió:",
        "пн, 8 янв. 2024 г. в 16:12, Реестр <d@example.org>:",
        "في الاثنين، 8 يناير 2024 في 4:12 م، كتب الدليل <d@example.org>:",
        "名录 <d@example.org> 于2024年1月8日周一 16:12写道：",
        "Am Mo., 8. Jan. 2024 um 16:12 Uhr schrieb Verzeichnis <d@example.org>:",
    ],
)
def test_who_wrote_what_is_quoted_is_quoted_with_it(attribution: str) -> None:
    assert shape(read_text("body", f"Yes.\n\n{attribution}\n> Hello?\n"))[1:] == [("quoted", [attribution, "Hello?"])]


def test_an_attribution_that_was_broken_in_two_is_one() -> None:
    body = "Yes.\n\nOn Mon, Jan 8, 2024 at 4:12 PM Directory of Points of Contact\n"
    body += "<directory@example.org> wrote:\n\n> Hello?\n\nMine again."
    assert shape(read_text("body", body)) == [
        ("body", ["Yes."]),
        ("quoted", ["On Mon, Jan 8, 2024 at 4:12 PM Directory of Points of Contact", "<directory@example.org> wrote:"]),
        ("quoted", ["Hello?"]),
        ("body", ["Mine again."]),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "From: Ministry\nSent: 3 May 2024\nTo: Mission\nSubject: Nomination",
        "De : Ministère\nEnvoyé : 3 mai 2024\nÀ : Mission\nObjet : Désignation",
        "От: МИД\nДата: 3 мая 2024\nКому: Постпредство\nТема: Нота",
        "发件人: 外交部\n发送时间: 2024年5月3日\n收件人: 代表团\n主题: 照会",
    ],
)
def test_a_forwarded_message_stays_readable_behind_its_header(header: str) -> None:
    read = shape(read_text("body", f"Please see below.\n\n{header}\n\nWe nominate Ms Ana Ruiz."))
    assert read == [
        ("body", ["Please see below."]),
        ("quoted", header.split("\n")),
        ("quoted", ["We nominate Ms Ana Ruiz."]),
    ]


def test_a_list_of_labels_is_no_header_block() -> None:
    body = "From: Ms Ana Ruiz\nPosition: Director\nTelephone: +34 600 100 200"
    assert shape(read_text("body", body)) == [("body", body.split("\n"))]


def test_lines_that_a_mail_program_broke_say_so() -> None:
    body = (
        "The Permanent Mission presents its compliments to the Office and has the\n"
        "honour to inform it that the following person has been designated as the\n"
        "point of contact.\n\nName: Ana Ruiz\nInstitution: Ministry of Foreign Affairs and of International Cooperation\n- Tel: 1"
    )
    document = read_text("body", body)
    lines = [line for page in document.pages for block in page.blocks for line in block.lines]  # type: ignore[union-attr]
    assert [line.wraps for line in lines] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8", "Señora Ruiz"),
        ("utf-16", "Señora Ruiz"),
        ("cp1252", "Désignée : Mme Hélène Lefèvre, sécurité à l’étranger"),
        ("cp1251", "Постоянное представительство имеет честь сообщить"),
        ("koi8-r", "Постоянное представительство имеет честь сообщить"),
        ("gb18030", "常驻联合国代表团向裁军事务厅致意，谨通知如下"),
        ("cp1256", "تهدي البعثة الدائمة أطيب تحياتها إلى مكتب شؤون نزع السلاح"),
    ],
)
def test_a_text_file_is_read_in_the_encoding_that_makes_it_text(encoding: str, content: str) -> None:
    document = text.read("a.txt", content.encode(encoding), Limits(), Engines())
    assert document.text == content
    assert [f.code for f in document.findings] == ([] if encoding.startswith("utf") else ["encoding_guessed"])


def test_a_text_longer_than_the_limit_is_cut_and_says_so() -> None:
    document = text.read("a.txt", b"x" * 5000, Limits(text_chars=100), Engines())
    assert (len(document.text), [f.code for f in document.findings]) == (100, ["text_cut"])
