"""A question read on the fixed day."""

from datetime import date

from assistant.question.understanding import Query, understand

TODAY = date(2026, 11, 20)


def read(text: str, as_of: date | None = None) -> Query:
    """What is understood of a question."""
    return understand(text, as_of, TODAY)
