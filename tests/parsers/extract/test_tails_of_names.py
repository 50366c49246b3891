"""What stands behind a name and goes on with the sentence is no office: "from the directory", "owing to her retirement"."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

GOES = ("remove", "technical", "Chola Banda", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please delete Mr Chola Banda, technical point of contact of Zambia, from the directory."),
        ("en", "Please strike Mr Chola Banda, our technical POC, off the directory."),
        ("fr", "Prière de retirer M. Chola Banda, point de contact technique, du répertoire."),
        ("es", "Sírvase eliminar al Sr. Chola Banda, punto de contacto técnico, del directorio."),
        ("pt", "Solicita-se a retirada do Eng. Chola Banda, ponto de contacto técnico, do diretório."),
        ("de", "Wir bitten, Herrn Chola Banda, technische Kontaktstelle, aus dem Verzeichnis zu streichen."),
        ("ru", "Просим исключить г-на Chola Banda, технического контактного лица, из Справочника."),
        ("ru", "Просим исключить г-на Chola Banda, технического контактного лица, в связи с переводом."),
    ],
)
def test_a_tail_is_no_position(language: str, text: str) -> None:
    assert columns(document(text), language, "ZM", "action", "role", "name", "position") == [GOES]


@pytest.mark.parametrize(
    ("language", "text", "position"),
    [
        ("en", "Ms Ruth Phiri, who is listed in the directory as diplomatic point of contact, is now Director.", "Director"),
        ("fr", "Mme Ruth Phiri, qui figure dans le répertoire comme point de contact diplomatique, est "
               "désormais Directrice.", "Directrice"),
        ("es", "La Sra. Ruth Phiri, quien figura en el directorio como punto de contacto diplomático, es ahora "
               "Directora.", "Directora"),
        ("de", "Frau Ruth Phiri, die im Verzeichnis als diplomatische Kontaktstelle geführt wird, ist nunmehr "
               "Referatsleiterin.", "Referatsleiterin"),
        ("de", "Wir teilen mit, dass Frau Ruth Phiri, die im Verzeichnis als diplomatische Kontaktstelle "
               "geführt wird, nunmehr Leiterin ist.", "Leiterin"),
    ],
)  # fmt: skip
def test_what_somebody_listed_is_today(language: str, text: str, position: str) -> None:
    found = columns(document(text), language, "ZM", "action", "role", "name", "position")
    assert found == [("update", "diplomatic", "Ruth Phiri", position)]


def test_a_role_before_a_title_is_no_part_of_it() -> None:
    text = "O ponto de contacto técnico, Eng. Chola Banda, tem um novo endereço: c@cert.example."
    assert columns(document(text), "pt", "ZM", "honorific", "name") == [("Eng", "Chola Banda")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Although Mr Chola Banda has left the Ministry he stays on as technical point of contact. Please replace his "
               "particulars with: c@cert.example."),
        ("fr", "Bien que M. Chola Banda ait quitté le Ministère, il demeure point de contact technique. Prière de remplacer ses "
               "coordonnées par : c@cert.example."),
        ("ru", "Хотя г-н Chola Banda покинул Министерство, он остается техническим контактным лицом. Просим заменить его данные "
               "на: c@cert.example."),
        ("ar", "رغم أن السيد Chola Banda قد غادر الوزارة، فإنه لا يزال نقطة الاتصال التقنية. يرجى استبدال بياناته بما يلي: "
               "c@cert.example."),
        ("en", "Our technical point of contact Chola Banda has a new e-mail address: c@cert.example."),
        ("de", "Unsere technische Kontaktstelle, Chola Banda, hat eine neue E-Mail-Adresse: c@cert.example."),
    ],
)  # fmt: skip
def test_the_new_particulars_of_who_stays(language: str, text: str) -> None:
    found = columns(document(text), language, "ZM", "action", "role", "name", "emails")
    assert found == [("update", "technical", "Chola Banda", ("c@cert.example",))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ms Ruth Phiri (r@m.example) succeeds Mr Chola Banda as technical point of contact; Mr Banda, her predecessor, has "
               "been transferred."),
        ("en", "We designate Ms Ruth Phiri, r@m.example, as technical point of contact; Mr Chola Banda, her predecessor, has been "
               "posted abroad."),
        ("es", "La Sra. Ruth Phiri (r@m.example) sucede al Sr. Chola Banda como punto de contacto técnico; el Sr. Banda, su "
               "predecesor, ha sido trasladado."),
        ("pt", "A Sra. Ruth Phiri (r@m.example) sucede ao Sr. Chola Banda como ponto de contacto técnico; o Sr. Banda, seu "
               "antecessor, foi transferido."),
        ("de", "Wir teilen mit, dass Frau Ruth Phiri (r@m.example) Herrn Chola Banda als technische Kontaktstelle nachfolgt; Herr "
               "Banda, ihr Vorgänger, wurde versetzt."),
        ("ar", "السيدة Ruth Phiri (r@m.example) تخلف السيد Chola Banda بوصفها نقطة الاتصال التقنية؛ نقل السيد Chola Banda، سلفها، "
               "إلى وظيفة أخرى."),
    ],
)  # fmt: skip
def test_a_predecessor_named_twice_leaves_once(language: str, text: str) -> None:
    assert columns(document(text), language, "ZM", "action", "role", "name", "emails") == [
        ("add", "technical", "Ruth Phiri", ("r@m.example",)),
        ("remove", "technical", "Chola Banda", ()),
    ]
