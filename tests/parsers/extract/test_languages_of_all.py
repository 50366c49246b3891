"""Languages that a sentence or line of its own tells, of the one just named or of all."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

LISTED = (
    "The Ministry has the honour to advise that the following have been nominated as points of contact:",
    "Diplomatic: Ms Ann Mwale, Director, Ministry of Foreign Affairs; email a@mfa.example",
    "Technical: ZamCERT, Ministry of Communications; email t@cirt.example",
)
OF_ALL = [
    "Both work in English and French.",
    "Both correspond in English and French.",
    "Either may be contacted in English or French.",
    "They work in English and French.",
    "Both have a good command of English and French.",
    "Languages (both): English, French",
    "English and French are spoken at both.",
]
BEHIND = [
    ("en", "Mr. Tom Banda will cease to be the technical point of contact. In his place, Ms. Ann Mwale has been designated, e-mail "
     "a@cirt.example. Languages: English and French.", ("en", "fr")),
    ("es", "El Sr. Tomás Banda dejará de ser punto de contacto técnico. En su reemplazo ha sido designada la Ing. Ana Mwale, "
     "correo a@cirt.example. Idiomas: español e inglés.", ("es", "en")),
    ("fr", "M. Tom Banda cessera d'être point de contact technique. En remplacement, Mme Anne Mwale a été désignée, courriel "
     "a@cirt.example. Langues : français et anglais.", ("fr", "en")),
    ("ru", "Г-н Петров Пётр Иванович более не является техническим контактным лицом. Вместо него назначена г-жа Иванова Анна "
     "Петровна, эл. почта a@cirt.example. Языки: русский и английский.", ("ru", "en")),
    ("zh", "王建国先生不再担任技术联络人。由工程师蔡丽君女士接任，邮箱：a@cirt.example。语言：中文和英文。", ("zh", "en")),
]  # fmt: skip


@pytest.mark.parametrize("said", OF_ALL)
def test_a_line_below_the_list_tells_of_all(said: str) -> None:
    assert columns(document(*LISTED, said), "en", "ZM", "languages") == [(("en", "fr"),), (("en", "fr"),)]


@pytest.mark.parametrize(("language", "text", "spoken"), BEHIND)
def test_a_labelled_sentence_tells_of_the_one_before(language: str, text: str, spoken: tuple[str, ...]) -> None:
    assert columns(document(text), language, "ZM", "languages") == [((),), (spoken,)]


def test_a_chinese_body_alone_is_nominated() -> None:
    page = document(
        "谨通知已指定以下联络点：",
        "外交联络点：黄家伟先生，处长，外交部；邮箱：a@mfa.example",
        "技术联络点：国家网络应急中心，通信部；邮箱：t@cirt.example",
    )
    assert columns(page, "zh", "SG", "role", "name", "position", "institution") == [
        ("diplomatic", "黄家伟", "处长", "外交部"),
        ("technical", None, None, "国家网络应急中心，通信部"),
    ]


def test_a_chinese_body_begins_behind_the_verb() -> None:
    page = document("中国政府增补国家互联网应急中心高级工程师欧阳建国先生为技术联络人，邮箱：ouyang@cncert.example。")
    assert columns(page, "zh", "CN", "name", "position", "institution") == [
        ("欧阳建国", "高级工程师", "国家互联网应急中心")
    ]
