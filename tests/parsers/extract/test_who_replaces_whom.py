"""Who comes and who goes, whatever the order of the words and the mood of the verb."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "text", "comes", "goes"),
    [
        (
            "es",
            "En sucesión del Sr. Luis Salas, se designa a la Sra. Ana Frei como punto de contacto técnico.",
            "Ana Frei",
            "Luis Salas",
        ),
        (
            "pt",
            "Em sucessão do Sr. Rui Matos, designa-se a Sra. Ana Frei como ponto de contacto técnico.",
            "Ana Frei",
            "Rui Matos",
        ),
        (
            "ru",
            "В качестве преемника г-на Дурова К.И. техническим контактным лицом назначена г-жа Белова А.П.",
            "Белова А.П.",
            "Дурова К.И.",
        ),
        (
            "en",
            "Ms. Ruth Phiri is nominated as technical point of contact, as the successor to Mr. John Banda.",
            "Ruth Phiri",
            "John Banda",
        ),
        (
            "en",
            "It was decided that Mr. John Banda take over from Ms. Ruth Phiri as technical point of contact.",
            "John Banda",
            "Ruth Phiri",
        ),
        (
            "en",
            "It was decided that Ms. Ruth Phiri be replaced by Mr. John Banda as technical point of contact.",
            "John Banda",
            "Ruth Phiri",
        ),
        (
            "es",
            "Se ha resuelto que el Sr. Luis Salas reemplace a la Sra. Ana Frei como punto de contacto técnico.",
            "Luis Salas",
            "Ana Frei",
        ),
        (
            "es",
            "Se ha resuelto que el Sr. Luis Salas sustituya a la Sra. Ana Frei como punto de contacto técnico.",
            "Luis Salas",
            "Ana Frei",
        ),
        (
            "es",
            "Se ha resuelto que el Sr. Luis Salas suceda a la Sra. Ana Frei como punto de contacto técnico.",
            "Luis Salas",
            "Ana Frei",
        ),
        (
            "es",
            "Se dispuso que el Sr. Luis Salas ocupe el lugar de la Sra. Ana Frei como punto de contacto técnico.",
            "Luis Salas",
            "Ana Frei",
        ),
        (
            "es",
            "Reemplazará el Sr. Luis Salas a la Sra. Ana Frei como punto de contacto técnico.",
            "Luis Salas",
            "Ana Frei",
        ),
        (
            "es",
            "Con motivo de la rotación del personal, se ha resuelto que, a contar del 1.º de agosto, el Sr. Luis Salas reemplace "
            "a la Sra. Ana Frei como punto de contacto técnico.",
            "Luis Salas",
            "Ana Frei",
        ),
        (
            "fr",
            "Il a été décidé que M. Issa Diop prenne la relève de Mme Awa Fall comme point de contact technique.",
            "Issa Diop",
            "Awa Fall",
        ),
        (
            "pt",
            "Foi decidido que o Sr. Rui Matos substitua a Sra. Ana Leal como ponto de contacto técnico.",
            "Rui Matos",
            "Ana Leal",
        ),
        (
            "pt",
            "Foi decidido que o Sr. Rui Matos suceda à Sra. Ana Leal como ponto de contacto técnico.",
            "Rui Matos",
            "Ana Leal",
        ),
        ("de", "Herrn Jan Kolb ersetzt ab sofort Herr Max Lenz als technische Kontaktstelle.", "Max Lenz", "Jan Kolb"),
        (
            "ru",
            "Г-жу Сыдыкову Айгерим заменит г-н Асанов Нурбек в качестве технического контактного лица.",
            "Асанов Нурбек",
            "Сыдыкову Айгерим",
        ),
        (
            "ru",
            "Г-жа Сыдыкова Айгерим заменит г-на Асанова Нурбека в качестве технического контактного лица.",
            "Сыдыкова Айгерим",
            "Асанова Нурбека",
        ),
        ("ar", "سيخلف السيد ليث الخصاونة السيدة ربى التلهوني كنقطة اتصال فنية.", "ليث الخصاونة", "ربى التلهوني"),
        (
            "ar",
            "تم تعيين السيد ليث الخصاونة ليخلف السيدة ربى التلهوني كنقطة اتصال فنية.",
            "ليث الخصاونة",
            "ربى التلهوني",
        ),
    ],
)
def test_the_one_comes_and_the_other_goes(language: str, text: str, comes: str, goes: str) -> None:
    found = columns(document(text), language, "ZM", "action", "role", "name")
    assert sorted(found) == [("add", "technical", comes), ("remove", "technical", goes)]


def test_whoever_has_been_replaced_in_spanish_goes_though_the_name_stands_behind_the_participle() -> None:
    text = "Habiendo sido reemplazado el Sr. Luis Gil por la Sra. Ana Paz como punto de contacto técnico, tomen nota de ello."
    assert columns(document(text), "es", "PE", "action", "name") == [("remove", "Luis Gil"), ("add", "Ana Paz")]


@pytest.mark.parametrize(
    ("text", "comes", "goes"),
    [
        (
            "Директор Центра г-н Иванов Пётр заменит г-на Кима Виктора в качестве технического контактного лица.",
            ("Иванов Пётр", "Директор"),
            ("Кима Виктора", None),
        ),
        (
            "Директор Центра г-н Иванов Пётр сменит начальника отдела г-на Кима Виктора на посту технического контактного лица.",
            ("Иванов Пётр", "Директор"),
            ("Кима Виктора", "начальника отдела"),
        ),
        (
            "Директор Центра Иванов Пётр Сергеевич заменит начальника отдела Кима Виктора Ивановича в качестве технического "
            "контактного лица.",
            ("Иванов Пётр Сергеевич", "Директор"),
            ("Кима Виктора Ивановича", "начальника отдела"),
        ),
    ],
)
def test_a_russian_office_is_that_of_the_first_name_behind_it(
    text: str, comes: tuple[str, str | None], goes: tuple[str, str | None]
) -> None:
    found = columns(document(text), "ru", "KZ", "action", "name", "position")
    assert found == [("add", *comes), ("remove", *goes)]


@pytest.mark.parametrize(
    ("language", "text", "goes", "comes"),
    [
        (
            "en",
            "In succession to Mr. Carl Dunn, the Mission designates Ms. Anna Bell as technical point of contact.",
            "Carl Dunn",
            "Anna Bell",
        ),
        (
            "ar",
            "خلفا للسيد علي حسن، تعين البعثة السيد يوسف العمراني نقطة اتصال تقنية.",
            "علي حسن",
            "يوسف العمراني",
        ),
        (
            "ar",
            "نظرا لانتقال السيد علي حسن، تسمي البعثة السيدة منى حسن نقطة اتصال تقنية.",
            "علي حسن",
            "منى حسن",
        ),
        (
            "ar",
            "بدلا من السيد علي حسن، مدير الشبكات، ترشح البعثة الدائمة السيد يوسف العمراني نقطة اتصال تقنية.",
            "علي حسن",
            "يوسف العمراني",
        ),
        (
            "de",
            "In Nachfolge von Herrn Karl Lang, Referatsleiter, benennt die Vertretung Frau Eva Beck als technische Kontaktperson.",
            "Karl Lang",
            "Eva Beck",
        ),
        (
            "pt",
            "Em substituição do Sr. João Melo, a Missão designa a Sra. Ana Lima como ponto de contato técnico.",
            "João Melo",
            "Ana Lima",
        ),
    ],
)
def test_who_is_nominated_behind_a_name_is_no_part_of_its_office(
    language: str, text: str, goes: str, comes: str
) -> None:
    found = columns(document(text), language, "ZM", "action", "name", "alternate")
    assert found == [("remove", goes, None), ("add", comes, None)]


def test_a_german_mission_is_nobodys_alternate() -> None:
    text = (
        "Diplomatische Kontaktperson ist Frau Eva Beck, Botschaftsrätin an der Ständigen Vertretung, eva@mfa.example."
    )
    assert columns(document(text), "de", "AT", "name", "alternate") == [("Eva Beck", None)]


@pytest.mark.parametrize(
    ("language", "text", "goes", "comes"),
    [
        (
            "en",
            "Please take Mr. Carl Dunn off your list and enter Ms. Anna Bell, a@cert.example, as technical point of contact.",
            "Carl Dunn",
            "Anna Bell",
        ),
        (
            "es",
            "El Sr. Luis Salas deja el cargo de punto de contacto técnico y lo asume la Sra. Ana Frei, a@cert.example.",
            "Luis Salas",
            "Ana Frei",
        ),
    ],
)
def test_somebody_is_taken_off_and_another_entered(language: str, text: str, goes: str, comes: str) -> None:
    found = sorted(columns(document(text), language, "ZM", "action", "name", "emails"))
    assert found == [("add", comes, ("a@cert.example",)), ("remove", goes, ())]


@pytest.mark.parametrize(
    ("language", "text", "goes", "comes"),
    [
        (
            "en",
            "The previous technical point of contact, Mr. Carl Dunn, has retired. Ms. Anna Bell takes his place, a@cert.example.",
            "Carl Dunn",
            "Anna Bell",
        ),
        (
            "en",
            "Mr. Carl Dunn, technical point of contact, has left and Ms. Anna Bell has taken his place, a@cert.example.",
            "Carl Dunn",
            "Anna Bell",
        ),
        (
            "fr",
            "L'ancien point de contact technique, M. Jean Fall, a pris sa retraite. Mme Awa Diop prend sa place, a@cert.example.",
            "Jean Fall",
            "Awa Diop",
        ),
    ],
)
def test_who_takes_somebodys_place_comes(language: str, text: str, goes: str, comes: str) -> None:
    found = columns(document(text), language, "ZM", "action", "name", "emails")
    assert found == [("remove", goes, ()), ("add", comes, ("a@cert.example",))]
