"""Whom a note names before its sender begins to speak, and before the contacts that it announces."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import claims, columns

SENTENCES = [
    ("Following the briefing chaired by Mr. Marco Neri, the Mission has the honour to nominate Mr. Peter Otieno (p@x.example) as "
     "diplomatic point of contact.", "en", "Peter Otieno"),
    ("As announced by Ambassador Ruth Sample in the First Committee, Kenya nominates Mr. Peter Otieno (p@x.example) as its "
     "diplomatic point of contact.", "en", "Peter Otieno"),
    ("With reference to the statement that H.E. Ms. Ruth Sample delivered, the Mission is pleased to nominate Mr. Peter Otieno as "
     "diplomatic point of contact.", "en", "Peter Otieno"),
    ("Comme l'a annoncé l'Ambassadrice Ruth Exemple, la Mission désigne M. Ousmane Ndiaye (o@x.example) comme point de contact "
     "diplomatique.", "fr", "Ousmane Ndiaye"),
    ("Se référant à la déclaration que S.E. M. Paul Modèle a prononcée, la Mission a l'honneur de désigner M. Ousmane Ndiaye comme "
     "point de contact diplomatique.", "fr", "Ousmane Ndiaye"),
    ("Tras la sesión informativa que presidió el Sr. Marco Neri, la Misión tiene el honor de designar a la Sra. Camila Rojas como "
     "punto de contacto diplomático.", "es", "Camila Rojas"),
    ("По итогам брифинга, который провёл г-н Марко Нери, Представительство имеет честь сообщить о назначении г-жи Анны Ковалевой "
     "дипломатическим контактным лицом.", "ru", "Анны Ковалевой"),
    ("وبالإشارة إلى جلسة الإحاطة التي ترأسها السيد ماركو نيري، تتشرف البعثة بترشيح السيدة ليلى حداد نقطة اتصال دبلوماسية.",
     "ar", "ليلى حداد"),
    ("就马可先生主持的通报会，代表团谨通知，中方指定陈美玲女士为外交联络点。", "zh", "陈美玲"),
    ("Wie von Botschafterin Ruth Vorbild angekündigt, benennt Deutschland Frau Eva Huber (e@x.example) als diplomatische "
     "Kontaktstelle.", "de", "Eva Huber"),
    ("Conforme anunciado pela Embaixadora Ruth Exemplo na Primeira Comissão, Portugal designa a Sra. Marta Lopes como ponto de "
     "contacto diplomático.", "pt", "Marta Lopes"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "language", "name"), SENTENCES)
def test_whoever_is_named_before_the_sender_speaks_is_not_nominated(sentence: str, language: str, name: str) -> None:
    assert columns(document(sentence), language, "KE", "name", "role") == [(name, "diplomatic")]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Mr. Peter Otieno, Counsellor at the Mission of Kenya, is nominated as diplomatic point of contact, and Ms. Achieng "
         "Wanderi as technical point of contact.", ["Peter Otieno", "Achieng Wanderi"]),
        ("Mr. Peter Otieno (p@x.example) is, as the Mission has the honour to inform, the diplomatic point of contact, and it "
         "nominates Ms. Achieng Wanderi as technical point of contact.", ["Peter Otieno", "Achieng Wanderi"]),
        ("Further to the consent of Ms. Achieng Wanderi, the Mission has the honour to nominate her as technical contact and "
         "Mr. Peter Otieno as diplomatic point of contact.", ["Achieng Wanderi", "Peter Otieno"]),
    ],
)  # fmt: skip
def test_whoever_has_a_role_an_address_or_is_meant_by_a_pronoun_stays(sentence: str, names: list[str]) -> None:
    assert [name for (name,) in columns(document(sentence), "en", "KE", "name")] == names


LEAVING = [
    ("As Mr. Omar Test has moved to other duties, Kenya nominates Ms. Ida Beispiel as technical point of contact.", "en"),
    ("In view of the transfer of Mr. Omar Test to the Ministry of Defence, the Mission is pleased to nominate Ms. Ida Beispiel as "
     "technical point of contact.", "en"),
    ("Comme M. Omar Test ne fait plus partie du ministère, la Mission désigne Mme Ida Beispiel comme point de contact technique.",
     "fr"),
    ("Debido al traslado del Sr. Omar Test, la Misión designa a la Sra. Ida Beispiel como punto de contacto técnico.", "es"),
    ("Поскольку г-н Omar Test перешёл на другую работу, Представительство имеет честь назначить г-жу Ida Beispiel техническим "
     "контактным пунктом.", "ru"),
    ("نظراً لإحالة السيد Omar Test إلى التقاعد، تتشرف البعثة بترشيح السيدة Ida Beispiel نقطة اتصال تقنية.", "ar"),
    ("Da Herr Omar Test versetzt wurde, benennt Deutschland Frau Ida Beispiel als technische Kontaktstelle.", "de"),
    ("Com a aposentação do Sr. Omar Test, Portugal designa a Sra. Ida Beispiel como ponto de contacto técnico.", "pt"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "language"), LEAVING)
def test_who_leaves_before_the_sender_speaks_goes_and_whom_it_names_comes(sentence: str, language: str) -> None:
    assert columns(document(sentence), language, "KE", "name", "action") == [
        ("Omar Test", "remove"),
        ("Ida Beispiel", "add"),
    ]


LEAD_INS = [
    (
        "As the Permanent Representative, Ambassador Ruth Sample, told the First Committee, Kenya is pleased to nominate:",
        "en",
    ),
    (
        "Comme l'a déclaré S.E. M. Paul Modèle au Conseil, la Mission a l'honneur de désigner les points de contact ci-après :",
        "fr",
    ),
    ("Como dijo la Embajadora Ruth Ejemplo en el Consejo, se designan los siguientes puntos de contacto:", "es"),
    ("В развитие слов посла Образцова Петра Ивановича назначаются следующие контактные пункты:", "ru"),
    ("وفي إطار ما أعلنته السفيرة روث المثال أمام اللجنة الأولى، تتشرف البعثة بترشيح نقاط الاتصال التالية:", "ar"),
    ("如张样本大使所言，代表团谨提名下列联络点：", "zh"),
    (
        "Im Sinne der Rede, die Botschafter Paul Modell im Ausschuss hielt, werden folgende Kontaktstellen benannt:",
        "de",
    ),
    ("No espírito do discurso da Embaixadora Ruth Exemplo, a Missão designa os seguintes pontos de contacto:", "pt"),
]


@pytest.mark.parametrize(("lead_in", "language"), LEAD_INS)
def test_whom_a_lead_in_only_mentions_is_not_one_of_those_who_follow(lead_in: str, language: str) -> None:
    page = document(
        lead_in,
        table(
            ("Role", "Name", "E-mail"),
            ("Diplomatic", "Mr. Peter Otieno", "p@x.example"),
            ("Technical", "Ms. Achieng Wanderi", "a@x.example"),
        ),
    )
    assert columns(page, language, "KE", "name", "role") == [
        ("Peter Otieno", "diplomatic"),
        ("Achieng Wanderi", "technical"),
    ]


def test_what_was_left_out_is_told() -> None:
    page = document(
        "Following the webinar that Mr. Marco Neri moderated, Kenya nominates:",
        table(("Role", "Name", "E-mail"), ("Diplomatic", "Mr. Peter Otieno", "p@x.example")),
    )
    assert [finding.code for finding in claims(page).findings] == ["left_aside"]


def test_whom_a_lead_in_nominates_and_the_table_tells_more_of_is_one_contact() -> None:
    page = document(
        "Kenya nominates Mr. Peter Otieno and Ms. Achieng Wanderi, whose particulars are as follows:",
        table(
            ("Role", "Name", "E-mail"),
            ("Diplomatic", "Mr. Peter Otieno", "p@x.example"),
            ("Technical", "Ms. Achieng Wanderi", "a@x.example"),
        ),
    )
    assert {name for (name,) in columns(page, "en", "KE", "name")} == {"Peter Otieno", "Achieng Wanderi"}
