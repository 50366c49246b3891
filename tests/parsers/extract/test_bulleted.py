"""Cards of several lines, each behind one dot: every one a contact of its own, whoever stands in behind the words that say so."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

FIELDS = ("role", "alternate", "name", "position", "institution", "emails", "phones", "languages")
CARDS = {
    "en": (
        "ZM",
        "The Permanent Mission has the honour to nominate the following points of contact.",
        "Diplomatic side\n- Ms. Mutale Chanda\n  First Secretary, Ministry of Foreign Affairs\n"
        "  tel. +260 211 253 508, ext. 207\n  m.chanda@mfa.example\n  English, French\n"
        "- in her absence: Mr. Peter Mwale\n  Attaché, Ministry of Foreign Affairs\n  tel. the same, ext. 214\n"
        "  p.mwale@mfa.example\n  English",
        "Technical side (no named person, duty service only)\n- National Cyber Security Coordination Centre\n"
        "  +260 211 326 450\n  duty@cert.example\n  English",
        ("Mutale Chanda", "First Secretary", "Ministry of Foreign Affairs", ("m.chanda@mfa.example",), ("en", "fr")),
        ("Peter Mwale", "Attaché", "Ministry of Foreign Affairs", ("p.mwale@mfa.example",), ("en",)),
        ("+260211253508", "National Cyber Security Coordination Centre", "duty@cert.example", "+260211326450", ("en",)),
    ),
    "fr": (
        "SN",
        "La Mission permanente communique les points de contact suivants.",
        "Volet diplomatique\n- Mme Awa Sarr\n  première secrétaire, Ministère des affaires étrangères\n"
        "  tél. +221 33 889 13 00, poste 207\n  a.sarr@mfa.example\n  français, anglais\n"
        "- en son absence : M. Issa Diop\n  attaché, Ministère des affaires étrangères\n  même numéro, poste 214\n"
        "  i.diop@mfa.example\n  français",
        "Volet technique (pas de personne nommée, permanence uniquement)\n- Centre de coordination de la cybersécurité\n"
        "  +221 33 880 71 09\n  permanence@cert.example\n  français",
        (
            "Awa Sarr", "première secrétaire", "Ministère des affaires étrangères", ("a.sarr@mfa.example",), ("fr", "en"),
        ),
        ("Issa Diop", "attaché", "Ministère des affaires étrangères", ("i.diop@mfa.example",), ("fr",)),
        (
            "+221338891300", "Centre de coordination de la cybersécurité", "permanence@cert.example", "+221338807109",
            ("fr",),
        ),
    ),
    "es": (
        "CL",
        "La Misión Permanente tiene el honor de comunicar los puntos de contacto siguientes.",
        "Ámbito diplomático\n- Sra. Inés Quilpue\n  primera secretaria, Ministerio de Relaciones Exteriores\n"
        "  tel. +56 2 2827 4200, anexo 207\n  i.quilpue@mfa.example\n  español, inglés\n"
        "- en su ausencia: Sr. Luis Salas\n  agregado, Ministerio de Relaciones Exteriores\n  mismo teléfono, anexo 214\n"
        "  l.salas@mfa.example\n  español",
        "Ámbito técnico (sin persona designada, solo guardia)\n- Centro de Coordinación de Ciberseguridad\n"
        "  +56 2 2827 4299\n  guardia@csirt.example\n  español",
        (
            "Inés Quilpue", "primera secretaria", "Ministerio de Relaciones Exteriores", ("i.quilpue@mfa.example",),
            ("es", "en"),
        ),
        ("Luis Salas", "agregado", "Ministerio de Relaciones Exteriores", ("l.salas@mfa.example",), ("es",)),
        ("+56228274200", "Centro de Coordinación de Ciberseguridad", "guardia@csirt.example", "+56228274299", ("es",)),
    ),
    "pt": (
        "PT",
        "A Missão Permanente tem a honra de comunicar os seguintes pontos de contacto.",
        "Vertente diplomática\n- Sra. Joana Prates\n  primeira-secretária, Ministério dos Negócios Estrangeiros\n"
        "  tel. +351 210 497 400, ext. 207\n  j.prates@mfa.example\n  português, inglês\n"
        "- na sua ausência: Sr. Rui Matos\n  adido, Ministério dos Negócios Estrangeiros\n  mesmo telefone, ext. 214\n"
        "  r.matos@mfa.example\n  português",
        "Vertente técnica (sem pessoa designada, apenas piquete)\n- Centro de Coordenação da Cibersegurança\n"
        "  +351 210 497 499\n  piquete@cert.example\n  português",
        (
            "Joana Prates", "primeira-secretária", "Ministério dos Negócios Estrangeiros", ("j.prates@mfa.example",),
            ("pt", "en"),
        ),
        ("Rui Matos", "adido", "Ministério dos Negócios Estrangeiros", ("r.matos@mfa.example",), ("pt",)),
        ("+351210497400", "Centro de Coordenação da Cibersegurança", "piquete@cert.example", "+351210497499", ("pt",)),
    ),
    "ru": (
        "KZ",
        "Постоянное представительство имеет честь сообщить следующие контактные пункты.",
        "Дипломатическая сторона\n- г-жа Тулегалиева Айгерим Сериковна\n  первый секретарь, Министерство иностранных дел\n"
        "  тел. +7 7172 72-05-45, доб. 207\n  a.t@mfa.example\n  русский, английский\n"
        "- на время её отсутствия: г-н Сапаров Ерлан Маратович\n  атташе, Министерство иностранных дел\n"
        "  тел. тот же, доб. 214\n  e.s@mfa.example\n  русский",
        "Техническая сторона (без фамилий, только дежурная смена)\n- Координационный центр по кибербезопасности\n"
        "  +7 7172 55-64-50\n  duty@cert.example\n  русский",
        (
            "Тулегалиева Айгерим Сериковна", "первый секретарь", "Министерство иностранных дел", ("a.t@mfa.example",),
            ("ru", "en"),
        ),
        ("Сапаров Ерлан Маратович", "атташе", "Министерство иностранных дел", ("e.s@mfa.example",), ("ru",)),
        ("+77172720545", "Координационный центр по кибербезопасности", "duty@cert.example", "+77172556450", ("ru",)),
    ),
    "zh": (
        "CN",
        "常驻代表团谨通知下列联络点。",
        "外交方面\n- 陈慧琳女士\n  一等秘书，外交部\n  电话 +86 10 8299 0356，分机207\n  chen@mfa.example\n  中文、英文\n"
        "- 不在时由：王建国先生\n  随员，外交部\n  电话同上，分机214\n  wang@mfa.example\n  中文",
        "技术方面（不指定个人，仅值班）\n- 国家互联网应急中心\n  +86 10 8299 0399\n  duty@cert.example\n  中文",
        ("陈慧琳", "一等秘书", "外交部", ("chen@mfa.example",), ("zh", "en")),
        ("王建国", "随员", "外交部", ("wang@mfa.example",), ("zh",)),
        ("+861082990356", "国家互联网应急中心", "duty@cert.example", "+861082990399", ("zh",)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", CARDS)
def test_each_dot_opens_a_contact_and_the_same_number_has_an_extension_of_its_own(language: str) -> None:
    region, lead, above, below, principal, deputy, desk = CARDS[language]
    number, office, address, line, spoken = desk
    assert columns(document(lead, above, below), language, region, *FIELDS) == [
        ("diplomatic", None, *principal[:4], (f"{number};ext=207",), principal[4]),
        ("diplomatic", True, *deputy[:4], (f"{number};ext=214",), deputy[4]),
        ("technical", None, None, None, office, (address,), (line,), spoken),
    ]


POSTS = {
    "es": ("ES", "Embajadora Inés Quilpue", "Ministerio de Relaciones Exteriores", "Directora General Adjunta"),
    "fr": ("SN", "Ambassadrice Awa Sarr", "Ministère des affaires étrangères", "Directeur Général Adjoint"),
    "en": ("ZM", "Ambassador Mutale Chanda", "Ministry of Foreign Affairs", "Commissioner General Acting"),
    "de": ("AT", "Botschafterin Liesl Brandtner", "Bundesministerium für Inneres", "Ministerialrat Stellvertreter"),
    "ar": ("JO", "السفيرة رنا سليم الحديدي", "وزارة الخارجية", "مساعد الأمين العام"),
}
ROLES = {"es": "En lo diplomático", "fr": "Volet diplomatique", "en": "Diplomatic side", "de": "Diplomatische Ebene"}


@pytest.mark.parametrize("language", POSTS)
def test_an_office_below_a_name_is_no_second_name(language: str) -> None:
    region, name, body, post = POSTS[language]
    role = ROLES.get(language, "الجانب الدبلوماسي")
    text = "\n".join(f"- {line}" for line in (role, name, post, body, "a.b@mfa.example", "+260 211 253 508"))
    found = columns(document(text), language, region, "position", "institution", "emails", "phones")
    assert found == [(post, body, ("a.b@mfa.example",), ("+260211253508",))]


@pytest.mark.parametrize(
    ("line", "phones"),
    [
        ("same number, ext. 32", ("+260211253508;ext=32",)),
        ("Tel.: as above, ext. 32", ("+260211253508;ext=32",)),
        ("Phone: same switchboard, extension 32", ("+260211253508;ext=32",)),
        ("Tel.: the same", ("+260211253508;ext=31",)),
    ],
)
def test_the_number_above_is_taken_with_another_extension(line: str, phones: tuple[str, ...]) -> None:
    card = "Technical point of contact\nMs. Mutale Chanda\nAnalyst, National CERT\n+260 211 253 508 ext. 31\nm.chanda@cert.example"
    text = f"{card}\nAlternate: Mr. Peter Mwale\nAnalyst, National CERT\n{line}\np.mwale@cert.example"
    assert columns(document("The following are nominated.", text), "en", "ZM", "name", "phones") == [
        ("Mutale Chanda", ("+260211253508;ext=31",)),
        ("Peter Mwale", phones),
    ]
