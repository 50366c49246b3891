"""What somebody said before the nomination: a nominee's own consent, or the words of somebody who merely stands by."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

_CONSENTED = [
    ("en", "The Permanent Mission presents its compliments and, Dr Tom Banda having expressed his availability, has the honour to "
           "nominate him as technical point of contact.", "Tom Banda"),
    ("en", "Ms Ruth Phiri having given her consent, the Mission nominates her as technical point of contact.", "Ruth Phiri"),
    ("en", "Mr Tom Banda having taken up his duties, the Mission nominates him as technical point of contact.", "Tom Banda"),
    ("en", "Dr Tom Banda having recalled his long service, the Mission nominates him as technical point of contact.", "Tom Banda"),
    ("fr", "Mme Awa Sarr ayant marqué son accord, la Mission la désigne comme point de contact technique.", "Awa Sarr"),
    ("fr", "Mme Awa Sarr ayant rappelé son expérience, la Mission la désigne comme point de contact technique.", "Awa Sarr"),
    ("es", "Habiendo el Sr. Pedro Soto manifestado su disponibilidad, la Misión lo designa como punto de contacto técnico.",
     "Pedro Soto"),
    ("es", "La Sra. Camila Rojas, habiendo expresado su conformidad, es designada punto de contacto técnico.", "Camila Rojas"),
    ("pt", "Tendo a Sra. Marta Lopes manifestado a sua disponibilidade, a Missão designa-a como ponto de contacto técnico.",
     "Marta Lopes"),
    ("de", "Nachdem Frau Eva Huber ihre Bereitschaft bekräftigt hat, benennt die Ständige Vertretung sie als technische "
           "Kontaktperson.", "Eva Huber"),
    ("ru", "Поскольку г-жа Анна Петрова подтвердила свое согласие, Беларусь назначает ее техническим контактным лицом.",
     "Анна Петрова"),
    ("ar", "وحيث أعربت السيدة ليلى حداد عن موافقتها، فإن البعثة ترشحها نقطة اتصال تقنية.", "ليلى حداد"),
    ("zh", "鉴于陈美玲女士重申愿意任职，代表团提名其为技术联络人。", "陈美玲"),
    ("zh", "经陈美玲女士同意，代表团提名其为技术联络人。", "陈美玲"),
]  # fmt: skip

_CONSENTED_BESIDE = [
    ("en", "Dr Tom Banda having recalled his long service, the Mission nominates him as technical point of contact and Ms Ruth "
           "Phiri as diplomatic point of contact.", "Tom Banda", "Ruth Phiri"),
    ("fr", "Mme Awa Sarr ayant souligné sa disponibilité, la Mission la désigne comme point de contact technique et désigne "
           "M. Moussa Fall comme point de contact diplomatique.", "Awa Sarr", "Moussa Fall"),
    ("es", "Habiendo la Sra. Camila Rojas manifestado su disponibilidad, la Misión la designa como punto de contacto técnico y al "
           "Sr. Pedro Soto como punto de contacto diplomático.", "Camila Rojas", "Pedro Soto"),
    ("pt", "Tendo a Sra. Marta Lopes manifestado a sua disponibilidade, a Missão designa-a como ponto de contacto técnico e o "
           "Sr. João Pinto como ponto de contacto diplomático.", "Marta Lopes", "João Pinto"),
    ("de", "Nachdem Frau Eva Huber ihre Bereitschaft bekräftigt hat, benennt die Ständige Vertretung sie als technische "
           "Kontaktperson und Herrn Karl Maier als diplomatische Kontaktperson.", "Eva Huber", "Karl Maier"),
    ("ru", "Поскольку г-жа Анна Петрова подтвердила свое согласие, Беларусь назначает ее техническим контактным лицом, а г-на "
           "Петра Сидорова дипломатическим контактным лицом.", "Анна Петрова", "Петра Сидорова"),
    ("ar", "بعد أن أعربت السيدة ليلى حداد عن استعدادها، ترشحها البعثة نقطة اتصال تقنية، وترشح السيد عمر النسور نقطة اتصال "
           "دبلوماسية.", "ليلى حداد", "عمر النسور"),
    ("zh", "鉴于陈美玲女士重申其意愿，代表团提名她为技术联络人，并提名林国强先生为外交联络人。", "陈美玲", "林国强"),
]  # fmt: skip

_STOOD_BY = [
    ("en", "The Permanent Mission of Zambia, the Minister, Dr Tom Banda, having stressed the need for dialogue, nominates Ms Ruth "
           "Phiri as technical point of contact.", "Ruth Phiri"),
    ("en", "Minister Dr Tom Banda having stressed the need for dialogue, the Mission nominates Ms Ruth Phiri as technical point of "
           "contact.", "Ruth Phiri"),
    ("fr", "Le Ministre, M. Moussa Fall, ayant souligné l'importance du dialogue, la Mission désigne Mme Awa Sarr comme point de "
           "contact technique.", "Awa Sarr"),
    ("es", "El Ministro, Dr. Pedro Soto, habiendo subrayado la importancia del proceso, Chile designa a la Sra. Camila Rojas como "
           "punto de contacto técnico.", "Camila Rojas"),
    ("pt", "Tendo o Ministro, Dr. João Pinto, sublinhado a importância do processo, Portugal designa a Sra. Marta Lopes como ponto "
           "de contacto técnico.", "Marta Lopes"),
    ("de", "Nachdem Minister Dr. Karl Maier die Bedeutung des Prozesses betont hat, benennt Österreich Frau Eva Huber als "
           "technische Kontaktperson.", "Eva Huber"),
    ("ru", "Поскольку министр г-н Петр Сидоров подчеркнул важность диалога, Беларусь назначает техническим контактным лицом г-жу "
           "Анну Ковалеву.", "Анну Ковалеву"),
    ("ar", "وحيث أكد الوزير السيد عمر النسور أهمية الحوار، يرشح الأردن السيدة ليلى حداد نقطة اتصال تقنية.", "ليلى حداد"),
    ("zh", "鉴于林国强部长强调对话的重要性，新加坡提名陈美玲女士为技术联络人。", "陈美玲"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), [*_CONSENTED, *_STOOD_BY])
def test_the_nominee_is_who_consented_and_nobody_who_stood_by(language: str, text: str, name: str) -> None:
    assert columns(document(text), language, "ZM", "name", "role", "action") == [(name, "technical", "add")]


@pytest.mark.parametrize(("language", "text", "name", "other"), _CONSENTED_BESIDE)
def test_a_pronoun_means_who_consented_beside_another(language: str, text: str, name: str, other: str) -> None:
    assert columns(document(text), language, "ZM", "name", "role", "action") == [
        (name, "technical", "add"),
        (other, "diplomatic", "add"),
    ]


def test_an_office_is_nominated_beside_who_stood_by() -> None:
    page = document(
        "Minister Dr Tom Banda having stressed the need for dialogue, the Mission nominates the Zambia CIRT (c@cirt.example) as "
        "technical point of contact."
    )
    assert columns(page, "en", "ZM", "name", "institution", "emails") == [(None, "Zambia CIRT", ("c@cirt.example",))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Minister Dr Tom Banda having stressed the need for dialogue, the Mission would be grateful for an early reply."),
        ("fr", "Le Ministre Moussa Fall ayant à plusieurs reprises souligné l'importance du répertoire, la Mission saurait gré au "
               "Bureau de bien vouloir en accuser réception."),
        ("es", "Habiendo el Ministro Pedro Soto subrayado la importancia del proceso, la Misión agradecería una pronta respuesta."),
    ],
)  # fmt: skip
def test_nobody_is_meant_where_nobody_is_nominated(language: str, text: str) -> None:
    assert columns(document(text), language, "ZM", "name") == []
