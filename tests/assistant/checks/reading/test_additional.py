"""Whether a post is additional is read from what is said of the post itself."""

import pytest

from assistant.checks.reading.additional import additional


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wir schaffen eine zusätzliche Stelle für die Koordination.", True),
        ("Bekommen wir ohne Eigenanteil eine zusätzliche Stelle?", True),
        ("Neben den bereits vorhandenen Stellen kommt eine neue Koordinationsstelle.", True),
        ("Zusätzlich zur bestehenden Stelle im KI stellen wir jemanden ein.", True),
        ("Die Stelle ist nicht zusätzlich.", False),
        ("Zusätzlich eingerichtet wird nichts.", False),
        ("Wir wollen eine bestehende Stelle darüber bezahlen.", False),
        ("Die Stelle ist seit zwei Jahren besetzt.", None),
        ("Die Stelle ist schon besetzt.", None),
    ],
)
def test_only_what_is_said_of_the_post_counts(text: str, said: bool | None) -> None:
    found = additional(text)
    assert (found[0] if found else None) is said
