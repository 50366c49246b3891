"""A contact who has come to another office: the new one is taken in, whatever the old one was."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

PROMOTED = [
    ("Our diplomatic point of contact, Mr. Kofi Baah, has been promoted from Second Secretary to First Secretary.",
     "en", "Kofi Baah", "First Secretary"),
    ("Mr. Kofi Baah, diplomatic point of contact, is now First Secretary (previously Second Secretary).",
     "en", "Kofi Baah", "First Secretary"),
    ("The title of our diplomatic point of contact, Mr. Kofi Baah, has changed from Second Secretary to First Secretary.",
     "en", "Kofi Baah", "First Secretary"),
    ("Notre point de contact diplomatique, M. Amadou Keita, a été promu de deuxième secrétaire à premier secrétaire.",
     "fr", "Amadou Keita", "premier secrétaire"),
    ("Le titre de notre point de contact diplomatique, M. Amadou Keita, passe de deuxième secrétaire à premier secrétaire.",
     "fr", "Amadou Keita", "premier secrétaire"),
    ("M. Amadou Keita, point de contact diplomatique, est désormais premier secrétaire (auparavant deuxième secrétaire).",
     "fr", "Amadou Keita", "premier secrétaire"),
    ("Nuestro punto de contacto diplomático, Sr. Juan Rojas, ha sido ascendido de Segundo Secretario a Primer Secretario.",
     "es", "Juan Rojas", "Primer Secretario"),
    ("El cargo de nuestro punto de contacto diplomático, Sr. Juan Rojas, pasó de Segundo Secretario a Primer Secretario.",
     "es", "Juan Rojas", "Primer Secretario"),
    ("Nosso ponto de contato diplomático, Sr. Pedro Reis, foi promovido de Segundo Secretário a Primeiro Secretário.",
     "pt", "Pedro Reis", "Primeiro Secretário"),
    ("Unsere diplomatische Kontaktstelle, Herr Karl Moser, wurde vom Zweiten Sekretär zum Ersten Sekretär befördert.",
     "de", "Karl Moser", "Ersten Sekretär"),
    ("Herr Karl Moser, diplomatische Kontaktstelle, ist nun Erster Sekretär (bisher Zweiter Sekretär).",
     "de", "Karl Moser", "Erster Sekretär"),
    ("Наш дипломатический контактный пункт г-н Олег Ковальчук повышен с должности второго секретаря до первого секретаря.",
     "ru", "Олег Ковальчук", "первого секретаря"),
    ("Г-н Олег Ковальчук, дипломатический контактный пункт, теперь первый секретарь (ранее второй секретарь).",
     "ru", "Олег Ковальчук", "первый секретарь"),
    ("تمت ترقية نقطة الاتصال الدبلوماسية السيد عمر الخطيب من سكرتير ثان إلى سكرتير أول.", "ar", "عمر الخطيب", "سكرتير أول"),
    ("تغيّر منصب نقطة الاتصال الدبلوماسية السيد عمر الخطيب من سكرتير ثان إلى سكرتير أول.", "ar", "عمر الخطيب", "سكرتير أول"),
    ("我国外交联络人贺兰亭先生已由二等秘书晋升为一等秘书，其余信息照旧。", "zh", "贺兰亭", "一等秘书"),
    ("我外交联络点贺兰亭先生的职务由二等秘书变更为一等秘书，其余信息照旧。", "zh", "贺兰亭", "一等秘书"),
    ("外交联络点贺兰亭先生由二等秘书改任一等秘书。", "zh", "贺兰亭", "一等秘书"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "name", "position"), PROMOTED)
def test_who_is_promoted_holds_the_new_office(text: str, language: str, name: str, position: str) -> None:
    found = contacts(document(text), language)
    assert [(c["action"], c["name"], c["position"]) for c in found] == [("update", name, position)]


@pytest.mark.parametrize(
    ("text", "action", "position"),
    [
        ("Mr. Kofi Baah is now our diplomatic point of contact.", "add", None),
        ("Our diplomatic point of contact, Mr. Kofi Baah, has changed his number from +233 30 255 0111 to +233 30 255 0122.",
         "update", None),
        ("Mr. Kofi Baah, our diplomatic point of contact, is now reachable at k.baah@mfa.example.", "update", None),
    ],
)  # fmt: skip
def test_what_else_somebody_is_now_is_no_office(text: str, action: str, position: str | None) -> None:
    found = contacts(document(text))
    assert [(c["action"], c.get("position")) for c in found] == [(action, position)]
