"""An office ends where a clause begins that tells how its holder is reached, and a name at a dash."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

TOLD = [
    ("es", "PY", "Se ha designado como punto de contacto técnico al Ing. Hugo Benítez, Director del Centro de Respuestas, a "
     "quien se puede contactar en el correo h.benitez@py.example.", "Centro de Respuestas"),
    ("en", "KE", "Kenya has designated as technical point of contact Mr. Peter Otieno, Director of the Response Centre, to "
     "whom questions may be sent at p.otieno@ke.example.", "Response Centre"),
    ("fr", "SN", "Le Sénégal a désigné comme point de contact technique M. Ousmane Ndiaye, Directeur du Centre de réponse, "
     "auquel on peut écrire à o.ndiaye@sn.example.", "Centre de réponse"),
    ("pt", "AO", "Angola designou como ponto de contacto técnico o Sr. João Lopes, Diretor do Centro de Resposta, a quem se pode "
     "escrever para j.lopes@ao.example.", "Centro de Resposta"),
    ("ru", "BY", "Техническим контактным лицом назначен г-н Иванов Петр Сергеевич, начальник Центра реагирования, к которому можно "
     "обращаться по адресу p.ivanov@by.example.", "Центра реагирования"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "region", "text", "body"), TOLD, ids=[told[0] for told in TOLD])
def test_the_office_ends_before_the_clause_about_its_holder(language: str, region: str, text: str, body: str) -> None:
    assert columns(document(text), language, region, "institution") == [(body,)]


def test_a_name_ends_at_a_dash_that_opens_an_aside() -> None:
    text = "Designamos a la Sra. Lucía Pérez —Directora de Asuntos Multilaterales— como punto de contacto diplomático."
    assert columns(document(text), "es", "UY", "name") == [("Lucía Pérez",)]


def test_a_name_ends_before_the_number_that_is_given_up() -> None:
    text = "نود إفادتكم بتغيير رقم هاتف نقطة الاتصال الفنية السيد علي حسن من +249 183 123456 إلى +249 183 654321."
    assert columns(document(text), "ar", "SD", "action", "name", "phones") == [
        ("update", "علي حسن", ("+249183654321",))
    ]
