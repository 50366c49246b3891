"""Who comes and who leaves: each keeps what stands behind its own name."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns, contacts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ms Jane Example (j@cirt.gov.zm, +260 211 252 601) replaces Mr John Sample (s@cirt.gov.zm, +260 211 252 699) as "
         "technical point of contact.", "en"),
        ("Mme Jane Example (j@cirt.gov.zm, +260 211 252 601) remplace M. John Sample (s@cirt.gov.zm, +260 211 252 699) en "
         "qualité de point de contact technique.", "fr"),
        ("La Sra. Jane Example (j@cirt.gov.zm, +260 211 252 601) sustituye al Sr. John Sample (s@cirt.gov.zm, +260 211 252 699) "
         "como punto de contacto técnico.", "es"),
        ("Г-жа Jane Example (j@cirt.gov.zm, +260 211 252 601) заменяет г-на John Sample (s@cirt.gov.zm, +260 211 252 699) в "
         "качестве технического контактного лица.", "ru"),
        ("Ms Jane Example replaces Mr John Sample (s@cirt.gov.zm, +260 211 252 699) as technical point of contact; she can be "
         "reached at j@cirt.gov.zm and on +260 211 252 601.", "en"),
    ],
)  # fmt: skip
def test_the_bracket_behind_a_predecessor_is_the_predecessors(text: str, language: str) -> None:
    found = [(c["action"], c["name"], c["emails"], c["phones"]) for c in contacts(document(text), language)]
    assert found == [
        ("add", "Jane Example", ["j@cirt.gov.zm"], ["+260211252601"]),
        ("remove", "John Sample", ["s@cirt.gov.zm"], ["+260211252699"]),
    ]


def test_what_a_successor_speaks_stands_behind_the_predecessor() -> None:
    page = document(
        "Ms Jane Example (j@cirt.gov.zm) replaces Mr John Sample (s@cirt.gov.zm) as technical point of contact and "
        "speaks English and French."
    )
    assert [(c["emails"], c.get("languages")) for c in contacts(page)] == [
        (["j@cirt.gov.zm"], ["en", "fr"]),
        (["s@cirt.gov.zm"], None),
    ]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Имеем честь сообщить, что г-н Белов Иван Олегович завершает исполнение функций технического контактного пункта. С 1 "
         "октября его в этом качестве заменит г-жа Котова Анна Павловна, j@b.example.", "ru",
         ["Белов Иван Олегович", "Котова Анна Павловна"]),
        ("The Mission informs that Mr John Sample has completed his tenure as technical point of contact. As of 1 October he will "
         "be succeeded in that capacity by Ms Jane Example, j@b.example.", "en", ["John Sample", "Jane Example"]),
        ("La Mission informe que M. Jean Dupin cesse d'exercer les fonctions de point de contact technique. Lui succédera dès "
         "le 1er octobre Mme Ama Sika, j@b.example.", "fr", ["Jean Dupin", "Ama Sika"]),
        ("La Misión informa que el Sr. Juan Mora ha dejado de ejercer como punto de contacto técnico. A partir del 1 de octubre lo "
         "reemplazará en dicha calidad la Sra. Ana Paz, j@b.example.", "es", ["Juan Mora", "Ana Paz"]),
        ("A Missão informa que o Sr. João Mora deixou de exercer as funções de ponto de contacto técnico. Substituí-lo-á nessa "
         "qualidade a Sra. Ana Paz, j@b.example.", "pt", ["João Mora", "Ana Paz"]),
        ("Die Vertretung teilt mit, dass Herr Hans Muster nicht mehr technische Kontaktstelle ist. Ihn ersetzt in dieser Funktion "
         "Frau Anna Beispiel, j@b.example.", "de", ["Hans Muster", "Anna Beispiel"]),
    ],
)  # fmt: skip
def test_who_comes_may_stand_behind_the_verb_whose_object_leaves(text: str, language: str, names: list[str]) -> None:
    found = [(c["action"], c["role"], c["name"], c.get("emails")) for c in contacts(document(text), language)]
    assert found == [("remove", "technical", names[0], None), ("add", "technical", names[1], ["j@b.example"])]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("The Mission has the honour to nominate the following technical point of contact:\n\nMs Jane Example, Head of Watch, "
         "Cyber Agency, j@cirt.gov.zm\n\nShe replaces Mr John Sample.", "en", ["Jane Example", "John Sample"]),
        ("Technical point of contact\nName: Jane Example\nTitle: Head of Watch\nE-mail: j@cirt.gov.zm\n\nShe replaces Mr John "
         "Sample.", "en", ["Jane Example", "John Sample"]),
        ("The Mission has the honour to nominate Ms Jane Example, Head of Watch, as technical point of contact. Ms Example "
         "replaces Mr John Sample. She can be reached at j@cirt.gov.zm.", "en", ["Jane Example", "John Sample"]),
        ("La Mission a l'honneur de désigner Mme Ama Sika, Cheffe de service, comme point de contact technique. Elle remplace "
         "M. Kodjo Efoé et est joignable à l'adresse j@cirt.gov.zm.", "fr", ["Ama Sika", "Kodjo Efoé"]),
        ("La Misión tiene el honor de designar a la Sra. Ana Paz Luna, Jefa de Redes, j@cirt.gov.zm, como punto de contacto "
         "técnico.\n\nSustituye al Sr. Juan Mora Ríos.", "es", ["Ana Paz Luna", "Juan Mora Ríos"]),
        ("Представительство имеет честь назначить г-жу Анну Котову, начальника отдела, техническим контактным лицом "
         "(j@cirt.gov.zm). Она заменяет г-на Ивана Белова.", "ru", ["Анну Котову", "Ивана Белова"]),
        ("تتشرف البعثة الدائمة بتعيين السيدة ليلى حسن، رئيسة القسم، j@cirt.gov.zm، جهة اتصال فنية. وهي تحل محل السيد عمر سالم.",
         "ar", ["ليلى حسن", "عمر سالم"]),
        ("常驻代表团谨指定李华女士为技术联络点,电子邮箱:j@cirt.gov.zm。她接替王明先生。", "zh", ["李华", "王明"]),
    ],
)  # fmt: skip
def test_who_is_replaced_leaves_in_the_nominees_role(text: str, language: str, names: list[str]) -> None:
    found = [
        (c.get("action", "add"), c["role"], c["name"], c.get("emails")) for c in contacts(document(text), language)
    ]
    assert found == [
        ("add", "technical", names[0], ["j@cirt.gov.zm"]),
        ("remove", "technical", names[1], None),
    ]


def test_who_is_succeeded_in_an_office_is_no_contact() -> None:
    page = document(
        "The Mission has the honour to nominate Ms Jane Example, Head of Watch, as technical point of contact. She succeeds "
        "Mr John Sample as Head of the Watch."
    )
    assert [(c["action"], c["name"]) for c in contacts(page)] == [("add", "Jane Example")]


def test_who_comes_behind_the_verb_comes() -> None:
    page = document("Es punto de contacto técnico la Sra. Ana Paz Luna. Lo sustituye el Sr. Juan Mora Ríos.")
    assert ("remove", "Juan Mora Ríos") not in [(c["action"], c["name"]) for c in contacts(page, "es")]


@pytest.mark.parametrize(
    ("text", "language", "region"),
    [
        ("The technical point of contact is now Mr. Karl Borg (k@cert.example, +260 211 252 601) instead of Ms. Rita "
         "Vella.", "en", "ZM"),
        ("El punto de contacto técnico pasa a ser el Sr. Karl Borg (k@cert.example, +260 211 252 601), en lugar de la Sra. Rita "
         "Vella.", "es", "ZM"),
        ("O ponto de contacto técnico passa a ser o Sr. Karl Borg (k@cert.example, +260 211 252 601), substituindo a Sra. Rita "
         "Vella.", "pt", "ZM"),
        ("Es wird mitgeteilt, dass Herr Karl Borg Frau Rita Vella als technische Kontaktstelle ablöst (k@cert.example, "
         "+260 211 252 601).", "de", "ZM"),
        ("Technische Kontaktstelle ist ab sofort Herr Karl Borg (Leiter, k@cert.example, +260 211 252 601). Er löst Frau Rita "
         "Vella ab.", "de", "ZM"),
        ("تم تغيير نقطة الاتصال التقنية لتصبح السيد Karl Borg، هاتف رقم +260 211 252 601، والبريد الإلكتروني k@cert.example "
         "بدلاً من السيدة Rita Vella.", "ar", "ZM"),
    ],
)  # fmt: skip
def test_who_stands_behind_words_of_replacement_leaves(text: str, language: str, region: str) -> None:
    assert columns(document(text), language, region, "action", "role", "name", "emails", "phones") == [
        ("add", "technical", "Karl Borg", ("k@cert.example",), ("+260211252601",)),
        ("remove", "technical", "Rita Vella", (), ()),
    ]


def test_a_contact_changed_from_one_to_another_in_chinese() -> None:
    page = document(
        "技术联络点由索皮先生变更为陈莉女士，邮电部信息安全司司长，电话+855 23 724 809，电子邮件 chen.li@mptc.example。"
    )
    assert columns(page, "zh", "KH", "action", "name", "institution", "position", "phones") == [
        ("remove", "索皮", None, None, ()),
        ("add", "陈莉", "邮电部信息安全司", "司长", ("+85523724809",)),
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Mme BAMBA Mariam, épouse TOURÉ", "BAMBA Mariam, épouse TOURÉ"),
        ("Mme Eva Lang née Huber", "Eva Lang née Huber"),
        ("Mme Jane Example, Directrice", "Jane Example"),
    ],
)
def test_a_second_name_by_marriage_or_birth_belongs_to_the_name(line: str, name: str) -> None:
    page = document(f"a l'honneur de désigner {line}, comme point de contact technique, j@cert.example.")
    assert [row["name"] for row in contacts(page, "fr")] == [name]


def test_a_position_that_only_tells_the_role_is_none() -> None:
    page = document("El teléfono del Sr. Ramiro Quispe, punto de contacto técnico del Estado Plurinacional de Bolivia, ha "
                    "cambiado. El nuevo número es +591 2 215 4477.")  # fmt: skip
    assert columns(page, "es", "BO", "action", "name", "position", "phones") == [
        ("update", "Ramiro Quispe", None, ("+59122154477",))
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "El Sr. John Sample dejó de ser punto de contacto técnico; en su reemplazo ha sido designada la Sra. Jane Example.",
            "es",
        ),
        ("M. John Sample a cessé d'être point de contact technique ; à sa place est désignée Mme Jane Example.", "fr"),
        (
            "Mr John Sample is no longer technical point of contact; Ms Jane Example has been nominated in his place.",
            "en",
        ),
        (
            "O Sr. John Sample deixou de ser ponto de contacto técnico; em seu lugar foi designada a Sra. Jane Example.",
            "pt",
        ),
        (
            "Herr John Sample ist nicht mehr technische Kontaktstelle; an seiner Stelle wurde Frau Jane Example benannt.",
            "de",
        ),
    ],
)
def test_who_comes_in_the_place_of_who_was_named_before(text: str, language: str) -> None:
    found = columns(document(text), language, "ZM", "action", "name")
    assert sorted(found) == [("add", "Jane Example"), ("remove", "John Sample")]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("The technical point of contact is no longer Mr John Sample but Ms Jane Example (j@cirt.gov.zm).", "en",
         ["John Sample", "Jane Example"]),
        ("Le point de contact technique n'est plus M. Jean Dupin mais Mme Ama Sika (j@cirt.gov.zm).", "fr",
         ["Jean Dupin", "Ama Sika"]),
        ("El punto de contacto técnico ya no es el Sr. Juan Mora sino la Sra. Ana Paz (j@cirt.gov.zm).", "es",
         ["Juan Mora", "Ana Paz"]),
        ("Technische Kontaktstelle ist nicht mehr Herr Hans Muster, sondern Frau Anna Beispiel (j@cirt.gov.zm).", "de",
         ["Hans Muster", "Anna Beispiel"]),
        ("Техническим контактным лицом больше не является г-н Иван Белов, а г-жа Анна Котова (j@cirt.gov.zm).", "ru",
         ["Иван Белов", "Анна Котова"]),
        ("常驻代表团谨通知,技术联络点不再是王明先生,而是李华女士(电子邮箱:j@cirt.gov.zm)。", "zh", ["王明", "李华"]),
    ],
)  # fmt: skip
def test_who_stands_behind_but_comes_for_who_is_it_no_longer(text: str, language: str, names: list[str]) -> None:
    found = [(c["action"], c["name"], c.get("emails")) for c in contacts(document(text), language)]
    assert found == [("remove", names[0], None), ("add", names[1], ["j@cirt.gov.zm"])]


def test_an_address_beside_another_bare_name_is_not_the_leavers() -> None:
    page = document("Our technical point of contact Kofi Boateng has retired. Ama Mensah takes over, ama@csa.example.")
    assert [(c["name"], c.get("emails")) for c in contacts(page)] == [
        ("Kofi Boateng", None),
        ("Ama Mensah", ["ama@csa.example"]),
    ]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Ms Jane Example, who succeeded Mr John Sample as Director in 2019, is nominated as technical point of contact "
         "(j@cirt.gov.zm).", "en", "Jane Example"),
        ("Mme Ama Sika, qui a succédé à M. Jean Dupin comme Directeur en 2019, est désignée point de contact technique "
         "(j@cirt.gov.zm).", "fr", "Ama Sika"),
        ("La Sra. Ana Paz, quien sucedió al Sr. Juan Mora como Director en 2019, ha sido designada punto de contacto técnico "
         "(j@cirt.gov.zm).", "es", "Ana Paz"),
        ("Г-жа Анна Котова, сменившая г-на Ивана Белова на посту директора в 2019 году, назначена техническим контактным лицом "
         "(j@cirt.gov.zm).", "ru", "Анна Котова"),
    ],
)  # fmt: skip
def test_a_clause_about_an_office_held_before_names_no_contact(text: str, language: str, name: str) -> None:
    found = [(c["name"], c.get("emails")) for c in contacts(document(text), language)]
    assert found == [(name, ["j@cirt.gov.zm"])]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fr",
            "M. Ricot Jean-Baptiste a quitté le Conseil national. Nous vous prions de le retirer de l'annuaire, "
            "où il figure comme point de contact technique :",
        ),
        (
            "en",
            "Mr Ricot Jean-Baptiste has left the National Council. Kindly remove him from the directory, "
            "where he is listed as technical point of contact:",
        ),
        (
            "es",
            "El Sr. Ricot Jean-Baptiste ha dejado el Consejo Nacional. Les rogamos eliminarlo del directorio, "
            "donde figura como punto de contacto técnico:",
        ),
    ],
)
def test_an_address_alone_behind_who_leaves_is_that_of_the_leaver(language: str, sentences: str) -> None:
    alone = document(sentences, "rj@conatel.example\n+509 2813 4407")
    assert columns(alone, language, "HT", "action", "name", "emails", "phones") == [
        ("remove", "Ricot Jean-Baptiste", ("rj@conatel.example",), ("+50928134407",))
    ]
    named = document(sentences, "Mme Ama Mensah\nAgence A\na.mensah@conatel.example")
    assert columns(named, language, "HT", "action", "name", "emails") == [
        ("remove", "Ricot Jean-Baptiste", ()),
        ("add", "Ama Mensah", ("a.mensah@conatel.example",)),
    ]
