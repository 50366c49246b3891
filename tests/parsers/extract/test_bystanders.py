"""Who merely stands by where somebody is nominated or removed, and what somebody was before."""

from __future__ import annotations

import pytest

from parsers.document import Line
from parsers.extract.context import Context, expecting
from parsers.extract.passages import join
from parsers.extract.spoken_for import states_spoken_for
from tests.builders.documents import document, table
from tests.builders.layouts import claims, contacts
from tests.builders.programmes import programme

NOMINATED = [
    ("Kenya nominates Ms. Achieng Wanderi (a@x.example) as technical point of contact. She will work closely with Mr. Peter "
     "Otieno (p@x.example).", "en", "Achieng Wanderi"),
    ("Kenya nominates Ms. Achieng Wanderi as technical point of contact until the return of Mr. Peter Otieno.",
     "en", "Achieng Wanderi"),
    ("In addition to Mr. Peter Otieno, nominated in 2022, Kenya nominates Ms. Achieng Wanderi as technical point of contact.",
     "en", "Achieng Wanderi"),
    ("Kenya nominates as technical point of contact Ms. Achieng Wanderi, working under the supervision of Mr. Peter Otieno, "
     "Director of the Centre.", "en", "Achieng Wanderi"),
    ("On the recommendation of Mr. Peter Otieno, Director, Kenya nominates Ms. Achieng Wanderi as technical point of contact.",
     "en", "Achieng Wanderi"),
    ("Kenya nominates Ms. Achieng Wanderi as technical point of contact, assisted by Mr. Peter Otieno.",
     "en", "Achieng Wanderi"),
    ("Le Sénégal désigne M. Ousmane Ndiaye comme point de contact technique jusqu'au retour de Mme Awa Diop.",
     "fr", "Ousmane Ndiaye"),
    ("Chile designa a la Sra. Camila Rojas como punto de contacto técnico, bajo la supervisión del Sr. Pedro Soto.",
     "es", "Camila Rojas"),
    ("Беларусь назначает техническим контактным лицом г-жу Анну Ковалеву, работающую под руководством г-на Петра Сидорова.",
     "ru", "Анну Ковалеву"),
    ("يرشح الأردن السيدة ليلى حداد نقطة اتصال تقنية تحت إشراف السيد عمر النسور.", "ar", "ليلى حداد"),
    ("新加坡提名陈美玲女士为技术联络人，在林国强先生的领导下工作。", "zh", "陈美玲"),
    ("Österreich benennt Frau Eva Huber als technische Kontaktperson bis zur Rückkehr von Herrn Karl Maier.", "de", "Eva Huber"),
    ("Portugal designa a Sra. Marta Lopes como ponto de contacto técnico, com cópia para o Sr. João Pinto.", "pt", "Marta Lopes"),
]  # fmt: skip

EXCEPTED = [
    ("Kenya withdraws all its points of contact except Ms. Achieng Wanderi.", "en"),
    ("Veuillez supprimer tous les points de contact du Sénégal sauf M. Ousmane Ndiaye.", "fr"),
    ("Solicitamos dar de baja a todos los puntos de contacto de Chile con excepción del Sr. Pedro Soto.", "es"),
    ("Просим удалить всех контактных лиц Беларуси, за исключением г-на Петра Сидорова.", "ru"),
    ("نرجو حذف جميع نقاط الاتصال للأردن باستثناء السيدة ليلى حداد.", "ar"),
    ("请将新加坡的所有联络人从名录中删除，陈美玲女士除外。", "zh"),
    ("Alle Kontaktpersonen mit Ausnahme von Frau Eva Huber sind zu streichen.", "de"),
    ("Queiram remover todos os pontos de contacto de Portugal exceto o Sr. Rui Costa.", "pt"),
]

FORMERLY = [
    ("Kenya nominates Mr. Peter Otieno, formerly of the Ministry of Defence (p@mod.example), now at the Ministry of Foreign "
     "Affairs (p@mfa.example), as diplomatic point of contact.", "en"),
    ("Chile designa a la Sra. Camila Rojas, anteriormente en el Ministerio de Defensa (p@mod.example), ahora en el Ministerio de "
     "Relaciones Exteriores (p@mfa.example), como punto de contacto diplomático.", "es"),
    ("Österreich benennt Frau Eva Huber, zuvor im Bundesministerium für Landesverteidigung (p@mod.example), nunmehr im "
     "Bundesministerium für Inneres (p@mfa.example), als diplomatische Kontaktperson.", "de"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "name"), NOMINATED)
def test_bystanders_are_not_nominated(text: str, language: str, name: str) -> None:
    assert [(c["name"], c["action"]) for c in contacts(document(text), language=language)] == [(name, "add")]


@pytest.mark.parametrize(("text", "language"), EXCEPTED)
def test_whom_a_withdrawal_excepts_stays(text: str, language: str) -> None:
    assert contacts(document(text), language=language) == []


@pytest.mark.parametrize(("text", "language"), FORMERLY)
def test_where_somebody_was_is_left_out(text: str, language: str) -> None:
    assert [c["emails"] for c in contacts(document(text), language=language)] == [["p@mfa.example"]]


