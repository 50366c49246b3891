"""Lines that call one contact the former and another the new one, with what each of them has below or behind."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import claims, columns

_PAIRS = [
    ("en", "Former point of contact", "Current point of contact", "Name", "E-mail"),
    ("en", "Previous focal point", "New focal point", "Name", "E-mail"),
    ("fr", "Ancien point de contact", "Point de contact actuel", "Nom", "Courriel"),
    ("es", "Punto de contacto anterior", "Nuevo punto de contacto", "Nombre", "Correo"),
    ("ru", "Прежнее контактное лицо", "Нынешнее контактное лицо", "Ф.И.О.", "Эл. почта"),
    ("ar", "نقطة الاتصال السابقة", "نقطة الاتصال الحالية", "الاسم", "البريد الإلكتروني"),
    ("zh", "原联络人", "现联络人", "姓名", "电子邮箱"),
    ("zh", "前任联络点", "现任联络点", "姓名", "电子邮箱"),
    ("de", "Bisherige Kontaktperson", "Künftige Kontaktperson", "Name", "E-Mail"),
    ("pt", "Antigo ponto de contacto", "Atual ponto de contacto", "Nome", "E-mail"),
]
_BOTH = [("remove", "Tom Banda", ("t@cirt.example",)), ("add", "Ruth Phiri", ("r@cirt.example",))]


@pytest.mark.parametrize(("language", "former", "new", "name", "email"), _PAIRS)
def test_what_stands_below_each_is_its_own(language: str, former: str, new: str, name: str, email: str) -> None:
    page = document(
        f"{former}\n{name}: Tom Banda\n{email}: t@cirt.example",
        f"{new}\n{name}: Ruth Phiri\n{email}: r@cirt.example",
    )
    assert columns(page, language, "ZM", "action", "name", "emails") == _BOTH


@pytest.mark.parametrize(("language", "former", "new", "name", "email"), _PAIRS)
def test_what_stands_behind_each_is_its_own(language: str, former: str, new: str, name: str, email: str) -> None:
    page = document(
        f"{former}: Tom Banda\n{email}: t@cirt.example",
        f"{new}: Ruth Phiri\n{email}: r@cirt.example",
    )
    assert columns(page, language, "ZM", "action", "name", "emails") == _BOTH


def test_the_current_one_goes_where_a_new_one_comes() -> None:
    page = document(
        "Current point of contact: Mr Tom Banda\nE-mail: t@cirt.example",
        "New point of contact: Ms Ruth Phiri\nE-mail: r@cirt.example",
    )
    assert columns(page, "en", "ZM", "action", "name", "emails") == _BOTH


def test_who_goes_keeps_what_stands_on_the_line() -> None:
    page = document(
        "Outgoing: Mr Tom Banda, t@cirt.example, +260 211 252 640",
        "Incoming: Ms Ruth Phiri, r@cirt.example, +260 211 252 641",
    )
    assert columns(page, "en", "ZM", "action", "name", "emails", "phones") == [
        ("remove", "Tom Banda", ("t@cirt.example",), ("+260211252640",)),
        ("add", "Ruth Phiri", ("r@cirt.example",), ("+260211252641",)),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ms Ruth Phiri has been appointed technical point of contact; she succeeds Mr Tom Banda, the former head "
               "(t@cirt.example). Ms Phiri's e-mail: r@cirt.example."),
        ("fr", "Mme Ruth Phiri a été désignée point de contact technique ; elle succède à M. Tom Banda, ancien directeur "
               "(t@cirt.example). Courriel de Mme Phiri : r@cirt.example."),
        ("de", "Frau Ruth Phiri wurde zur technischen Kontaktperson bestellt; sie folgt Herrn Tom Banda, dem früheren Leiter "
               "(t@cirt.example), nach. E-Mail von Frau Phiri: r@cirt.example."),
        ("ar", "تم تعيين السيدة Ruth Phiri نقطة اتصال فنية؛ وقد خلفت السيد Tom Banda، المدير السابق (t@cirt.example). "
               "بريد السيدة Phiri: r@cirt.example."),
    ],
)  # fmt: skip
def test_a_clause_that_tells_whom_somebody_succeeds(language: str, text: str) -> None:
    told = sorted(columns(document(text), language, "ZM", "action", "name", "emails"), key=str)
    assert told == sorted(_BOTH, key=str)


_ROLES = [
    ("en", "Current point of contact", "New point of contact", "Name", "Role", "Technical", "Diplomatic"),
    ("fr", "Point de contact actuel", "Nouveau point de contact", "Nom", "Rôle", "Technique", "Diplomatique"),
    (
        "es",
        "Punto de contacto actual",
        "Nuevo punto de contacto",
        "Nombre",
        "Tipo de contacto",
        "Técnico",
        "Diplomático",
    ),
    ("ru", "Нынешнее контактное лицо", "Новое контактное лицо", "Ф.И.О.", "Роль", "Техническое", "Дипломатическое"),
    ("ar", "نقطة الاتصال الحالية", "نقطة الاتصال الجديدة", "الاسم", "الدور", "تقنية", "دبلوماسية"),
    ("zh", "现联络人", "新联络人", "姓名", "类别", "技术", "外交"),
    ("de", "Derzeitige Kontaktperson", "Neue Kontaktperson", "Name", "Rolle", "Technisch", "Diplomatisch"),
    ("pt", "Atual ponto de contacto", "Novo ponto de contacto", "Nome", "Tipo de contacto", "Técnico", "Diplomático"),
]


@pytest.mark.parametrize(("language", "now", "new", "name", "role", "technical", "diplomatic"), _ROLES)
@pytest.mark.parametrize("own", ["technical", "diplomatic", None])
def test_the_current_one_goes_for_certain_only_in_the_role_of_the_new_one(
    language: str, now: str, new: str, name: str, role: str, technical: str, diplomatic: str, own: str | None
) -> None:
    told = {"technical": f"\n{role}: {technical}", "diplomatic": f"\n{role}: {diplomatic}", None: ""}[own]
    page = document(
        f"{now}\n{name}: Tom Banda{told}\nE-mail: t@cirt.example",
        f"{new}\n{name}: Ruth Phiri\n{role}: {diplomatic}\nE-mail: r@cirt.example",
    )
    assert columns(page, language, "ZM", "action", "name") == [("remove", "Tom Banda"), ("add", "Ruth Phiri")]
    sure = {claim.value: claim.sure for claim in claims(page, language).claims if claim.path.endswith("action")}
    assert sure == {"remove": own == "diplomatic", "add": True}
