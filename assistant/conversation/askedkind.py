"""What kind of thing a question word asks for (a reason, a day, an amount …), and whether a card is asked for or gives such a thing.

The difference to `question.answerkind`: that one judges a question which stands alone, by its whole form; this one a follow-up, by its first word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.months import MONTHS
from assistant.types import Card

_BEGIN = r"^\W*(?:(?:und|aber|also|oder|and|but|so|ja)[\s,]+)*(?:bei |für |mit |von |an |in )?"
_NUMBER_WORDS = (
    r"\b(?:kein\w*|halb\w*|hälfte|drittel\w*|viertel\w*|zwei\w*|drei\w*|vier\w*|fünf\w*|sechs\w*|sieben|acht\w*|neun\w*|zehn\w*|elf|zwölf|"
    r"dreizehn|vierzehn|fünfzehn|\w+zig|hundert\w*|eine? (?:volle|ganze|einzige|weitere)\w*|eine stelle|alle|doppelt\w*|einmal|jeweils ein\w*|"
    r"vollfinanzierung|tatsächlich\w*|nicht|je eine?)\b"
)
# what looks like an amount and is none: days, years, numbered parts
_NO_AMOUNT = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZJ][a-zä]+)\s?(?:\d{4})?|\b(?:19|20)\d\d(?:/\d+)?\b|§+\s?\d+\w*|\b(?:baustein\w*|frage|nr\.|ziffer|punkt|kapitel|anlage|"
    r"tab\.|dezernat|referat|abs\.|sgb|vorlage|eg|lg|laufbahngruppe|stufe)[\s-]*\d[\d./]*\w*",
    re.I,
)
_TIME_WORDS = re.compile(
    rf"\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.|[A-ZJ][a-zä]+)|\b20\d\d\b|\b(?:{'|'.join(MONTHS)}|"
    r"\w*jähr\w*|\w*jahr(?:e|es|en|s)?|\w*monat\w*|\w*woche\w*|\w*tag(?:e|en|es|s|esaktuell)?|tagesaktuell|sofort|unverzüglich|frühest\w*|spätest\w*|"
    r"frist\w*|stichtag|sobald|solange|bevor|nachdem|ende|anfang|beginn\w*|nach|vor|erst|wenn|laufend|regelmäßig|dauer\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: how one opens, how a card that answers it is asked, and what its text has to give (None: cannot be told from words)."""

    name: str
    opens: re.Pattern[str]
    asked: re.Pattern[str]
    gives: re.Pattern[str] | None = None

    def asks(self, text: str) -> bool:
        """Whether a question opens with it."""
        return bool(self.opens.match(text))

    def suits(self, card: Card) -> bool:
        """Whether a card is asked with such a question."""
        return any(self.asked.search(q.text) for q in card.questions if not q.polarity)

    def given(self, card: Card) -> bool:
        """Whether a card's text holds what such a question wants."""
        text = f"{card.statement} {card.details}"
        return self.gives is None or bool(self.gives.search(_NO_AMOUNT.sub(" ", text) if self.name == "amount" else text))


def _kind(name: str, opens: str, more: str, gives: re.Pattern[str] | None = None) -> Kind:
    return Kind(name, re.compile(rf"{_BEGIN}(?:{opens})\b", re.I), re.compile(rf"\b(?:{opens}|{more})\b", re.I), gives)


KINDS = (
    _kind("reason", "warum|wieso|weshalb|wozu|why", r"begründ\w*|grund|gründe|zweck|hintergrund|woran liegt"),
    _kind(
        "time",
        "bis wann?|ab wann|seit wann|wann|when|until when|by when|how long|wie lange?",
        r"frist\w*|stichtag|deadline|wie lange|zeitpunkt|datum",
        _TIME_WORDS,
    ),
    _kind("place", r"wo (?:ist|steht|wird|sind)[\w ]*|where", r"fundstelle|welche\w* (?:nummer|ziffer|stelle|paragraf\w*)|rechtsgrundlage|geregelt"),
    _kind("amount", "wie ?viele?n?|wie hoch|how many|how much", r"anzahl|höhe|betrag|zahl der", re.compile(rf"\d|{_NUMBER_WORDS}", re.I)),
    _kind("person", "wer|wen|wem|who|whom", r"zuständig\w*|welche (?:behörde|stelle)"),
)


def kind_of(text: str) -> Kind | None:
    """The kind a question opens with, None for another."""
    return next((kind for kind in KINDS if kind.asks(text)), None)


def gives_kind(card: Card, own: str, full: str, anew: bool) -> bool:
    """Whether a card gives the kind of thing a follow-up wants. Where only a slot was exchanged (not `anew`), the kind is that of the full question,
    and a rule that needs no day ("kein Antrag") still answers one that asked for a day."""
    kind = kind_of(own if anew else full)
    return kind is None or (not anew and kind.name != "amount") or kind.given(card)
