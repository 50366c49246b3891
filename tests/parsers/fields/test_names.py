"""Honorifics of all services and tongues before a name, and what of a name stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.fields.names import is_person_like, split_honorific
from tests.builders.runaway import no_runaway

SPLITS = [
    ("Mr. John Smith", "Mr", "John Smith"),
    ("Ms Jane Example", "Ms", "Jane Example"),
    ("Mrs. Jane Example", "Mrs", "Jane Example"),
    ("H.E. Mr. John DOE", "H.E. Mr", "John DOE"),
    ("H. E. Mr. John Doe", "H. E. Mr", "John Doe"),
    ("HE John Doe", "HE", "John Doe"),
    ("H.E.Mr.John Doe", "H.E.Mr", "John Doe"),
    ("His Excellency Mr John Doe", "His Excellency Mr", "John Doe"),
    ("Her Excellency Ambassador Jane Doe", "Her Excellency Ambassador", "Jane Doe"),
    ("Ambassador (Ret.) Jane Doe", "Ambassador (Ret.)", "Jane Doe"),
    ("Amb. Jane Doe", "Amb", "Jane Doe"),
    ("Dr. Jane Doe", "Dr", "Jane Doe"),
    ("Prof. Dr. Jane Doe", "Prof. Dr", "Jane Doe"),
    ("Dr.Jane Doe", "Dr", "Jane Doe"),
    ("Lt Col (Retd.) John Doe", "Lt Col (Retd.)", "John Doe"),
    ("Colonel John Doe", "Colonel", "John Doe"),
    ("Col. John Doe", "Col", "John Doe"),
    ("Lt Col John Doe", "Lt Col", "John Doe"),
    ("Lt. Col. John Doe", "Lt. Col", "John Doe"),
    ("Lieutenant-Colonel John Doe", "Lieutenant-Colonel", "John Doe"),
    ("Maj. Gen. John Doe", "Maj. Gen", "John Doe"),
    ("Brigadier General John Doe", "Brigadier General", "John Doe"),
    ("Wing Commander A. Perera", "Wing Commander", "A. Perera"),
    ("Gp Capt A. Perera", "Gp Capt", "A. Perera"),
    ("Cdr. John Doe", "Cdr", "John Doe"),
    ("Capt (N) John Doe", "Capt (N)", "John Doe"),
    ("ASP John Doe", "ASP", "John Doe"),
    ("Chief Superintendent Jane Doe", "Chief Superintendent", "Jane Doe"),
    ("Eng. Ahmed Ali", "Eng", "Ahmed Ali"),
    ("Hon. Jane Doe", "Hon", "Jane Doe"),
    ("The Honourable Jane Doe", "The Honourable", "Jane Doe"),
    ("Dato' Ahmad bin Ismail", "Dato'", "Ahmad bin Ismail"),
    ("Mr. Ratu Epeli Tuivaga", "Mr", "Ratu Epeli Tuivaga"),
    ("Mr Mohamed Ould Ahmed", "Mr", "Mohamed Ould Ahmed"),
    ("Mr. Sheikh Ahmed bin Hamad Al Khalifa", "Mr", "Sheikh Ahmed bin Hamad Al Khalifa"),
    ("Jane DOE", None, "Jane DOE"),
    ("Jane Doe, PhD", None, "Jane Doe"),
    ("Dr. Jane Doe, CISSP, MBA", "Dr", "Jane Doe"),
    ("M. Jean DUPONT", "M", "Jean DUPONT"),
    ("Mme Claire Martin", "Mme", "Claire Martin"),
    ("Monsieur le Colonel Jean Dupont", "Monsieur le Colonel", "Jean Dupont"),
    ("Madame l'Ambassadrice Claire Martin", "Madame l'Ambassadrice", "Claire Martin"),
    ("S.E.M. Jean Dupont", "S.E.M", "Jean Dupont"),
    ("S.E. Mme Claire Martin", "S.E. Mme", "Claire Martin"),
    ("Son Excellence Monsieur Jean Dupont", "Son Excellence Monsieur", "Jean Dupont"),
    ("Lieutenant-colonel Jean Dupont", "Lieutenant-colonel", "Jean Dupont"),
    ("Cdt. Jean Dupont", "Cdt", "Jean Dupont"),
    ("Capitaine de vaisseau Jean Dupont", "Capitaine de vaisseau", "Jean Dupont"),
    ("Général de brigade Jean Dupont", "Général de brigade", "Jean Dupont"),
    ("Commissaire divisionnaire Jean Dupont", "Commissaire divisionnaire", "Jean Dupont"),
    ("Maître Jean Dupont", "Maître", "Jean Dupont"),
    ("Sr. Juan PÉREZ GÓMEZ", "Sr", "Juan PÉREZ GÓMEZ"),
    ("Señora Kattia Chinchilla", "Señora", "Kattia Chinchilla"),
    ("Sra. D.ª Ana Ruiz", "Sra. D.ª", "Ana Ruiz"),
    ("Excmo. Sr. D. Juan Pérez", "Excmo. Sr. D", "Juan Pérez"),
    ("Lic. Ana Ruiz", "Lic", "Ana Ruiz"),
    ("Ing. Dr. Ana Ruiz", "Ing. Dr", "Ana Ruiz"),
    ("Emb. Ana Ruiz", "Emb", "Ana Ruiz"),
    ("Cnel. Juan Pérez", "Cnel", "Juan Pérez"),
    ("Tte. Cnel. Juan Pérez", "Tte. Cnel", "Juan Pérez"),
    ("Capitán de Navío Juan Pérez", "Capitán de Navío", "Juan Pérez"),
    ("Mtra. Ana Ruiz", "Mtra", "Ana Ruiz"),
    ("Abg. Ana Ruiz", "Abg", "Ana Ruiz"),
    ("Dra. Ana Ruiz", "Dra", "Ana Ruiz"),
    ("Sgto. Juan Pérez", "Sgto", "Juan Pérez"),
    ("г-н Иванов Иван Иванович", "г-н", "Иванов Иван Иванович"),
    ("Г-жа Петрова Анна Сергеевна", "Г-жа", "Петрова Анна Сергеевна"),
    ("господин И.И. Иванов", "господин", "И.И. Иванов"),
    ("полковник Иванов И.И.", "полковник", "Иванов И.И."),
    ("капитан 1 ранга Иванов И.И.", "капитан 1 ранга", "Иванов И.И."),
    ("генерал-майор юстиции Иванов", "генерал-майор юстиции", "Иванов"),
    ("Е.П. г-н Иванов", "Е.П. г-н", "Иванов"),
    ("д-р Анна Петрова", "д-р", "Анна Петрова"),
    ("السيد أحمد بن صالح الحارثي", "السيد", "أحمد بن صالح الحارثي"),
    ("سعادة السفير محمد علي", "سعادة السفير", "محمد علي"),
    ("سعادة السيد محمد علي", "سعادة السيد", "محمد علي"),
    ("العقيد المهندس محمد علي", "العقيد المهندس", "محمد علي"),
    ("اللواء الركن/ سالم العنزي", "اللواء الركن", "سالم العنزي"),
    ("المهندس/ محمد علي", "المهندس", "محمد علي"),
    ("د. فاطمة الزهراء", "د", "فاطمة الزهراء"),
    ("الدكتورة فاطمة الزهراء", "الدكتورة", "فاطمة الزهراء"),
    ("السيد محمد ولد أحمد المحترم", "السيد", "محمد ولد أحمد"),
    ("صاحب السمو الملكي الأمير فيصل", "صاحب السمو الملكي الأمير", "فيصل"),
    ("张伟明先生", None, "张伟明"),
    ("李娜 女士", None, "李娜"),
    ("欧阳娜娜（女士）", None, "欧阳娜娜"),
    ("王建国", None, "王建国"),
    ("王建国 (Wang Jianguo)", None, "王建国 (Wang Jianguo)"),
    ("Herr Dr. Max Muster", "Herr Dr", "Max Muster"),
    ("Oberst i.G. Max Muster", "Oberst i.G", "Max Muster"),
    ("Mag. Dr. Eva Muster", "Mag. Dr", "Eva Muster"),
    ("Sr. João Silva", "Sr", "João Silva"),
    ("Coronel João Silva", "Coronel", "João Silva"),
    ("Embaixador João Silva", "Embaixador", "João Silva"),
    ("Mr.", "Mr", ""),
    ("Dr", "Dr", ""),
    ("Monsieur", "Monsieur", ""),
    ("السيد", "السيد", ""),
    ("", None, ""),
]


BORNE = [
    ("M. Cheikh Tidiane Sall", ("M", "Cheikh Tidiane Sall")),
    ("H.E. Sheikh Ahmed Al Thani", ("H.E", "Sheikh Ahmed Al Thani")),
    ("سعادة الشيخ حمد بن جاسم", ("سعادة", "الشيخ حمد بن جاسم")),
    ("Tengku Ahmad Bin Omar", (None, "Tengku Ahmad Bin Omar")),
]


@pytest.mark.parametrize(("text", "expected"), BORNE)
def test_a_title_that_is_borne_stays_in_the_name(text: str, expected: tuple[str | None, str]) -> None:
    assert split_honorific(text) == expected


@pytest.mark.parametrize(("text", "honorific", "name"), SPLITS)
def test_honorific_and_name(text: str, honorific: str | None, name: str) -> None:
    assert split_honorific(text) == (honorific, name)


PERSONS = [
    "Jane Doe",
    "Mr. John Smith",
    "Salif OUEDRAOGO",
    "Иванов Иван Иванович",
    "И.И. Иванов",
    "أحمد بن صالح الحارثي",
    "张伟明",
    "Đỗ Minh Quang",
    "Ratu Epeli Tuivaga",
    "O'Brien, Mary-Jane",
    "Jung Tae-min",
    "María José de la Cruz",
    "Dupont",
]
OTHERS = [
    "jane@example.int",
    "+41 22 730 12 34",
    "12 April 2024",
    "Director, Cyber Division; Ministry",
    "",
    "N/A",
    "http://x.example",
    "see the annex: page 2",
]


@pytest.mark.parametrize("text", PERSONS)
def test_persons(text: str) -> None:
    assert is_person_like(text)


@pytest.mark.parametrize("text", OTHERS)
def test_no_persons(text: str) -> None:
    assert not is_person_like(text)


@given(st.text(max_size=150))
def test_any_text_is_taken(text: str) -> None:
    honorific, name = split_honorific(text)
    assert honorific is None or honorific.strip() == honorific
    assert name.strip() == name
    is_person_like(text)


@pytest.mark.parametrize("unit", ["Mr. ", "a.", "Dr", "先生", ", PhD", "/", "(", "السيد "])
def test_time_follows_length(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    with no_runaway():
        split_honorific(text)
        is_person_like(text)
