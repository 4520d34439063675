import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.vocabulary import Vocabulary
from indexing.analyzer import GermanAnalyzer, fold

WORDS = Vocabulary({"geld": ("Geld", "Zuschuss", "finanzielle Mittel"), "abk-abh": ("ABH", "Ausländerbehörde")}, {"ABH": "Ausländerbehörde"}, {})


@pytest.fixture(scope="module")
def analyzer() -> GermanAnalyzer:
    return GermanAnalyzer(words=WORDS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fördermittel", "Foerdermittel"),
        ("Straße", "strasse"),
        ("ÜBUNG", "übung"),
        ("Koordinator:innen", "Koordinator*innen"),
        ("Koordinator_innen", "Koordinator/innen"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same_letters(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Koordinatorin", "Koordinatorinnen"),
        ("Koordinator:innen", "Koordinatoren"),
        ("Koordinator*in", "Koordinator"),
        ("Stelle", "Stellen"),
        ("Förderung", "foerderungen"),
        ("Antrages", "Antrag"),
        ("Berater/innen", "Beraterinnen"),
    ],
)
def test_gender_number_and_case_of_a_word_meet_in_one_stem(analyzer: GermanAnalyzer, one: str, other: str) -> None:
    assert analyzer.tokens(one)[0] == analyzer.tokens(other)[0]


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("Zuwendungsvoraussetzungen", "Voraussetzung"),
        ("Verwaltungsassistenzstelle", "Stelle"),
        ("Personalausgaben", "Ausgabe"),
    ],
)
def test_a_compound_is_found_by_its_part(analyzer: GermanAnalyzer, compound: str, part: str) -> None:
    assert analyzer.tokens(part)[0] in analyzer.tokens(compound)


def test_words_of_one_meaning_share_a_concept(analyzer: GermanAnalyzer) -> None:
    assert "#geld" in analyzer.tokens("Zuschuss")
    assert "#geld" in analyzer.tokens("Gibt es Geld?")
    assert "#geld" in analyzer.tokens("finanzielle Mittel")
    assert "#geld" not in analyzer.tokens("Wo ist der Zug?")


def test_an_abbreviation_meets_its_long_form(analyzer: GermanAnalyzer) -> None:
    assert set(analyzer.tokens("ABH")) & set(analyzer.tokens("Ausländerbehörde"))


def test_function_words_are_no_search_words(analyzer: GermanAnalyzer) -> None:
    assert analyzer.tokens("der die das und ist nicht wahr") == analyzer.tokens("nicht wahr")
    assert analyzer.content("Wie ist das mit der Frist?") == analyzer.content("Frist")


def test_figures_are_search_words(analyzer: GermanAnalyzer) -> None:
    assert "57" in analyzer.tokens("57.000 Euro")
    assert "7" in analyzer.content("§ 7")


def test_a_word_split_once_is_never_split_again() -> None:
    first = GermanAnalyzer(words=WORDS)
    tokens = first.tokens("Verwaltungsassistenzstelle")
    second = GermanAnalyzer(dict(first.parts), WORDS)
    second._hanta = lambda raw: pytest.fail("erneut zerlegt")  # type: ignore[assignment,method-assign]
    assert second.tokens("Verwaltungsassistenzstelle") == tokens


@given(st.text(max_size=60))
def test_any_text_gives_tokens_and_the_same_ones_twice(text: str) -> None:
    analyzer = GermanAnalyzer({}, WORDS)
    analyzer._hanta = lambda raw: []  # type: ignore[assignment,method-assign]
    assert analyzer.tokens(text) == analyzer.tokens(text)
    assert all(t and t == t.strip() for t in analyzer.tokens(text))
