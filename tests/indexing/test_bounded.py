"""What a long-lived process remembers of questions stays small, and forgetting changes no answer."""

from __future__ import annotations

import pytest

from indexing import analyzer as analyzing
from indexing.analyzer import GermanAnalyzer
from indexing.bounded import Bounded


def test_a_full_cache_starts_again_and_goes_on_answering() -> None:
    held: Bounded[str, int] = Bounded(2)
    assert [held.put(k, n) for n, k in enumerate("abc")] == [0, 1, 2]
    assert (len(held), held.get("c"), held.get("a")) == (1, 2, None)


def test_ever_new_words_in_questions_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyzing, "WORDS", 50)
    monkeypatch.setattr(analyzing, "TEXTS", 50)
    parts = {"verwaltungsassistenz": ["verwaltung", "assistenz"]}
    reading = GermanAnalyzer(parts, closed=True)
    first = reading.tokens("Verwaltungsassistenz in der Integrationsberatung"), reading.content("Verwaltungsassistenz")
    for n in range(300):
        word = "".join(chr(97 + int(d)) for d in str(n))
        reading.tokens(f"wort{word} fragen")
        reading.content(f"wort{word} fragen")
    assert (reading.tokens("Verwaltungsassistenz in der Integrationsberatung"), reading.content("Verwaltungsassistenz")) == first
    assert parts == {"verwaltungsassistenz": ["verwaltung", "assistenz"]}  # what is written to disk grows by indexing only
    assert max(len(c) for c in (reading._asked, reading._stems, reading._tokens, reading._token_texts, reading._content_texts)) <= 50


def test_what_is_returned_may_be_changed_without_harm() -> None:
    reading = GermanAnalyzer()
    reading.tokens("Antrag stellen").append("fremd")
    reading.content("Antrag stellen").append("fremd")
    assert "fremd" not in [*reading.tokens("Antrag stellen"), *reading.content("Antrag stellen")]
