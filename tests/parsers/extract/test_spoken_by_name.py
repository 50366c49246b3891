"""Languages that stand behind somebody's name, of whom a verb before it tells; and lists of languages told twice."""

import pytest

from tests.parsers.test_further_languages import read

OPENING = (
    "تهدي الممثلية الدائمة أطيب تحياتها إلى مكتب شؤون نزع السلاح، وتتشرف بإعلامه أن الحكومة قد سمّت السيد سالم عبد الله الهاشمي،"
    " مدير، وزارة الخارجية، نقطة اتصال تقنية، وبريده الإلكتروني هو salem@mofa.example. "
)


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("ويتحدث السيد الهاشمي العربية والفرنسية والإنكليزية.", ("ar", "fr", "en")),
        ("ويجيد السيد الهاشمي اللغتين العربية والإنكليزية.", ("ar", "en")),
        ("والسيد الهاشمي يتقن العربية والإنكليزية.", ("ar", "en")),
        ("ويتحدث الهاشمي العربية والتركية.", ("ar", "tr")),
    ],
)
def test_a_verb_before_the_name_tells_the_languages_behind_it(said: str, spoken: tuple[str, ...]) -> None:
    assert [(c.name, c.languages) for c in read(OPENING + said).contacts] == [("سالم عبد الله الهاشمي", spoken)]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("La señora Rojas se desempeña en español, quechua e inglés.", ("es", "qu", "en")),
        ("La señora Rojas se maneja en español e inglés.", ("es", "en")),
        ("La señora Rojas es competente en español y portugués.", ("es", "pt")),
    ],
)
def test_words_for_being_at_home_in_a_language(text: str, spoken: tuple[str, ...]) -> None:
    note = (
        "La Misión Permanente saluda a la Oficina y tiene el honor de designar como punto de contacto técnico a la señora Ana "
        f"Rojas Peña, Directora de la Agencia de Gobierno Electrónico (arojas@agencia.example). {text}"
    )
    assert [c.languages for c in read(note).contacts] == [spoken]