def test_somebody_with_a_role_of_his_own_is_nominated_beside() -> None:
    page = document(
        "Kenya nominates Ms. Achieng Wanderi as technical point of contact, assisted by Mr. Peter Otieno as diplomatic point of "
        "contact."
    )
    assert [(c["name"], c["role"]) for c in contacts(page)] == [
        ("Achieng Wanderi", "technical"),
        ("Peter Otieno", "diplomatic"),
    ]


def test_an_exception_from_what_stays_is_who_leaves() -> None:
    page = document(
        "All points of contact of Kenya remain valid with the exception of Mr. Peter Otieno, who has retired."
    )
    assert [(c["name"], c["action"]) for c in contacts(page)] == [("Peter Otieno", "remove")]


def test_nobody_comes_where_two_leave() -> None:
    page = document(
        "Our technical point of contact Mr. Peter Otieno has retired, but Ms. Achieng Wanderi has also resigned."
    )
    assert [c["action"] for c in contacts(page)] == ["remove", "remove"]


def test_arrows_tell_who_goes_and_who_comes() -> None:
    onward = document("As technical point of contact please record: Mr. Peter Otieno -> Ms. Achieng Wanderi")
    back = document("As technical point of contact please record: Ms. Achieng Wanderi <- Mr. Peter Otieno")
    for page in (onward, back):
        told = {(c["name"], c["action"]) for c in contacts(page)}
        assert told == {("Peter Otieno", "remove"), ("Achieng Wanderi", "add")}


def test_who_replaces_two_replaces_both() -> None:
    page = document("Ms. Jane Mwangi replaces Mr. Peter Otieno and Mr. John Kamau as technical point of contact.")
    assert [c["action"] for c in contacts(page)] == ["add", "remove", "remove"]


def test_two_replacements_in_one_sentence() -> None:
    page = document(
        "Ms. Jane Mwangi replaces Mr. Peter Otieno as diplomatic point of contact and Mr. John Kamau replaces Ms. Achieng Wanderi "
        "as technical point of contact."
    )
    assert [(c["action"], c["role"]) for c in contacts(page)] == [
        ("add", "diplomatic"),
        ("remove", "diplomatic"),
        ("add", "technical"),
        ("remove", "technical"),
    ]


def test_a_partner_without_a_role_is_doubtful() -> None:
    page = document("Kenya nominates Ms. Achieng Wanderi as technical point of contact, jointly with Mr. Peter Otieno.")
    sure = {claim.path: claim.sure for claim in claims(page).claims if claim.path.endswith("action")}
    assert sure == {"contacts[0].action": True, "contacts[1].action": False}


@pytest.mark.parametrize(
    ("text", "language", "state"),
    [
        (
            "The Permanent Mission of Switzerland, on behalf of the Government of Liechtenstein, nominates Mr. A Frick.",
            "en",
            "LIE",
        ),
        (
            "La Mission permanente de la France a l'honneur, au nom du Gouvernement de la Principauté de Monaco, de désigner",
            "fr",
            "MCO",
        ),
        (
            "Постоянное представительство Российской Федерации, действуя от имени Правительства Республики Беларусь,",
            "ru",
            "BLR",
        ),
        ("中国常驻联合国代表团受老挝政府委托，谨提名", "zh", "LAO"),
        ("The Permanent Mission of Kenya, on behalf of the Government of Kenya, nominates Mr. A Frick.", "en", "KEN"),
    ],
)
def test_a_mission_writes_on_behalf_of_another_state(text: str, language: str, state: str) -> None:
    context = Context(programme(), expecting(language))
    passage = join("body", [Line(text)])
    assert [found.value for _, found, _ in states_spoken_for([passage], context)] == [state]


def test_of_a_note_passed_on_both_states_speak() -> None:
    text = "La Mission permanente de la République du Congo transmet la note de la République démocratique du Congo."
    told = states_spoken_for([join("body", [Line(text)])], Context(programme(), expecting("fr")))
    assert [found.value for _, found, _ in told] == ["COG", "COD"]


def test_where_somebody_was_who_leaves_tells_who_is_meant() -> None:
    page = document(
        "Kenya withdraws the designation of Mr. Peter Otieno, formerly of the Communications Authority of Kenya, as technical "
        "point of contact."
    )
    assert [c["institution"] for c in contacts(page)] == ["Communications Authority of Kenya"]


@pytest.mark.parametrize(
    ("heads", "role", "language"),
    [
        (("Role", "Outgoing", "Incoming"), "Technical point of contact", "en"),
        (("Role", "Previous", "New"), "Technical", "en"),
        (("Fonction", "Ancien", "Nouveau"), "Point de contact technique", "fr"),
    ],
)
def test_columns_tell_who_goes_and_who_comes_in_a_role(heads: tuple[str, ...], role: str, language: str) -> None:
    page = document(table(heads, (role, "Mr. Peter Otieno", "Ms. Achieng Wanderi, a.wanderi@ict.example")))
    told = [(c["action"], c["role"], c["name"]) for c in contacts(page, language=language)]
    assert told == [("remove", "technical", "Peter Otieno"), ("add", "technical", "Achieng Wanderi")]


def test_bystanders_one_behind_the_other() -> None:
    page = document(
        "El Perú designa al Sr. Luis Quispe (l@x.example) como punto de contacto técnico, quien depende de la Sra. Ana Torres "
        "(a@x.example) y coordinará con el Sr. José Paz."
    )
    assert [c["name"] for c in contacts(page, language="es")] == ["Luis Quispe"]
