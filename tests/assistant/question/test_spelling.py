"""Words the index does not know are brought to the nearest one it knows, or left alone."""

import pytest

from assistant.answering import Assistant
from assistant.question.spelling import Speller, distance

SPELLER = Speller(
    {"forderung": 40, "koordination": 30, "antrag": 50, "antrage": 2, "qualifikation": 10, "stelle": 90, "stelles": 1, "kim": 99, "2021": 5}
)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("antarg", "antrag"),
        ("antrg", "antrag"),
        ("anttrag", "antrag"),
        ("antrog", "antrag"),
        ("koordniation", "koordination"),
        ("kordination", "koordination"),
        ("koordinattoin", "koordination"),
        ("qualifikatoin", "qualifikation"),
        ("qulifikaton", "qualifikation"),
    ],
)
def test_a_swapped_missing_doubled_or_wrong_letter_is_mended(word: str, known: str) -> None:
    assert SPELLER.correct(word) == known


@pytest.mark.parametrize("word", ["forderung", "antrag", "kim"])
def test_a_known_word_stays(word: str) -> None:
    assert SPELLER.correct(word) is None


@pytest.mark.parametrize("word", ["kin", "kmi", "stel", "2012", "an-trag", "wolkenbruch", "xantrag", "ordination", "untrag"])
def test_short_words_numbers_and_words_too_far_away_are_left_alone(word: str) -> None:
    assert SPELLER.correct(word) is None


def test_two_wrong_letters_are_mended_in_long_words_only() -> None:
    assert SPELLER.correct("forderong") == "forderung"
    assert SPELLER.correct("fordorong") == "forderung"
    assert SPELLER.correct("atnarg") is None


def test_the_nearer_word_wins_and_among_equally_near_ones_the_more_frequent() -> None:
    assert SPELLER.correct("stellex") == "stelle"
    assert SPELLER.correct("antragx") == "antrag"


@pytest.mark.parametrize(
    ("a", "b", "steps"),
    [("haus", "haus", 0), ("haus", "hasu", 1), ("haus", "hau", 1), ("haus", "hauss", 1), ("haus", "maus", 1), ("haus", "maut", 2), ("ab", "ba", 1)],
)
def test_distance_counts_letters_changed_and_neighbours_swapped(a: str, b: str, steps: int) -> None:
    assert distance(a, b, 2) == steps
    assert distance(b, a, 2) == steps


def test_distance_stops_counting_beyond_the_limit() -> None:
    assert distance("koordination", "lenkungsgruppe", 2) > 2
    assert distance("a", "abcdefgh", 2) > 2


# --- over all cards ---


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch sind die Personalausgabn je Koordinationsstele?",
        "wie hoch ist die personalfoerderung fuer die koordiantion",
        "Wie wird der Verwendugsnachweis eingreicht?",
    ],
)
def test_a_question_with_typos_is_answered_all_the_same(helper: Assistant, question: str) -> None:
    assert helper.ask(question).status == "answered"


def test_the_words_of_the_question_stay_and_the_known_ones_are_searched_in_addition(helper: Assistant) -> None:
    understood = helper.understand("Was macht die Lenkugsgruppe?")
    assert understood.text == "Was macht die Lenkugsgruppe?"
    assert understood.search.startswith(understood.text)
    assert [fixed for _, fixed in understood.corrected] == ["lenkungsgrupp"]
