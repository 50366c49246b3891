"""Tables that answer for a contact and its deputy in the same cells: two contacts, however the table stands."""

from __future__ import annotations

import pytest

from parsers.document import Document
from tests.builders.documents import document, table
from tests.builders.layouts import columns

FIELDS = ("role", "position", "institution", "emails", "phones")
PHONES = ("+260211253501", "+260211253502", "+260977240118")
EMAILS = ("a.one@mfa.example", "b.two@cert.example", "c.three@cert.example")
TABLES = {
    "fr": (
        "SN",
        ("", "Volet diplomatique", "Volet technique"),
        ("Prénom et NOM", "Fonction", "Structure", "Téléphone", "Courriel"),
        "Suppléant : ",
        ("M. Ousmane NDIR", "Commandant Coumba SARR", "M. Jean MANGA"),
        ("Conseiller", "Chargée de veille", "Ingénieur sécurité"),
        ("Ministère des affaires étrangères", "Direction générale du Chiffre", "idem"),
    ),
    "en": (
        "ZM",
        ("", "Diplomatic", "Technical"),
        ("Full name", "Position", "Institution", "Telephone", "E-mail"),
        "Alternate: ",
        ("Mr. John Phiri", "Ms. Ruth Banda", "Mr. Peter Mwale"),
        ("Counsellor", "Watch Officer", "Security Engineer"),
        ("Ministry of Foreign Affairs", "National CERT", "same"),
    ),
    "es": (
        "CL",
        ("", "Ámbito diplomático", "Ámbito técnico"),
        ("Nombre y apellidos", "Cargo", "Institución", "Teléfono", "Correo electrónico"),
        "Suplente: ",
        ("Sr. Luis Salas", "Sra. Inés Quilpue", "Sr. Juan Rojas"),
        ("Consejero", "Jefa de Turno", "Ingeniero de Seguridad"),
        ("Ministerio de Relaciones Exteriores", "CSIRT Nacional", "ídem"),
    ),
    "pt": (
        "PT",
        ("", "Contacto diplomático", "Contacto técnico"),
        ("Nome", "Cargo", "Instituição", "Telefone", "Correio eletrónico"),
        "Suplente: ",
        ("Sr. Rui Matos", "Sra. Joana Prates", "Sr. Paulo Reis"),
        ("Conselheiro", "Chefe de Turno", "Engenheiro de Segurança"),
        ("Ministério dos Negócios Estrangeiros", "Centro Nacional de Cibersegurança", "idem"),
    ),
    "de": (
        "AT",
        ("", "Diplomatische Ebene", "Technische Ebene"),
        ("Name", "Funktion", "Institution", "Telefon", "E-Mail"),
        "Stellvertreter: ",
        ("Herr Jan Kolb", "Frau Liesl Brandtner", "Herr Max Huber"),
        ("Botschaftsrat", "Referentin", "Analyst"),
        ("Bundesministerium für Inneres", "GovCERT Austria", "wie oben"),
    ),
    "ru": (
        "KZ",
        ("", "Дипломатический контакт", "Технический контакт"),
        ("Ф.И.О.", "Должность", "Учреждение", "Телефон", "Эл. почта"),
        "Заместитель: ",
        ("г-н Сапаров Ерлан Маратович", "г-жа Тулегалиева Айгерим Сериковна", "г-н Ахметов Данияр Ерланович"),
        ("советник", "начальник смены", "инженер"),
        ("Министерство иностранных дел", "Национальный CERT", "то же"),
    ),
    "ar": (
        "JO",
        ("", "نقطة الاتصال الدبلوماسية", "نقطة الاتصال الفنية"),
        ("الاسم", "المنصب", "الجهة", "الهاتف", "البريد الإلكتروني"),
        "البديل: ",
        ("السيد ليث عوني الخصاونة", "السيدة رنا سليم الحديدي", "السيد عمر فواز الزعبي"),
        ("مستشار", "رئيسة القسم", "مهندس"),
        ("وزارة الخارجية", "المركز الوطني للأمن السيبراني", "نفسها"),
    ),
    "zh": (
        "CN",
        ("", "外交联络点", "技术联络点"),
        ("姓名", "职务", "单位", "电话", "电子邮件"),
        "候补：",
        ("王建国", "陈慧琳", "李伟明"),
        ("参赞", "处长", "工程师"),
        ("外交部", "国家互联网应急中心", "同上"),
    ),
}
LAYOUTS = ("columns", "rows", "form")


def page(language: str, layout: str) -> Document:
    """The three contacts in a table of this layout, the deputy in the cells of the technical one."""
    _, heads, labels, deputy, *told = TABLES[language]
    values = [*told, PHONES, EMAILS]
    both = [f"{value[1]}\n{deputy}{value[2]}" for value in values]
    if layout == "columns":
        return document(table(heads, *((a, v[0], b) for a, v, b in zip(labels, values, both, strict=True))))
    if layout == "rows":
        return document(table(("", *labels), (heads[1], *(v[0] for v in values)), (heads[2], *both)))
    return document(heads[2], table(*zip(labels, both, strict=True)))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", TABLES)
def test_a_deputy_in_the_cells_of_the_principal_is_a_contact(language: str, layout: str) -> None:
    region, *_, posts, bodies = TABLES[language]
    people = [
        ("diplomatic", posts[0], bodies[0], EMAILS[:1], PHONES[:1]),
        ("technical", posts[1], bodies[1], EMAILS[1:2], PHONES[1:2]),
        ("technical", posts[2], bodies[1], EMAILS[2:], PHONES[2:]),
    ]
    found = columns(page(language, layout), language, region, *FIELDS)
    assert found == (people[1:] if layout == "form" else people)


def test_one_cell_alone_with_a_deputy_is_left_as_it_is() -> None:
    rows = (("Full name", "Ms. Ruth Banda"), ("Position", "Watch Officer"), ("E-mail", "b.two@cert.example"))
    shown = document("Technical point of contact", table(*rows, ("Remarks", "Reachable at all hours\nAlternate: none")))
    assert columns(shown, "en", "ZM", "name", "emails") == [("Ruth Banda", ("b.two@cert.example",))]
