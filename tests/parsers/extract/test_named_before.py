"""What is told of somebody under the family name alone, once the whole name stands above."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

TOLD = [
    ("fr", "TG", "La Mission permanente de la République togolaise a l'honneur de porter à sa connaissance que Monsieur "
     "Kossi Mawuli AGBEKO, Directeur, Agence nationale, remplace Madame Afi TCHALLA comme point de contact technique.",
     "Les coordonnées de Monsieur AGBEKO sont les suivantes :", "Kossi Mawuli AGBEKO"),
    ("en", "KE", "The Permanent Mission of Kenya has the honour to inform that Mr. Peter Otieno Wanderi, Director of Cyber "
     "Security, National Centre, replaces Ms. Afi Koech as technical point of contact.",
     "The contact details of Mr. Wanderi are as follows:", "Peter Otieno Wanderi"),
    ("es", "CL", "La Misión Permanente de Chile tiene el honor de informar que el señor Pedro Soto Rivas, Director de "
     "Ciberseguridad, Agencia Nacional, reemplaza a la señora Ana Vega como punto de contacto técnico.",
     "Los datos de contacto del Sr. Soto se detallan a continuación:", "Pedro Soto Rivas"),
    ("ru", "BY", "Постоянное представительство Республики Беларусь имеет честь сообщить, что г-н Иванов Петр Сергеевич, начальник "
     "отдела Центра, назначен техническим контактным лицом вместо г-жи Сидоровой Анны Ивановны.",
     "Контактные данные г-на Иванова:", "Иванов Петр Сергеевич"),
    ("ar", "JO", "تتشرف البعثة الدائمة للمملكة الأردنية الهاشمية بإبلاغكم بأن السيد عمر خالد النسور، مدير الأمن السيبراني، "
     "المركز الوطني للأمن السيبراني، قد حل محل السيدة ليلى حداد كنقطة اتصال تقنية.",
     "بيانات الاتصال بالسيد النسور هي كما يلي:", "عمر خالد النسور"),
    ("zh", "SG", "新加坡常驻联合国代表团谨通知，林国强先生（国家网络安全局处长）接替陈美玲女士担任技术联络人。",
     "林先生的联系方式如下：", "林国强"),
    ("de", "AT", "Die Ständige Vertretung Österreichs beehrt sich mitzuteilen, dass Herr Karl Maier, Leiter des Referats "
     "Cybersicherheit, Bundeskanzleramt, Frau Eva Huber als technische Kontaktperson ablöst.",
     "Die Kontaktdaten von Herrn Maier lauten:", "Karl Maier"),
    ("pt", "PT", "A Missão Permanente de Portugal tem a honra de informar que o Senhor João Alves Pinto, Diretor de "
     "Cibersegurança, Centro Nacional, substitui a Senhora Marta Lopes como ponto de contacto técnico.",
     "Os contactos do Senhor Alves Pinto são os seguintes:", "João Alves Pinto"),
]  # fmt: skip
REACHED = {"en": "Tel.", "fr": "Téléphone", "es": "Teléfono", "ru": "Телефон", "ar": "الهاتف", "zh": "电话", "de": "Telefon",
           "pt": "Telefone"}  # fmt: skip


@pytest.mark.parametrize(("language", "region", "note", "lead", "name"), TOLD, ids=[told[0] for told in TOLD])
def test_particulars_below_a_family_name_are_of_the_one_named_above(
    language: str, region: str, note: str, lead: str, name: str
) -> None:
    page = document(note, lead, f"{REACHED[language]}: +1 212 555 0144\npost@mfa.example")
    added = [
        row[1:] for row in columns(page, language, region, "action", "name", "phones", "emails") if row[0] == "add"
    ]
    assert added == [(name, ("+12125550144",), ("post@mfa.example",))]
